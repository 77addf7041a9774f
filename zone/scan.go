package zone

import (
	"errors"
	"fmt"
	"strings"
)

// word is one word of a master file, with its escapes as they are written.
type word struct {
	text   string
	quoted bool
	joined bool // no blank is between it and the word before, as in alpn="h2"
}

func (w word) String() string {
	if w.quoted {
		return `"` + w.text + `"`
	}
	return w.text
}

// line is words as they were, on one line.
func line(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !w.joined {
			b.WriteByte(' ')
		}
		b.WriteString(w.String())
	}
	return b.String()
}

// entry is one record or directive of a master file (RFC 1035 section 5.1).
type entry struct {
	line  int  // of its first word
	blank bool // it begins with a blank: the owner is the one before
	words []word
}

// scanner cuts a master file into entries. It takes time in proportion to the text.
type scanner struct {
	text string
	at   int
	line int
}

func newScanner(text string) *scanner {
	return &scanner{text: strings.TrimPrefix(text, "\ufeff"), line: 1} // editors put a byte order mark first
}

// next returns the next entry that has a word; nil at the end. Its errors say
// what is wrong on s.line.
func (s *scanner) next() (*entry, error) {
	e, depth, end := &entry{}, 0, 0
	first := true // nothing of the line was read
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case '\n':
			s.at++
			if s.line++; depth > 0 {
				break
			}
			if len(e.words) > 0 {
				return e, nil
			}
			*e, first = entry{}, true
			continue
		case ' ', '\t', '\r':
			e.blank = e.blank || first
			s.at++
		case ';':
			for s.at < len(s.text) && s.text[s.at] != '\n' {
				s.at++
			}
		case '(':
			depth++
			s.at++
		case ')':
			if depth--; depth < 0 {
				return nil, errors.New("a ) without its (")
			}
			s.at++
		default:
			if len(e.words) == 0 {
				e.line = s.line
			}
			joined := s.at == end && len(e.words) > 0
			w, err := s.word()
			if err != nil {
				return nil, err
			}
			w.joined, end = joined, s.at
			e.words = append(e.words, w)
		}
		first = false
	}
	if depth > 0 {
		return nil, errors.New("a ( without its )")
	}
	if len(e.words) == 0 {
		return nil, nil
	}
	return e, nil
}

// word reads one word, in quotes or not.
func (s *scanner) word() (word, error) {
	quoted := s.text[s.at] == '"'
	if quoted {
		s.at++
	}
	start := s.at
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\\':
			if err := s.escape(); err != nil {
				return word{}, err
			}
		case c == '\n' && quoted:
			return word{}, errors.New("a character string without its closing quote")
		case c == '"' && quoted:
			s.at++
			return word{text: s.text[start : s.at-1], quoted: true}, nil
		case !quoted && strings.IndexByte(" \t\r\n;()\"", c) >= 0:
			return word{text: s.text[start:s.at]}, nil
		}
	}
	if quoted {
		return word{}, errors.New("a character string without its closing quote")
	}
	return word{text: s.text[start:]}, nil
}

// escape passes a backslash and what it escapes but for its last byte: one
// character, or three digits up to 255 (RFC 1035 section 5.1). "\#" is RFC 3597's.
func (s *scanner) escape() error {
	rest := s.text[s.at+1:]
	switch {
	case rest == "" || rest[0] == '\n':
		return errors.New("a backslash with nothing behind it")
	case rest[0] < '0' || '9' < rest[0]:
		s.at++
		return nil
	}
	if digits := rest[:min(3, len(rest))]; len(digits) < 3 || strings.Trim(digits, "0123456789") != "" || digits > "255" {
		return fmt.Errorf(`\%s is no escape: three digits of at most 255 stand for a byte`, strings.TrimRight(digits, "\n\r"))
	}
	s.at += 3
	return nil
}

// unescape is a word's bytes.
func unescape(text string) []byte {
	var b []byte
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b = append(b, text[i])
			continue
		}
		if i++; '0' <= text[i] && text[i] <= '9' && i+2 < len(text) {
			b = append(b, (text[i]-'0')*100+(text[i+1]-'0')*10+text[i+2]-'0')
			i += 2
			continue
		}
		b = append(b, text[i])
	}
	return b
}
