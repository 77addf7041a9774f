package forward_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/forward"
)

// tunnel leads TCP connections to a server.
type tunnel struct {
	addr string
	mu   sync.Mutex
	open []*passage
}

// passage is one connection: what comes after it was cut gets nowhere, and neither
// side hears of it, as where a router between has forgotten it.
type passage struct {
	net.Conn
	cut bool
	mu  *sync.Mutex
}

func (p *passage) Read(b []byte) (int, error) {
	for {
		n, err := p.Conn.Read(b)
		p.mu.Lock()
		cut := p.cut
		p.mu.Unlock()
		if err != nil || !cut {
			return n, err
		}
	}
}

func dig(t *testing.T, to string) *tunnel {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	out := &tunnel{addr: l.Addr().String()}
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to)
			if err != nil {
				near.Close()
				continue
			}
			p := &passage{Conn: near, mu: &out.mu}
			out.mu.Lock()
			out.open = append(out.open, p)
			out.mu.Unlock()
			wait.Go(func() { io.Copy(far, p); far.Close() })
			wait.Go(func() { io.Copy(near, far); near.Close() })
		}
	})
	t.Cleanup(func() {
		l.Close()
		out.mu.Lock()
		for _, p := range out.open {
			p.Close()
		}
		out.mu.Unlock()
		wait.Wait()
	})
	return out
}

// cut ends all connections that there are, and says how many.
func (l *tunnel) cut() (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.open {
		p.cut = true
	}
	return len(l.open)
}

// TestF28SilentConnections (F28): where connections to an upstream have died and
// nobody said so, one question finds that out, and those after it take new ones.
func TestF28SilentConnections(t *testing.T) {
	secured, roots := certificate(t)
	for _, transport := range []string{"tcp", "tls", "https"} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			var s *server
			switch transport {
			case "tcp":
				s = serve(t, nil, good)
			case "tls":
				s = serve(t, secured.Clone(), good)
			case "https":
				s = serveHTTPS(t, secured.Clone(), good)
			}
			// On a busy machine a good upstream may be late too: not three times.
			var faults error
			for range 3 {
				way := dig(t, s.addr)
				err := survives(t, way, group(t, forward.Config{Roots: roots}, transport+"://"+way.addr))
				if err == nil {
					return
				}
				faults = errors.Join(faults, err)
			}
			t.Error(faults)
		})
	}
}

// survives cuts the connections of a group's only upstream.
func survives(t *testing.T, way *tunnel, g *forward.Group) error {
	var wait sync.WaitGroup
	errs := make(chan error, 6)
	for range 5 { // and so many are kept
		wait.Go(func() {
			_, err := g.Exchange(t.Context(), question(), &free{})
			errs <- err
		})
	}
	wait.Wait()
	way.cut()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second) // as a query has
	defer cancel()
	if m, err := g.Exchange(ctx, question(), &free{}); err == nil {
		errs <- fmt.Errorf("over a connection that is dead: %v", m)
	}
	_, err := g.Exchange(t.Context(), question(), &free{})
	close(errs)
	for one := range errs {
		err = errors.Join(err, one)
	}
	return err
}

// TestF28Bootstrap (F28): a bootstrap server that is silent, or does not know of
// IPv6, keeps nobody from the others.
func TestF28Bootstrap(t *testing.T) {
	secured, roots := certificate(t)
	s := serve(t, secured, good)
	_, port, _ := net.SplitHostPort(s.addr)
	dead := serve(t, nil, silent)
	looks := serve(t, nil, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		if q.Question[0].Qtype != dns.TypeA {
			return
		}
		if strings.EqualFold(q.Question[0].Name, "example.com.") {
			m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(127, 0, 0, 1)}}
		}
		w.WriteMsg(m)
	})
	g := group(t, forward.Config{Roots: roots, Bootstrap: []netip.AddrPort{addrPort(dead.addr), addrPort(looks.addr)}}, "tls://example.com:"+port)
	for began := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		m, err := g.Exchange(t.Context(), question(), &free{})
		if err == nil && len(m.Answer) == 1 {
			t.Logf("answered after %v", time.Since(began))
			break
		}
		if time.Since(began) > 30*time.Second {
			t.Fatalf("%v: %v", err, m)
		}
	}
	if dead.asked() == 0 {
		t.Error("the silent one was not asked first")
	}
}

// TestF28SilentParallel (F28): where all upstreams are asked at once, one whose
// connection has died is reached again too.
func TestF28SilentParallel(t *testing.T) {
	secured, roots := certificate(t)
	for transport, start := range map[string]func(*testing.T, *tls.Config, dns.HandlerFunc) *server{"tls": serve, "https": serveHTTPS} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			s, quick := start(t, secured.Clone(), good), serve(t, nil, good)
			way := dig(t, s.addr)
			g := group(t, forward.Config{Roots: roots, Strategy: forward.Parallel}, transport+"://"+way.addr, quick.addr)
			for began := time.Now(); s.asked() == 0 && time.Since(began) < 10*time.Second; time.Sleep(50 * time.Millisecond) {
				exchange(t, g)
			}
			if way.cut() == 0 || s.asked() == 0 {
				t.Fatal("no connection was made")
			}
			time.Sleep(time.Second) // what was under way has come
			before := s.asked()
			// net/http finds it out by itself once 250 questions have had no answer.
			for began := time.Now(); s.asked() == before; time.Sleep(100 * time.Millisecond) {
				if time.Since(began) > 20*time.Second {
					t.Fatal("it is not asked any more")
				}
				exchange(t, g)
			}
		})
	}
}

// TestF28NoHandshake (F28): connections to an upstream that takes them and says
// nothing end, though nobody waits for it.
func TestF28NoHandshake(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var taken atomic.Int32
	ended := make(chan error, 100)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			taken.Add(1)
			go func() {
				_, err := io.Copy(io.Discard, conn)
				conn.Close()
				ended <- err
			}()
		}
	}()
	g := group(t, forward.Config{Strategy: forward.Parallel}, "https://"+l.Addr().String(), serve(t, nil, good).addr)
	for began := time.Now(); taken.Load() == 0 && time.Since(began) < 10*time.Second; { // a lost race may be over before it began
		if _, err := exchange(t, g); err != nil && !late(err) {
			t.Error(err)
		}
	}
	select {
	case <-ended:
	case <-time.After(30 * time.Second):
		t.Error("the connection is still there")
	}
}

// TestHTTPSAgain: a question whose stream ends without an answer is asked once more.
func TestHTTPSAgain(t *testing.T) {
	secured, roots := certificate(t)
	for try := 1; ; try++ { // on a busy machine a good upstream may be late
		var asked atomic.Int32
		s := serveHTTPS(t, secured.Clone(), func(w dns.ResponseWriter, q *dns.Msg) {
			if asked.Add(1) == 1 {
				w.Close()
			}
			good(w, q)
		})
		m, err := group(t, forward.Config{Roots: roots}, "https://"+s.addr).Exchange(t.Context(), question(), &free{})
		if late(err) && try < 3 {
			continue
		}
		if err != nil || len(m.Answer) != 1 || asked.Load() != 2 {
			t.Errorf("%v: %v, asked %d times", err, m, asked.Load())
		}
		break
	}
}
