package zone

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/miekg/dns"
)

// masterReader reads the records of a master file.
type masterReader struct {
	scanner  *scanner
	origin   string
	owner    string // of the last record; "": none yet
	ttl      uint32
	ttlFixed bool // by $TTL
}

// next returns the next record, nil at the end. The line is that of the record,
// or of the error.
func (m *masterReader) next() (rr dns.RR, line int, err error) {
	for {
		e, err := m.scanner.next()
		if err != nil {
			return nil, m.scanner.line, err
		}
		if e == nil {
			return nil, m.scanner.line, nil
		}
		if first := e.words[0]; !first.quoted && strings.HasPrefix(first.text, "$") {
			if err := m.directive(e); err != nil {
				return nil, e.line, err
			}
			continue
		}
		rr, err := m.record(e)
		return rr, e.line, err
	}
}

func (m *masterReader) directive(e *entry) error {
	name := strings.ToUpper(e.words[0].text)
	switch {
	case name == "$INCLUDE" || name == "$GENERATE":
		return fmt.Errorf("%s is not supported: write its records out", name)
	case name != "$ORIGIN" && name != "$TTL":
		return fmt.Errorf(`%s is no directive: write \%s for an owner`, e.words[0].text, e.words[0].text)
	case len(e.words) != 2:
		return fmt.Errorf("%s takes one value", name)
	}
	value := e.words[1].text
	if name == "$TTL" {
		ttl, ok := parseTTL(value)
		if !ok {
			return fmt.Errorf("%q is not a TTL", value)
		}
		m.ttl, m.ttlFixed = ttl, true
		return nil
	}
	if _, err := ParseName(m.absolute(value)); err != nil {
		return err
	}
	m.origin = m.absolute(value)
	return nil
}

// absolute is a name as it is written, seen from the origin.
func (m *masterReader) absolute(name string) string {
	switch {
	case name == "@":
		return m.origin
	case dns.IsFqdn(name):
		return name
	case m.origin == ".":
		return name + "."
	}
	return name + "." + m.origin
}

// record reads owner, TTL and class in any order, type and data.
func (m *masterReader) record(e *entry) (dns.RR, error) {
	words := e.words
	if !e.blank {
		m.owner, words = m.absolute(words[0].text), words[1:]
		if _, err := ParseName(m.owner); err != nil {
			return nil, err
		}
	}
	if m.owner == "" {
		return nil, errors.New("no owner came before this record: begin the line with a name, or with @")
	}
	ttl, class := m.ttl, uint16(dns.ClassINET)
	for len(words) > 0 {
		if c, ok := dns.StringToClass[strings.ToUpper(words[0].text)]; ok && !words[0].quoted {
			class = c
		} else if n, ok := parseTTL(words[0].text); ok && !words[0].quoted {
			if ttl = n; !m.ttlFixed {
				m.ttl = n
			}
		} else {
			break
		}
		words = words[1:]
	}
	if len(words) == 0 {
		return nil, errors.New("the record has no type")
	}
	typ, err := ParseType(words[0].text)
	if err != nil {
		return nil, err
	}
	return m.data(dns.RR_Header{Name: m.owner, Rrtype: typ, Class: class, Ttl: ttl}, words[1:])
}

// data reads a record's data: by itself where the library reads it otherwise
// than the type's RFC has it, or not at all.
func (m *masterReader) data(h dns.RR_Header, words []word) (dns.RR, error) {
	if len(words) == 0 && h.Rrtype != dns.TypeAPL { // which is a list
		return nil, errors.New("the record has no data")
	}
	raw := func(data []byte, err error) (dns.RR, error) {
		if err != nil {
			return nil, err
		}
		h.Rdlength = uint16(len(data))
		return &dns.RFC3597{Hdr: h, Rdata: hex.EncodeToString(data)}, nil
	}
	if len(words) == 0 {
		return raw(nil, nil)
	}
	if words[0].text == `\#` && !words[0].quoted {
		return raw(genericData(words[1:]))
	}
	words = slices.Clone(words)
	switch h.Rrtype {
	case dns.TypeSVCB, dns.TypeHTTPS:
		return raw(m.service(words))
	case dns.TypeAMTRELAY:
		return raw(m.relay(words))
	case dns.TypeNAPTR: // its strings need no quotes, but for the library
		for i := 2; i < min(5, len(words)); i++ {
			words[i].quoted = true
		}
	case dns.TypeLOC:
		words = wholeLocation(words)
	}
	text := fmt.Sprintf("%s %d %s %s %s\n", h.Name, h.Ttl, dns.Class(h.Class), TypeString(h.Rrtype), line(words))
	parser := dns.NewZoneParser(strings.NewReader(text), m.origin, "")
	rr, ok := parser.Next()
	if err := parser.Err(); err != nil {
		return nil, err
	}
	if !ok {
		return nil, errors.New("the record has no data")
	}
	return rr, nil
}

// genericData reads what follows "\#" (RFC 3597 section 5).
func genericData(words []word) ([]byte, error) {
	var digits strings.Builder
	if len(words) == 0 {
		return nil, errors.New(`\# needs the number of bytes`)
	}
	size, err := strconv.ParseUint(words[0].text, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("%q is not a number of bytes", words[0].text)
	}
	for _, w := range words[1:] {
		digits.WriteString(w.text)
	}
	data, err := hex.DecodeString(digits.String())
	if err != nil {
		return nil, errors.New("the data is not hexadecimal")
	}
	if len(data) != int(size) {
		return nil, fmt.Errorf("%d bytes, where %d are announced", len(data), size)
	}
	return data, nil
}

// relay reads AMTRELAY, RFC 8777 section 4.3.1.
func (m *masterReader) relay(words []word) ([]byte, error) {
	if len(words) != 4 {
		return nil, errors.New("AMTRELAY has precedence, discovery bit, type and relay")
	}
	precedence, err := strconv.ParseUint(words[0].text, 10, 8)
	if err != nil {
		return nil, fmt.Errorf("%q is not a precedence of 0 to 255", words[0].text)
	}
	if words[1].text != "0" && words[1].text != "1" {
		return nil, fmt.Errorf("the discovery bit is %q, not 0 or 1", words[1].text)
	}
	kind, text := words[2].text, words[3].text
	b := []byte{byte(precedence), (words[1].text[0]-'0')<<7 | (kind + "\x00")[0] - '0'}
	addr, err := netip.ParseAddr(text)
	switch {
	case kind == "0" && text == ".":
		return b, nil
	case kind == "1" && err == nil && addr.Is4(), kind == "2" && err == nil && addr.Is6() && addr.Zone() == "":
		return append(b, addr.AsSlice()...), nil
	case kind == "3":
		name, err := m.name(text)
		return append(b, name...), err
	}
	return nil, fmt.Errorf("%q is not a relay of type %s: 0 is for ., 1 IPv4, 2 IPv6, 3 a name", text, kind)
}

// name is a name's wire form, its case kept.
func (m *masterReader) name(text string) ([]byte, error) {
	if _, err := ParseName(m.absolute(text)); err != nil {
		return nil, err
	}
	buf := make([]byte, maxNameBytes+1)
	n, err := dns.PackDomainName(m.absolute(text), buf, 0, nil, false)
	return buf[:n], err
}

// wholeLocation fills in the minutes and seconds that LOC may leave out (RFC 1876
// section 3).
func wholeLocation(words []word) []word {
	var list []word
	for _, ends := range []string{"NS", "EW"} {
		i := slices.IndexFunc(words, func(w word) bool { return len(w.text) == 1 && strings.Contains(ends, strings.ToUpper(w.text)) })
		if i < 1 || i > 3 {
			return append(list, words...) // for the library to complain of
		}
		list = append(list, words[:i]...)
		for range 3 - i {
			list = append(list, word{text: "0"})
		}
		list, words = append(list, words[i]), words[i+1:]
	}
	return append(list, words...)
}

// parseTTL reads seconds, or numbers with the units s, m, h, d and w.
func parseTTL(s string) (ttl uint32, ok bool) {
	total, n, digits := uint64(0), uint64(0), false
	for _, c := range strings.ToLower(s) {
		if '0' <= c && c <= '9' {
			if n = 10*n + uint64(c-'0'); n > 1<<32-1 {
				return 0, false
			}
			digits = true
			continue
		}
		unit, known := map[rune]uint64{'s': 1, 'm': 60, 'h': 3600, 'd': 86400, 'w': 604800}[c]
		if !known || !digits {
			return 0, false
		}
		total, n, digits = total+n*unit, 0, false
	}
	total += n
	return uint32(total), s != "" && (digits || total > 0 || strings.Trim(s, "0") != "") && total <= 1<<32-1
}
