package chain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/names"
)

// hedgeDelay is for how long an endpoint may say nothing before the next is asked
// beside it. A server's read has 1.8 s, in which the next must have answered.
const hedgeDelay = time.Second

// betweenTurns is for how long another endpoint than the first of the list is
// asked first, unless that fails too; then the first gets its chance.
const betweenTurns = 30 * time.Second

// pool puts questions to several endpoints, in an order that follows what is known
// of them, and takes the first good answer.
type pool struct {
	deployment *Deployment
	endpoints  []*endpoint
	http       *http.Client
	now        func() time.Time
	log        *slog.Logger
	observe    func(Call)    // nil: nobody
	delay      time.Duration // hedgeDelay, but for tests

	ctx    context.Context // of everything under way; ended by close
	cancel context.CancelFunc
	work   sync.WaitGroup // everything under way
	mu     sync.Mutex
	closed bool
	first  int       // the endpoint that is asked first
	turned time.Time // when that became another than the first of the list
	told   time.Time // when the log was told of it
}

func newPool(d *Deployment, now func() time.Time, log *slog.Logger, observe func(Call)) *pool {
	p := &pool{deployment: d, now: now, log: log, observe: observe, delay: hedgeDelay, http: newHTTP()}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	for _, raw := range d.Endpoints {
		p.endpoints = append(p.endpoints, &endpoint{url: raw, shown: shown(raw)})
	}
	return p
}

// background runs f beside the caller, unless the pool is closed. f ends soon after
// p.ctx does.
func (p *pool) background(f func()) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.work.Go(f)
	return true
}

// close ends what is under way, waits for it, and ends the connections.
func (p *pool) close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.cancel()
	p.work.Wait()
	for _, e := range p.endpoints {
		e.mu.Lock()
		client := e.client
		e.client = nil
		e.mu.Unlock()
		if client != nil {
			client.Close()
		}
	}
	p.http.CloseIdleConnections()
}

// order is the endpoints as they are to be asked: those that are late, that fail and
// are being tried, or that somebody finds out about just now, after the others.
func (p *pool) order() []*endpoint {
	p.mu.Lock()
	now := p.now()
	if p.first != 0 && now.Sub(p.turned) > betweenTurns {
		p.first = 0
	}
	list := slices.Concat(p.endpoints[p.first:], p.endpoints[:p.first])
	p.mu.Unlock()
	var well, last []*endpoint
	for _, e := range list {
		if e.isLast(now) {
			last = append(last, e)
		} else {
			well = append(well, e)
		}
	}
	return append(well, last...)
}

// preferred is the index of the endpoint that is asked first now: the first whose
// turn it is that does not rest.
func (p *pool) preferred() int {
	order := p.order()
	now := p.now()
	for _, e := range order {
		if !e.rests(now) {
			return slices.Index(p.endpoints, e)
		}
	}
	return slices.Index(p.endpoints, order[0])
}

// hasOther says whether another endpoint than e does not rest.
func (p *pool) hasOther(e *endpoint, now time.Time) bool {
	return slices.ContainsFunc(p.endpoints, func(other *endpoint) bool { return other != e && !other.rests(now) })
}

// turn has the next endpoint asked first, since the head that the present one
// shows is too old, behind the one that was followed, or cannot be used.
func (p *pool) turn(why error) {
	if len(p.endpoints) < 2 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	from := p.endpoints[p.first]
	now := p.now()
	p.first, p.turned = (p.first+1)%len(p.endpoints), now
	if now.Sub(p.told) < time.Minute {
		return
	}
	p.told = now
	p.log.Warn("another endpoint is asked first now", "endpoint", p.endpoints[p.first].shown, "before", from.shown, "err", why)
}

// doubt has every endpoint verified again before its next call.
func (p *pool) doubt() {
	for _, e := range p.endpoints {
		e.mu.Lock()
		e.verified = time.Time{}
		e.mu.Unlock()
	}
}

// question is one RPC call, to whichever endpoint.
type question struct {
	method string
	args   []any
	limit  int          // bytes of the reply
	kind   reflect.Type // of the result
}

// answer is what came of a question at one endpoint.
type answer struct {
	value reflect.Value // a *question.kind; only where err is nil
	err   error
	lost  bool // the question was sent, and nothing that can be read came back
}

const sendTransaction = "eth_sendRawTransaction"

// call puts a question to the endpoints, the next one where one fails, and beside one
// that has said nothing for hedgeDelay. The first good answer is stored in result.
// A reply that says the endpoint lacks the block (T03), or the method, sends the
// question on; an error that the contract or the node returns for the call itself is
// returned as it is. ErrRefused is returned only where every endpoint is on another
// chain. A question may be put to several endpoints: none changes anything but
// eth_sendRawTransaction, which says the same to each.
func (p *pool) call(ctx context.Context, result any, method string, args ...any) error {
	return p.callUpTo(ctx, replyLimit(method), result, method, args...)
}

// callUpTo is call of a question whose reply may have limit bytes.
func (p *pool) callUpTo(ctx context.Context, limit int, result any, method string, args ...any) error {
	return p.put(ctx, p.order(), limit, result, method, args...)
}

// askOne puts a question to one endpoint.
func (p *pool) askOne(ctx context.Context, e *endpoint, result any, method string, args ...any) error {
	return p.put(ctx, []*endpoint{e}, replyLimit(method), result, method, args...)
}

// put is callUpTo of some endpoints, in their order.
func (p *pool) put(ctx context.Context, list []*endpoint, limit int, result any, method string, args ...any) error {
	ctx, done := context.WithCancel(ctx)
	defer done() // callers that wait for the end of a probe go on
	into := reflect.ValueOf(result).Elem()
	q := question{method, args, limit, into.Type()}
	answers := make(chan answer, len(list))
	started, pending := 0, 0
	timer := time.NewTimer(0)
	defer timer.Stop()
	var pause time.Duration // of timer
	var failed failures
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w: %s: %w", method, names.ErrUnreachable, list[max(0, started-1)].shown, ctx.Err())
		case a := <-answers:
			pending--
			if a.err == nil {
				into.Set(a.value.Elem())
				return nil
			}
			if failed.add(a, method, pending > 0) {
				return fmt.Errorf("%s: %w", method, a.err)
			}
			if started == len(list) {
				if pending == 0 {
					return fmt.Errorf("%s: %w", method, failed.err())
				}
				continue
			}
		case <-timer.C:
			if started > 0 && pause > 0 {
				p.isLate(list[started-1], method) // before the next question is put to it
			}
			if started == len(list) {
				continue
			}
		}
		e := list[started]
		started++
		pending++
		pause = p.delay
		if e.onTrial() {
			pause = 0 // whether it is in time again is nobody's to wait for
		}
		p.start(ctx, e, q, answers)
		timer.Reset(pause)
	}
}

// start puts a question to an endpoint in a goroutine of its own.
func (p *pool) start(ctx context.Context, e *endpoint, q question, answers chan<- answer) {
	if !e.begin() {
		answers <- answer{err: errCrowded}
		return
	}
	ok := p.background(func() {
		defer e.end()
		answers <- p.ask(ctx, e, q)
	})
	if !ok {
		e.end()
		answers <- answer{err: errClosed}
	}
}

var errClosed = fmt.Errorf("%w: the connections were closed", names.ErrUnreachable)

// failures is what is wrong with the endpoints that were asked so far.
type failures struct {
	failed, refused error
	refusal         error // of a transaction that another endpoint may have taken
	lost            bool  // an endpoint may have taken a transaction
}

// add notes an answer that is none, and says whether it is the answer for all.
func (f *failures) add(a answer, method string, pending bool) (final bool) {
	var rpcErr rpc.Error
	f.lost = f.lost || a.lost
	switch {
	case errors.Is(a.err, names.ErrRefused):
		f.refused = a.err
	case errors.Is(a.err, errResting) && f.failed != nil:
	case isFinal(a.err) && errors.As(a.err, &rpcErr):
		if method != sendTransaction || !f.lost && !pending {
			return true
		}
		f.refusal = a.err
	case errors.Is(f.failed, errBehind):
		// An endpoint that answers lacks the block: what others fail by is of less use.
	default:
		f.failed = a.err
	}
	return false
}

// isFinal says whether an error is the endpoint's answer to the question itself, which
// others would give too.
func isFinal(err error) bool {
	var rpcErr rpc.Error
	return errors.As(err, &rpcErr) && !errors.Is(err, names.ErrUnreachable) && !isLimit(rpcErr) && rpcErr.ErrorCode() != noSuchMethod
}

// err is the reason why nobody had an answer.
func (f *failures) err() error {
	switch {
	case f.refusal != nil && f.lost && !nonceUsed(f.refusal):
		return fmt.Errorf("%w: an endpoint that did not answer may have taken the transaction; another says: %w", names.ErrUnreachable, f.refusal)
	case f.refusal != nil:
		return f.refusal
	case f.failed != nil:
		return f.failed
	}
	return f.refused
}
