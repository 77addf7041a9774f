package resolver_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/zone"
)

// TestF06Reorg (T06, F06): what was read at a block that left the chain is dropped,
// and not served even if the next read fails.
func TestF06Reorg(t *testing.T) {
	for _, depth := range []uint64{1, 3, 8, 64} {
		s := newSource(t)
		s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
		s.set("old.chain", "@ 60 A 192.0.2.9\n", inAYear())
		server := serve(t, nil, map[string]*source{"chain": s})
		ask(server, "old.chain", dns.TypeA) // read at block 100
		s.with(func() { s.head.Number += depth })
		ask(server, "alice.chain", dns.TypeA) // read at block 100+depth
		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) })
		s.apply(names.Change{Head: s.head, Reorged: true, Common: 100})
		if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("depth %d: the orphaned record is served: %v", depth, m)
		}
		if m := ask(server, "old.chain", dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("depth %d: a record of the common branch is lost: %v", depth, m)
		}
	}
}

// TestChanges: a changed name is read again, all others are not; a read that
// was under way when its name changed is not kept.
func TestChanges(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	s.set("bob.chain", "@ 60 A 192.0.2.2\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	ask(server, "alice.chain", dns.TypeA)
	ask(server, "bob.chain", dns.TypeA)
	s.set("alice.chain", "@ 60 A 192.0.2.11\n", inAYear())
	s.apply(names.Change{Head: s.head, Nodes: []names.Node{s.Node(zone.MustParseName("alice.chain"))}})
	before := s.count()
	if m := ask(server, "alice.chain", dns.TypeA); m.Answer[0].(*dns.A).A.String() != "192.0.2.11" {
		t.Errorf("after the change: %v", m)
	}
	ask(server, "bob.chain", dns.TypeA)
	if got := s.count() - before; got != 1 {
		t.Errorf("%d reads after one name changed", got)
	}

	s.with(func() { s.delay = 200 * time.Millisecond })
	done := make(chan struct{})
	go func() { defer close(done); ask(server, "carol.chain", dns.TypeA) }()
	for s.count() == before+1 {
		time.Sleep(time.Millisecond)
	}
	s.apply(names.Change{Head: s.head, Nodes: []names.Node{s.Node(zone.MustParseName("carol.chain"))}})
	<-done
	at := s.count()
	s.with(func() { s.delay = 0 })
	ask(server, "carol.chain", dns.TypeA)
	if s.count() != at+1 {
		t.Error("a read that its name's change overtook was kept")
	}

	// Everything suspect: a question after it does not join a read from before.
	s.with(func() { s.delay = 200 * time.Millisecond })
	at = s.count()
	first := make(chan struct{})
	go func() { defer close(first); ask(server, "dave.chain", dns.TypeA) }()
	for s.count() == at {
		time.Sleep(time.Millisecond)
	}
	s.apply(names.Change{Head: s.head, All: true})
	s.set("dave.chain", "@ 60 A 192.0.2.4\n", inAYear())
	if m := ask(server, "dave.chain", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("a question joined a read from before everything was suspect: %v", m)
	}
	<-first
	s.with(func() { s.delay = 0 })

	// Everything suspect: read again, and stale if that fails.
	s.apply(names.Change{Head: s.head, All: true})
	s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) })
	if m := ask(server, "bob.chain", dns.TypeA); len(m.Answer) != 1 || !slices.Contains(edes(m), dns.ExtendedErrorCodeStaleAnswer) {
		t.Errorf("a suspect name that cannot be read again: %v", m)
	}
}

// TestT28Ghost (T28): asking for a name often does not keep it alive: it is gone
// at the first head without it, and a refresh that fails does not start the
// stale time anew.
func TestT28Ghost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
		s.set("bob.chain", "@ 60 A 192.0.2.2\n", inAYear())
		server := serve(t, nil, map[string]*source{"chain": s})
		for i := range 6 {
			if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 {
				t.Fatalf("before: %v", m)
			}
			time.Sleep(30 * time.Second)
			s.with(func() { s.head.Confirmed = time.Now() })
			if i == 5 {
				s.set("alice.chain", "", inAYear())
			}
			s.apply(names.Change{Head: s.head, Nodes: []names.Node{s.Node(zone.MustParseName("alice.chain"))}[:i/5]})
		}
		for range 6 {
			if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeNameError {
				t.Fatalf("after: %v", m)
			}
			time.Sleep(30 * time.Second)
		}

		ask(server, "bob.chain", dns.TypeA)
		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable); s.head.Confirmed = time.Now() })
		s.apply(names.Change{Head: s.head, All: true})
		began := time.Now()
		for time.Since(began) < 24*time.Hour {
			s.with(func() { s.head.Confirmed = time.Now() })
			if m := ask(server, "bob.chain", dns.TypeA); len(m.Answer) != 1 || !slices.Contains(edes(m), dns.ExtendedErrorCodeStaleAnswer) {
				t.Fatalf("after %v: %v", time.Since(began), m)
			}
			time.Sleep(10 * time.Minute)
		}
		time.Sleep(time.Second)
		if m := ask(server, "bob.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("after a day of failed refreshes: %v", m)
		}
	})
}

// TestF08Expiry (F08): a name is NXDOMAIN from the first head past its expiry, though nothing tells of it.
func TestF08Expiry(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", s.head.Time+10)
	server := serve(t, nil, map[string]*source{"chain": s})
	if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 {
		t.Fatal(m)
	}
	s.with(func() { s.head.Time += 10; s.head.Number++ })
	s.apply(names.Change{Head: s.head})
	if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeNameError {
		t.Errorf("past its expiry: %v", m)
	}
}

// TestUnconfirmed: what is read at a head that nobody confirmed of late is
// given as stale, and not at all when the head is older than a day.
func TestUnconfirmed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		s.set("alice.chain", "@ 300 A 192.0.2.1\n", inAYear())
		s.set("short.chain", "@ 300 A 192.0.2.1\n", s.head.Time+60)
		server := serve(t, nil, map[string]*source{"chain": s})
		time.Sleep(time.Minute)
		if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeStaleAnswer}) {
			t.Errorf("read at an old head: %v", m)
		}
		if m := ask(server, "short.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("a name whose time ran out since the head: %v", m)
		}
		time.Sleep(24 * time.Hour)
		if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("at a head of yesterday: %v", m)
		}
	})
}

// TestFailedReads: a name whose read fails is asked for again after 1, 2, 4 to
// 30 s (RFC 9520), at once when its word changed or the chain is back.
func TestFailedReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		server := serve(t, nil, map[string]*source{"chain": s})
		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrInvalid) })
		began := time.Now()
		var at []int
		for range 1000 {
			before := s.count()
			s.with(func() { s.head.Confirmed = time.Now() })
			if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure || !slices.Contains(edes(m), dns.ExtendedErrorCodeInvalidData) {
				t.Fatalf("%v", m)
			}
			if s.count() != before {
				at = append(at, int(time.Since(began).Seconds()))
			}
			time.Sleep(100 * time.Millisecond)
		}
		if want := []int{0, 1, 3, 7, 15, 31, 61, 91}; !slices.Equal(at, want) {
			t.Errorf("read after %v s, want %v", at, want)
		}
		s.apply(names.Change{Head: s.head}) // the first in a while
		ask(server, "alice.chain", dns.TypeA)
		s.with(func() { s.err = nil })
		s.set("alice.chain", "@ 300 A 192.0.2.1\n", inAYear())
		s.apply(names.Change{Head: s.head, Nodes: []names.Node{s.Node(zone.MustParseName("alice.chain"))}})
		if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("after its word changed: %v", m)
		}

		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) })
		time.Sleep(10 * time.Second)
		ask(server, "bob.chain", dns.TypeA)
		s.with(func() { s.err = nil; s.head.Confirmed = time.Now() })
		if m := ask(server, "bob.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("a read that failed just now was not remembered: %v", m)
		}
		s.apply(names.Change{Head: s.head}) // the first head in a while
		if m := ask(server, "bob.chain", dns.TypeA); m.Rcode != dns.RcodeNameError {
			t.Errorf("after the chain came back: %v", m)
		}
	})
}

// TestF32Refused (F32): an origin whose registry was replaced fails alone,
// with all that was read of it before, until it is the configured one again.
func TestF32Refused(t *testing.T) {
	bad, good := newSource(t), newSource(t)
	good.set("alice.other", "@ 60 A 192.0.2.1\n", inAYear())
	bad.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": bad, "other": good})
	ask(server, "alice.chain", dns.TypeA)
	check := func(when string) {
		for _, name := range []string{"alice.chain", "bob.chain", "chain"} {
			if m := ask(server, name, dns.TypeA); m.Rcode != dns.RcodeServerFailure || !slices.Contains(edes(m), dns.ExtendedErrorCodeInvalidData) {
				t.Errorf("%s, %s of the replaced origin: %v", when, name, m)
			}
		}
		if m := ask(server, "alice.other", dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("%s, the other origin: %v", when, m)
		}
	}
	refused := fmt.Errorf("read: %w", names.ErrRefused)
	bad.with(func() { bad.refused = refused })
	check("found by following")
	bad.with(func() { bad.refused = nil; bad.err = refused })
	bad.apply(names.Change{Head: bad.head, All: true})
	check("found by a read")
	bad.with(func() { bad.err = nil; bad.head.Confirmed = bad.head.Confirmed.Add(time.Minute) })
	bad.apply(names.Change{Head: bad.head, All: true})
	if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("the configured one again: %v", m)
	}
}

// TestReorgForgivesFailures: a read that failed at a block that left the chain says
// nothing of the block in its place, and is tried there at once.
func TestReorgForgivesFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
		server := serve(t, nil, map[string]*source{"chain": s})
		s.apply(names.Change{Head: s.head})
		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) })
		if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Fatalf("a failed read: %v", m)
		}
		s.with(func() { s.err = nil })
		s.apply(names.Change{Head: s.head, Reorged: true, Common: 99})
		if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("after the reorganisation: %v", m)
		}
	})
}
