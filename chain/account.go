package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// Account is what the newest block and the node's pool say of an account.
type Account struct {
	Balance *big.Int // wei
	Next    uint64   // nonce of its next transaction in a block
	Pending uint64   // the same with the pool's
	BaseFee *big.Int // wei a unit of gas, of everybody
}

// balance is an account's wei at a block: "latest", or one by its hash.
func (c *Client) balance(ctx context.Context, of common.Address, block any) (*big.Int, error) {
	var wei hexutil.Big
	if err := c.pool.call(ctx, &wei, "eth_getBalance", of, block); err != nil {
		return nil, asUnreachable(err)
	}
	return wei.ToInt(), nil
}

// Account reads an account.
func (c *Client) Account(ctx context.Context, address common.Address) (Account, error) {
	s := &Signer{c: c, from: address}
	fail := func(err error) (Account, error) {
		return Account{}, fmt.Errorf("read the account %s: %w", address, asUnreachable(err))
	}
	balance, err := c.balance(ctx, address, "latest")
	if err != nil {
		return fail(err)
	}
	a := Account{Balance: balance}
	if a.Next, err = s.count(ctx, "latest"); err != nil {
		return fail(err)
	}
	if a.Pending, err = s.count(ctx, "pending"); err != nil {
		return fail(err)
	}
	if a.BaseFee, err = s.baseFee(ctx); err != nil {
		return fail(err)
	}
	return a, nil
}

// What a transaction under way can be.
const (
	Mined    = "mined"
	Failed   = "mined, failed"
	Replaced = "replaced" // another one of its nonce was mined
	Unknown  = "unknown"  // no node has it; it is sent again by the next command
	Waiting  = "waiting"  // for an earlier one of the account
	Stuck    = "stuck"    // the base fee is above what it pays
	Pending  = "pending"
)

// State says what becomes of a transaction of an account.
func (c *Client) State(ctx context.Context, hash common.Hash, nonce uint64, a Account) (string, error) {
	s := &Signer{c: c}
	receipt, err := s.receipt(ctx, hash)
	switch {
	case err != nil:
		return "", fmt.Errorf("look for transaction %s: %w", hash, err)
	case receipt != nil && receipt.Status != types.ReceiptStatusSuccessful:
		return Failed, nil
	case receipt != nil:
		return Mined, nil
	case nonce < a.Next:
		return Replaced, nil
	}
	var tx *types.Transaction
	if err := c.pool.call(ctx, &tx, "eth_getTransactionByHash", hash); err != nil {
		return "", fmt.Errorf("look for transaction %s: %w", hash, asUnreachable(err))
	}
	switch {
	case tx == nil:
		return Unknown, nil
	case tx.GasFeeCap().Cmp(a.BaseFee) < 0:
		return Stuck, nil
	case nonce > a.Next:
		return Waiting, nil
	}
	return Pending, nil
}
