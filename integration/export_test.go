package integration

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	local "chainzone/chain/devnet" // devnet is the program here
	"chainzone/zone"
)

// exported are zones that somebody may publish to end the export of the TLD, or
// to keep a name server from loading it, each with what the export says of it:
// "" nothing, else the end of the warning that names it.
var exported = map[string]struct{ zone, warning string }{
	"lame-own":     {"@ 60 NS ns\n", "ns.lame-own.chain. has no address"},
	"lame-other":   {"@ 60 NS nothing.good.chain.\n", "nothing.good.chain. has no address"},
	"lame-free":    {"@ 60 NS ns.nobody.chain.\n", "ns.nobody.chain. has no address"},
	"lame-tld":     {"@ 60 NS chain.\n@ 60 NS _none.chain.\n", "_none.chain. has no address"},
	"lame-alias":   {"@ 60 NS alias.good.chain.\n", "alias.good.chain. has no address"},
	"lame-parent":  {"@ 60 NS b.far-glue.chain.\n", "b.far-glue.chain. has no address"},
	"lame-cut":     {"@ 60 NS cut.chain.\n", "cut.chain. has no address"},
	"lame-broken":  {"@ 60 NS ns.broken.chain.\n", "ns.broken.chain. has no address"},
	"lame-label":   {"@ 60 NS not_a_label.chain.\n", "not_a_label.chain. has no address"},
	"lame-below":   {"x 60 NS ns.x\n@ 60 A 192.0.2.1\ny.x 60 A 192.0.2.1\n", "ns.x.lame-below.chain. has no address"},
	"half-lame":    {"@ 60 NS ns.nobody.chain.\n@ 60 NS ns\nns 60 A 192.0.2.1\n@ 60 DS 1 13 2 DIGEST\n", "ns.nobody.chain. has no address"},
	"new-digest":   {"@ 60 NS ns.example.\n@ 60 DS 1 13 6 DIGEST\n", "does not load digest type 6"},
	"good":         {"* 60 AAAA 2001:db8::1\nalias 60 CNAME x\nnothing 60 TXT x\nns 60 A 192.0.2.1\n", ""},
	"cut":          {"@ 60 NS ns.example.\n", ""},
	"by-good":      {"@ 60 NS ns.good.chain.\n", ""},
	"by-wild":      {"@ 60 NS any.good.chain.\n", ""},
	"by-cut":       {"@ 60 NS ns.cut.chain.\n", ""},
	"far-glue":     {"@ 60 NS a.b\na.b 60 A 192.0.2.1\n", ""},
	"by-far-glue":  {"@ 60 NS a.b.far-glue.chain.\n", ""},
	"dname":        {"x 60 DNAME good.chain.\n@ 60 MX 1 a.x\n", ""},
	"renamed":      {"@ 60 DNAME good.chain.\n@ 60 TXT x\n", ""},
	"mail-none":    {"@ 60 MX 1 nothing.nobody.chain.\n@ 60 SRV 1 1 1 ns.cut.chain.\n_x 60 A 192.0.2.1\na_b 60 MX 1 a_b\n", ""},
	"cname-out":    {"@ 60 CNAME \\$origin.example.\nx 60 CNAME x\n", ""},
	"directives":   {"\\$ttl 60 TXT x\n\\@ 60 TXT x\n\\$include 60 CNAME \\$generate\n\\; 60 TXT x\n\\( 60 TXT x\na\\.b 60 TXT x\n\\000\\010 60 TXT \"\\000\\010;\\\"\\\\\"\n\\[x1/8] 60 TXT x\n\\# 60 PTR x\n", ""},
	"odd-ttl":      {"a 0 A 192.0.2.1\na 2147483647 AAAA 2001:db8::1\n", ""},
	"signed":       {"@ 60 CDS 0 0 0 00\n@ 60 CDNSKEY 0 3 0 AA==\n@ 60 CSYNC 1 3 A NS\n@ 60 ZONEMD 1 1 1 DIGESTDIGEST\n", ""},
	"spf-alone":    {"@ 60 SPF \"v=spf1 -all\"\n", ""},
	"two-keys":     {"@ 60 HTTPS 0 x.example.\nx 60 HTTPS 1 . key9=a key65280=b\n", ""},
	"by-both-a":    {"@ 60 NS ns.by-both-b.chain.\nns 60 A 192.0.2.1\n", ""},
	"by-both-b":    {"@ 60 NS ns.by-both-a.chain.\nns 60 A 192.0.2.1\n", ""},
	"star-cut":     {"a.* 60 NS ns.example.\n* 60 A 192.0.2.1\n", ""},
	"lame-through": {"@ 60 NS ns.renamed.chain.\n", "ns.renamed.chain. has no address"},
}

// rawImage is an image of one record at the apex, of any content.
func rawImage(typ uint16, data string) []byte {
	b := binary.BigEndian.AppendUint16([]byte{1, 0}, typ)
	b = append(b, 0, 0, 0, 60, 1)
	return append(binary.BigEndian.AppendUint16(b, uint16(len(data))), data...)
}

// broken are images that no reader takes, as only the contract has seen them.
var broken = map[string][]byte{
	"broken": {1, 2}, "broken-end": {1, 0, 0}, "broken-mandatory": rawImage(65, "\x00\x01\x00\x00\x00\x00\x02\x00\x7b"),
	"broken-alpn": rawImage(65, "\x00\x01\x00\x00\x01\x00\x00"), "broken-default": rawImage(65, "\x00\x01\x00\x00\x02\x00\x00"),
	"broken-relay": rawImage(260, "\x0a\x83"), "broken-ds": rawImage(43, "\x00\x01\x0d\x02\xab"), "broken-sshfp": rawImage(44, "\x01\x01\xab"),
	"broken-apl": rawImage(42, "\x00\x03\x00\x00"), "broken-hip": rawImage(55, "\x00"), "broken-txt": rawImage(56, "\xff"), "broken-eid": rawImage(31, ""),
}

// TestExportLoadsWhateverNamesHold (T38): names of a TLD hold everything that a
// name server is known to refuse a whole zone file for. The file is written
// and loads in BIND, NSD and Knot, and what is left out is said with its name.
func TestExportLoadsWhateverNamesHold(t *testing.T) {
	t.Parallel()
	for _, c := range checkers {
		client(t, c[0])
	}
	d, err := local.Start(local.Options{BlockTime: time.Hour}) // no block while it is written
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	deployment, err := d.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	warnings := map[string]string{}
	var made []local.Registration
	digest := strings.Repeat("ab", 32)
	for _, label := range slices.Sorted(maps.Keys(exported)) {
		e := exported[label]
		text := strings.NewReplacer("DIGESTDIGEST", digest+digest[:32], "DIGEST", digest).Replace(e.zone)
		apex := zone.MustParseName(label + ".chain")
		sets, err := zone.ParseMaster(apex, strings.NewReader(text), label)
		if err != nil {
			t.Fatal(err)
		}
		z, err := zone.New(apex, sets)
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		made = append(made, local.Registration{Label: label, Duration: lifetime, Image: z.Image()})
		warnings[label] = e.warning
	}
	for _, label := range slices.Sorted(maps.Keys(broken)) {
		made = append(made, local.Registration{Label: label, Duration: lifetime, Image: broken[label]})
		warnings[label] = "left out, and a server answers SERVFAIL"
	}
	for _, typ := range []uint16{3, 4, 7, 8, 9, 10, 11, 19, 20, 22, 23, 26, 27, 34, 38} {
		label := fmt.Sprintf("obsolete%d", typ)
		made = append(made, local.Registration{Label: label, Duration: lifetime, Image: rawImage(typ, "\x00")})
		warnings[label] = "obsolete"
	}
	if err := d.Register(t.Context(), deployment, made); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, config, master := filepath.Join(dir, "chain.json"), filepath.Join(dir, "server.yaml"), filepath.Join(dir, "tld.zone")
	if err := deployment.Write(file); err != nil {
		t.Fatal(err)
	}
	write(t, config, fmt.Sprintf("version: 1\nlisten: [\"127.0.0.1:0\"]\norigins: [{deployment: %q, soa: {mname: ns.example.}, ns: [ns.example.]}]\n", file))
	r := command(t, nil, "chainzone", "tld", "export", "--strict", "--deployment", file, "--config", config, "--out", master).ok(t)
	told := map[string]string{}
	for line := range strings.Lines(r.stderr) {
		for label := range warnings {
			if strings.Contains(line, " "+label+".chain. is left out") || strings.Contains(line, " of "+label+".chain. is left out") {
				told[label] += line
			}
		}
	}
	for label, want := range warnings {
		if got := told[label]; want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: said %q, want %q", label, got, want)
		}
	}
	for _, c := range checkers {
		if out, err := exec.Command(client(t, c[0]), append(slices.Clone(c[1:]), "chain.", master)...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%.2000s", c[0], err, out)
		}
	}
	// Without --strict nothing that a server needs is missing, and all of them load it.
	command(t, nil, "chainzone", "tld", "export", "--deployment", file, "--config", config, "--out", master).ok(t)
	startNSD(t, client(t, "nsd"), master)
	startKnot(t, client(t, "knotd"), master)
	startBIND(t, client(t, "named"), master)
	text, err := os.ReadFile(master)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"$ORIGIN lame-free.chain.", "$ORIGIN by-good.chain.", "$ORIGIN by-both-b.chain.", "$ORIGIN half-lame.chain.", "$ORIGIN directives.chain."} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in the file", want)
		}
	}
}

// checkers are the programs that say whether a name server loads a zone file.
// BIND's looks at no other zone's names (-i local): it would ask the Internet.
var checkers = [][]string{{"named-checkzone", "-i", "local"}, {"nsd-checkzone"}, {"kzonecheck", "-o"}}
