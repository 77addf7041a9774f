package forward

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"
)

// Strategy says which upstream of a group is asked first.
type Strategy string

// The strategies. Whatever it is, an upstream that fails is passed over at
// once, and one that lets wait is joined by the next.
const (
	InOrder  Strategy = "order"    // as configured
	Fastest  Strategy = "fastest"  // whose answers took least of late
	Parallel Strategy = "parallel" // all at once: the first answer counts
)

const (
	patience = 400 * time.Millisecond // with one upstream before the next is asked too
	tryLimit = 2 * time.Second        // for one upstream, all its attempts together
	explore  = 16                     // of so many questions of Fastest, one goes to another upstream too
)

// ErrResting is returned without asking anybody: every upstream failed a
// moment ago, and it is too early, or another's work, to find out whether one
// is back.
var ErrResting = errors.New("every upstream failed a moment ago and rests before it is asked again")

// Budget is what one client query may still spend. It is used from several
// goroutines. What it returns ends the exchange.
type Budget interface {
	Ask() error              // before each message to an upstream
	Receive(bytes int) error // after each that came from one
}

// Config is what a Group is made of.
type Config struct {
	Zone      string // that is forwarded, fully qualified; "": the root
	Upstreams []Address
	Strategy  Strategy         // "": InOrder
	Bootstrap []netip.AddrPort // servers that look up upstreams' names, by UDP and TCP
	Roots     *x509.CertPool   // of TLS and HTTPS; nil: the system's
}

// Group is the upstreams of one zone. It is safe for concurrent use.
type Group struct {
	apex      *dns.Msg // a question that every upstream can answer
	strategy  Strategy
	upstreams []*upstream
	lookups   *bootstrap // nil if there is none
	turn      atomic.Uint64

	probes context.Context // of upstreams that may be back
	stop   context.CancelFunc
	wait   sync.WaitGroup
}

// New makes a group without any I/O. Close ends it.
func New(c Config) (*Group, error) {
	g := &Group{strategy: c.Strategy, apex: new(dns.Msg).SetQuestion(cmp.Or(c.Zone, "."), dns.TypeSOA)}
	g.apex.SetEdns0(1232, false)
	switch c.Strategy {
	case "":
		g.strategy = InOrder
	case InOrder, Fastest, Parallel:
	default:
		return nil, fmt.Errorf("the strategy %q is not one: use order, fastest or parallel", c.Strategy)
	}
	if len(c.Upstreams) == 0 {
		return nil, errors.New("no upstream is given: name at least one")
	}
	g.lookups = newBootstrap(c.Bootstrap)
	for _, a := range c.Upstreams {
		if a.Named() && g.lookups == nil {
			return nil, fmt.Errorf("the upstream %s is a name that nobody can look up: give its addresses behind @, or bootstrap servers", a)
		}
		g.upstreams = append(g.upstreams, newUpstream(a, g.lookups, c.Roots))
	}
	g.probes, g.stop = context.WithCancel(context.Background())
	return g, nil
}

// Close ends probes and kept connections. Exchanges must be over.
func (g *Group) Close() {
	g.stop()
	g.wait.Wait()
	for _, u := range g.upstreams {
		u.close()
	}
	if g.lookups != nil {
		g.lookups.servers.Close()
	}
}

// Exchange puts a question to the group and returns the reply of an upstream
// that could answer, its code being NOERROR or NXDOMAIN; or, if all that were
// asked gave other codes or none, the last of those, else an error. q's id does
// not matter. The reply is the caller's own.
func (g *Group) Exchange(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	order, probed, err := g.order(q, time.Now())
	if err != nil {
		return nil, err
	}
	defer probed()
	r := race{ctx: ctx, q: q, budget: b, order: order, gap: patience, results: make(chan result, len(order))}
	if g.strategy == Parallel {
		r.gap = 0
	}
	m, err := r.run()
	for _, u := range r.silent {
		g.doubt(u)
	}
	return m, err
}

// order is whom to ask: those that are up, by the strategy; or, if none is, one
// that may be back, which nobody else asks then. One that may be back while
// others are up is asked beside them, and the client does not wait for it.
func (g *Group) order(q *dns.Msg, now time.Time) (order []*upstream, probed func(), err error) {
	var maybe []*upstream
	for _, u := range g.upstreams {
		switch u.health.state(now) {
		case up:
			order = append(order, u)
		case halfOpen:
			maybe = append(maybe, u)
		case resting:
		}
	}
	for _, u := range maybe {
		done, ok := u.health.probe()
		if !ok {
			continue
		}
		if len(order) == 0 {
			return []*upstream{u}, done, nil
		}
		g.findOut(g.probes, u, q, done)
	}
	if len(order) == 0 {
		return nil, nil, ErrResting
	}
	if g.strategy == Fastest {
		slices.SortStableFunc(order, func(a, b *upstream) int { return int(a.health.speed() - b.health.speed()) })
		if n := int(g.turn.Add(1)); len(order) > 1 && n%explore == 0 {
			g.findOut(g.probes, order[1+n/explore%(len(order)-1)], q, func() {})
		}
	}
	return order, func() {}, nil
}

// findOut asks an upstream how it is, and nobody waits for it.
func (g *Group) findOut(ctx context.Context, u *upstream, q *dns.Msg, done func()) {
	q = q.Copy()
	g.wait.Go(func() {
		defer done()
		_, _ = u.ask(ctx, q, unlimited{})
	})
}

// doubt is for an upstream that rests since it had no answer to a question that no
// other had one to either. It may be that nobody can answer that one: another, which
// all can, tells whether the upstream is well.
func (g *Group) doubt(u *upstream) {
	if u.health.state(time.Now()) == up {
		return
	}
	if done, ok := u.health.probe(); ok {
		ctx, cancel := context.WithTimeout(g.probes, patience) // if it has no answer, nothing is new
		g.findOut(ctx, u, g.apex, func() { cancel(); done() })
	}
}

// unlimited is the budget of a probe.
type unlimited struct{}

func (unlimited) Ask() error        { return nil }
func (unlimited) Receive(int) error { return nil }
