package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/names"
	"chainzone/zone"
)

func holds(node names.Node) func(names.Change) bool {
	return func(c names.Change) bool { return slices.Contains(c.Nodes, node) }
}

// TestT03Between (T03): a block that was passed over, when the next was followed,
// and that an endpoint shows as its head, is none: not while the endpoint knows the
// next, and not while it knows nothing after it.
func TestT03Between(t *testing.T) {
	for what, knows := range map[string]bool{"knows the next": true, "knows nothing after it": false} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t)
			p := newProxy(t, w.RPC())
			client, err := ethclient.Dial(w.RPC())
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			at := func(number uint64) (block json.RawMessage) {
				if err := client.Client().CallContext(t.Context(), &block, "eth_getBlockByNumber", hexutil.Uint64(number), false); err != nil {
					t.Error(err)
				}
				return block
			}
			first, err := client.BlockNumber(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var shown atomic.Uint64
			shown.Store(first)
			p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
				if method != "eth_getBlockByNumber" {
					return reply
				}
				var number hexutil.Uint64
				switch _ = json.Unmarshal(params[0], &number); {
				case string(params[0]) == `"latest"`:
					return result(reply, at(shown.Load()))
				case uint64(number) > shown.Load() && !knows:
					return result(reply, nil)
				}
				return reply
			})
			f := follow(t, w.open(chain.Options{Poll: 5 * time.Millisecond}, p.URL))
			reaches := func(number uint64) func(names.Change) bool {
				return func(c names.Change) bool { return c.Head.Number == number }
			}
			f.until("the first head", reaches(first))
			for range 4 {
				if _, err := w.Mine(); err != nil {
					t.Fatal(err)
				}
			}
			shown.Store(first + 4)
			f.until("the head after three that were passed over", reaches(first+4))
			for _, passed := range []uint64{first + 1, first + 3} {
				shown.Store(passed)
				looks := 0
				f.until("looks at an older head", func(c names.Change) bool {
					if c.Reorged || c.All || c.Head.Number != first+4 {
						t.Fatalf("block %d, passed over, is followed: %+v", passed, c)
					}
					looks++
					return looks == 5
				})
			}
			if _, err := w.Mine(); err != nil {
				t.Fatal(err)
			}
			shown.Store(first + 5)
			f.until("the next head", reaches(first+5))
		})
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
	for i, depth := range []uint64{1, 2, 3, 8, 64} {
		before, err := c.Name(t.Context(), hello)
		if err != nil {
			t.Fatal(err)
		}
		w.goOn()
		block := w.publish("hello.chain", fmt.Sprintf("@ 60 A 192.0.2.%d\n", 100+i))
		w.still()
		f.until("the change", holds(node))
		for w.number() < block+depth-1 {
			if _, err := w.Mine(); err != nil {
				t.Fatal(err)
			}
		}
		w.undo(block)
		told := f.until("the reorg", func(change names.Change) bool { return change.Reorged })
		last := told[len(told)-1]
		if last.Common >= block {
			t.Errorf("depth %d: common block %d, but the change was in %d", depth, last.Common, block)
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

// TestT09LostLogs (T09): a log that is missing or double is noticed, and everything
// becomes suspect. Logs that come in another order are put into the chain's, and the
// running hash proves that it is the right one.
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
			if sorted := tc.fault == "reordered"; !change.All || len(change.Nodes) != map[bool]int{true: 2}[sorted] { // a first change is always of all
				t.Errorf("all = %v, %d nodes", change.All, len(change.Nodes))
			}
		})
	}
}

// TestT09Subscription (T09): the WebSocket dies, and what changes before it is
// back, in the last block for a long time, is still reported.
func TestT09Subscription(t *testing.T) {
	w := startWorld(t, devnet.Options{BlockTime: time.Hour})
	c := w.open(chain.Options{Poll: 100 * time.Millisecond}, w.WS())
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	f.limit = 5 * time.Second // less than a silent subscription is waited for
	for i := range 3 {
		f.untilSubscribed(w)
		if err := w.Fault("refuse", 0); err != nil {
			t.Fatal(err)
		}
		w.goOn()
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

// untilSubscribed makes blocks until a subscription tells of them, so that heads are
// no longer looked for.
func (f *follower) untilSubscribed(w *world) {
	f.t.Helper()
	for range 100 {
		if _, err := w.Mine(); err != nil {
			f.t.Fatal(err)
		}
		number := w.number()
		f.until("a block", func(change names.Change) bool { return change.Head.Number == number })
		select {
		case <-f.changes: // it was looked for
		case <-time.After(500 * time.Millisecond):
			return
		}
	}
	f.t.Fatal("heads are looked for all the time")
}

// TestT09HeadBeforeSubscription (T09): a head that comes after the first look, and
// before the subscription stands, is not waited for until the next one comes.
func TestT09HeadBeforeSubscription(t *testing.T) {
	w := startWorld(t, devnet.Options{BlockTime: time.Hour})
	sockets := newRelay(t, strings.TrimPrefix(w.WS(), "ws://"))
	sockets.mu.Lock() // no connection gets through
	p := newProxy(t, w.RPC())
	var once sync.Once
	p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
		if method == "eth_getBlockByNumber" && string(params[0]) == `"latest"` {
			once.Do(func() {
				if _, err := w.Mine(); err != nil {
					t.Error(err)
				}
				sockets.mu.Unlock()
				time.Sleep(500 * time.Millisecond) // time for the subscription
			})
		}
		return reply
	})
	f := follow(t, w.open(chain.Options{Poll: 100 * time.Millisecond}, p.URL, "ws://"+sockets.Addr().String()))
	f.limit = 5 * time.Second // less than a silent subscription is waited for
	first := f.until("a head", func(names.Change) bool { return true })[0]
	f.until("the head after it", func(change names.Change) bool { return change.Head.Number == first.Head.Number+1 })
}

// TestF07ReadAcrossReorg (F07): a read that is under way when its block leaves the chain
// comes from one block, the old or the new, and says which.
func TestF07ReadAcrossReorg(t *testing.T) {
	w := newWorld(t)
	block := w.publish("hello.chain", "@ 60 A 192.0.2.6\n")
	w.still()
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
			w.undo(block)
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

// TestHeadRules reads at the tags and at a depth.
func TestHeadRules(t *testing.T) {
	w := newWorld(t)
	for range 20 {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	w.still()
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
		if got := head(rule); got+tc.below != latest {
			t.Errorf("%s is block %d, latest %d", tc.rule, got, latest)
		}
	}
	if got := head(chain.Confirmations(6)); got+6 != latest {
		t.Errorf("6 confirmations are block %d, latest %d", got, latest)
	}
	if _, err := chain.ParseHeadRule("newest"); err == nil {
		t.Error("head: newest is accepted")
	}
}
