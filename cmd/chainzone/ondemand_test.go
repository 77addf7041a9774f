package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/chain/devnet"
)

const packages = "../../integration/js/node_modules"

// onDemand are chains as they start by default: a block comes with a transaction and
// at no other time.
var onDemand = map[string]func(t *testing.T) *exec.Cmd{
	"anvil": func(*testing.T) *exec.Cmd {
		return exec.Command(packages+"/@foundry-rs/anvil-linux-amd64/bin/anvil", "--host", "127.0.0.1", "--port", "0")
	},
	"hardhat node": func(t *testing.T) *exec.Cmd {
		config := filepath.Join(t.TempDir(), "hardhat.config.js")
		if err := os.WriteFile(config, []byte("module.exports = {}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("node", "node_modules/hardhat/internal/cli/bootstrap.js", "--config", config, "node", "--hostname", "127.0.0.1", "--port", "0")
		cmd.Dir = filepath.Dir(packages) // it wants to be run from where it is installed
		cmd.Env = append(os.Environ(), "HARDHAT_DISABLE_TELEMETRY_PROMPT=true", "HOME="+t.TempDir())
		return cmd
	},
}

// TestRegisterWhereBlocksComeWithTransactions: a registration comes to its end on a
// chain whose newest block stays as old as the last transaction.
func TestRegisterWhereBlocksComeWithTransactions(t *testing.T) {
	for name, program := range onDemand {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, file := range []string{"/@foundry-rs/anvil-linux-amd64/bin/anvil", "/hardhat/package.json"} {
				if _, err := os.Stat(packages + file); err != nil {
					if os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
						t.Fatalf("%v: run make examples", err)
					}
					t.Skip("a chain of the test is missing: run make examples")
				}
			}
			cmd := program(t)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
			listening := regexp.MustCompile(`(?:Listening on |http://)(127\.0\.0\.1:\d+)`)
			found := make(chan string, 1)
			go func() {
				for lines := bufio.NewScanner(out); lines.Scan(); {
					if m := listening.FindStringSubmatch(lines.Text()); m != nil && len(found) == 0 {
						found <- "http://" + m[1]
					}
				}
			}()
			var url string
			select {
			case url = <-found:
			case <-time.After(60 * time.Second):
				t.Fatal("it does not listen")
			}
			w := &world{Devnet: new(devnet.Devnet), t: t, dir: t.TempDir()}
			if w.Accounts, err = devnet.Accounts(); err != nil {
				t.Fatal(err)
			}
			if w.deployment, err = chain.Deploy(t.Context(), []string{url}, chain.KeyWallet(w.Accounts[0].Key), devnet.TLD("chain")); err != nil {
				t.Fatal(err)
			}
			w.makeFiles()
			limit, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			code, said, errs := w.run(limit, "name register --deployment @/chain.json --key @/second.key --yes carol")
			if code != exitOK {
				t.Fatalf("exit %d, %s, %s", code, said, errs)
			}
			if r, err := w.client().Name(t.Context(), w.name("carol")); err != nil || r.Owner != w.Accounts[2].Address {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}
