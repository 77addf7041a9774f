package resolver

import (
	"net/netip"
	"time"

	"chainzone/zone"
)

// AskDelegatedAt sets the port that delegated servers are asked at.
func (s *Server) AskDelegatedAt(port uint16) { s.outward.port = port }

// TakeForGlobal says which addresses are globally routable.
func (s *Server) TakeForGlobal(f func(netip.Addr) bool) { s.outward.global = f }

var IsGlobal = isGlobal

// InFlight is how many queries are being answered.
func (s *Server) InFlight() int { return len(s.slots.slots) }

// Streams is how many connections there are.
func (s *Server) Streams() int { n, _ := s.streams.count(); return n }

// TakeTurns takes so many turns of encrypted connections that had no answer, and says
// how many are left; give gives one back.
func (s *Server) TakeTurns(n int) (left int, give func()) {
	t := s.pacing.strangers
	for range n {
		t.take(netip.Addr{}, false)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.free, t.give
}

// Parse reads a packet as the server does.
var Parse = parse

// SetClock has the machine's clock differ from the monotonic one. Nothing is asked
// meanwhile.
func (s *Server) SetClock(wall func() time.Time) {
	for _, o := range s.rules.Load().origins {
		o.clock.wall = wall
	}
}

// Telling is the client who is told by f before its query waits.
func (c Client) Telling(f func()) Client {
	c.waits = f
	return c
}

// Resuming has an origin know only the names of an earlier run, until settled.
func (s *Server) Resuming(name string) (settled func()) {
	o := s.rules.Load().originOf(zone.MustParseName(name))
	o.settleBy = time.Now().Add(time.Hour)
	o.resuming.Store(true)
	return func() {
		o.resuming.Store(false)
		close(o.settled)
	}
}

// MetaType is the rcode for a type that no record has.
var MetaType = metaType

// Handle answers a packet as a listener does, and returns the reply, nil for none.
func (s *Server) Handle(packet []byte, from Client) (reply []byte) {
	s.handle(packet, from, func(data []byte) error { reply = data; return nil })
	return reply
}

// Draining reports whether the server was told to stop.
func (s *Server) Draining() bool { return s.draining.Load() }
