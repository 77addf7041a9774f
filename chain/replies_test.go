package chain_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// TestRepliesTakeWhatTheQuestionNeeds (T10): a reply may have 64 KiB, and 24 KiB for
// each name read: one of that size is taken, one of a byte more is a failure.
func TestRepliesTakeWhatTheQuestionNeeds(t *testing.T) {
	w := newWorld(t)
	const small, name = 64 << 10, 24 << 10
	genesis := func(c *chain.Client) error { _, err := c.Genesis(t.Context()); return err }
	read := func(list ...zone.Name) func(c *chain.Client) error {
		return func(c *chain.Client) error { _, err := c.Read(t.Context(), list); return err }
	}
	for _, tc := range []struct {
		method string
		limit  int
		ask    func(c *chain.Client) error
	}{
		{"eth_call", small + name, read(hello)},
		{"eth_call", small + 2*name, read(hello, zone.MustParseName("alice.chain"))},
		{"eth_getBalance", small, func(c *chain.Client) error { _, err := c.Account(t.Context(), w.Accounts[0].Address); return err }},
		{"eth_getBlockByNumber", 1 << 20, genesis},
	} {
		for _, over := range []int{0, 1} {
			p := newProxy(t, w.RPC())
			c := w.open(chain.Options{}, p.URL)
			if err := c.Probe(t.Context()); err != nil {
				t.Fatal(err)
			}
			p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
				if method != tc.method {
					return reply
				}
				return append(reply, strings.Repeat(" ", tc.limit+over-len(reply))...)
			})
			err := tc.ask(c)
			if (err != nil) != (over > 0) || err != nil && (!errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), "more than")) {
				t.Errorf("%s, %d bytes above %d: %v", tc.method, over, tc.limit, err)
			}
		}
	}
}

// TestRepliesOverSocketTakeTheSame (T10): what is too much over HTTP is too much on a
// WebSocket's connection, which carries the replies to several questions.
func TestRepliesOverSocketTakeTheSame(t *testing.T) {
	w := newWorld(t)
	word := regexp.MustCompile(`"result":"0x[0-9a-f]{64}"`) // of the changes slot
	for _, size := range []int{64 << 10, 64<<10 + 1} {
		url := newSocket(t, w, new(atomic.Int64), func(message string) string {
			return word.ReplaceAllLiteralString(message, `"result":"0x`+strings.Repeat("0", size-4)+`"`)
		})
		err := w.open(chain.Options{}, url).Probe(t.Context())
		if tooLarge := err != nil && strings.Contains(err.Error(), "more than"); err == nil || tooLarge != (size > 64<<10) {
			t.Errorf("%d bytes: %v", size, err) // such a word is none in either case
		}
	}
}

// TestBatchErrorIsTheProviders: one error in answer to a batch of calls is what the
// provider says, not a fault of the program's; a web page in place of a reply is named
// as one.
func TestBatchErrorIsTheProviders(t *testing.T) {
	w := newWorld(t)
	for _, tc := range []struct{ reply, want, outcome string }{
		{`{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"limit exceeded"}}`, `"limit exceeded"`, "limited"},
		{"\n" + `{"jsonrpc":"2.0","error":{"code":-32600,"message":"batches are not allowed"}}`, `"batches are not allowed"`, "error"},
		{"<!doctype html><title>Sign in</title>", "a web page", "unreachable"},
		{"", "empty", "unreachable"},
	} {
		var outcome string
		c := w.open(chain.Options{Observe: func(call chain.Call) { outcome = call.Outcome }}, handler(t, func(rw http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(rw, tc.reply)
		}))
		if err := c.Probe(t.Context()); !errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: %v", tc.reply, err)
		}
		if outcome != tc.outcome {
			t.Errorf("%q is counted as %s, want %s", tc.reply, outcome, tc.outcome)
		}
	}
}
