package wire_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver/wire"
)

// message is a reply with raw bytes after its header.
func message(questions, answers int, body ...[]byte) []byte {
	b := make([]byte, 12)
	b[2] = 0x80
	binary.BigEndian.PutUint16(b[4:], uint16(questions))
	binary.BigEndian.PutUint16(b[6:], uint16(answers))
	return append(b, bytes.Join(body, nil)...)
}

// record is one with an owner and data in wire form.
func record(owner []byte, typ uint16, data []byte) []byte {
	b := binary.BigEndian.AppendUint16(bytes.Clone(owner), typ)
	b = append(b, 0, 1, 0, 0, 0, 60)
	return append(binary.BigEndian.AppendUint16(b, uint16(len(data))), data...)
}

func pointer(to int) []byte { return []byte{0xC0 | byte(to>>8), byte(to)} }

func TestPointersPointBackwards(t *testing.T) {
	question := []byte("\x01a\x00\x00\x01\x00\x01") // at 12, its root at 14
	for name, tc := range map[string]struct {
		packet []byte
		good   bool
	}{
		"no pointer":             {message(1, 0, question), true},
		"question to its end":    {message(1, 0, pointer(18), []byte{0, 1, 0, 1, 0}), false},
		"question to itself":     {message(1, 0, pointer(12), []byte{0, 1, 0, 1}), false},
		"label, then to itself":  {message(1, 0, []byte("\x01a"), pointer(12), []byte{0, 1, 0, 1}), false},
		"question to the header": {message(1, 0, pointer(4), []byte{0, 1, 0, 1}), true}, // a root stands there
		"owner to the question":  {message(1, 1, question, record(pointer(12), dns.TypeA, []byte{192, 0, 2, 1})), true},
		"owner to the root":      {message(1, 1, question, record(pointer(14), dns.TypeA, []byte{192, 0, 2, 1})), true},
		"owner to its own data":  {message(1, 1, question, record(pointer(31), dns.TypeTXT, []byte{1, 'a', 0})), false},
		"back, then forward":     {message(1, 1, []byte("\x01a"), pointer(20), []byte{0, 1, 0, 1, 0}, record(pointer(12), dns.TypeA, []byte{192, 0, 2, 1})), false},
	} {
		if _, err := wire.Unpack(tc.packet); (err == nil) != tc.good {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLongWayRoundIsRefused: names expand to MaxUncompressed bytes and no further.
func TestLongWayRoundIsRefused(t *testing.T) {
	label := append([]byte{63}, strings.Repeat("a", 63)...)
	long := append(bytes.Repeat(label, 3), 0) // 193 bytes, at 12
	question := append(bytes.Clone(long), 0, 1, 0, 1)
	const each = 193 + 10 + 193 // an NS record, uncompressed
	fitting := (wire.MaxUncompressed - len(question)) / each
	body := [][]byte{question}
	for range fitting {
		body = append(body, record(pointer(12), dns.TypeNS, pointer(12)))
	}
	// The rest to the very bound is a record of the root that is opaque.
	rest := wire.MaxUncompressed - len(question) - fitting*each - 11
	for _, more := range []int{0, 1} {
		m, err := wire.Unpack(message(1, fitting+1, append(body, record([]byte{0}, 65280, make([]byte, rest+more)))...))
		if more == 0 && (err != nil || len(m.Answer) != fitting+1) || more == 1 && err == nil {
			t.Errorf("%d above: %d records, %v", more, len(m.Answer), err)
		}
	}
}

// TestNamesWithoutEndAreOpaque: HIP has any number of names, so it is not read.
func TestNamesWithoutEndAreOpaque(t *testing.T) {
	data := append([]byte{1, 2, 0, 1, 9, 9}, bytes.Repeat(pointer(12), 1000)...)
	m, err := wire.Unpack(message(1, 1, []byte("\x01a\x00\x00\x01\x00\x01"), record(pointer(12), dns.TypeHIP, data)))
	if err != nil || len(m.Answer) != 1 {
		t.Fatal(err)
	}
	packed, err := m.Pack()
	if err != nil || !bytes.HasSuffix(packed, data) {
		t.Errorf("%v: the data is not what came", err)
	}
}

// TestOctetsStayAsTheyAre: the library writes no long octet string, and no backslash.
func TestOctetsStayAsTheyAre(t *testing.T) {
	for _, typ := range []uint16{dns.TypeURI, dns.TypeCAA} {
		for _, value := range []string{"plain", `a\b`, `a\065`, strings.Repeat("x", 1020), strings.Repeat("x", 1021), strings.Repeat("x", 60000)} {
			data := append([]byte("\x00\x01\x00a"), value...) // URI: 1, 97; CAA: tag "\x00", which is nobody's here
			m, err := wire.Unpack(message(1, 1, []byte("\x00\x00\x01\x00\x01"), record([]byte{0}, typ, data)))
			if err != nil {
				t.Fatal(err)
			}
			if packed, err := m.Pack(); err != nil || !bytes.HasSuffix(packed, data) {
				t.Errorf("%s %.20q, %d bytes: it does not come back: %v", dns.Type(typ), value, len(value), err)
			}
		}
	}
}

// TestOptionsStayAsTheyAre: what is not served is kept raw, whatever is in it.
func TestOptionsStayAsTheyAre(t *testing.T) {
	for _, tc := range []struct {
		code      uint16
		data      string
		malformed bool
	}{
		{dns.EDNS0LLQ, "x", false},
		{dns.EDNS0UL, "x", false},
		{dns.EDNS0SUBNET, "\x00\x09\x20\x00", false}, // no family is 9
		{dns.EDNS0EXPIRE, "x", false},
		{dns.EDNS0REPORTING, "\xC0\x0C", false},
		{dns.EDNS0ZONEVERSION, "", false},
		{65001, strings.Repeat("x", 500), false},
		{0, "", false},
		{dns.EDNS0NSID, "anything", false},
		{dns.EDNS0PADDING, "anything", false},
		{dns.EDNS0COOKIE, "whatever its length", false},
		{dns.EDNS0TCPKEEPALIVE, "", false},
		{dns.EDNS0TCPKEEPALIVE, "xx", false},
		{dns.EDNS0TCPKEEPALIVE, "x", true},
		{dns.EDNS0EDE, "\x00\x16text", false},
		{dns.EDNS0EDE, "\x00", false},
	} {
		data := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, tc.code), uint16(len(tc.data)))
		m, err := wire.Unpack(message(1, 1, []byte("\x00\x00\x01\x00\x01"), record([]byte{0}, dns.TypeOPT, append(data, tc.data...))))
		if err != nil {
			t.Errorf("%d %q: %v", tc.code, tc.data, err)
			continue
		}
		list := m.Answer[0].(*dns.OPT).Option
		if _, is := list[0].(wire.Malformed); len(list) != 1 || is != tc.malformed {
			t.Errorf("%d %q: %v", tc.code, tc.data, list)
		}
		if packed, err := m.Pack(); err != nil || !bytes.HasSuffix(packed, []byte(tc.data)) {
			t.Errorf("%d %q: it does not come back: %v", tc.code, tc.data, err)
		}
	}
	for _, cut := range []string{"\x00", "\x00\x0a\x00", "\x00\x0a\x00\x09xxxxxxxx", "\xff\xff\xff\xff"} {
		m, err := wire.Unpack(message(1, 1, []byte("\x00\x00\x01\x00\x01"), record([]byte{0}, dns.TypeOPT, []byte(cut))))
		if err != nil {
			t.Fatal(err)
		}
		if list := m.Answer[0].(*dns.OPT).Option; len(list) != 1 {
			t.Errorf("%q: %v", cut, list)
		} else if _, is := list[0].(wire.Malformed); !is {
			t.Errorf("%q: %v", cut, list)
		}
	}
}

// keptAsTheyCame are the types whose data the library may write back otherwise than it
// was, which Unpack does not.
var keptAsTheyCame = []uint16{dns.TypeOPT, dns.TypeHIP, dns.TypeURI, dns.TypeCAA, dns.TypeNSEC, dns.TypeNSEC3, dns.TypeCSYNC, dns.TypeNXT}

// FuzzUnpack: any bytes are read without a panic, and what the library reads too is the same.
func FuzzUnpack(f *testing.F) {
	f.Add(message(1, 1, []byte("\x01a\x00\x00\x01\x00\x01"), record(pointer(12), dns.TypeMX, append([]byte{0, 1}, pointer(12)...))))
	f.Add(message(1, 1, []byte("\x01a\x00\x00\x01\x00\x01"), record([]byte{0}, dns.TypeOPT, []byte("\x00\x0a\x00\x08xxxxxxxx"))))
	f.Add(message(1, 1, []byte("\x01a\x00\x00\x01\x00\x01"), record(pointer(12), dns.TypeHIP, append([]byte{1, 2, 0, 1, 9, 9}, pointer(12)...))))
	f.Add(message(1, 1, pointer(18), []byte{0, 1, 0, 1, 0}))
	// An OPT among the answers, with an option that the library writes back shorter.
	f.Add(message(1, 1, []byte("\x00\x00\x01\x00\x01"), record([]byte{0}, dns.TypeOPT, []byte("\x00\x02\x00\x0800000\x00\x00\x00\x00"))))
	// A URI with a backslash, which the library drops.
	f.Add(message(1, 1, []byte("\x00\x00\x01\x00\x01"), record([]byte{0}, dns.TypeURI, []byte("00000\\00"))))
	f.Add(message(65535, 65535, []byte{0, 0, 1, 0, 1}))
	f.Fuzz(func(t *testing.T, b []byte) {
		ours, err := wire.Unpack(b)
		if ours == nil {
			t.Fatal("no message")
		}
		size, own := 0, false
		for _, section := range [][]dns.RR{ours.Answer, ours.Ns, ours.Extra} {
			for _, rr := range section {
				size += dns.Len(rr)
				own = own || slices.Contains(keptAsTheyCame, rr.Header().Rrtype)
			}
		}
		if err == nil && size > wire.MaxUncompressed {
			t.Fatalf("%d bytes without compression", size)
		}
		theirs := new(dns.Msg)
		if theirs.Unpack(b) != nil || err != nil || own {
			return
		}
		theirs.Compress, ours.Compress = true, true
		want, bad := theirs.Pack()
		got, err := ours.Pack()
		if bad == nil && (err != nil || !bytes.Equal(got, want)) && len(theirs.Question) == len(ours.Question) && len(b) > 12 {
			t.Fatalf("%x\nis %x\nwant %x (%v)", b, got, want, err)
		}
	})
}
