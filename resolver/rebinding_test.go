package resolver_test

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// TestT22Rebinding (T22): no answer under an origin leads into the inside of a network,
// unless the operator allows the name or the range.
func TestT22Rebinding(t *testing.T) {
	s := newSource(t)
	s.set("evil.chain", `
loop 60 A 127.0.0.1
zero 60 A 0.0.0.0
ten 60 A 10.1.2.3
b 60 A 172.31.255.255
c 60 A 192.168.0.1
link 60 A 169.254.169.254
shared 60 A 100.127.255.255
loop6 60 AAAA ::1
any6 60 AAAA ::
ula 60 AAAA fd00::1
link6 60 AAAA fe80::1
mapped 60 AAAA ::ffff:192.168.0.1
translated 60 AAAA 64:ff9b::10.0.0.1
local6 60 AAAA 64:ff9b:1::c000:201
siit 60 AAAA ::ffff:0:10.0.0.1
compatible 60 AAAA ::10.0.0.1
sixtofour 60 AAAA 2002:7f00:1::1
site6 60 AAAA fec0::1
broadcast 60 A 255.255.255.255
svcb 60 SVCB 1 . ipv4hint=10.0.0.1
svcb2 60 SVCB 1 . alpn=h2 ipv4hint=192.0.2.1,127.0.0.1
https 60 HTTPS 1 . ipv6hint=fd00::1
some 60 A 192.168.0.1
some 60 A 192.0.2.1
alias 60 CNAME ten
mx 60 MX 10 ten
good 60 A 192.0.2.1
good6 60 AAAA 2001:db8::1
edge 60 A 172.32.0.1
edge2 60 A 100.128.0.1
mapped2 60 AAAA ::ffff:192.0.2.1
sixtofour2 60 AAAA 2002:c000:201::1
https2 60 HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1
`, inAYear())
	s.set("friend.chain", "@ 60 A 10.0.0.5\n*.x 60 A 10.0.0.6\n", inAYear())
	s.set("hidden.chain", "@ 60 CNAME ten.evil.chain.\nfriend 60 CNAME friend.chain.\n", inAYear())
	server, err := resolver.New(resolver.Config{
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}},
		Private: resolver.Private{Names: []zone.Name{zone.MustParseName("friend.chain")}, Ranges: []netip.Prefix{netip.MustParsePrefix("172.31.0.0/16")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name      string
		qtype     uint16
		answer    int
		filtered  bool
		authority int
	}{
		{"loop.evil.chain", dns.TypeA, 0, true, 1},
		{"zero.evil.chain", dns.TypeA, 0, true, 1},
		{"ten.evil.chain", dns.TypeA, 0, true, 1},
		{"b.evil.chain", dns.TypeA, 1, false, 0}, // the range is allowed
		{"c.evil.chain", dns.TypeA, 0, true, 1},
		{"link.evil.chain", dns.TypeA, 0, true, 1},
		{"shared.evil.chain", dns.TypeA, 0, true, 1},
		{"loop6.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"any6.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"ula.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"link6.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"mapped.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"translated.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"local6.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"siit.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"compatible.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"sixtofour.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"sixtofour2.evil.chain", dns.TypeAAAA, 1, false, 0},
		{"site6.evil.chain", dns.TypeAAAA, 0, true, 1},
		{"broadcast.evil.chain", dns.TypeA, 0, true, 1},
		{"svcb2.evil.chain", dns.TypeSVCB, 0, true, 1},
		{"svcb.evil.chain", dns.TypeSVCB, 0, true, 1},
		{"https.evil.chain", dns.TypeHTTPS, 0, true, 1},
		{"some.evil.chain", dns.TypeA, 1, true, 0},
		{"alias.evil.chain", dns.TypeA, 1, true, 1},
		{"mx.evil.chain", dns.TypeMX, 1, true, 0},
		{"loop.evil.chain", dns.TypeANY, 0, true, 1},
		{"good.evil.chain", dns.TypeA, 1, false, 0},
		{"good6.evil.chain", dns.TypeAAAA, 1, false, 0},
		{"edge.evil.chain", dns.TypeA, 1, false, 0},
		{"edge2.evil.chain", dns.TypeA, 1, false, 0},
		{"mapped2.evil.chain", dns.TypeAAAA, 1, false, 0},
		{"https2.evil.chain", dns.TypeHTTPS, 1, false, 0},
		{"friend.chain", dns.TypeA, 1, false, 0},
		{"a.x.friend.chain", dns.TypeA, 1, false, 0},
		{"hidden.chain", dns.TypeA, 1, true, 1},
		{"friend.hidden.chain", dns.TypeA, 1, true, 1}, // through a name that is not trusted
	} {
		m := ask(server, tc.name, tc.qtype)
		if m.Rcode != dns.RcodeSuccess || len(m.Answer) != tc.answer || len(m.Ns) != tc.authority || len(m.Extra) != 1 || slices.Contains(edes(m), dns.ExtendedErrorCodeFiltered) != tc.filtered {
			t.Errorf("%s %s:\n%v", tc.name, dns.TypeToString[tc.qtype], m)
		}
	}
}

// TestT21Inside (T21): an alias on the chain does not make the server ask for
// names of the inside of a network, nor give out their addresses, unless the
// operator trusts the name; who asks for them himself gets them.
func TestT21Inside(t *testing.T) {
	u := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(10, 0, 0, 5)}}
		w.WriteMsg(m)
	})
	s := newSource(t)
	inside := []string{"intranet.corp.", "printer.local.", "x.localhost.", "db.internal.", "router.home.arpa.", "wiki.", "a.split.example.", "5.0.0.10.in-addr.arpa."}
	var text strings.Builder
	for i, name := range inside {
		fmt.Fprintf(&text, "n%d 60 CNAME %s\n", i, name)
	}
	s.set("evil.chain", text.String()+"public 60 CNAME www.example.\n", inAYear())
	s.set("friend.chain", text.String()+"public 60 CNAME www.example.\n", inAYear())
	forward := forwardTo(u)
	forward = append(forward, resolver.Forward{Zone: zone.MustParseName("split.example"), Upstreams: []string{u.addr}})
	server, err := resolver.New(resolver.Config{
		Forward: forward, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}},
		Private: resolver.Private{Names: []zone.Name{zone.MustParseName("friend.chain")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range inside {
		m := ask(server, fmt.Sprintf("n%d.evil.chain", i), dns.TypeA)
		if len(m.Answer) != 1 || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeFiltered}) {
			t.Errorf("%s: %v", inside[i], m)
		}
	}
	if u.all() != 0 {
		t.Errorf("asked for %v", u.seen)
	}
	if m := ask(server, "public.evil.chain", dns.TypeA); len(m.Answer) != 1 || !slices.Equal(edes(m), []uint16{dns.ExtendedErrorCodeFiltered}) {
		t.Errorf("a public name with an address of the inside: %v", m)
	}
	for _, name := range []string{"public.friend.chain", "n0.friend.chain", "n6.friend.chain"} {
		if m := ask(server, name, dns.TypeA); len(m.Answer) != 2 || len(edes(m)) != 0 {
			t.Errorf("%s: %v", name, m)
		}
	}
	if m := ask(server, "intranet.corp", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("asked for by the client: %v", m)
	}
}

// TestOpaqueHints: a service binding that the library cannot read is not a way
// around the filter.
func TestOpaqueHints(t *testing.T) {
	s := newSource(t)
	n := zone.MustParseName("evil.chain")
	// ipv6hint of ::ffff:192.168.0.1, which has no presentation form.
	data := append([]byte{0, 1, 0, 0, 6, 0, 16}, netip.MustParseAddr("::ffff:192.168.0.1").AsSlice()...)
	z, err := zone.New(n, []zone.RRset{{Owner: n, Type: dns.TypeHTTPS, TTL: 60, Data: [][]byte{data}}})
	if err != nil {
		t.Fatal(err)
	}
	s.image("evil.chain", z.Image())
	if m := ask(serve(t, nil, map[string]*source{"chain": s}), "evil.chain", dns.TypeHTTPS); len(m.Answer) != 0 {
		t.Errorf("%v", m)
	}
}

// TestAdditional: the addresses that come next are given where they are in the
// same name's zone.
func TestAdditional(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", `
@ 60 MX 10 mx
@ 60 MX 20 mx.bob.chain.
mx 60 A 192.0.2.25
mx 60 AAAA 2001:db8::25
_xmpp._tcp 60 SRV 1 1 5222 chat
chat 60 A 192.0.2.52
web 60 HTTPS 1 . alpn=h2
web 60 A 192.0.2.80
old 60 HTTPS 0 web
far 60 MX 10 in.sub
again 60 MX 10 other
other 60 CNAME mx
sub 60 NS ns.sub
ns.sub 60 A 192.0.2.53
`, inAYear())
	s.set("bob.chain", "mx 60 A 192.0.2.26\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	for _, tc := range []struct {
		name  string
		qtype uint16
		extra int // besides OPT
	}{
		{"alice.chain", dns.TypeMX, 2},
		{"_xmpp._tcp.alice.chain", dns.TypeSRV, 1},
		{"web.alice.chain", dns.TypeHTTPS, 1},
		{"old.alice.chain", dns.TypeHTTPS, 0},
		{"far.alice.chain", dns.TypeMX, 0},   // below a cut: not ours to say
		{"again.alice.chain", dns.TypeMX, 0}, // an alias has no address
		{"mx.alice.chain", dns.TypeA, 0},
		{"x.sub.alice.chain", dns.TypeA, 1}, // glue
	} {
		if m := ask(server, tc.name, tc.qtype); len(m.Extra) != 1+tc.extra {
			t.Errorf("%s %s:\n%v", tc.name, dns.TypeToString[tc.qtype], m)
		}
	}
}

// TestLeaving: an alias out of its origin is followed for a client that may
// recurse and asks to, and stands alone for others.
func TestLeaving(t *testing.T) {
	s, o := newSource(t), newSource(t)
	s.set("alice.chain", "@ 60 CNAME bob.chain.\n", inAYear())
	s.set("bob.chain", "@ 60 CNAME carol.other.\n", inAYear())
	o.set("carol.other", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s, "other": o})
	far := resolver.Client{Addr: netip.MustParseAddr("198.51.100.9")}
	for _, tc := range []struct {
		client resolver.Client
		rd     bool
		answer int
	}{{loopback, true, 3}, {loopback, false, 2}, {far, true, 2}, {far, false, 2}} {
		q := question("alice.chain.")
		q.RecursionDesired = tc.rd
		if m, _ := server.Answer(t.Context(), q, tc.client); m.Rcode != 0 || !m.Authoritative || len(m.Answer) != tc.answer {
			t.Errorf("%v, RD %v:\n%v", tc.client.Addr, tc.rd, m)
		}
	}
}
