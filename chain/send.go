package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/names"
)

const (
	receiptPoll = 10 * time.Millisecond // between the first looks for the receipt; doubles to a second
	lostLooks   = 3                     // in a row that find the nonce used by another transaction
)

// Send signs and sends a prepared transaction and waits until a block has it,
// Confirmations deep. It succeeds only with a receipt of success. ErrNotMined
// means that it was sent and may still be mined, ErrReplaced that it never will.
//
// The transaction is in the outbox before it is sent. One of the same step that
// can still be mined is sent again instead, as it is.
func (s *Signer) Send(ctx context.Context, t *Tx) (*types.Receipt, error) {
	sent, err := s.sign(ctx, t)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.What, err)
	}
	return s.deliver(ctx, sent)
}

// Continue goes on with a step that an earlier run sent: found says whether
// there is a transaction of it that can still be mined.
func (s *Signer) Continue(ctx context.Context, ref string) (receipt *types.Receipt, found bool, err error) {
	live, err := s.UnderWay(ctx)
	if err != nil {
		return nil, false, err
	}
	for _, one := range live {
		if one.Ref == ref {
			receipt, err = s.deliver(ctx, one)
			return receipt, true, err
		}
	}
	return nil, false, nil
}

// Done is the receipt of a step that succeeded, nil if none did yet.
func (s *Signer) Done(ctx context.Context, ref string) (*types.Receipt, error) {
	found, err := s.kept(ctx, func(one Sent) bool { return one.Ref == ref })
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		receipt, err := s.receipt(ctx, one.Tx.Hash())
		if err != nil || receipt != nil && receipt.Status == types.ReceiptStatusSuccessful {
			return receipt, err
		}
	}
	return nil, nil
}

// Depth is what Confirm found of a step's transaction.
type Depth int

// The depths.
const (
	Unsent   Depth = iota // no transaction of the step is kept
	Unmined               // no block has one: none did, or its block was undone
	Deep                  // a block has one, Confirmations deep
	Deepened              // the same, and it was waited for
)

// Confirm waits until the transaction of a step that a block has is Confirmations
// deep.
func (s *Signer) Confirm(ctx context.Context, ref string) (Depth, error) {
	found, err := s.kept(ctx, func(one Sent) bool { return one.Ref == ref })
	if err != nil || len(found) == 0 {
		return Unsent, err
	}
	for _, one := range found {
		receipt, err := s.receipt(ctx, one.Tx.Hash())
		if err != nil {
			return Unmined, fmt.Errorf("%s: %w", one.What, err)
		}
		if receipt == nil || receipt.Status != types.ReceiptStatusSuccessful {
			continue
		}
		if s.deep(ctx, receipt) {
			return Deep, nil
		}
		if _, err := s.await(ctx, one); err != nil {
			return Unmined, fmt.Errorf("%s: %w", one.What, err)
		}
		return Deepened, nil
	}
	return Unmined, nil
}

// receipt is believed only for the transaction asked for; nil if no block has it.
func (s *Signer) receipt(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	var receipt *types.Receipt
	if err := s.c.pool.call(ctx, &receipt, "eth_getTransactionReceipt", hash); err != nil {
		return nil, asUnreachable(err)
	}
	if receipt == nil || receipt.TxHash != hash {
		return nil, nil
	}
	if n := receipt.BlockNumber; n == nil || !n.IsUint64() || n.Uint64() > maxNumber {
		return nil, fmt.Errorf("%w: %w: the receipt of %s is of block %s", names.ErrInvalid, errFalse, hash, n)
	}
	return receipt, nil
}

// sign gives a transaction a nonce, that of another one or the next free one,
// signs it and puts it into the outbox. Of a step whose transaction can still
// be mined it returns that one.
func (s *Signer) sign(ctx context.Context, t *Tx) (sent Sent, err error) {
	counts := [2]uint64{}
	id := new(big.Int).SetUint64(s.c.deployment.ChainID)
	err = s.outbox.Update(ctx, func(list []Sent) ([]Sent, error) {
		for i, at := range []string{"latest", "pending"} {
			if counts[i], err = s.count(ctx, at); err != nil {
				return nil, err
			}
		}
		list = s.prune(list, counts[0])
		taken := map[uint64]bool{}
		for _, one := range list {
			if one.Tx.Nonce() < counts[0] {
				continue
			}
			if t.Ref != "" && one.Ref == t.Ref && t.instead == nil {
				sent = one
				return list, nil
			}
			taken[one.Tx.Nonce()] = true
		}
		// The first that is free: behind one that an endpoint made up none would be mined.
		nonce := max(counts[0], counts[1])
		for taken[nonce] {
			nonce++
		}
		if t.instead != nil {
			nonce = t.instead.Tx.Nonce()
		}
		asked := types.NewTx(&types.DynamicFeeTx{
			ChainID: id, Nonce: nonce, To: t.To, Data: t.Data, Value: t.Value, Gas: t.Gas, GasFeeCap: t.FeeCap, GasTipCap: t.Tip,
		})
		signed, err := s.wallet.SignTx(ctx, asked, id)
		if err != nil {
			return nil, err
		}
		if err := checkSigned(asked, signed, id, s.from); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sent = Sent{Ref: t.Ref, What: t.What, Tx: signed, At: s.c.options.Clock()}
		return append(list, sent), nil
	})
	return sent, err
}

// deliver broadcasts what is in the outbox and waits for its block.
func (s *Signer) deliver(ctx context.Context, sent Sent) (*types.Receipt, error) {
	fail := func(err error) (*types.Receipt, error) { return nil, fmt.Errorf("%s: %w", sent.What, err) }
	if err := s.broadcast(ctx, sent.Tx); err != nil {
		var rpcErr rpc.Error
		switch {
		case asRPC(err, &rpcErr) && nonceUsed(err):
			// Which one a block has is what await finds out.
		case asRPC(err, &rpcErr) && s.knows(ctx, sent.Tx):
			// The node has it, whatever it says.
		case asRPC(err, &rpcErr):
			return fail(errors.Join(s.c.refused(err), s.drop(ctx, sent)))
		default:
			// The endpoint may have taken it before it failed.
			return fail(fmt.Errorf("%w (transaction %s): %w", ErrNotMined, sent.Tx.Hash(), asUnreachable(err)))
		}
	}
	receipt, err := s.await(ctx, sent)
	if err != nil {
		return fail(err)
	}
	if receipt.Status != types.ReceiptStatusSuccessful {
		return fail(errors.Join(s.why(ctx, sent.Tx, receipt), s.settled(ctx, sent)))
	}
	if err := s.settled(ctx, sent); err != nil {
		return fail(err)
	}
	return receipt, nil
}

// settled takes what is of no step, and deep enough, out of the outbox.
func (s *Signer) settled(ctx context.Context, sent Sent) error {
	if sent.Ref != "" {
		return nil
	}
	return s.outbox.Update(ctx, func(list []Sent) ([]Sent, error) {
		return slices.DeleteFunc(list, func(one Sent) bool { return one.Tx.Nonce() == sent.Tx.Nonce() }), nil
	})
}

// drop takes a transaction that no node accepted out of the outbox.
func (s *Signer) drop(ctx context.Context, sent Sent) error {
	return s.outbox.Update(ctx, func(list []Sent) ([]Sent, error) {
		return slices.DeleteFunc(list, func(one Sent) bool { return one.Tx.Hash() == sent.Tx.Hash() }), nil
	})
}

// broadcast sends a signed transaction. That the node has it already is no error.
func (s *Signer) broadcast(ctx context.Context, tx *types.Transaction) error {
	raw, err := tx.MarshalBinary()
	if err != nil {
		return err
	}
	var hash common.Hash
	err = s.c.pool.call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
	if err != nil && says(err, "already known", "already imported", "known transaction") {
		return nil
	}
	return err
}

// nonceUsed says whether a node refused a transaction because its nonce was
// used, or another attempt at it waits.
func nonceUsed(err error) bool {
	return says(err, "nonce too low", "replacement transaction underpriced", "underpriced replacement")
}

func says(err error, texts ...string) bool {
	for _, text := range texts {
		if strings.Contains(saying(err), text) {
			return true
		}
	}
	return false
}

// await polls until a block has one of the attempts with sent's nonce, deep
// enough, and believes a receipt only for a transaction of its own. It sends
// again what the nodes forgot, and outbids what the base fee overtook.
func (s *Signer) await(ctx context.Context, sent Sent) (*types.Receipt, error) {
	limit, cancel := context.WithTimeout(ctx, s.c.options.Wait)
	defer cancel()
	lost, stuck := 0, ""
	for pause := receiptPoll; ; pause = min(2*pause, time.Second) {
		attempts, err := s.kept(limit, func(one Sent) bool { return one.Tx.Nonce() == sent.Tx.Nonce() })
		if len(attempts) == 0 {
			attempts = []Sent{sent}
		}
		found := false
		for _, one := range attempts {
			var receipt *types.Receipt
			if receipt, err = s.receipt(limit, one.Tx.Hash()); err != nil || receipt == nil {
				continue
			}
			found = true
			if s.deep(limit, receipt) {
				if one.Tx.Hash() != sent.Tx.Hash() && one.What != sent.What {
					return nil, fmt.Errorf("%w: %s (%s) was mined with its nonce", ErrReplaced, one.What, one.Tx.Hash())
				}
				return receipt, nil
			}
		}
		if err == nil && !found && pause > 100*time.Millisecond {
			gone, why, failed := s.look(limit, attempts)
			if err = failed; err == nil { // a look that was cut short says nothing
				stuck = why
			}
			if gone {
				lost++
			} else {
				lost = 0
			}
			if lost == lostLooks {
				return nil, fmt.Errorf("%w: %s used nonce %d for something else, so transaction %s will never be mined: run the command again", ErrReplaced, s.from, sent.Tx.Nonce(), sent.Tx.Hash())
			}
		}
		select {
		case <-limit.Done():
			if ctx.Err() != nil {
				return nil, fmt.Errorf("%w (transaction %s): %w", ErrNotMined, sent.Tx.Hash(), ctx.Err())
			}
			return nil, fmt.Errorf("%w after %v (transaction %s)%s", ErrNotMined, s.c.options.Wait, sent.Tx.Hash(), stuck)
		case <-time.After(pause):
		}
	}
}

// deep says whether enough blocks stand from the receipt's on. A node shows a
// receipt a moment before its block is the head: what is read next would not see it.
func (s *Signer) deep(ctx context.Context, receipt *types.Receipt) bool {
	var head hexutil.Uint64
	if err := s.c.pool.call(ctx, &head, "eth_blockNumber"); err != nil {
		return false
	}
	if head > maxNumber || uint64(head)+1 < receipt.BlockNumber.Uint64()+s.o.Confirmations {
		return false
	}
	// Its block may have been undone since the receipt was read, and the head be of other blocks.
	again, err := s.receipt(ctx, receipt.TxHash)
	return err == nil && again != nil && again.BlockHash == receipt.BlockHash
}

// knows says whether a node has the transaction, in a block or in its pool. If
// none answers it may.
func (s *Signer) knows(ctx context.Context, tx *types.Transaction) bool {
	var seen *struct {
		Hash common.Hash `json:"hash"`
	}
	err := s.c.pool.call(ctx, &seen, "eth_getTransactionByHash", tx.Hash())
	return err != nil || seen != nil && seen.Hash == tx.Hash()
}

// count is how many transactions of the account a block has, or with "pending"
// also the node's pool.
func (s *Signer) count(ctx context.Context, at string) (uint64, error) {
	var n hexutil.Uint64
	if err := s.c.pool.call(ctx, &n, "eth_getTransactionCount", s.from, at); err != nil {
		return 0, fmt.Errorf("look for transactions under way: %w", asUnreachable(err))
	}
	if n > maxNumber {
		return 0, fmt.Errorf("look for transactions under way: %w: %w: %s has sent %d transactions", names.ErrInvalid, errFalse, s.from, uint64(n))
	}
	return uint64(n), nil
}

// Settle sends again what an earlier run signed, and waits until no transaction
// of the account is under way, so that it is seen before anything is sent.
// ErrNotMined if one still is after Options.Wait.
func (s *Signer) Settle(ctx context.Context) error {
	limit, cancel := context.WithTimeout(ctx, s.c.options.Wait)
	defer cancel()
	resent := map[common.Hash]bool{}
	for pause := receiptPoll; ; pause = min(2*pause, time.Second) {
		live, err := s.UnderWay(limit)
		if err != nil && ctx.Err() == nil {
			return err
		}
		for _, one := range live {
			if !resent[one.Tx.Hash()] {
				resent[one.Tx.Hash()] = true
				if err := s.broadcast(limit, one.Tx); err != nil && !nonceUsed(err) {
					return fmt.Errorf("send again: %s: %w", one.What, asUnreachable(err))
				}
			}
		}
		var counts [2]uint64
		for i, at := range []string{"latest", "pending"} {
			if counts[i], err = s.count(limit, at); err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				return err
			}
		}
		if counts[1] <= counts[0] && len(live) == 0 {
			return nil
		}
		select {
		case <-limit.Done():
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("%w: %d earlier transactions of %s are under way, see chainzone tx list", ErrNotMined, max(uint64(len(live)), counts[1]-counts[0]), s.from)
		case <-time.After(pause):
		}
	}
}

// why repeats a transaction that failed in its block, to learn the reason.
func (s *Signer) why(ctx context.Context, t *types.Transaction, receipt *types.Receipt) error {
	var ignored hexutil.Bytes
	call := map[string]any{"from": s.from, "to": t.To(), "data": hexutil.Bytes(t.Data()), "value": (*hexutil.Big)(t.Value())}
	if err := s.c.pool.call(ctx, &ignored, "eth_call", call, pinned(receipt.BlockHash)); err != nil {
		var rpcErr rpc.Error
		if asRPC(err, &rpcErr) {
			return s.c.refused(err)
		}
	}
	return fmt.Errorf("%w: transaction %s failed in block %s", ErrReverted, receipt.TxHash, receipt.BlockNumber)
}
