package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/contracts/bindings"
)

// Creation says how the contracts of a deployment were created: by CREATE2
// (EIP-1014) through a factory. Such an address is the hash of factory, salt and
// creation code with the constructor's arguments. It therefore proves with what
// storage the contract began, by any sender and any factory. Runtime code alone
// proves nothing of storage: another constructor can write a manager, an
// approval or a controller and return the same code.
type Creation struct {
	Factory    common.Address `json:"factory"`
	Salt       common.Hash    `json:"salt"`
	Registry   hexutil.Bytes  `json:"registry"`   // the constructor's arguments, ABI-encoded
	Controller hexutil.Bytes  `json:"controller"` // the same of the controller
	Pricing    hexutil.Bytes  `json:"pricing"`    // the same of the controller's first price list
}

// ErrNotCreated is a deployment whose addresses are not those of its creation.
var ErrNotCreated = errors.New("the address is not that of the contract as built")

// creationCodes are the bytecodes that CREATE2 hashes, without arguments.
var creationCodes = struct{ registry, controller, pricing string }{
	bindings.NameRegistryMetaData.Bin, bindings.RegistrarControllerMetaData.Bin, bindings.DecayingPricingMetaData.Bin,
}

// address is where the factory puts a contract.
func (c *Creation) address(code string, arguments []byte) common.Address {
	return crypto.CreateAddress2(c.Factory, c.Salt, crypto.Keccak256(initCode(code, arguments)))
}

// initCode is a contract's creation code with its constructor's arguments.
func initCode(code string, arguments []byte) []byte {
	return append(common.FromHex(code), arguments...)
}

// created is one contract of a creation.
type created struct {
	what, code string
	arguments  []byte
}

// contracts are those of a creation, in the order in which they are deployed.
func (c *Creation) contracts() []created {
	return []created{
		{"the price list", creationCodes.pricing, c.Pricing},
		{"the registry", creationCodes.registry, c.Registry},
		{"the controller", creationCodes.controller, c.Controller},
	}
}

// PricingAddress is the address of the controller's first price list.
func (c *Creation) PricingAddress() common.Address {
	return c.address(creationCodes.pricing, c.Pricing)
}

// proveCreation computes the addresses of registry, controller and price list
// from their creation, without a chain, and that they belong together.
func (d *Deployment) proveCreation() error {
	c := d.Creation
	for _, one := range []struct {
		what  string
		code  string
		bytes []byte
		at    common.Address
	}{
		{"registry", creationCodes.registry, c.Registry, d.Registry},
		{"controller", creationCodes.controller, c.Controller, d.Controller},
	} {
		if got := c.address(one.code, one.bytes); got != one.at {
			return fmt.Errorf("%w: by factory, salt and constructor arguments the %s is at %s, the deployment says %s; trust neither names nor money to it", ErrNotCreated, one.what, got, one.at)
		}
	}
	origin, err := d.Origin()
	if err != nil {
		return err
	}
	registry, err := constructorArguments(bindings.NewNameRegistry().GetABI(), c.Registry)
	if err != nil {
		return fmt.Errorf("creation.registry: %w", err)
	}
	if got, _ := registry[1].(string); got != strings.TrimSuffix(origin.String(), ".") {
		return fmt.Errorf("%w: the registry was made for %q, the deployment says %q", ErrNotCreated, got, d.TLD)
	}
	controller, err := constructorArguments(bindings.NewRegistrarController().GetABI(), c.Controller)
	if err != nil {
		return fmt.Errorf("creation.controller: %w", err)
	}
	if got, _ := controller[1].(common.Address); got != d.Registry {
		return fmt.Errorf("%w: the controller was made for the registry %s, the deployment says %s", ErrNotCreated, got, d.Registry)
	}
	if got, _ := controller[2].(common.Address); got != c.PricingAddress() {
		return fmt.Errorf("%w: the controller was made with the price list %s, which is not the one of creation.pricing, %s", ErrNotCreated, got, c.PricingAddress())
	}
	if _, err := constructorArguments(bindings.NewDecayingPricing().GetABI(), c.Pricing); err != nil {
		return fmt.Errorf("creation.pricing: %w", err)
	}
	return nil
}

// constructorArguments decodes arguments that are encoded in the one way that
// encodes back to the same bytes.
func constructorArguments(contract abi.ABI, data []byte) ([]any, error) {
	values, err := contract.Constructor.Inputs.Unpack(data)
	if err != nil {
		return nil, fmt.Errorf("not the constructor's arguments: %w", err)
	}
	again, err := contract.Constructor.Inputs.Pack(values...)
	if err != nil || !bytes.Equal(again, data) {
		return nil, errors.New("not the constructor's arguments in their one encoding")
	}
	return values, nil
}

// codeAt is the code at an address at the newest block.
func (c *Client) codeAt(ctx context.Context, at common.Address) ([]byte, error) {
	var code hexutil.Bytes
	if err := c.pool.call(ctx, &code, "eth_getCode", at, "latest"); err != nil {
		return nil, asUnreachable(err)
	}
	return code, nil
}

// factory finds the factory of EIP-7997 or puts a copy of it on the chain. The
// copy's transaction is an ordinary one: the well-known keyless one has 100,000
// gas, which is too little by newer rules, and is refused by many endpoints.
func (b *building) factory(ctx context.Context) (common.Address, error) {
	code, err := b.c.codeAt(ctx, params.DeterministicFactoryAddress)
	if err != nil || bytes.Equal(code, params.DeterministicFactoryCode) {
		return params.DeterministicFactoryAddress, err
	}
	// PUSH1 size, DUP1, PUSH1 offset of the code, PUSH0, CODECOPY, PUSH0, RETURN.
	size := byte(len(params.DeterministicFactoryCode))
	loader := []byte{0x60, size, 0x80, 0x60, 9, 0x5f, 0x39, 0x5f, 0xf3}
	receipt, err := b.step(ctx, "deploy a factory, since the chain has none", nil, append(loader, params.DeterministicFactoryCode...))
	if err != nil {
		return common.Address{}, err
	}
	if code, err = b.c.codeAt(ctx, receipt.ContractAddress); err == nil && !bytes.Equal(code, params.DeterministicFactoryCode) {
		err = fmt.Errorf("%w: the factory at %s", ErrNotAsBuilt, receipt.ContractAddress)
	}
	return receipt.ContractAddress, err
}

// tryAll runs the constructors of all three contracts on the chain, without
// sending anything: what one refuses is known before the first is paid for. The
// addresses in their arguments are those of the well-known factory; none of the
// constructors calls them.
func (b *building) tryAll(ctx context.Context, salt common.Hash) error {
	c := &Creation{Factory: params.DeterministicFactoryAddress, Salt: salt}
	b.fill(c)
	for _, one := range c.contracts() {
		var code hexutil.Bytes
		call := map[string]any{"from": b.s.from, "data": hexutil.Bytes(initCode(one.code, one.arguments))}
		if err := b.c.pool.call(ctx, &code, "eth_call", call, "latest"); err != nil {
			var rpcErr rpc.Error
			if asRPC(err, &rpcErr) {
				err = b.c.refused(err)
			} else {
				err = asUnreachable(err)
			}
			return fmt.Errorf("try to create %s: %w", one.what, err)
		}
	}
	return nil
}

// fill writes the constructors' arguments, which follow from factory, salt and
// options. It returns the addresses.
func (b *building) fill(c *Creation) (registry, controller common.Address) {
	o := b.o
	c.Pricing = bindings.NewDecayingPricing().PackConstructor(o.Owner, o.Prices, o.Premium)
	c.Registry = b.c.registry.PackConstructor(b.s.from, o.TLD, o.Ceilings, o.Treasury, o.Reserved, o.Owner)
	registry = c.address(creationCodes.registry, c.Registry)
	c.Controller = b.c.controller.PackConstructor(o.Owner, registry, c.PricingAddress(), seconds(o.MinAge), seconds(o.MaxAge))
	return registry, c.address(creationCodes.controller, c.Controller)
}

// create puts a contract at its computed address. Code that is there already is
// the same contract, by an earlier run or by anybody else.
func (b *building) create(ctx context.Context, creation *Creation, contract created) error {
	what, at := "deploy "+contract.what, creation.address(contract.code, contract.arguments)
	data := append(creation.Salt.Bytes(), initCode(contract.code, contract.arguments)...)
	there, err := b.c.codeAt(ctx, at)
	if err != nil || len(there) > 0 {
		b.refs = append(b.refs, b.ref(what, &creation.Factory, data)) // an earlier run's
		return err
	}
	if _, err := b.step(ctx, what, &creation.Factory, data); err != nil {
		return err
	}
	if there, err = b.c.codeAt(ctx, at); err == nil && len(there) == 0 {
		err = fmt.Errorf("%w: there is no code at %s", ErrNotAsBuilt, at)
	}
	return err
}

// firstBlock is the block in which the registry was created: that of its first
// event.
func (b *building) firstBlock(ctx context.Context, d *Deployment) (uint64, error) {
	h, err := b.c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	if err != nil {
		return 0, asUnreachable(err)
	}
	logs, err := b.c.logs(ctx, h, []common.Hash{b.c.registry.GetABI().Events["TreasuryChanged"].ID})
	if err != nil {
		return 0, err
	}
	if len(logs) == 0 {
		return 0, fmt.Errorf("%w: the registry at %s has no event of its creation", ErrNotAsBuilt, d.Registry)
	}
	return logs[0].BlockNumber, nil
}

// controllers lists the contracts that may register and extend names, by the
// registry's events since the deployment's first block. A constructor that is
// not ours could have added others without an event: see Creation.
func (c *Client) controllers(ctx context.Context) ([]common.Address, error) {
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	if err != nil {
		return nil, asUnreachable(err)
	}
	events := c.registry.GetABI().Events
	added, removed := events["ControllerAdded"].ID, events["ControllerRemoved"].ID
	logs, err := c.logs(ctx, h, []common.Hash{added, removed})
	if err != nil {
		return nil, err
	}
	var list []common.Address
	for _, l := range logs {
		if len(l.Topics) != 2 {
			return nil, fmt.Errorf("an event of a controller in block %d is not one", l.BlockNumber)
		}
		controller := common.BytesToAddress(l.Topics[1].Bytes())
		list = slices.DeleteFunc(list, func(a common.Address) bool { return a == controller })
		if l.Topics[0] == added {
			list = append(list, controller)
		}
	}
	return list, nil
}
