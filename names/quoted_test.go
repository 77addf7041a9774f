package names_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chainzone/names"
)

// FuzzQuoted: whatever a stranger writes, it can be shown, and what must be short is.
func FuzzQuoted(f *testing.F) {
	for _, seed := range []string{"", "plain", "\x1b[2J\x1b]0;title\x07", "a\r\nb\tc", "\x7f\u009b\u202e", "\xff\xfe", strings.Repeat("\x00", 300), strings.Repeat("x", 198), strings.Repeat("x", 199), strings.Repeat("é", 200)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for what, got := range map[string]string{"Quoted": names.Quoted(text), "Printable": names.Printable(text), "Escaped": names.Escaped(text)} {
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool {
				return !unicode.IsPrint(r) && (what != "Escaped" || r != '\n' && r != '\t')
			}) {
				t.Errorf("%s of %q cannot be printed: %q", what, text, got)
			}
			if what != "Escaped" && len(got) > names.MaxQuoted {
				t.Errorf("%s of %q has %d bytes", what, text, len(got))
			}
		}
	})
}

// TestWhatFitsIsWhole: 198 bytes in quotes are 200, and one more is cut.
func TestWhatFitsIsWhole(t *testing.T) {
	for n, want := range map[int]bool{names.MaxQuoted - 2: true, names.MaxQuoted - 1: false} {
		if got := names.Quoted(strings.Repeat("x", n)); strings.HasSuffix(got, `..."`) == want {
			t.Errorf("%d bytes: %q", n, got)
		}
	}
	for n, want := range map[int]bool{names.MaxQuoted: true, names.MaxQuoted + 1: false} {
		if got := names.Printable(strings.Repeat("x", n)); (len(got) == n) != want {
			t.Errorf("%d bytes: %q", n, got)
		}
	}
	if got := names.Escaped("two\nlines\tand \x1b[1m"); got != "two\nlines\tand \\x1b[1m" {
		t.Errorf("%q", got)
	}
}
