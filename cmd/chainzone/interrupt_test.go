package main

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
)

// sent is how many transactions an account's nonce tells of.
func (w *world) sent(account int) uint64 {
	w.t.Helper()
	client, err := rpc.Dial(w.RPC())
	if err != nil {
		w.t.Fatal(err)
	}
	defer client.Close()
	var n hexutil.Uint64
	if err := client.Call(&n, "eth_getTransactionCount", w.Accounts[account].Address, "latest"); err != nil {
		w.t.Fatal(err)
	}
	return uint64(n)
}

// files lists the regular files below a directory.
func files(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, strings.TrimPrefix(path, dir+"/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestInterruptedRegistration: Ctrl-C at every call of a registration. The same
// command goes on, and in the end one commitment and one registration are on
// the chain, paid once.
func TestInterruptedRegistration(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	state := w.path("state")
	if err := os.Mkdir(state, 0o700); err != nil {
		t.Fatal(err)
	}
	var cancel context.CancelFunc
	calls, stopAt := 0, 0
	file := w.proxied(func(_ string, reply []byte) []byte {
		if calls++; calls == stopAt {
			cancel()
		}
		return reply
	})
	const max = 200
	interrupted, steps := 0, uint64(0)
	for stopAt = 1; stopAt < max; stopAt++ {
		var ctx context.Context
		ctx, cancel = context.WithCancel(t.Context())
		calls = 0
		code, out, errs := w.run(ctx, "name register --deployment "+file+" --key @/stranger.key --yes alice")
		cancel()
		if code == exitOK {
			break
		}
		interrupted++
		if code != exitInterrupted || out != "" || strings.Count(errs, "\n") != 1 {
			t.Fatalf("stopped at call %d: exit %d, stdout %q, stderr %q", stopAt, code, out, errs)
		}
		kept := files(t, state)
		for _, file := range kept { // the registration, and what was sent
			if len(kept) > 2 || !strings.HasSuffix(file, ".json") || strings.Contains(file, "/.") {
				t.Fatalf("stopped at call %d: it left %v", stopAt, kept)
			}
		}
		if n := w.sent(1); n > steps { // from the first call on again, for what is left
			steps, stopAt = n, 0
		}
		for _, file := range kept {
			for path, mode := range map[string]os.FileMode{file: 0o600, filepath.Dir(file): 0o700} {
				if info, err := os.Stat(filepath.Join(state, path)); err != nil || info.Mode().Perm() != mode {
					t.Errorf("%s: %v, %v", path, info.Mode(), err)
				}
			}
		}
	}
	t.Logf("interrupted %d times", interrupted)
	if n := w.sent(1); n != 2 {
		t.Errorf("%d transactions, want the commitment and the registration", n)
	}
	if left := files(t, state); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
	code, out, errs := w.run(t.Context(), "name register --deployment @/chain.json --key @/stranger.key --yes alice")
	if code != exitOK || !strings.Contains(out, "already") || w.sent(1) != 2 {
		t.Errorf("once more: exit %d, %q, %q", code, out, errs)
	}
}

// TestInterrupts: a command that is stopped at its first, second, ... call
// leaves no half-written file, and says that it was interrupted.
func TestInterrupts(t *testing.T) {
	for _, tc := range []struct {
		line, makes string
		block       time.Duration
	}{
		{"name show --deployment DEPLOYMENT hello", "", 0},
		{"lookup --deployment DEPLOYMENT hello.chain", "", 0},
		{"zone export --deployment DEPLOYMENT hello @/out/exported", "exported", 0},
		{"zone import --deployment DEPLOYMENT --key @/owner.key --yes hello @/new.zone", "", time.Second},
		{"name renew --deployment DEPLOYMENT --key @/owner.key --yes hello", "", 0},
		{"deploy @/out/deployed.json --tld x --rpc RPC --price 5 --ceiling 5 --key @/owner.key --yes", "deployed.json", 0},
	} {
		verb, _, _ := strings.Cut(tc.line, " -")
		t.Run(verb, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, tc.block)
			w.file("new.zone", "@ 60 A 192.0.2.44\n")
			before := w.sent(0)
			out := w.path("out")
			var cancel context.CancelFunc
			calls, stopAt := 0, 0
			file := w.proxied(func(_ string, reply []byte) []byte {
				if calls++; calls == stopAt {
					cancel()
				}
				return reply
			})
			var d struct{ Endpoints []string }
			data, err := os.ReadFile(file)
			if err != nil || json.Unmarshal(data, &d) != nil {
				t.Fatal(err)
			}
			line := strings.NewReplacer("DEPLOYMENT", file, "RPC", d.Endpoints[0]).Replace(tc.line)
			for stopAt = 1; ; stopAt++ {
				if stopAt > 200 {
					t.Fatal("it never ends")
				}
				os.RemoveAll(out)
				if err := os.Mkdir(out, 0o700); err != nil {
					t.Fatal(err)
				}
				var ctx context.Context
				ctx, cancel = context.WithCancel(t.Context())
				calls = 0
				code, stdout, errs := w.run(ctx, line)
				cancel()
				left := files(t, out)
				if code == exitOK {
					if want := strings.Fields(tc.makes); strings.Join(left, " ") != strings.Join(want, " ") {
						t.Errorf("it made %v, want %v", left, want)
					}
					if n := w.sent(0) - before; strings.HasPrefix(tc.line, "zone import") && n != 1 {
						t.Errorf("%d transactions, want 1", n)
					}
					if n := w.sent(0) - before; verb == "deploy @/out/deployed.json" && n != 4 {
						t.Errorf("%d transactions, want 4, however often it was stopped", n)
					}
					t.Logf("interrupted at %d calls", stopAt-1)
					return
				}
				if code != exitInterrupted || stdout != "" || len(left) != 0 || strings.Count(errs, "\n") != 1 || strings.Contains(errs, "context") {
					t.Fatalf("stopped at call %d: exit %d, stdout %q, stderr %q, files %v", stopAt, code, stdout, errs, left)
				}
			}
		})
	}
}

// TestCtrlC: a process of its own, and a real signal, while a registration waits
// for its commitment to age.
func TestCtrlC(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	const program = "chainzone" // this one, which TestMain put into the path
	words := []string{"name", "register", "--deployment", w.path("chain.json"), "--key", w.path("second.key"), "--yes", "--state-dir", w.path("state"), "carol"}
	var errs strings.Builder
	command := exec.CommandContext(t.Context(), program, words...)
	command.Stderr = &errs
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	for limit := time.Now().Add(10 * time.Second); w.sent(2) == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatal("no commitment was sent")
		}
	}
	if err := command.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if command.Wait(); command.ProcessState.ExitCode() != int(exitInterrupted) || !strings.Contains(errs.String(), "the same command goes on") {
		t.Fatalf("exit %d, stderr %q", command.ProcessState.ExitCode(), errs.String())
	}
	if out, err := exec.CommandContext(t.Context(), program, words...).CombinedOutput(); err != nil || !strings.Contains(string(out), "carol.chain. is registered") {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := w.sent(2); n != 2 {
		t.Errorf("%d transactions, want 2", n)
	}
}
