package contracts_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mutant is one entry of test/mutants.json: a piece of Solidity, and the test
// that was red without it.
type mutant struct{ Of, Test, Path, File, Line, Instead string }

func (m mutant) row() string {
	cell := func(s string) string {
		return "`" + strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", `\|`) + "`"
	}
	what := cell(m.Line)
	if m.Instead != "" {
		what += " became " + cell(m.Instead)
	}
	return fmt.Sprintf("| %s | `%s` | %s: %s |\n", m.Of, m.Test, strings.TrimSuffix(m.File, ".sol"), what)
}

// TestGuardsAreListed: test/README.md has every guard of mutants.json in its
// table, says something of every number of the checklist, and every test that
// it names exists.
func TestGuardsAreListed(t *testing.T) {
	var mutants []mutant
	readJSON(t, "test/mutants.json", &mutants)
	var table strings.Builder
	for _, m := range mutants {
		table.WriteString(m.row())
		if !strings.Contains(read(t, "test/"+m.Path+".t.sol"), "function "+m.Test+"(") {
			t.Errorf("%s is not in test/%s.t.sol", m.Test, m.Path)
		}
		if strings.Count(read(t, "src/"+m.File), m.Line) != 1 {
			t.Errorf("src/%s does not have this exactly once: %s", m.File, m.Line)
		}
	}
	const path, head = "test/README.md", "| of | test | without which it was red |\n|---|---|---|\n"
	readme := read(t, path)
	before, after, found := strings.Cut(readme, head)
	if !found {
		t.Fatalf("%s has no table of guards", path)
	}
	if rows, rest, _ := strings.Cut(after, "\n\n"); rows+"\n" != table.String() {
		if os.Getenv("CHAINZONE_UPDATE") == "" {
			t.Errorf("%s is not what mutants.json says: CHAINZONE_UPDATE=1 go test ./contracts writes it", path)
		} else if err := os.WriteFile(path, []byte(before+head+table.String()+"\n"+rest), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var numbers []string
	for i := range 20 {
		numbers = append(numbers, fmt.Sprintf("I%02d", i+1), fmt.Sprintf("R%02d", i+1))
	}
	for _, number := range append(numbers, "T41", "T42", "T46", "T49") {
		if !regexp.MustCompile(`(?m)^\| ` + number + ` \| .{20,}`).MatchString(before) {
			t.Errorf("%s says nothing of %s", path, number)
		}
	}
	var tests []string
	for _, pattern := range []string{"test/*.sol", "*_test.go", "../chain/*_test.go", "../chain/devnet/*_test.go", "../zone/*_test.go", "../integration/*_test.go", "../resolver/*_test.go"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			for _, m := range regexp.MustCompile(`func(?:tion)? (test\w+|Test\w+|invariant\w+|Fuzz\w+)\(`).FindAllStringSubmatch(read(t, file), -1) {
				tests = append(tests, m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile("`((?:test|Test|invariant|Fuzz)[A-Za-z0-9]*_?\\w+)`").FindAllStringSubmatch(before, -1) {
		if !slices.Contains(tests, m[1]) && m[1] != "testdata" {
			t.Errorf("%s names %s, which is no test", path, m[1])
		}
	}
}
