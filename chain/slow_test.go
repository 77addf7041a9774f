package chain_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/chain"
	"chainzone/names"
)

// TestLookEnds (T11): one look at the head ends within 5 s, however slow the endpoint
// that is asked for a block's parents is, and comes to something: where the new branch
// left the old one could not be found in time, everything is read anew.
func TestLookEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.goOn()
	block := w.publish("hello.chain", "@ 60 A 192.0.2.5\n")
	w.still()
	for w.number() < block+40 {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	p := newProxy(t, w.RPC())
	c := w.open(chain.Options{Poll: 50 * time.Millisecond}, p.URL)
	f := follow(t, c)
	f.until("the first head", func(change names.Change) bool { return change.All })
	w.undo(block) // 41 parents
	p.mu.Lock()
	p.before = func(method string) {
		if method == "eth_getBlockByHash" {
			time.Sleep(400 * time.Millisecond) // the endpoint is slow
		}
	}
	p.mu.Unlock()
	f.until("the new branch", func(change names.Change) bool { return change.Reorged && change.All })
	if n := p.count("eth_getBlockByHash"); n > 5000/400+1 {
		t.Errorf("%d parents were asked for", n)
	}
}

// TestClockAhead (T05): a head that is more than 5 minutes ahead of this machine's clock
// is none. The log has both clocks; another endpoint is asked in the same look. Where
// the chain's clock is moved by hand it is a head like any.
func TestClockAhead(t *testing.T) {
	w := newWorld(t)
	w.still()
	now := time.Now()
	client := func(o chain.Options, endpoints ...string) *chain.Client {
		o.Clock = func() time.Time { return now }
		return w.open(o, endpoints...)
	}
	c := client(chain.Options{})
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	head, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	now = time.Unix(int64(head.Time), 0).Add(-5 * time.Minute)
	if err := client(chain.Options{}).Probe(t.Context()); err != nil {
		t.Errorf("5 minutes ahead: %v", err)
	}
	now = now.Add(-time.Second)
	err = client(chain.Options{}).Probe(t.Context())
	for _, want := range []string{now.UTC().Format(time.RFC3339), time.Unix(int64(head.Time), 0).UTC().Format(time.RFC3339), "clock: chain"} {
		if !errors.Is(err, names.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("a second more: %v, want %s in it", err, want)
		}
	}
	if err := client(chain.Options{ChainClock: true}).Probe(t.Context()); err != nil {
		t.Errorf("the chain's clock counts: %v", err)
	}

	// A false one before a good one.
	now = time.Now()
	p := newProxy(t, w.RPC())
	bend(p, func(block map[string]any) map[string]any {
		block["timestamp"] = "0x8000000000000000"
		return block
	})
	var log lockedBuffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	c = client(chain.Options{Logger: logger}, p.URL, w.RPC())
	if err := c.Probe(t.Context()); err != nil {
		t.Errorf("beside a good one: %v", err)
	}
	if got, _ := c.Head(); got.Block != head.Block {
		t.Errorf("beside a good one: %+v", got)
	}
	far := uint64(now.Unix()) + 400*86400
	bend(p, func(block map[string]any) map[string]any {
		block["timestamp"] = hexutil.EncodeUint64(far)
		return block
	})
	log.Reset()
	c = client(chain.Options{Logger: logger}, p.URL, w.RPC())
	if err := c.Probe(t.Context()); err != nil {
		t.Errorf("beside a good one: %v", err)
	}
	if said := log.String(); !strings.Contains(said, now.UTC().Format(time.RFC3339)) || !strings.Contains(said, time.Unix(int64(far), 0).UTC().Format(time.RFC3339)) {
		t.Errorf("the log: %s", said)
	}
	if err := client(chain.Options{ChainClock: true}, p.URL).Probe(t.Context()); err != nil {
		t.Errorf("the chain's clock counts: %v", err)
	}
}
