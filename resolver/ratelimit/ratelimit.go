// Package ratelimit bounds how many replies a client's network gets a second, so
// that who forges its address cannot use the server to flood it.
package ratelimit

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"net/netip"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

const (
	shards      = 16
	maxNetworks = 1 << 16 // counted at a time; the least recently seen go
)

// MaxBytes is the heap that a Limiter takes at most.
const MaxBytes = 10 << 20

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
	made   time.Time
	seed   maphash.Seed
	shards [shards]shard
}

type shard struct {
	mu  sync.Mutex
	lru *simplelru.LRU[network, bucket]
}

// network is what is counted as one client: the first 24 bits of an IPv4 address,
// followed by a byte of ones, or the first 56 of an IPv6 address, followed by a byte
// of zeros.
type network uint64

// bucket has one token for each reply that a network may get now.
type bucket struct {
	tokens float64
	at     int64 // when it had them, nanoseconds since the Limiter was made
	above  int32 // queries above the limit
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
	l := &Limiter{config: c, made: time.Now(), seed: maphash.MakeSeed()}
	for i := range l.shards {
		lru, err := simplelru.NewLRU[network, bucket](maxNetworks/shards, nil)
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
	key, ok := networkOf(client)
	if !ok {
		return Pass // no address: a caller in this process
	}
	s := &l.shards[maphash.Comparable(l.seed, key)%shards]
	s.mu.Lock()
	defer s.mu.Unlock()
	at := int64(now.Sub(l.made))
	b, ok := s.lru.Get(key)
	if !ok {
		b = bucket{tokens: float64(l.config.Burst), at: at}
	}
	if at > b.at {
		b.tokens = min(float64(l.config.Burst), b.tokens+l.config.PerSecond*time.Duration(at-b.at).Seconds())
		b.at = at
	}
	verdict := Pass
	if b.tokens >= 1 {
		b.tokens--
	} else {
		verdict = Drop
		if b.above++; int(b.above) >= l.config.Slip {
			b.above, verdict = 0, Slip
		}
	}
	s.lru.Add(key, b)
	return verdict
}

func networkOf(client netip.Addr) (network, bool) {
	switch {
	case client.Is4():
		a := client.As4()
		a[3] = 0xff
		return network(binary.BigEndian.Uint32(a[:])), true
	case client.Is6():
		a := client.As16()
		return network(binary.BigEndian.Uint64(a[:8]) &^ 0xff), true
	}
	return 0, false
}
