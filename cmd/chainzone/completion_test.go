package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCompletion: the shells themselves, given what completion prints, offer
// what can be typed: commands, verbs, flags; files where names and files go.
func TestCompletion(t *testing.T) {
	t.Parallel()
	run := map[string]string{ // prints a word a line
		"bash": `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _chainzone; printf '%s\n' "${COMPREPLY[@]}"`,
		"zsh": `compdef() { : }; _files() { }; _describe() { print -l -- ${${(P)2}%%:*} };
			script=$1; shift; source $script; words=("$@"); CURRENT=$#; _chainzone | grep -- "^${words[CURRENT]}"; true`,
		"fish": `source $argv[1]; complete -C (string join -- ' ' $argv[2..-1]) | string replace -r '\t.*' ''`,
	}
	for shell, program := range run {
		t.Run(shell, func(t *testing.T) {
			path, err := exec.LookPath(shell)
			if err != nil && os.Getenv("CHAINZONE_REQUIRE_CLIENTS") == "" {
				t.Skip(shell + " is not installed")
			}
			if err != nil {
				t.Fatal(err)
			}
			code, script, errs := command(t, "completion", shell)
			if code != exitOK || errs != "" {
				t.Fatalf("exit %d, %q", code, errs)
			}
			dir := t.TempDir()
			file := filepath.Join(dir, "script")
			if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, tc := range []struct {
				line  string
				want  string
				never string
			}{
				{"chainzone z", "zone", "name"},
				{"chainzone ", "check serve lookup name zone key deploy version completion", "show"},
				{"chainzone zone s", "set show sign", "transfer"},
				{"chainzone zone ", "show set plan apply edit acme-auth", "register"},
				{"chainzone name re", "register renew revoke", "relay"},
				{"chainzone zone import --d", "--deployment --delegate", "--trace"},
				{"chainzone lookup hello.chain --tr", "--trace", "--key"},
				{"chainzone check --", "--json --help", "--deployment"},
			} {
				args := strings.Split(tc.line, " ")
				flag := []string{"-c", program, shell}
				switch shell {
				case "zsh":
					flag = append([]string{"-f"}, flag...)
				case "fish":
					flag = []string{"--no-config", "-c", program}
				}
				cmd := exec.Command(path, append(append(flag, file), args...)...)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "HOME="+dir)
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%s: %v\n%s", tc.line, err, out)
				}
				got := strings.Fields(string(out))
				for _, want := range strings.Fields(tc.want) {
					if !slices.Contains(got, want) {
						t.Errorf("%q offers %q without %s", tc.line, got, want)
					}
				}
				if slices.Contains(got, tc.never) {
					t.Errorf("%q offers %s", tc.line, tc.never)
				}
			}
		})
	}
	if code, _, errs := command(t, "completion", "tcsh"); code != exitUsage || !strings.Contains(errs, "bash, zsh or fish") {
		t.Errorf("exit %d, %q", code, errs)
	}
}
