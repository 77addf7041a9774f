package chain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
)

const (
	firstSpan = 1_000  // blocks of the first eth_getLogs for a whole TLD
	mostSpan  = 10_000 // what many endpoints allow
)

// everyLog is logsOf from the deployment's first block on.
func (c *Client) everyLog(ctx context.Context, last, span, most uint64, topics []any, f func(*types.Log) error) error {
	return c.logsOf(ctx, c.deployment.FromBlock, last, span, most, topics, f)
}

// logsOf calls f for the registry's logs from one block up to another, oldest first.
// It asks for span blocks at a time, for half of what an endpoint refuses or cannot
// put into one reply, and for twice as many after a reply, up to most.
func (c *Client) logsOf(ctx context.Context, from, last, span, most uint64, topics []any, f func(*types.Log) error) error {
	for from <= last {
		to := min(last, from+span-1)
		var logs []types.Log
		err := c.pool.call(ctx, &logs, "eth_getLogs", map[string]any{
			"address": c.deployment.Registry, "topics": topics, "fromBlock": hexutil.Uint64(from), "toBlock": hexutil.Uint64(to),
		})
		var refusal rpc.Error
		if err != nil && (errors.As(err, &refusal) || errors.Is(err, errTooLarge)) && to > from {
			span = (to - from + 1) / 2
			continue
		}
		if err != nil {
			return fmt.Errorf("read the events of blocks %d to %d: %w", from, to, asUnreachable(err))
		}
		slices.SortStableFunc(logs, inOrder)
		for i := range logs {
			if err := f(&logs[i]); err != nil {
				return fmt.Errorf("an event of block %d: %w", logs[i].BlockNumber, err)
			}
		}
		from, span = to+1, min(2*span, most)
	}
	return nil
}

// inOrder compares two logs by their places in the chain.
func inOrder(a, b types.Log) int {
	return cmp.Or(cmp.Compare(a.BlockNumber, b.BlockNumber), cmp.Compare(a.Index, b.Index))
}

// logs are the registry's logs of a few topics up to a block, oldest first: all
// blocks at once, if an endpoint allows that.
func (c *Client) logs(ctx context.Context, to header, topics ...any) (list []types.Log, err error) {
	all := uint64(to.Number) + 1
	err = c.everyLog(ctx, uint64(to.Number), all, all, topics, func(l *types.Log) error {
		list = append(list, *l)
		return nil
	})
	return list, err
}
