package resolver_test

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// TestF02StaleEnds (F02): answers while the chain is away end a day after the last
// head, or with the registration if that is sooner, to the second.
func TestF02StaleEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		began := time.Now()
		s.set("day.chain", "@ 300 A 192.0.2.1\n", inAYear())
		s.set("short.chain", "@ 300 A 192.0.2.1\n", uint64(began.Add(5*time.Hour).Unix()))
		server := serve(t, nil, map[string]*source{"chain": s})
		for _, name := range []string{"day.chain", "short.chain"} {
			ask(server, name, dns.TypeA)
		}
		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) })
		for _, tc := range []struct {
			name   string
			after  time.Duration
			answer bool
		}{
			{"short.chain", 5*time.Hour - time.Second, true},
			{"short.chain", 5 * time.Hour, false},
			{"day.chain", 24 * time.Hour, true},
			{"day.chain", 24*time.Hour + time.Second, false},
		} {
			time.Sleep(time.Until(began.Add(tc.after)))
			m := ask(server, tc.name, dns.TypeA)
			if stale := len(m.Answer) == 1 && m.Answer[0].Header().Ttl <= 30; stale != tc.answer || !stale && m.Rcode != dns.RcodeServerFailure {
				t.Errorf("%s after %v: %v", tc.name, tc.after, m)
			}
		}
	})
}

// TestF03Recovery (F03): when the chain is back after it could not be followed,
// many questions for many names cost one read a name, a bounded number at a time.
func TestF03Recovery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		const hot, each = 1000, 10
		for i := range hot {
			s.set(fmt.Sprintf("n%d.chain", i), "@ 300 A 192.0.2.1\n", inAYear())
		}
		server := serve(t, nil, map[string]*source{"chain": s})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- server.Run(ctx) }()
		for i := range hot {
			ask(server, fmt.Sprintf("n%d.chain", i), dns.TypeA)
		}
		s.with(func() { s.err = fmt.Errorf("read: %w", names.ErrUnreachable) })
		time.Sleep(time.Hour)
		s.with(func() {
			s.err, s.delay = nil, 50*time.Millisecond
			s.head.Number, s.head.Confirmed = s.head.Number+100, time.Now()
		})
		s.apply(names.Change{Head: s.head, All: true})
		before := s.count()
		var wait sync.WaitGroup
		for range each {
			for i := range hot {
				wait.Go(func() {
					if m := ask(server, fmt.Sprintf("n%d.chain", i), dns.TypeA); len(m.Answer) != 1 {
						t.Errorf("n%d: %v", i, m)
					}
				})
			}
		}
		wait.Wait()
		if got := s.count() - before; got > hot {
			t.Errorf("%d reads for %d names", got, hot)
		}
		for i := range hot {
			if m := ask(server, fmt.Sprintf("n%d.chain", i), dns.TypeA); len(m.Answer) != 1 || len(edes(m)) != 0 || m.Answer[0].Header().Ttl != 300 {
				t.Fatalf("n%d is not fresh: %v", i, m)
			}
		}
		cancel()
		<-done
	})
}

// TestF04Slow (F04): a chain that takes ten seconds costs known names nothing and
// unknown ones 1.8 s, and the reads under way are bounded.
func TestF04Slow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		s.set("alice.chain", "@ 300 A 192.0.2.1\n", inAYear())
		server := serve(t, nil, map[string]*source{"chain": s})
		ask(server, "alice.chain", dns.TypeA)
		s.with(func() { s.delay = 10 * time.Second })
		before := s.count()
		var wait sync.WaitGroup
		for i := range 1000 {
			wait.Go(func() {
				began := time.Now()
				m := ask(server, fmt.Sprintf("unknown%d.chain", i), dns.TypeA)
				if m.Rcode != dns.RcodeServerFailure || time.Since(began) > 1800*time.Millisecond || !slices.Contains(edes(m), dns.ExtendedErrorCodeNetworkError) {
					t.Errorf("an unknown name after %v: %v", time.Since(began), m)
				}
			})
		}
		for range 100 {
			began := time.Now()
			if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 || time.Since(began) != 0 {
				t.Errorf("a known name after %v: %v", time.Since(began), m)
			}
		}
		wait.Wait()
		if got := s.count() - before; got > 64 {
			t.Errorf("%d reads under way", got)
		}
		time.Sleep(30 * time.Second)
	})
}

// limiting is a source whose endpoint takes so many reads a second and refuses
// those above.
type limiting struct {
	*source
	quota   int
	second  time.Time
	taken   int // in that second
	refused int
}

func (l *limiting) Read(ctx context.Context, list []zone.Name) ([]names.Reading, error) {
	over := false
	l.with(func() {
		if now := time.Now().Truncate(time.Second); !now.Equal(l.second) {
			l.second, l.taken = now, 0
		}
		l.taken++
		over = l.taken > l.quota
		if over { // it is under way too
			l.refused++
			l.at++
			l.most = max(l.most, l.at)
		}
	})
	if over {
		time.Sleep(l.delay)
		l.with(func() { l.at-- })
		return nil, fmt.Errorf("read: %w: limit exceeded", names.ErrUnreachable)
	}
	return l.source.Read(ctx, list)
}

// TestT08Misses (T08): 2,000 questions at a time (10,000 in make soak) for one unknown
// name are one read. For as many names, of an endpoint that takes 50 reads a second, they are a bounded
// number of calls; who does not get his turn is told SERVFAIL in time, nobody that a
// name is absent, and what was refused is answered when it is asked for later.
func TestT08Misses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &limiting{source: newSource(t), quota: 50}
		l.delay = 50 * time.Millisecond
		count := 2_000
		if os.Getenv("CHAINZONE_SOAK") != "" {
			count = 10_000
		}
		name := func(i int) string { return fmt.Sprintf("n%d.chain", i) }
		for i := range count {
			l.set(name(i), "@ 300 A 192.0.2.1\n", inAYear())
		}
		server, err := resolver.New(resolver.Config{
			Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: l}}, Limits: resolver.Limits{Exempt: exempt},
		})
		if err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var took []time.Duration
		flood := func(name func(int) string) (answered int) {
			var wait sync.WaitGroup
			for i := range count {
				wait.Go(func() {
					began := time.Now()
					m := ask(server, name(i), dns.TypeA)
					mu.Lock()
					defer mu.Unlock()
					took = append(took, time.Since(began))
					switch {
					case len(m.Answer) == 1:
						answered++
					case m.Rcode != dns.RcodeServerFailure || len(edes(m)) == 0:
						t.Errorf("%s: %v", name(i), m)
					}
				})
			}
			wait.Wait()
			return answered
		}
		if n := flood(func(int) string { return "n0.chain" }); n != count || l.count() != 1 {
			t.Errorf("%d reads for one name, %d answers", l.count(), n)
		}
		began := time.Now()
		answered := flood(name)
		slices.Sort(took)
		worst, length := took[len(took)-1], time.Since(began)
		t.Logf("%d of %d are answered in %v, the slowest after %v; %d reads, at most %d at a time, %d refused", answered, count, length, worst, l.count(), l.most, l.refused)
		if worst > 1800*time.Millisecond || l.most > 64 {
			t.Errorf("the slowest took %v, %d reads were under way", worst, l.most)
		}
		if seconds := int(length/time.Second) + 2; answered < 50 || l.count() > 1+50*seconds {
			t.Errorf("%d answers, %d reads in %v", answered, l.count(), length)
		}
		// 64 at a time, for as long as somebody waits for his turn.
		if calls, bound := l.count()+l.refused, 1+64*int(2*1800*time.Millisecond/l.delay); calls > bound {
			t.Errorf("%d calls, more than %d", calls, bound)
		}
		for i := range 40 { // below the limit
			time.Sleep(31 * time.Second)
			if m := ask(server, name(count-1-i), dns.TypeA); len(m.Answer) != 1 {
				t.Fatalf("later: %v", m)
			}
		}
	})
}

// TestF28Upstreams (F28): a failing upstream costs one question each pause (RFC
// 9520), and its last answer stands while it fails.
func TestF28Upstreams(t *testing.T) {
	failing := false
	var mu sync.Mutex
	u := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		mu.Lock()
		defer mu.Unlock()
		m := new(dns.Msg).SetReply(q)
		if failing {
			m.Rcode = dns.RcodeServerFailure
		}
		w.WriteMsg(m)
	})
	server := configuredServer(t, resolver.Config{}, u)
	mu.Lock()
	failing = true
	mu.Unlock()
	for range 100 {
		m := askFrom(server, "127.0.0.1", resolver.UDP, question("www.example."))
		if m.Rcode != dns.RcodeServerFailure || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeOther}) { // it was reached
			t.Fatalf("%v", m)
		}
	}
	if n := u.all(); n > 3 {
		t.Errorf("asked %d times in a moment", n)
	}
}

// TestT32Fragments (T32): what does not fit 1232 bytes is not sent over UDP,
// whatever the client says it takes.
func TestT32Fragments(t *testing.T) {
	s := newSource(t)
	text := ""
	for i := range 30 { // of 1.7 KB
		text += fmt.Sprintf("@ 60 TXT %d-%040d\n", i, i)
	}
	s.set("alice.chain", text, inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	for _, size := range []uint16{512, 1232, 4096, 65535} {
		q := new(dns.Msg).SetQuestion("alice.chain.", dns.TypeTXT)
		q.SetEdns0(size, false)
		m, _ := server.Answer(t.Context(), q, resolver.Client{Addr: netip.MustParseAddr("192.0.2.1")})
		packed, err := m.Pack()
		if err != nil || !m.Truncated || len(packed) > 1232 || len(packed) > int(size) {
			t.Errorf("a client that takes %d gets %d bytes, TC %v, %v", size, len(packed), m.Truncated, err)
		}
	}
}
