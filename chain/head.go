package chain

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/contracts/bindings"
	"chainzone/names"
)

const (
	remembered   = 256              // heads kept to find where a new branch left the old one
	maxWalk      = 256              // parents looked at for the same
	maxFold      = 10_000           // blocks whose logs are folded; a longer absence makes everything suspect
	quiet        = 12 * time.Second // a subscription that brought a head and says nothing for so long is checked by a poll, before its head counts as unconfirmed
	betweenReads = time.Second      // at most one read of the changes slot
)

// header is what we need of a block's header.
type header struct {
	Number     hexutil.Uint64 `json:"number"`
	Hash       common.Hash    `json:"hash"`
	ParentHash common.Hash    `json:"parentHash"`
	Time       hexutil.Uint64 `json:"timestamp"`
}

func (h header) block() names.Block {
	return names.Block{Number: uint64(h.Number), Hash: h.Hash, Time: uint64(h.Time)}
}

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
	failing := false
	c.mu.Lock()
	first := !c.resumed
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
			f(change)
			if failing {
				c.options.Logger.Info("following the chain again", "block", change.Head.Number)
			}
			failing = false
		case ctx.Err() != nil:
			return ctx.Err()
		case !failing:
			failing = true
			c.options.Logger.Warn("cannot follow the chain", "err", err)
		}
		pause := c.options.Poll
		if err == nil && c.subscribed() && !change.Head.Confirmed.Before(asked) {
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
// c.moving is held.
func (c *Client) advance(ctx context.Context, announced *header) (names.Change, error) {
	h, err := c.newest(ctx, announced)
	if err != nil {
		return names.Change{}, fmt.Errorf("look for a new head: %w", asUnreachable(err))
	}
	c.mu.Lock()
	head, known, recent, genesis := c.head, c.known, c.recent, c.genesis
	c.mu.Unlock()

	if known && h.Hash == head.Hash {
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
	now, err := c.changesAt(ctx, h.Hash)
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
}

// newest is the newest block that the rule allows.
func (c *Client) newest(ctx context.Context, announced *header) (header, error) {
	rule := c.options.Head
	switch {
	case rule.tag != "":
		return c.blockBy(ctx, "eth_getBlockByNumber", rule.tag)
	case rule.confirmations > 0:
		var number hexutil.Uint64
		if announced != nil {
			number = announced.Number
		} else if err := c.pool.call(ctx, &number, "eth_blockNumber"); err != nil {
			return header{}, err
		}
		return c.blockBy(ctx, "eth_getBlockByNumber", hexutil.Uint64(uint64(number)-min(uint64(number), rule.confirmations)))
	case announced != nil:
		return *announced, nil
	}
	return c.blockBy(ctx, "eth_getBlockByNumber", "latest")
}

// blockBy reads a header by number, tag or hash.
func (c *Client) blockBy(ctx context.Context, method string, which any) (header, error) {
	var h *header
	if err := c.pool.call(ctx, &h, method, which, false); err != nil {
		return header{}, err
	}
	if h == nil || h.Hash == (common.Hash{}) {
		return header{}, fmt.Errorf("%w: no block %v: %w", names.ErrUnreachable, which, errBehind)
	}
	return *h, nil
}

var (
	errOlder     = errors.New("the block is an ancestor of the head")
	errElsewhere = errors.New("the block has no ancestor that was followed")
)

// meet finds the newest followed head that h descends from, by h's parents.
func (c *Client) meet(ctx context.Context, h header, recent []seen, genesis common.Hash) (int, error) {
	find := func(hash common.Hash) int {
		for i := len(recent) - 1; i >= 0; i-- {
			if common.Hash(recent[i].block.Hash) == hash {
				return i
			}
		}
		return -1
	}
	if find(h.Hash) >= 0 {
		return 0, errOlder
	}
	last := recent[len(recent)-1].block
	if uint64(h.Number) > last.Number+4 {
		// After an absence: is the last head still in the chain?
		now, err := c.blockBy(ctx, "eth_getBlockByNumber", hexutil.Uint64(last.Number))
		if err != nil {
			return 0, err
		}
		if now.Hash == common.Hash(last.Hash) {
			return len(recent) - 1, nil
		}
	}
	number := uint64(h.Number)
	for range maxWalk {
		if i := find(h.ParentHash); i >= 0 {
			if i+1 < len(recent) && number < recent[i+1].block.Number {
				return i, c.between(ctx, recent[i+1].block)
			}
			return i, nil
		}
		if uint64(h.Number) == 0 || uint64(h.Number) <= recent[0].block.Number {
			return 0, c.elsewhere(ctx, h, last, genesis)
		}
		parent, err := c.blockBy(ctx, "eth_getBlockByHash", h.ParentHash)
		if err != nil {
			return 0, err
		}
		h = parent
	}
	return 0, c.elsewhere(ctx, h, last, genesis)
}

// between tells a block below a followed head that is passed over, since not
// every head is followed, from one of a new branch that is still shorter.
func (c *Client) between(ctx context.Context, next names.Block) error {
	there, err := c.blockBy(ctx, "eth_getBlockByNumber", hexutil.Uint64(next.Number))
	if errors.Is(err, errBehind) || err == nil && there.Hash == common.Hash(next.Hash) {
		return errOlder // or unknown: a branch that lasts is seen when it has grown as high
	}
	return err
}

// elsewhere tells an endpoint that lags behind, and so shows a block of the
// followed chain that is not remembered, from one that shows another chain.
func (c *Client) elsewhere(ctx context.Context, h header, last names.Block, genesis common.Hash) error {
	there, err := c.blockBy(ctx, "eth_getBlockByNumber", hexutil.Uint64(last.Number))
	if errors.Is(err, errBehind) {
		// It has nothing at our height: behind, unless it began elsewhere.
		theirs, err := c.genesisHash(ctx)
		if err != nil {
			return err
		}
		if theirs == genesis {
			return errOlder
		}
		return errElsewhere
	}
	if err != nil {
		return err
	}
	if there.Hash == common.Hash(last.Hash) && uint64(h.Number) < last.Number {
		return errOlder
	}
	return errElsewhere
}

func (c *Client) genesisHash(ctx context.Context) (common.Hash, error) {
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", hexutil.Uint64(0))
	if err != nil {
		return common.Hash{}, fmt.Errorf("read the first block: %w", asUnreachable(err))
	}
	return h.Hash, nil
}

// changesAt reads the registry's changes slot at a block.
func (c *Client) changesAt(ctx context.Context, hash common.Hash) (changes, error) {
	var value hexutil.Bytes
	slot := common.BigToHash(common.Big0)
	slot[31] = bindings.SlotChanges
	if err := c.pool.call(ctx, &value, "eth_getStorageAt", c.deployment.Registry, slot, pinned(hash)); err != nil {
		return changes{}, err
	}
	if len(value) != 32 {
		return changes{}, fmt.Errorf("%w: the changes slot has %d bytes", names.ErrInvalid, len(value))
	}
	return changes(value), nil
}

// changedSince lists the nodes whose words changed after `from`, proven
// complete by the running hash: the logs must fold to `now`.
func (c *Client) changedSince(ctx context.Context, from seen, to header, now changes) ([]names.Node, error) {
	if blocks := uint64(to.Number) - min(from.block.Number, uint64(to.Number)); blocks > maxFold {
		return nil, fmt.Errorf("%d blocks passed", blocks)
	}
	var logs []types.Log
	err := c.pool.call(ctx, &logs, "eth_getLogs", map[string]any{
		"address":   c.deployment.Registry,
		"topics":    []any{c.registry.GetABI().Events["WordChanged"].ID},
		"fromBlock": hexutil.Uint64(from.block.Number + 1),
		"toBlock":   to.Number,
	})
	if err != nil {
		return nil, err
	}
	return foldLogs(from.changes, now, logs, now.time())
}

// foldLogs folds WordChanged logs from one value of the slot to another, and
// returns whose words changed. Only the last change's time counts.
func foldLogs(from, to changes, logs []types.Log, at uint64) ([]names.Node, error) {
	var nodes []names.Node
	for _, l := range logs {
		if l.Removed || len(l.Topics) != 2 || len(l.Data) != 32 {
			return nil, errors.New("a log that is not of a change of a word")
		}
		from = from.fold(l.Topics[1], word(l.Data), at)
		nodes = append(nodes, names.Node(l.Topics[1]))
	}
	if from != to {
		return nil, fmt.Errorf("%d logs do not fold to the slot's value", len(logs))
	}
	return nodes, nil
}
