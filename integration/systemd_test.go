package integration

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// sockets are a UDP and a TCP socket on one loopback address, as systemd opens
// them, and the files to hand over.
func sockets(t *testing.T) (addr string, udp, tcp *os.File) {
	t.Helper()
	addr = "127.0.0.1:" + freePort(t)
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	c, err := net.ListenPacket("udp", addr)
	if err != nil {
		t.Fatal(err)
	}
	if tcp, err = l.(*net.TCPListener).File(); err != nil {
		t.Fatal(err)
	}
	if udp, err = c.(*net.UDPConn).File(); err != nil {
		t.Fatal(err)
	}
	l.Close() // the copies live on
	c.Close()
	return addr, udp, tcp
}

// forwarder is a configuration without a chain, listening at an address.
func forwarder(t *testing.T, listen string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "chainzone.yaml")
	text := fmt.Sprintf("version: 1\nlisten: [%q]\nforward: [{zone: ., upstreams: [%q]}]\n", listen, startUpstream(t).addr)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// activated is chainzone serve with files as systemd's, which are closed here.
// The shell knows the process id that LISTEN_PID needs, and keeps it.
func activated(t *testing.T, pid, config string, files ...*os.File) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("/bin/sh", "-c", `LISTEN_PID=`+pid+` exec "$0" "$@"`, pathOf("chainzone"), "serve", "--config", config)
	cmd.Env = append(cleanEnv(t), fmt.Sprintf("LISTEN_FDS=%d", len(files)))
	cmd.ExtraFiles = files
	t.Cleanup(func() {
		for _, f := range files {
			f.Close()
		}
	})
	return cmd
}

// TestSocketActivation: the sockets that systemd opened are answered on, both
// kinds, in place of the configured ones; without systemd's word for it they
// are left alone.
func TestSocketActivation(t *testing.T) {
	t.Run("both", func(t *testing.T) {
		addr, udp, tcp := sockets(t)
		unused := "127.0.0.1:" + freePort(t)
		// Asked before anything runs, answered when it does.
		early, err := net.Dial("udp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer early.Close()
		packed, _ := new(dns.Msg).SetQuestion("early.example.", dns.TypeA).Pack()
		if _, err := early.Write(packed); err != nil {
			t.Fatal(err)
		}
		p := startCmd(t, activated(t, "$$", forwarder(t, unused), udp, tcp))
		early.SetDeadline(time.Now().Add(10 * time.Second))
		buf := make([]byte, 512)
		n, err := early.Read(buf)
		if err != nil {
			t.Fatalf("the query that waited: %v\n%s", err, p.log.String())
		}
		if m := new(dns.Msg); m.Unpack(buf[:n]) != nil || len(m.Answer) != 1 {
			t.Errorf("the query that waited got %v", m)
		}
		for _, network := range []string{"udp", "tcp"} {
			if m := ask(t, network, addr, "www.example.com", dns.TypeA); len(m.Answer) != 1 {
				t.Errorf("%s: %v", network, m)
			}
		}
		if conn, err := net.Dial("tcp", unused); err == nil {
			conn.Close()
			t.Error("it also listens where the file says")
		}
		p.stop()
	})
	t.Run("another process's", func(t *testing.T) {
		_, udp, tcp := sockets(t)
		own := "127.0.0.1:" + freePort(t)
		p := startCmd(t, activated(t, "1", forwarder(t, own), udp, tcp))
		eventually(t, 20*time.Second, "it listens where the file says", func() bool {
			_, err := exchange("udp", own, "www.example.com", dns.TypeA)
			return err == nil
		})
		p.stop()
	})
	for name, refused := range map[string]struct {
		files func(t *testing.T) []*os.File
		want  string
	}{
		"UDP alone": {
			func(t *testing.T) []*os.File { _, udp, tcp := sockets(t); tcp.Close(); return []*os.File{udp} },
			`^chainzone: the \.socket unit has ListenDatagram=127\.0\.0\.1:\d+ without ListenStream=127\.0\.0\.1:\d+, and DNS is asked by UDP and by TCP: add it\n$`,
		},
		"TCP alone": {
			func(t *testing.T) []*os.File { _, udp, tcp := sockets(t); udp.Close(); return []*os.File{tcp} },
			`ListenStream=\S+ without ListenDatagram=`,
		},
		"a file": {
			func(t *testing.T) []*os.File {
				f, err := os.Create(filepath.Join(t.TempDir(), "file"))
				if err != nil {
					t.Fatal(err)
				}
				return []*os.File{f}
			},
			`^chainzone: socket LISTEN_FD_3 of the \.socket unit: it is neither TCP nor UDP: use ListenStream= and ListenDatagram= with IP addresses\n$`,
		},
		"a Unix socket": {
			func(t *testing.T) []*os.File {
				l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
				if err != nil {
					t.Fatal(err)
				}
				defer l.Close()
				f, err := l.(*net.UnixListener).File()
				if err != nil {
					t.Fatal(err)
				}
				return []*os.File{f}
			},
			`it is neither TCP nor UDP`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := startCmd(t, activated(t, "$$", forwarder(t, "127.0.0.1:0"), refused.files(t)...))
			p.wait(10 * time.Second)
			if code := p.cmd.ProcessState.ExitCode(); code != 2 || !regexp.MustCompile(refused.want).MatchString(p.log.String()) {
				t.Errorf("exit %d, %q, want %s", code, p.log.String(), refused.want)
			}
		})
	}
}

// TestNotify: systemd hears that the server is ready when it answers, that it
// lives, and that it stops.
func TestNotify(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	// It is read all along, as by systemd: some ten may wait, then the server does.
	heard := make(chan string, 10_000)
	go func() {
		for buf := make([]byte, 4096); ; {
			n, err := conn.Read(buf)
			if err != nil {
				return
			}
			heard <- string(buf[:n])
		}
	}()
	told := func() string {
		select {
		case text := <-heard:
			return text
		case <-time.After(20 * time.Second):
			t.Fatal("systemd hears nothing")
			return ""
		}
	}
	addr := "127.0.0.1:" + freePort(t)
	file := forwarder(t, addr)
	p := start(t, []string{"NOTIFY_SOCKET=" + path, "WATCHDOG_USEC=100000"}, "chainzone", "serve", "--config", file)
	if got, want := told(), "READY=1\nSTATUS=answering on "+addr; got != want {
		t.Fatalf("first %q, want %q", got, want)
	}
	if m := ask(t, "udp", addr, "www.example.com", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("ready, and answers %v", m)
	}
	for range 3 {
		if got := told(); got != "WATCHDOG=1" {
			t.Fatalf("then %q", got)
		}
	}
	next := func() (got string) {
		eventually(t, 20*time.Second, "systemd hears more than that the server lives", func() bool {
			got = told()
			return got != "WATCHDOG=1"
		})
		return got
	}
	for _, reload := range []struct{ add, status string }{
		{"", "READY=1\nSTATUS=answering on " + addr},
		{"listne: []\n", "READY=1\nSTATUS=answering on " + addr + "; the last reload failed"},
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rewrite(t, file, string(text)+reload.add)
		p.signal(syscall.SIGHUP)
		if got := next(); !regexp.MustCompile(`^RELOADING=1\nMONOTONIC_USEC=\d+$`).MatchString(got) {
			t.Errorf("at a reload %q", got)
		}
		if got := next(); got != reload.status {
			t.Errorf("after it %q, want %q", got, reload.status)
		}
	}
	eventually(t, 20*time.Second, "the log says what is wrong", func() bool {
		return strings.Contains(p.log.String(), `[4:1] unknown field \"listne\"`) && strings.Contains(p.log.String(), `did you mean \"listen\"?`)
	})
	p.stop()
	if got := next(); !strings.HasPrefix(got, "STOPPING=1\n") {
		t.Errorf("last %q", got)
	}

	wrong := command(t, []string{"NOTIFY_SOCKET=" + path, "WATCHDOG_USEC=soon"}, "chainzone", "serve", "--config", forwarder(t, addr))
	if wrong.code != 2 || !strings.Contains(wrong.stderr, "WATCHDOG_USEC") {
		t.Errorf("exit %d, %q", wrong.code, wrong.stderr)
	}
}

// TestSystemdUnits: systemd finds no fault with the units, and nothing that the
// service is exposed to but what it needs.
func TestSystemdUnits(t *testing.T) {
	analyze := client(t, "systemd-analyze")
	dir := t.TempDir()
	var units []string
	for _, unit := range []string{"chainzone.service", "chainzone.socket"} {
		text, err := os.ReadFile("../deploy/" + unit)
		if err != nil {
			t.Fatal(err)
		}
		here := strings.ReplaceAll(string(text), "/usr/local/bin/chainzone", pathOf("chainzone"))
		file := filepath.Join(dir, unit)
		if err := os.WriteFile(file, []byte(here), 0o644); err != nil {
			t.Fatal(err)
		}
		units = append(units, file)
	}
	verified := command(t, nil, analyze, append([]string{"verify", "--man=no"}, units...)...).ok(t)
	for line := range strings.Lines(verified.stderr) { // it also speaks of other units of the machine
		if strings.Contains(line, "chainzone") {
			t.Error(line)
		}
	}
	// Each of these is one that a DNS server cannot do without, or that needs to
	// know the machine's networks.
	needed := []string{
		"CapabilityBoundingSet_CAP_NET_BIND_SERVICE_BROADCAST_RAW", "AmbientCapabilities", "RestrictAddressFamilies_AF_INET_INET6", "RestrictAddressFamilies_AF_UNIX",
		"PrivateNetwork", "PrivateUsers", "IPAddressDeny", "RootDirectoryOrRootImage",
		"ProcSubset",  // /proc/stat says since when the process runs, which is a metric
		"DeviceAllow", // ProtectClock's, of a clock that may be read
	}
	var aspects []struct {
		Field       string `json:"json_field"`
		Description string `json:"description"`
		Exposure    string `json:"exposure"` // null: none
	}
	exposed := command(t, nil, analyze, "security", "--no-pager", "--json=short", "--offline=true", "--threshold=20", units[0]).ok(t)
	if err := json.Unmarshal([]byte(exposed.stdout), &aspects); err != nil || len(aspects) < 60 {
		t.Fatalf("%d aspects, %v", len(aspects), err)
	}
	for _, a := range aspects {
		if a.Exposure != "" && !slices.Contains(needed, strings.TrimSuffix(a.Field, ")")) { // one has that
			t.Errorf("%s: %s (%s)", a.Field, a.Description, a.Exposure)
		}
	}
}
