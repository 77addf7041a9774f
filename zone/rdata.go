package zone

import (
	"errors"
	"fmt"

	"github.com/miekg/dns"
)

// The fields that record data is made of. A type's layout is a string of them.
const (
	fieldName      = 'n' // a name, lower-cased (RFC 4034 section 6.2)
	fieldNameCased = 'N' // a name whose case is kept (types after RFC 3597)
	fieldByte      = '1'
	fieldShort     = '2'
	fieldLong      = '4'
	fieldSix       = '6' // 6 bytes
	fieldEight     = '8'
	fieldSixteen   = 'F'
	fieldString    = 's' // one character string (RFC 1035 section 3.3)
	fieldStrings   = 'S' // one or more character strings, to the end
	fieldRest      = 'r' // one byte or more, to the end
	fieldTag       = 't' // a CAA tag: its length, then letters and digits
	fieldAny       = 'a' // nothing or more, to the end
	fieldParams    = 'p' // SVCB parameters, keys strictly ascending, to the end
)

// layouts is the frozen table of the image format: the types whose data has a
// known form. It belongs to the format, not to a library: a change of it
// would make images valid or invalid that were not. Every type that is not
// here is opaque bytes (RFC 3597). Of the types whose names RFC 4034 section
// 6.2 lower-cases only A6 is not here: RFC 6563 made it historic.
var layouts = map[uint16]string{
	dns.TypeA:          "4",
	dns.TypeNS:         "n",
	dns.TypeMD:         "n",
	dns.TypeMF:         "n",
	dns.TypeCNAME:      "n",
	dns.TypeMB:         "n",
	dns.TypeMG:         "n",
	dns.TypeMR:         "n",
	dns.TypePTR:        "n",
	dns.TypeHINFO:      "ss",
	dns.TypeMINFO:      "nn",
	dns.TypeMX:         "2n",
	dns.TypeTXT:        "S",
	dns.TypeRP:         "nn",
	dns.TypeAFSDB:      "2n",
	dns.TypeRT:         "2n",
	dns.TypePX:         "2nn",
	dns.TypeAAAA:       "F",
	dns.TypeLOC:        "F",
	dns.TypeSRV:        "222n",
	dns.TypeNAPTR:      "22sssn",
	dns.TypeKX:         "2n",
	dns.TypeCERT:       "221r",
	dns.TypeDNAME:      "n",
	dns.TypeDS:         "211r",
	dns.TypeSSHFP:      "11r",
	dns.TypeTLSA:       "111r",
	dns.TypeSMIMEA:     "111r",
	dns.TypeCDS:        "211r",
	dns.TypeCDNSKEY:    "211r",
	dns.TypeOPENPGPKEY: "r",
	dns.TypeSVCB:       "2Np",
	dns.TypeHTTPS:      "2Np",
	dns.TypeSPF:        "S",
	dns.TypeNID:        "28",
	dns.TypeL32:        "24",
	dns.TypeL64:        "28",
	dns.TypeLP:         "2N",
	dns.TypeEUI48:      "6",
	dns.TypeEUI64:      "8",
	dns.TypeURI:        "22r",
	dns.TypeCAA:        "1ta",
	261:                "S", // RESINFO, RFC 9606
	262:                "S", // WALLET
}

// forbidden says whether a type has no place in an image: the SOA, signatures
// and denials that the server makes itself, meta and question types.
func forbidden(typ uint16) bool {
	switch typ {
	case 0, dns.TypeSOA, dns.TypeSIG, dns.TypeKEY, dns.TypeNXT, dns.TypeOPT,
		dns.TypeRRSIG, dns.TypeNSEC, dns.TypeDNSKEY, dns.TypeNSEC3, dns.TypeNSEC3PARAM, 65535:
		return true
	}
	return 128 <= typ && typ <= 255
}

var fixedBytes = map[rune]int{fieldByte: 1, fieldShort: 2, fieldLong: 4, fieldSix: 6, fieldEight: 8, fieldSixteen: 16}

// canonicalData checks one record's data against its type's layout and
// returns its canonical form (RFC 4034 section 6.2), a slice of its own where
// that differs. The error says which part is wrong.
func canonicalData(typ uint16, data []byte) ([]byte, error) {
	if len(data) > 65535 {
		return nil, errors.New("data longer than 65535 bytes")
	}
	layout, known := layouts[typ]
	if !known {
		return data, nil
	}
	rest, copied := data, false
	for _, field := range layout {
		at := len(data) - len(rest)
		var err error
		switch field {
		case fieldName, fieldNameCased:
			var name Name
			before := len(rest)
			if name, rest, err = NameFromWire(rest); err != nil {
				break
			}
			if field == fieldName && name.wire != string(data[at:at+before-len(rest)]) {
				if !copied {
					data, copied = append([]byte(nil), data...), true
				}
				copy(data[at:], name.wire)
				rest = data[at+len(name.wire):]
			}
		case fieldString:
			rest, err = skipString(rest)
		case fieldStrings:
			if len(rest) == 0 {
				err = errors.New("no character string")
			}
			for len(rest) > 0 && err == nil {
				rest, err = skipString(rest)
			}
		case fieldTag:
			rest, err = skipTag(rest)
		case fieldRest:
			if len(rest) == 0 {
				err = errors.New("the last field is empty")
			}
			rest = nil
		case fieldAny:
			rest = nil
		case fieldParams:
			rest, err = nil, checkParams(rest)
		default:
			size := fixedBytes[field]
			if len(rest) < size {
				err = fmt.Errorf("a field of %d bytes is cut short", size)
				break
			}
			rest = rest[size:]
		}
		if err != nil {
			return nil, err
		}
	}
	if len(rest) != 0 {
		return nil, fmt.Errorf("%d bytes too many", len(rest))
	}
	if typ == dns.TypeLOC && data[0] != 0 {
		return nil, fmt.Errorf("LOC version %d: only 0 is defined", data[0])
	}
	return data, nil
}

func skipString(b []byte) ([]byte, error) {
	if len(b) == 0 || len(b) < 1+int(b[0]) {
		return nil, errors.New("a character string is cut short")
	}
	return b[1+int(b[0]):], nil
}

// skipTag reads a CAA property tag, RFC 8659 section 4.1.
func skipTag(b []byte) ([]byte, error) {
	rest, err := skipString(b)
	if err != nil || b[0] == 0 {
		return nil, errors.New("the CAA tag is empty or cut short")
	}
	for _, c := range b[1 : 1+int(b[0])] {
		if (c < 'a' || 'z' < c) && (c < 'A' || 'Z' < c) && (c < '0' || '9' < c) {
			return nil, errors.New("the CAA tag has a character that is neither letter nor digit")
		}
	}
	return rest, nil
}

// checkParams reads SVCB parameters, RFC 9460 section 2.2.
func checkParams(b []byte) error {
	for last := -1; len(b) > 0; {
		if len(b) < 4 {
			return errors.New("a service parameter is cut short")
		}
		key, size := int(b[0])<<8|int(b[1]), int(b[2])<<8|int(b[3])
		if key <= last {
			return errors.New("service parameters are not in strictly ascending order")
		}
		if len(b) < 4+size {
			return errors.New("a service parameter is cut short")
		}
		last, b = key, b[4+size:]
	}
	return nil
}
