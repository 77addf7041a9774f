package integration

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"

	local "chainzone/chain/devnet" // devnet is the program here
	"chainzone/zone"
)

// shapes are zones that a generator would hardly make, one for each thing that
// name servers disagree about. TLD stands for the origin.
var shapes = map[string]string{
	"self":      "@ 60 CNAME self.TLD\n",
	"ring-a":    "@ 60 CNAME ring-b.TLD\nx 60 CNAME x.ring-b.TLD\n",
	"ring-b":    "@ 60 CNAME ring-c.TLD\nx 60 CNAME x.ring-a.TLD\n",
	"ring-c":    "@ 60 CNAME ring-a.TLD\n",
	"grow":      "d 60 DNAME d.d.grow.TLD\n",
	"inside":    "@ 60 A 10.1.2.3\n@ 60 A 192.0.2.3\n@ 60 AAAA fd00::1\nwww 60 CNAME @\nonly 60 A 127.0.0.1\nsvc 60 HTTPS 1 . ipv4hint=192.168.0.1\nmx 60 MX 1 @\n",
	"long-ttl":  "@ 604800 A 192.0.2.4\nwww 2147483647 CNAME @\n* 172800 TXT x\n",
	"to-none":   "@ 60 CNAME nobody-has-this.TLD\n",
	"to-bad":    "@ 60 CNAME not_a_label.TLD\n",
	"to-empty":  "@ 60 CNAME empty.TLD\n",
	"to-nodata": "@ 60 CNAME a.ent.TLD\nx 60 CNAME ent.TLD\n",
	"to-cut":    "@ 60 CNAME www.cut.TLD\nx 60 CNAME cut.TLD\n",
	"to-wild":   "@ 60 CNAME any.thing.star.TLD\n",
	"to-apex":   "@ 60 CNAME TLD\nx 60 CNAME _chainzone.TLD\n",
	"to-out":    "@ 60 CNAME www.example.\n* 60 CNAME www.example.\n",
	"ent":       "a.b.c 60 A 192.0.2.5\n",
	"star":      "* 60 A 192.0.2.6\n* 60 MX 5 @\n@ 60 AAAA 2001:db8::6\na 60 TXT a\nb.c 60 TXT c\nsub.* 60 TXT s\n*.d 60 CNAME a\n",
	"star-ent":  "a.* 60 TXT x\n",
	"cut":       "@ 60 NS ns1\n@ 60 NS ns.star.TLD\n@ 60 NS ns.example.\n@ 60 DS 12345 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5\nns1 60 A 192.0.2.53\nns1 60 AAAA 2001:db8::53\n",
	"cut-below": "@ 60 A 192.0.2.7\nsub 60 NS ns.sub\nsub 60 NS ns.x.sub\nns.sub 60 A 192.0.2.54\nns.x.sub 60 A 192.0.2.55\nother 60 NS ns.sub\n*.w 60 A 192.0.2.8\n",
	"renamed":   "@ 60 DNAME star.TLD\n@ 60 TXT x\n",
	"renamed2":  "sub 60 DNAME cut.TLD\nout 60 DNAME example.\nnone 60 DNAME nobody-has-this.TLD\nown 60 DNAME t\nw.t 60 A 192.0.2.9\nalias 60 CNAME w.own\n",
	"every": `
@ 60 A 192.0.2.1
@ 60 AAAA 2001:db8::1
@ 60 MX 10 mail
@ 60 MX 20 star.TLD
@ 60 TXT "a;b" "c,d" "\"q\"" "\000\255"
@ 60 SPF "v=spf1 -all"
@ 60 CAA 0 issue "ca.example; x=y"
@ 60 HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1
@ 60 LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
@ 60 RP hostmaster.TLD txt.TLD
@ 60 HINFO cpu os
@ 60 SSHFP 1 2 E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
@ 60 OPENPGPKEY aGVsbG8=
@ 60 NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:info@x.example!" .
@ 60 URI 10 1 "https://x.example/"
@ 60 CDS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5
@ 60 CDNSKEY 257 3 13 aGVsbG8=
@ 60 AFSDB 1 mail
@ 60 KX 1 mail
@ 60 RT 1 mail
@ 60 MINFO mail x
@ 60 CERT PGP 0 0 aGVsbG8=
@ 60 EUI48 00-00-5e-00-53-2a
@ 60 EUI64 00-00-5e-ef-10-00-00-2a
@ 60 NID 10 0014:4fff:ff20:ee64
@ 60 L32 10 10.1.2.0
@ 60 L64 10 2001:0DB8:1140:1000
@ 60 LP 10 mail
@ 60 TYPE262 \# 4 03626974
@ 60 TYPE65400 \# 6 abcdef012345
_443._tcp 60 TLSA 3 1 1 E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
_sip._udp 60 SRV 1 2 5060 sip
_s 60 SMIMEA 3 1 1 E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
_svc 60 SVCB 1 svc port=53
svc 60 A 192.0.2.2
mail 60 A 192.0.2.25
sip 60 AAAA 2001:db8::2
ptr 60 PTR mail
\$odd 60 TXT owner
a\.b 60 TXT "a dot in a label"
`,
}

// rich is a generated TLD.
type rich struct {
	*rand.Rand
	origin string
	zones  []*zone.Zone // each name that has records
	made   []local.Registration
}

const lifetime = 365 * 24 * 3600e9

// newRich generates the same TLD for the same seed: every shape, and names of
// random records.
func newRich(t *testing.T, seed uint64, origin string, names int) *rich {
	t.Helper()
	g := &rich{Rand: rand.New(rand.NewPCG(seed, 4592)), origin: origin}
	for _, label := range slices.Sorted(maps.Keys(shapes)) {
		g.add(t, label, strings.ReplaceAll(shapes[label], "TLD", origin))
	}
	for i := range 12 { // longer than any server follows
		g.add(t, fmt.Sprintf("far-%02d", i), fmt.Sprintf("@ 60 CNAME far-%02d.%s\n", i+1, origin))
	}
	g.add(t, "far-12", "@ 60 A 192.0.2.12\n")
	for i := range names {
		g.add(t, g.label(i), g.records(i, names))
	}
	return g
}

func (g *rich) label(i int) string { return fmt.Sprintf("n%03d", i) }

func (g *rich) add(t *testing.T, label, text string) {
	t.Helper()
	z := build(t, label+"."+g.origin, text)
	g.made = append(g.made, local.Registration{Label: label, Duration: lifetime, Image: z.Image()})
	if !z.Empty() {
		g.zones = append(g.zones, z)
	}
}

// build makes a zone of as many lines as can stand together, from the first on.
func build(t *testing.T, name, text string) *zone.Zone {
	t.Helper()
	apex := zone.MustParseName(name)
	z, err := zone.New(apex, nil)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		sets, err := zone.ParseMaster(apex, strings.NewReader(line), name)
		if err != nil || len(sets) != 1 {
			t.Fatalf("%q: %v", line, err)
		}
		if with, err := z.Add(sets[0]); err == nil {
			z = with
		}
	}
	return z
}

func pick[T any](g *rich, list []T) T { return list[g.IntN(len(list))] }

var owners = strings.Fields("@ @ @ www www mail a b.a * *.a _tcp _x._tcp deep.er.ent ns sub sub *.sub x.*")

// records are random lines for one of many names.
func (g *rich) records(i, names int) string {
	if g.IntN(20) == 0 {
		return "" // registered, without records
	}
	var b strings.Builder
	for range 1 + g.IntN(9) {
		typ, data := g.data(i, names)
		fmt.Fprintf(&b, "%s %d %s %s\n", pick(g, owners), pick(g, []int{0, 60, 300, 86400, 86401}), typ, data)
	}
	return b.String()
}

// data is a random record's type and data.
func (g *rich) data(i, names int) (typ, data string) {
	target := pick(g, []string{
		"www", "mail", "@", "a", "ns", "sub", "x.sub", "nothing", "any.b.a",
		g.label(g.IntN(names)) + "." + g.origin, "www." + g.label(g.IntN(names)) + "." + g.origin, g.label(i) + "." + g.origin,
		"star." + g.origin, "x.cut." + g.origin, "missing." + g.origin, "www.example.",
	})
	switch g.IntN(16) {
	case 0, 1, 2:
		return "A", fmt.Sprintf("192.0.2.%d", g.IntN(256))
	case 3:
		return "A", fmt.Sprintf("%s.%d", pick(g, []string{"10.0.0", "192.168.1", "198.51.100", "203.0.113"}), g.IntN(256))
	case 4, 5:
		return "AAAA", fmt.Sprintf("2001:db8::%x", g.IntN(65536))
	case 6:
		return "MX", fmt.Sprintf("%d %s", g.IntN(30), target)
	case 7:
		return "TXT", fmt.Sprintf("%q", strings.Repeat("text ", g.IntN(30)))
	case 8, 9:
		return "CNAME", target
	case 10:
		return "NS", target
	case 11:
		return "SRV", fmt.Sprintf("%d 0 443 %s", g.IntN(3), target)
	case 12:
		return "DNAME", target
	case 13:
		return "HTTPS", fmt.Sprintf("1 %s alpn=h2", target)
	case 14:
		return "DS", fmt.Sprintf("%d 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5", g.IntN(65536))
	default:
		return fmt.Sprintf("TYPE%d", 65280+g.IntN(200)), fmt.Sprintf(`\# 3 %06x`, g.IntN(1<<24))
	}
}

// question is what all servers are asked.
type question struct {
	name  string
	qtype uint16
	rd    bool
	edns  bool
	do    bool
}

func (q question) String() string {
	return fmt.Sprintf("%s %s rd=%v edns=%v do=%v", q.name, zone.TypeString(q.qtype), q.rd, q.edns, q.do)
}

// ordinary are the types that a name server looks up: not 0, 41, the meta
// types, and those that NSD and Knot disagree about at an alias: RRSIG, NSEC
// (we do as Knot) and NSEC3.
func ordinary() (list []uint16) {
	for typ := uint16(1); typ <= 262; typ++ {
		if !slices.Contains([]uint16{dns.TypeOPT, dns.TypeRRSIG, dns.TypeNSEC, dns.TypeNSEC3}, typ) && (typ < 66 || 99 <= typ && typ <= 109 || typ >= 256) {
			list = append(list, typ)
		}
	}
	return append(list, dns.TypeANY, 32768, 32769, 65280, 65400, 65534)
}

// ask is a random question about the TLD: of what there is, of what is missing
// beside, above and below it, of names that nobody has or can have.
func (g *rich) ask(types []uint16) question {
	z := pick(g, g.zones)
	set := pick(g, z.RRsets())
	name, labels := set.Owner.String(), []string{"x", "www", "*", "a.b", "_tcp", "sub", "ns", "a.*"}
	switch g.IntN(12) {
	case 0, 1:
		name = pick(g, labels) + "." + name
	case 2:
		name = pick(g, labels) + "." + pick(g, labels) + "." + name
	case 3:
		name = pick(g, labels) + "." + z.Apex().String()
	case 4:
		name = set.Owner.Ancestor(max(z.Apex().NumLabels(), set.Owner.NumLabels()-1-g.IntN(2))).String()
	case 5:
		name = pick(g, []string{"nobody", "www.nobody", "not_a_label", "-x", "empty", "expired", "grace", "_chainzone", "x._chainzone", "_none", "*", "a.*", "xn--", "ab--c", "ns1", `a\.b`}) + "." + g.origin
	case 6:
		name = g.origin
	case 7:
		name = z.Apex().String()
	}
	q := question{name: name, qtype: set.Type, rd: g.IntN(4) == 0}
	if g.IntN(3) == 0 {
		q.qtype = pick(g, types)
	} else if g.IntN(6) == 0 {
		q.qtype = pick(g, []uint16{dns.TypeA, dns.TypeAAAA, dns.TypeMX, dns.TypeTXT, dns.TypeCNAME, dns.TypeNS, dns.TypeDS, dns.TypeSOA, dns.TypeANY})
	}
	switch g.IntN(3) {
	case 1:
		q.edns = true
	case 2:
		q.edns, q.do = true, true
	}
	if g.IntN(5) == 0 {
		upper := []byte(q.name)
		for i, c := range upper {
			if 'a' <= c && c <= 'z' && g.IntN(2) == 0 && (i == 0 || upper[i-1] != '\\') {
				upper[i] = c - 32
			}
		}
		q.name = string(upper)
	}
	if _, ok := dns.IsDomainName(q.name); !ok {
		return g.ask(types)
	}
	return q
}
