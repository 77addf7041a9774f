package resolver

import (
	"sync/atomic"
	"time"
)

const (
	late       = 300 * time.Microsecond // in the socket, before it is read
	oneIn      = 200                    // datagrams may be late
	raised     = 2 * (oneIn - 1)        // level from which it is told: one late datagram says nothing
	most       = 10 * oneIn             // level
	latePeriod = time.Second            // after the last late one, all is well
)

// lateness tells whether datagrams wait for the server: whether lately more than one
// in 200 lay in its socket for longer than 0.3 ms. The zero value is ready.
type lateness struct {
	level atomic.Int64  // up by 199 for each late one, down by one for each other, within bounds
	last  atomic.Int64  // when one was late, ns since 1970
	count atomic.Uint64 // late ones
}

// note has a datagram count that waited for so long.
func (l *lateness) note(waited time.Duration, now time.Time) {
	level := l.level.Load()
	if waited <= late {
		if level > 0 {
			l.level.Store(level - 1) // of those who race here one counts, which will do
		}
		return
	}
	l.count.Add(1)
	l.level.Store(min(level+oneIn-1, most))
	l.last.Store(now.UnixNano())
}

// high says whether datagrams wait.
func (l *lateness) high(now time.Time) bool {
	return l.level.Load() > raised && now.UnixNano()-l.last.Load() < int64(latePeriod)
}
