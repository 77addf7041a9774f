package chain_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// bend replaces what an endpoint says of its newest block.
func bend(p *proxy, f func(block map[string]any) map[string]any) {
	var mu sync.Mutex
	p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
		if method != "eth_getBlockByNumber" || string(params[0]) != `"latest"` {
			return reply
		}
		mu.Lock()
		defer mu.Unlock()
		var fields struct{ Result map[string]any }
		if json.Unmarshal(reply, &fields) != nil || fields.Result == nil {
			return reply
		}
		return result(reply, f(fields.Result))
	})
}

// TestT11BesideGood (T05, T08, T11): an endpoint that stands still, lags behind,
// comes and goes, takes no more calls, or makes heads up, first in the list and
// beside a good one: every change is heard of, every name is read right, and it is
// the good one that is asked.
func TestT11BesideGood(t *testing.T) {
	for _, tc := range []struct {
		name string
		bad  func(w *world, p *proxy)
	}{
		{"frozen", func(_ *world, p *proxy) {
			var first map[string]any
			bend(p, func(block map[string]any) map[string]any {
				if first == nil {
					first = block
				}
				return first
			})
		}},
		{"lagging", func(_ *world, p *proxy) {
			var last []map[string]any
			bend(p, func(block map[string]any) map[string]any {
				if len(last) == 0 || last[len(last)-1]["hash"] != block["hash"] {
					last = append(last, block)
				}
				return last[max(0, len(last)-4)]
			})
		}},
		{"flapping", func(_ *world, p *proxy) {
			n := 0
			p.set(func(_ string, _ []json.RawMessage, reply []byte) []byte {
				p.mu.Lock()
				defer p.mu.Unlock()
				if n++; n/5%2 == 0 {
					return []byte("<html>bad gateway</html>")
				}
				return reply
			})
		}},
		{"limited", func(_ *world, p *proxy) {
			p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
				if method == "eth_chainId" || method == "eth_getCode" || method == "eth_blockNumber" {
					return reply // so that it is not found to be of no use at once
				}
				return failure(reply, -32005, "daily request count exceeded, request rate limited")
			})
		}},
		{"making heads up", func(_ *world, p *proxy) {
			bend(p, func(block map[string]any) map[string]any {
				block["number"], block["hash"] = "0xffffff", "0x"+strings.Repeat("ab", 32)
				return block
			})
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			bad, good := newProxy(t, w.RPC()), newProxy(t, w.RPC())
			tc.bad(w, bad)
			// Too old soon, so that the test need not wait for it.
			c := w.open(chain.Options{Poll: 20 * time.Millisecond, MaxAge: 2 * time.Second}, bad.URL, good.URL)
			f := follow(t, c)
			for i := range 3 {
				address := fmt.Sprintf("192.0.2.%d", 100+i)
				w.publish("hello.chain", "@ 60 A "+address+"\n")
				stop := time.Now().Add(20 * time.Second)
				for {
					readings, err := c.Read(t.Context(), []zone.Name{hello})
					if err == nil && string(readings[0].Image) == string(w.image("hello.chain", "@ 60 A "+address+"\n")) {
						break
					}
					if time.Now().After(stop) {
						t.Fatalf("%s is not read: %v", address, err)
					}
					time.Sleep(10 * time.Millisecond)
				}
				f.until("the change", func(change names.Change) bool {
					if change.Reorged {
						t.Errorf("it counts as a reorganisation: %+v", change)
					}
					return change.All || len(change.Nodes) > 0
				})
			}
			if good.count("eth_getStorageAt") == 0 {
				t.Error("the good one was never asked")
			}
		})
	}
}

// TestT05Frozen (T05): a head that is too old is no longer confirmed, where no
// endpoint shows another: from the moment at which it was too old on.
func TestT05Frozen(t *testing.T) {
	w := newWorld(t)
	w.still()
	var mu sync.Mutex
	now := time.Now()
	c := w.open(chain.Options{Poll: 5 * time.Millisecond, Clock: func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}}, w.RPC())
	f := follow(t, c)
	f.until("a head", func(change names.Change) bool { return change.Head.Confirmed.Equal(now) })
	head, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	late := time.Unix(int64(head.Time), 0).Add(3 * time.Minute)
	mu.Lock()
	now = late.Add(time.Hour)
	mu.Unlock()
	f.until("the head of an hour ago", func(change names.Change) bool { return !change.Head.Confirmed.Before(late) })
	for range 10 {
		change := <-f.changes
		if !change.Head.Confirmed.Equal(late) {
			t.Fatalf("confirmed at %v, it was too old from %v on", change.Head.Confirmed, late)
		}
	}
	w.goOn()
	mu.Lock()
	now = time.Now()
	mu.Unlock()
	if _, err := w.Mine(); err != nil {
		t.Fatal(err)
	}
	f.until("a young head", func(change names.Change) bool {
		return change.Head.Number > head.Number && change.Head.Confirmed.After(late.Add(-time.Hour))
	})
}

// TestT08Limited (T08): a provider that takes no more calls costs a read nothing
// where there is another, and is left in peace for a while.
func TestT08Limited(t *testing.T) {
	w := newWorld(t)
	bad, good := newProxy(t, w.RPC()), newProxy(t, w.RPC())
	now := time.Now() // stands still, so that its rest does not end
	c := w.open(chain.Options{Clock: func() time.Time { return now }}, bad.URL, good.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	bad.set(func(_ string, _ []json.RawMessage, reply []byte) []byte {
		return failure(reply, -32005, "limit exceeded")
	})
	before := bad.count("eth_call")
	for range 20 {
		if readings, err := c.Read(t.Context(), []zone.Name{hello}); err != nil || !readings[0].Registered() {
			t.Fatalf("%+v, %v", readings, err)
		}
	}
	if n := bad.count("eth_call") - before; n != 1 {
		t.Errorf("it was asked %d times", n)
	}
}
