package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const goodConfig = "version: 1\nlisten: [\"127.0.0.1:53\"]\nforward: [{zone: ., upstreams: [\"192.0.2.53\"]}]\n"

// TestTextThatReadsAsSomethingElseIsRefused: a text that YAML takes for a number, a
// date, a truth value or nothing is no text, wherever one is due.
func TestTextThatReadsAsSomethingElseIsRefused(t *testing.T) {
	for _, text := range []string{
		"1.10", "007", "0x10", "0o17", "0b11", "1_000", "+1", "-1", ".5", "1.", "1e3", "1.5E-3", ".inf", "-.inf", "+.inf", ".nan",
		"true", "False", "null", "~", "2026-01-01",
	} {
		for what, yaml := range map[string]string{
			"a value":        "identity: {nsid: " + text + "}\n",
			"one of a list":  "private: {names: [a.chain, " + text + "]}\n",
			"an anchor":      "identity: {nsid: &a " + text + "}\n",
			"an alias":       "identity: {nsid: a, version: &a \"1\"}\nlog: {queries: 5}\norder: stable\nprivate: {names: [" + text + "]}\n",
			"at the top":     "order: " + text + "\n",
			"a name of ours": "private: {names: [" + text + "]}\n",
		} {
			_, err := parseConfig([]byte(goodConfig + yaml))
			if err == nil || !strings.Contains(err.Error(), "write it in quotes, \""+text+"\"") {
				t.Errorf("%s, %s: %v", text, what, err)
			}
		}
		if _, err := parseConfig([]byte(goodConfig + "identity: {nsid: \"" + text + "\", version: '" + text + "', server: !!str " + text + "}\n")); err != nil {
			t.Errorf("%s in quotes: %v", text, err)
		}
	}
	if _, err := parseConfig([]byte(goodConfig + "log: {queries: &n 12}\nidentity: {nsid: *n}\n")); err == nil || !strings.Contains(err.Error(), "in quotes") {
		t.Errorf("an alias of a number: %v", err)
	}
	for _, text := range []string{"ns1.chain.", "1.2.3", "192.0.2.1", "yes", "12:30", "1a", "0xg", "-"} {
		c, err := parseConfig([]byte(goodConfig + "identity: {nsid: " + text + "}\n"))
		if text != "-" && (err != nil || c.Identity.NSID != text) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := parseConfig([]byte(goodConfig + "state:\nidentity:\n")); err != nil {
		t.Errorf("a key without a value: %v", err)
	}
}

// TestSpecRefusesWhatReadsAsSomethingElse: so it is in the file of a TLD. Prices are
// numbers, which may be written with or without quotes.
func TestSpecRefusesWhatReadsAsSomethingElse(t *testing.T) {
	for text, want := range map[string]string{
		"tld: 1.10\nprices: [\"5\"]\n":            `write it in quotes, "1.10"`,
		"tld: a\nreserved: [007, www]\n":          `write it in quotes, "007"`,
		"tld: a\nprices: [0x10]\n":                "0x10 is read as a number: write a decimal number",
		"tld: a\nprices: [1e18]\n":                "1e18 is read as a number: write a decimal number",
		"tld: a\nprices: [5, \"6\"]\nceiling: 7":  "",
		"tld: 1.10\nprises: [5]\nowner: {a: 1}\n": "unknown field",
	} {
		file := filepath.Join(t.TempDir(), "tld.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := readSpec(file)
		switch {
		case want == "" && (err != nil || s.Prices[0] != "5" || s.Prices[1] != "6" || s.Ceiling != "7" || s.MinAge != "1m"):
			t.Errorf("%q: %v, %v", text, s, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v", text, err)
		case strings.HasPrefix(want, "unknown") && len(places(err)) != 3:
			t.Errorf("%q: %v, want three places", text, err)
		}
	}
}

// places lists the lines and columns that an error shows, in its order.
func places(err error) []string {
	return regexp.MustCompile(`(?m)\[\d+:\d+\]`).FindAllString(err.Error(), -1)
}

// TestCheckSaysAllThatIsWrong: what cannot be read, what cannot be right and what is
// not there, in the order of the file, and nothing that only follows from it.
func TestCheckSaysAllThatIsWrong(t *testing.T) {
	text := `version: 1
listen: ["127.0.0.1", "here:53"]
lissten: []
origins:
  - {deployment: a.json, soa: {mname: "a..b", rname: 1.10}, head: newest}
  - {tld: chain, chainId: many, registry: 0x1, controller: "0x0000000000000000000000000000000000000001", fromBlock: 1, regstry: x}
forward:
  - {zone: ., upstreams: [tls://dns.example], strategy: best}
  - {zone: ".", upstreams: []}
cache: {zones: 64, messages: 64MB, min_ttl: five}
state: ~/x
order: random
limits: {queries: -1, slip: x}
`
	_, err := parseConfig([]byte(text))
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	for _, want := range []string{
		`[2:10] listen[0]: "127.0.0.1" is not host:port`, `[2:23] listen[1]: "here:53": listen on an IP address`, `[3:1] unknown field "lissten"`,
		`[5:39] origins[0].soa.mname`, `[5:54] origins[0].soa.rname: 1.10 is read as a number`, `] origins[0].head: head "newest": use latest`,
		"[6:27] a whole number is needed here, not a text", `] origins[1].registry: 0x1 is read as a number`, `unknown field "regstry"`, `] origins[1].registryCodeHash: give 0x`, `] origins[1].endpoints: name at least one RPC URL`,
		"forward[0].upstreams[0]: tls://dns.example is a name", "forward[0].strategy", "forward[1].zone: . stands twice", "forward[1].upstreams: name at least one",
		"cache.zones: the size 64 is that many bytes, which keep nothing: was 64MiB meant?", `cache.messages: the size "64MB"`, "cache.min_ttl",
		`state: "~/x" is a folder named ~ here, where there is no shell: write the path from / on`, "order: \"random\"", "limits.queries: -1 is negative", "[13:29] a whole number is needed here",
	} {
		if strings.Count(err.Error(), want) != 1 {
			t.Errorf("%d times %q", strings.Count(err.Error(), want), want)
		}
	}
	if got := len(places(err)); got != 22 {
		t.Errorf("%d faults, want 22", got)
	}
	if t.Failed() {
		t.Log(err)
	}
}

// TestManyFaultsAreBounded: a file of nothing but faults is not read for ever.
func TestManyFaultsAreBounded(t *testing.T) {
	var text strings.Builder
	text.WriteString(goodConfig)
	for i := range 3 * maxFaults {
		text.WriteString(strings.Repeat("x", i+1) + ": 1\n")
	}
	_, err := parseConfig([]byte(text.String()))
	if err == nil || len(places(err)) < maxFaults || len(places(err)) > maxFaults+1 {
		t.Errorf("%v", err)
	}
}

// TestCheckFiles: --files also says what is wrong with the files that are named,
// each where it is named, and finds two origins of one domain.
func TestCheckFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const deployment = `{"version":1,"chainId":1,"tld":"chain","registry":"0x0000000000000000000000000000000000000001","controller":"0x0000000000000000000000000000000000000002",` +
		`"registryCodeHash":"0x0000000000000000000000000000000000000000000000000000000000000003","fromBlock":1,"endpoints":["http://127.0.0.1:1"]}`
	one, two := write("one.json", deployment), write("two.json", deployment)
	broken, none, secret := write("broken.json", "{"), write("none", "\n"), write("secret", "htp://host/SECRET\n${KEY}\n")
	pem := write("cert.pem", "no PEM")
	file := write("chainzone.yaml", goodConfig+"origins:\n  - deployment: "+one+"\n  - deployment: "+two+"\n  - deployment: "+broken+"\n  - deployment: "+filepath.Join(dir, "missing.json")+
		"\n  - {deployment: "+strings.Replace(one, "one", "three", 1)+", endpoints_file: "+none+"}\n  - {deployment: "+write("four.json", strings.Replace(deployment, `"chain"`, `"four"`, 1))+", endpoints_file: "+secret+
		"}\nencrypted: {tls: [\"127.0.0.1:0\"], certificate: "+pem+", key: "+pem+"}\n")
	c, data, err := readConfigFile(file)
	if err != nil {
		t.Fatalf("without --files: %v", err)
	}
	text := c.checkFiles().annotated(data)
	for _, want := range []string{
		"[6:17] origins[1].deployment: chain. is the domain of origins[0] too", "[7:17] origins[2].deployment: ", "[8:17] origins[3].deployment: there is no deployment file",
		"origins[4].deployment: there is no", "origins[4].endpoints_file: " + none + " names no endpoint", "origins[5].endpoints_file: ", "encrypted.certificate: ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(text, "SECRET") {
		t.Error("it shows a secret")
	}
	if t.Failed() {
		t.Log(text)
	}
}
