package names

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxQuoted is how many bytes of a string from outside are shown: enough for a
// sentence, too few to fill a screen or a log.
const MaxQuoted = 200

// Quoted is a string from outside as it may be shown on a terminal and in a log: in
// quotes, with escapes for what cannot be printed, in at most MaxQuoted bytes, of
// which the last three are dots where something was left out.
func Quoted(text string) string {
	const dots = `..."`
	text = strings.TrimSpace(text[:min(len(text), 2*MaxQuoted)])
	out := []byte{'"'}
	whole := 1 // bytes of out that leave room for the dots
	for len(text) > 0 {
		_, size := utf8.DecodeRuneInString(text)
		piece := strconv.Quote(text[:size])
		text = text[size:]
		out = append(out, piece[1:len(piece)-1]...)
		if len(out)+len(dots) <= MaxQuoted {
			whole = len(out)
		}
		if len(out)+1 > MaxQuoted {
			return string(out[:whole]) + dots
		}
	}
	return string(out) + `"`
}

// Printable is a text of which a part may be from outside: as it is if it is short and
// can be printed, else quoted.
func Printable(text string) string {
	unprintable := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
	if len(text) <= MaxQuoted && !strings.ContainsFunc(text, unprintable) {
		return text
	}
	return Quoted(text)
}

// Escaped is a text of several lines with escapes for what cannot be printed, but for the ends
// of its lines and tabs.
func Escaped(text string) string {
	unprintable := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) && r != '\n' && r != '\t' }
	var out strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		piece := text[:size]
		if unprintable(r) {
			piece = strconv.Quote(piece)
			piece = piece[1 : len(piece)-1]
		}
		out.WriteString(piece)
		text = text[size:]
	}
	return out.String()
}
