package integration

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestCertificate: certbot gets a certificate for a chain name and its wildcard
// from a certification authority that asks our DNS server, with hooks that hold
// a manager's key, and nothing of it stays in the zone.
func TestCertificate(t *testing.T) {
	t.Parallel()
	certbot, pebble := client(t, "certbot"), pebbleProgram(t)
	d := startDevnet(t)
	d.chainzone(1, "name", "register", "alice.chain", "--yes").ok(t)
	d.chainzone(1, "zone", "set", "--yes", "alice.chain", "www", "60", "A", "192.0.2.10").ok(t)
	d.chainzone(1, "name", "manager", "--yes", "alice.chain", d.Accounts[2].Address).ok(t)
	if r := d.chainzone(2, "name", "transfer", "--yes", "alice.chain", d.Accounts[2].Address); r.code != 4 {
		t.Fatalf("the hooks' key can do more than change the zone: %+v", r)
	}

	dir := t.TempDir()
	root, directory := startPebble(t, pebble, dir, d.DNS)
	hook := func(verb, more string) string {
		return filepath.Join(programs, "chainzone") + " zone " + verb + more
	}
	folder := func(name string) string { return filepath.Join(dir, name) }
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, certbot, "certonly", "--non-interactive", "--agree-tos", "--register-unsafely-without-email",
		"--manual", "--preferred-challenges", "dns",
		"--manual-auth-hook", hook("acme-auth", " --server "+d.DNS), "--manual-cleanup-hook", hook("acme-cleanup", ""),
		"--server", directory, "--config-dir", folder("config"), "--work-dir", folder("work"), "--logs-dir", folder("logs"),
		"-d", "www.alice.chain", "-d", "*.alice.chain", "-d", "alice.chain")
	cmd.Env = append(append(cleanEnv(t), d.env(2)...), "REQUESTS_CA_BUNDLE="+root, "PATH="+os.Getenv("PATH"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("certbot: %v\n%s", err, out)
	}

	found, err := filepath.Glob(folder("config/live/*/cert.pem"))
	if err != nil || len(found) != 1 {
		t.Fatalf("certificates: %v, %v", found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(data)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(certificate.DNSNames)
	if want := []string{"*.alice.chain", "alice.chain", "www.alice.chain"}; !slices.Equal(certificate.DNSNames, want) {
		t.Errorf("the certificate is for %v, want %v", certificate.DNSNames, want)
	}
	if zone := d.chainzone(1, "zone", "show", "alice.chain").ok(t).stdout; strings.Contains(zone, "_acme") || !strings.Contains(zone, "192.0.2.10") {
		t.Errorf("the zone afterwards:\n%s", zone)
	}
	history := d.chainzone(1, "name", "history", "alice.chain").ok(t).stdout
	t.Logf("%d changes of the zone", strings.Count(history, "records published"))
}

// pebbleProgram is the certification authority that `make` builds.
func pebbleProgram(t *testing.T) string {
	built, err := filepath.Abs("../.tools/pebble-v2.10.1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(built); err == nil {
		return built
	}
	return client(t, "pebble")
}

// startPebble starts a certification authority that asks a DNS server, and
// returns the file with the certificate to trust it by, and its directory's URL.
func startPebble(t *testing.T, program, dir, dnsServer string) (root, directory string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "pebble"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	root = write("pebble.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	keyFile := write("pebble.key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}))
	address := "127.0.0.1:" + freePort(t)
	config, err := json.Marshal(map[string]any{"pebble": map[string]any{
		"listenAddress": address, "managementListenAddress": "127.0.0.1:" + freePort(t),
		"certificate": root, "privateKey": keyFile, "httpPort": 5002, "tlsPort": 5001,
	}})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-config", write("pebble.json", config), "-dnsserver", dnsServer)
	cmd.Env = append(cleanEnv(t), "PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0")
	log := startCmd(t, cmd).out
	go io.Copy(io.Discard, log) // it writes until it is stopped
	eventually(t, 20*time.Second, "the certification authority listens", func() bool {
		c, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			c.Close()
		}
		return err == nil
	})
	return root, "https://" + address + "/dir"
}
