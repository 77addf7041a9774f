// Package wire reads DNS messages that others sent, at a cost that their bytes bound.
package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/miekg/dns"
)

// MaxUncompressed limits the bytes of a message's questions and records when they are written
// without compression. A message of 64 KiB could otherwise name the same 255 bytes 32,000 times.
// 64 KiB of A records of one owner fit up to an owner of 50 bytes.
const MaxUncompressed = 4 * dns.MaxMsgSize

// maxPointers limits the compression pointers of one name: the library follows as many.
const maxPointers = 126

// questionBytes is the length of a question's type and class, recordBytes that of a record's
// type, class, TTL and length.
const (
	headerBytes   = 12
	questionBytes = 4
	recordBytes   = 10
)

var (
	errCut      = errors.New("the message ends inside a question or record")
	errForward  = errors.New("a compression pointer does not point backwards")
	errPointers = errors.New("a name has too many compression pointers")
	errTooLarge = fmt.Errorf("the message takes more than %d bytes without compression", MaxUncompressed)
)

// reader reads one message.
type reader struct {
	b     []byte
	at    int
	size  int            // bytes of what was read, without compression
	names map[int]string // by the offset where they begin; nil: there are no pointers
	last  []byte         // the name before, in wire form
	text  string         // the same in presentation form
}

// Unpack reads a message. On an error the message holds what was read before it. Unlike the
// library it reads EDNS options as RFC 6891 section 6.1.2 has them, takes each type that holds
// any number of names as opaque data, and has names point backwards only (RFC 1035 section
// 4.1.4).
func Unpack(b []byte) (*dns.Msg, error) {
	m := new(dns.Msg)
	if len(b) < headerBytes {
		return m, errCut
	}
	if err := m.Unpack(b[:headerBytes]); err != nil { // the header alone
		return m, err
	}
	r := &reader{b: b, at: headerBytes, names: map[int]string{}}
	for range binary.BigEndian.Uint16(b[4:]) {
		q, err := r.question()
		if err != nil {
			return m, err
		}
		m.Question = append(m.Question, q)
	}
	for i, section := range []*[]dns.RR{&m.Answer, &m.Ns, &m.Extra} {
		for range binary.BigEndian.Uint16(b[6+2*i:]) {
			rr, err := r.record()
			if err != nil {
				return m, err
			}
			*section = append(*section, rr)
		}
	}
	if opt := m.IsEdns0(); opt != nil {
		m.Rcode |= opt.ExtendedRcode()
	}
	return m, nil
}

// name reads the name at the present place. A pointer to a name that was read costs nothing.
func (r *reader) name() (string, error) {
	begin, start := r.at, r.at
	if begin >= len(r.b) {
		return "", errCut
	}
	if target, ok := r.pointer(begin); ok {
		start = target
		if name, known := r.names[target]; known && target < begin {
			r.at += 2
			return name, nil
		}
	}
	if len(r.last) > 0 && bytes.HasPrefix(r.b[begin:], r.last) { // that of the record before
		r.at += len(r.last)
		return r.text, nil
	}
	if err := r.backwards(); err != nil {
		return "", err
	}
	name, next, err := dns.UnpackDomainName(r.b, begin)
	if err != nil {
		return "", err
	}
	r.at, r.last, r.text = next, r.b[begin:next], name
	if r.names != nil {
		r.names[start] = name
	}
	return name, nil
}

// pointer is the target of a compression pointer at an offset.
func (r *reader) pointer(at int) (target int, ok bool) {
	if at+1 >= len(r.b) || r.b[at]&0xC0 != 0xC0 {
		return 0, false
	}
	return int(binary.BigEndian.Uint16(r.b[at:]) & 0x3FFF), true
}

// backwards reports an error unless every pointer of the name at the present place points in
// front of the labels that lead to it.
func (r *reader) backwards() error {
	begin, pointers := r.at, 0
	for at := r.at; at < len(r.b); {
		target, ok := r.pointer(at)
		switch {
		case !ok && (r.b[at] == 0 || r.b[at] > 63):
			return nil // its end, or for the library to refuse
		case !ok:
			at += 1 + int(r.b[at])
		case target >= begin:
			return errForward
		case pointers == maxPointers:
			return errPointers
		default:
			begin, at = target, target
			pointers++
		}
	}
	return errCut
}

// count adds to the size of what was read.
func (r *reader) count(n int) error {
	if r.size += n; r.size > MaxUncompressed {
		return errTooLarge
	}
	return nil
}

func (r *reader) question() (q dns.Question, err error) {
	if q.Name, err = r.name(); err != nil {
		return q, err
	}
	if len(r.b)-r.at < questionBytes {
		return q, errCut
	}
	q.Qtype, q.Qclass = binary.BigEndian.Uint16(r.b[r.at:]), binary.BigEndian.Uint16(r.b[r.at+2:])
	r.at += questionBytes
	return q, r.count(len(q.Name) + 1 + questionBytes)
}

func (r *reader) record() (dns.RR, error) {
	name, err := r.name()
	if err != nil {
		return nil, err
	}
	if len(r.b)-r.at < recordBytes {
		return nil, errCut
	}
	fixed := r.b[r.at:]
	h := dns.RR_Header{
		Name: name, Rrtype: binary.BigEndian.Uint16(fixed), Class: binary.BigEndian.Uint16(fixed[2:]),
		Ttl: binary.BigEndian.Uint32(fixed[4:]), Rdlength: binary.BigEndian.Uint16(fixed[8:]),
	}
	r.at += recordBytes
	begin, end := r.at, r.at+int(h.Rdlength)
	if end > len(r.b) {
		return nil, errCut
	}
	r.at = end
	rr, err := data(h, r.b[:end], begin)
	if err != nil {
		return nil, fmt.Errorf("a record of type %s: %w", dns.Type(h.Rrtype), err)
	}
	return rr, r.count(dns.Len(rr))
}

// Records reads records that stand one after another in b, as Unpack does.
func Records(b []byte, f func(dns.RR)) error {
	for r := (&reader{b: b}); r.at < len(b); {
		rr, err := r.record()
		if err != nil {
			return err
		}
		f(rr)
	}
	return nil
}

// maxTyped limits the data of types that are dear to the library, or that it does not give back
// whole. Honest data of these types is a tenth as long, and longer data stays opaque.
const maxTyped = 1024

// data reads the data of a record, which begins at an offset and ends where b does.
func data(h dns.RR_Header, b []byte, begin int) (dns.RR, error) {
	opaque := false
	switch raw := b[begin:]; h.Rrtype {
	case dns.TypeOPT:
		return &dns.OPT{Hdr: h, Option: options(bytes.Clone(raw))}, nil
	case dns.TypeHIP: // any number of names
		opaque = true
	case dns.TypeURI, dns.TypeCAA: // the library reads a backslash and writes an escape
		opaque = len(raw) > maxTyped || bytes.IndexByte(raw, '\\') >= 0
	case dns.TypeNSEC, dns.TypeNSEC3, dns.TypeCSYNC, dns.TypeNXT: // eight types in a byte
		opaque = len(raw) > maxTyped
	}
	if opaque {
		return &dns.RFC3597{Hdr: h, Rdata: hex.EncodeToString(b[begin:])}, nil
	}
	rr, _, err := dns.UnpackRRWithHeader(h, b, begin)
	return rr, err
}
