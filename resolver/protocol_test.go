package resolver_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// TestProtocol: what is not an ordinary question gets the rcode of its RFC, and
// none of its own flags back.
func TestProtocol(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	qtype := func(typ uint16) func(*dns.Msg) { return func(q *dns.Msg) { q.Question[0].Qtype = typ } }
	qclass := func(class uint16) func(*dns.Msg) { return func(q *dns.Msg) { q.Question[0].Qclass = class } }
	type row struct {
		what  string
		bend  func(*dns.Msg)
		rcode int
	}
	rows := []row{
		{"as it should be", func(*dns.Msg) {}, dns.RcodeSuccess},
		{"no question", func(q *dns.Msg) { q.Question = nil }, dns.RcodeFormatError},
		{"two questions", func(q *dns.Msg) { q.Question = append(q.Question, q.Question[0]) }, dns.RcodeFormatError},
		{"two OPTs", func(q *dns.Msg) { q.Extra = append(q.Extra, q.Extra[0]) }, dns.RcodeFormatError},
		{"an OPT with a name", func(q *dns.Msg) { q.Extra[0].Header().Name = "x." }, dns.RcodeFormatError},
		{"EDNS version 1", func(q *dns.Msg) { q.IsEdns0().SetVersion(1) }, dns.RcodeBadVers},
		{"class CH", qclass(dns.ClassCHAOS), dns.RcodeRefused},
		{"class ANY", qclass(dns.ClassANY), dns.RcodeRefused},
		{"class 0", qclass(0), dns.RcodeFormatError},
		{"AXFR", qtype(dns.TypeAXFR), dns.RcodeRefused},
		{"IXFR", qtype(dns.TypeIXFR), dns.RcodeRefused},
		{"type 0", qtype(0), dns.RcodeFormatError},
		{"OPT as a type", qtype(dns.TypeOPT), dns.RcodeFormatError},
		{"NXNAME", qtype(128), dns.RcodeFormatError},
		{"TSIG as a type", qtype(dns.TypeTSIG), dns.RcodeFormatError},
		{"MAILA", qtype(dns.TypeMAILA), dns.RcodeNotImplemented},
		{"a type nobody knows", qtype(65280), dns.RcodeSuccess},
	}
	for opcode := 1; opcode < 16; opcode++ {
		rows = append(rows, row{fmt.Sprintf("opcode %d", opcode), func(q *dns.Msg) { q.Opcode = opcode }, dns.RcodeNotImplemented})
	}
	for _, tc := range rows {
		q := new(dns.Msg).SetQuestion("AliCe.chain.", dns.TypeA)
		q.SetEdns0(4096, true)
		q.AuthenticatedData, q.CheckingDisabled, q.Zero, q.Authoritative, q.Truncated = true, true, true, true, true
		tc.bend(q)
		m, _ := server.Answer(context.Background(), q, loopback)
		if m == nil || m.Rcode != tc.rcode || m.Id != q.Id || !m.Response || m.Opcode != q.Opcode || m.AuthenticatedData || m.Zero || m.Truncated {
			t.Errorf("%s: %v", tc.what, m)
			continue
		}
		if q.Opcode == dns.OpcodeQuery && (!m.RecursionDesired || !m.CheckingDisabled) || q.Opcode != dns.OpcodeQuery && (m.RecursionDesired || m.RecursionAvailable || m.CheckingDisabled || m.Authoritative) {
			t.Errorf("%s: flags of %v", tc.what, m)
		}
		if len(q.Question) == 1 && m.Question[0].Name != "AliCe.chain." {
			t.Errorf("%s: the question came back as %v", tc.what, m.Question)
		}
		if packed, err := m.Pack(); err != nil || m.Unpack(packed) != nil || m.IsEdns0().Version() != 0 || m.IsEdns0().UDPSize() != 1232 {
			t.Errorf("%s: %v, %v", tc.what, err, m)
		}
	}
	q := new(dns.Msg).SetQuestion("alice.chain.", dns.TypeA)
	q.Response = true
	if m, _ := server.Answer(context.Background(), q, loopback); m != nil {
		t.Errorf("a reply is answered: %v", m)
	}
}

// TestIdentity: who the server is, for those who ask by class CH, where the
// operator says so.
func TestIdentity(t *testing.T) {
	c := resolver.Config{Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: newSource(t)}}}
	c.Identity = resolver.Identity{Version: "chainzone", Server: "a.example"}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name  string
		qtype uint16
		rcode int
		text  string
	}{
		{"version.bind.", dns.TypeTXT, 0, "chainzone"},
		{"VERSION.server.", dns.TypeTXT, 0, "chainzone"},
		{"id.server.", dns.TypeTXT, 0, "a.example"},
		{"hostname.bind.", dns.TypeANY, 0, "a.example"},
		{"hostname.bind.", dns.TypeA, 0, ""},
		{"authors.bind.", dns.TypeTXT, dns.RcodeRefused, ""},
		{"alice.chain.", dns.TypeTXT, dns.RcodeRefused, ""},
	} {
		q := new(dns.Msg).SetQuestion(tc.name, tc.qtype)
		q.Question[0].Qclass = dns.ClassCHAOS
		m, _ := server.Answer(t.Context(), q, loopback)
		if m.Rcode != tc.rcode || (len(m.Answer) == 1) != (tc.text != "") || tc.text != "" && m.Answer[0].(*dns.TXT).Txt[0] != tc.text {
			t.Errorf("%s: %v", tc.name, m)
		}
	}
}

// TestUnknownTypes (RFC 3597): data of a type that has no form here comes back
// byte by byte, and so do the newer types.
func TestUnknownTypes(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", `
@ 60 TYPE65280 \# 4 00ff10aa
@ 60 TYPE262 \# 8 0345544803616263
@ 60 HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1
@ 60 TLSA 3 1 1 00112233
@ 60 SSHFP 4 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5
@ 60 CAA 0 issue "ca.example"
@ 60 URI 1 1 "https://x.example/"
@ 60 NAPTR 1 1 "s" "x" "" a.example.
@ 60 LOC 51 30 12.748 N 0 7 39.611 W 0.00m 0.00m 0.00m 0.00m
@ 60 OPENPGPKEY AQID
`, inAYear())
	addr, _ := listening(t, s)
	for typ, want := range map[uint16]string{
		65280: "\\# 4 00ff10aa", 262: "", dns.TypeHTTPS: "", dns.TypeTLSA: "3 1 1 00112233", dns.TypeSSHFP: "4 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5", dns.TypeCAA: `0 issue "ca.example"`,
		dns.TypeURI: "", dns.TypeNAPTR: "", dns.TypeLOC: "", dns.TypeOPENPGPKEY: "AQID",
	} {
		conn := dial(t, "udp", addr)
		conn.WriteMsg(new(dns.Msg).SetQuestion("alice.chain.", typ))
		m, err := conn.ReadMsg()
		if err != nil || len(m.Answer) != 1 || m.Answer[0].Header().Rrtype != typ {
			t.Errorf("type %d: %v, %v", typ, m, err)
			continue
		}
		if got := m.Answer[0].String(); !strings.HasSuffix(got, "\t"+want) && want != "" {
			t.Errorf("type %d: %q, want %q", typ, got, want)
		}
	}
}

// TestANY (RFC 8482): one set, at the origin's apex the SOA.
func TestANY(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n@ 60 A 192.0.2.2\n@ 60 TXT x\n@ 60 MX 1 mx\nalias 60 CNAME @\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	for name, want := range map[string][]uint16{
		"alice.chain": {dns.TypeA, dns.TypeA}, "alias.alice.chain": {dns.TypeCNAME}, "chain": {dns.TypeSOA},
	} {
		var got []uint16
		m := ask(server, name, dns.TypeANY)
		for _, rr := range m.Answer {
			got = append(got, rr.Header().Rrtype)
		}
		if !slices.Equal(got, want) || m.Rcode != 0 || !m.Authoritative {
			t.Errorf("%s: %v", name, m)
		}
	}
}

// TestTraps has what servers on this library are known to do wrong: each reply
// is looked at as it goes over the wire.
func TestTraps(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 86400 MX 10 a.mail\n@ 86400 MX 20 b.mail\n*.deep 60 TXT x\ndup 60 A 192.0.2.1\ndup 60 A 192.0.2.1\nsub 60 NS ns.sub\nns.sub 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	ask := func(name string, qtype uint16) (*dns.Msg, int) {
		conn := dial(t, "udp", addr)
		conn.WriteMsg(new(dns.Msg).SetQuestion(name, qtype))
		packet, err := conn.ReadMsgHeader(nil)
		m := new(dns.Msg)
		if err != nil || m.Unpack(packet) != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return m, len(packet)
	}
	m, size := ask("alice.chain.", dns.TypeMX)
	// Header 12, question 13+4, two MX of 2+10+2 and a.mail (7+2) or a compressed b.mail (2+2).
	if want := 12 + 17 + 14 + 9 + 14 + 4; len(m.Answer) != 2 || size > want {
		t.Errorf("compression: %d bytes, want %d: %v", size, want, m)
	}
	m, _ = ask("nobody.chain.", dns.TypeA)
	soa, ok := m.Ns[0].(*dns.SOA)
	if !ok || m.Rcode != dns.RcodeNameError || soa.Hdr.Ttl != min(soa.Hdr.Ttl, soa.Minttl) || soa.Hdr.Ttl != 60 || soa.Hdr.Name != "chain." || soa.Ns != "ns1.chain." || soa.Mbox != "hostmaster.chain." {
		t.Errorf("the SOA of a negative answer: %v", m)
	}
	if m, _ = ask("dup.alice.chain.", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("duplicates: %v", m)
	}
	if m, _ = ask("a.b.c.deep.alice.chain.", dns.TypeTXT); len(m.Answer) != 1 || m.Answer[0].Header().Name != "a.b.c.deep.alice.chain." {
		t.Errorf("a wildcard some labels away: %v", m)
	}
	if m, _ = ask("deep.alice.chain.", dns.TypeTXT); m.Rcode != 0 || len(m.Answer) != 0 || len(m.Ns) != 1 {
		t.Errorf("an empty non-terminal: %v", m)
	}
	if m, _ = ask("x.SUB.alice.chain.", dns.TypeA); m.Authoritative || len(m.Ns) != 1 || len(m.Extra) != 1 {
		t.Errorf("a referral: %v", m)
	}
}

// TestFit: what is left of a reply that is too long is whole sets. Additional
// data goes without TC, a referral's glue with it.
func TestFit(t *testing.T) {
	s := newSource(t)
	var text strings.Builder
	for i := range 12 {
		fmt.Fprintf(&text, "@ 60 MX 10 mx%d\nmx%d 60 A 192.0.2.1\nmx%d 60 AAAA 2001:db8::1\n", i, i, i)
	}
	s.set("mail.chain", text.String(), inAYear())
	text.Reset()
	for i := range 13 {
		fmt.Fprintf(&text, "@ 60 NS %s%d\n%s%d 60 A 192.0.2.1\n%s%d 60 AAAA 2001:db8::1\n", strings.Repeat("n", 30), i, strings.Repeat("n", 30), i, strings.Repeat("n", 30), i)
	}
	s.set("sub.chain", text.String(), inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	ask := func(name string, qtype uint16) *dns.Msg {
		m, _ := server.Answer(t.Context(), new(dns.Msg).SetQuestion(name, qtype), loopback)
		if m.Len() > 512 {
			t.Errorf("%s: %d bytes", name, m.Len())
		}
		return m
	}
	if m := ask("mail.chain.", dns.TypeMX); m.Truncated || len(m.Answer) != 12 || len(m.Extra) == 0 || len(m.Extra) == 24 {
		t.Errorf("additional data: %v", m)
	}
	if m := ask("x.sub.chain.", dns.TypeA); !m.Truncated {
		t.Errorf("a referral without all of its glue: %v", m)
	}
}

// TestOrder: the records of a set stand in canonical order, or begin with each
// of them in turn.
func TestOrder(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.3\n@ 60 A 192.0.2.1\n@ 60 A 192.0.2.2\n", inAYear())
	for _, rotate := range []bool{false, true} {
		server, err := resolver.New(resolver.Config{Rotate: rotate, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
		if err != nil {
			t.Fatal(err)
		}
		first := map[string]int{}
		for range 200 {
			m := ask(server, "alice.chain", dns.TypeA)
			first[m.Answer[0].(*dns.A).A.String()]++
			if len(m.Answer) != 3 || len(dns.Dedup(m.Answer, nil)) != 3 {
				t.Fatalf("%v", m)
			}
		}
		if want := map[bool]int{false: 1, true: 3}[rotate]; len(first) != want {
			t.Errorf("rotate %v: first were %v", rotate, first)
		}
	}
}

// TestSourceAddress: on a wildcard address a reply comes from the address that
// was asked.
func TestSourceAddress(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	for _, listen := range []string{"0.0.0.0:0", "[::]:0"} {
		addr, _ := listeningWith(t, resolver.Config{Listen: []string{listen}, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
		_, port, _ := net.SplitHostPort(addr)
		for _, to := range []string{"127.0.0.1", "127.0.0.2", "127.1.2.3"} {
			// A connected socket takes nothing from another address.
			conn := dial(t, "udp", net.JoinHostPort(to, port))
			conn.SetDeadline(time.Now().Add(5 * time.Second))
			conn.WriteMsg(question("alice.chain."))
			if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
				t.Errorf("%s of %s: %v, %v", to, listen, m, err)
			}
		}
	}
}

// TestCounts: a header that promises what no query has is FORMERR, unread.
func TestCounts(t *testing.T) {
	addr, _ := listening(t, newSource(t))
	good, err := question("alice.chain.").Pack()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ at, count int }{{4, 0}, {4, 2}, {4, 65535}, {6, 1}, {6, 65535}, {8, 2}, {10, 3}, {10, 65535}} {
		conn := dial(t, "udp", addr)
		packet := slices.Clone(good)
		binary.BigEndian.PutUint16(packet[tc.at:], uint16(tc.count))
		conn.Write(packet)
		if m, err := conn.ReadMsg(); err != nil || m.Rcode != dns.RcodeFormatError {
			t.Errorf("%d at byte %d: %v, %v", tc.count, tc.at, m, err)
		}
	}
}

// FuzzPacket: no packet makes the server panic, and an answer fits its question.
func FuzzPacket(f *testing.F) {
	good := new(dns.Msg).SetQuestion("alice.chain.", dns.TypeA)
	good.SetEdns0(1232, true)
	packed, _ := good.Pack()
	f.Add(packed)
	f.Add(packed[:12])
	s := &source{states: map[names.Node]names.Reading{}, known: true}
	s.head.Confirmed, s.head.Time = time.Now().Add(time.Hour), 1
	server, err := resolver.New(resolver.Config{Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, packet []byte) {
		q := resolver.Parse(packet)
		if reply := len(packet) < 12 || packet[2]&0x80 != 0; reply != (q == nil) {
			t.Fatalf("a reply is parsed, or a query is not: %v", q)
		}
		if q == nil {
			return
		}
		m, _ := server.Answer(context.Background(), q, loopback)
		if m == nil {
			t.Fatalf("no reply to %v", q)
		}
		if m.Id != q.Id || len(q.Question) == 1 && (len(m.Question) != 1 || m.Question[0] != q.Question[0]) {
			t.Fatalf("the reply %v does not fit %v", m, q)
		}
		if _, err := m.Pack(); err != nil {
			t.Fatalf("the reply cannot be packed: %v", err)
		}
	})
}
