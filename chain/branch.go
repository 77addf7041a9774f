package chain

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/names"
)

const (
	maxWalk   = 256             // parents looked at to find where a new branch left the old one
	walkLimit = 3 * time.Second // for the same: what is left of a look says whether everything is read anew
	// goneAfter is for how long no endpoint may know the head before it gives way to
	// an older one. An endpoint that lags a block or two behind another, which is
	// out of reach now, has time to catch up.
	goneAfter = 5 * time.Second
)

var (
	errOlder     = errors.New("the block is an ancestor of the head")
	errElsewhere = errors.New("the block has no ancestor that was followed")
)

// meet finds the newest followed head that h is or descends from, by h's parents.
// errOlder: h is behind the head, which may be wrong (see gives); then at is -1 if it
// was not found.
func (c *Client) meet(ctx context.Context, h header, recent []seen, genesis common.Hash) (at int, err error) {
	find := func(hash common.Hash) int {
		for i := len(recent) - 1; i >= 0; i-- {
			if common.Hash(recent[i].block.Hash) == hash {
				return i
			}
		}
		return -1
	}
	if i := find(h.Hash); i >= 0 && recent[i].block == h.block() {
		return i, errOlder
	} else if i >= 0 {
		return -1, errElsewhere // the same block with another number or time: one of them was a lie
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
	walk, cancel := context.WithTimeout(ctx, walkLimit)
	defer cancel()
	for range maxWalk {
		if i := find(h.ParentHash); i >= 0 {
			if recent[i].block.Number+1 != uint64(h.Number) {
				return -1, c.miscounted(ctx, h)
			}
			if i+1 < len(recent) && number < recent[i+1].block.Number {
				return i, c.between(ctx, recent[i+1].block)
			}
			return i, nil
		}
		if uint64(h.Number) == 0 || uint64(h.Number) <= recent[0].block.Number {
			break
		}
		parent, err := c.blockBy(walk, "eth_getBlockByHash", h.ParentHash)
		if walk.Err() != nil && ctx.Err() == nil {
			break
		}
		if err != nil {
			return 0, err
		}
		if parent.Number+1 != h.Number {
			return 0, miscount(parent, h)
		}
		h = parent
	}
	return -1, c.elsewhere(ctx, h, last, genesis)
}

// miscounted tells which is wrong where a block does not have the number after that
// of its parent, as it was followed: the block, or what was followed.
func (c *Client) miscounted(ctx context.Context, h header) error {
	parent, err := c.blockBy(ctx, "eth_getBlockByHash", h.ParentHash)
	switch {
	case err != nil:
		return err
	case parent.Number+1 != h.Number:
		return miscount(parent, h)
	}
	return errElsewhere
}

func miscount(parent, h header) error {
	return fmt.Errorf("%w: %w: block %d is the parent of block %d", names.ErrInvalid, errFalse, uint64(parent.Number), uint64(h.Number))
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

// gives says whether the head gives way to an older block that an endpoint shows: no
// endpoint that answers has had it for goneAfter. One that an earlier run left is
// given up at once, if all of them say that they do not have it.
func (c *Client) gives(ctx context.Context, head names.Block) bool {
	known, all, err := c.knows(ctx, head)
	now := c.options.Clock()
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err != nil: // not to be learnt
		return false
	case known:
		c.missed, c.unasked = time.Time{}, false
		return false
	case c.missed.IsZero():
		c.missed = now
	}
	return c.unasked && all || now.Sub(c.missed) >= goneAfter
}

func (c *Client) genesisHash(ctx context.Context) (common.Hash, error) {
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", hexutil.Uint64(0))
	if err != nil {
		return common.Hash{}, fmt.Errorf("read the first block: %w", asUnreachable(err))
	}
	return h.Hash, nil
}
