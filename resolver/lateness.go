package resolver

import (
	"sync/atomic"
	"time"
)

const (
	late       = 150 * time.Microsecond // in the socket, before it is read
	oneIn      = 200                    // datagrams may be late
	raised     = 2 * (oneIn - 1)        // level from which it is told: one late datagram says nothing
	most       = 10 * oneIn             // level
	latePeriod = 5 * time.Second        // after the last that was one too many, all is well
	stepPeriod = 100 * time.Millisecond // from one degree to the next
	worst      = 5                      // degree
)

// lateness tells whether datagrams wait for the server: whether lately more than one
// in 200 lay in its socket for longer than 0.15 ms, which is told for some seconds: who
// storms comes in waves. The longer it goes on the worse it is. The zero value is ready.
type lateness struct {
	level atomic.Int64  // up by 199 for each late one, down by one for each other, within bounds
	until atomic.Int64  // when all is well again, ns since 1970
	since atomic.Int64  // when it took its degree, ns since 1970
	now   atomic.Int64  // degree, until all is well
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
	if level <= raised {
		return
	}
	switch now := time.Now().UnixNano(); {
	case now >= l.until.Swap(now+int64(latePeriod)):
		l.now.Store(1)
		l.since.Store(now)
	case now-l.since.Load() >= int64(stepPeriod):
		l.now.Store(min(l.now.Load()+1, worst))
		l.since.Store(now)
	}
}

// degree says how bad it is that datagrams wait, from 1 to 5, or 0: they do not.
func (l *lateness) degree() int {
	if time.Now().UnixNano() >= l.until.Load() {
		return 0
	}
	return int(l.now.Load())
}
