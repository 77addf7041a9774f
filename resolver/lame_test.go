package resolver_test

import (
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// silentFor says nothing of names below a domain, and answers all others.
func silentFor(domain string) dns.HandlerFunc {
	return func(w dns.ResponseWriter, q *dns.Msg) {
		if dns.IsSubDomain(domain, strings.ToLower(q.Question[0].Name)) {
			return
		}
		ordinary(authoritative{w}, q)
	}
}

type authoritative struct{ dns.ResponseWriter }

func (a authoritative) WriteMsg(m *dns.Msg) error {
	m.Authoritative = true
	return a.ResponseWriter.WriteMsg(m)
}

// together asks for names at a time, and returns the rcodes.
func together(server *resolver.Server, names ...string) (rcodes []int) {
	rcodes = make([]int, len(names))
	var wait sync.WaitGroup
	for i, name := range names {
		wait.Go(func() { rcodes[i] = ask(server, name, dns.TypeA).Rcode })
	}
	wait.Wait()
	return rcodes
}

// TestOneNameKeepsNobodyFromOthers (F28): where the only upstream, or the only server
// of a delegation, has no answer to some names, all others are answered; the same
// names are not asked for again at once.
func TestOneNameKeepsNobodyFromOthers(t *testing.T) {
	for _, domain := range []string{"example", "alice.chain"} {
		t.Run(domain, func(t *testing.T) {
			t.Parallel()
			notThreeTimes(t, func(t *attempt) { oneName(t, domain) })
		})
	}
}

func oneName(t *attempt, domain string) {
	up, ns := startUpstream(t.T, silentFor("broken.example.")), startAt(t.T, "127.0.0.3:0", silentFor("broken.alice.chain."))
	s := newSource(t.T)
	s.set("alice.chain", "@ 60 NS ns\nns 60 A 127.0.0.3\n", inAYear())
	server := delegated(t.T, portOf(ns.addr), s, forwardTo(up))
	var broken []string
	for i := range 5 {
		broken = append(broken, fmt.Sprintf("n%d.broken.%s", i, domain))
	}
	for i, rcode := range together(server, broken...) {
		if rcode != dns.RcodeServerFailure {
			t.Errorf("%s: %s", broken[i], dns.RcodeToString[rcode])
		}
	}
	asked := func() (n int) {
		for _, one := range []*upstream{up, ns} {
			one.mu.Lock()
			for _, name := range broken {
				n += one.seen[name+"."]
			}
			one.mu.Unlock()
		}
		return n
	}
	before := asked()
	together(server, broken...)
	if after := asked(); after != before {
		t.Errorf("asked %d times for what had no answer, and again: %d", before, after)
	}
	if m := ask(server, "www."+domain, dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("another name: %v", m)
	}
}

// TestDeadDelegatedServer: a delegated server with no answer to several names, nor to
// the SOA of its zone, is not asked any more, whatever the name.
func TestDeadDelegatedServer(t *testing.T) {
	t.Parallel()
	ns := startAt(t, "127.0.0.3:0", func(dns.ResponseWriter, *dns.Msg) {})
	s := newSource(t)
	s.set("alice.chain", "@ 60 NS ns\nns 60 A 127.0.0.3\n", inAYear())
	server := delegated(t, portOf(ns.addr), s, forwardTo(newUpstream(t)))
	together(server, "n0.alice.chain", "n1.alice.chain", "n2.alice.chain")
	ns.mu.Lock()
	probed := ns.seen["alice.chain."]
	ns.mu.Unlock()
	before := ns.all()
	m, trace := server.Answer(t.Context(), question("n3.alice.chain."), loopback)
	if m.Rcode != dns.RcodeServerFailure || trace.Queries != 0 || ns.all() != before || probed == 0 {
		t.Errorf("%d questions, probed %d times: %v", trace.Queries, probed, m)
	}
}

// TestSoleUpstreamIsAlwaysAsked (F28): a question after any number of failures reaches
// the only upstream, also where its port was closed.
func TestSoleUpstreamIsAlwaysAsked(t *testing.T) {
	l, conn := listenBoth(t, "127.0.0.1:0")
	addr := l.Addr().String()
	l.Close()
	conn.Close()
	server := serve(t, []resolver.Forward{{Zone: zone.Root, Upstreams: []string{addr}}}, nil)
	for i := range 20 {
		if m := ask(server, fmt.Sprintf("n%d.example", i), dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("%v", m)
		}
	}
	if h := server.Upstreams()[0].Health[0]; h.Up {
		t.Errorf("%+v", h)
	}
	_, port, _ := net.SplitHostPort(addr)
	startAt(t, net.JoinHostPort("127.0.0.1", port), ordinary)
	for i := range 2 {
		if m := ask(server, fmt.Sprintf("m%d.example", i), dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("%v", m)
		}
	}
	if h := server.Upstreams()[0].Health[0]; !h.Up {
		t.Errorf("%+v", h)
	}
}

// TestSpentBudgetIsNotHeldAgainstName (F28): an alias that is reached with a spent
// budget fails its own query; a question for the alias's target is answered.
func TestSpentBudgetIsNotHeldAgainstName(t *testing.T) {
	refuses := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(new(dns.Msg).SetRcode(q, dns.RcodeRefused)) })
	a := saying(t, map[string]said{"www.a.zt.": {answer: "www.a.zt. 60 CNAME www.b.zt.\n"}})
	b := saying(t, saidOfB)
	costly := resolver.Forward{Zone: zone.MustParseName("a.zt")}
	for range 31 { // and the last question of a budget
		costly.Upstreams = append(costly.Upstreams, refuses.addr)
	}
	costly.Upstreams = append(costly.Upstreams, a.addr)
	server := serve(t, []resolver.Forward{costly, forwardZone("b.zt", b)}, nil)
	m, trace := server.Answer(t.Context(), question("www.a.zt."), loopback)
	if m.Rcode != dns.RcodeServerFailure || trace.Spent != "queries" || b.all() != 0 {
		t.Errorf("%q is spent: %v", trace.Spent, m)
	}
	if got, want := brief(ask(server, "www.b.zt", dns.TypeA)), "NOERROR, www.b.zt. A 198.51.100.3"; got != want {
		t.Errorf("its target: %s", got)
	}
}
