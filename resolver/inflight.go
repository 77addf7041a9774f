package resolver

import "sync/atomic"

// inFlight bounds the queries that are being answered, over all transports.
type inFlight struct {
	slots   chan struct{}
	dropped atomic.Uint64 // queries that found no slot
}

func newInFlight() *inFlight { return &inFlight{slots: make(chan struct{}, maxInFlight)} }

// enter counts a query in, unless that were too many: its caller drops it.
func (f *inFlight) enter() bool {
	select {
	case f.slots <- struct{}{}:
		return true
	default:
		f.dropped.Add(1)
		return false
	}
}

func (f *inFlight) leave() { <-f.slots }
