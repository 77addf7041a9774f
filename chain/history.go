package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/names"
	"chainzone/zone"
)

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
//
// It is compared with what the newest block has: the events must lead to the
// name's word, owner and manager, through every serial. With prove every change
// of every name is read too, and the registry's running hash of changes proves
// that none of the name's registrations, renewals and zones is missing.
// names.ErrInvalid if something is missing.
func (c *Client) History(ctx context.Context, name zone.Name, prove bool) ([]Event, error) {
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
	slices.SortStableFunc(logs, inOrder)
	if err := c.complete(ctx, h, name, logs); err != nil {
		return fail(err)
	}
	if prove {
		if err := c.proveWords(ctx, h, node, own); err != nil {
			return fail(err)
		}
	}
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

// errMissing is a list of events that has holes.
var errMissing = fmt.Errorf("%w: events are missing: the endpoint may not keep old ones, name another with --rpc", names.ErrInvalid)

// complete says whether a name's logs lead to what a block has of it.
func (c *Client) complete(ctx context.Context, h header, name zone.Name, logs []types.Log) error {
	now, err := c.nameAt(ctx, h, name)
	if err != nil {
		return err
	}
	events := c.registry.GetABI().Events
	var last names.State
	var owner, manager common.Hash
	for _, l := range logs {
		switch {
		case l.Topics[0] == events["WordChanged"].ID && len(l.Data) == 32:
			s := word(l.Data).state(now.Node, now.Block)
			if s.Serial != last.Serial && s.Serial != last.Serial+1 {
				return fmt.Errorf("%w (serial %d comes after %d)", errMissing, s.Serial, last.Serial)
			}
			last = s
		case l.Topics[0] == events["Transfer"].ID && len(l.Topics) == 4:
			owner = l.Topics[2]
		case l.Topics[0] == events["ManagerChanged"].ID && len(l.Topics) == 3:
			manager = l.Topics[2]
		}
	}
	switch {
	case last.Serial != now.Serial || last.Expiry != now.Expiry || last.Digest != now.Digest:
		return fmt.Errorf("%w (the last is not the present one)", errMissing)
	case now.Held() && owner != common.BytesToHash(now.Owner[:]):
		return fmt.Errorf("%w (they do not lead to the owner)", errMissing)
	case now.Held() && manager != common.BytesToHash(now.Manager[:]):
		return fmt.Errorf("%w (they do not lead to the manager)", errMissing)
	}
	return nil
}

// proveWords folds every change of a word up to a block, and says whether that
// gives the block's changes slot, and whether own has all that are of a node.
func (c *Client) proveWords(ctx context.Context, h header, node common.Hash, own []types.Log) error {
	now, err := c.changesAt(ctx, h.block())
	if err != nil {
		return err
	}
	changed := c.registry.GetABI().Events["WordChanged"].ID
	var at changes
	var all, ours []word
	err = c.everyLog(ctx, uint64(h.Number), firstSpan, mostSpan, []any{changed}, func(l *types.Log) error {
		if l.Removed || len(l.Topics) != 2 || len(l.Data) != 32 {
			return fmt.Errorf("%w: it is not of a word", names.ErrInvalid)
		}
		at = at.fold(l.Topics[1], word(l.Data), now.time())
		if l.Topics[1] == node {
			all = append(all, word(l.Data))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, l := range own {
		if l.Topics[0] == changed && len(l.Data) == 32 {
			ours = append(ours, word(l.Data))
		}
	}
	if at != now || !slices.Equal(all, ours) {
		return fmt.Errorf("%w (they do not give the registry's running hash of changes)", errMissing)
	}
	return nil
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
