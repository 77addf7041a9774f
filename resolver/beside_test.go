package resolver_test

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// TestReplyOfOtherNamesIsBroken: a reply whose answer has no record of the question is
// none, whether an upstream or a delegated server gives it: the next one is asked, and
// without one it is SERVFAIL, not an empty NOERROR. What proves an absence is.
func TestReplyOfOtherNamesIsBroken(t *testing.T) {
	for what, tc := range map[string]struct {
		reply  said // at DOMAIN
		broken bool
	}{
		"another name's record":          {said{answer: "other.DOMAIN 60 A 203.0.113.66\n"}, true},
		"another name's alias":           {said{answer: "other.DOMAIN 60 CNAME www.DOMAIN\nwww.DOMAIN 60 TXT x\n"}, true},
		"another type":                   {said{answer: "www.DOMAIN 60 TXT x\n"}, true},
		"a signature alone":              {said{answer: "www.DOMAIN 60 RRSIG A 8 2 60 20300101000000 20200101000000 1 DOMAIN c2ln\n"}, true},
		"another class":                  {said{answer: "www.DOMAIN 60 CH A 203.0.113.66\n"}, true},
		"NXDOMAIN with another's record": {said{rcode: dns.RcodeNameError, answer: "other.DOMAIN 60 A 203.0.113.66\n"}, true},
		"with another zone's SOA":        {said{answer: "other.DOMAIN 60 A 203.0.113.66\n", ns: "else. 60 SOA n. m. 66 2 3 4 5\n"}, true},
		"with its zone's SOA":            {said{answer: "other.DOMAIN 60 A 203.0.113.66\n", ns: "DOMAIN 60 SOA n. m. 1 2 3 4 5\n"}, false},
		"no data":                        {said{ns: "DOMAIN 60 SOA n. m. 1 2 3 4 5\n"}, false},
		"its alias":                      {said{answer: "other.DOMAIN 60 A 203.0.113.66\nwww.DOMAIN 60 CNAME nothing.DOMAIN\n", ns: "DOMAIN 60 SOA n. m. 1 2 3 4 5\n"}, false},
	} {
		for _, domain := range []string{"example.", "alice.chain."} {
			for _, servers := range []int{1, 2} {
				t.Run(fmt.Sprintf("%s, %s, %d", what, domain, servers), func(t *testing.T) {
					reply := tc.reply
					reply.answer, reply.ns = strings.ReplaceAll(reply.answer, "DOMAIN", domain), strings.ReplaceAll(reply.ns, "DOMAIN", domain)
					m := besides(t, domain, reply, servers)
					good := len(m.Answer) == 1 && m.Answer[0].Header().Rrtype == dns.TypeA
					switch {
					case !tc.broken && (m.Rcode != dns.RcodeSuccess || good),
						tc.broken && servers == 1 && (m.Rcode != dns.RcodeServerFailure || len(m.Answer) > 0),
						tc.broken && servers == 2 && !good:
						t.Errorf("%v", m)
					}
				})
			}
		}
	}
}

// besides asks for www below a domain, whose server replies so; of two the other
// answers, and is asked second.
func besides(t *testing.T, domain string, reply said, servers int) *dns.Msg {
	t.Helper()
	answer, authority := records(t, reply.answer), records(t, reply.ns)
	bad := func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Authoritative = true
		m.Rcode, m.Answer, m.Ns = reply.rcode, copied(answer), copied(authority)
		w.WriteMsg(m)
	}
	ns := startAt(t, "127.0.0.3:0", bad)
	good := silentFor("nothing.")
	forward := forwardTo(startUpstream(t, bad))
	zone := "@ 60 NS ns\nns 60 A 127.0.0.3\n"
	if servers == 2 {
		forward = forwardTo(startUpstream(t, bad), startUpstream(t, good))
		startAt(t, net.JoinHostPort("127.0.0.4", portOf(ns.addr)), good)
		zone += "ns 60 A 127.0.0.4\n"
	}
	s := newSource(t)
	s.set("alice.chain", zone, inAYear())
	server := delegated(t, portOf(ns.addr), s, forward)
	m, _ := server.Answer(t.Context(), question("www."+domain), loopback)
	return m
}

// copied are records of one reply, which packing changes.
func copied(rrs []dns.RR) (list []dns.RR) {
	for _, rr := range rrs {
		list = append(list, dns.Copy(rr))
	}
	return list
}

// TestSOAOfAnotherZoneIsNoAbsence: a delegated server that speaks for another zone only
// is passed over.
func TestSOAOfAnotherZoneIsNoAbsence(t *testing.T) {
	for _, rcode := range []int{dns.RcodeSuccess, dns.RcodeNameError} {
		reply := said{rcode: rcode, ns: "chain. 60 SOA n. m. 66 2 3 4 5\n"}
		if m := besides(t, "alice.chain.", reply, 1); m.Rcode != dns.RcodeServerFailure {
			t.Errorf("%v", m)
		}
		if m := besides(t, "alice.chain.", reply, 2); len(m.Answer) != 1 {
			t.Errorf("%v", m)
		}
	}
}
