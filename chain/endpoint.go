package chain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/names"
)

const (
	maxReply      = 8 << 20          // bytes of one RPC reply; a read of a name is under 20 KB
	attemptLimit  = 3 * time.Second  // one call at one endpoint
	maxBackoff    = 30 * time.Second // between probes of an endpoint that fails
	maxRetryAfter = 5 * time.Minute  // of a rest that an endpoint asks for; so long may a failure count (RFC 9520 section 3.2)
	verifiedFor   = 10 * time.Minute // then chain id and code are looked at again
	probeTag      = "latest"
	headerTooLong = 16 << 10
)

// endpoint is one RPC server and what is known of its health.
type endpoint struct {
	url   string
	shown string

	mu       sync.Mutex
	client   *rpc.Client
	failures int
	until    time.Time // no call before
	verified time.Time // when chain id and code hash were right, zero if to be checked
	refused  error     // why they are not
}

// pool calls the first of several endpoints that answers.
type pool struct {
	deployment *Deployment
	endpoints  []*endpoint
	http       *http.Client
	now        func() time.Time
	log        *slog.Logger
	observe    func(Call) // nil: nobody

	mu     sync.Mutex
	first  int       // the endpoint that is asked first
	turned time.Time // when that became another than the first of the list
	told   time.Time // when the log was told of it
}

// betweenTurns is for how long another endpoint than the first of the list is
// asked first, unless that fails too; then the first gets its chance.
const betweenTurns = 30 * time.Second

// order is the endpoints as they are to be asked.
func (p *pool) order() []*endpoint {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.first != 0 && p.now().Sub(p.turned) > betweenTurns {
		p.first = 0
	}
	return slices.Concat(p.endpoints[p.first:], p.endpoints[:p.first])
}

// preferred is the index of the endpoint that is asked first now: the first whose
// turn it is that does not rest.
func (p *pool) preferred() int {
	order := p.order()
	now := p.now()
	for _, e := range order {
		e.mu.Lock()
		rests := now.Before(e.until)
		e.mu.Unlock()
		if !rests {
			return slices.Index(p.endpoints, e)
		}
	}
	return slices.Index(p.endpoints, order[0])
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

func newPool(d *Deployment, now func() time.Time, log *slog.Logger, observe func(Call)) *pool {
	p := &pool{deployment: d, now: now, log: log, observe: observe}
	transport := &http.Transport{
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
		TLSHandshakeTimeout:    5 * time.Second,
		ResponseHeaderTimeout:  10 * time.Second,
		MaxResponseHeaderBytes: headerTooLong,
		DisableCompression:     true, // so that the cap below is on what is decoded
		ForceAttemptHTTP2:      true,
	}
	p.http = &http.Client{
		Transport:     cappedReplies{transport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for _, raw := range d.Endpoints {
		p.endpoints = append(p.endpoints, &endpoint{url: raw, shown: shown(raw)})
	}
	return p
}

// cappedReplies bounds every reply's body.
type cappedReplies struct{ next *http.Transport }

func (c cappedReplies) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if after := retryAfter(resp, time.Now()); after > 0 {
		_ = resp.Body.Close()
		return nil, &restError{resp.Status, after} // the RPC client keeps no header
	}
	if resp.ContentLength > maxReply {
		_ = resp.Body.Close()
		return nil, errTooLarge
	}
	resp.Body = &cappedBody{resp.Body, maxReply}
	return resp, nil
}

// restError is an endpoint's word that it wants no call for a time.
type restError struct {
	status string // 429 Too Many Requests, 503 Service Unavailable
	after  time.Duration
}

func (e *restError) Error() string {
	return fmt.Sprintf("%s, for the next %v", e.status, e.after)
}

// retryAfter reads the header of that name, seconds or a date (RFC 9110 section
// 10.2.3), of a reply that refuses the call. 0 is none.
func retryAfter(resp *http.Response, now time.Time) time.Duration {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	text := resp.Header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, maxRetryAfter)
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(now).Round(time.Second), 0), maxRetryAfter)
	}
	return 0
}

// CloseIdleConnections is what http.Client looks for when it is to do that.
func (c cappedReplies) CloseIdleConnections() { c.next.CloseIdleConnections() }

var errTooLarge = fmt.Errorf("an RPC reply of more than %d bytes", maxReply)

type cappedBody struct {
	io.ReadCloser
	left int
}

func (b *cappedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

func (p *pool) close() {
	for _, e := range p.endpoints {
		e.mu.Lock()
		if e.client != nil {
			e.client.Close()
			e.client = nil
		}
		e.mu.Unlock()
	}
	p.http.CloseIdleConnections()
}

// errBehind is a reply by which an endpoint says that it has not seen a block,
// or no longer has its state.
var errBehind = errors.New("the endpoint does not have this block")

// noSuchMethod is JSON-RPC's code for what an endpoint cannot be asked.
const noSuchMethod = -32601

// call asks the endpoints in order until one answers. A reply that says the
// endpoint lacks the block (T03), or the method, sends the question on; an error
// that the contract or the node returns for the call itself is returned as it is.
// ErrRefused is returned only where every endpoint is on another chain.
func (p *pool) call(ctx context.Context, result any, method string, args ...any) error {
	var failed, refused error
	for _, e := range p.order() {
		client, err := p.ready(ctx, e)
		if err == nil {
			if err = p.attempt(ctx, e, client, result, method, args...); err == nil {
				return nil
			}
		}
		var rpcErr rpc.Error
		switch {
		case errors.Is(err, names.ErrRefused):
			refused = err
		case errors.Is(err, errResting) && failed != nil:
		case errors.As(err, &rpcErr) && !errors.Is(err, errBehind) && !isLimit(rpcErr) && rpcErr.ErrorCode() != noSuchMethod:
			return err
		default:
			failed = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	if failed == nil {
		failed = refused
	}
	return fmt.Errorf("%s: %w", method, failed)
}

var errResting = fmt.Errorf("%w: every endpoint failed a moment ago and rests before it is tried again", names.ErrUnreachable)

// ready returns a client of the endpoint, connected and on the right chain.
func (p *pool) ready(ctx context.Context, e *endpoint) (*rpc.Client, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := p.now()
	if now.Before(e.until) {
		if e.refused != nil {
			return nil, e.refused
		}
		return nil, errResting
	}
	if e.client == nil {
		dialCtx, cancel := context.WithTimeout(ctx, attemptLimit)
		client, err := rpc.DialOptions(dialCtx, e.url, rpc.WithHTTPClient(p.http), rpc.WithWebsocketMessageSizeLimit(maxReply))
		cancel()
		if err != nil {
			return nil, p.notReady(ctx, e, e.unreachable(err))
		}
		e.client = client
	}
	if now.Sub(e.verified) > verifiedFor {
		if err := p.verify(ctx, e); err != nil {
			return nil, p.notReady(ctx, e, err)
		}
	}
	return e.client, nil
}

// notReady has the endpoint rest, unless the caller gave up first: that is no
// verdict on it. e.mu is held.
func (p *pool) notReady(ctx context.Context, e *endpoint, err error) error {
	if ctx.Err() == nil || errors.Is(err, names.ErrRefused) {
		p.rest(e, p.now(), err)
	}
	return err
}

// verify compares chain id and the registry's code with the deployment. An
// endpoint that has not reached the registry's block is no verdict.
// e.mu is held.
func (p *pool) verify(ctx context.Context, e *endpoint) error {
	if p.deployment.Registry == (common.Address{}) {
		e.verified = p.now() // nothing is deployed yet: see Deploy
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, attemptLimit)
	defer cancel()
	var id, number hexutil.Uint64
	var code hexutil.Bytes
	calls := []rpc.BatchElem{
		{Method: "eth_chainId", Result: &id},
		{Method: "eth_getCode", Args: []any{p.deployment.Registry, probeTag}, Result: &code},
		{Method: "eth_blockNumber", Result: &number},
	}
	began := time.Now()
	err := e.client.BatchCallContext(ctx, calls)
	p.observed(e, "verify", began, err)
	if err != nil {
		return e.unreachable(err)
	}
	for _, c := range calls {
		if c.Error != nil {
			return e.unreachable(fmt.Errorf("%s: %w", c.Method, c.Error))
		}
	}
	e.refused = nil
	d := p.deployment
	switch {
	case uint64(id) != d.ChainID:
		e.refused = fmt.Errorf("%w: %s is chain %d, the deployment says %d", names.ErrRefused, e.shown, uint64(id), d.ChainID)
	case len(code) == 0 && uint64(number) < d.FromBlock:
		return fmt.Errorf("%w: %s is at block %d, before the registry's block %d, and may still be catching up", names.ErrUnreachable, e.shown, uint64(number), d.FromBlock)
	case len(code) == 0:
		e.refused = fmt.Errorf("%w: there is no contract at %s on %s; is it another network?", names.ErrRefused, d.Registry, e.shown)
	case crypto.Keccak256Hash(code) != d.RegistryCodeHash:
		e.refused = fmt.Errorf("%w: the code at %s on %s has the hash %s, the deployment says %s", names.ErrRefused, d.Registry, e.shown, crypto.Keccak256Hash(code), d.RegistryCodeHash)
	}
	if e.refused != nil {
		e.verified = time.Time{}
		return e.refused
	}
	e.verified = p.now()
	return nil
}

// doubt has every endpoint verified again before its next call.
func (p *pool) doubt() {
	for _, e := range p.endpoints {
		e.mu.Lock()
		e.verified = time.Time{}
		e.mu.Unlock()
	}
}

// attempt is one call at one endpoint.
func (p *pool) attempt(ctx context.Context, e *endpoint, client *rpc.Client, result any, method string, args ...any) error {
	attemptCtx, cancel := context.WithTimeout(ctx, attemptLimit)
	defer cancel()
	began := time.Now()
	err := client.CallContext(attemptCtx, result, method, args...)
	p.observed(e, method, began, err)
	var rpcErr rpc.Error
	if err == nil || errors.As(err, &rpcErr) && (!isLimit(rpcErr) || method == "eth_getLogs") {
		// Too many logs are refused by the same code as too many calls.
		p.alive(e)
		if err != nil && isBehind(rpcErr) {
			return fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, errBehind)
		}
		return err
	}
	if errors.Is(err, errTooLarge) {
		// It was asked for too much, and is none the worse for it.
		return fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, err)
	}
	if ctx.Err() != nil {
		// The caller gave up first: no verdict on the endpoint.
		return fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, ctx.Err())
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	p.rest(e, p.now(), err)
	return e.unreachable(err)
}

// isLimit reads a provider's word for more calls than it takes (EIP-1474, -32005,
// and what else is in use).
func isLimit(err rpc.Error) bool {
	text := strings.ToLower(err.Error())
	return err.ErrorCode() == -32005 || err.ErrorCode() == 429 || strings.Contains(text, "rate limit") || strings.Contains(text, "too many requests")
}

// observed tells of a call that ended just now.
func (p *pool) observed(e *endpoint, method string, began time.Time, err error) {
	if p.observe != nil {
		p.observe(Call{Endpoint: e.shown, Method: method, Outcome: outcome(err), Took: time.Since(began)})
	}
}

// outcome is a word for how a call ended, of those that Call lists.
func outcome(err error) string {
	var rpcErr rpc.Error
	var httpErr rpc.HTTPError
	var wanted *restError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &wanted), errors.As(err, &httpErr) && httpErr.StatusCode == http.StatusTooManyRequests:
		return "limited"
	case !errors.As(err, &rpcErr):
		return "unreachable"
	case isLimit(rpcErr):
		return "limited"
	case isBehind(rpcErr):
		return "behind"
	case rpcErr.ErrorCode() == noSuchMethod:
		return "unsupported"
	}
	return "error"
}

// isBehind reads a node's own words for a block or state that it lacks.
func isBehind(err rpc.Error) bool {
	text := strings.ToLower(err.Error())
	for _, words := range []string{"header not found", "unknown block", "block not found", "missing trie node", "state is not available", "header for hash not found", "blockoutofrange", "hash is not currently canonical"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}

func (p *pool) alive(e *endpoint) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.failures > 0 {
		p.log.Info("endpoint answers again", "endpoint", e.shown)
	}
	e.failures, e.until = 0, time.Time{}
}

// rest takes a failed endpoint out for 1, 2, 4 to 30 s, or for as long as it asks
// for. Of calls that fail together the first counts. e.mu is held.
func (p *pool) rest(e *endpoint, now time.Time, why error) {
	if resting := now.Before(e.until); resting {
		return
	}
	pause := min(time.Second<<min(e.failures, 5), maxBackoff)
	var wanted *restError
	if errors.As(why, &wanted) {
		pause = max(pause, wanted.after)
	}
	if e.failures == 0 {
		p.log.Warn("endpoint fails", "endpoint", e.shown)
	}
	e.failures++
	e.until = now.Add(pause)
	e.verified = time.Time{} // it may come back as another chain
	if e.client != nil {
		e.client.Close()
		e.client = nil
	}
}

// unreachable wraps a transport's error without the URL that it may quote.
func (e *endpoint) unreachable(err error) error {
	var quoting *url.Error
	if errors.As(err, &quoting) {
		err = quoting.Err
	}
	text := strings.ReplaceAll(err.Error(), e.url, e.shown)
	if u, parseErr := url.Parse(e.url); parseErr == nil && len(u.RequestURI()) > 1 {
		text = strings.ReplaceAll(text, u.RequestURI(), "/...")
	}
	var wanted *restError
	if errors.As(err, &wanted) {
		return fmt.Errorf("%w: %s: %w", names.ErrUnreachable, e.shown, wanted)
	}
	return fmt.Errorf("%w: %s: %s", names.ErrUnreachable, e.shown, text)
}

// registryCall is an eth_call of the registry or the controller.
type registryCall struct {
	From  *common.Address `json:"from,omitempty"`
	To    common.Address  `json:"to"`
	Data  hexutil.Bytes   `json:"data"`
	Value *hexutil.Big    `json:"value,omitempty"`
}
