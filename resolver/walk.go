package resolver

import (
	"context"
	"slices"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// walk follows name from alias to alias.
func (w *work) walk(ctx context.Context, name zone.Name) {
	seen := map[zone.Name]bool{}
	began := w.rules.originOf(name)
	for first := true; ; first = false {
		if seen[name] || !first && !w.step() {
			if !seen[name] {
				w.t.Spent = string(errSteps)
			}
			w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, "the aliases form a loop or are too many")
			return
		}
		seen[name] = true
		w.t.Steps = append(w.t.Steps, name.String())
		o := w.rules.originOf(name)
		if o != began && !w.mayLeave {
			return // the alias stands alone
		}
		var next zone.Name
		switch {
		case o != nil && w.barred:
			w.explain(dns.ExtendedErrorCodeProhibited, "the alias leads to a name that this client may not ask for")
			return
		case o != nil:
			next = w.chain(ctx, o, name, first)
		case !w.recurse:
			return
		case w.rules.wasOrigin(name):
			if len(w.reply.Answer) == 0 {
				w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeNotAuthoritative, "names of this domain are not answered here any more")
			}
			return
		case w.guarded && w.rules.isLocal(name):
			w.explain(dns.ExtendedErrorCodeFiltered, "the alias leads to a name of the inside of a network")
			return
		default:
			if kept, ok := w.rules.keptZoneOf(name); ok {
				w.t.Source = "local"
				w.keep(name, kept)
				return
			}
			next = w.ask(ctx, name)
		}
		if next.IsZero() {
			return
		}
		name = next
	}
}

func (b *budget) step() bool {
	b.steps++
	return b.steps <= maxSteps
}

// chain answers name from its origin and returns the name to go on with.
func (w *work) chain(ctx context.Context, o *origin, name zone.Name, first bool) zone.Name {
	if first {
		w.t.Authority = o.Name.String()
	}
	w.guarded = w.guarded || !w.rules.private.trusts(name)
	key, possible := o.keyOf(name)
	if !possible {
		w.reply.Authoritative = w.reply.Authoritative || first
		if !w.server(o, name, false) {
			w.negative(o, true, minimum, false)
		}
		return zone.Name{}
	}
	h, stale, err := o.fetch(ctx, key, w)
	if err != nil {
		w.failRead(err)
		return zone.Name{}
	}
	w.t.Block = h.state.Block
	w.reply.Authoritative = w.reply.Authoritative || first
	ttl, exists := o.lifetime(h, key)
	if !exists {
		if !w.server(o, name, stale) {
			w.negative(o, true, minimum, stale)
		}
		return zone.Name{}
	}
	if stale {
		ttl = min(ttl, staleTTL)
		w.explain(dns.ExtendedErrorCodeStaleAnswer, unconfirmed)
	}
	if len(o.Addresses) > 0 && name != o.Name && !Has(h.zone, name) && w.server(o, name, stale) {
		return zone.Name{}
	}
	a := h.zone.Lookup(name, w.qtype)
	if name == o.Name && w.apex(ctx, o, a, ttl) {
		return zone.Name{}
	}
	switch a.Outcome {
	case zone.Found:
		// For ANY it is one set of the name's: RFC 8482 section 4.1.
		before := len(w.reply.Answer)
		switch w.addOnce(a.Set, ttl); {
		case len(w.reply.Answer) > before:
			w.additional(h.zone, a.Set, ttl)
			if a.Set.Type == dns.TypeNS {
				w.glue(ctx, o, a.Set.Targets(), key, ttl)
			}
		case w.reply.Rcode == dns.RcodeSuccess && !w.answered(a.Set): // all of it was left out
			w.reply.Ns = append(w.reply.Ns, o.soa(min(ttl, minimum)))
		}
	case zone.CNAME:
		w.add(&w.reply.Answer, a.Set, ttl)
		return a.Target
	case zone.DNAME:
		w.addOnce(a.Set, ttl)
		w.reply.Answer = append(w.reply.Answer, &dns.CNAME{
			Hdr: dns.RR_Header{Name: name.String(), Rrtype: dns.TypeCNAME, Class: dns.ClassINET, Ttl: min(ttl, a.Set.TTL)}, Target: a.Target.String(),
		})
		if w.qtype == dns.TypeCNAME {
			return zone.Name{}
		}
		return a.Target
	case zone.TooLong:
		w.addOnce(a.Set, ttl)
		w.reply.Rcode = dns.RcodeYXDomain
	case zone.Referral:
		w.reply.Authoritative = w.reply.Authoritative && !first
		if w.recurse {
			return w.follow(ctx, delegationOf(a), name, ttl)
		}
		w.refer(a, ttl)
		w.glue(ctx, o, a.NS.Targets(), key, ttl)
	case zone.NoData:
		w.negative(o, false, ttl, stale)
	default:
		w.negative(o, name != o.Name, ttl, stale)
	}
	return zone.Name{}
}

// addOnce adds a set to the answer unless it is there: a name may be renamed by
// one DNAME more than once, and be asked for that DNAME.
func (w *work) addOnce(set zone.RRset, ttl uint32) {
	if !w.answered(set) {
		w.add(&w.reply.Answer, set, ttl)
	}
}

// answered says whether a record of the set's owner and type is in the answer.
func (w *work) answered(set zone.RRset) bool {
	owner := set.Owner.String()
	return slices.ContainsFunc(w.reply.Answer, func(rr dns.RR) bool {
		return rr.Header().Rrtype == set.Type && rr.Header().Name == owner
	})
}

// keyOf is the name whose zone answers for name: the one label below the
// origin that can be registered, or the origin itself. There is none for a
// label that cannot be registered.
func (o *origin) keyOf(name zone.Name) (key zone.Name, possible bool) {
	depth := o.Name.NumLabels()
	if name.NumLabels() == depth {
		return o.Name, true
	}
	key = name.Ancestor(depth + 1)
	label := key.Label(0)
	if label != "" && label[0] == '_' {
		return o.Name, true
	}
	return key, zone.CheckLabel(label) == nil
}

// lifetime is the most that a TTL of the name may be, in seconds, and whether
// the name's registration runs at the head.
func (o *origin) lifetime(h held, key zone.Name) (ttl uint32, exists bool) {
	if key == o.Name {
		return longest, true
	}
	head, _ := o.Source.Head()
	now := o.clock.chain(head)
	switch expiry := h.state.Expiry; {
	case expiry <= head.Time:
		if !h.zone.Empty() {
			o.raiseSerial(expiry, head) // that changed the TLD, though no word did
		}
		return 0, false
	case expiry <= now:
		return 0, true
	default:
		return uint32(min(uint64(longest), expiry-now)), true
	}
}

// apex answers what the origin's own image does not say of its apex.
func (w *work) apex(ctx context.Context, o *origin, a zone.Answer, ttl uint32) bool {
	switch {
	case w.qtype == dns.TypeSOA, w.qtype == dns.TypeANY && a.Outcome != zone.Found:
		w.reply.Answer = append(w.reply.Answer, o.soa(min(ttl, minimum)))
	case w.qtype == dns.TypeNS && a.Outcome != zone.Found:
		ns := o.ns(min(ttl, apexNS))
		w.reply.Answer = append(w.reply.Answer, ns...)
		w.glue(ctx, o, nameServers(ns), zone.Name{}, min(ttl, apexNS))
	default:
		return false
	}
	return true
}

// refer answers with the delegation.
func (w *work) refer(a zone.Answer, ttl uint32) {
	w.referral = true
	w.add(&w.reply.Ns, a.NS, ttl)
	if w.edns.dnssec { // RFC 4035 section 3.1, RFC 3225 section 3
		w.add(&w.reply.Ns, a.DS, ttl)
	}
	for _, g := range a.Glue {
		w.add(&w.reply.Extra, g, ttl)
	}
}
