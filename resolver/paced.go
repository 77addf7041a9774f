package resolver

import (
	"net"
	"runtime"
	"sync/atomic"
	"time"
)

// lapse is how long a connection keeps its turn at most: who waits for something,
// such as an upstream, keeps nobody else waiting.
const lapse = 5 * time.Millisecond

// bite is the most bytes that are read in a turn. What HTTP/2 makes of them, such as
// a goroutine for every stream that is reset a moment later, is little then.
const bite = 1500

// pacedListener is a listener whose connections are to be encrypted. What comes on
// them is worked on a few connections at a time: a burst on many at once would stand
// before every question over UDP in the queue for the processors, where the runtime
// knows no priority.
type pacedListener struct {
	net.Listener
	turns chan struct{} // as many as are worked on
}

func (l pacedListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &pacedConn{Conn: conn, turns: l.turns}, nil
}

// pacedConn has a turn from when bytes came until its reader wants more, as TLS and
// HTTP/2 do when they have worked on what they have, or is closed.
type pacedConn struct {
	net.Conn
	turns chan struct{}
	has   atomic.Bool
	over  *time.Timer
}

// Read waits for a turn once the bytes came. It is called by one goroutine at a time.
func (c *pacedConn) Read(b []byte) (int, error) {
	c.pass()
	n, err := c.Conn.Read(b[:min(len(b), bite)])
	if err != nil {
		return n, err
	}
	if !try(c.turns) {
		c.turns <- struct{}{}
		runtime.Gosched() // what the last turn began, and what came meanwhile, goes first
	}
	c.has.Store(true)
	if c.over == nil {
		c.over = time.AfterFunc(lapse, c.pass)
	} else {
		c.over.Reset(lapse)
	}
	return n, nil
}

// pass lets the next have the turn, if the connection has one.
func (c *pacedConn) pass() {
	if c.has.CompareAndSwap(true, false) {
		<-c.turns
	}
}

func (c *pacedConn) Close() error {
	err := c.Conn.Close()
	c.pass()
	return err
}
