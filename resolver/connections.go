package resolver

import (
	"math"
	"net"
	"net/netip"
	"sync"
)

// tally counts what clients have at a time, in all and by network.
type tally struct {
	most, each, bits4 int // in all; of a network; of an IPv4 network's prefix

	mu       sync.Mutex
	exempt   []netip.Prefix // counted in all, not by network
	all      int
	refused  uint64
	byPrefix map[netip.Prefix]int
}

// newConnections counts connections.
func newConnections(exempt []netip.Prefix) *tally {
	return &tally{most: maxConnections, each: maxPerPrefix, bits4: 32, exempt: exempt, byPrefix: map[netip.Prefix]int{}}
}

// newCrowd counts queries of clients whose address may be forged. Who has many
// under way that are slow would have all their answers sent at one moment
// (DNSBomb, CVE-2024-33655).
func newCrowd(exempt []netip.Prefix) *tally {
	return &tally{most: math.MaxInt, each: maxUnknown, bits4: 24, exempt: exempt, byPrefix: map[netip.Prefix]int{}}
}

// spare has other networks counted in all, not by prefix.
func (c *tally) spare(exempt []netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.exempt = exempt
}

// enter counts one in, unless that were too many. leave counts it out.
func (c *tally) enter(addr netip.Addr) (leave func(), ok bool) {
	prefix := networkOf(addr, c.bits4)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all >= c.most || c.byPrefix[prefix] >= c.each && !contains(c.exempt, prefix.Addr()) {
		c.refused++
		return nil, false
	}
	c.all++
	c.byPrefix[prefix]++
	return sync.OnceFunc(func() { c.leave(prefix) }), true
}

// count says how many there are, and how many were refused so far.
func (c *tally) count() (now int, refused uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all, c.refused
}

// crowded says whether who only says an address of its own has to prove it.
func (c *tally) crowded(net.Addr) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all >= maxUnproven
}

func (c *tally) leave(prefix netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	if c.byPrefix[prefix]--; c.byPrefix[prefix] == 0 {
		delete(c.byPrefix, prefix)
	}
}

// networkOf is a client's network: so many bits of an IPv4 address, 56 of IPv6.
func networkOf(addr netip.Addr, bits4 int) netip.Prefix {
	addr, bits := addr.Unmap().WithZone(""), bits4
	if addr.Is6() {
		bits = 56
	}
	prefix, _ := addr.Prefix(bits) // the bits fit the family
	return prefix
}

// addrOf is a socket's address, the zero one if it has none.
func addrOf(a net.Addr) netip.Addr {
	port, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Addr{}
	}
	return port.Addr()
}

// limitedListener is a socket whose connections are counted, and end in order.
type limitedListener struct {
	*net.TCPListener
	limit     *tally
	lingering *lingering
}

func newLimitedListener(socket *net.TCPListener, limit *tally, l *lingering) limitedListener {
	forConnections(socket)
	return limitedListener{socket, limit, l}
}

// Accept closes connections above the limits at once, and passes the others on.
func (l limitedListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.AcceptTCP()
		if err != nil {
			return nil, err
		}
		leave, ok := l.limit.enter(addrOf(conn.RemoteAddr()))
		if !ok {
			_ = conn.Close() // refused
			continue
		}
		return newLimitedConn(conn, leave, l.lingering), nil
	}
}
