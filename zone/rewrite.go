package zone

import (
	"errors"
	"slices"
	"strings"
)

// checkRewrite checks the substitution of NAPTR (RFC 3402 section 3.2):
// delimiter, extended regular expression, delimiter, replacement, delimiter,
// flags. An empty one is right. What cannot be one ends BIND's load.
func checkRewrite(data []byte) error {
	rest := data[4:]
	for range 2 { // flags, services
		rest = rest[1+int(rest[0]):]
	}
	s := string(rest[1 : 1+int(rest[0])])
	if s == "" {
		return nil
	}
	wrong := errors.New("the regular expression is not <delimiter>ERE<delimiter>replacement<delimiter>[i] (RFC 3402 section 3.2)")
	delimiter := s[0]
	if strings.IndexByte(s, 0) >= 0 || strings.IndexByte(`0123456789\i`, delimiter) >= 0 {
		return wrong
	}
	pattern, s, ok := cutUnescaped(s[1:], delimiter)
	if !ok {
		return wrong
	}
	replacement, flags, ok := cutUnescaped(s, delimiter)
	if !ok || strings.Trim(flags, "i") != "" {
		return wrong
	}
	groups, ok := checkPattern(pattern)
	if !ok {
		return wrong
	}
	for i := 0; i+1 < len(replacement); i++ {
		if replacement[i] != '\\' {
			continue
		}
		if i++; replacement[i] == '0' || '1' <= replacement[i] && replacement[i] <= '9' && int(replacement[i]-'0') > groups {
			return errors.New("the replacement refers to a group that the regular expression has not")
		}
	}
	return nil
}

// cutUnescaped cuts s at the first delimiter that no backslash precedes.
func cutUnescaped(s string, delimiter byte) (before, after string, ok bool) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case delimiter:
			return s[:i], s[i+1:], true
		case '\\':
			i++
		}
	}
	return "", "", false
}

// checkPattern reads a POSIX extended regular expression (IEEE 1003.2 section
// 2.8) in one pass and counts its groups. Where POSIX leaves it open what an
// expression means (two repetitions together, an empty alternative), it is wrong.
func checkPattern(s string) (groups int, ok bool) {
	open := 0
	atom, repeated, started := false, false, false // there is something to repeat; it is repeated already; a group may be empty
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i++; i == len(s) || '1' <= s[i] && s[i] <= '9' && int(s[i]-'0') > groups {
				return 0, false
			}
			atom, repeated = true, false
		case '[':
			size := bracket(s[i:])
			if size == 0 {
				return 0, false
			}
			i += size - 1
			atom, repeated = true, false
		case '(':
			groups, open = groups+1, open+1
			atom, repeated, started = false, false, true
			continue
		case ')':
			if open == 0 || !atom && !started {
				return 0, false
			}
			open--
			atom, repeated = true, false
		case '|':
			if !atom {
				return 0, false
			}
			atom, repeated = false, false
		case '*', '+', '?', '{':
			size := 1
			if s[i] == '{' {
				size = bound(s[i:])
			}
			if size == 0 || !atom || repeated {
				return 0, false
			}
			i += size - 1
			repeated = true
		case '^', '$':
			atom, repeated = true, true
		default:
			atom, repeated = true, false
		}
		started = false
	}
	return groups, atom && open == 0
}

// classes are the character classes of POSIX.
var classes = strings.Fields("alnum digit punct alpha graph space blank lower upper cntrl print xdigit")

// bracket is the length of the bracket expression that s begins with, 0 if it
// is none: a set or classes such as [:digit:], no collating elements.
func bracket(s string) int {
	i := 1
	if strings.HasPrefix(s[i:], "^") {
		i++
	}
	for first := i; i < len(s); i++ {
		switch {
		case s[i] == ']' && i > first:
			return i + 1
		case strings.HasPrefix(s[i:], "[:"):
			name, _, found := strings.Cut(s[i+2:], ":]")
			if !found || !slices.Contains(classes, name) {
				return 0
			}
			i += len(name) + 3
		case strings.HasPrefix(s[i:], "[.") || strings.HasPrefix(s[i:], "[="):
			return 0
		case i+2 < len(s) && s[i+1] == '-' && s[i+2] != ']':
			if s[i+2] == '[' || s[i+2] < s[i] {
				return 0
			}
			i += 2
		}
	}
	return 0
}

// bound is the length of the repetition such as {2,5} that s begins with, 0 if
// it is none.
func bound(s string) int {
	const most = 255 // RE_DUP_MAX
	text, _, found := strings.Cut(s[1:], "}")
	low, high, both := strings.Cut(text, ",")
	lowest, ok := number(low, most)
	if !found || !ok {
		return 0
	}
	if both && high != "" {
		if highest, ok := number(high, most); !ok || highest < lowest {
			return 0
		}
	}
	return len(text) + 2
}

func number(s string, most int) (n int, ok bool) {
	for _, c := range s {
		if c < '0' || '9' < c || n > most {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, s != "" && n <= most
}
