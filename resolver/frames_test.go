package resolver_test

import (
	"bytes"
	"crypto/tls"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"chainzone/resolver"
)

// TestT35Frames (T35): who sends frames of HTTP/2 that are no queries, without end,
// is cut off: after some of them, or where they cost nothing to keep, when the
// connection was idle for too long. The server's memory stays as it is, and others
// are answered meanwhile. Streams that are reset before their answer are among them
// (CVE-2023-44487), headers that go on and on (CVE-2023-45288), and replies that are
// not read (CVE-2019-9512 and -9515): SETTINGS need the limit of limitedConn.Write where the server
// is slower than its client, as it is under the race detector.
func TestT35Frames(t *testing.T) {
	query := pack(t, question("alice.chain."))
	query[0], query[1] = 0, 0
	var block bytes.Buffer
	encoder := hpack.NewEncoder(&block)
	for _, f := range [][2]string{
		{":method", "GET"},
		{":scheme", "https"},
		{":authority", "example.com"},
		{":path", "/dns-query?dns=" + base64.RawURLEncoding.EncodeToString(query)},
	} {
		if err := encoder.WriteField(hpack.HeaderField{Name: f[0], Value: f[1]}); err != nil {
			t.Fatal(err)
		}
	}
	// A header that the table of HPACK does not take: 8 KB in every frame.
	var more bytes.Buffer
	if err := hpack.NewEncoder(&more).WriteField(hpack.HeaderField{Name: "x", Value: string(make([]byte, 8<<10)), Sensitive: true}); err != nil {
		t.Fatal(err)
	}
	before := heap()
	for _, tc := range []struct {
		name  string
		begin func(*http2.Framer) error
		frame func(f *http2.Framer, i uint32) error
		reads bool // what comes back
	}{
		{name: "SETTINGS", frame: func(f *http2.Framer, _ uint32) error { return f.WriteSettings() }},
		{name: "PING", frame: func(f *http2.Framer, _ uint32) error { return f.WritePing(false, [8]byte{}) }},
		{name: "PING, read", reads: true, frame: func(f *http2.Framer, _ uint32) error { return f.WritePing(false, [8]byte{}) }},
		{name: "RST_STREAM", reads: true, frame: func(f *http2.Framer, i uint32) error {
			if err := f.WriteHeaders(http2.HeadersFrameParam{StreamID: 1 + 2*i, BlockFragment: block.Bytes(), EndStream: true, EndHeaders: true}); err != nil {
				return err
			}
			return f.WriteRSTStream(1+2*i, http2.ErrCodeCancel)
		}},
		{
			name: "CONTINUATION", reads: true,
			begin: func(f *http2.Framer) error {
				return f.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: block.Bytes()})
			},
			frame: func(f *http2.Framer, _ uint32) error { return f.WriteContinuation(1, false, more.Bytes()) },
		},
		{
			name: "CONTINUATION, empty", reads: true,
			begin: func(f *http2.Framer) error {
				return f.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: block.Bytes()})
			},
			frame: func(f *http2.Framer, _ uint32) error { return f.WriteContinuation(1, false, nil) },
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			server, config := encrypted(t)
			at := server.AddrsOf(resolver.HTTPS)[0].String()
			// A connection for each query, so that what the server has is the flood's.
			client := &http.Client{Transport: &http.Transport{TLSClientConfig: config.Clone(), ForceAttemptHTTP2: true, DisableKeepAlives: true}, Timeout: 10 * time.Second}
			others := func() {
				t.Helper()
				var response *http.Response
				var err error
				for range 10 { // under load, a handshake may be slower than the server allows
					if response, err = client.Post("https://"+at+"/dns-query", "application/dns-message", bytes.NewReader(query)); err == nil {
						break
					}
				}
				if err != nil {
					t.Fatal(err)
				}
				defer response.Body.Close()
				if data, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK || len(data) < len(query) {
					t.Fatalf("%v, %v", response, err)
				}
			}
			config.NextProtos = []string{"h2"}
			dialer := new(net.Dialer)
			if !tc.reads { // the server's frames wait in the server, not here
				dialer.Control = func(_, _ string, c syscall.RawConn) error {
					return c.Control(func(fd uintptr) {
						if err := syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 32<<10); err != nil {
							t.Error(err)
						}
					})
				}
			}
			var conn *tls.Conn
			for try := 1; ; try++ { // as above
				socket, err := dialer.Dial("tcp", at)
				if err != nil {
					t.Fatal(err)
				}
				defer socket.Close()
				conn = tls.Client(socket, config)
				if err = conn.Handshake(); err == nil {
					break
				}
				if try == 10 {
					t.Fatal(err)
				}
			}
			if tc.reads {
				go io.Copy(io.Discard, conn)
			}
			// Whether it ends is seen at the server: to a client with no room for what is
			// sent, the end does not always get through, and it waits to write.
			var goesOn atomic.Bool
			judged := make(chan struct{})
			go func() {
				defer close(judged)
				for began := time.Now(); server.Streams() > 0 && !goesOn.Load(); time.Sleep(10 * time.Millisecond) {
					goesOn.Store(time.Since(began) > time.Minute)
				}
				conn.NetConn().Close()
			}()
			var batch bytes.Buffer
			framer := http2.NewFramer(&batch, nil)
			io.WriteString(&batch, http2.ClientPreface)
			if err := framer.WriteSettings(); err != nil {
				t.Fatal(err)
			}
			if tc.begin != nil {
				if err := tc.begin(framer); err != nil {
					t.Fatal(err)
				}
			}
			most, began, i := int64(0), time.Now(), uint32(0)
			var err error
			for err == nil {
				if i > 400_000 { // it reads them all: only its patience ends this
					time.Sleep(10 * time.Millisecond)
				}
				for range 100 {
					if err := tc.frame(framer, i); err != nil {
						t.Fatal(err)
					}
					i++
				}
				_, err = conn.Write(batch.Bytes())
				batch.Reset()
				if i%50_000 == 0 {
					others()
					most = max(most, heap()-before)
				}
			}
			<-judged
			others()
			t.Logf("%d frames in %v, memory %+d KiB, %v", i, time.Since(began), most>>10, err)
			if goesOn.Load() {
				t.Error("it goes on")
			}
			if most > 32<<20 { // all of them together
				t.Errorf("memory grew by %d MiB", most>>20)
			}
		})
	}
}

// heap is the memory in use, in bytes.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
