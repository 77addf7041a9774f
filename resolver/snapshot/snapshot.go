// Package snapshot is the file that a server leaves of the names it has read,
// so that the next one need not read them again. It is pure: no I/O, no clock.
//
// A snapshot is 8 bytes of magic, a version byte, the number of bytes of the
// body, the body, and the SHA-256 of all before it. The body is a list of
// origins; numbers are big-endian, texts and lists have their length before
// them.
package snapshot

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"chainzone/names"
	"chainzone/zone"
)

const (
	magic   = "chainzon"
	version = 1
	head    = len(magic) + 1 + 8 // bytes before the body
	sum     = sha256.Size

	// MaxBytes bounds a whole snapshot.
	MaxBytes = 256 << 20
	// maxData bounds what says which chain and contracts an origin is read from.
	maxData = 1 << 10
)

// Origin is what was read of one origin.
type Origin struct {
	Data     string         // which chain and contracts it was read from
	Position names.Position // where its names are exact
	Names    []Name
}

// Name is one registered name, or the origin itself.
type Name struct {
	Name  zone.Name
	State names.State // without its node
}

// Encode makes a snapshot. The second result is how many names found no room
// in MaxBytes.
func Encode(origins []Origin) (data []byte, left int) { return encode(origins, MaxBytes) }

func encode(origins []Origin, most int) (data []byte, left int) {
	b := make([]byte, head, max(head, min(sizeOf(origins), most)))
	b = binary.BigEndian.AppendUint32(b, uint32(len(origins)))
	for i := range origins {
		o := &origins[i]
		b = appendText(b, o.Data)
		b = appendPosition(b, &o.Position)
		count := len(b)
		b = binary.BigEndian.AppendUint32(b, 0)
		kept := uint32(0)
		for j := range o.Names {
			n := &o.Names[j]
			// What follows is no more than a state's fixed part, and the other origins.
			if len(b)+len(n.Name.Wire())+len(n.State.Image)+(len(origins)-i)*(maxData+512) > most-sum {
				left++
				continue
			}
			b = appendName(b, n)
			kept++
		}
		binary.BigEndian.PutUint32(b[count:], kept)
	}
	return seal(b), left
}

// sizeOf returns the bytes of a snapshot, and some: it is made while the caches are
// full, and is not to be copied to grow.
func sizeOf(origins []Origin) int {
	const perOrigin, perName = 512, 96 // beside what has a length of its own
	bytes := head + sum
	for i := range origins {
		bytes += perOrigin + len(origins[i].Data)
		for j := range origins[i].Names {
			bytes += perName + len(origins[i].Names[j].Name.Wire()) + len(origins[i].Names[j].State.Image)
		}
	}
	return bytes
}

// seal fills in what is before a body, and adds what comes after it.
func seal(b []byte) []byte {
	copy(b, magic)
	b[len(magic)] = version
	binary.BigEndian.PutUint64(b[len(magic)+1:], uint64(len(b)-head))
	check := sha256.Sum256(b)
	return append(b, check[:]...)
}

func appendText[T string | []byte](b []byte, text T) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(text))), text...)
}

func appendPosition(b []byte, p *names.Position) []byte {
	b = appendBlock(b, &p.Head.Block)
	b = binary.BigEndian.AppendUint64(b, p.Head.Changed)
	b = binary.BigEndian.AppendUint64(b, uint64(p.Head.Confirmed.UnixNano()))
	b = append(b, p.Changes[:]...)
	return append(b, p.Genesis[:]...)
}

func appendBlock(b []byte, block *names.Block) []byte {
	b = binary.BigEndian.AppendUint64(b, block.Number)
	b = append(b, block.Hash[:]...)
	return binary.BigEndian.AppendUint64(b, block.Time)
}

func appendName(b []byte, n *Name) []byte {
	b = append(b, n.Name.Wire()...) // it says where it ends
	b = appendBlock(b, &n.State.Block)
	b = append(b, n.State.Digest[:]...)
	b = binary.BigEndian.AppendUint64(b, n.State.Expiry)
	b = binary.BigEndian.AppendUint32(b, n.State.Serial)
	return appendText(b, n.State.Image)
}

// Why a snapshot is not one.
var (
	errMagic   = errors.New("it is not a snapshot")
	errLength  = errors.New("it is not as long as it says: it was cut off, or something was added")
	errCheck   = errors.New("its checksum is wrong")
	errContent = errors.New("its content has no meaning")
)

// Decode reads a snapshot, all of it or nothing. It takes memory in proportion
// to data, which the images are parts of, and never panics.
func Decode(data []byte) ([]Origin, error) {
	switch {
	case len(data) > MaxBytes:
		return nil, fmt.Errorf("it has %d bytes, more than %d", len(data), MaxBytes)
	case len(data) < head+sum || string(data[:len(magic)]) != magic:
		return nil, errMagic
	case data[len(magic)] != version:
		return nil, fmt.Errorf("it is of version %d, only %d is known", data[len(magic)], version)
	case binary.BigEndian.Uint64(data[len(magic)+1:]) != uint64(len(data)-head-sum):
		return nil, errLength
	}
	body, check := data[:len(data)-sum], data[len(data)-sum:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], check) {
		return nil, errCheck
	}
	r := &reader{rest: body[head:]}
	var origins []Origin
	for n := r.uint32(); n > 0 && !r.bad; n-- {
		o := Origin{Data: string(r.text(maxData)), Position: r.position()}
		for m := r.uint32(); m > 0 && !r.bad; m-- {
			o.Names = append(o.Names, r.name())
		}
		origins = append(origins, o)
	}
	if r.bad || len(r.rest) > 0 {
		return nil, errContent
	}
	return origins, nil
}

// reader takes values from what is left; after one that is not there, all are
// zero.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) take(n int) []byte {
	if r.bad || n > len(r.rest) {
		r.bad, r.rest = true, nil
		return make([]byte, min(n, sum))
	}
	out := r.rest[:n:n]
	r.rest = r.rest[n:]
	return out
}

func (r *reader) uint32() uint32 { return binary.BigEndian.Uint32(r.take(4)) }
func (r *reader) uint64() uint64 { return binary.BigEndian.Uint64(r.take(8)) }

func (r *reader) text(most uint32) []byte {
	n := r.uint32()
	if n > most {
		r.bad = true
		return nil
	}
	return r.take(int(n))
}

func (r *reader) block() (b names.Block) {
	b.Number = r.uint64()
	copy(b.Hash[:], r.take(len(b.Hash)))
	b.Time = r.uint64()
	return b
}

func (r *reader) position() (p names.Position) {
	p.Head.Block = r.block()
	p.Head.Changed = r.uint64()
	p.Head.Confirmed = time.Unix(0, int64(r.uint64()))
	copy(p.Changes[:], r.take(len(p.Changes)))
	copy(p.Genesis[:], r.take(len(p.Genesis)))
	return p
}

func (r *reader) name() (n Name) {
	var err error
	if n.Name, r.rest, err = zone.NameFromWire(r.rest); err != nil {
		r.bad, r.rest = true, nil
	}
	n.State.Block = r.block()
	copy(n.State.Digest[:], r.take(len(n.State.Digest)))
	n.State.Expiry = r.uint64()
	n.State.Serial = r.uint32()
	n.State.Image = r.text(zone.MaxImageBytes)
	return n
}
