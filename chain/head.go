package chain

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/contracts/bindings"
	"chainzone/names"
)

const (
	remembered   = 256             // heads kept to find where a new branch left the old one
	maxFold      = 10_000          // blocks whose logs are folded; a longer absence makes everything suspect
	betweenReads = time.Second     // at most one read of the changes slot
	lookLimit    = 5 * time.Second // one look at the head, whatever the endpoints do: names are stale 15 s after the last

	// quiet is for how long a subscription that brought a head may say nothing before
	// a poll checks it: a head that no endpoint knows any more must be noticed, and
	// given up (goneAfter), before names count as stale.
	quiet = 6 * time.Second
)

// Follow reports every new head to f until ctx ends, one call at a time and in
// order, and returns ctx's error. Heads that come faster than f returns, or
// faster than one a second, are merged, never lost. f also hears of an
// unchanged head that an endpoint confirmed. One Follow runs at a time.
func (c *Client) Follow(ctx context.Context, f func(names.Change)) error {
	news := make(chan header, 1)
	lost := make(chan struct{}, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.subscribe(ctx, news, lost)
	}()
	defer func() { <-done }()
	timer := time.NewTimer(0)
	defer timer.Stop()
	failing, told := false, time.Time{}
	c.mu.Lock()
	first, unusable := !c.resumed, c.unusable
	c.mu.Unlock()
	for {
		var announced *header
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		case <-lost: // what it would have announced is looked for at once
		case h := <-news:
			announced = &h
		}
		began, asked := time.Now(), c.options.Clock()
		c.moving.Lock()
		change, err := c.advance(ctx, announced)
		c.moving.Unlock()
		c.refuse(err)
		if announced == nil && ctx.Err() == nil { // what is announced is another connection's
			c.judge(asked, change, err)
		}
		switch {
		case err == nil:
			if first {
				change.All, first = true, false
			}
			if unusable {
				change.Reorged, change.Common, unusable = true, 0, false
			}
			f(change)
			if failing {
				c.options.Logger.Info("following the chain again", "block", change.Head.Number)
			}
			failing = false
		case ctx.Err() != nil:
			return ctx.Err()
		case !failing, errors.Is(err, errFalse) && began.Sub(told) > time.Minute: // which may come after another reason
			failing, told = true, began
			c.options.Logger.Warn("cannot follow the chain", "err", err)
		}
		pause := c.options.Poll
		// One that was announced and not found is there a moment later, if it is at all.
		found := announced == nil || c.options.Head != (HeadRule{}) || change.Head.Hash == announced.Hash
		if err == nil && found && c.subscribed() && !change.Head.Confirmed.Before(asked) {
			pause = quiet
		}
		timer.Reset(pause)
		if announced != nil {
			// A burst of heads costs one read a second; the newest of it waits for less.
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Until(began.Add(betweenReads))):
			}
		}
	}
}

// advance moves to the newest head that the rule allows and says what that
// means. announced is a head that a subscription brought, nil for none.
// c.moving is held. It ends within lookLimit.
func (c *Client) advance(ctx context.Context, announced *header) (names.Change, error) {
	ctx, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	h, err := c.newest(ctx, announced)
	if err != nil {
		return names.Change{}, fmt.Errorf("look for a new head: %w", asUnreachable(err))
	}
	c.mu.Lock()
	head, known, recent, genesis := c.head, c.known, c.recent, c.genesis
	c.mu.Unlock()

	if known && h.block() == head.Block {
		head.Confirmed = c.confirmed(head.Block, head.Confirmed)
		c.move(head, recent, genesis)
		return names.Change{Head: head}, nil
	}
	change := names.Change{}
	if genesis == (common.Hash{}) {
		if genesis, err = c.genesisHash(ctx); err != nil {
			return names.Change{}, err
		}
	}
	if known {
		at, err := c.meet(ctx, h, recent, genesis)
		if errors.Is(err, errOlder) && c.gives(ctx, head.Block) {
			c.options.Logger.Warn("no endpoint has the block that was followed: an older one takes its place", "from", head.Number, "to", uint64(h.Number))
			if err = nil; at < 0 {
				err = errElsewhere
			}
		}
		switch {
		case errors.Is(err, errOlder):
			// An endpoint that lags behind shows an ancestor: it confirms nothing.
			return names.Change{Head: head}, nil
		case errors.Is(err, errElsewhere):
			c.options.Logger.Warn("the chain jumped: everything is read anew", "from", head.Number, "to", uint64(h.Number))
			c.pool.doubt()
			change.Reorged, change.All, recent = true, true, nil
			if genesis, err = c.genesisHash(ctx); err != nil {
				return names.Change{}, err
			}
		case err != nil:
			return names.Change{}, fmt.Errorf("find where block %d branched off: %w", uint64(h.Number), asUnreachable(err))
		default:
			if at != len(recent)-1 {
				change.Reorged, change.Common = true, recent[at].block.Number
				c.options.Logger.Info("the chain was reorganised", "common", change.Common, "head", uint64(h.Number))
			}
			recent = recent[:at+1]
		}
	}
	now, err := c.changesAt(ctx, h.block())
	if err != nil {
		return names.Change{}, fmt.Errorf("read the changes slot at block %d: %w", uint64(h.Number), asUnreachable(err))
	}
	switch {
	case len(recent) == 0:
		change.All = true
	case recent[len(recent)-1].changes != now:
		change.Nodes, err = c.changedSince(ctx, recent[len(recent)-1], h, now)
		if err != nil {
			c.options.Logger.Warn("the list of changes does not fit: every name is read again when asked for", "block", uint64(h.Number), "err", err)
			change.All = true
		}
	}
	change.Head = names.Head{Block: h.block(), Changed: now.time(), Confirmed: c.confirmed(h.block(), time.Time{})}
	if last := len(recent) - 1; last >= 0 && recent[last].block == h.block() {
		recent = recent[:last] // the head gave way to it
	}
	recent = append(recent[max(0, len(recent)-remembered+1):len(recent):len(recent)], seen{h.block(), now})
	c.move(change.Head, recent, genesis)
	return change, nil
}

// confirmed is when a block that an endpoint shows now counts as confirmed: now,
// unless the block is too old to be the head of a chain that goes on. Then it is
// the last moment at which it was not, or what it was before if that is later.
func (c *Client) confirmed(b names.Block, before time.Time) time.Time {
	now := c.options.Clock()
	over := now.Sub(time.Unix(int64(min(b.Time, 1<<40)), 0)) - c.options.MaxAge
	if over <= 0 {
		return now
	}
	if then := now.Add(-over); then.After(before) {
		return then
	}
	return before
}

// errNotYoung is what is wrong with a head that is no error.
var errNotYoung = errors.New("it shows a head that is too old, or behind the one that is known")

// judge leaves an endpoint for another whose look at the head came to nothing.
func (c *Client) judge(before time.Time, change names.Change, err error) {
	switch {
	case err != nil:
		c.pool.turn(err)
	case change.Head.Confirmed.Before(before):
		c.pool.turn(errNotYoung)
	}
}

// refuse keeps what Follow found of whether the chain is the configured one.
// An endpoint that cannot be reached any more says nothing of that.
func (c *Client) refuse(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil || errors.Is(err, names.ErrRefused) {
		c.mismatch = err
	}
}

func (c *Client) move(head names.Head, recent []seen, genesis common.Hash) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.head, c.known, c.recent, c.genesis = head, true, recent, genesis
	c.missed, c.unasked = time.Time{}, false
}

// newest is the newest block that the rule allows. What a subscription announced is
// a hint: where no endpoint has that block, it is asked for the newest.
func (c *Client) newest(ctx context.Context, announced *header) (header, error) {
	if announced != nil && c.options.Head.tag == "" {
		h, err := c.announced(ctx, *announced)
		if err == nil || !errors.Is(err, errBehind) && !errors.Is(err, errFalse) {
			return h, err
		}
	}
	if rule := c.options.Head; rule.tag != "" {
		return c.blockBy(ctx, "eth_getBlockByNumber", rule.tag)
	} else if rule.confirmations == 0 {
		return c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	}
	return useful(ctx, c, func(ask asking) (header, error) {
		var number hexutil.Uint64
		if err := ask(ctx, &number, "eth_blockNumber"); err != nil {
			return header{}, err
		}
		return c.below(ctx, ask, uint64(number))
	})
}

// announced is the block by the rule where one that a subscription announced is the
// newest. Nothing but its hash, or its number, is taken for true.
func (c *Client) announced(ctx context.Context, h header) (header, error) {
	if c.options.Head.confirmations == 0 {
		return c.blockBy(ctx, "eth_getBlockByHash", h.Hash)
	}
	return useful(ctx, c, func(ask asking) (header, error) { return c.below(ctx, ask, uint64(h.Number)) })
}

// below is the block that has the rule's confirmations where a number is the newest.
func (c *Client) below(ctx context.Context, ask asking, number uint64) (header, error) {
	if err := c.plausible(names.Block{Number: number}); err != nil {
		return header{}, err
	}
	return c.blockAt(ctx, ask, "eth_getBlockByNumber", hexutil.Uint64(number-min(number, c.options.Head.confirmations)))
}

// changesAt reads the registry's changes slot at a block.
func (c *Client) changesAt(ctx context.Context, block names.Block) (changes, error) {
	return useful(ctx, c, func(ask asking) (changes, error) {
		var value hexutil.Bytes
		slot := common.BigToHash(common.Big0)
		slot[31] = bindings.SlotChanges
		if err := ask(ctx, &value, "eth_getStorageAt", c.deployment.Registry, slot, pinned(block.Hash)); err != nil {
			return changes{}, err
		}
		if len(value) != 32 {
			return changes{}, fmt.Errorf("%w: %w: the changes slot has %d bytes", names.ErrInvalid, errFalse, len(value))
		}
		if at := changes(value).time(); at > block.Time && !c.options.ChainClock {
			return changes{}, fmt.Errorf("%w: %w: the last change was at %d, after block %d of %d", names.ErrInvalid, errFalse, at, block.Number, block.Time)
		}
		return changes(value), nil
	})
}

// changedSince lists the nodes whose words changed after `from`, proven
// complete by the running hash: the logs must fold to `now`.
func (c *Client) changedSince(ctx context.Context, from seen, to header, now changes) ([]names.Node, error) {
	if blocks := uint64(to.Number) - min(from.block.Number, uint64(to.Number)); blocks > maxFold {
		return nil, fmt.Errorf("%d blocks passed", blocks)
	}
	fold := folding{at: from.changes, time: now.time(), nodes: map[names.Node]bool{}}
	changed := []any{c.registry.GetABI().Events["WordChanged"].ID}
	if err := c.logsOf(ctx, from.block.Number+1, uint64(to.Number), maxFold, maxFold, changed, fold.add); err != nil {
		return nil, err
	}
	if fold.at != now {
		return nil, fmt.Errorf("%d logs do not fold to the slot's value", fold.count)
	}
	return slices.Collect(maps.Keys(fold.nodes)), nil
}

// folding folds WordChanged logs into the value of the changes slot that they lead
// to. Only the last change's time counts, so that all have it.
type folding struct {
	at    changes
	time  uint64
	nodes map[names.Node]bool // whose words changed
	count int
}

func (f *folding) add(l *types.Log) error {
	if l.Removed || len(l.Topics) != 2 || len(l.Data) != 32 {
		return errors.New("it is not of a change of a word")
	}
	f.at = f.at.fold(l.Topics[1], word(l.Data), f.time)
	f.nodes[names.Node(l.Topics[1])] = true
	f.count++
	return nil
}
