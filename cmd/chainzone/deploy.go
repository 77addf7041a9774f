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

	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/zone"
)

func deployFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "rpc", Usage: "`URL` of the chain; repeatable"},
		&cli.StringFlag{Name: "tld", Usage: "`NAME` above all names"},
		&cli.StringSliceFlag{Name: "price", Usage: "`WEI` a second for labels of 1, 2, ... bytes; repeatable, the last is for all longer ones"},
		&cli.StringFlag{Name: "ceiling", Usage: "`WEI` a second that renewal never exceeds; cannot be changed"},
		&cli.DurationFlag{Name: "min-age", Value: time.Minute, Usage: "`TIME` a commitment must be old"},
		&cli.DurationFlag{Name: "max-age", Value: 24 * time.Hour, Usage: "`TIME` after which it is no longer good"},
		&cli.StringSliceFlag{Name: "reserve", Usage: "`LABEL` that is never sold; repeatable"},
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
	if _, err := zone.ParseName(s.String("tld")); err != nil {
		return usagef("--tld: %w", err)
	}
	if len(s.StringSlice("rpc")) == 0 || len(s.StringSlice("price")) == 0 {
		return usagef("give --rpc URL and at least one --price WEI")
	}
	steps := 0
	o := chain.DeployOptions{
		TLD: s.String("tld"), MinAge: s.Duration("min-age"), MaxAge: s.Duration("max-age"), Reserved: s.StringSlice("reserve"),
		Wait:   s.Duration("wait"),
		Report: func(step string) { steps++; s.note("%s", step) },
		Confirm: func(gas uint64, fee *big.Int) error {
			return s.agree("deploy "+s.String("tld"), gas, new(big.Int), fee)
		},
	}
	for i, text := range append([]string{s.String("ceiling")}, s.StringSlice("price")...) {
		n, ok := new(big.Int).SetString(text, 10)
		if !ok || n.Sign() <= 0 {
			return usagef("the price %q is not a number of wei a second above 0: give --ceiling and --price", text)
		}
		if i == 0 {
			o.Ceiling = n
		} else {
			o.Prices = append(o.Prices, n)
		}
	}
	key, err := s.key()
	if err != nil {
		return err
	}
	d, err := chain.Deploy(s.ctx, s.StringSlice("rpc"), key, o)
	if errors.Is(err, context.Canceled) && steps > 0 {
		return failf(exitInterrupted, "interrupted at transaction %d of 4: %s was not written, and what was deployed so far is of no use: deploy again", steps, path)
	}
	if err != nil {
		return err
	}
	if err := d.Write(path); err != nil {
		return err
	}
	return s.result(d, "%s is deployed, see %s", d.TLD, path)
}

// verify says of each contract of a deployment whether its code on the chain is
// what this program was built with. One that differs makes it fail.
func verify(s *session, path string) error {
	for _, flag := range []string{"tld", "price", "ceiling", "min-age", "max-age", "reserve"} {
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
	list, err := chain.Verify(s.ctx, d)
	if err != nil {
		return err
	}
	var lines, wrong []string
	for _, v := range list {
		line := fmt.Sprintf("%s at %s is as built", v.Contract, v.Address)
		if v.Difference != "" {
			line = fmt.Sprintf("%s at %s differs: %s", v.Contract, v.Address, v.Difference)
			wrong = append(wrong, v.Contract)
		}
		for _, name := range slices.Sorted(maps.Keys(v.Values)) {
			line += fmt.Sprintf(", %s %s", name, v.Values[name])
		}
		lines = append(lines, line)
	}
	if err := s.result(map[string]any{"contracts": list, "same": len(wrong) == 0}, "%s", strings.Join(lines, "\n")); err != nil {
		return err
	}
	if len(wrong) > 0 {
		return failf(exitRefused, "not what this program was built with: %s; trust neither names nor money to it unless you know why", strings.Join(wrong, ", "))
	}
	return nil
}
