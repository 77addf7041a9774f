package devnet

import (
	"math/rand/v2"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm/runtime"

	"chainzone/contracts/bindings"
	"chainzone/zone"
)

// TestT46SameVerdict: the registry's code and zone.CheckLabel agree on every
// label: 20,000 random ones here, 10^6 in make soak.
func TestT46SameVerdict(t *testing.T) {
	labels := 20_000
	if os.Getenv("CHAINZONE_SOAK") != "" {
		labels = 1_000_000
	}
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		t.Fatal(err)
	}
	address := common.Address{0x46}
	db.SetCode(address, common.FromHex(bindings.NameRegistryRuntime), 0)
	registry := bindings.NewNameRegistry()
	valid := func(label string) bool {
		_, _, err := runtime.Call(address, registry.PackNodeOf(label), &runtime.Config{State: db, GasLimit: 1_000_000})
		return err == nil
	}
	random := rand.New(rand.NewPCG(46, 2))
	const often = "abcxyz019-"
	counts := map[bool]int{}
	for range labels {
		label := make([]byte, random.IntN(9))
		if random.IntN(8) == 0 {
			label = make([]byte, 60+random.IntN(8))
		}
		for i := range label {
			if label[i] = often[random.IntN(len(often))]; random.IntN(24) == 0 {
				label[i] = byte(random.IntN(256))
			}
		}
		if len(label) > 3 && random.IntN(4) == 0 {
			copy(label[random.IntN(2):], "xn--")
		}
		ours := zone.CheckLabel(string(label)) == nil
		if counts[ours]++; valid(string(label)) != ours {
			t.Fatalf("%q: zone says %v, the contract %v", label, ours, !ours)
		}
	}
	if counts[true] < labels/5 || counts[false] < labels/5 {
		t.Errorf("%v: the test sees one side", counts)
	}
}
