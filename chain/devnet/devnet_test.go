package devnet_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/zone"
)

func start(t *testing.T, o devnet.Options) *devnet.Devnet {
	t.Helper()
	d, err := devnet.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}

func TestAccounts(t *testing.T) {
	d := start(t, devnet.Options{})
	// As every tool that knows the mnemonic shows them.
	for i, want := range []string{"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"} {
		if got := d.Accounts[i].Address.Hex(); got != want {
			t.Errorf("account %d is %s, want %s", i, got, want)
		}
	}
}

func TestPopulate(t *testing.T) {
	d := start(t, devnet.Options{})
	began := time.Now()
	deployment, err := d.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("contracts and samples after %v", time.Since(began))
	c, err := chain.Open(deployment, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name                   string
		held, expired, records bool
	}{
		{"hello.chain", true, false, true},
		{"empty.chain", true, false, false},
		{"grace.chain", true, true, true},
		{"expired.chain", false, true, true},
		{"nobody.chain", false, false, false},
	} {
		r, err := c.Name(t.Context(), zone.MustParseName(tc.name))
		if err != nil {
			t.Fatal(err)
		}
		if r.Held() != tc.held || r.Expired() != tc.expired || (len(r.Image) > 0) != tc.records {
			t.Errorf("%s: held %v, expired %v, %d bytes", tc.name, r.Held(), r.Expired(), len(r.Image))
		}
		if tc.held && r.Owner != d.Accounts[0].Address {
			t.Errorf("%s belongs to %s", tc.name, r.Owner)
		}
	}
	head, _ := c.Head()
	// Blocks that are made within a second have times a second apart.
	if at := time.Unix(int64(head.Time), 0); at.Before(began.Truncate(time.Second)) || time.Until(at) > 5*time.Second {
		t.Errorf("the head's time is %v, it was made from %v on", at, began)
	}
}

func TestMining(t *testing.T) {
	d := start(t, devnet.Options{BlockTime: time.Hour}) // no block but what is asked for
	client, err := ethclient.Dial(d.WS())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	number := func() uint64 {
		n, err := client.BlockNumber(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	call := func(method string, args ...any) {
		t.Helper()
		if err := client.Client().CallContext(ctx, nil, method, args...); err != nil {
			t.Fatalf("%s: %v", method, err)
		}
	}
	before := number()
	call("evm_mine")
	call("evm_mine", map[string]any{"blocks": 2})
	call("anvil_mine", hexutil.Uint64(3))
	if got := number(); got != before+6 {
		t.Errorf("block %d after mining 6 from %d", got, before)
	}
	call("evm_increaseTime", 3600)
	call("evm_mine")
	block, err := client.HeaderByNumber(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if lag := d.Now().Sub(time.Unix(int64(block.Time), 0)).Abs(); lag > 20*time.Second {
		t.Errorf("the block's time is %v off the chain's clock", lag)
	}
	call("anvil_reorg", 3, []any{})
	again, err := client.HeaderByNumber(ctx, block.Number)
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash() == block.Hash() || number() != block.Number.Uint64() {
		t.Errorf("block %d is %s before and after a reorg", block.Number, block.Hash())
	}
	if err := client.Client().CallContext(ctx, nil, "anvil_reorg", 100_000, []any{}); err == nil {
		t.Error("a reorg below the first block succeeds")
	}
}

func TestFaults(t *testing.T) {
	d := start(t, devnet.Options{})
	ask := func(limit time.Duration) error {
		ctx, cancel := context.WithTimeout(t.Context(), limit)
		defer cancel()
		client, err := ethclient.DialContext(ctx, d.RPC())
		if err != nil {
			return err
		}
		defer client.Close()
		_, err = client.BlockNumber(ctx)
		return err
	}
	fault := func(what string) int {
		resp, err := http.Post("http://"+d.Control()+"/rpc/"+what, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return resp.StatusCode
	}
	socket, err := ethclient.Dial(d.WS())
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	const long = 30 * time.Second
	if err := ask(long); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"refuse", "delay?ms=60000"} {
		if code := fault(what); code != http.StatusOK {
			t.Errorf("%s: %d", what, code)
		}
		if ask(200*time.Millisecond) == nil {
			t.Errorf("%s: the RPC answers", what)
		}
		fault("ok")
		if err := ask(long); err != nil {
			t.Errorf("after %s: %v", what, err)
		}
	}
	if code := fault("nonsense"); code != http.StatusBadRequest {
		t.Errorf("an unknown fault: %d", code)
	}
	if code := fault("delay"); code != http.StatusBadRequest {
		t.Errorf("a delay without its length: %d", code)
	}
}

func TestKeepsData(t *testing.T) {
	dir := t.TempDir()
	d, err := devnet.Start(devnet.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := d.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := devnet.Start(devnet.Options{DataDir: dir}); err == nil || !strings.Contains(err.Error(), "used") {
		t.Errorf("a second devnet on the same folder: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = start(t, devnet.Options{DataDir: dir})
	if d.Fresh() {
		t.Error("a kept chain counts as fresh")
	}
	deployment.Endpoints = []string{d.RPC()}
	c, err := chain.Open(deployment, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if r, err := c.Name(t.Context(), zone.MustParseName("hello.chain")); err != nil || !r.Held() {
		t.Errorf("hello.chain after a restart: %+v, %v", r, err)
	}
}
