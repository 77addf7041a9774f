package integration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync"
	"testing"
	"time"
)

// Faults of an endpoint of the chaos run. None of them is a lie that hangs
// together: one endpoint that is believed can tell those, by design.
var endpointFaults = []string{"ok", "ok", "closed", "closed", "slow", "limits", "garbage", "errors", "empty", "null", "lags"}

// chaosEndpoint is one endpoint of the chain, and what is wrong with it.
type chaosEndpoint struct {
	*httptest.Server
	mu    sync.Mutex
	fault string
	slow  time.Duration
	block uint64 // the newest that it shows while it lags
}

func (e *chaosEndpoint) set(fault string, slow time.Duration, head uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fault, e.slow, e.block = fault, slow, head
}

// newest is the newest block that the endpoint shows of a chain with that head.
func (e *chaosEndpoint) newest(head uint64) uint64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.fault == "lags" {
		return min(e.block, head)
	}
	return head
}

var resultField = regexp.MustCompile(`"result":("[^"]*"|\{[^{}]*\}|\[\]|null)`)

func startChaosEndpoint(t *testing.T, target string) *chaosEndpoint {
	t.Helper()
	e := &chaosEndpoint{fault: "ok"}
	client := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(client.CloseIdleConnections)
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		e.mu.Lock()
		fault, slow, block := e.fault, e.slow, e.block
		e.mu.Unlock()
		switch fault {
		case "closed":
			panic(http.ErrAbortHandler)
		case "limits":
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		case "errors":
			var call struct{ ID json.RawMessage }
			if json.Unmarshal(body, &call) != nil { // a batch
				http.Error(w, "out of order", http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":{"code":-32000,"message":"missing trie node"}}`, call.ID)
			return
		case "lags":
			body = bytes.ReplaceAll(body, []byte(`"latest"`), fmt.Appendf(nil, `"0x%x"`, block))
		}
		resp, err := client.Post(target, "application/json", bytes.NewReader(body))
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer resp.Body.Close()
		reply, err := io.ReadAll(resp.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		switch fault {
		case "slow":
			select {
			case <-time.After(slow):
			case <-r.Context().Done():
			}
		case "garbage":
			reply = reply[:len(reply)*2/3]
		case "empty": // as of a contract that is not there
			if bytes.Contains(body, []byte(`"eth_call"`)) {
				reply = resultField.ReplaceAll(reply, []byte(`"result":"0x"`))
			}
		case "null":
			reply = resultField.ReplaceAll(reply, []byte(`"result":null`))
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(reply)
	}))
	t.Cleanup(e.Close)
	return e
}
