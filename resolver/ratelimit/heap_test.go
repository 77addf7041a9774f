package ratelimit_test

import (
	"net/netip"
	"runtime"
	"testing"
	"time"

	"chainzone/resolver/ratelimit"
)

// TestTableIsBounded: queries from ever more networks take no more memory than the
// documented bound.
func TestTableIsBounded(t *testing.T) {
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	l, err := ratelimit.New(ratelimit.Config{PerSecond: 1})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for i := range 200_000 {
		l.Take(netip.AddrFrom16([16]byte{0x20, 1, byte(i), byte(i >> 8), byte(i >> 16)}), now)
	}
	took := heap() - before
	t.Logf("%d KiB", took>>10)
	if took > ratelimit.MaxBytes || took < ratelimit.MaxBytes/2 {
		t.Errorf("%d KiB, want at most %d and more than half of it", took>>10, ratelimit.MaxBytes>>10)
	}
	runtime.KeepAlive(l)
}
