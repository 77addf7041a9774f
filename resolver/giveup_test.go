package resolver_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"
	"github.com/quic-go/quic-go"

	"chainzone/resolver"
)

// TestT35Bodies (T35): a body that is longer than any query is refused before it
// is read, over HTTP/1.1 and HTTP/2.
func TestT35Bodies(t *testing.T) {
	server, config := encrypted(t)
	at := server.AddrsOf(resolver.HTTPS)[0].String()
	t.Run("HTTP/1.1", func(t *testing.T) {
		conn, err := tls.Dial("tcp", at, config)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "POST /dns-query HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/dns-message\r\nContent-Length: 4097\r\n\r\n")
		response, err := http.ReadResponse(bufio.NewReader(conn), nil) // nothing of the body was sent
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%v", response)
		}
	})
	for _, said := range []int64{4097, -1} { // said, and to be found out
		t.Run(fmt.Sprintf("HTTP/2, %d", said), func(t *testing.T) {
			client := &http.Client{Transport: &http.Transport{TLSClientConfig: config.Clone(), ForceAttemptHTTP2: true}, Timeout: 10 * time.Second}
			defer client.CloseIdleConnections()
			body, rest := io.Pipe()
			defer rest.Close()
			go func() {
				if said < 0 {
					rest.Write(make([]byte, 4097))
				}
			}()
			r, err := http.NewRequest(http.MethodPost, "https://"+at+"/dns-query", body)
			if err != nil {
				t.Fatal(err)
			}
			r.ContentLength = said
			r.Header.Set("Content-Type", "application/dns-message")
			response, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != http.StatusRequestEntityTooLarge || response.ProtoMajor != 2 {
				t.Errorf("%v", response)
			}
		})
	}
}

// TestT35GivenUp (T35, F15): a connection on which stream after stream is no
// query, or is reset, is closed. One that asks properly in between is not, before.
func TestT35GivenUp(t *testing.T) {
	server, config := encrypted(t)
	const most = 32
	t.Run("HTTP/2", func(t *testing.T) {
		var dialled atomic.Int32
		dial := func(ctx context.Context, network, addr string) (net.Conn, error) {
			dialled.Add(1)
			return new(net.Dialer).DialContext(ctx, network, addr)
		}
		client := &http.Client{Transport: &http.Transport{DialContext: dial, TLSClientConfig: config.Clone(), ForceAttemptHTTP2: true}, Timeout: 10 * time.Second}
		defer client.CloseIdleConnections()
		get := func() error {
			response, err := client.Get("https://" + server.AddrsOf(resolver.HTTPS)[0].String() + "/dns-query")
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, response.Body)
			return errors.Join(err, response.Body.Close())
		}
		for i := range most {
			if err := get(); err != nil || dialled.Load() != 1 {
				t.Fatalf("request %d, on connection %d: %v", i, dialled.Load(), err)
			}
		}
		for i := 0; i < 10 && dialled.Load() == 1; i++ {
			get() // it may see the end of its connection
		}
		if dialled.Load() != 2 {
			t.Errorf("%d connections for 40 requests without a query", dialled.Load())
		}
	})
	t.Run("QUIC", func(t *testing.T) {
		config.NextProtos = []string{"doq"}
		conn, err := quic.DialAddr(t.Context(), server.AddrsOf(resolver.QUIC)[0].String(), config, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.CloseWithError(0, "")
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		n, began := 0, time.Now()
		for ; n < 2*most; n++ {
			stream, err := conn.OpenStreamSync(ctx)
			if err != nil {
				break
			}
			if n == 10 && time.Since(began) < time.Second {
				t.Errorf("ten streams that came to nothing were let go after %v", time.Since(began))
			}
			stream.Write([]byte{0})
			stream.CancelWrite(0)
			stream.CancelRead(0)
		}
		<-conn.Context().Done()
		var closed *quic.ApplicationError
		if cause := context.Cause(conn.Context()); !errors.As(cause, &closed) || closed.ErrorCode != 4 || n < most {
			t.Errorf("after %d streams: %v", n, cause)
		}
	})
}

// TestT35PacedListeners (T35): connections over TLS and HTTPS share their turns,
// which leave half of the processors to others: nothing that comes on them is worked
// on while all turns are taken, but on connections that had an answer before.
func TestT35PacedListeners(t *testing.T) {
	server, config := encrypted(t)
	secured, err := tls.Dial("tcp", server.AddrsOf(resolver.TLS)[0].String(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer secured.Close()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config.Clone(), ForceAttemptHTTP2: true}, Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	query, err := question("alice.chain.").Pack()
	if err != nil {
		t.Fatal(err)
	}
	ask := func() {
		t.Helper()
		conn := &dns.Conn{Conn: secured}
		conn.SetDeadline(time.Now().Add(10 * time.Second))
		_, errWrite := conn.Write(query)
		if m, err := conn.ReadMsg(); errWrite != nil || err != nil || len(m.Answer) != 1 {
			t.Errorf("over TLS: %v, %v, %v", m, errWrite, err)
		}
		r, _ := http.NewRequest(http.MethodPost, "https://"+server.AddrsOf(resolver.HTTPS)[0].String()+"/dns-query", bytes.NewReader(query))
		r.Header.Set("Content-Type", "application/dns-message")
		response, err := client.Do(r)
		if err != nil {
			t.Fatalf("over HTTPS: %v", err)
		}
		if body, err := io.ReadAll(response.Body); err != nil || response.ProtoMajor != 2 || len(body) < len(query) {
			t.Errorf("over HTTPS: %v, %v", response, err)
		}
		response.Body.Close()
	}
	ask()
	turns := max(1, runtime.GOMAXPROCS(0)/2)
	left, give := server.TakeTurns(turns)
	if left != 0 {
		t.Fatalf("%d turns, want %d", turns+left, turns)
	}
	time.Sleep(100 * time.Millisecond) // what HTTP/2 has to say after an answer
	ask()
	var done []chan error
	for _, transport := range []resolver.Transport{resolver.TLS, resolver.HTTPS} {
		over := make(chan error, 1)
		done = append(done, over)
		go func() {
			conn, err := tls.Dial("tcp", server.AddrsOf(transport)[0].String(), config)
			if err == nil {
				err = conn.Close()
			}
			over <- err
		}()
		select {
		case err := <-over:
			t.Errorf("over %v: a handshake without a turn: %v", transport, err)
			over <- nil
		case <-time.After(300 * time.Millisecond):
		}
	}
	for range turns {
		give()
	}
	for _, over := range done {
		if err := <-over; err != nil {
			t.Error(err)
		}
	}
}

// firstPacket is a socket that keeps the first byte that came.
type firstPacket struct {
	net.PacketConn
	first atomic.Int32
}

func (f *firstPacket) ReadFrom(b []byte) (int, net.Addr, error) {
	n, from, err := f.PacketConn.ReadFrom(b)
	if n > 0 {
		f.first.CompareAndSwap(0, int32(b[0]))
	}
	return n, from, err
}

// TestF15Retry (F15): where many connections are open, a QUIC client has to show
// that its address is its own before it counts as one; and none is above the limit.
func TestF15Retry(t *testing.T) {
	server, config := encrypted(t)
	config.NextProtos = []string{"doq"}
	dial := func() (first byte, err error) {
		socket, err := net.ListenPacket("udp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer socket.Close()
		wrapped := &firstPacket{PacketConn: socket}
		transport := &quic.Transport{Conn: wrapped}
		defer transport.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		conn, err := transport.Dial(ctx, net.UDPAddrFromAddrPort(server.AddrsOf(resolver.QUIC)[0]), config, nil)
		if err == nil {
			conn.CloseWithError(0, "")
		}
		return byte(wrapped.first.Load()), err
	}
	const retry = 0xf0 // RFC 9000 section 17.2.5: the first four bits
	if first, err := dial(); err != nil || first&0xf0 == retry {
		t.Errorf("%x, %v", first, err)
	}
	for began := time.Now(); ; { // those that say nothing are closed after 5 s
		var conns []net.Conn
		for i := range 80 {
			d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 2, byte(i/16))}}
			conn, err := d.Dial("tcp", server.AddrsOf(resolver.TLS)[0].String())
			if err != nil {
				t.Fatal(err)
			}
			conns = append(conns, conn)
		}
		for i := 0; server.Streams() < len(conns) && i < 100; i++ {
			time.Sleep(10 * time.Millisecond)
		}
		all := server.Streams() >= len(conns)
		first, err := dial()
		if err != nil {
			t.Fatal(err)
		}
		still := server.Streams()
		for _, conn := range conns {
			conn.Close()
		}
		if first&0xf0 == retry {
			break
		}
		if all && still > 64+1 || time.Since(began) > 20*time.Second { // at least 64 besides the dialled, all the while
			t.Fatalf("%x with %d connections", first, still)
		}
		for i := 0; server.Streams() > 0 && i < 100; i++ {
			time.Sleep(10 * time.Millisecond)
		}
	}
}
