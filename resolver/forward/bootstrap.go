package forward

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"github.com/miekg/dns"
)

// For how long an upstream's addresses are kept. Old ones are better than none.
const (
	leastKept = time.Minute
	mostKept  = time.Hour
)

// maxAddresses bounds what is kept of a reply for an upstream's name, of each
// family: its addresses are tried one after another, and the largest public
// resolvers have 8.
const maxAddresses = 16

// bootstrap looks up the names of upstreams.
type bootstrap struct {
	servers *Group

	mu    sync.Mutex
	known map[string]found
}

type found struct {
	addrs []netip.Addr
	until time.Time
}

// newBootstrap is nil without servers.
func newBootstrap(servers []netip.AddrPort) *bootstrap {
	if len(servers) == 0 {
		return nil
	}
	var c Config
	for _, at := range servers {
		c.Upstreams = append(c.Upstreams, Address{Scheme: UDP, Host: at.Addr().String(), Addrs: []netip.Addr{at.Addr()}, Port: at.Port()})
	}
	g, _ := New(c) // of addresses it can be made
	return &bootstrap{servers: g, known: map[string]found{}}
}

// lookup returns a host's addresses, IPv4 first.
func (b *bootstrap) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	b.mu.Lock()
	old, ok := b.known[host]
	b.mu.Unlock()
	if ok && time.Now().Before(old.until) {
		return old.addrs, nil
	}
	if ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience)
		defer cancel()
	}
	fresh, err := b.ask(ctx, host)
	switch {
	case err == nil:
	case ok:
		fresh = found{old.addrs, time.Now().Add(leastKept)}
	default:
		return nil, fmt.Errorf("look up %s: %w", host, err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.known[host] = fresh
	return fresh.addrs, nil
}

// ask asks for IPv4, and then not for long for IPv6 too.
func (b *bootstrap) ask(ctx context.Context, host string) (f found, _ error) {
	ctx, cancel := context.WithTimeout(ctx, tryLimit)
	defer cancel()
	ttl := uint32(mostKept / time.Second)
	var errs []error
	for _, typ := range []uint16{dns.TypeA, dns.TypeAAAA} {
		if len(f.addrs) > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, headStart)
			defer cancel()
		}
		reply, err := b.servers.Exchange(ctx, new(dns.Msg).SetQuestion(dns.Fqdn(host), typ), unlimited{})
		if err != nil {
			errs = append(errs, err)
			continue
		}
		kept := 0
		for _, rr := range reply.Answer {
			var addr netip.Addr
			switch rr := rr.(type) {
			case *dns.A:
				addr, _ = netip.AddrFromSlice(rr.A.To4())
			case *dns.AAAA:
				addr, _ = netip.AddrFromSlice(rr.AAAA.To16())
			}
			if addr.IsValid() && kept < maxAddresses {
				kept++
				f.addrs = append(f.addrs, addr)
				ttl = min(ttl, rr.Header().Ttl)
			}
		}
	}
	switch {
	case len(f.addrs) > 0:
		f.until = time.Now().Add(max(time.Duration(ttl)*time.Second, leastKept))
		return f, nil
	case len(errs) > 0:
		return f, errors.Join(errs...)
	}
	return f, errors.New("it has no address")
}
