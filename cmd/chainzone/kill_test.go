package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/big"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain"
)

// size is a test's size: soak where CHAINZONE_SOAK is set, or its number.
func size(quick, soak int) int {
	text := os.Getenv("CHAINZONE_SOAK")
	if n, err := strconv.Atoi(text); err == nil && n > 1 {
		return n
	}
	if text != "" {
		return soak
	}
	return quick
}

// killer passes calls on to a devnet and kills the process that makes them
// with SIGKILL: before a call is passed on, or before its answer is.
type killer struct {
	*httptest.Server
	mu      sync.Mutex
	process *os.Process
	left    int  // calls until it is killed; below 0: never
	after   bool // the devnet has the call
}

func newKiller(t *testing.T, target string) *killer {
	k := &killer{left: -1}
	k.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		k.mu.Lock()
		k.left--
		now, after, process := k.left == 0, k.after, k.process
		k.mu.Unlock()
		if now && !after {
			process.Kill()
			return
		}
		resp, err := http.Post(target, "application/json", bytes.NewReader(body))
		if err != nil {
			out.WriteHeader(http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		reply, _ := io.ReadAll(resp.Body)
		if now {
			process.Kill()
			return
		}
		out.Header().Set("Content-Type", "application/json")
		out.Write(reply)
	}))
	t.Cleanup(k.Close)
	return k
}

// arm has the process killed at its n-th call from now on, 0 for never.
func (k *killer) arm(p *os.Process, n int, after bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.process, k.left, k.after = p, n, after
	if n == 0 {
		k.left = -1
	}
}

// sends are the successful and failed transactions of an account in the chain's
// blocks, by what they call.
func (w *world) sends(account int) (list []*types.Transaction, failed int) {
	w.t.Helper()
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		w.t.Fatal(err)
	}
	defer client.Close()
	head, err := client.BlockNumber(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	signer := types.LatestSignerForChainID(big.NewInt(int64(w.deployment.ChainID)))
	for n := uint64(0); n <= head; n++ {
		block, err := client.BlockByNumber(w.t.Context(), new(big.Int).SetUint64(n))
		if err != nil {
			w.t.Fatal(err)
		}
		for _, tx := range block.Transactions() {
			if from, err := types.Sender(signer, tx); err != nil || from != w.Accounts[account].Address {
				continue
			}
			receipt, err := client.TransactionReceipt(w.t.Context(), tx.Hash())
			if err != nil {
				w.t.Fatal(err)
			}
			if receipt.Status != types.ReceiptStatusSuccessful {
				failed++
			}
			list = append(list, tx)
		}
	}
	return list, failed
}

// TestF19KilledRegistration (F19): registrations are killed with SIGKILL at
// random calls and moments, while blocks are undone. Run again, they end
// registered, with one commitment and one reveal in the chain, paid once.
func TestF19KilledRegistration(t *testing.T) {
	kills, minKills := 0, size(20, 1000)
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("CHAINZONE_SEED"); text != "" {
		seed, _ = strconv.ParseUint(text, 10, 64)
	}
	random := rand.New(rand.NewPCG(seed, 19))
	t.Logf("CHAINZONE_SEED=%d", seed)
	const deep, reorg = 4, 3 // confirmations, and the deepest reorganisation

	w := newWorld(t, time.Hour) // blocks come from below only: what is sent stays in the pool a while
	k := newKiller(t, w.RPC())
	w.write("killer.json", func(d *chain.Deployment) { d.Endpoints = []string{k.URL} })
	if err := os.Mkdir(w.path("state"), 0o700); err != nil {
		t.Fatal(err)
	}
	looked := 0
	for round := 0; kills < minKills; round++ {
		name := fmt.Sprintf("kill%d", round)
		before, beforeFailed := w.sends(1)
		balance := w.balance(1)
		undone := 0
		for attempt := 0; ; attempt++ {
			if attempt > 200 {
				t.Fatal("it is never registered")
			}
			command := exec.CommandContext(t.Context(), "chainzone", "name", "register", name, "--deployment", w.path("killer.json"),
				"--key", w.path("stranger.key"), "--yes", "--confirmations", strconv.Itoa(deep), "--wait", "20s")
			var out, errs bytes.Buffer
			command.Stdout, command.Stderr = &out, &errs
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			// A registration takes some ninety calls; the chain moves meanwhile.
			// In some attempts it does not: what is sent waits in the pool.
			still := random.IntN(3) == 0
			calls := 90
			if still {
				calls = 30
			}
			k.arm(command.Process, 1+random.IntN(calls), random.IntN(2) == 0)
			if random.IntN(4) == 0 {
				k.arm(command.Process, 0, false)
				time.AfterFunc(time.Duration(20+random.IntN(400))*time.Millisecond, func() { command.Process.Kill() })
			}
			ended := make(chan error, 1)
			go func() { ended <- command.Wait() }()
			var err error
			for running := true; running; {
				select {
				case err = <-ended:
					running = false
				case <-time.After(50 * time.Millisecond):
					if still || random.IntN(2) == 0 {
						continue
					}
					w.IncreaseTime(1)
					w.Mine()
					if random.IntN(6) == 0 {
						if _, err := w.Reorg(1+random.Uint64N(reorg), nil); err != nil {
							t.Fatal(err)
						}
						undone++
					}
				}
			}
			looked += w.noSecretOnDisk()
			if err == nil {
				if !strings.Contains(out.String(), name+".chain. is registered to "+w.Accounts[1].Address.Hex()) {
					t.Fatalf("%q", out.String())
				}
				break
			}
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != -1 {
				t.Fatalf("attempt %d: %v\n%s", attempt, err, errs.String())
			}
			kills++
		}
		k.arm(nil, 0, false)
		after, failed := w.sends(1)
		if len(after)-len(before) != 2 || failed != beforeFailed {
			for _, tx := range after[len(before):] {
				t.Logf("nonce %d: %x, %d wei", tx.Nonce(), tx.Data()[:4], tx.Value())
			}
			t.Fatalf("%s: %d transactions, %d failed; want the commitment and the reveal", name, len(after)-len(before), failed-beforeFailed)
		}
		price, err := w.client().Price(t.Context(), w.name(name), 365*day)
		if err != nil {
			t.Fatal(err)
		}
		paid := new(big.Int).Sub(balance, w.balance(1))
		if fees := new(big.Int).Sub(paid, price); fees.Sign() < 0 || fees.Cmp(big.NewInt(5e15)) > 0 {
			t.Fatalf("%s: paid %s, the price is %s", name, chain.Ether(paid), chain.Ether(price))
		}
		if left := files(t, w.path("state")); lasting(left) != 0 {
			t.Fatalf("%s: it left %v", name, left)
		}
		t.Logf("%s: %d kills so far, %d reorganisations", name, kills, undone)
	}
	if looked == 0 {
		t.Error("no journal was looked at")
	}
}

// lasting counts the files that are not the rest of a write
// that was killed.
func lasting(list []string) (n int) {
	for _, file := range list {
		if !strings.Contains(file, "/.") && !strings.HasSuffix(file, ".lock") {
			n++
		}
	}
	return n
}

func (w *world) balance(account int) *big.Int {
	w.t.Helper()
	a, err := w.client().Account(w.t.Context(), w.Accounts[account].Address)
	if err != nil {
		w.t.Fatal(err)
	}
	return a.Balance
}

// noSecretOnDisk looks at every file of the state folder for keys, and returns
// how many it looked at.
func (w *world) noSecretOnDisk() (seen int) {
	w.t.Helper()
	if _, err := os.Stat(w.path("state")); errors.Is(err, os.ErrNotExist) {
		return 0 // killed before there was one
	}
	key := hex.EncodeToString(crypto.FromECDSA(w.Accounts[1].Key))
	for _, file := range files(w.t, w.path("state")) {
		data, err := os.ReadFile(w.path("state/" + file))
		if err != nil {
			continue // a lock that is gone
		}
		if bytes.Contains(data, []byte(key)) || bytes.Contains(data, []byte(`"clear"`)) {
			w.t.Errorf("%s holds a secret in clear:\n%s", file, data)
		}
		seen++
	}
	return seen
}
