package main

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
)

// raw sends a signed transaction past the tap.
func (w *world) raw(raw hexutil.Bytes) {
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		w.t.Error(err)
		return
	}
	defer client.Close()
	if err := client.Client().Call(nil, "eth_sendRawTransaction", raw); err != nil {
		w.t.Error(err)
	}
}

// cheap is a tap through which a unit of gas seems to cost a 64th until the
// first transaction is sent: its base fee overtakes it at once.
func cheap() *tap {
	sent := false
	return cheapBy(64, func(method string, _ []json.RawMessage) bool {
		sent = sent || method == "eth_sendRawTransaction"
		return !sent
	})
}

// cheapBy is a tap through which a unit of gas seems to cost so many times less
// while lies, which sees every call, says so.
func cheapBy(times int64, lies func(method string, params []json.RawMessage) bool) *tap {
	lying := false
	return &tap{
		before: func(method string, params []json.RawMessage) (any, bool) {
			lying = lies(method, params)
			if method == "eth_maxPriorityFeePerGas" && lying {
				return "0x1", true
			}
			return nil, false
		},
		after: func(method string, result json.RawMessage) json.RawMessage {
			var block map[string]any
			if method != "eth_getBlockByNumber" || !lying || json.Unmarshal(result, &block) != nil {
				return result
			}
			if fee, err := hexutil.DecodeBig(block["baseFeePerGas"].(string)); err == nil {
				block["baseFeePerGas"] = hexutil.EncodeBig(fee.Div(fee, big.NewInt(times)))
			}
			result, _ = json.Marshal(block)
			return result
		},
	}
}

// TestF21Stuck (F21): the base fee overtakes a transaction. With --max-fee it is
// replaced up to that; without, the command stops with what to do. tx list shows
// it, tx speedup and tx cancel replace it.
func TestF21Stuck(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	const set = " --key @/owner.key --yes hello @ 60 A 192.0.2.9"

	before := w.sent(0)
	// By itself the base fee takes half a minute to fall so far.
	file := w.tapped("replaced.json", cheap())
	if code, out, errs := w.run(t.Context(), "zone set --max-fee 50 --wait 20s --deployment "+file+set); code != exitOK {
		t.Fatalf("with --max-fee: exit %d, %q, %q", code, out, errs)
	}
	if n := w.sent(0); n != before+1 {
		t.Errorf("%d transactions were mined for one change", n-before)
	}

	stuck := func(line string) string {
		t.Helper()
		tp, looks := cheap(), 0
		see := tp.before
		tp.before = func(method string, params []json.RawMessage) (any, bool) {
			if method == "eth_getTransactionByHash" {
				if looks++; looks == 2 { // time is up during the second look: the first's finding stands
					time.Sleep(4 * time.Second)
				}
			}
			return see(method, params)
		}
		file := w.tapped("stuck.json", tp)
		code, out, errs := w.run(t.Context(), line+" --deployment "+file+" --wait 3s --key @/owner.key --yes hello @ 60 A 192.0.2.10")
		if code != exitNotMined || out != "" || !strings.Contains(errs, "chainzone tx speedup 0x") || strings.Count(errs, "\n") != 1 {
			t.Fatalf("exit %d, %q, %q", code, out, errs)
		}
		_, hash, _ := strings.Cut(errs, "chainzone tx speedup ")
		hash, _, _ = strings.Cut(hash, " ")
		code, out, errs = w.run(t.Context(), "tx list --json --deployment @/chain.json")
		if code != exitOK || !strings.Contains(out, `"hash":"`+hash+`"`) || !strings.Contains(out, `"state":"stuck"`) {
			t.Fatalf("tx list: exit %d, %q, %q", code, out, errs)
		}
		return hash
	}
	hash := stuck("zone set")
	if code, _, errs := w.run(t.Context(), "tx speedup --deployment @/chain.json --key @/owner.key --yes --max-fee 0.0000001 "+hash); code != exitRefused || !strings.Contains(errs, "--max-fee") {
		t.Errorf("above its cap: exit %d, %q", code, errs)
	}
	if code, out, errs := w.run(t.Context(), "tx speedup --deployment @/chain.json --key @/owner.key "+hash+" --yes"); code != exitOK || !strings.Contains(out, "is mined in block") {
		t.Fatalf("speedup: exit %d, %q, %q", code, out, errs)
	}
	if _, out, _ := w.run(t.Context(), "zone show --deployment @/chain.json hello"); !strings.Contains(out, "192.0.2.10") {
		t.Errorf("after the speedup: %q", out)
	}

	if code, _, errs := w.run(t.Context(), "zone set --deployment @/chain.json"+set); code != exitOK {
		t.Fatal(errs)
	}
	hash = stuck("zone set")
	if code, out, errs := w.run(t.Context(), "tx cancel --deployment @/chain.json --key @/owner.key --yes "+hash); code != exitOK {
		t.Fatalf("cancel: exit %d, %q, %q", code, out, errs)
	}
	if _, out, _ := w.run(t.Context(), "zone show --deployment @/chain.json hello"); !strings.Contains(out, "192.0.2.9") {
		t.Errorf("after the cancel: %q", out)
	}
	if code, out, _ := w.run(t.Context(), "tx list --json --deployment @/chain.json"); code != exitOK || out != "[]\n" {
		t.Errorf("tx list at the end: exit %d, %q", code, out)
	}
	if code, _, errs := w.run(t.Context(), "tx cancel --deployment @/chain.json --key @/owner.key --yes "+hash); code != exitRefused || !strings.Contains(errs, "tx list") {
		t.Errorf("what is over: exit %d, %q", code, errs)
	}
	if code, _, errs := w.run(t.Context(), "tx cancel --deployment @/chain.json --key @/owner.key --yes 0x12"); code != exitUsage || !strings.Contains(errs, "64 hex digits") {
		t.Errorf("no hash: exit %d, %q", code, errs)
	}
}
