package resolver

import (
	"net"
	"net/netip"
	"sync"
)

// connections counts TCP connections, in all and by client prefix.
type connections struct {
	mu       sync.Mutex
	exempt   []netip.Prefix // counted in all, not by prefix
	all      int
	refused  uint64
	byPrefix map[netip.Prefix]int
}

func newConnections(exempt []netip.Prefix) *connections {
	return &connections{exempt: exempt, byPrefix: map[netip.Prefix]int{}}
}

// spare has other networks counted in all, not by prefix.
func (c *connections) spare(exempt []netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.exempt = exempt
}

// enter counts one in, unless that were too many. leave counts it out.
func (c *connections) enter(addr net.Addr) (leave func(), ok bool) {
	prefix := prefixOf(addr)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all >= maxConnections || c.byPrefix[prefix] >= maxPerPrefix && !contains(c.exempt, prefix.Addr()) {
		c.refused++
		return nil, false
	}
	c.all++
	c.byPrefix[prefix]++
	return sync.OnceFunc(func() { c.leave(prefix) }), true
}

// count says how many are open, and how many were refused so far.
func (c *connections) count() (open int, refused uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all, c.refused
}

func (c *connections) leave(prefix netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	if c.byPrefix[prefix]--; c.byPrefix[prefix] == 0 {
		delete(c.byPrefix, prefix)
	}
}

// prefixOf is the client's /32 or /56.
func prefixOf(a net.Addr) netip.Prefix {
	port, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Prefix{}
	}
	addr, bits := port.Addr().Unmap().WithZone(""), 32
	if addr.Is6() {
		bits = 56
	}
	prefix, _ := addr.Prefix(bits) // the bits fit the family
	return prefix
}
