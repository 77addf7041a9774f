package resolver_test

import (
	"testing"

	"github.com/miekg/dns"
)

// TestRenamedCNAME (RFC 6672 section 3.2): asked for the CNAME below a DNAME, the
// one that is made is the answer, whatever it leads to.
func TestRenamedCNAME(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "old 60 DNAME nobody.chain.\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	for qtype, rcode := range map[uint16]int{dns.TypeCNAME: dns.RcodeSuccess, dns.TypeA: dns.RcodeNameError} {
		if m := ask(server, "x.old.alice.chain", qtype); m.Rcode != rcode || len(m.Answer) != 2 || (len(m.Ns) == 0) != (rcode == dns.RcodeSuccess) || !m.Authoritative {
			t.Errorf("%s: %v", dns.TypeToString[qtype], m)
		}
	}
}

// TestRenamedTwice: a DNAME that renames a name twice stands in the answer once.
func TestRenamedTwice(t *testing.T) {
	s := newSource(t)
	s.set("alice.chain", "sub 60 DNAME alice.chain.\nx 60 A 192.0.2.1\n", inAYear())
	server := serve(t, nil, map[string]*source{"chain": s})
	// The DNAME, two CNAMEs and the address.
	if m := ask(server, "x.sub.sub.alice.chain", dns.TypeA); m.Rcode != dns.RcodeSuccess || len(m.Answer) != 4 {
		t.Error(m)
	}
	// Asked for it below itself, the DNAME that leads there is the answer.
	if m := ask(server, "sub.sub.alice.chain", dns.TypeDNAME); m.Rcode != dns.RcodeSuccess || len(m.Answer) != 2 || len(m.Ns) != 0 {
		t.Error(m)
	}
}
