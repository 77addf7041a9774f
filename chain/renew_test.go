package chain_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
	"chainzone/contracts/bindings"
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
		ceiling, err := c.CeilingPrice(t.Context(), month)
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

	other := *w.deployment
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
