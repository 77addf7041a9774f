package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/contracts/bindings"
	"chainzone/zone"
)

// MaxRenewals is how many names one transaction can renew: about 60,000 gas
// each, and a transaction has at most 2^24 (EIP-7825).
const MaxRenewals = 100

// RenewAll adds to the expiries of several names in one transaction, all or
// none. Each is renewed at the controller's price or, where the controller has
// none, at the registry's ceiling price. What the transaction creates does the
// renewals in its constructor and is never called again.
func (s *Signer) RenewAll(ctx context.Context, list []zone.Name, duration time.Duration) (*Tx, error) {
	if len(list) == 0 || len(list) > MaxRenewals {
		return nil, fmt.Errorf("renew %d names: 1 to %d can be renewed at a time", len(list), MaxRenewals)
	}
	total := new(big.Int)
	renewals := make([]bindings.BulkRenewalRenewal, len(list))
	for i, name := range list {
		r := &renewals[i]
		var err error
		if r.Label, err = s.c.label(name); err != nil {
			return nil, err
		}
		r.Seller = s.c.deployment.Controller
		r.Price, err = s.c.RenewalPrice(ctx, name, duration)
		if errors.Is(err, ErrReverted) || errors.Is(err, errNoAnswer) {
			r.Seller, r.AtCeiling = s.c.deployment.Registry, true
			r.Price, err = s.c.CeilingPrice(ctx, name, duration)
		}
		if err != nil {
			return nil, err
		}
		total.Add(total, r.Price)
	}
	data := slices.Concat(common.FromHex(bindings.BulkRenewalMetaData.Bin), bindings.NewBulkRenewal().PackConstructor(renewals, seconds(duration)))
	return s.prepare(ctx, fmt.Sprintf("renew %d names for %s", len(list), Days(duration)), nil, data, total)
}
