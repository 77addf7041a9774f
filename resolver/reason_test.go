package resolver_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"unicode"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// explaining is an upstream whose every reply has a code and reasons.
func explaining(t *testing.T, rcode int, reasons ...*dns.EDNS0_EDE) *upstream {
	return startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Rcode = rcode
		if rcode == dns.RcodeSuccess {
			m.Answer = records(t, q.Question[0].Name+" 60 A 198.51.100.1")
		}
		m.SetEdns0(1232, false)
		for _, r := range reasons {
			m.IsEdns0().Option = append(m.IsEdns0().Option, r)
		}
		w.WriteMsg(m)
	})
}

// reasonsOf are the Extended DNS Errors of a reply.
func reasonsOf(m *dns.Msg) string {
	var list []string
	for _, o := range m.IsEdns0().Option {
		if e, ok := o.(*dns.EDNS0_EDE); ok {
			list = append(list, fmt.Sprintf("%d %s", e.InfoCode, e.ExtraText))
		}
	}
	return strings.Join(list, "; ")
}

// TestUpstreamsReasonIsPassedOn: an upstream's Extended DNS Error reaches the client as
// its own, from memory too, whether it had an answer or not; and that nobody could be
// reached is said only where nobody replied.
func TestUpstreamsReasonIsPassedOn(t *testing.T) {
	bogus := &dns.EDNS0_EDE{InfoCode: dns.ExtendedErrorCodeDNSBogus, ExtraText: "bogus"}
	blocked := &dns.EDNS0_EDE{InfoCode: dns.ExtendedErrorCodeBlocked}
	for _, tc := range []struct {
		name      string
		upstreams []*upstream
		want      string
	}{
		{"SERVFAIL", []*upstream{explaining(t, dns.RcodeServerFailure, bogus)}, "6 the upstream says: bogus"},
		{"REFUSED", []*upstream{explaining(t, dns.RcodeRefused, blocked)}, "15 the upstream says so"},
		{"an answer", []*upstream{explaining(t, dns.RcodeSuccess, blocked, bogus)}, "15 the upstream says so; 6 the upstream says: bogus"},
		{"no reason", []*upstream{explaining(t, dns.RcodeServerFailure)}, "0 the upstreams answer SERVFAIL"},
		{"a reason of one of two", []*upstream{explaining(t, dns.RcodeServerFailure, bogus), explaining(t, dns.RcodeServerFailure)}, "6 the upstream says: bogus"},
		{"one that cannot be reached", []*upstream{explaining(t, dns.RcodeServerFailure, bogus), {addr: closedPort}}, "6 the upstream says: bogus"},
		{"nobody can be reached", []*upstream{{addr: closedPort}}, "22 no upstream has an answer"},
	} {
		server := serve(t, forwardTo(tc.upstreams...), nil)
		for _, how := range []string{"asked", "from memory"} {
			if got := reasonsOf(ask(server, "www.example", dns.TypeA)); got != tc.want {
				t.Errorf("%s, %s: %q, want %q", tc.name, how, got, tc.want)
			}
		}
	}
}

// TestUpstreamsReasonsAreBounded: of what an upstream explains three reasons are passed
// on, each with 200 bytes of printable text, and none where records would have to go.
func TestUpstreamsReasonsAreBounded(t *testing.T) {
	var many []*dns.EDNS0_EDE
	for i := range 10 {
		many = append(many, &dns.EDNS0_EDE{InfoCode: uint16(i), ExtraText: "\x1b[31m\r\n\u202e\xff" + strings.Repeat("é", 2000)})
	}
	server := serve(t, forwardTo(explaining(t, dns.RcodeSuccess, many...)), nil)
	for range 2 {
		m := ask(server, "www.example", dns.TypeA)
		n := 0
		for _, o := range m.IsEdns0().Option {
			e, ok := o.(*dns.EDNS0_EDE)
			if !ok {
				continue
			}
			n++
			if len(e.ExtraText) > 200 || len(e.ExtraText) < 199 || strings.ContainsFunc(e.ExtraText, func(c rune) bool { return !unicode.IsPrint(c) }) {
				t.Errorf("%d bytes: %q", len(e.ExtraText), e.ExtraText)
			}
		}
		if n != 3 {
			t.Errorf("%d reasons", n)
		}
		long := strings.Repeat(strings.Repeat("n", 60)+".", 4)
		for _, name := range []string{"www.example.", long} {
			q := question(name)
			q.IsEdns0().SetUDPSize(512)
			m, _ := server.Answer(t.Context(), q, loopback)
			if packed, err := m.Pack(); err != nil || len(packed) > 512 || m.Truncated || len(m.Answer) != 1 {
				t.Errorf("%s: %d bytes, %v: %v", name, len(packed), err, m)
			}
		}
	}
	for bytes, want := range map[int]int{200 - len("the upstream says: "): 200, 201 - len("the upstream says: "): 200} {
		server := serve(t, forwardTo(explaining(t, dns.RcodeRefused, &dns.EDNS0_EDE{ExtraText: strings.Repeat("x", bytes)})), nil)
		if got := len(reasonsOf(ask(server, "www.example", dns.TypeA))) - len("0 "); got != want {
			t.Errorf("a text of %d bytes: %d", bytes, got)
		}
	}
}

// TestReasonBehindAliasDoesNotCount: what an upstream explains is not passed on where its
// reply leads into another's zone, since it may be about what is there.
func TestReasonBehindAliasDoesNotCount(t *testing.T) {
	a := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Answer = records(t, "www.a.zt. 60 CNAME www.b.zt.")
		m.SetEdns0(1232, false)
		m.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_EDE{InfoCode: dns.ExtendedErrorCodeBlocked}}
		w.WriteMsg(m)
	})
	server := serve(t, []resolver.Forward{forwardZone("a.zt", a), forwardZone("b.zt", saying(t, saidOfB))}, nil)
	if m := ask(server, "www.a.zt", dns.TypeA); reasonsOf(m) != "" || len(m.Answer) != 2 {
		t.Errorf("%v", m)
	}
}

// TestYXDOMAINIsPassedOn: that a DNAME makes too long a name of the question's (RFC 6672
// section 2.2) is an upstream's or a delegated server's answer, and comes with the DNAME;
// one behind an alias into another zone is not.
func TestYXDOMAINIsPassedOn(t *testing.T) {
	says := func(owner string) said {
		return said{rcode: dns.RcodeYXDomain, answer: owner + " 60 DNAME a.long.name.\nelse. 60 DNAME a.long.name.\n"}
	}
	all := map[string]said{
		"x.d.example.": says("d.example."),
		"al.example.":  {rcode: dns.RcodeYXDomain, answer: "al.example. 60 CNAME x.d.example.\nd.example. 60 DNAME a.long.name.\n"},
		"to.example.":  {rcode: dns.RcodeYXDomain, answer: "to.example. 60 CNAME www.b.zt.\nb.zt. 60 DNAME a.long.name.\n"},
	}
	up, b := saying(t, all), saying(t, saidOfB)
	ns := startAt(t, "127.0.0.3:0", func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Authoritative, m.Rcode, m.Answer = true, dns.RcodeYXDomain, records(t, "d.alice.chain. 60 DNAME a.long.name.\n")
		w.WriteMsg(m)
	})
	s := newSource(t)
	s.set("alice.chain", "@ 60 NS ns\nns 60 A 127.0.0.3\n", inAYear())
	server := delegated(t, portOf(ns.addr), s, append(forwardTo(up), forwardZone("b.zt", b)))
	for name, want := range map[string]string{
		"x.d.example.":     "YXDOMAIN, d.example. DNAME a.long.name.",
		"al.example.":      "YXDOMAIN, al.example. CNAME x.d.example., d.example. DNAME a.long.name.",
		"to.example.":      "NOERROR, to.example. CNAME www.b.zt., www.b.zt. A 198.51.100.3",
		"x.d.alice.chain.": "YXDOMAIN, d.alice.chain. DNAME a.long.name.",
	} {
		for range 2 {
			if got := brief(ask(server, name, dns.TypeA)); got != want {
				t.Errorf("%s: %s\nwant %s", name, got, want)
			}
		}
	}
	if n := up.all(); n != 3 {
		t.Errorf("%d questions for three names", n)
	}
	if h := server.Upstreams()[0].Health[0]; !h.Up || h.Replies["YXDOMAIN"] != 3 {
		t.Errorf("%+v", h)
	}
}

// TestUpstreamIsInTheLog: that an upstream is down, refuses everything or is back is a
// line each, however often it rests.
func TestUpstreamIsInTheLog(t *testing.T) {
	out := new(lines)
	l, conn := listenBoth(t, "127.0.0.1:0")
	addr := l.Addr().String()
	l.Close()
	conn.Close()
	server, err := resolver.New(resolver.Config{
		Forward: []resolver.Forward{{Zone: zone.Root, Upstreams: []string{addr}}}, Logger: slog.New(slog.NewTextHandler(out, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	for i := range 5 {
		ask(server, fmt.Sprintf("n%d.example", i), dns.TypeA)
	}
	startAt(t, addr, ordinary)
	for i := range 5 {
		ask(server, fmt.Sprintf("m%d.example", i), dns.TypeA)
	}
	for text, want := range map[string]int{"an upstream is down": 1, "an upstream is back": 1, "zone=. upstream=udp://" + addr: 2} {
		if n := out.count(text); n != want {
			t.Errorf("%q is in %d lines, want %d", text, n, want)
		}
	}
}
