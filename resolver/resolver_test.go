package resolver_test

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

var loopback = resolver.Client{Addr: netip.MustParseAddr("127.0.0.1")}

// source is a chain that the test writes: its names, its head, its failures.
type source struct {
	t       *testing.T
	mu      sync.Mutex
	head    names.Head
	known   bool
	refused error
	states  map[names.Node]names.Reading
	err     error         // of every read
	delay   time.Duration // of every read
	reads   int
	change  chan names.Change
}

func newSource(t *testing.T) *source {
	s := &source{t: t, states: map[names.Node]names.Reading{}, change: make(chan names.Change)}
	s.head = names.Head{Block: names.Block{Number: 100, Hash: [32]byte{100}, Time: uint64(time.Now().Unix())}, Changed: 7, Confirmed: time.Now()}
	s.known = true
	return s
}

func (s *source) Node(name zone.Name) (n names.Node) {
	copy(n[:], name.Wire()) // test names are short
	return n
}

func (s *source) Head() (names.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.known {
		return names.Head{}, names.ErrUnreachable
	}
	return s.head, s.refused
}

func (s *source) Read(ctx context.Context, list []zone.Name) ([]names.Reading, error) {
	s.mu.Lock()
	s.reads++
	delay, err, block := s.delay, s.err, s.head.Block
	var readings []names.Reading
	for _, name := range list {
		r := s.states[s.Node(name)]
		r.Node, r.Block = s.Node(name), block
		readings = append(readings, r)
	}
	s.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", names.ErrUnreachable, ctx.Err())
	case <-time.After(delay):
	}
	if err != nil {
		return nil, err
	}
	return readings, nil
}

func (s *source) Follow(ctx context.Context, f func(names.Change)) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case c := <-s.change:
			f(c)
			s.change <- c // applied
		}
	}
}

// apply sends one change through Follow and returns when it was applied.
func (s *source) apply(c names.Change) {
	s.change <- c
	<-s.change
}

func (s *source) set(name, master string, expiry uint64) {
	s.t.Helper()
	n := zone.MustParseName(name)
	sets, err := zone.ParseMaster(n, strings.NewReader(master), "test")
	if err != nil {
		s.t.Fatal(err)
	}
	z, err := zone.New(n, sets)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.states[s.Node(n)] = names.Reading{State: names.State{Expiry: expiry, Serial: 1, Image: z.Image()}}
}

func (s *source) with(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *source) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reads
}

// serve makes a server of origins and runs it without sockets.
func serve(t *testing.T, forward []resolver.Forward, sources map[string]*source) *resolver.Server {
	t.Helper()
	c := resolver.Config{Forward: forward}
	for name, s := range sources {
		c.Origins = append(c.Origins, resolver.Origin{Name: zone.MustParseName(name), Source: s})
	}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- server.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return server
}

func ask(s *resolver.Server, name string, qtype uint16) *dns.Msg {
	q := new(dns.Msg).SetQuestion(dns.Fqdn(name), qtype)
	q.SetEdns0(1232, false)
	m, _ := s.Answer(context.Background(), q, loopback)
	return m
}

func edes(m *dns.Msg) (codes []uint16) {
	for _, o := range m.IsEdns0().Option {
		if e, ok := o.(*dns.EDNS0_EDE); ok {
			codes = append(codes, e.InfoCode)
		}
	}
	return codes
}

const aYear = 365 * 24 * 3600

func inAYear() uint64 { return uint64(time.Now().Unix()) + aYear }

func TestAnswers(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 99999999 A 192.0.2.1\nwww 60 CNAME @\nout 60 CNAME www.example.\nself 60 CNAME self\na 60 CNAME b\nb 60 CNAME a\nbob 60 CNAME x.bob.chain.\n*.w 60 TXT w\nsub 60 NS ns.sub\nns.sub 60 A 192.0.2.53\n", inAYear())
	s.set("bob.chain", "x 60 A 192.0.2.2\n", inAYear())
	s.set("empty.chain", "", inAYear())
	s.set("gone.chain", "@ 60 A 192.0.2.3\n", s.head.Time)
	s.set("soon.chain", "@ 600 A 192.0.2.4\n", s.head.Time+100)
	for i := range 12 {
		s.set(fmt.Sprintf("l%d.chain", i), fmt.Sprintf("@ 60 CNAME l%d.chain.\n", i+1), inAYear())
	}
	s.with(func() {
		s.states[s.Node(zone.MustParseName("bad.chain"))] = names.Reading{State: names.State{Expiry: inAYear(), Image: []byte{1, 2, 3}}}
		s.states[s.Node(zone.MustParseName("lie.chain"))] = names.Reading{State: names.State{Expiry: inAYear()}, Err: names.ErrInvalid}
	})
	server := serve(t, nil, map[string]*source{"chain": s})
	for _, tc := range []struct {
		name         string
		qtype        uint16
		rcode        int
		aa           bool
		answer, auth int
		ede          uint16
		ttl          uint32 // of the first answer; 0: not looked at
	}{
		{"alice.chain", dns.TypeA, 0, true, 1, 0, 0, 86400},
		{"www.alice.chain", dns.TypeA, 0, true, 2, 0, 0, 60},
		{"bob.alice.chain", dns.TypeA, 0, true, 2, 0, 0, 60},
		{"out.alice.chain", dns.TypeA, 0, true, 1, 0, 0, 60},
		{"self.alice.chain", dns.TypeA, dns.RcodeServerFailure, false, 0, 0, dns.ExtendedErrorCodeOther, 0},
		{"a.alice.chain", dns.TypeA, dns.RcodeServerFailure, false, 0, 0, dns.ExtendedErrorCodeOther, 0},
		{"l0.chain", dns.TypeA, dns.RcodeServerFailure, false, 0, 0, dns.ExtendedErrorCodeOther, 0},
		{"x.y.w.alice.chain", dns.TypeTXT, 0, true, 1, 0, 0, 60},
		{"x.sub.alice.chain", dns.TypeA, 0, false, 0, 1, 0, 0},
		{"alice.chain", dns.TypeMX, 0, true, 0, 1, 0, 0},
		{"none.alice.chain", dns.TypeA, dns.RcodeNameError, true, 0, 1, 0, 0},
		{"empty.chain", dns.TypeA, dns.RcodeNameError, true, 0, 1, 0, 0},
		{"gone.chain", dns.TypeA, dns.RcodeNameError, true, 0, 1, 0, 0},
		{"nobody.chain", dns.TypeA, dns.RcodeNameError, true, 0, 1, 0, 0},
		{"not_a_label.chain", dns.TypeA, dns.RcodeNameError, true, 0, 1, 0, 0},
		{"bad.chain", dns.TypeA, dns.RcodeServerFailure, false, 0, 0, dns.ExtendedErrorCodeInvalidData, 0},
		{"lie.chain", dns.TypeA, dns.RcodeServerFailure, false, 0, 0, dns.ExtendedErrorCodeInvalidData, 0},
		{"chain", dns.TypeSOA, 0, true, 1, 0, 0, 60},
		{"chain", dns.TypeNS, 0, true, 1, 0, 0, 0},
		{"chain", dns.TypeDS, 0, true, 0, 1, 0, 0},
		{"example", dns.TypeA, dns.RcodeRefused, false, 0, 0, dns.ExtendedErrorCodeNotAuthoritative, 0},
	} {
		for round := range 2 { // cold and warm
			m := ask(server, tc.name, tc.qtype)
			if m.Rcode != tc.rcode || m.Authoritative != tc.aa || len(m.Answer) != tc.answer || len(m.Ns) != tc.auth || (len(edes(m)) > 0) != (tc.rcode == dns.RcodeServerFailure || tc.rcode == dns.RcodeRefused) || len(edes(m)) > 0 && edes(m)[0] != tc.ede {
				t.Errorf("%s %s, round %d:\n%v", tc.name, dns.TypeToString[tc.qtype], round, m)
			}
			if tc.ttl != 0 && m.Answer[0].Header().Ttl != tc.ttl {
				t.Errorf("%s %s: TTL %d, want %d", tc.name, dns.TypeToString[tc.qtype], m.Answer[0].Header().Ttl, tc.ttl)
			}
		}
	}
	if ttl := ask(server, "soon.chain", dns.TypeA).Answer[0].Header().Ttl; ttl > 100 || ttl < 90 {
		t.Errorf("a name that expires in 100 s has a TTL of %d", ttl)
	}
}

// TestReadOnce: a cold name is one read, a warm one none, present or not.
func TestReadOnce(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	for _, tc := range []struct {
		name  string
		reads int
	}{{"alice.chain", 1}, {"x.alice.chain", 1}, {"nobody.chain", 2}, {"a.b.nobody.chain", 2}, {"bad_label.chain", 2}} {
		ask(server, tc.name, dns.TypeA)
		if got := s.count(); got != tc.reads {
			t.Errorf("after %s: %d reads, want %d", tc.name, got, tc.reads)
		}
	}
	var wait sync.WaitGroup
	s.with(func() { s.delay = 50 * time.Millisecond })
	for range 200 {
		wait.Go(func() { ask(server, "crowd.chain", dns.TypeA) })
	}
	wait.Wait()
	if got := s.count(); got != 3 {
		t.Errorf("200 questions for one cold name: %d reads", got-2)
	}
}

// TestChainBudget: a query's chain reads, its aliases and its time are bounded,
// and a loop ends where it closes.
func TestChainBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		for i := range 8 {
			s.set(fmt.Sprintf("l%d.chain", i), fmt.Sprintf("@ 60 CNAME l%d.chain.\n", i+1), inAYear())
			s.set(fmt.Sprintf("slow%d.chain", i), fmt.Sprintf("@ 60 CNAME slow%d.chain.\n", i+1), inAYear())
		}
		s.set("l8.chain", "@ 60 A 192.0.2.8\n", inAYear())
		s.set("self.chain", "@ 60 CNAME self.chain.\n", inAYear())
		server := serve(t, nil, map[string]*source{"chain": s})
		if m := ask(server, "l0.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure || s.count() != 8 {
			t.Errorf("nine cold names, %d reads:\n%v", s.count(), m)
		}
		ask(server, "l8.chain", dns.TypeA)
		if m := ask(server, "l0.chain", dns.TypeA); len(m.Answer) != 9 || s.count() != 9 {
			t.Errorf("eight aliases, %d reads:\n%v", s.count(), m)
		}
		m, trace := server.Answer(t.Context(), question("self.chain."), loopback)
		if m.Rcode != dns.RcodeServerFailure || len(trace.Steps) != 1 {
			t.Errorf("a loop of one, steps %v:\n%v", trace.Steps, m)
		}
		s.with(func() { s.delay = 1500 * time.Millisecond })
		began := time.Now()
		if m := ask(server, "slow0.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure || time.Since(began) != 5*time.Second {
			t.Errorf("after %v:\n%v", time.Since(began), m)
		}
		time.Sleep(5 * time.Second) // the last read outlives who asked for it
	})
}

// TestF01ChainDown (T07, F01): the chain refuses for a day and more. Known names are
// answered, marked stale, and unknown ones fail at once, never as absent.
func TestF01ChainDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		const known = 10_000
		for i := range known {
			s.set(fmt.Sprintf("n%d.chain", i), "@ 300 A 192.0.2.1\n", inAYear())
		}
		s.set("short.chain", "@ 300 A 192.0.2.1\n", s.head.Time+7200)
		s.set("gone.chain", "@ 300 A 192.0.2.1\n", s.head.Time)
		server := serve(t, nil, map[string]*source{"chain": s})
		ask(server, "short.chain", dns.TypeA)
		ask(server, "missing.chain", dns.TypeA)
		ask(server, "gone.chain", dns.TypeA)
		for i := range known {
			ask(server, fmt.Sprintf("n%d.chain", i), dns.TypeA)
		}
		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) })
		time.Sleep(time.Hour)
		before := s.count()
		for i := range known {
			m := ask(server, fmt.Sprintf("n%d.chain", i), dns.TypeA)
			if m.Rcode != 0 || len(m.Answer) != 1 || m.Answer[0].Header().Ttl != 30 || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeStaleAnswer}) {
				t.Fatalf("n%d after an hour: %v", i, m)
			}
		}
		if m := ask(server, "gone.chain", dns.TypeA); m.Rcode != dns.RcodeNameError || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeStaleNXDOMAINAnswer}) {
			t.Errorf("a name that had expired before: %v", m)
		}
		if got := s.count() - before; got != 0 {
			t.Errorf("%d reads of names that are known as far as any block tells", got)
		}
		if m := ask(server, "missing.chain", dns.TypeA); m.Rcode != dns.RcodeNameError || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeStaleNXDOMAINAnswer}) {
			t.Errorf("a name known to be absent: %v", m)
		}
		began := time.Now()
		if m := ask(server, "unknown.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure || !slices.Contains(edes(m), dns.ExtendedErrorCodeNoReachableAuthority) || time.Since(began) > 1800*time.Millisecond {
			t.Errorf("an unknown name after %v: %v", time.Since(began), m)
		}
		time.Sleep(90 * time.Minute)
		if m := ask(server, "short.chain", dns.TypeA); len(m.Answer) != 0 {
			t.Errorf("a name past its expiry is served stale: %v", m)
		}
		time.Sleep(22 * time.Hour)
		if m := ask(server, "n1.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("stale for more than a day: %v", m)
		}
	})
}

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

func TestProtocol(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	for _, tc := range []struct {
		what  string
		bend  func(*dns.Msg)
		rcode int
	}{
		{"as it should be", func(*dns.Msg) {}, dns.RcodeSuccess},
		{"no question", func(q *dns.Msg) { q.Question = nil }, dns.RcodeFormatError},
		{"two questions", func(q *dns.Msg) { q.Question = append(q.Question, q.Question[0]) }, dns.RcodeFormatError},
		{"two OPTs", func(q *dns.Msg) { q.Extra = append(q.Extra, q.Extra[0]) }, dns.RcodeFormatError},
		{"EDNS version 1", func(q *dns.Msg) { q.IsEdns0().SetVersion(1) }, dns.RcodeBadVers},
		{"another opcode", func(q *dns.Msg) { q.Opcode = dns.OpcodeNotify }, dns.RcodeNotImplemented},
		{"class CH", func(q *dns.Msg) { q.Question[0].Qclass = dns.ClassCHAOS }, dns.RcodeRefused},
		{"AXFR", func(q *dns.Msg) { q.Question[0].Qtype = dns.TypeAXFR }, dns.RcodeRefused},
	} {
		q := new(dns.Msg).SetQuestion("AliCe.chain.", dns.TypeA)
		q.SetEdns0(4096, true)
		tc.bend(q)
		m, _ := server.Answer(context.Background(), q, loopback)
		if m == nil || m.Rcode != tc.rcode || m.Id != q.Id || !m.Response {
			t.Errorf("%s: %v", tc.what, m)
		}
		if tc.rcode == dns.RcodeSuccess && m.Question[0].Name != "AliCe.chain." {
			t.Errorf("the question came back as %s", m.Question[0].Name)
		}
	}
	q := new(dns.Msg).SetQuestion("alice.chain.", dns.TypeA)
	q.Response = true
	if m, _ := server.Answer(context.Background(), q, loopback); m != nil {
		t.Errorf("a reply is answered: %v", m)
	}
}

// FuzzPacket: no packet makes the server panic, and an answer fits its question.
func FuzzPacket(f *testing.F) {
	good := new(dns.Msg).SetQuestion("alice.chain.", dns.TypeA)
	good.SetEdns0(1232, true)
	packed, _ := good.Pack()
	f.Add(packed)
	f.Add(packed[:12])
	s := &source{states: map[names.Node]names.Reading{}, known: true}
	s.head.Confirmed, s.head.Time = time.Now().Add(time.Hour), 1
	server, err := resolver.New(resolver.Config{Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, packet []byte) {
		q := new(dns.Msg)
		if q.Unpack(packet) != nil {
			return
		}
		m, _ := server.Answer(context.Background(), q, loopback)
		if q.Response != (m == nil) {
			t.Fatalf("a reply to a reply, or none to a query: %v", m)
		}
		if m == nil {
			return
		}
		if m.Id != q.Id || len(q.Question) == 1 && (len(m.Question) != 1 || m.Question[0] != q.Question[0]) {
			t.Fatalf("the reply %v does not fit %v", m, q)
		}
		if _, err := m.Pack(); err != nil {
			t.Fatalf("the reply cannot be packed: %v", err)
		}
	})
}
