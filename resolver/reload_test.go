package resolver_test

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// chainOf is an origin that reads s, and how often it was given back.
func chainOf(name string, s resolver.Source) (o resolver.Origin, released *atomic.Int32) {
	released = new(atomic.Int32)
	return resolver.Origin{Name: zone.MustParseName(name), Source: s, Release: func() { released.Add(1) }}, released
}

func reload(t *testing.T, server *resolver.Server, c resolver.Config) {
	t.Helper()
	if err := server.Reload(c); err != nil {
		t.Fatal(err)
	}
}

// TestReload: what a query needs of the configuration is replaced, one thing
// after the other, and what was read from the chain stays.
func TestReload(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 10.0.0.1\n", inAYear())
	o, released := chainOf("chain", s)
	base := resolver.Config{Origins: []resolver.Origin{o}, Private: resolver.Private{Names: []zone.Name{zone.MustParseName("alice.chain")}}}
	server, err := resolver.New(base)
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	chaos := new(dns.Msg).SetQuestion("version.bind.", dns.TypeTXT)
	chaos.Question[0].Qclass = dns.ClassCHAOS
	answers := func() int { return len(ask(server, "alice.chain", dns.TypeA).Answer) }
	if answers() != 1 {
		t.Fatal("it does not answer")
	}
	reads := s.count()
	for _, tc := range []struct {
		name   string
		change func(c *resolver.Config)
		holds  func() bool
	}{
		{"private", func(c *resolver.Config) { c.Private.Names = nil }, func() bool { return answers() == 0 }},
		{"access", func(c *resolver.Config) { c.Query = []netip.Prefix{} }, func() bool { return ask(server, "alice.chain", dns.TypeA).Rcode == dns.RcodeRefused }},
		{"identity", func(c *resolver.Config) { c.Identity.Version = "it" }, func() bool { return len(askFrom(server, "127.0.0.1", resolver.TCP, chaos).Answer) == 1 }},
		{"limits", func(c *resolver.Config) { c.Limits.Queries = 1 }, func() bool {
			for range 10 { // which take less than 10 s
				if askFrom(server, "192.0.2.1", resolver.UDP, question("alice.chain.")) == nil {
					return true
				}
			}
			return false
		}},
		{"order", func(c *resolver.Config) { c.Rotate = true }, func() bool { return answers() == 1 }},
		{"names of the apex", func(c *resolver.Config) { c.Origins[0].MName = zone.MustParseName("other.example") }, func() bool {
			m := ask(server, "chain", dns.TypeSOA)
			return len(m.Answer) == 1 && m.Answer[0].(*dns.SOA).Ns == "other.example."
		}},
		{"an origin", func(c *resolver.Config) {
			second := newSource(t)
			second.set("bob.link", "@ 60 A 192.0.2.2\n", inAYear())
			o, _ := chainOf("link", second)
			c.Origins = append(c.Origins, o)
		}, func() bool { return len(ask(server, "bob.link", dns.TypeA).Answer) == 1 && answers() == 1 }},
	} {
		c := base
		c.Origins = append([]resolver.Origin(nil), base.Origins...)
		tc.change(&c)
		reload(t, server, c)
		if !tc.holds() {
			t.Errorf("%s: not replaced", tc.name)
		}
		reload(t, server, base)
		if answers() != 1 {
			t.Errorf("%s: not put back", tc.name)
		}
	}
	if got := s.count(); got != reads+1 { // of the apex
		t.Errorf("the chain was read %d times more", got-reads)
	}
	if released.Load() != 0 {
		t.Error("a source in use was given back")
	}
}

// TestReloadRefused: a configuration that cannot be leaves the one before.
func TestReloadRefused(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	o, released := chainOf("chain", s)
	server, err := resolver.New(resolver.Config{Listen: []string{"127.0.0.1:0"}, Origins: []resolver.Origin{o}})
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	own := server.Addrs()[0].String()
	for want, c := range map[string]resolver.Config{
		"nothing could be answered": {},
		"is there twice":            {Origins: []resolver.Origin{o, o}},
		"a certificate is needed":   {Origins: []resolver.Origin{o}, Encrypted: resolver.Encrypted{TLS: []string{"127.0.0.1:0"}}},
		"forward[1]":                {Forward: []resolver.Forward{{Zone: zone.Root, Upstreams: []string{"192.0.2.1"}}, {Zone: zone.MustParseName("x"), Upstreams: []string{"://"}}}},
		"is this server itself":     {Forward: []resolver.Forward{{Zone: zone.Root, Upstreams: []string{own}}}},
	} {
		if err := server.Reload(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
		if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("%s: it no longer answers: %v", want, m)
		}
	}
	if released.Load() != 0 {
		t.Error("the source was given back")
	}
}

// TestF24RemovedZone (F24): an origin that is left out is refused, and its names
// go nowhere, not as aliases either; what was read of it is dropped and its source
// given back. Forwarded is it only where the configuration says that domain.
func TestF24RemovedZone(t *testing.T) {
	s, u := newSource(t), newUpstream(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	o, released := chainOf("chain", s)
	with := resolver.Config{Origins: []resolver.Origin{o}, Forward: forwardTo(u)}
	server, err := resolver.New(with)
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	for _, name := range []string{"alice.chain", "to-chain.example"} {
		if m := ask(server, name, dns.TypeA); m.Rcode != dns.RcodeSuccess {
			t.Fatal(m)
		}
	}
	without := resolver.Config{Forward: forwardTo(u)}
	reload(t, server, without)
	for range 3 {
		for i := range size(200, 20_000) {
			for _, name := range []string{"chain", "alice.chain", fmt.Sprintf("n%d.CHAIN", i), "_a.b.c.chain"} {
				if m := ask(server, name, dns.TypeA); m.Rcode != dns.RcodeRefused {
					t.Fatalf("%s: %v", name, m)
				}
			}
		}
		for _, name := range []string{"to-chain.example", "to-chain.new.example"} { // kept and not
			if m := ask(server, name, dns.TypeA); m.Rcode != dns.RcodeSuccess || len(m.Answer) != 1 {
				t.Errorf("an alias into it does not stand alone: %v", m)
			}
		}
		reload(t, server, without) // it is not forgotten by the next one
	}
	u.noChainNames(t)
	for released.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	for server.Stats().Zones.Entries > 0 {
		time.Sleep(time.Millisecond)
	}
	explicit := without
	explicit.Forward = append(forwardTo(u), resolver.Forward{Zone: zone.MustParseName("chain"), Upstreams: []string{u.addr}})
	reload(t, server, explicit)
	if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 || m.Answer[0].(*dns.A).A.String() != "198.51.100.1" {
		t.Errorf("the operator forwards it: %v", m)
	}
	reload(t, server, with)
	if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 || m.Answer[0].(*dns.A).A.String() != "192.0.2.1" {
		t.Errorf("it is an origin again: %v", m)
	}
	if released.Load() != 1 {
		t.Errorf("the source was given back %d times", released.Load())
	}
}

// TestReloadInFlight: a query that is being answered goes on by the rules that it
// began with, second read and upstream included, while what they need stays open.
func TestReloadInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource(t)
		s.set("alice.chain", "@ 60 CNAME bob.chain.\n", inAYear())
		s.set("bob.chain", "@ 60 A 192.0.2.2\n", inAYear())
		s.with(func() { s.delay = time.Second })
		o, released := chainOf("chain", s)
		server, err := resolver.New(resolver.Config{Origins: []resolver.Origin{o}})
		if err != nil {
			t.Fatal(err)
		}
		run(t, server)
		answered := make(chan *dns.Msg)
		go func() { answered <- ask(server, "alice.chain", dns.TypeA) }()
		time.Sleep(500 * time.Millisecond)
		other, _ := chainOf("link", newSource(t))
		for range 5 {
			reload(t, server, resolver.Config{Origins: []resolver.Origin{other}})
		}
		time.Sleep(time.Second)
		if released.Load() != 0 {
			t.Error("the source was given back while a query reads it")
		}
		if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeRefused {
			t.Errorf("a new query: %v", m)
		}
		if m := <-answered; len(m.Answer) != 2 {
			t.Errorf("the query: %v", m)
		}
		synctest.Wait()
		if released.Load() != 1 {
			t.Errorf("after the query the source was given back %d times", released.Load())
		}
	})
}

// TestReloadSource: another source of the same data makes what is cached suspect,
// not worthless, and is followed when the one before is not any more; one of other
// data begins with nothing.
func TestReloadSource(t *testing.T) {
	first := newSource(t)
	first.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	o, _ := chainOf("chain", first)
	o.Data = "1:0xabc"
	server, err := resolver.New(resolver.Config{Origins: []resolver.Origin{o}})
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	ask(server, "alice.chain", dns.TypeA)
	second := newSource(t)
	second.err = fmt.Errorf("read: %w", names.ErrUnreachable)
	o.Source = second
	reload(t, server, resolver.Config{Origins: []resolver.Origin{o}})
	second.apply(names.Change{Head: second.head, All: true})
	if m := ask(server, "alice.chain", dns.TypeA); len(m.Answer) != 1 || m.Answer[0].Header().Ttl != 30 {
		t.Errorf("the same data, out of reach: %v", m)
	}
	select {
	case first.change <- names.Change{}:
		t.Error("the first source is followed still")
	default:
	}
	o.Source, o.Data = newSource(t), "1:0xdef"
	reload(t, server, resolver.Config{Origins: []resolver.Origin{o}})
	if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeNameError {
		t.Errorf("other data: %v", m)
	}
}

// TestReloadForward: answers of upstreams that stay are kept, those of others are
// not given for the new ones'.
func TestReloadForward(t *testing.T) { notThreeTimes(t, reloadForward) }

func reloadForward(t *attempt) {
	one, two := newUpstream(t.T), newUpstream(t.T)
	server, err := resolver.New(resolver.Config{Forward: forwardTo(one)})
	if err != nil {
		t.Fatal(err)
	}
	run(t.T, server)
	ask(server, "www.example", dns.TypeA)
	reload(t.T, server, resolver.Config{Rotate: true, Forward: forwardTo(one)})
	if ask(server, "www.example", dns.TypeA); one.all() != 1 {
		t.Errorf("%d questions for a name that is kept", one.all())
	}
	reload(t.T, server, resolver.Config{Forward: forwardTo(two)})
	if ask(server, "www.example", dns.TypeA); two.all() != 1 {
		t.Errorf("the new upstream was asked %d times", two.all())
	}
	for server.Stats().Messages.Entries != 1 {
		time.Sleep(time.Millisecond)
	}
}

// TestReloadStopped: a server that has stopped is not reloaded, and gives every
// source back.
func TestReloadStopped(t *testing.T) {
	o, released := chainOf("chain", newSource(t))
	c := resolver.Config{Origins: []resolver.Origin{o}}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := server.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if released.Load() != 1 {
		t.Errorf("given back %d times", released.Load())
	}
	if err := server.Reload(c); err == nil {
		t.Error("reloaded")
	}
	if m := ask(server, "alice.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
		t.Errorf("after the end: %v", m)
	}
}

// TestFlush: what is shown of a name is what is kept of it, and what is flushed
// is asked for again, a failure too.
func TestFlush(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "www 60 A 192.0.2.1\n", inAYear())
	s.image("broken.chain", []byte{1, 2, 3})
	var mended atomic.Bool
	u := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetRcode(q, dns.RcodeSuccess)
		if !mended.Load() {
			m.Rcode = dns.RcodeServerFailure
		}
		m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: netip.MustParseAddr("198.51.100.1").AsSlice()}}
		_ = w.WriteMsg(m)
	})
	server := serve(t, forwardTo(u), map[string]*source{"chain": s})
	name := zone.MustParseName("www.alice.chain")
	if kept := server.Inspect(name); kept.Authority != "chain." || kept.Zone != nil {
		t.Errorf("before it was asked for: %+v", kept)
	}
	ask(server, "www.alice.chain", dns.TypeA)
	if kept := server.Inspect(name); kept.Zone == nil || !kept.Zone.Exact || len(kept.Zone.Records) != 1 || kept.Zone.Name.String() != "alice.chain." {
		t.Errorf("kept: %+v", kept.Zone)
	}
	server.Flush(name)
	if kept := server.Inspect(name); kept.Zone != nil {
		t.Errorf("flushed: %+v", kept.Zone)
	}
	for _, name := range []string{"broken.chain", "www.example"} {
		if m := ask(server, name, dns.TypeA); m.Rcode != dns.RcodeServerFailure {
			t.Fatalf("%s: %v", name, m)
		}
	}
	s.set("broken.chain", "@ 60 A 192.0.2.2\n", inAYear())
	mended.Store(true)
	server.Flush(zone.MustParseName("broken.chain"))
	if m := ask(server, "broken.chain", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("a flushed failure of the chain: %v", m)
	}
	if health := server.Upstreams(); len(health) != 1 || len(health[0].Health) != 1 || !health[0].Health[0].Up && health[0].Health[0].Rest == 0 {
		t.Errorf("upstreams: %+v", health)
	}
	server.Flush(zone.MustParseName("www.example"))
	if m := ask(server, "www.example", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("a flushed failure of an upstream: %v", m)
	}
	if kept := server.Inspect(zone.MustParseName("www.example")); kept.Authority != "." || len(kept.Messages) != 1 || kept.Messages[0].Left <= 0 {
		t.Errorf("an upstream's answer: %+v", kept)
	}
}
