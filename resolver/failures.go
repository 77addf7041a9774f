package resolver

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Between tries of what fails: RFC 9520 section 3.2.
const (
	firstPause  = time.Second
	longPause   = 30 * time.Second
	maxFailures = 4096 // keys; the least recently asked go
)

// failures remembers what failed, so that a question about it costs nothing
// until its pause is over.
type failures[K comparable] struct {
	mu  sync.Mutex
	lru *simplelru.LRU[K, failure]
}

type failure struct {
	err   error
	until time.Time
	pause time.Duration
}

func newFailures[K comparable]() *failures[K] {
	lru, _ := simplelru.NewLRU[K, failure](maxFailures, nil) // fails for no size only
	return &failures[K]{lru: lru}
}

// recent is the error of what failed a moment ago, nil if it may be tried now.
func (f *failures[K]) recent(key K, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one, ok := f.lru.Get(key); ok && now.Before(one.until) {
		return one.err
	}
	return nil
}

// note takes in how it ended.
func (f *failures[K]) note(key K, err error, now time.Time) {
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

func (f *failures[K]) forget(key K) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lru.Remove(key)
}

func (f *failures[K]) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lru.Purge()
}
