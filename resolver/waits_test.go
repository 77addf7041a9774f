package resolver_test

import (
	"context"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// TestWaits: who answers in the thread that reads datagrams is told before a query
// waits, whatever it waits for, and of no query that is answered from memory.
func TestWaits(t *testing.T) {
	var told atomic.Bool
	client := loopback.Telling(func() { told.Store(true) })
	toldWhen := func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		if !told.Load() {
			m.Rcode = dns.RcodeRefused
		} else {
			m.Answer = records(t, q.Question[0].Name+" 60 A 198.51.100.1")
		}
		w.WriteMsg(m)
	}
	up := startUpstream(t, toldWhen)
	_, port, _ := net.SplitHostPort(startUpstream(t, toldWhen).addr)
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	s.set("sub.chain", "@ 60 NS ns\nns 60 A 127.0.0.1\n", inAYear())
	server := delegated(t, port, s, []resolver.Forward{{Zone: zone.Root, Upstreams: []string{up.addr}}})
	run(t, server)
	answer := func(name string) *dns.Msg {
		told.Store(false)
		m, _ := server.Answer(context.Background(), new(dns.Msg).SetQuestion(name, dns.TypeA), client)
		return m
	}
	gate := make(chan struct{})
	s.with(func() { s.gate = gate })
	read := make(chan *dns.Msg)
	go func() { read <- answer("alice.chain.") }()
	s.waitFor(1)
	if !told.Load() {
		t.Error("a read of the chain is under way, and nobody was told")
	}
	close(gate)
	if m := <-read; len(m.Answer) != 1 {
		t.Error(m)
	}
	answer("sub.chain.") // its zone is known from now on
	for _, name := range []string{"www.example.", "www.sub.chain."} {
		if m := answer(name); len(m.Answer) != 1 {
			t.Errorf("a server was asked for %s, and nobody was told before: %v", name, m)
		}
	}
	for _, name := range []string{"alice.chain.", "nobody.alice.chain.", "www.example.", "no_name.chain."} {
		if answer(name); told.Load() {
			t.Errorf("%s waits for nothing", name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	server.Resuming("chain")
	told.Store(false)
	done := make(chan struct{})
	go func() {
		defer close(done)
		server.Answer(ctx, new(dns.Msg).SetQuestion("alice.chain.", dns.TypeA), client)
	}()
	for limit := time.Now().Add(20 * time.Second); !told.Load() && time.Now().Before(limit); {
		time.Sleep(time.Millisecond)
	}
	if !told.Load() {
		t.Error("it is waited for what changed since the last run, and nobody was told")
	}
	cancel()
	<-done
}

// TestReadsOn: while a question over UDP waits for the chain, others are answered, of
// those that wait many at a time, each once.
func TestReadsOn(t *testing.T) {
	s := newSource(t)
	for _, name := range []string{"a", "b", "c"} {
		s.set(name+".chain", "@ 60 A 192.0.2.1\n", inAYear())
	}
	gate := make(chan struct{})
	s.with(func() { s.gate = gate })
	server, err := resolver.New(resolver.Config{
		Listen: []string{"127.0.0.1:0"}, Limits: resolver.Limits{Exempt: exempt},
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}},
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	conn, err := dns.Dial("udp", server.Addrs()[0].String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	send := func(name string, id uint16) {
		q := new(dns.Msg).SetQuestion(name, dns.TypeA)
		q.Id = id
		if err := conn.WriteMsg(q); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range []string{"a.chain.", "b.chain.", "c.chain."} {
		send(name, uint16(i))
		s.waitFor(i + 1)
		send("no_name.chain.", uint16(10+i)) // needs no read
		if m, err := conn.ReadMsg(); err != nil || m.Id != uint16(10+i) {
			t.Fatalf("while %d questions wait: %v, %v", i+1, m, err)
		}
	}
	for limit := time.Now().Add(20 * time.Second); server.InFlight() != 3; time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("%d questions are in flight", server.InFlight())
		}
	}
	close(gate)
	seen := map[uint16]int{}
	for range 3 {
		m, err := conn.ReadMsg()
		if err != nil || len(m.Answer) != 1 {
			t.Fatalf("%v, %v", m, err)
		}
		seen[m.Id]++
	}
	if len(seen) != 3 || seen[0] != 1 || seen[1] != 1 || seen[2] != 1 {
		t.Errorf("answers: %v", seen)
	}
}
