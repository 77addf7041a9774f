package resolver

import (
	"errors"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"chainzone/cache"
	"chainzone/resolver/forward"
	"chainzone/zone"
)

// severalNames is how many names in a row, none of which a delegated server has an
// answer to, put it in doubt: clients choose names, and it may have an answer to all
// but those.
const severalNames = 3

// maxDoubted limits the servers whose names without an answer are remembered; the
// least recently asked go. 4096 take about 1 MiB.
const maxDoubted = 4096

// errLame is that a server was not asked since it had no answer a moment ago.
var errLame = errors.New("the server had no answer a moment ago")

// lameServer is one of a delegation that does not answer, the zero address its
// all. It is of one delegation, so that nobody makes a server lame for others.
type lameServer struct {
	cut  zone.Name
	addr netip.Addr
}

// lameQuestion is one that a server had no answer to.
type lameQuestion struct {
	lameServer
	name zone.Name
	typ  uint16
}

// lameServers remembers delegated servers that do not answer, and questions that
// they do not. It is safe for concurrent use.
type lameServers struct {
	servers   *cache.Failures[lameServer]
	questions *cache.Failures[lameQuestion]

	mu      sync.Mutex
	doubted *simplelru.LRU[lameServer, []zone.Name] // names without an answer since the last one that had one
}

func newLameServers() *lameServers {
	doubted, _ := simplelru.NewLRU[lameServer, []zone.Name](maxDoubted, nil) // fails for no size only
	return &lameServers{servers: cache.NewFailures[lameServer](causes), questions: cache.NewFailures[lameQuestion](causes), doubted: doubted}
}

// answered takes in that a server replied to a question.
func (l *lameServers) answered(q lameQuestion, now time.Time) {
	l.questions.Note(q, nil, now)
	l.alive(q.lameServer, now)
}

// alive takes in that a server replied to anything.
func (l *lameServers) alive(s lameServer, now time.Time) {
	l.servers.Note(s, nil, now)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.doubted.Remove(s)
}

// failed takes in that a server had no answer to a question, and reports whether it
// is in doubt: then it is to be asked something else, and lame if it has no answer
// to that. It is lame at once if it cannot be reached.
func (l *lameServers) failed(q lameQuestion, err error, now time.Time) (doubtful bool) {
	if forward.Unreachable(err) {
		l.servers.Note(q.lameServer, err, now)
		return false
	}
	l.questions.Note(q, err, now)
	l.mu.Lock()
	defer l.mu.Unlock()
	names, _ := l.doubted.Get(q.lameServer)
	if len(names) < severalNames && !slices.Contains(names, q.name) {
		names = append(slices.Clip(names), q.name)
		l.doubted.Add(q.lameServer, names)
	}
	return len(names) == severalNames
}
