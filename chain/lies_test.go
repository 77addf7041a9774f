package chain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/miekg/dns"

	"chainzone/chain"
	"chainzone/resolver"
)

// liar is an endpoint that tells the truth, or of one block that there is not, and of
// an older state at it.
type liar struct {
	*httptest.Server
	target string
	old    common.Hash // the block whose state is shown

	mu  sync.Mutex
	lie *lie // nil: the truth
}

// lie is a head that there is not.
type lie struct {
	block map[string]any // as eth_getBlockByNumber shows it
	last  uint64         // the newest block that there is
	wild  bool           // and the last change is in a far future
	never bool           // it cannot be true, and is not believed for a moment
	long  bool           // it is told for longer than a head may be unknown
}

func newLiar(t *testing.T, target string, old common.Hash) *liar {
	l := &liar{target: target, old: old}
	l.Server = httptest.NewServer(http.HandlerFunc(l.serve))
	t.Cleanup(l.Close)
	return l
}

func (l *liar) say(what *lie) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lie = what
}

func (l *liar) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	l.mu.Lock()
	now := l.lie
	l.mu.Unlock()
	if now != nil && !bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		hash, _ := now.block["hash"].(string)
		body = bytes.ReplaceAll(body, []byte(`{"blockHash":"`+hash+`"}`), []byte(`{"blockHash":"`+l.old.Hex()+`"}`))
	}
	resp, err := http.Post(l.target, "application/json", bytes.NewReader(body))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	reply, _ := io.ReadAll(resp.Body)
	var call rpcCall
	if now != nil && json.Unmarshal(body, &call) == nil {
		reply = now.bend(call, reply)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(reply)))
	_, _ = w.Write(reply)
}

// bend is the reply to a call as the lie has it.
func (l *lie) bend(call rpcCall, reply []byte) []byte {
	number, _ := l.block["number"].(string)
	top, _ := hexutil.DecodeUint64(number)
	switch call.Method {
	case "eth_blockNumber":
		return result(reply, number)
	case "eth_getLogs":
		return result(reply, []any{})
	case "eth_getStorageAt":
		if l.wild {
			return result(reply, "0x"+strings.Repeat("77", 27)+"ffffffffff")
		}
	case "eth_getBlockByHash":
		if string(call.Params[0]) == fmt.Sprintf("%q", l.block["hash"]) {
			return result(reply, l.block)
		}
	case "eth_getBlockByNumber":
		var asked hexutil.Uint64
		switch err := json.Unmarshal(call.Params[0], &asked); {
		case err != nil, uint64(asked) == top: // a tag
			return result(reply, l.block)
		case uint64(asked) > l.last && uint64(asked) < top: // below the made up one, as made up
			below := maps.Clone(l.block)
			below["number"] = asked
			return result(reply, below)
		case uint64(asked) > top:
			return result(reply, nil)
		}
	}
	return reply
}

// falsehoods are heads that there are not, given the newest blocks, the last first,
// and one that left the chain.
func falsehoods(newest []map[string]any, orphan map[string]any) map[string]*lie {
	number, _ := hexutil.DecodeUint64(newest[0]["number"].(string))
	at, _ := hexutil.DecodeUint64(newest[0]["timestamp"].(string))
	made := 0
	bent := func(from map[string]any, pairs ...any) *lie {
		block := maps.Clone(from)
		for i := 0; i < len(pairs); i += 2 {
			if n, ok := pairs[i+1].(uint64); ok {
				pairs[i+1] = hexutil.EncodeUint64(n)
			}
			block[pairs[i].(string)] = pairs[i+1]
		}
		return &lie{block: block, last: number}
	}
	fake := func() string { made++; return fmt.Sprintf("0x%s%08x", strings.Repeat("ba", 28), made) }
	now := newest[0]
	list := map[string]*lie{
		"number +1":                  bent(now, "number", number+1, "hash", fake(), "parentHash", now["hash"]),
		"number +1,000":              bent(now, "number", number+1000, "hash", fake(), "parentHash", fake()),
		"number +1,000, true parent": bent(now, "number", number+1000, "hash", fake(), "parentHash", now["hash"]),
		"number 2^62":                bent(now, "number", uint64(1)<<62, "hash", fake(), "parentHash", fake()),
		"number 2^63":                bent(now, "number", uint64(1)<<63, "hash", fake(), "parentHash", fake()),
		"number of the true hash":    bent(now, "number", number+1000),
		"time +4 min":                bent(now, "timestamp", at+240),
		"time +6 min":                bent(now, "timestamp", at+360),
		"time +6 min, next block":    bent(now, "number", number+1, "hash", fake(), "parentHash", now["hash"], "timestamp", at+360),
		"time +400 days":             bent(now, "number", number+1, "hash", fake(), "parentHash", now["hash"], "timestamp", at+400*86400),
		"time 2^63":                  bent(now, "number", number+1, "hash", fake(), "parentHash", now["hash"], "timestamp", uint64(1)<<63),
		"invented hash, true parent": bent(now, "hash", fake()),
		"fork one block long":        {block: orphan, last: number},
		"older head":                 bent(newest[6]),
		"older invented head":        bent(newest[6], "hash", fake()),
		"wild changes slot":          bent(now, "number", number+1, "hash", fake(), "parentHash", now["hash"]),
	}
	list["wild changes slot"].wild = true
	list["older invented head"].long = true
	for _, name := range []string{"number 2^62", "number 2^63", "time +6 min", "time +6 min, next block", "time +400 days", "time 2^63", "wild changes slot"} {
		list[name].never = true
	}
	return list
}

// TestFalseHeadGivesWay (T11): an endpoint lies about the head, and of names at it, and
// then tells the truth. Within 15 s every answer is right again, and is no stale one:
// with it alone, with a good one after it, and over a restart that kept what was
// followed. The SOA serial never gets ahead of the clock by more than 5 minutes.
// With CHAINZONE_SOAK ten times as many are told, on a chain that goes on.
func TestFalseHeadGivesWay(t *testing.T) {
	w := newWorld(t)
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	block := func(which any) (b map[string]any) {
		t.Helper()
		method := "eth_getBlockByNumber"
		if _, isHash := which.(common.Hash); isHash {
			method = "eth_getBlockByHash"
		}
		if err := client.Client().CallContext(t.Context(), &b, method, which, false); err != nil || b == nil {
			t.Fatal("no block ", which, err)
		}
		return b
	}
	w.publish("hello.chain", "@ 60 A 192.0.2.1\n")
	old := common.HexToHash(block("latest")["hash"].(string))
	w.publish("hello.chain", "@ 60 A 192.0.2.2\n")
	for range 12 {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	w.goOn()
	doomed := w.publish("hello.chain", "@ 60 A 192.0.2.66\n")
	w.still()
	orphan := block(hexutil.Uint64(doomed))
	w.undo(doomed)
	tell := func() map[string]*lie {
		var newest []map[string]any
		for number := w.number(); len(newest) < 10; number-- {
			newest = append(newest, block(hexutil.Uint64(number)))
		}
		return falsehoods(newest, orphan)
	}
	safe, err := chain.ParseHeadRule("safe")
	if err != nil {
		t.Fatal(err)
	}
	setups := []struct {
		name     string
		good     string // the endpoint after the liar; "": none
		restarts bool
		head     chain.HeadRule
	}{
		{"alone", "", false, chain.HeadRule{}},
		{"alone, restarted", "", true, chain.HeadRule{}},
		{"first of two", w.RPC(), false, chain.HeadRule{}},
		{"first of two, restarted", w.RPC(), true, chain.HeadRule{}},
		{"before a WebSocket", w.WS(), false, chain.HeadRule{}},
		{"alone, 3 confirmations", "", false, chain.Confirmations(3)},
		{"alone, safe, restarted", "", true, safe},
	}
	round := func(n int) {
		var wait sync.WaitGroup
		for name, lie := range tell() {
			for _, setup := range setups {
				wait.Go(func() {
					c := &liarCase{t: t, w: w, name: fmt.Sprintf("%s, %s, round %d", name, setup.name, n), restarts: setup.restarts, head: setup.head, liar: newLiar(t, w.RPC(), old)}
					if c.endpoints = []string{c.liar.URL}; setup.good != "" {
						c.endpoints = append(c.endpoints, setup.good)
					}
					if n > 0 {
						time.Sleep(time.Duration(rand.Int64N(int64(5 * time.Second)))) // any moment between two blocks
					}
					c.run(lie)
				})
			}
		}
		wait.Wait()
	}
	round(0)
	for n := range size(0, 10) {
		w.goOn() // a block every 5 s
		round(n + 1)
	}
}

// liarCase is one server beside a liar.
type liarCase struct {
	t         *testing.T
	w         *world
	name      string
	restarts  bool
	head      chain.HeadRule
	endpoints []string
	liar      *liar
	logs      lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (c *liarCase) failed(format string, args ...any) {
	c.logs.mu.Lock()
	defer c.logs.mu.Unlock()
	c.t.Errorf("%s: %s\n%s", c.name, fmt.Sprintf(format, args...), c.logs.String())
}

// start runs a server, and returns its address and what ends it.
func (c *liarCase) start(state string) (client *chain.Client, address string, stop func()) {
	d := *c.w.deployment
	d.Endpoints = c.endpoints
	logger := slog.New(slog.NewTextHandler(&c.logs, nil))
	client, err := chain.Open(&d, chain.Options{Head: c.head, Poll: 300 * time.Millisecond, Logger: logger})
	if err != nil {
		panic(err)
	}
	server, err := resolver.New(resolver.Config{
		Listen: []string{"127.0.0.1:0"}, State: state, Logger: logger,
		Origins: []resolver.Origin{{Name: client.Origin(), Source: client, Data: "devnet"}},
	})
	if err == nil {
		err = server.Listen()
	}
	if err != nil {
		panic(err)
	}
	server.Restore()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Run(ctx) }()
	return client, server.Addrs()[0].String(), func() { cancel(); <-done; client.Close() }
}

// truth says what is wrong with what a server answers, "" for nothing.
func (c *liarCase) truth(client *chain.Client, address string) string {
	ask := func(name string, qtype uint16) (*dns.Msg, error) {
		m := new(dns.Msg)
		m.SetQuestion(name, qtype)
		m.SetEdns0(1232, false)
		reply, _, err := (&dns.Client{Timeout: 2 * time.Second}).Exchange(m, address)
		return reply, err
	}
	m, err := ask("hello.chain.", dns.TypeA)
	switch {
	case err != nil:
		return err.Error()
	case len(m.Answer) != 1 || !strings.HasSuffix(m.Answer[0].String(), "192.0.2.2"):
		return fmt.Sprintf("hello.chain: %s %v", dns.RcodeToString[m.Rcode], m.Answer)
	case m.Answer[0].Header().Ttl != 60:
		return fmt.Sprintf("hello.chain is stale: %v", m.Answer)
	}
	if m, err = ask("nobody.chain.", dns.TypeA); err != nil || m.Rcode != dns.RcodeNameError || m.Ns[0].Header().Ttl != 60 {
		return fmt.Sprintf("nobody.chain: %v, %v", m, err)
	}
	serial := m.Ns[0].(*dns.SOA).Serial
	if ahead := int64(serial) - time.Now().Unix(); ahead > 300 {
		return fmt.Sprintf("the serial is %d s ahead", ahead)
	}
	head, err := client.Head()
	if err != nil {
		return err.Error()
	}
	if now := c.w.number(); head.Number > now || head.Number+8 < now {
		return fmt.Sprintf("block %d is followed, the newest is %d", head.Number, now)
	}
	return ""
}

func (c *liarCase) rightWithin(limit time.Duration, client *chain.Client, address string) (took time.Duration, ok bool) {
	began := time.Now()
	for {
		wrong := c.truth(client, address)
		if took = time.Since(began); wrong == "" && took < limit {
			return took, true
		}
		if took > limit {
			c.failed("after %v: %s", limit, wrong)
			return took, false
		}
		time.Sleep(50 * time.Millisecond) // a server tells nobody that it is right again
	}
}

func (c *liarCase) run(l *lie) {
	state := ""
	if c.restarts {
		state = c.t.TempDir()
	}
	client, address, stop := c.start(state)
	defer func() { stop() }()
	if _, ok := c.rightWithin(20*time.Second, client, address); !ok {
		return
	}
	c.liar.say(l)
	// Several looks. That a lie is not believed shows nowhere, so there is nothing to wait for.
	time.Sleep(map[bool]time.Duration{false: 1500 * time.Millisecond, true: 8 * time.Second}[l.long])
	head, err := client.Head()
	believed := err == nil && common.Hash(head.Hash).Hex() == l.block["hash"] && hexutil.EncodeUint64(head.Number) == l.block["number"] && hexutil.EncodeUint64(head.Time) == l.block["timestamp"]
	if l.never && (believed || head.Changed > head.Time) {
		c.failed("it is believed: %+v", head)
	}
	_ = c.truth(client, address) // so that names are read by it
	if c.restarts {
		stop()
		client, address, stop = c.start(state)
	}
	c.liar.say(nil)
	if took, ok := c.rightWithin(15*time.Second, client, address); ok {
		c.t.Logf("%s: believed %v, right after %v", c.name, believed, took.Round(10*time.Millisecond))
	}
}
