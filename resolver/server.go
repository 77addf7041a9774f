package resolver

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"chainzone/cache"
	"chainzone/resolver/messages"
	"chainzone/zone"
)

// Server answers DNS questions. It is safe for concurrent use.
type Server struct {
	config    Config // as it was made; what a reload replaces is in rules
	log       *slog.Logger
	rules     atomic.Pointer[rules]
	zones     *cache.Cache[place, held]
	messages  *messages.Cache
	cookies   cookies
	outward   *outward
	nsid      []byte // where none is configured
	slots     *inFlight
	streams   *tally // connections
	lingering *lingering
	draining  atomic.Bool // clients are to end their connections
	crowd     *tally      // queries over UDP of clients without a cookie
	slipped   atomic.Uint64
	limited   atomic.Uint64
	lastPanic atomic.Pointer[time.Time] // in the log
	signing   chan struct{}             // see patient
	pacing    *pacing
	queries   context.Context // ends when a stopped server wants its last answers
	hurry     context.CancelFunc
	listeners []listener
	addrs     map[Transport][]netip.AddrPort

	mu        sync.Mutex            // one reload at a time
	serials   map[zone.Name]*serial // of every origin there was
	groups    uint64                // of upstreams there were
	following context.Context       // of sources; nil before Run
	retired   <-chan struct{}       // closed when the rules before the present ones were
	stopped   bool
	beside    sync.WaitGroup // followers, and the ends of rules
}

// Listen opens the sockets of every configured address.
func (s *Server) Listen() error {
	var errs error
	open := func(addresses []string, listen func(at string) error) {
		for _, at := range addresses {
			if errs != nil {
				return
			}
			if err := listen(at); err != nil {
				errs = fmt.Errorf("listen on %s: %w", at, err)
			}
		}
	}
	for _, l := range s.config.Sockets.TCP {
		s.listening(TCP, l.Addr(), newTCPListener(newLimitedListener(l, s.streams, s.lingering), TCP, s.slots, s.handle))
	}
	for _, c := range s.config.Sockets.UDP {
		s.listening(UDP, c.LocalAddr(), newUDPListener(c, s.slots, &s.pacing.waited, s.handle))
	}
	open(s.config.Listen, s.listen)
	open(s.config.Encrypted.TLS, s.listenTLS)
	open(s.config.Encrypted.HTTPS, s.listenHTTPS)
	open(s.config.Encrypted.QUIC, s.listenQUIC)
	if errs == nil {
		errs = s.checkUpstreams(s.rules.Load())
	}
	if errs != nil {
		s.close()
		return errs
	}
	s.tellOfBuffers()
	return nil
}

// tellOfBuffers says in the log where the system holds fewer datagrams than are wanted.
func (s *Server) tellOfBuffers() {
	for _, l := range s.listeners {
		if u, ok := l.(*udpListener); ok && u.held < burst {
			s.log.Warn("a burst of queries over UDP may be lost: the system holds less than is wanted; set the sysctl net.core.rmem_max, or ReceiveBuffer of the systemd socket", "address", u.conn.LocalAddr().String(), "bytes", u.held, "wanted", burst)
		}
	}
}

// checkUpstreams refuses an upstream that is this server.
func (s *Server) checkUpstreams(r *rules) error {
	for _, f := range r.forward {
		for _, to := range f.group.Targets() {
			for _, at := range slices.Concat(slices.Collect(maps.Values(s.addrs))...) {
				if Itself(to, at) {
					return fmt.Errorf("the upstream %s of %s is this server itself: name another", to, f.Zone)
				}
			}
		}
	}
	return nil
}

// Itself says whether what is sent to an address comes to a server of this
// machine that listens at the other, so that one would be its own upstream.
func Itself(to, at netip.AddrPort) bool {
	return to == at || to.Port() == at.Port() && at.Addr().IsUnspecified() && to.Addr().IsLoopback()
}

// listenTCP opens a socket whose connections are counted. The system does not have
// to probe whether a silent client is still there: it has seconds.
func (s *Server) listenTCP(at string) (limitedListener, error) {
	config := net.ListenConfig{KeepAlive: -1}
	l, err := config.Listen(context.Background(), "tcp", at)
	if err != nil {
		return limitedListener{}, err
	}
	return newLimitedListener(l.(*net.TCPListener), s.streams, s.lingering), nil
}

func (s *Server) listen(at string) error {
	// Where the port is 0 the one that TCP gets may be taken for UDP: then again.
	for try := 0; ; try++ {
		l, err := s.listenTCP(at)
		if err != nil {
			return err
		}
		p, err := new(net.ListenConfig).ListenPacket(context.Background(), "udp", l.Addr().String())
		if err != nil {
			if _, port, splitErr := net.SplitHostPort(at); splitErr == nil && port == "0" && try < 8 {
				_ = l.Close()
				continue
			}
			return errors.Join(err, l.Close())
		}
		s.listening(TCP, l.Addr(), newTCPListener(l, TCP, s.slots, s.handle))
		s.listening(UDP, l.Addr(), newUDPListener(p.(*net.UDPConn), s.slots, &s.pacing.waited, s.handle))
		return nil
	}
}

func (s *Server) listenTLS(at string) error {
	l, err := s.listenTCP(at)
	if err != nil {
		return err
	}
	s.listening(TLS, l.Addr(), newTCPListener(tls.NewListener(pacedListener{l, s.pacing}, s.secured("dot")), TLS, s.slots, s.handle))
	return nil
}

func (s *Server) listenHTTPS(at string) error {
	l, err := s.listenTCP(at)
	if err != nil {
		return err
	}
	secured := tls.NewListener(pacedListener{l, s.pacing}, s.secured("h2", "http/1.1"))
	s.listening(HTTPS, l.Addr(), newHTTPSListener(secured, cmp.Or(s.config.Encrypted.Path, DefaultHTTPPath), s.slots, s.handle, s.log))
	return nil
}

func (s *Server) listenQUIC(at string) error {
	conn, err := new(net.ListenConfig).ListenPacket(context.Background(), "udp", at)
	if err != nil {
		return err
	}
	l, err := newQUICListener(conn, s.secured("doq"), s.streams, s.slots, s.handle)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	s.listening(QUIC, conn.LocalAddr(), l)
	return nil
}

func (s *Server) secured(protocols ...string) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: protocols, GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		certificate, err := s.rules.Load().certificate(hello)
		if err != nil {
			return nil, err
		}
		return newPatient(certificate, s.signing)
	}}
}

func (s *Server) listening(t Transport, at net.Addr, l listener) {
	s.listeners = append(s.listeners, l)
	s.addrs[t] = append(s.addrs[t], netip.MustParseAddrPort(at.String()))
}

func (s *Server) close() {
	for _, l := range s.listeners {
		l.close()
	}
	s.listeners = nil
	clear(s.addrs)
}

// Addrs are the addresses that plain DNS is answered on, after Listen.
func (s *Server) Addrs() []netip.AddrPort { return s.addrs[TCP] }

// AddrsOf are the addresses of one transport.
func (s *Server) AddrsOf(t Transport) []netip.AddrPort { return s.addrs[t] }

// A stopped server lets queries run for patience; what is not answered then is
// answered with SERVFAIL before drainTime is over.
const (
	patience  = 4 * time.Second
	drainTime = 4500 * time.Millisecond
)

// Run follows heads and serves until ctx ends. Then it accepts nothing more,
// answers what it accepted, gives the sources back (Origin.Release) within 5 s,
// keeps the names for the next run (see Restore), and returns. It runs once.
func (s *Server) Run(ctx context.Context) error {
	if s.listeners == nil {
		if err := s.Listen(); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wait sync.WaitGroup
	following, unfollow := context.WithCancel(context.WithoutCancel(ctx))
	defer unfollow()
	s.mu.Lock()
	s.following = following
	s.follow(s.rules.Load(), new(rules))
	s.mu.Unlock()
	for _, l := range s.listeners {
		wait.Go(func() {
			if err := l.serve(ctx); err != nil {
				cancel(fmt.Errorf("serve: %w", err))
			}
		})
	}
	<-ctx.Done()
	s.draining.Store(true)
	cause := context.Cause(ctx)
	drain, stop := context.WithTimeout(context.Background(), drainTime)
	defer stop()
	defer time.AfterFunc(patience, s.hurry).Stop()
	var drained sync.WaitGroup
	for _, l := range s.listeners {
		drained.Go(func() { l.drain(drain) })
	}
	drained.Wait()
	s.lingering.drain(drain)
	s.hurry()
	s.mu.Lock()
	s.stopped = true
	s.retire(s.rules.Load(), nil)
	s.mu.Unlock()
	unfollow()
	wait.Wait()
	s.beside.Wait()
	s.keep()
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return nil
	}
	return cause
}
