package main

import (
	"errors"
	"testing"
)

// TestErrorsCommandNoTerminal (T10): whatever an error quotes, a terminal shows it, line
// ends and tabs as they are, and obeys none of it.
func TestErrorsCommandNoTerminal(t *testing.T) {
	for text, want := range map[string]string{
		"plain, \u00e9 and 名\n\tnext":    "plain, \u00e9 and 名\n\tnext",
		"\x1b]0;title\x07\r\x00":         `\x1b]0;title\a\r\x00`,
		"\u202eright\u009b2J\xff\ufffd!": `\u202eright\u009b2J\xff` + "\ufffd!",
	} {
		if got := sentence(errors.New(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
