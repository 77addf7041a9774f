package messages_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver/messages"
)

// TestLongAnswersAreGivenAndNotKept: the bound is on what was sent, at it and one
// byte above.
func TestLongAnswersAreGivenAndNotKept(t *testing.T) {
	// The reply has a header of 12 bytes, a question of 17, and one record whose
	// owner is compressed to 2 bytes, with a head of 10.
	const around = 12 + 17 + 2 + 10
	for _, c := range []struct {
		name  string
		bytes int
		asked int // of two questions
	}{
		{"at the bound", messages.MaxWire, 1},
		{"one byte above", messages.MaxWire + 1, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			rr := &dns.NULL{Hdr: dns.RR_Header{Name: "www.example.", Rrtype: dns.TypeNULL, Class: dns.ClassINET, Ttl: 300}, Data: strings.Repeat("x", c.bytes-around)}
			reply := dns.Msg{Compress: true, Question: []dns.Question{{Name: "www.example.", Qtype: dns.TypeNULL, Qclass: dns.ClassINET}}, Answer: []dns.RR{rr}}
			if wire, err := reply.Pack(); err != nil || len(wire) != c.bytes {
				t.Fatalf("the reply has %d bytes: %v", len(wire), err)
			}
			kept, asked := open(t), 0
			for range 2 {
				m, _, err := kept.Get(t.Context(), key, func() {}, func(context.Context) (messages.Message, error) {
					asked++
					return messages.Message{Answer: []dns.RR{rr}}, nil
				})
				if err != nil || len(m.Answer) != 1 || m.Answer[0].(*dns.NULL).Data != rr.Data {
					t.Fatalf("%d records: %v", len(m.Answer), err)
				}
			}
			if asked != c.asked {
				t.Errorf("the upstream was asked %d times, want %d", asked, c.asked)
			}
		})
	}
}

// TestKeptRecordsAreAsTheyCame: of every type that the library knows, one whose
// fields are set comes back from memory as it was, and belongs to the caller.
func TestKeptRecordsAreAsTheyCame(t *testing.T) {
	for _, text := range []string{
		"www.example. 300 A 192.0.2.1", "www.example. 300 AAAA 2001:db8::1", "WWW.eXample. 300 MX 10 Mail.Example.",
		`www.example. 300 TXT "" "\000\255\"" "a b"`, `odd\.la\000bel.example. 300 CNAME \032.example.`,
		"www.example. 300 NSEC a.example. A MX RRSIG NSEC TYPE1234", "www.example. 300 SVCB 1 . alpn=h2,h3 ipv4hint=192.0.2.1 key777=abc",
		"www.example. 300 RRSIG A 8 2 300 20300101000000 20200101000000 1 example. AAAA", `www.example. 300 TYPE65280 \# 3 0aff00`,
		"www.example. 300 NAPTR 1 2 \"u\" \"E2U+sip\" \"!^.*$!sip:a@example!\" .", "www.example. 300 CAA 0 issue \"ca.example\"",
		"www.example. 300 SOA ns.example. a.b.example. 1 2 3 4 5", "www.example. 300 LOC 51 30 12.748 N 0 7 39.611 W 0.00m 0.00m 0.00m 0.00m",
	} {
		rr, err := dns.NewRR(text)
		if err != nil {
			t.Fatal(err)
		}
		kept := open(t)
		ask := func(context.Context) (messages.Message, error) {
			return messages.Message{Answer: []dns.RR{rr}, Ns: message(t, "", "example. 300 SOA ns.example. a.example. 1 2 3 4 5").Ns, Validated: true}, nil
		}
		for range 2 {
			m, _, err := kept.Get(t.Context(), key, func() {}, ask)
			if err != nil || len(m.Answer) != 1 || len(m.Ns) != 1 || !m.Validated || m.Answer[0].String() != rr.String() {
				t.Errorf("%s came back as %v, %v", rr, m, err)
				break
			}
			m.Answer[0].Header().Name = "changed.example."
		}
		if s := kept.Stats(); s.Entries != 1 {
			t.Errorf("%s is not kept", rr)
		}
	}
}

// TestKeptReasonsAreAsTheyCame: what an upstream explained is kept with its answer, of
// whatever code, and is no record of it.
func TestKeptReasonsAreAsTheyCame(t *testing.T) {
	rr, err := dns.NewRR("d.example. 300 DNAME e.example.")
	if err != nil {
		t.Fatal(err)
	}
	want := messages.Message{
		Rcode: dns.RcodeYXDomain, Answer: []dns.RR{rr},
		Reasons: []messages.Reason{{Code: 15, Text: "the upstream says: né"}, {Code: 65535}},
	}
	kept, asked := open(t), 0
	for range 2 {
		m, _, err := kept.Get(t.Context(), key, func() {}, func(context.Context) (messages.Message, error) {
			asked++
			return want, nil
		})
		if err != nil || m.Rcode != want.Rcode || len(m.Answer) != 1 || len(m.Ns) != 0 || !slices.Equal(m.Reasons, want.Reasons) {
			t.Errorf("%+v, %v", m, err)
		}
	}
	if asked != 1 {
		t.Errorf("the upstream was asked %d times", asked)
	}
}
