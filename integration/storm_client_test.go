package integration

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"
	"github.com/quic-go/quic-go"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// stormVariable has the test binary be the clients of a storm, in a process of
// their own: what they take up is not the server's, nor that of who measures.
const stormVariable = "CHAINZONE_STORM"

// storm is what clients do to a server.
type storm struct {
	Kind    string            // a key of storms
	Clients int               // at a time
	At      map[string]string // the server's address of each transport
	Cert    string            // a file
	trusted *tls.Config
	query   []byte
	dialled atomic.Int64 // connections that came about, or did not
	refused atomic.Int64 // those that the server closed, or did not take
}

// storms are those of the issue, by name: what one of their clients does until
// ctx ends. What returns before is begun again after a second or so, of 10,000
// clients after ten: they are to have connections, and not to be a flood of new ones.
var storms = map[string]func(s *storm, ctx context.Context, i int){
	"idle TCP connections":           (*storm).idle,
	"a byte at a time, never read":   (*storm).trickle,
	"TCP messages of 64 KB":          (*storm).long,
	"HTTPS bodies of 64 KB":          (*storm).bodies,
	"HTTP/2 streams reset in a loop": (*storm).resets,
	"QUIC streams begun and left":    (*storm).streams,
	"QUIC streams that are reset":    (*storm).quicResets,
	"TLS handshakes":                 (*storm).handshakes,
}

// start runs the storm in a process of its own, which may yield to all others, until
// stop, which reads what the process says of it: how many connections the server
// closed or did not take, or a forgery. It returns when every client has begun.
func (s *storm) start(t *testing.T, yield bool) (stop func(report any)) {
	t.Helper()
	settings, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{program}
	if yield {
		args = []string{"chrt", "--idle", "0", program} // SCHED_IDLE: sched(7)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), stormVariable+"="+string(settings))
	in, err := cmd.StdinPipe() // its end is the storm's, whatever becomes of the test
	if err != nil {
		t.Fatal(err)
	}
	p := startCmd(t, cmd)
	answers := json.NewDecoder(p.out)
	var n int
	if err := answers.Decode(&n); err != nil {
		t.Fatalf("%s: %v\n%s", s.Kind, err, p.log.String())
	}
	return func(report any) {
		t.Helper()
		in.Close()
		if err := answers.Decode(report); err != nil {
			t.Errorf("%s: %v\n%s", s.Kind, err, p.log.String())
		}
		<-p.done
	}
}

// storming is the process of a storm's clients.
func storming(settings string) error {
	s := new(storm)
	if err := json.Unmarshal([]byte(settings), s); err != nil {
		return err
	}
	roots := x509.NewCertPool()
	if pem, err := os.ReadFile(s.Cert); err != nil || !roots.AppendCertsFromPEM(pem) {
		return fmt.Errorf("the certificate: %w", err)
	}
	s.trusted = &tls.Config{RootCAs: roots, ServerName: "example.com"}
	q := new(dns.Msg).SetQuestion("hello.chain.", dns.TypeA)
	q.Id = 0
	var err error
	if s.query, err = q.Pack(); err != nil {
		return err
	}
	if s.Kind == forgedAddresses { // which ends by itself
		fmt.Println(0)
		got, err := s.forged()
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(got)
	}
	run, ok := storms[s.Kind]
	if !ok {
		return fmt.Errorf("no storm %q", s.Kind)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	for i := range s.Clients {
		wait.Go(func() {
			for ctx.Err() == nil {
				run(s, ctx, i)
				pause(ctx, rand.N(2*max(time.Second, time.Duration(s.Clients)*time.Millisecond)))
			}
		})
	}
	time.Sleep(300 * time.Millisecond)
	for began := time.Now(); s.dialled.Load() < int64(s.Clients) && time.Since(began) < 5*time.Second; { // then it is on
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println(0)
	io.Copy(io.Discard, os.Stdin)
	cancel()
	wait.Wait()
	fmt.Println(s.refused.Load())
	return nil
}

// address is one of many loopback addresses.
func address(i int) net.IP { return net.IPv4(127, 1, byte(i>>8), byte(i)) }

// dial connects from an address of the client's own.
func (s *storm) dial(ctx context.Context, transport string, i int) (net.Conn, error) {
	defer s.dialled.Add(1)
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: address(i)}, Timeout: 5 * time.Second}
	return d.DialContext(ctx, "tcp", s.At[transport])
}

// over notes that the server ended a connection, unless the storm ended before.
func (s *storm) over(ctx context.Context) {
	if ctx.Err() == nil {
		s.refused.Add(1)
	}
}

// with opens a connection, runs f on it, and closes it.
func (s *storm) with(ctx context.Context, transport string, i int, f func(net.Conn) error) {
	conn, err := s.dial(ctx, transport, i)
	if err != nil {
		s.over(ctx)
		return
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if f(conn) != nil {
		s.over(ctx)
	}
}

func (s *storm) idle(ctx context.Context, i int) {
	s.with(ctx, "tcp", i, func(conn net.Conn) error {
		_, err := conn.Read(make([]byte, 1))
		return err
	})
}

func (s *storm) framed() []byte { return append([]byte{0, byte(len(s.query))}, s.query...) }

func (s *storm) trickle(ctx context.Context, i int) {
	s.with(ctx, "tcp", i, func(conn net.Conn) error {
		framed := s.framed()
		for n := 0; ; n++ {
			if _, err := conn.Write(framed[n%len(framed) : n%len(framed)+1]); err != nil {
				return err
			}
			pause(ctx, time.Second)
		}
	})
}

func (s *storm) long(ctx context.Context, i int) {
	s.with(ctx, "tcp", i, func(conn net.Conn) error {
		message := bytes.Repeat([]byte{0xff}, 2+65535)
		for {
			if _, err := conn.Write(message); err != nil {
				return err
			}
		}
	})
}

func (s *storm) client(i int) *http.Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) { return s.dial(ctx, "https", i) }
	return &http.Client{Transport: &http.Transport{DialContext: dial, TLSClientConfig: s.trusted.Clone(), ForceAttemptHTTP2: true}}
}

func (s *storm) bodies(ctx context.Context, i int) {
	client := s.client(i)
	defer client.CloseIdleConnections()
	for ctx.Err() == nil {
		r, _ := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+s.At["https"]+"/dns-query", bytes.NewReader(make([]byte, 65535)))
		r.Header.Set("Content-Type", "application/dns-message")
		response, err := client.Do(r)
		if err != nil {
			s.over(ctx)
			return
		}
		response.Body.Close()
	}
}

// resets is CVE-2023-44487: a stream is opened and reset at once, as fast as it
// goes; 100 streams, then what came back is read.
func (s *storm) resets(ctx context.Context, i int) {
	s.with(ctx, "https", i, func(conn net.Conn) error {
		config := s.trusted.Clone()
		config.NextProtos = []string{"h2"}
		secured := tls.Client(conn, config)
		if err := secured.HandshakeContext(ctx); err != nil {
			return err
		}
		if _, err := secured.Write([]byte(http2.ClientPreface)); err != nil {
			return err
		}
		gone := make(chan error, 1)
		go func() {
			_, err := io.Copy(io.Discard, secured)
			gone <- errors.Join(err, io.EOF)
		}()
		var header, batch bytes.Buffer
		encoder, framer := hpack.NewEncoder(&header), http2.NewFramer(&batch, nil)
		if err := framer.WriteSettings(); err != nil {
			return err
		}
		for id := uint32(1); ; {
			for range 100 {
				header.Reset()
				for _, f := range [][2]string{
					{":method", "GET"},
					{":scheme", "https"},
					{":authority", "example.com"},
					{":path", "/dns-query?dns=" + base64.RawURLEncoding.EncodeToString(s.query)},
				} {
					if err := encoder.WriteField(hpack.HeaderField{Name: f[0], Value: f[1]}); err != nil {
						return err
					}
				}
				if err := errors.Join(
					framer.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: header.Bytes(), EndStream: true, EndHeaders: true}),
					framer.WriteRSTStream(id, http2.ErrCodeCancel),
				); err != nil {
					return err
				}
				id += 2
			}
			if _, err := secured.Write(batch.Bytes()); err != nil {
				return err
			}
			batch.Reset()
			select {
			case err := <-gone:
				return err
			default:
			}
		}
	})
}

func (s *storm) quic(ctx context.Context, i int, f func(*quic.Conn) error) {
	config := s.trusted.Clone()
	config.NextProtos = []string{"doq"}
	socket, err := net.ListenUDP("udp", &net.UDPAddr{IP: address(i)})
	if err != nil {
		s.over(ctx)
		return
	}
	defer socket.Close()
	transport := &quic.Transport{Conn: socket}
	defer transport.Close()
	conn, err := transport.Dial(ctx, net.UDPAddrFromAddrPort(netip.MustParseAddrPort(s.At["quic"])), config, nil)
	s.dialled.Add(1)
	if err != nil {
		s.over(ctx)
		return
	}
	defer conn.CloseWithError(0, "")
	if f(conn) != nil {
		s.over(ctx)
	}
}

func (s *storm) streams(ctx context.Context, i int) {
	s.quic(ctx, i, func(conn *quic.Conn) error {
		for {
			stream, err := conn.OpenStreamSync(ctx)
			if err != nil {
				return err
			}
			if _, err := stream.Write(s.framed()[:1]); err != nil { // and never the rest
				return err
			}
		}
	})
}

func (s *storm) quicResets(ctx context.Context, i int) {
	s.quic(ctx, i, func(conn *quic.Conn) error {
		for {
			stream, err := conn.OpenStreamSync(ctx)
			if err != nil {
				return err
			}
			if _, err := stream.Write(s.framed()[:1]); err != nil {
				return err
			}
			stream.CancelWrite(0)
			stream.CancelRead(0)
		}
	})
}

func (s *storm) handshakes(ctx context.Context, i int) {
	for ctx.Err() == nil {
		s.with(ctx, "tls", i, func(conn net.Conn) error { return tls.Client(conn, s.trusted).HandshakeContext(ctx) })
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
