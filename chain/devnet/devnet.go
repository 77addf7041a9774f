// Package devnet is a chain for development and tests: go-ethereum in this
// process, blocks on demand, JSON-RPC on loopback, faults to switch on.
package devnet

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/event"
	gethlog "github.com/ethereum/go-ethereum/log"
	"github.com/ethereum/go-ethereum/miner"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/params"
)

const (
	// ChainID is that of every devnet.
	ChainID = 31337
	// Past is how far back the first block lies.
	Past = 90 * 24 * time.Hour

	gasLimit       = 60_000_000
	idleBlock      = 5 * time.Second // an empty block at least so often
	safeDepth      = 4
	finalizedDepth = 8
)

// Options are what a devnet can be started with. The zero value is good.
type Options struct {
	RPC       string        // address of the JSON-RPC; default 127.0.0.1:0
	BlockTime time.Duration // a block so often; 0: a block a transaction, and an empty one every 5 s
	DataDir   string        // where the chain is kept; "": in memory
}

// Devnet is a running chain. Its methods are safe for concurrent use.
type Devnet struct {
	Accounts []Account

	options Options
	node    *node.Node
	eth     *eth.Ethereum
	front   *front
	fresh   bool // the chain had no blocks at start

	mu     sync.Mutex // one block is built at a time
	offset int64      // seconds that the chain's clock is ahead of ours
	frozen atomic.Bool
	atOnce atomic.Bool // a transaction is sealed as soon as it comes
	salt   atomic.Uint64
	stop   context.CancelFunc
	wg     sync.WaitGroup
	closed sync.Once
}

// Start runs a chain whose clock stands Past ago until CatchUp is called, or
// goes on with the one in DataDir. Close ends it.
func Start(o Options) (*Devnet, error) {
	if o.RPC == "" {
		o.RPC = "127.0.0.1:0"
	}
	accounts, err := Accounts()
	if err != nil {
		return nil, err
	}
	gethlog.SetDefault(gethlog.NewLogger(slog.DiscardHandler))
	begin, fresh, err := firstBlockTime(o.DataDir)
	if err != nil {
		return nil, err
	}
	stack, backend, err := newNode(o, accounts, begin)
	if err != nil {
		return nil, err
	}
	d := &Devnet{Accounts: accounts, options: o, node: stack, eth: backend, fresh: fresh}
	d.atOnce.Store(fresh || o.BlockTime == 0)
	if fresh {
		d.offset = -int64(Past / time.Second)
	}
	if err := stack.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start the chain: %w", err), stack.Close())
	}
	backend.SetSynced() // so that the pool takes transactions
	// Before anybody can send one: a transaction that is not heard of waits for
	// the next block, which may be far.
	txs := make(chan core.NewTxsEvent, 64)
	sub := backend.TxPool().SubscribeTransactions(txs, true)
	if d.front, err = newFront(d, o.RPC); err != nil {
		sub.Unsubscribe()
		return nil, errors.Join(err, stack.Close())
	}
	ctx, cancel := context.WithCancel(context.Background())
	d.stop = cancel
	came := make(chan struct{}, 1)
	d.wg.Go(func() { heed(ctx, txs, sub, came) })
	d.wg.Go(func() { d.mine(ctx, came) })
	return d, nil
}

// firstBlockTime is when the chain began, kept in its folder.
func firstBlockTime(dir string) (begin uint64, fresh bool, err error) {
	begin = uint64(time.Now().Add(-Past).Unix())
	if dir == "" {
		return begin, true, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, false, fmt.Errorf("make the data folder: %w", err)
	}
	path := filepath.Join(dir, "genesis-time")
	data, err := os.ReadFile(path)
	if err == nil {
		begin, err = strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64)
		return begin, false, err
	}
	if !errors.Is(err, os.ErrNotExist) {
		return 0, false, fmt.Errorf("read the data folder: %w", err)
	}
	return begin, true, os.WriteFile(path, fmt.Appendln(nil, begin), 0o600)
}

func newNode(o Options, accounts []Account, begin uint64) (*node.Node, *eth.Ethereum, error) {
	nc := node.DefaultConfig
	nc.Name = "chainzone-devnet"
	nc.DataDir = o.DataDir
	nc.DBEngine = "pebble"
	nc.UseLightweightKDF = true
	nc.P2P = p2p.Config{NoDiscovery: true, NoDial: true, MaxPeers: 0}
	nc.IPCPath, nc.HTTPHost, nc.WSHost = "", "", ""

	alloc := core.SystemContractAllocs()
	ether := new(big.Int).Mul(big.NewInt(10_000), big.NewInt(params.Ether))
	for _, a := range accounts {
		alloc[a.Address] = types.Account{Balance: ether}
	}
	config := *params.AllDevChainProtocolChanges
	config.ChainID = big.NewInt(ChainID)
	config.BogotaTime = nil // unreleased rules, with other gas prices
	ec := ethconfig.Defaults
	ec.NetworkId = ChainID
	ec.Genesis = &core.Genesis{
		Config: &config, GasLimit: gasLimit, BaseFee: big.NewInt(params.GWei), Difficulty: new(big.Int), Alloc: alloc, Timestamp: begin,
	}
	ec.SyncMode = ethconfig.FullSync
	ec.NoPruning = true // calls and proofs at every height
	ec.StateScheme = "hash"
	ec.LogNoHistory = true
	ec.TxPool.NoLocals = true
	ec.TxPool.PriceLimit = 1
	ec.Miner.GasCeil = gasLimit
	ec.Miner.GasPrice = big.NewInt(1)
	ec.Miner.Recommit = time.Hour // a block has all that fits, however slow the machine
	ec.DatabaseCache, ec.TrieCleanCache, ec.TrieDirtyCache, ec.SnapshotCache = 16, 16, 16, 0
	ec.RPCTxFeeCap = 0

	stack, err := node.New(&nc)
	if err != nil {
		return nil, nil, fmt.Errorf("open the chain's data: %w", err)
	}
	backend, err := eth.New(stack, &ec)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("open the chain: %w", err), stack.Close())
	}
	return stack, backend, nil
}

// Fresh says whether the chain began with this start.
func (d *Devnet) Fresh() bool { return d.fresh }

// RPC is the URL of the JSON-RPC over HTTP.
func (d *Devnet) RPC() string { return "http://" + d.front.addr }

// WS is the URL of the JSON-RPC over WebSocket.
func (d *Devnet) WS() string { return "ws://" + d.front.addr }

// Now is the chain's clock.
func (d *Devnet) Now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now()
}

func (d *Devnet) now() time.Time { return time.Now().Add(time.Duration(d.offset) * time.Second) }

// IncreaseTime moves the chain's clock, and returns how far it is ahead, in seconds.
func (d *Devnet) IncreaseTime(seconds int64) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.offset += seconds
	return d.offset
}

// CatchUp sets the chain's clock to ours and seals a block. A fixed block time
// counts from here on.
func (d *Devnet) CatchUp() error {
	d.mu.Lock()
	d.offset = 0
	d.mu.Unlock()
	d.atOnce.Store(d.options.BlockTime == 0)
	_, err := d.Mine()
	return err
}

// build makes a block on parent from txs, or from the pool where txs is nil.
// d.mu is held.
func (d *Devnet) build(parent *types.Header, txs []*types.Transaction, empty bool) (*types.Block, error) {
	root := common.Hash{}
	block, _, err := d.eth.Miner().BuildTestingPayload(&miner.BuildPayloadArgs{
		Parent:      parent.Hash(),
		Timestamp:   max(uint64(d.now().Unix()), parent.Time+1),
		BeaconRoot:  &root,
		Withdrawals: types.Withdrawals{},
		Random:      crypto.Keccak256Hash(parent.Hash().Bytes(), binary.BigEndian.AppendUint64(nil, d.salt.Add(1))),
	}, txs, empty, []byte{})
	if err != nil {
		return nil, fmt.Errorf("build a block on %d: %w", parent.Number, err)
	}
	if _, err := d.eth.BlockChain().InsertBlockWithoutSetHead(context.Background(), block, false); err != nil {
		return nil, fmt.Errorf("insert block %d: %w", block.Number(), err)
	}
	return block, nil
}

// Mine seals a block of the pool's transactions.
func (d *Devnet) Mine() (common.Hash, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.mineLocked()
}

func (d *Devnet) mineLocked() (common.Hash, error) {
	if err := d.eth.TxPool().Sync(); err != nil {
		return common.Hash{}, fmt.Errorf("settle the pool: %w", err)
	}
	block, err := d.build(d.eth.BlockChain().CurrentBlock(), nil, false)
	if err != nil {
		return common.Hash{}, err
	}
	return block.Hash(), d.setHead(block)
}

// setHead makes a block the head. The tags move first, so that none of them is
// ever seen on another branch than the head's.
func (d *Devnet) setHead(block *types.Block) error {
	bc := d.eth.BlockChain()
	below := func(depth int) *types.Header {
		h := block.Header()
		for ; depth > 0 && h.Number.Sign() > 0; depth-- {
			h = bc.GetHeader(h.ParentHash, h.Number.Uint64()-1)
		}
		return h
	}
	safe, finalized := below(safeDepth), below(finalizedDepth)
	if _, err := bc.SetCanonical(block); err != nil {
		return fmt.Errorf("make block %d the head: %w", block.Number(), err)
	}
	bc.SetFinalized(finalized)
	bc.SetSafe(safe)
	// One caller at a time may wait here: d.mu sees to it.
	return d.eth.TxPool().Sync()
}

// Reorg replaces the last depth blocks by as many others. txs[i] go into the
// i-th new block. Transactions of the old blocks that still fit return to the
// pool, as on a live chain.
func (d *Devnet) Reorg(depth uint64, txs map[uint64][]*types.Transaction) (common.Hash, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	bc := d.eth.BlockChain()
	head := bc.CurrentBlock().Number.Uint64()
	if depth == 0 || depth > head {
		return common.Hash{}, fmt.Errorf("a reorg of depth %d at block %d: 1 to %d are possible", depth, head, head)
	}
	parent := bc.GetHeaderByNumber(head - depth)
	var block *types.Block
	for i := range depth {
		var err error
		if block, err = d.build(parent, txs[i], len(txs[i]) == 0); err != nil {
			return common.Hash{}, err
		}
		parent = block.Header()
	}
	return block.Hash(), d.setHead(block)
}

// heed takes what the pool announces, at once: the pool waits for whoever does
// not, and so would a block that waits for the pool.
func heed(ctx context.Context, txs <-chan core.NewTxsEvent, sub event.Subscription, came chan<- struct{}) {
	defer sub.Unsubscribe()
	for {
		select {
		case <-ctx.Done():
			return
		case <-txs:
			select {
			case came <- struct{}{}:
			default:
			}
		}
	}
}

// mine makes blocks until ctx ends.
func (d *Devnet) mine(ctx context.Context, came <-chan struct{}) {
	period := d.options.BlockTime
	if period == 0 {
		period = idleBlock
	}
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	again := time.NewTicker(time.Second) // for a block that could not be made
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
			if d.atOnce.Load() {
				d.seal(true)
			}
		case <-ticker.C:
			d.seal(false)
		case <-came:
			if d.atOnce.Load() {
				d.seal(true)
				ticker.Reset(period)
			}
		}
	}
}

// seal mines unless frozen; with drain, until the pool has nothing that fits.
func (d *Devnet) seal(drain bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	const most = 100 // blocks in a row: a transaction that never fits must not hold us
	for range most {
		if d.frozen.Load() {
			return
		}
		if drain {
			if d.eth.TxPool().Sync() != nil {
				return
			}
			if pending, _ := d.eth.TxPool().Stats(); pending == 0 {
				return
			}
		}
		if _, err := d.mineLocked(); err != nil || !drain {
			return
		}
	}
}

// Close stops the chain and its servers. It may be called again.
func (d *Devnet) Close() (err error) {
	d.closed.Do(func() {
		d.stop()
		err = d.front.close()
		d.wg.Wait()
		err = errors.Join(err, d.node.Close())
	})
	return err
}
