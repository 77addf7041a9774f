package resolver_test

import (
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// TestPipelining: a quick answer overtakes a slow one on the same connection,
// and no more than ten are under way at a time.
func TestPipelining(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	conn := dial(t, "tcp", addr)
	conn.WriteMsg(question("alice.chain."))
	if _, err := conn.ReadMsg(); err != nil { // it is in the cache now
		t.Fatal(err)
	}
	gate := make(chan struct{})
	s.with(func() { s.gate = gate })
	slow, quick := question("bob.chain."), question("alice.chain.")
	slow.Id, quick.Id = 1, 2
	conn.WriteMsg(slow)
	s.waitFor(1)
	conn.WriteMsg(quick)
	if m, err := conn.ReadMsg(); err != nil || m.Id != quick.Id {
		t.Fatalf("the slow one first: %v, %v", m, err)
	}
	close(gate)
	if m, err := conn.ReadMsg(); err != nil || m.Id != slow.Id {
		t.Fatalf("no slow one: %v, %v", m, err)
	}

	gate = make(chan struct{})
	s.with(func() { s.most, s.gate = 0, gate })
	for i := range 30 {
		q := question(string(rune('a'+i%26)) + string(rune('a'+i/26)) + ".chain.")
		q.Id = uint16(i) // random ones may be alike
		conn.WriteMsg(q)
	}
	s.waitFor(10)
	time.Sleep(50 * time.Millisecond) // for more
	close(gate)
	got := map[uint16]bool{}
	for range 30 {
		m, err := conn.ReadMsg()
		if err != nil {
			t.Fatal(err)
		}
		got[m.Id] = true
	}
	if len(got) != 30 || s.crowd() != 10 {
		t.Errorf("%d answers to 30 questions, %d at a time", len(got), s.crowd())
	}
}

// TestSplit: a message that comes byte by byte is answered.
func TestSplit(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	packed, err := question("alice.chain.").Pack()
	if err != nil {
		t.Fatal(err)
	}
	conn := dial(t, "tcp", addr)
	message := append([]byte{byte(len(packed) >> 8), byte(len(packed))}, packed...)
	for range 3 {
		for i := range message {
			if _, err := conn.Conn.Write(message[i : i+1]); err != nil {
				t.Fatal(err)
			}
		}
		if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
			t.Fatalf("%v, %v", m, err)
		}
	}
}

// TestSlowClients: who opens a connection and says nothing, or says it too
// slowly, or never reads, loses it; others are answered meanwhile.
func TestSlowClients(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	s.set("big.chain", "@ 60 TXT "+strings.Repeat(strings.Repeat("x", 250)+" ", 31)+"\n", inAYear())
	addr, _ := listening(t, s)
	lost := func(what string, begin func(*dns.Conn)) {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, "tcp", addr)
			began := time.Now()
			begin(conn)
			for {
				if _, err := conn.Conn.Read(make([]byte, 1)); err != nil {
					break
				}
			}
			if took := time.Since(began); took > 11*time.Second { // 5 s at most, and what a busy machine takes
				t.Errorf("it kept its connection for %v", took)
			}
		})
	}
	lost("says nothing", func(*dns.Conn) {})
	lost("says half a length", func(c *dns.Conn) { c.Conn.Write([]byte{0}) })
	lost("says half a message", func(c *dns.Conn) { c.Conn.Write([]byte{0, 40, 1, 2, 3}) })
	var trickling sync.WaitGroup
	t.Cleanup(trickling.Wait)
	lost("trickles", func(c *dns.Conn) {
		trickling.Go(func() {
			for _, err := c.Conn.Write([]byte{0}); err == nil; _, err = c.Conn.Write([]byte{0}) {
				time.Sleep(500 * time.Millisecond)
			}
		})
	})
	lost("never reads", func(c *dns.Conn) {
		c.Conn.(*net.TCPConn).SetReadBuffer(4096)
		for err := error(nil); err == nil; {
			err = c.WriteMsg(new(dns.Msg).SetQuestion("big.chain.", dns.TypeTXT))
		}
	})
	t.Run("others", func(t *testing.T) {
		t.Parallel()
		conn := dial(t, "tcp", addr)
		conn.WriteMsg(question("alice.chain."))
		if m, err := conn.ReadMsg(); err != nil || len(m.Answer) != 1 {
			t.Errorf("%v, %v", m, err)
		}
	})
}

// TestTCPTotal: at most 256 connections over all listeners, whoever opens them.
func TestTCPTotal(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server, err := resolver.New(resolver.Config{
		Listen:  []string{"127.0.0.1:0", "127.0.0.1:0"},
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}},
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	works := func(i int) bool {
		dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(i/16))}}
		conn, err := dialer.Dial("tcp", server.Addrs()[i%2].String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		conn.SetDeadline(time.Now().Add(10 * time.Second))
		c := &dns.Conn{Conn: conn}
		c.WriteMsg(question("alice.chain."))
		m, err := c.ReadMsg()
		return err == nil && len(m.Answer) == 1
	}
	for i := range 256 {
		if !works(i) {
			t.Fatalf("connection %d does not work", i)
		}
	}
	if got := server.Stats(); got.Connections != 256 || got.Refused != 0 {
		t.Errorf("%d connections are counted, %d refused", got.Connections, got.Refused)
	}
	if works(256) {
		t.Error("the 257th works")
	}
	if got := server.Stats().Refused; got != 1 {
		t.Errorf("%d are counted as refused", got)
	}
}

// TestInFlight: above 4096 queries under way, datagrams are dropped and
// connections wait; there is no goroutine for each of them.
func TestInFlight(t *testing.T) {
	server, err := resolver.New(resolver.Config{Listen: []string{"127.0.0.1:0"}, Limits: resolver.Limits{Exempt: exempt}, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: newSource(t)}}})
	if err != nil {
		t.Fatal(err)
	}
	settled := server.Resuming("chain") // until then queries wait, for 5 s at most
	run(t, server)
	addr := server.Addrs()[0].String()
	before := runtime.NumGoroutine()
	flood := dial(t, "udp", addr)
	for deadline := time.Now().Add(20 * time.Second); server.InFlight() < 4096; {
		flood.WriteMsg(question("alice.chain."))
		if time.Now().After(deadline) {
			t.Fatalf("%d in flight", server.InFlight())
		}
	}
	for range 1000 {
		flood.WriteMsg(question("alice.chain."))
	}
	conn := dial(t, "tcp", addr)
	conn.WriteMsg(question("alice.chain."))
	conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if m, err := conn.ReadMsg(); err == nil || errors.Is(err, io.EOF) {
		t.Errorf("over TCP %v, %v", m, err)
	}
	if got := runtime.NumGoroutine() - before; got > 4096+100 || // and the server's own
		server.InFlight() != 4096 {
		t.Errorf("%d goroutines, %d in flight", got, server.InFlight())
	}
	if got := server.Stats().Dropped; got == 0 {
		t.Error("no query is counted as dropped")
	}
	settled()
	conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	if m, err := conn.ReadMsg(); err != nil {
		t.Errorf("over TCP, when there is room: %v, %v", m, err)
	}
	conn = dial(t, "udp", addr)
	for deadline := time.Now().Add(10 * time.Second); ; {
		conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		conn.WriteMsg(question("alice.chain."))
		if _, err := conn.ReadMsg(); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("no answer after the flood")
		}
	}
}
