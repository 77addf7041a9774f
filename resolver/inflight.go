package resolver

import (
	"sync/atomic"
	"time"
)

// inFlight bounds the queries that are being answered, over all transports.
// Streams leave half of the slots to datagrams, whatever their clients do.
type inFlight struct {
	slots, streams chan struct{}
	dropped        atomic.Uint64 // queries that found no slot
}

func newInFlight() *inFlight {
	return &inFlight{slots: make(chan struct{}, maxInFlight), streams: make(chan struct{}, maxOnStreams)}
}

// enter counts a query in, unless that were too many: its caller drops it. One that
// came on a stream waits for a slot first, for room at most: its stream is not read
// meanwhile, so that no more of them wait than there are streams.
func (f *inFlight) enter(t Transport) bool {
	if t == UDP {
		if try(f.slots) {
			return true
		}
		f.dropped.Add(1)
		return false
	}
	if try(f.streams) {
		if try(f.slots) {
			return true
		}
		<-f.streams
	}
	over := time.NewTimer(room)
	defer over.Stop()
	for _, places := range []chan struct{}{f.streams, f.slots} {
		select {
		case places <- struct{}{}:
		case <-over.C:
			if places != f.streams {
				<-f.streams
			}
			f.dropped.Add(1)
			return false
		}
	}
	return true
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
