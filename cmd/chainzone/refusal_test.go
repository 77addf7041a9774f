package main

import (
	"bytes"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain/devnet"
)

// TestRefusals: whatever cannot be done is said in one sentence that tells what
// to do, on stderr alone, with the exit code of its kind.
func TestRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 0)
	bob := w.Accounts[1].Address.Hex()
	w.file("good.zone", "@ 60 A 192.0.2.1\n")
	w.file("syntax.zone", "@ 60 A 192.0.2.1\n@ 60 A 192.0.2\n")
	w.file("foreign.zone", "www.example.org. 60 A 192.0.2.1\n")
	w.file("binary.zone", "\x00\xff\x00")
	w.file("rule.zone", "@ 60 CNAME a\n@ 60 A 192.0.2.1\n")
	w.file("broken.json", "{")
	w.file("broken.yaml", "version: 1\nlisten: [")
	w.file("empty.key", "")

	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()

	// Every command that speaks to the chain about one name, but for its name.
	commands := []struct {
		line   string
		writes bool
	}{
		{"name available NAME", false},
		{"name price NAME", false},
		{"name show NAME", false},
		{"name register NAME", true},
		{"name renew NAME", true},
		{"name transfer NAME " + bob, true},
		{"name approve NAME " + bob, true},
		{"name manager NAME " + bob, true},
		{"zone show NAME", false},
		{"zone plan NAME @/good.zone", false},
		{"zone export NAME", false},
		{"zone diff NAME @/good.zone", false},
		{"zone import NAME @/good.zone", true},
		{"zone set NAME @ 60 A 192.0.2.7", true},
		{"zone add NAME @ 60 A 192.0.2.7", true},
		{"zone unset NAME @", true},
		{"lookup NAME", false},
	}
	type refusal struct {
		line string
		code exitCode
		want string // of the sentence
	}
	var all []refusal
	verbs := func(line string) string { // "name show"
		words := strings.Fields(line)
		if words[0] == "lookup" {
			return words[0]
		}
		return words[0] + " " + words[1]
	}
	with := func(line, name, flags string) string {
		verb := verbs(line)
		return verb + " " + flags + " " + strings.Replace(strings.TrimPrefix(line, verb+" "), "NAME", name, 1)
	}
	for _, c := range commands {
		key := ""
		if c.writes {
			key = " --yes --key @/owner.key"
		}
		here := "--deployment @/chain.json" + key
		all = append(all,
			refusal{with(c.line, "a..b", here), exitUsage, "empty label"},
			refusal{with(c.line, strings.Repeat("a", 64)+".chain", here), exitUsage, "63 bytes"},
			refusal{with(c.line, "www.example.org", here), exitUsage, "below chain"},
			refusal{with(c.line, "hello", "--deployment @/closed.json"+key), exitRefused, "--rpc"},
			refusal{with(c.line, "hello", "--deployment @/chain.json --rpc http://127.0.0.1:1"+key), exitRefused, "--rpc"},
			refusal{with(c.line, "hello", "--deployment @/otherchain.json"+key), exitRefused, "the deployment says 5"},
			refusal{with(c.line, "hello", "--deployment @/othercode.json"+key), exitRefused, "check --deployment"},
			refusal{with(c.line, "hello", "--deployment @/nothing.json"+key), exitRefused, "write one"},
			refusal{with(c.line, "hello", "--deployment @/broken.json"+key), exitUsage, "JSON"},
			refusal{with(c.line, "hello", "--deployment @/chain.json --rpc foo"+key), exitUsage, "http://127.0.0.1:8545"},
			refusal{with(c.line, "hello", key), exitUsage, "CHAINZONE_DEPLOYMENT"},
			refusal{with(c.line, "hello", here+" --bogus"), exitUsage, "--help"},
			refusal{with(c.line, "", here), exitUsage, ""},
		)
		if c.writes {
			all = append(all,
				refusal{with(c.line, "hello", "--deployment @/chain.json --key @/nothing.key --yes"), exitRefused, "chainzone key new"},
				refusal{with(c.line, "hello", "--deployment @/chain.json --key @/empty.key --yes"), exitUsage, "key"},
				refusal{with(c.line, "hello", "--deployment @/chain.json --yes"), exitUsage, "CHAINZONE_KEY_FILE"},
			)
			if !strings.HasPrefix(c.line, "name register") {
				all = append(all, refusal{with(c.line, "hello", "--deployment @/chain.json --key @/owner.key"), exitUsage, "--yes"})
			}
		}
		switch verbs(c.line) {
		case "name available", "name price", "name register", "lookup":
		default:
			all = append(all, refusal{with(c.line, "nobody", here), exitNotRegistered, "chainzone name register nobody.chain"})
			if verbs(c.line) != "name show" {
				all = append(all, refusal{with(c.line, "expired", here), exitRefused, "past its grace"})
			}
			if verbs(c.line) != "name show" && verbs(c.line) != "name renew" {
				all = append(all, refusal{with(c.line, "grace", here), exitRefused, "chainzone name renew grace.chain"})
			}
		}
		switch verbs(c.line) {
		case "name transfer", "name approve", "name manager", "zone import", "zone set", "zone add", "zone unset":
			all = append(all, refusal{with(c.line, "hello", "--deployment @/chain.json --yes --key @/stranger.key"), exitNotAuthorized, "owner"})
		}
	}
	const here = "--deployment @/chain.json "
	const write = here + "--yes --key @/owner.key "
	all = append(all, []refusal{
		{"name available " + here + "hello", exitRefused, "choose another"},
		{"name available " + here + "ns1", exitRefused, "reserved"},
		{"name register " + write + "--key @/stranger.key hello", exitRefused, "choose another"},
		{"name register " + write + "--key @/stranger.key ns1", exitRefused, "choose another"},
		{"name register " + write + "--key @/poor.key fresh", exitRefused, "0 ether and may need up to 0.005"},
		{"name register " + write + "--zone @/nothing fresh", exitRefused, "name a master file"},
		{"name register " + write + "--zone @/syntax.zone fresh", exitUsage, "syntax.zone:2"},
		{"name register " + write + "--owner 0x12 fresh", exitUsage, "40 hex digits"},
		{"name register " + write + "--duration 27d fresh", exitUsage, "28d"},
		{"name register " + write + "--duration soon fresh", exitUsage, "365d"},
		{"name register " + write + "xn--99zzzz9", exitUsage, "xn--99zzzz9"},
		{"name register " + here + "--key @/owner.key fresh", exitUsage, "--yes"},
		{"name price " + here + "--duration 101y fresh", exitUsage, "100 years"},
		{"name renew " + write + "--duration 100y hello", exitRefused, "shorter"},
		{"name renew " + write + "--key @/poor.key hello", exitRefused, "send it some"},
		{"name transfer " + write + "hello 0x12", exitUsage, "40 hex digits"},
		{"name approve " + write + "hello 0x12", exitUsage, "40 hex digits"},
		{"name manager " + write + "hello nobody", exitUsage, "40 hex digits"},
		{"name revoke " + write + "nobody " + bob, exitNotRegistered, "chainzone name register nobody.chain"},
		{"name history " + here + "nobody", exitNotRegistered, "chainzone name register nobody.chain"},
		{"name history --deployment @/closed.json hello", exitRefused, "--rpc"},
		{"name list --deployment @/closed.json --owner " + bob, exitRefused, "--rpc"},
		{"name expiring " + here + "--within soon --owner " + bob, exitUsage, "365d"},
		{"zone apply " + write + "@/good.zone", exitUsage, "not a plan"},
		{"zone relay " + write + "@/good.zone", exitUsage, "not an authorisation"},
		{"zone relay " + write + "@/nothing", exitRefused, "no such file"},
		{"zone sign " + here + "--key @/owner.key hello @/good.zone /nowhere/file", exitRefused, "/nowhere"},
		{"zone acme-auth " + write, exitUsage, "certbot"},
		{"completion tcsh", exitUsage, "bash, zsh or fish"},
		{"name transfer " + write + "hello 0x70997970c51812dc3A010C7d01b50e0d17dc79C8", exitUsage, "checksum"},
		{"name transfer " + write + "hello " + w.deployment.Registry.Hex(), exitRefused, "another address"},
		{"zone import " + write + "hello @/nothing", exitRefused, "name a master file"},
		{"zone import " + write + "hello " + w.dir, exitRefused, "name a master file"},
		{"zone import " + write + "hello @/syntax.zone", exitUsage, "syntax.zone:2"},
		{"zone import " + write + "hello @/foreign.zone", exitUsage, "hello.chain"},
		{"zone import " + write + "hello @/binary.zone", exitUsage, "binary.zone:1"},
		{"zone import " + write + "hello @/rule.zone", exitUsage, "CNAME"},
		{"zone diff " + here + "hello @/syntax.zone", exitUsage, "syntax.zone:2"},
		{"zone export " + here + "hello /nowhere/file", exitRefused, "/nowhere"},
		{"zone set " + write + "hello @ 60 A 192.0.2", exitUsage, "192.0.2"},
		{"zone set " + write + "hello @ soon A 192.0.2.1", exitUsage, "seconds"},
		{"zone set " + write + "hello @ 60 NONSENSE 192.0.2.1", exitUsage, "TYPE123"},
		{"zone set " + write + "hello @ 60 A", exitUsage, "OWNER TTL TYPE DATA"},
		{"zone set " + write + "hello www.example.org. 60 A 192.0.2.1", exitUsage, "hello.chain"},
		{"zone set " + write + "hello @ 60 CNAME a", exitUsage, "CNAME"},
		{"zone unset " + write + "hello nothere", exitUsage, "nothere.hello.chain"},
		{"zone unset " + write + "hello @ MX", exitUsage, "hello.chain"},
		{"lookup " + here + "hello.chain NONSENSE", exitUsage, "TYPE123"},
		{"lookup " + here + "hello.chain A A", exitUsage, "--help"},
		{"lookp hello", exitUsage, `"lookup"`},
		{"zone", exitUsage, "verb"},
		{"zone shw hello", exitUsage, `"show"`},
		{"name show hello --jsn", exitUsage, "--json"},
		{"name show hello --rpc", exitUsage, "needs a value"},
		{"--json name show", exitUsage, "after the command"},
		{"check @/nothing.yaml", exitRefused, "no such file"},
		{"serve", exitUsage, "--config"},
		{"serve --deployment @/chain.json --listen nowhere", exitUsage, "host:port"},
		{"serve --deployment @/chain.json --listen 127.0.0.1:99999", exitUsage, "65535"},
		{"serve --deployment @/chain.json --forward quic://192.0.2.1", exitUsage, "unknown scheme"},
		{"serve --deployment @/chain.json --deployment @/chain.json --rpc http://127.0.0.1:1", exitUsage, "--config"},
		{"serve --deployment @/chain.json --listen 192.0.2.1:0", exitRefused, "address of this machine"},
		{"serve --deployment @/chain.json --listen " + taken.Addr().String(), exitRefused, "another program has the port"},
		{"serve --deployment @/nothing.json", exitRefused, "write one"},
		{"serve --config @/nothing.yaml", exitRefused, "no such file"},
		{"serve --config @/nothing.yaml --listen 127.0.0.1:1", exitUsage, "not both"},
		{"key new @/owner.key --password-file @/good.zone", exitRefused, "not overwritten"},
		{"key new @/new.key --password-file @/nothing", exitRefused, "password"},
		{"key new @/new.key --password-file @/empty.key", exitUsage, "empty"},
		{"key new @/new.key", exitUsage, "--password-file"},
		{"deploy @/new.json", exitUsage, "--tld"},
		{"deploy @/new.json --tld a..b --rpc http://127.0.0.1:1", exitUsage, "empty label"},
		{"deploy @/new.json --tld x --rpc http://127.0.0.1:1", exitUsage, "--price"},
		{"deploy @/new.json --tld x --rpc http://127.0.0.1:1 --price 0 --ceiling 5", exitUsage, "--price"},
		{"deploy @/new.json --tld x --rpc http://127.0.0.1:1 --price 5 --ceiling 5 --key @/owner.key --yes", exitRefused, "--rpc"},
		{"deploy @/new.json --tld x --rpc " + w.RPC() + " --price 5 --ceiling 5 --key @/poor.key --yes", exitRefused, "send it some"},
		{"deploy @/new.json --tld x --rpc " + w.RPC() + " --price 5 --ceiling 5 --key @/owner.key", exitUsage, "--yes"},
		{"deploy @/chain.json --tld x --rpc http://127.0.0.1:1 --price 5 --ceiling 5 --key @/owner.key --yes", exitRefused, "not overwritten"},
		{"version 2", exitUsage, "no arguments"},
	}...)
	for _, r := range all {
		code, out, errs := w.run(t.Context(), r.line)
		lines := strings.Split(strings.TrimSuffix(errs, "\n"), "\n")
		if strings.HasPrefix(r.line, "name available") && r.code == exitRefused {
			out = "" // whether it is available is the answer too
		}
		if code != r.code || out != "" || len(lines) != 1 || !strings.HasPrefix(lines[0], "chainzone: ") || !strings.Contains(lines[0], r.want) || strings.Contains(lines[0], "%!") {
			t.Errorf("chainzone %s:\nexit %d, want %d\nstdout %q\nstderr %q, want %q", r.line, code, r.code, out, errs, r.want)
		}
	}
	if left := files(t, w.path("state")); len(left) != 0 {
		t.Errorf("nothing was signed, and it left %v", left)
	}
	t.Logf("%d refusals", len(all))
}

// TestNotMined: a transaction that was sent and is in no block in time is exit
// 5 with its hash, and is not said to have failed.
func TestNotMined(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	file := w.proxied(func(method string, reply []byte) []byte {
		if method == "eth_getTransactionReceipt" {
			return []byte(`{"jsonrpc":"2.0","id":` + idOf(reply) + `,"result":null}`)
		}
		return reply
	})
	code, out, errs := w.run(t.Context(), "zone set --deployment "+file+" --key @/owner.key --yes --wait 1500ms hello @ 60 A 192.0.2.9")
	if code != exitNotMined || out != "" || !strings.Contains(errs, "0x") || !strings.Contains(errs, "it may still be") || strings.Count(errs, "\n") != 1 {
		t.Errorf("exit %d, stdout %q, stderr %q", code, out, errs)
	}
	for limit := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if _, out, _ := w.run(t.Context(), "zone show --deployment @/chain.json hello"); strings.Contains(out, "192.0.2.9") {
			return
		}
		if time.Now().After(limit) {
			t.Fatal("it was never mined")
		}
	}
}

// TestPriceNotPayable: an account that can pay the commitment and not the price
// is told before it spends anything.
func TestPriceNotPayable(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 0)
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	key, err := crypto.ToECDSA(bytes.Repeat([]byte{3}, 32)) // poor.key
	if err != nil {
		t.Fatal(err)
	}
	poor := crypto.PubkeyToAddress(key.PublicKey)
	tx, err := types.SignNewTx(w.Accounts[3].Key, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devnet.ChainID), To: &poor, Value: big.NewInt(1e15), Gas: 21_000, GasTipCap: big.NewInt(1e9), GasFeeCap: big.NewInt(100e9),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.SendTransaction(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	for balance := new(big.Int); balance.Sign() == 0; {
		if balance, err = client.BalanceAt(t.Context(), poor, nil); err != nil {
			t.Fatal(err)
		}
	}
	code, out, errs := w.run(t.Context(), "name register --deployment @/chain.json --key @/poor.key --yes fresh")
	if code != exitRefused || out != "" || !strings.Contains(errs, "has 0.001 ether and may need up to 0.005") {
		t.Errorf("exit %d, stdout %q, stderr %q", code, out, errs)
	}
	if n, err := client.NonceAt(t.Context(), poor, nil); err != nil || n != 0 {
		t.Errorf("%d transactions were sent, %v", n, err)
	}
}
