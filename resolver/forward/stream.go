package forward

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/miekg/dns"
)

const (
	keptStreams = 8                // of one upstream
	keptFor     = 10 * time.Second // without a question
)

// streams keeps connections for the next question: RFC 7766 section 6.2.1.
type streams struct {
	dial func(context.Context) (net.Conn, error)

	mu     sync.Mutex
	kept   []keptStream // the last was used last
	closed bool
}

type keptStream struct {
	conn net.Conn
	at   time.Time
}

// take returns a kept connection, or nil.
func (s *streams) take(now time.Time) net.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.kept) > 0 {
		last := s.kept[len(s.kept)-1]
		s.kept = s.kept[:len(s.kept)-1]
		if now.Sub(last.at) < keptFor {
			return last.conn
		}
		_ = last.conn.Close() // the other side has, most likely
	}
	return nil
}

func (s *streams) keep(conn net.Conn, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.kept) == keptStreams {
		_ = conn.Close() // nothing is under way on it
		return
	}
	s.kept = append(s.kept, keptStream{conn, now})
}

func (s *streams) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.forget()
}

// forget closes what is kept.
func (s *streams) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.kept {
		_ = k.conn.Close() // nothing is under way on it
	}
	s.kept = nil
}

// stream asks over TCP or TLS: on a kept connection, and if the other side has
// closed that, on a new one.
func (u *upstream) stream(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	q = u.query(q)
	packed, err := q.Pack()
	if err != nil {
		return nil, err
	}
	defer u.underWay.add(q.Question[0])()
	for conn := u.streams.take(time.Now()); ; conn = nil {
		kept := conn != nil
		if err := b.Ask(); err != nil {
			return nil, &spentError{err}
		}
		if !kept {
			if conn, err = u.streams.dial(ctx); err != nil {
				return nil, err
			}
		}
		reply, err := converse(ctx, conn, packed, q, b)
		if err == nil {
			u.streams.keep(conn, time.Now())
			if u.Scheme == UDP && reply.Question[0].Name != q.Question[0].Name {
				u.losesCase.Store(true)
			}
			return reply, nil
		}
		_ = conn.Close() // it failed
		var spent *spentError
		if !kept || errors.As(err, &spent) || ctx.Err() != nil {
			return nil, err
		}
	}
}

// converse sends one query and waits for its reply.
func converse(ctx context.Context, conn net.Conn, packed []byte, q *dns.Msg, b Budget) (*dns.Msg, error) {
	if err := conn.SetDeadline(time.Time{}); err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...)); err != nil {
		return nil, err
	}
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return nil, err
		}
		buf := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, buf); err != nil {
			return nil, err
		}
		if err := b.Receive(len(buf)); err != nil {
			return nil, &spentError{err}
		}
		r := new(dns.Msg)
		if err := r.Unpack(buf); err != nil {
			return nil, fmt.Errorf("a reply that cannot be read: %w", err)
		}
		if fits(r, q) {
			return r, nil
		}
	}
}
