package integration

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// upstream is a standard DNS server of the test's own: it answers every A
// question and remembers every name it was asked.
type upstream struct {
	addr  string
	mu    sync.Mutex
	seen  []string
	fault atomic.Value // "dead", "slow", "servfail", "garbage" or "other", as a string; "" for none
}

func startUpstream(t *testing.T) *upstream {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	u := &upstream{addr: conn.LocalAddr().String()}
	server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		u.mu.Lock()
		u.seen = append(u.seen, q.Question[0].Name)
		u.mu.Unlock()
		m := new(dns.Msg).SetReply(q)
		m.RecursionAvailable = true
		switch fault, _ := u.fault.Load().(string); fault {
		case "dead":
			return
		case "slow":
			time.Sleep(700 * time.Millisecond)
		case "servfail":
			w.WriteMsg(m.SetRcode(q, dns.RcodeServerFailure))
			return
		case "garbage":
			w.Write([]byte("no message at all"))
			return
		case "other": // the answer to what was not asked
			m.Question[0].Name = "other.example."
			m.Rcode = dns.RcodeNameError
			w.WriteMsg(m)
			return
		}
		if q.Question[0].Qtype == dns.TypeA {
			m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(198, 51, 100, 7)}}
		}
		w.WriteMsg(m)
	})}
	go server.ActivateAndServe()
	t.Cleanup(func() { server.Shutdown() })
	return u
}

// asked returns the names under zone that the upstream saw.
func (u *upstream) asked(zone string) []string {
	u.mu.Lock()
	defer u.mu.Unlock()
	var list []string
	for _, name := range u.seen {
		if dns.IsSubDomain(dns.Fqdn(zone), dns.CanonicalName(name)) {
			list = append(list, name)
		}
	}
	return list
}

// lastPort is the last port that freeAddress gave away, counted from 20000.
var lastPort atomic.Uint32

func init() { lastPort.Store(rand.Uint32N(10_000)) }

// freeAddress is a loopback address whose port was free for UDP and TCP a
// moment ago, and is below those that the system gives to whoever asks for any.
func freeAddress(t *testing.T) string {
	t.Helper()
	for range 10_000 {
		addr := fmt.Sprintf("127.0.0.1:%d", 20_000+lastPort.Add(1)%10_000)
		l, err := net.Listen("tcp", addr)
		if err != nil {
			continue
		}
		l.Close()
		c, err := net.ListenPacket("udp", addr)
		if err != nil {
			continue
		}
		c.Close()
		return addr
	}
	t.Fatal("no port is free")
	return ""
}

// serve runs chainzone serve and waits until it answers anything at all.
func serve(t *testing.T, addr string, args ...string) *process {
	t.Helper()
	p := start(t, nil, "chainzone", append([]string{"serve", "--listen", addr}, args...)...)
	eventually(t, 20*time.Second, "chainzone serve answers", func() bool {
		select {
		case <-p.done:
			t.Fatalf("chainzone serve ended: %v\n%s", p.err, p.log.String())
		default:
		}
		_, err := exchange("tcp", addr, ".", dns.TypeSOA)
		return err == nil
	})
	return p
}

// TestChainUnreachable stops the chain's RPC under a running server: what it
// knows it still answers, what it does not know is SERVFAIL, nothing under the
// origin ever reaches the upstream, and a restart in the dark changes nothing
// of that (T07, T26, F01 from outside).
func TestChainUnreachable(t *testing.T) {
	t.Parallel()
	d := startDevnet(t, "--no-dns")
	u := startUpstream(t)
	addr := freeAddress(t)
	args := []string{"--deployment", d.Deployment, "--forward", u.addr}
	s := serve(t, addr, args...)
	eventually(t, 20*time.Second, "a chain name answers", func() bool {
		return ask(t, "udp", addr, "hello.chain", dns.TypeA).Rcode == dns.RcodeSuccess
	})
	hello := addresses(ask(t, "udp", addr, "hello.chain", dns.TypeA))
	if got := addresses(ask(t, "udp", addr, "www.example.com", dns.TypeA)); !slices.Equal(got, []netip.Addr{netip.MustParseAddr("198.51.100.7")}) {
		t.Fatalf("a forwarded name: %v", got)
	}

	d.fault("refuse")
	for i := range 20 {
		if got := addresses(ask(t, "udp", addr, "hello.chain", dns.TypeA)); !slices.Equal(got, hello) {
			t.Fatalf("the cached name answers %v, want %v", got, hello)
		}
		unknown(t, addr, fmt.Sprintf("unknown-%d.chain", i))
	}
	eventually(t, 30*time.Second, "the cached answer is marked stale", func() bool {
		m := ask(t, "udp", addr, "hello.chain", dns.TypeA)
		if !slices.Equal(addresses(m), hello) {
			t.Fatalf("the cached name answers %v", m)
		}
		return slices.Contains(ede(m), dns.ExtendedErrorCodeStaleAnswer) && m.Answer[0].Header().Ttl == 30
	})

	if took := s.stop(); took > 3*time.Second { // one that waits for answers takes 4
		t.Errorf("an idle server took %v to stop", took)
	}
	serve(t, addr, args...)
	unknown(t, addr, "hello.chain") // its caches died with it
	if m := ask(t, "udp", addr, "www.example.com", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("forwarding while the chain is down: %v", m)
	}

	d.fault("ok")
	took := eventually(t, 40*time.Second, "the chain's names answer again, by themselves", func() bool {
		m := ask(t, "udp", addr, "hello.chain", dns.TypeA)
		return slices.Equal(addresses(m), hello) && len(ede(m)) == 0
	})
	t.Logf("recovered %v after the RPC", took)
	if leaked := u.asked("chain"); len(leaked) > 0 {
		t.Errorf("the upstream was asked for names under the origin: %v", leaked)
	}
}

// unknown asks for a name that cannot be known now: SERVFAIL with EDE 22 or 23, in time.
func unknown(t *testing.T, addr, name string) {
	t.Helper()
	began := time.Now()
	m := ask(t, "udp", addr, name, dns.TypeA)
	if took := time.Since(began); took > 4*time.Second { // dig waits for 5
		t.Errorf("%s took %v", name, took)
	}
	codes := ede(m)
	if m.Rcode != dns.RcodeServerFailure || !slices.Contains(codes, dns.ExtendedErrorCodeNoReachableAuthority) && !slices.Contains(codes, dns.ExtendedErrorCodeNetworkError) {
		t.Errorf("%s: got %s with EDE %v, want SERVFAIL with EDE 22 or 23", name, dns.RcodeToString[m.Rcode], codes)
	}
}

// TestSlowChain delays every RPC answer beyond a client's patience.
func TestSlowChain(t *testing.T) {
	d := startDevnet(t)
	d.taken(d.DNS)
	hello := addresses(ask(t, "udp", d.DNS, "hello.chain", dns.TypeA))
	d.fault("delay?ms=3000")
	began := time.Now()
	if got := addresses(ask(t, "udp", d.DNS, "hello.chain", dns.TypeA)); !slices.Equal(got, hello) {
		t.Errorf("the cached name answers %v, want %v", got, hello)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("the cached name took %v", took)
	}
	if m := ask(t, "udp", d.DNS, "nobody-asked-before.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure && m.Rcode != dns.RcodeNameError {
		t.Errorf("an unknown name: %v", m)
	}
	d.fault("ok")
	eventually(t, 20*time.Second, "the unknown name is read", func() bool {
		return ask(t, "udp", d.DNS, "nobody-asked-before.chain", dns.TypeA).Rcode == dns.RcodeNameError
	})
}
