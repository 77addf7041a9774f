package chain

import (
	"bytes"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/contracts/bindings"
	"chainzone/names"
	"chainzone/zone"
)

// TestEveryErrorHasASentence walks the contracts' ABIs.
func TestEveryErrorHasASentence(t *testing.T) {
	seen := map[string]bool{}
	for _, contract := range []interface{ GetABIErrors() []string }{abiOf{}} {
		for _, name := range contract.GetABIErrors() {
			seen[name] = true
			if refusals[name].what == "" || refusals[name].kind == nil {
				t.Errorf("%s has no sentence", name)
			}
		}
	}
	for name := range refusals {
		if !seen[name] {
			t.Errorf("%s is in no contract", name)
		}
	}
}

type abiOf struct{}

func (abiOf) GetABIErrors() (list []string) {
	for name := range bindings.NewNameRegistry().GetABI().Errors {
		list = append(list, name)
	}
	for name := range bindings.NewRegistrarController().GetABI().Errors {
		list = append(list, name)
	}
	for name := range bindings.NewBulkRenewal().GetABI().Errors {
		list = append(list, name)
	}
	for name := range bindings.NewDecayingPricing().GetABI().Errors {
		list = append(list, name)
	}
	return list
}

func TestNodeOf(t *testing.T) {
	// The vectors of EIP-137.
	for name, want := range map[string]string{
		".":       "0x0000000000000000000000000000000000000000000000000000000000000000",
		"eth":     "0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae",
		"foo.eth": "0xde9b09fd7c5f901e23a3f19fecc54828e9c848539801e86591bd9801b019f84f",
	} {
		if got := common.Hash(NodeOf(zone.MustParseName(name))).Hex(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestWord(t *testing.T) {
	n, _ := new(big.Int).SetString("0102030405060708090a0b0c0d0e0f1011121314"+"00000000ff"+"00000007"+"000000", 16)
	s := wordOf(n).state(names.Node{}, names.Block{})
	if s.Digest[0] != 1 || s.Digest[19] != 0x14 || s.Expiry != 255 || s.Serial != 7 {
		t.Errorf("%+v", s)
	}
}

func TestFoldLogs(t *testing.T) {
	var start, end changes
	var logs []types.Log
	end = start
	for i := range 5 {
		node, w := common.Hash{byte(i)}, word{byte(i + 1)}
		end = end.fold(node, w, 77)
		logs = append(logs, types.Log{Topics: []common.Hash{{}, node}, Data: bytes.Clone(w[:])})
	}
	for n := range len(logs) + 1 {
		f := folding{at: start, time: 77, nodes: map[names.Node]bool{}}
		for i := range n {
			if err := f.add(&logs[i]); err != nil {
				t.Fatal(err)
			}
		}
		if whole := f.at == end; whole != (n == len(logs)) || len(f.nodes) != n || end.time() != 77 {
			t.Errorf("%d of %d logs: whole %v, %d nodes", n, len(logs), whole, len(f.nodes))
		}
	}
}

// TestRegistryCode: the runtime bytecode that this repository builds is what
// bindings embed.
func TestRegistryCode(t *testing.T) {
	if code := common.FromHex(bindings.NameRegistryRuntime); len(code) < 1000 || crypto.Keccak256Hash(code) == (common.Hash{}) {
		t.Errorf("%d bytes of runtime code", len(code))
	}
}

func TestDeploymentFile(t *testing.T) {
	good := `{"version":1,"chainId":5,"tld":"chain","registry":"0x0000000000000000000000000000000000000001","controller":"0x0000000000000000000000000000000000000002",
	"registryCodeHash":"0x0000000000000000000000000000000000000000000000000000000000000003","fromBlock":4,"endpoints":["http://127.0.0.1:8545"]}`
	d, err := parseDeployment([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "chain.json")
	if err := d.Write(path); err != nil {
		t.Fatal(err)
	}
	if again, err := ReadDeployment(path); err != nil || again.Registry != d.Registry || again.Endpoints[0] != d.Endpoints[0] {
		t.Errorf("%+v, %v", again, err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%d files after one write", len(entries))
	}
	for _, tc := range []struct{ old, new, want string }{
		{`"version":1`, `"version":3`, "version 3"},
		{`"version":1`, `"version":2`, "creation is missing"},
		{`"fromBlock":4`, `"creation":{"factory":"0x0000000000000000000000000000000000000001"}`, "version 1 does not have"},
		{`"chainId":5,`, ``, "chainId"},
		{`"tld":"chain"`, `"tld":""`, "tld"},
		{`"tld":"chain"`, `"tld":"."`, "root"},
		{`"registry":"0x0000000000000000000000000000000000000001",`, ``, "registry"},
		{`"fromBlock":4`, `"formBlock":4`, "formBlock"},
		{`["http://127.0.0.1:8545"]`, `[]`, "endpoints"},
		{`http://127`, `ftp://user:pw@127`, "ftp"},
		{`"0x0000000000000000000000000000000000000001"`, `"0x01"`, "JSON"},
		{`8545"]}`, `8545"]} x`, "follows"},
	} {
		_, err := parseDeployment([]byte(strings.Replace(good, tc.old, tc.new, 1)))
		if err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "pw@") {
			t.Errorf("%s for %s: %v", tc.new, tc.old, err)
		}
	}
	if _, err := ReadDeployment(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestReadKey(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "key")
	password := func() ([]byte, error) { return []byte("x"), nil }
	for _, tc := range []struct {
		data string
		mode os.FileMode
		ok   bool
	}{
		{strings.Repeat("11", 32) + "\n", 0o600, true},
		{"0x" + strings.Repeat("11", 32), 0o400, true},
		{strings.Repeat("11", 32), 0o644, false},
		{strings.Repeat("11", 31), 0o600, false},
		{strings.Repeat("00", 32), 0o600, false},
		{"{}", 0o600, false},
	} {
		_ = os.Remove(path)
		if err := errors.Join(os.WriteFile(path, []byte(tc.data), 0o600), os.Chmod(path, tc.mode)); err != nil { // whatever the umask
			t.Fatal(err)
		}
		_, err := ReadKey(path, password)
		if (err == nil) != tc.ok {
			t.Errorf("%q with mode %o: %v", tc.data, tc.mode, err)
		}
		if err != nil && strings.Contains(err.Error(), "1111") {
			t.Errorf("the error shows the key: %v", err)
		}
	}
}

func FuzzDeployment(f *testing.F) {
	f.Add([]byte(`{"version":1,"chainId":5,"tld":"chain","registry":"0x0000000000000000000000000000000000000001","endpoints":["http://127.0.0.1:8545"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := parseDeployment(data); err == nil && d.Check() != nil {
			t.Errorf("accepted, but: %v", d.Check())
		}
	})
}

// FuzzZonesOf: whatever an endpoint returns, an image is only taken if it is
// its word's, and nothing panics.
func FuzzZonesOf(f *testing.F) {
	registry := bindings.NewNameRegistry()
	out := registry.GetABI().Methods["zonesOf"].Outputs
	image := []byte{1, 2, 3}
	digest := digestOf(image)
	w := new(big.Int).Lsh(new(big.Int).SetBytes(digest[:]), 96)
	good, err := out.Pack([]*big.Int{w, new(big.Int)}, [][]byte{image, nil})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte{})
	f.Add(good[:64])
	c := &Client{registry: registry}
	f.Fuzz(func(t *testing.T, data []byte) {
		readings, err := c.decodeZones(data, make([][32]byte, 2), names.Block{})
		if err != nil {
			if !errors.Is(err, names.ErrInvalid) && !errors.Is(err, names.ErrUnreachable) {
				t.Fatalf("an error of no kind: %v", err)
			}
			return
		}
		for _, r := range readings {
			if r.Err == nil && digestOf(r.Image) != r.Digest {
				t.Fatalf("an image that is not its word's: %+v", r)
			}
		}
	})
}
