package resolver_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// TestWorkGrowsWithTheBytes: what an upstream's answer costs is in proportion to its bytes,
// whatever its type, in one record or in many, at first and from memory.
func TestWorkGrowsWithTheBytes(t *testing.T) {
	up := newCanned(t)
	server := serve(t, forwardTo(up.upstream), nil)
	const runs = 2
	for _, typ := range everyType() {
		for shape, each := range map[string]int{"large": 64 << 10, "small": 100} {
			var first, again [3]spent
			var size [3]int
			for i, most := range []int{1 << 10, 8 << 10, 64 << 10} {
				r := answerOf(t, typ, most, each)
				size[i] = len(r.body)
				name := func(run int) string { return fmt.Sprintf("%s-%d-%d-%d.example.", shape, typ, most, run) }
				for run := range runs {
					up.answers[name(run)] = r
				}
				first[i] = leastSpent(runs, func(run int) {
					if m := asked(t, server, name(run), typ); m.Rcode != dns.RcodeSuccess || len(m.Answer) != r.count {
						t.Errorf("%s, %s records: %d of %d records, %s", dns.Type(typ), shape, len(m.Answer), r.count, dns.RcodeToString[m.Rcode])
					}
				})
				if most < 16<<10 {
					again[i] = leastSpent(runs, func(run int) { asked(t, server, name(run), typ) })
				}
			}
			if size[2] < 32<<10 {
				t.Errorf("%s, %s records: the answer has %d bytes only", dns.Type(typ), shape, size[2])
			}
			what := dns.Type(typ).String() + ", " + shape + " records"
			proportionate(t, what+", up to 8 KiB", first[0], first[1], size[1])
			proportionate(t, what+", up to 64 KiB", first[1], first[2], size[2])
			proportionate(t, what+", from memory", again[0], again[1], size[1])
		}
	}
}

// longName is a name of 255 bytes: of labels of one byte each, or with bytes that are escaped.
func longName(label string) []byte {
	one := append([]byte{byte(len(label))}, label...)
	name := bytes.Repeat(one, 254/len(one))
	if rest := 254 - len(name); rest > 1 {
		name = append(append(name, byte(rest-1)), strings.Repeat("x", rest-1)...)
	}
	return append(name, 0)
}

// TestWorkGrowsWithNames: the same for names in data and as owners, written out and compressed,
// for the records of the authority section, and for EDNS options, of an upstream and of a
// registrant's own server.
func TestWorkGrowsWithNames(t *testing.T) {
	up := newCanned(t)
	_, port, err := net.SplitHostPort(up.addr)
	if err != nil {
		t.Fatal(err)
	}
	s := newSource(t)
	s.set("alice.chain", "@ 60 NS ns\nns 60 A 127.0.0.1\n", inAYear())
	for domain, newServer := range map[string]func() *resolver.Server{
		"example.":     func() *resolver.Server { return serve(t, forwardTo(up.upstream), nil) },
		"alice.chain.": func() *resolver.Server { return delegated(t, port, s, forwardTo(up.upstream)) },
	} {
		for what, of := range hostile(domain) {
			server := newServer()
			var took [2]spent
			var size [2]int
			for i, most := range []int{8 << 10, 64 << 10} {
				r := of(most)
				size[i] = len(r.body) + len(r.opt)
				name := func(run int) string { return fmt.Sprintf("n%d-%d.%s", most, run, domain) }
				before := up.all()
				for run := range 2 {
					up.answers[name(run)] = r
				}
				took[i] = leastSpent(2, func(run int) { asked(t, server, name(run), dns.TypeNS) })
				if up.all() == before {
					t.Fatalf("%s, %s: nobody was asked", domain, what)
				}
			}
			proportionate(t, domain+", "+what, took[0], took[1], size[1])
		}
	}
}

// hostile are replies that are dear to read, of about so many bytes.
func hostile(domain string) map[string]func(size int) reply {
	repeat := func(size int, f func(i int) []byte) (r reply) {
		for {
			one := f(r.count)
			if len(r.body)+len(one) > min(size, 65000) {
				return r
			}
			r.body = append(r.body, one...)
			r.count++
		}
	}
	suffix := zone.MustParseName(domain).Wire()
	authority := func(r reply) reply { r.authority = true; return r }
	many := longName("a")
	escaped := longName("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a")
	// The first record's data is a long name, at a place that the others point to.
	behind := func(long []byte, rest func(pointer []byte) []byte) func(size int) reply {
		return func(size int) reply {
			head := wireRecord(toQuestion, dns.TypeNS, long)
			at := 12 + len("\x07n8192-0"+suffix) + 4 + len(head) - len(long)
			if size > 8<<10 {
				at++ // of n65536-0
			}
			pointer := []byte{0xC0 | byte(at>>8), byte(at)}
			r := repeat(size-len(head), func(int) []byte { return rest(pointer) })
			return reply{count: r.count + 1, body: append(head, r.body...)}
		}
	}
	chain := func(next int) []byte { return fmt.Appendf(nil, "\x06%06d%s", next, suffix) }
	options := func(size int, code uint16, data string) reply {
		one := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, code), uint16(len(data)))
		one = append(one, data...)
		return reply{count: 1, body: wireRecord(toQuestion, dns.TypeNS, []byte("\x01a\x00")), opt: bytes.Repeat(one, min(size, 64000)/len(one))}
	}
	return map[string]func(size int) reply{
		"labels of one byte": func(size int) reply {
			return repeat(size, func(i int) []byte {
				name := bytes.Clone(many)
				copy(name[1:], fmt.Sprintf("%c\x01%c\x01%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26))
				return wireRecord(toQuestion, dns.TypeNS, name)
			})
		},
		"names with escapes": func(size int) reply {
			return repeat(size, func(i int) []byte {
				name := bytes.Clone(escaped)
				copy(name[1:], fmt.Sprintf("%08d", i))
				return wireRecord(toQuestion, dns.TypeNS, name)
			})
		},
		"pointers to labels of one byte": behind(many, func(p []byte) []byte { return wireRecord(toQuestion, dns.TypeNS, p) }),
		"pointers to escapes":            behind(escaped, func(p []byte) []byte { return wireRecord(toQuestion, dns.TypeNS, p) }),
		"owners that point to escapes":   behind(escaped, func(p []byte) []byte { return wireRecord(string(p), dns.TypeA, []byte{192, 0, 2, 1}) }),
		"SOA, two pointers each": behind(escaped, func(p []byte) []byte {
			return wireRecord(toQuestion, dns.TypeSOA, append(append(p[:2:2], p...), make([]byte, 20)...))
		}),
		"HIP, pointers only": func(size int) reply {
			data := append([]byte{0, 2, 0, 0}, bytes.Repeat([]byte(toQuestion), min(size, 64000)/2)...)
			return reply{count: 1, body: wireRecord(toQuestion, dns.TypeHIP, data)}
		},
		"a chain of aliases": func(size int) reply {
			r := reply{count: 1, body: wireRecord(toQuestion, dns.TypeCNAME, chain(0))}
			more := repeat(size-len(r.body), func(i int) []byte { return wireRecord(string(chain(i)), dns.TypeCNAME, chain(i+1)) })
			return reply{count: 1 + more.count, body: append(r.body, more.body...)}
		},
		"owners of the authority section": func(size int) reply {
			return authority(repeat(size, func(i int) []byte {
				return wireRecord(fmt.Sprintf("\x04%04d%s", i, toQuestion), dns.TypeNSEC, []byte("\x00\x00\x01\x40"))
			}))
		},
		"signatures of the authority section": func(size int) reply {
			return authority(repeat(size, func(i int) []byte {
				return wireRecord(fmt.Sprintf("\x04%04d%s", i, toQuestion), dns.TypeRRSIG, append([]byte{0, 47, 8, 2}, make([]byte, 15)...))
			}))
		},
		"empty options":             func(size int) reply { return options(size, 65001, "") },
		"cookies":                   func(size int) reply { return options(size, dns.EDNS0COOKIE, "12345678") },
		"Extended DNS Errors":       func(size int) reply { return options(size, dns.EDNS0EDE, "\x00\x00") },
		"one long option":           func(size int) reply { return options(size, 65001, strings.Repeat("x", size*9/10)) },
		"an Extended DNS Error, \\": func(size int) reply { return options(size, dns.EDNS0EDE, strings.Repeat("\\", size*9/10)) },
	}
}

// TestWorkGrowsWithAnImage: the same for what a registrant publishes, at first and from memory.
func TestWorkGrowsWithAnImage(t *testing.T) {
	apex := zone.MustParseName("alice.chain")
	for _, typ := range everyType() {
		for shape, each := range map[string]int{"large": 8000, "small": 60} {
			var first, again [2]spent
			taken := true
			for i, most := range []int{1000, 8000} {
				set := zone.RRset{Owner: apex, Type: typ, TTL: 60}
				for size, variant := 60, 0; variant < 100; variant++ {
					data := rdataOf(t, typ, min(most, each)*8/10, variant)
					if size += len(data) + 2; size > most {
						break
					}
					set.Data = append(set.Data, data)
				}
				z, err := zone.New(apex, []zone.RRset{set})
				if err != nil {
					taken = false // it cannot be published
					break
				}
				s := newSource(t)
				s.image("alice.chain", z.Image())
				server := serve(t, nil, map[string]*source{"chain": s})
				first[i] = leastSpent(2, func(int) {
					server.Flush(apex)
					asked(t, server, "alice.chain.", typ)
				})
				again[i] = leastSpent(2, func(int) {
					if m := asked(t, server, "alice.chain.", typ); m.Rcode != dns.RcodeSuccess || len(m.Answer)+len(m.Ns) == 0 {
						t.Errorf("%s: %v", dns.Type(typ), m.MsgHdr)
					}
				})
			}
			if taken {
				what := dns.Type(typ).String() + ", " + shape + " records"
				proportionate(t, what, first[0], first[1], 8000)
				proportionate(t, what+", again", again[0], again[1], 8000)
			}
		}
	}
}

// TestWorkGrowsWithAQuery: the same for what a client sends.
func TestWorkGrowsWithAQuery(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	question := "\x05alice\x05chain\x00\x00\x01\x00\x01"
	for what, of := range map[string]func(size int) []byte{
		"questions that point back": func(size int) []byte {
			n := size / 6
			return append(binary.BigEndian.AppendUint16(nil, uint16(1+n)), append([]byte("\x00\x00\x00\x00\x00\x00"+question), bytes.Repeat([]byte(toQuestion+"\x00\x01\x00\x01"), n)...)...)
		},
		"options": func(size int) []byte {
			data := bytes.Repeat([]byte("\xfd\xe9\x00\x00"), size/4)
			opt := binary.BigEndian.AppendUint16([]byte("\x00\x00\x29\x04\xd0\x00\x00\x00\x00"), uint16(len(data)))
			return append([]byte("\x00\x01\x00\x00\x00\x00\x00\x01"+question), append(opt, data...)...)
		},
		"a long option": func(size int) []byte {
			data := binary.BigEndian.AppendUint16([]byte("\x00\x0a"), uint16(size))
			data = append(data, make([]byte, size)...)
			opt := binary.BigEndian.AppendUint16([]byte("\x00\x00\x29\x04\xd0\x00\x00\x00\x00"), uint16(len(data)))
			return append([]byte("\x00\x01\x00\x00\x00\x00\x00\x01"+question), append(opt, data...)...)
		},
	} {
		var took [2]spent
		for i, size := range []int{500, 4000} {
			packet := append([]byte("\x12\x34\x00\x00"), of(size)...)
			took[i] = leastSpent(3, func(int) { server.Handle(packet, loopback) })
		}
		if took[1].bytes > 10*took[0].bytes || took[1].bytes > 1<<20 {
			t.Errorf("%s: %d bytes for 4000, %d for 500", what, took[1].bytes, took[0].bytes)
		}
		// Over UDP as many as a datagram can hold come: they are not read.
		packet := append([]byte("\x12\x34\x00\x00"), of(60000)...)
		if got := leastSpent(3, func(int) { server.Handle(packet, loopback) }); got.bytes > 100<<10 {
			t.Errorf("%s: a datagram of 60,000 bytes allocates %d", what, got.bytes)
		}
	}
}

// TestAnswersUpTo16KiBAreKept: a longer one is passed on whole, and asked for again.
func TestAnswersUpTo16KiBAreKept(t *testing.T) {
	up := newCanned(t)
	server := serve(t, forwardTo(up.upstream), nil)
	const frame = 12 + len("\x07example\x00") + 4 + 12 // header, question, and the record but for its data
	for _, above := range []int{0, 1} {
		name := "example."
		server.Flush(zone.MustParseName(name))
		up.answers[name] = reply{count: 1, body: wireRecord(toQuestion, 65280, make([]byte, 16<<10-frame-2+2+above))}
		before := up.all()
		for range 2 {
			if m := asked(t, server, name, 65280); len(m.Answer) != 1 || len(m.Answer[0].(*dns.RFC3597).Rdata) != 2*(16<<10-frame+above) {
				t.Fatalf("%d above: %v", above, m.MsgHdr)
			}
		}
		// Each question is one over UDP and, being truncated there, one over TCP.
		if got, want := up.all()-before, 2*(1+above); got != want {
			t.Errorf("%d above: the upstream was asked %d times, want %d", above, got, want)
		}
	}
}

// TestAReplyLeadsThrough16Aliases: and not through 17, nor has a proof 129 records.
func TestAReplyLeadsThrough16Aliases(t *testing.T) {
	up := newCanned(t)
	server := serve(t, forwardTo(up.upstream), nil)
	for _, above := range []int{0, 1} {
		rcode := above * dns.RcodeServerFailure
		name := fmt.Sprintf("aliases%d.example.", above)
		r := reply{count: 17 + above}
		owner := toQuestion
		for i := range 16 + above {
			next := fmt.Sprintf("\x02%02d\x07example\x00", i)
			r.body = append(r.body, wireRecord(owner, dns.TypeCNAME, []byte(next))...)
			owner = next
		}
		r.body = append(r.body, wireRecord(owner, dns.TypeA, []byte{192, 0, 2, 1})...)
		up.answers[name] = r
		if m := asked(t, server, name, dns.TypeA); m.Rcode != rcode {
			t.Errorf("%d aliases: %s", 16+above, dns.RcodeToString[m.Rcode])
		}
		name = fmt.Sprintf("proof%d.example.", above)
		r = reply{count: 128 + above, authority: true}
		for i := range r.count {
			r.body = append(r.body, wireRecord(fmt.Sprintf("\x04%04d%s", i, toQuestion), dns.TypeNSEC, []byte("\x00\x00\x01\x40"))...)
		}
		up.answers[name] = r
		if m := asked(t, server, name, dns.TypeA); m.Rcode != rcode {
			t.Errorf("%d records of a proof: %s", r.count, dns.RcodeToString[m.Rcode])
		}
	}
}

// TestLikeRecordsAreOne: two records are the same by their owners in any case, types and wire data
// (RFC 2181 section 5), and the shorter TTL counts.
func TestLikeRecordsAreOne(t *testing.T) {
	up := startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Answer = records(t, "www.example. 60 TXT a\nWWW.example. 50 TXT a\nwww.example. 70 TXT \\097\nwww.example. 70 TXT A\nwww.example. 60 TXT a b\n")
		_ = w.WriteMsg(m)
	})
	m := ask(serve(t, forwardTo(up), nil), "www.example", dns.TypeTXT)
	if len(m.Answer) != 3 || m.Answer[0].Header().Ttl != 50 {
		t.Errorf("%v", m)
	}
}
