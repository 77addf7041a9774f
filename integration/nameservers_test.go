package integration

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// TestConfiguredNameServers: name servers below the TLD whose addresses are in the
// configuration are answered and exported with them, and the export loads as it is;
// what the chain has at their names wins, and check --chain says where it differs.
func TestConfiguredNameServers(t *testing.T) {
	d := startDevnet(t, "--no-dns")
	origin := fmt.Sprintf("origins: [{deployment: %q, soa: {mname: ns1.chain.}, ns: [%%s, ns.example.]}]\n", d.Deployment)
	const with = `{name: ns2.dns.chain., addresses: ["192.0.2.2", "2001:db8::2"]}, {name: demo.chain., addresses: ["192.0.2.3"]}`
	config := func(servers string) string {
		file := filepath.Join(t.TempDir(), "chainzone.yaml")
		write(t, file, "version: 1\nlisten: [\"127.0.0.1:0\"]\n"+fmt.Sprintf(origin, servers))
		return file
	}
	good := config(`{name: ns1.chain., addresses: ["192.0.2.1"]}, ` + strings.Replace(with, "demo", "ns3", 1))
	master := filepath.Join(t.TempDir(), "tld.zone")
	load := func() (out []byte, err error) {
		for _, c := range checkers {
			if out, err = exec.Command(client(t, c[0]), append(slices.Clone(c[1:]), "chain.", master)...).CombinedOutput(); err != nil {
				return out, fmt.Errorf("%s: %w", c[0], err)
			}
		}
		return nil, nil
	}
	command(t, nil, "chainzone", "tld", "export", "--deployment", d.Deployment, "--config", config("ns2.chain."), "--out", master).ok(t)
	if _, err := load(); err == nil {
		t.Error("without addresses the export loads, so that this test shows nothing")
	}
	command(t, nil, "chainzone", "tld", "export", "--deployment", d.Deployment, "--config", good, "--out", master).ok(t)
	if out, err := load(); err != nil {
		t.Errorf("%v\n%.2000s", err, out)
	}
	startBIND(t, client(t, "named"), master)

	server, _, _ := administered(t, fmt.Sprintf(origin, with))
	for name, want := range map[string]string{"ns2.dns.chain": "192.0.2.2", "demo.chain": ""} {
		eventually(t, 20e9, name, func() bool {
			m := ask(t, "udp", server, name, dns.TypeA)
			list := addresses(m)
			return m.Rcode == dns.RcodeSuccess && (want == "" && !slices.Contains(texts(list), "192.0.2.3") || slices.Equal(texts(list), []string{want}))
		})
	}
	if m := ask(t, "udp", server, "chain", dns.TypeNS); !slices.Contains(texts(addresses(&dns.Msg{Answer: m.Extra})), "192.0.2.2") || slices.Contains(texts(addresses(&dns.Msg{Answer: m.Extra})), "192.0.2.3") {
		t.Errorf("the name servers come with the addresses %v", m.Extra)
	}

	r := command(t, nil, "chainzone", "check", "--chain", config(with)).ok(t)
	if !strings.Contains(r.stderr, "the chain has records at demo.chain., which win") || strings.Contains(r.stderr, "ns2") {
		t.Errorf("check --chain says %q", r.stderr)
	}
	d.kill()
	r = command(t, nil, "chainzone", "check", "--chain", config(with)).ok(t)
	if !strings.Contains(r.stderr, "could not be learnt") {
		t.Errorf("without a chain check --chain says %q", r.stderr)
	}
}

func texts[T fmt.Stringer](list []T) (out []string) {
	for _, one := range list {
		out = append(out, one.String())
	}
	return out
}
