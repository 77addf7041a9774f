package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/names"
	"chainzone/zone"
)

var hello = zone.MustParseName("hello.chain")

func holds(node names.Node) func(names.Change) bool {
	return func(c names.Change) bool { return slices.Contains(c.Nodes, node) }
}

// TestOneRoundTrip: reading one name or many, present or not, is one call.
func TestOneRoundTrip(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]string{{"hello.chain"}, {"nobody.chain"}, {"empty.chain", "hello.chain", "nobody.chain", "chain"}} {
		p.mu.Lock()
		before := p.trips
		p.mu.Unlock()
		var parsed []zone.Name
		for _, name := range list {
			parsed = append(parsed, zone.MustParseName(name))
		}
		readings, err := c.Read(t.Context(), parsed)
		if err != nil {
			t.Fatal(err)
		}
		p.mu.Lock()
		trips := p.trips - before
		p.mu.Unlock()
		if trips != 1 {
			t.Errorf("%v: %d round trips", list, trips)
		}
		for i, r := range readings {
			if r.Err != nil || r.Registered() != (list[i] != "nobody.chain") || (r.Image == nil) != (list[i] == "nobody.chain" || list[i] == "empty.chain") {
				t.Errorf("%s: %+v", list[i], r)
			}
		}
	}
}

// TestT03Lagging: an endpoint that swings between the head and 20 blocks
// before it never moves the head back, and a pinned read never takes another
// block's word for an answer.
func TestT03Lagging(t *testing.T) {
	w := newWorld(t)
	for range 25 {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	p := newProxy(t, w.RPC())
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	var turn atomic.Int64
	p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
		switch {
		case method == "eth_getBlockByNumber" && len(params) > 0 && string(params[0]) == `"latest"` && turn.Add(1)%2 == 0:
			var head struct{ Result struct{ Number string } }
			_ = json.Unmarshal(reply, &head)
			n := new(hexNumber)
			_ = n.parse(head.Result.Number)
			var old json.RawMessage
			_ = client.Client().CallContext(t.Context(), &old, "eth_getBlockByNumber", fmt.Sprintf("0x%x", *n-20), false)
			return result(reply, old)
		case method == "eth_call" && turn.Load()%2 == 0:
			return failure(reply, -32000, "header not found")
		}
		return reply
	})
	c := w.open(chain.Options{Poll: 5 * time.Millisecond}, p.URL)
	f := follow(t, c)
	highest, seen := uint64(0), 0
	f.until("200 looks for a head", func(change names.Change) bool {
		if change.Head.Number < highest {
			t.Fatalf("the head went from %d back to %d", highest, change.Head.Number)
		}
		if change.Reorged {
			t.Fatal("a lagging endpoint counts as a reorg")
		}
		highest = change.Head.Number
		if readings, err := c.Read(t.Context(), []zone.Name{hello}); err == nil && !readings[0].Registered() {
			t.Fatal("hello.chain is missing")
		} else if err != nil && !errors.Is(err, names.ErrUnreachable) {
			t.Fatal(err)
		}
		if seen++; seen%4 == 0 { // so that the old blocks are among those followed
			if _, err := w.Mine(); err != nil {
				t.Fatal(err)
			}
		}
		return seen == 200
	})
}

type hexNumber uint64

func (n *hexNumber) parse(s string) error {
	_, err := fmt.Sscanf(s, "0x%x", (*uint64)(n))
	return err
}

// TestF06Reorg (T06, F06): a change of a block that leaves the chain is taken
// back, at every depth, and the reader is told from where on.
func TestF06Reorg(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{Poll: 10 * time.Millisecond})
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	node := chain.NodeOf(hello)
	for i, depth := range []int{1, 2, 3, 8, 64} {
		before, err := c.Name(t.Context(), hello)
		if err != nil {
			t.Fatal(err)
		}
		common, _ := c.Head()
		w.publish("hello.chain", fmt.Sprintf("@ 60 A 192.0.2.%d\n", 100+i))
		f.until("the change", holds(node))
		for range depth - 1 {
			if _, err := w.Mine(); err != nil {
				t.Fatal(err)
			}
		}
		replacement := spend(t, w) // the same nonce, spent on nothing: the change cannot come back
		if _, err := w.Reorg(uint64(depth), replacement); err != nil {
			t.Fatal(err)
		}
		told := f.until("the reorg", func(change names.Change) bool { return change.Reorged })
		last := told[len(told)-1]
		if last.Common > common.Number {
			t.Errorf("depth %d: common block %d, but the change was in %d", depth, last.Common, common.Number+1)
		}
		after, err := c.Read(t.Context(), []zone.Name{hello})
		if err != nil {
			t.Fatal(err)
		}
		if after[0].Serial != before.Serial || after[0].Digest != before.Digest {
			t.Errorf("depth %d: the orphaned change is still read: serial %d, before %d", depth, after[0].Serial, before.Serial)
		}
	}
}

// TestT09LostLogs (T09): a log that is missing, double or out of order is
// noticed, and everything becomes suspect.
func TestT09LostLogs(t *testing.T) {
	for _, tc := range []struct {
		fault string
		bend  func([]any) []any
	}{
		{"lost", func(logs []any) []any { return logs[1:] }},
		{"double", func(logs []any) []any { return append(logs, logs[0]) }},
		{"reordered", func(logs []any) []any { slices.Reverse(logs); return logs }},
		{"none", func([]any) []any { return []any{} }},
	} {
		t.Run(tc.fault, func(t *testing.T) {
			w := newWorld(t)
			p := newProxy(t, w.RPC())
			p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
				if method != "eth_getLogs" {
					return reply
				}
				var fields struct{ Result []any }
				_ = json.Unmarshal(reply, &fields)
				return result(reply, tc.bend(fields.Result))
			})
			c := w.open(chain.Options{Poll: time.Hour}, p.URL)
			if err := c.Probe(t.Context()); err != nil {
				t.Fatal(err)
			}
			w.publish("hello.chain", "@ 60 A 192.0.2.7\n")
			w.publish("mail.chain", "@ 60 A 192.0.2.8\n")
			f := follow(t, c)
			change := f.until("a head", func(names.Change) bool { return true })[0]
			if !change.All || len(change.Nodes) != 0 {
				t.Errorf("all = %v, %d nodes", change.All, len(change.Nodes))
			}
		})
	}
}

// TestT09Subscription (T09): the WebSocket dies, and what changes before it is
// back, in the last block for a long time, is still reported.
func TestT09Subscription(t *testing.T) {
	w := startWorld(t, devnet.Options{BlockTime: time.Hour})
	c := w.open(chain.Options{}, w.WS())
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	for i := range 3 {
		if err := w.Fault("refuse", 0); err != nil {
			t.Fatal(err)
		}
		if err := w.Fault("ok", 0); err != nil {
			t.Fatal(err)
		}
		stop, stopped := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(stopped)
			for {
				select {
				case <-stop:
					return
				case <-time.After(20 * time.Millisecond):
					if _, err := w.Mine(); err != nil {
						t.Error(err)
					}
				}
			}
		}()
		w.publish("hello.chain", fmt.Sprintf("@ 60 A 192.0.2.%d\n", 50+i))
		close(stop)
		<-stopped
		f.until("the change after the break", func(change names.Change) bool {
			return change.All || holds(chain.NodeOf(hello))(change)
		})
	}
}

// TestF07ReadAcrossReorg (F07): a read that is under way when its block leaves the chain
// comes from one block, the old or the new, and says which.
func TestF07ReadAcrossReorg(t *testing.T) {
	w := newWorld(t)
	w.publish("hello.chain", "@ 60 A 192.0.2.6\n")
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{Poll: time.Hour}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	before, _ := c.Head()
	want, err := c.Name(t.Context(), hello)
	if err != nil {
		t.Fatal(err)
	}
	var once atomic.Bool
	p.mu.Lock()
	p.before = func(method string) {
		if method == "eth_call" && once.CompareAndSwap(false, true) {
			if _, err := w.Reorg(1, spend(t, w)); err != nil {
				t.Error(err)
			}
		}
	}
	p.mu.Unlock()
	list := []zone.Name{hello, zone.MustParseName("mail.chain"), zone.MustParseName("wild.chain")}
	readings, err := c.Read(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range readings {
		if r.Block != before.Block || r.Err != nil {
			t.Errorf("a reading of block %d (%v), pinned to %d", r.Block.Number, r.Err, before.Number)
		}
	}
	if readings[0].Serial != want.Serial || readings[0].Digest != want.Digest {
		t.Errorf("serial %d is said to be of a block that has serial %d", readings[0].Serial, want.Serial)
	}
}

// TestF07BlockGone (F07): a read whose block the endpoint no longer has, because
// it left the chain meanwhile, is made at the block that came instead.
func TestF07BlockGone(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{Poll: 5 * time.Millisecond}, p.URL)
	follow(t, c).until("a head", func(names.Change) bool { return true })
	before, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	var once atomic.Bool
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method != "eth_call" || !once.CompareAndSwap(false, true) {
			return reply
		}
		if _, err := w.Reorg(1, nil); err != nil {
			t.Error(err)
		}
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
			if now, err := c.Head(); err == nil && now.Hash != before.Hash || time.Now().After(deadline) {
				return failure(reply, -32000, "header not found")
			}
		}
	})
	readings, err := c.Read(t.Context(), []zone.Name{hello})
	if err != nil {
		t.Fatal(err)
	}
	if r := readings[0]; r.Block.Hash == before.Hash || !r.Registered() {
		t.Errorf("a reading of block %d, %x", r.Block.Number, r.Block.Hash)
	}
}

// TestF08Expiry (F08): expiry is time and tells nobody; a name that was
// registered anew has nothing of its former owner's.
func TestF08Expiry(t *testing.T) {
	w := newWorld(t)
	expired := zone.MustParseName("expired.chain")
	c := w.open(chain.Options{})
	old, err := c.Name(t.Context(), expired)
	if err != nil || old.Held() || !old.Expired() {
		t.Fatalf("%+v, %v", old, err)
	}
	register(t, w, c, 1, expired, nil)
	now, err := c.Name(t.Context(), expired)
	if err != nil {
		t.Fatal(err)
	}
	if now.Owner != w.Accounts[1].Address || now.Image != nil || now.Digest != [20]byte{} || now.Serial <= old.Serial {
		t.Errorf("registered anew: %+v", now)
	}
}

func register(t *testing.T, w *world, c *chain.Client, account int, name zone.Name, image []byte) {
	t.Helper()
	s := c.Signer(w.Accounts[account].Key)
	const year = 365 * 24 * time.Hour
	price, err := c.Price(t.Context(), name, year)
	if err != nil {
		t.Fatal(err)
	}
	r := chain.Request{Name: name, Owner: s.Address(), Duration: year, Image: image, MaxPrice: price, Secret: [32]byte{1}}
	tx, err := s.Commit(t.Context(), r)
	if err == nil {
		_, err = s.Send(t.Context(), tx)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reveal(t.Context(), r); err == nil {
		t.Error("a reveal in the second of its commitment is accepted")
	}
	w.IncreaseTime(2)
	if _, err := w.Mine(); err != nil {
		t.Fatal(err)
	}
	if tx, err = s.Reveal(t.Context(), r); err == nil {
		_, err = s.Send(t.Context(), tx)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestF22 (F22): another chain id or another code at the registry is refused
// before anything is signed, and without a receipt nothing is a success.
func TestF22WrongChain(t *testing.T) {
	w := newWorld(t)
	for _, tc := range []struct {
		method string
		value  any
		want   string
	}{
		{"eth_chainId", "0x1", "chain 1"},
		{"eth_getCode", "0x6001", "hash"},
		{"eth_getCode", "0x", "no contract"},
	} {
		p := newProxy(t, w.RPC())
		p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
			if method == tc.method {
				return result(reply, tc.value)
			}
			return reply
		})
		c := w.open(chain.Options{}, p.URL)
		_, err := c.Signer(w.Accounts[0].Key).SetZone(t.Context(), hello, nil, 1)
		if !errors.Is(err, names.ErrRefused) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", tc.method, err)
		}
		if n := p.count("eth_sendRawTransaction"); n != 0 {
			t.Errorf("%s: %d transactions were sent", tc.method, n)
		}
	}
	// The endpoint takes the transaction and shows the receipt of another one.
	p := newProxy(t, w.RPC())
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_sendRawTransaction" {
			return result(reply, common.Hash{9})
		}
		if method == "eth_getTransactionReceipt" {
			return result(reply, map[string]any{
				"transactionHash": common.Hash{9}, "status": "0x1", "blockHash": common.Hash{1}, "blockNumber": "0x1",
				"cumulativeGasUsed": "0x1", "gasUsed": "0x1", "logs": []any{}, "logsBloom": "0x" + strings.Repeat("00", 256), "transactionIndex": "0x0", "type": "0x2", "effectiveGasPrice": "0x1",
			})
		}
		return reply
	})
	c := w.open(chain.Options{}, p.URL)
	s := c.Signer(w.Accounts[0].Key)
	r, err := c.Name(t.Context(), hello)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := s.SetZone(t.Context(), hello, nil, r.Serial)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := timeout(t, 2*time.Second)
	defer cancel()
	if _, err := s.Send(ctx, tx); !errors.Is(err, chain.ErrNotMined) {
		t.Errorf("a foreign receipt: %v", err)
	}
}

// TestF32Replaced (F32): an endpoint that comes back as another chain, or with
// other code, is refused until it is right again.
func TestF32Replaced(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	var clock atomic.Int64
	c := w.open(chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_getCode" {
			return result(reply, "0x6001")
		}
		return reply
	})
	clock.Add(3600) // past the time that a verification is good for
	if _, err := c.Read(t.Context(), []zone.Name{hello}); !errors.Is(err, names.ErrRefused) {
		t.Errorf("other code at the registry: %v", err)
	}
	p.set(nil)
	clock.Add(3600)
	if _, err := c.Read(t.Context(), []zone.Name{hello}); err != nil {
		t.Errorf("the right code again: %v", err)
	}
}

// TestF01Backoff (F01): while an endpoint refuses, it is tried at most once in
// 30 s after the first minute, and reads in between fail at once.
func TestF01Backoff(t *testing.T) {
	w := newWorld(t)
	var clock atomic.Int64
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	var tries atomic.Int64
	down := newCounter(t, &tries)
	dark := w.open(chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, down)
	for range 3600 {
		if err := dark.Probe(t.Context()); !errors.Is(err, names.ErrUnreachable) {
			t.Fatal(err)
		}
		clock.Add(1)
	}
	// 1+2+4+8+16 s and then one in 30: 5 + 3569/30.
	if n := tries.Load(); n > 130 || n < 100 {
		t.Errorf("%d probes in an hour", n)
	}
}

// TestFailover: of several endpoints the first that answers is asked. One that
// lacks the block sends the question on; one that fails rests; one on another
// chain is passed over, and is the reason only if no other was merely silent.
func TestFailover(t *testing.T) {
	w := newWorld(t)
	first, second := newProxy(t, w.RPC()), newProxy(t, w.RPC())
	var clock atomic.Int64
	options := chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}
	c := w.open(options, first.URL, second.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := func(what string, wantFirst, wantSecond int) {
		t.Helper()
		a, b := first.count("eth_call"), second.count("eth_call")
		readings, err := c.Read(t.Context(), []zone.Name{hello})
		if err != nil || !readings[0].Registered() {
			t.Errorf("%s: %+v, %v", what, readings, err)
		}
		if a, b = first.count("eth_call")-a, second.count("eth_call")-b; a != wantFirst || b != wantSecond {
			t.Errorf("%s: %d and %d calls, want %d and %d", what, a, b, wantFirst, wantSecond)
		}
	}
	read("both well", 1, 0)
	first.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method != "eth_call" {
			return reply
		}
		return failure(reply, -32000, "header not found")
	})
	read("the first lacks the block", 1, 1)
	read("and is still asked first", 1, 1)
	first.set(func(string, []json.RawMessage, []byte) []byte { return []byte("not JSON") })
	read("the first talks nonsense", 1, 1)
	read("and rests", 0, 1)
	first.set(nil)
	clock.Add(2)
	read("the first is well again", 1, 0)

	other := newProxy(t, w.RPC())
	other.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_chainId" {
			return result(reply, "0x1")
		}
		return reply
	})
	c = w.open(options, other.URL, first.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	read("another chain before it", 1, 0)
	var tries atomic.Int64
	silent := newCounter(t, &tries)
	for _, list := range [][]string{{other.URL, silent}, {silent, other.URL}} {
		c := w.open(options, list...)
		for range 2 {
			if err := c.Probe(t.Context()); !errors.Is(err, names.ErrUnreachable) || errors.Is(err, names.ErrRefused) {
				t.Errorf("another chain and a silent endpoint: %v", err)
			}
		}
	}
	if err := w.open(options, other.URL).Probe(t.Context()); !errors.Is(err, names.ErrRefused) {
		t.Errorf("another chain alone: %v", err)
	}
}

// TestSyncing: an endpoint that has not reached the registry's block is not on
// another chain.
func TestSyncing(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		switch method {
		case "eth_getCode":
			return result(reply, "0x")
		case "eth_blockNumber":
			return result(reply, "0x0")
		}
		return reply
	})
	w.deployment.FromBlock = max(w.deployment.FromBlock, 1)
	if err := w.open(chain.Options{}, p.URL).Probe(t.Context()); !errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), "catching up") {
		t.Errorf("%v", err)
	}
}

// TestNodeErrors: what an endpoint says of a call that it cannot do is shown,
// and is not that it cannot be reached.
func TestNodeErrors(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method != "eth_getStorageAt" {
			return reply
		}
		return failure(reply, -32601, "the method eth_getStorageAt does not exist/is not available")
	})
	err := w.open(chain.Options{}, p.URL).Probe(t.Context())
	if !errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), "eth_getStorageAt does not exist") || strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("%v", err)
	}
}

// TestRefusedWhileFollowing (F32): once the chain is not the configured one
// there is no head to answer at, and there is one again when it is.
func TestRefusedWhileFollowing(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	var clock atomic.Int64
	c := w.open(chain.Options{Poll: 10 * time.Millisecond, Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, p.URL)
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_getCode" {
			return result(reply, "0x6001")
		}
		return reply
	})
	until := func(what string, want func(error) bool) {
		t.Helper()
		for limit := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
			clock.Add(60)
			_, err := c.Head()
			if want(err) {
				return
			}
			if time.Now().After(limit) {
				t.Fatalf("%s: %v", what, err)
			}
		}
	}
	until("other code", func(err error) bool { return errors.Is(err, names.ErrRefused) })
	if _, err := c.Read(t.Context(), []zone.Name{hello}); !errors.Is(err, names.ErrRefused) {
		t.Errorf("a read: %v", err)
	}
	p.set(nil)
	until("the right code again", func(err error) bool { return err == nil })
}

// TestSecretsStayHidden: no error shows more of an endpoint than its host.
func TestSecretsStayHidden(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{}, "http://user:pass@127.0.0.1:1/v3/secret-key?token=hidden")
	err := c.Probe(t.Context())
	if err == nil {
		t.Fatal("a closed port answers")
	}
	for _, secret := range []string{"pass", "secret-key", "hidden"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error shows %q: %v", secret, err)
		}
	}
	if !strings.Contains(err.Error(), "http://127.0.0.1:1") {
		t.Errorf("the error does not say which endpoint: %v", err)
	}
}

// TestHeadRules reads at the tags and at a depth.
func TestHeadRules(t *testing.T) {
	w := newWorld(t)
	for range 20 {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	head := func(rule chain.HeadRule) uint64 {
		c := w.open(chain.Options{Head: rule})
		if err := c.Probe(t.Context()); err != nil {
			t.Fatal(err)
		}
		h, _ := c.Head()
		return h.Number
	}
	latest := head(chain.HeadRule{})
	for _, tc := range []struct {
		rule  string
		below uint64
	}{{"safe", 4}, {"finalized", 8}} {
		rule, err := chain.ParseHeadRule(tc.rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := head(rule); got+tc.below < latest || got+tc.below > latest+1 {
			t.Errorf("%s is block %d, latest %d", tc.rule, got, latest)
		}
	}
	if got := head(chain.Confirmations(6)); got+6 < latest || got+6 > latest+1 {
		t.Errorf("6 confirmations are block %d, latest %d", got, latest)
	}
	if _, err := chain.ParseHeadRule("newest"); err == nil {
		t.Error("head: newest is accepted")
	}
}
