package chain_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/contracts/bindings"
	"chainzone/zone"
)

func dial(t *testing.T, w *world) *ethclient.Client {
	t.Helper()
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// TestPlantedStorageIsNotProven puts our own runtime code on the chain by a
// constructor that also writes a controller. Its code is as built, and it sells
// names for that controller; only a deployment that says how it was created
// tells the two apart.
func TestPlantedStorageIsNotProven(t *testing.T) {
	w := newWorld(t)
	client := dial(t, w)
	code, err := client.CodeAt(t.Context(), w.deployment.Registry, nil)
	if err != nil {
		t.Fatal(err)
	}
	spans := make(map[string][]bindings.Span)
	for _, immutable := range bindings.NameRegistryImmutables {
		spans[immutable.Name] = immutable.Spans
	}
	thief, trap := w.Accounts[4].Address, unproven(w.deployment)
	trap.Registry = crypto.CreateAddress(w.Accounts[3].Address, 0)
	code = bytes.Clone(code)
	fit(code, spans, &trap)
	const controllers = 14 // isController, by contracts/layout/NameRegistry.json
	slot := crypto.Keccak256(common.LeftPadBytes(thief[:], 32), common.LeftPadBytes([]byte{controllers}, 32))
	// PUSH1 1 PUSH32 slot SSTORE, before what returns the code.
	create(t, client, w.Accounts[3], 0, code, append(append([]byte{0x60, 1, 0x7f}, slot...), 0x55)...)
	trap.RegistryCodeHash = crypto.Keccak256Hash(code)

	register := bindings.NewNameRegistry().PackRegister("bank", thief, uint64(w.Now().Add(24*time.Hour).Unix()), nil)
	call(t, w, 4, trap.Registry, register)
	v, err := chain.Verify(t.Context(), &trap)
	if err != nil {
		t.Fatal(err)
	}
	if v.Contracts[0].Difference != "" || v.Proven || len(v.Controllers) != 0 {
		t.Errorf("the trap: %q, proven %v, controllers %v", v.Contracts[0].Difference, v.Proven, v.Controllers)
	}

	claimed := trap
	claimed.Version, claimed.Creation = 2, w.deployment.Creation
	if err := claimed.Check(); !errors.Is(err, chain.ErrNotCreated) {
		t.Errorf("the trap with an honest creation: %v", err)
	}
	if _, err := chain.Open(&claimed, chain.Options{}); !errors.Is(err, chain.ErrNotCreated) {
		t.Errorf("a server would open it: %v", err)
	}
}

// TestCreationIsRecomputed: whatever of a deployment's creation differs is
// refused, without a chain.
func TestCreationIsRecomputed(t *testing.T) {
	w := newWorld(t)
	if err := w.deployment.Check(); err != nil {
		t.Fatal(err)
	}
	registry, controller, pricing := bindings.NewNameRegistry(), bindings.NewRegistrarController(), bindings.NewDecayingPricing()
	honest := *w.deployment.Creation
	at := func(code string, arguments []byte) common.Address {
		return crypto.CreateAddress2(honest.Factory, honest.Salt, crypto.Keccak256(append(common.FromHex(code), arguments...)))
	}
	for what, change := range map[string]func(d *chain.Deployment, c *chain.Creation){
		"factory":                func(_ *chain.Deployment, c *chain.Creation) { c.Factory[19]++ },
		"salt":                   func(_ *chain.Deployment, c *chain.Creation) { c.Salt[31]++ },
		"registry's bytes":       func(_ *chain.Deployment, c *chain.Creation) { c.Registry = append(bytes.Clone(c.Registry), 0) },
		"controller":             func(d *chain.Deployment, _ *chain.Creation) { d.Controller = d.Registry },
		"the price list":         func(_ *chain.Deployment, c *chain.Creation) { c.Pricing[31]++ },
		"no price list":          func(_ *chain.Deployment, c *chain.Creation) { c.Pricing = nil },
		"another TLD's registry": func(d *chain.Deployment, _ *chain.Creation) { d.TLD = "other" },
		"another registry's controller": func(d *chain.Deployment, c *chain.Creation) {
			c.Controller = controller.PackConstructor(common.Address{1}, common.Address{2}, c.PricingAddress(), 1, 2)
			d.Controller = at(bindings.RegistrarControllerMetaData.Bin, c.Controller)
		},
		"another price list": func(d *chain.Deployment, c *chain.Creation) {
			c.Pricing = pricing.PackConstructor(common.Address{1}, []*big.Int{big.NewInt(1)}, 0)
		},
		"arguments that are none": func(d *chain.Deployment, c *chain.Creation) {
			c.Registry = []byte{1, 2, 3}
			d.Registry = at(bindings.NameRegistryMetaData.Bin, c.Registry)
		},
		"arguments in another encoding": func(d *chain.Deployment, c *chain.Creation) {
			ceiling := big.NewInt(1)
			c.Registry = append(registry.PackConstructor(common.Address{1}, "chain", [5]*big.Int{ceiling, ceiling, ceiling, ceiling, ceiling}, common.Address{2}, nil, common.Address{}), make([]byte, 32)...)
			d.Registry = at(bindings.NameRegistryMetaData.Bin, c.Registry)
		},
	} {
		d, c := *w.deployment, honest
		c.Registry, c.Controller, c.Pricing = bytes.Clone(c.Registry), bytes.Clone(c.Controller), bytes.Clone(c.Pricing)
		d.Creation = &c
		change(&d, &c)
		if err := d.Check(); err == nil || !errors.Is(err, chain.ErrNotCreated) && !strings.Contains(err.Error(), "arguments") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestDeployFindsWhatIsThere deploys the same bytes twice: the second time
// nothing is sent, and another sender's deployment of a contract is a finished
// step.
func TestDeployFindsWhatIsThere(t *testing.T) {
	w := newWorld(t)
	client := dial(t, w)
	options := devnet.TLD("twice")
	// Somebody else creates the price list first.
	list := bindings.NewDecayingPricing().PackConstructor(w.Accounts[0].Address, options.Prices, options.Premium)
	salt := chain.NodeOf(zone.MustParseName("twice"))
	call(t, w, 3, params.DeterministicFactoryAddress, append(salt[:], append(common.FromHex(bindings.DecayingPricingMetaData.Bin), list...)...))

	deploy := func(o chain.DeployOptions) (*chain.Deployment, uint64) {
		t.Helper()
		before, err := client.NonceAt(t.Context(), w.Accounts[0].Address, nil)
		if err != nil {
			t.Fatal(err)
		}
		d, err := chain.Deploy(t.Context(), []string{w.RPC()}, chain.KeyWallet(w.Accounts[0].Key), o)
		if err != nil {
			t.Fatal(err)
		}
		after, err := client.NonceAt(t.Context(), w.Accounts[0].Address, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d, after - before
	}
	first, sent := deploy(options)
	if sent != 3 {
		t.Errorf("the first deployment sent %d transactions, want registry, controller and the right to sell", sent)
	}
	second, sent := deploy(options)
	if sent != 0 || second.Registry != first.Registry || second.FromBlock != first.FromBlock {
		t.Errorf("the second deployment sent %d transactions: %+v, then %+v", sent, first, second)
	}
	options.Salt[0] = 1
	if third, sent := deploy(options); sent != 4 || third.Registry == first.Registry {
		t.Errorf("another salt: %d transactions, registry %s", sent, third.Registry)
	}
}

// TestDeployWithoutFactory deploys to a chain that does not have the factory of
// EIP-7997: a copy of it is sent first, and used.
func TestDeployWithoutFactory(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	p.set(func(method string, args []json.RawMessage, reply []byte) []byte {
		if method == "eth_getCode" && strings.Contains(strings.ToLower(string(args[0])), "4e59b44847b379578588920ca78fbf26c0b4956c") {
			return result(reply, "0x")
		}
		return reply
	})
	d, err := chain.Deploy(t.Context(), []string{p.URL}, chain.KeyWallet(w.Accounts[0].Key), devnet.TLD("bare"))
	if err != nil {
		t.Fatal(err)
	}
	if d.Creation.Factory == params.DeterministicFactoryAddress {
		t.Error("a factory that is not there was used")
	}
	client := dial(t, w)
	if code, err := client.CodeAt(t.Context(), d.Creation.Factory, nil); err != nil || !bytes.Equal(code, params.DeterministicFactoryCode) {
		t.Errorf("the factory has the code %x, %v", code, err)
	}
	if v, err := chain.Verify(t.Context(), d); err != nil || !v.Proven || !v.Same() {
		t.Errorf("%+v, %v", v, err)
	}
}
