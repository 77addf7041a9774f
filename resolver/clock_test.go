package resolver_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
)

// TestF23ClockJumps (F23): the machine's clock is set by an hour, forward and
// back, or goes on while the monotonic one sleeps. No name is absent for that, and
// none outlives its registration or its day.
func TestF23ClockJumps(t *testing.T) {
	for _, tc := range []struct {
		name    string
		jump    time.Duration
		short   string        // what a name gives, out of reach, that expires in half an hour
		lasting time.Duration // of stale answers
	}{
		{"forward", time.Hour, "SERVFAIL", 23 * time.Hour},
		{"back", -time.Hour, "192.0.2.2", 24 * time.Hour},
		{"asleep", 10 * time.Minute, "192.0.2.2", 23*time.Hour + 50*time.Minute},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSource(t)
				s.set("year.chain", "@ 3600 A 192.0.2.1\n", inAYear())
				s.set("short.chain", "@ 3600 A 192.0.2.2\n", s.head.Time+1800)
				server := serve(t, nil, map[string]*source{"chain": s})
				check := func(what, name, want string, wantStale bool) {
					t.Helper()
					if got, stale := answered(t, server, name); got != want || stale != wantStale {
						t.Errorf("%s, %s: %s, stale %v; want %s, %v", what, name, got, stale, want, wantStale)
					}
				}
				check("before", "year.chain", "192.0.2.1", false)
				check("before", "short.chain", "192.0.2.2", false)

				jumped := func() time.Time { return time.Now().Add(tc.jump) }
				server.SetClock(jumped)
				if tc.jump > 0 { // as long as nobody confirmed the head since
					check("just after", "year.chain", "192.0.2.1", true)
				}
				// A head that is confirmed by the clock as it is now.
				s.with(func() { s.head.Confirmed = time.Now().Add(max(0, tc.jump)) })
				s.apply(names.Change{Head: s.head})
				check("followed", "year.chain", "192.0.2.1", false)
				check("followed", "short.chain", "192.0.2.2", false)
				if ttl := ask(server, "year.chain", dns.TypeA).Answer[0].Header().Ttl; ttl != 3600 {
					t.Errorf("followed, year.chain has a TTL of %d s", ttl)
				}
				if ttl := ask(server, "short.chain", dns.TypeA).Answer[0].Header().Ttl; ttl > 1800 || ttl == 0 && tc.jump < 30*time.Minute {
					t.Errorf("followed, short.chain has a TTL of %d s, and runs for 1800", ttl)
				}

				// Out of reach, since before the clock was set.
				server.SetClock(time.Now)
				s.with(func() { s.err, s.head.Confirmed = names.ErrUnreachable, time.Now() })
				began := time.Now()
				time.Sleep(time.Minute)
				server.SetClock(jumped)
				check("out of reach", "year.chain", "192.0.2.1", true)
				got, _ := answered(t, server, "short.chain")
				if got != tc.short {
					t.Errorf("out of reach, short.chain: %s, want %s", got, tc.short)
				}
				time.Sleep(time.Until(began.Add(30 * time.Minute)))
				check("after its expiry", "short.chain", "SERVFAIL", false)
				time.Sleep(time.Until(began.Add(tc.lasting)))
				check("after nearly a day", "year.chain", "192.0.2.1", true)
				time.Sleep(time.Second)
				check("after a day", "year.chain", "SERVFAIL", false)

				// The chain is back: it alone says that a registration is over.
				s.with(func() {
					s.err, s.head.Number, s.head.Time, s.head.Confirmed = nil, 200, s.head.Time+24*3600, time.Now().Add(max(0, tc.jump))
				})
				s.apply(names.Change{Head: s.head})
				check("back", "year.chain", "192.0.2.1", false)
				check("back", "short.chain", "NXDOMAIN", false)
			})
		})
	}
}
