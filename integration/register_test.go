package integration

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	ethtypes "github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/miekg/dns"
)

const year = 365 * 24 * 60 * 60

// TestRegisterAndChange walks a registrant's first hour: a name registered
// with its zone, read over DNS, changed, expired.
func TestRegisterAndChange(t *testing.T) {
	t.Parallel()
	d := startDevnet(t)
	zoneFile := filepath.Join(t.TempDir(), "alice.zone")
	if err := os.WriteFile(zoneFile, []byte("$TTL 300\n@ A 192.0.2.10\nwww CNAME @\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if m := ask(t, "udp", d.DNS, "www.alice.chain", dns.TypeA); m.Rcode != dns.RcodeNameError {
		t.Fatalf("before registration: %v", m)
	}

	d.chainzone(1, "name", "register", "alice.chain", "--zone", zoneFile, "--yes").ok(t)
	answers := func(name, address string) func() bool {
		return func() bool {
			m := ask(t, "udp", d.DNS, name, dns.TypeA)
			return m.Rcode == dns.RcodeSuccess && m.Authoritative && slices.Equal(addresses(m), []netip.Addr{netip.MustParseAddr(address)})
		}
	}
	eventually(t, 20*time.Second, "the registered name answers", answers("www.alice.chain", "192.0.2.10"))

	again := d.chainzone(1, "name", "register", "alice.chain", "--yes").ok(t)
	if said := again.stdout + again.stderr; !strings.Contains(said, "alice.chain") {
		t.Errorf("registering it again says %q", said)
	}

	d.chainzone(1, "zone", "set", "--yes", "alice.chain", "@", "60", "A", "192.0.2.11").ok(t)
	took := eventually(t, 20*time.Second, "the changed record is answered", answers("alice.chain", "192.0.2.11"))
	t.Logf("a change is answered %v after the command's end", took)

	if r := d.chainzone(2, "zone", "set", "--yes", "alice.chain", "@", "60", "A", "192.0.2.66"); r.code != 4 {
		t.Errorf("a stranger's change: exit code %d, want 4; %s", r.code, r.stderr)
	}

	d.rpc("evm_increaseTime", year+60)
	d.rpc("evm_mine")
	eventually(t, 20*time.Second, "the expired name is NXDOMAIN", func() bool {
		return ask(t, "udp", d.DNS, "www.alice.chain", dns.TypeA).Rcode == dns.RcodeNameError
	})
	r := d.chainzone(1, "zone", "set", "--yes", "alice.chain", "@", "60", "A", "192.0.2.12")
	if r.code != 1 || !strings.Contains(r.stderr, "renew") {
		t.Errorf("changing an expired name: exit code %d, want 1 and a word of renewal; %s", r.code, r.stderr)
	}
	d.chainzone(1, "name", "renew", "alice.chain", "--yes").ok(t)
	eventually(t, 20*time.Second, "the renewed name answers as before", answers("alice.chain", "192.0.2.11"))
}

// TestReorgRemovesRecord: a record of a block that left the chain is gone at
// the first head of the new branch (T06, F06 from outside).
func TestReorgRemovesRecord(t *testing.T) {
	t.Parallel()
	d := startDevnet(t)
	d.chainzone(1, "name", "register", "fork.chain", "--yes").ok(t)
	for _, depth := range []int{1, 2, 3, 8} {
		d.chainzone(1, "zone", "set", "--yes", "fork.chain", "@", "60", "A", "192.0.2.77").ok(t)
		block := d.head() // has the change
		eventually(t, 20*time.Second, "the record is answered", func() bool {
			return len(addresses(ask(t, "udp", d.DNS, "fork.chain", dns.TypeA))) == 1
		})
		for range depth - 1 {
			d.rpc("evm_mine")
		}
		// The new branch spends the change's nonce on nothing, so that the change
		// cannot come back. An empty block may have come in between, after 5 s.
		d.rpc("anvil_reorg", d.head()-block+1, []any{[]any{d.spendLastNonce(1), 0}})
		eventually(t, 20*time.Second, fmt.Sprintf("the record is gone after a reorg of depth %d", depth), func() bool {
			return ask(t, "udp", d.DNS, "fork.chain", dns.TypeA).Rcode == dns.RcodeNameError
		})
		if shown := d.chainzone(1, "zone", "show", "fork.chain").ok(t); strings.Contains(shown.stdout, "192.0.2.77") {
			t.Errorf("depth %d: the chain still has the record", depth)
		}
	}
}

// spendLastNonce is a raw transaction of account i to itself in place of its last.
func (d *devnet) spendLastNonce(i int) string {
	d.t.Helper()
	var count hexutil.Uint64
	if err := json.Unmarshal(d.rpc("eth_getTransactionCount", d.Accounts[i].Address, "latest"), &count); err != nil {
		d.t.Fatal(err)
	}
	key, err := crypto.HexToECDSA(strings.TrimPrefix(d.Accounts[i].Key, "0x"))
	if err != nil {
		d.t.Fatal(err)
	}
	to, id := common.HexToAddress(d.Accounts[i].Address), new(big.Int).SetUint64(d.ChainID)
	tx, err := ethtypes.SignNewTx(key, ethtypes.LatestSignerForChainID(id), &ethtypes.DynamicFeeTx{
		ChainID: id, Nonce: uint64(count) - 1, To: &to, Gas: 21_000, GasTipCap: big.NewInt(2e9), GasFeeCap: big.NewInt(200e9),
	})
	if err != nil {
		d.t.Fatal(err)
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		d.t.Fatal(err)
	}
	return hexutil.Encode(raw)
}
