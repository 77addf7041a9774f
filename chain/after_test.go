package chain_test

import (
	"testing"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// TestAfter: a client that follows another has its head at once, also where no
// endpoint answers it, and tells of a reorganisation that neither saw happen.
func TestAfter(t *testing.T) {
	w := newWorld(t)
	block := w.publish("hello.chain", "@ 60 A 192.0.2.77\n")
	first := w.open(chain.Options{})
	if err := first.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	head, err := first.Head()
	if err != nil {
		t.Fatal(err)
	}
	first.Close()
	w.undo(block)
	if _, err := w.Mine(); err != nil {
		t.Fatal(err)
	}
	closed := w.open(chain.Options{After: first}, "http://127.0.0.1:1")
	if got, err := closed.Head(); err != nil || got != head {
		t.Errorf("out of reach: %v, %v, want %v", got, err, head)
	}
	second := w.open(chain.Options{After: first})
	change := follow(t, second).until("the first head", func(names.Change) bool { return true })[0]
	if !change.All || !change.Reorged || change.Common >= head.Number {
		t.Errorf("the first change: %+v, head was %d", change, head.Number)
	}
	if readings, err := second.Read(t.Context(), []zone.Name{zone.MustParseName("hello.chain")}); err != nil || readings[0].Block.Hash == head.Hash {
		t.Errorf("a read: %v, %v", readings, err)
	}
}
