package resolver_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// shown keeps what is logged.
type shown struct {
	mu    sync.Mutex
	attrs []string
}

func (l *shown) Enabled(context.Context, slog.Level) bool { return true }
func (l *shown) WithAttrs([]slog.Attr) slog.Handler       { return l }
func (l *shown) WithGroup(string) slog.Handler            { return l }
func (l *shown) Handle(_ context.Context, r slog.Record) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	r.Attrs(func(a slog.Attr) bool {
		l.attrs = append(l.attrs, a.Value.String())
		return true
	})
	return nil
}

// TestNamesInTheLogAreShort: a name of 255 bytes has up to 1004 in presentation form, and whoever
// asks or publishes chooses it.
func TestNamesInTheLogAreShort(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 NS ns\nns 60 A 127.0.0.1\n", inAYear())
	s.image("bob.chain", []byte{9, 9, 9})
	log := new(shown)
	server, err := resolver.New(resolver.Config{
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}, Forward: forwardTo(&upstream{addr: closedPort}), Logger: slog.New(log),
	})
	if err != nil {
		t.Fatal(err)
	}
	label := strings.Repeat(`\027`, 60) + "."
	for _, below := range []string{"example.", "alice.chain.", "bob.chain."} {
		if m := ask(server, label+label+label+below, dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("%s: %v", below, m)
		}
	}
	if len(log.attrs) < 6 {
		t.Errorf("%q", log.attrs)
	}
	for _, text := range log.attrs {
		if len(text) > names.MaxQuoted || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%d bytes: %q", len(text), text)
		}
	}
}
