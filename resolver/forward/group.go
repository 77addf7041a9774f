package forward

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"
)

// Strategy says which upstream of a group is asked first.
type Strategy string

// The strategies. Whatever it is, an upstream that fails is passed over at
// once, and one that lets wait is joined by the next. One that is down is asked
// where no other has an answer.
const (
	InOrder  Strategy = "order"    // as configured
	Fastest  Strategy = "fastest"  // whose answers took least of late
	Parallel Strategy = "parallel" // all at once: the first answer counts
)

const (
	patience = 400 * time.Millisecond // with one upstream before the next is asked too
	tryLimit = 2 * time.Second        // for one upstream, all its attempts together
	explore  = 16                     // of so many questions of Fastest, one goes to another upstream too
	probing  = time.Second            // for the question of a probe: the time of two datagrams
)

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
	Log       *slog.Logger     // has when an upstream goes down, and when it is back; nil: nobody has
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
		u := newUpstream(a, g.lookups, c.Roots)
		if c.Log != nil {
			u.log = c.Log.With("zone", cmp.Or(c.Zone, "."))
		}
		g.upstreams = append(g.upstreams, u)
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
// that could answer, its code being NOERROR, NXDOMAIN or YXDOMAIN; or, if all that were
// asked gave other codes or none, the last of those, else an error. Somebody is
// always asked. q's id does
// not matter. The reply is the caller's own.
func (g *Group) Exchange(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	order, eager := g.order(q, time.Now())
	r := race{ctx: ctx, q: q, budget: b, order: order, eager: eager, gap: patience, results: make(chan result, len(order)), failed: g.failed}
	if g.strategy == Parallel {
		r.gap = 0
	}
	return r.run()
}

// order is whom to ask: those that are up and in no doubt, by the strategy, and the
// others last, for the case that none of those has an answer; if there are none of
// those, the ones first whose rest has the least left. One whose rest is over is probed beside. eager are those that
// are asked for as long as none answers, without waiting for all others to fail.
func (g *Group) order(q *dns.Msg, now time.Time) (order []*upstream, eager int) {
	var down []*upstream
	left := map[*upstream]time.Duration{}
	for _, u := range g.upstreams {
		rest, isDown := u.health.resting(now)
		if !isDown && !u.health.doubtful() {
			order = append(order, u)
			continue
		}
		down, left[u] = append(down, u), rest
		if isDown && rest == 0 {
			g.probe(u, q)
		}
	}
	if g.strategy == Fastest {
		slices.SortStableFunc(order, func(a, b *upstream) int { return cmp.Compare(a.health.speed(), b.health.speed()) })
		if n := int(g.turn.Add(1)); len(order) > 1 && n%explore == 0 {
			g.explore(order[1+n/explore%(len(order)-1)], q)
		}
	}
	slices.SortStableFunc(down, func(a, b *upstream) int { return cmp.Compare(left[a], left[b]) })
	if eager = len(order); eager == 0 {
		eager = len(down)
	}
	return append(order, down...), eager
}

// explore asks an upstream to learn how long it takes, and nobody waits for it.
func (g *Group) explore(u *upstream, q *dns.Msg) {
	q = q.Copy()
	g.wait.Go(func() {
		asked := time.Now()
		if reply, err := u.ask(g.probes, q, unlimited{}); g.probes.Err() == nil && (err != nil || !answers(reply)) {
			g.failed(u, q, asked, err)
		}
	})
}

// failed takes in that an upstream had no answer to q: err is why, nil where it
// replied with another code. Where no connection to it comes about, it is down.
func (g *Group) failed(u *upstream, q *dns.Msg, asked time.Time, err error) {
	doubtful := u.health.failed(strings.ToLower(q.Question[0].Name), asked)
	switch {
	case Unreachable(err):
		u.down(asked, 0, err)
	case doubtful, errors.Is(err, errMute), errors.Is(err, errEnded): // it may be the name's doing
		g.probe(u, nil)
	}
}

// probe finds out whether an upstream is well, and nobody waits for it: it is if it
// has an answer to the one question that every upstream of the zone can answer,
// whatever names clients chose, or to q if there is one.
func (g *Group) probe(u *upstream, q *dns.Msg) {
	done, ok := u.health.probe()
	if !ok {
		return
	}
	questions := []*dns.Msg{g.apex}
	if q != nil {
		questions = append(questions, q.Copy())
	}
	g.wait.Go(func() {
		defer done()
		asked := time.Now()
		var rcode int
		var err error
		for _, one := range questions {
			var reply *dns.Msg
			ctx, cancel := context.WithTimeout(g.probes, probing)
			reply, err = u.ask(ctx, one, unlimited{})
			cancel()
			if err == nil && answers(reply) || g.probes.Err() != nil {
				return
			}
			if err == nil {
				rcode = reply.Rcode
			}
		}
		u.down(asked, rcode, err)
	})
}

// unlimited is the budget of a probe.
type unlimited struct{}

func (unlimited) Ask() error        { return nil }
func (unlimited) Receive(int) error { return nil }
