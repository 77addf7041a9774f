package integration

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/miekg/dns"
)

// chaos is a server, its chain and upstreams, all of which go wrong in an order
// that a seed decides.
type chaos struct {
	t         *testing.T
	seed      uint64
	random    *rand.Rand // of the schedule alone
	d         *devnet
	endpoints [2]*chaosEndpoint
	upstreams [2]*upstream
	model     *chaosModel
	names     []string
	dir, file string
	listen    string
	encrypted string
	admin     string
	p         *process
	log       []string
}

// TestF31Chaos (F31): writes, reorganisations, faults of two endpoints and two
// upstreams, reloads, flushes, restarts and kills come in an order that a seed
// decides, while clients ask all the time. Every answer is judged by a model of
// what the server can know; when all is well again, it says what the chain says
// and has leaked nothing. CHAINZONE_SEED repeats a schedule; it is 30 minutes
// with CHAINZONE_SOAK.
func TestF31Chaos(t *testing.T) {
	t.Parallel()
	length := 15 * time.Second
	if soaking() {
		length = 30 * time.Minute
	}
	seed := rand.Uint64()
	if text := os.Getenv("CHAINZONE_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatalf("CHAINZONE_SEED: %v", err)
		}
	}
	t.Logf("CHAINZONE_SEED=%d", seed)
	c := newChaos(t, seed)
	stop, wait := make(chan struct{}), sync.WaitGroup{}
	for i := range 5 {
		wait.Go(func() { c.client(i, stop) })
	}
	wait.Go(func() { c.watch(stop) })
	ended := sync.OnceFunc(func() { close(stop); wait.Wait() })
	t.Cleanup(ended)
	for end := time.Now().Add(length); time.Now().Before(end) && !t.Failed(); {
		c.step()
	}
	c.heal()
	c.settled()
	ended()
	c.noLeaks()
	t.Logf("%d steps, answers: %v", len(c.log), c.model.kinds)
	if t.Failed() {
		t.Logf("CHAINZONE_SEED=%d did:\n%s", seed, strings.Join(c.log, "\n"))
	}
	for _, kind := range []string{"fresh", "forwarded"} {
		if c.model.kinds[kind] == 0 {
			t.Errorf("no answer was %s", kind)
		}
	}
}

func newChaos(t *testing.T, seed uint64) *chaos {
	dir := t.TempDir()
	c := &chaos{
		t: t, seed: seed, random: rand.New(rand.NewPCG(seed, 0)), d: startDevnet(t, "--no-dns"), model: newChaosModel(),
		dir: dir, file: filepath.Join(dir, "chainzone.yaml"), listen: freeAddress(t), encrypted: freeAddress(t), admin: freeAddress(t),
	}
	for i := range c.endpoints {
		c.endpoints[i], c.upstreams[i] = startChaosEndpoint(t, c.d.RPC), startUpstream(t)
	}
	for _, name := range []string{"hello", "mail", "site", "wild", "demo"} {
		c.names = append(c.names, name+".chain")
		c.set(name + ".chain")
	}
	for i := range 2 { // never registered: absent from the first block on
		name := fmt.Sprintf("nobody%d.chain", i)
		c.names = append(c.names, name)
		c.model.wrote(name, c.model.write(name, 0), 0)
	}
	c.configure(false)
	c.start()
	return c
}

func (c *chaos) did(format string, args ...any) {
	c.log = append(c.log, fmt.Sprintf(format, args...))
}

// head is the chain's newest block, past all faults.
func (c *chaos) head() uint64 {
	var n hexutil.Uint64
	if err := json.Unmarshal(c.d.rpc("eth_blockNumber"), &n); err != nil {
		c.t.Fatal(err)
	}
	return uint64(n)
}

// set writes a new version of a name, and returns it and the one before.
func (c *chaos) set(name string) (now, before *version) {
	before = c.model.current(name)
	number := c.model.next()
	now = c.model.write(name, number)
	file := filepath.Join(c.dir, "zone")
	rewrite(c.t, file, fmt.Sprintf("@ 60 TXT \"%s %d\"\n", name, number))
	c.d.chainzone(0, "zone", "import", "--yes", name, file).ok(c.t)
	c.model.wrote(name, now, c.head())
	c.did("%s is version %d by block %d", name, number, now.from)
	return now, before
}

// clear leaves a name without records, which is NXDOMAIN; one that has none gets some.
func (c *chaos) clear(name string) {
	if c.model.current(name).number == 0 {
		c.set(name)
		return
	}
	now := c.model.write(name, 0)
	c.d.chainzone(0, "zone", "unset", "--yes", name, "@").ok(c.t)
	c.model.wrote(name, now, c.head())
	c.did("%s is empty by block %d", name, now.from)
}

// reorganise writes a version, lets the server see it or not, and replaces the
// blocks since by others without it.
func (c *chaos) reorganise(name string) {
	c.d.rpc("evm_mine")
	parent := c.head()
	doomed, before := c.set(name)
	c.pause(2000)
	c.model.undo(name, doomed, before)
	// The parent is empty and goes too, so that one block may come in between.
	c.d.rpc("anvil_reorg", c.head()-parent+1, []any{[]any{c.d.spendLastNonce(0), 0}})
	c.d.rpc("evm_mine")
	c.model.undone(doomed, c.head())
	c.did("a reorganisation to block %d took version %d of %s away", parent-1, doomed.number, name)
}

func (c *chaos) pause(ms int64) { time.Sleep(time.Duration(c.random.Int64N(ms)) * time.Millisecond) }

// step does the next thing of the schedule.
func (c *chaos) step() {
	name := c.names[c.random.IntN(5)]
	switch c.random.IntN(16) {
	case 0, 1, 2:
		c.set(name)
	case 3:
		c.clear(name)
	case 4:
		c.reorganise(name)
	case 5, 6, 7:
		c.breakEndpoint(c.random.IntN(2))
	case 8:
		c.breakEndpoint(0)
		c.breakEndpoint(1)
	case 9:
		c.mend()
	case 10:
		fault := []string{"", "dead", "slow", "servfail", "garbage", "other"}[c.random.IntN(6)]
		i := c.random.IntN(2)
		c.upstreams[i].fault.Store(fault)
		c.did("upstream %d: %q", i, fault)
	case 11:
		bad := c.random.IntN(3) == 0
		c.model.forget()
		c.configure(bad)
		c.p.signal(syscall.SIGHUP)
		c.did("reload, of a bad file: %t", bad)
	case 12:
		c.model.forget()
		r := command(c.t, nil, "chainzone", "ctl", "cache", "flush", name, "--socket", filepath.Join(c.dir, "control"))
		c.model.forget()
		c.did("flushed %s: %d", name, r.code)
	case 13:
		c.model.up(false)
		c.p.stop()
		c.did("stopped")
		c.start()
	case 14:
		c.model.up(false)
		c.p.kill()
		c.did("killed")
		c.start()
	case 15:
		c.pause(4000)
	}
	c.pause(800)
}

func (c *chaos) breakEndpoint(i int) {
	fault, slow := endpointFaults[c.random.IntN(len(endpointFaults))], time.Duration(c.random.Int64N(3000))*time.Millisecond
	c.endpoints[i].set(fault, slow, c.head())
	c.did("endpoint %d: %s %v", i, fault, slow)
}

func (c *chaos) mend() {
	for _, e := range c.endpoints {
		e.set("ok", 0, 0)
	}
	c.did("the endpoints are well")
}

// configure writes a configuration, with endpoints and upstreams in any order.
func (c *chaos) configure(bad bool) {
	a, b := c.random.IntN(2), c.random.IntN(2)
	cert, key := filepath.Join(c.dir, "cert.pem"), filepath.Join(c.dir, "key.pem")
	if _, err := os.Stat(cert); errors.Is(err, os.ErrNotExist) {
		from, with := secrets(c.t)
		for to, path := range map[string]string{cert: from, key: with} {
			if err := os.Rename(path, to); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	text := fmt.Sprintf(`version: 1
listen: [%q]
admin: %s
control: %s
state: %s
limits: {queries: 0}
encrypted: {certificate: %s, key: %s, tls: [%q]}
forward: [{zone: ., upstreams: [%q, %q]}]
origins: [{deployment: %q, endpoints: [%q, %q]}]
`, c.listen, c.admin, filepath.Join(c.dir, "control"), filepath.Join(c.dir, "state"), cert, key, c.encrypted,
		c.upstreams[a].addr, c.upstreams[1-a].addr, c.d.Deployment, c.endpoints[b].URL, c.endpoints[1-b].URL)
	if bad {
		text += "forwrd: []\n"
	}
	rewrite(c.t, c.file, text)
}

// start begins a new life of the server, and waits until it listens.
func (c *chaos) start() {
	c.configure(false)
	from := c.head()
	for _, e := range c.endpoints {
		from = min(from, e.newest(from))
	}
	c.model.begin(from)
	c.p = start(c.t, nil, "chainzone", "serve", "--config", c.file)
	eventually(c.t, time.Minute, "chainzone serve listens", func() bool {
		select {
		case <-c.p.done:
			c.t.Fatalf("chainzone serve ended: %v\n%s", c.p.err, c.p.log.String())
		default:
		}
		_, err := exchange("tcp", c.listen, ".", dns.TypeSOA)
		return err == nil
	})
	c.model.up(true)
	c.did("started, at block %d or later", from)
}

var headNumber = regexp.MustCompile(`(?m)^chainzone_head_number\{[^}]*\} (\S+)`)

// watch sees what the server says of its head.
func (c *chaos) watch(stop chan struct{}) {
	client := &http.Client{Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	for {
		select {
		case <-stop:
			return
		case <-time.After(50 * time.Millisecond):
		}
		run := c.model.now().number
		if number, ok := c.shown(client); ok {
			c.model.head(run, number)
		}
	}
}

func (c *chaos) shown(client *http.Client) (uint64, bool) {
	resp, err := client.Get("http://" + c.admin + "/metrics")
	if err != nil {
		return 0, false
	}
	defer resp.Body.Close()
	var text strings.Builder
	if resp.Write(&text) != nil {
		return 0, false
	}
	m := headNumber.FindStringSubmatch(text.String())
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	return uint64(n), err == nil
}

// client asks one question after another until stop, over one transport.
func (c *chaos) client(i int, stop chan struct{}) {
	random := rand.New(rand.NewPCG(c.seed, uint64(i)+1))
	network, server := []string{"udp", "udp", "udp", "tcp", "tcp-tls"}[i], c.listen
	if network == "tcp-tls" {
		server = c.encrypted
	}
	asker := &dns.Client{Net: network, Timeout: 30 * time.Second, UDPSize: 1232, TLSConfig: &tls.Config{InsecureSkipVerify: true}}
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(random.Int64N(40)) * time.Millisecond):
		}
		name := c.names[random.IntN(len(c.names))]
		qtype := dns.TypeTXT
		beside := random.IntN(10) == 0
		if beside {
			name, qtype = fmt.Sprintf("n%d.example", random.IntN(1000)), dns.TypeA
		}
		asked := c.model.now()
		if !asked.up {
			continue
		}
		q := new(dns.Msg).SetQuestion(dns.Fqdn(name), qtype)
		q.SetEdns0(1232, false)
		reply, _, err := asker.Exchange(q, server)
		if err != nil {
			var refused *net.OpError
			if now := c.model.now(); now.up && now.number == asked.number {
				c.t.Errorf("CHAINZONE_SEED=%d: %s over %s: %v (%t)", c.seed, name, network, err, errors.As(err, &refused))
			}
			continue
		}
		if beside {
			err = c.model.forwarded(reply)
		} else {
			err = c.model.check(name, asked, reply)
		}
		if err != nil {
			c.t.Errorf("CHAINZONE_SEED=%d: %s over %s: %v", c.seed, name, network, err)
		}
	}
}

func (c *chaos) heal() {
	c.mend()
	for _, u := range c.upstreams {
		u.fault.Store("")
	}
	c.did("all is well")
}

// settled: in the end every name is answered as the chain has it.
func (c *chaos) settled() {
	eventually(c.t, 2*time.Minute, "every name is answered as the chain has it", func() bool {
		for _, name := range c.names {
			m, err := exchange("udp", c.listen, name, dns.TypeTXT)
			if err != nil || m.Rcode == dns.RcodeServerFailure || stale(m) {
				return false
			}
			want := c.model.current(name)
			if want.number == 0 && m.Rcode != dns.RcodeNameError || want.number != 0 && !strings.Contains(fmt.Sprint(m.Answer), fmt.Sprintf("%s %d\"", name, want.number)) {
				return false
			}
		}
		m, err := exchange("udp", c.listen, "last.example", dns.TypeA)
		return err == nil && len(m.Answer) == 1
	})
}

// noLeaks: no name under the origin reached an upstream, and nothing is left of
// what was asked.
func (c *chaos) noLeaks() {
	for _, u := range c.upstreams {
		if leaked := u.asked("chain"); len(leaked) > 0 {
			c.t.Errorf("CHAINZONE_SEED=%d: an upstream was asked for names under the origin: %v", c.seed, leaked)
		}
	}
	eventually(c.t, time.Minute, "few goroutines and files are left", func() bool {
		goroutines, files := lives(c.t, c.p, c.admin)
		return goroutines < 100 && files < 60
	})
	if size := resident(c.t, c.p); size > 256<<20 {
		c.t.Errorf("CHAINZONE_SEED=%d: %d MiB of memory", c.seed, size>>20)
	}
}
