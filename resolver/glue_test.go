package resolver_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
)

// TestSiblingGlueIsBounded: the servers of a delegation in other names' zones get
// their addresses, with the least of the three TTLs; a name that cannot be read, a
// slow chain, or more of them than a query may read, cost glue and no answer.
func TestSiblingGlueIsBounded(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 NS ns.bob.chain.\n@ 60 NS ns.soon.chain.\n@ 60 NS ns.bad.chain.\n@ 60 NS ns.expired.chain.\n@ 60 NS ns.none.chain.\n@ 60 NS _x.chain.\n", inAYear())
	s.set("bob.chain", "@ 60 NS ns.alice.chain.\nns 30 A 192.0.2.1\n", inAYear())
	s.set("soon.chain", "* 600 A 192.0.2.2\n", s.head.Time+20)
	s.set("expired.chain", "ns 600 A 192.0.2.3\n", s.head.Time)
	s.image("bad.chain", []byte{1, 2, 3})
	var many strings.Builder
	for i := range 40 {
		fmt.Fprintf(&many, "@ 60 NS ns.h%02d.chain.\n", i)
		s.set(fmt.Sprintf("h%02d.chain", i), "ns 60 AAAA 2001:db8::1\n", inAYear())
	}
	s.set("many.chain", many.String(), inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	refer := func(name string) (*dns.Msg, *resolver.Trace) {
		q := new(dns.Msg).SetQuestion(name, dns.TypeA)
		q.RecursionDesired = false
		client := loopback
		client.Transport = resolver.TCP
		return server.Answer(t.Context(), q, client)
	}
	m, trace := refer("www.alice.chain.")
	var got []string
	for _, rr := range m.Extra {
		got = append(got, fmt.Sprintf("%s %d", rr.Header().Name, rr.Header().Ttl))
	}
	if want := "ns.bob.chain. 30, ns.soon.chain. 20"; m.Rcode != 0 || len(m.Ns) != 6 || strings.Join(got, ", ") != want || trace.Spent != "" {
		t.Errorf("glue %q, want %q\n%v", got, want, m)
	}
	const most = 8 // chain reads of a query
	before := s.count()
	if m, trace = refer("www.many.chain."); m.Rcode != 0 || len(m.Ns) != 40 || len(m.Extra) != most-1 || s.count()-before > most || trace.Spent != "" {
		t.Errorf("%d reads, %d addresses, spent %q\n%v", s.count()-before, len(m.Extra), trace.Spent, m)
	}
	// Once they are known: no more than 13 are looked for.
	for range 4 {
		m, _ = refer("www.many.chain.")
	}
	if len(m.Extra) != 13 {
		t.Errorf("%d addresses", len(m.Extra))
	}
	s.set("late.chain", "@ 60 NS ns.later.chain.\n", inAYear())
	s.set("later.chain", "ns 60 A 192.0.2.9\n", inAYear())
	if m := ask(server, "late.chain", dns.TypeDS); m.Rcode != 0 { // its own zone is known
		t.Fatal(m)
	}
	s.with(func() { s.err = names.ErrUnreachable })
	if m, _ := refer("www.late.chain."); m.Rcode != 0 || len(m.Ns) != 1 || len(m.Extra) != 0 {
		t.Errorf("a referral without a chain to read glue from:\n%v", m)
	}
	s.set("slow.chain", "@ 60 NS ns.slower.chain.\n", inAYear())
	s.with(func() { s.err = nil })
	if m := ask(server, "slow.chain", dns.TypeDS); m.Rcode != 0 {
		t.Fatal(m)
	}
	s.with(func() { s.delay = time.Hour })
	if m, _ := refer("www.slow.chain."); m.Rcode != 0 || len(m.Ns) != 1 || len(m.Extra) != 0 {
		t.Errorf("a referral while the chain is slow:\n%v", m)
	}
}
