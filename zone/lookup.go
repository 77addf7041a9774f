package zone

import "github.com/miekg/dns"

// Outcome is what a look-up in one zone came to.
type Outcome uint8

// The outcomes of RFC 1034 section 4.3.2, step 3.
const (
	NoName   Outcome = iota // the name does not exist: NXDOMAIN
	NoData                  // it exists, without records of the type
	Found                   // it has the records
	Referral                // it is delegated
	CNAME                   // it is an alias
	DNAME                   // a name above it is an alias (RFC 6672)
	TooLong                 // the alias above it leads to a name over 255 bytes: YXDOMAIN
)

func (o Outcome) String() string {
	return [...]string{"no such name", "no data", "found", "referral", "CNAME", "DNAME", "too long"}[o]
}

// Answer is the result of a look-up. Its sets share the zone's memory and must
// not be changed.
type Answer struct {
	Outcome  Outcome
	Set      RRset   // Found: owner is the queried name. CNAME: likewise. DNAME, TooLong: the DNAME with its own owner
	Sets     []RRset // Found for type ANY: every set at the name
	Wildcard Name    // the wildcard that the answer comes from; zero if none
	Target   Name    // CNAME, DNAME: the name that the look-up goes on with
	NS       RRset   // Referral: the delegation
	DS       RRset   // Referral: its DS set; Type 0 if there is none
	Glue     []RRset // Referral: addresses in this zone of the delegation's name servers (RFC 9471)
}

// Lookup finds qname, which must be at or below the apex, by RFC 1034 section
// 4.3.2 with the wildcards of RFC 4592 (closest encloser at any depth) and the
// DNAMEs of RFC 6672. DS at a delegation is answered from above the cut.
func (z *Zone) Lookup(qname Name, qtype uint16) Answer {
	a := z.lookup(qname, qtype)
	for _, server := range a.NS.names() {
		a.Glue = append(a.Glue, z.Addresses(server)...)
	}
	return a
}

// lookup is Lookup without a referral's glue.
func (z *Zone) lookup(qname Name, qtype uint16) Answer {
	if len(z.sets) == 0 || !qname.IsAtOrBelow(z.apex) {
		return Answer{Outcome: NoName}
	}
	// Where qname's labels start, from the left.
	var starts [maxNameBytes/2 + 1]uint8
	depth := 0
	for at := 0; at < len(qname.wire)-len(z.apex.wire); at += 1 + int(qname.wire[at]) {
		starts[depth] = uint8(at)
		depth++
	}
	encloser := z.apex
	for {
		n, exists := z.nodes[encloser]
		if !exists {
			break
		}
		sets := z.sets[n.first:n.last]
		if i := find(sets, dns.TypeNS); i >= 0 && (!z.origin || encloser != z.apex) {
			if depth > 0 || qtype != dns.TypeDS {
				return z.referral(sets, i)
			}
		}
		if depth == 0 {
			return z.at(qname, sets, qtype, Name{})
		}
		if i := find(sets, dns.TypeDNAME); i >= 0 {
			return z.rename(qname, sets[i])
		}
		depth--
		next := Name{qname.wire[starts[depth]:]}
		if _, exists = z.nodes[next]; !exists {
			break
		}
		encloser = next
	}
	wildcard := Name{"\x01*" + encloser.wire}
	if n, ok := z.nodes[wildcard]; ok {
		return z.at(qname, z.sets[n.first:n.last], qtype, wildcard)
	}
	return Answer{Outcome: NoName}
}

// at answers from the sets of the name itself, or of the wildcard for it.
func (z *Zone) at(qname Name, sets []RRset, qtype uint16, wildcard Name) Answer {
	if qtype == dns.TypeANY && len(sets) > 0 {
		all := make([]RRset, len(sets))
		for i, s := range sets {
			all[i] = s.WithOwner(qname)
		}
		return Answer{Outcome: Found, Set: all[0], Sets: all, Wildcard: wildcard}
	}
	if i := find(sets, qtype); i >= 0 {
		return Answer{Outcome: Found, Set: sets[i].WithOwner(qname), Wildcard: wildcard}
	}
	// Signatures and denials of an alias stand beside it (RFC 4035 section 2.5).
	if i := find(sets, dns.TypeCNAME); i >= 0 && qtype != dns.TypeRRSIG && qtype != dns.TypeNSEC {
		target, _, err := NameFromWire(sets[i].Data[0])
		if err == nil {
			return Answer{Outcome: CNAME, Set: sets[i].WithOwner(qname), Target: target, Wildcard: wildcard}
		}
	}
	return Answer{Outcome: NoData, Wildcard: wildcard}
}

func (z *Zone) referral(sets []RRset, ns int) Answer {
	a := Answer{Outcome: Referral, NS: sets[ns]}
	if i := find(sets, dns.TypeDS); i >= 0 {
		a.DS = sets[i]
	}
	return a
}

// Addresses are the A and AAAA sets of a name server at or below the apex: its
// own, glue below a cut too, or a wildcard's.
func (z *Zone) Addresses(server Name) (list []RRset) {
	for _, typ := range []uint16{dns.TypeA, dns.TypeAAAA} {
		if s, ok := z.RRset(server, typ); ok {
			list = append(list, s)
		} else if a := z.lookup(server, typ); a.Outcome == Found {
			list = append(list, a.Set)
		}
	}
	return list
}

// rename applies a DNAME above qname: RFC 6672 section 2.2.
func (z *Zone) rename(qname Name, dname RRset) Answer {
	target, _, err := NameFromWire(dname.Data[0])
	prefix := qname.relativeTo(dname.Owner)
	if err != nil || len(prefix)-1+len(target.wire) > maxNameBytes {
		return Answer{Outcome: TooLong, Set: dname}
	}
	return Answer{Outcome: DNAME, Set: dname, Target: Name{prefix[:len(prefix)-1] + target.wire}}
}

// find returns the place of a type among one owner's sets, -1 if it is not there.
func find(sets []RRset, typ uint16) int {
	for i := range sets {
		if sets[i].Type == typ {
			return i
		}
	}
	return -1
}
