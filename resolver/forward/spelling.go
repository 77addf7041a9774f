package forward

import (
	"context"
	"crypto/rand"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"
)

// leastLetters is how many letters a name must have for its spelling to say who
// asks: a client that mixes case too has the same one in 2,000 times, and only
// while we ask. A shorter one is a reason to find out: see Group.Returned.
const leastLetters = 11

// probeLimit is for how long a name on its way round is waited for.
const probeLimit = time.Second

// spellings are the names in mixed case that are being asked for. A query that
// comes in with one of them went out here: forwarders between drop cookies, but
// keep the case.
type spellings struct {
	mu    sync.Mutex
	count map[dns.Question]int
}

func newSpellings() *spellings { return &spellings{count: map[dns.Question]int{}} }

// add notes a question for as long as it is under way, until done.
func (s *spellings) add(q dns.Question) (done func()) {
	if !mixed(q.Name) {
		return func() {}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count[q]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.count[q]--; s.count[q] == 0 {
			delete(s.count, q)
		}
	}
}

// have says whether a question is under way.
func (s *spellings) have(q dns.Question) bool {
	if !mixed(q.Name) {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count[q] > 0
}

// Returned says whether a query that came in, and that Ours could not tell, is
// one that this group has under way. Where its name has the letters of one, the
// upstream is asked for a name below that nobody can guess: if that comes in, it
// leads back here. q is the query as it would be asked.
func (g *Group) Returned(ctx context.Context, in dns.Question, q *dns.Msg, b Budget) bool {
	for _, u := range g.upstreams {
		if u.spellings.have(in) && u.leadsBack(ctx, q.Copy(), b) {
			return true
		}
	}
	return false
}

func (u *upstream) leadsBack(ctx context.Context, probe *dns.Msg, b Budget) bool {
	name := strings.ToLower(rand.Text()) + "." + probe.Question[0].Name
	probe.Question[0].Name = name
	var came atomic.Bool
	u.probes.Store(name, &came)
	defer u.probes.Delete(name)
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	_, _ = u.ask(ctx, probe, b) // whatever it says: a name that is too long cannot be asked
	return came.Load()
}

// probed says whether a name is one that leadsBack asks for, and tells it.
func (u *upstream) probed(name string) bool {
	came, ok := u.probes.Load(strings.ToLower(name))
	if ok {
		came.(*atomic.Bool).Store(true)
	}
	return ok
}

func letters(name string) (n int) {
	for _, c := range []byte(name) {
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			n++
		}
	}
	return n
}

// mixed says whether a name has letters in each case.
func mixed(name string) bool {
	return name != strings.ToLower(name) && name != strings.ToUpper(name)
}
