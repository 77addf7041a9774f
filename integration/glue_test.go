package integration

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	local "chainzone/chain/devnet" // devnet is the program here
)

// glued are names that are delegated to each other's servers, in every way, and
// the questions that give the referrals.
var glued = map[string]string{
	"in-domain":  "@ 60 NS ns\nns 60 A 192.0.2.1\nns 60 AAAA 2001:db8::1\n",
	"at-cut":     "@ 60 NS @\n@ 60 A 192.0.2.2\n",
	"below":      "@ 60 A 192.0.2.3\nsub 60 NS ns.sub\nsub 60 NS ns\nns.sub 60 A 192.0.2.4\nns 60 A 192.0.2.5\n",
	"circle-a":   "@ 60 NS ns.circle-b.chain.\nns 60 A 192.0.2.6\n",
	"circle-b":   "@ 60 NS ns.circle-a.chain.\nns 60 A 192.0.2.7\n",
	"hosted":     "@ 60 NS ns.hoster.chain.\n@ 60 NS ns2.hoster.chain.\n",
	"hoster":     "@ 60 A 192.0.2.8\nns 60 A 192.0.2.9\nns 60 A 192.0.2.10\nns2 60 AAAA 2001:db8::2\n",
	"outside":    "@ 60 NS ns.example.\n",
	"nowhere":    "@ 60 NS ns.nobody-has-this.chain.\n@ 60 NS ns.hoster.chain.\n",
	"not-there":  "@ 60 NS nothing.hoster.chain.\n@ 60 NS ns.circle-a.chain.\n",
	"not-a-name": "@ 60 NS not_a_label.chain.\n@ 60 NS ns.in-domain.chain.\n",
	"mixed":      "@ 60 NS ns\n@ 60 NS ns.circle-a.chain.\n@ 60 NS ns.example.\n@ 60 NS ns2.hoster.chain.\nns 60 A 192.0.2.11\n",
}

// TestGlueIsThatOfOthers asks chainzone, NSD, Knot and BIND for names below each
// delegation of a TLD, and for the TLD's own name servers: the addresses beside
// the NS records are the same (RFC 9471), but that BIND gives fewer.
func TestGlueIsThatOfOthers(t *testing.T) {
	t.Parallel()
	programs := map[string]string{"NSD": client(t, "nsd"), "Knot": client(t, "knotd"), "BIND": client(t, "named")}
	d, err := local.Start(local.Options{BlockTime: time.Hour}) // no block while it is compared
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	deployment, err := d.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	var made []local.Registration
	for _, label := range slices.Sorted(maps.Keys(glued)) {
		made = append(made, local.Registration{Label: label, Duration: lifetime, Image: build(t, label+".chain", glued[label]).Image()})
	}
	if err := d.Register(t.Context(), deployment, made); err != nil {
		t.Fatal(err)
	}
	dir, addr := t.TempDir(), freeAddress(t)
	file, config, master := filepath.Join(dir, "chain.json"), filepath.Join(dir, "server.yaml"), filepath.Join(dir, "tld.zone")
	if err := deployment.Write(file); err != nil {
		t.Fatal(err)
	}
	write(t, config, fmt.Sprintf("version: 1\nlisten: [%q]\norigins: [{deployment: %q, soa: {mname: ns.example.}, ns: [ns.hoster.chain., ns.below.chain., ns.example.]}]\n", addr, file))
	command(t, nil, "chainzone", "tld", "export", "--deployment", file, "--config", config, "--out", master).ok(t)
	start(t, nil, "chainzone", "serve", "--config", config)
	eventually(t, 20*time.Second, "chainzone reaches the chain", func() bool { return answersNames("udp", addr, "chain") == nil })
	us, them := dial(t, addr), map[string]*asker{
		"NSD": dial(t, startNSD(t, programs["NSD"], master)), "Knot": dial(t, startKnot(t, programs["Knot"], master)), "BIND": dial(t, startBIND(t, programs["BIND"], master)),
	}
	questions := []question{{name: "chain.", qtype: dns.TypeNS, edns: true}}
	for label := range glued {
		questions = append(questions, question{name: "x." + label + ".chain.", qtype: dns.TypeA, edns: true}, question{name: "x.sub." + label + ".chain.", qtype: dns.TypeTXT, edns: true})
	}
	compared := 0
	for _, q := range questions {
		got := us.ask(q)
		ours := records(got.Extra)
		for name, other := range them {
			reply := other.ask(q)
			if !slices.ContainsFunc(slices.Concat(reply.Ns, reply.Answer), func(rr dns.RR) bool { return rr.Header().Rrtype == dns.TypeNS }) {
				continue
			}
			compared++
			// BIND leaves out what is no glue, the addresses of names without a delegation.
			theirs := records(reply.Extra)
			if !slices.Equal(ours, theirs) && (name != "BIND" || !isSubset(reply.Extra, got.Extra)) {
				t.Errorf("%v: beside the NS records we have\n %s\n%s\n %s", q, strings.Join(ours, "\n "), name, strings.Join(theirs, "\n "))
			}
		}
	}
	if compared < 3*len(glued) {
		t.Errorf("only %d referrals compared", compared)
	}
}
