package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/zone"
)

// world is a devnet in this process, and the files that commands name.
type world struct {
	*devnet.Devnet
	t          *testing.T
	dir        string
	deployment *chain.Deployment
	opened     *chain.Client
}

// newWorld is a devnet with the sample names.
func newWorld(t *testing.T, blockTime time.Duration) *world {
	t.Helper()
	d, err := devnet.Start(devnet.Options{BlockTime: blockTime})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	deployment, err := d.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{Devnet: d, t: t, dir: t.TempDir(), deployment: deployment}
	w.makeFiles()
	return w
}

// makeFiles writes the deployment and its variants, and keys.
func (w *world) makeFiles() {
	w.write("chain.json", func(*chain.Deployment) {})
	w.write("closed.json", func(d *chain.Deployment) { d.Endpoints = []string{"http://127.0.0.1:1"} })
	w.write("otherchain.json", func(d *chain.Deployment) { d.ChainID = 5 })
	w.write("version1.json", func(d *chain.Deployment) { d.Version, d.Creation = 1, nil })
	w.write("trap.json", func(d *chain.Deployment) { d.Registry[19]++ })
	w.write("othercode.json", func(d *chain.Deployment) { d.RegistryCodeHash = common.Hash{5} })
	for name, key := range map[string][]byte{
		"owner.key":    crypto.FromECDSA(w.Accounts[0].Key),
		"stranger.key": crypto.FromECDSA(w.Accounts[1].Key),
		"second.key":   crypto.FromECDSA(w.Accounts[2].Key),
		"poor.key":     bytes.Repeat([]byte{3}, 32),
	} {
		w.file(name, hex.EncodeToString(key))
	}
}

func (w *world) path(name string) string { return filepath.Join(w.dir, name) }

func (w *world) file(name, text string) string {
	w.t.Helper()
	if err := os.WriteFile(w.path(name), []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return w.path(name)
}

// keyOf is a file with an account's key.
func (w *world) keyOf(account int) string {
	w.t.Helper()
	return w.file(fmt.Sprintf("account%d.key", account), hex.EncodeToString(crypto.FromECDSA(w.Accounts[account].Key)))
}

// write puts a variant of the deployment into a file.
func (w *world) write(name string, change func(*chain.Deployment)) {
	w.t.Helper()
	d := *w.deployment
	change(&d)
	if err := d.Write(w.path(name)); err != nil {
		w.t.Fatal(err)
	}
}

// proxied is a deployment file whose endpoint passes calls on to the devnet.
// answer may replace the reply to one, and sees every call.
func (w *world) proxied(answer func(method string, reply []byte) []byte) string {
	w.t.Helper()
	var mu sync.Mutex
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		resp, err := http.Post(w.RPC(), "application/json", bytes.NewReader(body))
		if err != nil {
			out.WriteHeader(http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		reply, _ := io.ReadAll(resp.Body)
		var one struct{ Method string }
		if json.Unmarshal(body, &one) == nil {
			mu.Lock()
			reply = answer(one.Method, reply)
			mu.Unlock()
		}
		out.Header().Set("Content-Type", "application/json")
		out.Write(reply)
	}))
	w.t.Cleanup(s.Close)
	w.write("proxied.json", func(d *chain.Deployment) { d.Endpoints = []string{s.URL} })
	return w.path("proxied.json")
}

// run is one command line in this process; words may name the world's files
// with a leading "@/". What is under way is kept in the world's folder.
func (w *world) run(ctx context.Context, line string) (exitCode, string, string) {
	w.t.Helper()
	in, err := os.Open(os.DevNull)
	if err != nil {
		w.t.Fatal(err)
	}
	defer in.Close()
	words := strings.Fields(line)
	for i, word := range words {
		if name, ok := strings.CutPrefix(word, "@/"); ok {
			words[i] = w.path(name)
		}
	}
	if !strings.Contains(line, "--state-dir") && keepsState(words) {
		words = slices.Insert(words, min(2, len(words)), "--state-dir", w.path("state"))
	}
	var out, errs bytes.Buffer
	code := run(ctx, words, terminal{in: in, out: &out, err: &errs})
	return code, out.String(), errs.String()
}

// keepsState says whether a command line's verb has the flag --state-dir.
func keepsState(words []string) bool {
	for _, n := range catalogue() {
		at := 0
		if n.name != "" {
			at = 1
		}
		if len(words) <= at || at == 1 && words[0] != n.name {
			continue
		}
		for _, v := range n.verbs {
			if v.name == words[at] {
				return slices.ContainsFunc(v.flags, func(f cli.Flag) bool { return f.Names()[0] == "state-dir" })
			}
		}
	}
	return false
}

// idOf is the id of a JSON-RPC reply.
func idOf(reply []byte) string {
	var fields struct{ ID json.RawMessage }
	_ = json.Unmarshal(reply, &fields)
	return string(fields.ID)
}

// client is a client of the devnet, open for the length of the test.
func (w *world) client() *chain.Client {
	w.t.Helper()
	if w.opened == nil {
		c, err := chain.Open(w.deployment, chain.Options{ChainClock: true}) // which tests move
		if err != nil {
			w.t.Fatal(err)
		}
		w.t.Cleanup(c.Close)
		w.opened = c
	}
	return w.opened
}

// name is a label below the TLD.
func (w *world) name(label string) zone.Name { return zone.MustParseName(label + ".chain") }
