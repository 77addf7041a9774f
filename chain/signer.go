package chain

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/names"
	"chainzone/zone"
)

const (
	receiptPoll = 10 * time.Millisecond // between the first looks for the receipt; doubles to a second
	minTip      = 1_000_000             // wei a unit of gas
)

// Signer changes names with one key.
type Signer struct {
	c    *Client
	key  *ecdsa.PrivateKey
	from common.Address
}

// Tx is a transaction that was tried against the chain and can be sent.
type Tx struct {
	What   string // what it does, for a person
	To     *common.Address
	Data   []byte
	Value  *big.Int // wei
	Gas    uint64
	FeeCap *big.Int // wei a unit of gas, at most
	Tip    *big.Int
	nonce  uint64
}

// MaxFee is the most that the transaction can cost in fees, in wei.
func (t *Tx) MaxFee() *big.Int {
	return new(big.Int).Mul(t.FeeCap, new(big.Int).SetUint64(t.Gas))
}

// Signer gives the key's account on this chain.
func (c *Client) Signer(key *ecdsa.PrivateKey) *Signer {
	return &Signer{c: c, key: key, from: crypto.PubkeyToAddress(key.PublicKey)}
}

// Address is the signer's account.
func (s *Signer) Address() common.Address { return s.from }

// CanPay says whether the account has so much, in wei; ErrInsufficientFunds
// if not.
func (s *Signer) CanPay(ctx context.Context, wei *big.Int) error {
	var balance hexutil.Big
	if err := s.c.pool.call(ctx, &balance, "eth_getBalance", s.from, "latest"); err != nil {
		return fmt.Errorf("read the balance: %w", asUnreachable(err))
	}
	if balance.ToInt().Cmp(wei) < 0 {
		return &refusal{ErrInsufficientFunds, fmt.Sprintf("the account %s has %s ether and may need up to %s: send it some first", s.from, Ether(balance.ToInt()), Ether(wei))}
	}
	return nil
}

// Settle waits until no transaction of the account is under way, so that what
// an earlier run sent is seen before anything is sent. ErrNotMined if one still
// is after Options.Wait.
func (s *Signer) Settle(ctx context.Context) error {
	limit, cancel := context.WithTimeout(ctx, s.c.options.Wait)
	defer cancel()
	for pause := receiptPoll; ; pause = min(2*pause, time.Second) {
		var counts [2]hexutil.Uint64
		for i, at := range []string{"latest", "pending"} {
			if err := s.c.pool.call(limit, &counts[i], "eth_getTransactionCount", s.from, at); err != nil {
				return fmt.Errorf("look for transactions under way: %w", asUnreachable(err))
			}
		}
		if counts[1] <= counts[0] {
			return nil
		}
		select {
		case <-limit.Done():
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("%w: %d earlier transactions of %s are under way", ErrNotMined, counts[1]-counts[0], s.from)
		case <-time.After(pause):
		}
	}
}

// RevealFee is the most that revealing a request can cost in fees, in wei, if
// a unit of gas costs what it does for the commitment.
func (r Request) RevealFee(commit *Tx) *big.Int {
	const plain, perByte = 250_000, 300 // gas: a registration, and a byte of its zone
	return new(big.Int).Mul(commit.FeeCap, big.NewInt(plain+perByte*int64(len(r.Image))))
}

// SetZone replaces a name's zone, if its serial still is the one given.
func (s *Signer) SetZone(ctx context.Context, name zone.Name, image []byte, serial uint32) (*Tx, error) {
	data, err := s.c.registry.TryPackSetZone0(NodeOf(name), image, serial)
	if err != nil {
		return nil, err
	}
	return s.prepare(ctx, fmt.Sprintf("publish %d bytes as the zone of %s", len(image), name), &s.c.deployment.Registry, data, nil)
}

// Commit makes a request's commitment known, without what it is for.
func (s *Signer) Commit(ctx context.Context, r Request) (*Tx, error) {
	commitment, err := s.c.Commitment(r)
	if err != nil {
		return nil, err
	}
	return s.prepare(ctx, fmt.Sprintf("commit to registering %s", r.Name), &s.c.deployment.Controller, s.c.controller.PackCommit(commitment), nil)
}

// Reveal registers what was committed, paying at most the request's maximum;
// what is above the price comes back.
func (s *Signer) Reveal(ctx context.Context, r Request) (*Tx, error) {
	b, err := s.c.binding(r)
	if err != nil {
		return nil, err
	}
	data, err := s.c.controller.TryPackRegister(b)
	if err != nil {
		return nil, err
	}
	return s.prepare(ctx, fmt.Sprintf("register %s for %v", r.Name, r.Duration), &s.c.deployment.Controller, data, r.MaxPrice)
}

// prepare tries a transaction at the newest block and sets its gas and fees.
// It refuses on another chain or with another registry before anything is
// signed, because no endpoint is used that was not verified.
func (s *Signer) prepare(ctx context.Context, what string, to *common.Address, data []byte, value *big.Int) (*Tx, error) {
	fail := func(err error) (*Tx, error) { return nil, fmt.Errorf("%s: %w", what, err) }
	if value == nil {
		value = new(big.Int)
	}
	call := map[string]any{"from": s.from, "data": hexutil.Bytes(data), "value": (*hexutil.Big)(value)}
	if to != nil {
		call["to"] = to
	}
	var gas hexutil.Uint64
	if err := s.c.pool.call(ctx, &gas, "eth_estimateGas", call); err != nil {
		var rpcErr rpc.Error
		if asRPC(err, &rpcErr) {
			return fail(s.c.refused(err))
		}
		return fail(asUnreachable(err))
	}
	var fees struct {
		BaseFee *hexutil.Big `json:"baseFeePerGas"`
	}
	if err := s.c.pool.call(ctx, &fees, "eth_getBlockByNumber", "latest", false); err != nil {
		return fail(asUnreachable(err))
	}
	if fees.BaseFee == nil {
		return fail(errors.New("the chain has no base fee: only chains with EIP-1559 are supported"))
	}
	var tip hexutil.Big
	if err := s.c.pool.call(ctx, &tip, "eth_maxPriorityFeePerGas"); err != nil {
		return fail(asUnreachable(err))
	}
	t := &Tx{What: what, To: to, Data: data, Value: value, Gas: uint64(gas) + uint64(gas)/5, Tip: tip.ToInt()}
	if t.Tip.Cmp(big.NewInt(minTip)) < 0 {
		t.Tip = big.NewInt(minTip)
	}
	t.FeeCap = new(big.Int).Add(new(big.Int).Lsh(fees.BaseFee.ToInt(), 1), t.Tip)
	if err := s.CanPay(ctx, new(big.Int).Add(t.MaxFee(), value)); err != nil {
		return fail(err)
	}
	var nonce hexutil.Uint64
	if err := s.c.pool.call(ctx, &nonce, "eth_getTransactionCount", s.from, "pending"); err != nil {
		return fail(asUnreachable(err))
	}
	t.nonce = uint64(nonce)
	return t, nil
}

// Send signs and sends a prepared transaction and waits until a block has it.
// It succeeds only with a receipt of success. ErrNotMined means that it was
// sent and may still be mined.
func (s *Signer) Send(ctx context.Context, t *Tx) (*types.Receipt, error) {
	fail := func(err error) (*types.Receipt, error) { return nil, fmt.Errorf("%s: %w", t.What, err) }
	id := new(big.Int).SetUint64(s.c.deployment.ChainID)
	signed, err := types.SignNewTx(s.key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: t.nonce, To: t.To, Data: t.Data, Value: t.Value, Gas: t.Gas, GasFeeCap: t.FeeCap, GasTipCap: t.Tip,
	})
	if err != nil {
		return fail(err)
	}
	raw, err := signed.MarshalBinary()
	if err != nil {
		return fail(err)
	}
	var hash common.Hash
	if err := s.c.pool.call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw)); err != nil {
		var rpcErr rpc.Error
		if asRPC(err, &rpcErr) {
			return fail(s.c.refused(err))
		}
		// The endpoint may have taken it before it failed.
		return fail(fmt.Errorf("%w (transaction %s): %w", ErrNotMined, signed.Hash(), asUnreachable(err)))
	}
	receipt, err := s.wait(ctx, signed.Hash())
	if err != nil {
		return fail(err)
	}
	if receipt.Status != types.ReceiptStatusSuccessful {
		return fail(s.why(ctx, t, receipt))
	}
	return receipt, nil
}

// wait polls for a receipt, and believes it only for the transaction asked for.
func (s *Signer) wait(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	limit, cancel := context.WithTimeout(ctx, s.c.options.Wait)
	defer cancel()
	for pause := receiptPoll; ; pause = min(2*pause, time.Second) {
		var receipt *types.Receipt
		err := s.c.pool.call(limit, &receipt, "eth_getTransactionReceipt", hash)
		if err == nil && receipt != nil && receipt.TxHash == hash {
			return receipt, nil
		}
		select {
		case <-limit.Done():
			if ctx.Err() != nil {
				return nil, fmt.Errorf("%w (transaction %s): %w", ErrNotMined, hash, ctx.Err())
			}
			return nil, fmt.Errorf("%w after %v (transaction %s)", ErrNotMined, s.c.options.Wait, hash)
		case <-time.After(pause):
		}
	}
}

// why repeats a transaction that failed in its block, to learn the reason.
func (s *Signer) why(ctx context.Context, t *Tx, receipt *types.Receipt) error {
	var ignored hexutil.Bytes
	call := map[string]any{"from": s.from, "to": t.To, "data": hexutil.Bytes(t.Data), "value": (*hexutil.Big)(t.Value)}
	if err := s.c.pool.call(ctx, &ignored, "eth_call", call, pinned(receipt.BlockHash)); err != nil {
		var rpcErr rpc.Error
		if asRPC(err, &rpcErr) {
			return s.c.refused(err)
		}
	}
	return fmt.Errorf("%w: transaction %s failed in block %s", ErrReverted, receipt.TxHash, receipt.BlockNumber)
}

func asRPC(err error, target *rpc.Error) bool {
	return errors.As(err, target) && !errors.Is(err, names.ErrUnreachable)
}

// Ether writes wei in ether, without trailing zeros.
func Ether(wei *big.Int) string {
	s := new(big.Rat).SetFrac(wei, big.NewInt(1e18)).FloatString(18)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}
