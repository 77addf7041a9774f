package resolver_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
	"github.com/quic-go/quic-go"

	"chainzone/resolver"
	"chainzone/zone"
)

// everyTransport is a server on every transport that can be stopped.
type everyTransport struct {
	*resolver.Server
	source   *source
	config   *tls.Config   // a client's
	answered atomic.Int64  // queries
	stop     func()        // begins to stop it
	stopped  chan struct{} // closed when Run returned
}

func onEveryTransport(t *testing.T) *everyTransport {
	t.Helper()
	authority := httptest.NewTLSServer(nil)
	authority.Close()
	pool := x509.NewCertPool()
	pool.AddCert(authority.Certificate())
	out := &everyTransport{source: newSource(t), config: &tls.Config{RootCAs: pool, ServerName: "example.com"}, stopped: make(chan struct{})}
	out.source.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	port := []string{"127.0.0.1:0"}
	var err error
	out.Server, err = resolver.New(resolver.Config{
		Listen:  port,
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: out.source}},
		Encrypted: resolver.Encrypted{TLS: port, HTTPS: port, QUIC: port, Certificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return &authority.TLS.Certificates[0], nil
		}},
		Observe: func(resolver.Event) { out.answered.Add(1) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	out.stop = cancel
	go func() {
		defer close(out.stopped)
		if err := out.Run(ctx); err != nil {
			t.Error(err)
		}
	}()
	t.Cleanup(func() { cancel(); <-out.stopped })
	return out
}

// stream connects over TCP or TLS; a client that holds little has the server wait.
func (s *everyTransport) stream(t *testing.T, transport resolver.Transport, holds int) net.Conn {
	t.Helper()
	dialer := &net.Dialer{Control: func(_, _ string, c syscall.RawConn) error {
		return c.Control(func(fd uintptr) {
			if holds > 0 {
				if err := syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, holds); err != nil {
					t.Error(err)
				}
			}
		})
	}}
	conn, err := dialer.Dial("tcp", s.AddrsOf(transport)[0].String())
	if err != nil {
		t.Fatal(err)
	}
	if transport == resolver.TLS {
		conn = tls.Client(conn, s.config)
	}
	conn.SetDeadline(time.Now().Add(60 * time.Second))
	t.Cleanup(func() { conn.Close() })
	return conn
}

// queries are so many, each with an id of its own.
func queries(t *testing.T, n int) []byte {
	t.Helper()
	one, out := prefixed(pack(t, question("alice.chain."))), []byte(nil)
	for i := range n {
		binary.BigEndian.PutUint16(one[2:], uint16(i))
		out = append(out, one...)
	}
	return out
}

// replies reads until the connection ends: how many different replies there were.
func replies(conn net.Conn, between func(i int)) (n int, err error) {
	c, got := &dns.Conn{Conn: conn}, map[uint16]bool{}
	for i := 0; ; i++ {
		between(i)
		m, err := c.ReadMsg()
		if err != nil {
			return len(got), err
		}
		if len(m.Answer) == 1 {
			got[m.Id] = true
		}
	}
}

// TestConnectionHasNoEndOfQueries (T34): 10,000 queries on one connection have 10,000
// replies over each transport, of a client that reads at once, slowly, or when it has
// written all.
func TestConnectionHasNoEndOfQueries(t *testing.T) {
	const many = 10_000
	s := onEveryTransport(t)
	data := queries(t, many)
	for _, transport := range []resolver.Transport{resolver.TCP, resolver.TLS} {
		for _, client := range []struct {
			name    string
			late    bool
			between func(i int)
		}{
			{"at once", false, func(int) {}},
			{"slowly", false, func(i int) {
				if i%500 == 0 {
					time.Sleep(50 * time.Millisecond) // what this client is like
				}
			}},
			{"late", true, func(int) {}},
		} {
			t.Run(fmt.Sprintf("%v, read %s", transport, client.name), func(t *testing.T) {
				t.Parallel()
				conn := s.stream(t, transport, 0)
				var writing sync.WaitGroup
				write := func() {
					if _, err := conn.Write(data); err != nil {
						t.Error(err)
					}
					if half, ok := conn.(interface{ CloseWrite() error }); !ok || half.CloseWrite() != nil {
						t.Error("it cannot be half closed")
					}
				}
				if client.late {
					write()
				} else {
					writing.Go(write)
				}
				if n, err := replies(conn, client.between); n != many || !errors.Is(err, io.EOF) {
					t.Errorf("%d replies, %v", n, err)
				}
				writing.Wait()
			})
		}
	}
	t.Run("quic", func(t *testing.T) {
		t.Parallel()
		conn := s.quic(t)
		defer conn.CloseWithError(0, "")
		query := queries(t, 1)
		var asking sync.WaitGroup
		var answers atomic.Int64
		for range 20 { // twice as many as there may be streams
			asking.Go(func() {
				for range many / 20 {
					if err := exchangeQUIC(t, conn, query); err != nil {
						t.Error(err)
						return
					}
					answers.Add(1)
				}
			})
		}
		asking.Wait()
		if n := answers.Load(); n != many {
			t.Errorf("%d replies", n)
		}
	})
	for _, version := range []int{1, 2} {
		t.Run(fmt.Sprintf("https, HTTP/%d", version), func(t *testing.T) {
			t.Parallel()
			client, dialled := s.http(version)
			defer client.CloseIdleConnections()
			for i := range many / 10 { // one after another: HTTP/1.1 has no other way
				if err := s.post(client, queries(t, 1)[2:]); err != nil || dialled.Load() != 1 {
					t.Fatalf("query %d, connection %d: %v", i, dialled.Load(), err)
				}
			}
		})
	}
}

func (s *everyTransport) quic(t *testing.T) *quic.Conn {
	t.Helper()
	return s.quicTo(t, s.AddrsOf(resolver.QUIC)[0].String())
}

func (s *everyTransport) quicTo(t *testing.T, at string) *quic.Conn {
	t.Helper()
	config := s.config.Clone()
	config.NextProtos = []string{"doq"}
	conn, err := quic.DialAddr(t.Context(), at, config, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.CloseWithError(0, "") })
	return conn
}

// exchangeQUIC asks on a stream.
func exchangeQUIC(t *testing.T, conn *quic.Conn, query []byte) error {
	stream, err := conn.OpenStreamSync(t.Context())
	if err != nil {
		return err
	}
	if _, err := stream.Write(query); err != nil {
		return err
	}
	if err := errors.Join(stream.Close(), stream.SetReadDeadline(time.Now().Add(20*time.Second))); err != nil {
		return err
	}
	reply, err := io.ReadAll(stream)
	if err == nil && (len(reply) < 14 || int(binary.BigEndian.Uint16(reply)) != len(reply)-2) {
		err = fmt.Errorf("a reply of %x", reply)
	}
	return err
}

// http is a client of one version, and counts its connections.
func (s *everyTransport) http(version int) (*http.Client, *atomic.Int64) {
	dialled, config := new(atomic.Int64), s.config.Clone()
	if version == 1 {
		config.NextProtos = []string{"http/1.1"}
	}
	return &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{
		TLSClientConfig: config, ForceAttemptHTTP2: version == 2,
		DialContext: func(ctx context.Context, network, at string) (net.Conn, error) {
			dialled.Add(1)
			return new(net.Dialer).DialContext(ctx, network, at)
		},
	}}, dialled
}

func (s *everyTransport) post(client *http.Client, query []byte) error {
	response, err := client.Post("https://"+s.AddrsOf(resolver.HTTPS)[0].String()+"/dns-query", "application/dns-message", bytes.NewReader(query))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if reply, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK || len(reply) < 12 {
		return fmt.Errorf("%v, %x, %w", response.Status, reply, err)
	}
	return nil
}

// TestCloseDeliversReplies (T34): a client that breaks the protocol after its queries,
// and goes on to send, has the replies to them, though it reads late and holds little.
func TestCloseDeliversReplies(t *testing.T) {
	const many = 500
	s := onEveryTransport(t)
	for _, transport := range []resolver.Transport{resolver.TCP, resolver.TLS} {
		t.Run(transport.String(), func(t *testing.T) {
			t.Parallel()
			conn := s.stream(t, transport, 4096)
			before := s.answered.Load()
			// A length of nothing is no message, and what follows it is not read as one.
			data := append(append(queries(t, many), 0, 0), queries(t, 100)...)
			if _, err := conn.Write(data); err != nil {
				t.Fatal(err)
			}
			for began := time.Now(); s.answered.Load() < before+many && time.Since(began) < 10*time.Second; {
				time.Sleep(time.Millisecond)
			}
			time.Sleep(200 * time.Millisecond) // the server ends it meanwhile, which a client cannot see before it reads
			if n, err := replies(conn, func(int) {}); n != many || !errors.Is(err, io.EOF) {
				t.Errorf("%d replies, %v", n, err)
			}
		})
	}
	t.Run("quic", func(t *testing.T) {
		t.Parallel()
		s := onEveryTransport(t)
		conn := s.quic(t)
		gate := make(chan struct{})
		s.source.with(func() { s.source.gate = gate })
		slow := pack(t, question("bob.chain."))
		slow[0], slow[1] = 0, 0
		done := make(chan error, 1)
		go func() { done <- exchangeQUIC(t, conn, prefixed(slow)) }()
		s.source.waitFor(1)
		stream, err := conn.OpenStreamSync(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		stream.Write([]byte{0, 0})
		stream.Close()
		if _, err := stream.Read(make([]byte, 1)); err == nil {
			t.Error("nothing is answered")
		}
		close(gate)
		if err := <-done; err != nil {
			t.Errorf("the query before it: %v", err)
		}
		<-conn.Context().Done()
		var closed *quic.ApplicationError
		if cause := context.Cause(conn.Context()); !errors.As(cause, &closed) || closed.ErrorCode != 2 {
			t.Errorf("%v", cause)
		}
	})
}

// TestStopDeliversReplies: what a server answered before it stops is delivered, over
// each transport, though clients read late and hold little.
func TestStopDeliversReplies(t *testing.T) {
	for _, transport := range []resolver.Transport{resolver.TCP, resolver.TLS} {
		t.Run(transport.String(), func(t *testing.T) {
			t.Parallel()
			s := onEveryTransport(t)
			conn := s.stream(t, transport, 4096)
			if _, err := conn.Write(queries(t, 5000)); err != nil { // more than it reads before it is stopped
				t.Fatal(err)
			}
			for s.answered.Load() < 1000 {
				time.Sleep(time.Millisecond)
			}
			s.stop()
			time.Sleep(200 * time.Millisecond) // as above
			select {
			case <-s.stopped:
				t.Error("the server is gone before its client has the replies")
			default:
			}
			n, err := replies(conn, func(int) {})
			if want := s.answered.Load(); int64(n) != want || !errors.Is(err, io.EOF) {
				t.Errorf("%d replies of %d, %v", n, want, err)
			}
			conn.Close()
			began := time.Now()
			<-s.stopped
			if took := time.Since(began); took > 4*time.Second {
				t.Errorf("it went on for %v after its client", took)
			}
		})
	}
	t.Run("quic", func(t *testing.T) {
		t.Parallel()
		s := onEveryTransport(t)
		path := newPath(t, s.AddrsOf(resolver.QUIC)[0].String())
		conn := s.quicTo(t, path.at())
		if err := exchangeQUIC(t, conn, queries(t, 1)); err != nil {
			t.Fatal(err)
		}
		gate := make(chan struct{})
		s.source.with(func() { s.source.gate = gate })
		var asking sync.WaitGroup
		for i := range 8 {
			q := pack(t, question(fmt.Sprintf("n%d.chain.", i)))
			q[0], q[1] = 0, 0
			asking.Go(func() {
				if err := exchangeQUIC(t, conn, prefixed(q)); err != nil {
					t.Error(err)
				}
			})
		}
		s.source.waitFor(8)
		s.stop()
		path.lossy.Store(true) // the replies do not come through at first
		close(gate)
		for s.answered.Load() < 9 {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(100 * time.Millisecond) // for which the path loses what is sent
		path.lossy.Store(false)
		asking.Wait()
		<-s.stopped
		var closed *quic.ApplicationError
		<-conn.Context().Done()
		if cause := context.Cause(conn.Context()); !errors.As(cause, &closed) || closed.ErrorCode != 0 {
			t.Errorf("%v", cause)
		}
	})
	for _, version := range []int{1, 2} {
		t.Run(fmt.Sprintf("https, HTTP/%d", version), func(t *testing.T) {
			t.Parallel()
			s := onEveryTransport(t)
			client, _ := s.http(version)
			defer client.CloseIdleConnections()
			gate := make(chan struct{})
			s.source.with(func() { s.source.gate = gate })
			var asking sync.WaitGroup
			for i := range 8 {
				q := pack(t, question(fmt.Sprintf("n%d.chain.", i)))
				asking.Go(func() {
					if err := s.post(client, q); err != nil {
						t.Error(err)
					}
				})
			}
			s.source.waitFor(8)
			s.stop()
			close(gate)
			asking.Wait()
			<-s.stopped
		})
	}
}

// path is a way for datagrams to a server, which may lose what comes back.
type path struct {
	socket net.PacketConn
	lossy  atomic.Bool
}

func (p *path) at() string { return p.socket.LocalAddr().String() }

// newPath leads one client to a server.
func newPath(t *testing.T, to string) *path {
	t.Helper()
	front, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	back, err := net.Dial("udp", to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { front.Close(); back.Close() })
	p := &path{socket: front}
	var client atomic.Pointer[net.Addr]
	go func() {
		for buf := make([]byte, 65536); ; {
			n, from, err := front.ReadFrom(buf)
			if err != nil {
				return
			}
			client.Store(&from)
			back.Write(buf[:n])
		}
	}()
	go func() {
		for buf := make([]byte, 65536); ; {
			n, err := back.Read(buf)
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err == nil && !p.lossy.Load() {
				front.WriteTo(buf[:n], *client.Load())
			}
		}
	}()
	return p
}

// TestStoppingServerTellsClients: while a server stops, replies over TCP say that the
// connection is kept for no time (RFC 7828 section 3.3.2).
func TestStoppingServerTellsClients(t *testing.T) {
	s := onEveryTransport(t)
	conn := &dns.Conn{Conn: s.stream(t, resolver.TCP, 0)}
	told := func() int {
		t.Helper()
		m, err := conn.ReadMsg()
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range m.IsEdns0().Option {
			if k, ok := o.(*dns.EDNS0_TCP_KEEPALIVE); ok {
				return int(k.Timeout)
			}
		}
		return -1
	}
	conn.WriteMsg(question("alice.chain."))
	if n := told(); n != -1 {
		t.Errorf("it is told %d without asking", n)
	}
	gate := make(chan struct{})
	s.source.with(func() { s.source.gate = gate })
	conn.WriteMsg(question("bob.chain."))
	s.source.waitFor(1)
	s.stop()
	for began := time.Now(); !s.Draining() && time.Since(began) < 10*time.Second; {
		time.Sleep(time.Millisecond)
	}
	close(gate)
	if n := told(); n != 0 {
		t.Errorf("it is told %d", n)
	}
}
