package resolver

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"chainzone/cache"
	"chainzone/names"
	"chainzone/zone"
)

const (
	readWait = 1800 * time.Millisecond
	staleFor = 24 * time.Hour
	maxReads = 64 // of one origin, under way
)

// errCrowded: a flood of unknown names costs the chain no more than maxReads
// calls at a time; who does not get his turn does not know.
var errCrowded = fmt.Errorf("%w: too many reads are under way", context.DeadlineExceeded)

// place is where a name is kept: what one origin's memory has of it.
type place struct {
	memory *memory
	node   names.Node
}

// held is one name as one block has it.
type held struct {
	zone  *zone.Zone
	state names.State
	epoch *epoch // when the read began
}

// cost is the heap that a name's entry refers to; absences have a share of their own.
func cost(_ place, h held) (int64, bool) { return int64(h.zone.Cost()), h.zone.Empty() }

// epoch is a time in which it is known which names change. What was read in it
// is exact until it ends, and suspect from then on.
type epoch struct{ ended atomic.Pointer[time.Time] }

// origin is one of a configuration's, with what is known of its names.
type origin struct {
	Origin
	*memory
	follower *follower // of Source; Server.mu
}

// memory is what is known of an origin's names. It outlives reloads that leave
// the data behind them as it was.
type memory struct {
	zones     *cache.Cache[place, held] // of all origins
	failed    *cache.Failures[names.Node]
	reading   chan struct{} // one a read under way
	epoch     atomic.Pointer[epoch]
	confirmed time.Time   // of the last change; only apply uses it
	resuming  atomic.Bool // the names are an earlier run's, and no head was confirmed since
	settled   chan struct{}
	settleBy  time.Time
	serial    *serial
	clock     clock
}

func newMemory(zones *cache.Cache[place, held], s *serial) *memory {
	m := &memory{zones: zones, failed: cache.NewFailures[names.Node](causes), reading: make(chan struct{}, maxReads), serial: s, settled: make(chan struct{}), clock: clock{time.Now}}
	m.epoch.Store(new(epoch))
	return m
}

func (m *memory) at(node names.Node) place { return place{m, node} }

// apply does to the cache what names.Change says.
func (m *memory) apply(c names.Change) {
	if c.Reorged {
		m.zones.DropIf(func(at place, h held) bool { return at.memory == m && h.state.Block.Number > c.Common })
	}
	if c.All {
		ended := time.Now()
		if m.resuming.Load() {
			ended = m.confirmed // nobody knows of the time between the two runs
		}
		m.epoch.Swap(new(epoch)).ended.Store(&ended)
		// Nothing is dropped, but no read that is under way may be kept or joined.
		m.zones.DropIf(func(place, held) bool { return false })
	}
	if c.All || c.Reorged || c.Head.Confirmed.Sub(m.confirmed) > recovered { // also what failed at a block that was none
		m.failed.Clear()
	}
	for _, n := range c.Nodes {
		m.zones.Drop(m.at(n))
		m.failed.Forget(n)
	}
	if !c.Head.Confirmed.Equal(m.confirmed) && m.resuming.CompareAndSwap(true, false) {
		close(m.settled)
	}
	m.confirmed = c.Head.Confirmed
}

// causes returns what is looked for in an error that was remembered.
func causes(err error) (list []error) {
	var spent budgetError
	if errors.As(err, &spent) {
		list = append(list, spent)
	}
	var refused *refusal
	if errors.As(err, &refused) {
		list = append(list, refused)
	}
	for _, cause := range []error{context.DeadlineExceeded, names.ErrUnreachable, names.ErrInvalid, names.ErrRefused, errForbidden} {
		if errors.Is(err, cause) {
			list = append(list, cause)
		}
	}
	return list
}

// recovered: after heads were silent for so long, what failed is tried again.
const recovered = 5 * time.Second

// fetch returns the zone of a registered name or of the origin itself. stale
// says that it is not known to be true at a current head.
func (o *origin) fetch(ctx context.Context, name zone.Name, w *work) (h held, stale bool, err error) {
	o.settle(ctx, w)
	head, err := o.Source.Head()
	if err != nil {
		return held{}, false, fmt.Errorf("read %s: %w", name, err)
	}
	node, now, era := o.Source.Node(name), time.Now(), o.epoch.Load()
	unconfirmed := o.resuming.Load() || o.clock.since(head.Confirmed) > o.StaleAfter
	h, ok := o.zones.Get(o.at(node))
	switch {
	case ok && h.epoch == era && !unconfirmed:
		w.t.Source = "cache"
		return h, false, nil
	case ok && h.epoch == era:
		// There is no newer block to read it at.
		if o.servableStale(h, head) {
			w.t.Source = "stale"
			return h, true, nil
		}
		return held{}, false, fmt.Errorf("read %s: %w: no head was confirmed since %v", name, names.ErrUnreachable, head.Confirmed)
	}
	if err = o.failed.Recent(node, now); err == nil {
		if w.calls++; w.calls > maxCalls {
			return held{}, false, errCalls
		}
		w.t.Calls++
		wait, cancel := context.WithTimeout(ctx, readWait)
		defer cancel()
		w.wait()
		exact := func(h held) bool { return h.epoch == o.epoch.Load() }
		h, err = o.zones.Load(wait, o.at(node), exact, func(ctx context.Context) (held, error) {
			return load(ctx, w.s, w.rules, func(ctx context.Context) (held, error) { return o.read(ctx, node, name, era) })
		})
		if err == nil && (!unconfirmed || o.servableStale(h, head)) {
			w.t.Source = "chain"
			return h, unconfirmed, nil
		}
	}
	// An entry that a reorganisation dropped meanwhile is not served stale.
	if h, ok = o.zones.Get(o.at(node)); ok && !errors.Is(err, names.ErrRefused) && o.servableStale(h, head) {
		w.t.Source = "stale"
		return h, true, nil
	}
	if err == nil {
		err = fmt.Errorf("read %s: %w: no head was confirmed since %v", name, names.ErrUnreachable, head.Confirmed)
	}
	return held{}, false, err
}

// servableStale says whether an entry that may be out of date can still be
// given (RFC 8767): for a day after it was last known to be exact, and never
// past the end of a registration that ran when it was read.
func (m *memory) servableStale(h held, head names.Head) bool {
	exact := head.Confirmed
	if ended := h.epoch.ended.Load(); ended != nil && ended.Before(exact) {
		exact = *ended
	}
	runsOut := h.state.Expiry > head.Time && m.clock.chain(head) >= h.state.Expiry
	return m.clock.since(exact) <= staleFor && !runsOut
}

// read reads one name when its turn comes. Its failure is remembered, for all
// who ask.
func (o *origin) read(ctx context.Context, node names.Node, name zone.Name, era *epoch) (h held, err error) {
	turn := time.NewTimer(readWait)
	defer turn.Stop()
	select {
	case o.reading <- struct{}{}:
		defer func() { <-o.reading }()
	case <-turn.C:
		return held{}, fmt.Errorf("read %s: %w", name, errCrowded)
	}
	defer func() { o.failed.Note(node, err, time.Now()) }()
	got, err := o.Source.Read(ctx, []zone.Name{name})
	if err != nil {
		return held{}, fmt.Errorf("read %s: %w", name, err)
	}
	if len(got) != 1 {
		return held{}, fmt.Errorf("read %s: %d readings for one name: %w", name, len(got), names.ErrInvalid)
	}
	if got[0].Err != nil {
		return held{}, fmt.Errorf("read %s: %w", name, got[0].Err)
	}
	z, err := o.decode(name, got[0].Image)
	if err != nil {
		return held{}, fmt.Errorf("decode %s: %w: %w", name, names.ErrInvalid, err)
	}
	state := got[0].State
	state.Image = nil // the zone has it
	return held{zone: z, state: state, epoch: era}, nil
}
