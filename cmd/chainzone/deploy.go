package main

import (
	"context"
	"errors"
	"math/big"
	"os"
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
	}
}

// deploy puts a new TLD on a chain and writes its deployment file.
func deploy(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	path := s.Args().First()
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
		Confirm: func(fee *big.Int) error {
			s.show("deploy "+s.String("tld"), new(big.Int), fee)
			return s.confirm()
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
