package zone

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

type param struct {
	key   uint16
	value []byte
}

// service reads the data of SVCB and HTTPS (RFC 9460 section 2.1). A key may be
// written by number, known or not; its value is then the bytes themselves. The
// parameters may come in any order.
func (m *masterReader) service(words []word) ([]byte, error) {
	if len(words) < 2 {
		return nil, errors.New("the record has a priority and a target")
	}
	priority, err := strconv.ParseUint(words[0].text, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("%q is not a priority", words[0].text)
	}
	name, err := m.name(words[1].text)
	if err != nil {
		return nil, err
	}
	data := append(binary.BigEndian.AppendUint16(nil, uint16(priority)), name...)
	var params []param
	for words = words[2:]; len(words) > 0; words = words[1:] {
		key, text, has := strings.Cut(words[0].text, "=")
		// The scanner ends a word at a quote: key="a b" is two.
		if has && text == "" && len(words) > 1 && words[1].quoted && words[1].joined {
			words, text = words[1:], words[1].text
		}
		p, err := parseParam(key, text)
		if err != nil {
			return nil, fmt.Errorf("the service parameter %s: %w", key, err)
		}
		params = append(params, p)
	}
	slices.SortStableFunc(params, func(a, b param) int { return cmp.Compare(a.key, b.key) })
	for i, p := range params {
		if i > 0 && params[i-1].key == p.key {
			return nil, fmt.Errorf("the service parameter %s is there twice", paramName(p.key))
		}
		if len(p.value) > 65535 {
			return nil, fmt.Errorf("the service parameter %s has %d bytes", paramName(p.key), len(p.value))
		}
		data = binary.BigEndian.AppendUint16(data, p.key)
		data = binary.BigEndian.AppendUint16(data, uint16(len(p.value)))
		data = append(data, p.value...)
	}
	if len(data) > 65535 {
		return nil, fmt.Errorf("data of %d bytes", len(data))
	}
	return data, nil
}

// parseKey reads a parameter's name, or key and its number.
func parseKey(s string) (uint16, error) {
	s = strings.ToLower(s)
	if i := slices.Index(paramNames[:], s); i >= 0 {
		return uint16(i), nil
	}
	digits, ok := strings.CutPrefix(s, "key")
	n, err := strconv.ParseUint(digits, 10, 16)
	if !ok || err != nil || digits != strconv.FormatUint(n, 10) {
		return 0, errors.New("it is not known: a key without a name is written key667")
	}
	return uint16(n), nil
}

func parseParam(name, text string) (p param, err error) {
	if p.key, err = parseKey(name); err != nil {
		return p, err
	}
	value := unescape(text)
	if p.key >= uint16(len(paramNames)) || strings.HasPrefix(strings.ToLower(name), "key") {
		p.value = value
		return p, nil
	}
	if len(value) == 0 && p.key != paramNoDefaultALPN && p.key != paramOHTTP {
		return p, errors.New("it has no value")
	}
	switch p.key {
	case paramMandatory:
		var keys []uint16
		for word := range strings.SplitSeq(string(value), ",") {
			key, err := parseKey(word)
			if err != nil {
				return p, err
			}
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			p.value = binary.BigEndian.AppendUint16(p.value, key)
		}
	case paramALPN:
		for _, id := range splitList(value) {
			if len(id) == 0 || len(id) > 255 {
				return p, errors.New("a protocol has 1 to 255 bytes")
			}
			p.value = append(append(p.value, byte(len(id))), id...)
		}
	case paramNoDefaultALPN, paramOHTTP:
		if len(value) > 0 {
			return p, errors.New("it takes no value")
		}
	case paramPort:
		port, err := strconv.ParseUint(string(value), 10, 16)
		if err != nil {
			return p, fmt.Errorf("%q is not a port", value)
		}
		p.value = binary.BigEndian.AppendUint16(nil, uint16(port))
	case paramIPv4Hint, paramIPv6Hint:
		for word := range strings.SplitSeq(string(value), ",") {
			addr, err := netip.ParseAddr(word)
			if err != nil || addr.Is4() != (p.key == paramIPv4Hint) || addr.Zone() != "" {
				return p, fmt.Errorf("%q is not an address of its kind", word)
			}
			p.value = append(p.value, addr.AsSlice()...)
		}
	case paramECH:
		if p.value, err = base64.StdEncoding.DecodeString(string(value)); err != nil {
			return p, errors.New("it is not base64")
		}
	default: // dohpath
		p.value = value
	}
	return p, nil
}

// splitList cuts a value at its commas; a backslash keeps one (RFC 9460 appendix
// A.1).
func splitList(value []byte) (list [][]byte) {
	var item bytes.Buffer
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ',':
			list = append(list, bytes.Clone(item.Bytes()))
			item.Reset()
		case c == '\\' && i+1 < len(value):
			i++
			item.WriteByte(value[i])
		default:
			item.WriteByte(c)
		}
	}
	return append(list, bytes.Clone(item.Bytes()))
}
