package zone

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// TestMasterFileAsRFCsHaveIt has lines that the library refuses, misreads or blames
// another line for. want is the data's bytes, or a part of the error.
func TestMasterFileAsRFCsHaveIt(t *testing.T) {
	for _, tc := range []struct{ text, data, err string }{
		{"m AMTRELAY 10 1 3 relay.example.\n", "\x0a\x83\x05relay\x07example\x00", ""},
		{"m AMTRELAY 10 1 1 192.0.2.1\n", "\x0a\x81\xc0\x00\x02\x01", ""},
		{"m AMTRELAY 10 0 0 .\n", "\x0a\x00", ""},
		{"m AMTRELAY 10 0 1 2001:db8::1\n", "", "f:1: \"2001:db8::1\" is not a relay of type 1"},
		{"d SVCB 1 dns.example. alpn=h2 key7=/dns-query{?dns}\n", "\x00\x01\x03dns\x07example\x00\x00\x01\x00\x03\x02h2\x00\x07\x00\x10/dns-query{?dns}", ""},
		{"d SVCB 1 . key3=\"\\001\\187\"\n", "\x00\x01\x00\x00\x03\x00\x02\x01\xbb", ""},
		{"d SVCB 1 . port=53 alpn=\"h2,h3\"\n", "\x00\x01\x00\x00\x01\x00\x06\x02h2\x02h3\x00\x03\x00\x02\x00\x35", ""},
		{`d SVCB 16 foo.example.org. alpn="f\\\\oo\\,bar,h2"` + "\n", "\x00\x10\x03foo\x07example\x03org\x00\x00\x01\x00\x0c\x08f\\oo,bar\x02h2", ""},
		{`d SVCB 16 foo.example.org. alpn=f\\\092oo\092,bar,h2` + "\n", "\x00\x10\x03foo\x07example\x03org\x00\x00\x01\x00\x0c\x08f\\oo,bar\x02h2", ""},
		{"d HTTPS 1 . ohttp\n", "\x00\x01\x00\x00\x08\x00\x00", ""},
		{"h HTTPS 1 . alpn=\no A 192.0.2.1\n", "", "f:1: the service parameter alpn: it has no value"},
		{"h HTTPS 1 . port=1 key3=x\n", "", "is there twice"},
		{"h HTTPS 1 . mandatory=key123\n", "", "names key123, which is not there"},
		{"h HTTPS 1 . no-default-alpn\n", "", "needs alpn beside it"},
		{"h HTTPS 1 . bogus=1\n", "", "f:1: the service parameter bogus: it is not known"},
		{"t TXT \"a\\300b\"\n", "", `f:1: \300 is no escape`},
		{"ok A 192.0.2.1\nt TXT \"\\25\"\n", "", `f:2: \25" is no escape`},
		{"t TXT \"open\n", "", "f:1: a character string without its closing quote"},
		{"n NAPTR 100 10 S SIP+D2U \"\" _sip._udp.example.\n", "\x00\x64\x00\x0a\x01S\x07SIP+D2U\x00\x04_sip\x04_udp\x07example\x00", ""},
		{"l LOC 37 46 N 122 25 W 5\n", "\x00\x12\x16\x13\x88\x1a\x3e\xc0\x65\xbb\x9e\xc0\x00\x98\x98\x74"[:0], ""},
		{"l LOC 37 N 122 W 5m\n", "", ""},
		{"\ufeffwww A 192.0.2.1\n", "\xc0\x00\x02\x01", ""},
		{"\ufeff$TTL 60\nwww A 192.0.2.1\n", "\xc0\x00\x02\x01", ""},
		{"   300 A 192.0.2.1\n", "", "f:1: no owner came before this record"},
		{"www 1h30m IN A 192.0.2.1\n", "\xc0\x00\x02\x01", ""},
		{"www ( A ; one\n 192.0.2.1 )\n", "\xc0\x00\x02\x01", ""},
		{"www ( A 192.0.2.1\n", "", "a ( without its )"},
		{"www A 192.0.2.1 )\n", "", "a ) without its ("},
		{"$FOO x\n", "", "f:1: $FOO is no directive"},
		{"www\n", "", "f:1: the record has no type"},
		{"www A\n", "", "f:1: the record has no data"},
		{"x IPSECKEY 10 3 2 gw.test. aGVsbG8=\nx A 192.0.2.1\n", "\x0a\x03\x02\x02gw\x04test\x00hello", ""},
		{"x HIP 2 ab aGVsbG8= Rvs.test.\nx A 192.0.2.1\n", "\x01\x02\x00\x05\xabhello\x03Rvs\x04test\x00", ""},
		{"x APL\n", "", ""},
		{"x TYPE1 \\# 4 C0 000201\n", "\xc0\x00\x02\x01", ""},
		{"x TYPE1 \\# 5 C0000201\n", "", "f:1: 4 bytes, where 5 are announced"},
	} {
		apex := MustParseName("alice.chain")
		sets, err := ParseMaster(apex, strings.NewReader(tc.text), "f")
		if err == nil {
			_, err = New(apex, sets)
		}
		switch {
		case tc.err != "" && (err == nil || !strings.Contains(err.Error(), tc.err)):
			t.Errorf("%q: %v, want %q", tc.text, err, tc.err)
		case tc.err == "" && err != nil:
			t.Errorf("%q: %v", tc.text, err)
		case tc.data != "" && err == nil && string(sets[0].Data[0]) != tc.data:
			t.Errorf("%q: data %q, want %q", tc.text, sets[0].Data[0], tc.data)
		}
	}
}

// TestEveryTypeReadsBack: what a record is written as, for people and for name
// servers, by a line of a file and by the words of a command, reads back to the
// same bytes.
func TestEveryTypeReadsBack(t *testing.T) {
	m := newMaker(21)
	apex := MustParseName("alice.chain")
	for _, typ := range slices.Sorted(maps.Keys(makers)) {
		for range size(50, 5000) {
			s, err := RRset{apex, typ, 60, [][]byte{makers[typ](m)}}.canonical()
			if err != nil {
				t.Fatalf("%s: %v", TypeString(typ), err)
			}
			if err := readsBack(s); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// readsBack says where a set of one record is not what is read of its text.
func readsBack(s RRset) error {
	rrs, err := s.RRs()
	if err != nil {
		return err
	}
	_, master := masterForm(rrs[0])
	for _, text := range []string{DataString(rrs[0]), master} {
		line := fmt.Sprintf("@ 60 IN %s %s\n@ 60 IN TYPE65400 \\# 0\n", TypeString(s.Type), text)
		sets, err := ParseMaster(s.Owner, strings.NewReader(line), "f")
		if err != nil {
			return fmt.Errorf("%x: %q: %w", s.Data[0], line, err)
		}
		again, err := sets[0].canonical()
		if err != nil || !bytes.Equal(again.Data[0], s.Data[0]) {
			return fmt.Errorf("%x is written %q, which reads as %x: %w", s.Data[0], line, again.Data[0], err)
		}
		words := []string{text}
		if strings.HasPrefix(text, `\#`) {
			words = strings.Fields(text)
		}
		if again, err = ParseRRset(s.Owner, "@", 60, TypeString(s.Type), words); err == nil && !bytes.Equal(again.Data[0], s.Data[0]) {
			return fmt.Errorf("%x: the words %q read as %x", s.Data[0], text, again.Data[0])
		}
	}
	return nil
}

// FuzzRecord gives any type any data: what the rules take encodes, packs and reads
// back to the same bytes, and what is written for name servers is one line.
func FuzzRecord(f *testing.F) {
	m := newMaker(22)
	for _, typ := range slices.Sorted(maps.Keys(makers)) {
		data := makers[typ](m)
		f.Add(typ, data)
		f.Add(typ, m.broken(typ, data))
	}
	apex := MustParseName("alice.chain")
	f.Fuzz(func(t *testing.T, typ uint16, data []byte) {
		if typ == dns.TypeDS {
			typ = dns.TypeCDS // DS does not stand alone
		}
		z, err := New(apex, []RRset{{apex, typ, 60, [][]byte{data}}})
		if err != nil {
			return
		}
		again, err := Decode(apex, z.Image())
		if err != nil || len(Diff(z, again)) != 0 {
			t.Fatalf("decoded with %v", err)
		}
		if err := readsBack(z.RRsets()[0]); err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		rest, _ := z.ForNameServers(func(Name) bool { return false })
		if err := WriteMaster(&text, rest); err != nil || strings.Count(text.String(), "\n") > 2 {
			t.Fatalf("%v: %q", err, text.String())
		}
	})
}

// FuzzDataText reads any words as the data of any type: what is taken is valid
// and reads back, or the rules refuse it.
func FuzzDataText(f *testing.F) {
	for _, line := range strings.Split(everyType, "\n") {
		if words := strings.Fields(line); len(words) > 3 {
			f.Add(words[2], strings.Join(words[3:], " "))
		}
	}
	f.Add("AMTRELAY", "10 1 3 relay.example.")
	f.Add("SVCB", `1 . key3="\001\187" alpn=h2 no-default-alpn`)
	apex := MustParseName("alice.chain")
	f.Fuzz(func(t *testing.T, typ, text string) {
		s, err := ParseRRset(apex, "@", 60, typ, []string{text})
		if err != nil || len(s.Data) != 1 {
			return
		}
		if err := readsBack(s); err != nil {
			t.Fatal(err)
		}
	})
}
