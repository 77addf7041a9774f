package zone

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// imported is what every file of testdata/import says of alice.chain, without
// the apex NS records that each has.
const imported = `$ORIGIN alice.chain.
*               3600 IN MX     10 mail.example.net.
caa             3600 IN CAA    0 issue "letsencrypt.org"
sub.deep        3600 IN A      192.0.2.9
ns1             3600 IN A      192.0.2.53
odd\032name     3600 IN TXT    "a\009b"
txt             3600 IN TXT    "one; two" "thr\"ee"
www              300 IN A      192.0.2.1
www              300 IN A      192.0.2.2
www             3600 IN AAAA   2001:db8::1
_443._tcp.www   3600 IN TLSA   3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
`

// TestImportMaster: one zone as a person writes it, as BIND's tools write it,
// plain and signed, and as dig axfr prints it, is the same records.
func TestImportMaster(t *testing.T) {
	apex := MustParseName("alice.chain")
	for _, tc := range []struct {
		file string
		drop map[string]int // by type
	}{
		{"written.zone", map[string]int{"SOA": 1}},
		{"bind-compiled.zone", map[string]int{"SOA": 1}},
		{"bind-signed.zone", map[string]int{"SOA": 1, "RRSIG": 22, "NSEC": 9, "DNSKEY": 2}},
		{"dig-axfr.zone", map[string]int{"SOA": 2, "RRSIG": 22, "NSEC": 9, "DNSKEY": 2}},
	} {
		t.Run(tc.file, func(t *testing.T) {
			f, err := os.Open("testdata/import/" + tc.file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			got := map[string]int{}
			sets, err := ImportMaster(apex, f, tc.file, func(record string) {
				if strings.ContainsAny(record, "\n\t") {
					t.Errorf("not one line: %q", record)
				}
				_, data, _ := strings.Cut(record, " IN ")
				got[strings.Fields(data)[0]]++
			})
			if err != nil {
				t.Fatal(err)
			}
			for typ, n := range tc.drop {
				if got[typ] != n {
					t.Errorf("%d %s records dropped, want %d", got[typ], typ, n)
				}
			}
			if len(got) != len(tc.drop) {
				t.Errorf("dropped %v, want %v", got, tc.drop)
			}
			sets = slices.DeleteFunc(sets, func(s RRset) bool { return s.Owner == apex && s.Type == dns.TypeNS && len(s.Data) == 2 })
			z, err := New(apex, sets)
			if err != nil {
				t.Fatal(err)
			}
			var text bytes.Buffer
			if err := WriteMaster(&text, z); err != nil {
				t.Fatal(err)
			}
			if text.String() != imported {
				t.Errorf("got\n%swant\n%s", &text, imported)
			}
		})
	}
}

// TestImportDrops: only what a name server makes itself is dropped.
func TestImportDrops(t *testing.T) {
	apex := MustParseName("alice.chain")
	for _, tc := range []struct {
		line string
		gone bool
	}{
		{"@ CDS 1 13 2 00", true},
		{"@ CDNSKEY 257 3 13 AAAA", true},
		{`@ TYPE65534 \# 5 0d00000001`, true},
		{"@ NSEC3PARAM 1 0 0 -", true},
		{"sub CDS 1 13 2 00", false},
		{"sub DS 1 13 2 00", false},
		{`sub TYPE65534 \# 1 00`, false},
		{"@ A 192.0.2.1", false},
	} {
		var gone []string
		sets, err := ImportMaster(apex, strings.NewReader("$TTL 60\n"+tc.line+"\n"), "f", func(r string) { gone = append(gone, r) })
		if err != nil {
			t.Errorf("%s: %v", tc.line, err)
		}
		if (len(gone) == 1) != tc.gone || (len(sets) == 0) != tc.gone {
			t.Errorf("%s: dropped %q, kept %d", tc.line, gone, len(sets))
		}
	}
	_, err := ImportMaster(apex, strings.NewReader("@ 60 A 192.0.2.1\n$INCLUDE other.zone\n"), "f", func(string) {})
	if err == nil || !strings.HasPrefix(err.Error(), "f:2: $INCLUDE is not supported") {
		t.Errorf("$INCLUDE: %v", err)
	}
}

func TestNotASCIIWarnings(t *testing.T) {
	apex := MustParseName("alice.chain")
	sets, err := ParseMaster(apex, strings.NewReader("b\u00fccher 60 A 192.0.2.1\nwww 60 CNAME b\u00fccher.example.\n"), "f")
	if err != nil {
		t.Fatal(err)
	}
	z, err := New(apex, sets)
	if err != nil {
		t.Fatal(err)
	}
	if w := z.Warnings(); len(w) != 2 || !strings.Contains(w[0], "the owner has bytes outside ASCII") || !strings.Contains(w[1], "write its A-label") {
		t.Errorf("warnings: %q", w)
	}
}

func TestDataProblem(t *testing.T) {
	apex := MustParseName("alice.chain")
	for _, tc := range []struct{ typ, data, want string }{
		{"A", "1.2.3", `alice.chain. A: cannot read 1.2.3 as the data of this type, as it stands at "1.2.3"`},
		{"MX", "mail", `alice.chain. MX: cannot read mail as the data of this type, as it stands at "mail"`},
		{"MX", "10", `alice.chain. MX: cannot read 10 as the data of this type: something is missing or too much`},
		{"SRV", "1 2 x", `alice.chain. SRV: cannot read 1 2 x as the data of this type, as it stands at "x"`},
		{"A", "192.0.2.1 192.0.2.2", `alice.chain. A: cannot read 192.0.2.1 192.0.2.2 as the data of this type, as it stands at "192.0.2.2"`},
	} {
		if _, err := ParseRRset(apex, "@", 60, tc.typ, strings.Fields(tc.data)); err == nil || err.Error() != tc.want {
			t.Errorf("%s %s: %v", tc.typ, tc.data, err)
		}
	}
}
