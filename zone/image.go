package zone

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// Decode reads a zone image of the name apex, strictly: what does not encode
// back to the same bytes is refused whole. An empty image is the empty zone.
// It never panics, takes time and memory in proportion to the image, and
// keeps no reference to it.
func Decode(apex Name, image []byte) (*Zone, error) { return decode(apex, image, false) }

// DecodeOrigin is Decode for an origin's own image, with that image's rules.
func DecodeOrigin(origin Name, image []byte) (*Zone, error) { return decode(origin, image, true) }

func decode(apex Name, image []byte, origin bool) (*Zone, error) {
	apex.wire = strings.Clone(apex.wire) // of a longer name, which it would keep
	var sets []RRset
	if len(image) > 0 {
		if len(image) > MaxImageBytes {
			return nil, fmt.Errorf("decode the image of %s: %d bytes, at most %d are allowed", apex, len(image), MaxImageBytes)
		}
		image = bytes.Clone(image)
		if image[0] != imageVersion {
			return nil, fmt.Errorf("decode the image of %s: version %d, only %d is known", apex, image[0], imageVersion)
		}
		var err error
		if sets, err = readSets(apex, image[1:]); err != nil {
			return nil, fmt.Errorf("decode the image of %s: %w", apex, err)
		}
	}
	z, err := build(apex, sets, origin)
	if err != nil {
		return nil, fmt.Errorf("decode the image of %s: %w", apex, err)
	}
	if !bytes.Equal(z.image, image) {
		return nil, fmt.Errorf("decode the image of %s: it is not in canonical form", apex)
	}
	if len(image) > 0 {
		z.image = image // which the data lies in, rather than a copy of it
	}
	return z, nil
}

var errShort = errors.New("the image ends inside a record set")

// readSets reads the record sets of an image; data is shared with b.
func readSets(apex Name, b []byte) ([]RRset, error) {
	if len(b) == 0 {
		return nil, errors.New("the image has no record set")
	}
	sets := make([]RRset, 0, min(maxRRsets, len(b)/minRRsetInImage)+1)
	for len(b) > 0 {
		if len(sets) == maxRRsets {
			return nil, fmt.Errorf("more than %d record sets", maxRRsets)
		}
		relative, rest, err := NameFromWire(b)
		if err != nil {
			return nil, fmt.Errorf("owner: %w", err)
		}
		wire := relative.wire[:len(relative.wire)-1] + apex.wire
		if n := len(sets); n > 0 && sets[n-1].Owner.wire == wire {
			wire = sets[n-1].Owner.wire
		}
		if len(wire) > maxNameBytes {
			return nil, errors.New("owner: longer than 255 bytes under its name")
		}
		if len(rest) < 7 {
			return nil, errShort
		}
		s := RRset{Owner: Name{wire}, Type: binary.BigEndian.Uint16(rest), TTL: binary.BigEndian.Uint32(rest[2:])}
		count := int(rest[6])
		b = rest[7:]
		for range count {
			if len(b) < 2 {
				return nil, errShort
			}
			size := int(binary.BigEndian.Uint16(b))
			if b = b[2:]; len(b) < size {
				return nil, errShort
			}
			s.Data = append(s.Data, b[:size:size])
			b = b[size:]
		}
		sets = append(sets, s)
	}
	return sets, nil
}

// encode writes sets that are canonical and in order.
func encode(apex Name, sets []RRset) []byte {
	if len(sets) == 0 {
		return nil
	}
	b := []byte{imageVersion}
	for _, s := range sets {
		b = append(b, s.Owner.relativeTo(apex)...)
		b = binary.BigEndian.AppendUint16(b, s.Type)
		b = binary.BigEndian.AppendUint32(b, s.TTL)
		b = append(b, byte(len(s.Data)))
		for _, data := range s.Data {
			b = binary.BigEndian.AppendUint16(b, uint16(len(data)))
			b = append(b, data...)
		}
	}
	return b
}
