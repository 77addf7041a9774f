package integration

import (
	"os"
	"path/filepath"
	"testing"
)

const ownTLD = "A TLD of your own"

// TestDeployAsDocumented puts the TLD of docs/deploy.md on a chain.
func TestDeployAsDocumented(t *testing.T) {
	blocks := deployBlocks(t)[ownTLD]
	if len(blocks) != 1 {
		t.Fatalf("docs/deploy.md has %d blocks below %q", len(blocks), ownTLD)
	}
	d, dir := startDevnet(t, "--no-dns"), t.TempDir()
	spec, file := filepath.Join(dir, "tld.yaml"), filepath.Join(dir, "chain.json")
	for path, text := range map[string]string{spec: blocks[0], filepath.Join(dir, "clubhouse.zone"): "@ 300 NS ns1.clubhouse.\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command(t, nil, "chainzone", "deploy", file, "--rpc", d.RPC, "--spec", spec, "--key", d.Accounts[0].KeyFile, "--yes").ok(t)
	command(t, nil, "chainzone", "name", "available", "alice.clubhouse", "--deployment", file).ok(t)
}
