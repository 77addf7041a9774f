// Package zone is a name's zone: its image codec, validation, lookup, master
// files and differences. It is pure: no I/O of its own, no clock.
package zone

import (
	"errors"
	"fmt"
	"strings"

	"github.com/miekg/dns"
)

// Limits of a domain name in wire form, RFC 1035 section 2.3.4.
const (
	maxNameBytes  = 255
	maxLabelBytes = 63
)

// Name is an absolute domain name in canonical form: uncompressed wire bytes,
// ASCII letters in lower case (RFC 4034 section 6.2). It is comparable and
// serves as a map key. The zero value is not a name; see IsZero.
type Name struct{ wire string }

// Root is the root of the DNS, ".".
var Root = Name{"\x00"}

// ParseName reads a name in presentation form with the escapes of RFC 1035
// section 5.1. The final dot may be missing: every name is taken as absolute.
func ParseName(s string) (Name, error) {
	if s == "" {
		return Name{}, errors.New("an empty name: the root is written \".\"")
	}
	buf := make([]byte, maxNameBytes+1)
	n, err := dns.PackDomainName(dns.Fqdn(s), buf, 0, nil, false)
	if err != nil {
		return Name{}, fmt.Errorf("%q is not a domain name: %s", s, nameRule(s))
	}
	name, rest, err := NameFromWire(buf[:n])
	if err != nil || len(rest) != 0 {
		return Name{}, fmt.Errorf("%q is not a domain name: %s", s, nameRule(s))
	}
	return name, nil
}

// nameRule says which rule a name that could not be packed breaks.
func nameRule(s string) string {
	for _, label := range dns.SplitDomainName(s) {
		switch {
		case label == "":
			return "it has an empty label"
		case len(label) > maxLabelBytes && !strings.Contains(label, `\`):
			return "a label is longer than 63 bytes"
		}
	}
	if len(s) > maxNameBytes-2 {
		return "it is longer than 255 bytes"
	}
	return "labels are 1 to 63 bytes, separated by single dots, 255 bytes in all"
}

// MustParseName is ParseName for constants; it panics where ParseName fails.
func MustParseName(s string) Name {
	n, err := ParseName(s)
	if err != nil {
		panic(err) //nolint:forbidigo // for constants only
	}
	return n
}

// NameFromWire reads an uncompressed name from the front of b, lower-cases
// it, and returns what follows it. Compression pointers are an error.
func NameFromWire(b []byte) (n Name, rest []byte, err error) {
	for i := 0; i < len(b); {
		length := int(b[i])
		switch {
		case length == 0:
			if i+1 > maxNameBytes {
				return Name{}, nil, errors.New("a name longer than 255 bytes")
			}
			return Name{lower(b[:i+1])}, b[i+1:], nil
		case length > maxLabelBytes:
			return Name{}, nil, errors.New("a label longer than 63 bytes, or a compression pointer")
		}
		i += 1 + length
	}
	return Name{}, nil, errors.New("a name without its end")
}

// lower returns b with ASCII letters in lower case. Length bytes are at most
// 63 and so never letters.
func lower(b []byte) string {
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			low := append([]byte(nil), b...)
			for ; i < len(low); i++ {
				if c := low[i]; 'A' <= c && c <= 'Z' {
					low[i] = c + 'a' - 'A'
				}
			}
			return string(low)
		}
	}
	return string(b)
}

// String returns the presentation form with its final dot.
func (n Name) String() string {
	if n.wire == "" {
		return "(no name)"
	}
	s, _, err := dns.UnpackDomainName([]byte(n.wire), 0)
	if err != nil {
		return fmt.Sprintf("(%q)", n.wire)
	}
	return s
}

// Wire returns the uncompressed wire form, 1 to 255 bytes.
func (n Name) Wire() string { return n.wire }

// IsZero says whether n is the zero value, which is not a name.
func (n Name) IsZero() bool { return n.wire == "" }

// NumLabels counts the labels; the root has none.
func (n Name) NumLabels() int {
	count := 0
	for i := 0; i < len(n.wire) && n.wire[i] != 0; i += 1 + int(n.wire[i]) {
		count++
	}
	return count
}

// Label returns the raw bytes of the i-th label from the left, i from 0 to
// NumLabels-1; "" beyond.
func (n Name) Label(i int) string {
	for at := 0; at < len(n.wire) && n.wire[at] != 0; at += 1 + int(n.wire[at]) {
		if i == 0 {
			return n.wire[at+1 : at+1+int(n.wire[at])]
		}
		i--
	}
	return ""
}

// Parent is n without its first label; the root's parent is the root.
func (n Name) Parent() Name {
	if len(n.wire) <= 1 {
		return n
	}
	return Name{n.wire[1+int(n.wire[0]):]}
}

// Child is n with one more label in front, given as raw bytes.
func (n Name) Child(label string) (Name, error) {
	if len(label) == 0 || len(label) > maxLabelBytes {
		return Name{}, fmt.Errorf("a label of %d bytes: 1 to 63 are allowed", len(label))
	}
	if len(n.wire)+1+len(label) > maxNameBytes {
		return Name{}, errors.New("a name longer than 255 bytes")
	}
	return Name{string(rune(len(label))) + lower([]byte(label)) + n.wire}, nil
}

// IsAtOrBelow says whether n is ancestor itself or lies below it.
func (n Name) IsAtOrBelow(ancestor Name) bool {
	if ancestor.wire == "" || !strings.HasSuffix(n.wire, ancestor.wire) {
		return false
	}
	// The suffix must begin where a label begins.
	at, start := 0, len(n.wire)-len(ancestor.wire)
	for at < start {
		at += 1 + int(n.wire[at])
	}
	return at == start
}

// Ancestor returns n's last `labels` labels, n itself if it has no more.
func (n Name) Ancestor(labels int) Name {
	for have := n.NumLabels(); have > labels; have-- {
		n = n.Parent()
	}
	return n
}

// relativeTo returns n's wire bytes in front of ancestor's, which n must be
// at or below, ended by the root's zero byte.
func (n Name) relativeTo(ancestor Name) string {
	return n.wire[:len(n.wire)-len(ancestor.wire)] + "\x00"
}

// RelativeString is n as the owner of a master file's line, seen from origin:
// "@" for the origin itself, and with its final dot if n is not at or below
// it. Every byte that some name server gives a meaning to is escaped.
func (n Name) RelativeString(origin Name) string {
	if n == origin {
		return "@"
	}
	end := "."
	if n.IsAtOrBelow(origin) && origin != Root {
		n, end = Name{n.relativeTo(origin)}, ""
	}
	var b strings.Builder
	for i := range n.NumLabels() {
		if i > 0 {
			b.WriteByte('.')
		}
		for _, c := range []byte(n.Label(i)) {
			if plainByte(c) {
				b.WriteByte(c)
			} else {
				fmt.Fprintf(&b, "\\%03d", c) // BIND takes \[ for the start of a bit string
			}
		}
	}
	return b.String() + end
}

// plainByte says whether all name servers read a byte of a label as itself: a
// letter, a digit, or one of the four that Knot takes beside them.
func plainByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_*/", c) >= 0
}

// plain says whether all bytes of n's labels are.
func (n Name) plain() bool {
	for i := range n.NumLabels() {
		for _, c := range []byte(n.Label(i)) {
			if !plainByte(c) {
				return false
			}
		}
	}
	return true
}

// ascii says whether all of n's bytes are ASCII.
func (n Name) ascii() bool {
	return strings.IndexFunc(n.wire, func(r rune) bool { return r > 0x7f }) < 0
}

// Compare orders names canonically, by their labels from the right as byte
// strings (RFC 4034 section 6.1).
func (n Name) Compare(o Name) int {
	a, b := n.NumLabels(), o.NumLabels()
	for i := 1; i <= min(a, b); i++ {
		if c := strings.Compare(n.Label(a-i), o.Label(b-i)); c != 0 {
			return c
		}
	}
	return a - b
}

// CheckLabel applies the registry's rule for labels that can be registered:
// letters, digits and hyphens in lower case, 1 to 63 bytes, no hyphen first or
// last, "--" at positions 3 and 4 only after "xn". The contract enforces the
// same; testdata/labels.json holds the vectors both are tested with.
func CheckLabel(label string) error {
	switch {
	case label == "":
		return errors.New("the label is empty: 1 to 63 characters are allowed")
	case len(label) > maxLabelBytes:
		return fmt.Errorf("the label has %d bytes: 1 to 63 are allowed", len(label))
	}
	for i := range len(label) {
		switch c := label[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
		case 'A' <= c && c <= 'Z':
			return fmt.Errorf("the label %q has an upper-case letter: names are written in lower case", label)
		case c >= 0x80:
			return fmt.Errorf("the label %q has a character outside ASCII: write it as an A-label (xn--...)", label)
		default:
			return fmt.Errorf("the label %q has the character %q: only a to z, 0 to 9 and - are allowed", label, rune(c))
		}
	}
	switch {
	case label[0] == '-' || label[len(label)-1] == '-':
		return fmt.Errorf("the label %q begins or ends with a hyphen", label)
	case len(label) >= 4 && label[2:4] == "--" && label[:2] != "xn":
		return fmt.Errorf("the label %q has \"--\" at its third and fourth place: only xn-- labels may", label)
	}
	return nil
}
