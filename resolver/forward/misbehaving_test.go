package forward_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/forward"
)

// misbehaviours are what a first upstream may do to a question.
var misbehaviours = map[string]dns.HandlerFunc{
	"silent": silent,
	"slow": func(w dns.ResponseWriter, q *dns.Msg) {
		time.Sleep(1500 * time.Millisecond)
		good(w, q)
	},
	"SERVFAIL": func(w dns.ResponseWriter, q *dns.Msg) {
		bent(w, q, func(m *dns.Msg) { m.Rcode = dns.RcodeServerFailure })
	},
	"REFUSED": func(w dns.ResponseWriter, q *dns.Msg) { bent(w, q, func(m *dns.Msg) { m.Rcode = dns.RcodeRefused }) },
	"truncates": func(w dns.ResponseWriter, q *dns.Msg) { // and closes streams
		if w.RemoteAddr().Network() == "tcp" {
			w.Close()
			return
		}
		bent(w, q, func(m *dns.Msg) { m.Truncated, m.Answer = true, nil })
	},
	"truncates over streams too": func(w dns.ResponseWriter, q *dns.Msg) {
		bent(w, q, func(m *dns.Msg) { m.Truncated, m.Answer = true, nil })
	},
	"wrong id":       func(w dns.ResponseWriter, q *dns.Msg) { bent(w, q, func(m *dns.Msg) { m.Id++ }) },
	"wrong question": func(w dns.ResponseWriter, q *dns.Msg) { bent(w, q, func(m *dns.Msg) { m.Question[0].Qtype++ }) },
	"garbage":        func(w dns.ResponseWriter, _ *dns.Msg) { w.Write([]byte("garbage")) },
	"closed":         nil, // nobody is there
}

// serveHTTPS is serve over HTTPS (RFC 8484).
func serveHTTPS(t *testing.T, secured *tls.Config, answer dns.HandlerFunc) *server {
	t.Helper()
	s := new(server)
	var answering sync.RWMutex // Close does not wait for the handlers of HTTP/2
	over := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answering.RLock()
		defer answering.RUnlock()
		data, err := io.ReadAll(r.Body)
		q := new(dns.Msg)
		if err != nil || q.Unpack(data) != nil {
			http.Error(w, "no query", http.StatusBadRequest)
			return
		}
		s.mu.Lock()
		s.seen = append(s.seen, q.Copy())
		s.mu.Unlock()
		reply := &httpReply{w: w}
		answer(reply, q)
		if !reply.written {
			<-r.Context().Done() // silent
		}
	}))
	over.TLS, over.EnableHTTP2 = secured, true
	over.StartTLS()
	t.Cleanup(func() {
		over.Close()
		answering.Lock()
		answering.Unlock() //nolint:staticcheck // it was only waited for
	})
	s.addr = over.Listener.Addr().String()
	return s
}

// httpReply is what a DNS handler writes its reply to.
type httpReply struct {
	dns.ResponseWriter // nil: no more of it is used
	w                  http.ResponseWriter
	written            bool
}

func (*httpReply) RemoteAddr() net.Addr { return new(net.TCPAddr) }

func (*httpReply) Close() error { panic(http.ErrAbortHandler) } // of the stream, says net/http

func (h *httpReply) WriteMsg(m *dns.Msg) error {
	data, err := m.Pack()
	if err != nil {
		return err
	}
	_, err = h.Write(data)
	return err
}

func (h *httpReply) Write(data []byte) (int, error) {
	h.written = true
	h.w.Header().Set("Content-Type", "application/dns-message")
	return h.w.Write(data)
}

// TestF28Misbehaving (F28): whatever is wrong with the first upstream, over
// whatever transport and by whatever strategy, the question is answered within a
// second; and when several names found it so, the next ones do not wait for it,
// nor, unless all are asked at once, ask it. The figures are logged.
func TestF28Misbehaving(t *testing.T) {
	secured, roots := certificate(t)
	start := func(t *testing.T, transport string, answer dns.HandlerFunc) (*server, string) {
		if answer == nil {
			return new(server), transport + "://" + closedPort
		}
		var s *server
		switch transport {
		case "https":
			s = serveHTTPS(t, secured.Clone(), answer)
		case "tls":
			s = serve(t, secured.Clone(), answer)
		default:
			s = serve(t, nil, answer)
		}
		return s, transport + "://" + s.addr
	}
	var mu sync.Mutex
	slowest := map[string][2]time.Duration{} // the first question, and later ones
	once := func(t *testing.T, strategy forward.Strategy, transport, name string) (err error) {
		fault := func(format string, args ...any) { err = errors.Join(err, fmt.Errorf(format, args...)) }
		var first time.Duration
		bad, badAddr := start(t, transport, misbehaviours[name])
		other, otherAddr := start(t, transport, good)
		g := group(t, forward.Config{Strategy: strategy, Roots: roots}, badAddr, otherAddr)
		var later time.Duration
		ask := func(i int) (took time.Duration, err error) {
			q := question()
			q.Question[0].Name = fmt.Sprintf("n%d.%s", i, q.Question[0].Name)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			began := time.Now()
			m, err := g.Exchange(ctx, q, &free{})
			took = time.Since(began)
			if err != nil || len(m.Answer) != 1 || m.Answer[0].(*dns.A).A.String() != "198.51.100.1" {
				return took, fmt.Errorf("question %d: %w: %v", i, err, m)
			}
			if n := bad.askedFor(q.Question[0].Name); i > 2 && n > 0 && strategy != forward.Parallel {
				return took, fmt.Errorf("question %d went to the bad one", i)
			}
			return took, nil
		}
		type asked struct {
			took time.Duration
			err  error
		}
		firsts := make(chan asked, 3)
		for i := range cap(firsts) {
			go func() { took, err := ask(i); firsts <- asked{took, err} }()
		}
		for range cap(firsts) {
			one := <-firsts
			first, err = max(first, one.took), errors.Join(err, one.err)
		}
		for began := time.Now(); strategy != forward.Parallel && g.Health(time.Now())[0].Up; {
			if time.Since(began) > 5*time.Second {
				fault("it does not rest")
				break
			}
			time.Sleep(20 * time.Millisecond) // the probe tells nobody when it is over
		}
		for i := range 3 {
			took, failed := ask(3 + i)
			later, err = max(later, took), errors.Join(err, failed)
		}
		if other.asked() < 4 {
			fault("the other was asked %d times, want 4", other.asked())
		}
		if first >= time.Second {
			fault("the first question took %v", first)
		}
		mu.Lock()
		defer mu.Unlock()
		had := slowest[transport+" "+string(strategy)]
		slowest[transport+" "+string(strategy)] = [2]time.Duration{max(had[0], first), max(had[1], later)}
		return err
	}
	var wait sync.WaitGroup
	places := make(chan struct{}, 12) // they mostly wait
	for _, strategy := range []forward.Strategy{forward.InOrder, forward.Fastest, forward.Parallel} {
		for _, transport := range []string{"udp", "tcp", "tls", "https"} {
			for name := range misbehaviours {
				places <- struct{}{}
				wait.Go(func() {
					defer func() { <-places }()
					// Under load the good one may be late, and the group right to leave it: not three times.
					var faults error
					for range 3 {
						err := once(t, strategy, transport, name)
						if err == nil {
							return
						}
						faults = errors.Join(faults, err)
					}
					t.Errorf("%s, %s, %s: %v", strategy, transport, name, faults)
				})
			}
		}
	}
	wait.Wait()
	keys := make([]string, 0, len(slowest))
	for key := range slowest {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		t.Logf("%-14s slowest first answer %v, later %v", key, slowest[key][0].Round(time.Millisecond), slowest[key][1].Round(10*time.Microsecond))
	}
}
