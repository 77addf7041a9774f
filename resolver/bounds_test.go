package resolver_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"net"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver"
	"chainzone/zone"
)

// spent is what a query took.
type spent struct {
	allocations, bytes uint64
	cpu                time.Duration // of the whole process
}

// cpuTime is what the process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// leastSpent is the least of a few runs, since other goroutines allocate too.
func leastSpent(runs int, f func(i int)) (least spent) {
	for i := range runs {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := cpuTime()
		f(i)
		cpu := cpuTime() - began
		runtime.ReadMemStats(&after)
		s := spent{after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc, cpu}
		if i == 0 {
			least = s
		}
		least = spent{min(least.allocations, s.allocations), min(least.bytes, s.bytes), min(least.cpu, s.cpu)}
	}
	return least
}

// under is what f takes at best, after up to 60 runs until that is under a limit: what else the
// machine does adds to CPU time too.
func under(limit time.Duration, f func()) time.Duration {
	best := leastSpent(5, func(int) { f() }).cpu
	for i := 0; i < 55 && best > limit; i++ {
		best = min(best, leastSpent(1, func(int) { f() }).cpu)
	}
	return best
}

// What a query may allocate for each byte that was received for it. A bitmap is the dearest: each
// byte is 8 types of 2 bytes, in slices that grow, four times over.
const (
	mostBytesEach = 400
	leastBytes    = 1 << 20 // that no proportion counts below
)

// proportionate checks what eight times the bytes took.
func proportionate(t *testing.T, what string, small, large spent, bytes int) {
	t.Helper()
	if large.bytes > 10*max(small.bytes, leastBytes/8) || large.allocations > 10*max(small.allocations, 200) {
		t.Errorf("%s: eight times the bytes take %d instead of %d bytes, %d instead of %d allocations", what, large.bytes, small.bytes, large.allocations, small.allocations)
	}
	if large.bytes > leastBytes+mostBytesEach*uint64(bytes) {
		t.Errorf("%s: %d bytes are allocated for %d", what, large.bytes, bytes)
	}
}

// canned is an upstream that answers a name over TCP with the records of a section in wire form,
// and over UDP with TC.
type canned struct {
	*upstream
	answers map[string]reply
}

// reply is the answer section of a message, or its authority section.
type reply struct {
	count     int
	authority bool
	body      []byte
	opt       []byte // data of an OPT record, nil for none
}

func newCanned(t *testing.T) *canned {
	c := &canned{answers: map[string]reply{}}
	c.upstream = startUpstream(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Authoritative = true
		if w.LocalAddr().Network() == "udp" {
			m.Truncated = true
			_ = w.WriteMsg(m)
			return
		}
		r := c.answers[dns.CanonicalName(q.Question[0].Name)]
		packet, err := m.Pack()
		if err != nil {
			t.Error(err)
			return
		}
		at := 6
		if r.authority {
			at = 8
		}
		binary.BigEndian.PutUint16(packet[at:], uint16(r.count))
		packet = append(packet, r.body...)
		if r.opt != nil {
			binary.BigEndian.PutUint16(packet[10:], 1)
			packet = append(packet, 0, 0, byte(dns.TypeOPT), 4, 208, 0, 0, 0, 0)
			packet = append(binary.BigEndian.AppendUint16(packet, uint16(len(r.opt))), r.opt...)
		}
		_, _ = w.Write(packet)
	})
	return c
}

// toQuestion is a compression pointer to the question's name.
const toQuestion = "\xC0\x0C"

// wireRecord is a record of the question's name.
func wireRecord(owner string, typ uint16, data []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte(owner), typ)
	b = append(b, 0, 1, 0, 0, 1, 44)
	return append(binary.BigEndian.AppendUint16(b, uint16(len(data))), data...)
}

// rdataOf is data of a type in wire form, of about n bytes if the type can have as many: its
// fields are filled in as their tags say.
func rdataOf(t *testing.T, typ uint16, n, variant int) []byte {
	t.Helper()
	newRR, known := dns.TypeToRR[typ]
	if !known {
		return append(binary.BigEndian.AppendUint32(nil, uint32(variant)), make([]byte, n)...)
	}
	rr := newRR()
	*rr.Header() = dns.RR_Header{Name: ".", Rrtype: typ, Class: dns.ClassINET}
	fill(reflect.ValueOf(rr).Elem(), n, variant)
	if typ == dns.TypeURI || typ == dns.TypeCAA { // the library does not write long ones
		return append([]byte{0, 1, byte(variant >> 8), byte(variant)}, strings.Repeat("x", n)...)
	}
	if typ == dns.TypeAMTRELAY {
		return append([]byte{1, 3}, fmt.Sprintf("\x05%05d\x00", variant)...)
	}
	buf := make([]byte, dns.Len(rr)+1<<10)
	end, err := dns.PackRR(rr, buf, 0, nil, false)
	if err != nil {
		t.Fatalf("%s: %v", dns.Type(typ), err)
	}
	return buf[11:end]
}

func fill(v reflect.Value, n, variant int) {
	for i := range v.NumField() {
		f, tag := v.Field(i), v.Type().Field(i).Tag.Get("dns")
		switch {
		case f.Type() == reflect.TypeFor[dns.RR_Header]():
		case f.Kind() == reflect.Struct: // embedded
			fill(f, n, variant)
		case tag == "cdomain-name", tag == "domain-name" && f.Kind() == reflect.String:
			f.SetString(fmt.Sprintf("v%d.example.", variant))
		case tag == "domain-name": // HIP's
			f.Set(reflect.ValueOf(slices.Repeat([]string{fmt.Sprintf("v%d.example.", variant)}, n/16)))
		case tag == "txt":
			f.Set(reflect.ValueOf(append([]string{fmt.Sprint(variant)}, slices.Repeat([]string{strings.Repeat("\\001", 255)}, n/256)...)))
		case tag == "a":
			f.Set(reflect.ValueOf(net.IPv4(192, 0, byte(variant>>8), byte(variant))))
		case tag == "aaaa":
			f.Set(reflect.ValueOf(net.IP(append([]byte{0x20, 1, 0x0d, 0xb8, 13: 0}, byte(variant>>8), byte(variant)))))
		case tag == "nsec":
			var types []uint16
			for typ := 1 + variant; typ < min(1<<16, 7*n); typ++ {
				types = append(types, uint16(typ))
			}
			f.Set(reflect.ValueOf(types))
		case tag == "pairs":
			var pairs []dns.SVCBKeyValue
			for key := range min(n/4, 40000) {
				pairs = append(pairs, &dns.SVCBLocal{KeyCode: dns.SVCBKey(1000 + key)})
			}
			f.Set(reflect.ValueOf(append(pairs, &dns.SVCBLocal{KeyCode: dns.SVCBKey(50000 + variant)})))
		case tag == "apl":
			f.Set(reflect.ValueOf(slices.Repeat([]dns.APLPrefix{{Network: net.IPNet{IP: net.IPv4(10, byte(variant>>8), byte(variant), 0).To4(), Mask: net.CIDRMask(24, 32)}}}, n/8)))
		case tag == "amtrelayhost", tag == "ipsechost", tag == "-":
		case tag == "base64":
			f.SetString(base64.StdEncoding.EncodeToString(fmt.Appendf(make([]byte, n), "%d", variant)))
		case tag == "hex":
			f.SetString(hex.EncodeToString(fmt.Appendf(make([]byte, n), "%d", variant)))
		case tag == "octet", tag == "any":
			f.SetString(strings.Repeat("x", n) + fmt.Sprint(variant))
		case strings.HasPrefix(tag, "size-"):
			f.SetString("")
		case f.Kind() == reflect.String: // one character string
			f.SetString(fmt.Sprint(variant))
		case f.Kind() == reflect.Uint16, f.Kind() == reflect.Uint32, f.Kind() == reflect.Uint64:
			f.SetUint(uint64(variant))
		case f.Kind() == reflect.Uint8:
			if name := v.Type().Field(i).Name; name != "GatewayType" && !strings.HasSuffix(name, "Length") && name != "Version" {
				f.SetUint(1)
			}
		}
	}
}

// answerOf has records of a type in about size bytes, each of the data's most length.
func answerOf(t *testing.T, typ uint16, size, each int) (r reply) {
	for variant := 0; ; variant++ {
		room := min(size-len(r.body), each) - 60
		if room < 0 {
			return r
		}
		data := rdataOf(t, typ, room*19/20, variant)
		if len(r.body)+len(data)+12 > min(size, 65000) {
			return r
		}
		r.body = append(r.body, wireRecord(toQuestion, typ, data)...)
		r.count++
	}
}

// asked is one packet's way through the server and back.
func asked(t *testing.T, server *resolver.Server, name string, typ uint16) *dns.Msg {
	q := new(dns.Msg).SetQuestion(name, typ)
	q.SetEdns0(1232, true)
	m, _ := server.Answer(t.Context(), q, resolver.Client{Addr: loopback.Addr, Transport: resolver.TCP})
	if _, err := m.Pack(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return m
}

// everyType is what a record can be, and some that the library does not know.
func everyType() (types []uint16) {
	for _, typ := range append(slices.Sorted(maps.Keys(dns.TypeToRR)), 65280, 1234) {
		if resolver.MetaType(typ) == dns.RcodeSuccess && typ != dns.TypeOPT && typ != dns.TypeANY && typ != dns.TypeTKEY && typ != dns.TypeTSIG {
			types = append(types, typ)
		}
	}
	return types
}

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

// TestNoQueryTakesLong is for the soak: CPU time, not elapsed, since the machine is shared.
func TestNoQueryTakesLong(t *testing.T) {
	if os.Getenv("CHAINZONE_SOAK") == "" {
		t.Skip("with CHAINZONE_SOAK only: it measures CPU time")
	}
	const (
		received = 5 * time.Millisecond // for each 64 KiB
		kept     = time.Millisecond
	)
	up := newCanned(t)
	server := serve(t, forwardTo(up.upstream), nil)
	check := func(what string, typ uint16, r reply, size int) {
		name := fmt.Sprintf("n%d-0.example.", size)
		up.answers[name] = r
		first := under(received, func() {
			server.Flush(zone.MustParseName(name))
			asked(t, server, name, typ)
		})
		if first > received {
			t.Errorf("%s: %v for %d bytes received", what, first, len(r.body)+len(r.opt))
		}
		again := under(kept, func() { asked(t, server, name, typ) })
		if size <= 16<<10 && again > kept {
			t.Errorf("%s: %v from memory, for %d bytes", what, again, len(r.body))
		}
		t.Logf("%-60s %6d bytes: %8v, again %8v", what, len(r.body)+len(r.opt), first, again)
	}
	for _, size := range []int{16000, 64 << 10} {
		for _, typ := range everyType() {
			check(dns.Type(typ).String()+", large records", typ, answerOf(t, typ, size, 64<<10), size)
			check(dns.Type(typ).String()+", small records", typ, answerOf(t, typ, size, 100), size)
		}
		for what, of := range hostile("example.") {
			check(what, dns.TypeNS, of(size), size)
		}
	}
	for what, z := range dearZones(t) {
		s := newSource(t)
		s.image("alice.chain", z.Image())
		server := serve(t, nil, map[string]*source{"chain": s})
		first := under(received, func() {
			server.Flush(z.Apex())
			asked(t, server, "alice.chain.", z.RRsets()[0].Type)
		})
		again := under(kept, func() { asked(t, server, "alice.chain.", z.RRsets()[0].Type) })
		if first > received || again > kept {
			t.Errorf("the image with %s: %v, from memory %v", what, first, again)
		}
		t.Logf("image with %-49s %6d bytes: %8v, again %8v", what, len(z.Image()), first, again)
	}
}

// dearZones are zones that fill an image with what is dear to read or to answer.
func dearZones(t *testing.T) map[string]*zone.Zone {
	apex := zone.MustParseName("alice.chain")
	build := func(sets []zone.RRset, more func(i int) []zone.RRset) *zone.Zone {
		z, err := zone.New(apex, sets)
		for i := 0; err == nil; i++ {
			var next *zone.Zone
			if next, err = zone.New(apex, slices.Concat(z.RRsets(), more(i))); err == nil {
				z = next
			}
		}
		if z == nil || len(z.Image()) < 7000 {
			t.Fatalf("%v", err)
		}
		return z
	}
	a := func(owner string) zone.RRset {
		return zone.RRset{Owner: zone.MustParseName(owner + "alice.chain"), Type: dns.TypeA, TTL: 60, Data: [][]byte{{192, 0, 2, 1}}}
	}
	deep := func(i int) string { return fmt.Sprintf("%c.%c.%s", 'a'+i%26, 'a'+i/26, strings.Repeat("x.", 117)) }
	mx := zone.RRset{Owner: apex, Type: dns.TypeMX, TTL: 60}
	for i := range 100 {
		mx.Data = append(mx.Data, []byte("\x00\x01"+zone.MustParseName(fmt.Sprintf("m%d.alice.chain", i)).Wire()))
	}
	return map[string]*zone.Zone{
		"names of 120 labels": build([]zone.RRset{a("")}, func(i int) []zone.RRset { return []zone.RRset{a(deep(i))} }),
		"many owners":         build([]zone.RRset{a("")}, func(i int) []zone.RRset { return []zone.RRset{a(fmt.Sprintf("%d.", i))} }),
		"100 servers of mail with addresses": build([]zone.RRset{mx}, func(i int) []zone.RRset {
			one := a(fmt.Sprintf("m%d.", i))
			one.Data = append(one.Data, []byte{192, 0, 2, 2}, []byte{192, 0, 2, 3}, []byte{192, 0, 2, 4})
			return []zone.RRset{one}
		}),
	}
}
