package chain_test

import (
	"encoding/json"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/names"
	"chainzone/zone"
)

// leave follows a chain to a head, as a run of the server does, and returns
// where it stood.
func (w *world) leave() names.Position {
	w.t.Helper()
	c := w.open(chain.Options{Poll: 10 * time.Millisecond})
	if _, ok := c.Position(); ok {
		w.t.Error("a position before there is a head")
	}
	follow(w.t, c).until("a head", func(names.Change) bool { return true })
	p, ok := c.Position()
	if !ok {
		w.t.Fatal("no position after a head")
	}
	return p
}

// TestF18Resume (F18): who goes on from where an earlier run stood is told what
// changed since, and that everything is gone where that block left the chain.
func TestF18Resume(t *testing.T) {
	w := newWorld(t)
	from := func(p names.Position, endpoints ...string) *chain.Client {
		t.Helper()
		c := w.open(chain.Options{Poll: 10 * time.Millisecond}, endpoints...)
		c.Resume(p)
		return c
	}
	first := func(what string, c *chain.Client) names.Change {
		t.Helper()
		return follow(t, c).until(what, func(names.Change) bool { return true })[0]
	}
	w.still()
	p := w.leave()
	if change := first("nothing happened", from(p)); change.All || change.Reorged || len(change.Nodes) != 0 || change.Head.Block != p.Head.Block {
		t.Errorf("nothing happened: %+v", change)
	}
	w.goOn()
	w.publish("hello.chain", "@ 60 A 192.0.2.77\n")
	for range 8 { // more than are walked back one by one
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	if change := first("a name changed", from(p)); change.All || change.Reorged || !slices.Equal(change.Nodes, []names.Node{chain.NodeOf(hello)}) {
		t.Errorf("a name changed: %+v", change)
	}
	bent := p
	bent.Changes[0]++
	if change := first("another past", from(bent)); !change.All {
		t.Errorf("the changes do not fold, and it counts as exact: %+v", change)
	}

	// Out of reach: there is a head, but nobody confirmed it.
	dark := from(p, "http://127.0.0.1:1")
	if head, err := dark.Head(); err != nil || head != p.Head {
		t.Errorf("out of reach: %v, %v", head, err)
	}
	if again, ok := dark.Position(); !ok || again != p {
		t.Errorf("out of reach, the position is %+v", again)
	}

	block := w.publish("hello.chain", "@ 60 A 192.0.2.78\n")
	p = w.leave()
	w.undo(block)
	if _, err := w.Mine(); err != nil {
		t.Fatal(err)
	}
	if change := first("its block left the chain", from(p)); !change.All || !change.Reorged || change.Common >= p.Head.Number {
		t.Errorf("its block left the chain: %+v", change)
	}

	// The same contracts on a younger chain are another chain's.
	p = w.leave()
	time.Sleep(1100 * time.Millisecond) // a first block is told from another by its second
	younger, err := devnet.Start(devnet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { younger.Close() })
	d, err := younger.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	if d.Registry != w.deployment.Registry || d.RegistryCodeHash != w.deployment.RegistryCodeHash {
		t.Fatal("the two chains' contracts differ, and tell nothing")
	}
	p.Head.Number += 1000 // so that it has nothing at this height
	if change := first("another chain", from(p, younger.RPC())); !change.All || !change.Reorged {
		t.Errorf("another chain: %+v", change)
	}
}

// TestProbeMovesNoHead: a probe beside Follow, as at the start of a server, takes
// no change away from it. It moves the head only where there is none.
func TestProbeMovesNoHead(t *testing.T) {
	w := newWorld(t)
	for _, resumed := range []bool{false, true} {
		c := w.open(chain.Options{Poll: 10 * time.Millisecond})
		if resumed {
			c.Resume(w.leave())
		} else if err := c.Probe(t.Context()); err != nil {
			t.Fatal(err)
		}
		before, err := c.Head()
		if err != nil {
			t.Fatal(err)
		}
		w.publish("hello.chain", "@ 60 A 192.0.2.79\n")
		if err := c.Probe(t.Context()); err != nil {
			t.Fatal(err)
		}
		if head, err := c.Head(); err != nil || head != before {
			t.Errorf("resumed %v: a probe moved the head from %d to %d", resumed, before.Number, head.Number)
		}
		change := follow(t, c).until("a head", func(names.Change) bool { return true })[0]
		if change.All == resumed || !slices.Contains(change.Nodes, chain.NodeOf(hello)) {
			t.Errorf("resumed %v: after two probes %+v", resumed, change)
		}
		w.publish("hello.chain", "@ 60 A 192.0.2.80\n")
	}
}

// TestRefusedStays (F32): that the chain is not the configured one holds until it
// is, also while its endpoint cannot be reached any more.
func TestRefusedStays(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	var clock atomic.Int64
	c := w.open(chain.Options{Poll: 10 * time.Millisecond, Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, p.URL)
	f := follow(t, c)
	f.until("the first head", func(names.Change) bool { return true })
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_getCode" {
			return result(reply, "0x6001")
		}
		return reply
	})
	until := func(what string, want func() bool) {
		t.Helper()
		for limit := time.Now().Add(20 * time.Second); !want(); time.Sleep(time.Millisecond) {
			clock.Add(60)
			if time.Now().After(limit) {
				t.Fatal(what)
			}
		}
	}
	until("it was never refused", func() bool { _, err := c.Head(); return errors.Is(err, names.ErrRefused) })
	if _, ok := c.Position(); ok {
		t.Error("there is a position on a chain that is refused")
	}
	p.set(func(string, []json.RawMessage, []byte) []byte { return []byte("not JSON") })
	tries := p.count("eth_chainId")
	until("it was not tried again", func() bool { return p.count("eth_chainId") > tries+3 })
	if _, err := c.Head(); !errors.Is(err, names.ErrRefused) {
		t.Errorf("out of reach it counts as the configured one: %v", err)
	}
	if _, err := c.Read(t.Context(), []zone.Name{hello}); !errors.Is(err, names.ErrRefused) {
		t.Errorf("a read: %v", err)
	}
	p.set(nil)
	until("the right code is not enough", func() bool { _, err := c.Head(); return err == nil })
}

// TestResumeWhereNothingIs: a position that cannot be true is left aside, and one whose
// block no endpoint has is given up at the first look: everything that was read there
// is gone. While an endpoint could not be asked, the position's head stays, and is not
// confirmed; then it gives way too.
func TestResumeWhereNothingIs(t *testing.T) {
	w := newWorld(t)
	w.still()
	good := w.leave()
	now := uint64(time.Now().Unix())
	for name, bend := range map[string]func(*names.Position){
		"number 2^62":            func(p *names.Position) { p.Head.Number = 1 << 62 },
		"number 2^63":            func(p *names.Position) { p.Head.Number = 1 << 63 },
		"the greatest number":    func(p *names.Position) { p.Head.Number = 1<<64 - 1 },
		"time +6 min":            func(p *names.Position) { p.Head.Time = now + 360 },
		"time +400 days":         func(p *names.Position) { p.Head.Time = now + 400*86400 },
		"time 2^63":              func(p *names.Position) { p.Head.Time = 1 << 63 },
		"no such block":          func(p *names.Position) { p.Head.Number, p.Head.Hash = p.Head.Number+1, [32]byte{1} },
		"no such block, far":     func(p *names.Position) { p.Head.Number, p.Head.Hash = p.Head.Number+1000, [32]byte{1} },
		"another hash":           func(p *names.Position) { p.Head.Hash = [32]byte{1} },
		"another number":         func(p *names.Position) { p.Head.Number -= 2 },
		"another first block":    func(p *names.Position) { p.Head.Number++; p.Genesis = [32]byte{1} },
		"an endpoint is missing": func(p *names.Position) { p.Head.Number, p.Head.Hash = p.Head.Number+1, [32]byte{1} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := good
			bend(&p)
			endpoints := []string{w.RPC()}
			if name == "an endpoint is missing" {
				endpoints = append(endpoints, "http://127.0.0.1:1")
			}
			c := w.open(chain.Options{Poll: 50 * time.Millisecond}, endpoints...)
			c.Resume(p)
			began := time.Now()
			told := follow(t, c).until("the true head", func(change names.Change) bool { return change.Head.Block == good.Head.Block })
			last := told[len(told)-1]
			if !last.All || !last.Reorged || last.Common != 0 {
				t.Errorf("not everything is gone: %+v", last)
			}
			if len(endpoints) == 1 && len(told) != 1 {
				t.Errorf("before it: %+v", told)
			}
			for _, change := range told[:len(told)-1] {
				if change.Head != p.Head || change.All || change.Reorged {
					t.Errorf("while an endpoint is missing: %+v", change)
				}
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}
