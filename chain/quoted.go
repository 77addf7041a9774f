package chain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuoted is how many bytes of a string from outside are shown: enough for a
// sentence, too few to fill a screen or a log.
const maxQuoted = 200

// quoted is a string from outside as it may be shown on a terminal and in a log: in
// quotes, with escapes for what cannot be printed, in at most maxQuoted bytes, of
// which the last three are dots where something was left out.
func quoted(text string) string {
	const dots = `..."`
	text = strings.TrimSpace(text[:min(len(text), 2*maxQuoted)])
	out := []byte{'"'}
	whole := 1 // bytes of out that leave room for the dots
	for len(text) > 0 {
		_, size := utf8.DecodeRuneInString(text)
		piece := strconv.Quote(text[:size])
		text = text[size:]
		out = append(out, piece[1:len(piece)-1]...)
		if len(out)+len(dots) <= maxQuoted {
			whole = len(out)
		}
		if len(out)+1 > maxQuoted {
			return string(out[:whole]) + dots
		}
	}
	return string(out) + `"`
}

// printable is a text of which a part may be from outside: as it is if it is short and
// can be printed, else quoted.
func printable(text string) string {
	unprintable := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
	if len(text) <= maxQuoted && !strings.ContainsFunc(text, unprintable) {
		return text
	}
	return quoted(text)
}
