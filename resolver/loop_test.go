package resolver_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// hop is a forwarder that sends all it is asked to one server over UDP, after
// bend was at it.
func hop(to func() string, bend func(*dns.Msg)) dns.HandlerFunc {
	return func(w dns.ResponseWriter, q *dns.Msg) {
		onward := q.Copy()
		onward.Id = dns.Id()
		bend(onward)
		m, _, err := (&dns.Client{Timeout: 4 * time.Second}).Exchange(onward, to())
		if err != nil {
			return
		}
		m.Id, m.Question = q.Id, q.Question
		w.WriteMsg(m)
	}
}

// TestT25Loop (T25): upstreams that lead back here, over whatever transport, and
// through one that drops cookies or all of EDNS, end in SERVFAIL long before
// their time is over, and other names are answered meanwhile.
func TestT25Loop(t *testing.T) {
	as := func(*dns.Msg) {}
	withoutOptions := func(q *dns.Msg) {
		if opt := q.IsEdns0(); opt != nil {
			opt.Option = nil
		}
	}
	withoutEDNS := func(q *dns.Msg) { q.Extra = nil }
	secured, roots := certified(t)
	for _, tc := range []struct {
		name, scheme string
		bend         func(*dns.Msg)
		without      string // a name without letters, which only a cookie tells
	}{
		{"as it is", "", as, "4.5."},
		{"without options", "", withoutOptions, ""},
		{"without EDNS", "", withoutEDNS, ""},
		{"TCP, without EDNS", "tcp://", withoutEDNS, ""},
		{"TLS", "tls://", as, "4.5."},
		{"TLS, without EDNS", "tls://", withoutEDNS, ""},
		{"HTTPS", "https://", as, "4.5."},
		{"HTTPS, without EDNS", "https://", withoutEDNS, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var here atomic.Value
			answer := hop(func() string { return here.Load().(string) }, tc.bend)
			u := startUpstream(t, answer)
			f := resolver.Forward{Zone: zone.Root, Upstreams: []string{tc.scheme + u.addr}, Roots: roots}
			switch tc.scheme {
			case "tls://":
				u = startSecured(t, secured, answer)
				f.Upstreams[0] = "tls://" + u.addr
			case "https://":
				u = startHTTPS(t, secured, answer)
				f.Upstreams[0] = "https://" + u.addr
			}
			s := newSource(t)
			s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
			addr, _ := listeningWith(t, resolver.Config{Forward: []resolver.Forward{f}, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
			here.Store(addr)
			names := []string{"a.long-enough-to-mix.example.", "b.long-enough-to-mix.example.", "ab.", "1a.cd.efg."}
			if tc.without != "" {
				names = append(names, tc.without)
			}
			for _, name := range names {
				conn := dial(t, "udp", addr)
				began := time.Now()
				conn.WriteMsg(question(name))
				if m, err := conn.ReadMsg(); err != nil || m.Rcode != dns.RcodeServerFailure {
					t.Errorf("%v: %v", err, m)
				}
				if took := time.Since(began); took > time.Second {
					t.Fatalf("%s went on for %v", name, took)
				}
				conn.WriteMsg(question("alice.chain."))
				if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
					t.Errorf("meanwhile: %v: %v", err, m)
				}
			}
			u.mu.Lock()
			for name := range u.seen {
				if strings.HasSuffix(name, ".a.long-enough-to-mix.example.") {
					t.Errorf("asked for %s, though the letters of a long name say enough", name)
				}
			}
			u.mu.Unlock()
			if n := u.all(); n > 6*len(names) { // once or twice, and again where the machine let 400 ms pass
				t.Errorf("%d turns for %d questions", n, len(names))
			}
		})
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	l.Close()
	itself, err := resolver.New(resolver.Config{Listen: []string{at}, Forward: []resolver.Forward{{Zone: zone.Root, Upstreams: []string{at}}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := itself.Listen(); err == nil {
		t.Error("a server takes itself for an upstream")
	}
}

// TestT25Alike (T25): a client who asks for a short name in the very letters that
// an upstream is being asked in gets the answer: only what nobody can guess
// proves a loop.
func TestT25Alike(t *testing.T) {
	var here atomic.Value
	replies := make(chan *dns.Msg)
	var once sync.Once
	var asked atomic.Int32
	u := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		asked.Add(1)
		if dns.CountLabel(q.Question[0].Name) == 1 {
			go once.Do(func() {
				alike := new(dns.Msg).SetQuestion(q.Question[0].Name, dns.TypeA)
				m, _, err := (&dns.Client{Timeout: 10 * time.Second}).Exchange(alike, here.Load().(string))
				if err != nil {
					t.Errorf("the other client: %v", err)
				}
				replies <- m
			})
			for began := time.Now(); asked.Load() < 2 && time.Since(began) < 300*time.Millisecond; { // until it is there, and the upstream asked
				time.Sleep(time.Millisecond)
			}
		}
		ordinary(w, q)
	})
	addr, _ := listeningWith(t, resolver.Config{Forward: forwardTo(u)})
	here.Store(addr)
	conn := dial(t, "udp", addr)
	conn.WriteMsg(question("ab."))
	if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
		t.Errorf("%v: %v", err, m)
	}
	if m := <-replies; m == nil || len(m.Answer) != 1 {
		t.Errorf("the other client: %v", m)
	}
}

// startSecured is an upstream over TLS.
func startSecured(t *testing.T, config *tls.Config, answer dns.HandlerFunc) *upstream {
	t.Helper()
	l, err := tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		t.Fatal(err)
	}
	u := &upstream{addr: l.Addr().String(), seen: map[string]int{}}
	u.run(t, &dns.Server{Listener: l, Handler: u.noting(answer)})
	return u
}

// certified is a certificate for 127.0.0.1, and who vouches for it.
func certified(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	authority := httptest.NewTLSServer(nil)
	authority.Close()
	roots := x509.NewCertPool()
	roots.AddCert(authority.Certificate())
	return &tls.Config{Certificates: authority.TLS.Certificates}, roots
}

// startHTTPS is an upstream over HTTPS (RFC 8484).
func startHTTPS(t *testing.T, config *tls.Config, answer dns.HandlerFunc) *upstream {
	t.Helper()
	u := &upstream{seen: map[string]int{}}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		q := new(dns.Msg)
		if err != nil || q.Unpack(data) != nil {
			http.Error(w, "no query", http.StatusBadRequest)
			return
		}
		u.noting(answer)(httpReply{w: w}, q)
	}))
	s.TLS, s.EnableHTTP2 = config.Clone(), true
	s.StartTLS()
	t.Cleanup(s.Close)
	u.addr = s.Listener.Addr().String()
	return u
}

// httpReply is what a DNS handler writes its reply to.
type httpReply struct {
	dns.ResponseWriter // nil: no more of it is used
	w                  http.ResponseWriter
}

func (httpReply) RemoteAddr() net.Addr { return new(net.TCPAddr) }

func (h httpReply) WriteMsg(m *dns.Msg) error {
	data, err := m.Pack()
	if err != nil {
		return err
	}
	h.w.Header().Set("Content-Type", "application/dns-message")
	_, err = h.w.Write(data)
	return err
}
