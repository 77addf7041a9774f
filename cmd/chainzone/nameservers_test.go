package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"chainzone/zone"
)

// TestNameServersOfAConfiguration: ns takes names, and names with addresses, in one
// list; both come out as they went in.
func TestNameServersOfAConfiguration(t *testing.T) {
	const fields = `tld: chain, chainId: 1, registry: "0x0000000000000000000000000000000000000001", controller: "0x0000000000000000000000000000000000000002", ` +
		`registryCodeHash: "0x0000000000000000000000000000000000000000000000000000000000000003", fromBlock: 1, endpoints: ["http://127.0.0.1:1"]`
	parse := func(ns string) (*config, error) {
		return parseConfig([]byte("version: 1\nlisten: [\"127.0.0.1:53\"]\norigins: [{" + fields + ", ns: " + ns + "}]\n"))
	}
	c, err := parse(`[ns.example., {name: ns1.chain., addresses: [192.0.2.1, "2001:db8::1"]}, {name: ns2.example.}]`)
	if err != nil {
		t.Fatal(err)
	}
	o := c.Origins[0].served(zone.MustParseName("chain"))
	if list := o.Addresses[zone.MustParseName("ns1.chain")]; len(o.NS) != 3 || len(o.Addresses) != 1 || fmt.Sprint(list) != "[192.0.2.1 2001:db8::1]" {
		t.Errorf("%v, %v", o.NS, o.Addresses)
	}
	text, err := yaml.Marshal(c.Origins[0].NS)
	if want := "- ns.example.\n- name: ns1.chain.\n  addresses:\n  - 192.0.2.1\n  - 2001:db8::1\n- ns2.example.\n"; err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
	for ns, want := range map[string]string{
		"[1.10]":                               `ns[0]: 1.10 is read as a number`,
		"[a..b]":                               `ns[0]: "a..b" is not a domain name`,
		"[{name: 1.10}]":                       `ns[0].name: 1.10 is read as a number`,
		"[{addresses: [192.0.2.1]}]":           `ns[0]`,
		"[{name: a.chain, addresses: [here]}]": `ns[0].addresses[0]: "here" is not an IP address`,
		"[{name: a.chain, addresses: [\"::ffff:192.0.2.1\"]}]":                               `is not an IP address`,
		"[{name: a.example, addresses: [192.0.2.1]}]":                                        `ns[0].addresses: a.example. is not below chain.`,
		"[{name: chain., addresses: [192.0.2.1]}]":                                           `ns[0].addresses: chain. is not below chain.`,
		"[{name: a.chain, addresses: [" + strings.Repeat("192.0.2.1, ", 16) + "192.0.2.1]}]": "ns[0].addresses: 17 are more than 16",
		"[{name: a.chain, adresses: [192.0.2.1]}]":                                           "unknown field",
	} {
		if _, err := parse(ns); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", ns, err, want)
		}
	}
	if _, err := parse("[{name: a.chain, addresses: [" + strings.Repeat("192.0.2.1, ", 15) + "192.0.2.1]}]"); err != nil {
		t.Errorf("16 addresses: %v", err)
	}
}
