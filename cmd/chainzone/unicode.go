package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"chainzone/zone"
)

// mapped is UTS 46's mapping of what people type: composed characters, width,
// the dots of other scripts.
var mapped = idna.New(idna.MapForLookup(), idna.Transitional(false))

// toASCII is a domain name as the DNS has it: each label with characters
// outside ASCII becomes an A-label, the others are left alone. What IDNA2008
// does not let anybody register is an error.
func toASCII(name string) (string, error) {
	if strings.IndexFunc(name, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return name, nil
	}
	if low := strings.ToLower(name); low != name {
		return "", usagef("the name %q has upper case letters: names are lower case, write %q", name, low)
	}
	labels := strings.FieldsFunc(name, isDot)
	for i, label := range labels {
		if strings.IndexFunc(label, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
			continue
		}
		text, err := mapped.ToUnicode(label)
		if err == nil {
			labels[i], err = idna.Registration.ToASCII(text)
		}
		if err == nil {
			err = allowed(text)
		}
		if err != nil {
			return "", usagef("the label %q cannot be an international one: %s: use letters, digits and hyphens", label, strings.TrimPrefix(err.Error(), "idna: "))
		}
	}
	end := ""
	if last, _ := utf8.DecodeLastRuneInString(name); isDot(last) {
		end = "."
	}
	return strings.Join(labels, ".") + end, nil
}

// isDot says whether a character separates labels (UTS 46 section 2.3).
func isDot(r rune) bool { return strings.ContainsRune(".\u3002\uff0e\uff61", r) }

// allowed checks the characters of a U-label as RFC 5892 does: letters, digits
// and marks, and those of its sections 2.6 and 2.7 that a context allows.
func allowed(label string) error {
	for _, r := range label {
		if !unicode.In(r, unicode.Ll, unicode.Lo, unicode.Lm, unicode.Mn, unicode.Mc, unicode.Nd) && !strings.ContainsRune("-\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb\u200c\u200d", r) {
			return fmt.Errorf("it has the character %q (%U), which is no letter or digit", r, r)
		}
	}
	return nil
}

// toUnicode is the label as people read it: an A-label becomes a U-label (RFC
// 5890 section 2.3.2.1). It is an error for a label that begins with xn-- and
// is no A-label.
func toUnicode(label string) (string, error) {
	if !strings.HasPrefix(label, "xn--") {
		return label, nil
	}
	text, err := idna.Registration.ToUnicode(label)
	if err == nil {
		err = allowed(text)
	}
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

// bothForms is a name with its final dot, and how it reads where that differs.
func bothForms(name zone.Name) string {
	if text := inUnicode(name); text != short(name) {
		return name.String() + " (" + text + ")"
	}
	return name.String()
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
