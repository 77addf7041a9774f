package integration

import (
	"crypto/tls"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// chaos is a server, its chain and upstreams, all of which go wrong in an order
// that a seed decides.
type chaos struct {
	t         *testing.T
	seed      uint64
	d         *devnet
	endpoints [2]*chaosEndpoint
	upstreams [2]*upstream
	model     *chaosModel
	names     []string
	owner     map[string]int    // of those that are held, by account
	expiry    map[string]uint64 // of those that expire, in the chain's time
	lapsed    map[string]*version
	dir, file string
	listen    string
	encrypted string
	admin     string
	p         *process
	answered  atomic.Int64
	began     time.Time
	log       []string
}

const (
	chaosSteps = 28  // of `go test`: one round
	chaosSeed  = 1   // of `go test`, so that it fails for a change of the code and nothing else
	soakSteps  = 950 // half an hour
)

// TestF31Chaos (F31): writes, registrations, expiries, transfers,
// reorganisations, faults of two endpoints and two upstreams, reloads, flushes,
// restarts and kills come in an order that a seed decides, while clients ask all
// the time. Every answer is judged by a model of what the server can know; when
// all is well again, it says what the chain says and has leaked nothing.
// CHAINZONE_SEED and CHAINZONE_STEPS choose a schedule; with CHAINZONE_SOAK it is
// any, of half an hour.
func TestF31Chaos(t *testing.T) {
	t.Parallel()
	seed, steps := uint64(chaosSeed), chaosSteps
	if soaking() {
		seed, steps = rand.Uint64(), soakSteps
	}
	var err error
	if text := os.Getenv("CHAINZONE_SEED"); text != "" {
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatalf("CHAINZONE_SEED: %v", err)
		}
	}
	if text := os.Getenv("CHAINZONE_STEPS"); text != "" {
		if steps, err = strconv.Atoi(text); err != nil {
			t.Fatalf("CHAINZONE_STEPS: %v", err)
		}
	}
	t.Logf("CHAINZONE_SEED=%d CHAINZONE_STEPS=%d", seed, steps)
	schedule := chaosSchedule(seed, steps)
	c := newChaos(t, seed)
	done := 0
	t.Cleanup(func() { // what stopped in a step too
		t.Logf("%d of %d steps, %d answers: %v", done, steps, c.answered.Load(), c.model.kinds)
		if t.Failed() {
			for i, s := range schedule[:min(done+1, steps)] {
				t.Logf("step %d: %v", i, s)
			}
			t.Logf("CHAINZONE_SEED=%d CHAINZONE_STEPS=%d did:\n%s", seed, steps, strings.Join(c.log, "\n"))
		}
	})
	stop, wait := make(chan struct{}), sync.WaitGroup{}
	for i := range 5 {
		wait.Go(func() { c.client(i, stop) })
	}
	wait.Go(func() { c.watch(stop) })
	ended := sync.OnceFunc(func() { close(stop); wait.Wait() })
	t.Cleanup(ended)
	for i, s := range schedule {
		if t.Failed() {
			break
		}
		c.did("step %d: %s", i, s.Do)
		c.step(s)
		c.answers(s.Answers)
		done++
	}
	if !t.Failed() {
		c.heal()
		c.settled()
	}
	ended()
	c.noLeaks()
	for _, kind := range []string{"fresh", "stale", "refused", "forwarded"} {
		if done >= chaosSteps && c.model.kinds[kind] == 0 {
			t.Errorf("no answer was %s", kind)
		}
	}
}

func newChaos(t *testing.T, seed uint64) *chaos {
	dir := t.TempDir()
	c := &chaos{
		t: t, seed: seed, d: startDevnet(t, "--no-dns"), model: newChaosModel(), owner: map[string]int{}, expiry: map[string]uint64{}, lapsed: map[string]*version{},
		dir: dir, file: filepath.Join(dir, "chainzone.yaml"), listen: freeAddress(t), encrypted: freeAddress(t), admin: freeAddress(t),
		names: slices.Concat(chaosHeld, chaosBrief, chaosAbsent), began: time.Now(),
	}
	other := startDevnet(t, "--no-dns")
	other.rpc("evm_mine", 100)
	for i := range c.endpoints {
		c.endpoints[i], c.upstreams[i] = startChaosEndpoint(t, c.d.RPC, other.RPC), startUpstream(t)
	}
	c.d.chainzone(0, append([]string{"name", "renew", "--yes", "--duration", "90y"}, chaosHeld...)...).ok(t)
	for _, name := range chaosHeld {
		c.set(name)
	}
	for _, name := range slices.Concat(chaosBrief, chaosAbsent) { // absent from the first block on
		c.model.wrote(name, c.model.write(name, 0), 0)
	}
	from, with := secrets(t)
	for to, path := range map[string]string{c.path("cert.pem"): from, c.path("key.pem"): with} {
		if err := os.Rename(path, to); err != nil {
			t.Fatal(err)
		}
	}
	c.start([2]int{})
	return c
}

func (c *chaos) path(name string) string { return filepath.Join(c.dir, name) }

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
	network := []string{"udp", "udp", "udp", "tcp", "tcp-tls"}[i]
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(random.Int64N(40)) * time.Millisecond):
		}
		switch random.IntN(20) {
		case 0, 1:
			c.question(network, fmt.Sprintf("n%d.example", random.IntN(1000)), dns.TypeA)
		case 2:
			c.noise(random)
		default:
			c.question(network, c.names[random.IntN(len(c.names))], dns.TypeTXT)
		}
	}
}

// question asks a server that is up, and judges the answer.
func (c *chaos) question(network, name string, qtype uint16) {
	asked := c.model.asks(name)
	if !asked.up {
		return
	}
	server := c.listen
	if network == "tcp-tls" {
		server = c.encrypted
	}
	asker := &dns.Client{Net: network, Timeout: 30 * time.Second, UDPSize: 1232, TLSConfig: &tls.Config{InsecureSkipVerify: true}}
	q := new(dns.Msg).SetQuestion(dns.Fqdn(name), qtype)
	q.SetEdns0(1232, false)
	reply, _, err := asker.Exchange(q, server)
	switch {
	case err != nil:
		if now := c.model.now(); !now.up || now.number != asked.number {
			return // it was stopped meanwhile
		}
	case qtype == dns.TypeA:
		err = c.model.forwarded(reply)
	default:
		err = c.model.check(name, asked, reply)
	}
	if err != nil {
		c.t.Errorf("CHAINZONE_SEED=%d: %s over %s: %v", c.seed, name, network, err)
	}
	c.answered.Add(1)
}

// noise sends what is no question.
func (c *chaos) noise(random *rand.Rand) {
	conn, err := net.Dial("udp", c.listen)
	if err != nil {
		return
	}
	defer conn.Close()
	data := make([]byte, random.IntN(300))
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	conn.Write(data)
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
