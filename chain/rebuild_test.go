package chain_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// relay passes on connections, and cuts those that there are when it is told to.
type relay struct {
	net.Listener
	mu    sync.Mutex
	conns []net.Conn
	wait  sync.WaitGroup
}

func newRelay(t *testing.T, to string) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{Listener: l}
	r.wait.Go(func() {
		for {
			one, err := l.Accept()
			if err != nil {
				return
			}
			other, err := net.Dial("tcp", to)
			if err != nil {
				one.Close()
				continue
			}
			r.mu.Lock()
			r.conns = append(r.conns, one, other)
			r.mu.Unlock()
			pass := func(to, from net.Conn) { io.Copy(to, from); to.Close() }
			r.wait.Go(func() { pass(one, other) })
			r.wait.Go(func() { pass(other, one) })
		}
	})
	t.Cleanup(func() { l.Close(); r.cut(); r.wait.Wait() })
	return r
}

// open is how many connections there are.
func (r *relay) open() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.conns) / 2
}

// cut ends every connection, and says how many there were.
func (r *relay) cut() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(r.conns) / 2
	for _, c := range r.conns {
		c.Close()
	}
	r.conns = nil
	return n
}

// held is what a reader of changes keeps of names: the rules of names.Change.
type held map[string]names.Reading

func (h held) apply(change names.Change) {
	for name, r := range h {
		if change.All || change.Reorged && r.Block.Number > change.Common || slices.Contains(change.Nodes, r.Node) {
			delete(h, name)
		}
	}
}

// differs lists the names whose reading is not what a block has.
func (h held) differs(list []zone.Name, now []names.Reading) (wrong []string) {
	for i, name := range list {
		kept, ok := h[name.String()]
		if !ok {
			continue
		}
		if is := now[i]; kept.Digest != is.Digest || kept.Expiry != is.Expiry || kept.Serial != is.Serial || string(kept.Image) != string(is.Image) {
			wrong = append(wrong, fmt.Sprintf("%s: serial %d of block %d, now %d", name, kept.Serial, kept.Block.Number, is.Serial))
		}
	}
	return wrong
}

// reader keeps what it read of some names by what it hears of changes.
type reader struct {
	t                 *testing.T
	c                 *chain.Client
	list              []zone.Name
	kept              held
	newest            atomic.Uint64 // head that was heard of
	all, exact, heads int
}

// hear compares what is kept with a read of everything, and keeps that.
func (r *reader) hear(ctx context.Context, change names.Change) {
	if change.Head.Number > r.newest.Load() {
		r.heads++
	}
	switch {
	case change.All:
		r.all++
	case len(change.Nodes) > 0:
		r.exact++
	}
	if change.Reorged {
		r.t.Errorf("it counts as a reorganisation: %+v", change)
	}
	r.kept.apply(change)
	now, err := r.c.Read(ctx, r.list) // no head moves while this runs
	if err != nil {
		if ctx.Err() == nil && !errors.Is(err, names.ErrUnreachable) { // a busy machine's
			r.t.Errorf("block %d: %v", change.Head.Number, err)
		}
		return
	}
	if wrong := r.kept.differs(r.list, now); len(wrong) > 0 {
		r.t.Errorf("block %d, %+v: %v", change.Head.Number, change, wrong)
	}
	for i, name := range r.list {
		if _, ok := r.kept[name.String()]; !ok {
			r.kept[name.String()] = now[i]
		}
	}
	r.newest.Store(change.Head.Number)
}

// TestF09Rebuild (F09): the WebSocket is cut every third block, and logs are lost,
// double or out of order. After every head, what eight readers kept by what they are told
// is what a read of everything finds: 60 blocks, 10,000 with CHAINZONE_SOAK.
func TestF09Rebuild(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 9))
	t.Logf("seed %d", seed)
	blocks := size(60, 10_000)
	w := newWorld(t)
	sockets := newRelay(t, strings.TrimPrefix(w.WS(), "ws://"))
	logs := newProxy(t, w.RPC())
	var bends [5]atomic.Int64
	var turn atomic.Int64
	logs.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
		if method != "eth_getLogs" {
			return reply
		}
		var fields struct{ Result []any }
		_ = json.Unmarshal(reply, &fields)
		list := fields.Result
		if len(list) == 0 {
			return reply
		}
		how := turn.Add(1) % 5
		bends[how].Add(1)
		switch how {
		case 1:
			list = list[:len(list)-1]
		case 2:
			list = append(list, list[0])
		case 3:
			slices.Reverse(list)
		case 4:
			list = []any{}
		}
		return result(reply, list)
	})
	list := []zone.Name{hello, zone.MustParseName("mail.chain"), zone.MustParseName("wild.chain"), zone.MustParseName("nobody.chain")}
	ctx, cancel := context.WithCancel(t.Context())
	var readers [8]*reader // since each hears of one head a second
	var wait sync.WaitGroup
	for i := range readers {
		r := &reader{t: t, c: w.open(chain.Options{Poll: 20 * time.Millisecond}, logs.URL, "ws://"+sockets.Addr().String()), list: list, kept: held{}}
		readers[i] = r
		wait.Go(func() { _ = r.c.Follow(ctx, func(change names.Change) { r.hear(ctx, change) }) })
	}
	defer func() { cancel(); wait.Wait() }()
	// Each has a head, so that it hears of the changes, and there is a WebSocket to cut.
	ready := func() bool {
		return sockets.open() > 0 && !slices.ContainsFunc(readers[:], func(r *reader) bool { return r.newest.Load() == 0 })
	}
	for limit := time.Now().Add(time.Minute); !ready(); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatal("not every reader has a head")
		}
	}
	published, cuts := 0, 0
	for i := range blocks {
		if i%3 == 2 {
			cuts += sockets.cut()
		}
		if i < 20 || random.IntN(10) < 3 {
			published++
			w.publish([]string{"hello.chain", "mail.chain", "wild.chain"}[random.IntN(3)], fmt.Sprintf("@ 60 TXT \"%d\"\n", i))
		} else if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
		if published%4 == 0 { // some changes are told of alone, others together
			time.Sleep(5 * time.Millisecond)
		}
	}
	fresh := w.open(chain.Options{})
	if err := fresh.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	head, err := fresh.Head()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range readers {
		for limit := time.Now().Add(20 * time.Second); r.newest.Load() < head.Number; time.Sleep(time.Millisecond) {
			if time.Now().After(limit) {
				t.Fatalf("block %d is not followed, only %d", head.Number, r.newest.Load())
			}
		}
	}
	cancel()
	wait.Wait()
	now, err := fresh.Read(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	var all, exact, heads int
	for _, r := range readers {
		if wrong := r.kept.differs(list, now); len(wrong) > 0 || len(r.kept) != len(list) {
			t.Errorf("at the end: %v", wrong)
		}
		all, exact, heads = all+r.all, exact+r.exact, heads+r.heads
	}
	var bent []int64
	for i := range bends {
		bent = append(bent, bends[i].Load())
	}
	t.Logf("%d blocks, %d changes, %d heads; %d WebSockets cut; lists of logs as they are, short, double, reversed, empty: %v; %d changes exact, %d of everything", blocks, published, heads, cuts, bent, exact, all)
	if cuts == 0 || exact == 0 || all <= len(readers) || slices.Min(bent) == 0 {
		t.Error("it shows nothing: some of that never was")
	}
}
