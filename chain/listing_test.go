package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
	"chainzone/chain/devnet"
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
				return failure(reply, "query exceeds the range of blocks")
			}
			return reply
		})
		got, err := list(t, w.open(chain.Options{}, p.URL))
		if err != nil || strings.Join(got, " ") != strings.Join(existing, " ") {
			t.Errorf("at most %d blocks: %v, %v; want %v", most, got, err, existing)
		}
	}
}

// failure makes a reply an error.
func failure(reply []byte, message string) []byte {
	var fields map[string]any
	_ = json.Unmarshal(reply, &fields)
	delete(fields, "result")
	fields["error"] = map[string]any{"code": -32005, "message": message}
	out, _ := json.Marshal(fields)
	return out
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
			return result(reply, strings.Repeat("x", 9<<20))
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
