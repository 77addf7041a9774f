package resolver

import (
	"encoding/binary"
	"fmt"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// owned is a record of a section.
type owned struct {
	rr    dns.RR
	owner zone.Name
	place int // in the section
}

// byOwner returns the records of class IN by their owners, each list in the section's order.
func byOwner(section []dns.RR) map[zone.Name][]owned {
	list := make(map[zone.Name][]owned)
	var owners ownerReader
	for i, rr := range section {
		if owner, ok := owners.of(rr); ok && rr.Header().Class == dns.ClassINET {
			list[owner] = append(list[owner], owned{rr, owner, i})
		}
	}
	return list
}

// ownerReader reads the owners of a section. It reads those of one set once.
type ownerReader struct {
	text string
	name zone.Name
	err  error
}

func (r *ownerReader) of(rr dns.RR) (zone.Name, bool) {
	if text := rr.Header().Name; r.name.IsZero() || text != r.text {
		r.text = text
		r.name, r.err = zone.ParseName(text)
	}
	return r.name, r.err == nil
}

// slack is room that dns.Len may leave out of account, as in zone.record.
const slack = 16

// unique leaves out records that are there before: the same owner, whatever the case of its
// letters, type, class and wire data (RFC 2181 section 5). The shortest TTL counts. Time and
// memory are in proportion to the records' uncompressed bytes: their text is not, since the
// library's takes quadratic time for a type bitmap. The error is that of a record that cannot be
// packed. It changes the slice.
func unique(rrs []dns.RR) ([]dns.RR, error) {
	first := make(map[string]dns.RR, len(rrs))
	kept := rrs[:0]
	var buf []byte
	for _, rr := range rrs {
		if need := dns.Len(rr) + slack; need > len(buf) {
			buf = make([]byte, need)
		}
		end, err := dns.PackRR(rr, buf, 0, nil, false)
		if err != nil {
			return nil, fmt.Errorf("pack a record of type %s: %w", dns.Type(rr.Header().Rrtype), err)
		}
		owner, rest, err := zone.NameFromWire(buf[:end])
		if err != nil {
			return nil, fmt.Errorf("pack an owner: %w", err)
		}
		copy(buf, owner.Wire())
		binary.BigEndian.PutUint32(rest[4:], 0) // the TTL
		if before, there := first[string(buf[:end])]; there {
			before.Header().Ttl = min(before.Header().Ttl, rr.Header().Ttl)
			continue
		}
		first[string(buf[:end])] = rr
		kept = append(kept, rr)
	}
	return kept, nil
}
