package forward_test

import (
	"math/rand/v2"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver/forward"
)

// forged is an answer that must never be believed.
func forged(q *dns.Msg) *dns.Msg {
	m := reply(q)
	m.Answer[0].(*dns.A).A = net.IPv4(203, 0, 113, 66)
	return m
}

const cookie = "0123456789abcdef" // a server's

// withCookie adds to a reply the client's cookie of q and a server's.
func withCookie(m, q *dns.Msg, server string) *dns.Msg {
	m.SetEdns0(1232, false)
	for _, o := range q.IsEdns0().Option {
		if c, ok := o.(*dns.EDNS0_COOKIE); ok {
			m.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: c.Cookie[:16] + server}}
		}
	}
	return m
}

// TestT30Spoofing (T30): of replies with other ids, another
// question, other letters, another cookie or another port, none is believed, and
// the good one that follows is.
func TestT30Spoofing(t *testing.T) {
	const flood = 100 // at a time: more than fit a socket's buffer would take the good reply with them
	questions := 10
	if os.Getenv("CHAINZONE_SOAK") != "" {
		questions = 65535 / flood
	}
	var first atomic.Bool
	first.Store(true)
	s := serve(t, nil, func(w dns.ResponseWriter, q *dns.Msg) {
		if !first.Load() && w.RemoteAddr().Network() == "udp" {
			other, err := net.Dial("udp", w.RemoteAddr().String()) // from another port
			if err == nil {
				data, _ := forged(q).Pack()
				other.Write(data)
				other.Close()
			}
			for range flood {
				m := forged(q)
				m.Id += uint16(1 + rand.IntN(65534))
				w.WriteMsg(m)
			}
			m := forged(q)
			m.Question[0].Name = "other.example."
			w.WriteMsg(m)
			m = forged(q) // once it gave a cookie, none is a forgery
			w.WriteMsg(m)
			w.WriteMsg(withCookie(forged(q), dnsWithCookie("ffffffffffffffff"), cookie))
		}
		first.Store(false)
		w.WriteMsg(withCookie(reply(q), q, cookie))
	})
	g := group(t, forward.Config{}, s.addr)
	for range questions {
		answeredAtLast(t, g)
	}
}

func dnsWithCookie(cookie string) *dns.Msg {
	q := question()
	q.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: cookie}}
	return q
}

// TestT30NearMiss (T30): after one reply to the question with another id, or
// without the cookie, no datagram is believed: the question goes to TCP. What
// speaks UDP only is believed all the same, whatever was forged before.
func TestT30NearMiss(t *testing.T) {
	for _, tcp := range []bool{true, false} {
		answer := func(w dns.ResponseWriter, q *dns.Msg) {
			if w.RemoteAddr().Network() == "udp" {
				m := forged(q)
				m.Id++
				w.WriteMsg(m)
				if tcp {
					w.WriteMsg(forged(q)) // who guesses on may be lucky
					return
				}
			} else if !tcp {
				w.Close()
				return
			}
			good(w, q)
		}
		virtually(t, answer, func(t *testing.T, s *server, g *forward.Group) {
			answered(t, g)
			var last string
			s.mu.Lock()
			for _, from := range s.from {
				last += from.Network() + " "
			}
			s.mu.Unlock()
			if want := map[bool]string{true: "udp tcp ", false: "udp tcp udp "}[tcp]; last != want {
				t.Errorf("asked over %s, want %s", last, want)
			}
		})
	}
}

// TestT30Cookie (T30): once an upstream gave a cookie, a reply without the client's,
// right in all else, is not believed.
func TestT30Cookie(t *testing.T) {
	for what, forge := range map[string]func(q *dns.Msg) *dns.Msg{
		"none":    forged,
		"another": func(q *dns.Msg) *dns.Msg { return withCookie(forged(q), dnsWithCookie("ffffffffffffffff"), cookie) },
	} {
		t.Run(what, func(t *testing.T) {
			var known atomic.Bool
			answer := func(w dns.ResponseWriter, q *dns.Msg) {
				if known.Load() && w.RemoteAddr().Network() == "udp" {
					w.WriteMsg(forge(q))
				}
				w.WriteMsg(withCookie(reply(q), q, cookie))
			}
			virtually(t, answer, func(t *testing.T, s *server, g *forward.Group) {
				answered(t, g)
				known.Store(true)
				answered(t, g)
				if n := s.asked(); n != 3 {
					t.Errorf("asked %d times: the forged reply sends the question to TCP", n)
				}
			})
		})
	}
}

// TestT30Plain (T30): the letters that a question was mixed into are nowhere in
// the reply that is given on.
func TestT30Plain(t *testing.T) {
	answer := func(w dns.ResponseWriter, q *dns.Msg) {
		bent(w, q, func(m *dns.Msg) {
			m.Compress = true
			name := q.Question[0].Name
			m.Ns = []dns.RR{&dns.SOA{Hdr: dns.RR_Header{Name: name[4:], Rrtype: dns.TypeSOA, Class: dns.ClassINET}, Ns: "a.", Mbox: "b."}}
			m.Extra = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: "ns." + name, Rrtype: dns.TypeA, Class: dns.ClassINET}, A: net.IPv4(198, 51, 100, 2)}}
		})
	}
	virtually(t, answer, func(t *testing.T, _ *server, g *forward.Group) {
		for range 10 {
			m, err := exchange(t, g)
			if err != nil {
				t.Fatal(err)
			}
			q := question().Question[0]
			if m.Question[0] != q || m.Answer[0].Header().Name != q.Name || m.Ns[0].Header().Name != q.Name[4:] || m.Extra[0].Header().Name != "ns."+q.Name {
				t.Fatalf("%v", m)
			}
		}
	})
}

// TestT30Case (T30): a reply in other letters sends the question to TCP. An
// upstream that never keeps them is asked without, once TCP showed that it is so.
func TestT30Case(t *testing.T) {
	lower := func(m *dns.Msg) { m.Question[0].Name = strings.ToLower(m.Question[0].Name) }
	attacked := func(w dns.ResponseWriter, q *dns.Msg) {
		if w.RemoteAddr().Network() == "udp" {
			m := forged(q)
			lower(m)
			w.WriteMsg(m)
		}
		good(w, q)
	}
	virtually(t, attacked, func(t *testing.T, _ *server, g *forward.Group) { answered(t, g) })
	loses := func(w dns.ResponseWriter, q *dns.Msg) { bent(w, q, lower) }
	virtually(t, loses, func(t *testing.T, s *server, g *forward.Group) {
		for _, want := range []int{2, 3} {
			answered(t, g)
			if n := s.asked(); n != want {
				t.Errorf("asked %d times, want %d", n, want)
			}
		}
	})
}

// TestT30Entropy (T30): ports and ids of 2,000 queries (10,000 with
// CHAINZONE_SOAK) spread as random ones do.
func TestT30Entropy(t *testing.T) {
	const buckets = 16
	queries := 2000
	if os.Getenv("CHAINZONE_SOAK") != "" {
		queries = 10_000
	}
	even := float64(queries) / buckets
	s := serve(t, nil, good)
	g := group(t, forward.Config{}, s.addr)
	for range queries {
		answeredAtLast(t, g)
	}
	var ids, ports [buckets]float64
	seen := map[int]bool{}
	s.mu.Lock()
	for i, q := range s.seen {
		port := s.from[i].(*net.UDPAddr).Port
		seen[port] = true
		ports[port%buckets]++
		ids[q.Id%buckets]++
	}
	s.mu.Unlock()
	for what, counts := range map[string][buckets]float64{"ids": ids, "ports": ports} {
		chi := 0.0
		for _, n := range counts {
			chi += (n - even) * (n - even) / even
		}
		if chi > 60 { // 15 degrees of freedom: one in 4,000,000 is above
			t.Errorf("%s: chi squared %.1f", what, chi)
		}
	}
	if len(seen) < queries/2 {
		t.Errorf("%d ports in %d queries", len(seen), queries)
	}
}

// TestT31Malformed (T31): garbage, questions, empty and truncated packets before
// the good reply are not it, and no failure of the server's.
func TestT31Malformed(t *testing.T) {
	answer := func(w dns.ResponseWriter, q *dns.Msg) {
		data, _ := forged(q).Pack()
		for _, packet := range [][]byte{{}, []byte("garbage"), data[:11], data[:20], data[:len(data)-3], append([]byte{data[0], data[1], 0xff, 0xff}, make([]byte, 8)...)} {
			w.Write(packet)
		}
		for _, bend := range []func(*dns.Msg){
			func(m *dns.Msg) { m.Response = false },
			func(m *dns.Msg) { m.Question = nil },
			func(m *dns.Msg) { m.Question = append(m.Question, m.Question[0]) },
			func(m *dns.Msg) { m.Opcode = dns.OpcodeNotify },
			func(m *dns.Msg) { m.Question[0].Qclass = dns.ClassCHAOS },
		} {
			m := forged(q)
			bend(m)
			w.WriteMsg(m)
		}
		good(w, q)
	}
	for range 10 { // as the system carries them
		answeredAtLast(t, group(t, forward.Config{}, serve(t, nil, answer).addr))
	}
	virtually(t, answer, func(t *testing.T, s *server, g *forward.Group) {
		for range 10 {
			answered(t, g)
		}
		if s.asked() != 10 {
			t.Errorf("asked %d times", s.asked())
		}
	})
}
