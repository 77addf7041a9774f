package resolver

import (
	"context"
	"time"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// Glue from other names' zones costs a chain read each until it is cached. What a
// stranger's NS records name is read for so long and so often at most; a client
// asks for the rest, as RFC 9471 section 3.2 has it.
const (
	maxGlueNames = 13 // servers looked for: as many as a recursive query asks
	glueTime     = 500 * time.Millisecond
)

// glue adds the addresses of name servers whose names lie under the same origin
// and outside the zone of key: of siblings (RFC 9471 section 2.2), and of the
// origin's own servers, by the configuration where the chain has nothing at their
// names. It leaves out what cannot be read.
func (w *work) glue(ctx context.Context, o *origin, servers []zone.Name, key zone.Name, ttl uint32) {
	ctx, cancel := context.WithTimeout(ctx, glueTime)
	defer cancel()
	source := w.t.Source
	defer func() { w.t.Source = source }()
	seen := map[zone.Name]bool{}
	for _, server := range servers {
		at, possible := o.keyOf(server)
		if !server.IsAtOrBelow(o.Name) || possible && at == key || seen[server] {
			continue
		}
		if seen[server] = true; len(seen) > maxGlueNames {
			return
		}
		if !possible { // nobody can register it
			w.reply.Extra = append(w.reply.Extra, o.ServerRecords(server)...)
			continue
		}
		h, stale, err := o.fetch(ctx, at, w)
		if err != nil {
			if w.calls > maxCalls {
				w.calls = maxCalls // the answer itself is complete
			}
			continue
		}
		lifetime, exists := o.lifetime(h, at)
		if !exists || !Has(h.zone, server) {
			w.reply.Extra = append(w.reply.Extra, o.ServerRecords(server)...)
			continue
		}
		if stale {
			lifetime = min(lifetime, staleTTL)
		}
		for _, set := range h.zone.Addresses(server) {
			w.add(&w.reply.Extra, set, min(ttl, lifetime))
		}
	}
}

// nameServers are the targets of NS records.
func nameServers(rrs []dns.RR) (list []zone.Name) {
	for _, rr := range rrs {
		if ns, ok := rr.(*dns.NS); ok {
			if name, err := zone.ParseName(ns.Ns); err == nil {
				list = append(list, name)
			}
		}
	}
	return list
}
