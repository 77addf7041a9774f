package resolver

import "sync/atomic"

// givenUp counts what a connection asked for and was no query, or was not waited
// for: a client that does little else is cut off (CVE-2023-44487). A query that is
// answered makes up for one of them.
type givenUp struct{ count atomic.Int32 }

// more counts one, and reports whether that is one too many.
func (g *givenUp) more() bool { return g.count.Add(1) > maxGivenUp }

// most reports whether the next is one too many.
func (g *givenUp) most() bool { return g.count.Load() >= maxGivenUp }

// less makes up for one.
func (g *givenUp) less() {
	for n := g.count.Load(); n > 0; n = g.count.Load() {
		if g.count.CompareAndSwap(n, n-1) {
			return
		}
	}
}
