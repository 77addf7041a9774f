package resolver

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chainzone/zone"
)

// pipe is a connection with an address, in a test's own time.
type pipe struct{ net.Conn }

func (pipe) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort("192.0.2.1:53"))
}

// TestT34NeverReads (T34): a client that does not read its answer has its
// connection for as long as a client may take for that, to the second; one that
// says that it sends nothing, or more than a query is, not at all.
func TestT34NeverReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newTCPListener(nil, TCP, newInFlight(), func(packet []byte, _ Client, send func([]byte) error) {
			if send(packet) == nil {
				t.Error("it was sent")
			}
		})
		over := make(chan time.Duration, 1)
		begin := func() net.Conn {
			client, server := net.Pipe()
			began := time.Now()
			go func() {
				l.converse(t.Context(), newLimitedConn(pipe{server}, func() {}, newLingering()))
				over <- time.Since(began)
			}()
			return client
		}
		for _, length := range [][]byte{{0, 0}, {maxQuery >> 8, maxQuery&0xff + 1}} {
			if _, err := begin().Write(length); err != nil {
				t.Fatal(err)
			}
			if took := <-over; took != 0 {
				t.Errorf("a length of %x kept the connection for %v", length, took)
			}
		}
		client := begin()
		if _, err := client.Write(append([]byte{0, headerBytes}, make([]byte, headerBytes)...)); err != nil {
			t.Fatal(err)
		}
		select {
		case took := <-over:
			if took != rest {
				t.Errorf("it had its connection for %v", took)
			}
		case <-time.After(idle - time.Second): // of reading, which is over then too
			t.Error("it still has its connection")
			client.Close()
			<-over
		}
		if _, err := client.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("its connection is not closed: %v", err)
		}
	})
}

// TestT35Reset (T35): a stream that was reset before its turn came is not answered.
func TestT35Reset(t *testing.T) {
	l := newHTTPSListener(nil, DefaultHTTPPath, newInFlight(), func([]byte, Client, func([]byte) error) {
		t.Error("it is answered")
	}, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	l.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, DefaultHTTPPath+"?dns=AAAA", nil))
}

// TestT35Slots (T35): streams, however many, leave half of the queries in flight
// to datagrams.
func TestT35Slots(t *testing.T) {
	s := newInFlight()
	count := func(transport Transport) (n int) {
		for s.enter(transport) {
			n++
		}
		return n
	}
	if streams, datagrams := count(HTTPS), count(UDP); streams != 2048 || datagrams != 2048 {
		t.Errorf("%d and %d", streams, datagrams)
	}
	s.leave(UDP)
	if count(QUIC) != 0 || count(UDP) != 1 {
		t.Error("a stream takes the place of a datagram")
	}
	s.leave(TCP)
	if count(TLS) != 1 || count(UDP) != 0 {
		t.Error("a place is lost")
	}
}

// counting is a key that knows how many ask it to sign at a time.
type counting struct {
	crypto.Signer
	mu       sync.Mutex
	at, most int
}

func (c *counting) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) {
	c.mu.Lock()
	c.at++
	c.most = max(c.most, c.at)
	c.mu.Unlock()
	time.Sleep(time.Millisecond)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at--
	return nil, io.ErrUnexpectedEOF
}

// TestF15Handshakes (F15): of many handshakes no more are signed at a time than
// leave half of the processors to queries.
func TestF15Handshakes(t *testing.T) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key := &counting{Signer: private}
	s, err := New(Config{
		Forward: []Forward{{Zone: zone.Root, Upstreams: []string{"192.0.2.53"}}},
		Encrypted: Encrypted{Certificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return &tls.Certificate{Certificate: [][]byte{{1}}, PrivateKey: key}, nil
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		s.signing = make(chan struct{}, 2)
		config := s.secured("dot")
		var wait sync.WaitGroup
		for range 50 {
			client, server := net.Pipe()
			wait.Go(func() { tls.Server(server, config).HandshakeContext(context.Background()); server.Close() })
			wait.Go(func() {
				tls.Client(client, &tls.Config{InsecureSkipVerify: true}).HandshakeContext(context.Background())
				client.Close()
			})
		}
		wait.Wait()
	})
	if key.most != 2 {
		t.Errorf("%d signatures at a time", key.most)
	}
}
