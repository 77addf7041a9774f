package chain

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/names"
	"chainzone/zone"
)

const (
	minTip    = 1_000_000 // wei a unit of gas
	maxGas    = 1 << 32   // more than any block has
	tipBlocks = 20        // whose tips stand for what the next block takes
)

// Signer changes names with one account.
type Signer struct {
	c      *Client
	wallet Wallet
	from   common.Address
	outbox Outbox
	o      SignerOptions
	at     string // the block that transactions are tried at: "" for the endpoint's choice, or "pending"
}

// SignerOptions are how transactions are sent. The zero value is good.
type SignerOptions struct {
	// Outbox keeps what is under way; nil: in memory.
	Outbox Outbox
	// MaxFee is the most wei for a unit of gas; nil: twice the base fee of the
	// newest block and the tip. With it a transaction that the base fee
	// overtook is replaced, up to it, while it is waited for.
	MaxFee *big.Int
	// Confirmations is how many blocks must stand from the transaction's on,
	// with it, before Send returns; 0: 1.
	Confirmations uint64
}

// Tx is a transaction that was tried against the chain and can be sent.
type Tx struct {
	What   string // what it does, for a person
	Ref    string // the step that it is, see Sent
	To     *common.Address
	Data   []byte
	Value  *big.Int // wei
	Gas    uint64
	FeeCap *big.Int // wei a unit of gas, at most
	Tip    *big.Int
	Later  uint64 // gas, at most, of a transaction that must follow: a commitment's reveal

	instead *Sent // whose nonce it takes
}

// MaxFee is the most that the transaction can cost in fees, in wei.
func (t *Tx) MaxFee() *big.Int {
	return new(big.Int).Mul(t.FeeCap, new(big.Int).SetUint64(t.Gas))
}

// MaxFeeOfAll is MaxFee with the fees of what must follow.
func (t *Tx) MaxFeeOfAll() *big.Int {
	return new(big.Int).Mul(t.FeeCap, new(big.Int).SetUint64(t.Gas+t.Later))
}

// Signer gives the key's account on this chain.
func (c *Client) Signer(key *ecdsa.PrivateKey) *Signer {
	return c.SignerWith(KeyWallet(key), SignerOptions{})
}

// SignerWith gives the wallet's account on this chain.
func (c *Client) SignerWith(w Wallet, o SignerOptions) *Signer {
	if o.Outbox == nil {
		o.Outbox = new(memory)
	}
	o.Confirmations = max(o.Confirmations, 1)
	return &Signer{c: c, wallet: w, from: w.Address(), outbox: o.Outbox, o: o}
}

// Address is the signer's account.
func (s *Signer) Address() common.Address { return s.from }

// canPay says whether the account has so much, in wei; ErrInsufficientFunds
// if not.
func (s *Signer) canPay(ctx context.Context, wei *big.Int) error {
	balance, err := s.c.balance(ctx, s.from, "latest")
	if err != nil {
		return fmt.Errorf("read the balance: %w", err)
	}
	if balance.Cmp(wei) < 0 {
		return &refusal{ErrInsufficientFunds, fmt.Sprintf("the account %s has %s ether and may need up to %s: send it some first", s.from, Ether(balance), Ether(wei))}
	}
	return nil
}

// SetZone replaces a name's zone, if its serial still is the one given.
func (s *Signer) SetZone(ctx context.Context, name zone.Name, image []byte, serial uint32) (*Tx, error) {
	data, err := s.c.registry.TryPackSetZone0(NodeOf(name), image, serial)
	if err != nil {
		return nil, err
	}
	return s.prepare(ctx, fmt.Sprintf("publish %d bytes as the zone of %s", len(image), name), &s.c.deployment.Registry, data, nil)
}

// Commit makes a request's commitment known, without what it is for. The account
// must have what all of the registration can cost.
func (s *Signer) Commit(ctx context.Context, r Request) (*Tx, error) {
	commitment, err := s.c.Commitment(r)
	if err != nil {
		return nil, err
	}
	t, err := s.try(ctx, fmt.Sprintf("commit to registering %s", r.Name), &s.c.deployment.Controller, s.c.controller.PackCommit(commitment), nil)
	if err != nil {
		return nil, err
	}
	if t.Later, err = s.revealGas(ctx, r); err != nil {
		return nil, err
	}
	if err := s.canPay(ctx, new(big.Int).Add(t.MaxFeeOfAll(), r.MaxPrice)); err != nil {
		return nil, fmt.Errorf("register %s: %w", r.Name, err)
	}
	return t, nil
}

// revealGas is the most gas that revealing a request takes.
func (s *Signer) revealGas(ctx context.Context, r Request) (uint64, error) {
	rules, err := s.c.gasRules(ctx)
	if err != nil {
		return 0, err
	}
	former, err := s.c.formerBytes(ctx, NodeOf(r.Name))
	if err != nil {
		return 0, err
	}
	return rules.reveals(len(r.Image), former), nil
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
	return s.prepare(ctx, fmt.Sprintf("register %s for %s", r.Name, Days(r.Duration)), &s.c.deployment.Controller, data, r.MaxPrice)
}

// RevealNext is Reveal as the next block will have it, not the newest: where blocks
// come only with transactions, the newest stays too old for it.
func (s *Signer) RevealNext(ctx context.Context, r Request) (*Tx, error) {
	next := *s
	next.at = "pending"
	return next.Reveal(ctx, r)
}

// prepare is try of what the account must be able to pay.
func (s *Signer) prepare(ctx context.Context, what string, to *common.Address, data []byte, value *big.Int) (*Tx, error) {
	t, err := s.try(ctx, what, to, data, value)
	if err != nil {
		return nil, err
	}
	if err := s.canPay(ctx, new(big.Int).Add(t.MaxFee(), t.Value)); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return t, nil
}

// try tries a transaction at the newest block and sets its gas and fees.
// It refuses on another chain or with another registry before anything is
// signed, because no endpoint is used that was not verified.
func (s *Signer) try(ctx context.Context, what string, to *common.Address, data []byte, value *big.Int) (*Tx, error) {
	fail := func(err error) (*Tx, error) { return nil, fmt.Errorf("%s: %w", what, err) }
	if value == nil {
		value = new(big.Int)
	}
	call := map[string]any{"from": s.from, "data": hexutil.Bytes(data), "value": (*hexutil.Big)(value)}
	if to != nil {
		call["to"] = to
	}
	args := []any{call}
	if s.at != "" {
		args = append(args, s.at)
	}
	var gas hexutil.Uint64
	if err := s.c.pool.call(ctx, &gas, "eth_estimateGas", args...); err != nil {
		var rpcErr rpc.Error
		if asRPC(err, &rpcErr) {
			return fail(s.c.refused(err))
		}
		return fail(asUnreachable(err))
	}
	if gas > maxGas {
		return fail(fmt.Errorf("%w: %w: it takes %d gas", names.ErrInvalid, errFalse, uint64(gas)))
	}
	t := &Tx{What: what, To: to, Data: data, Value: value, Gas: uint64(gas) + uint64(gas)/5}
	var err error
	if t.FeeCap, t.Tip, err = s.fees(ctx); err != nil {
		return fail(err)
	}
	return t, nil
}

// fees are what a unit of gas costs now at most, and the tip in it, in wei.
func (s *Signer) fees(ctx context.Context) (feeCap, tip *big.Int, err error) {
	base, err := s.baseFee(ctx)
	if err != nil {
		return nil, nil, err
	}
	if tip, err = s.tip(ctx); err != nil {
		return nil, nil, err
	}
	feeCap = new(big.Int).Add(new(big.Int).Lsh(base, 1), tip)
	if most := s.o.MaxFee; most != nil && feeCap.Cmp(most) > 0 {
		if base.Cmp(most) > 0 {
			return nil, nil, &refusal{ErrFee, fmt.Sprintf("a unit of gas costs %s gwei now, above the cap of %s: try later or raise --max-fee", Gwei(base), Gwei(most))}
		}
		feeCap = most
		tip = bigMin(tip, feeCap)
	}
	return feeCap, tip, nil
}

// tip is what endpoints suggest, in wei a unit of gas: by eth_maxPriorityFeePerGas,
// which not every endpoint has, else the median of what the newest blocks took, else
// minTip. It is never below minTip.
func (s *Signer) tip(ctx context.Context) (*big.Int, error) {
	var suggested hexutil.Big
	err := s.c.pool.call(ctx, &suggested, "eth_maxPriorityFeePerGas")
	if err == nil {
		return bigMax(suggested.ToInt(), big.NewInt(minTip)), nil
	}
	var answer rpc.Error
	if !errors.As(err, &answer) {
		return nil, asUnreachable(err)
	}
	var history struct {
		Rewards [][]*hexutil.Big `json:"reward"` // by block and percentile
	}
	if err := s.c.pool.call(ctx, &history, "eth_feeHistory", hexutil.Uint64(tipBlocks), "latest", []int{50}); err != nil && !errors.As(err, &answer) {
		return nil, asUnreachable(err)
	}
	tips := []*big.Int{}
	for _, block := range history.Rewards {
		if len(block) == 1 && block[0] != nil {
			tips = append(tips, block[0].ToInt())
		}
	}
	if len(tips) == 0 {
		return big.NewInt(minTip), nil
	}
	slices.SortFunc(tips, (*big.Int).Cmp)
	return bigMax(tips[len(tips)/2], big.NewInt(minTip)), nil
}

// baseFee is that of the newest block, in wei a unit of gas.
func (s *Signer) baseFee(ctx context.Context) (*big.Int, error) {
	var block struct {
		BaseFee *hexutil.Big `json:"baseFeePerGas"`
	}
	if err := s.c.pool.call(ctx, &block, "eth_getBlockByNumber", "latest", false); err != nil {
		return nil, asUnreachable(err)
	}
	if block.BaseFee == nil {
		return nil, errors.New("the chain has no base fee: only chains with EIP-1559 are supported")
	}
	return block.BaseFee.ToInt(), nil
}

func bigMin(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func bigMax(a, b *big.Int) *big.Int {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

func asRPC(err error, target *rpc.Error) bool {
	return errors.As(err, target) && !errors.Is(err, names.ErrUnreachable)
}

// Ether writes wei in ether, without trailing zeros.
func Ether(wei *big.Int) string { return decimal(wei, 18) }

// Gwei writes wei in gwei, without trailing zeros.
func Gwei(wei *big.Int) string { return decimal(wei, 9) }

func decimal(wei *big.Int, digits int) string {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	s := new(big.Rat).SetFrac(wei, unit).FloatString(digits)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}
