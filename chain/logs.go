package chain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/names"
	"chainzone/zone"
)

const (
	leastRange = 512 // blocks; an endpoint that refuses so few refuses all
)

// logs reads the registry's logs from the deployment's first block up to a
// block, oldest first. What an endpoint finds too much is asked for in halves.
func (c *Client) logs(ctx context.Context, to header, topics ...any) ([]types.Log, error) {
	list, err := c.logsBetween(ctx, c.deployment.FromBlock, uint64(to.Number), topics)
	slices.SortStableFunc(list, func(a, b types.Log) int {
		return cmp.Or(cmp.Compare(a.BlockNumber, b.BlockNumber), cmp.Compare(a.Index, b.Index))
	})
	return list, err
}

func (c *Client) logsBetween(ctx context.Context, from, to uint64, topics []any) ([]types.Log, error) {
	if from > to {
		return nil, nil
	}
	var list []types.Log
	err := c.pool.call(ctx, &list, "eth_getLogs", map[string]any{
		"address": c.deployment.Registry, "topics": topics, "fromBlock": hexutil.Uint64(from), "toBlock": hexutil.Uint64(to),
	})
	if err == nil || ctx.Err() != nil || to-from < leastRange || errors.Is(err, names.ErrRefused) {
		return list, err
	}
	middle := from + (to-from)/2
	first, err := c.logsBetween(ctx, from, middle, topics)
	if err != nil {
		return nil, err
	}
	second, err := c.logsBetween(ctx, middle+1, to, topics)
	return append(first, second...), err
}

// Event is one change of a name.
type Event struct {
	Block       uint64
	Time        uint64 // unix seconds
	Transaction common.Hash
	Kind        EventKind
	Account     common.Address // the new owner, who is approved, the manager; zero for nobody
	Expiry      uint64         // unix seconds; of a registration and a renewal
	Paid        *big.Int       // wei; of a renewal at the registry
	Serial      uint32         // of a zone
	Empty       bool           // the zone has no records
}

// EventKind is what happened to a name.
type EventKind string

// What happens to names.
const (
	Registered     EventKind = "registered"
	Renewed        EventKind = "renewed"
	Transferred    EventKind = "transferred"
	ApprovedOne    EventKind = "approved"
	ManagerChanged EventKind = "manager"
	ZoneChanged    EventKind = "zone"
)

// History is every change of a name since the registry began, oldest first.
func (c *Client) History(ctx context.Context, name zone.Name) ([]Event, error) {
	fail := func(err error) ([]Event, error) {
		return nil, fmt.Errorf("read the history of %s: %w", name, asUnreachable(err))
	}
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	if err != nil {
		return fail(err)
	}
	node := common.Hash(NodeOf(name))
	id := func(event string) common.Hash { return c.registry.GetABI().Events[event].ID }
	own, err := c.logs(ctx, h, []any{id("WordChanged"), id("NameRegistered"), id("NameRenewed"), id("ManagerChanged")}, node)
	if err != nil {
		return fail(err)
	}
	token, err := c.logs(ctx, h, []any{id("Transfer"), id("Approval")}, nil, nil, node)
	if err != nil {
		return fail(err)
	}
	logs := slices.Concat(own, token)
	slices.SortStableFunc(logs, func(a, b types.Log) int {
		return cmp.Or(cmp.Compare(a.BlockNumber, b.BlockNumber), cmp.Compare(a.Index, b.Index))
	})
	var events []Event
	var last names.State
	for i := range logs {
		l := &logs[i]
		e := Event{Block: l.BlockNumber, Transaction: l.TxHash, Time: l.BlockTimestamp}
		known, err := c.event(&e, l, &last)
		if err != nil {
			return fail(fmt.Errorf("%w: a log of block %d: %w", names.ErrInvalid, l.BlockNumber, err))
		}
		if n := len(events); n > 0 && events[n-1].Kind == Registered && events[n-1].Expiry == 0 {
			events[n-1].Expiry = last.Expiry // a registration's own word comes after it
		}
		if known {
			events = append(events, e)
		}
	}
	return events, c.fillTimes(ctx, events)
}

// event reads a log into e, and says whether it is a change of its own: a word
// also changes when its name is registered or renewed, and a token moves from
// and to nobody then. last is the word before.
func (c *Client) event(e *Event, l *types.Log, last *names.State) (bool, error) {
	events := c.registry.GetABI().Events
	switch l.Topics[0] {
	case events["WordChanged"].ID:
		if len(l.Data) != 32 {
			return false, errors.New("it has no word")
		}
		before := *last
		*last = word(l.Data).state(before.Node, before.Block)
		e.Kind, e.Serial, e.Empty = ZoneChanged, last.Serial, last.Digest == [20]byte{}
		return last.Serial != before.Serial && (!e.Empty || before.Digest != last.Digest), nil
	case events["NameRegistered"].ID:
		log, err := c.registry.UnpackNameRegisteredEvent(l)
		if err != nil {
			return false, err
		}
		e.Kind, e.Account = Registered, log.Owner
		*last = names.State{Serial: last.Serial}
	case events["NameRenewed"].ID:
		log, err := c.registry.UnpackNameRenewedEvent(l)
		if err != nil {
			return false, err
		}
		e.Kind, e.Expiry, e.Paid = Renewed, log.Expiry.Uint64(), log.Paid
	case events["ManagerChanged"].ID:
		log, err := c.registry.UnpackManagerChangedEvent(l)
		if err != nil {
			return false, err
		}
		e.Kind, e.Account = ManagerChanged, log.Manager
	case events["Transfer"].ID:
		log, err := c.registry.UnpackTransferEvent(l)
		if err != nil {
			return false, err
		}
		e.Kind, e.Account = Transferred, log.To
		return log.From != (common.Address{}) && log.To != (common.Address{}), nil
	case events["Approval"].ID:
		log, err := c.registry.UnpackApprovalEvent(l)
		if err != nil {
			return false, err
		}
		e.Kind, e.Account = ApprovedOne, log.Approved
	default:
		return false, nil
	}
	return true, nil
}

// fillTimes asks for the times of blocks that an endpoint's logs do not tell.
func (c *Client) fillTimes(ctx context.Context, events []Event) error {
	times := make(map[uint64]uint64)
	for i := range events {
		e := &events[i]
		if e.Time != 0 {
			continue
		}
		if _, known := times[e.Block]; !known {
			h, err := c.blockBy(ctx, "eth_getBlockByNumber", hexutil.Uint64(e.Block))
			if err != nil {
				return fmt.Errorf("read the time of block %d: %w", e.Block, asUnreachable(err))
			}
			times[e.Block] = uint64(h.Time)
		}
		e.Time = times[e.Block]
	}
	return nil
}

// Holding is a name that an account has.
type Holding struct {
	Name zone.Name
	names.State
}

// Expires is when the name does.
func (h Holding) Expires() time.Time { return time.Unix(int64(h.Expiry), 0) }

// Holdings are the names that an account has, those in their grace too, in
// canonical order, as the newest block has them.
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
