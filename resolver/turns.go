package resolver

import (
	"net/netip"
	"slices"
	"sync"
)

// turns let so many work at a time. Of those that wait, each client's network has one
// after another's: who comes with many connections waits behind themselves.
type turns struct {
	mu      sync.Mutex
	free    int
	waiting map[netip.Prefix][]chan struct{}
	next    []netip.Prefix // those that wait, each once
}

func newTurns(n int) *turns {
	return &turns{free: n, waiting: map[netip.Prefix][]chan struct{}{}}
}

// take waits for a turn, before others of its network if it is to, and says whether it
// had to wait.
func (t *turns) take(client netip.Addr, first bool) (waited bool) {
	network := networkOf(client, 24)
	t.mu.Lock()
	if t.free > 0 {
		t.free--
		t.mu.Unlock()
		return false
	}
	own := make(chan struct{})
	if len(t.waiting[network]) == 0 {
		t.next = append(t.next, network)
	}
	if first {
		t.waiting[network] = slices.Insert(t.waiting[network], 0, own)
	} else {
		t.waiting[network] = append(t.waiting[network], own)
	}
	t.mu.Unlock()
	<-own
	return true
}

// give lets the next have the turn.
func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.next) == 0 {
		t.free++
		return
	}
	network := t.next[0]
	t.next = t.next[1:]
	queue := t.waiting[network]
	close(queue[0])
	if len(queue) == 1 {
		delete(t.waiting, network)
		return
	}
	t.waiting[network] = queue[1:]
	t.next = append(t.next, network)
}
