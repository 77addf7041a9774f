package chain_test

import (
	"encoding/json"
	"sync/atomic"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

var hello = zone.MustParseName("hello.chain")

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

// TestF07BlockGone (F07): a read whose block the endpoint no longer has, because
// it left the chain meanwhile, is made at the block that came instead.
func TestF07BlockGone(t *testing.T) {
	w := newWorld(t)
	w.still()
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
