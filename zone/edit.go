package zone

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/miekg/dns"
)

// Set returns the zone with the RRset at the set's owner and type replaced.
func (z *Zone) Set(s RRset) (*Zone, error) {
	return z.with(append(z.without(s.Owner, s.Type), s))
}

// Add returns the zone with records added to the RRset at the set's owner and
// type, whose TTL becomes the added one's.
func (z *Zone) Add(s RRset) (*Zone, error) {
	if old, ok := z.RRset(s.Owner, s.Type); ok {
		s.Data = append(slices.Clone(old.Data), s.Data...)
	}
	return z.Set(s)
}

// Unset returns the zone without one record, or without the whole RRset where
// data is nil, or without every RRset of the owner where typ is 0. That there
// is nothing to remove is an error.
func (z *Zone) Unset(owner Name, typ uint16, data []byte) (*Zone, error) {
	nothing := &Error{owner, typ, "nothing-there", "there is no such record to remove"}
	sets := z.without(owner, typ)
	if len(sets) == len(z.sets) {
		return nil, nothing
	}
	if data == nil {
		return z.with(sets)
	}
	old, ok := z.RRset(owner, typ)
	if !ok {
		return nil, nothing
	}
	data, err := canonicalData(typ, data)
	if err != nil {
		return nil, &Error{owner, typ, "data", err.Error()}
	}
	left := slices.DeleteFunc(slices.Clone(old.Data), func(d []byte) bool { return bytes.Equal(d, data) })
	if len(left) == len(old.Data) {
		return nil, nothing
	}
	if len(left) > 0 {
		old.Data = left
		sets = append(sets, old)
	}
	return z.with(sets)
}

func (z *Zone) with(sets []RRset) (*Zone, error) { return build(z.apex, sets, z.origin) }

// without is the zone's sets without one, or without all of an owner (typ 0).
func (z *Zone) without(owner Name, typ uint16) []RRset {
	return slices.DeleteFunc(slices.Clone(z.sets), func(s RRset) bool {
		return s.Owner == owner && (typ == 0 || s.Type == typ)
	})
}

// Difference is one RRset that two zones do not share.
type Difference struct {
	Old, New *RRset // Old nil: added; New nil: removed
}

// Diff lists what turns a into b, in canonical order.
func Diff(a, b *Zone) []Difference {
	var list []Difference
	i, j := 0, 0
	for i < len(a.sets) || j < len(b.sets) {
		var order int
		switch {
		case i == len(a.sets):
			order = 1
		case j == len(b.sets):
			order = -1
		default:
			if order = a.sets[i].Owner.Compare(b.sets[j].Owner); order == 0 {
				order = int(a.sets[i].Type) - int(b.sets[j].Type)
			}
		}
		switch {
		case order < 0:
			list = append(list, Difference{Old: &a.sets[i]})
			i++
		case order > 0:
			list = append(list, Difference{New: &b.sets[j]})
			j++
		default:
			if !same(a.sets[i], b.sets[j]) {
				list = append(list, Difference{&a.sets[i], &b.sets[j]})
			}
			i++
			j++
		}
	}
	return list
}

func same(a, b RRset) bool {
	return a.TTL == b.TTL && slices.EqualFunc(a.Data, b.Data, bytes.Equal)
}

// Warnings lists what is legal but surely not meant, a sentence each: CNAMEs
// that lead to themselves, in a ring, or to a name that is missing here, mail,
// service and name servers that are aliases, and names with bytes outside ASCII,
// which no client asks for.
func (z *Zone) Warnings() []string {
	var list []string
	warn := func(s RRset, format string, args ...any) {
		list = append(list, s.Owner.String()+" "+TypeString(s.Type)+": "+fmt.Sprintf(format, args...))
	}
	for _, s := range z.sets {
		if !s.Owner.ascii() {
			warn(s, "the owner has bytes outside ASCII: clients ask for the A-label (xn--...) instead")
		}
		for _, target := range s.names() {
			if !target.ascii() {
				warn(s, "%s has bytes outside ASCII: write its A-label (xn--...)", target)
			}
			inside := target.IsAtOrBelow(z.apex)
			switch {
			case s.Type == dns.TypeCNAME && z.ring(s.Owner):
				warn(s, "the alias leads back to itself: nobody can resolve it")
			case s.Type == dns.TypeCNAME && inside && z.Lookup(target, dns.TypeA).Outcome == NoName:
				warn(s, "the alias leads to %s, which is not in the zone", target)
			case s.Type != dns.TypeCNAME && s.Type != dns.TypePTR && inside && z.Lookup(target, dns.TypeA).Outcome == CNAME:
				warn(s, "%s is an alias: point to a name with addresses (RFC 2181 section 10.3)", target)
			}
		}
	}
	return list
}

// ring says whether following CNAMEs inside the zone from owner never ends.
func (z *Zone) ring(owner Name) bool {
	for range len(z.sets) + 1 {
		a := z.Lookup(owner, dns.TypeA)
		if a.Outcome != CNAME {
			return false
		}
		owner = a.Target
	}
	return true
}
