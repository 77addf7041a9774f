package resolver

import "sync/atomic"

// inFlight bounds the queries that are being answered, over all transports.
// Streams leave half of the slots to datagrams, whatever their clients do.
type inFlight struct {
	slots, streams chan struct{}
	dropped        atomic.Uint64 // queries that found no slot
}

func newInFlight() *inFlight {
	return &inFlight{slots: make(chan struct{}, maxInFlight), streams: make(chan struct{}, maxOnStreams)}
}

// enter counts a query in, unless that were too many: its caller drops it.
func (f *inFlight) enter(t Transport) bool {
	switch {
	case t != UDP && !try(f.streams):
	case try(f.slots):
		return true
	case t != UDP:
		<-f.streams
	}
	f.dropped.Add(1)
	return false
}

func (f *inFlight) leave(t Transport) {
	<-f.slots
	if t != UDP {
		<-f.streams
	}
}

// try takes a place, if there is one.
func try(places chan struct{}) bool {
	select {
	case places <- struct{}{}:
		return true
	default:
		return false
	}
}
