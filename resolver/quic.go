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

// converse answers the streams of one connection until it ends or has had its
// share of queries.
func (l *quicListener) converse(ctx context.Context, conn *quic.Conn) {
	from, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return
	}
	var answering sync.WaitGroup
	var givenUp atomic.Int32
	for range maxQueriesPerTCP {
		stream, err := conn.AcceptStream(ctx)
		if err != nil {
			break
		}
		answering.Go(func() {
			switch err := l.exchange(conn, stream, Client{Addr: from.Addr(), Transport: QUIC}); {
			case errors.Is(err, errDoQ):
				_ = conn.CloseWithError(doqProtocolError, err.Error()) // RFC 9250 section 4.3.3
			case err != nil && givenUp.Add(1) > maxGivenUp:
				_ = conn.CloseWithError(doqExcessiveLoad, "too many streams without a query") // its client hears nothing more
			}
		})
	}
	answering.Wait()
	_ = conn.CloseWithError(doqNoError, "") // it may have ended by itself
}

var (
	errDoQ     = errors.New("not one query of DNS over QUIC")
	errGivenUp = errors.New("no query came")
)

// exchange answers the query of one stream. The error is the client's: errDoQ
// ends the connection, errGivenUp where there are many.
func (l *quicListener) exchange(conn *quic.Conn, stream *quic.Stream, from Client) error {
	reset := func(code quic.StreamErrorCode) {
		stream.CancelRead(code)
		stream.CancelWrite(code)
	}
	if err := stream.SetDeadline(time.Now().Add(queryTime + rest)); err != nil {
		reset(doqInternalError)
		return nil //nolint:nilerr // the connection is gone
	}
	if err := stream.SetReadDeadline(time.Now().Add(rest)); err != nil {
		reset(doqInternalError)
		return nil //nolint:nilerr // the connection is gone
	}
	data, err := io.ReadAll(io.LimitReader(stream, 2+maxQuery+1))
	if err != nil { // slow, reset, or gone
		select { // until then it counts among those that the client may have
		case <-conn.Context().Done():
		case <-time.After(givenUpHeld):
		}
		reset(doqExcessiveLoad)
		return errGivenUp
	}
	// Section 4.2: one query, its length before it, and the stream ends. 4.2.1: its id is 0.
	if len(data) < 2+headerBytes || int(binary.BigEndian.Uint16(data)) != len(data)-2 || data[2] != 0 || data[3] != 0 {
		reset(doqProtocolError)
		return errDoQ
	}
	if !l.slots.enter(QUIC) {
		reset(doqExcessiveLoad)
		return nil
	}
	defer l.slots.leave(QUIC)
	answered := false
	l.answer(data[2:], from, func(reply []byte) error {
		answered = true
		_, err := stream.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
		return err
	})
	if !answered {
		reset(doqProtocolError)
		return errDoQ
	}
	_ = stream.Close() // the client may be gone
	return nil
}

// drain accepts nothing more, and waits for the answers to what was accepted.
func (l *quicListener) drain(ctx context.Context) {
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
