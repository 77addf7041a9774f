package resolver

import (
	"encoding/binary"
	"runtime/debug"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/wire"
)

const headerBytes = 12 // of a message: RFC 1035 section 4.1.1

// handle answers one message, unless it can have no answer.
func (s *Server) handle(packet []byte, from Client, send func([]byte) error) {
	q := parse(packet)
	if q == nil {
		return
	}
	began := time.Now()
	e := s.answerOrFail(q, from)
	if s.config.Observe != nil {
		e.Took = time.Since(began)
		s.config.Observe(e)
	}
	reply := e.Reply
	if reply == nil {
		return
	}
	data, err := reply.Pack()
	if err != nil {
		s.log.Error("a reply cannot be packed", "err", err)
		if data, err = failure(q).Pack(); err != nil {
			return
		}
	}
	_ = send(data) // the client may be gone
}

// parse reads a query. Of one that is malformed, or has what no query has, the
// header alone is left, which is answered with FORMERR; of one with another
// opcode too, since what follows is for that opcode to say. Either keeps its OPT
// record, since its reply has one too (RFC 6891 section 6.1.1). What is a reply,
// or has no header, is nil: two servers must not answer each other's errors.
func parse(packet []byte) *dns.Msg {
	if len(packet) < headerBytes || packet[2]&0x80 != 0 {
		return nil
	}
	header := new(dns.Msg)
	header.Id = binary.BigEndian.Uint16(packet)
	header.Opcode = int(packet[2]>>3) & 0xf
	if len(packet) > maxQuery {
		return header
	}
	q, err := wire.Unpack(packet)
	authorities := binary.BigEndian.Uint16(packet[8:])
	additionals := binary.BigEndian.Uint16(packet[10:])
	switch {
	case header.Opcode != dns.OpcodeQuery:
		if err == nil {
			header.Extra = q.Extra
		}
		return header
	// An IXFR has one record of authority; OPT and a signature stand at the end.
	case err != nil, len(q.Answer) > 0, authorities > 1, additionals > 2:
		if opt := q.IsEdns0(); opt != nil {
			opt.Option = []dns.EDNS0{wire.Malformed{EDNS0_LOCAL: new(dns.EDNS0_LOCAL)}}
			header.Extra = []dns.RR{opt}
		}
		return header
	}
	return q
}

// failure is a reply that has SERVFAIL and nothing else to say.
func failure(q *dns.Msg) *dns.Msg {
	m := new(dns.Msg).SetRcode(q, dns.RcodeServerFailure)
	if opt := q.IsEdns0(); opt != nil {
		m.SetEdns0(udpPayload, opt.Do())
	}
	return m
}

// answerOrFail is Answer, and SERVFAIL if that panics.
func (s *Server) answerOrFail(q *dns.Msg, from Client) (e Event) {
	e = Event{Client: from, Query: q, Trace: &Trace{}}
	defer func() {
		if p := recover(); p != nil {
			s.panicked(p, debug.Stack())
			e.Reply, e.Panicked = failure(q), true
		}
	}()
	e.Reply, e.Trace = s.answer(s.queries, q, from)
	e.Panicked = e.Trace.panicked
	return e
}

// betweenPanics is the time between two of them in the log: who finds a query
// that panics can ask it again and again.
const betweenPanics = time.Minute

// panicked tells of a panic, unless another was told of a moment ago.
func (s *Server) panicked(p any, stack []byte) {
	now, last := time.Now(), s.lastPanic.Load()
	if (last == nil || now.Sub(*last) >= betweenPanics) && s.lastPanic.CompareAndSwap(last, &now) {
		s.log.Error("a query panicked, which is a bug: please report it; others within a minute are counted only", "panic", p, "stack", string(stack))
	}
}
