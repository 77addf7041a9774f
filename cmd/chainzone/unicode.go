package main

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"chainzone/zone"
)

// toUnicode is the label as people read it: an A-label becomes a U-label (RFC
// 5890 section 2.3.2.1). It is an error for a label that begins with xn-- and
// is no A-label.
func toUnicode(label string) (string, error) {
	if !strings.HasPrefix(label, "xn--") {
		return label, nil
	}
	text, err := idna.Registration.ToUnicode(label)
	if err != nil {
		return "", fmt.Errorf("the label %s is not an international one: %w", label, err)
	}
	if back, err := idna.Registration.ToASCII(text); err != nil || back != label {
		return "", fmt.Errorf("the label %s is not the way to write %s: use %s", label, text, back)
	}
	return text, nil
}

// inUnicode is a name as people read it, without the final dot.
func inUnicode(name zone.Name) string {
	var labels []string
	for i := range name.NumLabels() {
		label, err := toUnicode(name.Label(i))
		if err != nil {
			return short(name) // as it stands it is no name in another script
		}
		labels = append(labels, label)
	}
	return strings.Join(labels, ".")
}

// showUnicode shows an international name as it is read, and warns of one that
// can be taken for another.
func (s *session) showUnicode(name zone.Name) {
	text := inUnicode(name)
	if text == short(name) {
		return
	}
	s.note("%s reads %s", short(name), text)
	for _, label := range strings.Split(text, ".") {
		if why := confusable(label); why != "" {
			s.warn("%s reads %s, whose label %s %s: make sure that it is the name that you mean", short(name), text, label, why)
		}
	}
}

// Scripts that one language writes together: UTS 39 section 5.2, highly
// restrictive.
var together = [][]string{
	{"Latin", "Han", "Hiragana", "Katakana"},
	{"Latin", "Han", "Hangul"},
	{"Latin", "Han", "Bopomofo"},
}

// alike are the Cyrillic and Greek letters that look like Latin ones.
const alike = "абвгеорсухіїјѕһԁԛԝүӏьԍ" + "αγικνορτυχω"

// confusable says why a label can be taken for another, "" if it hardly can.
func confusable(label string) string {
	scripts := map[string]bool{}
	letters, doubles := 0, 0
	for _, r := range label {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if strings.ContainsRune(alike, r) {
			doubles++
		}
		for name, table := range unicode.Scripts {
			if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
				scripts[name] = true
			}
		}
	}
	if letters > 0 && letters == doubles {
		return "consists of letters that look like Latin ones"
	}
	if len(scripts) < 2 {
		return ""
	}
	for _, group := range together {
		in := 0
		for _, name := range group {
			if scripts[name] {
				in++
			}
		}
		if in == len(scripts) {
			return ""
		}
	}
	return "mixes letters of several scripts"
}
