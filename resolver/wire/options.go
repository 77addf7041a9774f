package wire

import (
	"encoding/binary"
	"encoding/hex"

	"github.com/miekg/dns"
)

// Malformed is the rest of an OPT record from an option on that is cut short, or an option that
// is served here and does not have its form.
type Malformed struct{ *dns.EDNS0_LOCAL }

// options reads the data of an OPT record. Options that are not served stay as they are (RFC
// 6891 section 6.1.2): whatever they hold, they are nobody's error.
func options(b []byte) (list []dns.EDNS0) {
	for len(b) > 0 {
		if len(b) < 4 || len(b)-4 < int(binary.BigEndian.Uint16(b[2:])) {
			return append(list, Malformed{&dns.EDNS0_LOCAL{Data: b}})
		}
		code, end := binary.BigEndian.Uint16(b), 4+int(binary.BigEndian.Uint16(b[2:]))
		list, b = append(list, option(code, b[4:end:end])), b[end:]
	}
	return list
}

func option(code uint16, data []byte) dns.EDNS0 {
	raw := &dns.EDNS0_LOCAL{Code: code, Data: data}
	switch code {
	case dns.EDNS0NSID:
		return &dns.EDNS0_NSID{Code: code, Nsid: hex.EncodeToString(data)}
	case dns.EDNS0PADDING:
		return &dns.EDNS0_PADDING{Padding: data}
	case dns.EDNS0COOKIE:
		return &dns.EDNS0_COOKIE{Code: code, Cookie: hex.EncodeToString(data)}
	case dns.EDNS0EDE:
		if len(data) < 2 { // no client has to send one
			return raw
		}
		return &dns.EDNS0_EDE{InfoCode: binary.BigEndian.Uint16(data), ExtraText: string(data[2:])}
	case dns.EDNS0TCPKEEPALIVE:
		switch len(data) {
		case 0:
			return &dns.EDNS0_TCP_KEEPALIVE{Code: code}
		case 2:
			return &dns.EDNS0_TCP_KEEPALIVE{Code: code, Length: 2, Timeout: binary.BigEndian.Uint16(data)}
		}
		return Malformed{raw}
	}
	return raw
}
