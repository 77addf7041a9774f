package resolver

import (
	"context"
	"net/netip"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/forward"
	"chainzone/zone"
)

// question asks for w's type at name, with what the client set of EDNS, but
// for its subnet, which is nobody else's business.
func (w *work) question(name zone.Name) *dns.Msg {
	q := new(dns.Msg)
	q.Question = []dns.Question{{Name: name.String(), Qtype: w.qtype, Qclass: dns.ClassINET}}
	q.SetEdns0(udpPayload, w.edns.dnssec)
	return q
}

// spending is what messages to other servers take of a query's budget. It is
// safe for concurrent use.
type spending struct {
	queries, bytes         atomic.Int64
	mostQueries, mostBytes int64
}

// left is a spending of what the query has left.
func (b *budget) left() *spending {
	return &spending{mostQueries: int64(maxQueries - b.queries), mostBytes: int64(maxBytes - b.bytes)}
}

// begun reports whether the query had spent some of its budget before.
func (s *spending) begun() bool { return s.mostQueries < maxQueries || s.mostBytes < maxBytes }

// Ask counts a message to a server.
func (s *spending) Ask() error {
	if s.queries.Add(1) > s.mostQueries {
		s.queries.Store(s.mostQueries)
		return errQueries
	}
	return nil
}

// Receive counts what came from one.
func (s *spending) Receive(bytes int) error {
	if s.bytes.Add(int64(bytes)) > s.mostBytes {
		return errBytes
	}
	return nil
}

// spend takes from the query's budget what was spent for it.
func (w *work) spend(s *spending) {
	n := int(s.queries.Load())
	w.queries += n
	w.t.Queries += n
	w.bytes += int(s.bytes.Load())
}

// exchange asks one server that is not an upstream.
func (w *work) exchange(ctx context.Context, open forward.Dial, q *dns.Msg, to netip.AddrPort, limit time.Duration) (*dns.Msg, error) {
	try, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	s := w.left()
	defer w.spend(s)
	return forward.Once(try, open, to, q, s)
}
