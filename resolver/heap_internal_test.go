package resolver

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"chainzone/cache"
	"chainzone/names"
	"chainzone/zone"
)

// heapAlloc returns what is reachable, in bytes.
func heapAlloc() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what has been in a sync.Pool goes with the second
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestZoneBytesAreHeapBytes: the cache of zones, filled with one kind of zone,
// takes the heap that it counts.
func TestZoneBytesAreHeapBytes(t *testing.T) {
	const room = 8 << 20
	long := "chain"
	for range 3 {
		long = strings.Repeat("o", 60) + "." + long
	}
	repeat := func(count int, of func(i int) []byte) (list [][]byte) {
		for i := range count {
			list = append(list, of(i))
		}
		return list
	}
	address := func(i int) []byte { return binary.BigEndian.AppendUint32(nil, 0xc0000200+uint32(i)) }
	var keys []byte
	for i := range 1500 {
		keys = binary.BigEndian.AppendUint16(keys, uint16(1000+i))
		keys = append(keys, 0, 0)
	}
	owners := func(count int, format string, typ uint16, data [][]byte) func(zone.Name) []zone.RRset {
		return func(apex zone.Name) (sets []zone.RRset) {
			for i := range count {
				owner := apex
				if format != "" {
					owner = zone.MustParseName(fmt.Sprintf(format, i) + "." + apex.String())
				}
				sets = append(sets, zone.RRset{Owner: owner, Type: typ, TTL: 300, Data: data})
			}
			return sets
		}
	}
	for _, c := range []struct {
		name, origin string
		sets         func(zone.Name) []zone.RRset
	}{
		{"a single address", "chain", owners(1, "", dns.TypeA, repeat(1, address))},
		{"an absent name", "chain", owners(0, "", 0, nil)},
		{"an absent name of a long origin", long, owners(0, "", 0, nil)},
		{"8,000 empty strings", "chain", owners(1, "", dns.TypeTXT, repeat(1, func(int) []byte { return make([]byte, 8000) }))},
		{"100 addresses of one owner", "chain", owners(1, "", dns.TypeA, repeat(100, address))},
		{"SVCB of 1,500 keys", "chain", owners(1, "s", dns.TypeSVCB, repeat(1, func(int) []byte { return append([]byte{0, 1, 0}, keys...) }))},
		{"a few hosts", "chain", owners(6, "h%d", dns.TypeA, repeat(2, address))},
		{"names that an image leaves the origin out of", long, owners(460, "%x", dns.TypeA, repeat(1, address))},
		{"names that are deep", "chain", owners(30, "%d"+strings.Repeat(".d", 110), dns.TypeA, repeat(1, address))},
		{"opaque records without data", long, owners(600, "%x", 65280, repeat(1, func(int) []byte { return nil }))},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := heapAlloc()
			zones, err := cache.New(cache.Config[place, held]{Bytes: room, Cost: cost})
			if err != nil {
				t.Fatal(err)
			}
			m := newMemory(zones, nil)
			for i := 0; zones.Stats().Evictions < 20 && i < 20000; i++ {
				name := zone.MustParseName(fmt.Sprintf("www.n%d.%s", i, c.origin)).Parent()
				z, err := zone.New(name, c.sets(name))
				if err != nil {
					t.Fatal(err)
				}
				h := held{state: names.State{Expiry: 1}}
				if h.zone, err = zone.Decode(name, z.Image()); err != nil {
					t.Fatal(err)
				}
				zones.Add(m.at(names.Node{byte(i), byte(i >> 8), byte(i >> 16)}), h)
			}
			after, s := heapAlloc(), zones.Stats()
			took := after - before
			t.Logf("%d entries, counted as %d KiB, %d KiB of heap: %.2f", s.Entries, s.Bytes>>10, took>>10, float64(s.Bytes)/float64(took))
			if took > s.Bytes*5/4+64<<10 || s.Bytes > took*5/4 {
				t.Errorf("counted as %d KiB, %d KiB of heap", s.Bytes>>10, took>>10)
			}
			runtime.KeepAlive(m)
		})
	}
}
