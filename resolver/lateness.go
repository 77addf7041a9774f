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
	latePeriod = 5 * time.Second        // after the last that was one too many, all is well
)

// lateness tells whether datagrams wait for the server: whether lately more than one
// in 200 lay in its socket for longer than 0.3 ms, which is told for some seconds: who
// storms comes in waves. The zero value is ready.
type lateness struct {
	level atomic.Int64  // up by 199 for each late one, down by one for each other, within bounds
	until atomic.Int64  // when all is well again, ns since 1970
	count atomic.Uint64 // late ones
}

// note has a datagram count that waited for so long.
func (l *lateness) note(waited time.Duration) {
	level := l.level.Load()
	if waited <= late {
		if level > 0 {
			l.level.Store(level - 1) // of those who race here one counts, which will do
		}
		return
	}
	l.count.Add(1)
	level = min(level+oneIn-1, most)
	l.level.Store(level)
	if level > raised {
		l.until.Store(time.Now().Add(latePeriod).UnixNano())
	}
}

// high says whether datagrams wait.
func (l *lateness) high() bool {
	return time.Now().UnixNano() < l.until.Load()
}
