package zone

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// checkers are the programs that say whether a name server loads a zone file.
// BIND's looks at no other zone's names (-i none): it would ask the Internet.
var checkers = []struct {
	program string
	args    []string
}{
	{"named-checkzone", []string{"-i", "none", "chain."}},
	{"nsd-checkzone", []string{"chain."}},
	{"kzonecheck", []string{"-o", "chain."}},
}

const checkedHead = "$ORIGIN chain.\n@ 60 IN SOA ns.example. hostmaster.chain. 1 3600 600 604800 60\n@ 3600 IN NS ns.example.\n"

// checker finds a program, or skips the test.
func checker(t *testing.T, program string) string {
	t.Helper()
	for _, dir := range []string{"", "/usr/sbin/", "/usr/local/sbin/"} {
		if path, err := exec.LookPath(dir + program); err == nil {
			return path
		}
	}
	if os.Getenv("CHAINZONE_REQUIRE_CLIENTS") != "" {
		t.Fatalf("%s is not installed, and CHAINZONE_REQUIRE_CLIENTS is set", program)
	}
	t.Skipf("%s is not installed", program)
	return ""
}

// lineOf is the line of a file that a checker complains about.
var lineOf = regexp.MustCompile(`\.zone:(\d+)|line (\d+)|^\[([^]]+)\]`)

// loads fails the test unless all three name servers load the file, and names
// the lines that they do not.
func loads(t *testing.T, text string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "checked.zone")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text, "\n")
	for _, c := range checkers {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute) // Knot's parser is known to run for ever
		out, err := exec.CommandContext(ctx, checker(t, c.program), append(slices.Clone(c.args), file)...).CombinedOutput()
		cancel()
		if err == nil {
			continue
		}
		t.Errorf("%s: %v", c.program, err)
		told := 0
		for line := range strings.Lines(string(out)) {
			at := lineOf.FindStringSubmatch(line)
			if at == nil || strings.Contains(line, "warning") || strings.Contains(line, "check-names") {
				continue
			}
			if n, _ := strconv.Atoi(at[1] + at[2]); n > 0 && n <= len(lines) {
				line += strings.Join(lines[max(0, n-2):n], "\n")
			}
			if told++; told <= 5 {
				t.Errorf("%.400s", line)
			}
		}
		if told == 0 {
			t.Errorf("%.1000s", out)
		}
	}
}

// TestEveryTypeLoadsEverywhere puts valid and broken data of every type through
// the rules and the export: what is valid is never refused, and the rest is
// refused or loads in BIND, NSD and Knot. What BIND loaded is what was written.
// 200 of each a type here, 3,000 in make soak.
func TestEveryTypeLoadsEverywhere(t *testing.T) {
	t.Parallel()
	for _, c := range checkers {
		checker(t, c.program)
	}
	each := size(200, 3000)
	m := newMaker(22)
	var text bytes.Buffer
	text.WriteString(checkedHead)
	var written []*Zone
	for _, typ := range slices.Sorted(maps.Keys(makers)) {
		accepted := 0
		for i := range 2 * each {
			data := makers[typ](m)
			if i >= each {
				data = m.broken(typ, data)
			}
			apex := MustParseName(fmt.Sprintf("n%d-%d.chain", typ, i))
			owner := apex
			if m.IntN(3) == 0 {
				owner, _ = apex.Child(m.label())
			}
			sets := []RRset{{owner, typ, uint32(m.IntN(1 << 31)), [][]byte{data}}}
			if typ == 43 {
				if owner.Label(0) == "*" {
					sets[0].Owner = apex
				}
				sets = append(sets, RRset{sets[0].Owner, 2, 60, [][]byte{[]byte("\x07example\x00")}})
			}
			if (typ == 2 || typ == 39) && owner.Label(0) == "*" {
				sets[0].Owner = apex
			}
			z, err := New(apex, sets)
			if err != nil {
				if i < each {
					t.Errorf("valid data %x is refused: %v", data, err)
				}
				continue
			}
			accepted++
			out, leftOut := z.ForNameServers(func(Name) bool { return true })
			if i < each && len(leftOut) > 0 {
				t.Errorf("valid data %x is left out: %s", data, leftOut)
			}
			written = append(written, out)
			if err := WriteMaster(&text, out); err != nil {
				t.Fatal(err)
			}
		}
		if accepted < each {
			t.Errorf("%s: only %d of %d are accepted", TypeString(typ), accepted, 2*each)
		}
	}
	loads(t, text.String())
	compareWithBIND(t, text.String(), written)
}

// compareWithBIND has the records that BIND loads from a file be those of zones.
func compareWithBIND(t *testing.T, text string, zones []*Zone) {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.zone"), filepath.Join(dir, "out.raw")
	if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-i", "none", "-q", "-D", "-F", "raw=0", "-o", out, "chain.", in}
	if log, err := exec.Command(checker(t, "named-checkzone"), args...).CombinedOutput(); err != nil {
		t.Errorf("named-checkzone: %v\n%.1000s", err, log)
		return
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	type key struct {
		owner Name
		typ   uint16
	}
	loaded := map[key][]string{}
	const header, setHeader = 12, 20 // of the file; of a set: size, class, type, covers, TTL, records, size of the owner
	for b := raw[header:]; len(b) > setHeader; {
		set := b[:binary.BigEndian.Uint32(b)]
		b = b[len(set):]
		owner, rest, err := NameFromWire(set[setHeader:])
		if err != nil {
			t.Fatal(err)
		}
		at := key{owner, binary.BigEndian.Uint16(set[6:])}
		for len(rest) > 0 {
			size := 2 + int(binary.BigEndian.Uint16(rest))
			loaded[at] = append(loaded[at], string(rest[2:size]))
			rest = rest[size:]
		}
		slices.Sort(loaded[at])
	}
	compared := 0
	for _, z := range zones {
		for _, s := range z.RRsets() {
			compared++
			if got := loaded[key{s.Owner, s.Type}]; !slices.EqualFunc(got, s.Data, func(a string, b []byte) bool { return a == string(b) }) {
				t.Errorf("BIND has %s %s as %q, not %q", s.Owner, TypeString(s.Type), got, s.Data)
			}
		}
	}
	if compared < len(zones) {
		t.Errorf("%d sets of %d zones compared", compared, len(zones))
	}
}

// TestLargestRecordsLoadEverywhere has one record of each kind of field that
// takes a whole image, the most records of a set, sets of an owner, and sets of
// a zone, and the longest owner: no parser's limit of a line or a word is below.
func TestLargestRecordsLoadEverywhere(t *testing.T) {
	t.Parallel()
	m := newMaker(8192)
	const most = MaxImageBytes - 1 - 8 - 2 // version, the apex with type, TTL and count, length
	full := bytes.Repeat([]byte{0xff}, most)
	strings255 := func() (b []byte) {
		for len(b)+256 <= most {
			b = append(append(b, 255), full[:255]...)
		}
		return b
	}()
	keys := func(n int) []byte {
		b := []byte("\x00\x01\x00")
		for key := range n {
			b = append(b, byte((key+9)>>8), byte(key+9), 0, 0)
		}
		return b
	}
	one := func(typ uint16, data []byte) []RRset { return []RRset{{Name{}, typ, 60, [][]byte{data}}} }
	list := map[string][]RRset{
		"opaque": one(65280, full), "txt": one(16, strings255), "openpgpkey": one(61, full), "resinfo": one(261, strings255),
		"caa": one(257, join([]byte("\x00\x05issue"), full[:most-7])), "uri": one(256, full), "tlsa": one(52, full), "cert": one(37, full),
		"svcb":       one(64, join([]byte("\x00\x01\x00\xff\x00"), binary.BigEndian.AppendUint16(nil, most-7), full[:most-7])),
		"svcb-ech":   one(64, join([]byte("\x00\x01\x00\x00\x05"), binary.BigEndian.AppendUint16(nil, most-7), full[:most-7])),
		"svcb-hints": one(65, join([]byte("\x00\x01\x00\x00\x04"), binary.BigEndian.AppendUint16(nil, 8000), full[:8000])),
		"svcb-alpn":  one(65, join([]byte("\x00\x01\x00\x00\x01"), binary.BigEndian.AppendUint16(nil, 8000), bytes.Repeat([]byte("\x01x"), 4000))),
		"svcb-keys":  one(64, keys(maxParams)), "svcb-keys-too-many": one(64, keys(maxParams+1)), "https-keys-too-many": one(65, keys(1500)),
		"apl-too-many": one(42, bytes.Repeat([]byte("\x00\x01\x08\x01\x0a"), maxPrefixes+1)),
		"apl":          one(42, bytes.Repeat([]byte("\x00\x01\x08\x01\x0a"), maxPrefixes)), "dhcid": one(49, full), "cdnskey": one(60, full),
		"hip": one(55, join([]byte("\x01\x01\x00\x01ab"), bytes.Repeat([]byte("\x01x\x00"), (most-6)/3))),
		"csync-full": one(62, join(make([]byte, 6), func() (b []byte) {
			for window := range 200 {
				b = append(append(b, byte(window), 32), full[:32]...)
				b[2] = 0x7f
			}
			return b
		}())),
		"records": {{Name{}, 16, 60, nil}}, "types": nil, "sets": nil, "long": nil, "names": {{Name{}, 2, 60, nil}},
	}
	for i := range maxRecords {
		list["records"][0].Data = append(list["records"][0].Data, []byte(fmt.Sprintf("\x03%03d", i)))
	}
	for range 30 {
		list["names"][0].Data = append(list["names"][0].Data, join([]byte{63}, m.bytes(63), []byte{63}, m.bytes(63), []byte{63}, m.bytes(63), []byte{61}, m.bytes(61), []byte{0}))
	}
	var text bytes.Buffer
	text.WriteString(checkedHead)
	var zones []*Zone
	for _, label := range slices.Sorted(maps.Keys(list)) {
		apex := MustParseName(label + ".chain")
		sets := list[label]
		for i := range sets {
			sets[i].Owner = apex
		}
		switch label {
		case "types":
			for i := range maxTypes {
				sets = append(sets, RRset{apex, uint16(300 + i), 60, [][]byte{{}}})
			}
		case "sets":
			sets = nil
			for i := range 500 {
				owner, _ := apex.Child(fmt.Sprintf("%x", i))
				sets = append(sets, RRset{owner, 65280, 60, [][]byte{{}}})
			}
		case "long":
			longest := apex
			for len(longest.wire)+64 <= maxNameBytes {
				longest, _ = longest.Child(string(full[:63]))
			}
			longest, _ = longest.Child(string(full[:maxNameBytes-len(longest.wire)-1]))
			sets = []RRset{{longest, 16, maxTTL, [][]byte{strings255[:256]}}}
		}
		z, err := New(apex, sets)
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		out, leftOut := z.ForNameServers(nil)
		if tooMany := strings.HasSuffix(label, "-too-many"); tooMany != (len(leftOut) == 1) {
			t.Errorf("%s: left out: %q", label, leftOut)
		}
		zones = append(zones, out)
		if err := WriteMaster(&text, out); err != nil {
			t.Fatal(err)
		}
	}
	loads(t, text.String())
	compareWithBIND(t, text.String(), zones)
}

// TestTypesWithoutLayoutAreOpaqueToAll feeds data of any kind, as RFC 3597 has
// it, with every type number that the format takes without a look at the data:
// no name server has a form of its own for one of them. One datum a type here,
// 6 in make soak.
func TestTypesWithoutLayoutAreOpaqueToAll(t *testing.T) {
	t.Parallel()
	m := newMaker(65535)
	var text strings.Builder
	text.WriteString(checkedHead)
	opaque := 0
	for typ := range 1 << 16 {
		if _, known := layouts[uint16(typ)]; known || forbidden(uint16(typ)) {
			continue
		}
		opaque++
		for i := range size(1, 6) {
			data := m.some(0, 40)
			fmt.Fprintf(&text, "t%d-%d 60 IN TYPE%d \\# %d %x\n", typ, i, typ, len(data), data)
		}
	}
	if opaque < 65_000 {
		t.Errorf("only %d types", opaque)
	}
	loads(t, text.String())
}
