package snapshot

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"testing"
	"time"

	"chainzone/names"
	"chainzone/zone"
)

func sample() []Origin {
	block := names.Block{Number: 7, Hash: [32]byte{7}, Time: 8}
	position := names.Position{Head: names.Head{Block: block, Changed: 9, Confirmed: time.Unix(10, 11)}, Changes: [32]byte{12}, Genesis: [32]byte{13}}
	return []Origin{
		{Data: "chain of 0x1", Position: position, Names: []Name{
			{zone.MustParseName("alice.chain"), names.State{Block: block, Digest: [20]byte{14}, Expiry: 15, Serial: 16, Image: []byte{17, 18}}},
			{zone.MustParseName("absent.chain"), names.State{Block: block, Image: []byte{}}},
		}},
		{Data: "other of 0x2", Position: position},
	}
}

func TestRoundTrip(t *testing.T) {
	data, left := Encode(sample())
	got, err := Decode(data)
	if err != nil || left != 0 || !reflect.DeepEqual(got, sample()) {
		t.Errorf("%+v, %d left out, %v", got, left, err)
	}
}

// TestEncodeIsNotCopiedToGrow: a snapshot is made while the caches are full, and
// takes one piece of memory.
func TestEncodeIsNotCopiedToGrow(t *testing.T) {
	origins := sample()
	for range 5000 {
		origins[0].Names = append(origins[0].Names, Name{zone.MustParseName("n.chain"), names.State{Image: make([]byte, 100)}})
	}
	if n := testing.AllocsPerRun(3, func() { Encode(origins) }); n > 2 {
		t.Errorf("%v allocations", n)
	}
}

// body is a snapshot of any bytes, with all that stands around them right.
func body(b []byte) []byte { return seal(append(make([]byte, head), b...)) }

// TestMeaningless: what the checksum cannot tell is refused too.
func TestMeaningless(t *testing.T) {
	good, _ := Encode(sample())
	good = good[head : len(good)-sum]
	for n := range len(good) {
		if _, err := Decode(body(good[:n])); err == nil {
			t.Errorf("the first %d of %d bytes are a body", n, len(good))
		}
	}
	for name, b := range map[string][]byte{
		"a byte more":           append(bytes.Clone(good), 0),
		"origins without end":   binary.BigEndian.AppendUint32(nil, 1<<32-1),
		"data that is too long": binary.BigEndian.AppendUint32([]byte{0, 0, 0, 1}, maxData+1),
	} {
		if _, err := Decode(body(b)); err == nil {
			t.Errorf("%s: decoded", name)
		}
	}
}

// TestTooMany: what does not fit is left out, and the rest can be read.
func TestTooMany(t *testing.T) {
	one := sample()[0]
	const most = 1 << 20
	image := make([]byte, zone.MaxImageBytes)
	one.Names = nil
	for range most/len(image) + 1 {
		one.Names = append(one.Names, Name{zone.MustParseName("alice.chain"), names.State{Image: image}})
	}
	data, left := encode([]Origin{one, sample()[1]}, most)
	got, err := Decode(data)
	if err != nil || left == 0 || left > 3 || len(data) > most || len(got) != 2 || len(got[0].Names) != len(one.Names)-left {
		t.Errorf("%d bytes, %d left out, %d origins, %v", len(data), left, len(got), err)
	}
	if _, err := Decode(make([]byte, MaxBytes+1)); err == nil {
		t.Error("more than can be is decoded")
	}
}

// FuzzDecode: any bytes decode without a panic, in memory that they have
// themselves, to what encodes to them again.
func FuzzDecode(f *testing.F) {
	good, _ := Encode(sample())
	f.Add(good, false)
	f.Add(good[head:len(good)-sum], true)
	f.Add([]byte{0xff, 0xff, 0xff, 0xff}, true)
	f.Fuzz(func(t *testing.T, data []byte, sealed bool) {
		if sealed {
			data = body(data)
		}
		origins, err := Decode(data)
		if err != nil {
			return
		}
		if again, left := Encode(origins); left != 0 || !bytes.Equal(again, data) {
			t.Errorf("%x decodes to what encodes to %x", data, again)
		}
	})
}
