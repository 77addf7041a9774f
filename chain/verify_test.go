package chain_test

import (
	"bytes"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/contracts/bindings"
	"chainzone/names"
	"chainzone/zone"
)

// unproven is a deployment as version 1 of the file has it.
func unproven(d *chain.Deployment) chain.Deployment {
	copied := *d
	copied.Version, copied.Creation = 1, nil
	return copied
}

func verifyContracts(t *testing.T, d *chain.Deployment) ([]chain.Verified, error) {
	t.Helper()
	v, err := chain.Verify(t.Context(), d)
	if err != nil {
		return nil, err
	}
	if v.Proven {
		t.Error("a deployment without its creation is proven")
	}
	return v.Contracts, nil
}

// TestVerify: what chain.Deploy put on the chain is what this program builds.
func TestVerify(t *testing.T) {
	w := newWorld(t)
	verified, err := chain.Verify(t.Context(), w.deployment)
	if err != nil {
		t.Fatal(err)
	}
	if !verified.Proven || !slices.Equal(verified.Controllers, []common.Address{w.deployment.Controller}) {
		t.Errorf("proven %v, controllers %v", verified.Proven, verified.Controllers)
	}
	list := verified.Contracts
	var names []string
	for _, v := range list {
		if v.Difference != "" {
			t.Errorf("%s: %s", v.Contract, v.Difference)
		}
		names = append(names, v.Contract)
	}
	if want := []string{"NameRegistry", "RegistrarController", "DecayingPricing"}; !slices.Equal(names, want) {
		t.Fatalf("verified %v, want %v", names, want)
	}
	if got := list[0].Values["ceiling5"]; got != "31709791983" {
		t.Errorf("the ceiling price is %s", got)
	}
	if got := list[1].Values; got["minCommitmentAge"] != "1" || got["maxCommitmentAge"] != "86400" {
		t.Errorf("the ages are %v", got)
	}
	for what, change := range map[string]func(*chain.Deployment){
		"has the hash":    func(d *chain.Deployment) { d.RegistryCodeHash = common.Hash{1} },
		"originNode":      func(d *chain.Deployment) { d.TLD = "other" },
		"is no contract":  func(d *chain.Deployment) { d.Registry = common.Address{1} },
		"bytes, not":      func(d *chain.Deployment) { d.Registry = d.Controller },
		"says 5":          func(d *chain.Deployment) { d.ChainID = 5 },
		"cannot be reach": func(d *chain.Deployment) { d.Endpoints = []string{"http://127.0.0.1:1"} },
	} {
		d := unproven(w.deployment)
		change(&d)
		list, err := verifyContracts(t, &d)
		if len(list) > 0 && strings.Contains(list[0].Difference, what) == (err == nil) {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("want %q: %+v, %v", what, list, err)
		}
	}
}

// TestVerifyOneByte puts copies of the registry's code on the chain, each
// fitting its address and its deployment file. The true copy passes; one with
// a single byte changed does not.
func TestVerifyOneByte(t *testing.T) {
	w := newWorld(t)
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	code, err := client.CodeAt(t.Context(), w.deployment.Registry, nil)
	if err != nil {
		t.Fatal(err)
	}
	spans := make(map[string][]bindings.Span)
	for _, immutable := range bindings.NameRegistryImmutables {
		spans[immutable.Name] = immutable.Spans
	}
	const none = -1
	nonce := uint64(0)
	for _, flip := range []int{none, 0, len(code) / 2, len(code) - 1, spans["originNode"][0].Start + 31, spans["_name"][0].Start, spans["_cachedThis"][0].Start + 20} {
		d := unproven(w.deployment)
		copied := bytes.Clone(code)
		d.Registry = crypto.CreateAddress(w.Accounts[3].Address, nonce)
		fit(copied, spans, &d)
		if flip != none {
			copied[flip] ^= 0x01
		}
		create(t, client, w.Accounts[3], nonce, copied)
		nonce++
		d.RegistryCodeHash = crypto.Keccak256Hash(copied)
		list, err := verifyContracts(t, &d)
		if err != nil {
			t.Fatal(err)
		}
		if same := list[0].Difference == ""; same != (flip == none) {
			t.Errorf("byte %d changed: %q", flip, list[0].Difference)
		}
		// The controller belongs to the registry it was deployed with.
		if !strings.HasPrefix(list[1].Difference, "its registry is ") {
			t.Errorf("another registry's controller: %q", list[1].Difference)
		}
	}
}

// fit writes the immutables that depend on the address into a copy of the code.
func fit(code []byte, spans map[string][]bindings.Span, d *chain.Deployment) {
	this := common.BytesToHash(d.Registry.Bytes())
	name, version := crypto.Keccak256([]byte("NameRegistry")), crypto.Keccak256([]byte("1"))
	id := common.BigToHash(new(big.Int).SetUint64(d.ChainID))
	domain := crypto.Keccak256([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"))
	for immutable, value := range map[string]common.Hash{
		"_cachedThis":            this,
		"_cachedDomainSeparator": crypto.Keccak256Hash(domain, name, version, id[:], this[:]),
	} {
		for _, span := range spans[immutable] {
			copy(code[span.Start:], value[:])
		}
	}
}

// create puts runtime code on the chain by a constructor that returns it, after
// it ran other code.
func create(t *testing.T, client *ethclient.Client, from devnet.Account, nonce uint64, code []byte, first ...byte) {
	t.Helper()
	size := len(code)
	// PUSH2 size DUP1 PUSH1 start PUSH0 CODECOPY PUSH0 RETURN STOP
	constructor := append(first, 0x61, byte(size>>8), byte(size), 0x80, 0x60, byte(len(first)+11), 0x5f, 0x39, 0x5f, 0xf3, 0x00)
	constructor = append(constructor, code...)
	tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devnet.ChainID), Nonce: nonce, Data: constructor, Gas: 8_000_000, GasTipCap: big.NewInt(2e9), GasFeeCap: big.NewInt(200e9),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := timeout(t, time.Minute)
	defer cancel()
	if err := client.SendTransaction(ctx, tx); err != nil {
		t.Fatal(err)
	}
	if receipt, err := bind.WaitMined(ctx, client, tx.Hash()); err != nil || receipt.Status != types.ReceiptStatusSuccessful {
		t.Fatalf("%+v, %v", receipt, err)
	}
}

// TestOtherDomainsRegistryIsRefused: a deployment file whose tld is another than that
// of its registry is refused by every call, not by a comparison of code alone.
func TestOtherDomainsRegistryIsRefused(t *testing.T) {
	w := newWorld(t)
	for name, tld := range map[string]string{"another TLD": "other", "a domain of it": "a.chain", "its beginning": "chai"} {
		t.Run(name, func(t *testing.T) {
			d := unproven(w.deployment) // a creation would tell without the chain
			d.TLD = tld
			c, err := chain.Open(&d, chain.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			reads := map[string]func() error{
				"a probe": func() error { return c.Probe(t.Context()) },
				"a name":  func() error { _, err := c.Name(t.Context(), zone.MustParseName("alice."+tld)); return err },
				"ages":    func() error { _, _, err := c.Ages(t.Context()); return err },
			}
			for what, read := range reads {
				if err := read(); !errors.Is(err, names.ErrRefused) || !strings.Contains(err.Error(), "the deployment's tld is another domain's") {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
}
