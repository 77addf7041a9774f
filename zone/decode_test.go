package zone

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"
)

// size is how many of something a test does; make soak does more.
func size(normal, soak int) int {
	if os.Getenv("CHAINZONE_SOAK") != "" {
		return soak
	}
	return normal
}

// TestT16Vectors (T16): images that two decoders might read differently, with
// the one verdict. An implementation in another language reads the same file.
func TestT16Vectors(t *testing.T) {
	data, err := os.ReadFile("testdata/images.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Hex, Why string
		OK       bool
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	good := 0
	for _, v := range vectors {
		image, err := hex.DecodeString(v.Hex)
		if err != nil {
			t.Fatal(err)
		}
		z, err := Decode(MustParseName("alice.chain"), image)
		if (err == nil) != v.OK {
			t.Errorf("%s: %v, want ok = %v", v.Why, err, v.OK)
		}
		if err == nil && !bytes.Equal(z.Image(), image) {
			t.Errorf("%s: encodes to %x", v.Why, z.Image())
		}
		if v.OK {
			good++
		}
	}
	if good < 5 || len(vectors)-good < 20 {
		t.Errorf("%d good vectors of %d", good, len(vectors))
	}
}

// TestT16Repack (T16): of valid images bent at random, what is accepted encodes
// to the same bytes, and every record packs to its own: 50,000 here, 5 million
// in make soak.
func TestT16Repack(t *testing.T) {
	random := rand.New(rand.NewPCG(16, 1))
	apex := MustParseName("alice.chain")
	whole := parse(t, "alice.chain", everyType)
	var seeds [][]byte
	for _, set := range whole.RRsets() {
		z, err := New(apex, []RRset{set})
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, z.Image())
	}
	seeds = append(seeds, parse(t, "alice.chain", "@ 60 A 192.0.2.1\nb 60 CNAME a\nc 60 NS ns.c\nns.c 60 A 192.0.2.1\n").Image())
	accepted := 0
	for range size(50_000, 5_000_000) {
		image := bytes.Clone(seeds[random.IntN(len(seeds))])
		for range 1 + random.IntN(3) {
			at := random.IntN(len(image))
			switch random.IntN(4) {
			case 0:
				image[at] ^= 1 << random.IntN(8)
			case 1:
				image[at] = byte(random.IntN(256))
			case 2:
				image = append(image[:at], append([]byte{byte(random.IntN(256))}, image[at:]...)...)
			default:
				if image = append(image[:at], image[at+1:]...); len(image) == 0 {
					image = []byte{1}
				}
			}
		}
		z, err := Decode(apex, image)
		if err != nil {
			continue
		}
		accepted++
		if !bytes.Equal(z.Image(), image) {
			t.Fatalf("%x is accepted and encodes to %x", image, z.Image())
		}
		for _, set := range z.RRsets() {
			rrs, err := set.RRs()
			if err != nil {
				t.Fatal(err)
			}
			for i, rr := range rrs {
				if got := packedData(rr); !bytes.Equal(got, set.Data[i]) {
					t.Fatalf("%x: %s packs to %x, want %x", image, TypeString(set.Type), got, set.Data[i])
				}
			}
		}
	}
	if accepted < 1000 {
		t.Errorf("only %d bent images are accepted: the test sees one side", accepted)
	}
}

// The master files of RFC 4592 section 2.2.1 and RFC 1035 section 5.3, and
// records of RFC 3597 section 5 and RFC 9460 appendix D, as far as an image can
// have them: seeds for the fuzz targets.
const rfcExamples = `
*.example.                   3600 TXT "this is a wildcard"
*.example.                   3600 MX 10 host1.example.
sub.*.example.               3600 TXT "this is not a wildcard"
host1.example.               3600 A 192.0.2.1
_ssh._tcp.host1.example.     3600 SRV 0 0 22 host1.example.
subdel.example.              3600 NS ns.example.com.
a.example.                   TYPE731 \# 6 abcd (
                                      ef 01 23 45 )
c.example.                   TYPE62347 \# 0
e.example.                   IN TYPE1 \# 4 0A000001
example.                     HTTPS 0 foo.example.com.
svc.example.                 SVCB 1 foo.example.org. key667="hello\210qoo"
v6.example.                  SVCB 1 foo.example.com. ipv6hint="2001:db8::1,2001:db8::53:1"
VENERA.example.              A       10.1.0.52
                             MX      10      VENERA
`

// TestRFCExamples: all of them can be published.
func TestRFCExamples(t *testing.T) {
	if z := parse(t, "example", rfcExamples); len(z.RRsets()) != 14 {
		t.Errorf("%d sets", len(z.RRsets()))
	}
}
