package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/contracts/bindings"
)

// Terms are what a TLD's contracts say of themselves at one block. Amounts are
// in wei, prices in wei a second.
type Terms struct {
	Block        uint64
	Owner        common.Address // of the registry
	PendingOwner common.Address // offered it; zero: nobody
	Treasury     common.Address
	Ceilings     [5]*big.Int      // of renewals, for labels of 1, 2, 3, 4, and 5 and more bytes
	Controllers  []common.Address // that may register and extend names
	Names        int              // that somebody holds, in grace too
	Fees         *big.Int         // of registry and controller, not yet withdrawn

	// Of the deployment's controller; nil without one that answers.
	Sale *Sale
}

// Sale is how a controller sells names.
type Sale struct {
	Owner          common.Address // may replace the price list
	MinAge, MaxAge time.Duration  // of a commitment
	PriceList      common.Address
	// Of our own price list; nil of another, which has rules of its own.
	Prices  []*big.Int // by label length, from 1; the last is for all longer ones
	Premium uint32     // of a lapsed name at the end of its grace, in prices of a year
}

// Terms reads them at the newest block. The names are counted from the events
// since the deployment's first block, proven complete as List does it.
func (c *Client) Terms(ctx context.Context) (*Terms, error) {
	t, err := c.terms(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the terms of %s: %w", c.origin, err)
	}
	return t, nil
}

func (c *Client) terms(ctx context.Context) (*Terms, error) {
	list, err := c.List(ctx)
	if err != nil {
		return nil, err
	}
	block := common.Hash(list.Head.Hash)
	t := &Terms{Block: list.Head.Number, Names: list.held}
	r := c.registry
	for _, v := range []struct {
		call []byte
		into *common.Address
	}{{r.PackOwner(), &t.Owner}, {r.PackPendingOwner(), &t.PendingOwner}, {r.PackTreasury(), &t.Treasury}} {
		data, err := c.view(ctx, block, c.deployment.Registry, v.call)
		if err != nil {
			return nil, err
		}
		if *v.into, err = r.UnpackOwner(data); err != nil {
			return nil, err
		}
	}
	for i := range t.Ceilings {
		data, err := c.view(ctx, block, c.deployment.Registry, r.PackCeilingPrice(big.NewInt(int64(i+1))))
		if err != nil {
			return nil, err
		}
		if t.Ceilings[i], err = r.UnpackCeilingPrice(data); err != nil {
			return nil, err
		}
	}
	if t.Controllers, err = c.controllers(ctx); err != nil {
		return nil, err
	}
	if t.Fees, err = c.fees(ctx, block); err != nil {
		return nil, err
	}
	t.Sale, err = c.sale(ctx, block)
	if errors.Is(err, ErrReverted) || errors.Is(err, errNoAnswer) {
		t.Sale, err = nil, nil // the deployment's controller is none
	}
	return t, err
}

// fees is what lies at registry and controller.
func (c *Client) fees(ctx context.Context, block common.Hash) (*big.Int, error) {
	sum := new(big.Int)
	for _, at := range []common.Address{c.deployment.Registry, c.deployment.Controller} {
		fees, err := c.balance(ctx, at, pinned(block))
		if err != nil {
			return nil, err
		}
		sum.Add(sum, fees)
	}
	return sum, nil
}

// sale asks the deployment's controller and its price list.
func (c *Client) sale(ctx context.Context, block common.Hash) (*Sale, error) {
	ask := func(at common.Address, call []byte) ([]byte, error) {
		data, err := c.view(ctx, block, at, call)
		if err == nil && len(data) == 0 {
			err = errNoAnswer
		}
		return data, err
	}
	s := new(Sale)
	data, err := ask(c.deployment.Controller, c.controller.PackOwner())
	if err != nil {
		return nil, err
	}
	if s.Owner, err = c.controller.UnpackOwner(data); err != nil {
		return nil, err
	}
	if s.MinAge, s.MaxAge, err = c.Ages(ctx); err != nil {
		return nil, err
	}
	if data, err = ask(c.deployment.Controller, c.controller.PackPricing()); err != nil {
		return nil, err
	}
	if s.PriceList, err = c.controller.UnpackPricing(data); err != nil {
		return nil, err
	}
	pricing := bindings.NewDecayingPricing()
	if data, err = ask(s.PriceList, pricing.PackPremiumYears()); err != nil {
		if errors.Is(err, ErrReverted) || errors.Is(err, errNoAnswer) {
			return s, nil // another price list
		}
		return nil, err
	}
	if s.Premium, err = pricing.UnpackPremiumYears(data); err != nil {
		return nil, err
	}
	if data, err = ask(s.PriceList, pricing.PackPrices()); err != nil {
		return nil, err
	}
	s.Prices, err = pricing.UnpackPrices(data)
	return s, err
}

// Withdraw sends the fees of registry or controller to the treasury, which
// anybody may.
func (s *Signer) Withdraw(ctx context.Context, from common.Address) (*Tx, error) {
	return s.prepare(ctx, fmt.Sprintf("send the fees of %s to the treasury", from), &from, s.c.registry.PackWithdraw(), nil)
}

// SetTreasury has fees go to another account from now on. The registry's owner
// only. What was not withdrawn before goes to it too.
func (s *Signer) SetTreasury(ctx context.Context, treasury common.Address) (*Tx, error) {
	what := fmt.Sprintf("have all fees of %s go to %s", s.c.origin, treasury)
	return s.prepare(ctx, what, &s.c.deployment.Registry, s.c.registry.PackSetTreasury(treasury), nil)
}

// Fees are the wei that lie at a contract.
func (c *Client) Fees(ctx context.Context, at common.Address) (*big.Int, error) {
	fees, err := c.balance(ctx, at, "latest")
	if err != nil {
		return nil, fmt.Errorf("read the fees of %s: %w", at, err)
	}
	return fees, nil
}
