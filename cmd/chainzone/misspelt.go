package main

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// keysOf collects the keys of a configuration as paths such as origins/soa/mname,
// without list indexes and with the types of their values.
func keysOf(to map[string]reflect.Type, at string, typ reflect.Type) {
	for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct {
		return
	}
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case option == "inline":
			keysOf(to, at, f.Type)
		case name != "":
			to[path.Join(at, name)] = f.Type
			keysOf(to, path.Join(at, name), f.Type)
		}
	}
}

// meant says what a key that is not known was probably to be: one that is like it
// and belongs there, or its own place.
func meant(err error, data []byte) string {
	var unknown *yaml.UnknownFieldError
	if !errors.As(err, &unknown) {
		return ""
	}
	all := map[string]reflect.Type{}
	keysOf(all, "", reflect.TypeFor[config]())
	parent, word := path.Split(pathTo(unknown.Token, data))
	var here, elsewhere []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		switch folder, name := path.Split(key); {
		case folder == parent:
			here = append(here, name)
		case name == word && folder == "":
			elsewhere = append(elsewhere, "at the left margin")
		case name == word:
			elsewhere = append(elsewhere, "below "+strings.TrimSuffix(folder, "/"))
		}
	}
	if near := nearest(word, here); near != "" {
		return fmt.Sprintf("\ndid you mean %q?", near)
	}
	if len(elsewhere) > 0 {
		return fmt.Sprintf("\n%q stands %s", word, strings.Join(elsewhere, " or "))
	}
	return ""
}

// pathTo is the path of a key, as keysOf says it.
func pathTo(key *token.Token, data []byte) string {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return ""
	}
	f := &finder{at: key.Position}
	for _, doc := range file.Docs {
		ast.Walk(f, doc)
	}
	return keyOf(f.path)
}

// keyOf is a YAML path as keysOf says it.
func keyOf(path string) string {
	found := regexp.MustCompile(`\[\d+\]`).ReplaceAllString(strings.TrimPrefix(path, "$."), "")
	return strings.ReplaceAll(found, ".", "/")
}

// finder keeps the YAML path of the key that it is looking for.
type finder struct {
	at   *token.Position
	path string
}

// Visit implements ast.Visitor.
func (f *finder) Visit(n ast.Node) ast.Visitor {
	if pair, ok := n.(*ast.MappingValueNode); ok {
		if at := pair.Key.GetToken().Position; at.Line == f.at.Line && at.Column == f.at.Column {
			f.path = pair.GetPath()
		}
	}
	return f
}
