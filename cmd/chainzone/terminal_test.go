package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// pty is a terminal whose other end the test holds.
type pty struct {
	t     *testing.T
	ours  *os.File
	user  *os.File
	mu    sync.Mutex
	shown strings.Builder
}

func newPTY(t *testing.T) *pty {
	t.Helper()
	ours, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(ours.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(ours.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	user, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	p := &pty{t: t, ours: ours, user: user}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for buf := make([]byte, 1024); ; {
			n, err := ours.Read(buf)
			if err != nil {
				return
			}
			p.mu.Lock()
			p.shown.Write(buf[:n])
			p.mu.Unlock()
		}
	}()
	t.Cleanup(func() {
		ours.WriteString("\n") // for a read that was given up
		user.Close()
		<-done // reading fails without the user's end
		ours.Close()
	})
	return p
}

// silent waits until the terminal does not show what is typed.
func (p *pty) silent() {
	p.t.Helper()
	for limit := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		state, err := unix.IoctlGetTermios(int(p.user.Fd()), unix.TCGETS)
		if err != nil {
			p.t.Fatal(err)
		}
		if state.Lflag&unix.ECHO == 0 {
			return
		}
		if time.Now().After(limit) {
			p.t.Fatal("the terminal shows what is typed")
		}
	}
}

// until waits until the terminal shows something, and returns all it showed.
func (p *pty) until(want string) string {
	p.t.Helper()
	for limit := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		p.mu.Lock()
		shown := p.shown.String()
		p.mu.Unlock()
		if strings.Contains(shown, want) {
			return shown
		}
		if time.Now().After(limit) {
			p.t.Fatalf("never shown: %q, but %q", want, shown)
		}
	}
}

// TestTerminal: on a terminal a registration says what it costs, asks, and
// shows how far it is; a no, and a Ctrl-C at the question, send nothing.
func TestTerminal(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	words := strings.Fields("name register --deployment " + w.path("chain.json") + " --key " + w.path("stranger.key") + " --state-dir " + w.path("state") + " dave")
	start := func(ctx context.Context) (*pty, *strings.Builder, chan exitCode) {
		p, out, ended := newPTY(t), new(strings.Builder), make(chan exitCode, 1)
		go func() { ended <- run(ctx, words, terminal{in: p.user, out: out, err: p.user}) }()
		p.until("Go on? [y/N] ")
		return p, out, ended
	}
	p, out, ended := start(t.Context())
	p.ours.WriteString("n\n")
	if code := <-ended; code != exitRefused || out.Len() > 0 || w.sent(1) != 0 {
		t.Errorf("a no: exit %d, %q, %d transactions", code, out, w.sent(1))
	}
	p.until("not confirmed: nothing was sent")
	if left := files(t, w.path("state")); len(left) != 0 {
		t.Errorf("a no left %v", left)
	}

	ctx, cancel := context.WithCancel(t.Context())
	p, out, ended = start(ctx)
	cancel()
	if code := <-ended; code != exitInterrupted || out.Len() > 0 || w.sent(1) != 0 {
		t.Errorf("Ctrl-C at the question: exit %d, %q, %d transactions", code, out, w.sent(1))
	}
	p.until("interrupted")

	p, out, ended = start(t.Context())
	if shown := p.until("Go on?"); !strings.Contains(shown, "register dave.chain. for 365d to 0x7099") || !strings.Contains(shown, "ether of fees, and 0.0") {
		t.Errorf("before the question: %q", shown)
	}
	p.ours.WriteString("y\n")
	if code := <-ended; code != exitOK || !strings.HasPrefix(out.String(), "dave.chain. is registered to ") {
		t.Errorf("exit %d, stdout %q", code, out)
	}
	shown := p.until("[3/3] revealed")
	at := 0
	for _, want := range []string{"[1/3] commit to dave.chain.", "[1/3] committed", "[3/3] reveal dave.chain.", "[3/3] revealed"} {
		i := strings.Index(shown[at:], want)
		if i < 0 {
			t.Fatalf("%q is not shown in its place: %q", want, shown)
		}
		at += i
	}
}

// TestTerminalChanges: on a terminal a change of a zone shows its difference and
// its cost before it asks, and before a name's first records that they are public
// for ever; a transfer shows what the new owner gets.
func TestTerminalChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 0)
	const forEver = "What goes on the chain is public for ever"
	ask := func(line, answer string, want exitCode) string {
		t.Helper()
		words := strings.Fields(line + " --deployment " + w.path("chain.json") + " --key " + w.path("owner.key") + " --state-dir " + w.path("state"))
		if verb := words[:2]; verb[0] == "zone" { // its flags stand first
			words = slices.Concat(verb, words[len(words)-6:], words[2:len(words)-6])
		}
		p, out, ended := newPTY(t), new(strings.Builder), make(chan exitCode, 1)
		go func() { ended <- run(t.Context(), words, terminal{in: p.user, out: out, err: p.user}) }()
		shown := p.until("Go on? [y/N] ")
		p.ours.WriteString(answer + "\n")
		if code := <-ended; code != want {
			t.Errorf("%s: exit %d, %q, %q", line, code, out, p.until(""))
		}
		return shown
	}
	w.file("new.zone", "@ 60 A 192.0.2.1\n")
	if code, _, errs := w.run(t.Context(), "zone unset --yes --deployment @/chain.json --key @/owner.key hello @"); code != exitOK {
		t.Fatal(errs)
	}
	shown := ask("zone set hello @ 60 A 192.0.2.7", "y", exitOK)
	for _, want := range []string{"+ hello.chain. 60 A 192.0.2.7", forEver, "publish 15 bytes as the zone of hello.chain.: at most ", " gas, 0.0", " ether of fees"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the first records: %q is not in %q", want, shown)
		}
	}
	shown = ask("zone set hello @ 60 A 192.0.2.8", "n", exitRefused)
	if strings.Contains(shown, forEver) || !strings.Contains(shown, "- hello.chain. 60 A 192.0.2.7") || !strings.Contains(shown, "+ hello.chain. 60 A 192.0.2.8") {
		t.Errorf("the second records: %q", shown)
	}
	if shown = ask("name register with-records --zone "+w.path("new.zone"), "n", exitRefused); !strings.Contains(shown, forEver) {
		t.Errorf("a registration with records: %q", shown)
	}
	bob := w.Accounts[1].Address.Hex()
	if shown = ask("name transfer hello "+bob, "n", exitRefused); !strings.Contains(shown, bob+" gets hello.chain. until 20") || !strings.Contains(shown, "with 1 record. Its manager and approvals end, and only the new owner can give it back.") {
		t.Errorf("a transfer: %q", shown)
	}
}

// TestPasswordPrompt: a new key's password is asked for twice and not shown.
func TestPasswordPrompt(t *testing.T) {
	t.Parallel()
	p := newPTY(t)
	path := t.TempDir() + "/key"
	var out strings.Builder
	ended := make(chan exitCode, 1)
	go func() {
		ended <- run(t.Context(), []string{"key", "new", path}, terminal{in: p.user, out: &out, err: p.user})
	}()
	p.until("New password: ")
	p.silent()
	p.ours.WriteString("hidden\n")
	p.until("The same again: ")
	p.silent()
	p.ours.WriteString("hidden\n")
	if code := <-ended; code != exitOK || !strings.HasPrefix(out.String(), "0x") {
		t.Errorf("exit %d, stdout %q", code, &out)
	}
	if shown := p.until("again"); strings.Contains(shown, "hidden") {
		t.Errorf("the password is shown: %q", shown)
	}
}
