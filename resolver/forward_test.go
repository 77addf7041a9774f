package resolver_test

import (
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// upstream is a DNS server of the test's own, on UDP and TCP, that remembers
// what it was asked.
type upstream struct {
	addr string
	mu   sync.Mutex
	seen map[string]int
}

// all is how many questions came.
func (u *upstream) all() (n int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, one := range u.seen {
		n += one
	}
	return n
}

func startUpstream(t *testing.T, answer dns.HandlerFunc) *upstream {
	t.Helper()
	return startAt(t, "127.0.0.1:0", answer)
}

// listenBoth is one port of TCP and UDP. Where any will do, the one that the system
// gives for TCP may be taken for UDP: then another is tried.
func listenBoth(t *testing.T, addr string) (net.Listener, net.PacketConn) {
	t.Helper()
	for try := 0; ; try++ {
		l, err := net.Listen("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		conn, err := net.ListenPacket("udp", l.Addr().String())
		if err == nil {
			return l, conn
		}
		l.Close()
		if try == 100 {
			t.Fatal(err)
		}
	}
}

func startAt(t *testing.T, addr string, answer dns.HandlerFunc) *upstream {
	t.Helper()
	l, conn := listenBoth(t, addr)
	u := &upstream{addr: conn.LocalAddr().String(), seen: map[string]int{}}
	u.run(t, &dns.Server{PacketConn: conn, Handler: u.noting(answer)}, &dns.Server{Listener: l, Handler: u.noting(answer)})
	return u
}

// noting is answer that remembers the names it was asked for.
func (u *upstream) noting(answer dns.HandlerFunc) dns.HandlerFunc {
	return func(w dns.ResponseWriter, q *dns.Msg) {
		u.mu.Lock()
		u.seen[dns.CanonicalName(q.Question[0].Name)]++
		u.mu.Unlock()
		answer(w, q)
	}
}

func (u *upstream) run(t *testing.T, servers ...*dns.Server) {
	for _, server := range servers {
		started, done := make(chan struct{}), make(chan struct{})
		server.NotifyStartedFunc = func() { close(started) }
		go func() { defer close(done); _ = server.ActivateAndServe() }()
		<-started
		t.Cleanup(func() { _ = server.Shutdown(); <-done })
	}
}

func newUpstream(t *testing.T) *upstream {
	t.Helper()
	return startUpstream(t, ordinary)
}

// ordinary answers any question, and below to-chain with an alias into the chain
// and what it makes of the name there.
func ordinary(w dns.ResponseWriter, q *dns.Msg) {
	name := dns.CanonicalName(q.Question[0].Name)
	m := new(dns.Msg).SetReply(q)
	if strings.HasPrefix(name, "to-chain.") {
		m.Answer = append(m.Answer, &dns.CNAME{Hdr: dns.RR_Header{Name: name, Rrtype: dns.TypeCNAME, Class: dns.ClassINET, Ttl: 60}, Target: "alice.chain."},
			&dns.A{Hdr: dns.RR_Header{Name: "alice.chain.", Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(203, 0, 113, 66)})
	} else {
		m.Answer = append(m.Answer, &dns.A{Hdr: dns.RR_Header{Name: name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(198, 51, 100, 1)})
	}
	_ = w.WriteMsg(m)
}

func forwardTo(upstreams ...*upstream) []resolver.Forward {
	f := resolver.Forward{Zone: zone.Root}
	for _, u := range upstreams {
		f.Upstreams = append(f.Upstreams, u.addr)
	}
	return []resolver.Forward{f}
}

// TestUpstreamHealth: one that is silent costs three names time, one that refuses
// connections none, and later ones nothing while another answers.
func TestUpstreamHealth(t *testing.T) {
	closed := &upstream{addr: closedPort}
	notThreeTimes(t, func(t *attempt) {
		silent, good := startUpstream(t.T, func(dns.ResponseWriter, *dns.Msg) {}), newUpstream(t.T)
		server := serve(t.T, forwardTo(silent, closed, good), nil)
		for i := range 20 {
			if m := ask(server, fmt.Sprintf("n%d.example", i), dns.TypeA); len(m.Answer) != 1 {
				t.Errorf("question %d: %v", i, m)
			}
		}
		silent.mu.Lock()
		defer silent.mu.Unlock()
		if got := len(silent.seen); got > 4 { // three, and the probe
			t.Errorf("the silent upstream was asked for %d names", got)
		}
		if got := good.all(); got != 20 {
			t.Errorf("the good one was asked %d times, want 20", got)
		}
	})
	dead := serve(t, forwardTo(closed), nil)
	for range 2 { // for the second it rests
		if m := ask(dead, "www.example", dns.TypeA); m.Rcode != dns.RcodeServerFailure || len(edes(m)) != 1 || edes(m)[0] != dns.ExtendedErrorCodeNoReachableAuthority {
			t.Errorf("all upstreams dead: %v", m)
		}
	}
}

// closedPort is a port that the system gives to nobody who asks for any.
const closedPort = "127.0.0.1:1"

// TestUpstreamRefuses: an upstream that answers with a failure is passed over.
func TestUpstreamRefuses(t *testing.T) {
	for _, rcode := range []int{dns.RcodeServerFailure, dns.RcodeRefused, dns.RcodeNotImplemented, dns.RcodeFormatError} {
		bad := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(new(dns.Msg).SetRcode(q, rcode)) })
		if m := ask(serve(t, forwardTo(bad, newUpstream(t)), nil), "www.example", dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("%s: %v", dns.RcodeToString[rcode], m)
		}
	}
}

// TestWrongReplies: what does not answer the question is ignored, and waiting
// goes on.
func TestWrongReplies(t *testing.T) {
	answer := func(w dns.ResponseWriter, q *dns.Msg) {
		wrong := func(bend func(*dns.Msg)) {
			m := new(dns.Msg).SetReply(q)
			m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(203, 0, 113, 66)}}
			bend(m)
			w.WriteMsg(m)
		}
		w.Write([]byte("garbage"))
		w.Write(make([]byte, 12))
		wrong(func(m *dns.Msg) { m.Id++ })
		wrong(func(m *dns.Msg) { m.Response = false })
		wrong(func(m *dns.Msg) { m.Question = nil })
		wrong(func(m *dns.Msg) { m.Question[0].Name = "other.example." })
		wrong(func(m *dns.Msg) { m.Question[0].Qtype = dns.TypeAAAA })
		wrong(func(m *dns.Msg) { m.Opcode = dns.OpcodeNotify })
		wrong(func(m *dns.Msg) { m.Answer[0].(*dns.A).A = net.IPv4(198, 51, 100, 1) })
	}
	notThreeTimes(t, func(t *attempt) {
		u := startUpstream(t.T, answer)
		m := ask(serve(t.T, forwardTo(u), nil), "www.example", dns.TypeA)
		if len(m.Answer) != 1 || m.Answer[0].(*dns.A).A.String() != "198.51.100.1" {
			t.Errorf("%v", m)
		}
		if u.all() != 3 { // over TCP because of the wrong id, and again over UDP because TCP gives garbage
			t.Errorf("asked %d times", u.all())
		}
	})
}

// TestUpstreamReply: of a reply only what belongs to the answer is passed on,
// with signatures for who asked for them, over TCP where it is too long.
func TestUpstreamReply(t *testing.T) {
	rrs := func(text string) (out []dns.RR) {
		for line := range strings.Lines(text) {
			rr, err := dns.NewRR(line)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, rr)
		}
		return out
	}
	const signature = " 60 IN RRSIG A 8 2 60 20300101000000 20200101000000 1 example. c2ln\n"
	u := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Compress = true
		switch dns.CanonicalName(q.Question[0].Name) {
		case "www.example.":
			m.Answer = rrs("www.example. 60 CNAME web.example.\nweb.example. 60 A 198.51.100.1\nbank.example. 60 A 203.0.113.66\nalice.chain. 60 A 203.0.113.66\n")
			if q.IsEdns0().Do() {
				m.Answer = append(m.Answer, rrs("web.example."+signature)...)
			}
			m.Ns = rrs("example. 60 NS ns.example.\nchain. 60 SOA a. b. 1 2 3 4 5\n")
			m.Extra = rrs("ns.example. 60 A 203.0.113.66\n")
		case "x.d.example.":
			m.Answer = rrs("d.example. 60 DNAME alice.chain.\nx.d.example. 60 CNAME x.alice.chain.\nx.alice.chain. 60 A 203.0.113.66\n")
		case "none.example.":
			m.Rcode = dns.RcodeNameError
			m.Ns = rrs("example. 60 SOA a. b. 1 2 3 4 5\n")
		case "long.example.":
			if w.RemoteAddr().Network() == "udp" {
				m.Truncated = true
				break
			}
			for i := range 200 {
				m.Answer = append(m.Answer, rrs(fmt.Sprintf("long.example. 60 A 198.51.100.%d\n", i))...)
			}
		}
		w.WriteMsg(m)
	})
	s := newSource(t)
	s.set("alice.chain", "x 60 A 192.0.2.7\n", inAYear())
	server := serve(t, forwardTo(u), map[string]*source{"chain": s})
	for _, tc := range []struct {
		name       string
		do         bool
		rcode      int
		answer, ns string
	}{
		{"www.example.", false, 0, "CNAME web.example., A 198.51.100.1", ""},
		{"www.example.", true, 0, "CNAME web.example., A 198.51.100.1, RRSIG A 8 2 60 20300101000000 20200101000000 1 example. c2ln", ""},
		{"x.d.example.", false, 0, "DNAME alice.chain., CNAME x.alice.chain., A 192.0.2.7", ""},
		{"none.example.", false, dns.RcodeNameError, "", "SOA a. b. 1 2 3 4 5"},
	} {
		q := new(dns.Msg).SetQuestion(tc.name, dns.TypeA)
		q.SetEdns0(1232, tc.do)
		m, _ := server.Answer(t.Context(), q, loopback)
		text := func(rrs []dns.RR) string {
			var all []string
			for _, rr := range rrs {
				all = append(all, dns.TypeToString[rr.Header().Rrtype]+" "+strings.TrimPrefix(rr.String(), rr.Header().String()))
			}
			return strings.Join(all, ", ")
		}
		if m.Rcode != tc.rcode || text(m.Answer) != tc.answer || text(m.Ns) != tc.ns || len(m.Extra) != 1 || m.Authoritative {
			t.Errorf("%s, DO %v:\n%v", tc.name, tc.do, m)
		}
	}
	q := new(dns.Msg).SetQuestion("long.example.", dns.TypeA)
	stream := loopback
	stream.Transport = resolver.TCP
	if m, _ := server.Answer(t.Context(), q, stream); len(m.Answer) != 200 || m.Truncated {
		t.Errorf("a long reply: %d records", len(m.Answer))
	}
	if m, _ := server.Answer(t.Context(), q, loopback); !m.Truncated || m.Len() > 512 {
		t.Errorf("a long reply over UDP without EDNS: %d bytes, TC %v", m.Len(), m.Truncated)
	}
}

// TestBudget: one query's questions to upstreams and the bytes it receives are
// bounded, however many would answer.
func TestBudget(t *testing.T) { notThreeTimes(t, budget) }

func budget(t *attempt) {
	bad := startUpstream(t.T, func(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(new(dns.Msg).SetRcode(q, dns.RcodeServerFailure)) })
	many := forwardTo(bad)
	for len(many[0].Upstreams) < 100 {
		many[0].Upstreams = append(many[0].Upstreams, bad.addr)
	}
	m, trace := serve(t.T, many, nil).Answer(t.Context(), question("www.example."), loopback)
	if m.Rcode != dns.RcodeServerFailure || trace.Spent != "queries" {
		t.Errorf("%q is used up: %v", trace.Spent, m)
	}
	if got := bad.all(); got != 32 {
		t.Errorf("%d questions to upstreams", got)
	}
	noisy := startUpstream(t.T, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Truncated = w.RemoteAddr().Network() == "udp"
		for i := 0; !m.Truncated && i < 10; i++ {
			w.Write(make([]byte, 60_000))
		}
		w.WriteMsg(m)
	})
	m, trace = serve(t.T, forwardTo(noisy), nil).Answer(t.Context(), question("www.example."), loopback)
	if m.Rcode != dns.RcodeServerFailure || trace.Queries != 2 || trace.Spent != "bytes" {
		t.Errorf("%d queries, %q is used up: %v", trace.Queries, trace.Spent, m)
	}
}
