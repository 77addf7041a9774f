package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// silence has an endpoint answer with what is no JSON, or as it is.
func silence(p *proxy, on bool) {
	if !on {
		p.set(nil)
		return
	}
	p.set(func(string, []json.RawMessage, []byte) []byte { return []byte("<html>bad gateway</html>") })
}

// TestF05Liar (F05, as far as one endpoint's failure goes): the first of three
// endpoints lies about the head. While another is there, every change is heard of
// and read right. While the liar is alone, its head is not believed, the true one
// is not confirmed any more, which is what stale answers and the alarm go by, and
// it goes on when another is back.
func TestF05Liar(t *testing.T) {
	madeUp := "0x" + strings.Repeat("ab", 32)
	type block = map[string]any
	for name, lie := range map[string]func(first, now block, changes int) block{
		"low": func(first, now block, changes int) block {
			if changes < 2 {
				return now
			}
			return first
		},
		"high": func(_, now block, _ int) block {
			now["number"], now["hash"] = "0xffffff", madeUp
			return now
		},
		"forked": func(_, now block, _ int) block { now["hash"] = madeUp; return now },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			liar, second, third := newProxy(t, w.RPC()), newProxy(t, w.RPC()), newProxy(t, w.RPC())
			var first block
			var last any
			changes := -1
			bend(liar, func(now block) block {
				if first == nil {
					first = now
				}
				if now["hash"] != last {
					last, changes = now["hash"], changes+1
				}
				return lie(first, now, changes)
			})
			var clock atomic.Int64 // seconds that the test goes ahead, so that nobody rests for long
			c := w.open(chain.Options{
				Poll: 10 * time.Millisecond, MaxAge: 24 * time.Hour,
				Clock: func() time.Time { return time.Now().Add(time.Duration(clock.Load()) * time.Second) },
			}, liar.URL, second.URL, third.URL)
			f := follow(t, c)
			// The liar has seen it too, and so sees two changes come.
			f.until("the first head", func(change names.Change) bool { return change.All })
			reads := func(address string) {
				t.Helper()
				w.publish("hello.chain", "@ 60 A "+address+"\n")
				want := string(w.image("hello.chain", "@ 60 A "+address+"\n"))
				for limit := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
					readings, err := c.Read(t.Context(), []zone.Name{hello})
					if err == nil && string(readings[0].Image) == want {
						break
					}
					if err == nil && !readings[0].Registered() {
						t.Fatal("hello.chain is absent")
					}
					if time.Now().After(limit) {
						t.Fatalf("%s is not read: %v", address, err)
					}
				}
				f.until("the change", func(change names.Change) bool { return change.All || len(change.Nodes) > 0 })
			}
			reads("192.0.2.101")
			silence(second, true)
			reads("192.0.2.102") // the third is left
			silence(third, true)
			looks := func(n int) {
				t.Helper()
				from := liar.count("eth_getBlockByNumber")
				for limit := time.Now().Add(20 * time.Second); liar.count("eth_getBlockByNumber") < from+n; time.Sleep(time.Millisecond) {
					if time.Now().After(limit) {
						t.Fatal("the liar is not asked")
					}
				}
			}
			looks(5) // what the third said before is through
			before, err := c.Head()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Mine(); err != nil { // the true head goes on
				t.Fatal(err)
			}
			looks(20)
			if after, err := c.Head(); err != nil || after != before {
				t.Errorf("the liar alone is believed: %+v, %v, before %+v", after, err, before)
			}
			silence(second, false)
			clock.Add(60)
			reads("192.0.2.103")
		})
	}
}

// TestF11Unsupported (F11): an endpoint that lacks a method, or the state of a
// block, costs nothing where there is another. Where there is none the error has a
// word for it, nothing is absent, and what Observe hears names the reason.
func TestF11Unsupported(t *testing.T) {
	for _, tc := range []struct {
		name    string
		code    int
		message string
		outcome string
		want    string // in the error of the endpoint alone
	}{
		{"method", -32601, "the method is not available", "unsupported", "the method is not available"},
		{"pruned", -32000, "missing trie node 8f3c (path ) state 0x8f3c is not available", "behind", "does not have this block"},
		{"window", -32000, "header not found", "behind", "does not have this block"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t)
			lacking, good := newProxy(t, w.RPC()), newProxy(t, w.RPC())
			lacking.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
				if method == "eth_call" || method == "eth_getStorageAt" {
					return failure(reply, tc.code, tc.message)
				}
				return reply
			})
			var mu sync.Mutex
			outcomes := map[string]int{}
			options := chain.Options{Poll: 10 * time.Millisecond, Observe: func(call chain.Call) {
				mu.Lock()
				defer mu.Unlock()
				outcomes[call.Endpoint+" "+call.Method+" "+call.Outcome]++
			}}
			c := w.open(options, lacking.URL, good.URL)
			if err := c.Probe(t.Context()); err != nil {
				t.Errorf("at the first: %v", err)
			}
			f := follow(t, c)
			f.until("a head", func(names.Change) bool { return true })
			if readings, err := c.Read(t.Context(), []zone.Name{hello}); err != nil || !readings[0].Registered() {
				t.Errorf("beside a good one: %+v, %v", readings, err)
			}
			mu.Lock()
			if outcomes[lacking.URL+" eth_getStorageAt "+tc.outcome] == 0 || outcomes[good.URL+" eth_getStorageAt ok"] == 0 {
				t.Errorf("observed: %v", outcomes)
			}
			mu.Unlock()
			silence(good, true)
			_, err := c.Read(t.Context(), []zone.Name{hello})
			if !errors.Is(err, names.ErrUnreachable) {
				t.Errorf("without another: %v", err)
			}
			err = w.open(options, lacking.URL).Probe(t.Context())
			if !errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("alone: %v", err)
			}
		})
	}
}

// TestT08LimitedLogs (T08): a provider's limit on the list of changes is asked for
// at the next, and costs no name that did not change a read.
func TestT08LimitedLogs(t *testing.T) {
	w := newWorld(t)
	bad, good := newProxy(t, w.RPC()), newProxy(t, w.RPC())
	bad.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_getLogs" {
			return failure(reply, -32005, "limit exceeded")
		}
		return reply
	})
	c := w.open(chain.Options{Poll: 10 * time.Millisecond}, bad.URL, good.URL)
	f := follow(t, c)
	f.until("a head", func(names.Change) bool { return true })
	w.publish("hello.chain", "@ 60 A 192.0.2.9\n")
	told := f.until("the change", func(change names.Change) bool { return change.All || len(change.Nodes) > 0 })
	if last := told[len(told)-1]; last.All || len(last.Nodes) != 1 {
		t.Errorf("all = %v, nodes %v", last.All, last.Nodes)
	}
	if bad.count("eth_getLogs") == 0 || good.count("eth_getLogs") == 0 {
		t.Errorf("asked %d and %d times", bad.count("eth_getLogs"), good.count("eth_getLogs"))
	}
}

// TestT08RetryAfter (T08): for as long as a provider asks with Retry-After it is
// not called, up to 5 minutes where there is another and 30 s where there is none or
// all want to rest, and is named as limited.
func TestT08RetryAfter(t *testing.T) {
	w := newWorld(t)
	for _, tc := range []struct {
		status       int
		header       string
		rest, beside time.Duration // alone, and beside a good one
	}{
		{http.StatusTooManyRequests, "", time.Second, time.Second},
		{http.StatusTooManyRequests, "soon", time.Second, time.Second},
		{http.StatusTooManyRequests, "0", time.Second, time.Second},
		{http.StatusTooManyRequests, "29", 29 * time.Second, 29 * time.Second},
		{http.StatusTooManyRequests, "90", 30 * time.Second, 90 * time.Second},
		{http.StatusServiceUnavailable, "90", 30 * time.Second, 90 * time.Second},
		{http.StatusTooManyRequests, "999999999", 30 * time.Second, 5 * time.Minute},
		{http.StatusTooManyRequests, time.Now().Add(10 * time.Hour).UTC().Format(http.TimeFormat), 30 * time.Second, 5 * time.Minute},
		{http.StatusTooManyRequests, "Thu, 01 Jan 1970 00:00:00 GMT", time.Second, time.Second},
		{http.StatusBadGateway, "90", time.Second, time.Second},
	} {
		var tries, clock atomic.Int64
		limited := func() string {
			return handler(t, func(rw http.ResponseWriter, _ *http.Request) {
				tries.Add(1)
				if tc.header != "" {
					rw.Header().Set("Retry-After", tc.header)
				}
				rw.WriteHeader(tc.status)
			})
		}
		var outcome atomic.Value
		options := chain.Options{
			Clock: func() time.Time { return time.Unix(1_800_000_000, clock.Load()) },
			Observe: func(call chain.Call) {
				if call.Outcome != "ok" {
					outcome.Store(call.Outcome)
				}
			},
		}
		for name, list := range map[string][]string{"alone": {limited()}, "beside another": {limited(), w.RPC()}, "both": {limited(), limited()}} {
			tries.Store(0)
			clock.Store(0)
			c := w.open(options, list...)
			rest, each := tc.rest, int64(1)
			switch name {
			case "beside another":
				rest = tc.beside
			case "both":
				each = 2
			}
			probe := func(want int64) {
				t.Helper()
				if err := c.Probe(t.Context()); (err == nil) != (name == "beside another") || err != nil && !errors.Is(err, names.ErrUnreachable) {
					t.Error(err)
				}
				if n := tries.Load(); n != want {
					t.Errorf("%d %q %s: %d calls after %v, want %d", tc.status, tc.header, name, n, time.Duration(clock.Load()), want)
				}
			}
			probe(each)
			clock.Store(int64(rest) - 1)
			probe(each)
			clock.Store(int64(rest))
			probe(2 * each)
		}
		want := map[bool]string{true: "limited", false: "unreachable"}[tc.status == http.StatusTooManyRequests || tc.status == http.StatusServiceUnavailable && tc.header != ""]
		if outcome.Load() != want {
			t.Errorf("%d %q is counted as %s, want %s", tc.status, tc.header, outcome.Load(), want)
		}
	}
}

// TestT08Misses (T08): 10,000 reads (1,000 without CHAINZONE_SOAK), 64 at a time as
// the server has them, beside a provider that takes 50 and then asks for a rest of
// 3 s: each is right, and the provider is left in peace for as long, and no longer,
// however many calls it refused together.
func TestT08Misses(t *testing.T) {
	w := newWorld(t)
	const quota, workers, together = 50, 64, 8
	count := size(1_000, 10_000)
	good := newProxy(t, w.RPC())
	var taken, refused atomic.Int64
	// None is refused until so many wait for it, and every read that was taken is
	// through: the answer to an earlier call would end the rest.
	crowd, through := make(chan struct{}), make(chan struct{})
	limited := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if taken.Add(1) > quota {
			if refused.Add(1) == together {
				close(crowd)
			}
			limit := time.After(2 * time.Second) // less than the client waits
			select {
			case <-crowd:
				select {
				case <-through:
				case <-limit:
				}
			case <-limit:
			}
			rw.Header().Set("Retry-After", "3")
			rw.WriteHeader(http.StatusTooManyRequests)
			return
		}
		good.Config.Handler.ServeHTTP(rw, r)
	}))
	defer limited.Close()
	var later atomic.Int64
	now := time.Now() // the rest does not end within the test
	c := w.open(chain.Options{Clock: func() time.Time { return now.Add(time.Duration(later.Load())) }}, limited.URL, good.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	left := quota - taken.Load() // reads that are taken
	var next, done atomic.Int64
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := next.Add(1); i <= int64(count); i = next.Add(1) {
				list := []zone.Name{hello, zone.MustParseName(fmt.Sprintf("miss%d.chain", i))}
				readings, err := c.Read(t.Context(), list)
				if err != nil || !readings[0].Registered() || readings[1].Registered() {
					t.Errorf("read %d: %+v, %v", i, readings, err)
				}
				if done.Add(1) == left { // none that is refused is
					close(through)
				}
			}
		})
	}
	wait.Wait()
	if n := refused.Load(); n < together || n > workers { // those that were under way together
		t.Errorf("%d calls above the provider's limit", n)
	}
	if shown, preferred := c.Endpoints(); shown[preferred] != good.URL {
		t.Errorf("%s is asked first, of %v", shown[preferred], shown)
	}
	later.Store(int64(3 * time.Second))
	if shown, preferred := c.Endpoints(); shown[preferred] != limited.URL {
		t.Error("after its rest it is not asked again")
	}
}
