package resolver

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	"github.com/miekg/dns"

	"chainzone/cache"
	"chainzone/names"
	"chainzone/zone"
)

// TTLs under a chain origin, in seconds.
const (
	minimum  = 60 // SOA MINIMUM, the SOA's own, and of negative answers
	longest  = 86400
	staleTTL = 30 // RFC 8767 section 5
)

const unconfirmed = "the chain's head is not confirmed"

// add writes one set of a chain zone, without addresses that may not be given.
func (w *work) add(to *[]dns.RR, set zone.RRset, ttl uint32) {
	if set.Type == 0 {
		return
	}
	set.TTL = min(set.TTL, ttl)
	rrs, err := set.RRs()
	if err != nil {
		w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeInvalidData, "the record cannot be written")
		return
	}
	if w.rules.rotate && len(rrs) > 1 {
		at := rand.IntN(len(rrs))
		rrs = append(rrs[at:], rrs[:at]...)
	}
	for _, rr := range rrs {
		w.put(to, set.Owner, rr)
	}
}

// put adds a record unless it leads where its owner may not.
func (w *work) put(to *[]dns.RR, owner zone.Name, rr dns.RR) {
	if w.mayGive(owner, rr) {
		*to = append(*to, rr)
	} else {
		w.explain(dns.ExtendedErrorCodeFiltered, "an address of the inside of a network was left out")
	}
}

// additional adds the addresses that a record's reader asks for next, if they
// are in the same name's zone.
func (w *work) additional(z *zone.Zone, set zone.RRset, ttl uint32) {
	seen := map[zone.Name]bool{}
	for _, target := range set.Targets() {
		if seen[target] {
			continue
		}
		seen[target] = true
		for _, typ := range []uint16{dns.TypeA, dns.TypeAAAA} {
			if a := z.Lookup(target, typ); a.Outcome == zone.Found {
				w.add(&w.reply.Extra, a.Set, ttl)
			}
		}
	}
}

// negative adds the SOA of RFC 2308; absent tells NXDOMAIN from no data.
func (w *work) negative(o *origin, absent bool, ttl uint32, stale bool) {
	if stale {
		ttl = min(ttl, staleTTL)
		code := dns.ExtendedErrorCodeStaleAnswer
		if absent {
			code = dns.ExtendedErrorCodeStaleNXDOMAINAnswer
			w.edes = slices.DeleteFunc(w.edes, func(e *dns.EDNS0_EDE) bool { return e.InfoCode == dns.ExtendedErrorCodeStaleAnswer })
		}
		w.explain(code, unconfirmed)
	}
	if absent {
		w.reply.Rcode = dns.RcodeNameError
	}
	w.reply.Ns = append(w.reply.Ns, o.soa(min(ttl, minimum)))
}

func (w *work) failRead(err error) {
	code, text := dns.ExtendedErrorCodeNoReachableAuthority, "the chain cannot be reached"
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		code, text = dns.ExtendedErrorCodeNetworkError, "the chain did not answer in time"
	case errors.Is(err, names.ErrRefused):
		code, text = dns.ExtendedErrorCodeInvalidData, "the chain is not the configured one"
	case errors.Is(err, names.ErrInvalid):
		code, text = dns.ExtendedErrorCodeInvalidData, "the chain's data for this name is not valid"
	case w.isBudget(err):
		code, text = dns.ExtendedErrorCodeOther, spentText
	}
	if errors.Is(err, cache.ErrPanic) && !w.t.panicked {
		w.t.panicked = true
		w.s.panicked(err, nil)
	}
	w.s.log.Debug("read failed", "name", names.Printable(w.qname.String()), "error", names.Printable(err.Error()))
	w.fail(dns.RcodeServerFailure, code, text)
}

func (o *origin) soa(ttl uint32) dns.RR {
	head, _ := o.Source.Head()
	return o.Origin.soa(o.raiseSerial(head.Changed, head), ttl)
}

// raiseSerial lifts the origin's serial to at least a time. What it may not get ahead
// of is the machine's clock, or the head's time, if that is later and the chain's
// clock is moved by hand.
func (o *origin) raiseSerial(to uint64, head names.Head) uint32 {
	now := uint64(max(0, o.clock.wall().Unix()))
	if o.ChainClock {
		now = max(now, head.Time)
	}
	return o.serial.raise(to, now)
}
