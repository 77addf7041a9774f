package zone

import (
	"fmt"
	"math/bits"
	"slices"
	"unsafe"
)

// Zone is one name's records: everything at and below it. It is immutable and
// safe for concurrent use.
type Zone struct {
	apex   Name
	origin bool    // the origin's own image: NS at the apex is no cut
	sets   []RRset // canonical order: owner (RFC 4034 section 6.1), then type
	image  []byte
	nodes  map[Name]node // every name that exists, empty non-terminals too
}

// node is the range of a name's sets; empty for an empty non-terminal.
type node struct{ first, last int32 }

// New makes the zone of the name apex from sets in any order. Case, order and
// duplicates are made canonical; every rule of the format is checked, and the
// error is an *Error that names the record and the rule.
func New(apex Name, sets []RRset) (*Zone, error) { return build(apex, sets, false) }

// NewOrigin is New for an origin's own image: owners are the origin or names
// whose label next to it starts with "_"; no CNAME, DNAME, DS or wildcard; NS
// at the apex is no cut.
func NewOrigin(origin Name, sets []RRset) (*Zone, error) { return build(origin, sets, true) }

func build(apex Name, sets []RRset, origin bool) (*Zone, error) {
	z := &Zone{apex: apex, origin: origin, sets: make([]RRset, 0, len(sets))}
	for _, s := range sets {
		if !s.Owner.IsAtOrBelow(apex) {
			return nil, z.checkSet(&s)
		}
		c, err := s.canonical()
		if err != nil {
			return nil, err
		}
		z.sets = append(z.sets, c)
	}
	slices.SortStableFunc(z.sets, func(a, b RRset) int {
		if c := a.Owner.Compare(b.Owner); c != 0 {
			return c
		}
		return int(a.Type) - int(b.Type)
	})
	for i := 1; i < len(z.sets); i++ {
		if a, b := z.sets[i-1], z.sets[i]; a.Owner == b.Owner && a.Type == b.Type {
			return nil, &Error{b.Owner, b.Type, "twice", "the set is given twice"}
		}
	}
	z.index()
	if err := z.check(); err != nil {
		return nil, err
	}
	if z.image = encode(apex, z.sets); len(z.image) > MaxImageBytes {
		return nil, &Error{apex, 0, "size", fmt.Sprintf("the zone takes %d bytes: at most %d fit; delegate it with NS records instead", len(z.image), MaxImageBytes)}
	}
	return z, nil
}

func (z *Zone) index() {
	owners := 0
	for i, s := range z.sets {
		if i == 0 || s.Owner != z.sets[i-1].Owner {
			owners++
		}
	}
	z.nodes = make(map[Name]node, owners)
	for i, s := range z.sets {
		n, seen := z.nodes[s.Owner]
		if !seen || n.first == n.last {
			n.first = int32(i)
		}
		n.last = int32(i + 1)
		z.nodes[s.Owner] = n
		for above := s.Owner; above != z.apex && !seen; {
			above = above.Parent()
			if _, seen = z.nodes[above]; !seen {
				z.nodes[above] = node{}
			}
		}
	}
}

// Apex is the name that the zone belongs to.
func (z *Zone) Apex() Name { return z.apex }

// Image is the zone's canonical bytes, nil when it has no records. It must not
// be changed.
func (z *Zone) Image() []byte { return z.image }

// Empty says whether the zone has no records.
func (z *Zone) Empty() bool { return len(z.sets) == 0 }

// RRsets returns the records in canonical order. They must not be changed.
func (z *Zone) RRsets() []RRset { return z.sets }

// RRset returns the set of one owner and type.
func (z *Zone) RRset(owner Name, typ uint16) (RRset, bool) {
	n := z.nodes[owner]
	for _, s := range z.sets[n.first:n.last] {
		if s.Type == typ {
			return s, true
		}
	}
	return RRset{}, false
}

func (z *Zone) has(owner Name, typ uint16) bool {
	_, ok := z.RRset(owner, typ)
	return ok
}

// Cost returns how many bytes of heap a decoded zone takes: its structures, the
// image, which all data lies in, the owners' names, and the index.
func (z *Zone) Cost() int {
	bytes := allocated(int(unsafe.Sizeof(*z))) + allocated(len(z.apex.wire)) + allocated(cap(z.image))
	bytes += allocated(cap(z.sets) * int(unsafe.Sizeof(RRset{})))
	for i, s := range z.sets {
		bytes += allocated(cap(s.Data) * int(unsafe.Sizeof([]byte(nil))))
		if i == 0 || s.Owner != z.sets[i-1].Owner {
			bytes += allocated(len(s.Owner.wire))
		}
	}
	return bytes + z.indexCost()
}

// indexCost returns the heap of a map: groups of eight slots, which are twice as
// many each time that seven eighths of them are in use.
func (z *Zone) indexCost() int {
	const perMap, perTable = 48, 64
	slot := int(unsafe.Sizeof(Name{})+unsafe.Sizeof(node{})) + 1
	switch n := len(z.nodes); {
	case n == 0:
		return perMap
	case n <= 8:
		return perMap + allocated(8*slot)
	default:
		slots := 1 << bits.Len(uint((n*8+6)/7-1))
		return perMap + perTable + allocated(slots*slot)
	}
}

// allocated returns about what Go's allocator takes for an object of n bytes, as
// cache.Heap does, which this package does not import.
func allocated(n int) int {
	step := 16
	switch {
	case n <= 32:
		step = 8
	case n > 256:
		step = 1 << (bits.Len(uint(n-1)) - 4)
	}
	return (n + step - 1) / step * step
}
