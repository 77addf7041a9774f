package cache_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"chainzone/cache"
)

type value struct {
	bytes  int64
	absent bool
}

func newCache(t *testing.T, bytes int64) *cache.Cache[int, value] {
	t.Helper()
	c, err := cache.New(cache.Config[int, value]{Bytes: bytes, Cost: func(_ int, v value) (int64, bool) { return v.bytes, v.absent }})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func put(t *testing.T, c *cache.Cache[int, value], key int, v value) {
	t.Helper()
	if _, err := c.Load(t.Context(), key, func(context.Context) (value, error) { return v, nil }); err != nil {
		t.Fatal(err)
	}
}

func TestFloodOfAbsentKeepsPresent(t *testing.T) {
	c := newCache(t, 1<<20)
	for k := range 100 {
		put(t, c, k, value{bytes: 100})
	}
	for k := range 20000 {
		put(t, c, 1000+k, value{bytes: 10, absent: true})
	}
	for k := range 100 {
		if _, ok := c.Get(k); !ok {
			t.Fatalf("present key %d was evicted by absent ones", k)
		}
	}
	if s := c.Stats(); s.Bytes > 1<<20 || s.Evictions == 0 {
		t.Fatalf("bound of %d bytes: %+v", 1<<20, s)
	}
}

func TestConcurrentLoadsShareOne(t *testing.T) {
	c := newCache(t, 1<<20)
	gate := make(chan struct{})
	var mu sync.Mutex
	loads := 0
	load := func(ctx context.Context) (value, error) {
		mu.Lock()
		loads++
		mu.Unlock()
		<-gate
		return value{bytes: 7}, ctx.Err()
	}
	// The first caller gives up; the load goes on for the others.
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Load(ctx, 1, load); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled caller: %v", err)
	}
	var started, done sync.WaitGroup
	for range 10000 {
		started.Add(1)
		done.Go(func() {
			started.Done()
			if v, err := c.Load(t.Context(), 1, load); err != nil || v.bytes != 7 {
				t.Errorf("Load = %v, %v", v, err)
			}
		})
	}
	started.Wait()
	// A caller that comes after the gate opens could start a second load, so
	// each reads the cache's flight first: none has ended yet.
	for _, ok := c.Get(1); ok; {
		t.Fatal("stored before the load ended")
	}
	close(gate)
	done.Wait()
	if s := c.Stats(); int(s.Loads) != loads {
		t.Fatalf("counted %d loads, saw %d", s.Loads, loads)
	}
}

func TestDropDuringFlightIsNotStored(t *testing.T) {
	for name, drop := range map[string]func(*cache.Cache[int, value]){
		"Drop":   func(c *cache.Cache[int, value]) { c.Drop(1) },
		"DropIf": func(c *cache.Cache[int, value]) { c.DropIf(func(int, value) bool { return false }) },
		"Clear":  func(c *cache.Cache[int, value]) { c.Clear() },
	} {
		t.Run(name, func(t *testing.T) {
			c := newCache(t, 1<<20)
			v, err := c.Load(t.Context(), 1, func(context.Context) (value, error) {
				drop(c)
				return value{bytes: 9}, nil
			})
			if err != nil || v.bytes != 9 {
				t.Fatalf("Load = %v, %v", v, err)
			}
			if _, ok := c.Get(1); ok {
				t.Fatal("a load dropped in flight was stored")
			}
		})
	}
}
