package main

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/cmd/chainzone/journal"
)

// TestF19BeforeItIsSent (F19): what the kills of TestF19KilledRegistration find
// by chance. When a transaction arrives at the node the journal has it, and the
// secret that its commitment is good for nothing without; the reveal arrives
// when the commitment is as deep as was asked for, and the end is when the reveal
// is, also where another process sent them; and until the end the registration
// stays in the journal.
func TestF19BeforeItIsSent(t *testing.T) {
	t.Parallel()
	const deep = 4
	w := newWorld(t, time.Second)
	genesis, err := w.client().Genesis(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seal, err := journal.NewSeal(w.Accounts[1].Key)
	if err != nil {
		t.Fatal(err)
	}
	j := journal.Open(w.path("state"), w.deployment.ChainID, genesis, w.Accounts[1].Address, seal)
	var sent []*types.Transaction
	tp := &tap{before: func(method string, params []json.RawMessage) (any, bool) {
		sends := method == "eth_sendRawTransaction"
		if len(sent) == 0 && !sends {
			return nil, false
		}
		kept, err := j.Registration(w.deployment.Controller, "alice")
		if err != nil || kept == nil {
			t.Errorf("%s: the journal has no registration, %v", method, err)
			return nil, false
		}
		if !sends {
			return nil, false
		}
		tx, _ := sentIn(t, params)
		sent = append(sent, tx)
		under, err := j.Transactions()
		if err != nil || !slices.ContainsFunc(under, func(one journal.Transaction) bool { return one.Hash == tx.Hash() }) {
			t.Errorf("the journal has not what is sent but %+v, %v", under, err)
		}
		switch {
		case isCall(tx, w.deployment.Controller, commitCall):
			commitment, err := w.client().Commitment(requestOf(kept, w.name("alice")))
			if err != nil || !bytes.Equal(tx.Data()[4:], commitment[:]) {
				t.Errorf("the journal's secret does not open what is committed to, %v", err)
			}
		case isCall(tx, w.deployment.Controller, revealCall):
			head, err := w.client().Name(t.Context(), w.name("alice"))
			if err != nil {
				t.Error(err)
			}
			if r := w.receipt(sent[0].Hash()); r == nil || head.Block.Number+1 < r.BlockNumber.Uint64()+deep {
				t.Errorf("the reveal is sent at block %d, the commitment's receipt is %+v", head.Block.Number, r)
			}
		}
		return nil, false
	}}
	const line = "name register --key @/stranger.key --yes --confirmations 4 alice --deployment "
	for step := range 2 { // stopped when each is in a block, but not deep
		ctx, cancel := context.WithCancel(t.Context())
		stopped := w.tapped("stopped.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
			if method == "eth_getTransactionReceipt" && w.sent(1) == uint64(step+1) {
				cancel()
			}
			return tp.before(method, params)
		}})
		code, out, errs := w.run(ctx, line+stopped)
		cancel()
		if code != exitInterrupted || len(sent) != step+1 {
			t.Fatalf("exit %d, %q, %q, %d transactions", code, out, errs, len(sent))
		}
	}
	if code, out, errs := w.run(t.Context(), line+w.tapped("tapped.json", tp)); code != exitOK {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if len(sent) != 2 {
		t.Fatalf("%d transactions were sent", len(sent))
	}
	head, err := w.client().Name(t.Context(), w.name("alice"))
	if r := w.receipt(sent[1].Hash()); err != nil || r == nil || head.Block.Number+1 < r.BlockNumber.Uint64()+deep {
		t.Errorf("it ends at block %d, the reveal's receipt is %+v, %v", head.Block.Number, r, err)
	}
	if left := files(t, w.path("state")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
}
