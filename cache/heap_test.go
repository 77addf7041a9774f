package cache_test

import (
	"runtime"
	"slices"
	"testing"

	"chainzone/cache"
)

// heapAlloc returns what is reachable, in bytes.
func heapAlloc() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// fill adds entries whose values refer to nothing, and cost so much, until as
// many were evicted.
func fill(c *cache.Cache[int, value], first int, cost int64, evictions uint64) (next int) {
	for most := c.Stats().Evictions + evictions; c.Stats().Evictions < most; first++ {
		c.Add(first, value{bytes: cost})
	}
	return first
}

func TestHeapIsWhatTheAllocatorTakes(t *testing.T) {
	for n := 1; n < 100_000; n += 1 + n/100 {
		took := int64(cap(append([]byte(nil), make([]byte, n)...)))
		if got := cache.Heap(n); got < took*7/8 || got > took*8/7 {
			t.Errorf("%d bytes: %d, the allocator takes %d", n, got, took)
		}
	}
	if got := cache.Heap(0); got != 0 {
		t.Errorf("nothing takes %d bytes", got)
	}
}

// TestEntriesThemselvesAreCounted: what stands for keys and values of a full
// cache is what their share of the bytes says.
func TestEntriesThemselvesAreCounted(t *testing.T) {
	before := heapAlloc()
	c := newCache(t, 4<<20)
	fill(c, 0, 0, 100)
	took, s := heapAlloc()-before, c.Stats()
	t.Logf("%d entries, counted as %d KiB, %d KiB of heap", s.Entries, s.Bytes>>10, took>>10)
	if took > s.Bytes*5/4 || s.Bytes > took*5/4 {
		t.Errorf("counted as %d KiB, %d KiB of heap", s.Bytes>>10, took>>10)
	}
	runtime.KeepAlive(c)
}

// TestManySmallEntriesLeaveNothingBehind: a map has the size that it once had, so
// a cache that had many small entries gets another.
func TestManySmallEntriesLeaveNothingBehind(t *testing.T) {
	for name, empty := range map[string]func(c *cache.Cache[int, value], next int){
		"large ones take their place": func(c *cache.Cache[int, value], next int) { fill(c, next, 20<<10, 60_000) },
		"they are dropped":            func(c *cache.Cache[int, value], _ int) { c.Clear() },
	} {
		t.Run(name, func(t *testing.T) {
			before := heapAlloc()
			c := newCache(t, 8<<20)
			next := fill(c, 0, 0, 100)
			full := heapAlloc() - before
			empty(c, next)
			if left := heapAlloc() - before; left > full/16 {
				t.Errorf("%d KiB are left of %d, for %d entries", left>>10, full>>10, c.Stats().Entries)
			}
			runtime.KeepAlive(c)
		})
	}
}

// TestSmallerMapKeepsItsEntries: those that stay are there, and the least recently
// used goes first.
func TestSmallerMapKeepsItsEntries(t *testing.T) {
	c, err := cache.New(cache.Config[int, value]{Bytes: 8 << 20, Shards: 1, Cost: func(_ int, v value) (int64, bool) { return v.bytes, v.absent }})
	if err != nil {
		t.Fatal(err)
	}
	next := fill(c, 0, 0, 1)
	c.DropKeys(func(k int) bool { return k < next-10 })
	for k := next - 10; k < next; k++ {
		if _, ok := c.Get(k); !ok {
			t.Fatalf("entry %d is gone", k)
		}
	}
	c.Get(next - 10)
	var order []int
	for k := range c.All() {
		order = append(order, next-k)
	}
	// The one that was used goes last.
	if want := []int{9, 8, 7, 6, 5, 4, 3, 2, 1, 10}; !slices.Equal(order, want) {
		t.Errorf("the order is %v, want %v", order, want)
	}
}
