package forward

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/miekg/dns"
)

// result is how asking one upstream ended.
type result struct {
	from  *upstream
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
	gap     time.Duration
	results chan result

	asked   []*upstream // in the order of order
	silent  []*upstream // those that had no answer in all their time
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
	began := time.Now()
	r.start(ctx)
	timer := time.NewTimer(r.gap)
	defer timer.Stop()
	silent := map[*upstream]bool{} // another was asked because it did not answer
	var refusing []*upstream
	var last result
	for {
		select {
		case <-timer.C:
			if len(r.asked) < len(r.order) {
				silent[r.asked[len(r.asked)-1]] = r.gap > 0
				r.start(ctx)
				timer.Reset(r.gap)
			}
		case one := <-r.results:
			r.running--
			if one.err == nil && answers(one.reply) {
				// The others let the client wait where an answer could be had.
				for _, u := range r.asked {
					if u != one.from && silent[u] {
						u.failed(began, true)
					}
				}
				for _, u := range refusing {
					u.health.failed(began, time.Now(), true)
				}
				return one.reply, nil
			}
			var spent *spentError
			switch {
			case errors.As(one.err, &spent):
				return nil, spent.err
			case r.ctx.Err() != nil:
				return nil, r.ctx.Err()
			case one.err == nil:
				refusing = append(refusing, one.from)
				last = one
			case last.reply == nil:
				last = one
			}
			if errors.Is(one.err, context.DeadlineExceeded) || errors.Is(one.err, os.ErrDeadlineExceeded) {
				r.silent = append(r.silent, one.from)
			}
			delete(silent, one.from) // ask has seen to its health
			if len(r.asked) < len(r.order) {
				r.start(ctx)
				timer.Reset(r.gap)
			} else if r.running == 0 {
				return last.reply, last.err
			}
		}
	}
}

// start asks the next upstream.
func (r *race) start(ctx context.Context) {
	u := r.order[len(r.asked)]
	r.asked = append(r.asked, u)
	r.running++
	go func() {
		reply, err := u.ask(ctx, r.q, r.budget)
		r.results <- result{u, reply, err}
	}()
}

// answers says whether a reply settles the question.
func answers(m *dns.Msg) bool {
	return m.Rcode == dns.RcodeSuccess || m.Rcode == dns.RcodeNameError
}

// spentError is a budget's own error.
type spentError struct{ err error }

func (e *spentError) Error() string { return e.err.Error() }
func (e *spentError) Unwrap() error { return e.err }
