package ratelimit_test

import (
	"encoding/binary"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"chainzone/resolver/ratelimit"
)

func limiter(t *testing.T, c ratelimit.Config) *ratelimit.Limiter {
	t.Helper()
	l, err := ratelimit.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func take(l *ratelimit.Limiter, client string, now time.Time, times int) (count [3]int) {
	for range times {
		count[l.Take(netip.MustParseAddr(client), now)]++
	}
	return count
}

// TestTake: a network has its share, every second one above it a hint to use
// TCP, and other networks theirs.
func TestTake(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	exempt := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	l := limiter(t, ratelimit.Config{PerSecond: 10, Exempt: exempt})
	for _, tc := range []struct {
		name, client string
		after        time.Duration
		want         [3]int
	}{
		{"the share, then TC for every second", "192.0.2.1", 0, [3]int{10, 45, 45}},
		{"a neighbour in the same /24", "192.0.2.200", 0, [3]int{0, 50, 50}},
		{"IPv4 in IPv6 is IPv4", "::ffff:192.0.2.9", 0, [3]int{0, 50, 50}},
		{"another network", "192.0.3.1", 0, [3]int{10, 45, 45}},
		{"IPv6", "2001:db8::1", 0, [3]int{10, 45, 45}},
		{"the same /56", "2001:db8:0:ff::1", 0, [3]int{0, 50, 50}},
		{"another /56", "2001:db8:0:100::1", 0, [3]int{10, 45, 45}},
		{"an exempt network", "127.0.0.1", 0, [3]int{100, 0, 0}},
		{"half a second later", "192.0.2.1", 500 * time.Millisecond, [3]int{5, 47, 48}},
	} {
		if got := take(l, tc.client, now.Add(tc.after), 100); got != tc.want {
			t.Errorf("%s: passed, slipped, dropped %v, want %v", tc.name, got, tc.want)
		}
	}
	if got := take(limiter(t, ratelimit.Config{}), "192.0.2.1", now, 100); got != [3]int{100, 0, 0} {
		t.Errorf("without a limit: %v", got)
	}
	if got := take(limiter(t, ratelimit.Config{PerSecond: 1, Burst: 5, Slip: 1}), "192.0.2.1", now, 100); got != [3]int{5, 95, 0} {
		t.Errorf("a burst, and TC for all: %v", got)
	}
}

// TestF14Spoofed (F14): 300,000 networks, and any more, take a bounded memory.
func TestF14Spoofed(t *testing.T) {
	l := limiter(t, ratelimit.Config{PerSecond: 10})
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	now := time.Unix(1_800_000_000, 0)
	for i := range uint32(300_000) {
		l.Take(netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, i<<8))), now)
	}
	if grown := int64(heap() - before); grown > 32<<20 {
		t.Errorf("the heap grew by %d KiB", grown>>10)
	}
	runtime.KeepAlive(l)
}
