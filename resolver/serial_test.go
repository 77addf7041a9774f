package resolver_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

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

// TestSerialStaysNearTheClock: whatever an endpoint says of the time of the last
// change, and of the head, and whatever the state folder has, the serial is at most 5
// minutes ahead of the clock: of the machine's, or of the chain's where that is
// moved by hand. In 2106 it begins again at 0 and goes on (RFC 1982).
func TestSerialStaysNearTheClock(t *testing.T) {
	const now, minutes, year = 1_800_000_000, 5 * 60, 365 * 86400
	for _, tc := range []struct {
		name          string
		clock         uint64 // the machine's, 0: now
		head, changed uint64
		expired       uint64 // of a name with records, 0: none
		file          uint64 // 0: none
		chainClock    bool
		want, left    uint64 // served, and in the file
	}{
		{name: "a true change", head: now, changed: now - 9, want: now - 9, left: now - 9},
		{name: "a clock that is a little slow", head: now + minutes, changed: now + minutes, want: now + minutes, left: now + minutes},
		{name: "a wild changes slot", head: now, changed: 1<<40 - 1, want: now + minutes, left: now + minutes},
		{name: "a slot that looks small in 32 bits", head: now, changed: 1<<32 + 5, want: now + minutes, left: now + minutes},
		{name: "a false time", head: now + year, changed: now + year, want: now + minutes, left: now + minutes},
		{name: "an expiry at a false time", head: now + year, changed: now - 9, expired: now + year - 1, want: now + minutes, left: now + minutes},
		{name: "a file at the bound", head: now, changed: now - 9, file: now + minutes, want: now + minutes, left: now + minutes},
		{name: "a file beyond it", head: now, changed: now - 9, file: now + minutes + 1, want: now - 9, left: now - 9},
		{name: "a file of a false time", head: now, changed: now - 9, file: now + year, want: now - 9, left: now - 9},
		{name: "the greatest file", head: now, changed: now - 9, file: 1<<32 - 1, want: now - 9, left: now - 9},
		{name: "a chain that is a year ahead", head: now + year, changed: now + year - 9, chainClock: true, want: now + year - 9, left: now + year - 9},
		{name: "its file", head: now + year, changed: now + 5, file: now + year - 9, chainClock: true, want: now + year - 9, left: now + year - 9},
		{name: "its file after it began anew", head: now, changed: now - 9, file: now + year - 9, chainClock: true, want: now - 9, left: now - 9},
		{name: "its wild changes slot", head: now + year, changed: 1<<40 - 1, chainClock: true, want: now + year + minutes, left: now + year + minutes},
		{name: "2106", clock: 1<<32 + 50, head: 1<<32 + 50, changed: 1<<32 + 40, file: 1<<32 - 100, want: 40, left: 40},
		{name: "after 2106", clock: 1<<32 + 50, head: 1<<32 + 50, changed: 1<<32 - 300, file: 40, want: 40, left: 40},
		{name: "2040, and nothing ever changed before", clock: 1 << 31, head: 1 << 31, changed: 1 << 31, want: 1 << 31, left: 1 << 31},
	} {
		t.Run(tc.name, func(t *testing.T) {
			state := t.TempDir()
			file := filepath.Join(state, "serial-chain")
			if tc.file != 0 {
				if err := os.WriteFile(file, fmt.Appendln(nil, tc.file), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s := newSource(t)
			s.head.Time, s.head.Changed = tc.head, tc.changed
			server, err := resolver.New(resolver.Config{State: state, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s, ChainClock: tc.chainClock}}})
			if err != nil {
				t.Fatal(err)
			}
			wall := time.Unix(int64(cmp.Or(tc.clock, now)), 0)
			server.SetClock(func() time.Time { return wall })
			s.head.Confirmed = wall
			if tc.expired != 0 {
				s.set("gone.chain", "@ 60 A 192.0.2.1\n", tc.expired)
				ask(server, "gone.chain", dns.TypeA)
			}
			m := ask(server, "chain", dns.TypeSOA)
			if len(m.Answer) != 1 || m.Answer[0].(*dns.SOA).Serial != uint32(tc.want) {
				t.Errorf("want %d in %v", tc.want, m)
			}
			if data, err := os.ReadFile(file); err != nil || string(data) != fmt.Sprintln(tc.left) {
				t.Errorf("the file after it: %q, %v, want %d", data, err, tc.left)
			}
		})
	}
}
