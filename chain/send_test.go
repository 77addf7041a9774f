package chain_test

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/chain"
	"chainzone/chain/devnet"
)

// signing is a wallet whose program changes what it is asked to sign.
type signing struct {
	chain.Wallet
	change func(*types.DynamicFeeTx)
	by     chain.Wallet // who signs
}

func (s signing) SignTx(ctx context.Context, tx *types.Transaction, id *big.Int) (*types.Transaction, error) {
	other := &types.DynamicFeeTx{
		ChainID: id, Nonce: tx.Nonce(), To: tx.To(), Data: tx.Data(), Value: tx.Value(), Gas: tx.Gas(), GasFeeCap: tx.GasFeeCap(), GasTipCap: tx.GasTipCap(),
	}
	s.change(other)
	return s.by.SignTx(ctx, types.NewTx(other), other.ChainID)
}

// TestT43Changed (T43): what a signer changed, or another account signed, is not
// sent and not kept.
func TestT43Changed(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{}, p.URL)
	own, other := chain.KeyWallet(w.Accounts[1].Key), chain.KeyWallet(w.Accounts[2].Key)
	for name, tc := range map[string]struct {
		change func(*types.DynamicFeeTx)
		by     chain.Wallet
		want   string // "" where it is sent
	}{
		"nothing":         {func(*types.DynamicFeeTx) {}, own, ""},
		"the value":       {func(tx *types.DynamicFeeTx) { tx.Value = big.NewInt(1) }, own, "let it sign as asked"},
		"the receiver":    {func(tx *types.DynamicFeeTx) { tx.To = &w.Accounts[2].Address }, own, "let it sign as asked"},
		"the nonce":       {func(tx *types.DynamicFeeTx) { tx.Nonce++ }, own, "let it sign as asked"},
		"the fee":         {func(tx *types.DynamicFeeTx) { tx.GasFeeCap = big.NewInt(1e12) }, own, "let it sign as asked"},
		"the chain":       {func(tx *types.DynamicFeeTx) { tx.ChainID = big.NewInt(1) }, own, "let it sign as asked"},
		"another account": {func(*types.DynamicFeeTx) {}, other, "was signed by " + other.Address().Hex()},
	} {
		s := c.SignerWith(signing{own, tc.change, tc.by}, chain.SignerOptions{})
		tx, err := s.Renew(t.Context(), hello, 24*time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		before := p.count("eth_sendRawTransaction")
		_, err = s.Send(t.Context(), tx)
		sent := p.count("eth_sendRawTransaction") - before
		if tc.want == "" {
			if err != nil || sent != 1 {
				t.Errorf("%s changed: %v, %d sent", name, err, sent)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), tc.want) || sent != 0 {
			t.Errorf("%s changed: %v, %d sent", name, err, sent)
		}
		if under, err := s.UnderWay(t.Context()); err != nil || len(under) != 0 {
			t.Errorf("%s changed: %+v is under way, %v", name, under, err)
		}
	}
}

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
