package resolver

import (
	"crypto/tls"
	"net"
	"net/netip"
	"runtime"
	"sync/atomic"
	"time"
)

const (
	// lapse is how long a connection keeps its turn at most: who waits for something,
	// such as an upstream, keeps nobody else waiting.
	lapse = 5 * time.Millisecond

	// bite is the most bytes that are read in a turn. What HTTP/2 makes of them, such as
	// a goroutine for every stream that is reset a moment later, is little then.
	bite = 1500

	// handshake is how many turns one takes at most: a hello with a key of ML-KEM is more
	// than a bite.
	handshake = 4

	// perAnswer is how many turns an answer is good for: HTTP/2 has more to say than queries.
	perAnswer = 4

	// restFactor is how many times as long as it worked a turn rests, if it does.
	restFactor = 7
)

// pacing has what comes over TLS and HTTPS give way to questions over UDP, for which
// the runtime knows no priority: a few connections at a time are worked on. While
// datagrams wait nevertheless, the turns of connections that had no answer lately,
// such as of who only shakes hands or asks for what is no query, are followed by a
// rest. Connections that ask have turns of their own: to them it makes no difference.
type pacing struct {
	strangers, asking *turns
	waited            lateness     // of datagrams
	debt              atomic.Int64 // rest to have, ns
}

func newPacing() *pacing {
	n := max(1, runtime.GOMAXPROCS(0)/2)
	return &pacing{strangers: newTurns(n), asking: newTurns(n)}
}

// stranger waits for a turn of who was not answered yet, until done.
func (p *pacing) stranger(addr netip.Addr) (done func()) {
	p.strangers.take(addr, false)
	began := time.Now()
	return func() { p.fruitless(time.Since(began)) }
}

// fruitless gives a turn back that took so long and brought no answer.
func (p *pacing) fruitless(took time.Duration) {
	if p.waited.high() {
		rest := p.debt.Add(int64(min(took, lapse)) * restFactor)
		if rest >= int64(time.Millisecond) { // less is nothing to a timer
			p.debt.Add(-rest)
			time.AfterFunc(time.Duration(rest), p.strangers.give)
			return
		}
	}
	p.strangers.give()
}

// pacedListener is a listener whose connections are to be encrypted.
type pacedListener struct {
	net.Listener
	pacing *pacing
}

func (l pacedListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &pacedConn{Conn: conn, pacing: l.pacing, client: addrOf(conn.RemoteAddr())}, nil
}

// pacedConn has a turn from when bytes came until its reader wants more, as TLS and
// HTTP/2 do when they have worked on what they have, or is closed.
type pacedConn struct {
	net.Conn
	pacing *pacing
	client netip.Addr
	turn   atomic.Pointer[turn] // nil: it has none
	credit atomic.Int32         // turns it may have among those who ask
	had    int                  // turns
	over   *time.Timer
}

type turn struct {
	of    *turns
	began time.Time
}

// Read waits for a turn once the bytes came. It is called by one goroutine at a time.
func (c *pacedConn) Read(b []byte) (int, error) {
	c.pass()
	n, err := c.Conn.Read(b[:min(len(b), bite)])
	if err != nil {
		return n, err
	}
	of := c.pacing.strangers
	if n := c.credit.Load(); n > 0 && c.credit.CompareAndSwap(n, n-1) {
		of = c.pacing.asking
	}
	c.had++
	// A handshake that began is brought to its end first: its client is gone by then, or asks.
	if of.take(c.client, 1 < c.had && c.had <= handshake) {
		runtime.Gosched() // what the last turn began, and what came meanwhile, goes first
	}
	c.turn.Store(&turn{of: of, began: time.Now()})
	if c.over == nil {
		c.over = time.AfterFunc(lapse, c.pass)
	} else {
		c.over.Reset(lapse)
	}
	return n, nil
}

// pass lets the next have the turn, if the connection has one.
func (c *pacedConn) pass() {
	t := c.turn.Swap(nil)
	switch {
	case t == nil:
	case t.of == c.pacing.asking || c.credit.Load() > 0:
		t.of.give()
	default:
		c.pacing.fruitless(time.Since(t.began))
	}
}

func (c *pacedConn) Close() error {
	err := c.Conn.Close()
	c.pass()
	return err
}

// asks notes that a connection had the answer to a query.
func asks(conn net.Conn) {
	if secured, ok := conn.(*tls.Conn); ok {
		if paced, ok := secured.NetConn().(*pacedConn); ok {
			paced.credit.Store(perAnswer)
		}
	}
}
