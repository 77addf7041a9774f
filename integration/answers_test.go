package integration

import (
	"fmt"
	"net"
	"os/exec"
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// TestSamples asks the devnet's own server for every kind of sample name,
// over UDP and TCP.
func TestSamples(t *testing.T) {
	d := startDevnet(t)
	for _, tc := range []struct {
		name   string
		qtype  uint16
		rcode  int
		aa     bool
		answer string // the types in the answer section, in order
		auth   string // the types in the authority section
	}{
		{"hello.chain", dns.TypeA, dns.RcodeSuccess, true, "A", ""},
		{"hello.chain", dns.TypeAAAA, dns.RcodeSuccess, true, "AAAA", ""},
		{"HeLLo.ChAiN", dns.TypeA, dns.RcodeSuccess, true, "A", ""},
		{"hello.chain", dns.TypeMX, dns.RcodeSuccess, true, "", "SOA"},
		{"mail.chain", dns.TypeMX, dns.RcodeSuccess, true, "MX", ""},
		{"mail.chain", dns.TypeTXT, dns.RcodeSuccess, true, "TXT", ""},
		{"alias.chain", dns.TypeA, dns.RcodeSuccess, true, "CNAME A", ""},
		{"anything.at.all.wild.chain", dns.TypeA, dns.RcodeSuccess, true, "A", ""},
		{"sub.delegated.chain", dns.TypeA, dns.RcodeSuccess, false, "", "NS NS"}, // DS under DO only
		{"empty.chain", dns.TypeA, dns.RcodeNameError, true, "", "SOA"},
		{"expired.chain", dns.TypeA, dns.RcodeNameError, true, "", "SOA"},
		{"grace.chain", dns.TypeA, dns.RcodeNameError, true, "", "SOA"},
		{"nobody-has-this.chain", dns.TypeA, dns.RcodeNameError, true, "", "SOA"},
		{"-bad-.chain", dns.TypeA, dns.RcodeNameError, true, "", "SOA"},
		{"chain", dns.TypeSOA, dns.RcodeSuccess, true, "SOA", ""},
		{"chain", dns.TypeNS, dns.RcodeSuccess, true, "NS", ""},
		{"chain", dns.TypeA, dns.RcodeSuccess, true, "", "SOA"},
		{"example.com", dns.TypeA, dns.RcodeRefused, false, "", ""},
	} {
		for _, network := range []string{"udp", "tcp"} {
			t.Run(fmt.Sprintf("%s/%s/%s", tc.name, dns.TypeToString[tc.qtype], network), func(t *testing.T) {
				m := ask(t, network, d.DNS, tc.name, tc.qtype)
				if m.Rcode != tc.rcode || m.Authoritative != tc.aa || types(m.Answer) != tc.answer || types(m.Ns) != tc.auth {
					t.Errorf("got %s aa=%v answer=%q authority=%q\nwant %s aa=%v answer=%q authority=%q\n%v",
						dns.RcodeToString[m.Rcode], m.Authoritative, types(m.Answer), types(m.Ns),
						dns.RcodeToString[tc.rcode], tc.aa, tc.answer, tc.auth, m)
				}
				if m.Question[0].Name != dns.Fqdn(tc.name) {
					t.Errorf("the question came back as %s", m.Question[0].Name)
				}
			})
		}
	}
}

// types lists the record types of a section.
func types(section []dns.RR) string {
	var list []string
	for _, rr := range section {
		list = append(list, dns.TypeToString[rr.Header().Rrtype])
	}
	return strings.Join(list, " ")
}

// TestClients asks with the programs that people use.
func TestClients(t *testing.T) {
	d := startDevnet(t)
	want := addresses(ask(t, "udp", d.DNS, "hello.chain", dns.TypeA))
	if len(want) == 0 {
		t.Fatal("hello.chain has no address")
	}
	host, port, err := net.SplitHostPort(d.DNS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		client string
		args   []string
	}{
		{"dig", []string{"@" + host, "-p", port, "+norecurse", "hello.chain", "A"}},
		{"dig", []string{"@" + host, "-p", port, "+norecurse", "+tcp", "hello.chain", "A"}},
		{"kdig", []string{"@" + host, "-p", port, "hello.chain", "A"}},
		{"kdig", []string{"@" + host, "-p", port, "+tcp", "hello.chain", "A"}},
		{"drill", []string{"-p", port, "hello.chain", "@" + host, "A"}},
		{"drill", []string{"-t", "-p", port, "hello.chain", "@" + host, "A"}},
	} {
		t.Run(tc.client, func(t *testing.T) {
			out, err := exec.CommandContext(t.Context(), client(t, tc.client), tc.args...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			var flags string
			for line := range strings.Lines(string(out)) {
				if strings.Contains(strings.ToLower(line), "flags:") && flags == "" {
					flags = line
				}
			}
			if !strings.Contains(flags, " aa") {
				t.Errorf("no aa among the flags: %q", flags)
			}
			for _, a := range want {
				if !strings.Contains(string(out), a.String()) {
					t.Errorf("%v is not in the answer:\n%s", a, out)
				}
			}
			if strings.Contains(string(out), "WARNING") && tc.client == "dig" {
				t.Errorf("dig warns:\n%s", out)
			}
		})
	}
}
