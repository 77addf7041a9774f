package chain_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"chainzone/chain"
	"chainzone/chain/devnet"
)

// TestPlanFollowsTheChainsRules has a chain's newest header, its configuration and
// its contracts say by which rules it counts gas. Rules that nobody names count as
// the dearest.
func TestPlanFollowsTheChainsRules(t *testing.T) {
	w := newWorld(t)
	enough := errors.New("that is all that this test wants")
	plan := func(answer func(method string, params []json.RawMessage, reply []byte) []byte) chain.Plan {
		t.Helper()
		p := newProxy(t, w.RPC())
		p.set(answer)
		var plan chain.Plan
		o := devnet.TLD("planned")
		o.Confirm = func(p chain.Plan) error { plan = p; return enough }
		if _, err := chain.Deploy(t.Context(), []string{p.URL}, chain.KeyWallet(w.Accounts[0].Key), o); !errors.Is(err, enough) {
			t.Fatal(err)
		}
		return plan
	}
	header := func(change func(fields map[string]any)) func(string, []json.RawMessage, []byte) []byte {
		return func(method string, _ []json.RawMessage, reply []byte) []byte {
			var whole struct{ Result map[string]any }
			if method != "eth_getBlockByNumber" || json.Unmarshal(reply, &whole) != nil || whole.Result == nil {
				return reply
			}
			change(whole.Result)
			return result(reply, whole.Result)
		}
	}
	bare := header(func(fields map[string]any) { delete(fields, "requestsHash") })
	osaka := plan(func(_ string, _ []json.RawMessage, reply []byte) []byte { return reply })
	if osaka.ChargesForData || osaka.ChainID != devnet.ChainID || osaka.Owner != w.Accounts[0].Address || osaka.Treasury != osaka.Owner {
		t.Errorf("%+v", osaka)
	}
	amsterdam := plan(header(func(fields map[string]any) { fields["blockAccessListHash"] = "0x" + strings.Repeat("00", 32) }))
	if amsterdam.Gas < 3*osaka.Gas {
		t.Errorf("Amsterdam's rules: %d gas, Osaka's %d", amsterdam.Gas, osaka.Gas)
	}
	unknown := plan(func(method string, params []json.RawMessage, reply []byte) []byte {
		if method == "eth_config" {
			return failure(reply, -32601, "the method does not exist")
		}
		return bare(method, params, reply)
	})
	if unknown.Gas != amsterdam.Gas {
		t.Errorf("unknown rules: %d gas, not %d", unknown.Gas, amsterdam.Gas)
	}
	if configured := plan(bare); configured.Gas != osaka.Gas { // go-ethereum has eth_config
		t.Errorf("Osaka by eth_config: %d gas, not %d", configured.Gas, osaka.Gas)
	}
	oracle := plan(func(method string, params []json.RawMessage, reply []byte) []byte {
		if method == "eth_getCode" && strings.Contains(strings.ToLower(string(params[0])), "420000000000000000000000000000000000000f") {
			return result(reply, "0x60")
		}
		return reply
	})
	if !oracle.ChargesForData {
		t.Error("a chain that charges for data is not told")
	}
}
