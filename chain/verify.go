package chain

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/contracts/bindings"
)

// Verified is how one contract on a chain compares with what this program was
// built with.
type Verified struct {
	Contract   string            `json:"contract"` // its name in contracts/src
	Address    common.Address    `json:"address"`
	CodeHash   common.Hash       `json:"codeHash"`             // keccak256 of the code on the chain
	Difference string            `json:"difference,omitempty"` // the first one found; "" if the code is the same
	Values     map[string]string `json:"values,omitempty"`     // immutables that only the chain can tell, decimal: ceiling1 to ceiling5 and the like
}

// Verification is what Verify found.
type Verification struct {
	Contracts []Verified `json:"contracts"`
	// Proven says that the addresses of registry and controller are those of
	// their creation, so that nothing was in their storage but what the
	// constructors wrote. False: nobody knows who filled it.
	Proven bool `json:"proven"`
	// Controllers may register and extend names. Without Proven there may be others.
	Controllers []common.Address `json:"controllers"`
}

// Same says whether all code is as built.
func (v *Verification) Same() bool {
	return !slices.ContainsFunc(v.Contracts, func(c Verified) bool { return c.Difference != "" })
}

// Verify compares the code of a deployment's registry, of its controller and
// of the controller's present price list, at the latest block, with the
// bytecode in this program, immutables filled in, and lists the controllers. A
// difference is no error; an error is a chain that cannot be asked or is
// another one, or a deployment whose addresses are not those of its Creation.
func Verify(ctx context.Context, d *Deployment) (*Verification, error) {
	fail := func(err error) (*Verification, error) { return nil, fmt.Errorf("verify %s: %w", d.TLD, err) }
	if err := d.Check(); err != nil {
		return fail(err)
	}
	// Without a registry in it, so that the pool does not judge the code first.
	p := newPool(&Deployment{Endpoints: d.Endpoints}, time.Now, slog.New(slog.DiscardHandler), nil)
	defer p.close()
	var id hexutil.Uint64
	if err := p.call(ctx, &id, "eth_chainId"); err != nil {
		return fail(asUnreachable(err))
	}
	if uint64(id) != d.ChainID {
		return fail(fmt.Errorf("the endpoint is chain %d, the deployment says %d: name another endpoint or deployment", uint64(id), d.ChainID))
	}
	known, err := registryImmutables(d)
	if err != nil {
		return fail(err)
	}
	list := []Verified{{Contract: "NameRegistry", Address: d.Registry}, {Contract: "RegistrarController", Address: d.Controller}, {Contract: "DecayingPricing"}}
	for i := range list {
		v := &list[i]
		if v.Contract == "DecayingPricing" {
			if list[1].Difference != "" {
				return &Verification{Contracts: list[:2], Proven: d.Creation != nil}, nil // only our own controller can be asked for its price list
			}
			if v.Address, err = priceListOf(ctx, p, d.Controller); err != nil {
				return fail(asUnreachable(err))
			}
		}
		var code hexutil.Bytes
		if err := p.call(ctx, &code, "eth_getCode", v.Address, "latest"); err != nil {
			return fail(asUnreachable(err))
		}
		v.compare(code, known)
	}
	if r := &list[0]; r.Difference == "" && r.CodeHash != d.RegistryCodeHash {
		r.Difference = fmt.Sprintf("the deployment file says that its code has the hash %s", d.RegistryCodeHash)
	}
	v := &Verification{Contracts: list, Proven: d.Creation != nil}
	if list[0].Difference != "" {
		return v, nil // another registry's events are its own
	}
	c := &Client{
		deployment: d, pool: p, registry: bindings.NewNameRegistry(),
		options: Options{Clock: time.Now, Logger: slog.New(slog.DiscardHandler), ChainClock: IsDevelopment(d.ChainID)},
	}
	if v.Controllers, err = c.controllers(ctx); err != nil {
		return fail(err)
	}
	return v, nil
}

// originIn reports whether a registry's code is that of the deployment's domain: its
// originNode is immutable, so that the code has it, and no call is needed.
func (d *Deployment) originIn(code []byte) bool {
	origin, err := d.Origin()
	if err != nil {
		return false
	}
	node := NodeOf(origin)
	return bytes.Contains(code, node[:])
}

func priceListOf(ctx context.Context, p *pool, controller common.Address) (common.Address, error) {
	codec := bindings.NewRegistrarController()
	var answer hexutil.Bytes
	if err := p.call(ctx, &answer, "eth_call", map[string]any{"to": controller, "input": hexutil.Bytes(codec.PackPricing())}, "latest"); err != nil {
		return common.Address{}, err
	}
	return codec.UnpackPricing(answer)
}

// registryImmutables are the values that a deployment fixes, as 32-byte words:
// the registry's by EIP-712 and its origin, and the controller's registry.
func registryImmutables(d *Deployment) (map[string]common.Hash, error) {
	origin, err := d.Origin()
	if err != nil {
		return nil, err
	}
	const name, version = "NameRegistry", "1"
	id := common.BigToHash(new(big.Int).SetUint64(d.ChainID))
	this := common.BytesToHash(d.Registry.Bytes())
	hashedName, hashedVersion := crypto.Keccak256Hash([]byte(name)), crypto.Keccak256Hash([]byte(version))
	domain := crypto.Keccak256Hash([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"))
	return map[string]common.Hash{
		"_name": shortString(name), "_version": shortString(version),
		"_hashedName": hashedName, "_hashedVersion": hashedVersion,
		"_cachedChainId": id, "_cachedThis": this,
		"_cachedDomainSeparator": crypto.Keccak256Hash(domain[:], hashedName[:], hashedVersion[:], id[:], this[:]),
		"originNode":             common.Hash(NodeOf(origin)),
		"registry":               this,
	}, nil
}

// shortString is OpenZeppelin's string of up to 31 bytes in one word: the
// bytes, and their number in the last one.
func shortString(s string) (word common.Hash) {
	copy(word[:31], s)
	word[31] = byte(len(s))
	return word
}

// compare fills in CodeHash, Values and Difference.
func (v *Verified) compare(code []byte, known map[string]common.Hash) {
	v.CodeHash = crypto.Keccak256Hash(code)
	var built []byte
	var immutables []bindings.Immutable
	switch v.Contract {
	case "NameRegistry":
		built, immutables = common.FromHex(bindings.NameRegistryRuntime), bindings.NameRegistryImmutables
	case "RegistrarController":
		built, immutables = common.FromHex(bindings.RegistrarControllerRuntime), bindings.RegistrarControllerImmutables
	case "DecayingPricing":
		built, immutables = common.FromHex(bindings.DecayingPricingRuntime), bindings.DecayingPricingImmutables
	}
	if len(code) == 0 {
		v.Difference = "there is no contract"
		return
	}
	if len(code) != len(built) {
		v.Difference = fmt.Sprintf("its code has %d bytes, not %d", len(code), len(built))
		return
	}
	values := maps.Clone(known)
	for _, immutable := range immutables {
		for _, span := range immutable.Spans {
			got := common.Hash(code[span.Start : span.Start+span.Length])
			want, ok := values[immutable.Name]
			if !ok {
				values[immutable.Name], want = got, got
			}
			if got != want {
				v.Difference = fmt.Sprintf("its %s is %s, not %s", immutable.Name, got, want)
				return
			}
			copy(built[span.Start:], want[:])
		}
		if _, ok := known[immutable.Name]; !ok {
			if v.Values == nil {
				v.Values = make(map[string]string)
			}
			v.Values[strings.TrimPrefix(immutable.Name, "_")] = values[immutable.Name].Big().String()
		}
	}
	for i := range code {
		if code[i] != built[i] {
			v.Difference = fmt.Sprintf("byte %d of its code is 0x%s, not 0x%s", i, hex.EncodeToString(code[i:i+1]), hex.EncodeToString(built[i:i+1]))
			return
		}
	}
}
