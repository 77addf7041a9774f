package chain_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/contracts/bindings"
	"chainzone/names"
	"chainzone/zone"
)

// existing is what a Listing of a fresh devnet holds, in order.
var existing = strings.Fields("chain. alias.chain. delegated.chain. demo.chain. hello.chain. mail.chain. site.chain. wild.chain.")

func list(t *testing.T, c *chain.Client) ([]string, error) {
	t.Helper()
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	l, err := c.List(t.Context())
	if err != nil {
		return nil, err
	}
	var got []string
	err = l.Read(t.Context(), func(name zone.Name, s names.State) error {
		decode := zone.Decode
		if name == c.Origin() {
			decode = zone.DecodeOrigin
		}
		if z, err := decode(name, s.Image); err != nil || z.Empty() || s.Block != l.Head.Block {
			t.Errorf("%s: %v at block %d", name, err, s.Block.Number)
		}
		got = append(got, name.String())
		return nil
	})
	if err == nil && len(got) != l.Len() {
		t.Errorf("%d names of %d", len(got), l.Len())
	}
	return got, err
}

// TestList: the names that exist, none that is expired or has no records, and
// a changed one with its last image; through an endpoint that gives few blocks
// of logs at a time, too.
func TestList(t *testing.T) {
	w := newWorld(t)
	for range 40 {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	w.publish("site.chain", "@ 60 A 192.0.2.1\n")
	p := newProxy(t, w.RPC())
	for _, most := range []uint64{0, 7, 1} { // blocks; 0: any
		p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
			var filter struct{ FromBlock, ToBlock string }
			if method != "eth_getLogs" || most == 0 || json.Unmarshal(params[0], &filter) != nil {
				return reply
			}
			from, _ := strconv.ParseUint(filter.FromBlock, 0, 64)
			to, _ := strconv.ParseUint(filter.ToBlock, 0, 64)
			if to-from+1 > most {
				return failure(reply, -32005, "query exceeds the range of blocks")
			}
			return reply
		})
		got, err := list(t, w.open(chain.Options{}, p.URL))
		if err != nil || strings.Join(got, " ") != strings.Join(existing, " ") {
			t.Errorf("at most %d blocks: %v, %v; want %v", most, got, err, existing)
		}
	}
}

// TestListComplete: an event that is missing, changed or of another name, and
// a word or image that is not its event's, end the listing.
func TestListComplete(t *testing.T) {
	w := newWorld(t)
	for _, tc := range []struct {
		what string
		bend func(method string, reply []byte) []byte
	}{
		{"a change is missing", func(method string, reply []byte) []byte {
			return bendLogs(method, reply, func(logs []map[string]any) []map[string]any {
				first := slices.IndexFunc(logs, func(l map[string]any) bool { return len(l["data"].(string)) == 66 })
				return slices.Delete(logs, first, first+1)
			})
		}},
		{"no event at all", func(method string, reply []byte) []byte {
			return bendLogs(method, reply, func([]map[string]any) []map[string]any { return []map[string]any{} })
		}},
		{"a word is another", func(method string, reply []byte) []byte {
			return bendLogs(method, reply, func(logs []map[string]any) []map[string]any {
				for _, l := range logs {
					if data := l["data"].(string); len(data) == 66 {
						l["data"] = "0xff" + data[4:]
					}
				}
				return logs
			})
		}},
		{"no label", func(method string, reply []byte) []byte {
			return bendLogs(method, reply, func(logs []map[string]any) (kept []map[string]any) {
				for _, l := range logs {
					if len(l["data"].(string)) == 66 {
						kept = append(kept, l)
					}
				}
				return kept
			})
		}},
		{"another label", func(method string, reply []byte) []byte {
			return bendLogs(method, reply, func(logs []map[string]any) []map[string]any {
				for _, l := range logs {
					l["data"] = strings.Replace(l["data"].(string), common.Bytes2Hex([]byte("hello")), common.Bytes2Hex([]byte("jello")), 1)
				}
				return logs
			})
		}},
		{"an image is another", func(method string, reply []byte) []byte {
			if method == "eth_call" {
				return []byte(strings.Replace(string(reply), common.Bytes2Hex([]byte{192, 0, 2, 42}), common.Bytes2Hex([]byte{192, 0, 2, 66}), 1))
			}
			return reply
		}},
	} {
		t.Run(tc.what, func(t *testing.T) {
			p := newProxy(t, w.RPC())
			p.set(func(method string, _ []json.RawMessage, reply []byte) []byte { return tc.bend(method, reply) })
			if got, err := list(t, w.open(chain.Options{}, p.URL)); !errors.Is(err, names.ErrInvalid) {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func bendLogs(method string, reply []byte, bend func([]map[string]any) []map[string]any) []byte {
	var fields struct{ Result []map[string]any }
	if method != "eth_getLogs" || json.Unmarshal(reply, &fields) != nil {
		return reply
	}
	return result(reply, bend(fields.Result))
}

// TestListTooLarge: where the events of a range do not fit one reply, smaller
// ranges are asked for, and the endpoint is none the worse for it.
func TestListTooLarge(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
		var filter struct{ FromBlock, ToBlock string }
		if method == "eth_getLogs" && json.Unmarshal(params[0], &filter) == nil && filter.FromBlock != filter.ToBlock {
			// No events, behind 9 MiB that cost the test nothing to make.
			return append(bytes.Repeat([]byte(" "), 9<<20), result(reply, []any{})...)
		}
		return reply
	})
	if got, err := list(t, w.open(chain.Options{}, p.URL)); err != nil || len(got) != len(existing) {
		t.Errorf("%v, %v", got, err)
	}
}

// TestListMany: more names than fit one call, each with its own image.
func TestListMany(t *testing.T) {
	w := newWorld(t)
	const many = 150
	var registrations []devnet.Registration
	for i := range many {
		label := fmt.Sprintf("many-%03d", i)
		registrations = append(registrations, devnet.Registration{Label: label, Duration: 365 * 24 * 3600e9, Image: w.image(label+".chain", fmt.Sprintf("@ 60 TXT %d\n", i))})
	}
	if err := w.Register(t.Context(), w.deployment, registrations); err != nil {
		t.Fatal(err)
	}
	if got, err := list(t, w.open(chain.Options{})); err != nil || len(got) != len(existing)+many {
		t.Errorf("%d names, %v", len(got), err)
	}
}

// size is how many of something a test does; make soak does more.
func size(normal, soak int) int {
	if os.Getenv("CHAINZONE_SOAK") != "" {
		return soak
	}
	return normal
}

// TestListManyNames: a registry with many names is listed, whole and in order:
// 4,000 here, 10^6 in make soak. The endpoint makes their events up, and the
// changes slot that fits them.
func TestListManyNames(t *testing.T) {
	w := newWorld(t)
	n, perBlock := size(4_000, 1_000_000), size(250, 1_000) // a reply is made up while its call's time runs
	w.ahead = true
	for range n / perBlock {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	registry := bindings.NewNameRegistry()
	registered, changed := registry.GetABI().Events["NameRegistered"], registry.GetABI().Events["WordChanged"]
	label := func(i int) string { return fmt.Sprintf("n%07d", i) }
	events := func(i int) (node, word common.Hash, event []byte) {
		node = common.Hash(chain.NodeOf(zone.MustParseName(label(i) + ".chain")))
		word[0], word[20], word[28] = 1, 0xff, 1 // a digest, an expiry far away, serial 1
		data, err := registered.Inputs.NonIndexed().Pack(label(i))
		if err != nil {
			t.Fatal(err)
		}
		return node, word, data
	}
	hash := make([]byte, 27)
	for i := range n {
		node, word, _ := events(i)
		padded := append(append(append(make([]byte, 5), hash...), node[:]...), word[:]...)
		hash = crypto.Keccak256(padded)[:27]
	}
	slot := common.BytesToHash(append(hash, 0, 0, 0, 0, 1))
	p := newProxy(t, w.RPC())
	p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
		if method == "eth_getStorageAt" {
			return result(reply, slot)
		}
		var filter struct{ FromBlock, ToBlock string }
		if method != "eth_getLogs" || json.Unmarshal(params[0], &filter) != nil {
			return reply
		}
		from, _ := strconv.ParseUint(filter.FromBlock, 0, 64)
		to, _ := strconv.ParseUint(filter.ToBlock, 0, 64)
		if to > from+1 {
			return failure(reply, -32005, "too many results")
		}
		logs := []types.Log{}
		for i := int(from) * perBlock; i < min(n, int(to+1)*perBlock); i++ {
			node, word, event := events(i)
			l := types.Log{Address: w.deployment.Registry, BlockNumber: uint64(i / perBlock)}
			l.Topics, l.Data = []common.Hash{changed.ID, node}, word[:]
			logs = append(logs, l)
			l.Topics, l.Data = []common.Hash{registered.ID, node, {}, {}}, event
			logs = append(logs, l)
		}
		return result(reply, logs)
	})
	w.deployment.FromBlock = 0
	c := w.open(chain.Options{}, p.URL)
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	l, err := c.List(t.Context())
	if err != nil || l.Len() != n {
		t.Fatalf("%v", err)
	}
	// The words are made up, so the first batch of images shows it.
	first := zone.Name{}
	err = l.Read(t.Context(), func(name zone.Name, _ names.State) error { first = name; return nil })
	if !errors.Is(err, names.ErrInvalid) || !first.IsZero() || !strings.Contains(err.Error(), label(0)) {
		t.Errorf("%v, %v", first, err)
	}
}

// TestImageInEveryBlock: a name whose image changes in every block is reported
// in every head, never as everything, and its last image is what a listing has:
// 40 blocks here, 2,000 in make soak.
func TestImageInEveryBlock(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{Poll: time.Millisecond}, w.RPC()) // a subscription merges heads
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	node, last := chain.NodeOf(hello), ""
	for i := range size(40, 2_000) {
		last = fmt.Sprintf("@ 60 TXT %d\n", i)
		if err := w.SetZones(t.Context(), w.deployment, []devnet.Registration{{Label: "hello", Image: w.image("hello.chain", last)}}); err != nil {
			t.Fatal(err)
		}
		for _, change := range f.until("the change", holds(node)) {
			if change.All || change.Reorged || len(change.Nodes) > 1 {
				t.Fatalf("change %d: %+v", i, change)
			}
		}
	}
	l, err := c.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = l.Read(t.Context(), func(name zone.Name, s names.State) error {
		if name == hello && string(s.Image) != string(w.image("hello.chain", last)) {
			t.Errorf("the listing has another image of %s", name)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
