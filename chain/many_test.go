package chain_test

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/chain"
	"chainzone/contracts/bindings"
	"chainzone/names"
)

// TestLogsThatAreRefusedInOne: where an endpoint has the logs of a few blocks at a time
// only, they are asked for in parts, and the names that did not change stay exact.
// Where it refuses those of one block, as of more than 10,000 changes, every name is
// read again.
func TestLogsThatAreRefusedInOne(t *testing.T) {
	for _, tc := range []struct {
		name string
		most uint64 // blocks that it has the logs of at a time
		all  bool
	}{{"all at a time", 1000, false}, {"three at a time", 3, false}, {"one at a time", 1, false}, {"not even one", 0, true}} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t)
			p := newProxy(t, w.RPC())
			p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
				var filter struct{ FromBlock, ToBlock hexutil.Uint64 }
				if method == "eth_getLogs" && json.Unmarshal(params[0], &filter) == nil && uint64(filter.ToBlock-filter.FromBlock)+1 > tc.most {
					return failure(reply, -32005, "query returned more than 10000 results")
				}
				return reply
			})
			c := w.open(chain.Options{Poll: time.Hour}, p.URL)
			if err := c.Probe(t.Context()); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"hello.chain", "mail.chain", "hello.chain"} {
				w.publish(name, "@ 60 A 192.0.2."+strconv.FormatUint(w.number(), 10)+"\n")
				for range 5 {
					if _, err := w.Mine(); err != nil {
						t.Fatal(err)
					}
				}
			}
			change := follow(t, c).until("a head", func(names.Change) bool { return true })[0]
			if want := map[bool]int{false: 2}[tc.all]; change.Reorged || len(change.Nodes) != want {
				t.Errorf("%+v, want %d names", change, want)
			}
		})
	}
}

// TestManyChangesInOneBlock: 10,001 changes of one name in one block are one name that
// changed. The endpoint makes their events up, and the slot that fits them.
func TestManyChangesInOneBlock(t *testing.T) {
	const count = 10_001
	w := newWorld(t)
	w.still()
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{Poll: 20 * time.Millisecond}, p.URL)
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	position, ok := c.Position()
	if !ok {
		t.Fatal("no position")
	}
	node := common.Hash(chain.NodeOf(hello))
	hash := position.Changes[:27]
	var logs []map[string]any
	number := hexutil.Uint64(position.Head.Number + 1)
	for i := range count {
		var word common.Hash
		word[0], word[24], word[28] = byte(i), 0xff, byte(i>>8)
		hash = crypto.Keccak256(append(append(append(make([]byte, 5), hash...), node[:]...), word[:]...))[:27]
		logs = append(logs, map[string]any{
			"address": w.deployment.Registry, "topics": []any{bindings.NewNameRegistry().GetABI().Events["WordChanged"].ID, node}, "data": word,
			"blockNumber": number, "blockHash": common.Hash{1}, "transactionHash": common.Hash{2}, "transactionIndex": "0x0", "logIndex": hexutil.Uint64(i), "removed": false,
		})
	}
	slot := common.BytesToHash(append(append([]byte{}, hash...), 0, 0, 0, 0, 1))
	made, err := json.Marshal(logs)
	if err != nil {
		t.Fatal(err)
	}
	p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		switch method {
		case "eth_getStorageAt":
			return result(reply, slot)
		case "eth_getLogs":
			return result(reply, json.RawMessage(made))
		}
		return reply
	})
	if _, err := w.Mine(); err != nil {
		t.Fatal(err)
	}
	told := f.until("the block", func(change names.Change) bool { return change.Head.Number == uint64(number) })
	if last := told[len(told)-1]; last.All || len(last.Nodes) != 1 || last.Nodes[0] != names.Node(node) {
		t.Errorf("all %v, %d names", last.All, len(last.Nodes))
	}
}
