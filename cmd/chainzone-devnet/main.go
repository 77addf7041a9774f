// Command chainzone-devnet runs a local chain with chainzone's contracts,
// sample names and a DNS server that answers them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"chainzone/zone"
)

// version is set by the linker.
var version = "devel"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	signal.Ignore(syscall.SIGPIPE) // it goes on when nobody reads what it prints
	code := run(ctx, os.Args, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// usageError is what can never be right: exit code 2.
type usageError struct{ error }

// settings are the flags, read.
type settings struct {
	dns, rpc  string
	tld       zone.Name
	blockTime time.Duration
	dataDir   string
	noDNS     bool
	json      bool
}

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	app := &cli.App{
		Writer: out, ErrWriter: errs,
		Name:            "chainzone-devnet",
		Version:         version,
		Usage:           "a local chain with contracts, sample names and a DNS server answering them",
		UsageText:       "chainzone-devnet [options]",
		HideHelpCommand: true,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "dns", Value: "127.0.0.1:5300", Usage: "`ADDRESS` of the DNS server, UDP and TCP; port 0 takes a free one"},
			&cli.StringFlag{Name: "rpc", Value: "127.0.0.1:8545", Usage: "`ADDRESS` of the chain's JSON-RPC, HTTP and WebSocket; port 0 takes a free one"},
			&cli.StringFlag{Name: "tld", Value: "chain", Usage: "`NAME` below which names are registered"},
			&cli.DurationFlag{Name: "block-time", Usage: "a block every `DURATION` (default: one a transaction, and an empty one at least every 5s)"},
			&cli.StringFlag{Name: "data", Usage: "`DIR` that keeps the chain (default: in memory)"},
			&cli.BoolFlag{Name: "no-dns", Usage: "run no DNS server"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object when everything is ready"},
		},
		OnUsageError:   func(_ *cli.Context, err error, _ bool) error { return usageError{err} },
		ExitErrHandler: func(*cli.Context, error) {},
		Action: func(c *cli.Context) error {
			s, err := read(c)
			if err != nil {
				return usageError{err}
			}
			return serve(ctx, s, c.App.Writer)
		},
	}
	err := app.RunContext(ctx, args)
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		fmt.Fprintf(errs, "chainzone-devnet: %v (chainzone-devnet --help lists the options)\n", err)
		return 2
	}
	fmt.Fprintf(errs, "chainzone-devnet: %v\n", err)
	return 1
}

func read(c *cli.Context) (settings, error) {
	s := settings{
		dns: c.String("dns"), rpc: c.String("rpc"), blockTime: c.Duration("block-time"),
		dataDir: c.String("data"), noDNS: c.Bool("no-dns"), json: c.Bool("json"),
	}
	if c.Args().Present() {
		return s, fmt.Errorf("%q: this command takes options only", c.Args().First())
	}
	var err error
	if s.tld, err = zone.ParseName(c.String("tld")); err != nil {
		return s, fmt.Errorf("--tld: %w", err)
	}
	if s.tld == zone.Root {
		return s, errors.New("--tld: the root cannot be served: name a domain such as chain")
	}
	for i := range s.tld.NumLabels() {
		if err := zone.CheckLabel(s.tld.Label(i)); err != nil {
			return s, fmt.Errorf("--tld: %w", err)
		}
	}
	if s.blockTime < 0 || s.blockTime > 0 && s.blockTime < 100*time.Millisecond {
		return s, fmt.Errorf("--block-time %v: at least 100ms", s.blockTime)
	}
	for flag, address := range map[string]string{"--dns": s.dns, "--rpc": s.rpc} {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return s, fmt.Errorf("%s %s: write it as 127.0.0.1:5300 or [::1]:5300", flag, address)
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return s, fmt.Errorf("%s %s: a devnet listens on loopback only, its keys are known to everybody", flag, address)
		}
	}
	return s, nil
}
