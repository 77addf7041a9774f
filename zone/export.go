package zone

import (
	"fmt"
	"slices"

	"github.com/miekg/dns"
)

// ForNameServers returns z without the records at which a name server's check
// of a zone file ends, and a sentence about each: DS of a digest type that Knot
// does not know, and, unless answered is nil, NS to names of the same origin that
// have no address (Knot: "missing glue record"), with all below a delegation
// that is left without servers. answered tells of a server outside z whether it
// can have an address.
func (z *Zone) ForNameServers(answered func(server Name) bool) (rest *Zone, leftOut []string) {
	sets := make([]RRset, 0, len(z.sets))
	gone := map[Name]bool{}
	for _, s := range z.sets {
		kept := s
		switch {
		case s.Type == dns.TypeDS:
			kept.Data = slices.DeleteFunc(slices.Clone(s.Data), func(data []byte) bool {
				unknown := data[3] != 1 && data[3] != 2 && data[3] != 4
				if unknown {
					leftOut = append(leftOut, fmt.Sprintf("%s DS: Knot does not load digest type %d", s.Owner, data[3]))
				}
				return unknown
			})
		case s.Type == dns.TypeNS && answered != nil && (!z.origin || s.Owner != z.apex):
			kept.Data = slices.DeleteFunc(slices.Clone(s.Data), func(data []byte) bool {
				server, _, err := NameFromWire(data)
				lame := err == nil && !z.hasAddress(server) && (server.IsAtOrBelow(z.apex) || !answered(server))
				if lame {
					leftOut = append(leftOut, fmt.Sprintf("%s NS: %s has no address", s.Owner, server))
				}
				return lame
			})
			gone[s.Owner] = len(kept.Data) == 0
		}
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
