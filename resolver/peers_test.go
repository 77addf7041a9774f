package resolver_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// startNamed runs BIND with three forwarded zones: ".", "a.zt" and "b.zt".
func startNamed(t *testing.T, program string, ports [3]string) (addr string) {
	return startPeer(t, program, func(dir, port string) (args []string, conf string) {
		conf = fmt.Sprintf(`options {
	directory %q; pid-file none; lock-file none; session-keyfile none;
	listen-on port %s { 127.0.0.1; }; listen-on-v6 { none; };
	recursion yes; dnssec-validation no; forward only; forwarders { 127.0.0.1 port %s; };
};
controls { };
`, dir, port, ports[0])
		for i, name := range []string{"a.zt", "b.zt"} {
			conf += fmt.Sprintf("zone %q { type forward; forward only; forwarders { 127.0.0.1 port %s; }; };\n", name, ports[i+1])
		}
		return []string{"-g", "-4", "-n", "1", "-c"}, conf
	})
}

// startUnbound runs Unbound with the same.
func startUnbound(t *testing.T, program string, ports [3]string) (addr string) {
	return startPeer(t, program, func(dir, port string) (args []string, conf string) {
		conf = fmt.Sprintf(`server:
    directory: %q
    chroot: ""
    username: ""
    pidfile: ""
    use-syslog: no
    interface: 127.0.0.1
    port: %s
    do-ip6: no
    do-not-query-localhost: no
    module-config: "iterator"
remote-control:
    control-enable: no
`, dir, port)
		for i, name := range []string{".", "a.zt", "b.zt"} {
			conf += fmt.Sprintf("forward-zone:\n    name: %q\n    forward-addr: 127.0.0.1@%s\n", name, ports[i])
		}
		return []string{"-d", "-c"}, conf
	})
}

// startPeer runs a resolver on a port of its own, until the test ends, and waits for
// it to answer anything.
func startPeer(t *testing.T, program string, configure func(dir, port string) (args []string, conf string)) (addr string) {
	t.Helper()
	l, conn := listenBoth(t, "127.0.0.1:0")
	addr = l.Addr().String()
	l.Close()
	conn.Close()
	dir := t.TempDir()
	_, port, _ := net.SplitHostPort(addr)
	args, conf := configure(dir, port)
	file, out := filepath.Join(dir, "peer.conf"), filepath.Join(dir, "peer.log")
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command(program, append(args, file)...)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); cmd.Wait() }()
	t.Cleanup(func() { cmd.Process.Kill(); <-ended })
	for began := time.Now(); ; time.Sleep(50 * time.Millisecond) { // it tells nobody when it answers
		client := dns.Client{Timeout: time.Second}
		if _, _, err := client.Exchange(new(dns.Msg).SetQuestion("ready.b.zt.", dns.TypeA), addr); err == nil {
			return addr
		}
		select {
		case <-ended:
		default:
			if time.Since(began) < 30*time.Second {
				continue
			}
		}
		text, _ := os.ReadFile(out)
		t.Fatalf("%s does not answer:\n%s", program, text)
	}
}
