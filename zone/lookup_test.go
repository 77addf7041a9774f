package zone

import (
	"strings"
	"testing"

	"github.com/miekg/dns"
)

func parse(t testing.TB, apex, master string) *Zone {
	t.Helper()
	name := MustParseName(apex)
	sets, err := ParseMaster(name, strings.NewReader(master), "test")
	if err != nil {
		t.Fatal(err)
	}
	z, err := New(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

type query struct {
	name string
	typ  uint16
	want Outcome
	more string // the target, the wildcard, or the cut, by outcome
}

func ask(t *testing.T, z *Zone, queries []query) {
	t.Helper()
	for _, q := range queries {
		a := z.Lookup(MustParseName(q.name), q.typ)
		var more Name
		switch a.Outcome {
		case CNAME, DNAME:
			more = a.Target
		case Referral:
			more = a.NS.Owner
		default:
			more = a.Wildcard
		}
		if want := q.more; a.Outcome != q.want || (want == "") != more.IsZero() || want != "" && more != MustParseName(want) {
			t.Errorf("%s %s: %v %v, want %v %q", q.name, TypeString(q.typ), a.Outcome, more, q.want, want)
		}
		if a.Outcome == Found && (a.Set.Owner != MustParseName(q.name) || q.typ != dns.TypeANY && a.Set.Type != q.typ) {
			t.Errorf("%s %s: found %v %s", q.name, TypeString(q.typ), a.Set.Owner, TypeString(a.Set.Type))
		}
	}
}

// TestRFC4592 is the zone of RFC 4592 section 2.2.1 under a name (without the
// apex's SOA and NS, and its wildcard NS, which an image cannot have), asked
// what that section asks.
func TestRFC4592(t *testing.T) {
	z := parse(t, "example", `
*.example.                   3600 TXT "this is a wildcard"
*.example.                   3600 MX 10 host1.example.
sub.*.example.               3600 TXT "this is not a wildcard"
host1.example.               3600 A 192.0.2.1
_ssh._tcp.host1.example.     3600 SRV 0 0 22 host1.example.
_ssh._tcp.host2.example.     3600 SRV 0 0 22 host2.example.
subdel.example.              3600 NS ns.example.com.
subdel.example.              3600 NS ns.example.net.
`)
	ask(t, z, []query{
		{"host3.example", dns.TypeMX, Found, "*.example"},
		{"host3.example", dns.TypeA, NoData, "*.example"},
		{"foo.bar.example", dns.TypeTXT, Found, "*.example"},
		{"host1.example", dns.TypeMX, NoData, ""},
		{"sub.*.example", dns.TypeMX, NoData, ""},
		{"_telnet._tcp.host1.example", dns.TypeSRV, NoName, ""},
		{"host.subdel.example", dns.TypeA, Referral, "subdel.example"},
		{"ghost.*.example", dns.TypeMX, NoName, ""}, // "*" exists, so it is the closest encloser
		// Section 3.3.1's point: a name between two existing ones is an empty non-terminal.
		{"_tcp.host1.example", dns.TypeSRV, NoData, ""},
		{"host2.example", dns.TypeA, NoData, ""},
		{"x.host2.example", dns.TypeTXT, NoName, ""},
		{"*.example", dns.TypeTXT, Found, ""},
		{"example", dns.TypeTXT, NoData, ""},
		{"a.b.c.d.example", dns.TypeMX, Found, "*.example"},
	})
}

func TestLookup(t *testing.T) {
	z := parse(t, "alice.chain", `
$TTL 300
@            A     192.0.2.1
@            AAAA  2001:db8::1
www          CNAME @
out          CNAME bob.chain.
*.w          CNAME target.example.
deep.ent.w   TXT   "x"
cut          NS    ns.cut
cut          NS    ns2.cut
cut          NS    ns.elsewhere.test.
cut          DS    1 13 2 `+strings.Repeat("ab", 32)+`
ns.cut       A     192.0.2.53
ns2.cut      AAAA  2001:db8::53
old          DNAME new.chain.
`)
	ask(t, z, []query{
		{"alice.chain", dns.TypeA, Found, ""},
		{"alice.chain", dns.TypeANY, Found, ""},
		{"alice.chain", dns.TypeMX, NoData, ""},
		{"www.alice.chain", dns.TypeA, CNAME, "alice.chain"},
		{"www.alice.chain", dns.TypeCNAME, Found, ""},
		{"www.alice.chain", dns.TypeANY, Found, ""},
		{"out.alice.chain", dns.TypeA, CNAME, "bob.chain"},
		{"out.alice.chain", dns.TypeRRSIG, NoData, ""}, // what signs an alias stands beside it: RFC 4035 section 2.5
		{"out.alice.chain", dns.TypeNSEC, NoData, ""},
		{"any.w.alice.chain", dns.TypeNSEC, NoData, "*.w.alice.chain"},
		{"x.y.w.alice.chain", dns.TypeA, CNAME, "target.example"},
		{"ent.w.alice.chain", dns.TypeA, NoData, ""},
		{"other.ent.w.alice.chain", dns.TypeA, NoName, ""}, // the empty non-terminal blocks the wildcard
		{"cut.alice.chain", dns.TypeA, Referral, "cut.alice.chain"},
		{"cut.alice.chain", dns.TypeNS, Referral, "cut.alice.chain"},
		{"cut.alice.chain", dns.TypeDS, Found, ""},
		{"a.b.cut.alice.chain", dns.TypeDS, Referral, "cut.alice.chain"},
		{"ns.cut.alice.chain", dns.TypeA, Referral, "cut.alice.chain"},
		{"old.alice.chain", dns.TypeDNAME, Found, ""},
		{"old.alice.chain", dns.TypeA, NoData, ""},
		{"a.b.old.alice.chain", dns.TypeA, DNAME, "a.b.new.chain"},
		{"nothing.alice.chain", dns.TypeA, NoName, ""},
		{"bob.chain", dns.TypeA, NoName, ""},
	})
	ref := z.Lookup(MustParseName("x.cut.alice.chain"), dns.TypeA)
	if len(ref.NS.Data) != 3 || ref.DS.Type != dns.TypeDS || len(ref.Glue) != 2 {
		t.Errorf("referral: %d NS, DS type %d, %d glue sets", len(ref.NS.Data), ref.DS.Type, len(ref.Glue))
	}
	if all := z.Lookup(MustParseName("alice.chain"), dns.TypeANY); len(all.Sets) != 2 {
		t.Errorf("ANY: %d sets", len(all.Sets))
	}
	// A DNAME's expansion over 255 bytes: RFC 6672 section 2.2.
	grow := parse(t, "g.chain", "@ DNAME "+strings.Repeat(strings.Repeat("a", 60)+".", 3)+"chain.\n")
	if a := grow.Lookup(MustParseName(strings.Repeat("b", 63)+"."+strings.Repeat("b", 10)+".g.chain"), dns.TypeA); a.Outcome != TooLong {
		t.Errorf("a DNAME that grows over 255 bytes: %v", a.Outcome)
	}
}

// TestRFC6672 is the table of RFC 6672 section 2.2: what a DNAME makes of a
// name. The root as a DNAME's owner has no place here.
func TestRFC6672(t *testing.T) {
	for _, tc := range []struct{ qname, owner, target, want string }{
		{"com", "example.com", "example.net", ""},
		{"example.com", "example.com", "example.net", ""},
		{"a.example.com", "example.com", "example.net", "a.example.net"},
		{"a.b.example.com", "example.com", "example.net", "a.b.example.net"},
		{"ab.example.com", "b.example.com", "example.net", ""},
		{"foo.example.com", "example.com", "example.net", "foo.example.net"},
		{"a.x.example.com", "x.example.com", "example.net", "a.example.net"},
		{"a.example.com", "example.com", "y.example.net", "a.y.example.net"},
		{"cyc.example.com", "example.com", "example.com", "cyc.example.com"},
		{"cyc.example.com", "example.com", "c.example.com", "cyc.c.example.com"},
		{"shortloop.x.x", "x", ".", "shortloop.x"},
		{"shortloop.x", "x", ".", "shortloop"},
	} {
		z := parse(t, tc.owner, "@ 60 DNAME "+dns.Fqdn(tc.target)+"\n")
		a := z.Lookup(MustParseName(tc.qname), dns.TypeA)
		if tc.want == "" && (a.Outcome == DNAME || a.Outcome == CNAME) || tc.want != "" && (a.Outcome != DNAME || a.Target != MustParseName(tc.want) || a.Set.Owner != z.Apex()) {
			t.Errorf("%s below %s DNAME %s: %v %v, want %q", tc.qname, tc.owner, tc.target, a.Outcome, a.Target, tc.want)
		}
	}
}

// TestOriginLookup: NS at an origin's apex is no cut, and DS of it no data.
func TestOriginLookup(t *testing.T) {
	origin := MustParseName("chain")
	sets, err := ParseMaster(origin, strings.NewReader("@ 60 NS ns1.example.\n_dmarc 60 TXT \"v=DMARC1\"\na._tcp 60 SRV 0 0 1 x.example.\n"), "test")
	if err != nil {
		t.Fatal(err)
	}
	z, err := NewOrigin(origin, sets)
	if err != nil {
		t.Fatal(err)
	}
	ask(t, z, []query{
		{"chain", dns.TypeNS, Found, ""},
		{"chain", dns.TypeDS, NoData, ""},
		{"_dmarc.chain", dns.TypeTXT, Found, ""},
		{"_tcp.chain", dns.TypeSRV, NoData, ""},
		{"alice.chain", dns.TypeA, NoName, ""},
	})
}

func BenchmarkLookup(b *testing.B) {
	z := parse(b, "alice.chain", "@ A 192.0.2.1\nwww CNAME @\n*.w A 192.0.2.2\n")
	for _, q := range []string{"alice.chain", "www.alice.chain", "a.b.c.w.alice.chain", "nothing.alice.chain"} {
		name := MustParseName(q)
		b.Run(q, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				z.Lookup(name, dns.TypeA)
			}
		})
	}
}

// TestAddressesOfServers: of a name server's addresses one type is there, or none, at
// a cut whose server it is itself, below one, and from a wildcard.
func TestAddressesOfServers(t *testing.T) {
	z := parse(t, "alice.chain", "@ 60 NS @\n@ 60 NS ns\nns 60 AAAA 2001:db8::1\n")
	free := parse(t, "alice.chain", "@ 60 A 192.0.2.1\n* 60 A 192.0.2.2\nsub 60 NS ns.sub\na 60 CNAME @\n")
	for _, tc := range []struct {
		z    *Zone
		name string
		want int
	}{
		{z, "alice.chain", 0},
		{z, "ns.alice.chain", 1},
		{z, "x.alice.chain", 0},
		{free, "alice.chain", 1},
		{free, "x.y.alice.chain", 1},
		{free, "ns.sub.alice.chain", 0},
		{free, "a.alice.chain", 0},
	} {
		if got := tc.z.Addresses(MustParseName(tc.name)); len(got) != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
	if a := z.Lookup(MustParseName("x.alice.chain"), dns.TypeA); len(a.Glue) != 1 {
		t.Errorf("glue: %v", a.Glue)
	}
}
