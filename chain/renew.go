package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/zone"
)

// Renew adds to a name's expiry, at the controller's price. Where the
// controller does not sell it, because it was removed, replaced or refuses, the
// registry does, at its ceiling price: nobody can be cut off.
func (s *Signer) Renew(ctx context.Context, name zone.Name, duration time.Duration) (*Tx, error) {
	label, err := s.c.label(name)
	if err != nil {
		return nil, err
	}
	t, err := s.renewAtController(ctx, name, label, duration)
	if !errors.Is(err, ErrReverted) && !errors.Is(err, errNoAnswer) {
		return t, err
	}
	price, err := s.c.CeilingPrice(ctx, name, duration)
	if err != nil {
		return nil, err
	}
	data, err := s.c.registry.TryPackRenew(label, seconds(duration))
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("renew %s for %s at the registry's ceiling price, as the controller does not sell it", name, Days(duration))
	return s.prepare(ctx, what, &s.c.deployment.Registry, data, price)
}

func (s *Signer) renewAtController(ctx context.Context, name zone.Name, label string, duration time.Duration) (*Tx, error) {
	price, err := s.c.RenewalPrice(ctx, name, duration)
	if err != nil {
		return nil, err
	}
	data, err := s.c.controller.TryPackRenew(label, seconds(duration), price)
	if err != nil {
		return nil, err
	}
	return s.prepare(ctx, fmt.Sprintf("renew %s for %s", name, Days(duration)), &s.c.deployment.Controller, data, price)
}

// errNoAnswer is a view that returned nothing, as if there were no contract.
var errNoAnswer = errors.New("the contract does not answer: check the deployment file's controller")

// CeilingPrice is the most that a renewal of the name costs for ever, in wei.
func (c *Client) CeilingPrice(ctx context.Context, name zone.Name, duration time.Duration) (*big.Int, error) {
	label, err := c.label(name)
	if err != nil {
		return nil, err
	}
	data, err := c.view(ctx, common.Hash{}, c.deployment.Registry, c.registry.PackCeilingPrice(big.NewInt(int64(len(label)))))
	if err != nil {
		return nil, fmt.Errorf("ask the ceiling price: %w", err)
	}
	perSecond, err := c.registry.UnpackCeilingPrice(data)
	if err != nil {
		return nil, fmt.Errorf("ask the ceiling price: %w", err)
	}
	return perSecond.Mul(perSecond, new(big.Int).SetUint64(seconds(duration))), nil
}
