package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

const replaceBy = 8 // a replacement pays an eighth more: some nodes want that, geth a tenth

// Instead makes t replace what is under way: it takes its nonce, and pays so
// much more that nodes prefer it. One of the two is mined. ErrFee if the cap is
// too low for that.
func (s *Signer) Instead(ctx context.Context, old Sent, t *Tx) error {
	next, err := s.count(ctx, "latest")
	if err != nil {
		return fmt.Errorf("%s: %w", t.What, err)
	}
	if old.Tx.Nonce() < next {
		return fmt.Errorf("%s: transaction %s: %w", t.What, old.Tx.Hash(), errMined)
	}
	if err := s.outbid(ctx, old.Tx, t); err != nil {
		return fmt.Errorf("%s: %w", t.What, err)
	}
	t.instead = &old
	return nil
}

var errMined = errors.New("a block has it or another of its nonce already: nothing can replace it")

// outbid sets t's fees so that it replaces another transaction.
func (s *Signer) outbid(ctx context.Context, old *types.Transaction, t *Tx) error {
	feeCap, tip, err := s.fees(ctx)
	if err != nil {
		return err
	}
	more := func(wei *big.Int) *big.Int { // rounded up
		part := new(big.Int).Add(wei, big.NewInt(replaceBy-1))
		return part.Add(part.Div(part, big.NewInt(replaceBy)), wei)
	}
	least := more(old.GasFeeCap())
	if most := s.o.MaxFee; most != nil && least.Cmp(most) > 0 {
		return &refusal{ErrFee, fmt.Sprintf("replacing transaction %s takes %s gwei a unit of gas, above the cap of %s: raise --max-fee", old.Hash(), Gwei(least), Gwei(most))}
	}
	t.FeeCap = bigMax(feeCap, least)
	t.Tip = bigMin(bigMax(tip, more(old.GasTipCap())), t.FeeCap)
	return nil
}

// Find is the account's transaction under way with a hash, also one that
// another program sent. ErrNotUnderWay if there is none.
func (s *Signer) Find(ctx context.Context, hash common.Hash) (Sent, error) {
	live, err := s.UnderWay(ctx)
	if err != nil {
		return Sent{}, err
	}
	for _, one := range live {
		if one.Tx.Hash() == hash {
			return one, nil
		}
	}
	var seen *struct {
		Block *common.Hash `json:"blockHash"`
	}
	var tx *types.Transaction
	for _, into := range []any{&seen, &tx} {
		if err := s.c.pool.call(ctx, into, "eth_getTransactionByHash", hash); err != nil {
			return Sent{}, fmt.Errorf("look for transaction %s: %w", hash, asUnreachable(err))
		}
	}
	if seen == nil || tx == nil || tx.Hash() != hash {
		return Sent{}, fmt.Errorf("%w: no node knows transaction %s", ErrNotUnderWay, hash)
	}
	from, err := types.Sender(types.LatestSignerForChainID(new(big.Int).SetUint64(s.c.deployment.ChainID)), tx)
	if err != nil || from != s.from {
		return Sent{}, fmt.Errorf("%w: transaction %s is another account's", ErrNotUnderWay, hash)
	}
	if seen.Block != nil {
		return Sent{}, fmt.Errorf("%w: transaction %s is in a block already", ErrNotUnderWay, hash)
	}
	return Sent{What: "transaction " + hash.Hex(), Tx: tx, At: s.c.options.Clock()}, nil
}

// ErrNotUnderWay is a transaction that cannot be replaced.
var ErrNotUnderWay = errors.New("nothing to replace")

// Again is the same as what is under way, for a replacement of higher fees.
func (s *Signer) Again(old Sent) *Tx {
	return &Tx{What: old.What, Ref: old.Ref, To: old.Tx.To(), Data: old.Tx.Data(), Value: old.Tx.Value(), Gas: old.Tx.Gas()}
}

// Nothing is a transaction without effect, to replace one that shall not be mined.
func (s *Signer) Nothing(old Sent) *Tx {
	return &Tx{What: "cancel: " + old.What, To: &s.from, Value: new(big.Int), Gas: 21_000}
}

// look finds out why no block has any of the attempts: gone if their nonce was
// used by none of them, stuck where the base fee overtook them.
func (s *Signer) look(ctx context.Context, attempts []Sent) (gone bool, stuck string, err error) {
	newest := attempts[len(attempts)-1]
	known := false
	for _, one := range attempts {
		known = known || s.knows(ctx, one.Tx)
	}
	next, err := s.count(ctx, "latest")
	if err != nil {
		return false, "", err
	}
	if next > newest.Tx.Nonce() {
		return !known, "", nil
	}
	if !known {
		if err := s.broadcast(ctx, newest.Tx); err != nil && !nonceUsed(err) {
			return false, "", err
		}
	}
	base, err := s.baseFee(ctx)
	if err != nil || base.Cmp(newest.Tx.GasFeeCap()) <= 0 {
		return false, "", err
	}
	if s.o.MaxFee == nil {
		return false, fmt.Sprintf(": a unit of gas costs %s gwei, above its cap of %s; chainzone tx speedup %s raises it", Gwei(base), Gwei(newest.Tx.GasFeeCap()), newest.Tx.Hash()), nil
	}
	t := s.Again(newest)
	if err := s.outbid(ctx, newest.Tx, t); errors.Is(err, ErrFee) {
		return false, ": " + err.Error(), nil
	} else if err != nil {
		return false, "", err
	}
	t.instead = &newest
	replacement, err := s.sign(ctx, t)
	if err != nil {
		return false, "", err
	}
	return false, "", s.broadcast(ctx, replacement.Tx)
}
