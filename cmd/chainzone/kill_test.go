package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
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
	calls   int  // since it was armed
	points  map[string]int
}

func newKiller(t *testing.T, target string) *killer {
	k := &killer{left: -1, points: map[string]int{}}
	k.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var call struct{ Method string }
		if json.Unmarshal(body, &call) != nil {
			call.Method = "batch"
		}
		k.mu.Lock()
		k.left--
		k.calls++
		now, after, process := k.left == 0, k.after, k.process
		if now {
			k.points[fmt.Sprintf("%d %s %t", k.calls, call.Method, after)]++
		}
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
	k.process, k.left, k.after, k.calls = p, n, after, 0
	if n == 0 {
		k.left = -1
	}
}

// tally is how many transactions an account has in blocks, by what they call.
type tally struct{ commits, reveals, others, failed int }

func (w *world) mined(account int) (n tally) {
	w.t.Helper()
	n, _ = w.transactions(account)
	return n
}

// transactions are those of an account in the chain's blocks.
func (w *world) transactions(account int) (n tally, list []*types.Transaction) {
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
	for number := uint64(0); number <= head; number++ {
		block, err := client.BlockByNumber(w.t.Context(), new(big.Int).SetUint64(number))
		if err != nil {
			w.t.Fatal(err)
		}
		for _, tx := range block.Transactions() {
			if from, err := types.Sender(signer, tx); err != nil || from != w.Accounts[account].Address {
				continue
			}
			list = append(list, tx)
			receipt, err := client.TransactionReceipt(w.t.Context(), tx.Hash())
			switch {
			case err != nil:
				w.t.Fatal(err)
			case receipt.Status != types.ReceiptStatusSuccessful:
				n.failed++
			case isCall(tx, w.deployment.Controller, commitCall):
				n.commits++
			case isCall(tx, w.deployment.Controller, revealCall):
				n.reveals++
			default:
				n.others++
			}
		}
	}
	return n, list
}

// TestF19KilledRegistration (F19): registrations are killed with SIGKILL at
// random calls and moments, while blocks are undone. Run again, they end
// registered, with one commitment and one reveal in the chain, paid once.
func TestF19KilledRegistration(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("CHAINZONE_SEED"); text != "" {
		seed, _ = strconv.ParseUint(text, 10, 64)
	}
	t.Logf("CHAINZONE_SEED=%d", seed)
	const chains = 4 // at once, as most of the time is waiting
	kills := size(20, 1000)
	var mu sync.Mutex
	var total struct{ kills, names, reorgs, files int }
	points := map[string]int{}
	t.Cleanup(func() {
		methods := map[string]int{}
		for point, n := range points {
			_, method, _ := strings.Cut(point, " ")
			methods[method] += n
		}
		t.Logf("%d kills at %d points, %d reorganisations, %d names, %d files looked at\n%v",
			total.kills, len(points), total.reorgs, total.names, total.files, methods)
		if total.files == 0 {
			t.Error("no journal was looked at")
		}
	})
	for i := range uint64(chains) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			s := &slaughter{world: newWorld(t, time.Hour), random: rand.New(rand.NewPCG(seed, i))} // blocks come from below only
			s.killer = newKiller(t, s.RPC())
			s.write("killer.json", func(d *chain.Deployment) { d.Endpoints = []string{s.killer.URL} })
			if err := os.Mkdir(s.path("state"), 0o700); err != nil {
				t.Fatal(err)
			}
			defer func() {
				mu.Lock()
				defer mu.Unlock()
				total.kills += s.kills
				total.names += s.names
				total.reorgs += s.reorgs
				total.files += s.looked
				for point, n := range s.killer.points {
					points[point] += n
				}
			}()
			for s.kills < kills/chains {
				s.register(fmt.Sprintf("kill%d", s.names))
			}
			if n := s.mined(1); n != (tally{commits: s.names, reveals: s.names}) {
				t.Errorf("%d names took %+v", s.names, n)
			}
		})
	}
}

// slaughter is a chain on which registrations are killed.
type slaughter struct {
	*world
	killer                       *killer
	random                       *rand.Rand
	kills, names, reorgs, looked int
}

// register has one name registered, however often that is killed.
func (s *slaughter) register(name string) {
	const deep, reorg = 4, 3 // confirmations, and the deepest reorganisation
	nonce, balance, kills := s.sent(1), s.balance(1), s.kills
	for attempt := 0; ; attempt++ {
		if attempt > 200 {
			s.t.Fatal("it is never registered")
		}
		command := exec.CommandContext(s.t.Context(), "chainzone", "name", "register", name, "--deployment", s.path("killer.json"),
			"--key", s.path("stranger.key"), "--state-dir", s.path("state"), "--yes", "--confirmations", strconv.Itoa(deep), "--wait", "20s")
		var out, errs bytes.Buffer
		command.Stdout, command.Stderr = &out, &errs
		if err := command.Start(); err != nil {
			s.t.Fatal(err)
		}
		// A registration takes some seventy calls; the chain moves meanwhile.
		// In some attempts it does not: what is sent waits in the pool.
		still := s.random.IntN(3) == 0
		calls := 70
		if still {
			calls = 30
		}
		s.killer.arm(command.Process, 1+s.random.IntN(calls), s.random.IntN(2) == 0)
		if s.random.IntN(4) == 0 {
			s.killer.arm(command.Process, 0, false)
			time.AfterFunc(time.Duration(20+s.random.IntN(400))*time.Millisecond, func() { command.Process.Kill() })
		}
		ended := make(chan error, 1)
		go func() { ended <- command.Wait() }()
		var err error
		for running := true; running; {
			select {
			case err = <-ended:
				running = false
			case <-time.After(50 * time.Millisecond):
				if still || s.random.IntN(2) == 0 {
					continue
				}
				s.IncreaseTime(1)
				s.Mine()
				if s.random.IntN(6) == 0 {
					if _, err := s.Reorg(1+s.random.Uint64N(reorg), nil); err != nil {
						s.t.Fatal(err)
					}
					s.reorgs++
				}
			}
		}
		s.looked += s.noSecretOnDisk()
		if err == nil {
			if !strings.Contains(out.String(), name+".chain. is registered to "+s.Accounts[1].Address.Hex()) {
				s.t.Fatalf("%q", out.String())
			}
			break
		}
		var exit *exec.ExitError
		switch said := errs.String(); {
		case errors.As(err, &exit) && exit.ExitCode() == -1:
			s.kills++
		case exit != nil && (exit.ExitCode() == int(exitNotMined) || strings.Contains(said, "cannot be reached")):
			s.t.Logf("%s: attempt %d gave up: %s", name, attempt, said) // the machine is that slow
		default:
			s.t.Fatalf("attempt %d: %v\n%s", attempt, err, said)
		}
	}
	s.killer.arm(nil, 0, false)
	if n := s.sent(1) - nonce; n != 2 {
		s.t.Fatalf("%s: %d transactions, want the commitment and the reveal", name, n)
	}
	price, err := s.client().RenewalPrice(s.t.Context(), s.name(name), 365*day)
	if err != nil {
		s.t.Fatal(err)
	}
	paid := new(big.Int).Sub(balance, s.balance(1))
	if fees := new(big.Int).Sub(paid, price); fees.Sign() < 0 || fees.Cmp(gasOnly) > 0 {
		s.t.Fatalf("%s: paid %s, the price is %s", name, chain.Ether(paid), chain.Ether(price))
	}
	if left := files(s.t, s.path("state")); lasting(left) != 0 {
		s.t.Fatalf("%s: it left %v", name, left)
	}
	s.names++
	s.t.Logf("%s: killed %d times", name, s.kills-kills)
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
