package resolver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"chainzone/zone"
)

// Server answers DNS questions. It is safe for concurrent use.
type Server struct {
	config  Config
	log     *slog.Logger
	origins []*origin
	forward []*forwarded
	cookies cookies
	outward *outward
	slots   chan struct{} // one a query in flight
	streams *connections
	queries context.Context // ends when a stopped server wants its last answers
	hurry   context.CancelFunc
	tcp     []*tcpListener
	udp     []*udpListener
	addrs   []netip.AddrPort
}

// originOf is the longest origin at or above name, nil if none.
func (s *Server) originOf(name zone.Name) *origin {
	var best *origin
	for _, o := range s.origins {
		if name.IsAtOrBelow(o.Name) && (best == nil || o.Name.NumLabels() > best.Name.NumLabels()) {
			best = o
		}
	}
	return best
}

func (s *Server) mayRecurse(from netip.Addr) bool {
	for _, p := range s.config.Recursion {
		if p.Contains(from.Unmap().WithZone("")) {
			return true
		}
	}
	return false
}

// Listen opens a UDP and a TCP socket on every configured address.
func (s *Server) Listen() error {
	for _, l := range s.config.Sockets.TCP {
		s.serveTCP(l)
	}
	for _, c := range s.config.Sockets.UDP {
		s.serveUDP(c)
	}
	for _, at := range s.config.Listen {
		if err := s.listen(at); err != nil {
			s.close()
			return fmt.Errorf("listen on %s: %w", at, err)
		}
	}
	return nil
}

func (s *Server) listen(at string) error {
	var config net.ListenConfig
	// Where the port is 0 the one that TCP gets may be taken for UDP: then again.
	for try := 0; ; try++ {
		l, err := config.Listen(context.Background(), "tcp", at)
		if err != nil {
			return err
		}
		p, err := config.ListenPacket(context.Background(), "udp", l.Addr().String())
		if err != nil {
			if _, port, splitErr := net.SplitHostPort(at); splitErr == nil && port == "0" && try < 8 {
				_ = l.Close()
				continue
			}
			return errors.Join(err, l.Close())
		}
		s.serveTCP(l.(*net.TCPListener))
		s.serveUDP(p.(*net.UDPConn))
		return nil
	}
}

func (s *Server) serveTCP(l *net.TCPListener) {
	s.tcp = append(s.tcp, newTCPListener(l, s.streams, s.slots, s.handle))
	s.addrs = append(s.addrs, l.Addr().(*net.TCPAddr).AddrPort())
}

func (s *Server) serveUDP(c *net.UDPConn) {
	s.udp = append(s.udp, newUDPListener(c, s.slots, s.handle))
}

func (s *Server) close() {
	for _, l := range s.tcp {
		_ = l.listener.Close()
	}
	for _, l := range s.udp {
		_ = l.conn.Close()
	}
	s.tcp, s.udp, s.addrs = nil, nil, nil
}

// Addrs are the addresses listened on, after Listen.
func (s *Server) Addrs() []netip.AddrPort { return s.addrs }

// A stopped server lets queries run for patience; what is not answered then is
// answered with SERVFAIL before drainTime is over.
const (
	patience  = 4 * time.Second
	drainTime = 4500 * time.Millisecond
)

// Run follows heads and serves until ctx ends. Then it accepts nothing more,
// answers what it accepted, and returns within 5 s.
func (s *Server) Run(ctx context.Context) error {
	if s.tcp == nil {
		if err := s.Listen(); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wait sync.WaitGroup
	following, unfollow := context.WithCancel(context.WithoutCancel(ctx))
	defer unfollow()
	for _, o := range s.origins {
		wait.Go(func() { _ = o.Source.Follow(following, o.apply) }) // it returns ctx's error only
	}
	for _, l := range s.tcp {
		wait.Go(func() {
			if err := l.serve(ctx); err != nil {
				cancel(fmt.Errorf("serve TCP: %w", err))
			}
		})
	}
	for _, l := range s.udp {
		wait.Go(func() {
			if err := l.serve(ctx); err != nil {
				cancel(fmt.Errorf("serve UDP: %w", err))
			}
		})
	}
	<-ctx.Done()
	cause := context.Cause(ctx)
	drain, stop := context.WithTimeout(context.Background(), drainTime)
	defer stop()
	defer s.hurry()
	defer time.AfterFunc(patience, s.hurry).Stop()
	var drained sync.WaitGroup
	for _, l := range s.tcp {
		drained.Go(func() { l.drain(drain) })
	}
	for _, l := range s.udp {
		drained.Go(func() { l.drain(drain) })
	}
	drained.Wait()
	unfollow()
	wait.Wait()
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return nil
	}
	return cause
}
