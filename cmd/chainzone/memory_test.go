package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// TestMemoryRules: garbage is collected no more often than every 24 MiB while there
// is room, and memory stays within the caches' sizes and 64 MiB.
func TestMemoryRules(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	before := debug.SetMemoryLimit(-1)
	const caches = 96 << 20
	back := memoryRules(caches)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.NextGC < m.HeapAlloc+headroom {
		t.Errorf("garbage is collected at %d bytes, and %d are in use", m.NextGC, m.HeapAlloc)
	}
	// Of the limit, headroom is never touched.
	if got := debug.SetMemoryLimit(-1) - headroom; got <= caches || got+outsideRuntime > caches+besideCaches {
		t.Errorf("the limit is %d MiB for caches of %d", got>>20, caches>>20)
	}
	back()
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("the limit is %d afterwards, and it was %d", got, before)
	}
}

// TestOwnMemorySettingsWin: what an operator sets in the environment is left alone.
func TestOwnMemorySettingsWin(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "1GiB")
	before := debug.SetMemoryLimit(1 << 30)
	defer debug.SetMemoryLimit(before)
	back := memoryRules(96 << 20)
	if got := debug.SetMemoryLimit(-1); got != 1<<30 {
		t.Errorf("the limit is %d, and GOMEMLIMIT says 1 GiB", got)
	}
	back()
	debug.SetMemoryLimit(math.MaxInt64)
	t.Setenv("GOMEMLIMIT", "")
	t.Setenv("GOGC", "50")
	back = memoryRules(96 << 20)
	defer back()
	if got := debug.SetMemoryLimit(-1); got != 96<<20+besideCaches-outsideRuntime {
		t.Errorf("the limit is %d MiB, with nothing that is not touched", got>>20)
	}
}

// TestCachesOfAConfiguration: what is not said counts as its default.
func TestCachesOfAConfiguration(t *testing.T) {
	for _, c := range []struct {
		config cacheConfig
		want   int64
	}{
		{cacheConfig{}, 128 << 20},
		{cacheConfig{Zones: byteSize{bytes: 1 << 20}}, 65 << 20},
		{cacheConfig{Zones: byteSize{bytes: 1 << 20}, Messages: byteSize{bytes: 2 << 20}}, 3 << 20},
	} {
		if got := c.config.total(); got != c.want {
			t.Errorf("%v: %d, want %d", c.config, got, c.want)
		}
	}
}
