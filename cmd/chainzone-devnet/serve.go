package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/resolver"
	"chainzone/zone"
)

// ready is the object that --json prints.
type ready struct {
	DNS        string         `json:"dns,omitempty"` // host:port
	RPC        string         `json:"rpc"`
	WS         string         `json:"ws"`
	ChainID    uint64         `json:"chainId"`
	TLD        string         `json:"tld"`
	Registry   common.Address `json:"registry"`
	Controller common.Address `json:"controller"`
	Accounts   []account      `json:"accounts"`
	Deployment string         `json:"deployment"` // path of the deployment file
	Control    string         `json:"control"`    // host:port of the fault control
}

type account struct {
	Address common.Address `json:"address"`
	Key     string         `json:"key"` // hex
	KeyFile string         `json:"keyFile"`
}

// serve runs everything until ctx ends, and leaves nothing behind but the data
// folder, if there is one.
func serve(ctx context.Context, s settings, out io.Writer) (err error) {
	folder := s.dataDir
	if folder == "" {
		if folder, err = os.MkdirTemp("", "chainzone-devnet-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return err
	}
	began := time.Now()
	d, err := devnet.Start(devnet.Options{RPC: s.rpc, BlockTime: s.blockTime, DataDir: s.dataDir})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	r, deployment, err := prepare(ctx, d, s, folder)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	if s.noDNS {
		announce(out, s, r, time.Since(began))
		<-ctx.Done()
		return nil
	}
	client, err := chain.Open(deployment, chain.Options{ChainClock: true})
	if err != nil {
		return err
	}
	defer client.Close()
	server, err := resolver.New(resolver.Config{
		Listen:  []string{s.dns},
		Origins: []resolver.Origin{{Name: client.Origin(), Source: client, ChainClock: true}},
	})
	if err != nil {
		return err
	}
	if err := server.Listen(); err != nil {
		return fmt.Errorf("%w (--dns 127.0.0.1:0 takes a free port)", err)
	}
	r.DNS = server.Addrs()[0].String()
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx) }()
	for _, err := client.Head(); err != nil; _, err = client.Head() {
		select {
		case err := <-ended:
			return err
		case <-time.After(5 * time.Millisecond):
		}
	}
	announce(out, s, r, time.Since(began))
	return <-ended
}

// prepare puts the contracts and samples on a new chain, or finds them on a
// kept one, and writes the files that other programs read.
func prepare(ctx context.Context, d *devnet.Devnet, s settings, folder string) (*ready, *chain.Deployment, error) {
	path := filepath.Join(folder, "deployment.json")
	tld := strings.TrimSuffix(s.tld.String(), ".")
	var deployment *chain.Deployment
	var err error
	if d.Fresh() {
		if deployment, err = d.Populate(ctx, tld); err != nil {
			return nil, nil, err
		}
	} else {
		if deployment, err = chain.ReadDeployment(path); err != nil {
			return nil, nil, fmt.Errorf("%w (remove the data folder to start anew)", err)
		}
		if kept, err := zone.ParseName(deployment.TLD); err != nil || kept != s.tld {
			return nil, nil, fmt.Errorf("the data folder has a devnet of %s, not of %s: give --tld %s or another --data", deployment.TLD, tld, deployment.TLD)
		}
		deployment.Endpoints = []string{d.RPC(), d.WS()}
	}
	if err := deployment.Write(path); err != nil {
		return nil, nil, err
	}
	r := &ready{
		RPC: d.RPC(), WS: d.WS(), ChainID: deployment.ChainID, TLD: tld,
		Registry: deployment.Registry, Controller: deployment.Controller, Deployment: path, Control: d.Control(),
	}
	for i, a := range d.Accounts {
		key := hexutil.Encode(crypto.FromECDSA(a.Key))
		file := filepath.Join(folder, fmt.Sprintf("account-%d.key", i))
		if err := os.WriteFile(file, []byte(strings.TrimPrefix(key, "0x")+"\n"), 0o600); err != nil {
			return nil, nil, fmt.Errorf("write a key file: %w", err)
		}
		r.Accounts = append(r.Accounts, account{a.Address, key, file})
	}
	return r, deployment, nil
}

// announce says that everything is ready, to a program or to a person.
func announce(out io.Writer, s settings, r *ready, took time.Duration) {
	if s.json {
		_ = json.NewEncoder(out).Encode(r) // nobody may be reading any more; the devnet runs on
		return
	}
	fmt.Fprintf(out, "A devnet of %s is ready after %.1f s. Ctrl-C ends it.\n\n", r.TLD, took.Seconds())
	fmt.Fprintf(out, "chain    %s  %s  chain id %d\n", r.RPC, r.WS, r.ChainID)
	fmt.Fprintf(out, "faults   curl -X POST http://%s/rpc/refuse   (ok, delay?ms=500, freeze)\n", r.Control)
	if r.DNS != "" {
		host, port, _ := net.SplitHostPort(r.DNS)
		fmt.Fprintf(out, "DNS      %s\n\nTry\n\n  dig @%s -p %s hello.%s A\n", r.DNS, host, port, r.TLD)
	}
	fmt.Fprintf(out, "\nIn a second terminal, to claim a name as account 1:\n\n  export CHAINZONE_DEPLOYMENT=%s CHAINZONE_KEY_FILE=%s\n", r.Deployment, r.Accounts[1].KeyFile)
	fmt.Fprintf(out, "  go run ./cmd/chainzone name register alice.%s\n", r.TLD)
}
