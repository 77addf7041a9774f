package resolver_test

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// TestConfiguredServersHaveAddresses: a name server below the domain answers by the
// configuration where the chain has nothing at its name, and by the chain where it
// has; nothing is absent because it could not be read.
func TestConfiguredServersHaveAddresses(t *testing.T) {
	s := newSource(t)
	s.set("own.chain", "@ 300 A 198.51.100.1\n", inAYear())
	s.set("text.chain", "@ 300 TXT \"here\"\n", inAYear())
	s.set("empty.chain", "", inAYear())
	s.set("host.chain", "www 300 A 198.51.100.2\n", inAYear())
	s.set("wild.chain", "* 300 A 198.51.100.3\n", inAYear())
	s.set("cut.chain", "@ 300 NS ns.elsewhere.example.\n", inAYear())
	s.set("past.chain", "@ 300 A 198.51.100.4\n", s.head.Time-1)
	addrs := func(texts ...string) (list []netip.Addr) {
		for _, text := range texts {
			list = append(list, netip.MustParseAddr(text))
		}
		return list
	}
	o := resolver.Origin{Name: zone.MustParseName("chain"), Source: s, Addresses: map[zone.Name][]netip.Addr{}}
	for _, name := range []string{"ns1", "own", "text", "empty", "ns.host", "ns.wild", "ns.cut", "past", "ns.deep.none", "_ns"} {
		server := zone.MustParseName(name + ".chain")
		o.NS = append(o.NS, server)
		o.Addresses[server] = addrs("192.0.2.1", "2001:db8::1")
	}
	o.NS = append(o.NS, zone.MustParseName("ns.example"))
	server, err := resolver.New(resolver.Config{Origins: []resolver.Origin{o}})
	if err != nil {
		t.Fatal(err)
	}
	const configured = "192.0.2.1"
	for _, c := range []struct {
		name string
		typ  uint16
		want string // rcode and answer
	}{
		{"ns1.chain", dns.TypeA, "NOERROR [" + configured + "]"},
		{"NS1.chain", dns.TypeAAAA, "NOERROR [2001:db8::1]"},
		{"ns1.chain", dns.TypeANY, "NOERROR [" + configured + " 2001:db8::1]"},
		{"ns1.chain", dns.TypeTXT, "NOERROR []"},
		{"other.ns1.chain", dns.TypeA, "NXDOMAIN []"},
		{"own.chain", dns.TypeA, "NOERROR [198.51.100.1]"},
		{"own.chain", dns.TypeAAAA, "NOERROR []"},
		{"text.chain", dns.TypeA, "NOERROR []"},
		{"empty.chain", dns.TypeA, "NOERROR [" + configured + "]"},
		{"ns.host.chain", dns.TypeA, "NOERROR [" + configured + "]"},
		{"www.host.chain", dns.TypeA, "NOERROR [198.51.100.2]"},
		{"ns.wild.chain", dns.TypeA, "NOERROR [198.51.100.3]"},
		{"past.chain", dns.TypeA, "NOERROR [" + configured + "]"},
		{"ns.deep.none.chain", dns.TypeA, "NOERROR [" + configured + "]"},
		{"deep.none.chain", dns.TypeA, "NOERROR []"}, // it exists, since a name below does
		{"none.chain", dns.TypeA, "NOERROR []"},
		{"_ns.chain", dns.TypeA, "NOERROR [" + configured + "]"},
		{"nobody.chain", dns.TypeA, "NXDOMAIN []"},
	} {
		m := ask(server, c.name, c.typ)
		if got := fmt.Sprint(dns.RcodeToString[m.Rcode], " ", texts(m.Answer)); got != c.want || !m.Authoritative {
			t.Errorf("%s %s: %s, want %s; authoritative: %v", c.name, dns.TypeToString[c.typ], got, c.want, m.Authoritative)
		}
		if soa := len(m.Ns) == 1 && m.Ns[0].Header().Rrtype == dns.TypeSOA; len(m.Answer) == 0 && !soa {
			t.Errorf("%s %s: no SOA", c.name, dns.TypeToString[c.typ])
		}
	}
	m := ask(server, "chain", dns.TypeNS)
	var given []string
	for _, rr := range m.Extra {
		if a, ok := rr.(*dns.A); ok && a.A.String() == configured {
			given = append(given, rr.Header().Name)
		}
	}
	slices.Sort(given)
	want := []string{"_ns.chain.", "empty.chain.", "ns.deep.none.chain.", "ns.host.chain.", "ns1.chain.", "past.chain."}
	if len(m.Answer) != len(o.NS) || !slices.Equal(given, want) {
		t.Errorf("%d name servers with the addresses of %v, want %v", len(m.Answer), given, want)
	}
	s.with(func() { s.err = names.ErrUnreachable })
	other, err := resolver.New(resolver.Config{Origins: []resolver.Origin{o}})
	if err != nil {
		t.Fatal(err)
	}
	if m := ask(other, "ns1.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
		t.Errorf("what the chain has is not known: %v", m)
	}
}

// texts are the addresses of records.
func texts(list []dns.RR) (out []string) {
	out = []string{}
	for _, rr := range list {
		switch rr := rr.(type) {
		case *dns.A:
			out = append(out, rr.A.String())
		case *dns.AAAA:
			out = append(out, rr.AAAA.String())
		}
	}
	return out
}
