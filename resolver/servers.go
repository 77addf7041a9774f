package resolver

import (
	"github.com/miekg/dns"

	"chainzone/zone"
)

// addresses are the records of one type that the configuration has for a name.
func (o Origin) addresses(name zone.Name, typ uint16, ttl uint32) (list []dns.RR) {
	for _, addr := range o.Addresses[name] {
		header := dns.RR_Header{Name: name.String(), Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: ttl}
		if addr.Is4() {
			if typ == dns.TypeA {
				list = append(list, &dns.A{Hdr: header, A: addr.AsSlice()})
			}
			continue
		}
		if header.Rrtype = dns.TypeAAAA; typ == dns.TypeAAAA {
			list = append(list, &dns.AAAA{Hdr: header, AAAA: addr.AsSlice()})
		}
	}
	return list
}

// ServerRecords are the address records that a server gives for a name server of o
// whose addresses are configured, if the chain has no records at its name: see Has.
func (o Origin) ServerRecords(name zone.Name) []dns.RR {
	return append(o.addresses(name, dns.TypeA, apexNS), o.addresses(name, dns.TypeAAAA, apexNS)...)
}

// Has reports whether a zone has anything to say of a name, so that configured
// addresses do not count: records of it, of a wildcard or alias that it is under, or
// a delegation.
func Has(z *zone.Zone, name zone.Name) bool {
	return z.Lookup(name, dns.TypeANY).Outcome > zone.NoData
}

// server answers a name that the chain says nothing of, and that is a configured
// name server's or above one: exists says whether it is.
func (w *work) server(o *origin, name zone.Name, stale bool) (exists bool) {
	if _, ok := o.Addresses[name]; !ok {
		for server := range o.Addresses {
			if name != o.Name && server.IsAtOrBelow(name) {
				w.negative(o, false, minimum, stale)
				return true
			}
		}
		return false
	}
	before := len(w.reply.Answer)
	for _, typ := range []uint16{dns.TypeA, dns.TypeAAAA} {
		if w.qtype == typ || w.qtype == dns.TypeANY {
			w.reply.Answer = append(w.reply.Answer, o.addresses(name, typ, apexNS)...)
		}
	}
	if len(w.reply.Answer) == before {
		w.negative(o, false, minimum, stale)
	}
	return true
}
