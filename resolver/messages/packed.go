package messages

import (
	"bytes"
	"sync"

	"github.com/miekg/dns"

	"chainzone/resolver/wire"
)

const (
	// MaxWire is the size of the longest answer that is kept, in bytes as sent,
	// with its header and question. Longer ones are rare (a signed reply has
	// 1 to 4 KiB), and each would push hundreds out.
	MaxWire = 16 << 10
	// maxPacked is the size of the longest answer that is kept, in bytes without
	// compression of its names, which is what a hit's work is proportional to.
	// Compression makes the names of real answers two to four times shorter.
	maxPacked = 4 * MaxWire

	headerBytes = 12
)

// packed is a message as it is kept: its records in wire form, one after another,
// with no name compressed. So the heap it takes is known, and unpacking it takes
// work and memory in proportion to it.
type packed struct {
	wire      []byte
	answer    uint16 // records of the answer section; the others are of the authority section, but for an OPT
	rcode     uint8
	validated bool
}

// buffers has room for one message each. A message that does not fit is not kept.
var buffers = sync.Pool{New: func() any { return new([maxPacked]byte) }}

// pack returns the kept form of a reply to key, and false if the message is too
// long, or is none that comes back as it is.
func pack(key Key, m Message) (p packed, ok bool) {
	buffer := buffers.Get().(*[maxPacked]byte)
	defer buffers.Put(buffer)
	// As it was sent, after a header of 12 bytes and a question.
	compression := map[string]int{key.Name.String(): headerBytes}
	if _, ok = packAll(m, buffer[:MaxWire], headerBytes+len(key.Name.Wire())+4, compression); !ok {
		return packed{}, false
	}
	end, ok := packAll(m, buffer[:], 0, nil)
	if !ok {
		return packed{}, false
	}
	p = packed{wire: bytes.Clone(buffer[:end]), answer: uint16(len(m.Answer)), rcode: uint8(m.Rcode), validated: m.Validated}
	again, err := p.unpack(nil)
	return p, err == nil && len(again.Answer) == len(m.Answer) && len(again.Ns) == len(m.Ns) && len(again.Reasons) == len(m.Reasons)
}

// packAll writes the records into b from at on, and returns where they end. It
// returns false if they do not fit, or one cannot be packed.
func packAll(m Message, b []byte, at int, compression map[string]int) (end int, ok bool) {
	var err error
	for _, list := range [][]dns.RR{m.Answer, m.Ns, m.reasons()} {
		for _, rr := range list {
			if at, err = dns.PackRR(rr, b, at, compression, compression != nil); err != nil {
				return 0, false
			}
		}
	}
	return at, true
}

// reasons are the message's as the options of an OPT record, the last record if there
// are any.
func (m Message) reasons() []dns.RR {
	if len(m.Reasons) == 0 {
		return nil
	}
	opt := &dns.OPT{Hdr: dns.RR_Header{Name: ".", Rrtype: dns.TypeOPT}}
	for _, r := range m.Reasons {
		opt.Option = append(opt.Option, &dns.EDNS0_EDE{InfoCode: r.Code, ExtraText: r.Text})
	}
	return []dns.RR{opt}
}

// unpack returns the message, whose records are the caller's own. ttl, which may
// be nil, is what each of their TTLs becomes.
func (p *packed) unpack(ttl func(uint32) uint32) (m Message, err error) {
	m = Message{Rcode: int(p.rcode), Validated: p.validated, Answer: make([]dns.RR, 0, p.answer)}
	err = wire.Records(p.wire, func(rr dns.RR) {
		if opt, ok := rr.(*dns.OPT); ok {
			for _, o := range opt.Option {
				if e, ok := o.(*dns.EDNS0_EDE); ok {
					m.Reasons = append(m.Reasons, Reason{e.InfoCode, e.ExtraText})
				}
			}
			return
		}
		if ttl != nil {
			rr.Header().Ttl = ttl(rr.Header().Ttl)
		}
		if len(m.Answer) < int(p.answer) {
			m.Answer = append(m.Answer, rr)
		} else {
			m.Ns = append(m.Ns, rr)
		}
	})
	return m, err
}
