package integration

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// TestLogReaderGoes: when nobody reads the log any more the server goes on, also where
// SIGPIPE was ignored when it began.
func TestLogReaderGoes(t *testing.T) {
	t.Parallel()
	d := startDevnet(t, "--no-dns")
	for name, shell := range map[string]string{"as it is": `exec "$0" "$@"`, "SIGPIPE ignored": `trap '' PIPE; exec "$0" "$@"`} {
		t.Run(name, func(t *testing.T) {
			addr := freeAddress(t)
			cmd := exec.Command("sh", "-c", shell, pathOf("chainzone"), "serve", "--listen", addr, "--deployment", d.Deployment)
			cmd.Env = cleanEnv(t)
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stdout, cmd.Stderr = w, w
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			w.Close()
			ended := make(chan struct{})
			go func() { cmd.Wait(); close(ended) }()
			t.Cleanup(func() { cmd.Process.Kill(); <-ended })
			lines := bufio.NewScanner(r)
			eventually(t, 20*time.Second, "a chain name answers", func() bool {
				m, err := exchange("tcp", addr, "hello.chain", dns.TypeA)
				return err == nil && len(addresses(m)) > 0
			})
			if !lines.Scan() {
				t.Fatal("it logs nothing")
			}
			r.Close()
			for range 3 {
				cmd.Process.Signal(syscall.SIGHUP) // each has it write a line
				for range 20 {
					select {
					case <-ended:
						t.Fatalf("it ended: %v", cmd.ProcessState)
					case <-time.After(10 * time.Millisecond): // a line that ends it would have by now
					}
				}
				if m, err := exchange("tcp", addr, "hello.chain", dns.TypeA); err != nil || len(addresses(m)) == 0 {
					t.Fatalf("it answers %v, %v", m, err)
				}
			}
			cmd.Process.Signal(syscall.SIGTERM)
			select {
			case <-ended:
			case <-time.After(10 * time.Second):
				t.Fatal("it does not end")
			}
			if code := cmd.ProcessState.ExitCode(); code != 0 {
				t.Errorf("it ends with %v", cmd.ProcessState)
			}
		})
	}
}

// TestDevnetsReaderGoes: a devnet goes on when nobody reads what it prints.
func TestDevnetsReaderGoes(t *testing.T) {
	t.Parallel()
	rpc := freeAddress(t)
	cmd := exec.Command(pathOf("chainzone-devnet"), "--json", "--no-dns", "--dns", "127.0.0.1:0", "--rpc", rpc)
	cmd.Env = cleanEnv(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	t.Cleanup(func() { cmd.Process.Kill(); <-ended })
	for n := 0; n < 8; { // so many blocks come after it printed what it is
		select {
		case <-ended:
			t.Fatalf("it ended: %v", cmd.ProcessState)
		case <-time.After(50 * time.Millisecond):
		}
		resp, err := http.Post("http://"+rpc, "application/json", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber"}`))
		if err != nil {
			continue
		}
		var reply struct{ Result string }
		json.NewDecoder(resp.Body).Decode(&reply)
		resp.Body.Close()
		if number, err := strconv.ParseUint(strings.TrimPrefix(reply.Result, "0x"), 16, 64); err == nil && number >= 11 {
			n++
		}
	}
}

// TestOutputReaderGoes: a command whose output nobody reads to its end ends as other
// tools do, by SIGPIPE, and says nothing of it.
func TestOutputReaderGoes(t *testing.T) {
	t.Parallel()
	d := startDevnet(t, "--no-dns")
	for _, args := range [][]string{{"tld", "export"}, {"name", "history", "hello.chain"}, {"lookup", "hello.chain"}, {"--help"}} {
		cmd := exec.Command(pathOf("chainzone"), args...)
		cmd.Env = append(cleanEnv(t), d.env(0)...)
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close() // the reader is gone before the first byte, which is the hardest case
		cmd.Stdout = w
		said, _ := cmd.StderrPipe()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		w.Close()
		text, _ := io.ReadAll(said)
		cmd.Wait()
		status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
		if !status.Signaled() || status.Signal() != syscall.SIGPIPE || len(text) > 0 {
			t.Errorf("%v: %v, and says %q", args, cmd.ProcessState, text)
		}
	}
}
