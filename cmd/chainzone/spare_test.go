package main

import (
	"runtime"
	"testing"
)

// TestSpare: the thread that waits for datagrams finds a processor whatever is on
// the others.
func TestSpare(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	back := spare()
	if got := runtime.GOMAXPROCS(0); got != perProcessor*before {
		t.Errorf("%d processors for %d", got, before)
	}
	back()
	if got := runtime.GOMAXPROCS(0); got != before {
		t.Errorf("%d processors afterwards, and there were %d", got, before)
	}
}
