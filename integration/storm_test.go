package integration

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/miekg/dns"
	"github.com/quic-go/quic-go"
)

// resident is the memory of a process in bytes.
func resident(t *testing.T, p *process) int64 {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if kb, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kb), "kB")), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return n << 10
		}
	}
	t.Fatal("no VmRSS")
	return 0
}

// inquire asks the server over UDP until ctx ends, and returns how long each
// answer took. Every question must be answered, if need be the second time.
func inquire(ctx context.Context, t *testing.T, addr string) (took []time.Duration) {
	t.Helper()
	c := &dns.Client{Net: "udp", Timeout: 2 * time.Second}
	for ctx.Err() == nil {
		began := time.Now()
		q := new(dns.Msg).SetQuestion("hello.chain.", dns.TypeA)
		m, _, err := c.Exchange(q, addr)
		if err != nil {
			m, _, err = c.Exchange(q, addr)
		}
		if err != nil || len(m.Answer) == 0 {
			t.Errorf("over UDP: %v, %v", err, m)
			return took
		}
		took = append(took, time.Since(began))
	}
	return took
}

func percentile(took []time.Duration, p int) time.Duration {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[(len(took)-1)*p/100]
}

// from is a dialer of one of many loopback addresses.
func from(i int) *net.Dialer {
	return &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 1, byte(i>>8), byte(i))}, Timeout: 5 * time.Second}
}

// TestT34T35Storms (T34, T35, F15): whatever clients do on streams, questions over
// UDP are answered meanwhile and the server's memory stays bounded. The sizes of
// the issue with CHAINZONE_SOAK; how long answers took is logged, not judged.
func TestT34T35Storms(t *testing.T) {
	size, each := 400, 2*time.Second
	if os.Getenv("CHAINZONE_SOAK") != "" {
		size, each = 10_000, 20*time.Second
	}
	d := startDevnet(t, "--no-dns")
	cert, key := secrets(t)
	p, at := configured(t, everyTransport(cert, key, d.Deployment))
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(cert)
	if err != nil || !roots.AppendCertsFromPEM(pem) {
		t.Fatalf("%v", err)
	}
	trusted := &tls.Config{RootCAs: roots, ServerName: "example.com"}
	query := mustPack(t, "hello.chain.")
	framed := append([]byte{0, byte(len(query))}, query...)
	eventually(t, 10*time.Second, "the chain is followed", func() bool {
		m, err := exchange("udp", at["udp"], "hello.chain", dns.TypeA)
		return err == nil && len(m.Answer) > 0
	})
	quiet, cancel := context.WithTimeout(t.Context(), each)
	calm := inquire(quiet, t, at["udp"])
	cancel()
	before := resident(t, p)
	storms := []struct {
		name string
		run  func(ctx context.Context, i int)
	}{
		{"idle TCP connections", func(ctx context.Context, i int) {
			conn, err := from(i).DialContext(ctx, "tcp", at["tcp"])
			if err == nil {
				<-ctx.Done()
				conn.Close()
			}
		}},
		{"TCP clients that send a byte at a time, and never read", func(ctx context.Context, i int) {
			conn, err := from(i).DialContext(ctx, "tcp", at["tcp"])
			if err != nil {
				return
			}
			defer conn.Close()
			for n := 0; ctx.Err() == nil; n++ {
				if _, err := conn.Write(framed[n%len(framed) : n%len(framed)+1]); err != nil {
					return
				}
				pause(ctx, 50*time.Millisecond)
			}
		}},
		{"TCP messages of 64 KB", func(ctx context.Context, i int) {
			conn, err := from(i).DialContext(ctx, "tcp", at["tcp"])
			if err != nil {
				return
			}
			defer conn.Close()
			defer context.AfterFunc(ctx, func() { conn.Close() })()
			message := bytes.Repeat([]byte{0xff}, 2+65535)
			for ctx.Err() == nil {
				if _, err := conn.Write(message); err != nil {
					return
				}
			}
		}},
		{"HTTP/2 streams that are reset", func(ctx context.Context, i int) {
			if i >= size/20 {
				return
			}
			client := &http.Client{Transport: &http.Transport{DialContext: from(i).DialContext, TLSClientConfig: trusted.Clone(), ForceAttemptHTTP2: true}}
			defer client.CloseIdleConnections()
			for range 20 {
				one, reset := context.WithCancel(ctx)
				r, _ := http.NewRequestWithContext(one, http.MethodGet, "https://"+at["https"]+"/dns-query?dns="+base64.RawURLEncoding.EncodeToString(query), nil)
				time.AfterFunc(time.Millisecond, reset)
				if response, err := client.Do(r); err == nil {
					response.Body.Close()
				}
				reset()
			}
		}},
		{"QUIC streams by the hundred", func(ctx context.Context, i int) {
			if i >= size/50 {
				return
			}
			config := trusted.Clone()
			config.NextProtos = []string{"doq"}
			conn, err := quic.DialAddr(ctx, at["quic"], config, nil)
			if err != nil {
				return
			}
			defer conn.CloseWithError(0, "")
			for range 200 {
				stream, err := conn.OpenStreamSync(ctx)
				if err != nil {
					return
				}
				stream.Write(framed[:1]) // and never the rest
			}
			<-ctx.Done()
		}},
	}
	for _, storm := range storms {
		ctx, cancel := context.WithTimeout(t.Context(), each)
		var wait sync.WaitGroup
		slots := make(chan struct{}, 1000)
		wait.Go(func() {
			for i := 0; i < size && ctx.Err() == nil; i++ {
				select {
				case slots <- struct{}{}:
				case <-ctx.Done():
					return
				}
				wait.Go(func() {
					storm.run(ctx, i)
					<-slots
				})
			}
		})
		took := inquire(ctx, t, at["udp"])
		peak := resident(t, p)
		cancel()
		wait.Wait()
		t.Logf("%s: %d answers, p50 %v, p99 %v (calm: %d, %v, %v), memory %+d KiB", storm.name, len(took), percentile(took, 50), percentile(took, 99),
			len(calm), percentile(calm, 50), percentile(calm, 99), (peak-before)>>10)
		if grown := peak - before; grown > 64<<20 {
			t.Errorf("%s: the server's memory grew by %d KiB", storm.name, grown>>10)
		}
	}
	eventually(t, 20*time.Second, "every transport serves again", func() bool {
		_, err := exchange("tcp", at["tcp"], "hello.chain", dns.TypeA)
		if err != nil {
			return false
		}
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: trusted.Clone(), ForceAttemptHTTP2: true}, Timeout: 2 * time.Second}
		defer client.CloseIdleConnections()
		response, err := client.Post("https://"+at["https"]+"/dns-query", "application/dns-message", bytes.NewReader(query))
		if err != nil {
			return false
		}
		defer response.Body.Close()
		_, err = io.Copy(io.Discard, response.Body)
		return err == nil && response.StatusCode == http.StatusOK
	})
}

func mustPack(t *testing.T, name string) []byte {
	t.Helper()
	q := new(dns.Msg).SetQuestion(name, dns.TypeA)
	q.Id = 0
	data, err := q.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
