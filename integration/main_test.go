// Package integration holds black-box tests: the built programs, a real
// chain, real sockets and the DNS clients that people use.
package integration

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// programs is the folder that the two programs under test were built into.
var programs string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if settings := os.Getenv(stormVariable); settings != "" {
		if err := storming(settings); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return 0
	}
	dir, err := os.MkdirTemp("", "chainzone-integration-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	programs = dir
	build := exec.Command("go", "build", "-o", dir, "chainzone/cmd/chainzone", "chainzone/cmd/chainzone-devnet")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build the programs: %v\n%s", err, out)
		return 1
	}
	// Parallel tests are those that mostly wait.
	if err := flag.Set("test.parallel", "4"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// process is a running program under test. It is stopped when its test ends.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	log  lockedBuffer   // what it wrote to stderr
	out  *io.PipeReader // its stdout
	done chan struct{}
	err  error // of Wait, once done is closed
}

// lockedBuffer collects output that a test may read while it is written.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// start runs one of the programs under test, or the one at a path, with extra
// environment variables.
func start(t *testing.T, env []string, program string, args ...string) *process {
	t.Helper()
	cmd := exec.Command(pathOf(program), args...)
	cmd.Env = append(cleanEnv(t), env...)
	return startCmd(t, cmd)
}

func startCmd(t *testing.T, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{t: t, cmd: cmd, done: make(chan struct{})}
	p.cmd.Stderr = &p.log
	r, w := io.Pipe()
	p.out, p.cmd.Stdout = r, w
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", cmd, err)
	}
	go func() {
		p.err = p.cmd.Wait()
		w.Close()
		close(p.done)
	}()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("%s wrote:\n%s", cmd, p.log.String())
		}
	})
	return p
}

// pathOf is a path as it is, and of a bare name the program under test.
func pathOf(program string) string {
	if strings.Contains(program, "/") {
		return program
	}
	return filepath.Join(programs, program)
}

// cleanEnv is this process's environment without what would change the
// programs' behaviour, and with a home of the test's own.
func cleanEnv(t *testing.T) []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "CHAINZONE_") && !strings.HasPrefix(v, "XDG_") && !strings.HasPrefix(v, "HOME=") {
			env = append(env, v)
		}
	}
	return append(env, "HOME="+t.TempDir())
}

// stop asks the program to end with SIGTERM and returns how long that took.
func (p *process) stop() time.Duration {
	p.t.Helper()
	began := time.Now()
	p.signal(syscall.SIGTERM)
	if err := p.wait(10 * time.Second); err != nil {
		p.t.Errorf("stopped by SIGTERM: %v", err)
	}
	return time.Since(began)
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		p.t.Fatalf("signal: %v", err)
	}
}

// wait returns the error of the program's exit.
func (p *process) wait(limit time.Duration) error {
	p.t.Helper()
	select {
	case <-p.done:
		return p.err
	case <-time.After(limit):
		p.t.Fatalf("still running after %v", limit)
		return nil
	}
}

func (p *process) kill() {
	p.cmd.Process.Kill()
	p.out.Close() // what nobody has read would keep it from its end
	<-p.done
}

// result is what a command that ran to its end left.
type result struct {
	stdout, stderr string
	code           int
}

// command runs a program to its end, with nothing on its standard input.
func command(t *testing.T, env []string, program string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, pathOf(program), args...)
	cmd.Env = append(cleanEnv(t), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", program, err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// ok fails the test unless the command succeeded.
func (r result) ok(t *testing.T) result {
	t.Helper()
	if r.code != 0 {
		t.Fatalf("exit code %d\nstdout: %s\nstderr: %s", r.code, r.stdout, r.stderr)
	}
	return r
}

// client returns the path of a client program. Without it the test is skipped,
// unless CHAINZONE_REQUIRE_CLIENTS is set.
func client(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
		t.Fatalf("%s is not installed, and CHAINZONE_REQUIRE_CLIENTS is set", name)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// ask sends one question with EDNS and RD and returns the reply.
func ask(t *testing.T, network, server, name string, qtype uint16) *dns.Msg {
	t.Helper()
	reply, err := exchange(network, server, name, qtype)
	if err != nil {
		t.Fatalf("ask %s for %s %s over %s: %v", server, name, dns.TypeToString[qtype], network, err)
	}
	return reply
}

func exchange(network, server, name string, qtype uint16) (*dns.Msg, error) {
	q := new(dns.Msg).SetQuestion(dns.Fqdn(name), qtype)
	q.SetEdns0(1232, false)
	c := &dns.Client{Net: network, Timeout: 8 * time.Second, UDPSize: 1232}
	reply, _, err := c.Exchange(q, server)
	return reply, err
}

// eventually asks until the reply satisfies want, or fails the test at the limit.
func eventually(t *testing.T, limit time.Duration, what string, want func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	for {
		if want() {
			return time.Since(began)
		}
		if time.Since(began) > limit {
			t.Fatalf("not within %v: %s", limit, what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// addresses lists the reply's A and AAAA records in its answer section.
func addresses(m *dns.Msg) []netip.Addr {
	var list []netip.Addr
	for _, rr := range m.Answer {
		var a netip.Addr
		switch rr := rr.(type) {
		case *dns.A:
			a, _ = netip.AddrFromSlice(rr.A.To4())
		case *dns.AAAA:
			a, _ = netip.AddrFromSlice(rr.AAAA)
		default:
			continue
		}
		list = append(list, a)
	}
	return list
}

// ede lists the reply's Extended DNS Error codes (RFC 8914).
func ede(m *dns.Msg) []uint16 {
	var codes []uint16
	if opt := m.IsEdns0(); opt != nil {
		for _, o := range opt.Option {
			if e, ok := o.(*dns.EDNS0_EDE); ok {
				codes = append(codes, e.InfoCode)
			}
		}
	}
	return codes
}
