package cache

import (
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Between loads of a key that fail: RFC 9520 section 3.2.
const (
	firstPause  = time.Second
	longPause   = 30 * time.Second
	maxFailures = 4096 // keys; the least recently asked go
	maxReason   = 200  // bytes of an error's text: what endpoints and servers say may be long
)

// Failures remembers the keys whose loads failed, so that asking for one costs
// no load until its pause is over: 1, 2, 4 to 30 s. It is safe for concurrent
// use.
type Failures[K comparable] struct {
	causes func(error) []error
	mu     sync.Mutex
	lru    *simplelru.LRU[K, failure]
}

type failure struct {
	err   error
	until time.Time
	pause time.Duration
}

// NewFailures remembers none. Of an error it keeps the beginning of the text, and
// the errors that causes returns for it, which errors.Is and errors.As find in what
// is remembered; a nil causes stands for none. So what a failure takes is bounded,
// whatever the error refers to.
func NewFailures[K comparable](causes func(error) []error) *Failures[K] {
	lru, _ := simplelru.NewLRU[K, failure](maxFailures, nil) // fails for no size only
	return &Failures[K]{causes: causes, lru: lru}
}

// reason is what is kept of an error.
type reason struct {
	text   string
	causes []error
}

func (r *reason) Error() string   { return r.text }
func (r *reason) Unwrap() []error { return r.causes }

func (f *Failures[K]) reason(err error) *reason {
	r := &reason{text: err.Error()}
	if len(r.text) > maxReason {
		r.text = strings.Clone(r.text[:maxReason]) + "..."
	}
	if f.causes != nil {
		r.causes = f.causes(err)
	}
	return r
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
	f.lru.Add(key, failure{f.reason(err), now.Add(pause), pause})
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
