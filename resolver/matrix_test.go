package resolver_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/resolver/forward"
	"chainzone/resolver/messages"
	"chainzone/zone"
)

// TestT38Matrix (T38): every combination of what an answer may depend on (name,
// type, forwarded zone, DO, CD, AD, RD, EDNS, who asks), in random order, fresh,
// from the cache and stale: nobody gets an answer that was another question's, or
// that is not for him.
func TestT38Matrix(t *testing.T) {
	var failing atomic.Bool
	answer := func(group string) dns.HandlerFunc {
		return func(w dns.ResponseWriter, q *dns.Msg) {
			m := new(dns.Msg).SetReply(q)
			m.AuthenticatedData = true
			if failing.Load() {
				m.Rcode = dns.RcodeServerFailure
				w.WriteMsg(m)
				return
			}
			one := q.Question[0]
			name, do := dns.CanonicalName(one.Name), q.IsEdns0().Do()
			text := dns.TXT{Hdr: dns.RR_Header{Name: name, Rrtype: one.Qtype, Class: dns.ClassINET, Ttl: 60}, Txt: []string{
				fmt.Sprintf("%s %s %s %v %v", group, name, dns.TypeToString[one.Qtype], do, q.CheckingDisabled),
			}}
			if one.Qtype == dns.TypeSPF {
				m.Answer = []dns.RR{&dns.SPF{Hdr: text.Hdr, Txt: text.Txt}}
			} else {
				m.Answer = []dns.RR{&text}
			}
			if do {
				m.Answer = append(m.Answer, records(t, fmt.Sprintf("%s 60 RRSIG %s 8 2 60 20300101000000 20200101000000 1 example. c2ln", name, dns.TypeToString[one.Qtype]))...)
			}
			w.WriteMsg(m)
		}
	}
	plain, trusted := startUpstream(t, answer("plain")), startUpstream(t, answer("trusted"))
	const life = 300 * time.Millisecond
	server := configuredServer(t, resolver.Config{
		Messages: messages.Config{MinTTL: life, MaxTTL: life},
		Forward: []resolver.Forward{
			{Zone: zone.MustParseName("a.example"), Upstreams: []string{plain.addr}},
			{Zone: zone.MustParseName("b.example"), Upstreams: []string{trusted.addr}, Validating: true},
		},
	}, nil)
	const bits = 9
	order := rand.New(rand.NewPCG(38, 1))
	round := func(what string, stale bool) {
		for _, n := range order.Perm(1 << bits) {
			bit := func(i int) bool { return n>>i&1 == 1 }
			group, name, qtype := "plain", "x.a.example.", dns.TypeTXT
			if bit(0) {
				group, name = "trusted", "x.b.example."
			}
			if bit(1) {
				qtype = dns.TypeSPF
			}
			if bit(2) {
				name = "y" + name
			}
			edns := bit(3)
			do, cd, ad, rd, may := bit(4) && edns, bit(5), bit(6), bit(7), bit(8)
			q := new(dns.Msg).SetQuestion(name, qtype)
			q.CheckingDisabled, q.AuthenticatedData, q.RecursionDesired = cd, ad, rd
			if edns {
				q.SetEdns0(1232, do)
			}
			from := resolver.Client{Addr: netip.MustParseAddr("203.0.113.1"), Transport: resolver.TCP}
			if may {
				from.Addr = netip.MustParseAddr("127.0.0.1")
			}
			m, _ := server.Answer(t.Context(), q, from)
			if !may || !rd {
				if m.Rcode != dns.RcodeRefused || len(m.Answer) > 0 {
					t.Errorf("%s, %09b: not for this client: %v", what, n, m)
				}
				continue
			}
			var got string
			for _, rr := range m.Answer {
				switch rr := rr.(type) {
				case *dns.TXT:
					got = rr.Txt[0]
				case *dns.SPF:
					got = rr.Txt[0]
				}
			}
			want := fmt.Sprintf("%s %s %s %v %v", group, name, dns.TypeToString[qtype], do, cd)
			signed := 0
			if do {
				signed = 1
			}
			if m.Rcode != dns.RcodeSuccess || got != want || len(m.Answer) != 1+signed {
				t.Errorf("%s, %09b: want %q: %v", what, n, want, m)
			}
			if m.AuthenticatedData != (group == "trusted" && (ad || do)) || m.CheckingDisabled != cd || (m.IsEdns0() != nil) != edns || edns && m.IsEdns0().Do() != do {
				t.Errorf("%s, %09b: flags: %v", what, n, m)
			}
			if len(m.Answer) > 0 && stale != (m.Answer[0].Header().Ttl == 30) {
				t.Errorf("%s, %09b: TTL: %v", what, n, m)
			}
		}
	}
	round("fresh", false)
	asked := plain.all() + trusted.all()
	if asked < 32 { // 2 names, 2 types, DO and CD, in two zones
		t.Errorf("the upstreams were asked %d times", asked)
	}
	round("kept or fresh", false)
	failing.Store(true)
	time.Sleep(4 * life) // also of what was asked for just before, to be kept anew
	round("stale", true)
}

// TestT26Encrypted (T26): upstreams over TLS and HTTPS see no name under an
// origin either, by whatever strategy, whatever becomes of the chain.
func TestT26Encrypted(t *testing.T) {
	secured, roots := certified(t)
	overTLS, overHTTPS := startSecured(t, secured, ordinary), startHTTPS(t, secured, ordinary)
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\nout 60 CNAME x.example.\nback 60 CNAME to-chain.example.\n", inAYear())
	states := []error{nil, fmt.Errorf("read: %w", names.ErrUnreachable), fmt.Errorf("read: %w", names.ErrInvalid)}
	asked := 0
	for _, strategy := range []forward.Strategy{forward.InOrder, forward.Fastest, forward.Parallel} {
		for _, upstreams := range [][]string{{"tls://" + overTLS.addr, "https://" + overHTTPS.addr}, {"https://" + overHTTPS.addr, "tls://" + overTLS.addr}} {
			f := resolver.Forward{Zone: zone.Root, Upstreams: upstreams, Strategy: strategy, Roots: roots}
			server := serve(t, []resolver.Forward{f}, map[string]*source{"chain": s})
			for i, state := range states {
				s.with(func() { s.err = state })
				for j := range size(300, 6000) {
					asked++
					name := []string{"out.alice.chain", "back.alice.chain", "to-chain.example", fmt.Sprintf("x%d.chain", asked), fmt.Sprintf("*.x%d.CHAIN", asked), fmt.Sprintf("x.y.x%d.chain", asked)}[j%6]
					if m := ask(server, name, dns.TypeA); m.Rcode == dns.RcodeRefused {
						t.Fatalf("%s in state %d: %v", name, i, m)
					}
				}
			}
		}
	}
	for _, u := range []*upstream{overTLS, overHTTPS} {
		u.noChainNames(t)
		if u.all() == 0 {
			t.Error("an upstream was asked nothing")
		}
	}
}
