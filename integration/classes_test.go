package integration

import (
	"fmt"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// The ways in which chainzone may answer otherwise than NSD and Knot. Each has
// a row in docs/rfc.md. Rcode, AA and the answer section differ for the first
// four only.
const (
	classLoop       = "loop"       // aliases without end, or more than are followed
	classFiltered   = "filtered"   // addresses of the inside of a network
	classTTL        = "ttl"        // more than a day
	classAny        = "any"        // one RRset for type ANY
	classDS         = "ds"         // DS in a referral of a TLD that is not signed
	classAdditional = "additional" // addresses that are not of the same name's zone
)

var classes = []string{classLoop, classFiltered, classTTL, classAny, classDS, classAdditional}

// differences counts, by server and class, and keeps what is of no class.
type differences struct {
	counts map[string]map[string]int
	other  []string
}

func newDifferences() *differences { return &differences{counts: map[string]map[string]int{}} }

func (d *differences) compare(server string, q question, ours, theirs *dns.Msg) {
	found, err := classify(server, q, ours, theirs)
	if err != nil {
		d.other = append(d.other, fmt.Sprintf("%s, %v: %v\nchainzone: %v\n%s: %v", server, q, err, ours, server, theirs))
		return
	}
	if d.counts[server] == nil {
		d.counts[server] = map[string]int{}
	}
	for _, class := range found {
		d.counts[server][class]++
	}
}

// classify returns the classes that together explain every difference between
// two replies, or what none explains.
func classify(server string, q question, ours, theirs *dns.Msg) (found []string, err error) {
	follows := map[string]int{"NSD": 8, "Knot": 5}[server] // aliases; NSD follows more than we do
	if ours.Rcode == dns.RcodeServerFailure && endless(q.name, theirs.Answer, follows) {
		return []string{classLoop}, nil
	}
	if server == "Knot" && len(ours.Answer) > follows && endless(q.name, theirs.Answer, follows) && isSubset(theirs.Answer, ours.Answer) {
		return []string{classLoop}, nil
	}
	flags := func(m *dns.Msg) string {
		return fmt.Sprintf("%s aa=%v tc=%v rd=%v ra=%v ad=%v cd=%v z=%v opt=%v", dns.RcodeToString[m.Rcode], m.Authoritative, m.Truncated, m.RecursionDesired, m.RecursionAvailable, m.AuthenticatedData, m.CheckingDisabled, m.Zero, m.IsEdns0() != nil)
	}
	if a, b := flags(ours), flags(theirs); a != b {
		return nil, fmt.Errorf("%s, theirs %s", a, b)
	}
	if list := records(ours.Answer); len(slices.Compact(list)) != len(ours.Answer) {
		return nil, fmt.Errorf("a record stands twice in the answer")
	}
	classed := map[string]bool{}
	reduce := func(section []dns.RR) (left []dns.RR) {
		for _, rr := range section {
			switch h := rr.Header(); {
			case h.Rrtype == dns.TypeOPT:
			case leadsInside(rr):
				classed[classFiltered] = true
			default:
				if rr = dns.Copy(rr); h.Ttl > 86400 {
					rr.Header().Ttl = 86400
					classed[classTTL] = true
				}
				left = append(left, rr)
			}
		}
		return dns.Dedup(left, nil) // RFC 2181 section 5: what stands twice, as Knot has it below a DNAME, is one record
	}
	answer, authority, additional := reduce(theirs.Answer), reduce(theirs.Ns), reduce(theirs.Extra)
	// What is left of the last name's records may be none, perhaps behind aliases.
	filtered := classed[classFiltered] && len(ours.Ns) == 1 && ours.Ns[0].Header().Rrtype == dns.TypeSOA

	given := ours.Answer
	if q.qtype == dns.TypeANY && !slices.Equal(records(given), records(answer)) && len(given) > 0 && len(answer) > 0 {
		// A server chooses what it gives of the name that the aliases lead to.
		last := given[len(given)-1].Header().Name
		chosen := func(rr dns.RR) bool { return strings.EqualFold(rr.Header().Name, last) }
		given, answer = slices.DeleteFunc(slices.Clone(given), chosen), slices.DeleteFunc(answer, chosen)
		classed[classAny] = true
	}
	if a, b := records(given), records(answer); !slices.Equal(a, b) {
		return nil, fmt.Errorf("the answer is\n %s\ntheirs\n %s", strings.Join(a, "\n "), strings.Join(b, "\n "))
	}
	own := slices.Clone(ours.Ns)
	if slices.ContainsFunc(own, func(rr dns.RR) bool { return rr.Header().Rrtype == dns.TypeNS }) {
		if kept := slices.DeleteFunc(own, func(rr dns.RR) bool { return rr.Header().Rrtype == dns.TypeDS }); len(kept) != len(ours.Ns) {
			own, classed[classDS] = kept, true
		}
	}
	if a, b := records(own), records(authority); !slices.Equal(a, b) && (!filtered || len(b) > 0) {
		return nil, fmt.Errorf("the authority section is\n %s\ntheirs\n %s", strings.Join(a, "\n "), strings.Join(b, "\n "))
	}
	if a, b := records(ours.Extra), records(additional); !slices.Equal(a, b) {
		for _, rr := range symmetric(ours.Extra, additional) {
			if neededGlue(rr, ours.Ns) {
				return nil, fmt.Errorf("the additional section is\n %s\ntheirs\n %s", strings.Join(a, "\n "), strings.Join(b, "\n "))
			}
		}
		classed[classAdditional] = true
	}
	for _, class := range classes {
		if classed[class] {
			found = append(found, class)
		}
	}
	return found, nil
}

// endless says whether the aliases in an answer lead back to where they were,
// grow, or are as many as the server follows.
func endless(name string, answer []dns.RR, follows int) bool {
	targets := map[string]string{}
	for _, rr := range answer {
		switch rr := rr.(type) {
		case *dns.CNAME:
			targets[dns.CanonicalName(rr.Hdr.Name)] = dns.CanonicalName(rr.Target)
		case *dns.DNAME:
			if dns.IsSubDomain(dns.CanonicalName(rr.Hdr.Name), dns.CanonicalName(rr.Target)) {
				return true
			}
		}
	}
	steps := 0
	seen := map[string]bool{}
	for at := dns.CanonicalName(name); !seen[at]; steps++ {
		seen[at] = true
		next, ok := targets[at]
		if !ok {
			return steps >= follows
		}
		at = next
	}
	return true
}

func isSubset(part, whole []dns.RR) bool {
	have := records(whole)
	return !slices.ContainsFunc(records(part), func(r string) bool { return !slices.Contains(have, r) })
}

// insideNetworks are the ranges that the generator takes addresses of the
// inside from.
var insideNetworks = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("192.168.0.0/16"), netip.MustParsePrefix("fd00::/8"),
}

func leadsInside(rr dns.RR) bool {
	m := &dns.Msg{Answer: []dns.RR{rr}}
	if h, ok := rr.(*dns.HTTPS); ok {
		for _, v := range h.Value {
			if hint, ok := v.(*dns.SVCBIPv4Hint); ok {
				for _, ip := range hint.Hint {
					m.Answer = append(m.Answer, &dns.A{A: ip})
				}
			}
		}
	}
	return slices.ContainsFunc(addresses(m), func(a netip.Addr) bool {
		return slices.ContainsFunc(insideNetworks, func(p netip.Prefix) bool { return p.Contains(a) })
	})
}

// symmetric are the records of one section that the other lacks.
func symmetric(a, b []dns.RR) (list []dns.RR) {
	for _, pair := range [][2][]dns.RR{{a, b}, {b, a}} {
		have := records(pair[1])
		for _, rr := range pair[0] {
			if rr.Header().Rrtype != dns.TypeOPT && !slices.Contains(have, record(rr)) {
				list = append(list, rr)
			}
		}
	}
	return list
}

// neededGlue says whether a record is an address of a referral's name server:
// of one at or below the cut, or of a sibling (RFC 9471 sections 2.1 and 2.2).
func neededGlue(rr dns.RR, authority []dns.RR) bool {
	return slices.ContainsFunc(authority, func(cut dns.RR) bool {
		ns, ok := cut.(*dns.NS)
		return ok && strings.EqualFold(ns.Ns, rr.Header().Name)
	})
}

// classRow is a class's row in docs/rfc.md: its name, then how often NSD and
// Knot differed so, of 2,000 questions.
var classRow = regexp.MustCompile("(?m)^\\| `([a-z]+)` \\| (\\d+) \\| (\\d+) \\|")

// report fails the test for every difference of no class, and where docs/rfc.md
// does not have exactly the classes that there are, and these counts.
func (d *differences) report(t *testing.T, counted bool) {
	t.Helper()
	for i, other := range d.other {
		if i == 5 {
			t.Errorf("and %d more", len(d.other)-i)
			break
		}
		t.Error(other)
	}
	const path = "../docs/rfc.md"
	doc, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("CHAINZONE_UPDATE") != "" {
		doc = classRow.ReplaceAllFunc(doc, func(row []byte) []byte {
			class := string(classRow.FindSubmatch(row)[1])
			return fmt.Appendf(nil, "| `%s` | %d | %d |", class, d.counts["NSD"][class], d.counts["Knot"][class])
		})
		write(t, path, string(doc))
	}
	var listed []string
	for _, row := range classRow.FindAllStringSubmatch(string(doc), -1) {
		class := row[1]
		listed = append(listed, class)
		for i, server := range []string{"NSD", "Knot"} {
			n := d.counts[server][class]
			t.Logf("%s, %s: %d", class, server, n)
			if counted && row[2+i] != fmt.Sprint(n) {
				t.Errorf("docs/rfc.md counts %s differences of class %s with %s, there are %d: CHAINZONE_UPDATE=1 writes them", row[2+i], class, server, n)
			}
		}
	}
	if !slices.Equal(listed, classes) || len(classes) > 8 {
		t.Errorf("docs/rfc.md has the classes %v, the test %v", listed, classes)
	}
}
