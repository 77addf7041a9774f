package chain

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/contracts/bindings"
)

// gasRules are upper bounds of what our transactions need by one fork's rules.
// They follow from contracts/snapshots/rules.json, which a test compares, with
// about a tenth on top.
type gasRules struct {
	reveal     uint64 // without a zone
	perSlot    uint64 // a storage slot that is written: 32 bytes of a zone, a price
	perCleared uint64 // a storage slot of a former holder's zone
	factory    uint64
	pricing    uint64 // without its prices
	registry   uint64 // without reserved labels
	perLabel   uint64 // reserved
	controller uint64
	small      uint64 // a transaction that writes one slot, or starts a zone
}

var (
	osakaGas = gasRules{
		reveal: 175_000, perSlot: 23_500, perCleared: 5_500,
		factory: 75_000, pricing: 840_000, registry: 4_200_000, perLabel: 72_000, controller: 2_000_000, small: 55_000,
	}
	// Amsterdam's state is paid by the byte (EIP-8037).
	amsterdamGas = gasRules{
		reveal: 470_000, perSlot: 115_000, perCleared: 11_000,
		factory: 350_000, pricing: 5_600_000, registry: 29_000_000, perLabel: 310_000, controller: 14_000_000, small: 150_000,
	}
)

// slots are what the bytes of a zone take in storage, its length included.
func slots(size int) uint64 {
	if size == 0 {
		return 0
	}
	return 1 + (uint64(size)+31)/32
}

// reveals bounds the gas of a registration whose name has bytes of a former
// holder in storage.
func (g gasRules) reveals(image, former int) uint64 {
	gas := g.reveal + g.perSlot*slots(image)
	if image > 0 { // without a zone nothing is overwritten
		gas += g.perCleared * slots(former)
	}
	return gas
}

// deploys bounds the gas of all of a TLD's transactions.
func (g gasRules) deploys(o DeployOptions) uint64 {
	return g.factory + g.pricing + g.registry + g.controller + 3*g.small +
		g.perSlot*(uint64(len(o.Prices))+slots(len(o.Zone))) + g.perLabel*uint64(len(o.Reserved))
}

// gasRules finds out by which rules the chain counts gas: the newest header of
// Amsterdam has the hash of a block access list (EIP-7928), one of Prague and
// Osaka that of requests (EIP-7685). A chain with neither may have any rules,
// so that the dearest known count.
func (c *Client) gasRules(ctx context.Context) (gasRules, error) {
	var h *struct {
		AccessList *common.Hash `json:"blockAccessListHash"`
		Requests   *common.Hash `json:"requestsHash"`
	}
	if err := c.pool.call(ctx, &h, "eth_getBlockByNumber", "latest", false); err != nil {
		return gasRules{}, asUnreachable(err)
	}
	if h != nil && h.AccessList == nil && (h.Requests != nil || c.announcesOsaka(ctx)) {
		return osakaGas, nil
	}
	return amsterdamGas, nil
}

// announcesOsaka asks eth_config (EIP-7910), which few endpoints have: a fork
// that has a blob schedule of its own and is not Amsterdam.
func (c *Client) announcesOsaka(ctx context.Context) bool {
	var config struct {
		Current struct {
			Precompiles map[string]common.Address `json:"precompiles"`
		} `json:"current"`
	}
	if err := c.pool.call(ctx, &config, "eth_config"); err != nil {
		return false // unknown
	}
	_, known := config.Current.Precompiles["P256VERIFY"] // Osaka's (EIP-7951)
	return known
}

// formerBytes is the size of the zone that a name's former holder left in
// storage. It stays there until another zone overwrites it.
func (c *Client) formerBytes(ctx context.Context, node [32]byte) (int, error) {
	slot := crypto.Keccak256Hash(node[:], common.BigToHash(big.NewInt(bindings.SlotImages)).Bytes())
	var value hexutil.Bytes
	if err := c.pool.call(ctx, &value, "eth_getStorageAt", c.deployment.Registry, slot, "latest"); err != nil {
		return 0, asUnreachable(err)
	}
	n := new(big.Int).SetBytes(value)
	switch {
	case n.Bit(0) == 0: // short: the last byte is twice the length
		return int(new(big.Int).And(n, big.NewInt(0xff)).Uint64() / 2), nil
	case n.BitLen() > 32: // no zone is as long: an endpoint's invention
		return maxImage, nil
	}
	return min(int(n.Uint64()/2), maxImage), nil
}

// maxImage is NameRegistry.MAX_IMAGE, bytes.
const maxImage = 8192

// chargesForData are contracts by which chains that also charge for the data of
// a transaction on another chain are told: OP Stack's and Scroll's gas price
// oracles.
var chargesForData = []common.Address{
	common.HexToAddress("0x420000000000000000000000000000000000000F"),
	common.HexToAddress("0x5300000000000000000000000000000000000002"),
}

// ChargesForData reports whether the chain charges more than gas times its
// price: fees for data on another chain, which no gas figure has in it. False
// where that cannot be learnt.
func (c *Client) ChargesForData(ctx context.Context) bool {
	for _, oracle := range chargesForData {
		if code, err := c.codeAt(ctx, oracle); err == nil && len(code) > 0 {
			return true
		}
	}
	return false
}
