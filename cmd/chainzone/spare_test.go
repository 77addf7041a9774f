package main

import (
	"runtime"
	"testing"
)

// TestSpare: a server's garbage is collected no more often than every 32 MiB, and the
// thread that waits for datagrams finds a processor whatever is on the others.
func TestSpare(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	back := spare()
	if got := runtime.GOMAXPROCS(0); got != perProcessor*before {
		t.Errorf("%d processors for %d", got, before)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.NextGC < m.HeapAlloc+headroom {
		t.Errorf("garbage is collected at %d bytes, and %d are in use", m.NextGC, m.HeapAlloc)
	}
	back()
	if got := runtime.GOMAXPROCS(0); got != before {
		t.Errorf("%d processors afterwards, and there were %d", got, before)
	}
}
