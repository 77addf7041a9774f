package main

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/chain"
	"chainzone/contracts/bindings"
)

var (
	commitCall = bindings.NewRegistrarController().PackCommit([32]byte{})
	revealCall = bindings.NewRegistrarController().PackRegister(bindings.IRegistrarControllerRegistration{MaxPrice: new(big.Int)})
)

// owner is who holds a name.
func (w *world) owner(label string) common.Address {
	w.t.Helper()
	r, err := w.client().Name(w.t.Context(), w.name(label))
	if err != nil {
		w.t.Fatal(err)
	}
	return r.Owner
}

// gasOnly is more than the fees of any registration, and less than a price.
var gasOnly = big.NewInt(5e15)

// TestT41CopiedReveal (T41): a front-runner who copies the reveal, and is mined
// first, pays for the victim, who has the name and lost gas only.
func TestT41CopiedReveal(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	copies := 0
	file := w.tapped("tapped.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
		if method == "eth_sendRawTransaction" {
			if tx, _ := sentIn(t, params); isCall(tx, w.deployment.Controller, revealCall) {
				copies++
				if r := w.copied(2, tx); r == nil || r.Status != types.ReceiptStatusSuccessful {
					t.Errorf("the copy failed: %+v", r)
				}
			}
		}
		return nil, false
	}})
	before := w.balance(1)
	code, out, errs := w.run(t.Context(), "name register --deployment "+file+" --key @/stranger.key --yes alice")
	if code != exitOK || copies == 0 || !strings.Contains(out, w.Accounts[1].Address.Hex()) {
		t.Errorf("exit %d, %q, %q, %d copies", code, out, errs, copies)
	}
	if got := w.owner("alice"); got != w.Accounts[1].Address {
		t.Errorf("it is %s's", got)
	}
	if lost := new(big.Int).Sub(before, w.balance(1)); lost.Cmp(gasOnly) > 0 {
		t.Errorf("the victim paid %s ether", chain.Ether(lost))
	}
}

// TestT42CopiedSteps (T42): somebody who sends the victim's commitment before
// him, and then his reveal too, does not stop him, and gets nothing for it.
func TestT42CopiedSteps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	for account, tc := range []struct {
		name   string
		copies [][]byte
		want   tally // of the victim's
	}{
		{"commitment", [][]byte{commitCall}, tally{reveals: 1, failed: 1}},
		{"both", [][]byte{commitCall, revealCall}, tally{failed: 2}},
	} {
		account++
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			copies := 0
			file := w.tapped(tc.name+".json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
				if method != "eth_sendRawTransaction" {
					return nil, false
				}
				for _, call := range tc.copies {
					if tx, _ := sentIn(t, params); isCall(tx, w.deployment.Controller, call) {
						copies++
						if r := w.copied(2+account, tx); r == nil || r.Status != types.ReceiptStatusSuccessful {
							t.Errorf("the copy failed: %+v", r)
						}
					}
				}
				return nil, false
			}})
			code, out, errs := w.run(t.Context(), "name register --deployment "+file+" --key "+w.keyOf(account)+" --yes "+tc.name)
			if code != exitOK || copies != len(tc.copies) || !strings.Contains(out, "is registered to "+w.Accounts[account].Address.Hex()) {
				t.Errorf("exit %d, %q, %q, %d copies", code, out, errs, copies)
			}
			if got := w.owner(tc.name); got != w.Accounts[account].Address {
				t.Errorf("it is %s's", got)
			}
			if n := w.mined(account); n != tc.want {
				t.Errorf("%+v, want %+v", n, tc.want)
			}
		})
	}
}

// TestT42Overtaken (T42): another wallet, which committed to the name too, is
// mined between the look at the chain and the reveal. The victim is told in the
// words of a name that is taken, lost gas only, and nothing stays under way.
func TestT42Overtaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	other := w.client().Signer(w.Accounts[2].Key)
	price, err := w.client().RenewalPrice(t.Context(), w.name("contested"), 365*day)
	if err != nil {
		t.Fatal(err)
	}
	request := chain.Request{Name: w.name("contested"), Owner: other.Address(), Duration: 365 * day, MaxPrice: price, Secret: [32]byte{1}}
	do := func(step func(context.Context, chain.Request) (*chain.Tx, error)) {
		tx, err := step(t.Context(), request)
		if err == nil {
			_, err = other.Send(t.Context(), tx)
		}
		if err != nil {
			t.Error(err)
		}
	}
	do(other.Commit)
	overtaken := false
	file := w.tapped("tapped.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
		if method == "eth_sendRawTransaction" && !overtaken {
			if tx, _ := sentIn(t, params); isCall(tx, w.deployment.Controller, revealCall) {
				overtaken = true
				var always atomic.Bool // there are blocks enough: a call waits for 3 s
				always.Store(true)
				stop := w.mines(&always)
				do(other.Reveal)
				stop()
			}
		}
		return nil, false
	}})
	before := w.balance(1)
	code, out, errs := w.run(t.Context(), "name register --deployment "+file+" --key @/stranger.key --yes contested")
	if code != exitRefused || out != "" || errs != "chainzone: contested.chain. is taken: choose another name\n" || !overtaken {
		t.Errorf("exit %d, %q, %q, overtaken %v", code, out, errs, overtaken)
	}
	if n := w.mined(1); n != (tally{commits: 1, failed: 1}) {
		t.Errorf("%+v", n)
	}
	if lost := new(big.Int).Sub(before, w.balance(1)); lost.Cmp(gasOnly) > 0 {
		t.Errorf("the victim paid %s ether", chain.Ether(lost))
	}
	if left := files(t, w.path("state")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
}

// TestTwoWallets: two who want one name at once: one has it, the other lost gas
// only and is told.
func TestTwoWallets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	before := [2]*big.Int{w.balance(1), w.balance(2)}
	var wg sync.WaitGroup
	var codes [2]exitCode
	var said [2]string
	for i, key := range []string{"stranger.key", "second.key"} {
		wg.Go(func() {
			codes[i], _, said[i] = w.run(t.Context(), "name register --deployment @/chain.json --yes --key @/"+key+" contested")
		})
	}
	wg.Wait()
	winner, loser := 0, 1
	if codes[0] != exitOK {
		winner, loser = 1, 0
	}
	if codes[winner] != exitOK || codes[loser] != exitRefused || !strings.Contains(said[loser], "choose another name") {
		t.Fatalf("exits %v, %q", codes, said)
	}
	if got := w.owner("contested"); got != w.Accounts[1+winner].Address {
		t.Errorf("it is %s's", got)
	}
	if lost := new(big.Int).Sub(before[loser], w.balance(1+loser)); lost.Cmp(gasOnly) > 0 {
		t.Errorf("the loser paid %s ether", chain.Ether(lost))
	}
	if left := files(t, w.path("state")); len(left) != 0 {
		t.Errorf("they left %v", left)
	}
}

// TestF20UncertainBroadcast (F20): nodes that take a transaction and answer with
// an error, that take it and forget it, and blocks that are undone. The same
// command ends with the name registered by two transactions.
func TestF20UncertainBroadcast(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	var all sync.WaitGroup
	for i, tc := range []struct {
		label string
		call  []byte // that it happens to
		fate  string
	}{
		{"committed-error", commitCall, "error"},
		{"revealed-error", revealCall, "error"},
		{"committed-forgotten", commitCall, "forgotten"},
		{"revealed-forgotten", revealCall, "forgotten"},
		{"committed-undone", commitCall, "undone"},
		{"revealed-undone", revealCall, "undone"},
	} {
		account := i + 1
		key := w.keyOf(account)
		happened := false
		file := w.tapped(tc.label+".json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
			if method != "eth_sendRawTransaction" || happened {
				return nil, false
			}
			tx, raw := sentIn(t, params)
			if !isCall(tx, w.deployment.Controller, tc.call) {
				return nil, false
			}
			happened = true
			switch tc.fate {
			case "forgotten":
				return tx.Hash(), true
			case "error":
				w.raw(raw)
				return errors.New("the server is busy"), true
			default:
				w.raw(raw)
				if _, err := w.Mine(); err != nil {
					t.Error(err)
				}
				if _, err := w.Reorg(1, nil); err != nil {
					t.Error(err)
				}
				return tx.Hash(), true
			}
		}})
		do := func() {
			code, out, errs := w.run(t.Context(), "name register --wait 30s --deployment "+file+" --key "+key+" --yes "+tc.label)
			if code != exitOK || !happened {
				t.Errorf("%s: exit %d, %q, %q, happened: %v", tc.label, code, out, errs, happened)
			}
		}
		if tc.fate != "undone" { // those undo the blocks of the others
			all.Go(do)
			continue
		}
		all.Wait()
		do()
	}
	for i := range 6 {
		if n := w.mined(i + 1); n != (tally{commits: 1, reveals: 1}) {
			t.Errorf("account %d: %+v", i+1, n)
		}
	}
}

// TestNameTakenBackBetweenLooks has the reveal's block undone between the look at
// the name, which is held then, and the look at its transaction. The command says
// "registered" only of a name that is.
func TestNameTakenBackBetweenLooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	ownerOf := hexutil.Encode(bindings.NewNameRegistry().PackOwnerOf(new(big.Int)))[:10]
	sent, held, undone := false, false, false
	file := w.tapped("undone.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
		switch {
		case method == "eth_sendRawTransaction":
			tx, _ := sentIn(t, params)
			sent = sent || isCall(tx, w.deployment.Controller, revealCall)
		case method == "eth_call" && sent && strings.Contains(string(params[0]), ownerOf):
			held = true
		case method == "eth_getTransactionReceipt" && held && !undone:
			undone = true
			if _, err := w.Reorg(1, nil); err != nil {
				t.Error(err)
			}
		}
		return nil, false
	}})
	code, out, errs := w.run(t.Context(), "name register --deployment "+file+" --key @/stranger.key --yes fleeting")
	if code != exitOK || !undone {
		t.Fatalf("exit %d, %q, %q, undone: %v", code, out, errs, undone)
	}
	if n := w.mined(1); n != (tally{commits: 1, reveals: 1}) {
		t.Errorf("it said %q of a name with %+v", out, n)
	}
}

// TestF29Busy (F29): a registration that one process has in hand is refused to
// a second one.
func TestF29Busy(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	second := make(chan string, 1)
	file := w.tapped("tapped.json", &tap{before: func(method string, _ []json.RawMessage) (any, bool) {
		if method == "eth_sendRawTransaction" && len(second) == 0 {
			code, _, errs := w.run(t.Context(), "name register --deployment @/chain.json --key @/stranger.key --yes alice")
			if code != exitRefused || !strings.Contains(errs, "another process has it in hand") || strings.Count(errs, "\n") != 1 {
				t.Errorf("a second process: exit %d, %q", code, errs)
			}
			second <- errs
		}
		return nil, false
	}})
	if code, out, errs := w.run(t.Context(), "name register --deployment "+file+" --key @/stranger.key --yes alice"); code != exitOK {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if len(second) != 1 {
		t.Error("no second process was run")
	}
	if n := w.mined(1); n != (tally{commits: 1, reveals: 1}) {
		t.Errorf("%+v", n)
	}
}
