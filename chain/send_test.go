package chain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

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
	c := w.open(chain.Options{Wait: 10 * time.Second}, p.URL)
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

// TestT44Cancelled (T44): who waits for a transaction that another run cancels is
// told so, and not that it was done.
func TestT44Cancelled(t *testing.T) {
	w := startWorld(t, devnet.Options{BlockTime: time.Hour}) // no block but what is made here
	c := w.open(chain.Options{Wait: 20 * time.Second})
	shared, wallet := new(outbox), chain.KeyWallet(w.Accounts[1].Key)
	s := c.SignerWith(wallet, chain.SignerOptions{Outbox: shared})
	// It forgets both only when the first has seen which was mined.
	later := c.SignerWith(wallet, chain.SignerOptions{Outbox: shared, Confirmations: 3})
	tx, err := s.Renew(t.Context(), hello, 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan error, 1)
	go func() {
		_, err := s.Send(t.Context(), tx)
		told <- err
	}()
	var under []chain.Sent
	for limit := time.Now().Add(20 * time.Second); len(under) == 0; time.Sleep(time.Millisecond) {
		if under, err = s.UnderWay(t.Context()); err != nil || time.Now().After(limit) {
			t.Fatal("it is not under way", err)
		}
	}
	cancel := later.Nothing(under[0])
	if err := later.Instead(t.Context(), under[0], cancel); err != nil {
		t.Fatal(err)
	}
	cancelled := make(chan error, 1)
	go func() {
		_, err := later.Send(t.Context(), cancel)
		cancelled <- err
	}()
	for limit, state := time.Now().Add(20*time.Second), chain.Unknown; state == chain.Unknown; time.Sleep(time.Millisecond) {
		if under, err = s.UnderWay(t.Context()); err == nil && len(under) == 2 { // and the node has it
			state, err = c.State(t.Context(), under[1].Tx.Hash(), under[1].Tx.Nonce(), chain.Account{BaseFee: new(big.Int)})
		}
		if err != nil || time.Now().After(limit) {
			t.Fatal("nothing replaces it", err)
		}
	}
	mine := func() {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	mine()
	if err := <-told; !errors.Is(err, chain.ErrReplaced) || !strings.Contains(err.Error(), "cancel: renew hello.chain. for 1d") {
		t.Errorf("what was cancelled: %v", err)
	}
	mine()
	mine()
	if err := <-cancelled; err != nil {
		t.Errorf("the cancellation: %v", err)
	}
}

// outbox is one that several signers share.
type outbox struct {
	mu   sync.Mutex
	list []chain.Sent
}

func (o *outbox) Update(_ context.Context, change func([]chain.Sent) ([]chain.Sent, error)) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	list, err := change(slices.Clone(o.list))
	if err == nil {
		o.list = list
	}
	return err
}

// TestT44Nonces (T44): transactions of one account that are sent at once get
// nonces one after the other, and are all mined; a step is signed once, however
// often it is sent.
func TestT44Nonces(t *testing.T) {
	w := startWorld(t, devnet.Options{BlockTime: time.Hour}) // no block but what is made here
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
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	// Who sends a step that a block has already sends another: there is none before all are sent.
	for limit := time.Now().Add(time.Minute); p.count("eth_sendRawTransaction") < len(receipts); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Error("not all are sent")
			break
		}
	}
	for mined := false; !mined; {
		select {
		case <-done:
			mined = true
		case <-time.After(10 * time.Millisecond):
			if _, err := w.Mine(); err != nil {
				t.Fatal(err)
			}
		}
	}
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

// TestF19Undone (F19): a block with a transaction that is undone after its receipt
// was read, and before the head was, does not count as blocks deep.
func TestF19Undone(t *testing.T) {
	const deep = 4
	w := startWorld(t, devnet.Options{BlockTime: time.Hour}) // no block but what is made here
	mine := func() {
		if _, err := w.Mine(); err != nil {
			t.Error(err)
		}
	}
	p := newProxy(t, w.RPC())
	undone := false
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_sendRawTransaction" {
			mine()
		}
		if method != "eth_getTransactionReceipt" || bytes.Contains(reply, []byte(`"result":null`)) {
			return reply
		}
		if !undone {
			undone = true
			for range deep - 2 {
				mine()
			}
			if _, err := w.Reorg(deep-1, nil); err != nil {
				t.Error(err)
			}
		}
		mine()
		return reply
	})
	c := w.open(chain.Options{Wait: 20 * time.Second}, p.URL)
	s := c.SignerWith(chain.KeyWallet(w.Accounts[1].Key), chain.SignerOptions{Confirmations: deep})
	tx, err := s.Renew(t.Context(), hello, 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := s.Send(t.Context(), tx)
	if err != nil {
		t.Fatal(err)
	}
	if !undone {
		t.Fatal("nothing was undone")
	}
	node, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer node.Close()
	now, err := node.TransactionReceipt(t.Context(), receipt.TxHash)
	if err != nil {
		t.Fatal(err)
	}
	if now.BlockHash != receipt.BlockHash {
		t.Errorf("it is said to be in block %s, and is in %s", receipt.BlockHash, now.BlockHash)
	}
}
