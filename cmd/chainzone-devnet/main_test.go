package main

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// running is a devnet in this process; stop ends it as a signal would.
func running(t *testing.T, args ...string) (r ready, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	read, write := io.Pipe()
	var errs strings.Builder
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"chainzone-devnet", "--json", "--dns", "127.0.0.1:0", "--rpc", "127.0.0.1:0"}, args...), write, &errs)
		write.Close()
	}()
	decoder := json.NewDecoder(read)
	err := decoder.Decode(&r)
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		rest, _ := io.ReadAll(io.MultiReader(decoder.Buffered(), read))
		if got := <-code; got != 0 || errs.Len() > 0 || strings.TrimSpace(string(rest)) != "" {
			t.Errorf("exit %d, after the object %q, stderr %q", got, rest, errs.String())
		}
	}
	t.Cleanup(stop)
	if err != nil {
		cancel()
		t.Fatalf("no object: %v, exit %d, stderr %q", err, <-code, errs.String())
	}
	return r, stop
}

func TestRefusals(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		line string
		code int
		want string
	}{
		{"--bogus", 2, "--help"},
		{"now", 2, "options only"},
		{"--tld a..b", 2, "empty label"},
		{"--tld .", 2, "root"},
		{"--tld A_b", 2, "--tld"},
		{"--block-time 1ms", 2, "at least 100ms"},
		{"--block-time soon", 2, "soon"},
		{"--dns 127.0.0.1", 2, "127.0.0.1:5300"},
		{"--dns 0.0.0.0:5300", 2, "loopback"},
		{"--rpc 192.0.2.1:8545", 2, "loopback"},
		{"--rpc " + taken.Addr().String(), 1, "--rpc 127.0.0.1:0"},
		{"--rpc 127.0.0.1:0 --dns " + taken.Addr().String(), 1, "--dns 127.0.0.1:0"},
		{"--rpc 127.0.0.1:0 --data " + file, 1, file},
	} {
		t.Run(tc.line, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			var out, errs strings.Builder
			code := run(t.Context(), append([]string{"chainzone-devnet"}, strings.Fields(tc.line)...), &out, &errs)
			if code != tc.code || !strings.Contains(errs.String(), tc.want) || strings.Count(errs.String(), "\n") != 1 || out.Len() > 0 && tc.code == 1 {
				t.Errorf("exit %d, stdout %q, stderr %q; want %d, %q", code, out.String(), errs.String(), tc.code, tc.want)
			}
			if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) != 0 {
				t.Errorf("it left %v", left)
			}
		})
	}
}

func TestVersion(t *testing.T) {
	var out, errs strings.Builder
	if code := run(t.Context(), []string{"chainzone-devnet", "--version"}, &out, &errs); code != 0 || out.String() != "chainzone-devnet version devel\n" || errs.Len() > 0 {
		t.Errorf("exit %d, stdout %q, stderr %q", code, out.String(), errs.String())
	}
}

// TestNothingLeft: what runs without --data leaves nothing, and what runs with
// it has the same chain when it is started again.
func TestNothingLeft(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r, stop := running(t)
	hello := func(r ready) bool {
		m, _, err := (&dns.Client{Timeout: 8 * time.Second}).Exchange(new(dns.Msg).SetQuestion("hello.chain.", dns.TypeA), r.DNS)
		return err == nil && m.Authoritative && len(m.Answer) == 1
	}
	if !hello(r) {
		t.Error("no answer")
	}
	for _, path := range []string{r.Deployment, r.Accounts[1].KeyFile} {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	began := time.Now()
	stop()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v to end", took)
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}

	data := t.TempDir()
	first, stop := running(t, "--data", data)
	stop()
	second, stop := running(t, "--data", data)
	if second.Registry != first.Registry || !hello(second) {
		t.Errorf("another chain after a restart: %+v, %+v", first, second)
	}
	stop()
	var out, errs strings.Builder
	if code := run(t.Context(), strings.Fields("chainzone-devnet --dns 127.0.0.1:0 --rpc 127.0.0.1:0 --tld other --data "+data), &out, &errs); code != 1 || !strings.Contains(errs.String(), "give --tld chain") {
		t.Errorf("the data of another TLD: exit %d, %q", code, errs.String())
	}
}
