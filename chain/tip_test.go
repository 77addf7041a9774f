package chain_test

import (
	"encoding/json"
	"errors"
	"testing"

	"chainzone/chain"
	"chainzone/names"
)

// TestTipWithoutMethod: an endpoint without eth_maxPriorityFeePerGas is asked what the
// newest blocks took, and where it cannot say that either the least tip is paid. That
// none can be reached is another matter.
func TestTipWithoutMethod(t *testing.T) {
	w := newWorld(t)
	const missing = "the method eth_maxPriorityFeePerGas does not exist/is not available"
	for _, tc := range []struct {
		name    string
		code    int
		history func(reply []byte) []byte
		tip     int64 // 0: an error
	}{
		{"the newest blocks' tips", -32601, func(reply []byte) []byte {
			return result(reply, map[string]any{"oldestBlock": "0x1", "reward": [][]string{{"0x3b9aca00"}, {"0x77359400"}, {"0x0"}}})
		}, 1_000_000_000},
		{"another code for the same", -32000, func(reply []byte) []byte {
			return result(reply, map[string]any{"oldestBlock": "0x1", "reward": [][]string{{"0x77359400"}}})
		}, 2_000_000_000},
		{"tips below the least", -32601, func(reply []byte) []byte {
			return result(reply, map[string]any{"oldestBlock": "0x1", "reward": [][]string{{"0x1"}}})
		}, 1_000_000},
		{"odd shapes", -32601, func(reply []byte) []byte {
			return result(reply, map[string]any{"oldestBlock": "0x1", "reward": [][]any{{}, {nil}, {"0x1", "0x2"}}})
		}, 1_000_000},
		{"none", -32601, func(reply []byte) []byte { return result(reply, nil) }, 1_000_000},
		{"no history", -32601, func(reply []byte) []byte { return failure(reply, -32601, "no") }, 1_000_000},
		{"no answer", -32601, func([]byte) []byte { return []byte("<html>") }, 0},
	} {
		p := newProxy(t, w.RPC())
		p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
			switch method {
			case "eth_maxPriorityFeePerGas":
				return failure(reply, tc.code, missing)
			case "eth_feeHistory":
				return tc.history(reply)
			}
			return reply
		})
		c := w.open(chain.Options{}, p.URL)
		r, err := c.Name(t.Context(), hello)
		if err != nil {
			t.Fatal(err)
		}
		s := c.Signer(w.Accounts[0].Key)
		tx, err := s.SetZone(t.Context(), hello, w.image("hello.chain", "@ 60 A 192.0.2.78\n"), r.Serial)
		switch {
		case tc.tip == 0 && errors.Is(err, names.ErrUnreachable):
			continue
		case err != nil || tx.Tip.Int64() != tc.tip:
			t.Errorf("%s: %+v, %v, want a tip of %d", tc.name, tx, err, tc.tip)
			continue
		}
		if _, err := s.Send(t.Context(), tx); err != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}
