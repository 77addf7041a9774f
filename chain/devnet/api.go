package devnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// quantity is a number as clients write it: 12, "12" or "0xc".
type quantity uint64

func (q *quantity) UnmarshalJSON(data []byte) error {
	n, err := strconv.ParseUint(strings.Trim(string(data), `"`), 0, 63)
	if err != nil {
		return fmt.Errorf("%s is not a number", data)
	}
	*q = quantity(n)
	return nil
}

// web3API is web3_*.
type web3API struct{}

func (web3API) ClientVersion() string { return "chainzone-devnet" }

// evmAPI is evm_*, as test chains have it.
type evmAPI struct{ d *Devnet }

// Mine seals one block, or as many as are asked for.
func (a *evmAPI) Mine(n *json.RawMessage) (string, error) {
	count := quantity(1)
	if n != nil {
		var options struct{ Blocks *quantity }
		if json.Unmarshal(*n, &count) != nil {
			if err := json.Unmarshal(*n, &options); err != nil {
				return "", fmt.Errorf("evm_mine takes a number of blocks: %w", err)
			}
			count = 1
			if options.Blocks != nil {
				count = *options.Blocks
			}
		}
	}
	return "0x0", a.d.mineMany(count)
}

// IncreaseTime moves the chain's clock by seconds and returns how far it is
// ahead. It shows in the next block.
func (a *evmAPI) IncreaseTime(seconds quantity) int64 { return a.d.IncreaseTime(int64(seconds)) }

// anvilAPI is anvil_*, where that test chain has the name.
type anvilAPI struct{ d *Devnet }

// Mine seals blocks.
func (a *anvilAPI) Mine(n *quantity) error {
	count := quantity(1)
	if n != nil {
		count = *n
	}
	return a.d.mineMany(count)
}

// Reorg replaces the last depth blocks. Each pair is a raw transaction and the
// new block, from 0, that it goes into.
func (a *anvilAPI) Reorg(depth quantity, pairs *[][2]json.RawMessage) (common.Hash, error) {
	txs := map[uint64][]*types.Transaction{}
	if pairs != nil {
		for _, pair := range *pairs {
			var raw hexutil.Bytes
			var at quantity
			if err := errors.Join(json.Unmarshal(pair[0], &raw), json.Unmarshal(pair[1], &at)); err != nil {
				return common.Hash{}, fmt.Errorf("anvil_reorg takes pairs of a raw transaction and a block's offset: %w", err)
			}
			tx := new(types.Transaction)
			if err := tx.UnmarshalBinary(raw); err != nil {
				return common.Hash{}, fmt.Errorf("anvil_reorg: a transaction cannot be read: %w", err)
			}
			txs[uint64(at)] = append(txs[uint64(at)], tx)
		}
	}
	return a.d.Reorg(uint64(depth), txs)
}

func (d *Devnet) mineMany(n quantity) error {
	const most = 10_000
	if n > most {
		return fmt.Errorf("%d blocks: at most %d at a time", n, most)
	}
	for range n {
		if _, err := d.Mine(); err != nil {
			return err
		}
	}
	return nil
}
