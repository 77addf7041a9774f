package forward_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/miekg/dns"
	"go.uber.org/goleak"

	"chainzone/resolver/forward"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// server is a DNS server of the test's own on UDP and TCP that remembers what
// it was asked.
type server struct {
	addr string
	mu   sync.Mutex
	seen []*dns.Msg
	from []net.Addr // of seen
}

func (s *server) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.seen)
}

// askedFor is how often it was asked for a name, in whatever letters.
func (s *server) askedFor(name string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, q := range s.seen {
		if strings.EqualFold(q.Question[0].Name, name) {
			n++
		}
	}
	return n
}

// listenBoth is one port of TCP and UDP. The one that the system gives for one
// of them may be taken for the other: then another is tried.
func listenBoth(t *testing.T) (net.Listener, net.PacketConn) {
	t.Helper()
	for try := 0; ; try++ {
		l, err := net.Listen("tcp", "127.0.0.1:0")
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

// serve answers on a port of its own; with a TLS configuration on TCP only.
func serve(t *testing.T, secured *tls.Config, answer dns.HandlerFunc) *server {
	t.Helper()
	l, conn := listenBoth(t)
	s := &server{addr: l.Addr().String()}
	handler := dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		s.mu.Lock()
		s.seen, s.from = append(s.seen, q.Copy()), append(s.from, w.RemoteAddr())
		s.mu.Unlock()
		answer(w, q)
	})
	servers := []*dns.Server{{Listener: l, Handler: handler}}
	if secured != nil {
		servers[0].Listener = tls.NewListener(l, secured)
		conn.Close()
	} else {
		servers = append(servers, &dns.Server{PacketConn: conn, Handler: handler})
	}
	for _, one := range servers {
		started, done := make(chan struct{}), make(chan struct{})
		one.NotifyStartedFunc = func() { close(started) }
		go func() { defer close(done); one.ActivateAndServe() }()
		<-started
		t.Cleanup(func() { one.Shutdown(); <-done })
	}
	return s
}

// reply is the good answer to a question.
func reply(q *dns.Msg) *dns.Msg {
	m := new(dns.Msg).SetReply(q)
	if q.Question[0].Qtype == dns.TypeA {
		m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(198, 51, 100, 1)}}
	}
	return m
}

func good(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(reply(q)) }

func silent(dns.ResponseWriter, *dns.Msg) {}

func group(t *testing.T, c forward.Config, upstreams ...string) *forward.Group {
	t.Helper()
	for _, text := range upstreams {
		a, err := forward.ParseAddress(text)
		if err != nil {
			t.Fatal(err)
		}
		c.Upstreams = append(c.Upstreams, a)
	}
	g, err := forward.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Close)
	return g
}

// free is a budget that only counts.
type free struct {
	mu                sync.Mutex
	questions, octets int
}

func (f *free) Ask() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.questions++
	return nil
}

func (f *free) Receive(n int) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.octets += n
	return nil
}

func question() *dns.Msg {
	q := new(dns.Msg).SetQuestion("www.long-enough-to-mix.example.", dns.TypeA)
	q.SetEdns0(1232, false)
	return q
}

// exchange asks once, and gives it a second.
func exchange(t *testing.T, g *forward.Group) (*dns.Msg, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	return g.Exchange(ctx, question(), &free{})
}

// late reports whether an exchange failed because the machine was too busy for the
// upstream to answer in time.
func late(err error) bool {
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded)
}

// answered fails the test unless the good answer comes within a second: see virtually.
func answered(t *testing.T, g *forward.Group) {
	t.Helper()
	m, err := exchange(t, g)
	wellAnswered(t, m, err)
}

// answeredAtLast is answered for real sockets, and says how often it asked until the
// upstream was not late.
func answeredAtLast(t *testing.T, g *forward.Group) (tries int) {
	t.Helper()
	for began := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		tries++
		m, err := exchange(t, g)
		if !late(err) || time.Since(began) > 30*time.Second {
			wellAnswered(t, m, err)
			return tries
		}
	}
}

func wellAnswered(t *testing.T, m *dns.Msg, err error) {
	t.Helper()
	if err != nil || m.Rcode != dns.RcodeSuccess || len(m.Answer) != 1 || m.Answer[0].(*dns.A).A.String() != "198.51.100.1" {
		t.Errorf("%v: %v", err, m)
	}
}

// certificate is one for example.com and 127.0.0.1, and the pool that trusts it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	s.Close()
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return &tls.Config{Certificates: s.TLS.Certificates}, pool
}

func addrPort(s string) netip.AddrPort { return netip.MustParseAddrPort(s) }
