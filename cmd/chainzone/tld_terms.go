package main

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
)

// tldShow prints what a TLD's contracts say of themselves.
func tldShow(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	if err := s.client.Probe(s.ctx); err != nil {
		return err
	}
	s.progress("reading the events of %s", s.client.Origin())
	t, err := s.client.Terms(s.ctx)
	s.progress("")
	if err != nil {
		return err
	}
	d := s.client.Deployment()
	return s.result(termsJSON(d, t), "%s", termsText(d, t))
}

func termsText(d *chain.Deployment, t *chain.Terms) string {
	owner := t.Owner.String()
	if t.PendingOwner != (common.Address{}) {
		owner += fmt.Sprintf(", offered to %s, which has not accepted it", t.PendingOwner)
	}
	lines := []string{
		fmt.Sprintf("TLD         %s on chain %d, registry %s, at block %d", d.TLD, d.ChainID, d.Registry, t.Block),
		"owner       " + owner,
		"treasury    " + t.Treasury.String(),
		"fees        " + chain.Ether(t.Fees) + " ether, not yet withdrawn",
		fmt.Sprintf("names       %d", t.Names),
		"ceilings    " + yearly(t.Ceilings[:]) + " of a renewal, for ever",
	}
	for _, c := range t.Controllers {
		line := "controller  " + c.String()
		if c == d.Controller {
			line += ", the deployment's"
		}
		lines = append(lines, line)
	}
	if t.Sale == nil {
		return strings.Join(append(lines, "the deployment's controller does not answer: its names are renewed at the registry"), "\n")
	}
	lines = append(lines, "  owner     "+t.Sale.Owner.String(), fmt.Sprintf("  ages      %v to %v of a commitment", t.Sale.MinAge, t.Sale.MaxAge))
	if t.Sale.Prices == nil {
		return strings.Join(append(lines, "  prices    by "+t.Sale.PriceList.String()+", which is not this program's price list"), "\n")
	}
	lines = append(lines, "  prices    "+yearly(t.Sale.Prices), fmt.Sprintf("  premium   %d prices of a year at the end of grace, half of it each day later", t.Sale.Premium))
	return strings.Join(lines, "\n")
}

func termsJSON(d *chain.Deployment, t *chain.Terms) map[string]any {
	decimal := func(list []*big.Int) []string {
		texts := make([]string, len(list))
		for i, n := range list {
			texts[i] = n.String()
		}
		return texts
	}
	v := map[string]any{
		"tld": d.TLD, "chainId": d.ChainID, "registry": d.Registry, "block": t.Block, "owner": t.Owner, "pendingOwner": t.PendingOwner, "treasury": t.Treasury,
		"ceilings": decimal(t.Ceilings[:]), "controllers": append([]common.Address{}, t.Controllers...), "names": t.Names, "feesWei": t.Fees.String(),
	}
	if t.Sale != nil {
		v["controllerOwner"], v["minAge"], v["maxAge"] = t.Sale.Owner, int64(t.Sale.MinAge.Seconds()), int64(t.Sale.MaxAge.Seconds())
		v["priceList"], v["prices"], v["premium"] = t.Sale.PriceList, decimal(t.Sale.Prices), t.Sale.Premium
	}
	return v
}

// tldTreasury changes where fees go, after the former treasury got its own.
func tldTreasury(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	to, err := parseAddress(s.Args().First())
	if err != nil {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	signer, err := s.signer()
	if err != nil {
		return err
	}
	// Tried first: a key that may not change it withdraws nothing.
	tx, err := signer.SetTreasury(s.ctx, to)
	if err != nil {
		return err
	}
	if s.Bool("dry-run") {
		return s.send(signer, tx)
	}
	d := s.client.Deployment()
	for _, at := range []common.Address{d.Registry, d.Controller} {
		fees, err := s.client.Fees(s.ctx, at)
		if err != nil {
			return err
		}
		if fees.Sign() == 0 {
			continue
		}
		withdrawal, err := signer.Withdraw(s.ctx, at)
		if errors.Is(err, chain.ErrReverted) {
			s.warn("the treasury of before does not take %s ether of %s: they go to the new one", chain.Ether(fees), at)
			continue
		}
		if err != nil {
			return err
		}
		if err := s.send(signer, withdrawal); err != nil {
			return err
		}
	}
	if tx, err = signer.SetTreasury(s.ctx, to); err != nil {
		return err
	}
	if err := s.send(signer, tx); err != nil {
		return err
	}
	return s.result(map[string]any{"tld": d.TLD, "treasury": to}, "all fees of %s go to %s from now on", d.TLD, to)
}
