package integration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/miekg/dns"
)

// devnet is a running chainzone-devnet and what its --json object said.
type devnet struct {
	*process
	DNS        string    `json:"dns"`
	RPC        string    `json:"rpc"`
	WS         string    `json:"ws"`
	ChainID    uint64    `json:"chainId"`
	TLD        string    `json:"tld"`
	Registry   string    `json:"registry"`
	Controller string    `json:"controller"`
	Accounts   []account `json:"accounts"`
	Deployment string    `json:"deployment"`
	Control    string    `json:"control"`
}

type account struct {
	Address string `json:"address"`
	Key     string `json:"key"`
	KeyFile string `json:"keyFile"`
}

// startDevnet runs chainzone-devnet on free ports and waits until it is ready. The
// RPC has one that nobody is given while a fault keeps it closed.
func startDevnet(t *testing.T, args ...string) *devnet {
	t.Helper()
	args = append([]string{"--json", "--dns", "127.0.0.1:0", "--rpc", freeAddress(t)}, args...)
	d := &devnet{process: start(t, nil, "chainzone-devnet", args...)}
	ready := make(chan error, 1)
	go func() {
		err := json.NewDecoder(d.out).Decode(d)
		ready <- err
		io.Copy(io.Discard, d.out)
	}()
	select {
	case err := <-ready:
		if err != nil {
			d.kill()
			t.Fatalf("devnet's JSON: %v\n%s", err, d.log.String())
		}
	case <-time.After(60 * time.Second):
		t.Fatalf("devnet is not ready after a minute:\n%s", d.log.String())
	}
	return d
}

// env is what lets chainzone talk to the devnet as its account i.
func (d *devnet) env(i int) []string {
	return []string{"CHAINZONE_DEPLOYMENT=" + d.Deployment, "CHAINZONE_KEY_FILE=" + d.Accounts[i].KeyFile}
}

// chainzone runs the command line as account i and returns what it left.
func (d *devnet) chainzone(i int, args ...string) result {
	d.t.Helper()
	return command(d.t, d.env(i), "chainzone", args...)
}

// rpc calls the chain's JSON-RPC and returns the result.
func (d *devnet) rpc(method string, params ...any) json.RawMessage {
	d.t.Helper()
	if params == nil {
		params = []any{}
	}
	body, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
	if err != nil {
		d.t.Fatal(err)
	}
	resp, err := http.Post(d.RPC, "application/json", bytes.NewReader(body))
	if err != nil {
		d.t.Fatalf("%s: %v", method, err)
	}
	defer resp.Body.Close()
	var reply struct {
		Result json.RawMessage
		Error  *struct{ Message string }
	}
	if err := json.NewDecoder(resp.Body).Decode(&reply); err != nil {
		d.t.Fatalf("%s: %v", method, err)
	}
	if reply.Error != nil {
		d.t.Fatalf("%s: %s", method, reply.Error.Message)
	}
	return reply.Result
}

// taken waits until a server has taken in the chain's first head. What it read
// before it reads once more after that, and from then on keeps: a change of a name
// that it had read shows that it got so far.
func (d *devnet) taken(server string) {
	d.t.Helper()
	shows := func(text string) func() bool {
		return func() bool {
			m := ask(d.t, "udp", server, "demo.chain", dns.TypeTXT)
			return m.Rcode == dns.RcodeSuccess && strings.Contains(fmt.Sprint(m.Answer), text)
		}
	}
	eventually(d.t, 20*time.Second, "demo.chain is read", shows(""))
	d.chainzone(0, "zone", "set", "--yes", "demo.chain", "@", "60", "TXT", "taken").ok(d.t)
	eventually(d.t, 20*time.Second, "the change is seen", shows("taken"))
}

// head is the number of the chain's newest block.
func (d *devnet) head() uint64 { number, _ := d.newest(); return number }

// newest is the chain's newest block, past all faults of endpoints, and its time.
func (d *devnet) newest() (number, at uint64) {
	d.t.Helper()
	var block struct{ Number, Timestamp hexutil.Uint64 }
	if err := json.Unmarshal(d.rpc("eth_getBlockByNumber", "latest", false), &block); err != nil {
		d.t.Fatal(err)
	}
	return uint64(block.Number), uint64(block.Timestamp)
}

// fault sets a fault of the chain's RPC: "refuse", "delay?ms=500", "freeze" or "ok".
func (d *devnet) fault(what string) {
	d.t.Helper()
	resp, err := http.Post("http://"+d.Control+"/rpc/"+what, "", nil)
	if err != nil {
		d.t.Fatalf("fault %s: %v", what, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		d.t.Fatalf("fault %s: %s", what, resp.Status)
	}
}
