package resolver

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chainzone/zone"
)

var errStopped = errors.New("the server has stopped")

// Reload has the queries from now on answered by another configuration; those
// that are being answered keep the one they began with. No socket and no
// connection is touched, and what is cached stays. On an error nothing changes.
//
// Listen, Sockets, the addresses and path of Encrypted, State, Messages,
// ZoneBytes, Logger and Observe stay as they were made.
//
// An origin whose Source stays is followed on. One with another Source keeps its
// cached names if its Data stays, to be read again before they count as true.
// Names of an origin that is left out are REFUSED, not forwarded, for as long as
// the server lives, unless Forward names that domain itself or one below it.
//
// The server releases (Origin.Release) what is left out when the last query that
// needs it was answered. After an error the sources are still the caller's.
func (s *Server) Reload(c Config) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return fmt.Errorf("resolver: %w", errStopped)
	}
	old := s.rules.Load()
	next, err := s.newRules(c, old)
	if err != nil {
		return fmt.Errorf("resolver: %w", err)
	}
	if err := s.checkUpstreams(next); err != nil {
		next.closeForward(old)
		return fmt.Errorf("resolver: %w", err)
	}
	if s.following != nil {
		s.follow(next, old)
	}
	s.streams.spare(next.limits.Exempt)
	s.crowd.spare(next.limits.Exempt)
	s.rules.Store(next)
	s.retire(old, next)
	return nil
}

// follower is a source that is being followed.
type follower struct {
	stop context.CancelFunc
	done chan struct{}
}

// follow follows the heads of every origin of next that is not followed yet. A
// source in another's place waits for that to end, since changes come one at a
// time. s.mu is held.
func (s *Server) follow(next, old *rules) {
	for _, o := range next.origins {
		if o.follower != nil {
			continue
		}
		ctx, stop := context.WithCancel(s.following)
		f := &follower{stop: stop, done: make(chan struct{})}
		o.follower = f
		var before *follower
		if was := old.originAt(o.Name); was != nil && was.memory == o.memory {
			before = was.follower
		}
		if before != nil {
			before.stop()
			o.failed.Clear() // that was the other source's doing
		}
		s.beside.Go(func() {
			defer close(f.done)
			if before != nil {
				<-before.done
			}
			_ = o.Source.Follow(ctx, o.apply) // it returns ctx's error only
		})
	}
}

// retire ends what of old is not in next when nobody uses old, nor any rules
// before, any more. next is nil at the server's end, when nothing is forgotten.
// s.mu is held.
func (s *Server) retire(old, next *rules) {
	before, after := s.retired, make(chan struct{})
	s.retired = after
	s.beside.Go(func() {
		defer close(after)
		<-old.users.retire()
		if before != nil {
			<-before
		}
		for _, o := range old.origins {
			if !next.reads(o.Source) {
				o.end()
			}
		}
		old.closeForward(next)
		if next != nil {
			s.forget(old, next)
		}
	})
}

// end stops following an origin's source and gives it back.
func (o *origin) end() {
	if o.follower != nil {
		o.follower.stop()
		<-o.follower.done
	}
	if o.Release != nil {
		o.Release()
	}
}

func (r *rules) reads(source Source) bool {
	return r != nil && slices.ContainsFunc(r.origins, func(o *origin) bool { return o.Source == source })
}

// forget drops what is cached under old rules and of no use to next.
func (s *Server) forget(old, next *rules) {
	for _, o := range old.origins {
		if !slices.ContainsFunc(next.origins, func(n *origin) bool { return n.memory == o.memory }) {
			s.zones.DropKeys(func(at place) bool { return at.memory == o.memory })
		}
	}
	for _, f := range old.forward {
		if !slices.Contains(next.forward, f) {
			s.messages.DropGroup(f.number)
		}
	}
}

// serialOf is the serial of an origin, the same one for the server's life.
func (s *Server) serialOf(origin zone.Name) *serial {
	if s.serials[origin] == nil {
		s.serials[origin] = newSerial(s.config.State, origin, s.log)
	}
	return s.serials[origin]
}
