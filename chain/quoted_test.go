package chain

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/contracts/bindings"
	"chainzone/zone"
)

// plain says what is wrong with a text for a terminal.
func plain(text string) string {
	switch {
	case !utf8.ValidString(text):
		return "it is no UTF-8"
	case strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }):
		return "it has what cannot be printed"
	}
	return ""
}

func TestQuotedTextIsBounded(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"", `""`},
		{"header not found", `"header not found"`},
		{"\x1b[31mred\x07", `"\x1b[31mred\a"`},
		{"a\u202eb\u009bc\xff", `"a\u202eb\u009bc\xff"`},
		{`say "yes"`, `"say \"yes\""`},
		{strings.Repeat("a", 198), `"` + strings.Repeat("a", 198) + `"`},
		{strings.Repeat("a", 199), `"` + strings.Repeat("a", 195) + `..."`},
		{strings.Repeat("a", 1<<20), `"` + strings.Repeat("a", 195) + `..."`},
		{strings.Repeat("\x1b", 100), `"` + strings.Repeat(`\x1b`, 48) + `..."`},
	} {
		if got := quoted(tc.text); got != tc.want || len(got) > maxQuoted {
			t.Errorf("%.40q: %s, %d bytes", tc.text, got, len(got))
		}
	}
	if n := testing.AllocsPerRun(10, func() { quoted(strings.Repeat("\x00", 16)) }); testing.AllocsPerRun(10, func() { quoted(strings.Repeat("\x00", 1<<16)) }) > 20*n {
		t.Error("a longer text costs more")
	}
	if got := printable(strings.Repeat("a", 200)); got != strings.Repeat("a", 200) {
		t.Errorf("a text of 200 bytes: %s", got)
	}
	if got := printable(strings.Repeat("a", 201)); len(got) > maxQuoted {
		t.Errorf("a text of 201 bytes: %s", got)
	}
}

func FuzzQuoted(f *testing.F) {
	f.Add("\x1b]0;title\x07")
	f.Add(strings.Repeat("\u202e", 100))
	f.Fuzz(func(t *testing.T, text string) {
		for _, got := range []string{quoted(text), printable(text)} {
			if wrong := plain(got); wrong != "" || len(got) > max(maxQuoted, 2) {
				t.Fatalf("%q: %s, %d bytes", got, wrong, len(got))
			}
		}
		if whole, err := strconv.Unquote(quoted(text)); err != nil {
			t.Fatalf("%s: %v", quoted(text), err)
		} else if !strings.HasSuffix(whole, "...") && whole != strings.TrimSpace(text) {
			t.Fatalf("%q became %q", text, whole)
		}
	})
}

// FuzzReplyBody: whatever an endpoint sends as a body is none, an error that can be
// shown, or what may be JSON.
func FuzzReplyBody(f *testing.F) {
	f.Add([]byte(`{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"limit exceeded"}}`), "application/json", true)
	f.Add([]byte("<html>\x1b[2J"), "text/html", false)
	f.Add([]byte("   "), "", true)
	f.Fuzz(func(t *testing.T, body []byte, contentType string, batch bool) {
		if err := checkBody(body, contentType, batch); err != nil {
			if wrong := plain(err.Error()); wrong != "" || len(err.Error()) > 2*maxQuoted {
				t.Fatalf("%q: %s", err, wrong)
			}
		}
	})
}

// TestLabelsOfEventsAreChecked: a label that no registry can have sold, as an endpoint
// shows it, is not printed.
func TestLabelsOfEventsAreChecked(t *testing.T) {
	registry := bindings.NewNameRegistry()
	event := registry.GetABI().Events["NameRegistered"]
	for _, label := range []string{"\x1b[2J", "Alice", "a.b", strings.Repeat("a", 64), ""} {
		origin := zone.MustParseName("chain")
		var node common.Hash
		if name, err := origin.Child(label); err == nil {
			node = common.Hash(NodeOf(name))
		}
		data, err := event.Inputs.NonIndexed().Pack(label)
		if err != nil {
			t.Fatal(err)
		}
		log := map[string]any{
			"address": common.Address{}, "data": hexutil.Bytes(data), "topics": []common.Hash{event.ID, node, {}, {}},
			"blockNumber": "0x1", "blockHash": common.Hash{1}, "transactionHash": common.Hash{1}, "transactionIndex": "0x0", "logIndex": "0x0", "removed": false,
		}
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": 1, "result": []any{log}})
		}))
		defer s.Close()
		d := &Deployment{Endpoints: []string{s.URL}}
		c := &Client{deployment: d, origin: origin, registry: registry, pool: newPool(d, time.Now, slog.New(slog.DiscardHandler), nil)}
		defer c.Close()
		_, err = c.labelled(t.Context(), header{Number: 1}, []common.Hash{node})
		if err == nil || !strings.Contains(err.Error(), "label") || plain(err.Error()) != "" {
			t.Errorf("%q: %v", label, err)
		}
	}
}

// TestEndpointsTextIsQuoted (T10): whatever an endpoint says, and wherever, an error
// shows of it what can be printed, in at most 200 bytes.
func TestEndpointsTextIsQuoted(t *testing.T) {
	const evil = "\x1b]0;owned\x07\u202e\u009b2J"
	text := evil + strings.Repeat("long ", 10_000)
	message, _ := json.Marshal(text)
	revert := hexutil.Encode([]byte(evil))
	for name, reply := range map[string]func(w http.ResponseWriter){
		"an error": func(w http.ResponseWriter) {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":%s,"data":%s}}`, message, message)
		},
		"a revert": func(w http.ResponseWriter) {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted: %s","data":"%s"}}`, strings.Trim(string(message), `"`), revert)
		},
		"a limit": func(w http.ResponseWriter) {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":%s}}`, message)
		},
		"no such method": func(w http.ResponseWriter) {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":%s}}`, message)
		},
		"a status": func(w http.ResponseWriter) { http.Error(w, text, http.StatusBadGateway) },
		"a status of its own": func(w http.ResponseWriter) {
			conn, out, err := http.NewResponseController(w).Hijack()
			if err == nil {
				fmt.Fprintf(out, "HTTP/1.1 599 %s\r\nConnection: close\r\n\r\n%s", strings.ReplaceAll(evil, "\n", ""), text)
				_ = out.Flush()
				_ = conn.Close()
			}
		},
		"no HTTP": func(w http.ResponseWriter) {
			conn, out, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_, _ = io.WriteString(out, evil+"\r\n\r\n")
				_ = out.Flush()
				_ = conn.Close()
			}
		},
		"a header": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", evil)
			w.Header().Set("Content-Type", "text/html"+evil)
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"a web page": func(w http.ResponseWriter) { fmt.Fprintf(w, "<html>%s", text) },
		"a result":   func(w http.ResponseWriter) { fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"result":%s}`, message) },
		"a number for a name": func(w http.ResponseWriter) {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"result":%s}`, strings.Repeat("1", 10_000))
		},
		"no JSON": func(w http.ResponseWriter) { _, _ = io.WriteString(w, text) },
	} {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { reply(w) }))
			defer s.Close()
			d := &Deployment{ChainID: 5, Endpoints: []string{s.URL}}
			for what, ask := range map[string]func(c *Client) error{
				"a head":    func(c *Client) error { _, err := c.Genesis(t.Context()); return err },
				"a balance": func(c *Client) error { _, err := c.Account(t.Context(), common.Address{1}); return err },
				"a view": func(c *Client) error {
					_, err := c.view(t.Context(), common.Hash{}, common.Address{1}, nil)
					return err
				},
				"an estimate": func(c *Client) error {
					_, err := (&Signer{c: c}).try(t.Context(), "try", nil, nil, nil)
					return err
				},
				"a probe": func(c *Client) error {
					c.deployment.Registry = common.Address{1}
					_, err := c.Genesis(t.Context())
					return err
				},
			} {
				own := *d
				c := &Client{deployment: &own, registry: bindings.NewNameRegistry(), controller: bindings.NewRegistrarController(), pool: newPool(&own, time.Now, slog.New(slog.DiscardHandler), nil)}
				err := ask(c)
				c.Close()
				if err == nil {
					t.Errorf("%s: no error", what)
					continue
				}
				if wrong := plain(err.Error()); wrong != "" || len(err.Error()) > 300+maxQuoted {
					t.Errorf("%s: %s, %d bytes: %.300q", what, wrong, len(err.Error()), err)
				}
			}
		})
	}
}
