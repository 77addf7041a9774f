package resolver

import (
	"time"

	"github.com/miekg/dns"

	"chainzone/cache"
)

// Event is one query that was handled. Its messages are the observer's to read
// until it returns.
type Event struct {
	Client   Client
	Query    *dns.Msg
	Reply    *dns.Msg // nil where none was sent
	Trace    *Trace
	Took     time.Duration
	Panicked bool
}

// Stats counts since the start; InFlight, Connections and the caches' sizes are
// current.
type Stats struct {
	Zones, Messages  cache.Stats
	InFlight         int    // queries
	Dropped          uint64 // queries above those that are answered at a time
	Late             uint64 // datagrams that lay in a socket for longer than 0.3 ms
	Slipped, Limited uint64 // by the rate limit: told to use TCP, not answered
	Connections      int    // open, of all transports
	Refused          uint64 // connections above their limits
}

// Stats says what the server did that no event tells of.
func (s *Server) Stats() Stats {
	out := Stats{
		Zones: s.zones.Stats(), Messages: s.messages.Stats(), InFlight: len(s.slots.slots), Dropped: s.slots.dropped.Load(),
		Late: s.pacing.waited.count.Load(), Slipped: s.slipped.Load(), Limited: s.limited.Load(),
	}
	out.Connections, out.Refused = s.streams.count()
	return out
}
