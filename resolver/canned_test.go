package resolver_test

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"net"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver"
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
