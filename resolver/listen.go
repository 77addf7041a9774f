package resolver

import (
	"context"
	"errors"
	"net"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/miekg/dns"
)

// What clients may take up at a time.
const (
	maxInFlight    = 4096             // queries; then UDP is dropped, connections wait for room
	maxOnStreams   = maxInFlight / 2  // of those, over all that is not UDP
	maxConnections = 256              // TCP
	maxPerPrefix   = 16               // TCP, of a /32 or /56
	maxUnknown     = 256              // queries in flight over UDP, of a /24 or /56, without a cookie of ours
	maxUnproven    = 64               // connections; then QUIC's clients have to show that their address is theirs
	maxPipelined   = 10               // of one connection, being answered; while there are as many it is not read
	room           = 2 * time.Second  // for which a query that came on a connection waits for one of maxInFlight
	maxGivenUp     = 32               // streams of one connection that were no query, or reset before the answer; each that was answered makes up for one
	givenUpHeld    = 4 * time.Second  // for which a stream that came to nothing is still open, over QUIC
	firstByte      = 5 * time.Second  // until a connection's first query begins
	idle           = 10 * time.Second // between queries
	rest           = 2 * time.Second  // for what follows a query's first byte, and for the client to take the next byte of a reply
	maxQuery       = 4096             // bytes of a query over a stream: no honest one has as many
	unread         = 32 << 10         // bytes of a connection that the system holds; it takes them twice, for what it adds
	burst          = 4 << 20          // bytes of datagrams that the system holds, with what it adds to each: some 5,000 queries
	udpPayload     = 1232             // bytes: what passes everywhere unfragmented
)

// udpListener answers datagrams: what needs nobody else in the thread that reads them.
type udpListener struct {
	conn   *net.UDPConn
	held   int // see datagrams
	watch  *watch
	slots  *inFlight
	answer answerFunc
	waited *lateness
	read   func([]byte) (int, route, time.Duration, error)
	write  func([]byte, route) error
	served chan struct{} // closed when nothing more is accepted
	wait   sync.WaitGroup
}

func newUDPListener(conn *net.UDPConn, slots *inFlight, waited *lateness, answer answerFunc) *udpListener {
	d := newDatagrams(conn)
	return &udpListener{conn: conn, held: d.held, watch: newWatch(conn), slots: slots, answer: answer, waited: waited, read: d.read, write: d.write, served: make(chan struct{})}
}

// betweenErrors is waited for where a socket fails again and again, such as for
// want of file descriptors or memory: it is tried until it works, and without
// haste.
const betweenErrors = 10 * time.Millisecond

// pause waits for a moment, or until ctx ends.
func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(betweenErrors):
	}
}

// serve reads until the socket's read deadline is set in the past.
func (l *udpListener) serve(ctx context.Context) error {
	defer close(l.served)
	ended := make(chan error, 1)
	l.wait.Go(func() { l.converse(ctx, make([]byte, dns.MaxMsgSize), ended) })
	return <-ended
}

// converse reads and answers one datagram after another, in a thread of its own. When
// an answer has to wait, such as for the chain, another goroutine reads on meanwhile.
func (l *udpListener) converse(ctx context.Context, buf []byte, ended chan<- error) {
	runtime.LockOSThread()
	reads := true
	readOn := func() {
		if reads {
			reads = false
			runtime.UnlockOSThread()
			l.wait.Go(func() { l.converse(ctx, buf, ended) })
		}
	}
	stop := func(err error) {
		runtime.UnlockOSThread()
		ended <- err
	}
	for failed := false; reads; {
		l.watch.wait()
		n, back, waited, err := l.read(buf)
		if ctx.Err() != nil {
			stop(nil) // a read that was cut off by the end is no failure
			return
		}
		if errors.Is(err, net.ErrClosed) {
			stop(err)
			return
		}
		if err != nil { // once, it may be of a client that went away (ICMP)
			if failed {
				pause(ctx)
			}
			failed = true
			continue
		}
		failed = false
		l.waited.note(waited)
		if !l.slots.enter(UDP) {
			continue // full: the client asks again
		}
		l.answer(slices.Clone(buf[:n]), Client{Addr: back.from(), waits: readOn}, func(reply []byte) error { return l.write(reply, back) })
		l.slots.leave(UDP)
	}
}

// drain waits for the answers to what was accepted, then closes the socket.
func (l *udpListener) drain(ctx context.Context) {
	_ = l.conn.SetReadDeadline(time.Now())
	l.watch.end()
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-l.served
		l.wait.Wait()
		l.watch.close()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	_ = l.conn.Close()
}

func (l *udpListener) close() {
	_ = l.conn.Close()
	l.watch.close()
}
