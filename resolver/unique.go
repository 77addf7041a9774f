package resolver

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// section is the records of class IN of a message's section, with the places of each owner's.
type section struct {
	rrs []dns.RR
	of  map[zone.Name][]int
}

func byOwner(rrs []dns.RR) section {
	s := section{rrs, map[zone.Name][]int{}}
	var owners ownerReader
	for i, rr := range rrs {
		if owner, ok := owners.of(rr); ok && rr.Header().Class == dns.ClassINET {
			s.of[owner] = append(s.of[owner], i)
		}
	}
	return s
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
	seed := maphash.MakeSeed() // nobody can choose two records of one hash
	first := make(map[uint64]dns.RR, len(rrs))
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
		at := 0
		for ; buf[at] != 0; at += 1 + int(buf[at]) {
			for i, c := range buf[at+1 : at+1+int(buf[at])] {
				if 'A' <= c && c <= 'Z' {
					buf[at+1+i] = c + 'a' - 'A'
				}
			}
		}
		binary.BigEndian.PutUint32(buf[at+5:], 0) // the TTL, behind the root, type and class
		hash := maphash.Bytes(seed, buf[:end])
		if before, there := first[hash]; there {
			before.Header().Ttl = min(before.Header().Ttl, rr.Header().Ttl)
			continue
		}
		first[hash] = rr
		kept = append(kept, rr)
	}
	return kept, nil
}
