package integration

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// stat is what the system says of a process (proc_pid_stat(5)), from its state on.
func stat(t *testing.T, p *process) []string {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
}

// ticks is the processor time that a process has used, in hundredths of a second.
func ticks(t *testing.T, p *process) (n int) {
	t.Helper()
	for _, field := range stat(t, p)[11:13] { // utime and stime
		one, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		n += one
	}
	return n
}

// TestF26FileDescriptors (F26): a server that runs out of file descriptors goes on
// answering over UDP, does not spin, and takes connections again when it can.
func TestF26FileDescriptors(t *testing.T) {
	t.Parallel()
	d := startDevnet(t, "--no-dns")
	addr := freeAddress(t)
	cmd := exec.Command("sh", "-c", `ulimit -n 48 && exec "$0" "$@"`, pathOf("chainzone"), "serve", "--listen", addr, "--deployment", d.Deployment)
	cmd.Env = cleanEnv(t)
	p := startCmd(t, cmd)
	answers := func(network string) bool {
		m, err := exchange(network, addr, "hello.chain", dns.TypeA)
		return err == nil && len(addresses(m)) > 0
	}
	eventually(t, 20*time.Second, "a chain name answers", func() bool { return answers("udp") })

	files := func() int {
		list, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", p.cmd.Process.Pid))
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	const length = 3 * time.Second
	began, most, before := time.Now(), 0, ticks(t, p)
	var conns []net.Conn
	for i := 0; time.Since(began) < length; i++ { // those that say nothing are closed after 2 s
		if i < 400 {
			source := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1+byte(i/16), 1)}} // 16 each may have
			if conn, err := source.Dial("tcp", addr); err == nil {
				conns = append(conns, conn)
			}
		} else {
			time.Sleep(5 * time.Millisecond)
		}
		if i%20 == 0 {
			most = max(most, files())
			if !answers("udp") {
				t.Errorf("with %d files no answer over UDP", files())
			}
		}
	}
	if used := ticks(t, p) - before; used > 150 {
		t.Errorf("%d hundredths of a second of processor time in 3 s", used)
	}
	if most < 47 {
		t.Errorf("it had %d files at most: it never ran out", most)
	}
	for _, conn := range conns {
		conn.Close()
	}
	eventually(t, 20*time.Second, "connections are taken again", func() bool { return answers("tcp") })
	eventually(t, 20*time.Second, "the log says when there were none, and when there were some again", func() bool {
		log := p.log.String()
		return strings.Contains(log, "no file descriptor is left") && strings.Contains(log, "there are file descriptors again")
	})
}
