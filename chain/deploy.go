package chain

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/contracts/bindings"
	"chainzone/zone"
)

// DeployOptions are the parameters of a new TLD's contracts. The registry's
// ceiling price and origin can never be changed.
type DeployOptions struct {
	TLD      string
	Ceilings [5]*big.Int    // wei a second for labels of 1, 2, 3, 4, and 5 and more bytes: the most that renewal costs for ever
	Prices   []*big.Int     // wei a second by label length, from 1; the last is for all longer ones
	Premium  uint32         // of a lapsed name at the end of its grace, in prices of a year; it halves each day. 0: none
	Treasury common.Address // where fees go; zero: the deploying account
	Owner    common.Address // of the three contracts; zero: the deploying account. It must accept the registry
	Salt     common.Hash    // of CREATE2: the same options with another salt are another TLD; zero: the TLD's node
	Zone     []byte         // the TLD's own image; nil for none
	MinAge   time.Duration  // of a commitment; whole seconds
	MaxAge   time.Duration
	Wait     time.Duration // for each transaction's block; 0: 3 min
	Reserved []string      // labels that Owner gets for 100 years and that are never sold, such as those of the TLD's name servers
	// Confirm is told what is about to be sent, before anything is signed. Its
	// error ends it. Nil asks nobody.
	Confirm func(Plan) error
	// Report is told before each step; nil for nobody.
	Report func(step string)
	// Outbox keeps what is under way on the chain with an id and a first block;
	// nil: in memory, and a deployment that is stopped is lost.
	Outbox        func(chainID uint64, genesis common.Hash) Outbox
	MaxFee        *big.Int // see SignerOptions
	Confirmations uint64
}

// Plan is what a deployment is about to do. Each contract's creation was tried
// against the chain.
type Plan struct {
	ChainID         uint64
	Owner, Treasury common.Address
	Gas             uint64   // the most that all transactions take
	Fee             *big.Int // the most that they cost in fees, wei
	ChargesForData  bool     // the chain charges more than that, see Client.ChargesForData
}

// CheckPrices refuses ceilings and prices that the contracts would refuse, and
// a price above its ceiling: renewals would cost less than registrations then,
// and nobody would see why.
func (o DeployOptions) CheckPrices() error {
	limit := new(big.Int).Lsh(big.NewInt(1), 128)
	valid := func(n *big.Int) bool { return n != nil && n.Sign() > 0 && n.Cmp(limit) < 0 }
	for i, ceiling := range o.Ceilings {
		if !valid(ceiling) {
			return fmt.Errorf("the ceiling for labels of %d bytes is not 1 to 2^128 - 1 wei a second: give another", i+1)
		}
	}
	if len(o.Prices) == 0 {
		return errors.New("no price is given: give at least one")
	}
	for i := range max(len(o.Prices), len(o.Ceilings)) {
		price, ceiling := o.Prices[min(i, len(o.Prices)-1)], o.Ceilings[min(i, len(o.Ceilings)-1)]
		if !valid(price) {
			return fmt.Errorf("the price for labels of %d bytes is not 1 to 2^128 - 1 wei a second: give another", i+1)
		}
		if price.Cmp(ceiling) > 0 {
			return fmt.Errorf("the price for labels of %d bytes, %v wei a second, is above their ceiling, %v: lower the price or raise the ceiling", i+1, price, ceiling)
		}
	}
	return nil
}

// ErrNotAsBuilt is a deployment whose code or settings on the chain are not
// those that were sent.
var ErrNotAsBuilt = errors.New("what is on the chain is not what was built")

// Deploy puts price list, registry and controller of a new TLD on the chain
// that the endpoints serve, joins them, and compares what is there with what
// was sent. With an outbox that lasts, Deploy with the same options goes on
// where an earlier one was stopped.
func Deploy(ctx context.Context, endpoints []string, wallet Wallet, o DeployOptions) (*Deployment, error) {
	d, err := deploy(ctx, endpoints, wallet, o)
	if err != nil {
		return nil, fmt.Errorf("deploy %s: %w", o.TLD, err)
	}
	return d, nil
}

func deploy(ctx context.Context, endpoints []string, wallet Wallet, o DeployOptions) (*Deployment, error) {
	d := &Deployment{Version: 2, TLD: o.TLD, Endpoints: endpoints}
	if _, err := d.Origin(); err != nil {
		return nil, err
	}
	if len(endpoints) == 0 {
		return nil, errors.New("no endpoint is given")
	}
	for _, endpoint := range endpoints {
		if err := CheckEndpoint(endpoint); err != nil {
			return nil, err
		}
	}
	if err := o.CheckPrices(); err != nil {
		return nil, err
	}
	c := &Client{
		deployment: d,
		options:    Options{Wait: cmp.Or(o.Wait, sendWait), Clock: time.Now, Logger: slog.New(slog.DiscardHandler)},
		pool:       newPool(d, time.Now, slog.New(slog.DiscardHandler), nil),
		registry:   bindings.NewNameRegistry(),
		controller: bindings.NewRegistrarController(),
	}
	defer c.Close()
	var id hexutil.Uint64
	if err := c.pool.call(ctx, &id, "eth_chainId"); err != nil {
		return nil, asUnreachable(err)
	}
	d.ChainID = uint64(id)
	c.options.ChainClock = IsDevelopment(d.ChainID)
	so := SignerOptions{MaxFee: o.MaxFee, Confirmations: o.Confirmations}
	if o.Outbox != nil {
		genesis, err := c.Genesis(ctx)
		if err != nil {
			return nil, err
		}
		so.Outbox = o.Outbox(d.ChainID, genesis)
	}
	b := &building{c: c, s: c.SignerWith(wallet, so), o: o}
	if b.o.Treasury == (common.Address{}) {
		b.o.Treasury = wallet.Address()
	}
	if b.o.Owner == (common.Address{}) {
		b.o.Owner = wallet.Address()
	}
	if err := b.build(ctx, d); err != nil {
		return nil, err
	}
	if err := b.compare(ctx, d); err != nil {
		return nil, err
	}
	return d, b.s.Forget(ctx, b.refs...)
}

// building is one deployment under way.
type building struct {
	c    *Client
	s    *Signer
	o    DeployOptions
	refs []string // of the steps, for the outbox
}

// ref names a step in the outbox: the same step has the same code and settings.
func (b *building) ref(what string, to *common.Address, data []byte) string {
	target := ""
	if to != nil {
		target = to.Hex()
	}
	return fmt.Sprintf("deploy %s, %s, %x", b.o.TLD, what, crypto.Keccak256([]byte(target), data))
}

// step sends one transaction, unless an earlier run did.
func (b *building) step(ctx context.Context, what string, to *common.Address, data []byte) (*types.Receipt, error) {
	ref := b.ref(what, to, data)
	b.refs = append(b.refs, ref)
	if receipt, err := b.s.Done(ctx, ref); err != nil || receipt != nil {
		return receipt, err
	}
	if receipt, found, err := b.s.Continue(ctx, ref); err != nil || found {
		return receipt, err
	}
	t, err := b.s.prepare(ctx, what, to, data, nil)
	if err != nil {
		return nil, err
	}
	t.Ref = ref
	if confirm := b.o.Confirm; confirm != nil {
		b.o.Confirm = nil
		rules, err := b.c.gasRules(ctx)
		if err != nil {
			return nil, err
		}
		gas := rules.deploys(b.o)
		fee := new(big.Int).Mul(t.FeeCap, new(big.Int).SetUint64(gas))
		if err := b.s.canPay(ctx, fee); err != nil {
			return nil, err
		}
		plan := Plan{ChainID: b.c.deployment.ChainID, Owner: b.o.Owner, Treasury: b.o.Treasury, Gas: gas, Fee: fee, ChargesForData: b.c.ChargesForData(ctx)}
		if err := confirm(plan); err != nil {
			return nil, err
		}
	}
	if b.o.Report != nil {
		b.o.Report(what)
	}
	return b.s.Send(ctx, t)
}

// build sends what is left to send, and fills in the deployment.
func (b *building) build(ctx context.Context, d *Deployment) error {
	o := b.o
	origin, err := d.Origin()
	if err != nil {
		return err
	}
	// Not the same for all TLDs: two of one owner would share a price list.
	c := &Creation{Salt: cmp.Or(o.Salt, common.Hash(NodeOf(origin)))}
	if err := b.tryAll(ctx, c.Salt); err != nil {
		return err
	}
	if c.Factory, err = b.factory(ctx); err != nil {
		return err
	}
	d.Creation = c
	d.Registry, d.Controller = b.fill(c)
	for _, one := range c.contracts() {
		if err := b.create(ctx, c, one); err != nil {
			return err
		}
	}
	if d.FromBlock, err = b.firstBlock(ctx, d); err != nil {
		return err
	}
	code, err := b.c.codeAt(ctx, d.Registry)
	if err != nil {
		return err
	}
	d.RegistryCodeHash = crypto.Keccak256Hash(code)
	sells, err := b.has(ctx, d.Registry, b.c.registry.PackIsController(d.Controller), common.BigToHash(common.Big1))
	if err != nil {
		return err
	}
	if !sells {
		if _, err := b.step(ctx, "let the controller sell names", &d.Registry, b.c.registry.PackAddController(d.Controller)); err != nil {
			return err
		}
	}
	// A zone that is there already stays: compare says whether it is another.
	bare, err := b.has(ctx, d.Registry, b.c.registry.PackWordOf(NodeOf(origin)), common.Hash{})
	if err != nil {
		return err
	}
	if len(o.Zone) > 0 && bare {
		if _, err := b.step(ctx, "publish the TLD's own records", &d.Registry, b.c.registry.PackSetOriginZone(o.Zone)); err != nil {
			return err
		}
	}
	owns, err := b.has(ctx, d.Registry, b.c.registry.PackOwner(), common.BytesToHash(o.Owner[:]))
	if err != nil {
		return err
	}
	if !owns {
		if _, err := b.step(ctx, "offer the registry to its owner", &d.Registry, b.c.registry.PackTransferOwnership(o.Owner)); err != nil {
			return err
		}
	}
	return d.Check()
}

// has reports whether a view returns one word.
func (b *building) has(ctx context.Context, at common.Address, call []byte, want common.Hash) (bool, error) {
	data, err := b.c.view(ctx, common.Hash{}, at, call)
	return err == nil && len(data) == common.HashLength && common.BytesToHash(data) == want, err
}

// compare looks at what is on the chain now.
func (b *building) compare(ctx context.Context, d *Deployment) error {
	verified, err := Verify(ctx, d)
	if err != nil {
		return err
	}
	for _, v := range verified.Contracts {
		if v.Difference != "" {
			return fmt.Errorf("%w: %s at %s: %s", ErrNotAsBuilt, v.Contract, v.Address, v.Difference)
		}
	}
	c, r := b.c, b.c.registry
	word := func(a common.Address) common.Hash { return common.BytesToHash(a[:]) }
	type value struct {
		what string
		at   common.Address
		call []byte
		want common.Hash
	}
	wanted := []value{
		{"the treasury", d.Registry, r.PackTreasury(), word(b.o.Treasury)},
		{"the controller's right to sell", d.Registry, r.PackIsController(d.Controller), common.BigToHash(big.NewInt(1))},
		{"the controller's registry", d.Controller, c.controller.PackRegistry(), word(d.Registry)},
		{"the controller's owner", d.Controller, c.controller.PackOwner(), word(b.o.Owner)},
		{"the least age", d.Controller, c.controller.PackMinCommitmentAge(), common.BigToHash(new(big.Int).SetUint64(seconds(b.o.MinAge)))},
		{"the greatest age", d.Controller, c.controller.PackMaxCommitmentAge(), common.BigToHash(new(big.Int).SetUint64(seconds(b.o.MaxAge)))},
	}
	for i, ceiling := range b.o.Ceilings {
		length := big.NewInt(int64(i + 1))
		wanted = append(wanted, value{fmt.Sprintf("the ceiling for labels of %d bytes", i+1), d.Registry, r.PackCeilingPrice(length), common.BigToHash(ceiling)})
	}
	for _, w := range wanted {
		data, err := c.view(ctx, common.Hash{}, w.at, w.call)
		if err != nil {
			return fmt.Errorf("compare %s: %w", w.what, err)
		}
		if common.BytesToHash(data) != w.want || len(data) != common.HashLength {
			return fmt.Errorf("%w: %s is %x", ErrNotAsBuilt, w.what, data)
		}
	}
	origin, err := d.Origin()
	if err != nil {
		return err
	}
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	if err != nil {
		return asUnreachable(err)
	}
	readings, err := c.readAt(ctx, h.block(), []zone.Name{origin})
	if err != nil {
		return err
	}
	if !bytes.Equal(readings[0].Image, b.o.Zone) {
		return fmt.Errorf("%w: the TLD's own records", ErrNotAsBuilt)
	}
	return nil
}
