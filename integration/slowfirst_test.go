package integration

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/miekg/dns"
)

// slowFirst are the ways in which an endpoint is slow, as the URL of one that is.
// Each may pass requests on to another endpoint.
var slowFirst = map[string]func(t *testing.T, rpc string) string{
	"accepts a WebSocket and never upgrades": func(t *testing.T, _ string) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		go func() {
			for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
				go func() { io.Copy(io.Discard, conn); conn.Close() }()
			}
		}()
		return "ws://" + l.Addr().String()
	},
	"upgrades and never answers": func(t *testing.T, _ string) string {
		return strings.Replace(slowServer(t, func(w http.ResponseWriter, r *http.Request) {
			conn, err := new(websocket.Upgrader).Upgrade(w, r, nil)
			if err != nil {
				return
			}
			defer conn.Close()
			for err == nil {
				_, _, err = conn.ReadMessage()
			}
		}), "http", "ws", 1)
	},
	"drips a byte a second": func(t *testing.T, _ string) string {
		return slowServer(t, func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, " ")
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
				case <-time.After(time.Second):
				}
			}
		})
	},
	"sends headers and then nothing": func(t *testing.T, _ string) string {
		return slowServer(t, func(w http.ResponseWriter, r *http.Request) {
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		})
	},
	"accepts a request and never answers": func(t *testing.T, _ string) string {
		return slowServer(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	},
	"answers the probe and hangs on reads": func(t *testing.T, rpc string) string {
		return slowPassing(t, rpc, func(calls string) time.Duration {
			if strings.Contains(calls, "eth_chainId") {
				return 0
			}
			return time.Hour
		})
	},
	"answers heads and hangs on reads": func(t *testing.T, rpc string) string {
		return slowPassing(t, rpc, func(calls string) time.Duration {
			if strings.Contains(calls, "eth_call") {
				return time.Hour
			}
			return 0
		})
	},
	"answers everything after 2.5 s": func(t *testing.T, rpc string) string {
		return slowPassing(t, rpc, func(string) time.Duration { return 2500 * time.Millisecond })
	},
	"has slow parents": func(t *testing.T, rpc string) string {
		return slowPassing(t, rpc, func(calls string) time.Duration {
			if strings.Contains(calls, "eth_getBlockByHash") {
				return 2500 * time.Millisecond
			}
			return 0
		})
	},
}

// slowServer is an HTTP server whose requests end with their client.
func slowServer(t *testing.T, f http.HandlerFunc) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // only then is it noticed that the client is gone
		r.Body = io.NopCloser(bytes.NewReader(body))
		w.Header().Set("Content-Type", "application/json")
		f(w, r)
	}))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s.URL
}

// slowPassing passes calls on to another endpoint after a pause.
func slowPassing(t *testing.T, rpc string, pause func(calls string) time.Duration) string {
	return slowServer(t, func(w http.ResponseWriter, r *http.Request) {
		calls, _ := io.ReadAll(r.Body)
		select {
		case <-r.Context().Done():
			return
		case <-time.After(pause(string(calls))):
		}
		resp, err := http.Post(rpc, "application/json", bytes.NewReader(calls))
		if err != nil {
			return
		}
		defer resp.Body.Close()
		io.Copy(w, resp.Body)
	})
}

// TestSlowFirstEndpoint (F04): whatever the way in which the first of two endpoints is
// slow, no question is SERVFAIL later than 2 s after the start, through the moments
// too at which the slow one is tried again.
func TestSlowFirstEndpoint(t *testing.T) {
	d := startDevnet(t, "--no-dns")
	var wait sync.WaitGroup
	defer wait.Wait()
	for name, first := range slowFirst {
		wait.Go(func() { // all at once: they do little but wait
			t.Run(name, func(t *testing.T) {
				addr := freeAddress(t)
				args := []string{"serve", "--listen", addr, "--deployment", d.Deployment, "--rpc", first(t, d.RPC), "--rpc", d.RPC}
				p := start(t, nil, "chainzone", args...)
				var began, lastFailure time.Time
				var slowest time.Duration
				var mu sync.Mutex
				var questions sync.WaitGroup
				answered := 0
				over := func() bool {
					mu.Lock()
					defer mu.Unlock()
					return !began.IsZero() && time.Since(began) > 7*time.Second
				}
				for i := 0; !over(); i++ {
					select {
					case <-p.done:
						t.Fatalf("it ended: %v", p.err)
					case <-time.After(50 * time.Millisecond):
					}
					questions.Go(func() {
						asked := time.Now()
						name := "hello.chain."
						if i%2 == 1 {
							name = fmt.Sprintf("slow%d.chain.", i)
						}
						m, err := exchange("udp", addr, name, dns.TypeA)
						mu.Lock()
						defer mu.Unlock()
						switch {
						case err != nil && began.IsZero(): // it does not listen yet
							return
						case err != nil:
							t.Errorf("%s: %v", name, err)
							return
						case began.IsZero():
							began = asked
						}
						answered++
						slowest = max(slowest, time.Since(asked))
						if !slices.Contains([]int{dns.RcodeSuccess, dns.RcodeNameError}, m.Rcode) {
							lastFailure = time.Now()
						}
					})
				}
				questions.Wait()
				last := max(lastFailure.Sub(began), 0)
				t.Logf("%d answers, the last SERVFAIL %v after the start, the slowest in %v", answered, last.Round(time.Millisecond), slowest.Round(time.Millisecond))
				if last > 2*time.Second {
					t.Errorf("a question is SERVFAIL %v after the start", last)
				}
			})
		})
	}
}
