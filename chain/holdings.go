package chain

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/names"
	"chainzone/zone"
)

// Holding is a name that an account has.
type Holding struct {
	Name zone.Name
	names.State
}

// Expires is when the name does.
func (h Holding) Expires() time.Time { return time.Unix(int64(h.Expiry), 0) }

// Holdings are the names that an account has, those in their grace too, in
// canonical order, as the newest block has them. They are found by events, and
// counted: names.ErrInvalid if the registry says that the account has more.
func (c *Client) Holdings(ctx context.Context, owner common.Address) ([]Holding, error) {
	fail := func(err error) error {
		return fmt.Errorf("look for the names of %s: %w", owner, asUnreachable(err))
	}
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	if err != nil {
		return nil, fail(err)
	}
	nodes, err := c.tokensOf(ctx, h, owner)
	if err != nil {
		return nil, fail(err)
	}
	data, err := c.view(ctx, h.Hash, c.deployment.Registry, c.registry.PackBalanceOf(owner))
	if err != nil {
		return nil, fail(err)
	}
	balance, err := c.registry.UnpackBalanceOf(data)
	if err != nil {
		return nil, fail(fmt.Errorf("%w: %w", names.ErrInvalid, err))
	}
	if !balance.IsInt64() || balance.Int64() != int64(len(nodes)) {
		return nil, fail(fmt.Errorf("%w (they tell of %d names, the registry counts %s)", errMissing, len(nodes), balance))
	}
	var list []Holding
	for part := range slices.Chunk(nodes, maxRead) {
		found, err := c.labelled(ctx, h, part)
		if err != nil {
			return nil, fail(err)
		}
		list = append(list, found...)
	}
	slices.SortFunc(list, func(a, b Holding) int { return a.Name.Compare(b.Name) })
	return list, nil
}

// tokensOf are the tokens whose last move was to the owner.
func (c *Client) tokensOf(ctx context.Context, h header, owner common.Address) ([]common.Hash, error) {
	moved := c.registry.GetABI().Events["Transfer"].ID
	account := common.BytesToHash(owner[:])
	in, err := c.logs(ctx, h, moved, nil, account)
	if err != nil {
		return nil, err
	}
	out, err := c.logs(ctx, h, moved, account)
	if err != nil {
		return nil, err
	}
	type place struct {
		block uint64
		index uint
	}
	left := make(map[common.Hash]place)
	for _, l := range out {
		if len(l.Topics) == 4 && l.Topics[2] != account {
			left[l.Topics[3]] = place{l.BlockNumber, l.Index}
		}
	}
	came := make(map[common.Hash]place)
	for _, l := range in {
		if len(l.Topics) == 4 {
			came[l.Topics[3]] = place{l.BlockNumber, l.Index}
		}
	}
	var nodes []common.Hash
	for node, at := range came {
		gone, has := left[node]
		if !has || cmp.Or(cmp.Compare(gone.block, at.block), cmp.Compare(gone.index, at.index)) < 0 {
			nodes = append(nodes, node)
		}
	}
	slices.SortFunc(nodes, func(a, b common.Hash) int { return a.Cmp(b) })
	return nodes, nil
}

// labelled finds the names of nodes by what they were registered as, and reads
// them. Those past their grace are nobody's.
func (c *Client) labelled(ctx context.Context, h header, nodes []common.Hash) ([]Holding, error) {
	logs, err := c.logs(ctx, h, c.registry.GetABI().Events["NameRegistered"].ID, nodes)
	if err != nil {
		return nil, err
	}
	found := make(map[names.Node]zone.Name)
	for i := range logs {
		log, err := c.registry.UnpackNameRegisteredEvent(&logs[i])
		if err != nil {
			return nil, fmt.Errorf("%w: %w", names.ErrInvalid, err)
		}
		if err := zone.CheckLabel(log.Label); err != nil {
			return nil, fmt.Errorf("%w: a registration: %s", names.ErrInvalid, printable(err.Error()))
		}
		name, err := c.origin.Child(log.Label)
		if err != nil || NodeOf(name) != names.Node(log.Node) {
			return nil, fmt.Errorf("%w: the label of a registration is not its node's", names.ErrInvalid)
		}
		found[names.Node(log.Node)] = name
	}
	if len(found) != len(nodes) {
		return nil, fmt.Errorf("%w: %d registrations were found for %d names", names.ErrInvalid, len(found), len(nodes))
	}
	asked := make([]zone.Name, 0, len(found))
	for _, name := range found {
		asked = append(asked, name)
	}
	readings, err := c.readAt(ctx, h.block(), asked)
	if err != nil {
		return nil, err
	}
	var list []Holding
	for i, r := range readings {
		if (Registration{State: r.State}).Held() {
			list = append(list, Holding{asked[i], r.State})
		}
	}
	return list, nil
}
