package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestConfigShow: every key that the program knows is shown, what is shown is a
// configuration that means the same, and no secret is in it.
func TestConfigShow(t *testing.T) {
	file := filepath.Join(t.TempDir(), "chainzone.yaml")
	text := `version: 1
listen: [":53"]
origins:
  - deployment: chain.json
    endpoints: ["https://user:hush@rpc.example:8545/hush?key=hush", "wss://${USER}:${KEY}@${HOST}/${KEY}", "${URL}", "https://u:hush/${A}@hush.example"]
    head: {confirmations: 3}
    soa: {mname: ns1.chain.}
  - tld: other
    chainId: 5
    registry: "0x5FbDB2315678afecb367f032d93F642f64180aa3"
    controller: "0x5FbDB2315678afecb367f032d93F642f64180aa3"
    registryCodeHash: "0x4e1e5c1d2c0a6c4d0b1f5f5d7f3d7d0d7a3a3c1c1b1a190807060504030201ff"
    endpoints_file: endpoints
forward:
  - zone: .
    upstreams: ["https://dns.example@192.0.2.54/hush", "https://192.0.2.55/dns-query"]
`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, shown, errs := command(t, "config", "show", file)
	if code != exitOK || errs != "" {
		t.Fatalf("exit %d, %q", code, errs)
	}
	if strings.Contains(shown, "hush") {
		t.Errorf("a secret is shown:\n%s", shown)
	}
	for _, want := range []string{"https://rpc.example:8545\n", "wss://${HOST}\n", "${URL}\n", "confirmations: 3\n", "endpoints_file: endpoints\n", "- https://dns.example@192.0.2.54/...\n", "- https://192.0.2.55/dns-query\n", "zones: 64MiB\n", "- 10.0.0.0/8\n"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in\n%s", want, shown)
		}
	}

	// Of an origin's keys only those that are said.
	var got map[string]any
	if err := yaml.Unmarshal([]byte(shown), &got); err != nil {
		t.Fatal(err)
	}
	program := map[string]reflect.Type{}
	keysOf(program, "", reflect.TypeFor[config]())
	for key := range program {
		if strings.HasPrefix(key, "origins/") || strings.HasPrefix(key, "forward/") {
			continue
		}
		if at, rest, ok := strings.Cut(key, "/"); ok {
			inner, _ := got[at].(map[string]any)
			if _, ok := inner[rest]; !ok {
				t.Errorf("%s is not shown", key)
			}
		} else if _, ok := got[key]; !ok {
			t.Errorf("%s is not shown", key)
		}
	}

	again := strings.Replace(shown, "https://\n", "https://hidden.example\n", 1)
	if err := os.WriteFile(file, []byte(again), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, twice, errs := command(t, "config", "show", file); code != exitOK || twice != again {
		t.Errorf("what is shown is shown as (exit %d, %s)\n%s\nand was\n%s", code, errs, twice, again)
	}

	code, object, errs := command(t, "config", "show", "--json", file)
	var fromJSON map[string]any
	if code != exitOK || errs != "" || json.Unmarshal([]byte(object), &fromJSON) != nil || strings.Count(object, "\n") != 1 {
		t.Errorf("--json: exit %d, %q, %q", code, object, errs)
	}
	if len(fromJSON) != len(got) {
		t.Errorf("--json has %d keys, the text %d", len(fromJSON), len(got))
	}
}

// TestConfigShowDefaults: without a file the defaults are shown, which the
// schema names too.
func TestConfigShowDefaults(t *testing.T) {
	code, shown, errs := command(t, "config", "show")
	if code != exitOK || errs != "" {
		t.Fatalf("exit %d, %q", code, errs)
	}
	var got map[string]any
	if err := yaml.Unmarshal([]byte(shown), &got); err != nil {
		t.Fatal(err)
	}
	schema := schemaOf(t)
	for name, property := range schema.Properties {
		if property.Default != nil && !equalJSON(t, *property.Default, got[name]) {
			t.Errorf("%s is %v, the schema says %v", name, got[name], *property.Default)
		}
		inner, _ := got[name].(map[string]any)
		for name2, property := range property.Properties {
			if property.Default != nil && !equalJSON(t, *property.Default, inner[name2]) {
				t.Errorf("%s.%s is %v, the schema says %v", name, name2, inner[name2], *property.Default)
			}
		}
	}
}

func equalJSON(t *testing.T, a, b any) bool {
	t.Helper()
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x, y)
}
