package forward

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/wire"
)

// A question that is not answered is sent again, each time from a new socket,
// with a new id and in other letters.
var attempts = []time.Duration{400 * time.Millisecond, 600 * time.Millisecond, tryLimit}

// errCase is a reply whose name is not in the letters of the question: one that
// was forged blindly, or an upstream that does not keep them.
var errCase = errors.New("the reply's name is not in the question's letters")

// errForged is a reply to the question, from the upstream's address to our port,
// with another id or cookie: somebody guesses.
var errForged = errors.New("a reply to the question with another id or cookie")

// datagrams asks over UDP, and over TCP when the reply is truncated or strange.
func (u *upstream) datagrams(ctx context.Context, q *dns.Msg, b Budget) (reply *dns.Msg, err error) {
	for _, limit := range attempts {
		reply, err = u.datagram(ctx, q, b, limit, true)
		var spent *spentError
		if err == nil || errors.As(err, &spent) || ctx.Err() != nil || errors.Is(err, errCase) || errors.Is(err, errForged) {
			break
		}
		if Unreachable(err) {
			return nil, err
		}
	}
	switch {
	case errors.Is(err, errCase), errors.Is(err, errForged):
		// RFC 5452 section 9.3 has us expect an attack: TCP cannot be forged blindly.
		lost := errors.Is(err, errCase)
		reply, err = u.stream(ctx, q, b)
		if err != nil && ctx.Err() == nil { // it speaks UDP only
			if lost {
				u.losesCase.Store(true)
			}
			return u.datagram(ctx, q, b, tryLimit, false)
		}
		return reply, err
	case err != nil:
		return nil, err
	case reply.Rcode == dns.RcodeBadCookie:
		// It told us its cookie, which the second question has.
		if reply, err = u.datagram(ctx, q, b, tryLimit, true); err == nil && reply.Rcode == dns.RcodeBadCookie {
			return u.stream(ctx, q, b)
		}
	}
	if err == nil && reply.Truncated {
		return u.stream(ctx, q, b)
	}
	return reply, err
}

// datagram sends q once and waits for its reply. Whatever else arrives is
// ignored (RFC 5452 section 9.1), but what somebody forged
// is errForged if the caller is wary.
func (u *upstream) datagram(ctx context.Context, q *dns.Msg, b Budget, limit time.Duration, wary bool) (*dns.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	q = u.query(q)
	packed, err := q.Pack()
	if err != nil {
		return nil, err
	}
	if err := b.Ask(); err != nil {
		return nil, &spentError{err}
	}
	defer u.underWay.add(q.Question[0])()
	conn, err := u.dial(ctx, "udp") // connected: only the upstream's datagrams arrive
	if err != nil {
		return nil, &connectError{err}
	}
	defer func() { _ = conn.Close() }() // the reply is here, or none will come
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	if _, err := conn.Write(packed); err != nil {
		return nil, &connectError{err}
	}
	for buf := make([]byte, dns.MaxMsgSize); ; {
		n, err := conn.Read(buf)
		var timeout net.Error
		switch {
		case err == nil:
		case errors.As(err, &timeout) && timeout.Timeout():
			return nil, err
		default:
			return nil, &connectError{err} // such as a closed port
		}
		if err := b.Receive(n); err != nil {
			return nil, &spentError{err}
		}
		r, err := wire.Unpack(buf[:n])
		if err != nil && !r.Truncated || !answersTo(r, q) {
			continue
		}
		if r.Id != q.Id || !u.cookieFits(r) {
			if wary {
				return nil, errForged
			}
			continue
		}
		if r.Question[0].Name != q.Question[0].Name {
			return nil, errCase
		}
		return r, nil
	}
}

// mixCase puts each letter of a name in upper or lower case at random
// (draft-vixie-dnsext-dns0x20): bits that who forges a reply must guess.
func mixCase(name string) string {
	b := []byte(name)
	for i, c := range b {
		if 'a' <= c|0x20 && c|0x20 <= 'z' && rand.Uint32()&1 == 0 { // seeded from the system, ChaCha8
			b[i] = c ^ 0x20
		}
	}
	return string(b)
}
