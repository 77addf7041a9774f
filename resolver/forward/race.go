package forward

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/miekg/dns"
)

// result is how asking one upstream ended.
type result struct {
	from  *upstream
	asked time.Time
	reply *dns.Msg
	err   error
}

// race asks upstreams one after another without giving up on those before: the
// next when one failed, or when none answered for a while.
type race struct {
	ctx     context.Context
	q       *dns.Msg
	budget  Budget
	order   []*upstream
	eager   int           // of them, between which it waits gap; before each after them patience
	gap     time.Duration // 0: they are asked together
	results chan result
	failed  func(u *upstream, q *dns.Msg, asked time.Time, err error) // hears of each that had no answer

	asked   int // of order
	running int
}

func (r *race) run() (*dns.Msg, error) {
	ctx, cancel := context.WithCancel(r.ctx)
	defer func() {
		cancel()
		for ; r.running > 0; r.running-- {
			<-r.results
		}
	}()
	silent := map[*upstream]time.Time{} // since when, of those beside which another was asked
	var current *upstream               // was asked last
	var since time.Time
	start := func() {
		current, since = r.start(ctx)
	}
	start()
	timer := time.NewTimer(r.wait())
	defer timer.Stop()
	var last result
	for {
		select {
		case <-timer.C:
			if r.asked < len(r.order) {
				if r.wait() > 0 {
					silent[current] = since
				}
				start()
				timer.Reset(r.wait())
			}
		case one := <-r.results:
			r.running--
			delete(silent, one.from)
			if one.err == nil && answers(one.reply) {
				// The others let the client wait where an answer could be had.
				for u, asked := range silent {
					r.failed(u, r.q, asked, context.DeadlineExceeded)
				}
				return one.reply, nil
			}
			var spent *spentError
			switch {
			case errors.As(one.err, &spent):
				return nil, spent.err
			case r.ctx.Err() != nil:
				return nil, r.ctx.Err()
			case last.reply == nil, one.err == nil && (explains(one.reply) || !explains(last.reply)):
				last = one
			}
			r.failed(one.from, r.q, one.asked, one.err)
			if r.asked < len(r.order) {
				start()
				timer.Reset(r.wait())
			} else if r.running == 0 {
				return last.reply, last.err
			}
		}
	}
}

// wait is how long the next upstream is not asked while none before it fails.
func (r *race) wait() time.Duration {
	if r.asked < r.eager {
		return r.gap
	}
	return patience
}

// start asks the next upstream.
func (r *race) start(ctx context.Context) (u *upstream, asked time.Time) {
	u, asked = r.order[r.asked], time.Now()
	r.asked++
	r.running++
	go func() {
		reply, err := u.ask(ctx, r.q, r.budget)
		r.results <- result{u, asked, reply, err}
	}()
	return u, asked
}

// explains reports whether a reply says why it is none: RFC 8914.
func explains(m *dns.Msg) bool {
	opt := m.IsEdns0()
	return opt != nil && slices.ContainsFunc(opt.Option, func(o dns.EDNS0) bool { return o.Option() == dns.EDNS0EDE })
}

// answers reports whether a reply settles the question: other codes say that the
// server had no answer, or would not give one.
func answers(m *dns.Msg) bool {
	return m.Rcode == dns.RcodeSuccess || m.Rcode == dns.RcodeNameError || m.Rcode == dns.RcodeYXDomain
}

// spentError is a budget's own error.
type spentError struct{ err error }

func (e *spentError) Error() string { return e.err.Error() }
func (e *spentError) Unwrap() error { return e.err }
