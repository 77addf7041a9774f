package resolver

import (
	"net/netip"
	"slices"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// Private says which names under chain origins may have addresses of the
// inside of a network. All others' are left out of answers, so that nobody on
// the chain can point a browser at the operator's own machines (rebinding).
type Private struct {
	Names  []zone.Name    // these and all below
	Ranges []netip.Prefix // these, for every name
}

// inside are the addresses that are not given out: unspecified, loopback,
// private, link-local, site-local, shared (RFC 6598), unique local, broadcast,
// and translated within a network (RFC 8215).
var inside = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "255.255.255.255/32",
	"::/127", "64:ff9b:1::/48", "fc00::/7", "fe80::/10", "fec0::/10",
)

// embedding are prefixes of IPv6 addresses that hold one of IPv4, and where:
// mapped (RFC 4291), translated (RFC 6052, RFC 2765), compatible (RFC 4291,
// given up), 6to4 (RFC 3056).
var embedding = []struct {
	prefix netip.Prefix
	at     int // byte
}{
	{netip.MustParsePrefix("::ffff:0:0/96"), 12},
	{netip.MustParsePrefix("::ffff:0:0:0/96"), 12},
	{netip.MustParsePrefix("64:ff9b::/96"), 12},
	{netip.MustParsePrefix("::/96"), 12},
	{netip.MustParsePrefix("2002::/16"), 2},
}

func prefixes(all ...string) (out []netip.Prefix) {
	for _, s := range all {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

func contains(list []netip.Prefix, addr netip.Addr) bool {
	for _, p := range list {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// plain is addr, or the IPv4 address in it.
func plain(addr netip.Addr) netip.Addr {
	if addr.Is6() {
		for _, e := range embedding {
			if b := addr.As16(); e.prefix.Contains(addr) {
				return netip.AddrFrom4([4]byte(b[e.at:]))
			}
		}
	}
	return addr
}

func isInside(addr netip.Addr) bool { return contains(inside, addr) || contains(inside, plain(addr)) }

// trusts says whether the operator lets a chain name lead anywhere.
func (p *Private) trusts(name zone.Name) bool {
	return slices.ContainsFunc(p.Names, name.IsAtOrBelow)
}

// mayGive says whether every address in a record may be given out: the owner,
// and every chain name on the way to it, is trusted, or they are harmless.
func (w *work) mayGive(owner zone.Name, rr dns.RR) bool {
	p := &w.rules.private
	if w.inner || !w.guarded && (w.rules.originOf(owner) == nil || p.trusts(owner)) {
		return true
	}
	if _, opaque := rr.(*dns.RFC3597); opaque && (rr.Header().Rrtype == dns.TypeSVCB || rr.Header().Rrtype == dns.TypeHTTPS) {
		return false // what is in it is not known
	}
	for _, addr := range addressesIn(rr) {
		if isInside(addr) && !contains(p.Ranges, addr) && !contains(p.Ranges, plain(addr)) {
			return false
		}
	}
	return true
}

// addressesIn are the addresses that a record leads a client to.
func addressesIn(rr dns.RR) (all []netip.Addr) {
	add := func(ip []byte) {
		if a, ok := netip.AddrFromSlice(ip); ok {
			all = append(all, a)
		}
	}
	hints := func(values []dns.SVCBKeyValue) {
		for _, v := range values {
			switch v := v.(type) {
			case *dns.SVCBIPv4Hint:
				for _, ip := range v.Hint {
					add(ip.To4())
				}
			case *dns.SVCBIPv6Hint:
				for _, ip := range v.Hint {
					add(ip.To16())
				}
			}
		}
	}
	switch rr := rr.(type) {
	case *dns.A:
		add(rr.A.To4())
	case *dns.AAAA:
		add(rr.AAAA.To16())
	case *dns.SVCB:
		hints(rr.Value)
	case *dns.HTTPS:
		hints(rr.Value)
	}
	return all
}
