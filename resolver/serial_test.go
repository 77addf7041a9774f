package resolver_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// TestSerial: the SOA serial is the time of the last change, or of the latest
// known expiry that passed, and never goes back, over restarts too.
func TestSerial(t *testing.T) {
	state := filepath.Join(t.TempDir(), "state")
	file := filepath.Join(state, "serial-chain")
	start := func(s *source, dir string) *resolver.Server {
		server, err := resolver.New(resolver.Config{State: dir, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
		if err != nil {
			t.Fatal(err)
		}
		return server
	}
	check := func(what string, server *resolver.Server, want uint64) {
		t.Helper()
		m := ask(server, "chain", dns.TypeSOA)
		if len(m.Answer) != 1 || m.Answer[0].(*dns.SOA).Serial != uint32(want) {
			t.Errorf("%s: want %d in %v", what, want, m)
		}
	}
	s := newSource(t)
	now := s.head.Time
	changed := func(at uint64) { s.with(func() { s.head.Changed = at }) }
	changed(0)
	check("nothing ever changed", start(s, ""), 1)
	changed(now - 1000)
	server := start(s, state)
	check("a change", server, now-1000)
	changed(now - 2000)
	check("the change left the chain", server, now-1000)
	check("and the server started again", start(s, state), now-1000)
	check("without a state", start(s, ""), now-2000)
	changed(now - 500)
	check("the next change", server, now-500)
	check("and another start", start(s, state), now-500)

	s.set("gone.chain", "@ 60 A 192.0.2.1\n", now-100)
	s.set("empty.chain", "", now-50)
	ask(server, "gone.chain", dns.TypeA)
	ask(server, "empty.chain", dns.TypeA)
	check("a name with records expired", server, now-100)

	if err := os.WriteFile(file, []byte("no number\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	check("a file that cannot be read", start(s, state), now-500)
	if data, err := os.ReadFile(file); err != nil || string(data) != fmt.Sprintln(now-500) {
		t.Errorf("the file after it: %q, %v", data, err)
	}
	check("a folder that cannot be", start(s, file), now-500)
	if list, err := os.ReadDir(state); err != nil || len(list) != 1 {
		t.Errorf("left behind: %v, %v", list, err)
	}
}
