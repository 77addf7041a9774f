package chain

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/gorilla/websocket"

	"chainzone/names"
)

const (
	attemptLimit  = 3 * time.Second  // one call at one endpoint, and each of the two steps of a probe
	maxBackoff    = 30 * time.Second // between probes of an endpoint that fails
	maxRetryAfter = 5 * time.Minute  // of a rest that an endpoint asks for; so long may a failure count (RFC 9520 section 3.2)
	verifiedFor   = 10 * time.Minute // then chain id and code are looked at again
	firstLate     = 4 * time.Second  // for which one that was late is asked after the others; more than attemptLimit, so that its call has ended. Doubles up to maxBackoff
	probeTag      = "latest"

	// maxAsked is how many calls may be under way at one endpoint: the 64 reads of an
	// origin, and as many that nobody waits for any more.
	maxAsked = 128
)

// endpoint is one RPC server and what is known of its health.
type endpoint struct {
	url   string
	shown string

	mu       sync.Mutex // held for a moment, never while the network is waited for
	client   *rpc.Client
	probe    *probe    // under way; nil: none
	asked    int       // calls under way, those that nobody waits for any more too
	failures int       // in a row
	until    time.Time // no call before
	wanted   time.Time // no call before, by the endpoint's own word, while there is another
	late     int       // times in a row that it said nothing for hedgeDelay
	lateTo   string    // the method that it was late for; "": whether it is of the right chain
	last     time.Time // asked after the others until then, since it was late
	verified time.Time // when chain id and code hash were right, zero if to be checked
	refused  error     // why they are not
}

// probe finds out whether an endpoint can be reached and is of the right chain, for
// all who want to ask it.
type probe struct {
	done   chan struct{} // closed when the rest is set
	client *rpc.Client
	err    error
}

var (
	errResting = fmt.Errorf("%w: every endpoint failed a moment ago and rests before it is tried again", names.ErrUnreachable)
	errCrowded = fmt.Errorf("%w: %d calls are under way at the endpoint", names.ErrUnreachable, maxAsked)
)

// begin counts a call in, if there is room for it.
func (e *endpoint) begin() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.asked >= maxAsked {
		return false
	}
	e.asked++
	return true
}

func (e *endpoint) end() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.asked--
}

// rests says whether it is asked nothing.
func (e *endpoint) rests(now time.Time) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return now.Before(e.until) || now.Before(e.wanted)
}

// isLast says whether the others are asked before it.
func (e *endpoint) isLast(now time.Time) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return now.Before(e.last) || e.probe != nil || e.asked > 0 && (e.failures > 0 || e.late > 0)
}

// onTrial says whether it was late when it was last asked what it was late for.
func (e *endpoint) onTrial() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.late > 0
}

// ready returns a client of the endpoint, connected and on the right chain. Of several
// that need to know one finds out, in the background, and the others wait, until ctx
// ends.
func (p *pool) ready(ctx context.Context, e *endpoint) (*rpc.Client, error) {
	now := p.now()
	wanted := p.hasOther(e, now) // what it asks for is done where there is another
	e.mu.Lock()
	switch {
	case now.Before(e.until), wanted && now.Before(e.wanted):
		defer e.mu.Unlock()
		if e.refused != nil {
			return nil, e.refused
		}
		return nil, errResting
	case e.probe == nil && e.client != nil && now.Sub(e.verified) <= verifiedFor:
		defer e.mu.Unlock()
		return e.client, nil
	}
	one := e.probe
	if one == nil {
		one = &probe{done: make(chan struct{})}
		e.probe = one
		client := e.client
		if !p.background(func() { p.findOut(e, one, client) }) {
			e.probe, one.err = nil, errClosed
			close(one.done)
		}
	}
	e.mu.Unlock()
	select {
	case <-one.done:
		return one.client, one.err
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, ctx.Err())
	}
}

// findOut does what a probe is for. client is the connection that there is, nil for
// none.
func (p *pool) findOut(e *endpoint, one *probe, client *rpc.Client) {
	silent := time.AfterFunc(p.delay, func() { p.isLate(e, "") })
	var err error
	if client == nil {
		if client, err = p.dial(p.ctx, e); err != nil {
			err = e.unreachable(err)
		}
	}
	if err == nil {
		err = p.verify(e, client)
	}
	inTime := silent.Stop()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.probe, one.err = nil, err
	switch {
	case err == nil:
		e.client, e.verified, e.refused, one.client = client, p.now(), nil, client
		if inTime {
			p.inTime(e, "")
		}
	case p.ctx.Err() == nil:
		if errors.Is(err, names.ErrRefused) {
			e.refused = err
		}
		e.client = client // which rest closes
		p.rest(e, p.now(), err)
	case client != nil:
		e.client = client // which close does
	}
	close(one.done)
}

// dial connects to an endpoint. The connection ends with life, be it under way or not:
// the handshake of a WebSocket would wait for its time limit.
func (p *pool) dial(life context.Context, e *endpoint) (*rpc.Client, error) {
	ctx, cancel := context.WithTimeout(life, attemptLimit)
	defer cancel()
	socket := websocket.Dialer{Proxy: http.ProxyFromEnvironment, NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return endingConn{conn, context.AfterFunc(life, func() { _ = conn.Close() })}, nil
	}}
	return rpc.DialOptions(ctx, e.url, rpc.WithHTTPClient(p.http), rpc.WithWebsocketDialer(socket), rpc.WithWebsocketMessageSizeLimit(bulkReply))
}

// endingConn is a connection that something else may close too.
type endingConn struct {
	net.Conn
	stop func() bool
}

func (c endingConn) Close() error {
	c.stop()
	return c.Conn.Close()
}

// verify compares chain id and the registry's code with the deployment. An
// endpoint that has not reached the registry's block is no verdict.
func (p *pool) verify(e *endpoint, client *rpc.Client) error {
	if p.deployment.Registry == (common.Address{}) {
		return nil // nothing is deployed yet: see Deploy
	}
	ctx, cancel := context.WithTimeout(p.ctx, attemptLimit)
	defer cancel()
	var id, number hexutil.Uint64
	var code hexutil.Bytes
	calls := []rpc.BatchElem{
		{Method: "eth_chainId", Result: &id},
		{Method: "eth_getCode", Args: []any{p.deployment.Registry, probeTag}, Result: &code},
		{Method: "eth_blockNumber", Result: &number},
	}
	began := time.Now()
	err := together(ctx, e, client, calls)
	p.observed(e, "verify", began, err)
	if err != nil {
		return e.unreachable(err)
	}
	e.mu.Lock()
	e.refused = nil
	e.mu.Unlock()
	d := p.deployment
	switch {
	case uint64(id) != d.ChainID:
		return fmt.Errorf("%w: %s is chain %d, the deployment says %d", names.ErrRefused, e.shown, uint64(id), d.ChainID)
	case len(code) == 0 && uint64(number) < d.FromBlock:
		return fmt.Errorf("%w: %s is at block %d, before the registry's block %d, and may still be catching up", names.ErrUnreachable, e.shown, uint64(number), d.FromBlock)
	case len(code) == 0:
		return fmt.Errorf("%w: there is no contract at %s on %s; is it another network?", names.ErrRefused, d.Registry, e.shown)
	case crypto.Keccak256Hash(code) != d.RegistryCodeHash:
		return fmt.Errorf("%w: the code at %s on %s has the hash %s, the deployment says %s", names.ErrRefused, d.Registry, e.shown, crypto.Keccak256Hash(code), d.RegistryCodeHash)
	case !d.originIn(code):
		return fmt.Errorf("%w: the registry %s on %s is not that of %q: the deployment's tld is another domain's", names.ErrRefused, d.Registry, e.shown, d.TLD)
	}
	return nil
}

// together puts several questions to an endpoint: over HTTP in one batch, over a
// WebSocket one after the other, since a reply to a batch that is one error has no
// id there and is never heard of. The error is that of the first that failed.
func together(ctx context.Context, e *endpoint, client *rpc.Client, calls []rpc.BatchElem) error {
	if strings.HasPrefix(e.url, "http") {
		if err := client.BatchCallContext(withReply(ctx, smallReply, true), calls); err != nil {
			return err
		}
	}
	for _, c := range calls {
		if !strings.HasPrefix(e.url, "http") {
			c.Error = client.CallContext(ctx, c.Result, c.Method, c.Args...)
		}
		if c.Error != nil {
			return fmt.Errorf("%s: %w", c.Method, quotedReply(c.Error))
		}
	}
	return nil
}

// ask puts a question to one endpoint. When nobody waits any more, which is when ctx
// ends, a question that was not sent yet is not; one that was runs on to its own
// limit, since its end is what becomes known of the endpoint.
func (p *pool) ask(ctx context.Context, e *endpoint, q question) answer {
	client, err := p.ready(ctx, e)
	if err == nil && ctx.Err() != nil {
		err = fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, ctx.Err())
	}
	if err != nil {
		return answer{err: err}
	}
	limit, cancel := context.WithTimeout(p.ctx, attemptLimit)
	defer cancel()
	began := time.Now()
	silent := time.AfterFunc(p.delay, func() { p.isLate(e, q.method) })
	value := reflect.New(q.kind)
	err = read(withReply(limit, q.limit, false), client, q, value.Interface())
	inTime := silent.Stop()
	p.observed(e, q.method, began, err)
	var rpcErr rpc.Error
	switch isLogs := q.method == "eth_getLogs"; {
	case err == nil, errors.As(err, &rpcErr) && (!isLimit(rpcErr) || isLogs):
		// Too many logs are refused by the same code as too many calls.
		p.alive(e, q.method, inTime)
		if err != nil && isBehind(rpcErr) {
			err = fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, errBehind)
		}
		return answer{value: value, err: err}
	case errors.Is(err, errTooLarge) && isLogs:
		// It was asked for too much, and is none the worse for it.
		return answer{err: fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, err)}
	case p.ctx.Err() != nil:
		return answer{err: errClosed, lost: true} // no verdict on the endpoint
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	p.rest(e, p.now(), err)
	return answer{err: e.unreachable(err), lost: true}
}

// observed tells of a call that ended just now.
func (p *pool) observed(e *endpoint, method string, began time.Time, err error) {
	if p.observe != nil {
		p.observe(Call{Endpoint: e.shown, Method: method, Outcome: outcome(err), Took: time.Since(began)})
	}
}

// alive notes a reply.
func (p *pool) alive(e *endpoint, method string, inTime bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.failures > 0 {
		p.log.Info("endpoint answers again", "endpoint", e.shown)
	}
	e.failures, e.until, e.wanted = 0, time.Time{}, time.Time{}
	if inTime {
		p.inTime(e, method)
	}
}

// inTime notes a reply that came within hedgeDelay. One to another method than the one
// that was late says nothing of that, unless it was long ago. e.mu is held.
func (p *pool) inTime(e *endpoint, method string) {
	if e.late == 0 || e.lateTo != "" && e.lateTo != method && p.now().Sub(e.last) < maxRetryAfter {
		return
	}
	e.late, e.last = 0, time.Time{}
	if len(p.endpoints) > 1 {
		p.log.Info("endpoint answers in time again", "endpoint", e.shown)
	}
}

// isLate notes that an endpoint has said nothing for hedgeDelay: it is asked after the
// others for 4, 8 to 30 s, and then beside the next, until it answers what it was
// late for in time. Of calls that are late together the first counts.
func (p *pool) isLate(e *endpoint, method string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := p.now()
	if now.Before(e.last) {
		return
	}
	if e.late == 0 && len(p.endpoints) > 1 {
		p.log.Warn("endpoint is slow: others are asked before it", "endpoint", e.shown)
	}
	if e.probe != nil {
		method = "" // it was not even asked
	}
	e.last = now.Add(min(firstLate<<min(e.late, 3), maxBackoff))
	e.late++
	e.lateTo = method
}

// rest takes a failed endpoint out for 1, 2, 4 to 30 s, or for as long as it asks
// for, where there is another. Of calls that fail together the first counts. e.mu is
// held.
func (p *pool) rest(e *endpoint, now time.Time, why error) {
	if now.Before(e.until) {
		return
	}
	if e.failures == 0 {
		p.log.Warn("endpoint fails", "endpoint", e.shown)
	}
	var wanted *restError
	pause := min(time.Second<<min(e.failures, 5), maxBackoff)
	if errors.As(why, &wanted) {
		e.wanted = now.Add(wanted.after)
		pause = max(pause, min(wanted.after, maxBackoff))
	}
	e.failures++
	e.until = now.Add(pause)
	e.verified = time.Time{} // it may come back as another chain
	client := e.client
	e.client = nil
	if client != nil && !p.background(client.Close) { // which may wait for a write to end
		e.client = client
	}
}

// unreachable wraps a transport's error without the URL that it may quote, and with
// what the endpoint said quoted.
func (e *endpoint) unreachable(err error) error {
	var quoting *url.Error
	if errors.As(err, &quoting) {
		err = quoting.Err
	}
	var wanted *restError
	if errors.As(err, &wanted) {
		return fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, wanted)
	}
	var reply *replyError
	var status *httpError
	if errors.As(err, &reply) || errors.As(err, &status) {
		return fmt.Errorf("%w: %s: %s", names.ErrUnreachable, e.shown, err.Error()) // it is quoted already
	}
	text := strings.ReplaceAll(err.Error(), e.url, e.shown)
	if u, parseErr := url.Parse(e.url); parseErr == nil && len(u.RequestURI()) > 1 {
		text = strings.ReplaceAll(text, u.RequestURI(), "/...")
	}
	return fmt.Errorf("%w: %s: %s", names.ErrUnreachable, e.shown, printable(text))
}

// registryCall is an eth_call of the registry or the controller.
type registryCall struct {
	From  *common.Address `json:"from,omitempty"`
	To    common.Address  `json:"to"`
	Data  hexutil.Bytes   `json:"data"`
	Value *hexutil.Big    `json:"value,omitempty"`
}
