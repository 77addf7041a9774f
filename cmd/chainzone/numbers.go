package main

import (
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// checkNumbers refuses a text where a number is needed, and a fraction where a
// whole one is: the YAML package reads "1" and 1.5 as 1.
func checkNumbers(data []byte) error {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return err
	}
	n := &numbers{types: map[string]reflect.Type{}}
	keysOf(n.types, "", reflect.TypeFor[config]())
	n.types["origins/head/confirmations"] = reflect.TypeFor[uint64]()
	for _, doc := range file.Docs {
		ast.Walk(n, doc)
	}
	return n.wrong
}

// numbers keeps the first error of those that checkNumbers looks for.
type numbers struct {
	types map[string]reflect.Type
	wrong error
}

// Visit implements ast.Visitor.
func (n *numbers) Visit(node ast.Node) ast.Visitor {
	pair, ok := node.(*ast.MappingValueNode)
	if !ok || n.wrong != nil {
		return n
	}
	typ := n.types[keyOf(pair.GetPath())]
	if typ == nil {
		return n
	}
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	needed := "a number"
	switch typ.Kind() {
	case reflect.Float64:
	case reflect.Int, reflect.Uint64:
		needed = "a whole number"
	default:
		return n
	}
	value, at := pair.Value.GetToken(), strings.TrimPrefix(pair.GetPath(), "$.")
	if value.Type == token.DoubleQuoteType || value.Type == token.SingleQuoteType {
		n.wrong = wrong(at, "%s is needed here, not a text: write it without quotes", needed)
	} else if _, ok := pair.Value.(*ast.FloatNode); ok && typ.Kind() != reflect.Float64 {
		n.wrong = wrong(at, "%s is needed here, not %s", needed, value.Value)
	}
	return n
}
