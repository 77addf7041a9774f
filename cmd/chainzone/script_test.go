package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	// What the shell has from a devnet is not for the tests, whose scripts set their own.
	if strings.HasSuffix(os.Args[0], ".test") {
		for _, name := range []string{"CHAINZONE_DEPLOYMENT", "CHAINZONE_KEY_FILE", "CHAINZONE_STATE_DIR"} {
			if err := os.Unsetenv(name); err != nil {
				panic(err)
			}
		}
	}
	// They wait for blocks more than they compute.
	if err := flag.Set("test.parallel", "4"); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"chainzone": main})
}

// TestScripts runs testdata/script as a registrant would type it: each file on
// a devnet of its own, with stdout, stderr and exit codes looked at apart.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) {
			t.Parallel()
			newWorld(t, time.Second).script(script)
		})
	}
}

// script runs a script against the world's chain.
func (w *world) script(file string) {
	testscript.Run(w.t, testscript.Params{
		Files:               []string{file},
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			for name, value := range map[string]string{
				"CHAINZONE_DEPLOYMENT": w.path("chain.json"),
				"CHAINZONE_STATE_DIR":  filepath.Join(e.WorkDir, "state"),
				"RPC":                  w.deployment.Endpoints[0],
				"KEYS":                 w.dir,
				"OWNER":                w.Accounts[0].Address.Hex(),
				"STRANGER":             w.Accounts[1].Address.Hex(),
			} {
				e.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"word":  word,
			// fault KIND switches a fault of the chain on, as Devnet.Fault does.
			"fault": func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(w.Fault(args[0], 0)) },
		},
	})
}

// TestEveryCommandScripted: the scripts have of every command a run that goes
// well and one that does not, with what goes to stdout and to stderr, and of one
// that takes arguments its flags before and after them.
func TestEveryCommandScripted(t *testing.T) {
	type seen struct{ well, stdout, failed, stderr, before, after bool }
	found := map[string]*seen{}
	verbs := map[string]verb{}
	for _, n := range catalogue() {
		for _, v := range n.verbs {
			found[full(n, v)], verbs[full(n, v)] = new(seen), v
		}
	}
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		var last *seen
		well := false
		for line := range strings.Lines(string(text)) {
			words := strings.Fields(line)
			at := slices.Index(words, "chainzone")
			switch {
			case strings.HasPrefix(line, "-- "):
				last = nil // files from here on
			case strings.HasPrefix(line, "stdout ") || strings.HasPrefix(line, "cmp stdout ") || strings.HasPrefix(line, "! stdout"):
				if last != nil && well {
					last.stdout = true
				}
			case strings.HasPrefix(line, "stderr ") && last != nil && !well:
				last.stderr = true
			case strings.HasPrefix(line, "wait server"):
				last, well = found["serve"], true
			case at < 0 || words[0] != "exec" && words[0] != "exits":
			default:
				words = words[at+1:]
				name := strings.Join(words[:min(2, len(words))], " ")
				if found[name] == nil {
					name = words[0]
				}
				if last = found[name]; last == nil {
					continue
				}
				well = strings.HasPrefix(line, "exec ")
				last.well, last.failed = last.well || well, last.failed || !well
				before, after := flagPlaces(verbs[name], words[len(strings.Fields(name)):])
				last.before, last.after = last.before || before, last.after || after
			}
		}
	}
	for name, s := range found {
		v := verbs[name]
		needs := *s
		if v.args == "" {
			needs.before, needs.after = true, true
		}
		if len(v.flags) == 0 { // of completion
			needs.before, needs.after = true, true
		}
		if slices.Contains(dataAfterName, v.name) {
			needs.after = true // nothing after the name is a flag
		}
		if needs != (seen{true, true, true, true, true, true}) {
			t.Errorf("%s: %+v", name, *s)
		}
	}
}

// flagPlaces says whether a command's words have a flag before an argument, and
// one after.
func flagPlaces(v verb, words []string) (before, after bool) {
	flags, arguments := 0, 0
	for i := 0; i < len(words); i++ {
		name, isFlag := strings.CutPrefix(words[i], "--")
		f, known := flagNamed(v, name)
		switch {
		case isFlag && name == "":
			return before, after
		case isFlag:
			if _, boolean := f.(*cli.BoolFlag); known && !boolean {
				i++
			}
			flags++
			after = after || arguments > 0
		default:
			arguments++
			before = before || flags > 0
		}
	}
	return before, after
}

// word VARIABLE FILE N keeps the N-th word of a file, from 1.
func word(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	words := strings.Fields(ts.ReadFile(args[1]))
	if n > len(words) {
		ts.Fatalf("%d words in %s", len(words), args[1])
	}
	ts.Setenv(args[0], words[n-1])
}

// exits CODE PROGRAM ARGS... runs a program that must end with CODE.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit %d, want %d", got, want)
	}
}
