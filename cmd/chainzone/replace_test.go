package main

import (
	"encoding/json"
	"math/big"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/contracts/bindings"
)

// anEighthMore says whether b pays at least 12.5 % more than a, rounded up.
func anEighthMore(a, b *big.Int) bool {
	return new(big.Int).Mul(b, big.NewInt(8)).Cmp(new(big.Int).Mul(a, big.NewInt(9))) >= 0
}

// TestT44Replacement (T44): what replaces a transaction has its nonce and pays
// an eighth more, in tip and in cap, than the one before, although a unit of
// gas costs what it did: some nodes want that, geth a tenth. One is mined.
func TestT44Replacement(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Hour) // no block but what is made here
	var sent []*types.Transaction
	file := w.tapped("tapped.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
		if method == "eth_sendRawTransaction" {
			tx, _ := sentIn(t, params)
			sent = append(sent, tx)
		}
		return nil, false
	}})
	flags := " --deployment " + file + " --key @/owner.key --yes --wait 1500ms "
	do := func(line string, want exitCode) string {
		t.Helper()
		code, out, errs := w.run(t.Context(), line)
		if code != want {
			t.Fatalf("%s: exit %d, %q, %q", line, code, out, errs)
		}
		return errs
	}
	before := w.sent(0)
	do("zone set"+flags+"hello @ 60 A 192.0.2.9", exitNotMined)
	for i, verb := range []string{"speedup", "speedup", "cancel"} {
		if len(sent) != i+1 {
			t.Fatalf("%d transactions were sent, want %d", len(sent), i+1)
		}
		old := sent[i]
		// Less than an eighth, for a start.
		if errs := do("tx "+verb+flags+"--max-fee "+gwei(old.GasFeeCap())+" "+old.Hash().Hex(), exitRefused); !strings.Contains(errs, "raise --max-fee") || len(sent) != i+1 {
			t.Errorf("%s for the fee that it has: %q, %d sent", verb, errs, len(sent))
		}
		do("tx "+verb+flags+old.Hash().Hex(), exitNotMined)
		tx := sent[len(sent)-1]
		if tx.Nonce() != old.Nonce() || !anEighthMore(old.GasFeeCap(), tx.GasFeeCap()) || !anEighthMore(old.GasTipCap(), tx.GasTipCap()) {
			t.Errorf("%s: nonce %d, cap %s, tip %s; before %d, %s, %s", verb, tx.Nonce(), tx.GasFeeCap(), tx.GasTipCap(), old.Nonce(), old.GasFeeCap(), old.GasTipCap())
		}
		if most := new(big.Int).Add(new(big.Int).Mul(old.GasFeeCap(), big.NewInt(9)), big.NewInt(8)); new(big.Int).Mul(tx.GasFeeCap(), big.NewInt(8)).Cmp(most) > 0 {
			t.Errorf("%s: cap %s, an eighth more than %s is enough", verb, tx.GasFeeCap(), old.GasFeeCap())
		}
	}
	if _, err := w.Mine(); err != nil {
		t.Fatal(err)
	}
	if n := w.sent(0); n != before+1 {
		t.Errorf("%d transactions were mined", n-before)
	}
	if _, out, _ := w.run(t.Context(), "zone show --deployment @/chain.json hello"); strings.Contains(out, "192.0.2.9") {
		t.Errorf("it was cancelled: %q", out)
	}
	receipt := w.receipt(sent[3].Hash())
	if receipt == nil || receipt.Status != types.ReceiptStatusSuccessful {
		t.Errorf("the last one's receipt: %+v", receipt)
	}
}

// gwei writes wei as --max-fee takes them.
func gwei(wei *big.Int) string { return new(big.Rat).SetFrac(wei, big.NewInt(1e9)).FloatString(9) }

// receipt is that of a transaction in a block, nil if there is none.
func (w *world) receipt(hash common.Hash) *types.Receipt {
	w.t.Helper()
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		w.t.Fatal(err)
	}
	defer client.Close()
	receipt, err := client.TransactionReceipt(w.t.Context(), hash)
	if err != nil {
		return nil
	}
	return receipt
}

// TestF21BaseFee (F21): while a commitment ages the base fee becomes four times
// what it was when the reveal was signed. Without --max-fee the registration
// stops, and says where it stands, what it costs and until when the commitment
// is good; with it the reveal is replaced, below that fee, and the name is
// registered with one commitment and one reveal.
func TestF21BaseFee(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Hour)
	var reveals []*types.Transaction
	committed, replaced := false, false
	file := w.tapped("cheap.json", cheapBy(4, func(method string, params []json.RawMessage) bool {
		switch method {
		case "eth_sendRawTransaction":
			tx, _ := sentIn(t, params)
			if isCall(tx, w.deployment.Controller, revealCall) && (len(reveals) == 0 || tx.Hash() != reveals[len(reveals)-1].Hash()) {
				reveals = append(reveals, tx)
			}
		case "eth_getTransactionReceipt": // of what was sent
			switch {
			case !committed:
				committed = true
				w.ages()
			case len(reveals) > 1 && !replaced:
				replaced = true
				if _, err := w.Mine(); err != nil {
					t.Error(err)
				}
			}
		}
		return committed && len(reveals) == 0
	}))
	const flags = " --key @/stranger.key --yes "
	code, out, errs := w.run(t.Context(), "name register --deployment "+file+flags+"--wait 6s alice")
	if code != exitNotMined || out != "" || strings.Count(errs, "\n") != 1 {
		t.Fatalf("exit %d, %q, %q", code, out, errs)
	}
	for _, want := range []string{"a unit of gas costs ", " gwei, above its cap of ", "chainzone tx speedup 0x", "the commitment is good until ", "the same command goes on"} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is not in %q", want, errs)
		}
	}
	if _, out, _ := w.run(t.Context(), "name pending --deployment @/chain.json"); !strings.Contains(out, "\tcommitted") {
		t.Errorf("pending: %q", out)
	}
	if code, out, errs = w.run(t.Context(), "name resume --wait 60s --max-fee 50 --deployment "+file+flags+"alice"); code != exitOK || !strings.Contains(out, "alice.chain. is registered to ") {
		t.Fatalf("exit %d, %q, %q", code, out, errs)
	}
	if n := w.mined(1); n != (tally{commits: 1, reveals: 1}) {
		t.Errorf("%+v", n)
	}
	if len(reveals) < 2 || !anEighthMore(reveals[0].GasFeeCap(), reveals[1].GasFeeCap()) || reveals[len(reveals)-1].GasFeeCap().Cmp(big.NewInt(50e9)) > 0 {
		t.Errorf("%d reveals were signed", len(reveals))
	}
}

// ages has a commitment that was sent mined, and old enough to be revealed. No other
// block: the base fee falls with each.
func (w *world) ages() {
	for _, seconds := range []int64{0, 60 * 60} {
		w.IncreaseTime(seconds)
		if _, err := w.Mine(); err != nil {
			w.t.Error(err)
		}
	}
}

// mines makes a block of a second's time again and again, while it may.
func (w *world) mines(may *atomic.Bool) (stop func()) {
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ended:
				return
			case <-time.After(50 * time.Millisecond):
				if may.Load() {
					w.IncreaseTime(1)
					w.Mine()
				}
			}
		}
	}()
	return func() { close(ended); <-done }
}

// TestF21ForeignNonce (F21, T44): another program uses the nonce that a command
// has signed for. A registration goes on with the next one; a change says that
// it will never be mined, and what to do.
func TestF21ForeignNonce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	for _, tc := range []struct {
		account int
		key     string
		call    []byte
		line    string
		code    exitCode
		want    tally
	}{
		{1, "stranger", commitCall, "name register %s foreign-commit", exitOK, tally{commits: 1, reveals: 1, others: 1}},
		{2, "second", revealCall, "name register %s foreign-reveal", exitOK, tally{commits: 1, reveals: 1, others: 1}},
		{0, "owner", bindings.NewNameRegistry().PackSetZone0([32]byte{}, nil, 0), "zone set %s hello @ 60 A 192.0.2.9", exitRefused, tally{}},
	} {
		t.Run(tc.line, func(t *testing.T) {
			t.Parallel()
			used := false
			file := w.tapped(tc.key+"-foreign.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
				if method != "eth_sendRawTransaction" || used {
					return nil, false
				}
				tx, _ := sentIn(t, params)
				if len(tx.Data()) < 4 || string(tx.Data()[:4]) != string(tc.call[:4]) {
					return nil, false
				}
				used = true
				w.uses(tc.account, tx.Nonce())
				return nil, false
			}})
			line := strings.Replace(tc.line, "%s", "--yes --wait 60s --key @/"+tc.key+".key --deployment "+file, 1)
			code, out, errs := w.run(t.Context(), line)
			if code != tc.code || !used {
				t.Fatalf("exit %d, %q, %q, used %v", code, out, errs, used)
			}
			if tc.code == exitOK {
				if n := w.mined(tc.account); n != tc.want {
					t.Errorf("%+v, want %+v", n, tc.want)
				}
				return
			}
			if out != "" || !strings.Contains(errs, "for something else") || !strings.Contains(errs, "run the command again") || strings.Count(errs, "\n") != 1 {
				t.Errorf("%q, %q", out, errs)
			}
			if code, out, errs := w.run(t.Context(), line); code != exitOK {
				t.Errorf("again: exit %d, %q, %q", code, out, errs)
			}
		})
	}
}

// uses spends an account's nonce on nothing, in a block.
func (w *world) uses(account int, nonce uint64) {
	w.t.Helper()
	from, id := w.Accounts[account], new(big.Int).SetUint64(w.deployment.ChainID)
	tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: &from.Address, Gas: 21_000, GasTipCap: big.NewInt(5e9), GasFeeCap: big.NewInt(100e9),
	})
	if err != nil {
		w.t.Error(err)
		return
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		w.t.Error(err)
		return
	}
	w.raw(raw)
	// Not the next block that comes by itself: a call waits for 3 s.
	for limit := time.Now().Add(20 * time.Second); w.receipt(tx.Hash()) == nil; {
		if _, err := w.Mine(); err != nil || time.Now().After(limit) {
			w.t.Errorf("it is not mined: %v", err)
			return
		}
	}
}
