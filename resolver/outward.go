package resolver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"syscall"
)

// maxAtTarget bounds the questions under way to one address that chain data
// chose, so that names on the chain cannot turn the server on somebody else's.
const maxAtTarget = 64

var (
	errForbidden = errors.New("the address is not a public one")
	errBusy      = errors.New("too many questions are under way")
)

// outward reaches the servers that chain data chose.
type outward struct {
	port   uint16                // 53; only tests set another
	global func(netip.Addr) bool // isGlobal; only tests set another
	lame   *lameServers

	mu  sync.Mutex
	now map[netip.Addr]int // questions under way
}

func newOutward() *outward {
	return &outward{port: 53, global: isGlobal, lame: newLameServers(), now: map[netip.Addr]int{}}
}

// special are the addresses that are not globally routable: the registries of
// RFC 6890, multicast, and what embeds an IPv4 address or is no unicast.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

var globalUnicast = netip.MustParsePrefix("2000::/3") // what of IPv6 is given out

func isGlobal(addr netip.Addr) bool {
	addr = addr.Unmap()
	return addr.IsValid() && !contains(special, addr) && (addr.Is4() || globalUnicast.Contains(addr))
}

// dial connects to an address that is globally routable, or allowed, when the
// socket is opened, and is not this machine's own unless it is allowed.
func (o *outward) dial(ctx context.Context, allowed []netip.Prefix, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !o.global(to.Addr()) && !contains(allowed, to.Addr().Unmap()) {
			return errForbidden
		}
		return nil
	}}
	conn, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	local, here := netip.ParseAddrPort(conn.LocalAddr().String())
	remote, there := netip.ParseAddrPort(conn.RemoteAddr().String())
	own := here == nil && there == nil && local.Addr() == remote.Addr()
	if own && !contains(allowed, remote.Addr().Unmap()) {
		_ = conn.Close()
		return nil, fmt.Errorf("%s is this machine: %w", remote.Addr(), errForbidden)
	}
	return conn, nil
}

// enter counts a question to addr in, unless that were too many.
func (o *outward) enter(addr netip.Addr) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.now[addr] >= maxAtTarget {
		return false
	}
	o.now[addr]++
	return true
}

func (o *outward) leave(addr netip.Addr) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.now[addr]--; o.now[addr] == 0 {
		delete(o.now, addr)
	}
}
