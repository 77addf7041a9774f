package resolver

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"
	"time"
)

// tcpListener answers queries on connections, of TCP or TLS: several of one connection at a
// time, each when its answer is ready (RFC 7766 section 6.2.1.1).
type tcpListener struct {
	listener  net.Listener
	transport Transport // TCP or TLS
	slots     *inFlight
	answer    answerFunc
	served    chan struct{} // closed when no connection is accepted any more
	wait      sync.WaitGroup

	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

func newTCPListener(l net.Listener, t Transport, slots *inFlight, answer answerFunc) *tcpListener {
	return &tcpListener{listener: l, transport: t, slots: slots, answer: answer, served: make(chan struct{}), conns: map[net.Conn]struct{}{}}
}

// serve accepts connections until the listener is closed.
func (l *tcpListener) serve(ctx context.Context) error {
	defer close(l.served)
	for {
		conn, err := l.listener.Accept()
		if ctx.Err() != nil {
			if err == nil {
				_ = conn.Close()
			}
			return nil
		}
		if errors.Is(err, net.ErrClosed) {
			return err
		}
		if err != nil { // out of file descriptors, say: the next may fit
			pause(ctx)
			continue
		}
		l.mu.Lock()
		l.conns[conn] = struct{}{}
		l.mu.Unlock()
		l.wait.Go(func() {
			l.converse(ctx, conn)
			l.mu.Lock()
			delete(l.conns, conn)
			l.mu.Unlock()
		})
	}
}

// converse reads queries until one does not come in time or the connection has
// had its share, and closes it when all are answered.
func (l *tcpListener) converse(ctx context.Context, conn net.Conn) {
	defer func() { _ = conn.Close() }()
	port, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return
	}
	from := Client{Addr: port.Addr(), Transport: l.transport}
	var answering sync.WaitGroup
	defer answering.Wait()
	var writing sync.Mutex
	send := func(reply []byte) error {
		writing.Lock()
		defer writing.Unlock()
		if err := conn.SetWriteDeadline(time.Now().Add(rest)); err != nil {
			return err
		}
		_, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
		if err != nil {
			_ = conn.Close() // nobody reads: nothing more is taken, nor written
			return err
		}
		asks(conn)
		return nil
	}
	pipelined := make(chan struct{}, maxPipelined)
	for n := range maxQueriesPerTCP {
		wait := idle
		if n == 0 {
			wait = firstByte
		}
		packet, err := l.read(ctx, conn, wait)
		if err != nil || len(packet) < headerBytes {
			return
		}
		if !l.slots.enter(l.transport) {
			return // full
		}
		pipelined <- struct{}{}
		answering.Go(func() {
			defer func() { l.slots.leave(l.transport); <-pipelined }()
			l.answer(packet, from, send)
		})
	}
}

var errLongQuery = errors.New("a query of more than 4096 bytes")

// read takes one message: its first byte within wait, the others soon after.
func (l *tcpListener) read(ctx context.Context, conn net.Conn, wait time.Duration) ([]byte, error) {
	deadline := func(d time.Duration) error {
		if err := conn.SetReadDeadline(time.Now().Add(d)); err != nil {
			return err
		}
		return ctx.Err() // drain may have set it before
	}
	var length [2]byte
	if err := deadline(wait); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(conn, length[:1]); err != nil {
		return nil, err
	}
	if err := deadline(rest); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(conn, length[1:]); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint16(length[:])
	if size > maxQuery {
		return nil, errLongQuery
	}
	packet := make([]byte, size)
	_, err := io.ReadFull(conn, packet)
	return packet, err
}

// drain accepts nothing more, waits for the answers to what was accepted, and
// closes every connection.
func (l *tcpListener) drain(ctx context.Context) {
	_ = l.listener.Close()
	<-l.served
	each := func(f func(net.Conn)) {
		l.mu.Lock()
		defer l.mu.Unlock()
		for conn := range l.conns {
			f(conn)
		}
	}
	each(func(c net.Conn) { _ = c.SetReadDeadline(time.Unix(1, 0)) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.wait.Wait()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		each(func(c net.Conn) { _ = c.Close() })
		<-done
	}
}

func (l *tcpListener) close() { _ = l.listener.Close() }
