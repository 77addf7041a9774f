package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"chainzone/zone"
)

// TestT27PublicOrigin (T27): an origin that is a domain of the public DNS is told
// to the operator.
func TestT27PublicOrigin(t *testing.T) {
	for origin, want := range map[string]bool{"com": true, "co.uk": true, "chain": false, "eth": false, "names.example.com": false} {
		var log bytes.Buffer
		warnPublic(slog.New(slog.NewTextHandler(&log, nil)), zone.MustParseName(origin))
		if got := strings.Contains(log.String(), "public DNS"); got != want {
			t.Errorf("%s: %q", origin, log.String())
		}
	}
}

// TestRecursionKey: without the key there is the default, an empty list is
// nobody, and every list reaches the server.
func TestRecursionKey(t *testing.T) {
	const rest = "version: 1\nlisten: [\"127.0.0.1:53\"]\nforward: [{zone: ., upstreams: [192.0.2.53]}]\n"
	for text, want := range map[string]int{"": -1, "recursion: []\n": 0, "recursion: [10.0.0.0/8, \"::1/128\"]\n": 2} {
		c, err := parseConfig([]byte(rest + text))
		if err != nil {
			t.Fatal(err)
		}
		got := c.resolver().Recursion
		if want < 0 && got != nil || want >= 0 && (got == nil || len(got) != want) {
			t.Errorf("%q: %v", text, got)
		}
	}
	c, err := parseConfig([]byte(rest + "private: {names: [a.chain], ranges: [10.0.0.0/8]}\ndelegation: {allow: [127.0.0.0/8]}\nidentity: {nsid: n, version: v, server: s}\norder: rotate\nstate: dir\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := c.resolver(); len(r.Private.Names) != 1 || len(r.Private.Ranges) != 1 || len(r.Delegation) != 1 || string(r.Identity.NSID) != "n" || r.Identity.Version != "v" || r.Identity.Server != "s" || !r.Rotate || r.State != "dir" {
		t.Errorf("%+v", r)
	}
}
