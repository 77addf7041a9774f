// Package chainzone_test holds the tests that are about the whole tree: which
// package may import which.
package chainzone_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrow is one rule of docs/architecture.md: packages under from import
// nothing of ours but what to lists, and none of the libraries in never.
type arrow struct {
	from  string
	to    []string
	never []string
}

const (
	ethereum = "github.com/ethereum/go-ethereum"
	miekg    = "github.com/miekg/dns"
)

var arrows = []arrow{
	{from: "zone", to: nil, never: []string{ethereum}},
	{from: "names", to: []string{"zone"}, never: []string{ethereum, miekg}},
	{from: "metrics", to: nil, never: []string{ethereum, miekg}},
	{from: "cache", to: nil, never: []string{ethereum, miekg}},
	{from: "resolver", to: []string{"zone", "names", "cache"}, never: []string{ethereum}},
	{from: "chain", to: []string{"zone", "names", "contracts/bindings"}, never: []string{ethereum + "/node", ethereum + "/eth", ethereum + "/core/state"}},
	{from: "chain/devnet", to: []string{"chain", "zone", "names", "contracts/bindings"}},
	{from: "contracts/bindings", to: nil, never: []string{miekg}},
	{from: "cmd/chainzone", to: []string{"chain", "resolver", "zone", "names", "cache", "metrics", "contracts/bindings"}, never: []string{ethereum + "/node", ethereum + "/eth"}},
	{from: "cmd/chainzone-devnet", to: []string{"chain", "chain/devnet", "resolver", "zone", "names", "cache", "contracts/bindings"}},
}

// ruleOf returns the rule with the longest path that pkg lies under.
func ruleOf(pkg string) (rule arrow, ok bool) {
	for _, a := range arrows {
		if within(pkg, a.from) && len(a.from) > len(rule.from) {
			rule, ok = a, true
		}
	}
	return rule, ok
}

// breaks returns the rules that one import of one package breaks.
func breaks(pkg, imported string) []string {
	rule, ok := ruleOf(pkg)
	if !ok {
		return []string{pkg + " has no rule in arrows_test.go: add one"}
	}
	var broken []string
	// The GPL half of go-ethereum is out for everyone.
	for _, lib := range append([]string{ethereum + "/cmd"}, rule.never...) {
		if within(imported, lib) {
			broken = append(broken, pkg+" must not import "+lib)
		}
	}
	if ours, ok := strings.CutPrefix(imported, "chainzone/"); ok {
		room, _ := ruleOf(ours)
		if room.from != rule.from && !slices.Contains(rule.to, room.from) {
			broken = append(broken, pkg+" must not import "+ours)
		}
	}
	return broken
}

func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

func TestImportArrows(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		pkg, ok := strings.CutPrefix(fields[0], "chainzone/")
		if !ok || pkg == "integration" { // integration holds tests only
			continue
		}
		packages++
		for _, imported := range fields[1:] {
			for _, b := range breaks(pkg, imported) {
				t.Error(b)
			}
		}
	}
	if packages < len(arrows) {
		t.Errorf("go list named %d of our packages, fewer than the %d rules", packages, len(arrows))
	}
}

// TestServerHasNoNode looks through everything that cmd/chainzone links, not
// only at what it imports itself.
func TestServerHasNoNode(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "./cmd/chainzone").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for pkg := range strings.Lines(string(out)) {
		pkg = strings.TrimSpace(pkg)
		for _, node := range []string{ethereum + "/node", ethereum + "/eth", ethereum + "/core/vm", "chainzone/chain/devnet"} {
			if pkg == node {
				t.Errorf("cmd/chainzone links %s, a part of a full node", pkg)
			}
		}
	}
}

// TestArrowsCatch proves that the rules are not vacuous.
func TestArrowsCatch(t *testing.T) {
	for _, tc := range []struct {
		pkg, imported string
		broken        bool
	}{
		{"resolver", "chainzone/chain", true},
		{"resolver/forward", "chainzone/chain", true},
		{"chain", "chainzone/resolver", true},
		{"chain", "chainzone/chain/devnet", true},
		{"cache", "chainzone/zone", true},
		{"cache", miekg, true},
		{"zone", "chainzone/names", true},
		{"zone", ethereum + "/crypto", true},
		{"chain", ethereum + "/cmd/utils", true},
		{"zone", "chainzone/cmd/chainzone", true},
		{"somewhere", "fmt", true},
		{"zone", miekg, false},
		{"resolver", "chainzone/resolver/forward", false},
		{"resolver/forward", "chainzone/zone", false},
		{"cmd/chainzone-devnet", "chainzone/chain/devnet", false},
	} {
		if got := len(breaks(tc.pkg, tc.imported)) > 0; got != tc.broken {
			t.Errorf("%s imports %s: broken = %v, want %v", tc.pkg, tc.imported, got, tc.broken)
		}
	}
}
