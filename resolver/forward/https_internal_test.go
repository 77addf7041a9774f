package forward

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"
)

// plumbing is a listener of pipes that are made with open.
type plumbing struct {
	conns        chan net.Conn
	closed       chan struct{}
	opened, over atomic.Int32

	mu  sync.Mutex
	far []net.Conn
}

func newPlumbing() *plumbing {
	return &plumbing{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (p *plumbing) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *plumbing) Close() error   { close(p.closed); return nil }
func (p *plumbing) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 53), Port: 443} }

func (p *plumbing) open(ctx context.Context, _, _ string) (net.Conn, error) {
	near, other := net.Pipe()
	select {
	case p.conns <- other:
		p.opened.Add(1)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.far = append(p.far, other)
		return near, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// cut ends all connections.
func (p *plumbing) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, conn := range p.far {
		_ = conn.Close()
	}
	p.far = nil
}

// overHTTPS runs f with an upstream over HTTPS that allows so many streams of a
// connection, 0 for HTTP/1.1, and answers with handle, in a bubble.
func overHTTPS(t *testing.T, streams int, handle func(w http.ResponseWriter, r *http.Request, q *dns.Msg), f func(t *testing.T, u *upstream, p *plumbing)) {
	t.Helper()
	trusted := httptest.NewTLSServer(nil)
	trusted.Close()
	synctest.Test(t, func(t *testing.T) {
		p := newPlumbing()
		s := &http.Server{
			TLSConfig: &tls.Config{Certificates: trusted.TLS.Certificates},
			HTTP2:     &http.HTTP2Config{MaxConcurrentStreams: streams},
			ErrorLog:  log.New(io.Discard, "", 0),
			ConnState: func(_ net.Conn, state http.ConnState) {
				if state == http.StateClosed {
					p.over.Add(1)
				}
			},
			Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				q := new(dns.Msg)
				if err != nil {
					return // it was given up
				}
				if err := q.Unpack(body); err != nil {
					t.Errorf("no query: %v", err)
					return
				}
				handle(w, r, q)
			}),
			Protocols: new(http.Protocols),
		}
		s.Protocols.SetHTTP1(streams == 0)
		s.Protocols.SetHTTP2(streams > 0)
		served := make(chan error, 1)
		go func() { served <- s.ServeTLS(p, "", "") }()
		u := newUpstream(Address{Scheme: HTTPS, Host: "192.0.2.53", Addrs: []netip.Addr{netip.MustParseAddr("192.0.2.53")}, Port: 443, Path: "/dns-query"}, nil, nil)
		u.open = p.open
		u.https.transport.TLSClientConfig.InsecureSkipVerify = true
		f(t, u, p)
		u.close()
		s.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
		time.Sleep(time.Minute) // whatever ends does
	})
}

func answerTo(w http.ResponseWriter, _ *http.Request, q *dns.Msg) {
	packed, _ := address(q).Pack()
	w.Header().Set("Content-Type", messageType)
	_, _ = w.Write(packed)
}

// TestHTTPSShared: however many questions come at a time, and though none is known of
// the upstream, it has 8 connections at most, all are answered, and the connections are
// closed when they were not used for a minute.
func TestHTTPSShared(t *testing.T) {
	for name, c := range map[string]struct {
		streams int
		takes   time.Duration // at most for 200 questions
	}{
		"chainzone's 10 streams": {10, 30 * time.Millisecond},
		"100 streams":            {100, 30 * time.Millisecond},
		"HTTP/1.1":               {0, 200 / keptStreams * 10 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			var asked, under, most atomic.Int32
			overHTTPS(t, c.streams, func(w http.ResponseWriter, _ *http.Request, q *dns.Msg) {
				asked.Add(1)
				if now := under.Add(1); now > most.Load() {
					most.Store(now)
				}
				time.Sleep(10 * time.Millisecond)
				under.Add(-1)
				answerTo(w, nil, q)
			}, func(t *testing.T, u *upstream, p *plumbing) {
				for range 3 {
					burst(t, u, 200, c.takes)
				}
				if n := asked.Load(); n != 600 {
					t.Errorf("600 questions were asked %d times", n)
				}
				if n := p.opened.Load(); n > keptStreams || p.over.Load() > 0 {
					t.Errorf("%d connections, of which %d ended", n, p.over.Load())
				}
				time.Sleep(linkKept + time.Second)
				if p.over.Load() != p.opened.Load() {
					t.Errorf("of %d connections %d ended", p.opened.Load(), p.over.Load())
				}
				if m, err := u.ask(t.Context(), asking(0), unlimited{}); err != nil || len(m.Answer) != 1 {
					t.Errorf("after that: %v: %v", err, m)
				}
				t.Logf("%d connections, %d questions at a time", p.opened.Load(), most.Load())
			})
		})
	}
}

// burst asks so many questions at once, all of which are to be answered within d.
func burst(t *testing.T, u *upstream, n int, d time.Duration) {
	t.Helper()
	began := time.Now()
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			m, err := u.ask(t.Context(), asking(i), unlimited{})
			if err != nil || len(m.Answer) != 1 || m.Answer[0].Header().Name != asking(i).Question[0].Name {
				t.Errorf("question %d: %v: %v", i, err, m)
			}
		})
	}
	wait.Wait()
	if took := time.Since(began); took > d {
		t.Errorf("%d questions took %v", n, took)
	}
}

// TestHTTPSEnds: whatever ends a connection, those who wait for it are answered over
// another, and those under way on one that takes no more keep it.
func TestHTTPSEnds(t *testing.T) {
	t.Run("refused at first", func(t *testing.T) {
		overHTTPS(t, 10, answerTo, func(t *testing.T, u *upstream, p *plumbing) {
			u.open = func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("refused") }
			if m, err := u.https.exchange(t.Context(), asking(0), unlimited{}); err == nil {
				t.Errorf("it is answered: %v", m)
			}
			u.open = p.open
			burst(t, u, 1, 0)
		})
	})
	t.Run("no more", func(t *testing.T) {
		var asked atomic.Int32
		overHTTPS(t, 10, func(w http.ResponseWriter, _ *http.Request, q *dns.Msg) {
			time.Sleep(10 * time.Millisecond)
			if asked.Add(1)%20 == 0 {
				w.Header().Set("Connection", "close") // GOAWAY
			}
			answerTo(w, nil, q)
		}, func(t *testing.T, u *upstream, p *plumbing) {
			for range 3 {
				burst(t, u, 200, time.Second)
			}
			t.Logf("%d connections, %d ended", p.opened.Load(), p.over.Load())
		})
	})
	t.Run("no more, others under way", func(t *testing.T) {
		var end chan struct{}
		overHTTPS(t, 10, func(w http.ResponseWriter, r *http.Request, q *dns.Msg) {
			if q.Question[0].Qtype == dns.TypeTXT {
				select {
				case <-end:
					w.Header().Set("Connection", "close")
				case <-r.Context().Done():
					return
				}
			}
			answerTo(w, r, q)
		}, func(t *testing.T, u *upstream, p *plumbing) {
			end = make(chan struct{})
			burst(t, u, 100, 0)
			var wait sync.WaitGroup
			for range 10 * keptStreams {
				wait.Go(func() {
					_, _ = u.ask(t.Context(), new(dns.Msg).SetQuestion("stuck.example.", dns.TypeTXT), unlimited{})
				})
			}
			synctest.Wait()
			var elsewhere atomic.Int32
			for i := range keptStreams {
				wait.Go(func() {
					began := time.Now()
					if _, err := u.ask(t.Context(), asking(i), unlimited{}); err == nil && time.Since(began) <= lookAgain {
						elsewhere.Add(1)
					}
				})
			}
			synctest.Wait()
			end <- struct{}{}
			wait.Wait()
			if elsewhere.Load() == 0 {
				t.Error("who waited for the connection that takes no more went on waiting")
			}
		})
	})
	for name, streams := range map[string]int{"HTTP/2": 10, "HTTP/1.1": 0} {
		t.Run("closed while it is not used, "+name, func(t *testing.T) {
			overHTTPS(t, streams, answerTo, func(t *testing.T, u *upstream, p *plumbing) {
				for range 3 {
					burst(t, u, 200, 100*time.Millisecond)
					p.cut()
					time.Sleep(time.Second)
				}
			})
		})
	}
	t.Run("forgotten", func(t *testing.T) {
		overHTTPS(t, 10, func(w http.ResponseWriter, _ *http.Request, q *dns.Msg) {
			time.Sleep(time.Second)
			answerTo(w, nil, q)
		}, func(t *testing.T, u *upstream, p *plumbing) {
			var wait sync.WaitGroup
			wait.Go(func() { burst(t, u, 5, time.Second) })
			time.Sleep(500 * time.Millisecond)
			before := p.opened.Load()
			u.https.forget()
			wait.Go(func() { burst(t, u, 1, time.Second) })
			synctest.Wait()
			if n := p.opened.Load(); n != before+1 {
				t.Errorf("%d connections were opened for the next question", n-before)
			}
			wait.Wait()
			synctest.Wait()
			if n := p.over.Load(); n != before {
				t.Errorf("of %d that were forgotten %d ended", before, n)
			}
		})
	})
}

// TestHTTPSGivenUp: questions that are never answered keep others waiting only until
// they are given up, and none where there is room for another connection.
func TestHTTPSGivenUp(t *testing.T) {
	overHTTPS(t, 10, func(w http.ResponseWriter, r *http.Request, q *dns.Msg) {
		if q.Question[0].Qtype == dns.TypeTXT {
			<-r.Context().Done()
			return
		}
		answerTo(w, r, q)
	}, func(t *testing.T, u *upstream, p *plumbing) {
		stuck := func(n int) (wait func()) {
			var all sync.WaitGroup
			for range n {
				all.Go(func() {
					if m, err := u.ask(t.Context(), new(dns.Msg).SetQuestion("stuck.example.", dns.TypeTXT), unlimited{}); err == nil {
						t.Errorf("it is answered: %v", m)
					}
				})
			}
			synctest.Wait()
			return all.Wait
		}
		for _, worked := range []bool{false, true} {
			if worked {
				burst(t, u, 100, 0)
			}
			wait := stuck(70)
			burst(t, u, 10, 0)
			more := stuck(10)
			time.Sleep(tryLimit / 2)
			burst(t, u, 10, tryLimit/2+lookAgain)
			wait()
			more()
		}
	})
}
