package resolver_test

import (
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// option is the reply's first option of a code, nil if it has none.
func option(m *dns.Msg, code uint16) dns.EDNS0 {
	if opt := m.IsEdns0(); opt != nil {
		for _, o := range opt.Option {
			if o.Option() == code {
				return o
			}
		}
	}
	return nil
}

// TestEDNS: what is asked for is given, nothing is echoed, and a server that
// is spoken to without EDNS does not speak it.
func TestEDNS(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server, err := resolver.New(resolver.Config{Identity: resolver.Identity{NSID: []byte("here")}, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
	if err != nil {
		t.Fatal(err)
	}
	answer := func(c resolver.Client, options ...dns.EDNS0) *dns.Msg {
		q := question("alice.chain.")
		q.IsEdns0().Option = options
		m, _ := server.Answer(t.Context(), q, c)
		return m
	}
	stream := loopback
	stream.Transport = resolver.TCP
	nsid := &dns.EDNS0_NSID{Code: dns.EDNS0NSID}
	if o, ok := option(answer(loopback, nsid), dns.EDNS0NSID).(*dns.EDNS0_NSID); !ok || o.Nsid != "68657265" {
		t.Errorf("NSID: %v", o)
	}
	keepalive := &dns.EDNS0_TCP_KEEPALIVE{Code: dns.EDNS0TCPKEEPALIVE}
	if o, ok := option(answer(stream, keepalive), dns.EDNS0TCPKEEPALIVE).(*dns.EDNS0_TCP_KEEPALIVE); !ok || o.Timeout != 100 {
		t.Errorf("keepalive over TCP: %v", o)
	}
	if o := option(answer(loopback, keepalive), dns.EDNS0TCPKEEPALIVE); o != nil {
		t.Errorf("keepalive over UDP: %v", o)
	}
	unknown := &dns.EDNS0_LOCAL{Code: 65001, Data: []byte("x")}
	subnet := &dns.EDNS0_SUBNET{Code: dns.EDNS0SUBNET, Family: 1, SourceNetmask: 24, Address: []byte{192, 0, 2, 0}}
	m := answer(loopback, unknown, subnet, unknown)
	if len(m.IsEdns0().Option) != 0 || len(m.Answer) != 1 {
		t.Errorf("unknown options: %v", m)
	}
	q := question("alice.chain.")
	q.IsEdns0().Hdr.Ttl |= 0x7fff // reserved flags
	if m, _ := server.Answer(t.Context(), q, loopback); m.IsEdns0().Hdr.Ttl != 0 || len(m.Answer) != 1 {
		t.Errorf("reserved flags: %v", m)
	}
	var many []dns.EDNS0
	for range 17 {
		many = append(many, unknown)
	}
	if m := answer(loopback, many...); m.Rcode != dns.RcodeFormatError {
		t.Errorf("17 options: %v", m)
	}
	plain := new(dns.Msg).SetQuestion("alice.chain.", dns.TypeA)
	if m, _ := server.Answer(t.Context(), plain, loopback); m.IsEdns0() != nil {
		t.Errorf("EDNS for a client without it: %v", m)
	}
}

// TestPrivateOptions: what a client says of itself is not passed on.
func TestPrivateOptions(t *testing.T) {
	asked := make(chan *dns.OPT, 1)
	u := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		select {
		case asked <- q.IsEdns0():
		default: // asked again, since the machine let 400 ms pass
		}
		w.WriteMsg(new(dns.Msg).SetReply(q))
	})
	q := question("www.example.")
	q.IsEdns0().Option = []dns.EDNS0{
		&dns.EDNS0_SUBNET{Code: dns.EDNS0SUBNET, Family: 1, SourceNetmask: 24, Address: []byte{192, 0, 2, 0}},
		&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: "2464c4abcf10c957"},
		&dns.EDNS0_NSID{Code: dns.EDNS0NSID},
		&dns.EDNS0_LOCAL{Code: 65001, Data: []byte("x")},
	}
	serve(t, forwardTo(u), nil).Answer(t.Context(), q, loopback)
	opt := <-asked
	for _, o := range opt.Option { // a cookie of the server's own
		if c, ok := o.(*dns.EDNS0_COOKIE); !ok || strings.HasPrefix(c.Cookie, "2464c4abcf10c957") {
			t.Errorf("%v", opt)
		}
	}
}

// TestCookies: a client cookie is answered with both, a good pair comes back as
// it is, a malformed one is FORMERR, and an empty question asks for one.
func TestCookies(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	const client = "2464c4abcf10c957"
	ask := func(cookie string, questions int) (rcode int, back string) {
		q := question("alice.chain.")
		q.Question = q.Question[:questions]
		q.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: cookie}}
		m, _ := server.Answer(t.Context(), q, loopback)
		if packed, err := m.Pack(); err != nil || m.Unpack(packed) != nil {
			t.Errorf("the reply cannot be packed: %v", err)
		}
		if o, ok := option(m, dns.EDNS0COOKIE).(*dns.EDNS0_COOKIE); ok {
			back = o.Cookie
		}
		return m.Rcode, back
	}
	rcode, pair := ask(client, 1)
	if rcode != 0 || !strings.HasPrefix(pair, client) || len(pair) != 48 {
		t.Fatalf("%d, %q", rcode, pair)
	}
	if rcode, back := ask(pair, 1); rcode != 0 || back != pair {
		t.Errorf("a good pair: %d, %q", rcode, back)
	}
	forged := client + strings.Repeat("01", 16)
	if rcode, back := ask(forged, 1); rcode != 0 || back == forged || len(back) != 48 {
		t.Errorf("a forged pair: %d, %q", rcode, back)
	}
	for _, bad := range []string{"", "24", client[:14], client + "00", client + strings.Repeat("00", 7), client + strings.Repeat("00", 33)} {
		if rcode, back := ask(bad, 1); rcode != dns.RcodeFormatError || back != "" {
			t.Errorf("%q: %d, %q", bad, rcode, back)
		}
	}
	if rcode, back := ask(client, 0); rcode != 0 || len(back) != 48 {
		t.Errorf("no question: %d, %q", rcode, back)
	}
	if rcode, back := ask(pair, 0); rcode != 0 || back != pair {
		t.Errorf("no question, a good pair: %d, %q", rcode, back)
	}
	if rcode, back := ask(forged, 0); rcode != dns.RcodeBadCookie || len(back) != 48 {
		t.Errorf("no question, a forged pair: %d, %q", rcode, back)
	}
}
