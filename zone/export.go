package zone

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/miekg/dns"
)

// What NSD 4.6 loads of one record: 64 fields, each service parameter and each
// item of APL being one, and SVCB's priority and target.
const (
	maxParams   = 62
	maxPrefixes = 64
)

// ForNameServers returns z without the records at which a name server's check
// of a zone file ends, and a sentence about each: DS of a digest type that Knot
// does not know, more service parameters and address prefixes than NSD takes,
// and, unless answered is nil, NS to names of the same origin that have no address
// (Knot: "missing glue record"), with all below a delegation that is left without
// servers. answered tells of a server outside z whether it can have an address.
func (z *Zone) ForNameServers(answered func(server Name) bool) (rest *Zone, leftOut []string) {
	sets := make([]RRset, 0, len(z.sets))
	gone := map[Name]bool{}
	for _, s := range z.sets {
		kept := s
		kept.Data = slices.DeleteFunc(slices.Clone(s.Data), func(data []byte) bool {
			why := z.unloadable(s, data, answered)
			if why != "" {
				leftOut = append(leftOut, s.Owner.String()+" "+TypeString(s.Type)+": "+why)
			}
			return why != ""
		})
		gone[s.Owner] = gone[s.Owner] || s.Type == dns.TypeNS && len(kept.Data) == 0
		if len(kept.Data) > 0 {
			sets = append(sets, kept)
		}
	}
	if len(leftOut) == 0 {
		return z, nil
	}
	sets = slices.DeleteFunc(sets, func(s RRset) bool {
		for above := s.Owner; ; above = above.Parent() {
			if gone[above] {
				return true
			}
			if above == z.apex {
				return false
			}
		}
	})
	rest, err := build(z.apex, sets, z.origin)
	if err != nil { // less of a valid zone is valid: what is left out takes along all that needs it
		return &Zone{apex: z.apex, origin: z.origin}, append(leftOut, err.Error())
	}
	return rest, leftOut
}

// unloadable says why a name server loads no file with a record, "" if it does.
func (z *Zone) unloadable(s RRset, data []byte, answered func(server Name) bool) string {
	switch s.Type {
	case dns.TypeDS:
		if typ := data[3]; typ != 1 && typ != 2 && typ != 4 {
			return fmt.Sprintf("Knot does not load digest type %d", typ)
		}
	case dns.TypeNS:
		server, _, err := NameFromWire(data)
		if err != nil || answered == nil || z.origin && s.Owner == z.apex || z.hasAddress(server) {
			return ""
		}
		if server.IsAtOrBelow(z.apex) || !answered(server) {
			return server.String() + " has no address"
		}
	case dns.TypeSVCB, dns.TypeHTTPS:
		if _, rest, err := NameFromWire(data[2:]); err == nil && items(rest, 4, 0xffff) > maxParams {
			return fmt.Sprintf("NSD loads %d service parameters of a record", maxParams)
		}
	case dns.TypeAPL:
		if items(data, 4, 0x7f) > maxPrefixes {
			return fmt.Sprintf("NSD loads %d prefixes of a record", maxPrefixes)
		}
	}
	return ""
}

// items counts what begins with a header whose last bytes, masked, are the
// length of what follows it.
func items(b []byte, header int, mask uint16) (n int) {
	for ; len(b) >= header; n++ {
		b = b[min(len(b), header+int(binary.BigEndian.Uint16(b[header-2:])&mask)):]
	}
	return n
}

// HasServer says whether a name server that is at or below the apex can have an
// address: here, or where the zone delegates.
func (z *Zone) HasServer(server Name) bool {
	if z.hasAddress(server) {
		return true
	}
	if _, exists := z.nodes[server]; exists {
		return false
	}
	return z.Lookup(server, dns.TypeA).Outcome == Referral
}

// hasAddress says whether a name at or below the apex has an address here.
func (z *Zone) hasAddress(name Name) bool {
	if z.has(name, dns.TypeA) || z.has(name, dns.TypeAAAA) {
		return true
	}
	return z.Lookup(name, dns.TypeA).Outcome == Found || z.Lookup(name, dns.TypeAAAA).Outcome == Found
}

// ForeignServers are the name servers outside the apex that the zone's
// delegations name.
func (z *Zone) ForeignServers() (list []Name) {
	for server := range z.nsTargets() {
		if !server.IsAtOrBelow(z.apex) {
			list = append(list, server)
		}
	}
	return list
}
