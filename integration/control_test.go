package integration

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// TestControl: a server is asked and steered through its socket, which nobody else
// can open; it goes with the server, and is taken over from one that was killed.
func TestControl(t *testing.T) {
	t.Parallel()
	d, up, dir := startDevnet(t, "--no-dns"), startUpstream(t), t.TempDir()
	file, socket := filepath.Join(dir, "chainzone.yaml"), filepath.Join(dir, "run", "control")
	if err := os.Mkdir(filepath.Dir(socket), 0o700); err != nil {
		t.Fatal(err)
	}
	addr := freeAddress(t)
	text := fmt.Sprintf("version: 1\nlisten: [%q]\ncontrol: %s\norigins: [{deployment: %q}]\nforward: [{zone: ., upstreams: [%q, %q]}]\n", addr, socket, d.Deployment, freeAddress(t), up.addr)
	rewrite(t, file, text)
	ctl := func(args ...string) result {
		return command(t, nil, "chainzone", append(append([]string{"ctl"}, args...), "--socket", socket)...)
	}
	if r := ctl("status"); r.code != 1 || !strings.Contains(r.stderr, "no server can be reached at "+socket) {
		t.Errorf("without a server: %+v", r)
	}
	p := start(t, nil, "chainzone", "serve", "--config", file)
	eventually(t, 20*time.Second, "ready", func() bool { return ctl("status").code == 0 })
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for _, name := range []string{"hello.chain", "www.example"} {
		ask(t, "udp", addr, name, dns.TypeA)
	}
	for _, tc := range []struct {
		args []string
		want string
	}{
		{[]string{"status"}, "chain. is at block "},
		{[]string{"status"}, "answers on udp " + addr},
		{[]string{"cache", "show", "hello.chain"}, "; hello.chain. of block "},
		{[]string{"cache", "show", "x.y.HELLO.chain."}, "\nhello.chain.\t"},
		{[]string{"cache", "show", "www.example"}, "; www.example. A NOERROR, "},
		{[]string{"cache", "show", "www.example"}, " s old\nwww.example.\t"},
		{[]string{"cache", "show", "www.example"}, "\tIN\tA\t198.51.100.7\n"},
		{[]string{"cache", "flush", "www.example"}, "www.example. is read anew when it is asked for\n"},
		{[]string{"cache", "flush", "hello.chain"}, "hello.chain. is read anew"},
		{[]string{"upstreams"}, ". udp://" + up.addr + " is up, answers take "},
		{[]string{"upstreams"}, " failed and rests for "},
		{[]string{"reload"}, file + " was read again\n"},
	} {
		if r := ctl(tc.args...); r.code != 0 || r.stderr != "" || !strings.Contains(r.stdout, tc.want) {
			t.Errorf("%v: %+v, want %q", tc.args, r, tc.want)
		}
	}
	for _, name := range []string{"hello.chain", "www.example"} {
		if r := ctl("cache", "show", name); r.code != 0 || r.stdout != "" {
			t.Errorf("flushed: %+v", r)
		}
	}
	for args, keys := range map[string]string{
		"status": "config inFlight listening messages origins ready reasons seconds version zones", "cache show a.chain": "authority entries name",
		"cache flush a.chain": "flushed name", "upstreams": "upstreams", "reload": "config reloaded",
	} {
		r := ctl(append(strings.Fields(args), "--json")...).ok(t)
		object := map[string]any{}
		if err := json.Unmarshal([]byte(r.stdout), &object); err != nil {
			t.Errorf("%s: %v in %s", args, err, r.stdout)
		}
		for _, key := range strings.Fields(keys) {
			if _, ok := object[key]; !ok {
				t.Errorf("%s has no %s: %s", args, key, r.stdout)
			}
		}
	}
	rewrite(t, file, text+"forwrd: []\n")
	if r := ctl("reload"); r.code != 2 || r.stdout != "" || !strings.Contains(r.stderr, ">  6 | forwrd: []\n       ^\ndid you mean \"forward\"?") {
		t.Errorf("a bad file: %+v", r)
	}
	elsewhere, err := os.ReadFile(d.Deployment)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.json")
	rewrite(t, other, regexp.MustCompile(`"registryCodeHash": "0x....`).ReplaceAllString(string(elsewhere), `"registryCodeHash": "0xdead`))
	rewrite(t, file, strings.Replace(text, d.Deployment, other, 1))
	if r := ctl("reload"); r.code != 1 || !strings.Contains(r.stderr, "the deployment says 0xdead") {
		t.Errorf("another chain: %+v", r)
	}
	if m := ask(t, "udp", addr, "hello.chain", dns.TypeA); len(m.Answer) == 0 {
		t.Errorf("after a reload that was refused: %v", m)
	}
	rewrite(t, file, text+"order: rotate\nstate: "+dir+"\n")
	if r := ctl("reload"); r.code != 0 {
		t.Errorf("a key that needs a restart: %+v", r)
	}
	eventually(t, 5*time.Second, "the log names the key that needs a restart", func() bool {
		return strings.Contains(p.log.String(), `which needs a restart" keys=state`)
	})
	for _, wrong := range [][]string{{"cache", "shew", "x"}, {"cache", "show", "a..b"}, {"cache", "show"}, {"stats"}} {
		if r := ctl(wrong...); r.code != 2 {
			t.Errorf("%v: %+v", wrong, r)
		}
	}
	// Profiles are shown here alone.
	over := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}}
	for path, want := range map[string]int{"goroutine?debug=1": http.StatusOK, "heap": http.StatusOK, "profile?seconds=1": http.StatusOK} {
		response, err := over.Get("http://localhost/debug/pprof/" + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != want || len(body) == 0 {
			t.Errorf("%s: %v, %v", path, response.Status, err)
		}
	}
	// What is too much, too slow or no request is cut off.
	for _, sent := range []string{"GET /status HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("x", 1<<16), "\x16\x03\x01\x02\x00\x01\x00"} {
		conn, err := net.Dial("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		conn.SetDeadline(time.Now().Add(10 * time.Second))
		go io.WriteString(conn, sent)
		reply, _ := io.ReadAll(conn)
		if !strings.Contains(string(reply), " 4") {
			t.Errorf("%.20q: %q", sent, reply)
		}
		conn.Close()
	}
	// Killed, it leaves the socket behind; the next takes it, and one more is refused.
	rewrite(t, file, text)
	p.kill()
	if _, err := os.Stat(socket); err != nil {
		t.Fatal(err)
	}
	p = start(t, nil, "chainzone", "serve", "--config", file)
	eventually(t, 20*time.Second, "ready again", func() bool { return ctl("status").code == 0 })
	rewrite(t, file, strings.Replace(text, addr, freeAddress(t), 1))
	if r := command(t, nil, "chainzone", "serve", "--config", file); r.code != 1 || !strings.Contains(r.stderr, "control: "+socket+" belongs to a server that runs") {
		t.Errorf("two at one socket: %+v", r)
	}
	p.stop()
	if _, err := os.Stat(socket); !os.IsNotExist(err) {
		t.Errorf("the socket after the end: %v", err)
	}
	rewrite(t, file, strings.Replace(text, "{deployment: ", `{endpoints: ["http://`+freeAddress(t)+`/hush"], deployment: `, 1))
	start(t, nil, "chainzone", "serve", "--config", file)
	eventually(t, 20*time.Second, "not ready", func() bool {
		r := ctl("status")
		return r.code == 1 && strings.HasPrefix(r.stderr, "chainzone: the server is not ready: chain.: ") && strings.Contains(r.stdout, "chain. has no head yet") && !strings.Contains(r.stdout+r.stderr, "hush")
	})
}

// TestF29SecondServer (F29): a second server on a state folder is refused, with a
// word that says why, and the first is not disturbed; one that was killed is no
// obstacle.
func TestF29SecondServer(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	with := func(addr string) string {
		file := forwarder(t, addr)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rewrite(t, file, string(text)+"state: "+state+"\n")
		return file
	}
	addr := freeAddress(t)
	answers := func() bool {
		_, err := exchange("udp", addr, "www.example.com", dns.TypeA)
		return err == nil
	}
	p := start(t, nil, "chainzone", "serve", "--config", with(addr))
	eventually(t, 20*time.Second, "the first answers", answers)
	r := command(t, nil, "chainzone", "serve", "--config", with(freeAddress(t)))
	if want := "chainzone: the state folder " + state + " is that of a server that runs: stop that one, or give this one a folder of its own\n"; r.code != 1 || r.stderr != want {
		t.Errorf("the second: %+v", r)
	}
	if !answers() || command(t, nil, "chainzone", "ctl", "status", "--socket", filepath.Join(state, "control")).code != 0 {
		t.Error("the first is disturbed")
	}
	p.kill()
	p = start(t, nil, "chainzone", "serve", "--config", with(addr))
	eventually(t, 20*time.Second, "the next answers", answers)
	p.stop()
}
