package resolver

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/quic-go/quic-go"
)

// Error codes of DNS over QUIC, RFC 9250 section 4.3.
const (
	doqNoError       = 0x0
	doqInternalError = 0x1
	doqProtocolError = 0x2
	doqExcessiveLoad = 0x4
)

// quicListener answers queries over QUIC: RFC 9250, a stream a query.
type quicListener struct {
	transport *quic.Transport
	listener  *quic.Listener
	limit     *tally
	slots     *inFlight
	answer    answerFunc
	wait      sync.WaitGroup
	served    chan struct{}
}

func newQUICListener(conn net.PacketConn, config *tls.Config, limit *tally, slots *inFlight, answer answerFunc) (*quicListener, error) {
	config = config.Clone()
	config.NextProtos = []string{"doq"}
	config.MinVersion = tls.VersionTLS13
	out := &quicListener{limit: limit, slots: slots, answer: answer, served: make(chan struct{})}
	out.transport = &quic.Transport{Conn: conn, VerifySourceAddress: limit.crowded, ConnContext: out.enter}
	var err error
	out.listener, err = out.transport.Listen(config, &quic.Config{
		HandshakeIdleTimeout:           firstByte,
		MaxIdleTimeout:                 idle,
		MaxIncomingStreams:             maxPipelined,
		MaxIncomingUniStreams:          -1,
		InitialStreamReceiveWindow:     2 * maxQuery,
		MaxStreamReceiveWindow:         2 * maxQuery,
		InitialConnectionReceiveWindow: 1 << 14,
		MaxConnectionReceiveWindow:     1 << 15,
	})
	if err != nil {
		return nil, errors.Join(err, out.transport.Close())
	}
	return out, nil
}

// enter counts a connection in before its handshake, and out at its end.
func (l *quicListener) enter(ctx context.Context, from *quic.ClientInfo) (context.Context, error) {
	leave, ok := l.limit.enter(addrOf(from.RemoteAddr))
	if !ok {
		return nil, errors.New("too many connections")
	}
	context.AfterFunc(ctx, leave)
	return ctx, nil
}

func (l *quicListener) serve(ctx context.Context) error {
	defer close(l.served)
	for {
		conn, err := l.listener.Accept(ctx)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // an accept that was cut off by the end is no failure
		}
		if err != nil {
			return fmt.Errorf("serve QUIC: %w", err)
		}
		l.wait.Go(func() { l.converse(ctx, conn) })
	}
}

// converse answers the streams of one connection until it ends, or is to: then it
// accepts no more of them, and ends it when all are answered and the answers are there.
func (l *quicListener) converse(ctx context.Context, conn *quic.Conn) {
	from, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return
	}
	accepting, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	c := &quicConn{Conn: conn, slots: l.slots, answer: l.answer, from: Client{Addr: from.Addr(), Transport: QUIC}, held: map[*time.Timer]struct{}{}}
	defer c.letGo()
	var answering sync.WaitGroup
	for {
		stream, err := conn.AcceptStream(accepting)
		if err != nil || accepting.Err() != nil {
			break
		}
		answering.Go(func() {
			switch err := c.exchange(stream); {
			case errors.Is(err, errDoQ):
				stop(&quic.ApplicationError{ErrorCode: doqProtocolError, ErrorMessage: err.Error()}) // RFC 9250 section 4.3.3
			case err != nil && c.givenUp.more():
				stop(&quic.ApplicationError{ErrorCode: doqExcessiveLoad, ErrorMessage: "too many streams without a query"})
			}
		})
	}
	answering.Wait()
	c.delivered()
	end := &quic.ApplicationError{ErrorCode: doqNoError}
	_ = errors.As(context.Cause(accepting), &end)
	_ = conn.CloseWithError(end.ErrorCode, end.ErrorMessage) // it may have ended by itself
}

var (
	errDoQ     = errors.New("not one query of DNS over QUIC")
	errGivenUp = errors.New("no query came")
)

// quicConn is a connection that is conversed on.
type quicConn struct {
	*quic.Conn
	slots   *inFlight
	answer  answerFunc
	from    Client
	givenUp givenUp
	sent    atomic.Int64 // Unix time of the last reply, in ns

	mu   sync.Mutex
	held map[*time.Timer]struct{} // of streams that came to nothing; nil at the end
}

// hold has a stream that came to nothing count among those that the client may have,
// until reset. A timer takes less memory than a goroutine that waits.
func (c *quicConn) hold(reset func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held == nil {
		return // the connection ends, and its streams with it
	}
	var t *time.Timer
	t = time.AfterFunc(givenUpHeld, func() {
		c.mu.Lock()
		delete(c.held, t)
		c.mu.Unlock()
		reset()
	})
	c.held[t] = struct{}{}
}

// letGo ends what is held, so that nothing keeps the connection in memory.
func (c *quicConn) letGo() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for t := range c.held {
		t.Stop()
	}
	c.held = nil
}

// exchange answers the query of one stream. The error is the client's: errDoQ
// ends the connection, errGivenUp where there are many.
func (c *quicConn) exchange(stream *quic.Stream) error {
	reset := func(code quic.StreamErrorCode) {
		stream.CancelRead(code)
		stream.CancelWrite(code)
	}
	if err := stream.SetReadDeadline(time.Now().Add(rest)); err != nil {
		reset(doqInternalError)
		return nil //nolint:nilerr // the connection is gone
	}
	data, err := io.ReadAll(io.LimitReader(stream, 2+maxQuery+1))
	if err != nil { // slow, reset, or gone
		c.hold(func() { reset(doqExcessiveLoad) })
		return errGivenUp
	}
	// Section 4.2: one query, its length before it, and the stream ends. 4.2.1: its id is 0.
	if len(data) < 2+headerBytes || int(binary.BigEndian.Uint16(data)) != len(data)-2 || data[2] != 0 || data[3] != 0 {
		reset(doqProtocolError)
		return errDoQ
	}
	if !c.slots.enter(QUIC) {
		reset(doqExcessiveLoad)
		return nil
	}
	// A client that does not take its reply keeps no slot from others.
	leave := sync.OnceFunc(func() { c.slots.leave(QUIC) })
	defer leave()
	answered := false
	c.answer(data[2:], c.from, func(reply []byte) error {
		leave()
		answered = true
		if err = stream.SetWriteDeadline(time.Now().Add(queryTime)); err == nil {
			_, err = stream.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
		}
		return err
	})
	if !answered {
		reset(doqProtocolError)
		return errDoQ
	}
	if err != nil { // the client does not take it, or is gone: half a reply is none
		reset(doqInternalError)
		return nil
	}
	_ = stream.Close() // the client may be gone
	c.sent.Store(time.Now().UnixNano())
	c.givenUp.less()
	return nil
}

// delivered waits until the client has every reply. The library does not say what was
// acknowledged, but sends again what was not: so the last reply has linger for that,
// unless the client ends the connection, as one that has what it asked for may.
func (c *quicConn) delivered() {
	select {
	case <-c.Context().Done():
	case <-time.After(time.Until(time.Unix(0, c.sent.Load()).Add(linger))):
	}
}

// drain accepts nothing more, and waits for the answers to what was accepted.
func (l *quicListener) drain(ctx context.Context) {
	_ = l.listener.Close() // connections that were accepted go on
	<-l.served
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.wait.Wait()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	l.close()
	<-done
}

func (l *quicListener) close() {
	_ = l.listener.Close()
	_ = l.transport.Close()      // ends its connections
	_ = l.transport.Conn.Close() // which the transport does not do
}
