package zone

import (
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestParseName(t *testing.T) {
	long := strings.Repeat("a.", 127) // 255 bytes in wire form
	for _, tc := range []struct {
		in, want string // want "" = refused
	}{
		{".", "."},
		{"chain", "chain."},
		{"Alice.CHAIN.", "alice.chain."},
		{`a\.b.chain`, `a\.b.chain.`},
		{`\000.chain`, `\000.chain.`},
		{`\065.chain`, "a.chain."},
		{"*.chain", "*.chain."},
		{"_443._tcp.chain", "_443._tcp.chain."},
		{strings.Repeat("a", 63) + ".chain", strings.Repeat("a", 63) + ".chain."},
		{long, long},
		{"", ""},
		{"..", ""},
		{"a..b", ""},
		{".a", ""},
		{strings.Repeat("a", 64) + ".chain", ""},
		{long + "a", ""},
	} {
		got, err := ParseName(tc.in)
		if (err != nil) != (tc.want == "") || err == nil && got.String() != tc.want {
			t.Errorf("ParseName(%q) = %v, %v; want %q", tc.in, got, err, tc.want)
		}
	}
}

func TestNameRelations(t *testing.T) {
	alice := MustParseName("alice.chain")
	for _, tc := range []struct {
		name, ancestor string
		want           bool
	}{
		{"alice.chain", "alice.chain", true},
		{"www.alice.chain", "alice.chain", true},
		{"alice.chain", ".", true},
		{"malice.chain", "alice.chain", false},
		{"chain", "alice.chain", false},
		{`x\005alice.chain`, "alice.chain", false}, // the same bytes, but not at a label's start
	} {
		if got := MustParseName(tc.name).IsAtOrBelow(MustParseName(tc.ancestor)); got != tc.want {
			t.Errorf("%s at or below %s = %v", tc.name, tc.ancestor, got)
		}
	}
	if got := MustParseName("a.b.alice.chain").Ancestor(2); got != alice {
		t.Errorf("Ancestor(2) = %v", got)
	}
	if child, err := alice.Child("WWW"); err != nil || child != MustParseName("www.alice.chain") || child.Parent() != alice || child.NumLabels() != 3 || child.Label(0) != "www" {
		t.Errorf("Child = %v, %v", child, err)
	}
	if _, err := alice.Child(strings.Repeat("a", 64)); err == nil {
		t.Error("a child of 64 bytes is accepted")
	}
}

// TestCompare holds the example of RFC 4034 section 6.1.
func TestCompare(t *testing.T) {
	ordered := []string{"example", "a.example", "yljkjljk.a.example", "Z.a.example", "zABC.a.EXAMPLE", "z.example", `\001.z.example`, "*.z.example", `\200.z.example`}
	for i := 1; i < len(ordered); i++ {
		if a, b := MustParseName(ordered[i-1]), MustParseName(ordered[i]); a.Compare(b) >= 0 || b.Compare(a) <= 0 {
			t.Errorf("%v is not before %v", a, b)
		}
	}
}

// labelRule is the rule of onchain.md said a second way.
var labelRule = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

func ruleAllows(label string) bool {
	return labelRule.MatchString(label) && (len(label) < 4 || label[2:4] != "--" || strings.HasPrefix(label, "xn"))
}

// TestT46Labels: labels that could be taken for others, or for several, cannot
// be registered. The vectors are the contract's, too.
func TestT46Labels(t *testing.T) {
	data, err := os.ReadFile("testdata/labels.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Label, Hex, Why string
		OK              bool
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		raw, err := hex.DecodeString(strings.TrimPrefix(v.Hex, "0x"))
		if err != nil {
			t.Fatal(err)
		}
		if got := CheckLabel(string(raw)); (got == nil) != v.OK {
			t.Errorf("%s (%s): %v, want ok = %v", v.Label, v.Why, got, v.OK)
		}
	}

	alphabet := []byte("abz019--xn_.A\x00\x7f\xc3 ")
	random := rand.New(rand.NewPCG(46, 1))
	allowed := 0
	for range 1_000_000 {
		label := make([]byte, random.IntN(7))
		for i := range label {
			label[i] = alphabet[random.IntN(len(alphabet))]
		}
		want := ruleAllows(string(label))
		if want {
			allowed++
		}
		if err := CheckLabel(string(label)); (err == nil) != want {
			t.Fatalf("CheckLabel(%q) = %v, want ok = %v", label, err, want)
		}
	}
	if allowed < 50_000 {
		t.Errorf("only %d of the random labels are allowed: the test sees one side", allowed)
	}
}

func FuzzParseName(f *testing.F) {
	for _, s := range []string{".", "a.b", `\.`, `\000.x`, "A.b.", `\`, `\2`, `\256`, "*", "a..b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseName(s)
		if err != nil {
			return
		}
		if again, err := ParseName(n.String()); err != nil || again != n {
			t.Fatalf("%q reads as %q, which reads as %v, %v", s, n, again, err)
		}
		if fromWire, rest, err := NameFromWire([]byte(n.Wire())); err != nil || len(rest) != 0 || fromWire != n {
			t.Fatalf("%q: the wire form reads as %v, %v", s, fromWire, err)
		}
	})
}
