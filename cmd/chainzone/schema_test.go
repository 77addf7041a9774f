package main

import (
	"bytes"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "../../deploy/chainzone.schema.json"

func schemaOf(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// allows says what the schema has against a configuration.
func allows(schema *jsonschema.Schema, data []byte) error {
	text, err := yaml.YAMLToJSON(bytes.TrimPrefix(data, []byte("\ufeff")))
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// beyondSchema are the scripts' configurations that are wrong in a way that no
// schema can say.
var beyondSchema = []string{
	"range.yaml",     // a range whose address has bits after its length
	"named.yaml",     // an upstream's name without anybody to look it up
	"open.yaml",      // a range of everything, which needs a word instead
	"documents.yaml", // more than one document
	// An address that is the server's own.
	"itself.yaml", "everywhere.yaml", "bootstrap.yaml",
}

// TestSchemaAgrees: the schema allows the configurations that check finds good,
// and none that it refuses.
func TestSchemaAgrees(t *testing.T) {
	schema := schemaOf(t)
	example, err := os.ReadFile("../../deploy/chainzone.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := allows(schema, example); err != nil {
		t.Errorf("deploy/chainzone.yaml: %v", err)
	}
	if !bytes.HasPrefix(example, []byte("# yaml-language-server: $schema=chainzone.schema.json\n")) {
		t.Error("deploy/chainzone.yaml does not name its schema in its first line")
	}
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	good, bad := 0, 0
	for _, script := range scripts {
		archive, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if !strings.HasSuffix(f.Name, ".yaml") {
				continue
			}
			_, refused := parseConfig(f.Data)
			switch said := allows(schema, f.Data); {
			case refused == nil && said != nil:
				t.Errorf("%s: %s is good, and the schema says %v", script, f.Name, said)
			case refused != nil && said == nil && !slices.Contains(beyondSchema, f.Name):
				t.Errorf("%s: the schema allows %s, and check says %v", script, f.Name, refused)
			case refused == nil:
				good++
			default:
				bad++
			}
		}
	}
	if good == 0 || bad < 8 {
		t.Errorf("%d good and %d bad configurations", good, bad)
	}
}

// TestSchemaKeys: the schema, the file with every key explained and the program
// know the same keys.
func TestSchemaKeys(t *testing.T) {
	types := map[string]reflect.Type{}
	keysOf(types, "", reflect.TypeFor[config]())
	program := map[string]bool{"origins/head/confirmations": true}
	for key := range types {
		program[key] = true
	}

	described := map[string]bool{}
	schemaKeys(described, "", schemaOf(t))
	for _, key := range difference(program, described) {
		t.Errorf("the key %s is not in both the program and %s", key, schemaFile)
	}

	example, err := os.ReadFile("../../deploy/chainzone.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for key := range program {
		if !regexp.MustCompile(`\b` + path.Base(key) + `\b`).Match(example) {
			t.Errorf("deploy/chainzone.yaml does not explain %s", key)
		}
	}
}

func schemaKeys(to map[string]bool, at string, s *jsonschema.Schema) {
	if s.Ref != nil {
		schemaKeys(to, at, s.Ref)
	}
	if items, ok := s.Items2020, s.Items2020 != nil; ok {
		schemaKeys(to, at, items)
	}
	for _, alternative := range s.AnyOf {
		schemaKeys(to, at, alternative)
	}
	for name, property := range s.Properties {
		to[path.Join(at, name)] = true
		schemaKeys(to, path.Join(at, name), property)
	}
}

// difference is what is in one of two sets alone, sorted.
func difference(a, b map[string]bool) []string {
	var list []string
	for _, key := range slices.Sorted(maps.Keys(a)) {
		if !b[key] {
			list = append(list, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(b)) {
		if !a[key] {
			list = append(list, key)
		}
	}
	return list
}

// TestSchemaRefuses: what the schema is for.
func TestSchemaRefuses(t *testing.T) {
	schema := schemaOf(t)
	const head = "version: 1\nlisten: [\":53\"]\n"
	for _, text := range []string{
		"listen: [\":53\"]\nforward: [{zone: ., upstreams: [192.0.2.53]}]\n",
		"version: 2\nlisten: [\":53\"]\nforward: [{zone: ., upstreams: [192.0.2.53]}]\n",
		head,
		head + "forward: [{zone: ., upstreams: [192.0.2.53]}]\nforwrd: []\n",
		head + "origins: [{deployment: chain.json, tld: chain}]\n",
		head + "origins: [{deployment: chain.json, head: newest}]\n",
		head + "origins: [{deployment: chain.json, head: {confirmations: 0}}]\n",
	} {
		if _, err := parseConfig([]byte(text)); err == nil {
			t.Errorf("check finds nothing wrong with %q", text)
		}
		if err := allows(schema, []byte(text)); err == nil {
			t.Errorf("the schema allows %q", text)
		}
	}
}
