package chain

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/names"
)

const (
	// maxNumber is more blocks than a chain has: a hundred a second for 300 years.
	// Every sum with a number below it fits.
	maxNumber = 1 << 40
	// maxTime is the last second that the registry can keep a time of, in 40 bits.
	maxTime = 1<<40 - 1
	// maxAhead is by how much a block may be from the future of the machine's clock.
	// Chains let a block be some 15 s ahead; the rest is for a clock that is wrong.
	maxAhead = 5 * time.Minute
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

// errFalse is what an endpoint says of a block that cannot be true.
var errFalse = errors.New("an endpoint shows what cannot be")

// plausible says what of a block cannot be true: a number that no chain reaches, or
// a time that is ahead of the machine's clock, or with Options.ChainClock beyond what
// the registry can keep.
func (c *Client) plausible(b names.Block) error {
	if b.Number > maxNumber {
		return fmt.Errorf("%w: %w: block %d is a number that no chain has reached", names.ErrInvalid, errFalse, b.Number)
	}
	if b.Time > maxTime {
		return fmt.Errorf("%w: %w: block %d has the time %d, which is %d years after 1970", names.ErrInvalid, errFalse, b.Number, b.Time, b.Time/(365*24*3600))
	}
	at, now := time.Unix(int64(b.Time), 0), c.options.Clock()
	if ahead := at.Sub(now); ahead > maxAhead && !c.options.ChainClock {
		return fmt.Errorf("%w: %w: block %d is of %s, but it is %s by this machine's clock: set that if it is wrong, or where the chain's clock is moved by hand give the origin clock: chain",
			names.ErrInvalid, errFalse, b.Number, at.UTC().Format(time.RFC3339), now.UTC().Format(time.RFC3339))
	}
	return nil
}

// blockBy reads a header by number, tag or hash. errBehind: no endpoint that answers
// has the block. errFalse: those that have it show what cannot be true.
func (c *Client) blockBy(ctx context.Context, method string, which any) (header, error) {
	return useful(ctx, c, func(ask asking) (header, error) { return c.blockAt(ctx, ask, method, which) })
}

// blockAt is blockBy of the endpoints that ask asks.
func (c *Client) blockAt(ctx context.Context, ask asking, method string, which any) (header, error) {
	var h *header
	if err := ask(ctx, &h, method, which, false); err != nil {
		return header{}, err
	}
	if h == nil || h.Hash == (common.Hash{}) {
		return header{}, fmt.Errorf("%w: no block %v: %w", names.ErrUnreachable, which, errBehind)
	}
	number, byNumber := which.(hexutil.Uint64)
	hash, byHash := which.(common.Hash)
	if byNumber && h.Number != number || byHash && h.Hash != hash {
		return header{}, fmt.Errorf("%w: %w: block %d with the hash %s was not asked for, but %v", names.ErrInvalid, errFalse, uint64(h.Number), h.Hash, which)
	}
	return *h, c.plausible(h.block())
}

// asking is a call to an endpoint, or to whichever of them: see pool.call.
type asking func(ctx context.Context, result any, method string, args ...any) error

// useful is what f finds out at whichever endpoint answers first, or, if that has
// not got it, or shows what cannot be true, at the first of the others that is of use.
func useful[T any](ctx context.Context, c *Client, f func(asking) (T, error)) (T, error) {
	found, err := f(c.pool.call)
	if !errors.Is(err, errBehind) && !errors.Is(err, errFalse) || len(c.pool.endpoints) < 2 {
		return found, err
	}
	for _, e := range c.pool.order() {
		other, otherErr := f(func(ctx context.Context, result any, method string, args ...any) error {
			return c.pool.askOne(ctx, e, result, method, args...)
		})
		if otherErr == nil {
			if errors.Is(err, errFalse) {
				c.pool.turn(err)
			}
			return other, nil
		}
		if errors.Is(otherErr, errFalse) {
			err = otherErr // the worst that is known
		}
		if ctx.Err() != nil {
			break
		}
	}
	return found, err
}

// knows asks every endpoint whether a block is part of the chain that it has. known:
// one says so. all: every one of them said what it has. The error is of a question
// that none answered.
func (c *Client) knows(ctx context.Context, b names.Block) (known, all bool, err error) {
	type said struct {
		known bool
		err   error
	}
	endpoints := c.pool.order()
	answers := make(chan said, len(endpoints))
	for _, e := range endpoints {
		go func() {
			ask := func(ctx context.Context, result any, method string, args ...any) error {
				return c.pool.askOne(ctx, e, result, method, args...)
			}
			h, err := c.blockAt(ctx, ask, "eth_getBlockByNumber", hexutil.Uint64(min(b.Number, math.MaxInt64)))
			if errors.Is(err, errBehind) || errors.Is(err, errFalse) {
				err = nil
			}
			answers <- said{h.block() == b, err}
		}()
	}
	answered := 0
	for range endpoints {
		one := <-answers
		if one.err != nil {
			err = one.err
			continue
		}
		answered++
		if one.known {
			known = true
		}
	}
	if answered > 0 {
		err = nil
	}
	return known, answered == len(endpoints), err
}
