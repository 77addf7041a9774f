package chain_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
	"chainzone/contracts/bindings"
	"chainzone/zone"
)

// TestRenewWithoutController: a name is renewed at the registry's ceiling price
// once the controller was removed, and where the deployment names one that is
// none; what the registry itself refuses stays refused.
func TestRenewWithoutController(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{}, w.RPC())
	s := c.Signer(w.Accounts[1].Key)
	const month = 30 * 24 * time.Hour
	renew := func(c *chain.Client, dear bool) {
		t.Helper()
		before, err := c.Name(t.Context(), hello)
		if err != nil {
			t.Fatal(err)
		}
		tx, err := c.Signer(w.Accounts[1].Key).Renew(t.Context(), hello, month)
		if err != nil {
			t.Fatal(err)
		}
		ceiling, err := c.CeilingPrice(t.Context(), hello, month)
		if err != nil {
			t.Fatal(err)
		}
		if at := *tx.To == w.deployment.Registry; at != dear || (tx.Value.Cmp(ceiling) == 0) != dear {
			t.Errorf("paid to %s: %v, want the registry and the ceiling %v: %v", tx.To, tx.Value, ceiling, dear)
		}
		if _, err := c.Signer(w.Accounts[1].Key).Send(t.Context(), tx); err != nil {
			t.Fatal(err)
		}
		if after, err := c.Name(t.Context(), hello); err != nil || after.Expiry != before.Expiry+uint64(month.Seconds()) {
			t.Errorf("expiry %d, then %d, %v", before.Expiry, after.Expiry, err)
		}
	}
	renew(c, false)

	other := unproven(w.deployment)
	other.Controller = common.Address{7}
	elsewhere, err := chain.Open(&other, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer elsewhere.Close()
	renew(elsewhere, true)

	call(t, w, 0, w.deployment.Registry, bindings.NewNameRegistry().PackRemoveController(w.deployment.Controller))
	renew(c, true)
	if _, err := s.Renew(t.Context(), hello, 100*365*24*time.Hour); err == nil {
		t.Error("an expiry of more than 100 years ahead is not refused")
	}
}

// TestPremiumOfLapsedName shows what a name that lapsed costs beside its price:
// less each day, nothing after 21 days, and nothing for its holder in grace.
func TestPremiumOfLapsedName(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{ChainClock: true}, w.RPC())
	const day = 24 * time.Hour
	move := func(by time.Duration) chain.Registration {
		t.Helper()
		w.IncreaseTime(int64(by / time.Second))
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
		r, err := c.Name(t.Context(), hello)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	plain, err := c.RenewalPrice(t.Context(), hello, 365*day)
	if err != nil {
		t.Fatal(err)
	}
	r := move(0)
	move(time.Duration(r.Expiry-r.Block.Time)*time.Second + day)
	if in, err := c.RenewalPrice(t.Context(), hello, 365*day); err != nil || in.Cmp(plain) != 0 {
		t.Errorf("a renewal in grace costs %v, %v, not %v", in, err, plain)
	}
	r = move(30*day + day/2) // a day and a half after the end of grace: 37.5 of 100 prices of a year are left
	premiums, err := c.Premiums(t.Context(), hello, r)
	if err != nil || len(premiums) != 21 || premiums[20].Wei.Sign() != 0 {
		t.Fatalf("%d days of premium, %v", len(premiums), err)
	}
	years := new(big.Int).Div(premiums[0].Wei, plain)
	if years.Int64() != 37 {
		t.Errorf("the premium is %v prices of a year", years)
	}
	if total, err := c.Price(t.Context(), hello, 365*day); err != nil || total.Cmp(new(big.Int).Add(plain, premiums[0].Wei)) != 0 {
		t.Errorf("a registration costs %v, %v", total, err)
	}
	r = move(20 * day) // day 21 and a half
	if premiums, err := c.Premiums(t.Context(), hello, r); err != nil || premiums != nil {
		t.Errorf("after 21 days: %v, %v", premiums, err)
	}
	if total, err := c.Price(t.Context(), hello, 365*day); err != nil || total.Cmp(plain) != 0 {
		t.Errorf("after 21 days it costs %v, %v", total, err)
	}
	if premiums, err := c.Premiums(t.Context(), zone.MustParseName("fresh.chain"), chain.Registration{}); err != nil || premiums != nil {
		t.Errorf("a name that never was registered: %v, %v", premiums, err)
	}
}
