package main

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"chainzone/resolver"
)

// encryptedConfig is where queries are answered over TLS, HTTPS and QUIC.
type encryptedConfig struct {
	Certificate string   `yaml:"certificate"` // file: PEM, the server's first
	Key         string   `yaml:"key"`         // file: PEM
	TLS         []string `yaml:"tls"`         // host:port
	HTTPS       []string `yaml:"https"`
	QUIC        []string `yaml:"quic"`
	Path        string   `yaml:"path"` // of HTTPS
}

func (e *encryptedConfig) check() (f faults) {
	for _, of := range []struct {
		key  string
		list []string
	}{{"tls", e.TLS}, {"https", e.HTTPS}, {"quic", e.QUIC}} {
		for i, addr := range of.list {
			f.check(fmt.Sprintf("encrypted.%s[%d]", of.key, i), checkAddress(addr))
		}
	}
	if e.Path != "" && (!strings.HasPrefix(e.Path, "/") || strings.ContainsAny(e.Path, "?# ")) {
		f.wrong("encrypted.path", `%q is not a path such as "/dns-query"`, e.Path)
	}
	for _, of := range []struct{ key, file string }{{"certificate", e.Certificate}, {"key", e.Key}} {
		f.path("encrypted."+of.key, of.file)
		if of.file == "" && e.wanted() {
			f.wrong("encrypted."+of.key, "name a file in PEM: encrypted transports need certificate and key")
		}
	}
	return f
}

func (e *encryptedConfig) wanted() bool { return len(e.TLS)+len(e.HTTPS)+len(e.QUIC) > 0 }

// resolver opens the certificate.
func (e *encryptedConfig) resolver(log *slog.Logger) (resolver.Encrypted, error) {
	if !e.wanted() {
		return resolver.Encrypted{}, nil
	}
	c := &certificate{files: [2]string{e.Certificate, e.Key}, log: log}
	if err := c.load(); err != nil {
		return resolver.Encrypted{}, failf(exitRefused, "read the certificate: %w", err)
	}
	c.looked = time.Now()
	return resolver.Encrypted{TLS: e.TLS, HTTPS: e.HTTPS, QUIC: e.QUIC, Path: e.Path, Certificate: c.get}, nil
}

// betweenLooks at the certificate's files, of which none is made without a
// handshake.
const betweenLooks = 10 * time.Second

// certificate is that of a pair of files, read again when they change. A pair
// that cannot be read, such as one half replaced, leaves the one before.
type certificate struct {
	files [2]string // certificate and key
	log   *slog.Logger

	mu      sync.Mutex
	looked  time.Time
	changed [2]time.Time // of what was read last, good or not
	current *tls.Certificate
}

func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); now.Sub(c.looked) >= betweenLooks {
		c.looked = now
		if err := c.load(); err != nil {
			c.log.Warn("the new certificate cannot be used, the old one stays", "err", err)
		}
	}
	return c.current, nil
}

// load reads the files if they changed. c.mu is held, or nobody else has c yet.
func (c *certificate) load() error {
	var changed [2]time.Time
	for i, file := range c.files {
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		changed[i] = info.ModTime()
	}
	if changed == c.changed {
		return nil
	}
	c.changed = changed
	pair, err := tls.LoadX509KeyPair(c.files[0], c.files[1])
	if err != nil {
		return err
	}
	if c.current != nil {
		c.log.Info("the certificate was replaced", "file", c.files[0])
	}
	c.current = &pair
	return nil
}
