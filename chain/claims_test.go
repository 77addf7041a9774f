package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/chain"
	"chainzone/names"
)

// TestFalseNonceBlocksNothing (T11): an endpoint once makes the account's nonce up. What
// is signed with it is never mined, but nothing waits behind it: the next transaction
// takes the first nonce that is free.
func TestFalseNonceBlocksNothing(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{Wait: 2 * time.Second}, p.URL)
	s := c.Signer(w.Accounts[1].Key)
	renew := func() error {
		tx, err := s.Renew(t.Context(), hello, 24*time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Send(t.Context(), tx)
		return err
	}
	lie := func(n uint64) {
		p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
			if method == "eth_getTransactionCount" {
				return result(reply, hexutil.Uint64(n))
			}
			return reply
		})
	}
	for _, n := range []uint64{1 << 62, 1 << 63, 1<<64 - 1} {
		lie(n)
		if err := renew(); !errors.Is(err, names.ErrInvalid) {
			t.Errorf("nonce %d: %v", n, err)
		}
	}
	lie(1000)
	if err := renew(); !errors.Is(err, chain.ErrNotMined) {
		t.Errorf("nonce 1,000: %v", err)
	}
	p.set(nil)
	for range 2 {
		if err := renew(); err != nil {
			t.Errorf("after it: %v", err)
		}
	}
}

// TestFalseNumbersOfTransactions (T11): a receipt without a block, or of one that no
// chain has reached, confirms nothing, and neither does a head that none has; gas that
// no block has is an error.
func TestFalseNumbersOfTransactions(t *testing.T) {
	w := newWorld(t)
	for _, tc := range []struct {
		name, method string
		bend         func(map[string]any) any
	}{
		{"a receipt without a block", "eth_getTransactionReceipt", func(r map[string]any) any { delete(r, "blockNumber"); return r }},
		{"a receipt of block 2^63", "eth_getTransactionReceipt", func(r map[string]any) any { r["blockNumber"] = "0x8000000000000000"; return r }},
		{"a receipt of block 2^200", "eth_getTransactionReceipt", func(r map[string]any) any { r["blockNumber"] = "0x1" + strings.Repeat("0", 50); return r }},
		{"a head of 2^63", "eth_blockNumber", func(map[string]any) any { return "0x8000000000000000" }},
		{"gas of 2^64-1", "eth_estimateGas", func(map[string]any) any { return "0xffffffffffffffff" }},
	} {
		p := newProxy(t, w.RPC())
		p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
			var fields struct{ Result any }
			if method != tc.method || json.Unmarshal(reply, &fields) != nil || fields.Result == nil {
				return reply
			}
			before, _ := fields.Result.(map[string]any)
			return result(reply, tc.bend(before))
		})
		s := w.open(chain.Options{Wait: 700 * time.Millisecond}, p.URL).Signer(w.Accounts[1].Key)
		tx, err := s.Renew(t.Context(), hello, 24*time.Hour)
		if err == nil {
			_, err = s.Send(t.Context(), tx)
		}
		if !errors.Is(err, chain.ErrNotMined) && !errors.Is(err, names.ErrInvalid) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

// TestFalseAgesOfCommitments (T11): ages that no controller has are an error, not a
// length of time that overflowed.
func TestFalseAgesOfCommitments(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{}, p.URL)
	if least, most, err := c.Ages(t.Context()); err != nil || least <= 0 || most <= least {
		t.Fatalf("%v, %v, %v", least, most, err)
	}
	const century = 100 * 365 * 86400
	for age, good := range map[uint64]bool{century: true, century + 1: false, 1 << 62: false, 1<<64 - 1: false} {
		p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
			if method != "eth_call" {
				return reply
			}
			return result(reply, fmt.Sprintf("0x%064x", age))
		})
		if _, most, err := c.Ages(t.Context()); good != (err == nil) || good && most != century*time.Second || !good && !errors.Is(err, names.ErrInvalid) {
			t.Errorf("%d s: %v, %v", age, most, err)
		}
	}
}
