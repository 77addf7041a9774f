package resolver

import (
	"time"

	"github.com/miekg/dns"
)

// tsigFudge is the time by which clocks may differ, in seconds: RFC 8945 section 10.
const tsigFudge = 300

// readTSIG reads a query's signature. There are no keys, so any key is unknown, which an unsigned
// reply says (RFC 8945 sections 5.2.1 and 5.3.2). misplaced reports one that is not the only one,
// or not the last record (section 5.1), or not of class ANY (section 4.2).
func (w *work) readTSIG(q *dns.Msg) (misplaced bool) {
	for _, section := range [][]dns.RR{q.Answer, q.Ns} {
		for _, rr := range section {
			if rr.Header().Rrtype == dns.TypeTSIG {
				return true
			}
		}
	}
	for i, rr := range q.Extra {
		if rr.Header().Rrtype != dns.TypeTSIG {
			continue
		}
		t, ok := rr.(*dns.TSIG)
		if !ok || i != len(q.Extra)-1 || t.Hdr.Class != dns.ClassANY {
			return true
		}
		w.tsig = &dns.TSIG{
			Hdr:       dns.RR_Header{Name: t.Hdr.Name, Rrtype: dns.TypeTSIG, Class: dns.ClassANY},
			Algorithm: t.Algorithm, TimeSigned: uint64(time.Now().Unix()), Fudge: tsigFudge, OrigId: t.OrigId, Error: dns.RcodeBadKey,
		}
	}
	return false
}
