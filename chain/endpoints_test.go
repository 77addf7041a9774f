package chain_test

import (
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// TestF22 (F22): another chain id or another code at the registry is refused
// before anything is signed, and without a receipt nothing is a success.
func TestF22WrongChain(t *testing.T) {
	w := newWorld(t)
	for _, tc := range []struct {
		method string
		value  any
		want   string
	}{
		{"eth_chainId", "0x1", "chain 1"},
		{"eth_getCode", "0x6001", "hash"},
		{"eth_getCode", "0x", "no contract"},
	} {
		p := newProxy(t, w.RPC())
		p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
			if method == tc.method {
				return result(reply, tc.value)
			}
			return reply
		})
		c := w.open(chain.Options{}, p.URL)
		_, err := c.Signer(w.Accounts[0].Key).SetZone(t.Context(), hello, nil, 1)
		if !errors.Is(err, names.ErrRefused) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", tc.method, err)
		}
		if n := p.count("eth_sendRawTransaction"); n != 0 {
			t.Errorf("%s: %d transactions were sent", tc.method, n)
		}
	}
	// The endpoint takes the transaction and shows the receipt of another one.
	p := newProxy(t, w.RPC())
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_sendRawTransaction" {
			return result(reply, common.Hash{9})
		}
		if method == "eth_getTransactionReceipt" {
			return result(reply, map[string]any{
				"transactionHash": common.Hash{9}, "status": "0x1", "blockHash": common.Hash{1}, "blockNumber": "0x1",
				"cumulativeGasUsed": "0x1", "gasUsed": "0x1", "logs": []any{}, "logsBloom": "0x" + strings.Repeat("00", 256), "transactionIndex": "0x0", "type": "0x2", "effectiveGasPrice": "0x1",
			})
		}
		return reply
	})
	c := w.open(chain.Options{Wait: time.Second}, p.URL)
	s := c.Signer(w.Accounts[0].Key)
	r, err := c.Name(t.Context(), hello)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := s.SetZone(t.Context(), hello, nil, r.Serial)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Send(t.Context(), tx); !errors.Is(err, chain.ErrNotMined) {
		t.Errorf("a foreign receipt: %v", err)
	}
}

// TestF32Replaced (F32): an endpoint that comes back as another chain, or with
// other code, is refused until it is right again.
func TestF32Replaced(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	var clock atomic.Int64
	c := w.open(chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_getCode" {
			return result(reply, "0x6001")
		}
		return reply
	})
	clock.Add(3600) // past the time that a verification is good for
	if _, err := c.Read(t.Context(), []zone.Name{hello}); !errors.Is(err, names.ErrRefused) {
		t.Errorf("other code at the registry: %v", err)
	}
	p.set(nil)
	clock.Add(3600)
	if _, err := c.Read(t.Context(), []zone.Name{hello}); err != nil {
		t.Errorf("the right code again: %v", err)
	}
}

// TestF01Backoff (F01): while an endpoint refuses, it is tried at most once in
// 30 s after the first minute, and reads in between fail at once.
func TestF01Backoff(t *testing.T) {
	w := newWorld(t)
	var clock atomic.Int64
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	var tries atomic.Int64
	down := newCounter(t, &tries)
	dark := w.open(chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, down)
	for range 3600 {
		if err := dark.Probe(t.Context()); !errors.Is(err, names.ErrUnreachable) {
			t.Fatal(err)
		}
		clock.Add(1)
	}
	// 1+2+4+8+16 s and then one in 30: 5 + 3569/30.
	if n := tries.Load(); n > 130 || n < 100 {
		t.Errorf("%d probes in an hour", n)
	}
}

// TestFailover: of several endpoints the first that answers is asked. One that
// lacks the block sends the question on; one that fails rests; one on another
// chain is passed over, and is the reason only if no other was merely silent.
func TestFailover(t *testing.T) {
	w := newWorld(t)
	first, second := newProxy(t, w.RPC()), newProxy(t, w.RPC())
	var clock atomic.Int64
	options := chain.Options{Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}
	c := w.open(options, first.URL, second.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := func(what string, wantFirst, wantSecond int) {
		t.Helper()
		a, b := first.count("eth_call"), second.count("eth_call")
		readings, err := c.Read(t.Context(), []zone.Name{hello})
		if err != nil || !readings[0].Registered() {
			t.Errorf("%s: %+v, %v", what, readings, err)
		}
		if a, b = first.count("eth_call")-a, second.count("eth_call")-b; a != wantFirst || b != wantSecond {
			t.Errorf("%s: %d and %d calls, want %d and %d", what, a, b, wantFirst, wantSecond)
		}
	}
	read("both well", 1, 0)
	first.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method != "eth_call" {
			return reply
		}
		return failure(reply, -32000, "header not found")
	})
	read("the first lacks the block", 1, 1)
	read("and is still asked first", 1, 1)
	first.set(func(string, []json.RawMessage, []byte) []byte { return []byte("not JSON") })
	read("the first talks nonsense", 1, 1)
	read("and rests", 0, 1)
	first.set(nil)
	clock.Add(2)
	read("the first is well again", 1, 0)

	other := newProxy(t, w.RPC())
	other.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_chainId" {
			return result(reply, "0x1")
		}
		return reply
	})
	c = w.open(options, other.URL, first.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	read("another chain before it", 1, 0)
	var tries atomic.Int64
	silent := newCounter(t, &tries)
	for _, list := range [][]string{{other.URL, silent}, {silent, other.URL}} {
		c := w.open(options, list...)
		for range 2 {
			if err := c.Probe(t.Context()); !errors.Is(err, names.ErrUnreachable) || errors.Is(err, names.ErrRefused) {
				t.Errorf("another chain and a silent endpoint: %v", err)
			}
		}
	}
	if err := w.open(options, other.URL).Probe(t.Context()); !errors.Is(err, names.ErrRefused) {
		t.Errorf("another chain alone: %v", err)
	}
}

// TestSyncing: an endpoint that has not reached the registry's block is not on
// another chain.
func TestSyncing(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		switch method {
		case "eth_getCode":
			return result(reply, "0x")
		case "eth_blockNumber":
			return result(reply, "0x0")
		}
		return reply
	})
	w.deployment.FromBlock = max(w.deployment.FromBlock, 1)
	if err := w.open(chain.Options{}, p.URL).Probe(t.Context()); !errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), "catching up") {
		t.Errorf("%v", err)
	}
}

// TestNodeErrors: what an endpoint says of a call that it cannot do is shown,
// and is not that it cannot be reached.
func TestNodeErrors(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method != "eth_getStorageAt" {
			return reply
		}
		return failure(reply, -32601, "the method eth_getStorageAt does not exist/is not available")
	})
	err := w.open(chain.Options{}, p.URL).Probe(t.Context())
	if !errors.Is(err, names.ErrUnreachable) || !strings.Contains(err.Error(), "eth_getStorageAt does not exist") || strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("%v", err)
	}
}

// TestRefusedWhileFollowing (F32): once the chain is not the configured one
// there is no head to answer at, and there is one again when it is.
func TestRefusedWhileFollowing(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	var clock atomic.Int64
	c := w.open(chain.Options{Poll: 10 * time.Millisecond, Clock: func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }}, p.URL)
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method == "eth_getCode" {
			return result(reply, "0x6001")
		}
		return reply
	})
	until := func(what string, want func(error) bool) {
		t.Helper()
		for limit := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
			clock.Add(60)
			_, err := c.Head()
			if want(err) {
				return
			}
			if time.Now().After(limit) {
				t.Fatalf("%s: %v", what, err)
			}
		}
	}
	until("other code", func(err error) bool { return errors.Is(err, names.ErrRefused) })
	if _, err := c.Read(t.Context(), []zone.Name{hello}); !errors.Is(err, names.ErrRefused) {
		t.Errorf("a read: %v", err)
	}
	p.set(nil)
	until("the right code again", func(err error) bool { return err == nil })
}

// TestSecretsStayHidden: no error shows more of an endpoint than its host.
func TestSecretsStayHidden(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{}, "http://user:pass@127.0.0.1:1/v3/secret-key?token=hidden")
	err := c.Probe(t.Context())
	if err == nil {
		t.Fatal("a closed port answers")
	}
	for _, secret := range []string{"pass", "secret-key", "hidden"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error shows %q: %v", secret, err)
		}
	}
	if !strings.Contains(err.Error(), "http://127.0.0.1:1") {
		t.Errorf("the error does not say which endpoint: %v", err)
	}
}
