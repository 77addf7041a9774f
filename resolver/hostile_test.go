package resolver_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// TestT13Aliases (T13): aliases that loop, are too many or grow end within the
// budget, through standard DNS and back too.
func TestT13Aliases(t *testing.T) {
	up := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Answer = records(t, q.Question[0].Name+" 60 CNAME back.alice.chain.")
		w.WriteMsg(m)
	})
	s := newSource(t)
	long := strings.Repeat("l", 60)
	s.set("alice.chain", fmt.Sprintf(`
self 60 CNAME self
a 60 CNAME b
b 60 CNAME a
back 60 CNAME there.example.
grow 60 DNAME %s.%s.%s.grow
d 60 DNAME d.d
ring1 60 DNAME ring2
ring2 60 DNAME ring1
`, long, long, long), inAYear())
	for i := range 10 {
		s.set(fmt.Sprintf("c%d.chain", i), fmt.Sprintf("@ 60 CNAME c%d.chain.\n", i+1), inAYear())
		s.set(fmt.Sprintf("r%d.chain", i), fmt.Sprintf("@ 60 CNAME r%d.chain.\n", (i+1)%10), inAYear())
	}
	server := serve(t, forwardTo(up), map[string]*source{"chain": s})
	for _, tc := range []struct {
		name  string
		rcode int
		steps int
		spent string // when everything is in the cache
	}{
		{"self.alice.chain.", dns.RcodeServerFailure, 1, ""},
		{"a.alice.chain.", dns.RcodeServerFailure, 2, ""},
		{"back.alice.chain.", dns.RcodeServerFailure, 2, ""},
		{"c0.chain.", dns.RcodeServerFailure, 9, "steps"},
		{"r0.chain.", dns.RcodeServerFailure, 9, "steps"},
		{"x.grow.alice.chain.", dns.RcodeYXDomain, 2, ""},
		{"x.d.alice.chain.", dns.RcodeServerFailure, 9, "steps"},
		{"x.ring1.alice.chain.", dns.RcodeServerFailure, 2, ""},
		{"there.example.", dns.RcodeServerFailure, 2, ""},
	} {
		for round := range 3 {
			reads := s.count()
			m, trace := server.Answer(t.Context(), question(tc.name), loopback)
			if round == 2 && trace.Spent != tc.spent {
				t.Errorf("%s: %q is used up, want %q", tc.name, trace.Spent, tc.spent)
			}
			if m.Rcode != tc.rcode || len(trace.Steps) != tc.steps || s.count()-reads > 8 || m.Rcode == dns.RcodeServerFailure && len(m.Answer) > 0 {
				t.Errorf("%s: %v\n%v", tc.name, trace.Steps, m)
			}
		}
	}
}

// FuzzT14Image (T14): whatever an image holds, every question about its name
// is answered without a panic, by records of the name's own, or by SERVFAIL.
func FuzzT14Image(f *testing.F) {
	apex := zone.MustParseName("alice.chain")
	for _, master := range []string{
		"@ 60 A 192.0.2.1\n*.w 60 TXT x\nc 60 CNAME d\nd 60 DNAME e.\nsub 60 NS ns.sub\nsub 60 DS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5\nns.sub 60 AAAA ::1\n",
		"@ 60 HTTPS 1 . alpn=h2 ipv4hint=10.0.0.1\n@ 60 MX 1 .\n@ 60 TYPE65280 \\# 1 00\n",
	} {
		sets, err := zone.ParseMaster(apex, strings.NewReader(master), "seed")
		if err != nil {
			f.Fatal(err)
		}
		z, err := zone.New(apex, sets)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(z.Image(), "www", uint16(1))
	}
	f.Fuzz(func(t *testing.T, image []byte, prefix string, qtype uint16) {
		s := &source{states: map[names.Node]names.Reading{}, known: true}
		s.head.Confirmed, s.head.Time = time.Now(), 1
		s.states[s.Node(apex)] = names.Reading{State: names.State{Expiry: inAYear(), Image: image}}
		server, err := resolver.New(resolver.Config{Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}})
		if err != nil {
			t.Fatal(err)
		}
		list := []zone.Name{apex}
		if below, err := apex.Child(prefix); err == nil {
			list = append(list, below)
		}
		if z, err := zone.Decode(apex, image); err == nil {
			for _, set := range z.RRsets() {
				list = append(list, set.Owner)
			}
		}
		for _, name := range list[:min(len(list), 8)] {
			m := ask(server, name.String(), qtype)
			if _, err := m.Pack(); err != nil {
				t.Fatalf("the reply cannot be packed: %v\n%v", err, m)
			}
			for _, rr := range m.Answer {
				if !dns.IsSubDomain("chain.", rr.Header().Name) {
					t.Fatalf("a record outside the origin: %v", rr)
				}
			}
		}
	})
}

// TestT15OtherOwners (T15): nobody publishes records for another's name. What
// an image says of www.bank.example is of a name below its own.
func TestT15OtherOwners(t *testing.T) {
	up := newUpstream(t)
	s := newSource(t)
	owner := []byte("\x03www\x04bank\x07example\x00")
	image := append([]byte{1}, owner...)
	image = append(image, 0, 1, 0, 0, 0, 60, 1, 0, 4, 203, 0, 113, 66)
	s.image("evil.chain", image)
	s.image("pointer.chain", append([]byte{1, 3, 'w', 'w', 'w', 0xc0, 0}, image[len(owner)+1:]...))
	server := serve(t, forwardTo(up), map[string]*source{"chain": s})
	s.set("bank.chain", "@ 60 A 192.0.2.1\n", inAYear())
	for range 2 {
		for name, want := range map[string]string{
			"www.bank.example": "198.51.100.1", "www.bank.example.evil.chain": "203.0.113.66", "bank.chain": "192.0.2.1",
		} {
			if m := ask(server, name, dns.TypeA); len(m.Answer) != 1 || m.Answer[0].(*dns.A).A.String() != want {
				t.Errorf("%s: %v", name, m)
			}
		}
		if m := ask(server, "www.pointer.chain", dns.TypeA); m.Rcode != dns.RcodeServerFailure || edes(m)[0] != dns.ExtendedErrorCodeInvalidData {
			t.Errorf("a compression pointer: %v", m)
		}
	}
}

// TestT17Size (T17): the largest set is cut over UDP and whole over TCP; what is
// larger than the format allows fails its own name only.
func TestT17Size(t *testing.T) {
	s := newSource(t)
	texts := func(n, bytes int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "@ 60 TXT %03d%s\n", i, strings.Repeat("x", bytes))
		}
		return b.String()
	}
	s.set("full.chain", texts(100, 75), inAYear()) // 8,100 bytes
	large := []byte{1, 0, 0, 16, 0, 0, 0, 60, 100} // well formed, 8,309 bytes
	for i := range 100 {
		large = append(large, 0, 81, 80, byte(i))
		large = append(large, bytes.Repeat([]byte{'x'}, 79)...)
	}
	s.image("bytes.chain", large)
	s.image("megabyte.chain", bytes.Repeat([]byte{1}, 1<<20))
	many := append([]byte{1, 0, 0, 1, 0, 0, 0, 60, 101}, bytes.Repeat([]byte{0, 4, 192, 0, 2, 1}, 101)...)
	for i := range 101 {
		many[9+6*i+5] = byte(i)
	}
	s.image("many.chain", many)
	fewer := bytes.Clone(many[:9+6*100])
	fewer[8] = 100
	s.image("fewer.chain", fewer)
	s.set("small.chain", "@ 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	exchange := func(network, name string, qtype uint16) *dns.Msg {
		conn := dial(t, network, addr)
		conn.WriteMsg(new(dns.Msg).SetQuestion(name, qtype))
		m, err := conn.ReadMsg()
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := exchange("udp", "full.chain.", dns.TypeTXT); !m.Truncated || len(m.Answer) != 0 {
		t.Errorf("over UDP: %v", m)
	}
	if m := exchange("tcp", "full.chain.", dns.TypeTXT); m.Truncated || len(m.Answer) != 100 {
		t.Errorf("over TCP: %v", m)
	}
	for name, rcode := range map[string]int{"bytes.chain.": 2, "megabyte.chain.": 2, "many.chain.": 2, "fewer.chain.": 0, "small.chain.": 0} {
		if m := exchange("tcp", name, dns.TypeA); m.Rcode != rcode {
			t.Errorf("%s: %v", name, m)
		}
	}
}

// TestT18TTL (T18): the TTLs that a registrant writes are kept between nothing
// and a day, and cost no reads.
func TestT18TTL(t *testing.T) {
	s := newSource(t)
	for i, ttl := range []uint32{0, 1, 86400, 86401, 1<<31 - 1, 1 << 31, 1<<32 - 1} {
		image := binary.BigEndian.AppendUint32([]byte{1, 0, 0, 1}, ttl)
		s.image(fmt.Sprintf("t%d.chain", i), append(image, 1, 0, 4, 192, 0, 2, 1))
	}
	server := serve(t, nil, map[string]*source{"chain": s})
	for i, want := range []int{0, 1, 86400, 86400, 86400, -1, -1} {
		for range 100 {
			m := ask(server, fmt.Sprintf("t%d.chain", i), dns.TypeA)
			if want < 0 && m.Rcode != dns.RcodeServerFailure || want >= 0 && (len(m.Answer) != 1 || m.Answer[0].Header().Ttl != uint32(want)) {
				t.Fatalf("%d: %v", i, m)
			}
		}
	}
	if s.count() != 7 {
		t.Errorf("%d reads", s.count())
	}
}

// TestT27Shadow (T27): that names above and beside the origin do not exist, as
// upstreams say, says nothing of the origin.
func TestT27Shadow(t *testing.T) {
	up := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetRcode(q, dns.RcodeNameError)
		m.Ns = records(t, ". 86400 SOA a. b. 1 2 3 4 86400\nchain. 86400 SOA a. b. 1 2 3 4 86400")
		w.WriteMsg(m)
	})
	s := newSource(t)
	s.set("alice.deep.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, forwardTo(up), map[string]*source{"deep.chain": s})
	for range 2 {
		for _, name := range []string{".", "chain", "x.chain", "deep.example"} {
			if m := ask(server, name, dns.TypeA); m.Rcode != dns.RcodeNameError {
				t.Errorf("%s: %v", name, m)
			}
		}
		if m := ask(server, "alice.deep.chain", dns.TypeA); len(m.Answer) != 1 || !m.Authoritative {
			t.Errorf("shadowed: %v", m)
		}
	}
}

// TestT29Poison (T29): what an upstream, or a delegated server, says of other
// zones, in whatever section, is neither passed on nor ever answered.
func TestT29Poison(t *testing.T) {
	const poison = "bank.example. 60 A 203.0.113.66\nalice.chain. 60 A 203.0.113.66\nexample. 60 NS evil.example.\nchain. 60 NS evil.example.\nexample. 60 DNAME evil.example.\nchain. 60 DNAME evil.example.\nevil.example. 60 A 203.0.113.66"
	poisoned := func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Authoritative = true
		name := q.Question[0].Name
		m.Answer = append(records(t, name+" 60 A 198.51.100.1"), records(t, poison)...)
		if strings.HasPrefix(strings.ToLower(name), "bank.") {
			m.Answer = records(t, "bank.example. 60 A 198.51.100.1")
		}
		m.Ns, m.Extra = records(t, poison), append(records(t, poison), m.Extra...)
		w.WriteMsg(m)
	}
	up := startUpstream(t, poisoned)
	target := startAt(t, "127.0.0.3:0", poisoned)
	_, port, _ := net.SplitHostPort(target.addr)
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	s.set("evil.chain", "@ 60 NS ns\nns 60 A 127.0.0.3\n", inAYear())
	server := delegated(t, port, s, forwardTo(up))
	for range 2 {
		for name, want := range map[string]string{
			"www.other": "198.51.100.1", "www.evil.chain": "198.51.100.1", "bank.example": "198.51.100.1", "alice.chain": "192.0.2.1",
		} {
			m := ask(server, name, dns.TypeA)
			if len(m.Answer) != 1 || len(m.Ns) != 0 || len(m.Extra) != 1 || m.Answer[0].(*dns.A).A.String() != want {
				t.Errorf("%s: %v", name, m)
			}
		}
	}
}

// TestT33Packets (T33): packets made to be dear are cheap: too many options,
// records, pointers.
func TestT33Packets(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	good, err := question("alice.chain.").Pack()
	if err != nil {
		t.Fatal(err)
	}
	options := question("alice.chain.")
	for range 17 {
		options.IsEdns0().Option = append(options.IsEdns0().Option, &dns.EDNS0_LOCAL{Code: 65001})
	}
	packed, err := options.Pack()
	if err != nil {
		t.Fatal(err)
	}
	header := func(questions, answers, additionals uint16) []byte {
		h := []byte{7, 7, 1, 0}
		for _, n := range []uint16{questions, answers, 0, additionals} {
			h = binary.BigEndian.AppendUint16(h, n)
		}
		return h
	}
	self := append(header(1, 0, 0), 0xc0, 12, 0, 1, 0, 1)
	chain := header(1, 0, 0)
	for i := range 120 {
		chain = append(chain, 0xc0, byte(14+2*i))
	}
	// 300 records whose names all point to one of 255 bytes; more are not even read.
	long := append(header(1, 300, 0), bytes.Repeat(append([]byte{1}, 'x'), 120)...)
	long = append(long, 0, 0, 1, 0, 1)
	long = append(long, bytes.Repeat([]byte{0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0}, 300)...)
	for what, packet := range map[string][]byte{"17 options": packed, "a pointer to itself": self, "pointers to pointers": chain, "300 records": long} {
		conn := dial(t, "tcp", addr)
		for _, one := range [][]byte{packet, good} {
			conn.Conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(one))), one...))
		}
		got := map[int]bool{}
		for range 2 {
			m, err := conn.ReadMsg()
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			got[m.Rcode] = true
		}
		if !got[dns.RcodeFormatError] || !got[dns.RcodeSuccess] {
			t.Errorf("%s: rcodes %v", what, got)
		}
	}
}

// TestT34LongQuery (T34): who sends a query that no honest client sends is cut off
// before it is read.
func TestT34LongQuery(t *testing.T) {
	addr, _ := listening(t, newSource(t))
	conn := dial(t, "tcp", addr)
	q := question("alice.chain.")
	padding := new(dns.EDNS0_PADDING)
	q.IsEdns0().Option = append(q.IsEdns0().Option, padding)
	padding.Padding = make([]byte, 4097-q.Len())
	data := pack(t, q)
	conn.Conn.Write(binary.BigEndian.AppendUint16(nil, uint16(len(data))))
	conn.Conn.Write(data) // the server may not be there any more
	if _, err := conn.Conn.Read(make([]byte, 1)); err == nil {
		t.Error("it is answered")
	} else if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
		t.Error("the server waits for the rest")
	}
}

// TestF13Malformed (F13): malformed packets among good ones cost no good one its
// answer, and what says that it is a reply gets none.
func TestF13Malformed(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	addr, _ := listening(t, s)
	conn, broken, replies := dial(t, "udp", addr), dial(t, "udp", addr), dial(t, "udp", addr)
	good, err := question("alice.chain.").Pack()
	if err != nil {
		t.Fatal(err)
	}
	answered := func(conn *dns.Conn, id uint16) {
		t.Helper()
		binary.BigEndian.PutUint16(good, id)
		conn.SetDeadline(time.Now().Add(10 * time.Second))
		conn.Write(good)
		if m, err := conn.ReadMsg(); err != nil || m.Id != id || len(m.Answer) != 1 {
			t.Fatalf("question %d: %v, %v", id, m, err)
		}
	}
	for i := range size(20_000, 2_000_000) {
		if i%100 == 0 { // each bent and cut elsewhere
			bad := bytes.Clone(good)
			bad[i/100%len(bad)] ^= byte(1 + i/100%255)
			bad = bad[:len(bad)-i/100%7]
			bad[2] &^= 0x80
			broken.Write(bad)
			bad[2] |= 0x80
			replies.Write(bad)
		}
		answered(conn, uint16(i))
	}
	answered(replies, 7) // the first that comes back on it
}
