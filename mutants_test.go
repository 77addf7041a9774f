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
	"sync"
	"testing"
	"time"
)

// mutant is a guard of the product's and the test that sees it work: with Line
// replaced by Instead, the test is red. What is no Go, such as a script or a
// unit, is replaced in a copy of the tree, which one run makes one of.
type mutant struct {
	Of      string // the numbers of the threats, or what is guarded
	Test    string
	Package string // the test's
	File    string
	Line    string // part of File, found once in it
	Instead string
}

// firstError is what a test said first, so that whoever reads a red row sees why.
var firstError = regexp.MustCompile(`\w+(?:_test\.go|\.txtar):\d+: [^\n]{1,200}|panic: [^\n]{1,200}|signal: [^\n]{1,100}`)

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
	tree := sync.OnceValue(func() string { return copyTree(t) })
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
			m.try(t, i, bytes.Replace(source, []byte(m.Line), []byte(m.Instead), 1), tree)
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

// try runs the mutant's test over the changed file, which has to fail.
func (m mutant) try(t *testing.T, i int, changed []byte, tree func() string) {
	began := time.Now()
	c := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-count=1", "-timeout=120s", "-run", "^"+strings.ReplaceAll(m.Test, "/", "$/^")+"$", "./"+m.Package)
	if filepath.Ext(m.File) == ".go" {
		// A variable, so that programs which the test builds have it too.
		c.Env = append(os.Environ(), "GOFLAGS="+strings.TrimSpace(os.Getenv("GOFLAGS")+" -overlay="+m.overlay(t, changed)))
	} else {
		c.Dir = tree()
		there := filepath.Join(c.Dir, m.File)
		source, err := os.ReadFile(there)
		if err != nil {
			t.Fatal(err)
		}
		write(t, there, changed, 0o600) // which keeps its mode
		defer write(t, there, source, 0o600)
	}
	out, err := c.CombinedOutput()
	verdict := "red"
	switch {
	case err == nil:
		verdict = "GREEN"
	case bytes.Contains(out, []byte("[build failed]")), bytes.Contains(out, []byte("[setup failed]")), bytes.Contains(out, []byte("build the programs: ")), !bytes.Contains(out, []byte("FAIL")):
		verdict = "NOT RUN"
	}
	fmt.Printf("%-7s %3d %6.1fs %s: %s %s, without %q in %s: %s\n", verdict, i, time.Since(began).Seconds(), m.Of, m.Package, m.Test, m.Line, m.File, firstError.Find(out))
	if verdict != "red" {
		t.Errorf("%d, %s: %s\n%s", i, m.Of, verdict, out[:min(len(out), 3000)])
	}
}

// overlay has Go read the changed source in place of the file.
func (m mutant) overlay(t *testing.T, changed []byte) (file string) {
	from, err := filepath.Abs(m.File)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), filepath.Base(m.File))
	list, err := json.Marshal(map[string]map[string]string{"Replace": {from: to}})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "overlay.json")
	write(t, to, changed, 0o600)
	write(t, file, list, 0o600)
	return file
}

// copyTree copies all that git keeps of the tree: Go's overlay is of sources
// alone, and tests read a script or a unit where it is.
func copyTree(t *testing.T) (dir string) {
	list, err := exec.CommandContext(t.Context(), "git", "ls-files", "-z").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for name := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		info, err := os.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), data, info.Mode().Perm())
	}
	return dir
}

func write(t *testing.T, path string, data []byte, mode os.FileMode) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, mode); err != nil {
		t.Fatal(err)
	}
}
