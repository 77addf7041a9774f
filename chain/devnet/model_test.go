package devnet_test

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/chain"
	"chainzone/chain/devnet"
	"chainzone/contracts/bindings"
)

// modelWorld is a devnet with contracts, and what was sent to them.
type modelWorld struct {
	*devnet.Devnet
	t          *testing.T
	ctx        context.Context
	client     *ethclient.Client
	deployment *chain.Deployment
	pricing    common.Address
	abis       map[common.Address]abi.ABI
	nonces     map[common.Address]uint64
	sent       map[common.Hash]modelAction
	states     map[common.Hash]*model // after each block
	head       common.Hash
	outcomes   map[string]int
}

// TestModel drives the contracts with random transactions, many of which must
// fail, and the model by the same ones, on a clock that jumps and a chain that
// is reorganised now and then (I20). After every block each view, each word's
// storage slot, the changes slot and all balances are the model's, and what
// was refused was refused for the model's reason. 250 transactions here, 2,000
// in make soak.
func TestModel(t *testing.T) {
	steps := 250
	if os.Getenv("CHAINZONE_SOAK") != "" {
		steps = 2_000
	}
	w := newModelWorld(t)
	a := &actor{modelWorld: w, Rand: rand.New(rand.NewPCG(6, 20))}
	for step := range steps {
		switch a.IntN(24) {
		case 0:
			w.IncreaseTime(int64(a.IntN(25 * 86400)))
		case 1:
			w.IncreaseTime(int64(a.IntN(90_000)))
		case 2, 3, 4, 5, 6, 7, 8, 9:
			w.IncreaseTime(int64(a.IntN(90)))
		case 10:
			depth := 1 + uint64(a.IntN(3))
			if _, err := w.Reorg(depth, nil); err != nil {
				t.Fatal(err)
			}
		}
		hash := w.send(a.next(w.states[w.head], uint64(w.Now().Unix())))
		w.settle()
		if t.Failed() {
			t.Fatalf("at step %d, transaction %s", step, hash)
		}
	}
	t.Logf("%v", w.outcomes)
	if w.outcomes[""] < steps/4 || len(w.outcomes) < 10 {
		t.Errorf("too little happened: %v", w.outcomes)
	}
}

func newModelWorld(t *testing.T) *modelWorld {
	d := start(t, devnet.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
	t.Cleanup(cancel)
	treasury := common.BytesToAddress([]byte{0x7e, 0xa5, 9})
	prices := []*big.Int{big.NewInt(5000), big.NewInt(500), big.NewInt(50)}
	ceilings := [5]*big.Int{big.NewInt(5000), big.NewInt(600), big.NewInt(70), big.NewInt(800), big.NewInt(900)}
	deployment, err := chain.Deploy(ctx, []string{d.WS()}, chain.KeyWallet(d.Accounts[0].Key), chain.DeployOptions{
		TLD: "chain", Ceilings: ceilings, Prices: prices, Premium: 100, Treasury: treasury,
		MinAge: modelMinAge * time.Second, MaxAge: modelMaxAge * time.Second, Reserved: []string{"ns1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	client, err := ethclient.Dial(d.WS())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	w := &modelWorld{
		Devnet: d, t: t, ctx: ctx, client: client, deployment: deployment,
		nonces: make(map[common.Address]uint64), sent: make(map[common.Hash]modelAction),
		states: make(map[common.Hash]*model), outcomes: make(map[string]int),
	}
	verified, err := chain.Verify(ctx, deployment)
	if err != nil {
		t.Fatal(err)
	}
	w.pricing = verified.Contracts[2].Address
	w.abis = map[common.Address]abi.ABI{
		deployment.Registry: bindings.NewNameRegistry().GetABI(), deployment.Controller: bindings.NewRegistrarController().GetABI(), w.pricing: bindings.NewDecayingPricing().GetABI(),
	}
	w.nonces[d.Accounts[0].Address] = w.number("eth_getTransactionCount", d.Accounts[0].Address, "latest")
	m := &model{
		registry: deployment.Registry, controller: deployment.Controller, ceilings: ceilings, premium: 100,
		origin: crypto.Keccak256Hash(make([]byte, 32), crypto.Keccak256([]byte("chain"))),
		names:  make(map[common.Hash]*modelName), operators: make(map[[2]common.Address]bool),
		controllers: map[common.Address]bool{deployment.Controller: true}, commitments: make(map[common.Hash]uint64),
		prices: prices, balances: make(map[common.Address]*big.Int),
		owner: d.Accounts[0].Address, treasury: treasury,
	}
	for _, label := range modelLabels {
		m.name(m.node(label))
	}
	m.name(m.origin)
	made, err := client.HeaderByNumber(ctx, new(big.Int).SetUint64(deployment.FromBlock))
	if err != nil {
		t.Fatal(err)
	}
	*m.name(m.node("ns1")) = modelName{owner: m.owner, expiry: made.Time + modelMaxDuration, serial: 1}
	m.change(made.Time, m.node("ns1"))
	header, err := client.HeaderByNumber(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	w.head = header.Hash()
	w.states[w.head] = m
	// Deep enough for a reorg right away.
	for range 4 {
		if _, err := d.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	w.settle()
	return w
}

func (w *modelWorld) number(method string, args ...any) uint64 {
	w.t.Helper()
	var n hexutil.Uint64
	if err := w.client.Client().CallContext(w.ctx, &n, method, args...); err != nil {
		w.t.Fatal(err)
	}
	return uint64(n)
}

func (w *modelWorld) pack(to common.Address, method string, args ...any) []byte {
	w.t.Helper()
	data, err := w.abis[to].Pack(method, args...)
	if err != nil {
		w.t.Fatalf("pack %s: %v", method, err)
	}
	return data
}

func (w *modelWorld) send(a modelAction) common.Hash {
	w.t.Helper()
	if a.value == nil {
		a.value = new(big.Int)
	}
	tx, err := types.SignNewTx(a.from.Key, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devnet.ChainID), Nonce: w.nonces[a.from.Address], To: &a.to, Data: a.data, Value: a.value,
		Gas: 8_000_000, GasTipCap: big.NewInt(1e9), GasFeeCap: big.NewInt(100e9),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.nonces[a.from.Address]++
	w.sent[tx.Hash()] = a
	if err := w.client.SendTransaction(w.ctx, tx); err != nil {
		w.t.Fatal(err)
	}
	return tx.Hash()
}

// settle seals blocks until every transaction sent is in one, and takes the
// model along the chain's present branch.
func (w *modelWorld) settle() {
	w.t.Helper()
	for _, a := range w.Accounts[:5] {
		for w.number("eth_getTransactionCount", a.Address, "latest") < w.nonces[a.Address] {
			if _, err := w.Mine(); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	block, err := w.client.BlockByNumber(w.ctx, nil)
	var fresh []*types.Block
	for ; err == nil && w.states[block.Hash()] == nil; block, err = w.client.BlockByHash(w.ctx, block.ParentHash()) {
		fresh = append(fresh, block)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	for i := len(fresh) - 1; i >= 0; i-- {
		w.apply(fresh[i])
	}
	if len(fresh) > 0 {
		w.head = fresh[0].Hash()
		w.compare(w.states[w.head], fresh[0])
	}
}

func (w *modelWorld) apply(block *types.Block) {
	w.t.Helper()
	m := w.states[block.ParentHash()].clone()
	w.states[block.Hash()] = m
	for _, tx := range block.Transactions() {
		a, ok := w.sent[tx.Hash()]
		if !ok {
			w.t.Fatalf("a transaction that was not sent: %s", tx.Hash())
		}
		receipt, err := w.client.TransactionReceipt(w.ctx, tx.Hash())
		if err != nil {
			w.t.Fatal(err)
		}
		cost := new(big.Int).Mul(receipt.EffectiveGasPrice, new(big.Int).SetUint64(receipt.GasUsed))
		if a.price != nil && receipt.Status == types.ReceiptStatusSuccessful {
			cost.Add(cost, a.price(m, block.Time()))
		}
		refused := a.rule(m, block.Time())
		w.outcomes[refused]++
		if (refused == "") != (receipt.Status == types.ReceiptStatusSuccessful) {
			w.t.Errorf("%x: the model says %q, the chain's status is %d", a.data[:4], refused, receipt.Status)
			return
		}
		if len(block.Transactions()) > 1 { // what the others did lies between
			continue
		}
		if refused != "" {
			if got := w.refusal(a, block); got != refused {
				w.t.Errorf("%x: refused with %s, the model says %s", a.data[:4], got, refused)
			}
		}
		before, err1 := w.client.BalanceAtHash(w.ctx, a.from.Address, block.ParentHash())
		after, err2 := w.client.BalanceAtHash(w.ctx, a.from.Address, block.Hash())
		if err := errors.Join(err1, err2); err != nil {
			w.t.Fatal(err)
		}
		if paid := before.Sub(before, after); paid.Cmp(cost) != 0 {
			w.t.Errorf("%x: the sender paid %s, not %s", a.data[:4], paid, cost)
		}
	}
}

// refusal is the name of the error that a transaction alone in its block met.
func (w *modelWorld) refusal(a modelAction, block *types.Block) string {
	w.t.Helper()
	call := map[string]any{"from": a.from.Address, "to": a.to, "input": hexutil.Bytes(a.data), "value": (*hexutil.Big)(a.value), "gas": hexutil.Uint64(8_000_000)}
	var answer hexutil.Bytes
	err := w.client.Client().CallContext(w.ctx, &answer, "eth_call", call, map[string]any{"blockHash": block.ParentHash()}, nil, map[string]any{"time": hexutil.Uint64(block.Time())})
	var withData rpc.DataError
	if !errors.As(err, &withData) {
		w.t.Fatalf("no revert data: %v", err)
	}
	text, _ := withData.ErrorData().(string)
	data := common.FromHex(text)
	if len(data) >= 4 && [4]byte(data) == [4]byte{0x4e, 0x48, 0x7b, 0x71} {
		return "Panic"
	}
	for _, contract := range w.abis {
		if len(data) < 4 {
			break
		}
		if found, err := contract.ErrorByID([4]byte(data)); err == nil {
			return found.Name
		}
	}
	return fmt.Sprintf("0x%x", data)
}

// view is a call and what it must return; no values: it must be refused.
type view struct {
	to     common.Address
	method string
	args   []any
	want   []any
}

func (w *modelWorld) compare(m *model, block *types.Block) {
	w.t.Helper()
	now, at := block.Time(), map[string]any{"blockHash": block.Hash()}
	views := w.views(m, now)
	batch := make([]rpc.BatchElem, 0, len(views)+2*len(m.names))
	for _, v := range views {
		batch = append(batch, rpc.BatchElem{
			Method: "eth_call", Result: new(hexutil.Bytes),
			Args: []any{map[string]any{"to": v.to, "input": hexutil.Bytes(w.pack(v.to, v.method, v.args...))}, at},
		})
	}
	slots := map[common.Hash]*big.Int{common.BigToHash(big.NewInt(bindings.SlotChanges)): m.changes()}
	for node, n := range m.names {
		slots[crypto.Keccak256Hash(node[:], common.BigToHash(big.NewInt(bindings.SlotWords)).Bytes())] = n.word()
	}
	var wants []*big.Int
	for slot, want := range slots {
		batch = append(batch, rpc.BatchElem{Method: "eth_getStorageAt", Result: new(common.Hash), Args: []any{m.registry, slot, at}})
		wants = append(wants, want)
	}
	if err := w.client.Client().BatchCallContext(w.ctx, batch); err != nil {
		w.t.Fatal(err)
	}
	for i, v := range views {
		if v.want == nil {
			if batch[i].Error == nil {
				w.t.Errorf("%s%v answers", v.method, v.args)
			}
			continue
		}
		if batch[i].Error != nil {
			w.t.Errorf("%s%v: %v", v.method, v.args, batch[i].Error)
			continue
		}
		got, err := w.abis[v.to].Unpack(v.method, *batch[i].Result.(*hexutil.Bytes))
		if err != nil || fmt.Sprint(got) != fmt.Sprint(v.want) {
			w.t.Errorf("%s%v is %v, %v; the model says %v", v.method, v.args, got, err, v.want)
		}
	}
	for i, want := range wants {
		if got := batch[len(views)+i].Result.(*common.Hash).Big(); got.Cmp(want) != 0 {
			w.t.Errorf("slot %v is %x, the model says %x", batch[len(views)+i].Args[1], got, want)
		}
	}
	for of, want := range m.balances {
		got, err := w.client.BalanceAtHash(w.ctx, of, block.Hash())
		if err != nil && !errors.Is(err, ethereum.NotFound) {
			w.t.Fatal(err)
		}
		if got.Cmp(want) != 0 {
			w.t.Errorf("%s has %s wei, the model says %s", of, got, want)
		}
	}
}

// views is every view of registry, controller and price list.
func (w *modelWorld) views(m *model, now uint64) []view {
	registry, controller := m.registry, m.controller
	views := []view{
		{registry, "changes", nil, []any{m.changes()}},
		{registry, "owner", nil, []any{m.owner}},
		{registry, "pendingOwner", nil, []any{m.pending}},
		{registry, "treasury", nil, []any{m.treasury}},
		{registry, "renderer", nil, []any{m.renderer}},
		{registry, "originNode", nil, []any{[32]byte(m.origin)}},
		{w.pricing, "premiumYears", nil, []any{uint32(m.premium)}},
		{controller, "pricing", nil, []any{w.pricing}},
		{w.pricing, "prices", nil, []any{m.prices}},
		{registry, "isController", []any{controller}, []any{m.controllers[controller]}},
		{registry, "name", nil, []any{"chain"}},
		{registry, "symbol", nil, []any{"NAME"}},
		{registry, "GRACE_PERIOD", nil, []any{uint64(modelGrace)}},
		{registry, "MAX_DURATION", nil, []any{uint64(modelMaxDuration)}},
		{registry, "MAX_IMAGE", nil, []any{big.NewInt(modelMaxImage)}},
		{registry, "SET_ZONE_TYPEHASH", nil, []any{[32]byte(crypto.Keccak256([]byte(setZoneType)))}},
		{registry, "eip712Domain", nil, []any{[1]byte{0x0f}, "NameRegistry", "1", big.NewInt(devnet.ChainID), registry, [32]byte{}, []*big.Int{}}},
		{registry, "supportsInterface", []any{[4]byte{0x80, 0xac, 0x58, 0xcd}}, []any{true}}, // ERC-721
		{registry, "supportsInterface", []any{[4]byte{0xff, 0xff, 0xff, 0xff}}, []any{false}},
		{controller, "MIN_DURATION", nil, []any{uint64(modelMinDuration)}},
		{controller, "minCommitmentAge", nil, []any{uint64(modelMinAge)}},
		{controller, "maxCommitmentAge", nil, []any{uint64(modelMaxAge)}},
		{controller, "registry", nil, []any{registry}},
		{controller, "owner", nil, []any{w.Accounts[0].Address}},
		{controller, "pendingOwner", nil, []any{common.Address{}}},
		{w.pricing, "owner", nil, []any{w.Accounts[0].Address}},
		{w.pricing, "pendingOwner", nil, []any{common.Address{}}},
	}
	var nodes [][32]byte
	var words []*big.Int
	var images [][]byte
	counts := make(map[common.Address]int64)
	for node, n := range m.names {
		nodes, words, images = append(nodes, node), append(words, n.word()), append(images, []byte(n.image))
		free := n.free(now) && node != m.origin
		manager, held := n.manager, []any{n.owner}
		approved, uri := []any{n.approved}, []any{""}
		if m.renderer != (common.Address{}) {
			uri = nil // none of those that are chosen here is a renderer
		}
		if n.free(now) {
			manager, held, approved, uri = common.Address{}, nil, nil, nil
		}
		if n.owner != (common.Address{}) {
			counts[n.owner]++ // a lapsed name counts until it is registered anew
		}
		views = append(views,
			view{registry, "wordOf", []any{[32]byte(node)}, []any{n.word()}},
			view{registry, "isFree", []any{[32]byte(node)}, []any{free}},
			view{registry, "managerOf", []any{[32]byte(node)}, []any{manager}},
			view{registry, "ownerOf", []any{node.Big()}, held},
			view{registry, "getApproved", []any{node.Big()}, approved},
			view{registry, "tokenURI", []any{node.Big()}, uri})
	}
	views = append(views, view{registry, "zonesOf", []any{nodes}, []any{words, images}})
	for _, label := range modelLabels {
		node := m.node(label)
		valid := label != "Bad" && label != "-" && label != "ab--c"
		ifValid := func(want any) []any {
			if !valid {
				return nil
			}
			return []any{want}
		}
		views = append(views,
			view{registry, "nodeOf", []any{label}, ifValid([32]byte(node))},
			view{controller, "available", []any{label}, []any{valid && m.name(node).free(now)}},
			view{controller, "rentPrice", []any{label, uint64(86400)}, ifValid(m.price(now, label, 86400))},
			view{controller, "renewalPrice", []any{label, uint64(86400)}, ifValid(m.renewalPrice(label, 86400))},
			view{w.pricing, "premiumAt", []any{label, new(big.Int).SetUint64(m.name(node).expiry), new(big.Int).SetUint64(now)}, []any{m.premiumAt(now, label, m.name(node).expiry)}},
			view{registry, "ceilingPrice", []any{big.NewInt(int64(len(label)))}, []any{m.ceilingPrice(label, 1)}})
	}
	for _, a := range w.Accounts[:5] {
		views = append(views, view{registry, "balanceOf", []any{a.Address}, []any{big.NewInt(counts[a.Address])}},
			view{registry, "isController", []any{a.Address}, []any{m.controllers[a.Address]}})
		for _, b := range w.Accounts[:5] {
			views = append(views, view{registry, "isApprovedForAll", []any{a.Address, b.Address}, []any{m.operators[[2]common.Address{a.Address, b.Address}]}})
		}
	}
	sample := modelRequest{Label: "alice", Owner: m.owner, Duration: now, Image: []byte{1, 2}, MaxPrice: m.changes(), Secret: m.hash}
	views = append(views, view{controller, "makeCommitment", []any{sample}, []any{[32]byte(commitmentOf(controller, sample))}})
	for commitment, since := range m.commitments {
		views = append(views, view{controller, "committedAt", []any{[32]byte(commitment)}, []any{new(big.Int).SetUint64(since)}})
		if len(views) > 400 {
			break
		}
	}
	return views
}
