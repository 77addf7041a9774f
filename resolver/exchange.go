package resolver

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// dial opens a socket to an IP address and port.
type dial func(ctx context.Context, network, address string) (net.Conn, error)

// question asks for w's type at name, with what the client set of EDNS, but
// for its subnet, which is nobody else's business.
func (w *work) question(name zone.Name) *dns.Msg {
	q := new(dns.Msg)
	q.Question = []dns.Question{{Name: name.String(), Qtype: w.qtype, Qclass: dns.ClassINET}}
	q.SetEdns0(udpPayload, w.edns.dnssec)
	return q
}

// exchange asks one server over UDP, and over TCP when truncated.
func (w *work) exchange(ctx context.Context, d dial, q *dns.Msg, up *upstream, limit time.Duration) (*dns.Msg, error) {
	try, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	r, err := w.roundTrip(try, d, "udp", q, up.addr)
	if err == nil && r.Truncated {
		r, err = w.roundTrip(try, d, "tcp", q, up.addr)
	}
	if ctx.Err() == nil && !errors.Is(err, errBudget) { // else it says nothing of the upstream
		up.note(err == nil, time.Now())
	}
	return r, err
}

// roundTrip sends q with a new id from a new socket and waits for its reply.
// Whatever else arrives is ignored: RFC 5452 section 9.1.
func (w *work) roundTrip(ctx context.Context, d dial, network string, q *dns.Msg, to netip.AddrPort) (*dns.Msg, error) {
	if w.queries++; w.queries > maxQueries {
		return nil, errBudget
	}
	w.t.Queries++
	q = q.Copy()
	q.Id = dns.Id()
	packed, err := q.Pack()
	if err != nil {
		return nil, err
	}
	socket, err := d(ctx, network, to.String())
	if err != nil {
		return nil, err
	}
	defer func() { _ = socket.Close() }() // the reply is here, or none will come
	defer context.AfterFunc(ctx, func() { _ = socket.SetDeadline(time.Unix(1, 0)) })()
	conn := &dns.Conn{Conn: socket}
	if _, err := conn.Write(packed); err != nil {
		return nil, err
	}
	for buf := make([]byte, dns.MaxMsgSize); ; {
		n, err := conn.Read(buf)
		if err != nil {
			return nil, err
		}
		if err := w.receive(n); err != nil {
			return nil, err
		}
		r := new(dns.Msg)
		if r.Unpack(buf[:n]) == nil && answers(r, q) {
			return r, nil
		}
	}
}

// answers says whether r is a reply to q.
func answers(r, q *dns.Msg) bool {
	return r.Response && r.Id == q.Id && r.Opcode == q.Opcode && len(r.Question) == 1 &&
		strings.EqualFold(r.Question[0].Name, q.Question[0].Name) &&
		r.Question[0].Qtype == q.Question[0].Qtype && r.Question[0].Qclass == q.Question[0].Qclass
}
