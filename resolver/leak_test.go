package resolver_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// TestT26NoLeak (T26): 10^5 random names under an origin, in every state that its
// chain can be in: the upstream sees none of them.
func TestT26NoLeak(t *testing.T) {
	u := newUpstream(t)
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\nout 60 CNAME x.example.\n", inAYear())
	server := serve(t, []resolver.Forward{{Zone: zone.Root, Upstreams: []string{u.addr}}}, map[string]*source{"chain": s})
	if m := ask(server, "www.example", dns.TypeA); len(m.Answer) != 1 {
		t.Fatalf("forwarding: %v", m)
	}
	m := ask(server, "to-chain.example", dns.TypeA)
	if len(m.Answer) != 2 || m.Answer[1].(*dns.A).A.String() != "192.0.2.1" {
		t.Errorf("an alias from outside into the chain: %v", m)
	}
	if m := ask(server, "out.alice.chain", dns.TypeA); len(m.Answer) != 2 || !m.Authoritative {
		t.Errorf("an alias out of the chain: %v", m)
	}
	if m := ask(server, "x.chain.example", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("a search-list name is ordinary DNS: %v", m)
	}
	states := []func(){
		func() { s.err = nil },
		func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) },
		func() { s.err = fmt.Errorf("read: %w", names.ErrInvalid) },
		func() { s.err = fmt.Errorf("read: %w", names.ErrRefused) },
		func() { s.err, s.known = fmt.Errorf("read: %w", names.ErrUnreachable), false },
	}
	types := []uint16{dns.TypeA, dns.TypeDS, dns.TypeNS, dns.TypeANY, dns.TypeSOA, 65280}
	random := rand.New(rand.NewPCG(26, 1))
	const each = 20_000
	for _, state := range states {
		s.with(state)
		for range each {
			name := "chain"
			for range random.IntN(4) { // also labels that cannot be registered
				name = fmt.Sprintf("%c%x.", "_-*0abcdefghijklmnopqrstuvwxyz"[random.IntN(30)], random.Uint32()) + name
			}
			if random.IntN(4) == 0 {
				name = strings.ToUpper(name)
			}
			if m := ask(server, name, types[random.IntN(len(types))]); m.Rcode == dns.RcodeRefused {
				t.Fatalf("%s: %v", name, m)
			}
		}
	}
	u.noChainNames(t)
}

func (u *upstream) noChainNames(t *testing.T) {
	t.Helper()
	u.mu.Lock()
	defer u.mu.Unlock()
	for name := range u.seen {
		if dns.IsSubDomain("chain.", name) {
			t.Errorf("the upstream was asked for %s", name)
		}
	}
}

// TestT26Sockets (T26): the same on sockets: before a head is known, when the
// source panics, while configurations with and without the origin take turns, and
// of the queries that a stopped server has still to answer.
func TestT26Sockets(t *testing.T) {
	start := func(t *testing.T, s resolver.Source, u *upstream) (ask func(network, name string, qtype uint16) int, stop func() time.Duration) {
		addr, stop := listeningWith(t, resolver.Config{
			Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}},
			Forward: forwardTo(u),
		})
		return func(network, name string, qtype uint16) int {
			conn := dial(t, network, addr)
			defer conn.Close()
			conn.WriteMsg(new(dns.Msg).SetQuestion(name, qtype))
			m, err := conn.ReadMsg()
			if err != nil {
				t.Errorf("%s over %s: %v", name, network, err)
				return -1
			}
			return m.Rcode
		}, stop
	}
	all := func(t *testing.T, ask func(network, name string, qtype uint16) int) {
		for _, name := range []string{"chain.", "alice.chain.", "x.alice.CHAIN.", "_dmarc.chain.", "a.b.c.d.chain."} {
			for _, qtype := range []uint16{dns.TypeA, dns.TypeDS, dns.TypeNS, dns.TypeSOA, dns.TypeANY} {
				for _, network := range []string{"udp", "tcp"} {
					if rcode := ask(network, name, qtype); rcode != dns.RcodeServerFailure {
						t.Errorf("%s %s over %s: %s", name, dns.TypeToString[qtype], network, dns.RcodeToString[rcode])
					}
				}
			}
		}
		if rcode := ask("udp", "x.chain.example.", dns.TypeA); rcode != dns.RcodeSuccess {
			t.Errorf("a search-list name is ordinary DNS: %s", dns.RcodeToString[rcode])
		}
	}
	t.Run("start", func(t *testing.T) {
		s, u := newSource(t), newUpstream(t)
		s.known = false
		ask, _ := start(t, s, u)
		all(t, ask)
		u.noChainNames(t)
	})
	t.Run("panic", func(t *testing.T) {
		u := newUpstream(t)
		ask, _ := start(t, panicking{newSource(t), true}, u)
		all(t, ask)
		u.noChainNames(t)
	})
	t.Run("reloads", func(t *testing.T) {
		s, u := newSource(t), newUpstream(t)
		s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
		with := resolver.Config{Forward: forwardTo(u), Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}}
		server, err := resolver.New(with)
		if err != nil {
			t.Fatal(err)
		}
		run(t, server)
		var asking sync.WaitGroup
		for w := range 4 {
			asking.Go(func() {
				for i := range size(2000, 25_000) {
					name := [...]string{"chain", "alice.chain", fmt.Sprintf("x%d-%d.chain", w, i), "_a.b.CHAIN", "to-chain.example"}[i%5]
					if m := ask(server, name, dns.TypeA); m.Rcode == dns.RcodeServerFailure {
						t.Errorf("%s: %v", name, m)
						return
					}
				}
			})
		}
		done := make(chan struct{})
		go func() { defer close(done); asking.Wait() }()
		for i := 0; ; i++ {
			select {
			case <-done:
				u.noChainNames(t)
				return
			case <-time.After(time.Millisecond):
			}
			c := with
			switch i % 3 {
			case 0: // the origin is left out
				c.Origins = nil
			case 1: // and comes back, read by another source
				c.Origins = []resolver.Origin{{Name: zone.MustParseName("chain"), Source: newSource(t)}}
			}
			reload(t, server, c)
		}
	})
	t.Run("drain", func(t *testing.T) {
		s, u := newSource(t), newUpstream(t)
		s.with(func() { s.delay = time.Hour })
		ask, stop := start(t, s, u)
		answered := make(chan int)
		for _, network := range []string{"udp", "tcp"} {
			s.set(network+".chain", "@ 60 CNAME bob.chain.\n", inAYear())
			go func() { answered <- ask(network, network+".chain.", dns.TypeA) }()
		}
		s.waitFor(2)
		stop()
		for range 2 {
			if rcode := <-answered; rcode != dns.RcodeServerFailure {
				t.Errorf("during the drain: %s", dns.RcodeToString[rcode])
			}
		}
		u.noChainNames(t)
	})
}
