package chain

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/names"
	"chainzone/zone"
)

// Listing is every name that exists in DNS at one block: registered, not
// expired, with records; and the origin itself, if it has any. It was rebuilt
// from the registry's events and proven complete by its changes slot.
type Listing struct {
	Head  names.Head
	c     *Client
	names []listed // the origin first, then in canonical order
	held  int      // names that somebody holds, without records and in grace too
}

type listed struct {
	name zone.Name
	word word
}

const readBatch = 32 // names a call: at 8 KB each well below a node's gas limit for calls

// List rebuilds the origin's names at the head, which a Probe or Follow must
// have found. It asks for logs from the deployment's FromBlock on, in ranges
// that halve when an endpoint refuses one, and takes about 200 bytes of memory
// a name. names.ErrInvalid: the events do not give the slot's value, so some
// are missing or wrong, or the head left the chain meanwhile.
func (c *Client) List(ctx context.Context) (*Listing, error) {
	head, err := c.Head()
	if err != nil {
		return nil, fmt.Errorf("list the names: %w", err)
	}
	now, err := c.changesAt(ctx, head.Block)
	if err != nil {
		return nil, fmt.Errorf("list the names: read the changes slot: %w", asUnreachable(err))
	}
	r := &rebuild{c: c, now: now, words: map[names.Node]word{}, labels: map[names.Node]string{}}
	events := c.registry.GetABI().Events
	topics := []any{[]common.Hash{events["WordChanged"].ID, events["NameRegistered"].ID}}
	if err := c.everyLog(ctx, head.Number, firstSpan, mostSpan, topics, r.add); err != nil {
		return nil, fmt.Errorf("list the names: %w", err)
	}
	if r.at != now {
		return nil, fmt.Errorf("list the names: %w: the events of blocks %d to %d are not all that changed: is fromBlock at or before the registry's deployment?", names.ErrInvalid, c.deployment.FromBlock, head.Number)
	}
	l := &Listing{Head: head, c: c}
	if l.names, err = r.existing(head.Block); err != nil {
		return nil, fmt.Errorf("list the names: %w", err)
	}
	for node, w := range r.words {
		if held := (Registration{State: w.state(node, head.Block)}).Held(); held && node != NodeOf(c.origin) {
			l.held++
		}
	}
	return l, nil
}

// Len is how many names there are, with the origin.
func (l *Listing) Len() int { return len(l.names) }

// Read reads the image of every name at the listing's block, in batches, and
// calls f for each: the origin first if it has one, then in canonical order.
// Every image is the one that the name's word commits to; whether it decodes
// is for the caller to see. It ends with f's first error.
func (l *Listing) Read(ctx context.Context, f func(zone.Name, names.State) error) error {
	return l.read(ctx, l.names, f)
}

// ReadNames is Read for those of list that the listing has.
func (l *Listing) ReadNames(ctx context.Context, list []zone.Name, f func(zone.Name, names.State) error) error {
	var found []listed
	for _, name := range list {
		if i, ok := slices.BinarySearchFunc(l.names, listed{name: name}, byLabels); ok {
			found = append(found, l.names[i])
		}
	}
	return l.read(ctx, found, f)
}

func (l *Listing) read(ctx context.Context, all []listed, f func(zone.Name, names.State) error) error {
	for batch := range slices.Chunk(all, readBatch) {
		list := make([]zone.Name, len(batch))
		for i, n := range batch {
			list[i] = n.name
		}
		readings, err := l.c.readAt(ctx, l.Head.Block, list)
		if err != nil {
			return fmt.Errorf("read %d names from %s on: %w", len(list), list[0], err)
		}
		for i, r := range readings {
			if r.Err != nil {
				return fmt.Errorf("read %s: %w", list[i], r.Err)
			}
			if want := batch[i].word.state(r.Node, r.Block); r.Digest != want.Digest || r.Expiry != want.Expiry || r.Serial != want.Serial {
				return fmt.Errorf("read %s: %w: its word is not the one of its last event", list[i], names.ErrInvalid)
			}
			if err := f(list[i], r.State); err != nil {
				return err
			}
		}
	}
	return nil
}

// byLabels has the origin before its names, and these by their labels.
func byLabels(a, b listed) int {
	return cmp.Or(a.name.NumLabels()-b.name.NumLabels(), strings.Compare(a.name.Label(0), b.name.Label(0)))
}

// rebuild collects what events say.
type rebuild struct {
	c      *Client
	now    changes // the slot at the end
	at     changes // the slot so far
	words  map[names.Node]word
	labels map[names.Node]string
}

func (r *rebuild) add(l *types.Log) error {
	events := r.c.registry.GetABI().Events
	switch {
	case l.Removed || len(l.Topics) < 2:
		return fmt.Errorf("%w: it is not of a name", names.ErrInvalid)
	case l.Topics[0] == events["WordChanged"].ID && len(l.Data) == 32:
		r.at = r.at.fold(l.Topics[1], word(l.Data), r.now.time())
		r.words[names.Node(l.Topics[1])] = word(l.Data)
	case l.Topics[0] == events["NameRegistered"].ID:
		event, err := r.c.registry.UnpackNameRegisteredEvent(l)
		if err != nil {
			return fmt.Errorf("%w: %w", names.ErrInvalid, err)
		}
		r.labels[event.Node] = event.Label
	default:
		return fmt.Errorf("%w: it was not asked for", names.ErrInvalid)
	}
	return nil
}

// existing lists whose records DNS has at a block.
func (r *rebuild) existing(block names.Block) ([]listed, error) {
	origin := NodeOf(r.c.origin)
	var list []listed
	for node, w := range r.words {
		s := w.state(node, block)
		if s.Digest == [20]byte{} || s.Expiry <= block.Time && node != origin {
			continue
		}
		name := r.c.origin
		if node != origin {
			var err error
			if err = zone.CheckLabel(r.labels[node]); err == nil {
				name, err = name.Child(r.labels[node])
			}
			if err != nil || NodeOf(name) != node {
				return nil, fmt.Errorf("%w: no event tells the label of node 0x%x", names.ErrInvalid, node)
			}
		}
		list = append(list, listed{name, w})
	}
	slices.SortFunc(list, byLabels)
	return list, nil
}
