package integration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Faults of an endpoint of the chaos run. None of them is a lie that hangs
// together: one endpoint that is believed can tell those, by design.
var endpointFaults = []string{
	"ok", "closed", "limits", "garbage", "errors", "empty", "null",
	"slow",      // it answers late, but in time
	"hangs",     // it answers too late
	"lags",      // it shows another block than the newest, which it has
	"frozen",    // it has no block after one
	"elsewhere", // it is on another chain, with the same contracts
}

// chaosEndpoint is one endpoint of the chain, and what is wrong with it.
type chaosEndpoint struct {
	*httptest.Server
	mu    sync.Mutex
	fault string
	slow  time.Duration
	block uint64 // the newest that it shows while it lags or is frozen
	proxy http.Client
}

func (e *chaosEndpoint) set(fault string, slow time.Duration, head uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fault, e.slow, e.block = fault, slow, head
}

func (e *chaosEndpoint) is(fault string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.fault == fault
}

// newest is the newest block that the endpoint shows of a chain with that head.
func (e *chaosEndpoint) newest(head uint64) uint64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.fault == "lags" || e.fault == "frozen" {
		return min(e.block, head)
	}
	return head
}

// ask puts calls to a chain.
func (e *chaosEndpoint) ask(target string, calls []byte) ([]byte, error) {
	resp, err := e.proxy.Post(target, "application/json", bytes.NewReader(calls))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

var (
	resultField = regexp.MustCompile(`"result":("[^"]*"|\{[^{}]*\}|\[\]|null)`)
	blockHash   = regexp.MustCompile(`"(?:blockHash":|eth_getBlockByHash","params":\[)"(0x[0-9a-f]{64})"`)
	blockNumber = regexp.MustCompile(`"(?:number":|eth_getBlockByNumber","params":\[)"0x([0-9a-f]+)"`)
)

// after says whether calls are of a block after one.
func (e *chaosEndpoint) after(target string, calls []byte, block uint64) bool {
	number := blockNumber.FindSubmatch(calls)
	if m := blockHash.FindSubmatch(calls); m != nil {
		reply, err := e.ask(target, fmt.Appendf(nil, `{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByHash","params":["%s",false]}`, m[1]))
		if number = blockNumber.FindSubmatch(reply); err != nil || number == nil {
			return true
		}
	}
	if number == nil {
		return false
	}
	n, err := strconv.ParseUint(string(number[1]), 16, 64)
	return err != nil || n > block
}

// startChaosEndpoint runs an endpoint of the chain at target; other is another chain.
func startChaosEndpoint(t *testing.T, target, other string) *chaosEndpoint {
	t.Helper()
	e := &chaosEndpoint{fault: "ok", proxy: http.Client{Transport: &http.Transport{}}}
	t.Cleanup(e.proxy.CloseIdleConnections)
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		e.mu.Lock()
		fault, slow, block := e.fault, e.slow, e.block
		e.mu.Unlock()
		fail := func(message string) {
			var call struct{ ID json.RawMessage }
			if json.Unmarshal(calls, &call) != nil { // a batch
				http.Error(w, "out of order", http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":{"code":-32000,"message":%q}}`, call.ID, message)
		}
		at := target
		switch fault {
		case "closed":
			panic(http.ErrAbortHandler)
		case "limits":
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		case "errors":
			fail("missing trie node")
			return
		case "frozen":
			if e.after(target, calls, block) {
				fail("header not found")
				return
			}
			fallthrough
		case "lags":
			calls = bytes.ReplaceAll(calls, []byte(`"latest"`), fmt.Appendf(nil, `"0x%x"`, block))
		case "elsewhere":
			at = other
		}
		reply, err := e.ask(at, calls)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		switch fault {
		case "slow", "hangs":
			if fault == "hangs" {
				slow = 5 * time.Second
			}
			select {
			case <-time.After(slow):
			case <-r.Context().Done():
			}
		case "garbage":
			reply = reply[:len(reply)*2/3]
		case "empty": // as of a contract that is not there
			if bytes.Contains(calls, []byte(`"eth_call"`)) {
				reply = resultField.ReplaceAll(reply, []byte(`"result":"0x"`))
			}
		case "null":
			reply = resultField.ReplaceAll(reply, []byte(`"result":null`))
		case "elsewhere":
			reply = bytes.ReplaceAll(reply, []byte(`"result":"0x7a69"`), []byte(`"result":"0x1"`)) // eth_chainId
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(reply)
	}))
	t.Cleanup(e.Close)
	return e
}
