package zone

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// TestRules has a zone for each rule that breaks it, and one beside it that
// does not. Every rule that the package can name is here.
func TestRules(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i, i%250+1)
		}
		return b.String()
	}
	for _, tc := range []struct{ rule, bad, good string }{
		{"outside", "bob.chain. 60 A 192.0.2.1", "b.alice.chain. 60 A 192.0.2.1"},
		{"type", "x 60 TYPE65535 \\# 1 00", "x 60 TYPE65534 \\# 1 00"},
		{"type", "x 60 TYPE128 \\# 1 00", "x 60 TYPE127 \\# 1 00"},
		{"type", "x 60 NSEC a.chain. A", "x 60 TXT NSEC"},
		{"type", "x 60 MB a.chain.", "x 60 MINFO a.chain. b.chain."},
		{"type", "x 60 TYPE38 \\# 1 00", "x 60 TYPE39 \\# 1 00"},
		{"ttl", "x 2147483648 A 192.0.2.1", "x 2147483647 A 192.0.2.1"},
		{"ttl-differs", "x 60 A 192.0.2.1\nx 61 A 192.0.2.2", "x 60 A 192.0.2.1\nx 60 A 192.0.2.2"},
		{"records", many(101, "x 60 TXT t%d-%d\n"), many(100, "x 60 TXT t%d-%d\n")},
		{"types", many(65, "x 60 TYPE%d \\# 1 %02x\n"), "x 60 A 192.0.2.1"},
		{"rrsets", "", ""},
		{"size", many(40, "x%d 60 TXT %d"+strings.Repeat("y", 200)+"\n"), many(30, "x%d 60 TXT %d"+strings.Repeat("y", 200)+"\n")},
		{"one-only", "x 60 CNAME a\nx 60 CNAME b", "x 60 CNAME a"},
		{"one-only", "x 60 DNAME a\nx 60 DNAME b", "x 60 DNAME a"},
		{"cname-alone", "x 60 CNAME a\nx 60 A 192.0.2.1", "x 60 CNAME a\ny 60 A 192.0.2.1"},
		{"dname-alone", "x 60 DNAME a\nx 60 NS ns.test.", "x 60 DNAME a\nx 60 A 192.0.2.1"},
		{"below-dname", "x 60 DNAME a\ny.x 60 A 192.0.2.1", "x 60 DNAME a\ny 60 A 192.0.2.1"},
		{"wildcard", "*.x 60 NS ns.test.", "*.x 60 A 192.0.2.1"},
		{"wildcard", "*.x 60 DNAME a", "*.x 60 CNAME a"},
		{"ds-without-ns", "x 60 DS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5", "x 60 DS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5\nx 60 NS ns.test."},
		{"below-cut", "x 60 NS ns.test.\nx 60 TXT a", "x 60 NS ns.test.\nx 60 A 192.0.2.1"},
		{"below-cut", "x 60 NS ns.test.\ny.x 60 MX 1 y.x", "x 60 NS ns.test.\ny.x 60 A 192.0.2.1"},
		{"below-cut", "x 60 NS y.x\ny.x 60 TXT a", "x 60 NS y.x\ny.x 60 AAAA 2001:db8::1"},
		{"below-cut", "x 60 NS ns.test.\ny.x 60 NS ns.test.", "x 60 NS ns.test.\ny 60 NS ns.test."},
		{"data", "x 60 TYPE257 \\# 2 0000", "x 60 CAA 0 issue ca.test"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			apex := MustParseName("alice.chain")
			try := func(master string) error {
				sets, err := ParseMaster(apex, strings.NewReader(master), "test")
				if err == nil {
					_, err = New(apex, sets)
				}
				return err
			}
			if tc.rule == "rrsets" {
				tc.bad, tc.good = manySets(1001), manySets(100)
			}
			if tc.rule == "types" {
				tc.bad = types(65)
				tc.good = types(64)
			}
			var broken *Error
			if err := try(tc.bad); !errors.As(err, &broken) || broken.Rule != tc.rule {
				t.Errorf("bad: %v", err)
			}
			if err := try(tc.good); err != nil {
				t.Errorf("good: %v", err)
			}
		})
	}
}

func manySets(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "n%d 60 TYPE%d \\# 0\n", i%20, 300+i/20)
	}
	return b.String()
}

func types(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "x 60 TYPE%d \\# 1 00\n", 300+i)
	}
	return b.String()
}

func TestOriginRules(t *testing.T) {
	origin := MustParseName("chain")
	for _, tc := range []struct{ rule, master string }{
		{"", "@ 60 NS ns1.example.\n@ 60 TXT hi"},
		{"", "_dmarc 60 TXT hi\nx._tcp 60 SRV 0 0 1 a.example."},
		{"origin-owner", "alice 60 A 192.0.2.1"},
		{"origin-owner", "_x.alice 60 TXT hi"},
		{"origin-owner", "*._x 60 TXT hi"},
		{"origin-type", "_x 60 CNAME a.example."},
		{"origin-type", "@ 60 NS a.example.\n@ 60 DS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5"},
		{"origin-type", "_x 60 DNAME a.example."},
		{"origin-type", "@ 60 CDS 0 0 0 00"},
		{"origin-type", "@ 60 CDNSKEY 0 3 0 AA=="},
		{"", "_x 60 CDNSKEY 0 3 0 AA=="},
	} {
		sets, err := ParseMaster(origin, strings.NewReader(tc.master), "test")
		if err != nil {
			t.Fatal(err)
		}
		z, err := NewOrigin(origin, sets)
		var broken *Error
		if errors.As(err, &broken); (err == nil) != (tc.rule == "") || err != nil && broken.Rule != tc.rule {
			t.Errorf("%q: %v, want %q", tc.master, err, tc.rule)
		}
		if err == nil {
			if again, err := DecodeOrigin(origin, z.Image()); err != nil || len(Diff(z, again)) != 0 {
				t.Errorf("%q: decoded %v", tc.master, err)
			}
		}
	}
}

// TestImageBytes pins the format: this image never changes.
func TestImageBytes(t *testing.T) {
	z := parse(t, "alice.chain", "www 60 CNAME Target.Example.\n@ 300 A 192.0.2.2\n@ 300 A 192.0.2.1\n@ 300 A 192.0.2.1\n")
	want := "\x01" +
		"\x00" + "\x00\x01" + "\x00\x00\x01\x2c" + "\x02" + "\x00\x04\xc0\x00\x02\x01" + "\x00\x04\xc0\x00\x02\x02" +
		"\x03www\x00" + "\x00\x05" + "\x00\x00\x00\x3c" + "\x01" + "\x00\x10\x06target\x07example\x00"
	if string(z.Image()) != want {
		t.Errorf("image\n%q, want\n%q", z.Image(), want)
	}
	if empty := parse(t, "alice.chain", ""); empty.Image() != nil || !empty.Empty() {
		t.Error("the empty zone has an image")
	}
}

// TestSecondEncodings: the same zone in any other bytes is refused (T16).
func TestSecondEncodings(t *testing.T) {
	apex := MustParseName("alice.chain")
	set := func(owner, typ string, data ...string) string {
		s := owner + typ + "\x00\x00\x00\x3c" + string(rune(len(data)))
		for _, d := range data {
			s += "\x00" + string(rune(len(d))) + d
		}
		return s
	}
	a, b, one, two := "\x01a\x00", "\x01b\x00", "\xc0\x00\x02\x01", "\xc0\x00\x02\x02"
	for _, tc := range []struct {
		name, image string
		ok          bool
	}{
		{"canonical", "\x01" + set(a, "\x00\x01", one, two) + set(b, "\x00\x01", one), true},
		{"another version", "\x02" + set(a, "\x00\x01", one), false},
		{"version only", "\x01", false},
		{"owners out of order", "\x01" + set(b, "\x00\x01", one) + set(a, "\x00\x01", one), false},
		{"types out of order", "\x01" + set(a, "\x00\x10", "\x01x") + set(a, "\x00\x01", one), false},
		{"data out of order", "\x01" + set(a, "\x00\x01", two, one), false},
		{"a record twice", "\x01" + set(a, "\x00\x01", one, one), false},
		{"a set twice", "\x01" + set(a, "\x00\x01", one) + set(a, "\x00\x01", two), false},
		{"no record", "\x01" + set(a, "\x00\x01"), false},
		{"upper-case owner", "\x01" + set("\x01A\x00", "\x00\x01", one), false},
		{"upper-case target", "\x01" + set(a, "\x00\x05", "\x01X\x00"), false},
		{"upper-case in an SVCB target is kept", "\x01" + set(a, "\x00\x40", "\x00\x01\x01X\x00"), true},
		{"compressed owner", "\x01" + set("\xc0\x00", "\x00\x01", one), false},
		{"compressed target", "\x01" + set(a, "\x00\x05", "\xc0\x00"), false},
		{"A without data", "\x01" + set(a, "\x00\x01", ""), false},
		{"CNAME without data", "\x01" + set(a, "\x00\x05", ""), false},
		{"trailing byte", "\x01" + set(a, "\x00\x01", one) + "\x00", false},
		{"cut short", "\x01" + set(a, "\x00\x01", one)[:10], false},
	} {
		z, err := Decode(apex, []byte(tc.image))
		if (err == nil) != tc.ok {
			t.Errorf("%s: %v", tc.name, err)
		}
		if err == nil && string(z.Image()) != tc.image {
			t.Errorf("%s: encodes to other bytes", tc.name)
		}
	}
	if _, err := Decode(apex, make([]byte, MaxImageBytes+1)); err == nil {
		t.Error("an image over the limit is accepted")
	}
	// 255 bytes are a rule of the full owner name, so it depends on the name.
	long := slices.Concat([]byte{1}, bytes.Repeat(append([]byte{63}, bytes.Repeat([]byte{'a'}, 63)...), 3), []byte{50}, bytes.Repeat([]byte{'a'}, 50), []byte("\x00\x00\x01\x00\x00\x00\x3c\x01\x00\x04\xc0\x00\x02\x01"))
	if _, err := Decode(MustParseName("a.b"), long); err != nil {
		t.Errorf("a long owner under a short name: %v", err)
	}
	if _, err := Decode(MustParseName("abcdefghi.b"), long); err == nil {
		t.Error("an owner of more than 255 bytes is accepted")
	}
}

// everyType has a record of each type with a layout, and of some without.
const everyType = `
@ 60 A 192.0.2.1
@ 60 AAAA 2001:db8::1
@ 60 MX 10 mail
@ 60 TXT "a;b" "c,d" "\"q\""
@ 60 CAA 0 issue "ca.test; x=y"
@ 60 HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1
@ 60 LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
@ 60 RP hostmaster.chain. txt.chain.
@ 60 HINFO cpu os
@ 60 SSHFP 1 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5
@ 60 OPENPGPKEY aGVsbG8=
@ 60 NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:info@x.test!" .
@ 60 URI 10 1 "https://x.test/"
@ 60 CDS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5
@ 60 CDNSKEY 257 3 13 aGVsbG8=
@ 60 AFSDB 1 x
@ 60 APL 1:192.0.2.0/24 !2:2001:db8::/32
@ 60 TYPE45 \# 7 0a 03 02 016700 ab
@ 60 DHCID AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=
@ 60 TYPE55 \# 12 01 02 0002 ab cdef 0352765300
@ 60 NINFO "zone status"
@ 60 RKEY 0 1 3 aGVsbG8=
@ 60 TALINK a.test. .
@ 60 CSYNC 66 3 A NS AAAA
@ 60 ZONEMD 1 1 240 3490A6806D47F17A34C29E2C
@ 60 AVC "app-name:x"
@ 60 AMTRELAY 10 0 3 relay.test.
@ 60 RESINFO "qnamemin" "exterr=15-17"
@ 60 TYPE31 \# 2 abcd
@ 60 TYPE32 \# 2 abcd
@ 60 TYPE40 \# 3 010203
@ 60 TYPE66 \# 6 003b01003500
@ 60 TYPE67 \# 1 ab
@ 60 TYPE68 \# 1 ab
@ 60 TYPE259 \# 12 000000000000000001016162
@ 60 MINFO x Y
@ 60 RT 1 X
@ 60 KX 1 x
@ 60 CERT PGP 0 0 aGVsbG8=
@ 60 EUI48 00-00-5e-00-53-2a
@ 60 EUI64 00-00-5e-ef-10-00-00-2a
@ 60 NID 10 0014:4fff:ff20:ee64
@ 60 L32 10 10.1.2.0
@ 60 L64 10 2001:0DB8:1140:1000
@ 60 LP 10 x
@ 60 TYPE262 \# 4 03626974
@ 60 TYPE731 \# 6 abcdef012345
_443._tcp 60 TLSA 3 1 1 abcdef
_sip._udp 60 SRV 1 2 5060 sip
_s 60 SMIMEA 3 1 1 abcdef
_svc 60 SVCB 1 Svc.Chain. port=53
ptr 60 PTR x
alias 60 CNAME X.Y.chain.
sub 60 DNAME other.chain.
\$include 60 TXT "not a directive"
a\$b.\@ 60 TXT "nor an origin"
\000\.\255\; 60 TXT "any byte"
*.w 60 TXT wild
`

func TestMasterRoundTrip(t *testing.T) {
	z := parse(t, "alice.chain", everyType)
	var out bytes.Buffer
	if err := WriteMaster(&out, z); err != nil {
		t.Fatal(err)
	}
	again := parse(t, "alice.chain", out.String())
	if d := Diff(z, again); len(d) != 0 {
		t.Errorf("%d differences after a round trip, first %+v\n%s", len(d), d[0], out.String())
	}
	known := map[uint16]bool{}
	for _, s := range z.RRsets() {
		known[s.Type] = true
		rrs, err := s.RRs()
		if err != nil {
			t.Fatal(err)
		}
		for i, rr := range rrs {
			if got := packedData(rr); !bytes.Equal(got, s.Data[i]) {
				t.Errorf("%s %s packs to %x, want %x", s.Owner, TypeString(s.Type), got, s.Data[i])
			}
		}
	}
	for typ := range layouts {
		if !known[typ] && !slices.Contains([]uint16{dns.TypeNS, dns.TypeDS, dns.TypeSPF, dns.TypeTA, dns.TypeDLV}, typ) {
			t.Errorf("no %s in the test's zone", TypeString(typ))
		}
	}
}

func TestMasterErrors(t *testing.T) {
	for _, tc := range []struct{ master, want string }{
		{"a 60 A 192.0.2.1\nb 60 A 192.0.2.300\n", "db:2"},
		{"$INCLUDE /etc/passwd\n", "db:1: $INCLUDE is not supported"},
		{" $GENERATE 1-9 a A 192.0.2.$\n", "db:1: $GENERATE is not supported"},
		{"a 60 CH TXT x\n", "class"},
		{"a 60 NOTATYPE x\n", "db:1"},
	} {
		_, err := ParseMaster(MustParseName("alice.chain"), strings.NewReader(tc.master), "db")
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: %v, want %q", tc.master, err, tc.want)
		}
	}
	sets, err := ParseMaster(MustParseName("alice.chain"), strings.NewReader("@ 60 SOA a b 1 2 3 4 5\n$ORIGIN sub.alice.chain.\nx A 192.0.2.1\n"), "db")
	if err != nil || len(sets) != 1 || sets[0].Owner != MustParseName("x.sub.alice.chain") || sets[0].TTL == 0 {
		t.Errorf("got %+v, %v", sets, err)
	}
}

func TestParseRRset(t *testing.T) {
	apex := MustParseName("alice.chain")
	for _, tc := range []struct {
		owner, typ string
		data       []string
		want       string // "" = refused
	}{
		{"@", "A", []string{"192.0.2.1"}, "192.0.2.1"},
		{"www", "cname", []string{"@"}, "alice.chain."},
		{"www", "cname", []string{"x"}, "x.alice.chain."},
		{"@", "MX", []string{"10", "mail"}, "10 mail.alice.chain."},
		{"@", "MX", []string{"10 mail"}, "10 mail.alice.chain."},
		{"@", "TXT", []string{"hello, world; \"quoted\""}, `"hello, world; \"quoted\""`},
		{"@", "TXT", []string{"one", "two"}, `"one" "two"`},
		{"@", "TXT", []string{`"already quoted"`}, `"already quoted"`},
		{"@", "LOC", strings.Fields("52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m"), "52 22 23.000 N 04 53 32.000 E -2m 0.00m 10000m 10m"},
		{"@", "TYPE731", []string{`\#`, "2", "abcd"}, `\# 2 abcd`},
		{"@", "CAA", []string{"0", "issue", "ca.test; x"}, `0 issue "ca.test; x"`},
		{"@", "A", []string{"nonsense"}, ""},
		{"@", "A", nil, ""},
		{"@", "A", []string{"192.0.2.1", "192.0.2.2"}, ""},
		{"@", "TXT", []string{"x\n@ 60 IN A 192.0.2.1"}, ""},
		{"@", "SOA", strings.Fields("a b 1 2 3 4 5"), ""},
		{"@", "BOGUS", []string{"x"}, ""},
		{"other.chain.", "A", []string{"192.0.2.1"}, ""},
		{"", "A", []string{"192.0.2.1"}, ""},
	} {
		s, err := ParseRRset(apex, tc.owner, 60, tc.typ, tc.data)
		got := ""
		if err == nil {
			rrs, _ := s.RRs()
			got = DataString(rrs[0])
		}
		if got != tc.want {
			t.Errorf("%s %s %q = %q, %v; want %q", tc.owner, tc.typ, tc.data, got, err, tc.want)
		}
	}
}

func TestEdits(t *testing.T) {
	z := parse(t, "alice.chain", "@ 60 A 192.0.2.1\n@ 60 A 192.0.2.2\n@ 60 TXT x\n")
	apex := z.Apex()
	one, err := ParseRRset(apex, "@", 90, "A", []string{"192.0.2.3"})
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, got *Zone, err error, want string) {
		t.Helper()
		if err != nil {
			t.Errorf("%s: %v", what, err)
			return
		}
		if d := Diff(got, parse(t, "alice.chain", want)); len(d) != 0 {
			t.Errorf("%s: %+v", what, d)
		}
	}
	set, err := z.Set(one)
	check("set", set, err, "@ 90 A 192.0.2.3\n@ 60 TXT x\n")
	add, err := z.Add(one)
	check("add", add, err, "@ 90 A 192.0.2.1\n@ 90 A 192.0.2.2\n@ 90 A 192.0.2.3\n@ 60 TXT x\n")
	unset, err := z.Unset(apex, dns.TypeA, []byte{192, 0, 2, 1})
	check("unset one", unset, err, "@ 60 A 192.0.2.2\n@ 60 TXT x\n")
	unset, err = z.Unset(apex, dns.TypeA, nil)
	check("unset a set", unset, err, "@ 60 TXT x\n")
	unset, err = z.Unset(apex, 0, nil)
	check("unset an owner", unset, err, "")
	if _, err = z.Unset(apex, dns.TypeMX, nil); err == nil {
		t.Error("removing nothing is no error")
	}
	if d := Diff(z, set); len(d) != 1 || d[0].Old == nil || d[0].New == nil || d[0].New.TTL != 90 {
		t.Errorf("diff: %+v", d)
	}
}

func TestWarnings(t *testing.T) {
	z := parse(t, "alice.chain", "self 60 CNAME self\na 60 CNAME b\nb 60 CNAME a\nm 60 MX 1 c\nc 60 CNAME d\nd 60 A 192.0.2.1\nx 60 CNAME nowhere\nfine 60 CNAME bob.chain.\n")
	got := strings.Join(z.Warnings(), "\n")
	for _, owner := range []string{"self.", "a.", "b.", "m.", "x."} {
		if !strings.Contains(got, owner+"alice.chain. ") {
			t.Errorf("no warning about %s:\n%s", owner, got)
		}
	}
	if n := len(z.Warnings()); n != 5 {
		t.Errorf("%d warnings:\n%s", n, got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(parse(f, "alice.chain", everyType).Image())
	f.Add(parse(f, "alice.chain", "@ 60 NS ns\nns 60 A 192.0.2.1\n").Image())
	f.Add([]byte{1})
	f.Add(parse(f, "example", rfcExamples).Image())
	apex, origin := MustParseName("alice.chain"), MustParseName("chain")
	questions := []Name{apex, MustParseName("a.alice.chain"), MustParseName("x.y.w.alice.chain"), MustParseName("_443._tcp.alice.chain")}
	f.Fuzz(func(t *testing.T, image []byte) {
		for _, decode := range []func() (*Zone, error){
			func() (*Zone, error) { return Decode(apex, image) },
			func() (*Zone, error) { return DecodeOrigin(origin, image) },
		} {
			z, err := decode()
			if err != nil {
				continue
			}
			if !bytes.Equal(z.Image(), image) {
				t.Fatalf("accepted %x, which encodes to %x", image, z.Image())
			}
			for _, s := range z.RRsets() {
				rrs, err := s.RRs()
				if err != nil || len(rrs) != len(s.Data) {
					t.Fatalf("records of %v: %v", s, err)
				}
				for i, rr := range rrs {
					if got := packedData(rr); !bytes.Equal(got, s.Data[i]) {
						t.Fatalf("%s packs to %x, want %x", TypeString(s.Type), got, s.Data[i])
					}
				}
			}
			for _, q := range questions {
				for _, typ := range []uint16{dns.TypeA, dns.TypeANY, dns.TypeDS, dns.TypeCNAME} {
					z.Lookup(q, typ)
				}
			}
			z.Warnings()
		}
	})
}

// FuzzRoundTrip builds zones from the fuzzer's bytes: decode(encode(z)) = z.
func FuzzRoundTrip(f *testing.F) {
	f.Add("a.b", uint16(16), uint32(60), []byte("\x01x"), "b", uint16(1), []byte("\xc0\x00\x02\x01"))
	f.Add("*", uint16(5), uint32(0), []byte("\x01X\x00"), "@", uint16(65), []byte("\x00\x01\x00"))
	apex := MustParseName("alice.chain")
	f.Fuzz(func(t *testing.T, o1 string, t1 uint16, ttl uint32, d1 []byte, o2 string, t2 uint16, d2 []byte) {
		n1, err1 := ParseOwner(apex, o1)
		n2, err2 := ParseOwner(apex, o2)
		if err1 != nil || err2 != nil {
			return
		}
		z, err := New(apex, []RRset{{n1, t1, ttl, [][]byte{d1, d2}}, {n2, t2, ttl, [][]byte{d2}}})
		if err != nil {
			return
		}
		again, err := Decode(apex, z.Image())
		if err != nil || len(Diff(z, again)) != 0 {
			t.Fatalf("decoded with %v, differences %+v", err, Diff(z, again))
		}
	})
}

func FuzzMaster(f *testing.F) {
	f.Add(everyType)
	f.Add(rfcExamples)
	f.Add("$TTL 60\n$ORIGIN a.alice.chain.\nx (\n A 192.0.2.1 ) ; c\n")
	apex := MustParseName("alice.chain")
	f.Fuzz(func(t *testing.T, text string) {
		sets, err := ParseMaster(apex, strings.NewReader(text), "f")
		if err != nil {
			return
		}
		z, err := New(apex, sets)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := WriteMaster(&out, z); err != nil {
			t.Fatal(err)
		}
		again, err := ParseMaster(apex, &out, "again")
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if z2, err := New(apex, again); err != nil || len(Diff(z, z2)) != 0 {
			t.Fatalf("read back: %v", err)
		}
	})
}
