package zone

import (
	"errors"
	"fmt"
)

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
			rest, err = nil, checkParams(data[0] == 0 && data[1] == 0, rest)
		case fieldPrefixes:
			rest, err = nil, checkPrefixes(rest)
		case fieldBitmap:
			rest, err = nil, checkBitmap(rest)
		case fieldIdentity:
			rest, err = nil, checkIdentity(rest)
		case fieldGateway:
			rest, err = skipGateway(data[1]&gatewayTypes[typ], rest)
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
	if check := contents[typ]; check != nil {
		if err := check(data); err != nil {
			return nil, err
		}
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

// namesIn are the names in data that has its type's layout, as far as fields
// of a fixed form go before them.
func namesIn(typ uint16, data []byte) (list []Name) {
	for _, field := range layouts[typ] {
		switch field {
		case fieldName, fieldNameCased:
			name, rest, err := NameFromWire(data)
			if err != nil {
				return list
			}
			list, data = append(list, name), rest
		case fieldString:
			data = data[1+int(data[0]):]
		default:
			size, fixed := fixedBytes[field]
			if !fixed {
				return list
			}
			data = data[size:]
		}
	}
	return list
}
