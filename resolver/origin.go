package resolver

import (
	"context"
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
)

// held is one name as one block has it.
type held struct {
	zone  *zone.Zone
	state names.State
	epoch uint64 // of the origin when the read began
}

func cost(_ names.Node, h held) (int64, bool) {
	if h.zone.Empty() {
		return 256, true
	}
	return int64(h.zone.Cost()) + 256, false
}

type origin struct {
	Origin
	zones  *cache.Cache[names.Node, held]
	epoch  atomic.Uint64 // raised when every state becomes suspect
	serial atomic.Uint64 // the highest SOA serial served
}

// apply does to the cache what names.Change says.
func (o *origin) apply(c names.Change) {
	if c.Reorged {
		o.zones.DropIf(func(_ names.Node, h held) bool { return h.state.Block.Number > c.Common })
	}
	if c.All {
		o.epoch.Add(1)
		// Nothing is dropped, but no read that is under way may be kept or joined.
		o.zones.DropIf(func(names.Node, held) bool { return false })
	}
	for _, n := range c.Nodes {
		o.zones.Drop(n)
	}
}

// fetch returns the zone of a registered name or of the origin itself. stale
// says that it is not known to be true at a current head.
func (o *origin) fetch(ctx context.Context, name zone.Name, t *Trace) (h held, stale bool, err error) {
	node := o.Source.Node(name)
	epoch := o.epoch.Load()
	head, known := o.Source.Head()
	age := time.Since(head.Confirmed)
	h, ok := o.zones.Get(node)
	if ok && known && h.epoch == epoch {
		if age <= o.StaleAfter {
			t.Source = "cache"
			return h, false, nil
		}
		if age <= staleFor && !o.past(h) {
			t.Source = "stale"
			return h, true, nil
		}
	}
	if t.Calls >= 8 {
		return held{}, false, errBudget
	}
	t.Calls++
	wait, cancel := context.WithTimeout(ctx, readWait)
	defer cancel()
	fresh, err := o.zones.Load(wait, node, func(ctx context.Context) (held, error) { return o.read(ctx, name, epoch) })
	if err == nil {
		t.Source = "chain"
		return fresh, false, nil
	}
	// An entry that a reorganisation dropped meanwhile is not served stale.
	if h, ok = o.zones.Get(node); ok && known && age <= staleFor && !o.past(h) {
		t.Source = "stale"
		return h, true, nil
	}
	return held{}, false, err
}

// past says that the name ran out by the wall clock: no stale answer then.
func (o *origin) past(h held) bool {
	return h.state.Expiry != 0 && uint64(time.Now().Unix()) >= h.state.Expiry
}

func (o *origin) read(ctx context.Context, name zone.Name, epoch uint64) (held, error) {
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
	decode := zone.Decode
	if name == o.Name {
		decode = zone.DecodeOrigin
	}
	z, err := decode(name, got[0].Image)
	if err != nil {
		return held{}, fmt.Errorf("decode %s: %w: %w", name, names.ErrInvalid, err)
	}
	state := got[0].State
	state.Image = nil // the zone has it
	return held{zone: z, state: state, epoch: epoch}, nil
}

// soaSerial never goes down within this process.
func (o *origin) soaSerial(head names.Head) uint32 {
	for {
		old := o.serial.Load()
		if head.Changed <= old {
			return uint32(old)
		}
		if o.serial.CompareAndSwap(old, head.Changed) {
			return uint32(head.Changed)
		}
	}
}
