package chain_test

import (
	"context"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain/devnet"
)

func timeout(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}

// newCounter is an endpoint that always fails and counts how often it was tried.
func newCounter(t *testing.T, tries *atomic.Int64) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		tries.Add(1)
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// spend is a transaction of accounts[0] to itself with the nonce of its last
// transaction, for the first block of a new branch.
func spend(t *testing.T, w *world) map[uint64][]*types.Transaction {
	t.Helper()
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	from := w.Accounts[0]
	nonce, err := client.NonceAt(context.Background(), from.Address, nil)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devnet.ChainID), Nonce: nonce - 1, To: &from.Address, Gas: 21_000, GasTipCap: big.NewInt(2e9), GasFeeCap: big.NewInt(200e9),
	})
	if err != nil {
		t.Fatal(err)
	}
	return map[uint64][]*types.Transaction{0: {tx}}
}

// still stops the blocks that come by themselves, for a test that says what comes
// between two of its steps. Transactions wait for w.Mine until w.goOn.
func (w *world) still() {
	w.t.Helper()
	if err := w.Fault("freeze", 0); err != nil {
		w.t.Error(err)
	}
	w.Now() // waits for a block that is being made
}

func (w *world) goOn() {
	w.t.Helper()
	if err := w.Fault("ok", 0); err != nil {
		w.t.Error(err)
	}
}

// undo takes a change back that publish made: its block, and those after it, are
// replaced by as many others, and its nonce is spent on nothing. The chain is still.
func (w *world) undo(block uint64) {
	w.t.Helper()
	w.still() // a block that came now would be replaced instead
	if _, err := w.Reorg(w.number()-block+1, spend(w.t, w)); err != nil {
		w.t.Error(err)
	}
}

// number is the newest block's.
func (w *world) number() uint64 {
	w.t.Helper()
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		w.t.Fatal(err)
	}
	defer client.Close()
	number, err := client.BlockNumber(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return number
}

// call sends a contract a transaction of an account, which must succeed.
func call(t *testing.T, w *world, account int, to common.Address, data []byte) {
	t.Helper()
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	from := w.Accounts[account]
	nonce, err := client.PendingNonceAt(t.Context(), from.Address)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devnet.ChainID), Nonce: nonce, To: &to, Data: data, Gas: 2_000_000, GasTipCap: big.NewInt(2e9), GasFeeCap: big.NewInt(200e9),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.SendTransaction(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	if receipt, err := bind.WaitMined(t.Context(), client, tx.Hash()); err != nil || receipt.Status != types.ReceiptStatusSuccessful {
		t.Fatalf("%v, %v", receipt, err)
	}
}
