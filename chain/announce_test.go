package chain_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// crier is an endpoint over WebSocket that tells the truth when it is asked, but for
// states of blocks that there are not, and announces what it is given.
type crier struct {
	behind *rpc.Client
	cries  chan map[string]any
	stands atomic.Bool // a subscription does
}

func (c *crier) ask(ctx context.Context, method string, params ...any) (reply json.RawMessage, err error) {
	err = c.behind.CallContext(ctx, &reply, method, params...)
	return reply, err
}

func (c *crier) ChainId(ctx context.Context) (json.RawMessage, error) { //nolint:revive // it is served as eth_chainId
	return c.ask(ctx, "eth_chainId")
}

func (c *crier) BlockNumber(ctx context.Context) (json.RawMessage, error) {
	return c.ask(ctx, "eth_blockNumber")
}

func (c *crier) GetCode(ctx context.Context, a, at any) (json.RawMessage, error) {
	return c.ask(ctx, "eth_getCode", a, at)
}

func (c *crier) GetBlockByNumber(ctx context.Context, number any, full bool) (json.RawMessage, error) {
	return c.ask(ctx, "eth_getBlockByNumber", number, full)
}

func (c *crier) GetBlockByHash(ctx context.Context, hash any, full bool) (json.RawMessage, error) {
	return c.ask(ctx, "eth_getBlockByHash", hash, full)
}

func (c *crier) GetLogs(ctx context.Context, filter any) (json.RawMessage, error) {
	return c.ask(ctx, "eth_getLogs", filter)
}

// GetStorageAt has a state for every block, so that what is announced can be followed.
func (c *crier) GetStorageAt(ctx context.Context, a, slot, _ any) (json.RawMessage, error) {
	return c.ask(ctx, "eth_getStorageAt", a, slot, "latest")
}

func (c *crier) Call(ctx context.Context, call, _ any) (json.RawMessage, error) {
	return c.ask(ctx, "eth_call", call, "latest")
}

func (c *crier) NewHeads(ctx context.Context) (*rpc.Subscription, error) {
	notifier, _ := rpc.NotifierFromContext(ctx)
	sub := notifier.CreateSubscription()
	go func() {
		c.stands.Store(true)
		for {
			select {
			case head := <-c.cries:
				_ = notifier.Notify(sub.ID, head)
			case <-sub.Err():
				return
			}
		}
	}()
	return sub, nil
}

// TestFalseAnnouncementIsNoHead (T09, T11): a subscription announces blocks that there
// are not, and none that there is. None of them becomes the head, by any rule, and
// the true ones are followed, since each announcement is a reason to look for them.
func TestFalseAnnouncementIsNoHead(t *testing.T) {
	w := newWorld(t)
	w.still()
	behind, err := rpc.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer behind.Close()
	for _, tc := range []struct {
		name   string
		beside bool
		head   chain.HeadRule
		bend   func(block map[string]any)
	}{
		{"invented hash, true parent", false, chain.HeadRule{}, func(map[string]any) {}},
		{"invented hash, after a good one", true, chain.HeadRule{}, func(map[string]any) {}},
		{"number +1,000", false, chain.HeadRule{}, func(b map[string]any) { b["number"] = "0xffff" }},
		{"number 2^63", false, chain.HeadRule{}, func(b map[string]any) { b["number"] = "0x8000000000000000" }},
		{"time 2^63", true, chain.HeadRule{}, func(b map[string]any) { b["timestamp"] = "0x8000000000000000" }},
		{"number +1,000, 3 confirmations", false, chain.Confirmations(3), func(b map[string]any) { b["number"] = "0xffff" }},
		{"number 2^63, 3 confirmations", true, chain.Confirmations(3), func(b map[string]any) { b["number"] = "0x8000000000000000" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := &crier{behind: behind, cries: make(chan map[string]any)}
			server := rpc.NewServer()
			if err := server.RegisterName("eth", c); err != nil {
				t.Fatal(err)
			}
			defer server.Stop()
			at := httptest.NewServer(server.WebsocketHandler([]string{"*"}))
			defer at.Close()
			endpoints := []string{"ws" + strings.TrimPrefix(at.URL, "http")}
			if tc.beside {
				endpoints = append([]string{w.RPC()}, endpoints...)
			}
			client := w.open(chain.Options{Head: tc.head, Poll: 20 * time.Millisecond}, endpoints...)
			f := follow(t, client)
			f.until("the first head", func(change names.Change) bool { return change.All })
			if _, err := w.Mine(); err != nil {
				t.Fatal(err)
			}
			number := w.number()
			var block map[string]any
			if err := behind.CallContext(t.Context(), &block, "eth_getBlockByNumber", fmt.Sprintf("0x%x", number), false); err != nil {
				t.Fatal(err)
			}
			block["hash"] = "0x" + strings.Repeat("ab", 32)
			tc.bend(block)
			c.cries <- block
			f.until("the true head", func(change names.Change) bool {
				if common.Hash(change.Head.Hash).Hex() == block["hash"] || change.Head.Number > number || change.Reorged {
					t.Fatalf("what was announced is followed: %+v", change)
				}
				return change.Head.Number == number-tc.head.Depth()
			})
			if readings, err := client.Read(t.Context(), []zone.Name{hello}); err != nil || !readings[0].Registered() {
				t.Errorf("%+v, %v", readings, err)
			}
			if !c.stands.Load() {
				t.Error("nothing was announced")
			}
		})
	}
}
