package zone

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/miekg/dns"
)

// RRset is all records of one type at one owner. Class is always IN.
type RRset struct {
	Owner Name
	Type  uint16
	TTL   uint32   // seconds, at most 2^31-1
	Data  [][]byte // each record's RDATA in wire form; names inside are absolute and uncompressed
}

// maxTTL is RFC 2181 section 8.
const maxTTL = 1<<31 - 1

// TypeString names a type, by RFC 3597 ("TYPE123") where it has no name.
func TypeString(typ uint16) string { return dns.Type(typ).String() }

// WithOwner is the same data at another owner; the data is shared.
func (s RRset) WithOwner(owner Name) RRset {
	s.Owner = owner
	return s
}

// RRs returns the records in miekg/dns's form, one allocation each, free to be
// changed. A type or content that the library cannot reproduce byte by byte
// comes as RFC 3597 opaque data.
func (s RRset) RRs() ([]dns.RR, error) {
	owner := s.Owner.String()
	list := make([]dns.RR, 0, len(s.Data))
	for _, data := range s.Data {
		if len(data) > 65535 {
			return nil, fmt.Errorf("%s %s: data of %d bytes", owner, TypeString(s.Type), len(data))
		}
		list = append(list, record(owner, s.Type, s.TTL, data))
	}
	return list, nil
}

func record(owner string, typ uint16, ttl uint32, data []byte) dns.RR {
	header := dns.RR_Header{Name: owner, Rrtype: typ, Class: dns.ClassINET, Ttl: ttl, Rdlength: uint16(len(data))}
	if _, known := layouts[typ]; known {
		if rr, _, err := dns.UnpackRRWithHeader(header, data, 0); err == nil && bytes.Equal(packedData(rr), data) {
			return rr
		}
	}
	return &dns.RFC3597{Hdr: header, Rdata: hex.EncodeToString(data)}
}

// packedData is a record's RDATA in uncompressed wire form, nil if it cannot be packed.
func packedData(rr dns.RR) []byte {
	buf := make([]byte, dns.Len(rr)+16)
	end, err := dns.PackRR(rr, buf, 0, nil, false)
	if err != nil {
		return nil
	}
	_, start, err := dns.UnpackDomainName(buf, 0)
	if err != nil {
		return nil
	}
	return buf[start+10 : end] // type, class, TTL and length are 10 bytes
}

// RRsetsOf groups records by owner and type. Records of one set must agree in
// their TTL (RFC 2181 section 5.2) and be of class IN.
func RRsetsOf(rrs []dns.RR) ([]RRset, error) {
	type key struct {
		owner Name
		typ   uint16
	}
	at := map[key]int{}
	var sets []RRset
	for _, rr := range rrs {
		h := rr.Header()
		owner, err := ParseName(h.Name)
		if err != nil {
			return nil, err
		}
		if h.Class != dns.ClassINET {
			return nil, &Error{owner, h.Rrtype, "class", "the class is " + dns.Class(h.Class).String() + ": only IN is kept"}
		}
		data := packedData(rr)
		if data == nil {
			return nil, &Error{owner, h.Rrtype, "data", "the data cannot be packed: " + strings.TrimPrefix(rr.String(), h.String())}
		}
		k := key{owner, h.Rrtype}
		i, ok := at[k]
		if !ok {
			i = len(sets)
			at[k] = i
			sets = append(sets, RRset{Owner: owner, Type: h.Rrtype, TTL: h.Ttl})
		}
		if sets[i].TTL != h.Ttl {
			return nil, &Error{owner, h.Rrtype, "ttl-differs", fmt.Sprintf("records of one set have TTLs %d and %d: give them the same", sets[i].TTL, h.Ttl)}
		}
		sets[i].Data = append(sets[i].Data, data)
	}
	return sets, nil
}

// canonical returns the set with its data in canonical form and order, without
// duplicates (RFC 4034 sections 6.2 and 6.3).
func (s RRset) canonical() (RRset, error) {
	data := make([][]byte, 0, len(s.Data))
	for _, d := range s.Data {
		c, err := canonicalData(s.Type, d)
		if err != nil {
			return s, &Error{s.Owner, s.Type, "data", err.Error()}
		}
		data = append(data, c)
	}
	slices.SortFunc(data, bytes.Compare)
	s.Data = slices.CompactFunc(data, bytes.Equal)
	return s, nil
}

// Error names the record and the rule of the image format that it breaks.
type Error struct {
	Owner Name
	Type  uint16 // 0 where the rule is about the owner or the whole zone
	Rule  string // a short stable word, such as "cname-alone"
	Msg   string // what is wrong and what is allowed
}

func (e *Error) Error() string {
	switch {
	case e.Owner.IsZero():
		return e.Msg
	case e.Type == 0:
		return e.Owner.String() + ": " + e.Msg
	}
	return e.Owner.String() + " " + TypeString(e.Type) + ": " + e.Msg
}
