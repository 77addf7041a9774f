package integration

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// secrets writes a certificate for example.com and 127.0.0.1 with its key.
func secrets(t *testing.T) (cert, key string) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	s.Close()
	private, err := x509.MarshalPKCS8PrivateKey(s.TLS.Certificates[0].PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: s.Certificate().Raw}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// everyTransport is the configuration of a server that listens on all of them.
func everyTransport(cert, key, deployment string) string {
	return fmt.Sprintf(`version: 1
listen: ["127.0.0.1:0"]
encrypted:
  certificate: %s
  key: %s
  tls: ["127.0.0.1:0"]
  https: ["127.0.0.1:0"]
  quic: ["127.0.0.1:0"]
origins:
  - deployment: %s
`, cert, key, deployment)
}

var listening = regexp.MustCompile(`msg=listening transport=(\w+) address=(\S+)`)

// configured runs chainzone serve from a configuration file and returns its
// address for each transport.
func configured(t *testing.T, text string) (*process, map[string]string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "chainzone.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := start(t, nil, "chainzone", "serve", "--config", file)
	at := map[string]string{}
	wanted := 2 + strings.Count(text, "\n  tls: [") + strings.Count(text, "\n  https: [") + strings.Count(text, "\n  quic: [")
	eventually(t, 20*time.Second, "chainzone serve listens", func() bool {
		select {
		case <-p.done:
			t.Fatalf("chainzone serve ended: %v\n%s", p.err, p.log.String())
		default:
		}
		for _, m := range listening.FindAllStringSubmatch(p.log.String(), -1) {
			at[m[1]] = m[2]
		}
		return len(at) == wanted
	})
	return p, at
}

// TestEncryptedTransports asks over TLS, HTTPS and QUIC with the programs that
// people use.
func TestEncryptedTransports(t *testing.T) {
	d := startDevnet(t, "--no-dns")
	cert, key := secrets(t)
	_, at := configured(t, everyTransport(cert, key, d.Deployment))
	eventually(t, 20*time.Second, "chainzone reaches the chain", func() bool { return answersNames("udp", at["udp"], "chain") == nil })
	for _, tc := range []struct{ name, transport, options string }{
		{"TLS", "tls", "+tls +tls-ca=" + cert + " +tls-hostname=example.com +padding"},
		{"HTTPS by POST", "https", "+https=/dns-query +tls-ca=" + cert + " +tls-hostname=example.com"},
		{"HTTPS by GET", "https", "+https=/dns-query +https-get +tls-ca=" + cert + " +tls-hostname=example.com"},
		{"QUIC", "quic", "+tls-ca=" + cert + " +tls-hostname=example.com +quic"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			host, port, err := net.SplitHostPort(at[tc.transport])
			if err != nil {
				t.Fatal(err)
			}
			args := append([]string{"@" + host, "-p", port}, strings.Fields(tc.options)...)
			for name, want := range map[string]string{"hello.chain": "192.0.2.", "nobody.chain": "status: NXDOMAIN"} {
				out, err := exec.CommandContext(t.Context(), client(t, "kdig"), append(args, name, "A")...).CombinedOutput()
				if err != nil || !strings.Contains(string(out), want) || !strings.Contains(string(out), " aa") {
					t.Errorf("%v\n%s", err, out)
				}
			}
		})
	}
	for _, version := range []string{"--http1.1", "--http2"} {
		t.Run("curl "+version, func(t *testing.T) {
			query := filepath.Join(t.TempDir(), "query")
			if err := os.WriteFile(query, append([]byte{0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0}, "\x05hello\x05chain\x00\x00\x01\x00\x01"...), 0o600); err != nil {
				t.Fatal(err)
			}
			answer := query + ".answer"
			out, err := exec.CommandContext(t.Context(), client(t, "curl"), "--silent", "--show-error", "--fail", version, "--cacert", cert,
				"--header", "content-type: application/dns-message", "--data-binary", "@"+query, "--output", answer,
				"--write-out", "%{http_version} %{http_code} %{content_type}", "https://"+at["https"]+"/dns-query").CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			want := map[string]string{"--http1.1": "1.1", "--http2": "2"}[version] + " 200 application/dns-message"
			if string(out) != want {
				t.Errorf("curl says %q, want %q", out, want)
			}
			data, err := os.ReadFile(answer)
			if err != nil || len(data) < 16 || !strings.HasPrefix(string(data[len(data)-4:]), "\xc0\x00\x02") {
				t.Errorf("%v: %x", err, data)
			}
		})
	}
}
