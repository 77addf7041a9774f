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

// exempt is what the program exempts from limits too.
var exempt = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

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
	gate    chan struct{} // that reads under way wait for, nil: none
	reads   int
	at      int // reads under way
	most    int // reads under way at a time
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
	s.at++
	s.most = max(s.most, s.at)
	defer s.with(func() { s.at-- })
	delay, err, block, gate := s.delay, s.err, s.head.Block, s.gate
	var readings []names.Reading
	for _, name := range list {
		r := s.states[s.Node(name)]
		r.Node, r.Block = s.Node(name), block
		readings = append(readings, r)
	}
	s.mu.Unlock()
	if gate != nil {
		select {
		case <-ctx.Done():
		case <-gate:
		}
	}
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

func (s *source) Position() (names.Position, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return names.Position{Head: s.head}, s.known && s.refused == nil
}

func (s *source) Resume(p names.Position) {
	s.with(func() { s.head, s.known = p.Head, true })
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

// image gives a name bytes that no master file makes.
func (s *source) image(name string, image []byte) {
	s.with(func() {
		s.states[s.Node(zone.MustParseName(name))] = names.Reading{State: names.State{Expiry: inAYear(), Serial: 1, Image: image}}
	})
}

func (s *source) with(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// crowd is the most reads that were under way at a time.
func (s *source) crowd() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most
}

// waitFor returns when n reads are under way at a time.
func (s *source) waitFor(n int) {
	s.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		at := 0
		s.with(func() { at = s.at })
		if at >= n {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("%d reads under way, want %d", at, n)
		}
	}
}

func (s *source) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reads
}

// serve makes a server of origins and runs it without sockets.
func serve(t *testing.T, forward []resolver.Forward, sources map[string]*source) *resolver.Server {
	t.Helper()
	c := resolver.Config{Forward: forward, Limits: resolver.Limits{Exempt: exempt}}
	for name, s := range sources {
		c.Origins = append(c.Origins, resolver.Origin{Name: zone.MustParseName(name), Source: s})
	}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	return server
}

// run listens, where there is something to listen on, and serves until the
// test ends.
func run(t *testing.T, server *resolver.Server) {
	t.Helper()
	if err := server.Listen(); err != nil {
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
		m, trace := server.Answer(t.Context(), question("l0.chain."), loopback)
		if m.Rcode != dns.RcodeServerFailure || s.count() != 8 || trace.Spent != "calls" {
			t.Errorf("nine cold names, %d reads, %q is used up:\n%v", s.count(), trace.Spent, m)
		}
		ask(server, "l8.chain", dns.TypeA)
		if m := ask(server, "l0.chain", dns.TypeA); len(m.Answer) != 9 || s.count() != 9 {
			t.Errorf("eight aliases, %d reads:\n%v", s.count(), m)
		}
		m, trace = server.Answer(t.Context(), question("self.chain."), loopback)
		if m.Rcode != dns.RcodeServerFailure || len(trace.Steps) != 1 || trace.Spent != "" {
			t.Errorf("a loop of one, steps %v:\n%v", trace.Steps, m)
		}
		s.with(func() { s.delay = 1500 * time.Millisecond })
		began := time.Now()
		m, trace = server.Answer(t.Context(), question("slow0.chain."), loopback)
		if m.Rcode != dns.RcodeServerFailure || time.Since(began) != 5*time.Second || trace.Spent != "time" {
			t.Errorf("after %v, %q is used up:\n%v", time.Since(began), trace.Spent, m)
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
