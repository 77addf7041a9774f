package cache

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Between loads of a key that fail: RFC 9520 section 3.2.
const (
	firstPause  = time.Second
	longPause   = 30 * time.Second
	maxFailures = 4096 // keys; the least recently asked go
)

// Failures remembers the keys whose loads failed, so that asking for one costs
// no load until its pause is over: 1, 2, 4 to 30 s. It is safe for concurrent
// use.
type Failures[K comparable] struct {
	mu  sync.Mutex
	lru *simplelru.LRU[K, failure]
}

type failure struct {
	err   error
	until time.Time
	pause time.Duration
}

// NewFailures remembers none.
func NewFailures[K comparable]() *Failures[K] {
	lru, _ := simplelru.NewLRU[K, failure](maxFailures, nil) // fails for no size only
	return &Failures[K]{lru: lru}
}

// Recent is the error of a load that failed a moment ago, nil if it may be
// tried now.
func (f *Failures[K]) Recent(key K, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one, ok := f.lru.Get(key); ok && now.Before(one.until) {
		return one.err
	}
	return nil
}

// Note takes in how a load ended.
func (f *Failures[K]) Note(key K, err error, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.lru.Remove(key)
		return
	}
	pause := firstPause
	if one, ok := f.lru.Peek(key); ok {
		pause = min(2*one.pause, longPause)
	}
	f.lru.Add(key, failure{err, now.Add(pause), pause})
}

// Forget lets a key be loaded at once.
func (f *Failures[K]) Forget(key K) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lru.Remove(key)
}

// ForgetIf lets the keys that gone reports be loaded at once.
func (f *Failures[K]) ForgetIf(gone func(K) bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, key := range f.lru.Keys() {
		if gone(key) {
			f.lru.Remove(key)
		}
	}
}

// Clear forgets all.
func (f *Failures[K]) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lru.Purge()
}
