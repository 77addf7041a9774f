package chain

import (
	"cmp"
	"context"
	"crypto/ecdsa"
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
)

// DeployOptions are the parameters of a new TLD's contracts. The registry's
// ceiling price and origin can never be changed.
type DeployOptions struct {
	TLD      string
	Ceiling  *big.Int       // wei a second: what renewal at the registry costs for ever
	Prices   []*big.Int     // wei a second by label length, from 1; the last is for all longer ones
	Treasury common.Address // where fees go; zero: the deploying account
	MinAge   time.Duration  // of a commitment; whole seconds
	MaxAge   time.Duration
	Wait     time.Duration // for each transaction's block; 0: 3 min
	Reserved []string      // labels that are never sold, such as those of the TLD's name servers
	// Confirm is told the most that it all costs, gas and fees in wei, before the
	// first transaction; its error ends it. Nil asks nobody.
	Confirm func(gas uint64, fee *big.Int) error
	// Report is told before each step; nil for nobody.
	Report func(step string)
}

// gas is the most that deploying takes.
func (o DeployOptions) gas() uint64 {
	const transaction, perByte, perSlot = 100_000, 250, 25_000
	gas := uint64(4 * transaction)
	for _, code := range []string{bindings.LengthPricingMetaData.Bin, bindings.NameRegistryMetaData.Bin, bindings.RegistrarControllerMetaData.Bin} {
		gas += perByte * uint64(len(code)/2)
	}
	return gas + perSlot*uint64(10+len(o.Prices)+len(o.Reserved))
}

// Deploy puts price list, registry and controller of a new TLD on the chain
// that the endpoints serve and joins them. The key's account owns all three.
func Deploy(ctx context.Context, endpoints []string, key *ecdsa.PrivateKey, o DeployOptions) (*Deployment, error) {
	fail := func(err error) (*Deployment, error) { return nil, fmt.Errorf("deploy %s: %w", o.TLD, err) }
	d := &Deployment{Version: 1, TLD: o.TLD, Endpoints: endpoints}
	if _, err := d.Origin(); err != nil {
		return fail(err)
	}
	if len(endpoints) == 0 {
		return fail(errors.New("no endpoint is given"))
	}
	for _, endpoint := range endpoints {
		if err := CheckEndpoint(endpoint); err != nil {
			return fail(err)
		}
	}
	c := &Client{
		deployment: d,
		options:    Options{Wait: cmp.Or(o.Wait, sendWait), Clock: time.Now},
		pool:       newPool(d, time.Now, slog.New(slog.DiscardHandler), nil),
		registry:   bindings.NewNameRegistry(),
		controller: bindings.NewRegistrarController(),
	}
	defer c.Close()
	var id, number hexutil.Uint64
	if err := c.pool.call(ctx, &id, "eth_chainId"); err != nil {
		return fail(asUnreachable(err))
	}
	if err := c.pool.call(ctx, &number, "eth_blockNumber"); err != nil {
		return fail(asUnreachable(err))
	}
	d.ChainID, d.FromBlock = uint64(id), uint64(number)
	s := c.Signer(key)
	if o.Treasury == (common.Address{}) {
		o.Treasury = s.from
	}
	step := func(what string, to *common.Address, data []byte) (*types.Receipt, error) {
		t, err := s.prepare(ctx, what, to, data, nil)
		if err != nil {
			return nil, err
		}
		if confirm := o.Confirm; confirm != nil {
			o.Confirm = nil
			fee := new(big.Int).Mul(t.FeeCap, new(big.Int).SetUint64(o.gas()))
			if err := s.CanPay(ctx, fee); err != nil {
				return nil, err
			}
			if err := confirm(o.gas(), fee); err != nil {
				return nil, err
			}
		}
		if o.Report != nil {
			o.Report(what)
		}
		return s.Send(ctx, t)
	}
	create := func(what, code string, constructor []byte) (common.Address, error) {
		receipt, err := step(what, nil, append(common.FromHex(code), constructor...))
		if err != nil {
			return common.Address{}, err
		}
		return receipt.ContractAddress, nil
	}

	pricing, err := create("deploy the price list", bindings.LengthPricingMetaData.Bin, bindings.NewLengthPricing().PackConstructor(s.from, o.Prices))
	if err != nil {
		return fail(err)
	}
	registry, err := create("deploy the registry", bindings.NameRegistryMetaData.Bin, c.registry.PackConstructor(s.from, o.TLD, o.Ceiling, o.Treasury))
	if err != nil {
		return fail(err)
	}
	controller, err := create("deploy the controller", bindings.RegistrarControllerMetaData.Bin,
		c.controller.PackConstructor(s.from, registry, pricing, seconds(o.MinAge), seconds(o.MaxAge), o.Reserved))
	if err != nil {
		return fail(err)
	}
	if _, err := step("let the controller sell names", &registry, c.registry.PackAddController(controller)); err != nil {
		return fail(err)
	}
	var code hexutil.Bytes
	if err := c.pool.call(ctx, &code, "eth_getCode", registry, "latest"); err != nil {
		return fail(asUnreachable(err))
	}
	if len(code) == 0 {
		return fail(fmt.Errorf("there is no code at %s after its deployment", registry))
	}
	d.Registry, d.Controller, d.RegistryCodeHash = registry, controller, crypto.Keccak256Hash(code)
	return d, d.Check()
}
