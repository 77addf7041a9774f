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

// Stats counts since the start; InFlight and the caches' sizes are current.
type Stats struct {
	Zones, Messages  cache.Stats
	InFlight         int    // queries
	Slipped, Limited uint64 // by the rate limit: told to use TCP, not answered
}

// Stats says what the server did that no event tells of.
func (s *Server) Stats() Stats {
	return Stats{Zones: s.zones.Stats(), Messages: s.messages.Stats(), InFlight: len(s.slots), Slipped: s.slipped.Load(), Limited: s.limited.Load()}
}
