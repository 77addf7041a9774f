package resolver_test

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
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
		if m.Rcode != dns.RcodeServerFailure || !slices.Contains(edes(m), dns.ExtendedErrorCodeNoReachableAuthority) {
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
