package resolver

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver/forward"
	"chainzone/zone"
)

// What one query may ask of the servers that chain data chose.
const (
	maxServers   = 13 // of a delegation
	maxAddresses = 6  // of a server
	maxPerTarget = 4  // questions to one address

	delegatedLimit = 800 * time.Millisecond // for one
)

var (
	errNoServer = errors.New("no server has an answer")
	errUseless  = errors.New("servers reply, and none has an answer")
)

// delegation is a zone cut and who answers below it.
type delegation struct {
	cut     zone.Name
	servers []zone.Name
	glue    map[zone.Name][]netip.Addr
}

func newDelegation(cut zone.Name) delegation {
	return delegation{cut: cut, glue: map[zone.Name][]netip.Addr{}}
}

func (d *delegation) addServer(name zone.Name) {
	if _, there := d.glue[name]; !there && len(d.servers) < maxServers {
		d.servers = append(d.servers, name)
		d.glue[name] = nil
	}
}

func (d *delegation) addGlue(server zone.Name, ip []byte) {
	list, there := d.glue[server]
	if addr, ok := netip.AddrFromSlice(ip); ok && there && len(list) < maxAddresses {
		d.glue[server] = append(list, addr.Unmap())
	}
}

// delegationOf is what a name's zone says of a cut in it.
func delegationOf(a zone.Answer) delegation {
	d := newDelegation(a.NS.Owner)
	for _, server := range a.NS.Targets() {
		d.addServer(server)
	}
	for _, set := range a.Glue {
		for _, data := range set.Data {
			d.addGlue(set.Owner, data)
		}
	}
	return d
}

// referralIn is the delegation below d that d's server answers name with.
// Addresses are taken from d's own zone only.
func referralIn(r *dns.Msg, d delegation, name zone.Name) (next delegation, ok bool) {
	if r.Rcode != dns.RcodeSuccess || len(r.Answer) > 0 || negative(r) {
		return next, false
	}
	for _, rr := range r.Ns {
		ns, isNS := rr.(*dns.NS)
		if !isNS {
			continue
		}
		owner, err := zone.ParseName(ns.Hdr.Name)
		server, bad := zone.ParseName(ns.Ns)
		if err != nil || bad != nil || owner == d.cut || !owner.IsAtOrBelow(d.cut) || !name.IsAtOrBelow(owner) || ok && owner != next.cut {
			continue
		}
		if !ok {
			next, ok = newDelegation(owner), true
		}
		next.addServer(server)
	}
	for _, rr := range r.Extra {
		owner, err := zone.ParseName(rr.Header().Name)
		if err != nil || !owner.IsAtOrBelow(d.cut) {
			continue
		}
		switch rr := rr.(type) {
		case *dns.A:
			next.addGlue(owner, rr.A.To4())
		case *dns.AAAA:
			next.addGlue(owner, rr.AAAA.To16())
		}
	}
	return next, ok
}

// follow answers name from the servers of a delegation, from cut to cut, and
// returns the name that the answer leads to. ttl is the most that a record of
// theirs may live: they speak for a name that runs out.
func (w *work) follow(ctx context.Context, d delegation, name zone.Name, ttl uint32) zone.Name {
	w.t.Source = "delegated"
	o := w.rules.originOf(name) // one below it has its own source
	for {
		var err error = errSteps
		var r *dns.Msg
		if w.step() {
			r, err = w.askServers(ctx, d, name)
		}
		if err != nil {
			code, text := dns.ExtendedErrorCodeNoReachableAuthority, "no server of the delegation at "+names.Printable(d.cut.String())+" has an answer"
			switch {
			case w.isBudget(err):
				code, text = dns.ExtendedErrorCodeOther, spentText
			case errors.Is(err, errUseless):
				code = dns.ExtendedErrorCodeOther
			case errors.Is(err, errForbidden):
				text = "the delegation at " + names.Printable(d.cut.String()) + " leads to no public address"
			}
			w.s.log.Debug("delegation failed", "name", names.Printable(name.String()), "cut", names.Printable(d.cut.String()), "error", names.Printable(err.Error()))
			w.fail(dns.RcodeServerFailure, code, text)
			return zone.Name{}
		}
		next, further := referralIn(r, d, name)
		if !further {
			return w.take(r, name, scope{func(owner zone.Name) bool { return owner.IsAtOrBelow(d.cut) && w.rules.originOf(owner) == o }, ttl})
		}
		d = next
	}
}

// askServers asks the delegation's servers, those whose addresses are known
// first, until one answers. That none can be reached is remembered for a while.
func (w *work) askServers(ctx context.Context, d delegation, name zone.Name) (*dns.Msg, error) {
	lame := w.s.outward.lame
	if err := lame.servers.Recent(lameServer{cut: d.cut}, time.Now()); err != nil {
		return nil, err
	}
	w.wait()
	q, failure, dead := w.question(name), errNoServer, true
	for _, known := range []bool{true, false} {
		at := rand.IntN(max(1, len(d.servers)))
		for i := range d.servers {
			server := d.servers[(at+i)%len(d.servers)]
			addrs := d.glue[server]
			if known != (len(addrs) > 0) {
				continue
			}
			if !known {
				addrs = w.addressesOf(ctx, d, server)
			}
			for _, addr := range addrs {
				r, err := w.askServer(ctx, d, q, lameQuestion{lameServer{d.cut, addr}, name, w.qtype})
				switch {
				case err == nil && answersAt(r, d, name):
					lame.servers.Note(lameServer{cut: d.cut}, nil, time.Now())
					return r, nil
				case err == nil:
					failure, dead = errUseless, false
				case errors.Is(err, errForbidden) && errors.Is(failure, errNoServer):
					failure = errForbidden
				case !errors.Is(err, errLame) && !forward.Unreachable(err): // it lives, was spared, or has no answer to this
					dead = false
				}
				if w.isBudget(err) || ctx.Err() != nil {
					return nil, err
				}
			}
			if ctx.Err() != nil {
				return nil, errTime
			}
			if w.queries >= maxQueries {
				return nil, errQueries
			}
		}
	}
	if dead {
		lame.servers.Note(lameServer{cut: d.cut}, failure, time.Now())
	}
	return nil, failure
}

// askServer puts q to one address, unless (errLame) it does not answer for this
// delegation, or did not answer this a moment ago, or (errBusy) was asked enough.
func (w *work) askServer(ctx context.Context, d delegation, q *dns.Msg, at lameQuestion) (*dns.Msg, error) {
	lame := w.s.outward.lame
	if err := lame.servers.Recent(at.lameServer, time.Now()); err != nil {
		return nil, fmt.Errorf("%w: %w", errLame, err)
	}
	if err := lame.questions.Recent(at, time.Now()); err != nil {
		return nil, err
	}
	r, err := w.askAddress(ctx, q, at.addr)
	switch {
	case err == nil:
		lame.answered(at, time.Now())
	case ctx.Err() != nil, w.isBudget(err), errors.Is(err, errBusy):
	case lame.failed(at, err, time.Now()):
		apex := q.Copy()
		apex.Question[0].Name, apex.Question[0].Qtype = d.cut.String(), dns.TypeSOA
		switch _, failure := w.askAddress(ctx, apex, at.addr); {
		case failure == nil:
			lame.alive(at.lameServer, time.Now())
		case ctx.Err() != nil, w.isBudget(failure), errors.Is(failure, errBusy):
		default:
			lame.servers.Note(at.lameServer, failure, time.Now())
		}
	}
	return r, err
}

// askAddress puts q to one address, unless (errBusy) it was asked enough.
func (w *work) askAddress(ctx context.Context, q *dns.Msg, addr netip.Addr) (*dns.Msg, error) {
	out := w.s.outward
	if w.asked[addr] >= maxPerTarget || !out.enter(addr) {
		return nil, errBusy
	}
	defer out.leave(addr)
	if w.asked == nil {
		w.asked = map[netip.Addr]int{}
	}
	w.asked[addr]++
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		return out.dial(ctx, w.rules.delegation, network, address)
	}
	return w.exchange(ctx, dial, q, netip.AddrPortFrom(addr, out.port), delegatedLimit)
}

// answersAt reports whether a reply is one of a server of d's zone: an answer, an
// authoritative "no", which no SOA of another zone alone is, or a referral further
// down. What has only records of other names came as SERVFAIL: see forward.Once.
func answersAt(r *dns.Msg, d delegation, name zone.Name) bool {
	if r.Rcode != dns.RcodeSuccess && r.Rcode != dns.RcodeNameError && r.Rcode != dns.RcodeYXDomain {
		return false
	}
	if _, further := referralIn(r, d, name); further {
		return true
	}
	if r.Authoritative {
		in := scope{holds: func(owner zone.Name) bool { return owner.IsAtOrBelow(d.cut) }}
		return len(r.Answer) > 0 || !negative(r) || slices.ContainsFunc(r.Ns, func(rr dns.RR) bool { return in.proves(rr, name) })
	}
	for _, rr := range r.Answer {
		if owner, err := zone.ParseName(rr.Header().Name); err == nil && owner == name {
			return true
		}
	}
	return false
}

// addressesOf looks a name server's addresses up, at the cost of the query's
// budget: on the chain, or through upstreams. A server inside the delegation
// has none but its glue.
func (w *work) addressesOf(ctx context.Context, d delegation, server zone.Name) (list []netip.Addr) {
	if server.IsAtOrBelow(d.cut) {
		return nil
	}
	for _, typ := range []uint16{dns.TypeA, dns.TypeAAAA} {
		inner := &work{
			s: w.s, rules: w.rules, t: &Trace{}, budget: w.budget, qname: server, qtype: typ,
			recurse: true, mayLeave: true, guarded: w.guarded, inner: true, reply: new(dns.Msg),
		}
		inner.walk(ctx, server)
		w.t.Calls += inner.t.Calls
		w.t.Queries += inner.t.Queries
		for _, rr := range inner.reply.Answer {
			for _, addr := range addressesIn(rr) {
				if len(list) < maxAddresses {
					list = append(list, addr.Unmap())
				}
			}
		}
		if len(list) > 0 {
			break
		}
	}
	return list
}
