package resolver

import (
	"fmt"
	"net"
	"slices"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// keptZones are domains that no upstream is asked about, unless the operator
// forwards one: they mean something on a machine or in a network, or nothing.
// RFC 6303 and 7793 (reverse zones), 6761, 6762, 7686, 8375, 9476, 9665, and what
// ICANN reserved for private use; and RFC 9462's, where an upstream would name
// itself to clients, who would then ask it for names of the chain.
var keptZones = localNames(slices.Concat([]string{
	"localhost", "local", "internal", "home.arpa", "service.arpa", "resolver.arpa", "test", "invalid", "onion", "alt",
	"0.in-addr.arpa", "10.in-addr.arpa", "127.in-addr.arpa", "254.169.in-addr.arpa", "168.192.in-addr.arpa",
	"2.0.192.in-addr.arpa", "100.51.198.in-addr.arpa", "113.0.203.in-addr.arpa", "255.255.255.255.in-addr.arpa",
	"0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
	"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
	"c.f.ip6.arpa", "d.f.ip6.arpa", "8.e.f.ip6.arpa", "9.e.f.ip6.arpa", "a.e.f.ip6.arpa", "b.e.f.ip6.arpa", "8.b.d.0.1.0.0.2.ip6.arpa",
}, numbered(16, 31, "172.in-addr.arpa"), numbered(64, 127, "100.in-addr.arpa"))...)

// numbered are the domains of the numbers from first to last below parent.
func numbered(first, last int, parent string) (names []string) {
	for n := first; n <= last; n++ {
		names = append(names, fmt.Sprintf("%d.%s", n, parent))
	}
	return names
}

// insideZones are domains that networks use for themselves without asking
// anybody, and that are forwarded all the same.
var insideZones = localNames("localdomain", "intranet", "private", "lan", "home", "corp", "mail")

func localNames(all ...string) map[zone.Name]bool {
	out := map[zone.Name]bool{}
	for _, s := range all {
		out[zone.MustParseName(s)] = true
	}
	return out
}

// isLocal says whether a name outside of all origins may mean something inside
// of the operator's network: it is in such a domain, has one label, or is in a
// zone that the operator forwards apart from the root. What a registrant wrote
// does not lead there.
func (r *rules) isLocal(name zone.Name) bool {
	if name.NumLabels() < 2 {
		return true
	}
	if f := r.forwardedOf(name); f != nil && f.Zone != zone.Root {
		return true
	}
	_, kept := above(name, keptZones)
	_, inside := above(name, insideZones)
	return kept || inside
}

// deepest is the most labels that a name of a set has: those of the reverse zone of ::.
const deepest = 34

// above finds name or a name above it in a set of short names.
func above(name zone.Name, set map[zone.Name]bool) (zone.Name, bool) {
	if name.NumLabels() > deepest {
		name = name.Ancestor(deepest)
	}
	for ; name != zone.Root; name = name.Parent() {
		if set[name] {
			return name, true
		}
	}
	return zone.Name{}, false
}

// keptZoneOf is the domain above a name that no upstream is asked about.
func (r *rules) keptZoneOf(name zone.Name) (zone.Name, bool) {
	kept, ok := above(name, keptZones)
	if f := r.forwardedOf(name); ok && f != nil && f.Zone.IsAtOrBelow(kept) {
		return zone.Name{}, false
	}
	return kept, ok
}

var localhost = zone.MustParseName("localhost")

// keep answers a name of a domain that no upstream is asked about: that it is
// not there, or, for localhost and all below, the loopback addresses (RFC 6761
// section 6.3).
func (w *work) keep(name, kept zone.Name) {
	header := dns.RR_Header{Name: name.String(), Rrtype: w.qtype, Class: dns.ClassINET, Ttl: minimum}
	w.reply.Authoritative = len(w.reply.Answer) == 0
	switch {
	case kept == localhost && w.qtype == dns.TypeA:
		w.reply.Answer = append(w.reply.Answer, &dns.A{Hdr: header, A: net.IPv4(127, 0, 0, 1)})
		return
	case kept == localhost && w.qtype == dns.TypeAAAA:
		w.reply.Answer = append(w.reply.Answer, &dns.AAAA{Hdr: header, AAAA: net.IPv6loopback})
		return
	case kept != localhost && name != kept:
		w.reply.Rcode = dns.RcodeNameError
	}
	header.Name, header.Rrtype = kept.String(), dns.TypeSOA
	w.reply.Ns = append(w.reply.Ns, &dns.SOA{
		Hdr: header, Ns: kept.String(), Mbox: "nobody.invalid.", Serial: 1, Refresh: 3600, Retry: 600, Expire: 604800, Minttl: minimum,
	})
}
