package integration

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/miekg/dns"
)

// besideCaches is what docs/deploy.md says that a server takes beside its caches.
const besideCaches = 64 << 20

// everyName is the devnet's RPC, where all but one in 16 names have the records of one.
func everyName(t *testing.T, d *devnet, name string) string {
	t.Helper()
	label, _, _ := strings.Cut(name, ".")
	origin := crypto.Keccak256(make([]byte, 32), crypto.Keccak256([]byte(d.TLD)))
	node := fmt.Appendf(nil, "%x", crypto.Keccak256(origin, crypto.Keccak256([]byte(label))))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		// zonesOf of one node: a selector, where the list begins, its length, the node.
		list := []byte(fmt.Sprintf("%064x%064x", 32, 1))
		if at := bytes.Index(body, list) + len(list); at >= len(list) && len(body) >= at+len(node) && body[at] != '0' {
			copy(body[at:], node)
		}
		resp, err := http.Post(d.RPC, "application/json", bytes.NewReader(body))
		if err != nil {
			http.Error(w, "no chain", http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		w.Header().Set("Content-Type", "application/json")
		io.Copy(w, resp.Body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// manifold is an upstream whose answers are short for names that begin with "s",
// absent for those with "a", and 8 KB otherwise.
func manifold(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	long := make([]string, 40)
	for i := range long {
		long[i] = strings.Repeat("x", 200)
	}
	server := &dns.Server{Listener: listener, MaxTCPQueries: -1, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.RecursionAvailable = true
		header := dns.RR_Header{Name: q.Question[0].Name, Class: dns.ClassINET, Ttl: 3600, Rrtype: dns.TypeA}
		switch q.Question[0].Name[0] | 0x20 {
		case 's':
			m.Answer = []dns.RR{&dns.A{Hdr: header, A: net.IPv4(198, 51, 100, 7)}}
		case 'a':
			header.Name, header.Rrtype = "example.", dns.TypeSOA
			m.Ns = []dns.RR{&dns.SOA{Hdr: header, Ns: "ns.example.", Mbox: "a.example.", Minttl: 300}}
		default:
			header.Rrtype = dns.TypeTXT
			m.Answer = []dns.RR{&dns.TXT{Hdr: header, Txt: long}}
		}
		w.WriteMsg(m)
	})}
	go server.ActivateAndServe()
	t.Cleanup(func() { server.Shutdown() })
	return "tcp://" + listener.Addr().String()
}

// flood asks count questions, 16 at a time, and waits for each reply.
func flood(t *testing.T, addr string, count int, name func(i int) (string, uint16)) {
	t.Helper()
	var next atomic.Int64
	var workers sync.WaitGroup
	for range 16 {
		workers.Go(func() {
			conn, err := net.Dial("udp", addr)
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			buf := make([]byte, 1500)
			for i := next.Add(1); i <= int64(count); i = next.Add(1) {
				q := new(dns.Msg).SetQuestion(name(int(i)))
				packed, err := q.Pack()
				if err != nil {
					t.Error(err)
					return
				}
				conn.SetDeadline(time.Now().Add(2 * time.Second))
				conn.Write(packed)
				conn.Read(buf) // one that is lost is not in the caches, and that is all
			}
		})
	}
	workers.Wait()
}

// TestFullCachesStayWithinTheirSizes: a server whose caches are filled, with long
// answers, short ones and absences in turn, takes no more memory than their sizes
// and 64 MiB. In make soak they have 64 MiB each, and the rate limits are full too.
func TestFullCachesStayWithinTheirSizes(t *testing.T) {
	size, sources := 4<<20, 0
	if os.Getenv("CHAINZONE_SOAK") != "" {
		size, sources = 64<<20, 1<<16
	}
	d := startDevnet(t, "--no-dns")
	var records strings.Builder
	for i := range 32 {
		fmt.Fprintf(&records, "h%d 300 TXT %q\n", i, strings.Repeat("y", 200))
	}
	file := filepath.Join(t.TempDir(), "zone")
	if err := os.WriteFile(file, []byte(records.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	d.chainzone(0, "zone", "import", "--yes", "demo.chain", file).ok(t)
	addr, admin, p := administered(t, fmt.Sprintf("limits: {queries: 100000}\norigins: [{deployment: %q}]\nforward: [{zone: ., upstreams: [%q]}]\ncache: {zones: %d, messages: %d}\n",
		d.through(everyName(t, d, "demo.chain")), manifold(t), size, size))
	eventually(t, 20*time.Second, "a chain name answers", func() bool { return ask(t, "udp", addr, "demo.chain", dns.TypeTXT).Rcode == dns.RcodeSuccess })

	var most int64
	measure := func(what string) {
		now := resident(t, p)
		most = max(most, now)
		families := scrape(t, admin)
		count, bytes := series(families, "chainzone_cache_bytes")
		t.Logf("%s: %d MiB; %d caches have %d MiB", what, now>>20, count, int64(bytes)>>20)
	}
	measure("at first")
	for i := range sources {
		from := &net.UDPAddr{IP: net.IPv4(127, byte(i>>8), byte(i), 1)}
		to, err := net.ResolveUDPAddr("udp", addr)
		if err != nil {
			t.Fatal(err)
		}
		conn, err := net.DialUDP("udp", from, to)
		if err != nil {
			t.Fatal(err)
		}
		conn.Write(mustPack(t, "hello.chain."))
		conn.Close()
	}
	for _, c := range []struct {
		what  string
		each  int // bytes of the caches for each question
		name  string
		qtype uint16
	}{
		{"long zones", 8 << 10, "n%d.chain.", dns.TypeA},
		{"long answers", 8 << 10, "l%d.example.", dns.TypeTXT},
		{"absences", 1024, "a%d.example.", dns.TypeA},
		{"short answers", 400, "s%d.example.", dns.TypeA},
		{"long answers again", 8 << 10, "m%d.example.", dns.TypeTXT},
		{"short answers again", 400, "s2%d.example.", dns.TypeA},
	} {
		flood(t, addr, size/c.each, func(i int) (string, uint16) { return fmt.Sprintf(c.name, i), c.qtype })
		measure(c.what)
	}
	_, bytes := series(scrape(t, admin), "chainzone_cache_bytes")
	if bytes < float64(2*size)*3/4 {
		t.Errorf("the caches have %.0f bytes of %d", bytes, 2*size)
	}
	if most > int64(2*size)+besideCaches {
		t.Errorf("%d MiB of memory, for caches of %d", most>>20, 2*size>>20)
	}
}
