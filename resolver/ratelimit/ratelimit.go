// Package ratelimit bounds how many replies a client's network gets a second, so
// that who forges its address cannot use the server to flood it.
package ratelimit

import (
	"errors"
	"fmt"
	"hash/maphash"
	"net/netip"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"
)

// Networks are counted by these prefixes.
const (
	bits4 = 24
	bits6 = 56
)

const (
	shards      = 16
	maxNetworks = 1 << 16 // counted at a time; the least recently seen go
)

// MaxBytes is the heap that a Limiter takes at most.
const MaxBytes = 24 << 20

// Verdict is what to do with a query.
type Verdict uint8

// The verdicts.
const (
	Pass Verdict = iota
	Slip         // answer with TC alone: a real client comes back over TCP
	Drop         // do not answer
)

// DefaultSlip is every second query above the limit.
const DefaultSlip = 2

// Config is what a Limiter is made of.
type Config struct {
	PerSecond float64        // replies to one network; 0: no limit
	Burst     int            // replies at once; 0: PerSecond
	Slip      int            // of the queries above the limit, each Slip-th gets TC; 0: DefaultSlip, 1: all
	Exempt    []netip.Prefix // networks that are not counted
}

// Limiter is safe for concurrent use.
type Limiter struct {
	config Config
	seed   maphash.Seed
	shards [shards]shard
}

type shard struct {
	mu  sync.Mutex
	lru *simplelru.LRU[netip.Prefix, *network]
}

type network struct {
	bucket *rate.Limiter
	above  int // queries above the limit
}

// New makes a limiter.
func New(c Config) (*Limiter, error) {
	if c.PerSecond < 0 || c.Burst < 0 || c.Slip < 0 {
		return nil, errors.New("ratelimit: a negative limit: 0 is none")
	}
	if c.Burst == 0 {
		c.Burst = max(1, int(c.PerSecond))
	}
	if c.Slip == 0 {
		c.Slip = DefaultSlip
	}
	l := &Limiter{config: c, seed: maphash.MakeSeed()}
	for i := range l.shards {
		lru, err := simplelru.NewLRU[netip.Prefix, *network](maxNetworks/shards, nil)
		if err != nil {
			return nil, fmt.Errorf("ratelimit: %w", err)
		}
		l.shards[i].lru = lru
	}
	return l, nil
}

// Take counts one query from a client at a time that never goes back.
func (l *Limiter) Take(client netip.Addr, now time.Time) Verdict {
	client = client.Unmap().WithZone("")
	if l.config.PerSecond == 0 {
		return Pass
	}
	for _, p := range l.config.Exempt {
		if p.Contains(client) {
			return Pass
		}
	}
	bits := bits4
	if client.Is6() {
		bits = bits6
	}
	prefix, err := client.Prefix(bits)
	if err != nil {
		return Pass // no address: a caller in this process
	}
	s := &l.shards[maphash.Comparable(l.seed, prefix)%shards]
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.lru.Get(prefix)
	if !ok {
		n = &network{bucket: rate.NewLimiter(rate.Limit(l.config.PerSecond), l.config.Burst)}
		s.lru.Add(prefix, n)
	}
	if n.bucket.AllowN(now, 1) {
		return Pass
	}
	if n.above++; n.above%l.config.Slip == 0 {
		return Slip
	}
	return Drop
}
