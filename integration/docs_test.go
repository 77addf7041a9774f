package integration

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// fence finds the fenced blocks of a Markdown file: language and body.
var fence = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")

// TestDevnetExamples runs the JavaScript examples of docs/devnet.md, as they
// stand there, against a devnet of their own.
func TestDevnetExamples(t *testing.T) {
	t.Parallel()
	node := client(t, "node")
	modules := "js/node_modules"
	if _, err := os.Stat(modules); err != nil {
		if os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
			t.Fatal("the examples' packages are missing: run make examples")
		}
		t.Skip("the examples' packages are missing: run make examples")
	}
	doc, err := os.ReadFile("../docs/devnet.md")
	if err != nil {
		t.Fatal(err)
	}
	ran := map[string]bool{}
	for _, block := range fence.FindAllStringSubmatch(string(doc), -1) {
		language, body := block[1], block[2]
		first, _, _ := strings.Cut(body, "\n")
		name, ok := strings.CutPrefix(first, "// ")
		if language != "js" || !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			d := startDevnet(t, "--no-dns")
			// Beside the packages, so that node finds them.
			dir, err := os.MkdirTemp("js", "example-")
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			file := filepath.Join(dir, filepath.Base(name))
			if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, node, file)
			cmd.Env = append(os.Environ(), "RPC_URL="+d.RPC, "REGISTRY="+d.Registry, "CONTROLLER="+d.Controller, "PRIVATE_KEY="+d.Accounts[1].Key)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
		ran[name] = true
	}
	for _, library := range []string{"ethers", "viem"} {
		found := false
		for name := range ran {
			found = found || strings.Contains(name, library)
		}
		if !found {
			t.Errorf("docs/devnet.md has no example for %s", library)
		}
	}
}

// TestReadmeTour runs the README's tour of a minute, line by line, with the
// built programs in place of `go run`.
func TestReadmeTour(t *testing.T) {
	t.Parallel()
	client(t, "dig")
	doc, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	d := startDevnet(t)
	host, port, _ := strings.Cut(d.DNS, ":")
	lines := 0
	for _, block := range fence.FindAllStringSubmatch(string(doc), -1) {
		if block[1] != "sh" || !strings.Contains(block[2], "zone set") {
			continue
		}
		for line := range strings.Lines(block[2]) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "export ") {
				continue
			}
			lines++
			line = strings.ReplaceAll(line, "go run ./cmd/chainzone ", filepath.Join(programs, "chainzone")+" ")
			line = strings.ReplaceAll(line, "@127.0.0.1 -p 5300", fmt.Sprintf("@%s -p %s", host, port))
			// A person types slower than a block takes to be seen.
			eventually(t, 20*time.Second, line+" prints something", func() bool {
				r := command(t, append(d.env(1), "PATH="+os.Getenv("PATH")), "/bin/sh", "-c", line)
				if r.code != 0 {
					t.Fatalf("%s\nexit code %d\n%s%s", line, r.code, r.stdout, r.stderr)
				}
				return strings.TrimSpace(r.stdout) != "" || !strings.HasPrefix(line, "dig ")
			})
		}
	}
	if lines < 4 {
		t.Errorf("the README's tour has %d lines", lines)
	}
}
