package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/cmd/chainzone/journal"
)

func deployFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "rpc", Usage: "`URL` of the chain; repeatable"},
		&cli.StringFlag{Name: "tld", Usage: "`NAME` above all names"},
		&cli.StringSliceFlag{Name: "price", Usage: "`WEI` a second for labels of 1, 2, ... bytes; repeatable, the last is for all longer ones"},
		&cli.StringSliceFlag{Name: "ceiling", Usage: "`WEI` a second that renewal of labels of 1, 2, ... 5 bytes never exceeds; repeatable, the last is for all longer ones; cannot be changed"},
		&cli.UintFlag{Name: "premium", Value: defaultPremium, Usage: "prices of `YEARS` that a lapsed name costs more at the end of its grace; it halves each day for 21 days; 0: none"},
		&cli.DurationFlag{Name: "min-age", Value: time.Minute, Usage: "`TIME` a commitment must be old"},
		&cli.DurationFlag{Name: "max-age", Value: 24 * time.Hour, Usage: "`TIME` after which it is no longer good"},
		&cli.StringSliceFlag{Name: "reserve", Usage: "`LABEL` that the owner gets for 100 years and that is never sold; repeatable"},
		&cli.StringFlag{Name: "salt", Usage: "64 hex digits after 0x, so that the same options are another TLD: `HASH`"},
		&cli.StringFlag{Name: "spec", Usage: "YAML `FILE` that says all of the TLD, instead of the flags"},
		&cli.StringFlag{Name: "anyway", Usage: "the TLD's `NAME` again, if the public DNS has it or it is reserved"},
		&cli.BoolFlag{Name: "verify", Usage: "deploy nothing: compare the contracts of the deployment file FILE with this program's"},
	}
}

// deploy puts a new TLD on a chain and writes its deployment file.
func deploy(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	path := s.Args().First()
	if s.Bool("verify") {
		return verify(s, path)
	}
	if _, err := os.Lstat(path); err == nil {
		return failf(exitRefused, "%s exists and is not overwritten: name another file", path)
	}
	wanted := specOfFlags(s)
	if file := s.String("spec"); file != "" {
		for _, flag := range []string{"tld", "price", "ceiling", "premium", "min-age", "max-age", "reserve"} {
			if s.IsSet(flag) {
				return usagef("--%s and --spec are both given: say it in %s", flag, file)
			}
		}
		var err error
		if wanted, err = readSpec(file); err != nil {
			return err
		}
	}
	o, err := wanted.options()
	if err != nil {
		return err
	}
	if text := s.String("salt"); text != "" {
		salt := common.FromHex(text)
		if !strings.HasPrefix(text, "0x") || len(salt) != common.HashLength || len(text) != 2+2*common.HashLength {
			return usagef("--salt %q is not 0x and 64 hex digits: give such a number, or none", text)
		}
		o.Salt = common.Hash(salt)
	}
	if len(s.StringSlice("rpc")) == 0 {
		return usagef("no chain is named: give --rpc URL")
	}
	if err := checkTLD(o.TLD, s.String("anyway")); err != nil {
		return err
	}
	if text := s.String("max-fee"); text != "" {
		if o.MaxFee, err = parseGwei(text); err != nil {
			return err
		}
	}
	dir, err := s.stateDir()
	if err != nil {
		return err
	}
	wallet, seal, err := s.openWallet()
	if err != nil {
		return err
	}
	o.Wait, o.Confirmations = s.Duration("wait"), s.Uint64("confirmations")
	o.Outbox = func(chainID uint64, genesis common.Hash) chain.Outbox {
		return journal.Open(dir, chainID, genesis, wallet.Address(), seal)
	}
	steps := 0
	o.Report = func(step string) { steps++; s.note("%s", step) }
	o.Confirm = func(p chain.Plan) error {
		plan := describePlan(p, o, s.StringSlice("rpc"), path)
		s.note("%s", plan)
		return s.agreeTo("deploy "+o.TLD, p.Gas, new(big.Int), p.Fee, p.ChargesForData, plan)
	}
	d, err := chain.Deploy(s.ctx, s.StringSlice("rpc"), wallet, o)
	if errors.Is(err, context.Canceled) && steps > 0 {
		return failf(exitInterrupted, "interrupted: %s is not written yet, and the same command goes on where this one stopped", path)
	}
	if err != nil {
		return err
	}
	if err := d.Write(path); err != nil {
		return err
	}
	if o.Owner != (common.Address{}) && o.Owner != wallet.Address() {
		s.warn("the registry is offered to %s, which owns it once it calls acceptOwnership", o.Owner)
	}
	return s.result(d, "%s is deployed, see %s", d.TLD, path)
}

// describePlan lists what a deployment fixes, line by line, for a person to
// read before anything is signed.
func describePlan(p chain.Plan, o chain.DeployOptions, endpoints []string, path string) string {
	var hosts []string
	for _, e := range endpoints {
		hosts = append(hosts, chain.ShownEndpoint(e))
	}
	reserved := "none"
	if len(o.Reserved) > 0 {
		reserved = strings.Join(o.Reserved, ", ") + ": the owner's for 100 years"
	}
	premium := "none, for ever of this price list"
	if o.Premium > 0 {
		premium = fmt.Sprintf("a lapsed name costs %d prices of a year more at the end of its grace, half of it each day later, nothing from day 21 on; for ever of this price list", o.Premium)
	}
	lines := []string{
		fmt.Sprintf("chain     %d, by %s", p.ChainID, strings.Join(hosts, ", ")),
		fmt.Sprintf("TLD       %s, for ever", o.TLD),
		fmt.Sprintf("owner     %s", p.Owner),
		fmt.Sprintf("treasury  %s", p.Treasury),
		"prices    " + yearly(o.Prices),
		"ceilings  " + yearly(o.Ceilings[:]) + " of a renewal, for ever",
		"premium   " + premium,
		fmt.Sprintf("ages      a commitment is revealed after %v and before %v, for ever of this controller", o.MinAge, o.MaxAge),
		"reserved  " + reserved,
		"file      " + path,
	}
	return strings.Join(lines, "\n")
}

// yearly writes prices of a second as coin a year by length of label. The last
// is for all longer labels.
func yearly(perSecond []*big.Int) string {
	var parts []string
	for i, price := range perSecond {
		year := new(big.Int).Mul(price, big.NewInt(365*86400))
		length := fmt.Sprintf("%d", i+1)
		if i == len(perSecond)-1 {
			length += "+"
		}
		parts = append(parts, fmt.Sprintf("%s: %s", length, chain.Ether(year)))
	}
	return strings.Join(parts, ", ") + " ether a year by length"
}

// verify says of each contract of a deployment whether its code on the chain is
// what this program was built with. One that differs makes it fail.
func verify(s *session, path string) error {
	for _, flag := range []string{"tld", "price", "ceiling", "premium", "min-age", "max-age", "reserve", "salt", "spec", "anyway"} {
		if s.IsSet(flag) {
			return usagef("--%s is for a new deployment and does not go with --verify: leave one of them out", flag)
		}
	}
	d, err := readDeployment(path)
	if err != nil {
		return err
	}
	if urls := s.StringSlice("rpc"); len(urls) > 0 {
		d.Endpoints = urls
	}
	v, err := chain.Verify(s.ctx, d)
	if err != nil {
		return err
	}
	var lines, wrong []string
	for _, c := range v.Contracts {
		line := fmt.Sprintf("%s at %s is as built", c.Contract, c.Address)
		if c.Difference != "" {
			line = fmt.Sprintf("%s at %s differs: %s", c.Contract, c.Address, c.Difference)
			wrong = append(wrong, c.Contract)
		}
		for _, name := range slices.Sorted(maps.Keys(c.Values)) {
			line += fmt.Sprintf(", %s %s", name, c.Values[name])
		}
		lines = append(lines, line)
	}
	for _, controller := range v.Controllers {
		line := fmt.Sprintf("%s may register and extend names", controller)
		if controller == d.Controller {
			line += ": the controller"
		}
		lines = append(lines, line)
	}
	if v.Proven {
		lines = append(lines, "storage began as these contracts' constructors wrote it: the addresses are those of factory, salt and constructor arguments")
	}
	if err := s.result(map[string]any{"contracts": v.Contracts, "controllers": append([]common.Address{}, v.Controllers...), "same": v.Same(), "proven": v.Proven}, "%s", strings.Join(lines, "\n")); err != nil {
		return err
	}
	if len(wrong) > 0 {
		return failf(exitRefused, "not what this program was built with: %s; trust neither names nor money to it unless you know why", strings.Join(wrong, ", "))
	}
	if !v.Proven {
		return failf(exitRefused, "its code is as built; who filled its storage is not known: ask for a deployment file of version 2, which says how it was created")
	}
	return nil
}
