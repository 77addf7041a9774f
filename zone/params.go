package zone

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// The service parameters with a form of their own: RFC 9460 section 14.3.2,
// RFC 9461 and RFC 9540.
const (
	paramMandatory = iota
	paramALPN
	paramNoDefaultALPN
	paramPort
	paramIPv4Hint
	paramECH
	paramIPv6Hint
	paramDoHPath
	paramOHTTP
	paramInvalid = 65535
)

var paramNames = [...]string{"mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp"}

func paramName(key uint16) string {
	if int(key) < len(paramNames) {
		return paramNames[key]
	}
	return fmt.Sprintf("key%d", key)
}

// checkParams reads the parameters of SVCB and HTTPS (RFC 9460 section 2.2): in
// strictly ascending order, each with a value of its key's form, and those that
// mandatory and no-default-alpn call for. An alias has none.
func checkParams(alias bool, b []byte) error {
	if alias && len(b) > 0 {
		return errors.New("an alias (priority 0) has no service parameters: remove them, or give another priority")
	}
	values := map[uint16][]byte{}
	for last := -1; len(b) > 0; {
		if len(b) < 4 {
			return errors.New("a service parameter is cut short")
		}
		key, size := binary.BigEndian.Uint16(b), int(binary.BigEndian.Uint16(b[2:]))
		if int(key) <= last {
			return errors.New("service parameters are not in strictly ascending order")
		}
		if len(b) < 4+size {
			return errors.New("a service parameter is cut short")
		}
		value := b[4 : 4+size]
		if err := checkParam(key, value); err != nil {
			return fmt.Errorf("the service parameter %s: %w", paramName(key), err)
		}
		last, b, values[key] = int(key), b[4+size:], value
	}
	for named := values[paramMandatory]; len(named) > 0; named = named[2:] {
		if key := binary.BigEndian.Uint16(named); values[key] == nil {
			return fmt.Errorf("the service parameter mandatory names %s, which is not there: add it, or take it from the list", paramName(key))
		}
	}
	if values[paramNoDefaultALPN] != nil && values[paramALPN] == nil {
		return errors.New("the service parameter no-default-alpn needs alpn beside it (RFC 9460 section 7.1.1)")
	}
	return nil
}

// checkParam checks one value.
func checkParam(key uint16, value []byte) error {
	switch key {
	case paramMandatory:
		if len(value) == 0 || len(value)%2 != 0 {
			return errors.New("it is not a list of keys")
		}
		for last := 0; len(value) > 0; value = value[2:] {
			named := int(binary.BigEndian.Uint16(value))
			if named <= last {
				return errors.New("its keys are not in strictly ascending order, or it names itself")
			}
			last = named
		}
	case paramALPN:
		if len(value) == 0 {
			return errors.New("it has no protocol: give one such as h2")
		}
		for len(value) > 0 {
			if value[0] == 0 || len(value) < 1+int(value[0]) {
				return errors.New("a protocol is empty or cut short")
			}
			value = value[1+int(value[0]):]
		}
	case paramNoDefaultALPN, paramOHTTP:
		if len(value) != 0 {
			return errors.New("it takes no value")
		}
	case paramPort:
		if len(value) != 2 {
			return errors.New("it is not one port")
		}
	case paramIPv4Hint, paramIPv6Hint:
		size := 4
		if key == paramIPv6Hint {
			size = 16
		}
		if len(value) == 0 || len(value)%size != 0 {
			return errors.New("it is not a list of addresses")
		}
	case paramECH:
		if len(value) == 0 {
			return errors.New("it has no configuration")
		}
	case paramDoHPath:
		return checkTemplate(string(value))
	case paramInvalid:
		return errors.New("the key is reserved")
	}
	return nil
}

// checkTemplate reads a relative URI template (RFC 6570) that has the variable
// dns, RFC 9461 section 5.
func checkTemplate(s string) error {
	if !strings.HasPrefix(s, "/") || !utf8.ValidString(s) {
		return errors.New("it is not a path: it begins with / and is UTF-8")
	}
	dns := false
	for s != "" {
		literal, rest, found := strings.Cut(s, "{")
		if strings.ContainsFunc(literal, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`"'<>\^`+"`|}", r) }) || !percents(literal) {
			return errors.New("it has a character that a URI template cannot have")
		}
		if !found {
			break
		}
		expression, after, closed := strings.Cut(rest, "}")
		if !closed {
			return errors.New("a { without its }")
		}
		expression = strings.TrimLeft(expression[:min(1, len(expression))], "+#./;?&") + expression[min(1, len(expression)):]
		for variable := range strings.SplitSeq(expression, ",") {
			if !isVariable(variable) {
				return fmt.Errorf("%q is not a variable of a URI template", variable)
			}
			dns = dns || strings.TrimSuffix(variable, "*") == "dns"
		}
		s = after
	}
	if !dns {
		return errors.New("it has not the variable dns, as in /dns-query{?dns}")
	}
	return nil
}

// percents says whether every % is followed by two hexadecimal digits.
func percents(s string) bool {
	parts := strings.Split(s, "%")
	return !slices.ContainsFunc(parts[1:], func(p string) bool {
		return len(p) < 2 || strings.Trim(p[:2], "0123456789abcdefABCDEF") != ""
	})
}

// isVariable says whether s is a variable of RFC 6570 section 2.3, as far as
// name servers agree: no modifier but the final *.
func isVariable(s string) bool {
	s = strings.TrimSuffix(s, "*")
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}
