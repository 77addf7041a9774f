package main

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// scalars finds what the YAML package would read as something else than what
// stands in the file: a text or a fraction where a whole number is needed, and a
// number, date, truth value or null where a text is needed, which it makes 1.1 of
// 1.10, 7 of 007, 16 of 0x10.
func scalars(file *ast.File, typ reflect.Type) faults {
	n := &scalarVisitor{types: map[string]reflect.Type{}, anchors: map[string]ast.Node{}}
	keysOf(n.types, "", typ)
	if typ == reflect.TypeFor[config]() {
		n.types["origins/head/confirmations"] = reflect.TypeFor[uint64]()
	}
	for _, doc := range file.Docs {
		ast.Walk(n, doc)
	}
	return n.found
}

// wei is a decimal number that is too large for YAML's, which may be written with
// or without quotes.
type wei string

type scalarVisitor struct {
	types   map[string]reflect.Type
	anchors map[string]ast.Node // which stand before what refers to them
	found   faults
}

// Visit implements ast.Visitor.
func (n *scalarVisitor) Visit(node ast.Node) ast.Visitor {
	switch node := node.(type) {
	case *ast.AnchorNode:
		n.anchors[node.Name.GetToken().Value] = node.Value
	case *ast.MappingValueNode:
		if typ := n.types[keyOf(node.GetPath())]; typ != nil {
			n.look(typ, strings.TrimPrefix(node.GetPath(), "$."), node.Value)
		}
	}
	return n
}

// look checks the value of a key, or the values of its list.
func (n *scalarVisitor) look(typ reflect.Type, path string, value ast.Node) {
	value = n.plain(value)
	if typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	if list, ok := value.(*ast.SequenceNode); ok {
		for i, one := range list.Values {
			n.scalar(typ, fmt.Sprintf("%s[%d]", path, i), n.plain(one))
		}
		return
	}
	n.scalar(typ, path, value)
}

// plain is a value without its anchor, or the one that an alias stands for. What
// has a tag says itself what it is.
func (n *scalarVisitor) plain(value ast.Node) ast.Node {
	switch node := value.(type) {
	case *ast.AnchorNode:
		return node.Value
	case *ast.AliasNode:
		return n.anchors[node.Value.GetToken().Value]
	}
	return value
}

var (
	decimal = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)
	// Other readers of YAML take these for numbers and times.
	likeNumber = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9]*)?)([eE][-+]?[0-9]+)?$|^[-+]?\.(inf|Inf|INF)$`)
	likeDate   = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$`)
)

func (n *scalarVisitor) scalar(typ reflect.Type, path string, value ast.Node) {
	if value == nil {
		return
	}
	at := value.GetToken()
	quoted := at.Type == token.DoubleQuoteType || at.Type == token.SingleQuoteType
	switch typ {
	case reflect.TypeFor[wei](), reflect.TypeFor[byteSize]():
		if what := mistaken(value); what != "" && !quoted && !decimal.MatchString(at.Value) {
			n.found.wrong(path, "%s is read as %s: write a decimal number, in quotes", at.Value, what)
		}
		return
	}
	if typ == reflect.TypeFor[nameServer]() {
		typ = reflect.TypeFor[string]() // the short form
	}
	needed := "a number"
	switch typ.Kind() {
	case reflect.String:
		if what := mistaken(value); what != "" && !quoted {
			n.found.wrong(path, "%s is read as %s, and a text is needed here: write it in quotes, %q", at.Value, what, at.Value)
		}
		return
	case reflect.Float64:
	case reflect.Int, reflect.Uint64:
		needed = "a whole number"
	default:
		return
	}
	if quoted {
		n.found.wrong(path, "%s is needed here, not a text: write it without quotes", needed)
	} else if _, ok := value.(*ast.FloatNode); ok && typ.Kind() != reflect.Float64 {
		n.found.wrong(path, "%s is needed here, not %s", needed, at.Value)
	}
}

// mistaken says what a value without quotes is read as, if not as a text. A key
// without a value is as if it were not there.
func mistaken(value ast.Node) string {
	at := value.GetToken()
	switch value.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.NullNode:
		if at.Type == token.ImplicitNullType {
			return ""
		}
		return "nothing"
	case *ast.StringNode:
		switch {
		case likeNumber.MatchString(at.Value):
			return "a number"
		case likeDate.MatchString(at.Value):
			return "a date"
		}
	}
	return ""
}
