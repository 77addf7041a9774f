package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// writePair makes a certificate of its own with a serial number.
func writePair(t *testing.T, dir string, serial int64, at time.Time) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), DNSNames: []string{"dns.example"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// TestCertificate: a new pair of files is used when it can be, and not looked
// for at every handshake.
func TestCertificate(t *testing.T) {
	dir, began := t.TempDir(), time.Now().Add(-time.Hour)
	cert, key := writePair(t, dir, 1, began)
	c := &certificate{files: [2]string{cert, key}, log: slog.New(slog.DiscardHandler)}
	serial := func() int64 {
		t.Helper()
		got, err := c.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		return got.Leaf.SerialNumber.Int64()
	}
	later := func() { c.looked = c.looked.Add(-betweenLooks) }
	if got := serial(); got != 1 {
		t.Errorf("at first: %d", got)
	}
	writePair(t, dir, 2, began.Add(time.Minute))
	if got := serial(); got != 1 {
		t.Errorf("at once: %d", got)
	}
	later()
	if got := serial(); got != 2 {
		t.Errorf("later: %d", got)
	}
	old, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	writePair(t, dir, 3, began.Add(2*time.Minute))
	if err := os.WriteFile(key, old, 0o600); err != nil {
		t.Fatal(err)
	}
	later()
	if got := serial(); got != 2 {
		t.Errorf("with a key that does not fit: %d", got)
	}
	writePair(t, dir, 4, began.Add(3*time.Minute))
	later()
	if got := serial(); got != 4 {
		t.Errorf("when both fit again: %d", got)
	}
	os.Remove(key)
	later()
	if got := serial(); got != 4 {
		t.Errorf("without a key: %d", got)
	}
}
