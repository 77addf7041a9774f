package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math/big"
	"os/exec"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestF21TooOld (F21): a reveal that pays too little waits until its commitment
// is a day old. The new commitment takes its nonce, so that it is never mined:
// it would cost gas and register nothing.
func TestF21TooOld(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Hour)
	committed, revealed := false, false
	file := w.tapped("cheap.json", cheapBy(64, func(method string, params []json.RawMessage) bool {
		switch method {
		case "eth_sendRawTransaction":
			tx, _ := sentIn(t, params)
			revealed = isCall(tx, w.deployment.Controller, revealCall)
		case "eth_getTransactionReceipt": // of what was sent
			if !committed {
				committed = true
				w.ages()
			}
		}
		return committed && !revealed
	}))
	const flags = " --key @/stranger.key --yes alice"
	if code, out, errs := w.run(t.Context(), "name register --wait 6s --deployment "+file+flags); code != exitNotMined || !revealed {
		t.Fatalf("exit %d, %q, %q, revealed %v", code, out, errs, revealed)
	}
	w.IncreaseTime(25 * 60 * 60)
	if _, err := w.Mine(); err != nil {
		t.Fatal(err)
	}
	var always atomic.Bool
	always.Store(true)
	defer w.mines(&always)()
	if code, out, errs := w.run(t.Context(), "name register --wait 60s --deployment @/chain.json"+flags); code != exitOK {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if n := w.mined(1); n != (tally{commits: 2, reveals: 1}) {
		t.Errorf("%+v", n)
	}
}

// TestF21Asleep (F21): the machine sleeps for 25 hours, past the commitment's
// maximum age of a day, at different moments of a registration. When it is awake
// the same process commits again, and ends with the name, paid once. A reveal
// that is sent too late costs gas.
func TestF21Asleep(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		method string // of the call, and what
		call   []byte // it sends, that it sleeps before
		want   tally
	}{
		{"before the commitment is sent", "eth_sendRawTransaction", commitCall, tally{commits: 1, reveals: 1}},
		{"while it ages", "eth_getTransactionReceipt", nil, tally{commits: 2, reveals: 1}},
		{"before the reveal is sent", "eth_sendRawTransaction", revealCall, tally{commits: 2, reveals: 1, failed: 1}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, time.Second)
			var command *exec.Cmd
			started := make(chan struct{}) // the process is known
			var slept atomic.Bool
			file := w.tapped("tapped.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
				if method != tc.method || slept.Load() {
					return nil, false
				}
				if tc.call == nil {
					if w.sent(1) == 0 {
						return nil, false
					}
				} else if tx, _ := sentIn(t, params); !isCall(tx, w.deployment.Controller, tc.call) {
					return nil, false
				}
				slept.Store(true)
				<-started
				if err := command.Process.Signal(syscall.SIGSTOP); err != nil {
					t.Error(err)
				}
				w.IncreaseTime(25 * 60 * 60)
				if _, err := w.Mine(); err != nil {
					t.Error(err)
				}
				if err := command.Process.Signal(syscall.SIGCONT); err != nil {
					t.Error(err)
				}
				return nil, false
			}})
			before := w.balance(1)
			limit, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			command = exec.CommandContext(limit, "chainzone", "name", "register", "sleeper", "--deployment", file,
				"--key", w.path("stranger.key"), "--state-dir", w.path("state"), "--yes")
			var said bytes.Buffer
			command.Stdout, command.Stderr = &said, &said
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			close(started)
			if err := command.Wait(); err != nil || !slept.Load() {
				t.Fatalf("%v, slept %v\n%s", err, slept.Load(), said.String())
			}
			if n := w.mined(1); n != tc.want {
				t.Errorf("%+v, want %+v", n, tc.want)
			}
			if got := w.owner("sleeper"); got != w.Accounts[1].Address {
				t.Errorf("it is %s's", got)
			}
			price, err := w.client().RenewalPrice(t.Context(), w.name("sleeper"), 365*day)
			if err != nil {
				t.Fatal(err)
			}
			if fees := new(big.Int).Sub(new(big.Int).Sub(before, w.balance(1)), price); fees.Sign() < 0 || fees.Cmp(gasOnly) > 0 {
				t.Errorf("paid %s wei above the price", fees)
			}
			if left := files(t, w.path("state")); len(left) != 0 {
				t.Errorf("it left %v", left)
			}
		})
	}
}
