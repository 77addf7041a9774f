package integration

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
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

// inquire asks the server over UDP for a while, one question after another, and
// returns how long each answer took. None may be lost.
func inquire(t *testing.T, addr string, d time.Duration) (took []time.Duration) {
	t.Helper()
	conn, err := net.Dial("udp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	packed, buf := mustPack(t, "hello.chain."), make([]byte, 1500)
	for end := time.Now().Add(d); time.Now().Before(end); {
		packed[0], packed[1] = byte(len(took)>>8), byte(len(took))
		began := time.Now()
		conn.SetDeadline(began.Add(5 * time.Second))
		_, err := conn.Write(packed)
		n := 0
		if err == nil {
			n, err = conn.Read(buf)
		}
		if err != nil || n < 12 || !bytes.Equal(buf[:2], packed[:2]) || buf[7] == 0 {
			t.Errorf("question %d over UDP: %v, % x", len(took), err, buf[:n])
			return took
		}
		took = append(took, time.Since(began))
	}
	return took
}

func percentile(list []time.Duration, p int) time.Duration {
	if len(list) == 0 {
		return 0
	}
	list = slices.Sorted(slices.Values(list))
	return list[(len(list)-1)*p/100]
}

// TestT34T35Storms (T34, T35, F15): whatever clients do on streams, every
// question over UDP is answered meanwhile, the server's memory grows by less than
// 64 MiB, and it has no more files open than connections that it may have. The
// sizes of the issue with CHAINZONE_SOAK, which also measures by how much the answers
// are slower than in calm.
func TestT34T35Storms(t *testing.T) {
	each, clients := time.Second, 400
	if soaking() {
		each, clients = 5*time.Second, 10_000
	}
	d := startDevnet(t, "--no-dns")
	cert, key := selfSigned(t, 1, x509.NewCertPool())
	_, elsewhere := configured(t, everyTransport(cert, key, d.Deployment))
	for _, storm := range []*storm{
		{Kind: "idle TCP connections", Clients: clients},
		{Kind: "a byte at a time, never read", Clients: clients},
		{Kind: "TCP messages of 64 KB", Clients: 200},
		{Kind: "HTTPS bodies of 64 KB", Clients: 200},
		{Kind: "HTTP/2 streams reset in a loop", Clients: 200},
		{Kind: "QUIC streams begun and left", Clients: 200},
		{Kind: "QUIC streams that are reset", Clients: 200},
		{Kind: "TLS handshakes", Clients: 200},
	} {
		t.Run(storm.Kind, func(t *testing.T) {
			p, at := configured(t, everyTransport(cert, key, d.Deployment))
			storm.At, storm.Cert = at, cert
			eventually(t, 20*time.Second, "the chain is followed", func() bool {
				m, err := exchange("udp", at["udp"], "hello.chain", dns.TypeA)
				return err == nil && len(m.Answer) > 0
			})
			inquire(t, at["udp"], each/2)
			var most, files int
			before := resident(t, p)
			stop := storm.start(t, false)
			for range 10 {
				inquire(t, at["udp"], each/10)
				most = max(most, int(resident(t, p)-before)>>20)
				list, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", p.cmd.Process.Pid))
				if err != nil {
					t.Fatal(err)
				}
				files = max(files, len(list))
			}
			var ended int
			stop(&ended)
			t.Logf("memory %+d MiB, %d files, %d connections ended", most, files, ended)
			if most >= 64 {
				t.Errorf("the server's memory grew by %d MiB", most)
			}
			if files > 256+64 {
				t.Errorf("the server has %d files open", files)
			}
			serves(t, at, cert)
			if !soaking() {
				return
			}
			by, _ := storm.slows(t, p, elsewhere, true, func(t *testing.T, d time.Duration) []time.Duration { return inquire(t, at["udp"], d) })
			if by > 1.5 { // a tenth is the goal, and a single run's noise
				t.Errorf("answers took %.2f times as long as in calm", by)
			}
		})
	}
}

// soaking says whether tests run at full size.
func soaking() bool { return os.Getenv("CHAINZONE_SOAK") != "" }

// serves waits until every transport that counts connections serves again.
func serves(t *testing.T, at map[string]string, cert string) {
	t.Helper()
	roots := x509.NewCertPool()
	if pem, err := os.ReadFile(cert); err != nil || !roots.AppendCertsFromPEM(pem) {
		t.Fatalf("%v", err)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "example.com"}, ForceAttemptHTTP2: true}, Timeout: 2 * time.Second}
	defer client.CloseIdleConnections()
	query := mustPack(t, "hello.chain.")
	eventually(t, 20*time.Second, "every transport serves again", func() bool {
		if _, err := exchange("tcp", at["tcp"], "hello.chain", dns.TypeA); err != nil {
			return false
		}
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
