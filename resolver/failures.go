package resolver

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"chainzone/names"
)

// Between reads of a name that fail: RFC 9520 section 3.2.
const (
	firstPause  = time.Second
	longPause   = 30 * time.Second
	maxFailures = 4096 // names; the least recently asked go
)

// failures remembers the names whose reads failed, so that a question about
// one costs no read until its pause is over.
type failures struct {
	mu  sync.Mutex
	lru *simplelru.LRU[names.Node, failure]
}

type failure struct {
	err   error
	until time.Time
	pause time.Duration
}

func newFailures() *failures {
	lru, _ := simplelru.NewLRU[names.Node, failure](maxFailures, nil) // fails for no size only
	return &failures{lru: lru}
}

// recent is the error of a read that failed a moment ago, nil if it may be
// tried now.
func (f *failures) recent(node names.Node, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one, ok := f.lru.Get(node); ok && now.Before(one.until) {
		return one.err
	}
	return nil
}

// note takes in how a read ended.
func (f *failures) note(node names.Node, err error, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.lru.Remove(node)
		return
	}
	pause := firstPause
	if one, ok := f.lru.Peek(node); ok {
		pause = min(2*one.pause, longPause)
	}
	f.lru.Add(node, failure{err, now.Add(pause), pause})
}

func (f *failures) forget(node names.Node) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lru.Remove(node)
}

func (f *failures) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lru.Purge()
}
