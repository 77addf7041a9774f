package chainzone_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// mutant is a guard of the product's and the test that sees it work: with Line
// replaced by Instead, the test is red.
type mutant struct {
	Of      string // the numbers of the threats, or what is guarded
	Test    string
	Package string // the test's
	File    string
	Line    string // part of one line, found once in File
	Instead string
}

// TestMutants: every guard of mutants.json is where the list says, and so is its
// test. `make mutants` takes the guards away, one at a time in files of its own,
// and sees that their tests fail; MUTANTS, a regular expression of what they are
// of, chooses some.
func TestMutants(t *testing.T) {
	data, err := os.ReadFile("mutants.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []mutant
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&list); err != nil {
		t.Fatal(err)
	}
	chosen, run := os.LookupEnv("MUTANTS")
	wanted, err := regexp.Compile(chosen)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range list {
		source, err := os.ReadFile(m.File)
		if err != nil {
			t.Errorf("%d: %v", i, err)
			continue
		}
		if n := bytes.Count(source, []byte(m.Line)); n != 1 {
			t.Errorf("%d, %s: %q stands in %s %d times: say in mutants.json what guards it now", i, m.Of, m.Line, m.File, n)
			continue
		}
		if !declared(t, m.Package, m.Test) {
			t.Errorf("%d, %s: %s has no %s", i, m.Of, m.Package, m.Test)
		}
		if run && wanted.MatchString(m.Of) {
			m.try(t, i, bytes.Replace(source, []byte(m.Line), []byte(m.Instead), 1))
		}
	}
}

// declared says whether a package's tests have one of this name.
func declared(t *testing.T, pkg, test string) bool {
	files, err := filepath.Glob(filepath.Join(pkg, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(test, "/")
	for _, file := range files {
		if source, err := os.ReadFile(file); err == nil && bytes.Contains(source, []byte("\nfunc "+name+"(")) {
			return true
		}
	}
	return false
}

// try runs the mutant's test over the changed source, which has to fail.
func (m mutant) try(t *testing.T, i int, changed []byte) {
	file, err := filepath.Abs(m.File)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replaced, overlay := filepath.Join(dir, filepath.Base(m.File)), filepath.Join(dir, "overlay.json")
	list, err := json.Marshal(map[string]map[string]string{"Replace": {file: replaced}})
	if err != nil {
		t.Fatal(err)
	}
	for path, data := range map[string][]byte{replaced: changed, overlay: list} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// A variable, so that programs which the test builds have it too.
	began := time.Now()
	c := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-count=1", "-timeout=120s", "-run", "^"+strings.ReplaceAll(m.Test, "/", "$/^")+"$", "./"+m.Package)
	c.Env = append(os.Environ(), "GOFLAGS="+strings.TrimSpace(os.Getenv("GOFLAGS")+" -overlay="+overlay))
	out, err := c.CombinedOutput()
	verdict := "red"
	switch {
	case err == nil:
		verdict = "GREEN"
	case bytes.Contains(out, []byte("[build failed]")), bytes.Contains(out, []byte("[setup failed]")), bytes.Contains(out, []byte("build the programs: ")), !bytes.Contains(out, []byte("FAIL")):
		verdict = "NOT RUN"
	}
	fmt.Printf("%-7s %3d %6.1fs %s: %s %s, without %q in %s\n", verdict, i, time.Since(began).Seconds(), m.Of, m.Package, m.Test, m.Line, m.File)
	if verdict != "red" {
		t.Errorf("%d, %s: %s\n%s", i, m.Of, verdict, out[:min(len(out), 3000)])
	}
}
