package forward

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/wire"
)

const (
	keptStreams = 8                // connections to one upstream; more questions share them: RFC 7766 section 6.2.1
	keptFor     = 10 * time.Second // without a question
	deafAfter   = 5 * time.Second  // without a word, though asked
	lastWords   = time.Second      // for which replies are read that came before a connection took no more questions
)

const headerBytes = 12 // of a message: RFC 1035 section 4.1.1

var (
	errEnded  = errors.New("the connection ended")
	errUnread = errors.New("a reply that cannot be read")
	errMute   = errors.New("the connection ended without a word")
	errIdle   = errors.New("the connection was not used")
	errClosed = errors.New("the upstream is not used any more")
)

// streams are the connections to an upstream, on each of which any number of
// questions are under way, and answered in any order.
type streams struct {
	dial func(context.Context) (net.Conn, error)
	life context.Context
	end  context.CancelCauseFunc
	wait sync.WaitGroup

	mu   sync.Mutex
	open []*stream // those that take questions
}

// stream is one connection.
type stream struct {
	life context.Context // its cause says why it ended
	end  context.CancelCauseFunc
	out  chan []byte

	// Guarded by the mutex of streams.
	waiting map[uint16]*waiter // by id
	late    int                // replies that nobody waits for any more
	asked   time.Time          // since when it owes a word, zero if it does not
	heard   time.Time          // its last message came
	worked  bool               // it had a reply once
	retired bool               // it ends when nobody waits
	idle    *time.Timer
}

// waiter is a question on its way.
type waiter struct {
	q      *dns.Msg
	budget Budget
	got    chan outcome
}

type outcome struct {
	reply *dns.Msg
	err   error
}

func newStreams(dial func(context.Context) (net.Conn, error)) *streams {
	s := &streams{dial: dial}
	s.life, s.end = context.WithCancelCause(context.Background())
	return s
}

func (s *streams) close() {
	s.end(errClosed)
	s.wait.Wait()
}

// forget has the next question take a new connection. Those under way keep theirs.
func (s *streams) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, st := range s.open {
		st.retire()
	}
	s.open = nil
}

// retire and what follows are called with the mutex of streams.
func (st *stream) retire() {
	st.retired = true
	if len(st.waiting) == 0 {
		st.end(errIdle)
	}
}

func (st *stream) deaf() bool { return !st.asked.IsZero() && time.Since(st.asked) > deafAfter }

// enter puts a question, to which it gives an id, on the connection with the fewest
// of them: on a new one, as long as there are not many, if all have some.
func (s *streams) enter(w *waiter) (st *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(one *stream) bool {
		if one.deaf() {
			one.retire()
		}
		return one.retired || one.life.Err() != nil
	})
	for _, one := range s.open {
		if st == nil || len(one.waiting) < len(st.waiting) {
			st = one
		}
	}
	if st == nil || len(st.waiting) > 0 && len(s.open) < keptStreams {
		st = &stream{out: make(chan []byte), waiting: map[uint16]*waiter{}}
		st.life, st.end = context.WithCancelCause(s.life)
		st.idle = time.AfterFunc(keptFor, func() { s.rest(st) })
		s.open = append(s.open, st)
		s.wait.Go(func() { st.end(s.serve(st)) })
	}
	for w.q.Id = dns.Id(); st.waiting[w.q.Id] != nil; {
		w.q.Id++
	}
	st.waiting[w.q.Id] = w
	st.idle.Stop()
	return st
}

// leave takes a question off; owed says that its reply may come yet.
func (s *streams) leave(st *stream, w *waiter, owed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(st.waiting, w.q.Id)
	if owed {
		st.late++
	}
	switch {
	case len(st.waiting) > 0:
	case st.retired:
		st.end(errIdle)
	default:
		st.idle.Reset(keptFor)
	}
}

// rest ends a connection that nobody uses.
func (s *streams) rest(st *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(st.waiting) == 0 {
		st.end(errIdle)
	}
}

// exchange asks on a connection. errEnded is one that worked before: the other side
// may have closed it without knowing of the question.
func (s *streams) exchange(ctx context.Context, q *dns.Msg, b Budget) (reply *dns.Msg, err error) {
	w := &waiter{q: q, budget: b, got: make(chan outcome, 1)}
	st := s.enter(w)
	owed := false
	defer func() { s.leave(st, w, owed) }()
	packed, err := q.Pack()
	if err != nil {
		return nil, err
	}
	select {
	case st.out <- append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...):
		owed = true
	case <-ctx.Done():
		return nil, &connectError{ctx.Err()} // nothing could be sent in all its time
	case <-st.life.Done():
		return nil, s.ended(st)
	}
	sent := time.Now()
	select {
	case got := <-w.got:
		owed = got.reply == nil && !errors.Is(got.err, errUnread)
		return got.reply, got.err
	case <-ctx.Done():
		if time.Since(sent) >= patience && s.mute(st, sent) {
			s.forget() // it may be dead, and others with it
		}
		return nil, ctx.Err()
	case <-st.life.Done():
	}
	select {
	case got := <-w.got: // before the end
		return got.reply, got.err
	default:
		return nil, s.ended(st)
	}
}

// mute reports whether a connection has said nothing since a question was sent.
func (s *streams) mute(st *stream, sent time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !st.heard.After(sent)
}

// ended says why a connection has.
func (s *streams) ended(st *stream) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st.worked {
		return errors.Join(errEnded, context.Cause(st.life))
	}
	return errors.Join(errMute, context.Cause(st.life))
}

// serve connects, sends questions and hands out replies, and says why it ended.
func (s *streams) serve(st *stream) error {
	ctx, cancel := context.WithTimeout(st.life, tryLimit)
	defer cancel()
	conn, err := s.dial(ctx)
	if err != nil {
		return &connectError{err}
	}
	defer func() { _ = conn.Close() }() // nothing is under way on it
	defer context.AfterFunc(st.life, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	s.wait.Go(func() { s.send(st, conn) })
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return err
		}
		buf := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, buf); err != nil {
			return err
		}
		r, err := wire.Unpack(buf)
		if err != nil && len(buf) < headerBytes {
			return errors.Join(errUnread, err)
		}
		if err := s.deliver(st, r, err, len(buf)); err != nil {
			return err
		}
	}
}

// send sends questions until the connection ends. Where the other side takes no more of
// them, the replies that it sent before are read yet.
func (s *streams) send(st *stream, conn net.Conn) {
	for {
		select {
		case <-st.life.Done():
			return
		case framed := <-st.out:
			s.mu.Lock()
			if st.asked.IsZero() {
				st.asked = time.Now()
			}
			s.mu.Unlock()
			if _, err := conn.Write(framed); err != nil {
				s.mu.Lock()
				st.retired = true
				s.mu.Unlock()
				time.AfterFunc(lastWords, func() { st.end(err) })
				return
			}
		}
	}
}

// deliver hands a reply to the question that waits for it. One that cannot be read,
// and unread says why, fails that question alone. One that nobody asked for is paid
// for by all who wait, and ends a connection on which nobody does.
func (s *streams) deliver(st *stream, r *dns.Msg, unread error, size int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	st.asked, st.heard = time.Time{}, time.Now()
	switch w := st.waiting[r.Id]; {
	case w != nil && unread != nil:
		st.worked = true
		w.receive(size, nil)
		w.get(outcome{err: errors.Join(errUnread, unread)})
		return nil
	case w != nil && fits(r, w.q):
		st.worked = true
		w.receive(size, r)
		return nil
	}
	if st.late > 0 {
		st.late--
		return nil
	}
	if len(st.waiting) == 0 {
		return errors.New("a reply that nobody asked for")
	}
	for _, w := range st.waiting {
		w.receive(size, nil)
	}
	return nil
}

// receive pays for a message, and hands it on if it is the reply.
func (w *waiter) receive(size int, r *dns.Msg) {
	got := outcome{reply: r}
	if err := w.budget.Receive(size); err != nil {
		got = outcome{err: &spentError{err}}
	} else if r == nil {
		return
	}
	w.get(got)
}

func (w *waiter) get(got outcome) {
	select {
	case w.got <- got:
	default: // it had one
	}
}

// stream asks over TCP or TLS: on a connection that is kept, and if the other side has
// closed that, on another.
func (u *upstream) stream(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	q = u.query(q)
	defer u.underWay.add(q.Question[0])()
	for {
		if err := b.Ask(); err != nil {
			return nil, &spentError{err}
		}
		reply, err := u.streams.exchange(ctx, q, b)
		if err == nil && u.Scheme == UDP && reply.Question[0].Name != q.Question[0].Name {
			u.losesCase.Store(true)
		}
		var unreachable *connectError
		if u.Scheme == UDP && errors.As(err, &unreachable) {
			err = fmt.Errorf("over TCP: %v", unreachable.err) //nolint:errorlint // it is no connectError: the server is asked over UDP
		}
		if !errors.Is(err, errEnded) || ctx.Err() != nil {
			return reply, err
		}
	}
}
