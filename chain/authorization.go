package chain

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/zone"
)

// Authorization lets anybody replace a name's zone by a given one, once, until
// a deadline: an EIP-712 message whose nonce is the zone's serial.
type Authorization struct {
	Name      zone.Name
	Image     []byte // the new zone; nil for none
	Serial    uint32 // of the zone that is replaced
	Deadline  time.Time
	Signature []byte // 65 bytes: r, s, v (27 or 28)
}

// digest is the EIP-712 hash that is signed: what setZoneBySig verifies.
func (c *Client) digest(a Authorization) common.Hash {
	number := func(n uint64) []byte { return common.LeftPadBytes(new(big.Int).SetUint64(n).Bytes(), 32) }
	domain := crypto.Keccak256(
		crypto.Keccak256([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")),
		crypto.Keccak256([]byte("NameRegistry")),
		crypto.Keccak256([]byte("1")),
		number(c.deployment.ChainID),
		common.LeftPadBytes(c.deployment.Registry[:], 32),
	)
	node := NodeOf(a.Name)
	change := crypto.Keccak256(
		crypto.Keccak256([]byte("SetZone(bytes32 node,bytes image,uint32 serial,uint256 deadline)")),
		node[:],
		crypto.Keccak256(a.Image),
		number(uint64(a.Serial)),
		number(uint64(a.Deadline.Unix())),
	)
	return crypto.Keccak256Hash([]byte{0x19, 0x01}, domain, change)
}

// SignedBy is the account whose key signed an authorization.
func (c *Client) SignedBy(a Authorization) (common.Address, error) {
	if len(a.Signature) != crypto.SignatureLength || a.Signature[64] < 27 {
		return common.Address{}, fmt.Errorf("the signature is not 65 bytes of a key's")
	}
	signature := append([]byte(nil), a.Signature...)
	signature[64] -= 27
	key, err := crypto.SigToPub(c.digest(a).Bytes(), signature)
	if err != nil {
		return common.Address{}, fmt.Errorf("the signature: %w", err)
	}
	return crypto.PubkeyToAddress(*key), nil
}

// typed is what is signed as EIP-712's JSON, for a signer to show and to hash.
func (c *Client) typed(a Authorization) (json.RawMessage, error) {
	type field struct {
		Name string `json:"name"`
		Type string `json:"type"`
	}
	return json.Marshal(map[string]any{
		"types": map[string][]field{
			"EIP712Domain": {{"name", "string"}, {"version", "string"}, {"chainId", "uint256"}, {"verifyingContract", "address"}},
			"SetZone":      {{"node", "bytes32"}, {"image", "bytes"}, {"serial", "uint32"}, {"deadline", "uint256"}},
		},
		"primaryType": "SetZone",
		"domain": map[string]any{
			"name": "NameRegistry", "version": "1", "chainId": hexutil.Uint64(c.deployment.ChainID), "verifyingContract": c.deployment.Registry.Hex(),
		},
		"message": map[string]any{
			"node": common.Hash(NodeOf(a.Name)), "image": hexutil.Bytes(a.Image), "serial": strconv.FormatUint(uint64(a.Serial), 10), "deadline": strconv.FormatInt(a.Deadline.Unix(), 10),
		},
	})
}

// Authorize signs an authorization. Nothing is sent.
func (c *Client) Authorize(ctx context.Context, w Wallet, a Authorization) (Authorization, error) {
	fail := func(err error) (Authorization, error) {
		return a, fmt.Errorf("sign the zone of %s: %w", a.Name, err)
	}
	typed, err := c.typed(a)
	if err != nil {
		return fail(err)
	}
	if a.Signature, err = w.SignTyped(ctx, c.digest(a), typed); err != nil {
		return fail(err)
	}
	by, err := c.SignedBy(a)
	if err != nil {
		return fail(err)
	}
	if by != w.Address() {
		return fail(fmt.Errorf("%s signed something else, or another account did: let it sign as asked", w.Address()))
	}
	return a, nil
}

// Relay makes the change that an authorization allows, whoever pays.
func (s *Signer) Relay(ctx context.Context, a Authorization) (*Tx, error) {
	data, err := s.c.registry.TryPackSetZoneBySig(NodeOf(a.Name), a.Image, big.NewInt(a.Deadline.Unix()), a.Signature)
	if err != nil {
		return nil, err
	}
	return s.prepare(ctx, fmt.Sprintf("publish %d bytes as the zone of %s, as was authorised", len(a.Image), a.Name), &s.c.deployment.Registry, data, nil)
}
