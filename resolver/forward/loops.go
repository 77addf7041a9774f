package forward

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"
)

// leastLetters is how many letters a name must have for its spelling to say who
// asks: a client that mixes case too has the same one in 2,000 times, and only
// while we ask. Any other is a reason to find out: see Group.Watch.
const leastLetters = 11

const (
	hesitation = 50 * time.Millisecond // before we find out: most upstreams have answered by then
	probeLimit = time.Second           // for a name on its way round
	maxProbes  = 8                     // of one upstream at a time
	lateFor    = 10 * time.Second      // a name that took longer is still known, lest it goes round for ever
)

// errBack is that a question came back.
var errBack = errors.New("the upstream leads back here")

// underWay are the questions that an upstream is being asked.
type underWay struct {
	mu     sync.Mutex
	asked  map[dns.Question]*asked // by names in lower case
	probes map[string]*probe       // by their labels
	turns  chan struct{}           // of probes
}

type asked struct {
	spellings []string // of the name, one for each time that it is on its way
	probe     *probe   // nil if there was none: one is enough
}

// probe is a name that nobody can guess on its way to an upstream.
type probe struct {
	label string
	ctx   context.Context // ends when it came in, or its time is over
	over  context.CancelFunc
	came  atomic.Bool
}

func newUnderWay() *underWay {
	return &underWay{asked: map[dns.Question]*asked{}, probes: map[string]*probe{}, turns: make(chan struct{}, maxProbes)}
}

// add notes a question for as long as it is under way, until done.
func (w *underWay) add(q dns.Question) (done func()) {
	key := lower(q)
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.asked[key]
	if a == nil {
		a = new(asked)
		w.asked[key] = a
	}
	a.spellings = append(a.spellings, q.Name)
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		i := slices.Index(a.spellings, q.Name)
		if a.spellings = slices.Delete(a.spellings, i, i+1); len(a.spellings) == 0 {
			delete(w.asked, key)
		}
	}
}

// has says whether a question is under way, in whatever letters.
func (w *underWay) has(q dns.Question) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked[lower(q)] != nil
}

// spelled says whether a question is under way in the very same letters, and
// those are enough to say who asks.
func (w *underWay) spelled(q dns.Question) bool {
	if letters(q.Name) < leastLetters || !mixed(q.Name) {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.asked[lower(q)]
	return a != nil && slices.Contains(a.spellings, q.Name)
}

// probed says whether a name is that of a probe, which learns of it.
func (w *underWay) probed(name string) bool {
	label, _, _ := strings.Cut(name, ".")
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.probes[strings.ToLower(label)]
	if p == nil {
		return false
	}
	p.came.Store(true)
	p.over()
	return true
}

// probe is that of a question, which begins if there was none; nil if the
// question is not under way any more.
func (w *underWay) probe(ctx context.Context, q dns.Question) (p *probe, begins bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch a := w.asked[lower(q)]; {
	case a == nil:
		return nil, false
	case a.probe == nil:
		p = &probe{label: strings.ToLower(rand.Text())}
		p.ctx, p.over = context.WithTimeout(ctx, probeLimit)
		a.probe, w.probes[p.label] = p, p
		return p, true
	default:
		return a.probe, false
	}
}

func (w *underWay) end(p *probe) {
	p.over()
	time.AfterFunc(lateFor, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.probes, p.label)
	})
}

// Watch is for a query that came in, is not ours by any sign (see Ours), and asks
// what an upstream is being asked. That may be another client's, or our own come
// back. So the upstream is asked for a name below that nobody can guess: if that
// comes in, it leads back here, and so did the query; then the context ends.
// Meanwhile the query is answered like any other. end must be called, and says
// whether it came back.
//
// There is one probe for each question that an upstream is being asked, whoever
// comes with it: who asks twice costs no more than who asks for two names. What it
// finds is true of that question only: who owns a name can have its own loop.
func (g *Group) Watch(ctx context.Context, q *dns.Msg) (_ context.Context, end func() (back bool)) {
	var asking []*upstream
	for _, u := range g.upstreams {
		if u.underWay.has(q.Question[0]) {
			asking = append(asking, u)
		}
	}
	if asking == nil {
		return ctx, func() bool { return false }
	}
	ctx, cancel := context.WithCancelCause(ctx)
	var wait sync.WaitGroup
	for _, u := range asking {
		wait.Go(func() {
			if g.leadsBack(ctx, u, q) {
				cancel(errBack)
			}
		})
	}
	return ctx, func() bool {
		cancel(nil)
		wait.Wait()
		return errors.Is(context.Cause(ctx), errBack)
	}
}

// leadsBack finds out whether an upstream does, of a question that it is being
// asked, unless ctx ends before.
func (g *Group) leadsBack(ctx context.Context, u *upstream, q *dns.Msg) bool {
	select {
	case <-time.After(hesitation):
	case <-ctx.Done():
		return false
	}
	select {
	case u.underWay.turns <- struct{}{}:
	case <-ctx.Done():
		return false
	}
	leave := func() { <-u.underWay.turns }
	p, begins := u.underWay.probe(g.probes, q.Question[0])
	if begins {
		g.wait.Go(func() {
			defer leave()
			defer u.underWay.end(p)
			_, _ = u.exchange(p.ctx, below(p.label, q), unlimited{}) // whatever it says; it tells nothing of the upstream's health
		})
	} else {
		leave()
	}
	if p == nil {
		return false
	}
	select {
	case <-p.ctx.Done():
	case <-ctx.Done():
	}
	return p.came.Load()
}

// below is q for a name with one more label, or, where that were too long, with
// that in place of its first ones.
func below(label string, q *dns.Msg) *dns.Msg {
	const longest = 254 // RFC 1035 section 2.3.4, as text without escapes, with its last dot
	q = q.Copy()
	name := q.Question[0].Name
	for len(label)+1+len(name) > longest {
		next, _ := dns.NextLabel(name, 0)
		name = name[next:]
	}
	q.Question[0].Name = label + "." + strings.TrimPrefix(name, ".")
	return q
}

func lower(q dns.Question) dns.Question {
	q.Name = strings.ToLower(q.Name)
	return q
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
