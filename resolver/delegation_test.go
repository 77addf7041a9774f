package resolver_test

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// records reads master file lines.
func records(t *testing.T, text string) (list []dns.RR) {
	t.Helper()
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		rr, err := dns.NewRR(line)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, rr)
	}
	return list
}

// delegated is a server whose delegations lead to loopback, at port.
func delegated(t *testing.T, port string, s *source, forward []resolver.Forward) *resolver.Server {
	t.Helper()
	server, err := resolver.New(resolver.Config{
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}, Forward: forward,
		Delegation: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	})
	if err != nil {
		t.Fatal(err)
	}
	at, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	server.AskDelegatedAt(uint16(at))
	return server
}

// nameServer answers from what it is given: for a question's name and type
// "answer|authority|additional"; "refuse", "servfail" and "silent" for names
// are what they say; nothing is an authoritative NXDOMAIN.
func nameServer(t *testing.T, addr string, replies map[string]string) *upstream {
	t.Helper()
	return startAt(t, addr, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Authoritative, m.Compress = true, true
		// A cookie and nothing else: no client's subnet.
		if o := q.IsEdns0(); q.RecursionDesired || o == nil || len(o.Option) != 1 || o.Option[0].Option() != dns.EDNS0COOKIE {
			t.Errorf("a delegated server was asked %v", q)
		}
		text, ok := replies[strings.ToLower(q.Question[0].Name)+" "+dns.TypeToString[q.Question[0].Qtype]]
		if !ok {
			text, ok = replies[strings.ToLower(q.Question[0].Name)]
		}
		switch {
		case !ok:
			m.Rcode = dns.RcodeNameError
			m.Ns = records(t, "alice.chain. 60 SOA a. b. 1 2 3 4 60\nchain. 60 SOA a. b. 1 2 3 4 60")
		case text == "refuse":
			m.Rcode, m.Authoritative = dns.RcodeRefused, false
		case text == "servfail":
			m.Rcode = dns.RcodeServerFailure
		case text == "silent":
			return
		case text == "long":
			if m.Truncated = w.RemoteAddr().Network() == "udp"; !m.Truncated {
				m.Answer = records(t, strings.Repeat(q.Question[0].Name+" 60 TXT x\n", 1))
			}
		default:
			parts := strings.Split(text+"||", "|")
			m.Answer, m.Ns, m.Extra = records(t, parts[0]), records(t, parts[1]), records(t, parts[2])
			if !q.IsEdns0().Do() {
				m.Answer = slices.DeleteFunc(m.Answer, func(rr dns.RR) bool { return rr.Header().Rrtype == dns.TypeRRSIG })
			}
			m.Authoritative = len(m.Answer) > 0 || len(m.Ns) > 0 && m.Ns[0].Header().Rrtype == dns.TypeSOA
		}
		w.WriteMsg(m)
	})
}

// TestDelegation: for a client that may recurse and asks to, delegated servers
// are asked, on to the last; for others there is a referral.
func TestDelegation(t *testing.T) {
	const signature = "www.alice.chain. 60 RRSIG A 13 3 60 20300101000000 20200101000000 1 alice.chain. c2ln"
	first := nameServer(t, "127.0.0.1:0", map[string]string{
		"www.alice.chain.": "www.alice.chain. 999999 A 198.51.100.1\n" + signature + "\nbank.example. 60 A 203.0.113.66\nbob.chain. 60 A 203.0.113.66|" +
			"alice.chain. 60 NS ns1.alice.chain.\nbob.chain. 60 NS evil.example.|bob.chain. 60 A 203.0.113.66",
		"inner.alice.chain.":  "inner.alice.chain. 60 CNAME www.alice.chain.",
		"bob.alice.chain.":    "bob.alice.chain. 60 CNAME bob.chain.\nbob.chain. 60 A 203.0.113.66",
		"out.alice.chain.":    "out.alice.chain. 60 CNAME x.example.\nx.example. 60 A 203.0.113.66",
		"x.sub.alice.chain.":  "|sub.alice.chain. 60 NS ns.sub.alice.chain.\nbob.chain. 60 NS ns.bob.chain.|ns.sub.alice.chain. 60 A 127.0.0.2",
		"up.alice.chain.":     "|chain. 60 NS ns.alice.chain.|ns.alice.chain. 60 A 127.0.0.1",
		"self.alice.chain.":   "|alice.chain. 60 NS ns.alice.chain.|ns.alice.chain. 60 A 127.0.0.1",
		"loop.alice.chain.":   "loop.alice.chain. 60 CNAME loop2.alice.chain.\nloop2.alice.chain. 60 CNAME loop.alice.chain.",
		"long.alice.chain.":   "long",
		"empty.alice.chain.":  "|alice.chain. 60 SOA a. b. 1 2 3 4 60",
		"inside.alice.chain.": "inside.alice.chain. 60 A 10.0.0.1\ninside.alice.chain. 60 A 192.0.2.1",
		"www.pair.chain.":     "refuse",
	})
	_, port, _ := net.SplitHostPort(first.addr)
	second := nameServer(t, net.JoinHostPort("127.0.0.2", port), map[string]string{
		"x.sub.alice.chain.":  "x.sub.alice.chain. 60 A 198.51.100.2",
		"www.pair.chain.":     "www.pair.chain. 60 A 198.51.100.3",
		"www.glueless.chain.": "www.glueless.chain. 60 A 198.51.100.4",
		"www.sibling.chain.":  "www.sibling.chain. 60 A 198.51.100.5",
	})
	up := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		if q.Question[0].Qtype == dns.TypeA {
			addr := map[string]string{"ns.outside.example.": "127.0.0.2"}[dns.CanonicalName(q.Question[0].Name)]
			if addr == "" {
				addr = "198.51.100.9"
			}
			m.Answer = records(t, q.Question[0].Name+" 60 A "+addr)
		}
		w.WriteMsg(m)
	})
	s := newSource(t)
	s.set("alice.chain", "@ 60 NS ns1\n@ 60 DS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5\nns1 60 A 127.0.0.1\n", inAYear())
	s.set("pair.chain", "@ 60 NS ns1\nns1 60 A 127.0.0.1\n@ 60 NS ns2\nns2 60 A 127.0.0.2\n", inAYear())
	s.set("bob.chain", "@ 60 A 192.0.2.2\nns 60 A 127.0.0.2\nto 60 CNAME www.alice.chain.\n", inAYear())
	s.set("glueless.chain", "@ 60 NS ns.outside.example.\n", inAYear())
	s.set("sibling.chain", "@ 60 NS ns.bob.chain.\n", inAYear())
	s.set("soon.chain", "@ 60 NS ns.bob.chain.\n", s.head.Time+100)
	server := delegated(t, port, s, forwardTo(up))
	for _, tc := range []struct {
		name      string
		qtype     uint16
		do        bool
		rcode     int
		aa        bool
		answer    string
		authority int
	}{
		{"www.alice.chain", dns.TypeA, false, 0, false, "A 198.51.100.1", 0},
		{"WWW.Alice.chain", dns.TypeA, true, 0, false, "A 198.51.100.1, RRSIG A 13 3 60 20300101000000 20200101000000 1 alice.chain. c2ln", 0},
		{"inner.alice.chain", dns.TypeA, false, 0, false, "CNAME www.alice.chain., A 198.51.100.1", 0},
		{"bob.alice.chain", dns.TypeA, false, 0, false, "CNAME bob.chain., A 192.0.2.2", 0},
		{"out.alice.chain", dns.TypeA, false, 0, false, "CNAME x.example., A 198.51.100.9", 0},
		{"x.sub.alice.chain", dns.TypeA, false, 0, false, "A 198.51.100.2", 0},
		{"www.pair.chain", dns.TypeA, false, 0, false, "A 198.51.100.3", 0},
		{"to.bob.chain", dns.TypeA, false, 0, true, "CNAME www.alice.chain., A 198.51.100.1", 0},
		{"none.alice.chain", dns.TypeA, false, dns.RcodeNameError, false, "", 1},
		{"empty.alice.chain", dns.TypeA, false, 0, false, "", 1},
		{"long.alice.chain", dns.TypeTXT, false, 0, false, `TXT "x"`, 0},
		{"inside.alice.chain", dns.TypeA, false, 0, false, "A 192.0.2.1", 0},
		{"alice.chain", dns.TypeDS, false, 0, true, "DS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5", 0},
		{"www.glueless.chain", dns.TypeA, false, 0, false, "A 198.51.100.4", 0},
		{"www.sibling.chain", dns.TypeA, false, 0, false, "A 198.51.100.5", 0},
		{"up.alice.chain", dns.TypeA, false, dns.RcodeServerFailure, false, "", 0},
		{"self.alice.chain", dns.TypeA, false, dns.RcodeServerFailure, false, "", 0},
		{"loop.alice.chain", dns.TypeA, false, dns.RcodeServerFailure, false, "", 0},
	} {
		q := new(dns.Msg).SetQuestion(dns.Fqdn(tc.name), tc.qtype)
		q.SetEdns0(1232, tc.do)
		m, _ := server.Answer(t.Context(), q, loopback)
		var all []string
		for _, rr := range m.Answer {
			all = append(all, dns.TypeToString[rr.Header().Rrtype]+" "+strings.TrimPrefix(rr.String(), rr.Header().String()))
			if rr.Header().Ttl > 86400 {
				t.Errorf("%s: TTL %d", tc.name, rr.Header().Ttl)
			}
		}
		if got := strings.Join(all, ", "); m.Rcode != tc.rcode || m.Authoritative != tc.aa || got != tc.answer || len(m.Ns) != tc.authority || len(m.Extra) != 1 {
			t.Errorf("%s: %q\n%v", tc.name, got, m)
		}
		// Nothing is asked for those who may not, or do not ask to.
		before := first.all() + second.all() + up.all()
		far := resolver.Client{Addr: netip.MustParseAddr("198.51.100.9")}
		for _, rd := range []bool{true, false} {
			q.RecursionDesired = rd
			client := loopback
			if rd {
				client = far
			}
			m, trace := server.Answer(t.Context(), q, client)
			if trace.Queries != 0 || m.Rcode != 0 || len(m.Ns) == 0 && len(m.Answer) == 0 {
				t.Errorf("%s, RD %v:\n%v", tc.name, rd, m)
			}
			// Loopback is no address to give out, even as glue.
			if tc.name == "www.alice.chain" && (m.Authoritative || len(m.Ns) != 1 || len(m.Extra) != 1) {
				t.Errorf("not a referral, RD %v:\n%v", rd, m)
			}
		}
		if got := first.all() + second.all() + up.all() - before; got > 1 { // what was late is asked again, and seen now
			t.Errorf("%s: %d questions for clients that do not ask for them", tc.name, got)
		}
	}
	if m := ask(server, "www.soon.chain", dns.TypeA); len(m.Ns) == 1 && m.Ns[0].Header().Ttl > 100 {
		t.Errorf("a name that expires soon: %v", m)
	}
}

// TestT23Inside (T23): no packet goes to an address that is not globally
// routable, nor to this machine, whoever names it, unless the operator lists it.
func TestT23Inside(t *testing.T) {
	trap := nameServer(t, "127.0.0.1:0", nil)
	_, port, _ := net.SplitHostPort(trap.addr)
	// From here it does not look like this machine's own address.
	other := nameServer(t, net.JoinHostPort("127.0.0.2", port), nil)
	up := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Answer = records(t, q.Question[0].Name+" 60 A 127.0.0.1\n"+q.Question[0].Name+" 60 AAAA ::1")
		w.WriteMsg(m)
	})
	s := newSource(t)
	addrs := []string{"127.0.0.1", "127.0.0.2", "::1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "::", "192.168.1.1", "100.64.0.1", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "2001:db8::1"}
	for i, addr := range addrs {
		typ := "A"
		if strings.Contains(addr, ":") {
			typ = "AAAA"
		}
		s.set(fmt.Sprintf("g%d.chain", i), fmt.Sprintf("@ 60 NS ns\nns 60 %s %s\n", typ, addr), inAYear())
	}
	s.set("outside.chain", "@ 60 NS ns.evil.example.\n", inAYear())
	s.set("inside.chain", "@ 60 NS ns.intranet.corp.\n", inAYear())
	s.set("sibling.chain", "@ 60 NS ns.bob.chain.\n", inAYear())
	s.set("bob.chain", "ns 60 A 127.0.0.1\n", inAYear())
	c := resolver.Config{Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}, Forward: forwardTo(up)}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	at, _ := strconv.ParseUint(port, 10, 16)
	server.AskDelegatedAt(uint16(at))
	all := []string{"www.outside.chain", "www.inside.chain", "www.sibling.chain"}
	for i := range addrs {
		all = append(all, fmt.Sprintf("www.g%d.chain", i))
	}
	for _, name := range all {
		if m := ask(server, name, dns.TypeA); m.Rcode != dns.RcodeServerFailure || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeNoReachableAuthority}) {
			t.Errorf("%s: %v", name, m)
		}
	}
	// An address that is public, and this machine's.
	server, _ = resolver.New(c)
	server.AskDelegatedAt(uint16(at))
	server.TakeForGlobal(func(netip.Addr) bool { return true })
	if m := ask(server, "www.g0.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
		t.Errorf("this machine: %v", m)
	}
	if got := trap.all() + other.all(); got != 0 {
		t.Errorf("%d packets went inside", got)
	}
	up.mu.Lock()
	if up.seen["ns.intranet.corp."] != 0 {
		t.Error("asked for a name server of the inside")
	}
	up.mu.Unlock()
	for _, public := range []string{"9.9.9.9", "198.41.0.4", "2001:503:ba3e::2:30", "2620:fe::fe", "172.32.0.1", "100.128.0.1"} {
		if !resolver.IsGlobal(netip.MustParseAddr(public)) {
			t.Errorf("%s is globally routable", public)
		}
	}
}

// TestT24FanOut (T24): a delegation to many servers, to servers that need one
// another, or further and further down, ends within the query's budget, and is
// not tried again for every question.
func TestT24FanOut(t *testing.T) { notThreeTimes(t, fanOut) }

func fanOut(t *attempt) {
	up := startUpstream(t.T, func(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(new(dns.Msg).SetRcode(q, dns.RcodeNameError)) })
	s := newSource(t.T)
	var text strings.Builder
	for i := range 100 {
		fmt.Fprintf(&text, "@ 60 NS ns.n%d.example.\n", i)
	}
	s.set("nxns.chain", text.String(), inAYear())
	s.set("a.chain", "@ 60 NS ns.b.chain.\n", inAYear())
	s.set("b.chain", "@ 60 NS ns.a.chain.\n", inAYear())
	s.set("self.chain", "@ 60 NS ns.self.chain.\n", inAYear())
	s.set("deep.chain", "@ 60 NS ns\nns 60 A 127.0.0.1\n", inAYear())
	// Refers one label further down each time, to the next of ten addresses.
	var hops []*upstream
	handler := func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		host, _, _ := net.SplitHostPort(w.LocalAddr().String())
		here := int(netip.MustParseAddr(host).As4()[3])
		labels := dns.SplitDomainName(q.Question[0].Name)
		cut := strings.Join(labels[len(labels)-2-here:], ".") + "."
		m.Ns = records(t.T, cut+" 60 NS ns."+cut)
		m.Extra = records(t.T, fmt.Sprintf("ns.%s 60 A 127.0.0.%d", cut, here%10+1))
		w.WriteMsg(m)
	}
	hops = append(hops, startAt(t.T, "127.0.0.1:0", handler))
	_, port, _ := net.SplitHostPort(hops[0].addr)
	for i := 2; i <= 10; i++ {
		hops = append(hops, startAt(t.T, net.JoinHostPort(fmt.Sprintf("127.0.0.%d", i), port), handler))
	}
	server := delegated(t.T, port, s, forwardTo(up))
	for _, tc := range []struct {
		name        string
		most, again int // questions, at the first and at the second time
	}{
		{"www.nxns.chain", 26, 0}, {"www.a.chain", 0, 0}, {"www.self.chain", 0, 0}, {strings.Repeat("x.", 20) + "deep.chain", 8, 8},
	} {
		for round, most := range []int{tc.most, tc.again} {
			reads := s.count()
			m, trace := server.Answer(t.Context(), question(dns.Fqdn(tc.name)), loopback)
			if m.Rcode != dns.RcodeServerFailure || trace.Queries != most || s.count()-reads > 8 {
				t.Errorf("%s, round %d: %d questions, %d reads\n%v", tc.name, round, trace.Queries, s.count()-reads, m)
			}
		}
	}
}

// TestTargetCap: one address is asked at most four questions for one query,
// whatever refers to it.
func TestTargetCap(t *testing.T) { notThreeTimes(t, targetCap) }

func targetCap(t *attempt) {
	target := startUpstream(t.T, func(w dns.ResponseWriter, q *dns.Msg) {
		w.WriteMsg(new(dns.Msg).SetRcode(q, dns.RcodeServerFailure))
	})
	_, port, _ := net.SplitHostPort(target.addr)
	s := newSource(t.T)
	var text strings.Builder
	for i := range 13 {
		fmt.Fprintf(&text, "@ 60 NS ns%d\nns%d 60 A 127.0.0.1\n", i, i)
	}
	s.set("many.chain", text.String(), inAYear())
	server := delegated(t.T, port, s, forwardTo(target))
	if m, trace := server.Answer(t.Context(), question("www.many.chain."), loopback); m.Rcode != dns.RcodeServerFailure || trace.Queries != 4 || target.all() != 4 {
		t.Errorf("%d questions, %v", trace.Queries, m)
	}
}
