package main

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"chainzone": main}) }

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
			w := newWorld(t, time.Second)
			testscript.Run(t, testscript.Params{
				Files:               []string{script},
				RequireExplicitExec: true,
				Setup: func(e *testscript.Env) error {
					for name, value := range map[string]string{
						"CHAINZONE_DEPLOYMENT": w.path("chain.json"),
						"CHAINZONE_STATE_DIR":  filepath.Join(e.WorkDir, "state"),
						"RPC":                  w.RPC(),
						"KEYS":                 w.dir,
						"OWNER":                w.Accounts[0].Address.Hex(),
						"STRANGER":             w.Accounts[1].Address.Hex(),
					} {
						e.Setenv(name, value)
					}
					return nil
				},
				Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
			})
		})
	}
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
