package resolver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime/debug"
	"sync"
	"time"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// Server answers DNS questions. It is safe for concurrent use.
type Server struct {
	config  Config
	log     *slog.Logger
	origins []*origin
	servers []*dns.Server
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
	for _, at := range s.config.Listen {
		if err := s.listen(at); err != nil {
			s.close()
			return fmt.Errorf("listen on %s: %w", at, err)
		}
	}
	return nil
}

func (s *Server) listen(at string) error {
	l, err := net.Listen("tcp", at)
	if err != nil {
		return err
	}
	p, err := net.ListenPacket("udp", l.Addr().String())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	h := dns.HandlerFunc(s.handle)
	s.servers = append(s.servers, &dns.Server{Listener: l, Handler: h, MaxTCPQueries: 128}, &dns.Server{PacketConn: p, Handler: h})
	s.addrs = append(s.addrs, l.Addr().(*net.TCPAddr).AddrPort())
	return nil
}

func (s *Server) close() {
	for _, d := range s.servers {
		if d.Listener != nil {
			_ = d.Listener.Close()
		} else {
			_ = d.PacketConn.Close()
		}
	}
	s.servers, s.addrs = nil, nil
}

// Addrs are the addresses listened on, after Listen.
func (s *Server) Addrs() []netip.AddrPort { return s.addrs }

// Run follows heads and serves until ctx ends, then drains for at most 5 s.
func (s *Server) Run(ctx context.Context) error {
	if s.servers == nil {
		if err := s.Listen(); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wait sync.WaitGroup
	for _, o := range s.origins {
		wait.Go(func() { _ = o.Source.Follow(ctx, o.apply) }) // it returns ctx's error only
	}
	up := make(chan struct{}, len(s.servers))
	for _, d := range s.servers {
		d.NotifyStartedFunc = func() { up <- struct{}{} }
		wait.Go(func() {
			if err := d.ActivateAndServe(); err != nil && ctx.Err() == nil {
				cancel(fmt.Errorf("serve: %w", err))
				up <- struct{}{}
			}
		})
	}
	for range s.servers {
		<-up
	}
	<-ctx.Done()
	cause := context.Cause(ctx)
	drain, stop := context.WithTimeout(context.Background(), 5*time.Second)
	defer stop()
	for _, d := range s.servers {
		_ = d.ShutdownContext(drain)
	}
	wait.Wait()
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return nil
	}
	return cause
}

func (s *Server) handle(w dns.ResponseWriter, q *dns.Msg) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("a query panicked", "panic", p, "stack", string(debug.Stack()))
			m := new(dns.Msg)
			_ = w.WriteMsg(m.SetRcode(q, dns.RcodeServerFailure))
		}
	}()
	from, _ := netip.ParseAddrPort(w.RemoteAddr().String())
	reply, _ := s.Answer(context.Background(), q, from.Addr())
	if reply == nil {
		return
	}
	if w.LocalAddr().Network() == "udp" {
		size := dns.MinMsgSize
		if opt := q.IsEdns0(); opt != nil {
			size = max(size, min(int(opt.UDPSize()), 1232))
		}
		reply.Truncate(size)
	}
	_ = w.WriteMsg(reply) // the client may be gone
}
