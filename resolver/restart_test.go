package resolver_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/resolver/snapshot"
	"chainzone/zone"
)

const chainData = "the test's chain"

// life is one run of a server with a state folder.
type life struct {
	*resolver.Server
	log  *bytes.Buffer // read after the start
	stop func()
}

// live starts a server as the program does.
func live(t *testing.T, state, data string, s *source) *life {
	t.Helper()
	l := &life{log: new(bytes.Buffer)}
	var err error
	l.Server, err = resolver.New(resolver.Config{
		State: state, Logger: slog.New(slog.NewTextHandler(l.log, nil)),
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s, Data: data}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Listen(); err != nil {
		t.Fatal(err)
	}
	l.Restore()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- l.Run(ctx) }()
	l.stop = func() {
		t.Helper()
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	return l
}

// answered is what a name's A record is, and whether it is said to be stale.
func answered(t *testing.T, s *resolver.Server, name string) (address string, stale bool) {
	t.Helper()
	m := ask(s, name, dns.TypeA)
	codes := edes(m)
	stale = slices.Contains(codes, dns.ExtendedErrorCodeStaleAnswer) || slices.Contains(codes, dns.ExtendedErrorCodeStaleNXDOMAINAnswer)
	switch {
	case m.Rcode != dns.RcodeSuccess:
		return dns.RcodeToString[m.Rcode], stale
	case len(m.Answer) != 1:
		t.Fatalf("%s: %v", name, m)
	case stale && m.Answer[0].Header().Ttl > 30:
		t.Errorf("stale for %d s: %v", m.Answer[0].Header().Ttl, m)
	}
	return m.Answer[0].(*dns.A).A.String(), stale
}

// TestF18Restart (F18): a server that starts again gives the names that it knew
// before, as stale, until its source has said what changed; then what did not is
// exact without having been read.
func TestF18Restart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state := filepath.Join(t.TempDir(), "state")
		first := newSource(t)
		first.set("alice.chain", "@ 300 A 192.0.2.1\n", inAYear())
		first.set("bob.chain", "@ 300 A 192.0.2.2\n", inAYear())
		first.set("chain", "@ 300 A 192.0.2.3\n", 0)
		first.set("short.chain", "@ 300 A 192.0.2.4\n", first.head.Time+3600)
		known := []string{"alice.chain", "bob.chain", "chain", "short.chain", "absent.chain"}
		server := live(t, state, chainData, first)
		for _, name := range known {
			ask(server.Server, name, dns.TypeA)
		}
		before := first.head
		server.stop()

		time.Sleep(time.Hour - 2*time.Second) // 1 s of which is waited for after the start
		second := newSource(t)
		second.states, second.known, second.err = first.states, false, names.ErrUnreachable
		server = live(t, state, chainData, second)
		check := func(what, name, want string, wantStale bool, wantReads int) {
			t.Helper()
			reads := second.count()
			got, stale := answered(t, server.Server, name)
			if got != want || stale != wantStale || second.count()-reads != wantReads {
				t.Errorf("%s, %s: %s, stale %v, %d reads; want %s, %v, %d", what, name, got, stale, second.count()-reads, want, wantStale, wantReads)
			}
		}
		if second.head != before {
			t.Errorf("the source was told to go on from %+v, want %+v", second.head, before)
		}
		check("out of reach", "alice.chain", "192.0.2.1", true, 0)
		check("out of reach", "chain", "192.0.2.3", true, 0)
		check("out of reach", "absent.chain", "NXDOMAIN", true, 0)
		check("out of reach", "unknown.chain", "SERVFAIL", false, 1)
		check("before its expiry", "short.chain", "192.0.2.4", true, 0)
		time.Sleep(time.Second)
		check("after its expiry", "short.chain", "SERVFAIL", false, 0)

		// An endpoint that lags behind says nothing new.
		server.stop()
		server = live(t, state, chainData, second)
		second.apply(names.Change{Head: second.head})
		check("nothing confirmed", "alice.chain", "192.0.2.1", true, 0)

		second.with(func() {
			second.err, second.head.Number, second.head.Time, second.head.Confirmed = nil, 200, uint64(time.Now().Unix()), time.Now()
		})
		second.set("bob.chain", "@ 300 A 192.0.2.22\n", inAYear())
		second.apply(names.Change{Head: second.head, Nodes: []names.Node{second.Node(zone.MustParseName("bob.chain"))}})
		check("followed", "alice.chain", "192.0.2.1", false, 0)
		check("followed", "absent.chain", "NXDOMAIN", false, 0)
		check("changed", "bob.chain", "192.0.2.22", false, 1)
		server.stop()

		// That an endpoint lags behind is no confirmation, however short the restart was.
		server = live(t, state, chainData, second)
		second.apply(names.Change{Head: second.head})
		check("not confirmed again", "alice.chain", "192.0.2.1", true, 0)
		server.stop()

		// Who asks before it is known what changed waits for that.
		server = live(t, state, chainData, second)
		got := make(chan bool)
		go func() {
			m := ask(server.Server, "alice.chain", dns.TypeA)
			got <- len(m.Answer) == 1 && len(edes(m)) == 0 && m.Answer[0].Header().Ttl == 300
		}()
		time.Sleep(time.Second / 2)
		second.with(func() { second.head.Confirmed = time.Now() })
		second.apply(names.Change{Head: second.head})
		if !<-got {
			t.Error("a query that came before the first head has no fresh answer")
		}
		server.stop()

		// What is suspect is not kept.
		server = live(t, state, chainData, second)
		time.Sleep(time.Second)
		second.with(func() { second.head.Confirmed = time.Now() })
		second.apply(names.Change{Head: second.head, All: true})
		check("suspect", "alice.chain", "192.0.2.1", false, 1)
		second.with(func() { second.err = names.ErrUnreachable })
		server.stop()
		server = live(t, state, chainData, second)
		check("kept", "alice.chain", "192.0.2.1", true, 0)
		check("not kept", "bob.chain", "SERVFAIL", false, 1)
		server.stop()

		// A chain that is not the configured one leaves nothing.
		server = live(t, state, chainData, second)
		second.with(func() { second.refused = names.ErrRefused })
		server.stop()
		second.with(func() { second.refused = nil })
		server = live(t, state, chainData, second)
		check("refused", "alice.chain", "SERVFAIL", false, 1)
		server.stop()
	})
}

// TestF18Day (F18): a restart does not start the day anew for which a name may be
// given as stale, though a head is confirmed at which all names are suspect.
func TestF18Day(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state := t.TempDir()
		s := newSource(t)
		s.set("alice.chain", "@ 300 A 192.0.2.1\n", inAYear())
		server := live(t, state, chainData, s)
		ask(server.Server, "alice.chain", dns.TypeA)
		server.stop()
		time.Sleep(20 * time.Hour)
		server = live(t, state, chainData, s)
		s.with(func() { s.err, s.head.Confirmed = names.ErrUnreachable, time.Now() })
		s.apply(names.Change{Head: s.head, All: true})
		for _, want := range []string{"192.0.2.1", "SERVFAIL"} {
			if got, _ := answered(t, server.Server, "alice.chain"); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			time.Sleep(4*time.Hour + time.Second)
			s.with(func() { s.head.Confirmed = time.Now() })
		}
		server.stop()
	})
}

// kept is a snapshot of alice.chain, as a server would leave it now.
func kept(confirmed time.Time, change func(*snapshot.Origin)) []byte {
	name := zone.MustParseName("alice.chain")
	sets, err := zone.ParseMaster(name, strings.NewReader("@ 300 A 192.0.2.1\n"), "test")
	if err != nil {
		panic(err)
	}
	z, err := zone.New(name, sets)
	if err != nil {
		panic(err)
	}
	block := names.Block{Number: 100, Hash: [32]byte{100}, Time: uint64(confirmed.Unix())}
	o := snapshot.Origin{
		Data:     chainData,
		Position: names.Position{Head: names.Head{Block: block, Changed: 7, Confirmed: confirmed}, Genesis: [32]byte{1}},
		Names:    []snapshot.Name{{Name: name, State: names.State{Block: block, Expiry: inAYear(), Serial: 1, Image: z.Image()}}},
	}
	if change != nil {
		change(&o)
	}
	data, _ := snapshot.Encode([]snapshot.Origin{o})
	return data
}

// TestF18Bad (F18): a snapshot that cannot be used never hinders a start, is not
// believed in any part, and the log says why.
func TestF18Bad(t *testing.T) {
	good := kept(time.Now(), nil)
	flip := func(at int) []byte {
		data := bytes.Clone(good)
		data[at] ^= 1
		return data
	}
	type row struct {
		name string
		file []byte
		log  string // "": nothing
	}
	rows := []row{
		{"another program's", []byte(strings.Repeat("not a snapshot ", 20)), "not a snapshot"},
		{"another version", flip(8), "version"},
		{"a byte more", append(bytes.Clone(good), 0), "not as long"},
		{"another length", flip(16), "not as long"},
		{"old", kept(time.Now().Add(-24*time.Hour-time.Minute), nil), "too old"},
		{"from the future", kept(time.Now().Add(time.Hour), nil), "future"},
		{"of another chain", kept(time.Now(), func(o *snapshot.Origin) { o.Data = "another chain" }), "not configured"},
		{"of no chain", kept(time.Now(), func(o *snapshot.Origin) { o.Data = "" }), "not configured"},
		{"a name of another domain", kept(time.Now(), func(o *snapshot.Origin) { o.Names[0].Name = zone.MustParseName("alice.other") }), "names=0"},
		{"a name that is not registered by itself", kept(time.Now(), func(o *snapshot.Origin) { o.Names[0].Name = zone.MustParseName("www.alice.chain") }), "names=0"},
		{"an image that is none", kept(time.Now(), func(o *snapshot.Origin) { o.Names[0].State.Image = []byte{1, 2, 3} }), "names=0"},
	}
	for n := range len(good) {
		rows = append(rows, row{fmt.Sprintf("the first %d bytes", n), good[:n], "without the names"})
	}
	for at := range len(good) {
		rows = append(rows, row{fmt.Sprintf("byte %d is another", at), flip(at), "without the names"})
	}
	try := func(t *testing.T, state string, row row) *life {
		t.Helper()
		s := newSource(t)
		s.known, s.err = false, names.ErrUnreachable
		began := time.Now()
		server := live(t, state, chainData, s)
		if got, _ := answered(t, server.Server, "alice.chain"); got != "SERVFAIL" {
			t.Errorf("%s: %s", row.name, got)
		}
		if took := time.Since(began); took > 10*time.Second { // of which a busy machine may take most
			t.Errorf("%s: the start took %v", row.name, took)
		}
		if text := server.log.String(); (row.log == "") != (text == "") || !strings.Contains(text, row.log) {
			t.Errorf("%s: the log says %q, want %q", row.name, text, row.log)
		}
		return server
	}
	state := t.TempDir()
	file := filepath.Join(state, "names.snapshot")
	for _, row := range rows {
		if err := os.WriteFile(file, row.file, 0o600); err != nil {
			t.Fatal(err)
		}
		try(t, state, row).stop()
	}

	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	try(t, state, row{name: "none"}).stop()

	// Where it cannot be read: a folder, a pipe, far too many bytes.
	bad := t.TempDir()
	file = filepath.Join(bad, "names.snapshot")
	if err := os.Mkdir(file, 0o700); err != nil {
		t.Fatal(err)
	}
	server := try(t, bad, row{name: "a folder", log: "not a file"})
	server.stop()
	if text := server.log.String(); !strings.Contains(text, "next run") {
		t.Errorf("it could not be written, and the log says %q", text)
	}
	huge := t.TempDir()
	f, err := os.Create(filepath.Join(huge, "names.snapshot"))
	if err == nil {
		err = f.Truncate(1 << 40) // no block of it is on the disk
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	try(t, huge, row{name: "too large", log: "bytes, more than"}).stop()

	// A state folder that is a file cannot be read nor written.
	server = try(t, f.Name(), row{name: "no folder", log: "not a directory"})
	server.stop()
	if text := server.log.String(); !strings.Contains(text, "next run") {
		t.Errorf("it could not be written, and the log says %q", text)
	}

	// And one that is good is taken.
	if err := os.WriteFile(filepath.Join(state, "names.snapshot"), kept(time.Now().Add(30*time.Second), nil), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newSource(t)
	s.known, s.err = false, names.ErrUnreachable
	server = live(t, state, chainData, s)
	if got, stale := answered(t, server.Server, "alice.chain"); got != "192.0.2.1" || !stale {
		t.Errorf("a good one: %s, stale %v", got, stale)
	}
	server.stop()
}

// TestF18Full (F18): on a disk that is full the old snapshot stays, and nothing
// is left behind.
func TestF18Full(t *testing.T) {
	// Writes to it fail, as on a full disk.
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("this system has no /dev/full")
	}
	state := t.TempDir()
	file := filepath.Join(state, "names.snapshot")
	good := kept(time.Now(), nil)
	if err := os.WriteFile(file, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/full", file+".new"); err != nil {
		t.Fatal(err)
	}
	s := newSource(t)
	server := live(t, state, chainData, s)
	server.stop()
	if text := server.log.String(); !strings.Contains(text, "no space left") {
		t.Errorf("the log says %q", text)
	}
	if data, err := os.ReadFile(file); err != nil || !bytes.Equal(data, good) {
		t.Errorf("the old snapshot: %d bytes, %v", len(data), err)
	}
	if list, err := os.ReadDir(state); err != nil || len(list) != 1 {
		t.Errorf("left behind: %v, %v", list, err)
	}
}
