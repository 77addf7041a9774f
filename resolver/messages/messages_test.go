package messages_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/messages"
	"chainzone/zone"
)

var key = messages.Key{Name: zone.MustParseName("www.example"), Type: dns.TypeA}

func message(t *testing.T, answer, ns string) (m messages.Message) {
	t.Helper()
	parse := func(text string) (rrs []dns.RR) {
		for line := range strings.Lines(text) {
			rr, err := dns.NewRR(line)
			if err != nil {
				t.Fatal(err)
			}
			rrs = append(rrs, rr)
		}
		return rrs
	}
	m.Answer, m.Ns = parse(answer), parse(ns)
	return m
}

func open(t *testing.T) *messages.Cache {
	t.Helper()
	c, err := messages.New(messages.Config{Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// upstream answers as it is told, and counts.
type upstream struct {
	mu    sync.Mutex
	m     messages.Message
	err   error
	delay time.Duration
	asked int
}

func (u *upstream) ask(ctx context.Context) (messages.Message, error) {
	u.mu.Lock()
	u.asked++
	m, err, delay := u.m, u.err, u.delay
	u.mu.Unlock()
	select {
	case <-time.After(delay):
		return m, err
	case <-ctx.Done():
		return m, ctx.Err()
	}
}

func (u *upstream) get(t *testing.T, c *messages.Cache) string {
	t.Helper()
	m, source, err := c.Get(t.Context(), key, func() {}, u.ask)
	if err != nil {
		return err.Error()
	}
	text := string(source)
	for _, rr := range append(m.Answer, m.Ns...) {
		text += fmt.Sprintf(" %d", rr.Header().Ttl)
	}
	return text
}

// TestTimes: how long each kind of answer is kept, and what TTL it is given with.
func TestTimes(t *testing.T) {
	const soa = "example. 600 IN SOA a. b. 1 2 3 4 100\n"
	for _, tc := range []struct {
		name, answer, ns string
		after            time.Duration
		want             string
	}{
		{"an answer counts down", "www.example. 60 IN A 192.0.2.1\n", "", 20 * time.Second, "cache 40"},
		{"and ends", "www.example. 60 IN A 192.0.2.1\n", "", time.Minute, "upstream 60"},
		{"the least TTL counts", "www.example. 60 IN CNAME a.example.\na.example. 10 IN A 192.0.2.1\n", "", 10 * time.Second, "upstream 60 10"},
		{"TTL 0 is kept a moment, and sent as 0", "www.example. 0 IN A 192.0.2.1\n", "", 4 * time.Second, "cache 0"},
		{"but not long", "www.example. 0 IN A 192.0.2.1\n", "", 5 * time.Second, "upstream 0"},
		{"a long one is kept an hour", "www.example. 99999 IN A 192.0.2.1\n", "", 59 * time.Minute, "cache 60"},
		{"no longer", "www.example. 99999 IN A 192.0.2.1\n", "", time.Hour, "upstream 3600"},
		{"an absence by its SOA", "", soa, 99 * time.Second, "cache 501"},
		{"no longer than its MINIMUM", "", soa, 100 * time.Second, "upstream 600"},
		{"at most five minutes", "", strings.Replace(soa, "100\n", "9999\n", 1), 5 * time.Minute, "upstream 600"},
		{"not without a SOA", "", "", time.Second, "upstream"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, u := open(t), &upstream{m: message(t, tc.answer, tc.ns)}
				u.get(t, c)
				time.Sleep(tc.after)
				if got := u.get(t, c); got != tc.want {
					t.Errorf("got %q, want %q", got, tc.want)
				}
			})
		})
	}
}

// TestStale: an old answer is given where there is no new one, for a day.
func TestStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, u := open(t), &upstream{m: message(t, "www.example. 60 IN A 192.0.2.1\n", "")}
		u.get(t, c)
		time.Sleep(time.Minute)
		u.err = errors.New("no upstream answers")
		for range 10 {
			if got := u.get(t, c); got != "stale 30" {
				t.Fatal(got)
			}
		}
		if u.asked != 2 {
			t.Errorf("asked %d times in a moment", u.asked)
		}
		time.Sleep(time.Minute)
		u.err, u.delay = nil, 3*time.Second
		began := time.Now()
		if got := u.get(t, c); got != "stale 30" || time.Since(began) != 1800*time.Millisecond {
			t.Errorf("%s after %v", got, time.Since(began))
		}
		time.Sleep(2 * time.Second) // the slow answer came, for those who ask now
		if got := u.get(t, c); got != "cache 60" && got != "cache 59" {
			t.Error(got)
		}
		u.err, u.delay = errors.New("no upstream answers"), 0
		time.Sleep(24*time.Hour + 58*time.Second)
		if got := u.get(t, c); got != "stale 30" {
			t.Error(got)
		}
		time.Sleep(time.Minute)
		if got := u.get(t, c); got != "no upstream answers" {
			t.Error(got)
		}
	})
}

// TestFailures: RFC 9520: a failure is not asked for again for 1, 2, 4 to 30 s.
func TestFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, u := open(t), &upstream{err: errors.New("no upstream answers")}
		for range 600 {
			if got := u.get(t, c); got != "no upstream answers" {
				t.Fatal(got)
			}
			time.Sleep(time.Second)
		}
		if u.asked < 600/30 || u.asked > 600/30+6 {
			t.Errorf("asked %d times in ten minutes", u.asked)
		}
	})
}

// TestPrefetch: what is asked for often is renewed before it ends.
func TestPrefetch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, u := open(t), &upstream{m: message(t, "www.example. 100 IN A 192.0.2.1\n", "")}
		u.get(t, c)
		for range 95 {
			time.Sleep(time.Second)
			u.get(t, c)
		}
		synctest.Wait()
		if u.asked != 2 {
			t.Errorf("asked %d times", u.asked)
		}
		time.Sleep(6 * time.Second)
		if got := u.get(t, c); !strings.HasPrefix(got, "cache ") {
			t.Error(got)
		}
		rare := &upstream{m: u.m}
		c.Drop(key.Name)
		rare.get(t, c)
		time.Sleep(95 * time.Second)
		rare.get(t, c)
		synctest.Wait()
		if rare.asked != 1 {
			t.Errorf("a rare one was asked for %d times", rare.asked)
		}
	})
}

// TestOneQuestion: many who want the same answer ask once.
func TestOneQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, u := open(t), &upstream{m: message(t, "www.example. 60 IN A 192.0.2.1\n", ""), delay: time.Second}
		var wait sync.WaitGroup
		for range 100 {
			wait.Go(func() {
				if got := u.get(t, c); got != "upstream 60" {
					t.Error(got)
				}
			})
		}
		wait.Wait()
		if u.asked != 1 {
			t.Errorf("asked %d times", u.asked)
		}
	})
}

// TestT38Keys (T38): of two questions that differ in anything an answer depends on,
// none is answered with the other's answer.
func TestT38Keys(t *testing.T) {
	c := open(t)
	var keys []messages.Key
	for bits := range 32 {
		k := key
		pick := func(bit int) bool { return bits>>bit&1 == 1 }
		k.DO, k.CD = pick(0), pick(1)
		if pick(2) {
			k.Group = 1
		}
		if pick(3) {
			k.Type = dns.TypeAAAA
		}
		if pick(4) {
			k.Name = zone.MustParseName("example")
		}
		keys = append(keys, k)
	}
	for round := range 2 {
		for i, k := range keys {
			m, source, err := c.Get(t.Context(), k, func() {}, func(context.Context) (messages.Message, error) {
				return message(t, fmt.Sprintf("www.example. 60 IN TXT %d\n", i), ""), nil
			})
			if err != nil || m.Answer[0].(*dns.TXT).Txt[0] != fmt.Sprint(i) || (source == messages.Kept) != (round == 1) {
				t.Errorf("round %d, %+v: %v %v %v", round, k, m, source, err)
			}
		}
	}
}
