package resolver

import (
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/zone"
)

// apexNS is the TTL of an origin's configured NS records, in seconds.
const apexNS = 3600

// withDefaults fills in what o leaves out. A name of 255 bytes has none below it.
func (o Origin) withDefaults() (Origin, error) {
	var err error
	if o.StaleAfter <= 0 {
		o.StaleAfter = 15 * time.Second
	}
	if o.MName.IsZero() {
		if o.MName, err = o.Name.Child("ns1"); err != nil {
			return o, err
		}
	}
	if o.RName.IsZero() {
		if o.RName, err = o.Name.Child("hostmaster"); err != nil {
			return o, err
		}
	}
	if len(o.NS) == 0 {
		o.NS = []zone.Name{o.MName}
	}
	return o, nil
}

// Apex returns the SOA and the NS records that a server gives for o at a head,
// each with its full TTL. The NS are those of the configuration; where the
// origin's own image has NS, a server gives those instead.
func (o Origin) Apex(head names.Head) (soa dns.RR, ns []dns.RR, err error) {
	if o, err = o.withDefaults(); err != nil {
		return nil, nil, err
	}
	return o.soa(max(none, uint32(min(head.Changed, head.Time))), minimum), o.ns(apexNS), nil
}

func (o Origin) soa(serial, ttl uint32) dns.RR {
	return &dns.SOA{
		Hdr: dns.RR_Header{Name: o.Name.String(), Rrtype: dns.TypeSOA, Class: dns.ClassINET, Ttl: ttl},
		Ns:  o.MName.String(), Mbox: o.RName.String(), Serial: serial,
		Refresh: 3600, Retry: 600, Expire: 604800, Minttl: minimum,
	}
}

func (o Origin) ns(ttl uint32) []dns.RR {
	list := make([]dns.RR, 0, len(o.NS))
	for _, name := range o.NS {
		list = append(list, &dns.NS{
			Hdr: dns.RR_Header{Name: o.Name.String(), Rrtype: dns.TypeNS, Class: dns.ClassINET, Ttl: ttl}, Ns: name.String(),
		})
	}
	return list
}
