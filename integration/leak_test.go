package integration

import (
	"fmt"
	"math/rand/v2"
	"net"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// TestT26Chain (T26): while the chain's RPC stops, is slow, comes back, while the
// server is reloaded, drained and started again, 0 names under the origin are seen
// by the upstream, of 100,000 asked with CHAINZONE_SOAK. Names beside them are
// forwarded all along.
func TestT26Chain(t *testing.T) {
	t.Parallel()
	total := 2500
	if soaking() {
		total = 100_000
	}
	d, u := startDevnet(t, "--no-dns"), startUpstream(t)
	addr, file := freeAddress(t), filepath.Join(t.TempDir(), "chainzone.yaml")
	config := func(endpoint string) {
		rewrite(t, file, fmt.Sprintf("version: 1\nlisten: [%q]\nforward: [{zone: ., upstreams: [%q]}]\norigins: [{deployment: %q, endpoints: [%q]}]\n", addr, u.addr, d.Deployment, endpoint))
	}
	config(d.RPC)
	begin := func() *process {
		p := start(t, nil, "chainzone", "serve", "--config", file)
		eventually(t, 20*time.Second, "chainzone serve answers", func() bool {
			_, err := exchange("tcp", addr, ".", dns.TypeSOA)
			return err == nil
		})
		return p
	}
	p := begin()
	var answered, lost atomic.Int64
	// storm gets so many answers while f does what it does, again and again.
	storm := func(names int, f func()) {
		t.Helper()
		var wait sync.WaitGroup
		const askers = 8
		for w := range askers {
			wait.Go(func() {
				for i, had := 0, 0; had < names/askers && !t.Failed(); i++ {
					network := "udp"
					if i%50 == 0 {
						network = "tcp"
					}
					if randomName(network, addr, w+i) {
						had++
						answered.Add(1)
					} else { // nobody is there, for a moment
						lost.Add(1)
						time.Sleep(10 * time.Millisecond)
					}
				}
			})
		}
		done := make(chan struct{})
		go func() { wait.Wait(); close(done) }()
		for {
			select {
			case <-done:
				return
			default:
				f()
			}
		}
	}
	wait := func() { time.Sleep(50 * time.Millisecond) }
	beside := func(what string) {
		t.Helper()
		if m, err := exchange("udp", addr, "www."+what+".example", dns.TypeA); err != nil || len(m.Answer) != 1 {
			t.Errorf("a name beside the origin, %s: %v: %v", what, err, m)
		}
		if leaked := u.asked("chain"); len(leaked) > 0 {
			t.Fatalf("%s: the upstream was asked for %d names under the origin, such as %s", what, len(leaked), leaked[0])
		}
	}
	storm(total/5, wait)
	beside("running")
	d.fault("refuse")
	storm(total/5, wait)
	beside("stopped")
	storm(total/5, func() { // the RPC comes and goes
		d.fault("ok")
		wait()
		d.fault("delay?ms=100")
		wait()
		d.fault("refuse")
		wait()
	})
	beside("restarted")
	storm(total/5, func() {
		config(d.WS)
		p.signal(syscall.SIGHUP)
		wait()
		config(d.RPC)
		p.signal(syscall.SIGHUP)
		d.fault("ok")
		wait()
		d.fault("refuse")
	})
	beside("reloaded")
	before := lost.Load()
	storm(total/5, func() {
		d.fault("delay?ms=100")
		p.stop()
		p = begin()
		d.fault("refuse")
		wait()
	})
	beside("drained")
	if before > int64(total)/100 {
		t.Errorf("%d questions were lost before the drain", before)
	}
	t.Logf("%d answered, %d not while nobody listened", answered.Load(), lost.Load())
}

// randomName asks for a name under the origin, as rarely two are the same, and
// says whether there was an answer.
func randomName(network, addr string, i int) bool {
	conn, err := net.DialTimeout(network, addr, time.Second)
	if err != nil {
		return false
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(6 * time.Second))
	name := fmt.Sprintf([]string{"%x.chain.", "www.%x.chain.", "_%x.chain.", "*.%x.CHAIN.", "%x.hello.Chain.", "a.b.c.%x.chain."}[i%6], rand.Uint64())
	q := new(dns.Msg).SetQuestion(name, []uint16{dns.TypeA, dns.TypeAAAA, dns.TypeDS, dns.TypeNS, dns.TypeANY}[i%5])
	c := &dns.Conn{Conn: conn}
	if c.WriteMsg(q) != nil {
		return false
	}
	_, err = c.ReadMsg()
	return err == nil
}
