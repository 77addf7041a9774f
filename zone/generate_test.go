package zone

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/miekg/dns"
)

// maker makes record data as the types' RFCs have it, without a look at our
// own table.
type maker struct{ *rand.Rand }

func newMaker(seed uint64) maker { return maker{rand.New(rand.NewPCG(seed, 3597))} }

// bytes are any n bytes.
func (m maker) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(m.IntN(256))
	}
	return b
}

// some are between low and high bytes.
func (m maker) some(low, high int) []byte { return m.bytes(low + m.IntN(high-low+1)) }

// label is one of a few odd kinds: what name servers give a meaning to in text.
func (m maker) label() string {
	switch m.IntN(8) {
	case 0:
		return string(m.some(1, 63))
	case 1:
		odd := []string{"@", "$", "$origin", "$ttl", "*", "\\", "a.b", "a b", "\t", "\"", "q\"q", ";", "x;y", "(", ")", "\x00", "\xff", "\n", "in", "ch", "3600", "1d", "a", "type1", "#", "\\#", "_tcp", "-", "'", "\r\n"}
		return odd[m.IntN(len(odd))]
	}
	return fmt.Sprintf("l%x", m.IntN(1<<20))
}

// name is an uncompressed name of the outside, at times the root.
func (m maker) name() []byte {
	var b []byte
	for range m.IntN(4) {
		label := m.label()
		b = append(append(b, byte(len(label))), label...)
	}
	if len(b) == 0 && m.IntN(3) == 0 {
		return []byte{0}
	}
	return append(b, "\x07example\x00"...)
}

// text is one character string: any bytes, or printable ones.
func (m maker) text(low, high int) []byte {
	b := m.some(low, high)
	if m.IntN(2) == 0 {
		for i := range b {
			b[i] = ' ' + b[i]%95
		}
	}
	return append([]byte{byte(len(b))}, b...)
}

func (m maker) texts() []byte {
	b := m.text(0, 255)
	for range m.IntN(4) {
		b = append(b, m.text(0, 255)...)
	}
	return b
}

func join(parts ...[]byte) []byte { return slices.Concat(parts...) }

func (m maker) pick(list ...int) int { return list[m.IntN(len(list))] }

// digest is a DS record's data.
func (m maker) digest() []byte {
	typ := m.pick(1, 2, 4)
	size := map[int]int{1: 20, 2: 32, 4: 48}[typ]
	return join(m.bytes(2), []byte{byte(m.pick(5, 7, 8, 10, 13, 14, 15, 16, 17, 252)), byte(typ)}, m.bytes(size))
}

func (m maker) gateway(typ byte) []byte {
	switch typ {
	case 1:
		return m.bytes(4)
	case 2:
		return m.bytes(16)
	case 3:
		return m.name()
	}
	return nil
}

func (m maker) bitmap() (b []byte) {
	for window := m.IntN(3); window < 256 && m.IntN(4) > 0; window += 1 + m.IntN(100) {
		bits := m.some(1, 32)
		bits[len(bits)-1] |= 1
		if window == 0 {
			bits[0] &= 0x7f // there is no type 0
		}
		b = append(append(b, byte(window), byte(len(bits))), bits...)
	}
	return b
}

func (m maker) precision() byte {
	return []byte{0, byte(1+m.IntN(9))<<4 | byte(m.IntN(10))}[m.IntN(2)]
}

func (m maker) location() []byte {
	b := []byte{0, m.precision(), m.precision(), m.precision()}
	for _, degrees := range []int{90, 180} {
		limit := degrees * 3600_000
		at := m.IntN(2*limit+1) - limit
		if m.IntN(20) == 0 {
			at = m.pick(-limit, limit, 0)
		}
		b = binary.BigEndian.AppendUint32(b, uint32(1<<31+at))
	}
	return append(b, m.bytes(4)...)
}

var patterns = []string{
	"", "!^.*$!sip:info@x.test!", `!^(\+441632960.*)$!sip:\1@x.test!i`, "/(a|b)+c?/x\\1y/", "|[a-z0-9._-]{1,5}(x)|\\1|", "!^.*$!mailto:a\\.b@x!ii",
	"#a{2,}#b#", "!(()a)!\\2!", "![[:digit:]]+!x!", "!x!!", "!a]b}!x!", "! !\t!", "!ä!ö!", "!^$!x!", "!\\!!x!", "![]a]!\"q\"!",
}

// params are an SVCB record's parameters in service mode.
func (m maker) params() []byte {
	values := map[int][]byte{}
	has := func() bool { return m.IntN(3) == 0 }
	if has() {
		for range 1 + m.IntN(3) {
			values[1] = append(values[1], [][]byte{[]byte("\x02h2"), []byte("\x02h3"), []byte("\x08http/1.1"), m.text(1, 20), []byte("\x05a,b\\\""), []byte("\x01 ")}[m.IntN(6)]...)
		}
		if has() {
			values[2] = []byte{}
		}
	}
	if has() {
		values[3] = m.bytes(2)
	}
	if has() {
		values[4] = m.bytes(4 * (1 + m.IntN(4)))
	}
	if has() {
		values[5] = m.some(1, 100)
	}
	if has() {
		values[6] = m.bytes(16 * (1 + m.IntN(4)))
		if m.IntN(4) == 0 {
			copy(values[6], "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff")
		}
	}
	if has() {
		values[7] = [][]byte{[]byte("/dns-query{?dns}"), []byte("/{?dns}"), []byte("/q{?x,dns}"), []byte("/\u00e9{?dns}"), []byte("/a%20b{?dns*}")}[m.IntN(5)]
	}
	if has() {
		values[8] = []byte{}
	}
	for range m.IntN(3) {
		values[9+m.IntN(65526)] = m.some(0, 30)
	}
	var keys []int
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	if len(keys) > 0 && has() {
		for _, key := range keys {
			if key != 2 && m.IntN(2) == 0 {
				values[0] = binary.BigEndian.AppendUint16(values[0], uint16(key))
			}
		}
		if values[0] != nil {
			keys = append([]int{0}, keys...)
		}
	}
	var b []byte
	for _, key := range keys {
		b = binary.BigEndian.AppendUint16(b, uint16(key))
		b = binary.BigEndian.AppendUint16(b, uint16(len(values[key])))
		b = append(b, values[key]...)
	}
	return b
}

func (m maker) service() []byte {
	if m.IntN(6) == 0 {
		return append([]byte{0, 0}, m.name()...)
	}
	return join([]byte{byte(m.IntN(256)), byte(1 + m.IntN(255))}, m.name(), m.params())
}

func (m maker) prefixes() (b []byte) {
	for range m.IntN(4) {
		family, size := 1, m.IntN(5)
		if m.IntN(2) == 0 {
			family, size = 2, m.IntN(17)
		}
		address := m.bytes(size)
		if size > 0 {
			address[size-1] |= 1
		}
		b = append(b, 0, byte(family), byte(min(8*size, 8*size-m.IntN(1+min(1, size)))), byte(size|m.pick(0, 0x80)))
		b = append(b, address...)
	}
	return b
}

// makers make valid data of each type that has a name at IANA and a place in an
// image, of types for private use, and of five that IANA does not list.
var makers = map[uint16]func(m maker) []byte{
	1: func(m maker) []byte { return m.bytes(4) }, 2: maker.name, 5: maker.name, 12: maker.name,
	13: func(m maker) []byte { return join(m.text(0, 255), m.text(0, 255)) },
	14: func(m maker) []byte { return join(m.name(), m.name()) },
	15: prefixed(2), 16: maker.texts, 17: func(m maker) []byte { return join(m.name(), m.name()) }, 18: prefixed(2), 21: prefixed(2),
	28: func(m maker) []byte { return m.bytes(16) }, 29: maker.location, 31: blob(1, 100), 32: blob(1, 100), 33: prefixed(6),
	35: func(m maker) []byte {
		p := patterns[m.IntN(len(patterns))]
		return join(m.bytes(4), m.text(0, 10), m.text(0, 30), []byte{byte(len(p))}, []byte(p), m.name())
	},
	36: prefixed(2), 37: blob(6, 300), 39: maker.name, 40: blob(3, 50), 42: maker.prefixes, 43: maker.digest,
	44: func(m maker) []byte {
		typ := m.pick(1, 2, 3)
		return join([]byte{byte(m.pick(1, 2, 3, 4, 6)), byte(typ)}, m.bytes([]int{0, 20, 32, 1 + m.IntN(70)}[typ]))
	},
	45: func(m maker) []byte {
		typ := byte(m.IntN(4))
		return join([]byte{byte(m.IntN(256)), typ, byte(m.IntN(4))}, m.gateway(typ), m.some(1, 200))
	},
	49: blob(3, 100), 52: blob(4, 100), 53: blob(4, 100),
	55: func(m maker) []byte {
		tag, key := m.some(1, 255), m.some(1, 300)
		b := join([]byte{byte(len(tag)), byte(m.IntN(4)), byte(len(key) >> 8), byte(len(key))}, tag, key)
		for range m.IntN(3) {
			b = append(b, m.name()...)
		}
		return b
	},
	56: maker.texts, 57: func(m maker) []byte {
		return join([]byte{0, 0, byte(m.IntN(256)), byte(m.pick(5, 8, 13, 15))}, m.some(1, 200))
	},
	58: func(m maker) []byte { return join(m.name(), m.name()) },
	59: func(m maker) []byte {
		if m.IntN(5) == 0 {
			return []byte{0, 0, 0, 0, 0}
		}
		return m.digest()
	},
	60: func(m maker) []byte {
		if m.IntN(5) == 0 {
			return []byte{0, 0, 3, 0, 0}
		}
		return join([]byte{1, byte(m.IntN(2)), 3, byte(m.pick(5, 7, 8, 10, 13, 14, 15, 16))}, m.some(1, 300))
	},
	61: blob(1, 400), 62: func(m maker) []byte { return join(m.bytes(4), []byte{0, byte(m.IntN(4))}, m.bitmap()) },
	63: func(m maker) []byte {
		algorithm := m.pick(1, 2, 240)
		return join(m.bytes(4), []byte{byte(m.pick(1, 240)), byte(algorithm)}, m.bytes(map[int]int{1: 48, 2: 64, 240: 12 + m.IntN(60)}[algorithm]))
	},
	64: maker.service, 65: maker.service, 66: func(m maker) []byte { return join([]byte{0, byte(m.pick(59, 62)), 1}, m.bytes(2), m.name()) },
	67: blob(1, 200), 68: blob(1, 200), 99: maker.texts, 100: blob(0, 100), 101: blob(4, 4), 102: blob(4, 4), 103: blob(0, 100),
	104: blob(10, 10), 105: blob(6, 6), 106: blob(10, 10), 107: prefixed(2), 108: blob(6, 6), 109: blob(8, 8),
	256: func(m maker) []byte { return join(m.bytes(4), m.text(1, 200)[1:]) },
	257: func(m maker) []byte {
		tag := []string{"issue", "issuewild", "iodef", "Contactemail", "x1"}[m.IntN(5)]
		return join([]byte{byte(m.pick(0, 128, 1)), byte(len(tag))}, []byte(tag), m.text(0, 255)[1:])
	},
	258: maker.texts, 259: func(m maker) []byte {
		return join(m.bytes(8), []byte{byte(m.pick(1, 2, 3))}, m.text(0, 40), m.some(0, 100))
	},
	260: func(m maker) []byte {
		typ := byte(m.IntN(4))
		return join([]byte{byte(m.IntN(256)), typ | byte(m.pick(0, 0x80))}, m.gateway(typ))
	},
	261: maker.texts, 262: maker.texts, 32768: maker.digest, 32769: maker.digest,
	263: blob(0, 60), 1000: blob(0, 60), 30000: blob(0, 60), 65279: blob(0, 60), 54: blob(0, 60), // not listed
	65280: blob(0, 60), 65534: blob(0, 60), // for private use
}

func blob(low, high int) func(maker) []byte {
	return func(m maker) []byte { return m.some(low, high) }
}

func prefixed(n int) func(maker) []byte {
	return func(m maker) []byte { return join(m.bytes(n), m.name()) }
}

// broken is what becomes of data when it is cut, lengthened or bent, or what has
// nothing to do with it. Some of it is valid all the same.
func (m maker) broken(typ uint16, data []byte) []byte {
	switch {
	case typ == dns.TypeNAPTR && m.IntN(2) == 0:
		soup := m.soup(`!!!(())[]{}|*+?^$\\.-,:=ab12i`, 30)
		return join(m.bytes(4), []byte{0, 0, byte(len(soup) + 1), '!'}, soup, []byte{0})
	case (typ == dns.TypeSVCB || typ == dns.TypeHTTPS) && m.IntN(2) == 0:
		soup := m.soup("/{}{}??dddnsdns,*+#&%41a.:\x80 \"", 30)
		if m.IntN(2) == 0 {
			soup = slices.Concat([]byte("/"), soup, []byte("{?dns}"))
		}
		return join([]byte{0, 1, 0, 0, 7, 0, byte(len(soup))}, soup)
	}
	data = slices.Clone(data)
	for range 1 + m.IntN(2) {
		at := m.IntN(len(data) + 1)
		switch m.IntN(7) {
		case 0:
			data = data[:at]
		case 1:
			data = append(data, m.some(1, 8)...)
		case 2:
			data = m.some(0, 40)
		case 3, 4:
			if at < len(data) {
				data[at] ^= 1 << m.IntN(8)
			}
		case 5:
			if at < len(data) {
				data[at] = byte(m.pick(0, 1, 63, 64, 192, 255))
			}
		default:
			data = slices.Insert(data, at, m.some(1, 3)...)
		}
	}
	return data
}

// soup is up to most bytes of some that mean something to a parser.
func (m maker) soup(bytes string, most int) []byte {
	b := make([]byte, m.IntN(most))
	for i := range b {
		b[i] = bytes[m.IntN(len(bytes))]
	}
	return b
}
