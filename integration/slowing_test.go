package integration

import (
	"testing"
	"time"

	"github.com/miekg/dns"
)

// slows logs by how much a storm slows the answers that ask waits for, which get on
// without it in calm. Its clients share the machine with the server and who asks, and
// what they take of it slows everybody, whatever the server does about it. So calm,
// the storm here, and the storm at another server of the same machine take turns; of
// every round's ratios the medians count. Other work on the machine moves single
// rounds by far more. Clients that yield have the time that nobody else wants.
func (s *storm) slows(t *testing.T, p *process, elsewhere map[string]string, yield bool, ask func(*testing.T, time.Duration) []time.Duration) (toCalm, toElsewhere float64) {
	t.Helper()
	const rounds, length = 12, time.Second
	here := s.At
	defer func() { s.At = here }()
	window := func(at map[string]string) time.Duration {
		s.At = at
		stop := s.start(t, yield)
		took := percentile(ask(t, length), 99)
		stop(new(any))
		pause(t.Context(), 300*time.Millisecond) // it ebbs away
		return took
	}
	var calm, own, other, more, ratio []time.Duration // more and ratio in hundredths
	used := 0
	for i := range rounds {
		none := percentile(ask(t, length), 99)
		first, second := here, elsewhere
		if i%2 == 1 { // no place in the round is always one's
			first, second = elsewhere, here
		}
		before := ticks(t, p)
		a, b := window(first), window(second)
		used += ticks(t, p) - before
		if i%2 == 1 {
			a, b = b, a
		}
		if none == 0 || a == 0 || b == 0 {
			return 0, 0 // ask said why
		}
		calm, own, other = append(calm, none), append(own, a), append(other, b)
		more, ratio = append(more, 100*a/none), append(ratio, 100*a/b)
	}
	of := func(list []time.Duration, p int) float64 { return float64(percentile(list, p)) / 100 }
	t.Logf("99th percentile: %v in calm, %v with the storm here, %v with the storm elsewhere; of %d rounds here to calm is %.2f (quartiles %.2f to %.2f), here to elsewhere %.2f (%.2f to %.2f); the server used %.2f s of CPU a round",
		percentile(calm, 50), percentile(own, 50), percentile(other, 50), rounds,
		of(more, 50), of(more, 25), of(more, 75), of(ratio, 50), of(ratio, 25), of(ratio, 75), float64(used)/100/rounds)
	return of(more, 50), of(ratio, 50)
}

// verified asks as clients do whose address is known to be theirs: over TCP, and over
// UDP with a cookie, which is asked again where it was lost, since a full socket
// takes nobody's datagrams.
func verified(at map[string]string, cookie string) func(*testing.T, time.Duration) []time.Duration {
	return func(t *testing.T, d time.Duration) (took []time.Duration) {
		t.Helper()
		for end := time.Now().Add(d); time.Now().Before(end); {
			for _, network := range []string{"udp", "tcp"} {
				q := new(dns.Msg).SetQuestion("hello.chain.", dns.TypeA)
				q.SetEdns0(1232, false)
				q.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: cookie}}
				client := &dns.Client{Net: network, Timeout: 8 * time.Second}
				if network == "udp" {
					client.Timeout = 200 * time.Millisecond
				}
				began := time.Now()
				m, _, err := client.Exchange(q, at[network])
				for try := 0; network == "udp" && err != nil && try < 30; try++ {
					m, _, err = client.Exchange(q, at[network])
				}
				if err != nil || len(m.Answer) == 0 {
					t.Errorf("over %s, with a cookie: %v: %v", network, err, m)
					return nil
				}
				took = append(took, time.Since(began))
			}
		}
		return took
	}
}
