package resolver

import "chainzone/zone"

// localZones are domains whose names mean something inside of a network or a
// machine only: RFC 6761, 6762, 7686, 8375, 9476, RFC 6303's reverse zones,
// and those that ICANN keeps out of the root for that reason.
var localZones = localNames(
	"localhost", "local", "localdomain", "internal", "intranet", "private", "lan", "home", "home.arpa", "corp", "mail", "test", "invalid", "onion", "alt",
	"0.in-addr.arpa", "10.in-addr.arpa", "127.in-addr.arpa", "254.169.in-addr.arpa", "168.192.in-addr.arpa",
	"16.172.in-addr.arpa", "17.172.in-addr.arpa", "18.172.in-addr.arpa", "19.172.in-addr.arpa",
	"20.172.in-addr.arpa", "21.172.in-addr.arpa", "22.172.in-addr.arpa", "23.172.in-addr.arpa",
	"24.172.in-addr.arpa", "25.172.in-addr.arpa", "26.172.in-addr.arpa", "27.172.in-addr.arpa",
	"28.172.in-addr.arpa", "29.172.in-addr.arpa", "30.172.in-addr.arpa", "31.172.in-addr.arpa",
	"c.f.ip6.arpa", "d.f.ip6.arpa", "8.e.f.ip6.arpa", "9.e.f.ip6.arpa", "a.e.f.ip6.arpa", "b.e.f.ip6.arpa",
)

func localNames(all ...string) map[zone.Name]bool {
	out := map[zone.Name]bool{}
	for _, s := range all {
		out[zone.MustParseName(s)] = true
	}
	return out
}

// isLocal says whether a name outside of all origins may mean something inside
// of the operator's network: it is in such a domain, has one label, or is in a
// zone that the operator forwards apart from the root. What a registrant wrote
// does not lead there.
func (s *Server) isLocal(name zone.Name) bool {
	if name.NumLabels() < 2 {
		return true
	}
	if f := s.forwardedOf(name); f != nil && f.zone != zone.Root {
		return true
	}
	for ; name != zone.Root; name = name.Parent() {
		if localZones[name] {
			return true
		}
	}
	return false
}
