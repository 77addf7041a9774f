package chain_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"chainzone/chain"
	"chainzone/names"
)

// newSocket is a WebSocket endpoint that passes calls on, and what bend makes of the
// replies; an empty one is not passed on. subscribed counts subscriptions.
func newSocket(t *testing.T, w *world, subscribed *atomic.Int64, bend func(message string) string) string {
	t.Helper()
	return strings.Replace(handler(t, func(rw http.ResponseWriter, r *http.Request) {
		conn, err := new(websocket.Upgrader).Upgrade(rw, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		far, resp, err := websocket.DefaultDialer.Dial(w.WS(), nil)
		if err != nil {
			return
		}
		resp.Body.Close()
		defer far.Close()
		go func() {
			defer conn.Close()
			for {
				_, message, err := far.ReadMessage()
				if err != nil {
					return
				}
				text := string(message)
				if bend != nil {
					text = bend(text)
				}
				if text != "" && conn.WriteMessage(websocket.TextMessage, []byte(text)) != nil {
					return
				}
			}
		}()
		for {
			_, message, err := conn.ReadMessage()
			if err != nil {
				return
			}
			if strings.Contains(string(message), "eth_subscribe") {
				subscribed.Add(1)
			}
			if far.WriteMessage(websocket.TextMessage, message) != nil {
				return
			}
		}
	}), "http", "ws", 1)
}

// TestSilentSocketGivesWay: a WebSocket that says nothing, and a subscription that
// brings nothing while heads come, give way to that of the next endpoint.
func TestSilentSocketGivesWay(t *testing.T) {
	w := newWorld(t)
	noHeads := func(message string) string {
		if strings.Contains(message, "eth_subscription") {
			return ""
		}
		return message
	}
	for name, first := range map[string]func() string{
		"never upgrades":     func() string { return muteSocket(t, new(atomic.Int64)) },
		"never answers":      func() string { return deafSocket(t) },
		"brings no head":     func() string { return newSocket(t, w, new(atomic.Int64), noHeads) },
		"refuses connection": func() string { return "ws://127.0.0.1:1" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var subscribed atomic.Int64
			c := w.open(chain.Options{Poll: 20 * time.Millisecond}, first(), newSocket(t, w, &subscribed, nil))
			c.HedgeAfter(100 * time.Millisecond)
			f := follow(t, c)
			f.until("the first head", func(names.Change) bool { return true })
			for limit := time.Now().Add(20 * time.Second); subscribed.Load() == 0; time.Sleep(20 * time.Millisecond) { // blocks are made for as long
				if _, err := w.Mine(); err != nil {
					t.Fatal(err)
				}
				if time.Now().After(limit) {
					t.Fatal("the second is not subscribed to")
				}
			}
		})
	}
}
