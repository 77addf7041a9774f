package resolver_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
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

// lettersOfItsOwn puts a name in a mix of letters, as a hop does that guards
// itself so, and drops EDNS.
func lettersOfItsOwn(q *dns.Msg) {
	b := []byte(q.Question[0].Name)
	for i, c := range b {
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			b[i] ^= byte(rand.IntN(2)) << 5
		}
	}
	q.Question[0].Name, q.Extra = string(b), nil
}

// TestT25Loop (T25): upstreams that lead back here, over whatever transport, and
// through one that drops cookies or all of EDNS, or has letters of its own, end in
// SERVFAIL long before their time is over, and other names are answered meanwhile.
func TestT25Loop(t *testing.T) {
	as := func(*dns.Msg) {}
	withoutOptions := func(q *dns.Msg) {
		if opt := q.IsEdns0(); opt != nil {
			opt.Option = nil
		}
	}
	withoutEDNS := func(q *dns.Msg) { q.Extra = nil }
	const letters = ".a.long-enough-to-mix.example."
	secured, roots := certified(t)
	for _, tc := range []struct {
		name, scheme string
		bend         func(*dns.Msg)
		sure         string // below that nothing need be asked for to find out
	}{
		{"as it is", "", as, "."},
		{"without options", "", withoutOptions, letters},
		{"without EDNS", "", withoutEDNS, letters},
		{"letters of its own", "", lettersOfItsOwn, "nothing"},
		{"TCP, without EDNS", "tcp://", withoutEDNS, letters},
		{"TCP, letters of its own", "tcp://", lettersOfItsOwn, "nothing"},
		{"TLS", "tls://", as, "."},
		{"TLS, without EDNS", "tls://", withoutEDNS, letters},
		{"TLS, letters of its own", "tls://", lettersOfItsOwn, "nothing"},
		{"HTTPS", "https://", as, "."},
		{"HTTPS, without EDNS", "https://", withoutEDNS, letters},
		{"HTTPS, letters of its own", "https://", lettersOfItsOwn, "nothing"},
	} {
		if !t.Run(tc.name, func(t *testing.T) {
			notThreeTimes(t, func(t *attempt) {
				var here atomic.Value
				answer := hop(func() string { return here.Load().(string) }, tc.bend)
				u := startUpstream(t.T, answer)
				f := resolver.Forward{Zone: zone.Root, Upstreams: []string{tc.scheme + u.addr}, Roots: roots}
				switch tc.scheme {
				case "tls://":
					u = startSecured(t.T, secured, answer)
					f.Upstreams[0] = "tls://" + u.addr
				case "https://":
					u = startHTTPS(t.T, secured, answer)
					f.Upstreams[0] = "https://" + u.addr
				}
				s := newSource(t.T)
				s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
				addr, _ := listeningWith(t.T, resolver.Config{Forward: []resolver.Forward{f}, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
				here.Store(addr)
				tooLong := strings.Repeat(strings.Repeat("4", 60)+".", 4) // to have a label more
				names := []string{"a.long-enough-to-mix.example.", "b.long-enough-to-mix.example.", "ab.", "1a.cd.efg.", "4.5.", tooLong, "."}
				for _, name := range names {
					conn := dial(t.T, "udp", addr)
					began := time.Now()
					conn.WriteMsg(question(name))
					if m, err := conn.ReadMsg(); err != nil || m.Rcode != dns.RcodeServerFailure {
						t.Errorf("%v: %v", err, m)
					}
					if took := time.Since(began); took > time.Second {
						t.Errorf("%s went on for %v", name, took)
						return
					}
					conn.WriteMsg(question("alice.chain."))
					if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
						t.Errorf("meanwhile: %v: %v", err, m)
					}
				}
				u.mu.Lock()
				for name := range u.seen {
					again := u.seen[names[0]] > 1 // since the machine let 400 ms pass: other letters are under way then
					if strings.HasSuffix(name, tc.sure) && !slices.Contains(names, name) && !again {
						t.Errorf("asked for %s, though the cookie, or the letters of a long name, say enough", name)
					}
				}
				u.mu.Unlock()
				if n := u.all(); n > 6*len(names) { // once or twice, and again where the machine let 400 ms pass
					t.Errorf("%d turns for %d questions", n, len(names))
				}
			})
		}) {
			break // each would take as long
		}
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

// TestT25EachOther (T25): two servers that forward to each other, each in letters
// and with cookies of its own, say SERVFAIL soon, whichever is asked, or both at
// once; other names are answered meanwhile, and no question goes round and round.
func TestT25EachOther(t *testing.T) { notThreeTimes(t, eachOther) }

func eachOther(t *attempt) {
	var handled atomic.Int32
	var configs [2]resolver.Config
	var at [2]string
	for i := range configs {
		l, conn := listenBoth(t.T, "127.0.0.1:0")
		at[i] = l.Addr().String()
		s := newSource(t.T)
		s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
		configs[i] = resolver.Config{
			Sockets: resolver.Sockets{TCP: []*net.TCPListener{l.(*net.TCPListener)}, UDP: []*net.UDPConn{conn.(*net.UDPConn)}},
			Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}},
			Observe: func(e resolver.Event) {
				if e.Query.Question[0].Name != "alice.chain." {
					handled.Add(1)
				}
			},
		}
	}
	for i, c := range configs {
		c.Listen = []string{}
		c.Forward = []resolver.Forward{{Zone: zone.Root, Upstreams: []string{at[1-i]}}}
		listeningWith(t.T, c)
	}
	names := []string{"a.long-enough-to-mix.example.", "ab.", "1a.cd.efg.", "4.5.", "B.long-enough-to-mix.example."}
	for i, name := range names {
		asked := at[i%2:]
		if i == 0 {
			asked = at[:] // both at once
		}
		var conns []*dns.Conn
		began := time.Now()
		for _, addr := range asked {
			conns = append(conns, dial(t.T, "udp", addr))
			conns[len(conns)-1].WriteMsg(question(name))
		}
		for _, addr := range at {
			conn := dial(t.T, "udp", addr)
			conn.WriteMsg(question("alice.chain."))
			if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
				t.Errorf("meanwhile: %v: %v", err, m)
			}
		}
		for _, conn := range conns {
			if m, err := conn.ReadMsg(); err != nil || m.Rcode != dns.RcodeServerFailure {
				t.Errorf("%v: %v", err, m)
			}
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("%s went on for %v", name, took)
			return
		}
	}
	if n := int(handled.Load()); n > 12*len(names) { // 5 as a rule, and again where the machine let 400 ms pass
		t.Errorf("%d queries handled for %d names", n, len(names))
	}
}

// TestT25Alike (T25): clients who ask for what an upstream is being asked, and in
// the very letters, get the answer: only what nobody can guess proves a loop. For
// their sake it is asked once more, and not once for each of them.
func TestT25Alike(t *testing.T) { notThreeTimes(t, alike) }

func alike(t *attempt) {
	const others = 20
	var here atomic.Value
	replies := make(chan *dns.Msg, others)
	var once, probed sync.Once
	ended := make(chan struct{})
	u := startUpstream(t.T, func(w dns.ResponseWriter, q *dns.Msg) {
		if dns.CountLabel(q.Question[0].Name) > 1 {
			ordinary(w, q)
			probed.Do(func() { close(ended) })
			return
		}
		once.Do(func() {
			for range others {
				go func() {
					same := new(dns.Msg).SetQuestion(q.Question[0].Name, dns.TypeA)
					m, _, err := (&dns.Client{Timeout: 10 * time.Second}).Exchange(same, here.Load().(string))
					if err != nil {
						t.Errorf("another client: %v", err)
					}
					replies <- m
				}()
			}
		})
		select {
		case <-ended:
			time.Sleep(50 * time.Millisecond) // until what the probe found is known
		case <-time.After(1500 * time.Millisecond):
			t.Error("asked for the same name, and the upstream is not asked for one below")
		}
		ordinary(w, q)
	})
	addr, _ := listeningWith(t.T, resolver.Config{Forward: forwardTo(u)})
	here.Store(addr)
	conn := dial(t.T, "udp", addr)
	conn.WriteMsg(question("ab."))
	if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
		t.Errorf("%v: %v", err, m)
	}
	for range others {
		if m := <-replies; m == nil || len(m.Answer) != 1 {
			t.Errorf("another client: %v", m)
		}
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if n := len(u.seen) - 1; n > 6 { // 1, and again where the machine let 400 ms pass
		t.Errorf("%d questions for the sake of %d clients", n, others)
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
