package resolver_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/zone"
)

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
