package resolver_test

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// insideVariable is set where the test runs in a network namespace of its own.
const insideVariable = "CHAINZONE_TEST_NAMESPACE"

// TestT32Namespace (T32): in a network whose links carry no more than 1280 bytes,
// and whose path to the client, as somebody says, 600, no reply is sent in
// fragments: what is too long is truncated, the rest leaves whole.
func TestT32Namespace(t *testing.T) {
	if os.Getenv(insideVariable) != "" {
		insideNamespace(t)
		return
	}
	unshare := func(args ...string) *exec.Cmd {
		return exec.CommandContext(t.Context(), "unshare", append([]string{"--map-root-user", "--net"}, args...)...)
	}
	if out, err := unshare("ip", "link", "set", "lo", "up").CombinedOutput(); err != nil {
		if os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
			t.Fatalf("no network namespace, and CHAINZONE_REQUIRE_CLIENTS is set: %v: %s", err, out)
		}
		t.Skipf("no network namespace: %v: %s", err, out)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	inside := unshare(program, "-test.run=^TestT32Namespace$", "-test.count=1")
	inside.Env = append(os.Environ(), insideVariable+"=1")
	if out, err := inside.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func insideNamespace(t *testing.T) {
	for _, args := range []string{"link set lo mtu 1280 up", "route replace local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 mtu 600"} {
		if out, err := exec.CommandContext(t.Context(), "ip", strings.Fields(args)...).CombinedOutput(); err != nil {
			t.Fatalf("ip %s: %v: %s", args, err, out)
		}
	}
	s := newSource(t)
	text := func(records, bytes int) (out string) {
		for i := range records {
			out += fmt.Sprintf("@ 60 TXT %03d%s\n", i, strings.Repeat("x", bytes))
		}
		return out
	}
	s.set("long.chain", text(20, 90), inAYear())
	s.set("fits.chain", text(10, 97), inAYear())
	server, err := resolver.New(resolver.Config{Listen: []string{"127.0.0.1:0", "[::1]:0"}, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	before := fragments(t)
	for _, addr := range server.Addrs() {
		for name, truncated := range map[string]bool{"long.chain.": true, "fits.chain.": false} {
			q := new(dns.Msg).SetQuestion(name, dns.TypeTXT)
			q.SetEdns0(4096, false)
			conn := dial(t, "udp", addr.String())
			conn.UDPSize = 4096
			conn.WriteMsg(q)
			m, err := conn.ReadMsg()
			if err != nil || m.Truncated != truncated || !truncated && m.Len() < 1100 {
				t.Errorf("%s at %v: %v: %v", name, addr, err, m)
			}
		}
		conn := dial(t, "tcp", addr.String())
		conn.WriteMsg(new(dns.Msg).SetQuestion("long.chain.", dns.TypeTXT))
		if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 20 {
			t.Errorf("over TCP at %v: %v: %v", addr, err, m)
		}
	}
	if after := fragments(t); after != before {
		t.Errorf("%d fragments were made", after-before)
	}
}

// fragments is how many this network has made, of IPv4 and IPv6.
func fragments(t *testing.T) (n int) {
	t.Helper()
	data, err := os.ReadFile("/proc/net/snmp")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n") // "Ip:" with names, then with values
	names, values := strings.Fields(lines[0]), strings.Fields(lines[1])
	six, err := os.ReadFile("/proc/net/snmp6")
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		if name == "FragCreates" {
			six = append(six, "FragCreates "+values[i]+"\n"...)
		}
	}
	found := 0
	for line := range strings.Lines(string(six)) {
		f := strings.Fields(line)
		if len(f) == 2 && strings.HasSuffix(f[0], "FragCreates") {
			one, err := strconv.Atoi(f[1])
			if err != nil {
				t.Fatal(err)
			}
			n, found = n+one, found+1
		}
	}
	if found != 2 {
		t.Fatalf("%d counts of fragments", found)
	}
	return n
}
