package resolver_test

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

func configuredServer(t *testing.T, c resolver.Config, u *upstream) *resolver.Server {
	t.Helper()
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n@ 60 TXT here\n", inAYear())
	c.Origins = []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}
	if u != nil {
		c.Forward = forwardTo(u)
	}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func askFrom(server *resolver.Server, addr string, transport resolver.Transport, q *dns.Msg) *dns.Msg {
	m, _ := server.Answer(context.Background(), q, resolver.Client{Addr: netip.MustParseAddr(addr), Transport: transport})
	return m
}

// TestAccess: who may ask for chain names, and who for others.
func TestAccess(t *testing.T) {
	u := newUpstream(t)
	some := []netip.Prefix{netip.MustParsePrefix("198.51.100.0/24")}
	for _, tc := range []struct {
		name         string
		c            resolver.Config
		from         string
		chain, other int
	}{
		{"by default, a neighbour", resolver.Config{}, "192.168.1.1", dns.RcodeSuccess, dns.RcodeSuccess},
		{"by default, a stranger", resolver.Config{}, "203.0.113.1", dns.RcodeSuccess, dns.RcodeRefused},
		{"recursion for some", resolver.Config{Recursion: some}, "198.51.100.7", dns.RcodeSuccess, dns.RcodeSuccess},
		{"recursion for some, others", resolver.Config{Recursion: some}, "127.0.0.1", dns.RcodeSuccess, dns.RcodeRefused},
		{"chain names for some", resolver.Config{Query: some}, "198.51.100.7", dns.RcodeSuccess, dns.RcodeRefused},
		{"chain names for some, others", resolver.Config{Query: some}, "203.0.113.1", dns.RcodeRefused, dns.RcodeRefused},
		{"IPv4 in IPv6", resolver.Config{Query: some}, "::ffff:198.51.100.7", dns.RcodeSuccess, dns.RcodeRefused},
	} {
		server := configuredServer(t, tc.c, u)
		for name, want := range map[string]int{"alice.chain.": tc.chain, "www.example.": tc.other} {
			m := askFrom(server, tc.from, resolver.UDP, question(name))
			if m.Rcode != want || m.Rcode == dns.RcodeRefused && (len(edes(m)) != 1 || edes(m)[0] != dns.ExtendedErrorCodeProhibited) {
				t.Errorf("%s, %s: %v", tc.name, name, m)
			}
		}
	}
	// An alias elsewhere is no way around the list.
	server := configuredServer(t, resolver.Config{Query: some}, u)
	for range 2 { // from the upstream, and kept
		for from, want := range map[string]int{"192.168.1.1": 1, "198.51.100.7": 0} {
			m := askFrom(server, from, resolver.UDP, question("to-chain.example."))
			if len(m.Answer) != want || len(edes(m)) != 1 || edes(m)[0] != dns.ExtendedErrorCodeProhibited {
				t.Errorf("an alias to the chain, from %s: %v", from, m)
			}
		}
	}
}

// TestT36Amplification (T36): above its share a forged client gets at most an
// empty reply for every second query; who has a cookie or uses TCP is answered.
func TestT36Amplification(t *testing.T) {
	synctest.Test(t, amplification)
}

func amplification(t *testing.T) {
	server := configuredServer(t, resolver.Config{Limits: resolver.Limits{Queries: 10}}, nil)
	sent, received := 0, 0
	var answers, hints, silent int
	for range 1000 {
		q := question("alice.chain.")
		sent += q.Len()
		m := askFrom(server, "203.0.113.1", resolver.UDP, q)
		switch {
		case m == nil:
			silent++
		case m.Truncated && len(m.Answer)+len(m.Ns) == 0:
			hints++
			received += m.Len()
		default:
			answers++
		}
	}
	if answers != 10 || hints < 400 || silent < 400 || received > sent {
		t.Errorf("%d answers, %d hints, %d dropped; %d bytes for %d", answers, hints, silent, received, sent)
	}
	first := question("alice.chain.")
	first.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: "0011223344556677"}}
	withCookie := askFrom(server, "203.0.113.9", resolver.TCP, first)
	for range 100 {
		if m := askFrom(server, "203.0.113.9", resolver.TCP, question("alice.chain.")); m == nil || len(m.Answer) != 1 {
			t.Fatalf("over TCP: %v", m)
		}
		q := question("alice.chain.")
		q.IsEdns0().Option = withCookie.IsEdns0().Option
		if m := askFrom(server, "203.0.113.9", resolver.UDP, q); m == nil || len(m.Answer) != 1 {
			t.Fatalf("with a cookie: %v", m)
		}
	}
}

// TestT36Pulse (T36): who may have forged its address has at most 256 answers
// coming to its network at one moment, however many slow questions it has under
// way (DNSBomb). Others, and who has a cookie, are answered beside it.
func TestT36Pulse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
		server, err := resolver.New(resolver.Config{Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
		if err != nil {
			t.Fatal(err)
		}
		first := question("alice.chain.")
		first.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: "0011223344556677"}}
		cookie := askFrom(server, "203.0.113.9", resolver.TCP, first).IsEdns0().Option
		s.with(func() { s.delay = time.Second })
		var wait sync.WaitGroup
		var answers atomic.Int32
		for i := range 5000 {
			wait.Go(func() { // of all addresses of a /24, each a little later
				time.Sleep(time.Duration(i) * time.Second / 5000)
				if m := askFrom(server, fmt.Sprintf("203.0.113.%d", i%256), resolver.UDP, question("slow.chain.")); m != nil {
					answers.Add(1)
				}
			})
		}
		time.Sleep(900 * time.Millisecond)
		known := question("alice.chain.")
		known.IsEdns0().Option = cookie
		for from, q := range map[string]*dns.Msg{"203.0.114.1": question("alice.chain."), "203.0.113.9": known} {
			if m := askFrom(server, from, resolver.UDP, q); m == nil || len(m.Answer) != 1 {
				t.Errorf("%s, meanwhile: %v", from, m)
			}
		}
		if m := askFrom(server, "203.0.113.9", resolver.TCP, question("alice.chain.")); m == nil || len(m.Answer) != 1 {
			t.Errorf("over TCP, meanwhile: %v", m)
		}
		time.Sleep(time.Minute)
		wait.Wait()
		if got := answers.Load(); got != 256 {
			t.Errorf("%d answers", got)
		}
		if m := askFrom(server, "203.0.113.1", resolver.UDP, question("alice.chain.")); m == nil {
			t.Error("no answer afterwards")
		}
	})
}

// TestKeptZones: names that mean something inside of a network only are answered
// here, unless a zone is forwarded.
func TestKeptZones(t *testing.T) {
	u := newUpstream(t)
	server := configuredServer(t, resolver.Config{}, u)
	for _, tc := range []struct {
		name  string
		qtype uint16
		rcode int
		want  string
	}{
		{"localhost.", dns.TypeA, dns.RcodeSuccess, "127.0.0.1"},
		{"a.localhost.", dns.TypeAAAA, dns.RcodeSuccess, "::1"},
		{"localhost.", dns.TypeMX, dns.RcodeSuccess, ""},
		{"printer.local.", dns.TypeA, dns.RcodeNameError, ""},
		{"local.", dns.TypeA, dns.RcodeSuccess, ""},
		{"x.internal.", dns.TypeA, dns.RcodeNameError, ""},
		{"x.home.arpa.", dns.TypeDS, dns.RcodeNameError, ""},
		{"x.ONION.", dns.TypeA, dns.RcodeNameError, ""},
		{"x.alt.", dns.TypeA, dns.RcodeNameError, ""},
		{"1.0.0.10.in-addr.arpa.", dns.TypePTR, dns.RcodeNameError, ""},
		{"1.1.31.172.in-addr.arpa.", dns.TypePTR, dns.RcodeNameError, ""},
		{"1.d.f.ip6.arpa.", dns.TypePTR, dns.RcodeNameError, ""},
	} {
		m := askFrom(server, "127.0.0.1", resolver.UDP, new(dns.Msg).SetQuestion(tc.name, tc.qtype))
		got := ""
		for _, rr := range m.Answer {
			switch rr := rr.(type) {
			case *dns.A:
				got = rr.A.String()
			case *dns.AAAA:
				got = rr.AAAA.String()
			}
		}
		if m.Rcode != tc.rcode || got != tc.want || tc.want == "" && len(m.Ns) != 1 {
			t.Errorf("%s %s: %v", tc.name, dns.TypeToString[tc.qtype], m)
		}
	}
	for _, kept := range servedLocally() {
		if m := askFrom(server, "127.0.0.1", resolver.UDP, question("a."+kept+".")); m.Rcode != dns.RcodeNameError || len(m.Ns) != 1 || m.Ns[0].Header().Name != kept+"." {
			t.Errorf("a.%s: %v", kept, m)
		}
	}
	if u.all() != 0 {
		t.Errorf("the upstream was asked %v", u.seen)
	}
	for _, name := range []string{"1.0.63.100.in-addr.arpa.", "1.0.128.100.in-addr.arpa.", "1.0.32.172.in-addr.arpa.", "localhost.example.", "x.lan."} {
		if m := askFrom(server, "127.0.0.1", resolver.UDP, question(name)); m.Rcode != dns.RcodeSuccess || len(m.Answer) != 1 {
			t.Errorf("%s: %v", name, m)
		}
	}
	own, err := resolver.New(resolver.Config{Forward: append(forwardTo(u), resolver.Forward{Zone: zone.MustParseName("corp.internal"), Upstreams: []string{u.addr}})})
	if err != nil {
		t.Fatal(err)
	}
	if m := askFrom(own, "127.0.0.1", resolver.UDP, question("www.corp.internal.")); len(m.Answer) != 1 {
		t.Errorf("a zone of the operator's: %v", m)
	}
	if m := askFrom(own, "127.0.0.1", resolver.UDP, question("www.internal.")); m.Rcode != dns.RcodeNameError {
		t.Errorf("beside it: %v", m)
	}
}

// servedLocally are IANA's three registries of locally-served zones, whole.
func servedLocally() []string {
	zones := []string{
		"home.arpa", "resolver.arpa", "service.arpa",
		"0.in-addr.arpa", "10.in-addr.arpa", "127.in-addr.arpa", "254.169.in-addr.arpa", "168.192.in-addr.arpa",
		"2.0.192.in-addr.arpa", "100.51.198.in-addr.arpa", "113.0.203.in-addr.arpa", "255.255.255.255.in-addr.arpa",
		strings.Repeat("0.", 32) + "ip6.arpa", "1." + strings.Repeat("0.", 31) + "ip6.arpa",
		"8.b.d.0.1.0.0.2.ip6.arpa", "d.f.ip6.arpa", "8.e.f.ip6.arpa", "9.e.f.ip6.arpa", "a.e.f.ip6.arpa", "b.e.f.ip6.arpa",
	}
	for n := 16; n <= 31; n++ {
		zones = append(zones, fmt.Sprintf("%d.172.in-addr.arpa", n))
	}
	for n := 64; n <= 127; n++ {
		zones = append(zones, fmt.Sprintf("%d.100.in-addr.arpa", n))
	}
	return zones
}

// TestMessages: forwarded answers are kept, count down, and are given when they
// are old and no upstream answers.
func TestMessages(t *testing.T) { notThreeTimes(t, forwarded) }

func forwarded(t *attempt) {
	u := newUpstream(t.T)
	server := configuredServer(t.T, resolver.Config{}, u)
	for range 5 {
		if m := ask(server, "www.example", dns.TypeA); len(m.Answer) != 1 || m.AuthenticatedData {
			t.Errorf("%v", m)
		}
	}
	if m := ask(server, "to-chain.example", dns.TypeA); len(m.Answer) != 2 {
		t.Errorf("an alias into the chain, first: %v", m)
	}
	if m := ask(server, "to-chain.example", dns.TypeA); len(m.Answer) != 2 || m.Answer[1].(*dns.A).A.String() != "192.0.2.1" {
		t.Errorf("an alias into the chain, from the cache: %v", m)
	}
	if u.all() != 2 {
		t.Errorf("the upstream was asked %d times", u.all())
	}
}
