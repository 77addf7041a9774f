package resolver

import (
	"context"
	"errors"
	"io"
	"maps"
	"net"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	linger = 2 * time.Second // for which a connection that was ended is read on: RFC 7766 section 6.2.4

	// leftover is the most bytes of such a connection that are read at a time, with a
	// pause of betweenLeftovers after them: its client may send without end.
	leftover         = unread
	betweenLeftovers = 50 * time.Millisecond

	// stalls is how many times in a row a connection takes no byte of a reply in a
	// quarter of rest, before it is given up. The system says that there is room only
	// when a third of what it holds was taken, so it is asked more often than that.
	stalls = 4
)

// limitedConn is a connection that is counted. Its Close is orderly: what was written
// is delivered. Had the system bytes of the client that nobody read, it would reset
// the connection when it is closed, and replies on their way would be lost.
type limitedConn struct {
	net.Conn
	leave     func() // of the limits
	lingering *lingering
	wrote     atomic.Bool   // something, so that there may be something to deliver
	failed    atomic.Bool   // to write
	ended     chan struct{} // closed with the connection itself, after Close

	mu     sync.Mutex
	closed bool
}

func newLimitedConn(conn net.Conn, leave func(), l *lingering) *limitedConn {
	return &limitedConn{Conn: conn, leave: leave, lingering: l, ended: make(chan struct{})}
}

// Read fails after Close, though the connection is still read.
func (c *limitedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.isClosed() {
		return 0, net.ErrClosed
	}
	return n, err
}

// Write fails when the client takes nothing for rest, or a quarter more. One that is
// slow has its time.
func (c *limitedConn) Write(b []byte) (n int, err error) {
	if c.failed.Load() {
		return 0, net.ErrClosed
	}
	c.wrote.Store(true)
	for stalled := 0; ; stalled++ {
		if err := c.Conn.SetWriteDeadline(time.Now().Add(rest / stalls)); err != nil {
			return n, err
		}
		var more int
		more, err = c.Conn.Write(b[n:])
		if n += more; more > 0 {
			stalled = -1
		}
		if err == nil {
			return n, nil
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) || stalled == stalls-1 {
			c.failed.Store(true)
			return n, err
		}
	}
}

// SetWriteDeadline does nothing: Write has its own.
func (c *limitedConn) SetWriteDeadline(time.Time) error { return nil }

// SetDeadline is SetReadDeadline.
func (c *limitedConn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

// SetReadDeadline fails after Close, which sets its own.
func (c *limitedConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return net.ErrClosed
	}
	return c.Conn.SetReadDeadline(t)
}

func (c *limitedConn) isClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

// Close says that nothing more is written, and returns. The connection is read on
// until its client ends it too, for linger at most, and counts until then. Where
// nothing was written, or the client takes nothing, it ends at once.
func (c *limitedConn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return net.ErrClosed
	}
	c.closed = true
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if !ok || !c.wrote.Load() || c.failed.Load() || c.Conn.SetReadDeadline(time.Now().Add(linger)) != nil || half.CloseWrite() != nil {
		return c.end()
	}
	c.lingering.begin(c)
	return nil
}

// end closes the connection itself.
func (c *limitedConn) end() error {
	defer close(c.ended)
	c.leave()
	return c.Conn.Close()
}

// lingering is the connections that were closed and are read on.
type lingering struct {
	mu    sync.Mutex
	conns map[*limitedConn]struct{}
}

func newLingering() *lingering { return &lingering{conns: map[*limitedConn]struct{}{}} }

// begin reads a connection on whose read deadline is set.
func (l *lingering) begin(c *limitedConn) {
	l.mu.Lock()
	l.conns[c] = struct{}{}
	l.mu.Unlock()
	go func() {
		for {
			if _, err := io.CopyN(io.Discard, c.Conn, leftover); err != nil {
				break
			}
			time.Sleep(betweenLeftovers) // it waits for nothing: see leftover
		}
		_ = c.end()
		l.mu.Lock()
		delete(l.conns, c)
		l.mu.Unlock()
	}()
}

// drain waits until every connection has ended, or until ctx does, which ends them.
func (l *lingering) drain(ctx context.Context) {
	for {
		l.mu.Lock()
		conns := slices.Collect(maps.Keys(l.conns))
		l.mu.Unlock()
		if len(conns) == 0 {
			return
		}
		for _, c := range conns {
			select {
			case <-c.ended:
			case <-ctx.Done():
				_ = c.Conn.SetReadDeadline(time.Unix(1, 0))
				<-c.ended
			}
		}
	}
}
