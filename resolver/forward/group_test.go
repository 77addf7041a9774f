package forward_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver/forward"
)

// bent is the good answer after something was done to it.
func bent(w dns.ResponseWriter, q *dns.Msg, bend func(*dns.Msg)) {
	m := reply(q)
	bend(m)
	w.WriteMsg(m)
}

// closedPort is a port that the system gives to nobody who asks for any.
const closedPort = "127.0.0.1:1"

// TestRefusedTooOften: the last answer of upstreams that refuse is handed on.
func TestRefusedTooOften(t *testing.T) {
	refuse := func(w dns.ResponseWriter, q *dns.Msg) { bent(w, q, func(m *dns.Msg) { m.Rcode = dns.RcodeRefused }) }
	virtually(t, refuse, func(t *testing.T, _ *server, g *forward.Group) {
		for range 3 {
			if m, err := exchange(t, g); err != nil || m.Rcode != dns.RcodeRefused {
				t.Errorf("%v: %v", err, m)
			}
		}
	})
}

// TestRetransmission: a lost datagram is no failure.
func TestRetransmission(t *testing.T) {
	const lost = 2
	var n atomic.Int32
	answer := func(w dns.ResponseWriter, q *dns.Msg) {
		if n.Add(1) > lost {
			good(w, q)
		}
	}
	virtually(t, answer, func(t *testing.T, s *server, g *forward.Group) {
		if m, err := g.Exchange(t.Context(), question(), &free{}); err != nil || len(m.Answer) != 1 {
			t.Errorf("%v: %v", err, m)
		}
		ids, spellings := map[uint16]bool{}, map[string]bool{}
		for _, q := range s.seen {
			ids[q.Id], spellings[q.Question[0].Name] = true, true
		}
		if s.asked() != lost+1 || len(ids) < lost || len(spellings) != lost+1 { // two ids are the same once in 22,000 times
			t.Errorf("asked %d times: %v", s.asked(), s.seen)
		}
	})
}

// TestTruncated: what is truncated over UDP is asked for over TCP, also where it
// took a second datagram to be answered at all; truncated there too, it is no
// answer, and the upstream, which cannot help it, goes on being asked.
func TestTruncated(t *testing.T) {
	cut := func(m *dns.Msg) { m.Truncated, m.Answer = true, nil }
	for name, first := range map[string]func(q *dns.Msg) (rcode int){
		"at once": func(*dns.Msg) int { return dns.RcodeSuccess },
		"older than EDNS": func(q *dns.Msg) int {
			if q.IsEdns0() != nil {
				return dns.RcodeFormatError
			}
			return dns.RcodeSuccess
		},
		"after its cookie": func(q *dns.Msg) int {
			if len(q.IsEdns0().Option[0].(*dns.EDNS0_COOKIE).Cookie) == 16 {
				return dns.RcodeBadCookie
			}
			return dns.RcodeSuccess
		},
	} {
		answer := func(w dns.ResponseWriter, q *dns.Msg) {
			m := reply(q)
			if m.Rcode = first(q); m.Rcode == dns.RcodeBadCookie {
				m.SetEdns0(1232, false)
				m.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: q.IsEdns0().Option[0].(*dns.EDNS0_COOKIE).Cookie + "0123456789abcdef"}}
			} else if name == "after its cookie" {
				m.SetEdns0(1232, false)
				m.IsEdns0().Option = q.IsEdns0().Option
			}
			if w.RemoteAddr().Network() == "udp" {
				cut(m)
			}
			w.WriteMsg(m)
		}
		t.Run(name, func(t *testing.T) {
			virtually(t, answer, func(t *testing.T, _ *server, g *forward.Group) { answered(t, g) })
		})
	}
	always := func(w dns.ResponseWriter, q *dns.Msg) { bent(w, q, cut) }
	virtually(t, always, func(t *testing.T, _ *server, g *forward.Group) {
		for range 3 {
			if m, err := exchange(t, g); err != nil || m.Rcode != dns.RcodeServerFailure {
				t.Errorf("truncated over TCP: %v: %v", err, m)
			}
		}
	})
}

// TestOlderThanEDNS: an upstream that does not know EDNS is asked again without it,
// over whatever transport, and from then on at once (RFC 6891 section 7).
func TestOlderThanEDNS(t *testing.T) {
	secured, roots := certificate(t)
	old := func(w dns.ResponseWriter, q *dns.Msg) {
		bent(w, q, func(m *dns.Msg) {
			if q.IsEdns0() != nil {
				m.Rcode, m.Answer = dns.RcodeFormatError, nil
			}
		})
	}
	for _, transport := range []string{"udp", "tcp", "tls", "https"} {
		t.Run(transport, func(t *testing.T) {
			var s *server
			switch transport {
			case "https":
				s = serveHTTPS(t, secured.Clone(), old)
			case "tls":
				s = serve(t, secured.Clone(), old)
			default:
				s = serve(t, nil, old)
			}
			g := group(t, forward.Config{Roots: roots}, transport+"://"+s.addr)
			for range 2 {
				answeredAtLast(t, g)
			}
			with := 0
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, q := range s.seen {
				if q.IsEdns0() != nil {
					with++
				}
			}
			if with == 0 || with == len(s.seen) || s.seen[len(s.seen)-1].IsEdns0() != nil {
				t.Errorf("%d of %d questions had EDNS", with, len(s.seen))
			}
		})
	}
}

// TestUnknownStrategy: no group is made by a strategy that is not one.
func TestUnknownStrategy(t *testing.T) {
	a, err := forward.ParseAddress("127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := forward.New(forward.Config{Strategy: "best", Upstreams: []forward.Address{a}}); err == nil || !strings.Contains(err.Error(), "use order, fastest or parallel") {
		t.Errorf("an unknown strategy is taken: %v", err)
	}
}

// TestTLS and names: certificates count, and connections are kept.
func TestTLS(t *testing.T) {
	config, roots := certificate(t)
	s := serve(t, config, good)
	_, port, _ := net.SplitHostPort(s.addr)
	for _, address := range []string{"tls://" + s.addr, "tls://example.com:" + port + "@127.0.0.1"} {
		g := group(t, forward.Config{Roots: roots}, address)
		before := s.asked()
		tries := answeredAtLast(t, g) + answeredAtLast(t, g)
		s.mu.Lock()
		if from := s.from[before:]; tries == 2 && (len(from) != 2 || from[0].String() != from[1].String()) {
			t.Errorf("%s: asked from %v", address, from)
		}
		if s.seen[0].Len()%128 != 0 {
			t.Errorf("a query of %d bytes is not padded", s.seen[0].Len())
		}
		s.mu.Unlock()
	}
	for name, g := range map[string]*forward.Group{
		"an unknown certificate":  group(t, forward.Config{}, "tls://"+s.addr),
		"a certificate of others": group(t, forward.Config{Roots: roots}, "tls://other.example:"+port+"@127.0.0.1"),
	} {
		if m, err := exchange(t, g); err == nil {
			t.Errorf("%s: %v", name, m)
		}
	}
	looks := serve(t, nil, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		if q.Question[0].Qtype == dns.TypeA && strings.EqualFold(q.Question[0].Name, "example.com.") {
			m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(127, 0, 0, 1)}}
		}
		w.WriteMsg(m)
	})
	g := group(t, forward.Config{Roots: roots, Bootstrap: []netip.AddrPort{addrPort(looks.addr)}}, "tls://example.com:"+port)
	answeredAtLast(t, g)
	a, _ := forward.ParseAddress("tls://dns.example")
	if _, err := forward.New(forward.Config{Upstreams: []forward.Address{a}}); err == nil || !strings.Contains(err.Error(), "bootstrap") {
		t.Errorf("a name that nobody looks up: %v", err)
	}
}

// TestHTTPS: RFC 8484 over HTTP/2, id 0, and what is no DNS message is refused.
func TestHTTPS(t *testing.T) {
	config, roots := certificate(t)
	type row struct {
		status int
		kind   string
		body   []byte
	}
	var now atomic.Pointer[row]
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		q := new(dns.Msg)
		if err := q.Unpack(data); err != nil || q.Id != 0 || r.ProtoMajor != 2 || r.Method != http.MethodPost || r.URL.Path != "/dns-query" || len(data)%128 != 0 {
			t.Errorf("%v %v, HTTP/%d %s %s, %d bytes", err, q, r.ProtoMajor, r.Method, r.URL, len(data))
		}
		answer, _ := reply(q).Pack()
		tc := now.Load()
		if tc.body != nil {
			answer = tc.body
		}
		w.Header().Set("Content-Type", tc.kind)
		w.WriteHeader(tc.status)
		w.Write(answer)
	}))
	s.TLS, s.EnableHTTP2 = config, true
	s.StartTLS()
	t.Cleanup(s.Close)
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	address := "https://example.com:" + port + "@127.0.0.1/dns-query"
	now.Store(&row{http.StatusOK, "application/dns-message", nil})
	answeredAtLast(t, group(t, forward.Config{Roots: roots}, address))
	for _, tc := range []row{
		{http.StatusBadGateway, "application/dns-message", nil},
		{http.StatusOK, "text/html", nil},
		{http.StatusMovedPermanently, "application/dns-message", nil},
		{http.StatusOK, "application/dns-message", []byte("garbage")},
		{http.StatusOK, "application/dns-message", make([]byte, 70_000)},
	} {
		now.Store(&tc)
		if m, err := exchange(t, group(t, forward.Config{Roots: roots}, address)); err == nil {
			t.Errorf("%d %s: %v", tc.status, tc.kind, m)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]string{
		"192.0.2.53":                        "udp://192.0.2.53",
		"192.0.2.53:5353":                   "udp://192.0.2.53:5353",
		"2001:db8::53":                      "udp://[2001:db8::53]",
		"[2001:db8::53]":                    "udp://[2001:db8::53]",
		"[2001:db8::53]:5353":               "udp://[2001:db8::53]:5353",
		"tcp://192.0.2.53":                  "tcp://192.0.2.53",
		"tls://192.0.2.54":                  "tls://192.0.2.54",
		"tls://DNS.example.":                "tls://dns.example",
		"tls://example.com:8853@192.0.2.54": "tls://example.com:8853",
		"https://dns.example":               "https://dns.example/dns-query",
		"https://dns.example/account":       "https://dns.example/...",
		"https://[2001:db8::53]:444/q":      "https://[2001:db8::53]:444/...",
	} {
		if a, err := forward.ParseAddress(text); err != nil || a.String() != want {
			t.Errorf("%s: %v, %v", text, a, err)
		}
	}
	for _, text := range []string{
		"", "dns.example", "192.0.2.53:0", "192.0.2.53:65536", "192.0.2.53:x", "udp://dns.example", "quic://192.0.2.53", "tls://", "tls://a b",
		"tls://192.0.2.53@192.0.2.54", "tls://dns.example@here", "https://user:pass@dns.example/q", "https://dns.example/q?x", "https://", "::1:53:x",
	} {
		if a, err := forward.ParseAddress(text); err == nil {
			t.Errorf("%q is %v", text, a)
		}
	}
}
