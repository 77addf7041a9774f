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

// bootstrap looks up the names of upstreams.
type bootstrap struct {
	servers []*upstream

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
	b := &bootstrap{known: map[string]found{}}
	for _, s := range servers {
		b.servers = append(b.servers, newUpstream(Address{Scheme: UDP, Host: s.Addr().String(), Addrs: []netip.Addr{s.Addr()}, Port: s.Port()}, nil, nil))
	}
	return b
}

func (b *bootstrap) close() {
	for _, s := range b.servers {
		s.close()
	}
}

// lookup returns a host's addresses, IPv4 first.
func (b *bootstrap) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	b.mu.Lock()
	old, ok := b.known[host]
	b.mu.Unlock()
	if ok && time.Now().Before(old.until) {
		return old.addrs, nil
	}
	fresh, err := b.ask(ctx, host)
	if err != nil {
		if ok {
			return old.addrs, nil
		}
		return nil, fmt.Errorf("look up %s: %w", host, err)
	}
	b.mu.Lock()
	b.known[host] = fresh
	b.mu.Unlock()
	return fresh.addrs, nil
}

func (b *bootstrap) ask(ctx context.Context, host string) (f found, err error) {
	ttl := uint32(mostKept / time.Second)
	for _, typ := range []uint16{dns.TypeA, dns.TypeAAAA} {
		var reply *dns.Msg
		if reply, err = b.exchange(ctx, new(dns.Msg).SetQuestion(dns.Fqdn(host), typ)); err != nil {
			continue
		}
		for _, rr := range reply.Answer {
			var addr netip.Addr
			switch rr := rr.(type) {
			case *dns.A:
				addr, _ = netip.AddrFromSlice(rr.A.To4())
			case *dns.AAAA:
				addr, _ = netip.AddrFromSlice(rr.AAAA.To16())
			}
			if addr.IsValid() {
				f.addrs = append(f.addrs, addr)
				ttl = min(ttl, rr.Header().Ttl)
			}
		}
	}
	if len(f.addrs) > 0 {
		f.until = time.Now().Add(max(time.Duration(ttl)*time.Second, leastKept))
		return f, nil
	}
	if err == nil {
		err = errors.New("it has no address")
	}
	return f, err
}

func (b *bootstrap) exchange(ctx context.Context, q *dns.Msg) (reply *dns.Msg, err error) {
	for _, s := range b.servers {
		if reply, err = s.ask(ctx, q, unlimited{}); err == nil && answers(reply) {
			return reply, nil
		}
	}
	return reply, err
}
