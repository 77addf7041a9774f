// Package cache keeps what was read, bounded by bytes. Present and absent
// entries live in separate LRUs, so that a flood of absent keys cannot evict
// present ones, and concurrent misses for one key share one load.
package cache

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"math"
	"runtime/debug"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// ErrPanic is what a load, or a cost, that panicked is an error of; with the
// stack.
var ErrPanic = errors.New("the load panicked")

// TooLarge is the cost of a value that is not to be kept.
const TooLarge = math.MaxInt64 / 2

// Config says how a cache is bounded.
type Config[K comparable, V any] struct {
	// Bytes bounds the sum of the costs of all entries. It must be positive.
	Bytes int64
	// AbsentShare is the part of Bytes for absent entries, 0 < share < 1;
	// 0 means a quarter.
	AbsentShare float64
	// Shards is rounded up to a power of two; 0 means 16.
	Shards int
	// LoadTimeout bounds one load; 0 means 5 s.
	LoadTimeout time.Duration
	// Cost is the heap that a key and a value refer to, in bytes, and whether
	// the value says "absent". The cache adds what it needs for the key and the
	// value themselves. A value of TooLarge is not kept.
	Cost func(K, V) (bytes int64, absent bool)
}

// Stats counts since the cache was made; Entries and Bytes are current.
type Stats struct {
	Hits, Misses, Loads, Evictions uint64
	Entries                        int
	Bytes                          int64
}

// Cache is safe for concurrent use.
type Cache[K comparable, V any] struct {
	config   Config[K, V]
	seed     maphash.Seed
	overhead int64 // of an entry, beside what its cost says
	shards   []shard[K, V]
}

type entry[V any] struct {
	value V
	bytes int64
}

type side[K comparable, V any] struct {
	lru         *simplelru.LRU[K, entry[V]]
	bytes, most int64
	entries     int // the most that lru has had: its map never shrinks
}

type shard[K comparable, V any] struct {
	mu      sync.Mutex
	present side[K, V]
	absent  side[K, V]
	flights map[K]*flight[V]
	stats   Stats
}

type flight[V any] struct {
	done    chan struct{}
	value   V
	err     error
	dropped bool // guarded by the shard's mutex
}

// New makes an empty cache.
func New[K comparable, V any](c Config[K, V]) (*Cache[K, V], error) {
	if c.Bytes <= 0 || c.Cost == nil {
		return nil, errors.New("cache: a positive size and a cost function are needed")
	}
	if c.AbsentShare <= 0 || c.AbsentShare >= 1 {
		c.AbsentShare = 0.25
	}
	if c.LoadTimeout <= 0 {
		c.LoadTimeout = 5 * time.Second
	}
	n := 1
	for n < c.Shards || (c.Shards <= 0 && n < 16) {
		n *= 2
	}
	out := &Cache[K, V]{config: c, seed: maphash.MakeSeed(), overhead: overhead[K, entry[V]](), shards: make([]shard[K, V], n)}
	each := c.Bytes / int64(n)
	absent := int64(float64(each) * c.AbsentShare)
	for i := range out.shards {
		s := &out.shards[i]
		s.flights = make(map[K]*flight[V])
		for _, p := range []struct {
			side *side[K, V]
			most int64
		}{{&s.present, each - absent}, {&s.absent, absent}} {
			p.side.lru, p.side.most = newLRU[K, entry[V]](), p.most
		}
	}
	return out, nil
}

func (c *Cache[K, V]) shard(key K) *shard[K, V] {
	return &c.shards[maphash.Comparable(c.seed, key)&uint64(len(c.shards)-1)]
}

// Get returns what is stored for key and marks it as used.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	s := c.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.get(key)
	if ok {
		s.stats.Hits++
	} else {
		s.stats.Misses++
	}
	return v, ok
}

func (s *shard[K, V]) get(key K) (V, bool) {
	if e, ok := s.present.lru.Get(key); ok {
		return e.value, true
	}
	e, ok := s.absent.lru.Get(key)
	return e.value, ok
}

// Add stores a value for key unless there is one, or one is being loaded.
func (c *Cache[K, V]) Add(key K, value V) {
	bytes, absent := c.config.Cost(key, value)
	s := c.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, has := s.get(key); !has && s.flights[key] == nil {
		s.store(key, entry[V]{value, bytes + c.overhead}, absent)
	}
}

// Load reads key through load and stores the result unless load fails or the
// key is dropped meanwhile. Concurrent calls for one key share one load, and
// who comes as it ends gets what it stored, if that is good; a nil good stands
// for never. The load has its own deadline and outlives a caller whose ctx
// ends; that caller gets ctx's error. A load, or a cost, that panics is an
// error.
func (c *Cache[K, V]) Load(ctx context.Context, key K, good func(V) bool, load func(context.Context) (V, error)) (V, error) {
	s := c.shard(key)
	s.mu.Lock()
	f := s.flights[key]
	if f == nil {
		if v, ok := s.get(key); ok && good != nil && good(v) {
			s.mu.Unlock()
			return v, nil
		}
		f = &flight[V]{done: make(chan struct{})}
		s.flights[key] = f
		s.stats.Loads++
		go c.run(context.WithoutCancel(ctx), s, key, f, load)
	}
	s.mu.Unlock()
	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
}

func (c *Cache[K, V]) run(ctx context.Context, s *shard[K, V], key K, f *flight[V], load func(context.Context) (V, error)) {
	ctx, cancel := context.WithTimeout(ctx, c.config.LoadTimeout)
	defer cancel()
	defer close(f.done)
	var bytes int64
	var absent bool
	func() {
		defer func() {
			if p := recover(); p != nil {
				f.err = fmt.Errorf("cache: %w: %v\n%s", ErrPanic, p, debug.Stack())
			}
		}()
		if f.value, f.err = load(ctx); f.err == nil {
			bytes, absent = c.config.Cost(key, f.value)
		}
	}()
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.err == nil && !f.dropped {
		s.store(key, entry[V]{f.value, bytes + c.overhead}, absent)
	}
	// A dropped flight has left the table, and another may have its place.
	if s.flights[key] == f {
		delete(s.flights, key)
	}
}

func (s *shard[K, V]) store(key K, e entry[V], absent bool) {
	s.present.remove(key)
	s.absent.remove(key)
	to := &s.present
	if absent {
		to = &s.absent
	}
	if e.bytes > to.most {
		return
	}
	for to.bytes+e.bytes > to.most {
		_, old, ok := to.lru.RemoveOldest()
		if !ok {
			break
		}
		to.bytes -= old.bytes
		s.stats.Evictions++
	}
	to.lru.Add(key, e)
	to.bytes += e.bytes
	to.shrink()
}

func (d *side[K, V]) remove(key K) {
	if e, ok := d.lru.Peek(key); ok {
		d.bytes -= e.bytes
		d.lru.Remove(key)
	}
}

// shrink replaces a map of which three quarters are empty, since Go's maps keep
// their size: entries that were many and small leave no map behind that stands
// beside few and large ones.
func (d *side[K, V]) shrink() {
	d.entries = max(d.entries, d.lru.Len())
	if d.entries < smallMap || d.lru.Len() > d.entries/4 {
		return
	}
	keys, values := d.lru.Keys(), d.lru.Values()
	d.lru, d.entries = newLRU[K, entry[V]](), len(keys)
	for i, key := range keys {
		d.lru.Add(key, values[i])
	}
}

// Drop forgets key. A load of it in flight still answers its callers but is
// not stored, and the next Load starts a new one.
func (c *Cache[K, V]) Drop(key K) {
	s := c.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.present.remove(key)
	s.absent.remove(key)
	s.abandon(key)
}

func (s *shard[K, V]) abandon(key K) {
	if f := s.flights[key]; f != nil {
		f.dropped = true
		delete(s.flights, key)
	}
}

// DropIf forgets every stored entry that gone reports, and does not store any
// load now in flight. gone must not call the cache.
func (c *Cache[K, V]) DropIf(gone func(K, V) bool) {
	c.drop(gone, func(K) bool { return true })
}

// DropKeys forgets every entry whose key gone reports, loads in flight included.
// gone must not call the cache.
func (c *Cache[K, V]) DropKeys(gone func(K) bool) {
	c.drop(func(key K, _ V) bool { return gone(key) }, gone)
}

func (c *Cache[K, V]) drop(stored func(K, V) bool, inFlight func(K) bool) {
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		for _, d := range []*side[K, V]{&s.present, &s.absent} {
			for _, key := range d.lru.Keys() {
				if e, ok := d.lru.Peek(key); ok && stored(key, e.value) {
					d.remove(key)
				}
			}
			d.shrink()
		}
		for key := range s.flights {
			if inFlight(key) {
				s.abandon(key)
			}
		}
		s.mu.Unlock()
	}
}

// Clear forgets everything, loads in flight included.
func (c *Cache[K, V]) Clear() { c.DropIf(func(K, V) bool { return true }) }

// All is what is stored, of each shard the least recently used first. It may be
// changed meanwhile.
func (c *Cache[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i := range c.shards {
			for _, d := range []*side[K, V]{&c.shards[i].present, &c.shards[i].absent} {
				keys, values := c.shards[i].list(d)
				for j, key := range keys {
					if !yield(key, values[j].value) {
						return
					}
				}
			}
		}
	}
}

func (s *shard[K, V]) list(d *side[K, V]) ([]K, []entry[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return d.lru.Keys(), d.lru.Values()
}

// Stats sums the shards.
func (c *Cache[K, V]) Stats() Stats {
	var out Stats
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		out.Hits += s.stats.Hits
		out.Misses += s.stats.Misses
		out.Loads += s.stats.Loads
		out.Evictions += s.stats.Evictions
		out.Entries += s.present.lru.Len() + s.absent.lru.Len()
		out.Bytes += s.present.bytes + s.absent.bytes
		s.mu.Unlock()
	}
	return out
}
