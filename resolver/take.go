package resolver

import (
	"slices"

	"github.com/miekg/dns"

	"chainzone/zone"
)

const maxTTL = 1<<31 - 1 // RFC 2181 section 8

// scope is what a server is believed about.
type scope struct {
	holds func(owner zone.Name) bool
	ttl   uint32 // the most, seconds
}

// proves reports whether a record is the SOA of a zone in scope that name is in:
// RFC 2308 section 2.
func (in scope) proves(rr dns.RR, name zone.Name) bool {
	return rr.Header().Rrtype == dns.TypeSOA && in.above(rr, name)
}

// above reports whether a record's owner is in scope, and name at or below it.
func (in scope) above(rr dns.RR, name zone.Name) bool {
	owner, err := zone.ParseName(rr.Header().Name)
	return err == nil && name.IsAtOrBelow(owner) && in.holds(owner)
}

// take copies from a server's reply what belongs to the answer: the records of
// name, which is in scope, of the aliases that it leads through, and the proof of
// a negative answer, each at a name in scope. The target of an alias that leads
// out of it, or to a name that the reply says nothing of, is returned, to go on
// with: what the reply says of that target, its rcode too, does not count.
func (w *work) take(r *dns.Msg, name zone.Name, in scope) zone.Name {
	seen := map[zone.Name]bool{}
	for {
		if seen[name] {
			w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, "the aliases form a loop or are too many")
			return zone.Name{}
		}
		seen[name] = true
		target, found := w.takeAt(r, name, in)
		switch {
		case !target.IsZero() && !in.holds(target):
			return target
		case !target.IsZero():
			name = target
			continue
		case !found && len(seen) > 1 && r.Rcode == dns.RcodeSuccess &&
			!slices.ContainsFunc(r.Ns, func(rr dns.RR) bool { return in.proves(rr, name) }):
			return name
		}
		break
	}
	w.reply.Answer = dns.Dedup(w.reply.Answer, nil)
	w.reply.Rcode = r.Rcode
	for _, rr := range r.Ns {
		typ := rr.Header().Rrtype
		if sig, ok := rr.(*dns.RRSIG); ok {
			typ = sig.TypeCovered
		}
		var wanted bool
		switch typ {
		case dns.TypeSOA:
			wanted = in.above(rr, name)
		case dns.TypeNSEC, dns.TypeNSEC3:
			owner, err := zone.ParseName(rr.Header().Name)
			wanted = err == nil && in.holds(owner)
		}
		if wanted {
			rr.Header().Ttl = min(rr.Header().Ttl, in.ttl)
			w.reply.Ns = append(w.reply.Ns, rr)
		}
	}
	return zone.Name{}
}

// takeAt copies the answer's records at one name, and a DNAME above it that
// makes it an alias.
func (w *work) takeAt(r *dns.Msg, name zone.Name, in scope) (target zone.Name, found bool) {
	alias := slices.ContainsFunc(r.Answer, func(rr dns.RR) bool {
		owner, err := zone.ParseName(rr.Header().Name)
		return rr.Header().Rrtype == dns.TypeCNAME && err == nil && owner == name
	})
	for _, rr := range r.Answer {
		owner, err := zone.ParseName(rr.Header().Name)
		if err != nil || rr.Header().Class != dns.ClassINET || !name.IsAtOrBelow(owner) {
			continue
		}
		above := alias && owner != name && in.holds(owner)
		var wanted bool
		switch rr := rr.(type) {
		case *dns.DNAME:
			wanted = above || owner == name && w.wants(dns.TypeDNAME)
		case *dns.CNAME:
			wanted = owner == name
			if next, err := zone.ParseName(rr.Target); err == nil && wanted && !w.wants(dns.TypeCNAME) {
				target = next
			}
		case *dns.RRSIG:
			wanted = owner == name && (w.wants(rr.TypeCovered) || rr.TypeCovered == dns.TypeCNAME || w.wants(dns.TypeRRSIG)) || above && rr.TypeCovered == dns.TypeDNAME
		default:
			wanted = owner == name && w.wants(rr.Header().Rrtype)
		}
		if wanted {
			found = true
			rr.Header().Ttl = min(rr.Header().Ttl, in.ttl)
			w.put(&w.reply.Answer, owner, rr)
		}
	}
	return target, found
}

// negative says whether a reply proves that there is no more to say.
func negative(r *dns.Msg) bool {
	for _, rr := range r.Ns {
		if rr.Header().Rrtype == dns.TypeSOA {
			return true
		}
	}
	return false
}

func (w *work) wants(typ uint16) bool { return w.qtype == typ || w.qtype == dns.TypeANY }
