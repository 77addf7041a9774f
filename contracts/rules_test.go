package contracts_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"chainzone/contracts/bindings"
)

// bench runs transactions by one fork's rules, in memory.
type bench struct {
	t     *testing.T
	rules *params.ChainConfig
	db    *state.StateDB
	now   uint64
	// needed is the least gas limit that each action works with; the gas that
	// it uses in the end is less, by what is given back.
	needed map[string]uint64
}

const benchGas = 100_000_000

var (
	benchOwner = common.HexToAddress("0x0A11CE")
	benchYear  = uint64(365 * 86400)
)

func newBench(t *testing.T, amsterdam bool) *bench {
	config := *params.AllDevChainProtocolChanges
	config.BogotaTime = nil
	if amsterdam {
		config.AmsterdamTime = new(uint64)
	}
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		t.Fatal(err)
	}
	db.AddBalance(benchOwner, uint256.MustFromDecimal("1000000000000000000000000"), tracing.BalanceChangeUnspecified)
	return &bench{t, &config, db, 1_700_000_000, map[string]uint64{}}
}

// run applies a transaction and returns what it returned.
func (b *bench) run(what string, to *common.Address, data []byte, value *big.Int) []byte {
	b.t.Helper()
	random := common.Hash{}
	context := vm.BlockContext{
		CanTransfer: core.CanTransfer, Transfer: core.Transfer, GetHash: func(uint64) common.Hash { return common.Hash{} },
		BlockNumber: big.NewInt(1), Time: b.now, Difficulty: new(big.Int), BaseFee: new(big.Int), BlobBaseFee: new(big.Int),
		GasLimit: benchGas, Random: &random, CostPerStateByte: params.CostPerStateByte,
	}
	if value == nil {
		value = new(big.Int)
	}
	limit := params.MaxTxGas
	if b.rules.AmsterdamTime != nil {
		limit = benchGas
	}
	amount, _ := uint256.FromBig(value)
	message := &core.Message{
		From: benchOwner, To: to, Nonce: b.db.GetNonce(benchOwner), Value: amount, GasLimit: limit, Data: data,
		GasPrice: new(uint256.Int), GasFeeCap: new(uint256.Int), GasTipCap: new(uint256.Int),
	}
	result, err := core.ApplyMessage(vm.NewEVM(context, b.db, b.rules, vm.Config{}), message, core.NewGasPool(benchGas))
	if err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
	if result.Err != nil {
		b.t.Fatalf("%s: %v, %x", what, result.Err, result.ReturnData)
	}
	b.db.Finalise(b.rules.Rules(big.NewInt(1), true, b.now))
	b.needed[what] = max(result.MaxUsedGas, result.UsedGas)
	return result.ReturnData
}

// zeroless is an image without a zero byte, the dearest kind.
func zeroless(size int) []byte {
	if size == 0 {
		return nil
	}
	image := slices.Repeat([]byte{0xfe}, size)
	image[0] = 1
	return image
}

// measure does everything that the command line sends.
func measure(t *testing.T, amsterdam bool) map[string]uint64 {
	b := newBench(t, amsterdam)
	size := byte(len(params.DeterministicFactoryCode))
	b.run("deploy a factory", nil, append([]byte{0x60, size, 0x80, 0x60, 9, 0x5f, 0x39, 0x5f, 0xf3}, params.DeterministicFactoryCode...), nil)
	factory := crypto.CreateAddress(benchOwner, 0)
	create := func(what, code string, arguments []byte) common.Address {
		t.Helper()
		return common.BytesToAddress(b.run(what, &factory, append(make([]byte, 32), append(common.FromHex(code), arguments...)...), nil))
	}
	registry, controller := bindings.NewNameRegistry(), bindings.NewRegistrarController()
	one := big.NewInt(1)
	ceilings := [5]*big.Int{one, one, one, one, one}
	five := []*big.Int{one, one, one, one, one}
	pricing := create("deploy the price list", bindings.DecayingPricingMetaData.Bin, bindings.NewDecayingPricing().PackConstructor(benchOwner, five, 0))
	create("deploy a registry with 5 reserved labels", bindings.NameRegistryMetaData.Bin, registry.PackConstructor(benchOwner, "reserved", ceilings, benchOwner, []string{"ns1", "ns2", "ns3", "www", "mail"}, benchOwner))
	at := create("deploy the registry", bindings.NameRegistryMetaData.Bin, registry.PackConstructor(benchOwner, "chain", ceilings, benchOwner, nil, common.Address{}))
	seller := create("deploy the controller", bindings.RegistrarControllerMetaData.Bin, controller.PackConstructor(benchOwner, at, pricing, 60, 86400))
	b.run("let the controller sell names", &at, registry.PackAddController(seller), nil)
	b.run("publish the TLD's zone, 500 bytes", &at, registry.PackSetOriginZone(zeroless(500)), nil)
	b.run("offer the registry", &at, registry.PackTransferOwnership(common.Address{1}), nil)

	register := func(what, label string, image []byte) {
		t.Helper()
		r := bindings.IRegistrarControllerRegistration{Label: label, Owner: benchOwner, Duration: benchYear, Image: image, MaxPrice: new(big.Int).Lsh(one, 128)}
		b.run("commit", &seller, controller.PackCommit(common.BytesToHash(b.run("", &seller, controller.PackMakeCommitment(r), nil))), nil)
		b.now += 60
		b.run(what, &seller, controller.PackRegister(r), big.NewInt(1e12))
	}
	node := func(label string) [32]byte {
		return [32]byte(b.run("", &at, registry.PackNodeOf(label), nil))
	}
	const long = "a-label-of-sixty-three-bytes-which-is-the-most-that-a-label-has"
	register("reveal without zone", "plain", nil)
	register("reveal without zone, 63 characters", long, nil)
	register("reveal with 100 bytes", "small", zeroless(100))
	register("reveal with 1000 bytes", "middle", zeroless(1000))
	register("reveal with 8192 bytes", "large", zeroless(8192))
	b.run("renew at the controller", &seller, controller.PackRenew("plain", benchYear, new(big.Int).Lsh(one, 128)), big.NewInt(1e12))
	b.run("renew at the ceiling", &at, registry.PackRenew("plain", benchYear), big.NewInt(1e12))
	b.run("publish 100 bytes", &at, registry.PackSetZone0(node("plain"), zeroless(100), 1), nil)
	changed := zeroless(100)
	changed[60] = 0xfd
	b.run("change one byte of 100 bytes", &at, registry.PackSetZone0(node("plain"), changed, 2), nil)
	b.run("publish 100 bytes over 8192", &at, registry.PackSetZone0(node("large"), changed, 1), nil)
	b.run("publish 8192 bytes again", &at, registry.PackSetZone0(node("large"), zeroless(8192), 2), nil)
	b.run("transfer", &at, registry.PackTransferFrom(benchOwner, common.Address{2}, common.Hash(node("plain")).Big()), nil)
	b.now += benchYear + 31*86400 + 22*86400
	register("reveal with 100 bytes over a former holder's 8192", "large", zeroless(100))
	delete(b.needed, "")
	return b.needed
}

const rulesSnapshot = "snapshots/rules.json"

// TestGasByRules compares what every action needs, by Osaka's and by
// Amsterdam's rules (EIP-8037: state is paid by the byte), with the figures
// under version control. CHAINZONE_UPDATE=1 writes them.
func TestGasByRules(t *testing.T) {
	got := map[string]map[string]uint64{"osaka": measure(t, false), "amsterdam": measure(t, true)}
	data, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	data = append(data, '\n')
	if os.Getenv("CHAINZONE_UPDATE") != "" {
		if err := os.WriteFile(rulesSnapshot, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, rulesSnapshot); want != string(data) {
		t.Errorf("the gas is not that of %s: CHAINZONE_UPDATE=1 go test ./contracts writes it\n%s", rulesSnapshot, data)
	}
	doc := read(t, "../docs/contracts.md")
	for action, gas := range got["osaka"] {
		row := fmt.Sprintf("| %s | %s | %s |\n", action, thousands(int(gas)), thousands(int(got["amsterdam"][action])))
		if !strings.Contains(doc, row) {
			t.Errorf("docs/contracts.md does not have %s", row)
		}
	}
}
