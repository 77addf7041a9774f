package messages_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/resolver/messages"
	"chainzone/zone"
)

// heap returns what is reachable, in bytes.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what has been in a sync.Pool goes with the second
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// as makes records of one text, whose %d is the number of each.
func as(t *testing.T, count int, format string) (list []dns.RR) {
	t.Helper()
	for i := range count {
		text := format
		if strings.Contains(format, "%d") {
			text = fmt.Sprintf(format, i)
		}
		rr, err := dns.NewRR(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, rr)
	}
	return list
}

func emptyStrings(count int) []dns.RR {
	return []dns.RR{&dns.TXT{Hdr: dns.RR_Header{Name: "www.example.", Rrtype: dns.TypeTXT, Class: dns.ClassINET, Ttl: 300}, Txt: make([]string, count)}}
}

func serviceKeys(count, valueBytes int) []dns.RR {
	rr := &dns.SVCB{Hdr: dns.RR_Header{Name: "www.example.", Rrtype: dns.TypeSVCB, Class: dns.ClassINET, Ttl: 300}, Priority: 1, Target: "."}
	for i := range count {
		rr.Value = append(rr.Value, &dns.SVCBLocal{KeyCode: dns.SVCBKey(1000 + i), Data: make([]byte, valueBytes)})
	}
	return []dns.RR{rr}
}

func everyType() []dns.RR {
	rr := &dns.NSEC{Hdr: dns.RR_Header{Name: "www.example.", Rrtype: dns.TypeNSEC, Class: dns.ClassINET, Ttl: 300}, NextDomain: "a.example."}
	for typ := range 1 << 16 {
		rr.TypeBitMap = append(rr.TypeBitMap, uint16(typ))
	}
	return []dns.RR{rr}
}

// longName is 255 bytes on the wire.
var longName = strings.Repeat(strings.Repeat("n", 62)+".", 3) + strings.Repeat("n", 61) + ".a."

// TestBytesAreHeapBytes (issue: 600 answers that counted as 36 MB took 755 MB):
// a cache that is filled with one kind of answer takes the heap that it counts.
func TestBytesAreHeapBytes(t *testing.T) {
	const room = 4 << 20
	soa := as(t, 1, "example. 300 SOA ns.example. hostmaster.example. 1 7200 3600 1209600 300")
	for _, c := range []struct {
		name       string
		answer, ns []dns.RR
		entries    int // at least that many are kept; 0: each is too long to be kept
	}{
		{"a single address", as(t, 1, "www.example. 300 A 192.0.2.1"), nil, 5000},
		{"an absence", nil, soa, 1000},
		{"an ordinary signed answer", as(t, 4, "www.example. 300 AAAA 2001:db8::%d"), as(t, 2, "example. 300 NS ns%d.example."), 2000},
		{"16,000 empty strings", emptyStrings(16000), nil, 100},
		{"60,000 empty strings", emptyStrings(60000), nil, 0},
		{"1,000 addresses of one owner", as(t, 1000, "www.example. 300 AAAA 2001:db8::%d")[:500], nil, 100},
		{"4,000 addresses of one owner", as(t, 4000, "www.example. 300 AAAA 2001:db8::%d"), nil, 0},
		{"names that compression makes ten times shorter", as(t, 200, longName+" 300 MX %d "+longName)[:100], nil, 30},
		{"names that compression makes forty times shorter", as(t, 1000, longName+" 300 MX %d "+longName), nil, 0},
		{"SVCB of 1,500 keys", serviceKeys(1500, 0), nil, 200},
		{"SVCB of 1,500 keys with values", serviceKeys(1500, 6), nil, 100},
		{"a full NSEC bitmap", everyType(), nil, 200},
		{"a full NSEC bitmap of an absence", nil, append(everyType(), soa...), 50},
		{"text that is written with escapes", as(t, 1, `www.example. 300 TXT "`+strings.Repeat(`\255`, 255)+`"`), nil, 1000},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := messages.Message{Answer: c.answer, Ns: c.ns}
			before := heap()
			kept, err := messages.New(messages.Config{Bytes: room})
			if err != nil {
				t.Fatal(err)
			}
			for i := range 20000 {
				key := messages.Key{Name: zone.MustParseName(fmt.Sprintf("n%d.of.some.length.example", i)), Type: dns.TypeA}
				got, _, err := kept.Get(t.Context(), key, func() {}, func(context.Context) (messages.Message, error) { return m, nil })
				if err != nil || len(got.Answer) != len(c.answer) || len(got.Ns) != len(c.ns) {
					t.Fatalf("%d and %d records, want %d and %d: %v", len(got.Answer), len(got.Ns), len(c.answer), len(c.ns), err)
				}
				if s := kept.Stats(); s.Evictions > 20 || c.entries == 0 && i > 3 {
					break
				}
			}
			after, s := heap(), kept.Stats()
			took := after - before
			t.Logf("%d entries, counted as %d KiB, %d KiB of heap: %.2f", s.Entries, s.Bytes>>10, took>>10, float64(s.Bytes)/float64(max(took, 1)))
			if s.Entries < c.entries || c.entries == 0 && s.Entries > 0 {
				t.Errorf("%d entries are kept, want %d", s.Entries, c.entries)
			}
			// An empty cache has some KiB of its own.
			if took > s.Bytes*5/4+64<<10 || c.entries > 0 && s.Bytes > took*5/4 {
				t.Errorf("counted as %d KiB, %d KiB of heap", s.Bytes>>10, took>>10)
			}
			runtime.KeepAlive(kept)
		})
	}
}
