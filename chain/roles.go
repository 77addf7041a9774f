package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/names"
	"chainzone/zone"
)

// Transfer gives a name from its owner to another account, which takes over its
// zone. The signer is the owner or approved.
func (s *Signer) Transfer(ctx context.Context, name zone.Name, owner, to common.Address) (*Tx, error) {
	node := NodeOf(name)
	data, err := s.c.registry.TryPackSafeTransferFrom(owner, to, new(big.Int).SetBytes(node[:]))
	if err != nil {
		return nil, err
	}
	return s.prepare(ctx, fmt.Sprintf("transfer %s to %s", name, to), &s.c.deployment.Registry, data, nil)
}

// Approve lets one account do with a name what its owner can, until the name
// moves; the zero address takes that back. One account at a time.
func (s *Signer) Approve(ctx context.Context, name zone.Name, account common.Address) (*Tx, error) {
	node := NodeOf(name)
	data, err := s.c.registry.TryPackApprove(account, new(big.Int).SetBytes(node[:]))
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("approve %s for %s", account, name)
	if account == (common.Address{}) {
		what = fmt.Sprintf("approve nobody for %s", name)
	}
	return s.prepare(ctx, what, &s.c.deployment.Registry, data, nil)
}

// SetManager lets one account change a name's zone and nothing else, until the
// name moves; the zero address takes that back.
func (s *Signer) SetManager(ctx context.Context, name zone.Name, account common.Address) (*Tx, error) {
	data, err := s.c.registry.TryPackSetManager(NodeOf(name), account)
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("make %s the manager of %s", account, name)
	if account == (common.Address{}) {
		what = fmt.Sprintf("leave %s without a manager", name)
	}
	return s.prepare(ctx, what, &s.c.deployment.Registry, data, nil)
}

// Approved is the account that is approved for a name at the registration's
// block, zero if none is; and whether an account is an operator of all its
// owner's names.
func (c *Client) Approved(ctx context.Context, r Registration, account common.Address) (approved common.Address, operator bool, err error) {
	id := new(big.Int).SetBytes(r.Node[:])
	data, err := c.view(ctx, r.Block.Hash, c.deployment.Registry, c.registry.PackGetApproved(id))
	if err != nil {
		return approved, false, fmt.Errorf("read who is approved: %w", err)
	}
	if approved, err = c.registry.UnpackGetApproved(data); err != nil {
		return approved, false, fmt.Errorf("read who is approved: %w: %w", names.ErrInvalid, err)
	}
	if data, err = c.view(ctx, r.Block.Hash, c.deployment.Registry, c.registry.PackIsApprovedForAll(r.Owner, account)); err != nil {
		return approved, false, fmt.Errorf("read who is an operator: %w", err)
	}
	operator, err = c.registry.UnpackIsApprovedForAll(data)
	return approved, operator, err
}

// ZoneCost is the gas that an account's change of a zone takes now, and what a
// unit of it costs now, in wei. Nothing is signed or sent.
func (c *Client) ZoneCost(ctx context.Context, from common.Address, name zone.Name, image []byte, serial uint32) (gas uint64, price *big.Int, err error) {
	fail := func(err error) (uint64, *big.Int, error) {
		var rpcErr rpc.Error
		if asRPC(err, &rpcErr) {
			err = c.refused(err)
		} else {
			err = asUnreachable(err)
		}
		return 0, nil, fmt.Errorf("estimate the cost of the zone of %s: %w", name, err)
	}
	data, err := c.registry.TryPackSetZone0(NodeOf(name), image, serial)
	if err != nil {
		return 0, nil, err
	}
	var units hexutil.Uint64
	if err := c.pool.call(ctx, &units, "eth_estimateGas", registryCall{From: &from, To: c.deployment.Registry, Data: data}); err != nil {
		return fail(err)
	}
	var wei hexutil.Big
	if err := c.pool.call(ctx, &wei, "eth_gasPrice"); err != nil {
		return fail(err)
	}
	return uint64(units), wei.ToInt(), nil
}
