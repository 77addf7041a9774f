package resolver_test

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// query is a message of a header, a question and records in wire form, with the counts of each.
func query(opcode byte, counts [4]uint16, parts ...string) []byte {
	b := []byte{0x12, 0x34, opcode << 3, 0}
	for _, n := range counts {
		b = binary.BigEndian.AppendUint16(b, n)
	}
	return append(b, strings.Join(parts, "")...)
}

const aliceA = "\x05alice\x05chain\x00\x00\x01\x00\x01"

// opt is an OPT record with data that is not looked at.
func opt(data string) string {
	return "\x00\x00\x29\x04\xd0\x00\x00\x00\x00" + string(binary.BigEndian.AppendUint16(nil, uint16(len(data)))) + data
}

// tsig is a signature by a key of that name, of a class.
func tsig(key, class string) string {
	data := "\x0bhmac-sha256\x00" + "\x00\x00\x60\x00\x00\x00" + "\x01\x2c" + "\x00\x20" + strings.Repeat("m", 32) + "\x12\x34" + "\x00\x00" + "\x00\x00"
	return zone.MustParseName(key).Wire() + "\x00\xfa" + class + "\x00\x00\x00\x00" + string(binary.BigEndian.AppendUint16(nil, uint16(len(data)))) + data
}

// TestAQueryWithOPTGetsOneBack (RFC 6891 sections 6.1.1, 6.1.2 and 7): whatever else is wrong, and
// no option that is not served is anybody's error.
func TestAQueryWithOPTGetsOneBack(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	one := func(data string) []byte { return query(0, [4]uint16{1, 0, 0, 1}, aliceA, opt(data)) }
	for what, tc := range map[string]struct {
		packet []byte
		rcode  int
	}{
		"no option":                       {one(""), dns.RcodeSuccess},
		"LLQ of one byte":                 {one("\x00\x01\x00\x01x"), dns.RcodeSuccess},
		"UL of three bytes":               {one("\x00\x02\x00\x03xxx"), dns.RcodeSuccess},
		"a subnet of no family":           {one("\x00\x08\x00\x04\x00\x09\x20\x00"), dns.RcodeSuccess},
		"a subnet cut short":              {one("\x00\x08\x00\x01\x00"), dns.RcodeSuccess},
		"EXPIRE of one byte":              {one("\x00\x09\x00\x01x"), dns.RcodeSuccess},
		"CHAIN of no name":                {one("\x00\x0d\x00\x01\xff"), dns.RcodeSuccess},
		"an empty KEY-TAG":                {one("\x00\x0e\x00\x00"), dns.RcodeSuccess},
		"an EDE of one byte":              {one("\x00\x0f\x00\x01x"), dns.RcodeSuccess},
		"Report-Channel of no name":       {one("\x00\x12\x00\x02\xc0\x0c"), dns.RcodeSuccess},
		"ZONEVERSION of one byte":         {one("\x00\x13\x00\x01x"), dns.RcodeSuccess},
		"option 0":                        {one("\x00\x00\x00\x00"), dns.RcodeSuccess},
		"option 65535":                    {one("\xff\xff\x00\x03xxx"), dns.RcodeSuccess},
		"NSID with data":                  {one("\x00\x03\x00\x01x"), dns.RcodeSuccess},
		"16 options":                      {one(strings.Repeat("\xfd\xe9\x00\x00", 16)), dns.RcodeSuccess},
		"17 options":                      {one(strings.Repeat("\xfd\xe9\x00\x00", 17)), dns.RcodeFormatError},
		"a cookie of 7 bytes":             {one("\x00\x0a\x00\x07xxxxxxx"), dns.RcodeFormatError},
		"a cookie of 41 bytes":            {one("\x00\x0a\x00\x29" + strings.Repeat("x", 41)), dns.RcodeFormatError},
		"keepalive of one byte":           {one("\x00\x0b\x00\x01x"), dns.RcodeFormatError},
		"an option cut short":             {one("\xfd\xe9\x00\x05x"), dns.RcodeFormatError},
		"half an option":                  {one("\xfd\xe9"), dns.RcodeFormatError},
		"EDNS version 1":                  {query(0, [4]uint16{1, 0, 0, 1}, aliceA, "\x00\x00\x29\x04\xd0\x00\x01\x00\x00\x00\x00"), dns.RcodeBadVers},
		"NOTIFY":                          {query(4, [4]uint16{1, 0, 0, 1}, aliceA, opt("")), dns.RcodeNotImplemented},
		"UPDATE":                          {query(5, [4]uint16{1, 0, 0, 1}, aliceA, opt("")), dns.RcodeNotImplemented},
		"opcode 15":                       {query(15, [4]uint16{1, 0, 0, 1}, aliceA, opt("")), dns.RcodeNotImplemented},
		"no question":                     {query(0, [4]uint16{0, 0, 0, 1}, opt("")), dns.RcodeFormatError},
		"two questions":                   {query(0, [4]uint16{2, 0, 0, 1}, aliceA, aliceA, opt("")), dns.RcodeFormatError},
		"two OPTs":                        {query(0, [4]uint16{1, 0, 0, 2}, aliceA, opt(""), opt("")), dns.RcodeFormatError},
		"three additional records":        {query(0, [4]uint16{1, 0, 0, 3}, aliceA, opt(""), opt(""), opt("")), dns.RcodeFormatError},
		"an answer":                       {query(0, [4]uint16{1, 1, 0, 1}, aliceA, "\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x00\x00\x04\xc0\x00\x02\x01", opt("")), dns.RcodeFormatError},
		"an answer, and a cookie":         {query(0, [4]uint16{0, 1, 0, 1}, "\x00\x00\x01\x00\x01\x00\x00\x00\x00\x00\x04\xc0\x00\x02\x01", opt("\x00\x0a\x00\x08xxxxxxxx")), dns.RcodeFormatError},
		"a record cut short after it":     {query(0, [4]uint16{1, 0, 0, 2}, aliceA, opt(""), "\x00\x00\x01"), dns.RcodeFormatError},
		"a type that cannot be asked for": {query(0, [4]uint16{1, 0, 0, 1}, "\x05alice\x05chain\x00\x00\x29\x00\x01", opt("")), dns.RcodeFormatError},
		"another domain":                  {query(0, [4]uint16{1, 0, 0, 1}, "\x05alice\x00\x00\x01\x00\x01", opt("")), dns.RcodeRefused},
	} {
		m := new(dns.Msg)
		if err := m.Unpack(server.Handle(tc.packet, loopback)); err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if m.Rcode != tc.rcode || m.IsEdns0() == nil || m.IsEdns0().Version() != 0 || m.IsEdns0().UDPSize() != 1232 {
			t.Errorf("%s: %v", what, m)
		}
	}
}

// TestAnUnknownKeyIsBADKEY (RFC 8945 sections 5.1, 5.2.1, 5.3.2).
func TestAnUnknownKeyIsBADKEY(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	const anyClass, in = "\x00\xff", "\x00\x01"
	for what, tc := range map[string]struct {
		packet []byte
		rcode  int
	}{
		"alone":                     {query(0, [4]uint16{1, 0, 0, 1}, aliceA, tsig("key.example", anyClass)), dns.RcodeNotAuth},
		"behind OPT":                {query(0, [4]uint16{1, 0, 0, 2}, aliceA, opt(""), tsig("key.example", anyClass)), dns.RcodeNotAuth},
		"of another domain":         {query(0, [4]uint16{1, 0, 0, 1}, "\x01x\x00\x00\x01\x00\x01", tsig("key.example", anyClass)), dns.RcodeNotAuth},
		"AXFR":                      {query(0, [4]uint16{1, 0, 0, 1}, "\x05alice\x05chain\x00\x00\xfc\x00\x01", tsig("key.example", anyClass)), dns.RcodeNotAuth},
		"UPDATE":                    {query(5, [4]uint16{1, 0, 0, 1}, aliceA, tsig("key.example", anyClass)), dns.RcodeNotAuth},
		"before OPT":                {query(0, [4]uint16{1, 0, 0, 2}, aliceA, tsig("key.example", anyClass), opt("")), dns.RcodeFormatError},
		"twice":                     {query(0, [4]uint16{1, 0, 0, 2}, aliceA, tsig("key.example", anyClass), tsig("key.example", anyClass)), dns.RcodeFormatError},
		"twice, with OPT":           {query(0, [4]uint16{1, 0, 0, 3}, aliceA, opt(""), tsig("key.example", anyClass), tsig("key.example", anyClass)), dns.RcodeFormatError},
		"in the answer section":     {query(0, [4]uint16{1, 1, 0, 0}, aliceA, tsig("key.example", anyClass)), dns.RcodeFormatError},
		"in the authority section":  {query(0, [4]uint16{1, 0, 1, 0}, aliceA, tsig("key.example", anyClass)), dns.RcodeFormatError},
		"of class IN":               {query(0, [4]uint16{1, 0, 0, 1}, aliceA, tsig("key.example", in)), dns.RcodeFormatError},
		"cut short":                 {query(0, [4]uint16{1, 0, 0, 1}, aliceA, strings.TrimSuffix(tsig("key.example", anyClass), "\x00\x00")), dns.RcodeFormatError},
		"a key of 255 bytes by UDP": {query(0, [4]uint16{1, 0, 0, 1}, aliceA, tsig(strings.Repeat("a.", 127), anyClass)), dns.RcodeNotAuth},
	} {
		m := new(dns.Msg)
		if err := m.Unpack(server.Handle(tc.packet, loopback)); err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if m.Rcode != tc.rcode || len(m.Answer) > 0 {
			t.Errorf("%s: %v", what, m)
		}
		var last *dns.TSIG
		if n := len(m.Extra); n > 0 {
			last, _ = m.Extra[n-1].(*dns.TSIG)
		}
		switch {
		case (last != nil) != (tc.rcode == dns.RcodeNotAuth):
			t.Errorf("%s: %v", what, m)
		case last != nil && (last.Error != dns.RcodeBadKey || last.MACSize != 0 || last.OrigId != 0x1234 || last.Algorithm != "hmac-sha256." || last.Hdr.Class != dns.ClassANY || last.Hdr.Ttl != 0 || last.OtherLen != 0):
			t.Errorf("%s: %v", what, last)
		}
	}
}

// TestAForwardPointerIsFORMERR: in the question too, where nothing is in front of it.
func TestAForwardPointerIsFORMERR(t *testing.T) {
	server := serve(t, nil, map[string]*source{"chain": newSource(t)})
	for what, packet := range map[string][]byte{
		"to what follows": query(0, [4]uint16{1, 0, 0, 0}, "\xc0\x12\x00\x01\x00\x01\x05alice\x05chain\x00"),
		"to itself":       query(0, [4]uint16{1, 0, 0, 0}, "\xc0\x0c\x00\x01\x00\x01"),
		"to its label":    query(0, [4]uint16{1, 0, 0, 0}, "\x05alice\xc0\x0c\x00\x01\x00\x01"),
	} {
		m := new(dns.Msg)
		if err := m.Unpack(server.Handle(packet, loopback)); err != nil || m.Rcode != dns.RcodeFormatError {
			t.Errorf("%s: %v, %v", what, m, err)
		}
	}
}

// TestAReferralHasDSForDO (RFC 4035 section 3.1, RFC 3225 section 3): and for nobody else.
func TestAReferralHasDSForDO(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 NS ns.example.\n@ 60 DS 1 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	for _, edns := range []int{0, 1, 2} { // none, without DO, with
		q := new(dns.Msg).SetQuestion("www.alice.chain.", dns.TypeA)
		if edns > 0 {
			q.SetEdns0(1232, edns == 2)
		}
		m, _ := server.Answer(t.Context(), q, loopback)
		has := slices.ContainsFunc(m.Ns, func(rr dns.RR) bool { return rr.Header().Rrtype == dns.TypeDS })
		if has != (edns == 2) {
			t.Errorf("EDNS %d: %v", edns, m)
		}
	}
	// A question for DS is answered with it.
	if m := ask(server, "alice.chain", dns.TypeDS); len(m.Answer) != 1 {
		t.Errorf("%v", m)
	}
}

// TestEveryReplyCountsAgainstTheRate: whatever an address that may be forged is sent.
func TestEveryReplyCountsAgainstTheRate(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	for what, packet := range map[string][]byte{
		"an answer":      query(0, [4]uint16{1, 0, 0, 0}, aliceA),
		"cookie only":    query(0, [4]uint16{0, 0, 0, 1}, opt("\x00\x0a\x00\x08xxxxxxxx")),
		"a false cookie": query(0, [4]uint16{0, 0, 0, 1}, opt("\x00\x0a\x00\x18"+strings.Repeat("x", 24))),
		"FORMERR":        query(0, [4]uint16{2, 0, 0, 0}, aliceA),
		"no question":    query(0, [4]uint16{0, 0, 0, 0}),
		"NOTIMP":         query(4, [4]uint16{1, 0, 0, 0}, aliceA),
		"BADVERS":        query(0, [4]uint16{1, 0, 0, 1}, aliceA, "\x00\x00\x29\x04\xd0\x00\x01\x00\x00\x00\x00"),
		"NOTAUTH":        query(0, [4]uint16{1, 0, 0, 1}, aliceA, tsig("key.example", "\x00\xff")),
	} {
		server, err := resolver.New(resolver.Config{
			Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}}, Limits: resolver.Limits{Queries: 5, Slip: 2},
		})
		if err != nil {
			t.Fatal(err)
		}
		client := resolver.Client{Addr: netip.MustParseAddr("203.0.113.9")}
		replies := 0
		for range 1000 {
			if server.Handle(packet, client) != nil {
				replies++
			}
		}
		if st := server.Stats(); replies > 600 || st.Limited == 0 {
			t.Errorf("%s: %d replies of 1000, %d limited", what, replies, st.Limited)
		}
		client.Transport = resolver.TCP // whose address is not forged
		if server.Handle(packet, client) == nil {
			t.Errorf("%s: no reply over TCP", what)
		}
	}
}
