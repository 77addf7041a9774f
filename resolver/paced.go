package resolver

import (
	"crypto/tls"
	"net"
	"net/netip"
	"runtime"
	"sync"
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

	// restFactor: the first degree leaves strangers one part in 8 of the time, each
	// further one half as much.
	restFactor = 4

	// lately: what strangers cost counts half after so much more of it.
	lately = 200 * time.Millisecond
)

// pacing has what comes over TLS and HTTPS give way to questions over UDP, for which
// the runtime knows no priority: a few connections at a time are worked on. While
// datagrams wait nevertheless, the turns of connections that had no answer lately,
// such as of who only shakes hands or asks for what is no query, are followed by a
// rest, which grows as long as that does not help and most of those strangers ask
// nothing after all. Connections that ask have turns of their own: to them it makes no
// difference.
type pacing struct {
	strangers, asking *turns
	waited            lateness // of datagrams

	mu     sync.Mutex
	debt   time.Duration // rest to have
	spent  time.Duration // on strangers, lately
	earned time.Duration // of that, on those who had an answer then
}

func newPacing() *pacing {
	n := max(1, runtime.GOMAXPROCS(0)/2)
	return &pacing{strangers: newTurns(n), asking: newTurns(n)}
}

// fruitless gives a turn back that took so long and brought no answer.
func (p *pacing) fruitless(took time.Duration) {
	if rest := p.rest(took); rest > 0 {
		time.AfterFunc(rest, p.strangers.give)
		return
	}
	p.strangers.give()
}

// rest is for how long to rest now, after such a turn.
func (p *pacing) rest(took time.Duration) (rest time.Duration) {
	degree := p.waited.degree()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.spent += took; p.spent > lately {
		p.spent, p.earned = p.spent/2, p.earned/2
	}
	if degree == 0 {
		return 0
	}
	if 2*p.earned >= p.spent { // it is not strangers who storm
		degree = 1
	}
	p.debt += min(took, lapse) * (restFactor<<degree - 1)
	if p.debt >= time.Millisecond { // less is nothing to a timer
		rest, p.debt = p.debt, 0
	}
	return rest
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
	spent  atomic.Int64         // on it as a stranger, ns
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
		took := time.Since(t.began)
		c.spent.Add(int64(took))
		c.pacing.fruitless(took)
	}
}

// asks notes that it had the answer to a query.
func (c *pacedConn) asks() {
	c.credit.Store(perAnswer)
	if spent := c.spent.Swap(0); spent > 0 {
		c.pacing.mu.Lock()
		defer c.pacing.mu.Unlock()
		c.pacing.earned = min(c.pacing.earned+time.Duration(spent), c.pacing.spent)
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
			paced.asks()
		}
	}
}
