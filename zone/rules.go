package zone

import (
	"fmt"

	"github.com/miekg/dns"
)

// Limits of an image, version 1.
const (
	MaxImageBytes   = 8192
	maxRecords      = 100  // of one RRset
	maxTypes        = 64   // at one owner
	maxRRsets       = 1000 // of one image
	imageVersion    = 1
	minRRsetInImage = 1 + 2 + 4 + 1 + 2
)

// check applies every rule of the format to sets that are in canonical form
// and order and have been indexed. It returns an *Error.
func (z *Zone) check() error {
	if len(z.sets) > maxRRsets {
		return &Error{Rule: "rrsets", Msg: fmt.Sprintf("%d RRsets: at most %d fit one zone; delegate the rest with NS records", len(z.sets), maxRRsets)}
	}
	for i := range z.sets {
		if err := z.checkSet(&z.sets[i]); err != nil {
			return err
		}
	}
	for start := 0; start < len(z.sets); {
		n := z.nodes[z.sets[start].Owner]
		if err := z.checkOwner(z.sets[n.first:n.last]); err != nil {
			return err
		}
		start = int(n.last)
	}
	return nil
}

// checkSet checks what one RRset shows by itself.
func (z *Zone) checkSet(s *RRset) error {
	fail := func(rule, format string, args ...any) error {
		return &Error{s.Owner, s.Type, rule, fmt.Sprintf(format, args...)}
	}
	switch {
	case !s.Owner.IsAtOrBelow(z.apex):
		return fail("outside", "the owner is not at or below %s", z.apex)
	case forbidden(s.Type):
		return fail("type", "%s", forbiddenWhy(s.Type))
	case s.TTL > maxTTL:
		return fail("ttl", "the TTL %d is above %d", s.TTL, uint32(maxTTL))
	case len(s.Data) == 0:
		return fail("no-record", "the set has no record")
	case len(s.Data) > maxRecords:
		return fail("records", "%d records: at most %d fit one RRset", len(s.Data), maxRecords)
	case len(s.Data) > 1 && (s.Type == dns.TypeCNAME || s.Type == dns.TypeDNAME):
		return fail("one-only", "%d records: there can be only one", len(s.Data))
	}
	if wild := s.Owner.Label(0) == "*"; wild && (s.Type == dns.TypeNS || s.Type == dns.TypeDS || s.Type == dns.TypeDNAME) {
		return fail("wildcard", "a wildcard cannot own %s records", TypeString(s.Type))
	}
	if !z.origin {
		return nil
	}
	switch s.Type {
	case dns.TypeCNAME, dns.TypeDNAME, dns.TypeDS:
		return fail("origin-type", "an origin's own image has no %s records", TypeString(s.Type))
	}
	if s.Owner == z.apex {
		switch s.Type {
		case dns.TypeCDS, dns.TypeCDNSKEY, dns.TypeZONEMD: // BIND loads no zone whose CDS has no DNSKEY
			return fail("origin-type", "%s records of an origin speak of its keys or of all its names: the server makes them", TypeString(s.Type))
		}
		return nil
	}
	if s.Owner.Label(0) == "*" {
		return fail("origin-owner", "an origin's own image has no wildcards")
	}
	if s.Owner.Ancestor(z.apex.NumLabels() + 1).Label(0)[0] != '_' {
		return fail("origin-owner", "below an origin, only names whose label next to %s starts with _ have records of its own", z.apex)
	}
	return nil
}

// nsTargets are the names that the zone's NS records point to.
func (z *Zone) nsTargets() map[Name]bool {
	targets := map[Name]bool{}
	for _, s := range z.sets {
		if s.Type == dns.TypeNS {
			for _, target := range s.names() {
				targets[target] = true
			}
		}
	}
	return targets
}

// names are the names that an NS, CNAME, DNAME, PTR, MX or SRV set points to.
func (s RRset) names() []Name {
	skip := map[uint16]int{dns.TypeNS: 0, dns.TypeCNAME: 0, dns.TypeDNAME: 0, dns.TypePTR: 0, dns.TypeMX: 2, dns.TypeSRV: 6}
	at, ok := skip[s.Type]
	if !ok {
		return nil
	}
	var list []Name
	for _, data := range s.Data {
		if len(data) <= at {
			continue
		}
		if name, _, err := NameFromWire(data[at:]); err == nil {
			list = append(list, name)
		}
	}
	return list
}

// Targets are the names whose addresses who reads the set asks for next: of MX,
// SRV, NS, and of SVCB and HTTPS, where "." is the owner itself (RFC 9460
// section 2.5.2), not of an alias.
func (s RRset) Targets() (list []Name) {
	switch s.Type {
	case dns.TypeMX, dns.TypeSRV, dns.TypeNS:
		return s.names()
	case dns.TypeSVCB, dns.TypeHTTPS:
		for _, data := range s.Data {
			if len(data) < 3 || data[0] == 0 && data[1] == 0 {
				continue
			}
			if name, _, err := NameFromWire(data[2:]); err == nil && name == Root {
				list = append(list, s.Owner)
			} else if err == nil {
				list = append(list, name)
			}
		}
	}
	return list
}

// checkOwner checks what the sets of one owner say together, and against the
// cuts and DNAMEs above them.
func (z *Zone) checkOwner(sets []RRset) error {
	owner, has := sets[0].Owner, map[uint16]bool{}
	for _, s := range sets {
		has[s.Type] = true
	}
	fail := func(typ uint16, rule, msg string) error { return &Error{owner, typ, rule, msg} }
	switch {
	case len(sets) > maxTypes:
		return fail(0, "types", fmt.Sprintf("%d types: at most %d fit one owner", len(sets), maxTypes))
	case has[dns.TypeCNAME] && len(sets) > 1:
		return fail(dns.TypeCNAME, "cname-alone", "a CNAME stands alone: remove it or the other records at this owner")
	case has[dns.TypeDNAME] && has[dns.TypeNS]:
		return fail(dns.TypeDNAME, "dname-alone", "a DNAME cannot stand beside NS records")
	case has[dns.TypeDS] && !has[dns.TypeNS]:
		return fail(dns.TypeDS, "ds-without-ns", "DS records need NS records at the same owner")
	}
	cut := Name{}
	for above := owner; ; above = above.Parent() {
		if above != owner && z.has(above, dns.TypeDNAME) {
			return fail(sets[0].Type, "below-dname", "there can be no data below the DNAME at "+above.String())
		}
		if z.has(above, dns.TypeNS) && (!z.origin || above != z.apex) {
			cut = above // the topmost one counts
		}
		if above == z.apex {
			break
		}
	}
	if cut.IsZero() {
		return nil
	}
	for _, s := range sets {
		switch {
		case owner == cut && (s.Type == dns.TypeNS || s.Type == dns.TypeDS):
		case s.Type == dns.TypeA || s.Type == dns.TypeAAAA: // glue, of a server that this name's NS records point to or another name's
		default:
			return fail(s.Type, "below-cut", cut.String()+" is delegated by its NS records: only NS, DS and addresses of name servers can be here")
		}
	}
	return nil
}
