package integration

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// rpcProxy stands between a server and the chain and counts what passes.
type rpcProxy struct {
	*httptest.Server
	mu     sync.Mutex
	calls  map[string]int
	trips  int                                       // HTTP requests, whatever they hold
	mutate func(methods string, reply []byte) []byte // methods: of the call or the batch
}

func startProxy(t *testing.T, target string) *rpcProxy {
	t.Helper()
	p := &rpcProxy{calls: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		type call struct{ Method string }
		var one call
		var many []call
		if json.Unmarshal(body, &many) != nil {
			if err := json.Unmarshal(body, &one); err != nil {
				t.Errorf("a request that is not JSON-RPC: %s", body)
			}
			many = []call{one}
		}
		p.mu.Lock()
		p.trips++
		methods := ""
		for _, c := range many {
			p.calls[c.Method]++
			methods += c.Method + " "
		}
		mutate := p.mutate
		p.mu.Unlock()
		resp, err := http.Post(target, "application/json", bytes.NewReader(body))
		if err != nil {
			http.Error(w, "no chain", http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		reply, err := io.ReadAll(resp.Body)
		if err != nil {
			return
		}
		if mutate != nil {
			reply = mutate(methods, reply)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(resp.StatusCode)
		w.Write(reply)
	}))
	t.Cleanup(p.Close)
	return p
}

// count returns how many calls of a method passed since the last reset.
func (p *rpcProxy) count(method string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[method]
}

func (p *rpcProxy) reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls, p.trips = map[string]int{}, 0
}

func (p *rpcProxy) setMutate(f func(methods string, reply []byte) []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mutate = f
}

// through writes a copy of the devnet's deployment with other endpoints.
func (d *devnet) through(endpoints ...string) string {
	d.t.Helper()
	data, err := os.ReadFile(d.Deployment)
	if err != nil {
		d.t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		d.t.Fatal(err)
	}
	fields["endpoints"] = endpoints
	if data, err = json.Marshal(fields); err != nil {
		d.t.Fatal(err)
	}
	path := filepath.Join(d.t.TempDir(), "deployment.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// followed waits until a server follows the chain behind a proxy, and its start's
// look at the chain is over. What it read before the first head was made known it
// reads again: a head that is looked at later says that the first was made known.
// The start looks at one, too.
func followed(t *testing.T, d *devnet, s *process, p *rpcProxy) {
	t.Helper()
	eventually(t, 20*time.Second, "the start's look at the chain is over", func() bool { return strings.Contains(s.log.String(), "the chain answers") })
	for range 3 {
		p.reset()
		d.rpc("evm_mine")
		eventually(t, 20*time.Second, "a new head was looked at", func() bool { return p.count("eth_getStorageAt") >= 1 })
	}
}

// TestRoundTrips counts calls at a proxy: a cold name costs one, also when it
// does not exist, is a wildcard or leads through a CNAME in its own zone; a
// warm one none, whatever is asked of it.
func TestRoundTrips(t *testing.T) {
	d := startDevnet(t, "--no-dns", "--block-time", "1h") // no heads to follow while it counts
	p := startProxy(t, d.RPC)
	addr := freeAddress(t)
	s := serve(t, addr, "--deployment", d.through(p.URL))
	eventually(t, 20*time.Second, "a chain name answers", func() bool {
		return ask(t, "udp", addr, "hello.chain", dns.TypeA).Rcode == dns.RcodeSuccess
	})
	followed(t, d, s, p)
	for _, tc := range []struct {
		name  string
		qtype uint16
		rcode int
		calls int
	}{
		{"mail.chain", dns.TypeMX, dns.RcodeSuccess, 1},
		{"mail.chain", dns.TypeTXT, dns.RcodeSuccess, 0},
		{"nothing.below.mail.chain", dns.TypeTXT, dns.RcodeNameError, 0},
		{"some.thing.wild.chain", dns.TypeA, dns.RcodeSuccess, 1},
		{"other.wild.chain", dns.TypeAAAA, dns.RcodeSuccess, 0},
		{"empty.chain", dns.TypeA, dns.RcodeNameError, 1},
		{"empty.chain", dns.TypeAAAA, dns.RcodeNameError, 0},
		{"expired.chain", dns.TypeA, dns.RcodeNameError, 1},
		{"never-registered.chain", dns.TypeA, dns.RcodeNameError, 1},
		{"below.never-registered.chain", dns.TypeA, dns.RcodeNameError, 0},
		{"not_a_label.chain", dns.TypeA, dns.RcodeNameError, 0},
		{"chain", dns.TypeSOA, dns.RcodeSuccess, 1}, // the origin's own image
		{"chain", dns.TypeNS, dns.RcodeSuccess, 1},  // its name server's own zone, for the address beside it
		{"chain", dns.TypeNS, dns.RcodeSuccess, 0},
	} {
		t.Run(tc.name+"/"+dns.TypeToString[tc.qtype], func(t *testing.T) {
			before := p.count("eth_call")
			m := ask(t, "udp", addr, tc.name, tc.qtype)
			if m.Rcode != tc.rcode {
				t.Errorf("got %s, want %s", dns.RcodeToString[m.Rcode], dns.RcodeToString[tc.rcode])
			}
			if got := p.count("eth_call") - before; got != tc.calls {
				t.Errorf("%d calls, want %d", got, tc.calls)
			}
		})
	}

	// All that passed besides the reads is the following of heads.
	p.reset()
	for range 200 {
		ask(t, "udp", addr, "mail.chain", dns.TypeMX)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for method, n := range p.calls {
		if method != "eth_getBlockByNumber" && method != "eth_blockNumber" {
			t.Errorf("%d calls of %s for a warm name", n, method)
		}
	}
}

// TestQuietBlocks: a block in which no name changed costs one small call.
func TestQuietBlocks(t *testing.T) {
	d := startDevnet(t, "--no-dns", "--block-time", "1h")
	p := startProxy(t, d.RPC)
	addr := freeAddress(t)
	s := serve(t, addr, "--deployment", d.through(p.URL))
	followed(t, d, s, p)
	eventually(t, 20*time.Second, "a chain name answers", func() bool {
		return ask(t, "udp", addr, "hello.chain", dns.TypeA).Rcode == dns.RcodeSuccess
	})
	const blocks = 3
	p.reset()
	for i := range blocks {
		d.rpc("evm_mine")
		eventually(t, 20*time.Second, "the new head was looked at", func() bool { return p.count("eth_getStorageAt") >= i+1 })
	}
	ask(t, "udp", addr, "hello.chain", dns.TypeA)
	if got := p.count("eth_getStorageAt"); got != blocks {
		t.Errorf("%d reads of the changes slot for %d blocks", got, blocks)
	}
	if n := p.count("eth_call") + p.count("eth_getLogs"); n != 0 {
		t.Errorf("%d reads of names or logs though nothing changed", n)
	}
}

// TestRedeployed: an endpoint that suddenly shows another code at the
// registry's address silences that origin, and only that one (F32).
func TestRedeployed(t *testing.T) {
	d, other := startDevnet(t, "--no-dns"), startDevnet(t, "--no-dns", "--tld", "other")
	p := startProxy(t, d.RPC)
	p.setMutate(func(methods string, reply []byte) []byte {
		if strings.Contains(methods, "eth_getCode") {
			return bytes.Replace(reply, []byte(`"0x60`), []byte(`"0x61`), 1)
		}
		return reply
	})
	addr := freeAddress(t)
	serve(t, addr, "--deployment", d.through(p.URL), "--deployment", other.Deployment)
	eventually(t, 20*time.Second, "the other origin answers", func() bool {
		return ask(t, "udp", addr, "hello.other", dns.TypeA).Rcode == dns.RcodeSuccess
	})
	for range 10 {
		if m := ask(t, "udp", addr, "hello.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure || len(ede(m)) == 0 {
			t.Fatalf("a name of the replaced registry: %v", m)
		}
	}
}
