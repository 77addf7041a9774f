package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"chainzone/zone"
)

// fieldError is what is wrong with the value at a path such as
// origins[0].soa.mname.
type fieldError struct {
	path  string
	meant string // the path that was probably meant, "": none
	err   error

	shown        string // how it is shown, with its place; "": annotate says
	line, column int    // of shown
	missing      bool   // the value is not there, and the place is that of what it is missing from
}

func (f *fieldError) Error() string { return f.path + ": " + f.err.Error() }
func (f *fieldError) Unwrap() error { return f.err }

// faults is all that is wrong with a file.
type faults []*fieldError

func (f *faults) wrong(path, format string, args ...any) {
	*f = append(*f, &fieldError{path: path, err: fmt.Errorf(format, args...)})
}

// check adds an error, unless it is nil.
func (f *faults) check(path string, err error) {
	if err != nil {
		*f = append(*f, &fieldError{path: path, err: err})
	}
}

// below adds what is wrong with the parts of the value at a path.
func (f *faults) below(path string, parts faults) {
	for _, one := range parts {
		one.path = strings.TrimSuffix(path+"."+one.path, ".")
		*f = append(*f, one)
	}
}

func (f *faults) name(path, text string) {
	_, err := zone.ParseName(text)
	f.check(path, err)
}

func (f *faults) ranges(path string, list []string) {
	for i, text := range list {
		if p, err := netip.ParsePrefix(text); err != nil || p != p.Masked() {
			f.wrong(fmt.Sprintf("%s[%d]", path, i), "%q is not a range: write it as 192.168.0.0/16 or fd00::/8", text)
		}
	}
}

// path refuses what a shell would expand, and this program does not.
func (f *faults) path(path, text string) {
	if strings.HasPrefix(text, "~") {
		f.wrong(path, "%q is a folder named ~ here, where there is no shell: write the path from / on", text)
	}
}

// err is all of f as one error, nil if nothing is wrong.
func (f faults) err() error {
	list := make([]error, len(f))
	for i, one := range f {
		list[i] = one
	}
	return errors.Join(list...)
}

// except leaves out what only follows from other faults: it is about the same
// value, or one around or in it.
func (f faults) except(others faults) (rest faults) {
	for _, one := range f {
		follows := slices.ContainsFunc(others, func(other *fieldError) bool {
			return related(one.path, other.path) || one.path == other.meant ||
				errors.Is(one, errNothing) && (related("forward", other.path) || related("forward", other.meant))
		})
		if !follows {
			rest = append(rest, one)
		}
	}
	return rest
}

// related reports whether one path is the other, or leads there.
func related(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || a != "" && strings.HasPrefix(b, a) && strings.ContainsAny(b[len(a):len(a)+1], ".[")
}

// annotated shows all faults in the order of the file, those of what is missing at
// last. What is shown twice is shown once.
func (f faults) annotated(data []byte) string {
	for _, one := range f {
		if one.shown == "" {
			one.annotate(data)
		}
	}
	slices.SortStableFunc(f, func(a, b *fieldError) int {
		if a.missing != b.missing {
			if a.missing {
				return 1
			}
			return -1
		}
		return cmp.Or(a.line-b.line, a.column-b.column)
	})
	var texts []string
	for _, one := range f {
		if !slices.Contains(texts, one.shown) {
			texts = append(texts, one.shown)
		}
	}
	return strings.Join(texts, "\n")
}

// annotate shows where in the file the value is, or what it is missing from.
func (f *fieldError) annotate(data []byte) {
	f.shown, f.missing = f.Error(), true
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return
	}
	for path := f.path; path != ""; path = path[:max(0, strings.LastIndexAny(path, ".["))] {
		where, err := yaml.PathString("$." + path)
		if err != nil {
			continue
		}
		node, err := where.FilterFile(file)
		if err != nil || node == nil {
			continue
		}
		source, err := where.AnnotateSource(data, false)
		if err != nil {
			break
		}
		at := node.GetToken().Position
		f.line, f.column, f.missing = at.Line, at.Column, path != f.path
		f.shown = fmt.Sprintf("[%d:%d] %s\n%s", at.Line, at.Column, f.Error(), masked(strings.TrimRight(string(source), "\n")))
		return
	}
}
