package resolver_test

import (
	"fmt"
	"maps"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// said is what an upstream replies to a question for a name.
type said struct {
	rcode      int
	answer, ns string
}

// What the upstreams of three forwarded zones say. Each speaks for the others too,
// and lies then: 203.0.113.66 and SOAs of serial 66 are lies.
var (
	saidOfRoot = map[string]said{
		"www.zt.":       {answer: "www.zt. 60 A 198.51.100.1\n"},
		"inside.zt.":    {answer: "inside.zt. 60 CNAME www.zt.\nwww.zt. 60 A 198.51.100.1\n"},
		"down.zt.":      {answer: "down.zt. 60 CNAME www.a.zt.\nwww.a.zt. 60 A 203.0.113.66\n"},
		"through.zt.":   {answer: "through.zt. 60 CNAME round.b.zt.\nround.b.zt. 60 CNAME www.zt.\nwww.zt. 60 A 203.0.113.66\n"},
		"above.a.else.": {answer: "above.a.else. 60 A 198.51.100.9\n"},
	}
	saidOfA = map[string]said{
		"own.a.zt.":    {answer: "own.a.zt. 60 A 198.51.100.2\n"},
		"www.a.zt.":    {answer: "www.a.zt. 60 CNAME www.b.zt.\nwww.b.zt. 60 A 203.0.113.66\n"},
		"x.d.a.zt.":    {answer: "d.a.zt. 60 DNAME d.b.zt.\nx.d.a.zt. 60 CNAME x.d.b.zt.\nx.d.b.zt. 60 A 203.0.113.66\n"},
		"back.a.zt.":   {answer: "back.a.zt. 60 CNAME back.b.zt.\nback.b.zt. 60 CNAME own.a.zt.\nown.a.zt. 60 A 203.0.113.66\n"},
		"gone.a.zt.":   {rcode: dns.RcodeNameError, answer: "gone.a.zt. 60 CNAME www.b.zt.\n", ns: "b.zt. 60 SOA n. m. 66 2 3 4 5\n"},
		"nodata.a.zt.": {answer: "nodata.a.zt. 60 CNAME www.b.zt.\n", ns: "b.zt. 60 SOA n. m. 66 2 3 4 5\n"},
		"up.a.zt.":     {answer: "up.a.zt. 60 CNAME www.zt.\nwww.zt. 60 A 203.0.113.66\n"},
		"none.a.zt.":   {answer: "none.a.zt. 60 CNAME none.b.zt.\nnone.b.zt. 60 A 203.0.113.66\n"},
		"empty.a.zt.":  {answer: "empty.a.zt. 60 CNAME empty.b.zt.\nempty.b.zt. 60 A 203.0.113.66\n"},
		"loop.a.zt.":   {answer: "loop.a.zt. 60 CNAME loop.b.zt.\nloop.b.zt. 60 A 203.0.113.66\n"},
		"above.a.zt.":  {answer: "zt. 60 DNAME else.\nabove.a.zt. 60 CNAME above.a.else.\nabove.a.else. 60 A 203.0.113.66\n"},
		"nx.a.zt.":     {rcode: dns.RcodeNameError, ns: "a.zt. 60 SOA n. m. 1 2 3 4 5\n"},
		"soa1.a.zt.":   {rcode: dns.RcodeNameError, ns: "zt. 60 SOA n. m. 66 2 3 4 5\n"},
		"soa2.a.zt.":   {rcode: dns.RcodeNameError, ns: ". 60 SOA n. m. 66 2 3 4 5\n"},
		"soa3.a.zt.":   {rcode: dns.RcodeNameError, ns: "b.zt. 60 SOA n. m. 66 2 3 4 5\n"},
		"soa4.a.zt.":   {ns: "b.zt. 60 SOA n. m. 66 2 3 4 5\n"},
		"print.a.zt.":  {answer: "print.a.zt. 60 CNAME printer.local.\nprinter.local. 60 A 203.0.113.66\n"},
		"self.a.zt.":   {answer: "self.a.zt. 60 CNAME localhost.\nlocalhost. 60 A 203.0.113.66\n"},
	}
	saidOfB = map[string]said{
		"www.b.zt.":   {answer: "www.b.zt. 60 A 198.51.100.3\n"},
		"x.d.b.zt.":   {answer: "x.d.b.zt. 60 A 198.51.100.4\n"},
		"back.b.zt.":  {answer: "back.b.zt. 60 CNAME own.a.zt.\nown.a.zt. 60 A 203.0.113.66\n"},
		"round.b.zt.": {answer: "round.b.zt. 60 CNAME own.a.zt.\nown.a.zt. 60 A 203.0.113.66\n"},
		"none.b.zt.":  {rcode: dns.RcodeNameError, ns: "b.zt. 60 SOA n. m. 1 2 3 4 5\n"},
		"empty.b.zt.": {ns: "b.zt. 60 SOA n. m. 1 2 3 4 5\n"},
		"loop.b.zt.":  {answer: "loop.b.zt. 60 CNAME loop.a.zt.\nloop.a.zt. 60 A 203.0.113.66\n"},
	}
)

// saying is an upstream that says what it is given, and REFUSED of all else.
func saying(t *testing.T, all map[string]said) *upstream {
	return startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.RecursionAvailable = true
		s, ok := all[dns.CanonicalName(q.Question[0].Name)]
		if !ok {
			s.rcode = dns.RcodeRefused
		}
		m.Rcode, m.Answer, m.Ns = s.rcode, records(t, s.answer), records(t, s.ns)
		w.WriteMsg(m)
	})
}

func forwardZone(name string, u *upstream) resolver.Forward {
	return resolver.Forward{Zone: zone.MustParseName(name), Upstreams: []string{u.addr}}
}

// threeZones are ".", "a.zt" and "b.zt", each with an upstream of its own.
func threeZones(t *testing.T) (root, a, b *upstream) {
	return saying(t, saidOfRoot), saying(t, saidOfA), saying(t, saidOfB)
}

// brief is a reply in a line: its rcode, data of its answer, SOAs of its authority.
func brief(m *dns.Msg) string {
	if m == nil {
		return "nothing"
	}
	out := []string{dns.RcodeToString[m.Rcode]}
	if m.Rcode == dns.RcodeServerFailure {
		return out[0]
	}
	for _, rr := range m.Answer {
		out = append(out, rr.Header().Name+" "+dns.TypeToString[rr.Header().Rrtype]+" "+strings.TrimPrefix(rr.String(), rr.Header().String()))
	}
	for _, rr := range m.Ns {
		if soa, ok := rr.(*dns.SOA); ok {
			out = append(out, fmt.Sprintf("%s SOA %d", soa.Hdr.Name, soa.Serial))
		}
	}
	return strings.Join(out, ", ")
}

// TestForwardedZonesSpeakForThemselves: where an alias leads into another forwarded
// zone, that zone's upstreams are asked for its target, and what the reply says
// after the alias does not count: its records, its rcode, its proof of absence. So
// it is from memory too, and so do BIND and Unbound where they are installed.
func TestForwardedZonesSpeakForThemselves(t *testing.T) {
	root, a, b := threeZones(t)
	server := serve(t, []resolver.Forward{forwardZone(".", root), forwardZone("a.zt", a), forwardZone("b.zt", b)}, nil)
	const viaB = "NOERROR, %s.a.zt. CNAME www.b.zt., www.b.zt. A 198.51.100.3"
	wants := map[string]string{
		"inside.zt.":   "NOERROR, inside.zt. CNAME www.zt., www.zt. A 198.51.100.1",
		"down.zt.":     "NOERROR, down.zt. CNAME www.a.zt., www.a.zt. CNAME www.b.zt., www.b.zt. A 198.51.100.3",
		"through.zt.":  "NOERROR, through.zt. CNAME round.b.zt., round.b.zt. CNAME own.a.zt., own.a.zt. A 198.51.100.2",
		"own.a.zt.":    "NOERROR, own.a.zt. A 198.51.100.2",
		"www.a.zt.":    fmt.Sprintf(viaB, "www"),
		"gone.a.zt.":   fmt.Sprintf(viaB, "gone"),
		"nodata.a.zt.": fmt.Sprintf(viaB, "nodata"),
		"x.d.a.zt.":    "NOERROR, d.a.zt. DNAME d.b.zt., x.d.a.zt. CNAME x.d.b.zt., x.d.b.zt. A 198.51.100.4",
		"back.a.zt.":   "NOERROR, back.a.zt. CNAME back.b.zt., back.b.zt. CNAME own.a.zt., own.a.zt. A 198.51.100.2",
		"up.a.zt.":     "NOERROR, up.a.zt. CNAME www.zt., www.zt. A 198.51.100.1",
		"none.a.zt.":   "NXDOMAIN, none.a.zt. CNAME none.b.zt., b.zt. SOA 1",
		"empty.a.zt.":  "NOERROR, empty.a.zt. CNAME empty.b.zt., b.zt. SOA 1",
		"loop.a.zt.":   "SERVFAIL",
		"above.a.zt.":  "NOERROR, above.a.zt. CNAME above.a.else., above.a.else. A 198.51.100.9",
		"nx.a.zt.":     "NXDOMAIN, a.zt. SOA 1",
		"soa1.a.zt.":   "NXDOMAIN",
		"soa2.a.zt.":   "NXDOMAIN",
		"soa3.a.zt.":   "NXDOMAIN",
		"soa4.a.zt.":   "NOERROR",
		"print.a.zt.":  "NXDOMAIN, print.a.zt. CNAME printer.local., local. SOA 1",
		"self.a.zt.":   "NOERROR, self.a.zt. CNAME localhost., localhost. A 127.0.0.1",
	}
	for name, want := range wants {
		for _, how := range []string{"asked", "from memory"} {
			if got := brief(ask(server, name, dns.TypeA)); got != want {
				t.Errorf("%s, %s: %s\nwant %s", name, how, got, want)
			}
		}
	}
	for _, peer := range []struct {
		program string
		start   func(t *testing.T, program string, ports [3]string) (addr string)
	}{{"named", startNamed}, {"unbound", startUnbound}} {
		t.Run(peer.program, func(t *testing.T) {
			path, err := exec.LookPath(peer.program)
			if err != nil && os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
				t.Fatalf("%s is not installed, and CHAINZONE_REQUIRE_CLIENTS is set", peer.program)
			} else if err != nil {
				t.Skipf("%s is not installed", peer.program)
			}
			addr := peer.start(t, path, [3]string{portOf(root.addr), portOf(a.addr), portOf(b.addr)})
			client := &dns.Client{Timeout: 5 * time.Second}
			for _, name := range slices.Sorted(maps.Keys(wants)) {
				switch name {
				case "print.a.zt.", "self.a.zt.": // what is answered here they forward
					continue
				case "above.a.zt.": // they believe nothing of a reply with a DNAME from above the zone
					continue
				case "soa4.a.zt.": // Unbound takes an upstream for lame
					continue
				}
				m, _, err := client.Exchange(new(dns.Msg).SetQuestion(name, dns.TypeA), addr)
				if got := brief(m); err != nil || got != wants[name] {
					t.Errorf("%s: %s, %v\nwe say %s", name, got, err, wants[name])
				}
			}
		})
	}
}

func portOf(addr string) string {
	_, port, _ := net.SplitHostPort(addr)
	return port
}

// TestForwardedZonesKeepToTheBudget: an alias from one forwarded zone to the other
// and back is a step, of which a query has eight.
func TestForwardedZonesKeepToTheBudget(t *testing.T) {
	saysA, saysB := map[string]said{}, map[string]said{}
	for i := range 20 {
		from, to := fmt.Sprintf("h%d.%c.zt.", i, "ab"[i%2]), fmt.Sprintf("h%d.%c.zt.", i+1, "ab"[(i+1)%2])
		says := []map[string]said{saysA, saysB}[i%2]
		says[from] = said{answer: from + " 60 CNAME " + to + "\n" + to + " 60 A 203.0.113.66\n"}
	}
	a, b := saying(t, saysA), saying(t, saysB)
	server := serve(t, []resolver.Forward{forwardZone("a.zt", a), forwardZone("b.zt", b)}, nil)
	for range 2 {
		m, trace := server.Answer(t.Context(), question("h0.a.zt."), loopback)
		if m.Rcode != dns.RcodeServerFailure || trace.Spent != "steps" || len(trace.Steps) != 9 {
			t.Errorf("%q, %v: %v", trace.Spent, trace.Steps, m)
		}
	}
	if n := a.all() + b.all(); n != 9 {
		t.Errorf("%d questions to upstreams, want 9", n)
	}
}

// TestForwardedZoneLearntByReload: what is in memory of a zone that was forwarded
// with others is not believed once it has upstreams of its own; and the other way
// round an alias that stands alone is followed.
func TestForwardedZoneLearntByReload(t *testing.T) {
	both := saying(t, map[string]said{
		"www.a.zt.":  {answer: "www.a.zt. 60 CNAME www.b.zt.\nwww.b.zt. 60 A 203.0.113.66\n"},
		"gone.a.zt.": {rcode: dns.RcodeNameError, answer: "gone.a.zt. 60 CNAME www.b.zt.\n", ns: "b.zt. 60 SOA n. m. 66 2 3 4 5\n"},
		"www.b.zt.":  {answer: "www.b.zt. 60 A 203.0.113.66\n"},
	})
	b := saying(t, saidOfB)
	without, with := resolver.Config{Forward: []resolver.Forward{forwardZone(".", both)}}, resolver.Config{Forward: []resolver.Forward{forwardZone(".", both), forwardZone("b.zt", b)}}
	server, err := resolver.New(without)
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	for _, step := range []struct {
		c         resolver.Config
		www, gone string
	}{
		{without, "203.0.113.66", "NXDOMAIN, gone.a.zt. CNAME www.b.zt., b.zt. SOA 66"},
		{with, "198.51.100.3", "NOERROR, gone.a.zt. CNAME www.b.zt., www.b.zt. A 198.51.100.3"},
		{without, "203.0.113.66", "NXDOMAIN, gone.a.zt. CNAME www.b.zt., b.zt. SOA 66"},
	} {
		reload(t, server, step.c)
		if got, want := brief(ask(server, "www.a.zt", dns.TypeA)), "NOERROR, www.a.zt. CNAME www.b.zt., www.b.zt. A "+step.www; got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
		if got := brief(ask(server, "gone.a.zt", dns.TypeA)); got != step.gone {
			t.Errorf("%s\nwant %s", got, step.gone)
		}
	}
	both.mu.Lock()
	asked := both.seen["www.a.zt."]
	both.mu.Unlock()
	if asked != 1 {
		t.Errorf("%d questions for what is in memory", asked)
	}
	fresh := serve(t, with.Forward, nil)
	ask(fresh, "www.a.zt", dns.TypeA)
	reload(t, fresh, without)
	if got, want := brief(ask(fresh, "www.a.zt", dns.TypeA)), "NOERROR, www.a.zt. CNAME www.b.zt., www.b.zt. A 203.0.113.66"; got != want {
		t.Errorf("an alias that stood alone: %s\nwant %s", got, want)
	}
}

// TestForwardedZonesAny: to ANY an alias is an answer of its own, and nothing of the
// other zone comes with it.
func TestForwardedZonesAny(t *testing.T) {
	root, a, b := threeZones(t)
	server := serve(t, []resolver.Forward{forwardZone(".", root), forwardZone("a.zt", a), forwardZone("b.zt", b)}, nil)
	for name, want := range map[string]string{
		"www.a.zt.":    "NOERROR, www.a.zt. CNAME www.b.zt.",
		"x.d.a.zt.":    "NOERROR, d.a.zt. DNAME d.b.zt., x.d.a.zt. CNAME x.d.b.zt.",
		"nodata.a.zt.": "NOERROR, nodata.a.zt. CNAME www.b.zt.",
	} {
		for range 2 {
			if got := brief(ask(server, name, dns.TypeANY)); got != want {
				t.Errorf("%s: %s\nwant %s", name, got, want)
			}
		}
	}
}

// TestForwardedZonesProofs: of signatures and proofs of absence those of the zone's
// own names are passed on, and no other's.
func TestForwardedZonesProofs(t *testing.T) {
	const sig = " 60 RRSIG %s 8 2 60 20300101000000 20200101000000 1 zt. c2ln\n"
	signed := func(owner, covers string) string { return owner + fmt.Sprintf(sig, covers) }
	a := saying(t, map[string]said{
		"www.a.zt.": {answer: "www.a.zt. 60 CNAME www.b.zt.\n" + signed("www.a.zt.", "CNAME") + "www.b.zt. 60 A 203.0.113.66\n" + signed("www.b.zt.", "A")},
		"nx.a.zt.": {rcode: dns.RcodeNameError, ns: "a.zt. 60 SOA n. m. 1 2 3 4 5\n" + signed("a.zt.", "SOA") + "m.a.zt. 60 NSEC o.a.zt. A\n" + signed("m.a.zt.", "NSEC") +
			"b.zt. 60 SOA n. m. 66 2 3 4 5\n" + signed("b.zt.", "SOA") + "b.zt. 60 NSEC c.zt. A\n" + signed("b.zt.", "NSEC") + "zt. 60 NSEC a.zt. A\n" + signed("zt.", "NSEC") +
			"sub.a.zt. 60 SOA n. m. 66 2 3 4 5\n" + signed("sub.a.zt.", "SOA")},
	})
	b := saying(t, map[string]said{"www.b.zt.": {answer: "www.b.zt. 60 A 198.51.100.3\n" + signed("www.b.zt.", "A")}})
	server := serve(t, []resolver.Forward{forwardZone(".", saying(t, nil)), forwardZone("a.zt", a), forwardZone("b.zt", b)}, nil)
	owners := func(section []dns.RR) string {
		var out []string
		for _, rr := range section {
			out = append(out, rr.Header().Name+" "+dns.TypeToString[rr.Header().Rrtype])
		}
		return strings.Join(out, ", ")
	}
	for name, want := range map[string]string{
		"www.a.zt.": "www.a.zt. CNAME, www.a.zt. RRSIG, www.b.zt. A, www.b.zt. RRSIG | ",
		"nx.a.zt.":  " | a.zt. SOA, a.zt. RRSIG, m.a.zt. NSEC, m.a.zt. RRSIG",
	} {
		for range 2 {
			q := question(name)
			q.IsEdns0().SetDo()
			m, _ := server.Answer(t.Context(), q, loopback)
			if got := owners(m.Answer) + " | " + owners(m.Ns); got != want {
				t.Errorf("%s: %s\nwant %s", name, got, want)
			}
			for _, rr := range m.Answer {
				if a, ok := rr.(*dns.A); ok && a.A.String() != "198.51.100.3" {
					t.Errorf("%s: %v", name, rr)
				}
			}
		}
	}
}

// TestDelegatedAliasesIntoForwardedZones: what a delegated server, or an upstream
// that a chain name leads to, says of a forwarded zone's names, or of an origin's
// below the delegation, does not count; and nobody but a trusted name leads into a
// zone that the operator forwards.
func TestDelegatedAliasesIntoForwardedZones(t *testing.T) {
	_, a, b := threeZones(t)
	root := saying(t, map[string]said{"out.zt.": {answer: "out.zt. 60 CNAME wpad.lan.\nwpad.lan. 60 A 203.0.113.66\n"}})
	ns := nameServer(t, "127.0.0.3:0", map[string]string{
		"x.mine.chain.":  "x.mine.chain. 60 CNAME www.a.zt.\nwww.a.zt. 60 A 203.0.113.66||",
		"y.mine.chain.":  "y.mine.chain. 60 CNAME t.deep.mine.chain.\nt.deep.mine.chain. 60 A 203.0.113.66||",
		"x.other.chain.": "x.other.chain. 60 CNAME www.a.zt.\nwww.a.zt. 60 A 203.0.113.66||",
		"z.other.chain.": "z.other.chain. 60 CNAME out.zt.||",
		"n.mine.chain.":  "|deep.mine.chain. 60 SOA a. b. 66 2 3 4 60\nmine.chain. 60 SOA a. b. 1 2 3 4 60|",
	})
	chain, deep := newSource(t), newSource(t)
	for _, name := range []string{"mine.chain", "other.chain"} {
		chain.set(name, "@ 60 NS ns\nns 60 A 127.0.0.3\n", inAYear())
	}
	deep.set("t.deep.mine.chain", "@ 60 A 192.0.2.7\n", inAYear())
	server, err := resolver.New(resolver.Config{
		Origins:    []resolver.Origin{{Name: zone.MustParseName("chain"), Source: chain}, {Name: zone.MustParseName("deep.mine.chain"), Source: deep}},
		Forward:    []resolver.Forward{forwardZone(".", root), forwardZone("a.zt", a), forwardZone("b.zt", b)},
		Delegation: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Private: resolver.Private{Names: []zone.Name{zone.MustParseName("mine.chain")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	at := netip.MustParseAddrPort(ns.addr)
	server.AskDelegatedAt(at.Port())
	for name, want := range map[string]string{
		"x.mine.chain.":  "NOERROR, x.mine.chain. CNAME www.a.zt., www.a.zt. CNAME www.b.zt., www.b.zt. A 198.51.100.3",
		"y.mine.chain.":  "NOERROR, y.mine.chain. CNAME t.deep.mine.chain., t.deep.mine.chain. A 192.0.2.7",
		"x.other.chain.": "NOERROR, x.other.chain. CNAME www.a.zt.",
		"z.other.chain.": "NOERROR, z.other.chain. CNAME out.zt., out.zt. CNAME wpad.lan.",
		"n.mine.chain.":  "NOERROR, mine.chain. SOA 1",
	} {
		if got := brief(ask(server, name, dns.TypeA)); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
}

// TestForwardedAliasToFormerOrigin: what upstreams say of the names of a domain that
// was an origin does not count, and nobody is asked for them.
func TestForwardedAliasToFormerOrigin(t *testing.T) {
	a := saying(t, map[string]said{"www.a.zt.": {rcode: dns.RcodeNameError, answer: "www.a.zt. 60 CNAME alice.chain.\nalice.chain. 60 A 203.0.113.66\n", ns: "chain. 60 SOA n. m. 66 2 3 4 5\n"}})
	root := saying(t, nil)
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	o, _ := chainOf("chain", s)
	c := resolver.Config{Origins: []resolver.Origin{o}, Forward: []resolver.Forward{forwardZone(".", root), forwardZone("a.zt", a)}}
	server, err := resolver.New(c)
	if err != nil {
		t.Fatal(err)
	}
	run(t, server)
	if got, want := brief(ask(server, "www.a.zt", dns.TypeA)), "NOERROR, www.a.zt. CNAME alice.chain., alice.chain. A 192.0.2.1"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	c.Origins = nil
	reload(t, server, c)
	for range 2 {
		if got, want := brief(ask(server, "www.a.zt", dns.TypeA)), "NOERROR, www.a.zt. CNAME alice.chain."; got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	if root.all() != 0 {
		t.Error("the root's upstream was asked")
	}
}
