package chain_test

import (
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/chain"
	"chainzone/chain/devnet"
)

// TestT44Nonces (T44): transactions of one account that are sent at once get
// nonces one after the other, and are all mined; a step is signed once, however
// often it is sent.
func TestT44Nonces(t *testing.T) {
	w := startWorld(t, devnet.Options{BlockTime: time.Second})
	// A node that does not tell what its pool has.
	p := newProxy(t, w.RPC())
	p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
		if method == "eth_getTransactionCount" && string(params[1]) == `"pending"` {
			return result(reply, "0x0")
		}
		return reply
	})
	c := w.open(chain.Options{}, p.URL)
	s := c.SignerWith(chain.KeyWallet(w.Accounts[1].Key), chain.SignerOptions{Confirmations: 2})
	const many = 6
	var wg sync.WaitGroup
	receipts := make([]*types.Receipt, 2*many)
	for i := range receipts {
		wg.Go(func() {
			tx, err := s.Renew(t.Context(), hello, 24*time.Hour)
			if err == nil {
				if i >= many {
					tx.Ref = "one step"
				}
				receipts[i], err = s.Send(t.Context(), tx)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	hashes := map[string]bool{}
	for i, r := range receipts {
		if r == nil {
			t.Fatal("a transaction has no receipt")
		}
		hashes[r.TxHash.Hex()] = true
		if i >= many && r.TxHash != receipts[many].TxHash {
			t.Errorf("a step was mined twice: %s and %s", r.TxHash, receipts[many].TxHash)
		}
	}
	if len(hashes) != many+1 {
		t.Errorf("%d transactions, want %d and one for the step", len(hashes), many)
	}
	a, err := c.Account(t.Context(), w.Accounts[1].Address)
	if err != nil || a.Next != many+1 || a.Pending != 0 {
		t.Errorf("%+v, %v", a, err)
	}
}
