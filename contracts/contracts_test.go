// Package contracts_test holds what Go checks of the Solidity project: that its
// documents say what its code does. The contracts' own tests are in test/.
package contracts_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/contracts/bindings"
	"chainzone/zone"
)

var deployed = map[string]string{
	"NameRegistry":        bindings.NameRegistryRuntime,
	"RegistrarController": bindings.RegistrarControllerRuntime,
	"DecayingPricing":     bindings.DecayingPricingRuntime,
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(read(t, path)), into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// TestErrorsAreDocumented: docs/contracts.md lists every error of the
// contracts with its selector, and no other.
func TestErrorsAreDocumented(t *testing.T) {
	want := map[string]string{} // signature to selector
	files, _ := filepath.Glob("abi/*.json")
	for _, file := range files {
		parsed, err := abi.JSON(strings.NewReader(read(t, file)))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range parsed.Errors {
			want[e.Sig] = "0x" + hex.EncodeToString(e.ID[:4])
		}
	}
	selectors, signatures := regexp.MustCompile("`(0x[0-9a-f]{8})`"), regexp.MustCompile("`([A-Za-z0-9]+\\([a-z0-9,]*\\))`")
	got := map[string]string{}
	_, table, _ := strings.Cut(read(t, "../docs/contracts.md"), "\n## Errors\n")
	table, _, _ = strings.Cut(table, "\n## ")
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.Contains(cells[1], "`") {
			continue
		}
		ids, names := selectors.FindAllStringSubmatch(cells[1], -1), signatures.FindAllStringSubmatch(cells[2], -1)
		if len(ids) != len(names) {
			t.Errorf("%d selectors beside %d errors: %s", len(ids), len(names), line)
			continue
		}
		for i := range ids {
			got[names[i][1]] = ids[i][1]
		}
		if len(strings.TrimSpace(cells[3])) < 10 {
			t.Errorf("no cause: %s", line)
		}
	}
	for signature, selector := range want {
		if got[signature] != selector {
			t.Errorf("docs/contracts.md: %s has the selector %s, it says %q", signature, selector, got[signature])
		}
	}
	for signature := range got {
		if want[signature] == "" {
			t.Errorf("docs/contracts.md lists %s, which no contract has", signature)
		}
	}
}

func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// TestFiguresAreDocumented: every gas figure under version control, and the
// size of each contract, stands in docs/contracts.md.
func TestFiguresAreDocumented(t *testing.T) {
	doc := read(t, "../docs/contracts.md")
	var gas map[string]string
	readJSON(t, "snapshots/chainzone.json", &gas)
	for action, figure := range gas {
		n, err := strconv.Atoi(figure)
		if err != nil || !strings.Contains(doc, "| "+thousands(n)+" |") {
			t.Errorf("docs/contracts.md does not have %s for %q", thousands(n), action)
		}
	}
	var sizes map[string]struct{ Runtime struct{ Bytes int } }
	readJSON(t, "layout/bytecode.json", &sizes)
	for name, size := range sizes {
		if n := size.Runtime.Bytes; n == 0 || n > 24_576 || !strings.Contains(doc, " "+thousands(n)+" ") && !strings.Contains(doc, " "+thousands(n)+",") {
			t.Errorf("docs/contracts.md does not have the %s bytes of %s, or they are too many", thousands(n), name)
		}
	}
}

// TestFourteenRecords: the image that the gas tests publish is that of the
// zone beside it.
func TestFourteenRecords(t *testing.T) {
	name := zone.MustParseName("example.chain")
	file, err := os.Open("test/testdata/fourteen.zone")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sets, err := zone.ParseMaster(name, file, file.Name())
	if err != nil {
		t.Fatal(err)
	}
	z, err := zone.New(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	const path = "test/testdata/fourteen.json"
	if os.Getenv("CHAINZONE_UPDATE") != "" {
		text := fmt.Sprintf("{ \"image\": \"0x%x\" }\n", z.Image())
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stored struct{ Image string }
	readJSON(t, path, &stored)
	if !bytes.Equal(common.FromHex(stored.Image), z.Image()) {
		t.Errorf("%s is not the image of fourteen.zone: CHAINZONE_UPDATE=1 go test ./contracts writes it", path)
	}
	t.Logf("%d bytes", len(z.Image()))
}

// TestI17NoWayOut: no contract can run another's code as its own, destroy
// itself or make contracts; an immutable registry stays what it is.
func TestI17NoWayOut(t *testing.T) {
	for name, code := range deployed {
		code := common.FromHex(code)
		seen := map[vm.OpCode]bool{}
		for i := 0; i < len(code); i++ {
			op := vm.OpCode(code[i])
			seen[op] = true
			if op >= vm.PUSH1 && op <= vm.PUSH32 {
				i += int(op - vm.PUSH1 + 1)
			}
		}
		if !seen[vm.SSTORE] || !seen[vm.JUMPI] {
			t.Errorf("%s: this is not how its code is read", name)
		}
		for _, op := range []vm.OpCode{vm.DELEGATECALL, vm.CALLCODE, vm.SELFDESTRUCT, vm.CREATE, vm.CREATE2} {
			if seen[op] {
				t.Errorf("%s has a %s in its code", name, op)
			}
		}
	}
}

// TestR17NoAssembly: the sources have none.
func TestR17NoAssembly(t *testing.T) {
	files, _ := filepath.Glob("src/*.sol")
	if len(files) < 9 {
		t.Fatalf("only %d sources", len(files))
	}
	for _, file := range files {
		for _, word := range []string{"assembly", "unchecked", "delegatecall", "tx.origin", ".transfer(", ".send("} {
			if strings.Contains(read(t, file), word) {
				t.Errorf("%s has %q in it", file, word)
			}
		}
	}
}

// TestRevertTestsHaveTwins: each test_fn_revertsIfX has a fuzz test of the same
// name, and no file of tests is longer than 500 lines.
func TestRevertTestsHaveTwins(t *testing.T) {
	files, _ := filepath.Glob("test/*.sol")
	tests := 0
	for _, file := range files {
		text := read(t, file)
		if n := strings.Count(text, "\n"); n > 500 {
			t.Errorf("%s has %d lines: split it", file, n)
		}
		for _, m := range regexp.MustCompile(`function test_(\w+_revertsIf\w+)\(`).FindAllStringSubmatch(text, -1) {
			tests++
			if !strings.Contains(text, "function testFuzz_"+m[1]+"(") {
				t.Errorf("%s: test_%s has no testFuzz_%s", file, m[1], m[1])
			}
		}
	}
	if tests < 60 {
		t.Errorf("only %d revert tests", tests)
	}
}

// TestCreationCodeIsFrozen compares the creation code of the contracts with the
// hashes that docs/contracts.md gives: since a registry cannot be replaced, none
// of them changes any more.
func TestCreationCodeIsFrozen(t *testing.T) {
	doc := read(t, "../docs/contracts.md")
	for name, code := range map[string]string{
		"NameRegistry": bindings.NameRegistryMetaData.Bin, "RegistrarController": bindings.RegistrarControllerMetaData.Bin, "DecayingPricing": bindings.DecayingPricingMetaData.Bin,
	} {
		row := fmt.Sprintf("| `%s` | `%s` |", name, crypto.Keccak256Hash(common.FromHex(code)))
		if !strings.Contains(doc, row) {
			t.Errorf("docs/contracts.md does not have %s", row)
		}
	}
}
