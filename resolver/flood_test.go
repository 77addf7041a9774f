package resolver_test

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// size is how many of something a test does; make soak does more.
func size(normal, soak int) int {
	if os.Getenv("CHAINZONE_SOAK") != "" {
		return soak
	}
	return normal
}

// TestFlood: a flood of random names below the TLD opens a bounded number of
// reads; who does not get his turn in time gets SERVFAIL, never NXDOMAIN, and
// known names are answered as before.
func TestFlood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		s.set("busy.chain", "@ 60 A 192.0.2.1\n", inAYear())
		server := serve(t, nil, map[string]*source{"chain": s})
		ask(server, "busy.chain", dns.TypeA)
		s.with(func() { s.delay, s.reads = 300*time.Millisecond, 0 })
		var wait sync.WaitGroup
		var mu sync.Mutex
		got := map[int]int{}
		for i := range 4000 {
			wait.Go(func() {
				m := ask(server, fmt.Sprintf("r%d.chain", i), dns.TypeA)
				mu.Lock()
				defer mu.Unlock()
				got[m.Rcode]++
				if m.Rcode == dns.RcodeServerFailure && edes(m)[0] != dns.ExtendedErrorCodeNetworkError {
					t.Errorf("%v", m)
				}
			})
		}
		time.Sleep(time.Millisecond)
		began := time.Now()
		if m := ask(server, "busy.chain", dns.TypeA); len(m.Answer) != 1 || time.Since(began) > 0 {
			t.Errorf("after %v: %v", time.Since(began), m)
		}
		wait.Wait()
		if s.crowd() != 64 || got[dns.RcodeNameError] > s.count() || got[dns.RcodeNameError]+got[dns.RcodeServerFailure] != 4000 || got[dns.RcodeNameError] < 64 {
			t.Errorf("%d reads, %d at a time, rcodes %v", s.count(), s.crowd(), got)
		}
		// Being crowded out is no failure of the name.
		s.with(func() { s.delay = 0 })
		time.Sleep(5 * time.Second)
		for i := range 4000 {
			if m := ask(server, fmt.Sprintf("r%d.chain", i), dns.TypeA); m.Rcode != dns.RcodeNameError {
				t.Fatalf("r%d afterwards: %v", i, m)
			}
		}
	})
}

// TestT39Pollution (T39, F16): random names below one name cost one read, also
// when it does not exist; names that do not exist evict none that do, however
// many, and the cache stays within its bytes.
func TestT39Pollution(t *testing.T) {
	s := newSource(t)
	const busy = 100
	for i := range busy {
		s.set(fmt.Sprintf("busy%d.chain", i), "@ 60 A 192.0.2.1\n", inAYear())
	}
	server, err := resolver.New(resolver.Config{ZoneBytes: 1 << 20, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range busy {
		ask(server, fmt.Sprintf("busy%d.chain", i), dns.TypeA)
	}
	reads := s.count()
	for i := range size(20_000, 10_000_000) / 2 {
		ask(server, fmt.Sprintf("%x.busy0.chain", i), dns.TypeA)
		ask(server, fmt.Sprintf("%x.nobody.chain", i), dns.TypeA)
	}
	if got := s.count() - reads; got != 1 {
		t.Errorf("%d reads for names below two", got)
	}
	for i := range size(20_000, 1_000_000) {
		if m := ask(server, fmt.Sprintf("%x.chain", i), dns.TypeA); m.Rcode != dns.RcodeNameError {
			t.Fatalf("%v", m)
		}
	}
	reads = s.count()
	for i := range busy {
		ask(server, fmt.Sprintf("busy%d.chain", i), dns.TypeA)
	}
	if got := s.count() - reads; got != 0 {
		t.Errorf("%d busy names were evicted", got)
	}
}

// TestManyNames: more names than the cache has room for are answered all the
// same, each with one read, and the memory is bounded.
func TestManyNames(t *testing.T) {
	s := newSource(t)
	n := size(20_000, 1_000_000)
	s.set("template.chain", "@ 60 A 192.0.2.1\n", inAYear())
	template := s.states[s.Node(zone.MustParseName("template.chain"))]
	for i := range n {
		s.states[s.Node(zone.MustParseName(fmt.Sprintf("n%d.chain", i)))] = template
	}
	server, err := resolver.New(resolver.Config{ZoneBytes: 1 << 20, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if m := ask(server, fmt.Sprintf("n%d.chain", i), dns.TypeA); len(m.Answer) != 1 {
			t.Fatalf("%v", m)
		}
	}
	if s.count() != n {
		t.Errorf("%d reads of %d names", s.count(), n)
	}
}

// TestF17Pathologies (F17): a thousand names that loop, grow or lead nowhere,
// asked for at once: each within its budget, healthy ones unharmed.
func TestF17Pathologies(t *testing.T) {
	up := newUpstream(t)
	s := newSource(t)
	n := size(1000, 10_000)
	for i := range n {
		s.set(fmt.Sprintf("p%d.chain", i), fmt.Sprintf(`
self 60 CNAME self
ring 60 CNAME ring.p%d.chain.
grow 60 DNAME a.b.c.d.e.f.grow
grow2 60 DNAME x.grow2.p%d.chain.
ns 60 NS ns.ns
far 60 NS ns.p%d.chain.
`, (i+1)%n, (i+1)%n, (i+1)%n), inAYear())
	}
	s.set("healthy.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := delegated(t, "9", s, forwardTo(up))
	var wait sync.WaitGroup
	limit := make(chan struct{}, 200)
	for i := range n {
		for _, what := range []string{"self", "ring", "x.grow", "x.grow2", "x.ns", "x.far"} {
			limit <- struct{}{}
			wait.Go(func() {
				defer func() { <-limit }()
				m, trace := server.Answer(t.Context(), question(fmt.Sprintf("%s.p%d.chain.", what, i)), loopback)
				if m.Rcode != dns.RcodeServerFailure && m.Rcode != dns.RcodeYXDomain || trace.Calls > 8 || trace.Queries > 32 || len(trace.Steps) > 9 {
					t.Errorf("%+v, %v", trace, m)
				}
			})
		}
		if m := ask(server, "healthy.chain", dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("the healthy one: %v", m)
		}
	}
	wait.Wait()
	up.noChainNames(t)
}

// TestEveryBlock: a name that changes in every block costs a read a block, when
// it is asked for, and its neighbours none.
func TestEveryBlock(t *testing.T) {
	s := newSource(t)
	s.set("calm.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	ask(server, "calm.chain", dns.TypeA)
	reads := s.count()
	for i := range 100 {
		s.set("busy.chain", fmt.Sprintf("@ 60 A 192.0.2.%d\n", i), inAYear())
		s.with(func() { s.head.Number++ })
		s.apply(names.Change{Head: s.head, Nodes: []names.Node{s.Node(zone.MustParseName("busy.chain"))}})
		for range 3 {
			if m := ask(server, "busy.chain", dns.TypeA); m.Answer[0].(*dns.A).A.To4()[3] != byte(i) {
				t.Fatalf("block %d: %v", i, m)
			}
			ask(server, "calm.chain", dns.TypeA)
		}
	}
	if got := s.count() - reads; got != 100 {
		t.Errorf("%d reads in 100 blocks", got)
	}
}
