package main

import (
	"errors"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxFaults bounds the faults of one file that are looked for: each takes another
// reading of it.
const maxFaults = 50

var (
	didYouMean  = regexp.MustCompile(`did you mean "([^"]+)"`)
	standsBelow = regexp.MustCompile(`" stands below (\w+)`)
)

// decodeYAML reads data into the struct that to points to, strictly, and returns
// all values and keys that it cannot have: after each, the file is read again
// without it. The error is of a file that is not YAML. more says what else there is
// to say of the YAML package's error.
func decodeYAML(data []byte, to any, more func(error, []byte) string) (found faults, err error) {
	value := reflect.ValueOf(to).Elem()
	before := reflect.New(value.Type()).Elem()
	before.Set(value)
	err = yaml.UnmarshalWithOptions(data, to, yaml.Strict())
	file, parseErr := parser.ParseBytes(data, 0)
	if parseErr == nil {
		found = scalars(file, value.Type())
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	for range maxFaults {
		if err == nil {
			return found, nil
		}
		one := &fieldError{err: err, shown: masked(plainly(strings.TrimSpace(yaml.FormatError(err, false, true)))) + more(err, data)}
		var said yaml.Error
		if parseErr != nil || len(file.Docs) != 1 || !errors.As(err, &said) || said.GetToken() == nil {
			return nil, errors.New(one.shown)
		}
		at := said.GetToken().Position
		if one.path = cut(file.Docs[0], at); one.path == "" {
			return nil, errors.New(one.shown)
		}
		one.line, one.column = at.Line, at.Column
		if m := didYouMean.FindStringSubmatch(one.shown); m != nil {
			one.meant = one.path[:strings.LastIndex(one.path, ".")+1] + m[1]
		} else if m := standsBelow.FindStringSubmatch(one.shown); m != nil {
			one.meant = m[1]
		}
		if !slices.ContainsFunc(found, func(f *fieldError) bool { return f.path == one.path }) {
			found = append(found, one)
		}
		value.Set(before)
		err = yaml.NodeToValue(file.Docs[0].Body, to, yaml.Strict())
	}
	return found, nil
}

// cut takes the innermost key that has a token at a place out of a document, and
// returns its path, "" if there is none.
func cut(doc *ast.DocumentNode, at *token.Position) string {
	c := &cutter{at: at}
	ast.Walk(c, doc)
	if c.from == nil {
		return ""
	}
	c.from.Values = slices.DeleteFunc(c.from.Values, func(v *ast.MappingValueNode) bool { return v == c.pair })
	return strings.TrimPrefix(c.pair.GetPath(), "$.")
}

// cutter looks for a place, and keeps the last mapping that it went through on the
// way there.
type cutter struct {
	at   *token.Position
	from *ast.MappingNode
	pair *ast.MappingValueNode
}

// Visit implements ast.Visitor.
func (c *cutter) Visit(n ast.Node) ast.Visitor {
	if m, ok := n.(*ast.MappingNode); ok {
		for _, pair := range m.Values {
			h := &here{at: c.at}
			ast.Walk(h, pair)
			if h.found {
				c.from, c.pair = m, pair
			}
		}
	}
	return c
}

// here says whether a node is at a place, or has one in it that is.
type here struct {
	at    *token.Position
	found bool
}

// Visit implements ast.Visitor.
func (h *here) Visit(n ast.Node) ast.Visitor {
	if p := n.GetToken().Position; p.Line == h.at.Line && p.Column == h.at.Column {
		h.found = true
	}
	return h
}
