package cache_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

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
	if _, err := c.Load(t.Context(), key, nil, func(context.Context) (value, error) { return v, nil }); err != nil {
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
	synctest.Test(t, func(t *testing.T) {
		c := newCache(t, 1<<20)
		loads := 0
		load := func(ctx context.Context) (value, error) {
			loads++
			time.Sleep(time.Second)
			return value{bytes: 7}, ctx.Err()
		}
		// The first caller gives up; the load goes on for the others.
		first, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := c.Load(first, 1, nil, load); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("a caller that gave up: %v", err)
		}
		var wait sync.WaitGroup
		for range 10_000 {
			wait.Go(func() {
				if v, err := c.Load(t.Context(), 1, nil, load); err != nil || v.bytes != 7 {
					t.Errorf("Load = %v, %v", v, err)
				}
			})
		}
		wait.Wait()
		if s := c.Stats(); loads != 1 || s.Loads != 1 {
			t.Errorf("%d loads, counted %d", loads, s.Loads)
		}
	})
}

// TestLoadGood: what is stored spares a load if it is good.
func TestLoadGood(t *testing.T) {
	c := newCache(t, 1<<20)
	put(t, c, 1, value{bytes: 7})
	for _, good := range []bool{true, false} {
		loads := 0
		v, err := c.Load(t.Context(), 1, func(v value) bool { return good && v.bytes == 7 }, func(context.Context) (value, error) {
			loads++
			return value{bytes: 8}, nil
		})
		if want := map[bool]int{true: 7, false: 8}[good]; err != nil || int(v.bytes) != want || loads != want-7 {
			t.Errorf("good %v: %v, %v, %d loads", good, v, err, loads)
		}
	}
}

// TestPanics: what a load or a cost does wrong is its callers' error, and the
// key can be loaded again.
func TestPanics(t *testing.T) {
	c, err := cache.New(cache.Config[int, value]{Bytes: 1 << 20, Cost: func(k int, v value) (int64, bool) {
		if v.bytes < 0 {
			panic("negative")
		}
		return v.bytes, v.absent
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, load := range []func(context.Context) (value, error){
		func(context.Context) (value, error) { panic("load") },
		func(context.Context) (value, error) { return value{bytes: -1}, nil },
	} {
		if _, err := c.Load(t.Context(), 1, nil, load); err == nil {
			t.Error("no error")
		}
	}
	put(t, c, 1, value{bytes: 1})
	if _, ok := c.Get(1); !ok {
		t.Error("the key cannot be loaded again")
	}
}

func TestDropDuringFlightIsNotStored(t *testing.T) {
	for name, drop := range map[string]func(*cache.Cache[int, value]){
		"Drop":     func(c *cache.Cache[int, value]) { c.Drop(1) },
		"DropIf":   func(c *cache.Cache[int, value]) { c.DropIf(func(int, value) bool { return false }) },
		"DropKeys": func(c *cache.Cache[int, value]) { c.DropKeys(func(key int) bool { return key == 1 }) },
		"Clear":    func(c *cache.Cache[int, value]) { c.Clear() },
	} {
		t.Run(name, func(t *testing.T) {
			c := newCache(t, 1<<20)
			v, err := c.Load(t.Context(), 1, nil, func(context.Context) (value, error) {
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

// TestDropKeys: the others stay, stored or in flight.
func TestDropKeys(t *testing.T) {
	c := newCache(t, 1<<20)
	load := func(key int, during func()) {
		_, err := c.Load(t.Context(), key, nil, func(context.Context) (value, error) {
			during()
			return value{bytes: 9}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	load(1, func() {})
	load(2, func() {})
	load(3, func() { c.DropKeys(func(key int) bool { return key == 1 }) })
	for key, want := range map[int]bool{1: false, 2: true, 3: true} {
		if _, ok := c.Get(key); ok != want {
			t.Errorf("%d is there: %v", key, ok)
		}
	}
}
