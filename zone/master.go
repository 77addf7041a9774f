package zone

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/miekg/dns"
)

// defaultTTL is taken for records before any $TTL, in seconds.
const defaultTTL = 3600

// ParseMaster reads a master file (RFC 1035 section 5) whose origin is origin
// unless $ORIGIN says otherwise: $TTL, relative owners, comments, parentheses
// and RFC 3597 types. $INCLUDE and $GENERATE are refused. The SOA that zone
// files begin with is dropped, as names here have none. Errors carry the
// file's name and the line. At most 4 MiB are read.
func ParseMaster(origin Name, r io.Reader, file string) ([]RRset, error) {
	return parseMaster(origin, r, file, func(h *dns.RR_Header) bool {
		return h.Rrtype == dns.TypeSOA && dns.CanonicalName(h.Name) == origin.String()
	}, func(dns.RR) {})
}

// ImportMaster is ParseMaster for what name servers write and dig axfr prints:
// what only a name server's own zone has, the SOA and the records of DNSSEC,
// is dropped too. dropped gets each such record in presentation form.
func ImportMaster(origin Name, r io.Reader, file string, dropped func(record string)) ([]RRset, error) {
	return parseMaster(origin, r, file, func(h *dns.RR_Header) bool {
		atApex := dns.CanonicalName(h.Name) == origin.String()
		return zoneKeeping[h.Rrtype] || atApex && atApexOnly[h.Rrtype]
	}, func(rr dns.RR) { dropped(strings.Join(strings.Fields(rr.String()), " ")) })
}

// zoneKeeping are the types that a signer writes into a zone.
var zoneKeeping = map[uint16]bool{
	dns.TypeRRSIG: true, dns.TypeNSEC: true, dns.TypeNSEC3: true, dns.TypeNSEC3PARAM: true, dns.TypeDNSKEY: true,
	dns.TypeSIG: true, dns.TypeKEY: true, dns.TypeNXT: true,
}

// atApexOnly are types that speak of the whole zone, its keys or its signer's
// state: BIND keeps the latter in type 65534.
var atApexOnly = map[uint16]bool{dns.TypeSOA: true, dns.TypeCDS: true, dns.TypeCDNSKEY: true, 65534: true}

func parseMaster(origin Name, r io.Reader, file string, drop func(*dns.RR_Header) bool, dropped func(dns.RR)) ([]RRset, error) {
	const most = 4 << 20
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	if len(text) > most {
		return nil, fmt.Errorf("read %s: larger than %d bytes", file, most)
	}
	m := &masterReader{scanner: newScanner(string(text)), origin: origin.String(), ttl: defaultTTL}
	var records []dns.RR
	for {
		rr, line, err := m.next()
		if err != nil {
			return nil, masterError(err, file, line)
		}
		if rr == nil {
			break
		}
		if drop(rr.Header()) {
			dropped(rr)
			continue
		}
		records = append(records, rr)
	}
	sets, err := RRsetsOf(records)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return sets, nil
}

// masterError says where in a file an error is. The library's errors, "dns: text
// at line: n:m", are of one line that it was given.
func masterError(err error, file string, line int) error {
	text, _, library := strings.Cut(strings.TrimPrefix(err.Error(), "dns: "), " at line: ")
	if _, word, bad := strings.Cut(text, `: "`); library && bad && strings.HasPrefix(text, "bad ") {
		return fmt.Errorf("%s:%d: the record's data is wrong at %q", file, line, strings.TrimSuffix(word, `"`))
	}
	if library {
		return fmt.Errorf("%s:%d: %s", file, line, text)
	}
	return fmt.Errorf("%s:%d: %w", file, line, err)
}

// WriteMaster writes the zone as a master file that ParseMaster reads back to
// the same zone: $ORIGIN, then one record a line in canonical order, owners
// relative to the apex.
func WriteMaster(w io.Writer, z *Zone) error {
	if _, err := fmt.Fprintf(w, "$ORIGIN %s\n", z.apex); err != nil {
		return err
	}
	width := 0
	for _, s := range z.sets {
		width = max(width, len(s.Owner.RelativeString(z.apex)))
	}
	for _, s := range z.sets {
		rrs, err := s.RRs()
		if err != nil {
			return err
		}
		for _, rr := range rrs {
			typ, data := masterForm(rr)
			if _, err := fmt.Fprintf(w, "%-*s %6d IN %-6s %s\n", width, s.Owner.RelativeString(z.apex), s.TTL, typ, data); err != nil {
				return err
			}
		}
	}
	return nil
}

// spelled are the types that BIND, NSD and Knot all read by name and in the same
// words. All others are written by number and in hex (RFC 3597).
var spelled = map[uint16]bool{
	dns.TypeA: true, dns.TypeNS: true, dns.TypeCNAME: true, dns.TypePTR: true, dns.TypeHINFO: true, dns.TypeMINFO: true,
	dns.TypeMX: true, dns.TypeTXT: true, dns.TypeRP: true, dns.TypeAFSDB: true, dns.TypeRT: true, dns.TypeAAAA: true,
	dns.TypeLOC: true, dns.TypeSRV: true, dns.TypeNAPTR: true, dns.TypeKX: true, dns.TypeDNAME: true, dns.TypeDS: true,
	dns.TypeSSHFP: true, dns.TypeTLSA: true, dns.TypeSMIMEA: true, dns.TypeCDS: true, dns.TypeCDNSKEY: true,
	dns.TypeOPENPGPKEY: true, dns.TypeSVCB: true, dns.TypeHTTPS: true, dns.TypeSPF: true, dns.TypeNID: true,
	dns.TypeL32: true, dns.TypeL64: true, dns.TypeLP: true, dns.TypeEUI48: true, dns.TypeEUI64: true,
	dns.TypeURI: true, dns.TypeCAA: true,
}

// masterForm is a record's type and data as BIND, NSD and Knot all read them.
func masterForm(rr dns.RR) (typ, data string) {
	t, packed := rr.Header().Rrtype, packedData(rr)
	if spelled[t] && sameEverywhere(rr, packed) {
		return TypeString(t), DataString(rr)
	}
	return fmt.Sprintf("TYPE%d", t), genericString(packed)
}

// sameEverywhere says whether name servers agree about a record's presentation
// form. They differ about escapes in names, about CAA tags in upper case, and
// about service parameters: those that came after RFC 9460, those without a
// value, lists that are long, and escapes in them.
func sameEverywhere(rr dns.RR, data []byte) bool {
	var params []dns.SVCBKeyValue
	switch rr := rr.(type) {
	case *dns.RFC3597:
		return false
	case *dns.SVCB:
		params = rr.Value
	case *dns.HTTPS:
		params = rr.Value
	case *dns.CAA:
		return rr.Tag == strings.ToLower(rr.Tag)
	}
	const longest = 1000 // bytes; NSD reads 1000 addresses of a hint
	if len(params) > 0 && len(data) > longest {
		return false
	}
	for _, p := range params {
		if p.Key() > paramIPv6Hint || p.Key() == paramNoDefaultALPN || strings.Contains(p.String(), `\`) {
			return false
		}
	}
	return !slices.ContainsFunc(namesIn(rr.Header().Rrtype, data), func(n Name) bool { return !n.plain() })
}

func genericString(data []byte) string {
	return strings.TrimSpace(fmt.Sprintf("\\# %d %x", len(data), data))
}

// DataString is a record's data in presentation form: the type's own where
// that reads back to the same bytes, else the generic one of RFC 3597.
func DataString(rr dns.RR) string {
	data := packedData(rr)
	if _, opaque := rr.(*dns.RFC3597); !opaque {
		text := strings.TrimPrefix(rr.String(), rr.Header().String())
		again, err := dns.NewRR(". 0 IN " + TypeString(rr.Header().Rrtype) + " " + text)
		if err == nil && again != nil && text != "" && bytes.Equal(packedData(again), data) {
			return text
		}
	}
	return genericString(data)
}

// ParseRRset reads one record. The owner is relative to apex unless it ends in
// a dot, "@" is apex itself; data are the words of the record's data in
// presentation form, a word with blanks being one character string.
func ParseRRset(apex Name, owner string, ttl uint32, typ string, data []string) (RRset, error) {
	code, err := ParseType(typ)
	if err != nil {
		return RRset{}, err
	}
	if forbidden(code) {
		return RRset{}, &Error{apex, code, "type", forbiddenWhy(code)}
	}
	name, err := ParseOwner(apex, owner)
	if err != nil {
		return RRset{}, err
	}
	if ttl > maxTTL {
		return RRset{}, &Error{name, code, "ttl", fmt.Sprintf("the TTL %d is above %d", ttl, uint32(maxTTL))}
	}
	if len(data) == 0 {
		return RRset{}, &Error{name, code, "data", "the record has no data"}
	}
	words := make([]string, len(data))
	for i, word := range data {
		if strings.ContainsAny(word, "\n\r") {
			return RRset{}, &Error{name, code, "data", "the data has a line break: give one record at a time"}
		}
		if words[i] = word; data[0] != `\#` {
			words[i] = quoted(code, word, len(data))
		}
	}
	m := &masterReader{scanner: newScanner(strings.Join(words, " ")), origin: apex.String()}
	var rr dns.RR
	e, err := m.scanner.next()
	if err == nil && e == nil {
		return RRset{}, &Error{name, code, "data", "the record has no data"}
	}
	if err == nil {
		rr, err = m.data(dns.RR_Header{Name: name.String(), Rrtype: code, Class: dns.ClassINET, Ttl: ttl}, e.words)
	}
	if err != nil {
		return RRset{}, &Error{name, code, "data", "cannot read " + strings.Join(data, " ") + " as the data of this type" + dataProblem(err)}
	}
	sets, err := RRsetsOf([]dns.RR{rr})
	if err != nil {
		return RRset{}, err
	}
	return sets[0].canonical()
}

// dataProblem is what is wrong, or the word that the library stumbled over.
func dataProblem(err error) string {
	text, _, library := strings.Cut(err.Error(), " at line: ")
	if !library {
		return ": " + text
	}
	if _, word, ok := strings.Cut(text, `: "`); ok && strings.Trim(word, ` "`) != "" && !strings.HasPrefix(word, `\n`) {
		return `, as it stands at "` + word
	}
	return ": something is missing or too much"
}

// quoted makes a word of a command line one word of a master file: character
// strings in quotes, unless the user wrote the quotes.
func quoted(typ uint16, word string, words int) string {
	strs := typ == dns.TypeTXT || typ == dns.TypeSPF || typ == 261 || typ == 262
	if strings.HasPrefix(word, `"`) || (!strs && !strings.ContainsAny(word, " \t;()") && word != "") {
		return word
	}
	if !strs && words == 1 {
		return word // the whole data in one argument, such as "10 mail"
	}
	return `"` + strings.ReplaceAll(word, `"`, `\"`) + `"`
}

// ParseType reads a type's mnemonic or "TYPE123" (RFC 3597).
func ParseType(s string) (uint16, error) {
	up := strings.ToUpper(s)
	if code, ok := dns.StringToType[up]; ok {
		return code, nil
	}
	if digits, ok := strings.CutPrefix(up, "TYPE"); ok {
		code := 0
		for _, c := range digits {
			if c < '0' || c > '9' || code > 65535 {
				code = 1 << 16
				break
			}
			code = code*10 + int(c-'0')
		}
		if digits != "" && code <= 65535 {
			return uint16(code), nil
		}
	}
	switch up {
	case "RESINFO":
		return 261, nil
	case "WALLET":
		return 262, nil
	}
	return 0, fmt.Errorf("%q is not a record type: use a name such as A or TXT, or TYPE123", s)
}

// ParseOwner reads an owner as a person writes it: relative to apex, "@" for
// apex itself, absolute with a final dot.
func ParseOwner(apex Name, owner string) (Name, error) {
	switch {
	case owner == "":
		return Name{}, errors.New(`the owner is empty: "@" is the name itself`)
	case owner == "@":
		return apex, nil
	case strings.HasSuffix(owner, ".") && !strings.HasSuffix(owner, `\.`):
		name, err := ParseName(owner)
		if err == nil && !name.IsAtOrBelow(apex) {
			return Name{}, &Error{name, 0, "outside", fmt.Sprintf("the owner is not at or below %s", apex)}
		}
		return name, err
	}
	return ParseName(owner + "." + strings.TrimPrefix(apex.String(), "."))
}
