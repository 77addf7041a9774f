package chain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// readWait is for how long the server waits for a read.
const readWait = 1800 * time.Millisecond

// handler is an HTTP endpoint of a test's own, whose requests end with the test.
func handler(t *testing.T, f http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // only then is it noticed that the client is gone
		r.Body = io.NopCloser(bytes.NewReader(body))
		f(rw, r)
	}))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s.URL
}

// muteSocket accepts connections and says nothing. opened counts them.
func muteSocket(t *testing.T, opened *atomic.Int64) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			opened.Add(1)
			wait.Go(func() { _, _ = io.Copy(io.Discard, conn); conn.Close() })
		}
	})
	t.Cleanup(func() { l.Close() })
	return "ws://" + l.Addr().String()
}

// deafSocket shakes hands and answers nothing.
func deafSocket(t *testing.T) string {
	t.Helper()
	return strings.Replace(handler(t, func(rw http.ResponseWriter, r *http.Request) {
		conn, err := new(websocket.Upgrader).Upgrade(rw, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				return
			}
		}
	}), "http", "ws", 1)
}

// slowly is an endpoint that passes calls on, those of some methods after a pause; no
// method stands for all.
func slowly(t *testing.T, w *world, pause time.Duration, methods ...string) *proxy {
	t.Helper()
	p := newProxy(t, w.RPC())
	ended := make(chan struct{})
	t.Cleanup(func() { close(ended) }) // before the server is closed
	p.before = func(method string) {
		late := len(methods) == 0
		for _, m := range methods {
			late = late || m == method
		}
		if !late {
			return
		}
		select {
		case <-time.After(pause):
		case <-ended:
		}
	}
	return p
}

// TestSlowFirstStopsNobody (F04, T10): whatever the way in which the first of two
// endpoints is slow, heads are followed, and every read has its answer within the time
// that the server waits for it.
func TestSlowFirstStopsNobody(t *testing.T) {
	w := newWorld(t)
	drip := func(first string) http.HandlerFunc {
		return func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(rw, first)
			rw.(http.Flusher).Flush()
			for first != "" {
				select {
				case <-r.Context().Done():
					return
				case <-time.After(time.Second):
				}
				_, _ = io.WriteString(rw, " ")
				rw.(http.Flusher).Flush()
			}
			<-r.Context().Done()
		}
	}
	var wait sync.WaitGroup
	defer wait.Wait()
	for name, first := range map[string]func(t *testing.T) string{
		"accepts a WebSocket and never upgrades": func(t *testing.T) string { return muteSocket(t, new(atomic.Int64)) },
		"upgrades and never answers":             func(t *testing.T) string { return deafSocket(t) },
		"drips":                                  func(t *testing.T) string { return handler(t, drip("{")) },
		"sends headers and then nothing":         func(t *testing.T) string { return handler(t, drip("")) },
		"accepts a request and never answers": func(t *testing.T) string {
			return handler(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		},
		"answers the probe and nothing else": func(t *testing.T) string {
			return slowly(t, w, time.Hour, "eth_getBlockByNumber", "eth_getBlockByHash", "eth_getStorageAt", "eth_call", "eth_getLogs").URL
		},
		"answers heads and hangs on reads": func(t *testing.T) string { return slowly(t, w, time.Hour, "eth_call").URL },
		"answers everything after 2.5 s":   func(t *testing.T) string { return slowly(t, w, 2500*time.Millisecond).URL },
		"answers everything after 1.5 s":   func(t *testing.T) string { return slowly(t, w, 1500*time.Millisecond).URL },
		"has slow parents, states and logs": func(t *testing.T) string {
			return slowly(t, w, 2500*time.Millisecond, "eth_getBlockByHash", "eth_getStorageAt", "eth_getLogs").URL
		},
		"answers and leaves the replies' end out": func(t *testing.T) string { return openEnd(t, w) },
	} {
		wait.Go(func() {
			t.Run(name, func(t *testing.T) { // all at once: they do little but wait
				c := w.open(chain.Options{Poll: 50 * time.Millisecond}, first(t), w.RPC())
				f := follow(t, c)
				f.limit = readWait
				f.until("the first head", func(names.Change) bool { return true })
				f.limit = 5 * time.Second
				// So long that it is on trial again.
				for stop := time.Now().Add(time.Duration(size(5, 40)) * time.Second); time.Now().Before(stop); time.Sleep(50 * time.Millisecond) { // as clients ask
					ctx, cancel := timeout(t, readWait)
					readings, err := c.Read(ctx, []zone.Name{hello})
					cancel()
					if err != nil || !readings[0].Registered() {
						t.Fatalf("%+v, %v", readings, err)
					}
				}
				before, err := c.Head()
				if err != nil {
					t.Fatal(err)
				}
				for range 3 { // so that parents are asked for
					if _, err := w.Mine(); err != nil {
						t.Fatal(err)
					}
				}
				f.until("a new head", func(change names.Change) bool { return change.Head.Number >= before.Number+3 })
			})
		})
	}
}

// openEnd is an endpoint whose replies are whole and whose bodies do not end.
func openEnd(t *testing.T, w *world) string {
	t.Helper()
	good := newProxy(t, w.RPC())
	return handler(t, func(rw http.ResponseWriter, r *http.Request) {
		reply := httptest.NewRecorder()
		good.Config.Handler.ServeHTTP(reply, r)
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write(reply.Body.Bytes())
		rw.(http.Flusher).Flush()
		<-r.Context().Done()
	})
}

// TestLateEndpointIsLeftAlone: an endpoint that answers, but late, costs one call its
// delay, not each; and it is asked first again when it is in time.
func TestLateEndpointIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	var clock atomic.Int64
	late, good := newProxy(t, w.RPC()), newProxy(t, w.RPC())
	c := w.open(chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, late.URL, good.URL)
	c.HedgeAfter(500 * time.Millisecond)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := func() {
		t.Helper()
		if readings, err := c.Read(t.Context(), []zone.Name{hello}); err != nil || !readings[0].Registered() {
			t.Fatalf("%+v, %v", readings, err)
		}
	}
	ended := make(chan struct{})
	var held atomic.Int64
	late.mu.Lock()
	late.before = func(method string) {
		if method == "eth_call" {
			held.Add(1)
			<-ended
		}
	}
	late.mu.Unlock()
	before := late.count("eth_call")
	for range 20 {
		read()
	}
	if n := late.count("eth_call") - before; n != 1 {
		t.Errorf("it was asked %d times of 20", n)
	}
	if shown, preferred := c.Endpoints(); shown[preferred] != good.URL {
		t.Errorf("%s is asked first", shown[preferred])
	}
	close(ended) // it answers now, late
	clock.Add(60)
	for limit := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) { // what it answers beside another is heard of a moment later
		if shown, preferred := c.Endpoints(); shown[preferred] == late.URL {
			read()
			if a := good.count("eth_call"); func() bool { read(); return good.count("eth_call") == a }() {
				break
			}
		}
		if time.Now().After(limit) {
			t.Fatal("it is not asked alone again")
		}
	}
}

// TestOneProbes: while one call finds out about an endpoint, others use the next at
// once, and nobody else knocks.
func TestOneProbes(t *testing.T) {
	w := newWorld(t)
	var opened atomic.Int64
	c := w.open(chain.Options{}, muteSocket(t, &opened), w.RPC())
	c.HedgeAfter(time.Hour)
	waiting, cancel := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	defer wait.Wait()
	defer cancel()
	wait.Go(func() { _, _ = c.Genesis(waiting) })
	for limit := time.Now().Add(10 * time.Second); opened.Load() == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatal("the first is not asked")
		}
	}
	for range 50 {
		if _, err := c.Genesis(t.Context()); err != nil { // it would wait for an hour
			t.Fatal(err)
		}
	}
	if n := opened.Load(); n != 1 {
		t.Errorf("%d connections were opened", n)
	}
}

// TestCallsUnderWayAreBounded: an endpoint that hangs has at most maxAsked calls under
// way, those too that nobody waits for any more.
func TestCallsUnderWayAreBounded(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	defer close(ended)
	var held atomic.Int64
	p.mu.Lock()
	p.before = func(string) { held.Add(1); <-ended }
	p.mu.Unlock()
	ctx, cancel := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	for range chain.MaxAsked {
		wait.Go(func() { _, _ = c.Genesis(ctx) })
	}
	for limit := time.Now().Add(2 * time.Second); held.Load() < chain.MaxAsked; time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("%d calls are under way", held.Load())
		}
	}
	cancel()
	wait.Wait()
	if _, err := c.Genesis(t.Context()); !errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), "under way") {
		t.Errorf("one more: %v", err)
	}
}

// TestTransactionThatOneMayHave: where an endpoint may have taken a transaction, the
// refusal of another is not the last word: it is neither dropped nor called refused.
func TestTransactionThatOneMayHave(t *testing.T) {
	for _, tc := range []struct {
		name string
		fail func(reply []byte) []byte // what the second says of the transaction
		ok   bool
	}{
		{"the second knows it", nil, true},
		{"the second's word for it is an error", func(reply []byte) []byte { return failure(reply, -32000, "already known") }, true},
		{"the second saw its nonce used", func(reply []byte) []byte { return failure(reply, -32000, "nonce too low: next nonce 9, tx nonce 8") }, true},
		{"the second refuses it", func(reply []byte) []byte { return failure(reply, -32000, "insufficient funds for gas") }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			first, second := newProxy(t, w.RPC()), newProxy(t, w.RPC())
			first.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
				if method == "eth_sendRawTransaction" {
					return []byte("<html>") // it has taken it
				}
				return reply
			})
			second.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
				if method == "eth_sendRawTransaction" && tc.fail != nil {
					return tc.fail(reply)
				}
				if method == "eth_getTransactionByHash" && !tc.ok {
					return result(reply, nil)
				}
				return reply
			})
			c := w.open(chain.Options{Wait: 20 * time.Second}, first.URL, second.URL)
			box := new(outbox)
			s := c.SignerWith(chain.KeyWallet(w.Accounts[0].Key), chain.SignerOptions{Outbox: box})
			r, err := c.Name(t.Context(), hello)
			if err != nil {
				t.Fatal(err)
			}
			tx, err := s.SetZone(t.Context(), hello, w.image("hello.chain", "@ 60 A 192.0.2.77\n"), r.Serial)
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Send(t.Context(), tx)
			switch {
			case tc.ok && err != nil:
				t.Error(err)
			case !tc.ok && !errors.Is(err, chain.ErrNotMined):
				t.Errorf("it counts as: %v", err)
			case !tc.ok && len(box.list) != 1:
				t.Errorf("%d transactions are kept", len(box.list))
			}
		})
	}
}
