package forward

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver/wire"
)

const messageType = "application/dns-message" // RFC 8484 section 6

const (
	linkKept     = time.Minute // without a question
	firstStreams = 10          // until a reply came: how many a server allows is not known before, and none is known to allow fewer

	lookAgain = 20 * time.Millisecond // whether a connection takes more, which need not be for a reply
)

var (
	errUnasked = errors.New("the connection ended before the question was sent")
	errWorked  = errors.New("the connection ended, though it had replies before")
)

// doh asks over HTTPS. Questions share 8 connections at most, on which no more are
// under way than the other side allows: others wait.
type doh struct {
	url, at   string
	transport *http.Transport
	life      context.Context
	end       context.CancelFunc
	wait      sync.WaitGroup

	mu   sync.Mutex
	open []*link // those that take questions
}

// link is one connection, over HTTP/2 or HTTP/1.1.
type link struct {
	ready chan struct{}    // closed when the connection is there, or does not come about
	conn  *http.ClientConn // nil then: err says why
	err   error
	freed chan struct{} // has one when a question may go, or none ever will, which is to be passed on

	// Guarded by the mutex of doh.
	asked    int       // questions on it
	underWay int       // those that do not wait
	worked   bool      // it had a reply once
	heard    time.Time // its last reply came
	room     int       // for so many the last time that one could go
	retired  bool      // it ends when it has no question
	idle     *time.Timer
}

func newDoH(a Address, config *tls.Config, dial func(context.Context, string) (net.Conn, error)) *doh {
	at := hostPort(a.Host, a.Port)
	d := &doh{url: "https://" + at + a.Path, at: at, transport: &http.Transport{
		DialContext:            func(ctx context.Context, network, _ string) (net.Conn, error) { return dial(ctx, network) },
		TLSClientConfig:        config.Clone(),
		ForceAttemptHTTP2:      true,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: 5 * time.Second, PingTimeout: time.Second}, // to find out that a connection is dead
		DisableCompression:     true,
		MaxResponseHeaderBytes: 16 << 10,
	}}
	d.life, d.end = context.WithCancel(context.Background())
	return d
}

// close ends connections. Exchanges must be over.
func (d *doh) close() {
	d.end()
	d.wait.Wait()
	d.forget()
}

// forget has the next question take a new connection. Those under way keep theirs.
func (d *doh) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.open {
		l.retire()
	}
	d.open = nil
}

// enter puts a question on the connection with the fewest of them, or on a new one, as
// long as there are not many, if all have as many as they may.
func (d *doh) enter() *link {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open = slices.DeleteFunc(d.open, func(l *link) bool {
		if l.dead() {
			l.retire()
		}
		return l.retired
	})
	l := fewest(d.open, func(l *link) bool { return !l.full() })
	switch {
	case l != nil:
	case len(d.open) < keptStreams:
		l = &link{ready: make(chan struct{}), freed: make(chan struct{}, 1)}
		l.idle = time.AfterFunc(linkKept, func() { d.rest(l) })
		d.open = append(d.open, l)
		d.wait.Go(func() { d.connect(l) })
	default:
		l = fewest(d.open, func(*link) bool { return true })
	}
	l.asked++
	l.idle.Stop()
	return l
}

// fewest is the one with the fewest questions of those that will do, nil if none does.
func fewest(list []*link, will func(*link) bool) (least *link) {
	for _, l := range list {
		if will(l) && (least == nil || l.asked < least.asked) {
			least = l
		}
	}
	return least
}

// leave takes a question off.
func (d *doh) leave(l *link) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l.asked--
	switch {
	case l.asked > 0:
	case l.retired:
		l.retire()
	default:
		l.idle.Reset(linkKept)
	}
}

// rest ends a connection that nobody uses.
func (d *doh) rest(l *link) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if l.asked == 0 {
		l.retire()
	}
}

// connect sees to a link's connection.
func (d *doh) connect(l *link) {
	ctx, cancel := context.WithTimeout(d.life, tryLimit)
	defer cancel()
	conn, err := d.transport.NewClientConn(ctx, "https", d.at)
	d.mu.Lock()
	defer d.mu.Unlock()
	l.conn, l.err = conn, err
	close(l.ready)
	if l.retired {
		l.retire()
	}
}

// connected, and what follows to retire, are called with the mutex of doh.
func (l *link) connected() bool {
	select {
	case <-l.ready:
		return true
	default:
		return false
	}
}

func (l *link) dead() bool { return l.connected() && (l.err != nil || l.conn.Err() != nil) }

// full says whether one more question had to wait.
func (l *link) full() bool {
	if !l.worked {
		return l.asked >= firstStreams
	}
	room := l.conn.Available()
	return room == 0 || l.asked >= room+l.conn.InFlight()
}

func (l *link) retire() {
	l.retired = true
	if l.asked == 0 {
		l.idle.Stop()
		if l.connected() && l.err == nil {
			_ = l.conn.Close() // nothing is under way on it
		}
	}
}

// free has one that waits look again.
func (l *link) free() {
	select {
	case l.freed <- struct{}{}:
	default:
	}
}

// begin waits until a question may go.
func (d *doh) begin(ctx context.Context, l *link) error {
	for {
		d.mu.Lock()
		before := l.conn.InFlight()
		may := (l.worked || l.underWay < firstStreams) && l.conn.Reserve() == nil
		switch {
		case may:
			l.underWay++
			l.room = l.conn.Available() + l.conn.InFlight()
		case l.worked && before < l.room: // and yet: it takes no more
			l.retire()
		}
		fatal, worked, retired := l.conn.Err(), l.worked, l.retired
		if may && l.conn.Available() > 0 || fatal != nil || retired {
			l.free()
		}
		d.mu.Unlock()
		switch {
		case may:
			return nil
		case retired, fatal != nil && worked:
			return errors.Join(errUnasked, fatal)
		case fatal != nil:
			return errors.Join(errEnded, fatal)
		}
		select {
		case <-l.freed:
		case <-time.After(lookAgain):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// mute reports whether a connection has said nothing since a question was asked.
func (d *doh) mute(l *link, asked time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return !l.heard.After(asked)
}

// replied notes that a question has a reply, which may be the last before the end.
func (d *doh) replied(l *link) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l.worked, l.heard = true, time.Now()
}

// over notes that a question is not under way any more, and says whether any had a reply.
func (d *doh) over(l *link) (worked bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l.underWay--
	l.free()
	return l.worked
}

func (d *doh) exchange(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	packed, err := q.Pack()
	if err != nil {
		return nil, err
	}
	for again := 0; ; {
		reply, err := d.post(ctx, packed, b)
		switch {
		case err == nil && !fits(reply, q):
			return nil, errors.New("a reply to another question")
		case err == nil:
			return reply, nil
		case errors.Is(err, errUnasked), errors.Is(err, errWorked): // as often as the budget allows
		case errors.Is(err, errEnded) && again < 2: // it may not know of the question
			again++
		default:
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, err
		}
	}
}

// post asks on a connection. errEnded is one that ended then, or the question's stream
// did; errWorked one that had replies before, errUnasked one that had, and ended before
// the question was sent.
func (d *doh) post(ctx context.Context, packed []byte, b Budget) (*dns.Msg, error) {
	var sent atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { sent.Store(true) }}
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodPost, d.url, bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", messageType)
	request.Header.Set("Accept", messageType)
	l := d.enter()
	defer d.leave(l)
	select {
	case <-l.ready:
	case <-ctx.Done():
		return nil, &connectError{ctx.Err()}
	}
	if l.err != nil {
		return nil, &connectError{l.err}
	}
	if err := d.begin(ctx, l); err != nil {
		return nil, err
	}
	if err := b.Ask(); err != nil {
		l.conn.Release()
		d.over(l)
		return nil, &spentError{err}
	}
	asked := time.Now()
	response, err := l.conn.RoundTrip(request)
	if ctx.Err() != nil && time.Since(asked) >= patience && d.mute(l, asked) {
		d.forget() // it may be dead, and others with it
	}
	if err == nil {
		d.replied(l)
		defer d.over(l)
		defer func() { _ = response.Body.Close() }() // read, or given up
		return read(response, b)
	}
	switch worked := d.over(l); {
	case worked && !sent.Load():
		return nil, errors.Join(errUnasked, err)
	case worked:
		return nil, errors.Join(errWorked, err)
	}
	return nil, errors.Join(errEnded, err)
}

func read(response *http.Response, b Budget) (*dns.Msg, error) {
	if kind, _, err := mime.ParseMediaType(response.Header.Get("Content-Type")); response.StatusCode != http.StatusOK || err != nil || kind != messageType {
		return nil, fmt.Errorf("HTTP status %d with content type %s", response.StatusCode, names.Quoted(response.Header.Get("Content-Type")))
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, dns.MaxMsgSize+1))
	if err != nil {
		return nil, errors.Join(errEnded, err)
	}
	if err := b.Receive(len(body)); err != nil {
		return nil, &spentError{err}
	}
	if len(body) > dns.MaxMsgSize {
		return nil, fmt.Errorf("a reply of more than %d bytes", dns.MaxMsgSize)
	}
	r, err := wire.Unpack(body)
	if err != nil {
		return nil, fmt.Errorf("a reply that cannot be read: %w", err)
	}
	return r, nil
}
