package chain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
)

// What one reply may have, in bytes. Over HTTP no more is read. A WebSocket's
// connection, on which replies to several questions come, reads messages of up to
// bulkReply; there a reply above its own limit is refused before it is decoded.
const (
	smallReply       = 64 << 10  // numbers, words, the registry's code (49 KB), a short list
	nameReply        = 24 << 10  // more for each name that is read: its image of 8 KiB is 16 KiB in hex
	blockReply       = 1 << 20   // a block names its transactions by their hashes: about 15,000
	transactionReply = 320 << 10 // nodes take transactions of 128 KiB, which are twice as long in hex
	bulkReply        = 8 << 20   // logs and receipts
	refusedBody      = 4 << 10   // of a reply whose HTTP status refuses; only its beginning is shown
	headerTooLong    = 16 << 10
)

// replyLimit is what the reply to a call of a method may have, but for reads of names.
func replyLimit(method string) int {
	switch method {
	case "eth_getLogs", "eth_getTransactionReceipt":
		return bulkReply
	case "eth_getBlockByNumber", "eth_getBlockByHash":
		return blockReply
	case "eth_getTransactionByHash":
		return transactionReply
	}
	return smallReply
}

var errTooLarge = errors.New("the reply is too large")

func tooLarge(limit int) error {
	return fmt.Errorf("%w: it has more than %d bytes", errTooLarge, limit)
}

// wantedReply is what an HTTP request wants back; its context has it.
type wantedReply struct {
	limit int
	batch bool
}

type wantedKey struct{}

func withReply(ctx context.Context, limit int, batch bool) context.Context {
	return context.WithValue(ctx, wantedKey{}, wantedReply{limit, batch})
}

// read makes a call and decodes its result, if that is not too large.
func read(ctx context.Context, client *rpc.Client, q question, into any) error {
	var raw json.RawMessage
	if err := client.CallContext(ctx, &raw, q.method, q.args...); err != nil {
		return quotedReply(err)
	}
	if len(raw) > q.limit {
		return tooLarge(q.limit)
	}
	return json.Unmarshal(raw, into)
}

// newHTTP is the client for all HTTP endpoints.
func newHTTP() *http.Client {
	return &http.Client{
		Transport: boundedReplies{&http.Transport{
			DialContext:            (&net.Dialer{Timeout: attemptLimit}).DialContext,
			MaxIdleConnsPerHost:    8,
			IdleConnTimeout:        90 * time.Second,
			TLSHandshakeTimeout:    5 * time.Second,
			ResponseHeaderTimeout:  10 * time.Second,
			MaxResponseHeaderBytes: headerTooLong,
			DisableCompression:     true, // so that the limit is on what is decoded
			ForceAttemptHTTP2:      true,
			HTTP2:                  &http.HTTP2Config{SendPingTimeout: attemptLimit, PingTimeout: attemptLimit}, // a connection that died in silence is left
		}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// boundedReplies reads every reply whole, within its limit, so that a body that does
// not end is a failure like any, and gives what is no JSON-RPC its name.
type boundedReplies struct{ next *http.Transport }

func (b boundedReplies) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if after := retryAfter(resp, time.Now()); after > 0 {
		return nil, &restError{resp.StatusCode, after} // the RPC client keeps no header
	}
	wanted, _ := r.Context().Value(wantedKey{}).(wantedReply)
	limit := max(wanted.limit, smallReply)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, refusedBody))
		return nil, &httpError{resp.StatusCode, string(body)}
	}
	if resp.ContentLength > int64(limit) {
		return nil, tooLarge(limit)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(body) > limit {
		return nil, tooLarge(limit)
	}
	if err := checkBody(body, resp.Header.Get("Content-Type"), wanted.batch); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// CloseIdleConnections is what http.Client looks for when it is to do that.
func (b boundedReplies) CloseIdleConnections() { b.next.CloseIdleConnections() }

// checkBody says what a body is that is no reply, and reads the one error that some
// providers answer a whole batch with.
func checkBody(body []byte, contentType string, batch bool) error {
	begin := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(begin) == 0:
		return errors.New("the reply is empty, not JSON-RPC")
	case begin[0] == '<' || strings.HasPrefix(strings.ToLower(contentType), "text/html") && begin[0] != '{' && begin[0] != '[':
		return &httpError{http.StatusOK, string(begin[:min(len(begin), refusedBody)])}
	case begin[0] != '{' || !batch:
		return nil
	}
	var reply struct {
		Error *struct {
			Code    int    `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &reply) == nil && reply.Error != nil {
		return &replyError{reply.Error.Code, reply.Error.Message, nil}
	}
	return nil
}

// httpError is an HTTP reply that is none to a call: its status refuses, or it is a
// web page.
type httpError struct {
	code int
	body string // the beginning
}

func (e *httpError) Error() string {
	body := strings.TrimSpace(e.body)
	switch {
	case e.code == http.StatusOK:
		return "the reply is a web page, not JSON-RPC: is the URL that of an RPC endpoint? It begins with " + quoted(body)
	case body == "":
		return statusText(e.code)
	}
	return statusText(e.code) + ": " + quoted(body)
}

// statusText is a status in our own words: those of the reply are the endpoint's.
func statusText(code int) string {
	return strings.TrimSpace("HTTP status " + strconv.Itoa(code) + " " + http.StatusText(code))
}

// restError is an endpoint's word that it wants no call for a time.
type restError struct {
	code  int // 429, 503
	after time.Duration
}

func (e *restError) Error() string {
	return fmt.Sprintf("%s, for the next %v", statusText(e.code), e.after)
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

// replyError is what an endpoint says is wrong with a question. Its words are the
// endpoint's.
type replyError struct {
	code    int
	message string
	data    any
}

func (e *replyError) Error() string  { return quoted(e.message) }
func (e *replyError) ErrorCode() int { return e.code }
func (e *replyError) ErrorData() any { return e.data }

// quotedReply gives an endpoint's error for a call the text that it is shown as.
func quotedReply(err error) error {
	var rpcErr rpc.Error
	var withData rpc.DataError
	if !errors.As(err, &rpcErr) {
		return err
	}
	r := &replyError{code: rpcErr.ErrorCode(), message: rpcErr.Error()}
	if errors.As(err, &withData) {
		r.data = withData.ErrorData()
	}
	return r
}

// matched is how much of an endpoint's words is searched for those that mean something.
const matched = 1 << 10

// saying is what an endpoint says, in lower case and not quoted, to be searched.
func saying(err error) string {
	text := err.Error()
	var reply *replyError
	if errors.As(err, &reply) {
		text = reply.message
	}
	return strings.ToLower(text[:min(len(text), matched)])
}

// noSuchMethod is JSON-RPC's code for what an endpoint cannot be asked.
const noSuchMethod = -32601

// isLimit reads a provider's word for more calls than it takes (EIP-1474, -32005,
// and what else is in use).
func isLimit(err rpc.Error) bool {
	text := saying(err)
	return err.ErrorCode() == -32005 || err.ErrorCode() == 429 || strings.Contains(text, "rate limit") || strings.Contains(text, "too many requests")
}

// errBehind is a reply by which an endpoint says that it has not seen a block,
// or no longer has its state.
var errBehind = errors.New("the endpoint does not have this block")

// isBehind reads a node's own words for a block or state that it lacks.
func isBehind(err rpc.Error) bool {
	text := saying(err)
	for _, words := range []string{"header not found", "unknown block", "block not found", "missing trie node", "state is not available", "header for hash not found", "blockoutofrange", "hash is not currently canonical"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}

// outcome is a word for how a call ended, of those that Call lists.
func outcome(err error) string {
	var rpcErr rpc.Error
	var status *httpError
	var wanted *restError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &wanted), errors.As(err, &status) && status.code == http.StatusTooManyRequests:
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
