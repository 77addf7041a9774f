package resolver

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
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

// converse reads queries until one does not come in time, and ends the connection
// when all are answered. It reads on only when fewer than maxPipelined of them are
// being answered and there is room for the one that was read.
func (l *tcpListener) converse(ctx context.Context, conn net.Conn) {
	defer func() { _ = conn.Close() }() // which delivers what was written: limitedConn
	port, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return
	}
	from := Client{Addr: port.Addr(), Transport: l.transport}
	c := &tcpConn{Conn: conn, pipelined: make(chan struct{}, maxPipelined), writing: make(chan struct{}, 1)}
	var answering sync.WaitGroup
	defer answering.Wait()
	for wait := firstByte; ; wait = idle {
		packet, err := c.read(ctx, wait)
		if err != nil || len(packet) < headerBytes {
			return
		}
		c.pipelined <- struct{}{}
		if !l.slots.enter(l.transport) {
			return // full
		}
		answering.Go(func() {
			// A client that does not take its reply keeps no slot from others.
			leave := sync.OnceFunc(func() { l.slots.leave(l.transport) })
			defer func() { leave(); <-c.pipelined }()
			l.answer(packet, from, func(reply []byte) error { leave(); return c.send(reply) })
		})
	}
}

// tcpConn is a connection that is conversed on.
type tcpConn struct {
	net.Conn
	pipelined chan struct{} // one for each query that is being answered
	writing   chan struct{} // has room for the one that writes
	sent      atomic.Int64  // Unix time of the last reply, in ns
}

func (c *tcpConn) send(reply []byte) error {
	c.writing <- struct{}{}
	defer func() { <-c.writing }()
	if _, err := c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...)); err != nil {
		_ = c.Close() // nobody reads: nothing more is taken, nor written
		return err
	}
	c.sent.Store(time.Now().UnixNano())
	asks(c.Conn)
	return nil
}

var errLongQuery = errors.New("a query of more than 4096 bytes")

// read takes one message: its first byte within wait, the others soon after.
func (c *tcpConn) read(ctx context.Context, wait time.Duration) ([]byte, error) {
	deadline := func(d time.Duration) error {
		if err := c.SetReadDeadline(time.Now().Add(d)); err != nil {
			return err
		}
		return ctx.Err() // drain may have set it before
	}
	var length [2]byte
	for {
		if err := deadline(wait); err != nil {
			return nil, err
		}
		_, err := io.ReadFull(c, length[:1])
		if err == nil {
			break
		}
		if wait = c.idle(); !errors.Is(err, os.ErrDeadlineExceeded) || wait <= 0 {
			return nil, err
		}
	}
	if err := deadline(rest); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(c, length[1:]); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint16(length[:])
	if size > maxQuery {
		return nil, errLongQuery
	}
	packet := make([]byte, size)
	_, err := io.ReadFull(c, packet)
	return packet, err
}

// idle is for how long the connection may still be so: a query that is being answered
// keeps it, and its time begins with the last reply.
func (c *tcpConn) idle() time.Duration {
	if len(c.pipelined) > 0 {
		return idle
	}
	return time.Until(time.Unix(0, c.sent.Load()).Add(idle))
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
