package resolver

import (
	"errors"
	"slices"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/zone"
)

const maxTTL = 1<<31 - 1 // RFC 2181 section 8

// maxAliases limits the aliases that one reply leads through: more than the 11
// that BIND and Unbound follow, and each costs a search for DNAMEs above it.
const maxAliases = 16

// maxProof limits the records of a negative answer's proof. The SOA, three NSEC3
// (RFC 5155 section 7.2.2) and two signatures of each are 12.
const maxProof = 128

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
	next := w.takeFrom(r, name, in)
	var answer, authority error
	w.reply.Answer, answer = unique(w.reply.Answer)
	w.reply.Ns, authority = unique(w.reply.Ns)
	if err := errors.Join(answer, authority); err != nil {
		w.s.log.Debug("an answer cannot be written", "name", names.Printable(name.String()), "error", names.Printable(err.Error()))
		w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, "the answer has a record that cannot be written")
		return zone.Name{}
	}
	return next
}

// takeFrom is take for a reply that has no record twice.
func (w *work) takeFrom(r *dns.Msg, name zone.Name, in scope) zone.Name {
	seen := map[zone.Name]bool{}
	answer := byOwner(r.Answer)
	for {
		if seen[name] || len(seen) > maxAliases {
			w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, "the aliases form a loop or are too many")
			return zone.Name{}
		}
		seen[name] = true
		target, found := w.takeAt(answer, name, r.Rcode == dns.RcodeYXDomain, in)
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
	w.reply.Rcode = r.Rcode
	var owners ownerReader
	for _, rr := range r.Ns {
		owner, ok := owners.of(rr)
		if !ok || !in.holds(owner) {
			continue
		}
		typ := rr.Header().Rrtype
		if sig, ok := rr.(*dns.RRSIG); ok {
			typ = sig.TypeCovered
		}
		var wanted bool
		switch typ {
		case dns.TypeSOA:
			wanted = name.IsAtOrBelow(owner)
		case dns.TypeNSEC, dns.TypeNSEC3:
			wanted = true
		}
		if wanted {
			rr.Header().Ttl = min(rr.Header().Ttl, in.ttl)
			w.reply.Ns = append(w.reply.Ns, rr)
		}
		if len(w.reply.Ns) > maxProof {
			w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, "the answer's proof is too long")
			break
		}
	}
	return zone.Name{}
}

// takeAt copies the answer's records at one name, and a DNAME above it that
// makes it an alias, or (tooLong) would if the alias were not too long a name: RFC
// 6672 section 2.2.
func (w *work) takeAt(answer section, name zone.Name, tooLong bool, in scope) (target zone.Name, found bool) {
	places, above := answer.of[name], map[int]zone.Name{}
	if tooLong || slices.ContainsFunc(places, func(i int) bool { return answer.rrs[i].Header().Rrtype == dns.TypeCNAME }) {
		places = slices.Clone(places)
		for owner := name; owner != zone.Root; {
			owner = owner.Parent()
			list := answer.of[owner]
			if len(list) == 0 || !in.holds(owner) {
				continue
			}
			places = append(places, list...)
			for _, i := range list {
				above[i] = owner
			}
		}
		slices.Sort(places)
	}
	w.reply.Answer = slices.Grow(w.reply.Answer, len(places))
	for _, i := range places {
		rr, owner := answer.rrs[i], name
		dname, isAbove := above[i]
		if isAbove {
			owner = dname
		}
		var wanted bool
		switch rr := rr.(type) {
		case *dns.DNAME:
			wanted = isAbove || w.wants(dns.TypeDNAME)
		case *dns.CNAME:
			wanted = !isAbove
			if next, err := zone.ParseName(rr.Target); err == nil && wanted && !w.wants(dns.TypeCNAME) {
				target = next
			}
		case *dns.RRSIG:
			if isAbove {
				wanted = rr.TypeCovered == dns.TypeDNAME
			} else {
				wanted = w.wants(rr.TypeCovered) || rr.TypeCovered == dns.TypeCNAME || w.wants(dns.TypeRRSIG)
			}
		default:
			wanted = !isAbove && w.wants(rr.Header().Rrtype)
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
