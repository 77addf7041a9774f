// Package messages keeps what standard DNS answered: records, their absence
// (RFC 2308) and failures (RFC 9520), and gives old answers where there are no
// new ones (RFC 8767).
package messages

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/miekg/dns"

	"chainzone/cache"
	"chainzone/zone"
)

const (
	negativeMost = 5 * time.Minute         // an absence is kept no longer
	loadWait     = 1800 * time.Millisecond // for a new answer where there is an old one: RFC 8767 section 5
	staleFor     = 24 * time.Hour
	staleTTL     = 30 // of records given when they are old, seconds
	busy         = 3  // questions in its time make an entry worth asking for again before it ends
)

// Key is what an answer depends on.
type Key struct {
	Group uint64 // the forwarded zone, as numbered by the caller
	Name  zone.Name
	Type  uint16
	DO    bool // RFC 3225: with signatures
	CD    bool // RFC 4035 section 3.2.2: not validated
}

// Message is what of a reply is kept. It must not be changed once it was given
// to the cache.
type Message struct {
	Rcode      int // NOERROR, NXDOMAIN or YXDOMAIN
	Answer, Ns []dns.RR
	Validated  bool     // AD, from an upstream that is trusted with it
	Reasons    []Reason // that the upstream gave
}

// Reason is an Extended DNS Error: RFC 8914.
type Reason struct {
	Code uint16
	Text string
}

// ErrSpent is that an answer could not be asked for since its asker had spent its
// budget on other names: that says nothing of the name, and is not remembered.
var ErrSpent = errors.New("the asker's budget was spent before")

// Source says where an answer comes from.
type Source string

// The sources.
const (
	Kept     Source = "cache"
	Upstream Source = "upstream"
	Stale    Source = "stale"
)

// For how long an answer is kept, whatever its own TTL.
const (
	DefaultMinTTL = 5 * time.Second
	DefaultMaxTTL = time.Hour
)

// Config is what a Cache is made of.
type Config struct {
	Bytes          int64         // must be positive
	MinTTL, MaxTTL time.Duration // of what is kept; 0: the defaults

	// Causes returns the errors that are looked for in one of ask's that is
	// remembered; nil: none.
	Causes func(error) []error
}

// Cache is safe for concurrent use.
type Cache struct {
	config   Config
	messages *cache.Cache[Key, *entry]
	failed   *cache.Failures[Key]
}

// entry is an answer, kept packed if it is short enough.
type entry struct {
	packed
	loose *Message      // an answer that is not kept, nil for one that is
	at    time.Time     // when it came
	life  time.Duration // 0: it is not to be given to a later question
	hits  atomic.Int32
}

func newEntry(key Key, m Message, life time.Duration) *entry {
	e := &entry{at: time.Now(), life: life}
	ok := life > 0
	if ok {
		e.packed, ok = pack(key, m)
	}
	if !ok {
		e.packed, e.loose = packed{}, &m
	}
	return e
}

// New makes an empty cache.
func New(c Config) (*Cache, error) {
	if c.MinTTL <= 0 {
		c.MinTTL = DefaultMinTTL
	}
	if c.MaxTTL <= 0 {
		c.MaxTTL = DefaultMaxTTL
	}
	if c.MinTTL > c.MaxTTL {
		return nil, fmt.Errorf("messages: the least TTL %v is above the most, %v", c.MinTTL, c.MaxTTL)
	}
	kept, err := cache.New(cache.Config[Key, *entry]{Bytes: c.Bytes, Cost: cost})
	if err != nil {
		return nil, fmt.Errorf("messages: %w", err)
	}
	return &Cache{config: c, messages: kept, failed: cache.NewFailures[Key](c.Causes)}, nil
}

// cost is the heap that an entry and its key refer to; absences have a share of their own.
func cost(key Key, e *entry) (bytes int64, absent bool) {
	if e.loose != nil {
		return cache.TooLarge, false
	}
	bytes = cache.Heap(int(unsafe.Sizeof(*e))) + int64(cap(e.wire)) + cache.Heap(len(key.Name.Wire()))
	return bytes, e.answer == 0
}

// Get returns the answer for key: one that is kept, or that of ask, which many
// that want the same share. The records' TTLs are what is left of them; the
// records are the caller's own. An old answer is given where ask fails, has
// failed a moment ago, or takes longer than 1.8 s; without one the error is
// ask's. ask has its own deadline and outlives a caller whose ctx ends. waits is
// called before ask is waited for.
func (c *Cache) Get(ctx context.Context, key Key, waits func(), ask func(context.Context) (Message, error)) (Message, Source, error) {
	now := time.Now()
	old, known := c.messages.Get(key)
	load := func(ctx context.Context) (*entry, error) {
		m, err := ask(ctx)
		if !errors.Is(err, context.Canceled) && !errors.Is(err, ErrSpent) {
			c.failed.Note(key, err, time.Now())
		}
		if err != nil {
			return nil, err
		}
		return newEntry(key, m, c.life(m)), nil
	}
	if known && now.Sub(old.at) < old.life {
		hits := old.hits.Add(1)
		if left := old.life - now.Sub(old.at); left < old.life/10 && hits >= busy && c.failed.Recent(key, now) == nil {
			c.refresh(key, load)
		}
		return old.given(now, c.config.MaxTTL), Kept, nil
	}
	known = known && old.life > 0 && now.Sub(old.at) < old.life+staleFor
	err := c.failed.Recent(key, now)
	if err == nil {
		waits()
		wait, cancel := ctx, context.CancelFunc(func() {})
		if known {
			wait, cancel = context.WithTimeout(ctx, loadWait)
		}
		defer cancel()
		var fresh *entry
		good := func(e *entry) bool { return now.Sub(e.at) < e.life }
		if fresh, err = c.messages.Load(wait, key, good, load); err == nil {
			return fresh.given(now, c.config.MaxTTL), Upstream, nil
		}
	}
	if known {
		return old.stale(), Stale, nil
	}
	return Message{}, "", err
}

// refresh asks without anybody waiting.
func (c *Cache) refresh(key Key, load func(context.Context) (*entry, error)) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _ = c.messages.Load(ctx, key, nil, load) // ctx is the wait's, not the load's
}

// life is for how long an answer is kept.
func (c *Cache) life(m Message) time.Duration {
	if len(m.Answer) == 0 || m.Rcode != dns.RcodeSuccess {
		for _, rr := range m.Ns {
			if soa, ok := rr.(*dns.SOA); ok { // RFC 2308 section 5
				ttl := time.Duration(min(soa.Hdr.Ttl, soa.Minttl)) * time.Second
				return min(max(ttl, c.config.MinTTL), negativeMost)
			}
		}
		if len(m.Answer) == 0 {
			return 0 // RFC 2308 section 5: not without a SOA
		}
	}
	least := c.config.MaxTTL
	for _, rr := range m.Answer {
		least = min(least, time.Duration(rr.Header().Ttl)*time.Second)
	}
	return max(least, c.config.MinTTL)
}

// given is the message with what is left of its TTLs.
func (e *entry) given(now time.Time, most time.Duration) Message {
	age, limit := uint32(max(0, now.Sub(e.at))/time.Second), uint32(most/time.Second)
	return e.with(func(ttl uint32) uint32 {
		ttl = min(ttl, limit)
		return ttl - min(ttl, age)
	})
}

// stale is the message as an old answer.
func (e *entry) stale() Message { return e.with(func(uint32) uint32 { return staleTTL }) }

func (e *entry) with(ttl func(uint32) uint32) Message {
	if e.loose == nil {
		m, _ := e.unpack(ttl) // which was tried before it was kept
		return m
	}
	m := *e.loose
	list := func(rrs []dns.RR) []dns.RR {
		out := make([]dns.RR, len(rrs))
		for i, rr := range rrs {
			out[i] = dns.Copy(rr)
			out[i].Header().Ttl = ttl(rr.Header().Ttl)
		}
		return out
	}
	m.Answer, m.Ns = list(m.Answer), list(m.Ns)
	return m
}

// Entry is an answer that is kept.
type Entry struct {
	Key
	Message
	Age  time.Duration
	Left time.Duration // until it is old; below 0 it is
}

// Of are the answers that are kept for a name.
func (c *Cache) Of(name zone.Name) (list []Entry) {
	now := time.Now()
	for key, e := range c.messages.All() {
		if key.Name == name {
			list = append(list, Entry{key, e.given(now, c.config.MaxTTL), now.Sub(e.at), e.life - now.Sub(e.at)})
		}
	}
	return list
}

// Drop forgets every answer for a name, and that there was none.
func (c *Cache) Drop(name zone.Name) {
	c.messages.DropKeys(func(k Key) bool { return k.Name == name })
	c.failed.ForgetIf(func(k Key) bool { return k.Name == name })
}

// DropGroup forgets every answer of a forwarded zone.
func (c *Cache) DropGroup(group uint64) {
	c.messages.DropKeys(func(k Key) bool { return k.Group == group })
}

// Stats counts what the cache did.
func (c *Cache) Stats() cache.Stats { return c.messages.Stats() }
