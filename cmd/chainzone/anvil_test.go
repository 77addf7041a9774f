package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/zone"
)

// TestScriptsOnAnvil runs the scripts of registrations, renewals and zones
// against anvil, a chain that shares no code with the devnet's.
func TestScriptsOnAnvil(t *testing.T) {
	const program = "../../integration/js/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil"
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
			t.Fatal("anvil is missing: run make examples")
		}
		t.Skip("anvil is missing: run make examples")
	}
	scripts := []string{"name", "zone"}
	if size(0, 1) == 1 {
		scripts = append(scripts, "acme", "deploy", "key", "lookup", "plan", "portfolio", "roles", "sign", "spec", "underway", "unicode")
	}
	for _, script := range scripts {
		t.Run(script, func(t *testing.T) {
			t.Parallel()
			newAnvil(t, program).script(filepath.Join("testdata/script", script+".txtar"))
		})
	}
}

// newAnvil is anvil with the TLD, the sample names and the accounts of a devnet.
func newAnvil(t *testing.T, program string) *world {
	t.Helper()
	// Four blocks a second, so that the scripts wait less.
	cmd := exec.Command(program, "--host", "127.0.0.1", "--port", "0", "--block-time", "0.25",
		"--chain-id", fmt.Sprint(devnet.ChainID), "--timestamp", fmt.Sprint(time.Now().Add(-devnet.Past).Unix()))
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	listening := regexp.MustCompile(`Listening on (127\.0\.0\.1:\d+)`)
	found := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if m := listening.FindStringSubmatch(lines.Text()); m != nil {
				found <- "http://" + m[1]
			}
		}
	}()
	w := &world{Devnet: new(devnet.Devnet), t: t, dir: t.TempDir()}
	if w.Accounts, err = devnet.Accounts(); err != nil {
		t.Fatal(err)
	}
	var url string
	select {
	case url = <-found:
	case <-time.After(30 * time.Second):
		t.Fatal("anvil does not listen")
	}
	if w.deployment, err = chain.Deploy(t.Context(), []string{url}, chain.KeyWallet(w.Accounts[0].Key), devnet.TLD("chain")); err != nil {
		t.Fatal(err)
	}
	w.makeFiles()
	before, now, err := devnet.Samples(zone.MustParseName("chain"))
	if err != nil {
		t.Fatal(err)
	}
	w.registerAll(before)
	client, err := rpc.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.CallContext(t.Context(), nil, "evm_increaseTime", int(devnet.Past.Seconds())); err != nil {
		t.Fatal(err)
	}
	if err := client.CallContext(t.Context(), nil, "evm_mine"); err != nil {
		t.Fatal(err)
	}
	w.registerAll(now)
	return w
}

// registerAll registers names for the owner, as a wallet does: all commitments
// at once, then all reveals.
func (w *world) registerAll(list []devnet.Registration) {
	w.t.Helper()
	c, s := w.client(), w.client().Signer(w.Accounts[0].Key)
	var wg sync.WaitGroup
	for _, r := range list {
		price, err := c.Price(w.t.Context(), w.name(r.Label), r.Duration)
		if err != nil {
			w.t.Fatal(err)
		}
		request := chain.Request{
			Name: w.name(r.Label), Owner: s.Address(), Duration: r.Duration, Image: r.Image, MaxPrice: price, Secret: crypto.Keccak256Hash([]byte(r.Label)),
		}
		wg.Go(func() {
			tx, err := s.Commit(w.t.Context(), request)
			if err == nil {
				_, err = s.Send(w.t.Context(), tx)
			}
			for limit := time.Now().Add(20 * time.Second); err == nil; time.Sleep(200 * time.Millisecond) {
				if tx, err = s.Reveal(w.t.Context(), request); err == nil { // it is old enough
					_, err = s.Send(w.t.Context(), tx)
					break
				}
				if time.Now().Before(limit) {
					err = nil
				}
			}
			if err != nil {
				w.t.Errorf("register %s: %v", r.Label, err)
			}
		})
	}
	wg.Wait()
}
