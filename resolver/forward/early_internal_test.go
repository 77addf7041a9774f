package forward

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// endsAfter is a server over TCP or TLS that ends each connection after n replies: it
// closes it, with what was not read, or half closes it and reads on.
func endsAfter(t *testing.T, config *tls.Config, n int, half bool) netip.AddrPort {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	t.Cleanup(func() { l.Close(); wait.Wait() })
	serve := func(conn net.Conn) {
		defer conn.Close()
		conn.SetDeadline(time.Now().Add(20 * time.Second))
		if config != nil {
			conn = tls.Server(conn, config)
		}
		for range n {
			var length [2]byte
			if _, err := io.ReadFull(conn, length[:]); err != nil {
				return
			}
			buf, q := make([]byte, binary.BigEndian.Uint16(length[:])), new(dns.Msg)
			if _, err := io.ReadFull(conn, buf); err != nil || q.Unpack(buf) != nil {
				t.Errorf("no query: %v", err)
				return
			}
			packed, err := address(q).Pack()
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...)); err != nil {
				return
			}
		}
		if half {
			conn.(interface{ CloseWrite() error }).CloseWrite()
			io.Copy(io.Discard, conn)
		}
	}
	wait.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			wait.Go(func() { serve(conn) })
		}
	})
	return netip.MustParseAddrPort(l.Addr().String())
}

// TestUpstreamEndsConnectionsEarly: an upstream that ends each connection after so many
// replies, in order or not, loses no question, though many share its connections, and
// does not count as one that failed.
func TestUpstreamEndsConnectionsEarly(t *testing.T) {
	trusted := httptest.NewTLSServer(nil)
	trusted.Close()
	for _, scheme := range []Scheme{TCP, TLS} {
		for _, n := range []int{1, 2, 128} {
			for _, half := range []bool{true, false} {
				t.Run(fmt.Sprintf("%v, %d replies, half closed %v", scheme, n, half), func(t *testing.T) {
					t.Parallel()
					var config *tls.Config
					if scheme == TLS {
						config = &tls.Config{Certificates: trusted.TLS.Certificates}
					}
					at := endsAfter(t, config, n, half)
					u := newUpstream(Address{Scheme: scheme, Host: "example.com", Addrs: []netip.Addr{at.Addr()}, Port: at.Port()}, nil, trusted.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs)
					defer u.close()
					askedByMany(t, u, n)
				})
			}
		}
	}
}

// askedByMany puts 500 questions to an upstream, 20 at a time, each of which may cost
// what one of a client's may. Where a connection has one reply, no more are asked than
// there are connections: each of those that share one would wait for its turn.
func askedByMany(t *testing.T, u *upstream, replies int) {
	t.Helper()
	const many = 500
	atATime := 20
	if replies == 1 {
		atATime = keptStreams
	}
	var wait sync.WaitGroup
	var lost, most atomic.Int64
	for w := range atATime {
		wait.Go(func() {
			for i := w; i < many; i += atATime {
				b := &few{questions: 32, bytes: 1 << 18}
				m, err := u.ask(t.Context(), asking(i), b)
				if err != nil || len(m.Answer) != 1 || m.Answer[0].Header().Name != asking(i).Question[0].Name {
					if lost.Add(1) < 5 {
						t.Errorf("question %d: %v: %v", i, err, m)
					}
				}
				for now := int64(32 - b.questions); now > most.Load(); {
					most.Store(now)
				}
			}
		})
	}
	wait.Wait()
	t.Logf("%d lost, one was asked %d times", lost.Load(), most.Load())
	if h := u.health.report("", time.Now()); h.Failures > 0 {
		t.Errorf("%d failures", h.Failures)
	}
}

// TestHTTPSUpstreamEndsConnectionsEarly: the same over HTTPS, where the server cuts a
// connection off, or lets the client know first.
func TestHTTPSUpstreamEndsConnectionsEarly(t *testing.T) {
	for _, version := range []int{1, 2} {
		for _, n := range []int32{3, 128} {
			for _, tells := range []bool{true, false} {
				if n == 3 && !tells {
					continue // of a connection that is cut off as soon no reply may come through
				}
				t.Run(fmt.Sprintf("HTTP/%d, %d replies, tells %v", version, n, tells), func(t *testing.T) {
					t.Parallel()
					var mu sync.Mutex
					replies := map[string]int32{}
					conns := map[string]net.Conn{}
					s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						body, err := io.ReadAll(r.Body)
						q := new(dns.Msg)
						if err != nil || q.Unpack(body) != nil {
							return // it was given up
						}
						mu.Lock()
						replies[r.RemoteAddr]++
						over, conn := replies[r.RemoteAddr] >= n, conns[r.RemoteAddr]
						mu.Unlock()
						if over && tells {
							w.Header().Set("Connection", "close")
						}
						answerTo(w, r, q)
						if over && !tells {
							time.AfterFunc(time.Millisecond, func() { conn.Close() })
						}
					}))
					s.EnableHTTP2 = version == 2
					s.Config.ConnState = func(conn net.Conn, state http.ConnState) {
						mu.Lock()
						defer mu.Unlock()
						if state == http.StateNew {
							conns[conn.RemoteAddr().String()] = conn
						}
					}
					s.StartTLS()
					defer s.Close()
					at := netip.MustParseAddrPort(s.Listener.Addr().String())
					u := newUpstream(Address{Scheme: HTTPS, Host: "example.com", Addrs: []netip.Addr{at.Addr()}, Port: at.Port(), Path: "/dns-query"}, nil, s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs)
					defer u.close()
					askedByMany(t, u, int(n))
				})
			}
		}
	}
}

// takesOne is a connection that takes one question.
type takesOne struct {
	net.Conn
	taken atomic.Bool
}

func (c *takesOne) Write(b []byte) (int, error) {
	if c.taken.Swap(true) {
		return 0, syscall.ECONNRESET
	}
	return c.Conn.Write(b)
}

// TestReplyOutlivesRefusedQuestion: where a connection takes no more questions, one that
// was asked before has its reply, and the one that was refused is asked on another.
func TestReplyOutlivesRefusedQuestion(t *testing.T) {
	overTCP(t, func(_ int, conn far) {
		q := conn.read(t)
		time.Sleep(lastWords - 1)
		conn.write(t, address(q))
	}, func(t *testing.T, u *upstream) {
		open := u.open
		u.open = func(ctx context.Context, network, at string) (net.Conn, error) {
			conn, err := open(ctx, network, at)
			return &takesOne{Conn: conn}, err
		}
		var wait sync.WaitGroup
		for i := range 2 * keptStreams {
			wait.Go(func() {
				if m, err := u.stream(t.Context(), asking(i), unlimited{}); err != nil || len(m.Answer) != 1 {
					t.Errorf("question %d: %v: %v", i, err, m)
				}
			})
		}
		wait.Wait()
	})
}
