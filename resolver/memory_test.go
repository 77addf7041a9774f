package resolver_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// everything is a source in which every name is registered, with the same records.
type everything struct {
	*source
	image []byte
}

func (e everything) Node(name zone.Name) (n names.Node) {
	copy(n[:], name.Wire())
	return n
}

func (e everything) Read(_ context.Context, list []zone.Name) ([]names.Reading, error) {
	out := make([]names.Reading, len(list))
	for i, name := range list {
		out[i].State = names.State{Node: e.Node(name), Block: e.head.Block, Expiry: inAYear(), Serial: 1, Image: e.image}
	}
	return out, nil
}

// TestF27Memory (F27): many more names than there is room for evict one another,
// by the bytes that they take; the heap stays within its limit, and answers in
// time: 10^5 names in 8 MiB, 10^6 in 64 MiB under a limit of 256 MiB in make soak.
func TestF27Memory(t *testing.T) {
	count, room, limit := 100_000, int64(8<<20), int64(96<<20)
	if os.Getenv("CHAINZONE_SOAK") != "" {
		count, room, limit = 1_000_000, 64<<20, 256<<20
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(limit))
	s := newSource(t)
	s.set("model.chain", "@ 300 A 192.0.2.1\n@ 300 TXT \"some text that a name might have\"\nwww 300 CNAME @\n", inAYear())
	source := everything{s, s.states[s.Node(zone.MustParseName("model.chain"))].Image}
	server, err := resolver.New(resolver.Config{ZoneBytes: room, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: source}}})
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	var first, last []time.Duration
	var most uint64
	for i := range count {
		began := time.Now()
		if m := ask(server, fmt.Sprintf("n%d.chain", i), dns.TypeA); len(m.Answer) != 1 {
			t.Fatalf("name %d: %v", i, m)
		}
		switch took := time.Since(began); {
		case i < count/20:
			first = append(first, took)
		case i >= count-count/20:
			last = append(last, took)
		}
		if i%(count/20) == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.Sys-m.HeapReleased)
		}
	}
	stats := server.Stats().Zones
	if stats.Bytes > room || stats.Entries >= count || stats.Evictions == 0 || int(stats.Evictions)+stats.Entries != count {
		t.Errorf("%d entries of %d bytes, %d evicted, in %d bytes", stats.Entries, stats.Bytes, stats.Evictions, room)
	}
	if most > uint64(limit) {
		t.Errorf("%d MiB of memory, the limit is %d", most>>20, limit>>20)
	}
	worst := func(list []time.Duration) time.Duration { return slices.Sorted(slices.Values(list))[len(list)*99/100] }
	t.Logf("%d entries, %d MiB; of 100 answers the slowest took %v at first and %v at last", stats.Entries, most>>20, worst(first), worst(last))
	if os.Getenv("CHAINZONE_SOAK") != "" && worst(last) > 5*worst(first) {
		t.Errorf("answers take too long when the cache is full")
	}
}
