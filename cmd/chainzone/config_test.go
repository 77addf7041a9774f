package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
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

// TestChainClockIsForDevelopment (T05): check warns where the chain's own clock is
// believed and the chain is none for development, whether the file has its id or the
// deployment file that it names; one that is not there yet is nothing to warn of. The
// key reaches both the follower of the chain and the serial.
func TestChainClockIsForDevelopment(t *testing.T) {
	dir := t.TempDir()
	deployment := filepath.Join(dir, "chain.json")
	written := func(id int) string {
		return fmt.Sprintf(`{tld: a, chainId: %d, registry: "0x5FbDB2315678afecb367f032d93F642f64180aa3", controller: "0x5FbDB2315678afecb367f032d93F642f64180aa3", `+
			`registryCodeHash: "0x%064d", endpoints: ["http://127.0.0.1:1"], `, id, 1)
	}
	for _, tc := range []struct {
		origin string
		warned bool
	}{
		{written(1) + "clock: chain}", true},
		{written(31338) + "clock: chain}", true},
		{written(31337) + "clock: chain}", false},
		{written(1337) + "clock: chain}", false},
		{written(1) + "clock: machine}", false},
		{written(1) + "}", false},
		{fmt.Sprintf("{deployment: %q, clock: chain}", deployment), true},
		{fmt.Sprintf("{deployment: %q}", deployment), false},
		{`{deployment: "not there", clock: chain}`, false},
	} {
		d := &chain.Deployment{
			Version: 1, ChainID: 10, TLD: "a", Registry: common.Address{1}, Controller: common.Address{2}, RegistryCodeHash: common.Hash{3}, Endpoints: []string{"http://127.0.0.1:1"},
		}
		if err := d.Write(deployment); err != nil {
			t.Fatal(err)
		}
		text := "version: 1\nlisten: [\"127.0.0.1:53\"]\norigins: [" + tc.origin + "]\n"
		file := filepath.Join(dir, "chainzone.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, errs := command(t, "check", file)
		if code != exitOK || !strings.HasSuffix(out, "is good\n") {
			t.Errorf("%s: exit %d, %q, %q", tc.origin, code, out, errs)
		}
		if warned := strings.Contains(errs, "origins[0].clock: an endpoint of chain "); warned != tc.warned || !warned && errs != "" {
			t.Errorf("%s: %q", tc.origin, errs)
		}
		c, err := parseConfig([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Contains(tc.origin, "clock: chain")
		if o := &c.Origins[0]; !strings.Contains(tc.origin, "not there") {
			client, err := o.open(nil, chain.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := o.served(client.Origin()).ChainClock; client.ChainClock() != want || got != want {
				t.Errorf("%s: followed by the chain's clock %v, served by it %v", tc.origin, client.ChainClock(), got)
			}
			c.Origins[0].Clock = map[bool]string{true: "machine", false: "chain"}[want]
			if other, err := o.open([]*chain.Client{client}, chain.Options{}); err != nil || other == client {
				t.Errorf("%s: another clock, and the same client: %v", tc.origin, err)
			}
		}
	}
	if _, err := parseConfig([]byte("version: 1\nlisten: [\"127.0.0.1:53\"]\norigins: [{deployment: a, clock: sun}]\n")); err == nil || !strings.Contains(err.Error(), "neither machine nor chain") {
		t.Errorf("clock: sun: %v", err)
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
