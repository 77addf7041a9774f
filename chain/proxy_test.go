package chain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/names"
	"chainzone/zone"
)

// proxy is an endpoint between a client and the devnet: it counts calls and
// can answer them itself.
type proxy struct {
	*httptest.Server
	mu    sync.Mutex
	calls map[string]int
	trips int
	// before, if set, runs before a call is passed on.
	before func(method string)
	// answer, if set, may replace the reply to one call.
	answer func(method string, params []json.RawMessage, reply []byte) []byte
}

type rpcCall struct {
	ID     json.RawMessage   `json:"id"`
	Method string            `json:"method"`
	Params []json.RawMessage `json:"params"`
}

func newProxy(t *testing.T, target string) *proxy {
	t.Helper()
	p := &proxy{calls: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var many []rpcCall
		batch := json.Unmarshal(body, &many) == nil
		if !batch {
			many = make([]rpcCall, 1)
			_ = json.Unmarshal(body, &many[0])
		}
		p.mu.Lock()
		p.trips++
		for _, c := range many {
			p.calls[c.Method]++
		}
		before, answer := p.before, p.answer
		p.mu.Unlock()
		if before != nil {
			before(many[0].Method)
		}
		resp, err := http.Post(target, "application/json", bytes.NewReader(body))
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		reply, _ := io.ReadAll(resp.Body)
		if answer != nil && !batch {
			reply = answer(many[0].Method, many[0].Params, reply)
		} else if answer != nil {
			var replies []json.RawMessage
			_ = json.Unmarshal(reply, &replies)
			for i, c := range many {
				replies[i] = answer(c.Method, c.Params, replies[i])
			}
			reply, _ = json.Marshal(replies)
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(reply)))
		_, _ = w.Write(reply)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *proxy) count(method string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[method]
}

func (p *proxy) set(answer func(method string, params []json.RawMessage, reply []byte) []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = answer
}

// failure makes a reply an error.
func failure(reply []byte, code int, message string) []byte {
	var fields map[string]any
	_ = json.Unmarshal(reply, &fields)
	delete(fields, "result")
	fields["error"] = map[string]any{"code": code, "message": message}
	out, _ := json.Marshal(fields)
	return out
}

// result makes a reply with another result.
func result(reply []byte, value any) []byte {
	var fields map[string]any
	_ = json.Unmarshal(reply, &fields)
	delete(fields, "error")
	fields["result"] = value
	out, _ := json.Marshal(fields)
	return out
}

// world is a devnet with its samples.
type world struct {
	*devnet.Devnet
	t          *testing.T
	deployment *chain.Deployment
	ahead      bool // so many blocks come at once that the chain's clock runs ahead
}

func newWorld(t *testing.T) *world { return startWorld(t, devnet.Options{}) }

func startWorld(t *testing.T, o devnet.Options) *world {
	t.Helper()
	d, err := devnet.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	deployment, err := d.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	return &world{Devnet: d, t: t, deployment: deployment}
}

// open is a client of the devnet through other endpoints than its own.
func (w *world) open(o chain.Options, endpoints ...string) *chain.Client {
	w.t.Helper()
	d := *w.deployment
	if len(endpoints) > 0 {
		d.Endpoints = endpoints
	}
	o.ChainClock = o.ChainClock || w.ahead
	c, err := chain.Open(&d, o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
	return c
}

// publish gives a name another zone as its owner, and returns the block that has it.
func (w *world) publish(name, master string) (block uint64) {
	w.t.Helper()
	c := w.open(chain.Options{})
	n := zone.MustParseName(name)
	r, err := c.Name(w.t.Context(), n)
	if err != nil {
		w.t.Fatal(err)
	}
	s := c.Signer(w.Accounts[0].Key)
	tx, err := s.SetZone(w.t.Context(), n, w.image(name, master), r.Serial)
	if err != nil {
		w.t.Fatal(err)
	}
	receipt, err := s.Send(w.t.Context(), tx)
	if err != nil {
		w.t.Fatal(err)
	}
	return receipt.BlockNumber.Uint64()
}

func (w *world) image(name, master string) []byte {
	w.t.Helper()
	n := zone.MustParseName(name)
	sets, err := zone.ParseMaster(n, bytes.NewReader([]byte(master)), "test")
	if err != nil {
		w.t.Fatal(err)
	}
	z, err := zone.New(n, sets)
	if err != nil {
		w.t.Fatal(err)
	}
	return z.Image()
}

// follower collects what Follow says.
type follower struct {
	t       *testing.T
	changes chan names.Change
	limit   time.Duration // of until
}

func follow(t *testing.T, c *chain.Client) *follower {
	t.Helper()
	f := &follower{t, make(chan names.Change, 10_000), 30 * time.Second}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = c.Follow(ctx, func(change names.Change) { f.changes <- change })
	}()
	t.Cleanup(func() { cancel(); <-done })
	return f
}

// until returns the changes up to and including the first that is wanted.
func (f *follower) until(what string, want func(names.Change) bool) []names.Change {
	f.t.Helper()
	limit := time.After(f.limit)
	var list []names.Change
	for {
		select {
		case c := <-f.changes:
			list = append(list, c)
			if want(c) {
				return list
			}
		case <-limit:
			f.t.Fatalf("never heard of %s; %d changes", what, len(list))
		}
	}
}
