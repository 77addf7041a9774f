package resolver

import (
	"context"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"slices"
	"sync/atomic"

	"github.com/miekg/dns"

	"chainzone/resolver/ratelimit"
	"chainzone/zone"
)

// rules are what queries are answered by: the part of a Config that a reload
// replaces. They do not change once they are made, and a query keeps to those it
// began with.
type rules struct {
	query, recursion []netip.Prefix
	limits           Limits
	limiter          *ratelimit.Limiter
	private          Private
	delegation       []netip.Prefix
	identity         Identity
	rotate           bool
	certificate      func(*tls.ClientHelloInfo) (*tls.Certificate, error)
	origins          []*origin
	removed          []zone.Name // origins of earlier rules: nobody is asked for their names
	forward          []*forwarded
	users            users // queries, and the reads and questions that they began
}

// newRules makes rules of a configuration. What c leaves as it was in old, nil
// at the start, is taken over.
func (s *Server) newRules(c Config, old *rules) (r *rules, err error) {
	if old == nil {
		old = new(rules)
	}
	if e := c.Encrypted; len(e.TLS)+len(e.HTTPS)+len(e.QUIC) > 0 && e.Certificate == nil {
		return nil, errors.New("encrypted: a certificate is needed")
	}
	if len(c.Origins) == 0 && len(c.Forward) == 0 {
		return nil, errors.New("neither origins nor forward: nothing could be answered")
	}
	r = &rules{
		query: c.Query, recursion: c.Recursion, limits: c.Limits, limiter: old.limiter, private: c.Private, delegation: c.Delegation,
		identity: c.Identity, rotate: c.Rotate, certificate: c.Encrypted.Certificate, users: users{gone: make(chan struct{})},
	}
	if r.recursion == nil {
		r.recursion = local
	}
	if r.identity.NSID == nil {
		r.identity.NSID = s.nsid
	}
	if r.certificate == nil {
		r.certificate = old.certificate
	}
	if r.limiter == nil || !r.limits.same(old.limits) {
		if r.limiter, err = ratelimit.New(ratelimit.Config{PerSecond: c.Limits.Queries, Slip: c.Limits.Slip, Exempt: c.Limits.Exempt}); err != nil {
			return nil, err
		}
	}
	for i, o := range c.Origins {
		if err := s.addOrigin(r, o, old); err != nil {
			return nil, fmt.Errorf("origins[%d]: %w", i, err)
		}
	}
	for _, name := range old.zonesOnce() {
		if r.originAt(name) == nil {
			r.removed = append(r.removed, name)
		}
	}
	for i, f := range c.Forward {
		if err := s.addForward(r, f, old); err != nil {
			r.closeForward(old)
			return nil, fmt.Errorf("forward[%d]: %w", i, err)
		}
	}
	return r, nil
}

func (s *Server) addOrigin(r *rules, o Origin, old *rules) (err error) {
	if o.Name.IsZero() || o.Source == nil {
		return errors.New("a name and a source are needed")
	}
	if r.originAt(o.Name) != nil {
		return fmt.Errorf("%s is there twice", o.Name)
	}
	if o, err = o.withDefaults(); err != nil {
		return err
	}
	out := &origin{Origin: o}
	if was := old.originAt(o.Name); was != nil && (was.Source == o.Source || o.Data != "" && was.Data == o.Data) {
		out.memory = was.memory
		if was.Source == o.Source {
			out.follower = was.follower
		}
	} else {
		out.memory = newMemory(s.zones, s.serialOf(o.Name))
	}
	r.origins = append(r.origins, out)
	return nil
}

func (s *Server) addForward(r *rules, f Forward, old *rules) error {
	for _, was := range old.forward {
		if was.same(f) {
			r.forward = append(r.forward, was)
			return nil
		}
	}
	s.groups++
	out, err := newForwarded(f, s.groups, s.log)
	if err != nil {
		return err
	}
	r.forward = append(r.forward, out)
	return nil
}

// closeForward ends the groups that other, nil for none, does not have.
func (r *rules) closeForward(other *rules) {
	for _, f := range r.forward {
		if other == nil || !slices.Contains(other.forward, f) {
			f.group.Close()
		}
	}
}

// zonesOnce are the domains that were origins under these rules or before.
func (r *rules) zonesOnce() []zone.Name {
	names := slices.Clone(r.removed)
	for _, o := range r.origins {
		names = append(names, o.Name)
	}
	return names
}

// originAt is the origin of that very name, nil if there is none.
func (r *rules) originAt(name zone.Name) *origin {
	for _, o := range r.origins {
		if o.Name == name {
			return o
		}
	}
	return nil
}

// originOf is the longest origin at or above name, nil if none.
func (r *rules) originOf(name zone.Name) *origin {
	return longestAbove(name, r.origins, func(o *origin) zone.Name { return o.Name })
}

// longestAbove is the one of the longest zone at or above name, nil if none.
func longestAbove[T any](name zone.Name, list []*T, zoneOf func(*T) zone.Name) (best *T) {
	for _, one := range list {
		if z := zoneOf(one); name.IsAtOrBelow(z) && (best == nil || z.NumLabels() > zoneOf(best).NumLabels()) {
			best = one
		}
	}
	return best
}

// wasOrigin says whether a name outside of all origins is in a domain that was
// one. Such a name was never anybody else's business, and is not forwarded now
// that nobody answers it, unless the operator forwards that very domain, or one
// below it.
func (r *rules) wasOrigin(name zone.Name) bool {
	return slices.ContainsFunc(r.removed, func(removed zone.Name) bool {
		f := r.forwardedOf(name)
		return name.IsAtOrBelow(removed) && (f == nil || !f.Zone.IsAtOrBelow(removed))
	})
}

// forwardedOf is the longest forwarded zone at or above name, nil if none.
func (r *rules) forwardedOf(name zone.Name) *forwarded {
	return longestAbove(name, r.forward, func(f *forwarded) zone.Name { return f.Zone })
}

func (r *rules) mayRecurse(from netip.Addr) bool {
	return contains(r.recursion, from.Unmap().WithZone(""))
}

func (r *rules) mayQuery(from netip.Addr) bool {
	return r.query == nil || contains(r.query, from.Unmap().WithZone(""))
}

// cameBack says whether a query is one that this server sent to an upstream.
func (r *rules) cameBack(e edns, q dns.Question) bool {
	cookie := hex.EncodeToString(e.client)
	return slices.ContainsFunc(r.forward, func(f *forwarded) bool { return f.group.Ours(cookie, q) })
}

// scopeOf is what the upstreams of one forwarded zone are believed about: the names
// of that zone, and those that are in no forwarded zone at all, since nobody else
// can be asked about them; but no name that is answered here, was so under an
// origin, or, if guarded, means something inside of the operator's network.
func (r *rules) scopeOf(f *forwarded, guarded bool) scope {
	return scope{func(owner zone.Name) bool {
		if other := r.forwardedOf(owner); other != nil && other != f || r.originOf(owner) != nil || r.wasOrigin(owner) {
			return false
		}
		_, kept := r.keptZoneOf(owner)
		return !kept && (!guarded || !r.isLocal(owner))
	}, maxTTL}
}

// users counts who uses something that is to be ended after the last of them.
type users struct {
	count   atomic.Int64
	retired atomic.Bool
	gone    chan struct{}
}

// enter counts one in, unless the last has left for good.
func (u *users) enter() bool {
	if u.count.Add(1) > 0 {
		return true
	}
	u.count.Add(-1)
	return false
}

func (u *users) leave() {
	if u.count.Add(-1) == 0 {
		u.end()
	}
}

// retire returns a channel that is closed when the last user left. From then on
// nobody enters.
func (u *users) retire() <-chan struct{} {
	u.retired.Store(true)
	u.end()
	return u.gone
}

func (u *users) end() {
	if u.retired.Load() && u.count.CompareAndSwap(0, math.MinInt64/2) {
		close(u.gone)
	}
}

// enter returns the present rules, for their caller to leave; nil after the end.
func (s *Server) enter() *rules {
	for {
		r := s.rules.Load()
		if r.users.enter() {
			return r
		}
		if r == s.rules.Load() {
			return nil
		}
	}
}

// load runs one that outlives the query that began it, but not the server. The
// rules' upstreams and sources stay open meanwhile.
func load[V any](ctx context.Context, s *Server, r *rules, f func(context.Context) (V, error)) (V, error) {
	if !r.users.enter() {
		var none V
		return none, context.Canceled
	}
	defer r.users.leave()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.queries, cancel)()
	return f(ctx)
}
