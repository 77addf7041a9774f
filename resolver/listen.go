package resolver

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

// What clients may take up at a time.
const (
	maxInFlight      = 4096             // queries; then UDP is dropped, TCP waits for its connection's end
	maxConnections   = 256              // TCP
	maxPerPrefix     = 16               // TCP, of a /32 or /56
	maxQueriesPerTCP = 128              // on one connection
	firstByte        = 2 * time.Second  // of a connection's first query
	idle             = 10 * time.Second // between queries
	udpPayload       = 1232             // bytes: what passes everywhere unfragmented
)

// udpListener answers datagrams, at most maxInFlight at a time.
type udpListener struct {
	conn   *net.UDPConn
	slots  chan struct{}
	answer func(w dns.ResponseWriter, q *dns.Msg)
	served chan struct{} // closed when nothing more is accepted
	wait   sync.WaitGroup
}

func newUDPListener(conn *net.UDPConn, slots chan struct{}, answer func(dns.ResponseWriter, *dns.Msg)) *udpListener {
	// So that a reply leaves from the address that was asked, also on a
	// wildcard address. One of the two fails on a socket of the other family.
	_ = ipv4.NewPacketConn(conn).SetControlMessage(ipv4.FlagDst|ipv4.FlagInterface, true)
	_ = ipv6.NewPacketConn(conn).SetControlMessage(ipv6.FlagDst|ipv6.FlagInterface, true)
	return &udpListener{conn: conn, slots: slots, answer: answer, served: make(chan struct{})}
}

// serve reads until the socket's read deadline is set in the past.
func (l *udpListener) serve(ctx context.Context) error {
	defer close(l.served)
	buf := make([]byte, dns.MaxMsgSize)
	for {
		n, session, err := dns.ReadFromSessionUDP(l.conn, buf)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // a read that was cut off by the end is no failure
		}
		if err != nil {
			var passing net.Error
			if errors.As(err, &passing) && !errors.Is(err, net.ErrClosed) {
				continue // such as an ICMP error of a client that went away
			}
			return err
		}
		select {
		case l.slots <- struct{}{}:
		default:
			continue // full: the client asks again
		}
		packet := append([]byte(nil), buf[:n]...)
		l.wait.Go(func() {
			defer func() { <-l.slots }()
			q := new(dns.Msg)
			if q.Unpack(packet) != nil {
				q = malformed(packet)
			}
			if q != nil && !q.Response {
				l.answer(&udpWriter{l.conn, session}, q)
			}
		})
	}
}

// malformed is what of a broken packet can be answered: its id, so that FORMERR
// finds its way; nil for what is too short or itself a reply.
func malformed(packet []byte) *dns.Msg {
	if len(packet) < 12 || packet[2]&0x80 != 0 {
		return nil
	}
	q := new(dns.Msg)
	q.Id = uint16(packet[0])<<8 | uint16(packet[1])
	q.Opcode = int(packet[2]>>3) & 0xf
	return q
}

// drain waits for the answers to what was accepted, then closes the socket.
func (l *udpListener) drain(ctx context.Context) {
	_ = l.conn.SetReadDeadline(time.Now())
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-l.served
		l.wait.Wait()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	_ = l.conn.Close()
}

// udpWriter is the way back of one datagram.
type udpWriter struct {
	conn    *net.UDPConn
	session *dns.SessionUDP
}

func (w *udpWriter) LocalAddr() net.Addr  { return w.conn.LocalAddr() }
func (w *udpWriter) RemoteAddr() net.Addr { return w.session.RemoteAddr() }

func (w *udpWriter) WriteMsg(m *dns.Msg) error {
	data, err := m.Pack()
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func (w *udpWriter) Write(b []byte) (int, error) { return dns.WriteToSessionUDP(w.conn, b, w.session) }
func (w *udpWriter) Close() error                { return nil }
func (w *udpWriter) TsigStatus() error           { return nil }
func (w *udpWriter) TsigTimersOnly(bool)         {}
func (w *udpWriter) Hijack()                     {}

// limitedListener bounds TCP connections, in all and by client prefix. What is
// above is closed at once.
type limitedListener struct {
	net.Listener
	mu       sync.Mutex
	all      int
	byPrefix map[netip.Prefix]int
}

func newLimitedListener(l net.Listener) *limitedListener {
	return &limitedListener{Listener: l, byPrefix: map[netip.Prefix]int{}}
}

func (l *limitedListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		prefix := prefixOf(conn.RemoteAddr())
		l.mu.Lock()
		full := l.all >= maxConnections || l.byPrefix[prefix] >= maxPerPrefix
		if !full {
			l.all++
			l.byPrefix[prefix]++
		}
		l.mu.Unlock()
		if full {
			_ = conn.Close()
			continue
		}
		return &limitedConn{Conn: conn, free: sync.OnceFunc(func() { l.free(prefix) })}, nil
	}
}

func (l *limitedListener) free(prefix netip.Prefix) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all--
	if l.byPrefix[prefix]--; l.byPrefix[prefix] == 0 {
		delete(l.byPrefix, prefix)
	}
}

type limitedConn struct {
	net.Conn
	free func()
}

func (c *limitedConn) Close() error {
	c.free()
	return c.Conn.Close()
}

// prefixOf is the client's /32 or /56.
func prefixOf(a net.Addr) netip.Prefix {
	port, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Prefix{}
	}
	addr, bits := port.Addr().Unmap().WithZone(""), 32
	if addr.Is6() {
		bits = 56
	}
	prefix, _ := addr.Prefix(bits) // the bits fit the family
	return prefix
}
