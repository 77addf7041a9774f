package integration

import (
	"bufio"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/miekg/dns"
)

// anvilKeys are the first accounts of the mnemonic that anvil and the devnet
// begin with.
var anvilKeys = []string{
	"ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
	"59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
}

// startAnvil runs Foundry's test chain, which shares no code with ours, and
// returns its URL.
func startAnvil(t *testing.T) string {
	t.Helper()
	const program = "js/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil"
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
			t.Fatal("anvil is missing: run make examples")
		}
		t.Skip("anvil is missing: run make examples")
	}
	cmd := exec.Command(program, "--host", "127.0.0.1", "--port", "0", "--block-time", "1", "--chain-id", "31337")
	cmd.Env = cleanEnv(t)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	listening := regexp.MustCompile(`Listening on (127\.0\.0\.1:\d+)`)
	found := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if m := listening.FindStringSubmatch(lines.Text()); m != nil {
				found <- "http://" + m[1]
			}
		}
	}()
	select {
	case url := <-found:
		return url
	case <-time.After(30 * time.Second):
		t.Fatal("anvil does not listen")
		return ""
	}
}

// TestAnvil walks a registrant's first hour on a second, independent chain: a
// TLD deployed, a name registered with its zone while blocks are undone, read
// by a server, changed, renewed, given away.
func TestAnvil(t *testing.T) {
	t.Parallel()
	url := startAnvil(t)
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	keys := []string{file("0.key", anvilKeys[0]), file("1.key", anvilKeys[1])}
	deployment := filepath.Join(dir, "anvil.json")
	env := []string{"CHAINZONE_STATE_DIR=" + filepath.Join(dir, "state"), "CHAINZONE_DEPLOYMENT=" + deployment}
	run := func(key int, args ...string) result {
		t.Helper()
		return command(t, append(env, "CHAINZONE_KEY_FILE="+keys[key]), "chainzone", args...)
	}
	run(0, "deploy", deployment, "--rpc", url, "--tld", "anvil", "--price", "158548959", "--ceiling", "1585489599", "--min-age", "2s", "--yes").ok(t)

	chain, err := rpc.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	defer chain.Close()
	// A block is undone while the registration waits: its transactions go back
	// to the pool, and anvil tells nobody.
	undone := make(chan error, 1)
	go func() {
		time.Sleep(1500 * time.Millisecond)
		undone <- chain.Call(nil, "anvil_reorg", 1, []any{})
	}()
	zoneFile := file("alice.zone", "$TTL 300\n@ A 192.0.2.10\nwww CNAME @\n")
	run(1, "name", "register", "alice", "--zone", zoneFile, "--yes", "--confirmations", "2").ok(t)
	if err := <-undone; err != nil {
		t.Fatal(err)
	}
	var sent string
	if err := chain.Call(&sent, "eth_getTransactionCount", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "latest"); err != nil {
		t.Fatal(err)
	}
	if n, err := strconv.ParseUint(sent, 0, 64); err != nil || n != 2 {
		t.Errorf("%s transactions, want the commitment and the reveal, %v", sent, err)
	}

	config := file("chainzone.yaml", fmt.Sprintf("version: 1\nlisten: [\"127.0.0.1:0\"]\norigins: [{deployment: %q, clock: chain}]\n", deployment))
	server := start(t, env, "chainzone", "serve", "--config", config)
	listening := regexp.MustCompile(`127\.0\.0\.1:(\d+)`)
	var dnsAddress string
	eventually(t, 20*time.Second, "the server says where it listens", func() bool {
		dnsAddress = listening.FindString(strings.ReplaceAll(server.log.String(), strings.TrimPrefix(url, "http://"), ""))
		return dnsAddress != ""
	})
	answers := func(address string) func() bool {
		return func() bool {
			m, err := exchange("udp", dnsAddress, "www.alice.anvil", dns.TypeA)
			return err == nil && m.Rcode == dns.RcodeSuccess && slices.Equal(addresses(m), []netip.Addr{netip.MustParseAddr(address)})
		}
	}
	eventually(t, 20*time.Second, "the registered name answers", answers("192.0.2.10"))
	run(1, "zone", "set", "--yes", "alice", "@", "300", "A", "192.0.2.11").ok(t)
	eventually(t, 20*time.Second, "the changed record is answered", answers("192.0.2.11"))
	if r := run(0, "zone", "set", "--yes", "alice", "@", "300", "A", "192.0.2.66"); r.code != 4 {
		t.Errorf("a stranger's change: exit code %d; %s", r.code, r.stderr)
	}
	run(0, "name", "renew", "alice", "--yes", "--duration", "28d").ok(t)
	if r := run(0, "name", "register", "alice", "--yes"); r.code != 1 || !strings.Contains(r.stderr, "taken") {
		t.Errorf("a name that is taken: exit code %d; %s", r.code, r.stderr)
	}
	run(1, "name", "transfer", "alice", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "--yes").ok(t)
	run(0, "zone", "unset", "--yes", "alice", "www").ok(t)
	eventually(t, 20*time.Second, "the removed record is gone", func() bool {
		m, err := exchange("udp", dnsAddress, "www.alice.anvil", dns.TypeA)
		return err == nil && m.Rcode == dns.RcodeNameError
	})
}
