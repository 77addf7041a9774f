package resolver_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"
	"go.uber.org/goleak"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// listening is a server of one origin on sockets; stop ends it and says how
// long that took.
func listening(t *testing.T, s resolver.Source) (addr string, stop func() time.Duration) {
	t.Helper()
	return listeningWith(t, resolver.Config{Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
}

func listeningWith(t *testing.T, c resolver.Config) (addr string, stop func() time.Duration) {
	t.Helper()
	if c.Listen == nil {
		c.Listen = []string{"127.0.0.1:0"}
	}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	stop = func() time.Duration {
		began := time.Now()
		cancel()
		if err, first := <-done; first {
			close(done)
			if err != nil {
				t.Error(err)
			}
		}
		return time.Since(began)
	}
	t.Cleanup(func() { stop() })
	return server.Addrs()[0].String(), stop
}

func dial(t *testing.T, network, addr string) *dns.Conn {
	t.Helper()
	conn, err := net.Dial(network, addr)
	if err != nil {
		t.Fatal(err)
	}
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	t.Cleanup(func() { conn.Close() })
	return &dns.Conn{Conn: conn}
}

func question(name string) *dns.Msg {
	q := new(dns.Msg).SetQuestion(name, dns.TypeA)
	q.SetEdns0(1232, false)
	return q
}

// TestPackets: what is malformed gets FORMERR, what is itself a reply or too
// short to have an id gets nothing, and the next question its answer.
func TestPackets(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	pack := func(m *dns.Msg) []byte {
		data, err := m.Pack()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	twice := question("alice.chain.")
	twice.Extra = append(twice.Extra, twice.Extra[0])
	reply := question("alice.chain.")
	reply.Response = true
	good := pack(question("alice.chain."))
	for _, tc := range []struct {
		name   string
		packet []byte
		rcode  int // -1: no reply
	}{
		{"two OPTs", pack(twice), dns.RcodeFormatError},
		{"cut off", good[:len(good)-3], dns.RcodeFormatError},
		{"header alone", good[:12], dns.RcodeFormatError},
		{"no header", good[:11], -1},
		{"empty", nil, -1},
		{"a reply", pack(reply), -1},
		{"a reply, cut off", pack(reply)[:20], -1},
		{"garbage", []byte(strings.Repeat("\x07", 600)), dns.RcodeFormatError},
		{"trailing bytes", append(append([]byte{}, good...), 0, 0), 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			conn := dial(t, "udp", addr)
			conn.Write(tc.packet)
			if tc.rcode >= 0 {
				m, err := conn.ReadMsg()
				if err != nil || m.Rcode != tc.rcode || !m.Response || m.Id != uint16(tc.packet[0])<<8|uint16(tc.packet[1]) {
					t.Fatalf("%v, %v", m, err)
				}
			}
			q := question("alice.chain.")
			conn.WriteMsg(q)
			if m, err := conn.ReadMsg(); err != nil || m.Id != q.Id || len(m.Answer) != 1 {
				t.Errorf("the question after it: %v, %v", m, err)
			}
		})
	}
}

// TestTruncation: over UDP no more than the client takes, and no more than 1232
// bytes, with TC; over TCP the whole.
func TestTruncation(t *testing.T) {
	s := newSource(t)
	var records strings.Builder
	for i := range 21 {
		fmt.Fprintf(&records, "@ 60 TXT %s\n", strings.Repeat(string(rune('a'+i)), 200))
	}
	s.set("big.chain", records.String(), inAYear())
	addr, _ := listening(t, s)
	for _, tc := range []struct{ advertised, limit int }{{0, 512}, {100, 512}, {512, 512}, {1000, 1000}, {4096, 1232}} {
		q := new(dns.Msg).SetQuestion("big.chain.", dns.TypeTXT)
		if tc.advertised > 0 {
			q.SetEdns0(uint16(tc.advertised), false)
		}
		conn := dial(t, "udp", addr)
		conn.UDPSize = dns.MaxMsgSize
		conn.WriteMsg(q)
		packet, err := conn.ReadMsgHeader(nil)
		m := new(dns.Msg)
		if err != nil || m.Unpack(packet) != nil || !m.Truncated || len(packet) > tc.limit || m.Rcode != 0 {
			t.Errorf("%d bytes for %d: %v, %v", len(packet), tc.advertised, m, err)
		}
	}
	conn := dial(t, "tcp", addr)
	conn.WriteMsg(new(dns.Msg).SetQuestion("big.chain.", dns.TypeTXT))
	if m, err := conn.ReadMsg(); err != nil || m.Truncated || len(m.Answer) != 21 {
		t.Errorf("over TCP: %v, %v", m, err)
	}
}

// TestTCPLimits: 16 connections of one address.
func TestTCPLimits(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	works := func(c *dns.Conn) bool {
		if c.WriteMsg(question("alice.chain.")) != nil {
			return false
		}
		m, err := c.ReadMsg()
		return err == nil && len(m.Answer) == 1
	}
	var conns []*dns.Conn
	for i := range 16 {
		conns = append(conns, dial(t, "tcp", addr))
		if !works(conns[i]) {
			t.Fatalf("connection %d does not work", i)
		}
	}
	if works(dial(t, "tcp", addr)) {
		t.Error("the 17th connection of one address works")
	}
	conns[1].Close()
	free := time.Now().Add(10 * time.Second)
	for !works(dial(t, "tcp", addr)) {
		if time.Now().After(free) {
			t.Fatal("a place that became free is not given")
		}
	}
}

// panicking is a source that breaks when it is looked at, or read.
type panicking struct {
	*source
	head bool
}

func (p panicking) Head() (names.Head, error) {
	if p.head {
		panic("head")
	}
	return p.source.Head()
}

func (p panicking) Read(context.Context, []zone.Name) ([]names.Reading, error) { panic("read") }

// TestF30Panic (F30): a query that panics, or whose read does, is SERVFAIL and
// counted, the server lives, and the log does not grow with each.
func TestF30Panic(t *testing.T) {
	for _, head := range []bool{true, false} {
		var log lines
		var panics atomic.Int64
		server, err := resolver.New(resolver.Config{
			Listen: []string{"127.0.0.1:0"}, Logger: slog.New(slog.NewTextHandler(&log, nil)),
			Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: panicking{newSource(t), head}}},
			Observe: func(e resolver.Event) {
				if e.Panicked {
					panics.Add(1)
				}
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		run(t, server)
		const each = 50
		for _, network := range []string{"udp", "tcp"} {
			conn := dial(t, network, server.Addrs()[0].String())
			for i := range each {
				q := question(fmt.Sprintf("n%d-%s.chain.", i, network))
				conn.WriteMsg(q)
				if m, err := conn.ReadMsg(); err != nil || m.Rcode != dns.RcodeServerFailure || m.Id != q.Id {
					t.Fatalf("%s: %v, %v", network, m, err)
				}
			}
		}
		if n := panics.Load(); n != 2*each {
			t.Errorf("%d of %d panics were counted", n, 2*each)
		}
		if n := log.count("panicked"); n != 1 {
			t.Errorf("%d lines of the log for %d panics", n, 2*each)
		}
		if n := log.count("listen_test.go"); n != 1 {
			t.Error("the log does not say where it panicked")
		}
	}
}

// lines collects a log.
type lines struct {
	mu   sync.Mutex
	text []string
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = append(l.text, string(p))
	return len(p), nil
}

// count is how many have a text in them.
func (l *lines) count(text string) (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, line := range l.text {
		if strings.Contains(line, text) {
			n++
		}
	}
	return n
}

// TestStop: a stopped server answers what it accepted within 5 s, however slow
// the chain is, and is gone at once when idle.
func TestStop(t *testing.T) {
	t.Run("idle", func(t *testing.T) {
		t.Parallel()
		_, stop := listening(t, newSource(t))
		if took := stop(); took > 2*time.Second {
			t.Errorf("took %v", took)
		}
	})
	t.Run("slow", func(t *testing.T) {
		t.Parallel()
		notThreeTimes(t, stopSlow)
	})
}

func stopSlow(t *attempt) {
	s := newSource(t.T)
	for i := range 8 {
		name := string(rune('a' + i))
		s.set(name+".chain", "@ 60 CNAME "+string(rune('b'+i))+".chain.\n", inAYear())
	}
	s.with(func() { s.delay = 1200 * time.Millisecond })
	addr, stop := listening(t.T, s)
	var conns []*dns.Conn
	for _, network := range []string{"udp", "tcp"} {
		s.set(network+".chain", "@ 60 CNAME a.chain.\n", inAYear())
		conn := dial(t.T, network, addr)
		conn.WriteMsg(question(network + ".chain."))
		conns = append(conns, conn)
	}
	s.waitFor(2)
	if took := stop(); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	for i, conn := range conns {
		if m, err := conn.ReadMsg(); err != nil || m.Rcode != dns.RcodeServerFailure {
			t.Errorf("connection %d: %v, %v", i, m, err)
		}
	}
}
