package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/contracts/bindings"
	"chainzone/names"
	"chainzone/zone"
)

// GracePeriod is how long after its expiry a name can still be renewed.
const GracePeriod = 30 * 24 * time.Hour

// maxAge is more than a commitment is good for, in seconds: 100 years.
const maxAge = 100 * 365 * 86400

// MinDuration is the shortest registration.
const MinDuration = 28 * 24 * time.Hour

// Registration is what the newest block says of a name to its registrant.
type Registration struct {
	names.State
	Owner   common.Address // zero when nobody holds the name
	Manager common.Address // zero if it has none
}

// Held says whether somebody has the name: registered, or in its grace.
func (r Registration) Held() bool {
	return r.Expiry != 0 && r.Block.Time < r.Expiry+uint64(GracePeriod/time.Second)
}

// Expired says whether the name no longer resolves.
func (r Registration) Expired() bool { return r.Registered() && r.Block.Time >= r.Expiry }

// Name reads a name at the newest block, with its owner and manager: after
// one call for the block one round trip.
func (c *Client) Name(ctx context.Context, name zone.Name) (Registration, error) {
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	if err != nil {
		return Registration{}, fmt.Errorf("read %s: %w", name, asUnreachable(err))
	}
	return c.nameAt(ctx, h, name)
}

func (c *Client) nameAt(ctx context.Context, h header, name zone.Name) (Registration, error) {
	readings, err := c.readAt(ctx, h.block(), []zone.Name{name})
	if err != nil {
		return Registration{}, fmt.Errorf("read %s: %w", name, err)
	}
	r := Registration{State: readings[0].State}
	if readings[0].Err != nil {
		return r, fmt.Errorf("read %s: %w", name, readings[0].Err)
	}
	if !r.Held() {
		return r, nil
	}
	id := new(big.Int).SetBytes(r.Node[:])
	if owner, err := c.view(ctx, h.Hash, c.deployment.Registry, c.registry.PackOwnerOf(id)); err != nil {
		return r, fmt.Errorf("read the owner of %s: %w", name, err)
	} else if r.Owner, err = c.registry.UnpackOwnerOf(owner); err != nil {
		return r, fmt.Errorf("read the owner of %s: %w: %w", name, names.ErrInvalid, err)
	}
	if manager, err := c.view(ctx, h.Hash, c.deployment.Registry, c.registry.PackManagerOf(r.Node)); err != nil {
		return r, fmt.Errorf("read the manager of %s: %w", name, err)
	} else if r.Manager, err = c.registry.UnpackManagerOf(manager); err != nil {
		return r, fmt.Errorf("read the manager of %s: %w: %w", name, names.ErrInvalid, err)
	}
	return r, nil
}

// view is an eth_call at a block (the newest for the zero hash) whose revert
// comes back as its meaning.
func (c *Client) view(ctx context.Context, block common.Hash, to common.Address, data []byte) ([]byte, error) {
	at := any("latest")
	if block != (common.Hash{}) {
		at = pinned(block)
	}
	var result hexutil.Bytes
	if err := c.pool.call(ctx, &result, "eth_call", registryCall{To: to, Data: data}, at); err != nil {
		var rpcErr rpc.Error
		if asRPC(err, &rpcErr) {
			return nil, c.refused(err)
		}
		return nil, asUnreachable(err)
	}
	return result, nil
}

// label is the name's own label, checked; the name must lie next to the origin.
func (c *Client) label(name zone.Name) (string, error) {
	if name.NumLabels() != c.origin.NumLabels()+1 || !name.IsAtOrBelow(c.origin) {
		return "", fmt.Errorf("%s is not a name directly below %s", name, c.origin)
	}
	label := name.Label(0)
	return label, zone.CheckLabel(label)
}

// Available says whether the controller would sell the name now.
func (c *Client) Available(ctx context.Context, name zone.Name) (bool, error) {
	label, err := c.label(name)
	if err != nil {
		return false, err
	}
	data, err := c.view(ctx, common.Hash{}, c.deployment.Controller, c.controller.PackAvailable(label))
	if err != nil {
		return false, fmt.Errorf("ask whether %s is available: %w", name, err)
	}
	if len(data) == 0 {
		return false, fmt.Errorf("ask whether %s is available: %w", name, errNoAnswer)
	}
	return c.controller.UnpackAvailable(data)
}

// Price is the price of a registration of the name now, in wei. It includes the
// premium of a name that lapsed lately.
func (c *Client) Price(ctx context.Context, name zone.Name, duration time.Duration) (*big.Int, error) {
	return c.priceBy(ctx, name, func(label string) []byte { return c.controller.PackRentPrice(label, seconds(duration)) })
}

// RenewalPrice is the price of a renewal of the name at the controller, in wei.
func (c *Client) RenewalPrice(ctx context.Context, name zone.Name, duration time.Duration) (*big.Int, error) {
	return c.priceBy(ctx, name, func(label string) []byte { return c.controller.PackRenewalPrice(label, seconds(duration)) })
}

// priceBy asks one of the controller's two prices, which have one shape.
func (c *Client) priceBy(ctx context.Context, name zone.Name, pack func(label string) []byte) (*big.Int, error) {
	label, err := c.label(name)
	if err != nil {
		return nil, err
	}
	data, err := c.view(ctx, common.Hash{}, c.deployment.Controller, pack(label))
	if err != nil {
		return nil, fmt.Errorf("ask the price of %s: %w", name, err)
	}
	if len(data) == 0 {
		return nil, fmt.Errorf("ask the price of %s: %w", name, errNoAnswer)
	}
	return c.controller.UnpackRentPrice(data)
}

// Premium is what a registration costs beside its price at a time.
type Premium struct {
	Time uint64   `json:"time"` // unix seconds
	Wei  *big.Int `json:"-"`
	Text string   `json:"wei"` // Wei, decimal
}

// maxPremiums bounds the days that Premiums asks for: the premium of our price
// list is gone after 21.
const maxPremiums = 32

// Premiums lists what a name that lapsed costs beside its price: now, and a day
// later each until it is 0. It is empty for a name without a premium, and for a
// price list that knows none.
func (c *Client) Premiums(ctx context.Context, name zone.Name, r Registration) ([]Premium, error) {
	if r.Expiry == 0 {
		return nil, nil
	}
	label, err := c.label(name)
	if err != nil {
		return nil, err
	}
	fail := func(err error) ([]Premium, error) { return nil, fmt.Errorf("ask the premium of %s: %w", name, err) }
	data, err := c.view(ctx, common.Hash{}, c.deployment.Controller, c.controller.PackPricing())
	if err != nil {
		return fail(err)
	}
	list, err := c.controller.UnpackPricing(data)
	if err != nil {
		return fail(err)
	}
	pricing := bindings.NewDecayingPricing()
	var premiums []Premium
	for at := r.Block.Time; len(premiums) < maxPremiums; at += uint64(24 * time.Hour / time.Second) {
		call := pricing.PackPremiumAt(label, new(big.Int).SetUint64(r.Expiry), new(big.Int).SetUint64(at))
		data, err := c.view(ctx, r.Block.Hash, list, call)
		if errors.Is(err, ErrReverted) || err == nil && len(data) == 0 {
			return nil, nil // another price list, with rules of its own
		}
		if err != nil {
			return fail(err)
		}
		wei, err := pricing.UnpackPremiumAt(data)
		if err != nil {
			return fail(err)
		}
		if wei.Sign() == 0 && len(premiums) == 0 {
			return nil, nil
		}
		premiums = append(premiums, Premium{at, wei, wei.String()})
		if wei.Sign() == 0 {
			break
		}
	}
	return premiums, nil
}

// Request is what a registrant commits to and then reveals.
type Request struct {
	Name     zone.Name
	Owner    common.Address // gets the name, whoever pays
	Duration time.Duration  // whole seconds
	Image    []byte         // the first zone; nil for none
	MaxPrice *big.Int       // wei
	Secret   [32]byte       // random; keeps the name hidden until it is revealed
}

func (c *Client) binding(r Request) (bindings.IRegistrarControllerRegistration, error) {
	label, err := c.label(r.Name)
	return bindings.IRegistrarControllerRegistration{
		Label: label, Owner: r.Owner, Duration: seconds(r.Duration), Image: r.Image, MaxPrice: r.MaxPrice, Secret: r.Secret,
	}, err
}

// Commitment is the hash that is committed: onchain.md's binding, as the
// controller's makeCommitment computes it.
func (c *Client) Commitment(r Request) ([32]byte, error) {
	label, err := c.label(r.Name)
	if err != nil {
		return [32]byte{}, err
	}
	number := func(n *big.Int) []byte { return common.LeftPadBytes(n.Bytes(), 32) }
	return crypto.Keccak256Hash(
		number(new(big.Int).SetUint64(c.deployment.ChainID)),
		common.LeftPadBytes(c.deployment.Controller[:], 32),
		crypto.Keccak256([]byte(label)),
		common.LeftPadBytes(r.Owner[:], 32),
		number(new(big.Int).SetUint64(seconds(r.Duration))),
		crypto.Keccak256(r.Image),
		number(r.MaxPrice),
		r.Secret[:],
	), nil
}

// Standing is how far a request has come, all at one block.
type Standing struct {
	Registration           // of the name
	Committed    time.Time // zero: never, or used up
	From, Until  time.Time // when it can be revealed
	Now          time.Time // the block's time
}

// Ready says whether the request can be revealed.
func (s Standing) Ready() bool {
	return !s.Committed.IsZero() && !s.Now.Before(s.From) && s.Now.Before(s.Until)
}

// Open says whether the commitment exists and is not too old.
func (s Standing) Open() bool { return !s.Committed.IsZero() && s.Now.Before(s.Until) }

// sealing is for how long a block with an earlier time may still be made: so late
// after From a block that has the reveal is young enough for it.
const sealing = 4 * time.Second

// Due says whether the next block would take the reveal although the newest is too
// old for it, by the clock or by the time of the endpoint's pending block. Where
// blocks come only with transactions the newest one stays as it is.
func (c *Client) Due(ctx context.Context, s Standing) bool {
	if !s.Open() || s.Ready() {
		return false
	}
	if now := c.options.Clock(); !now.Before(s.From.Add(sealing)) && now.Before(s.Until) {
		return true
	}
	var pending *struct {
		Time hexutil.Uint64 `json:"timestamp"`
	}
	if err := c.pool.call(ctx, &pending, "eth_getBlockByNumber", "pending", false); err != nil || pending == nil {
		return false
	}
	at := time.Unix(int64(min(uint64(pending.Time), maxTime)), 0)
	return !at.Before(s.From.Add(sealing)) && at.Before(s.Until)
}

// Standing reads at the newest block how far the request with a commitment has
// come.
func (c *Client) Standing(ctx context.Context, name zone.Name, commitment [32]byte) (Standing, error) {
	fail := func(err error) (Standing, error) {
		return Standing{}, fmt.Errorf("look up the commitment for %s: %w", name, err)
	}
	h, err := c.blockBy(ctx, "eth_getBlockByNumber", "latest")
	if err != nil {
		return fail(asUnreachable(err))
	}
	s := Standing{Now: time.Unix(int64(h.Time), 0)}
	if s.Registration, err = c.nameAt(ctx, h, name); err != nil {
		return s, err
	}
	data, err := c.view(ctx, h.Hash, c.deployment.Controller, c.controller.PackCommittedAt(commitment))
	if err != nil {
		return fail(err)
	}
	since, err := c.controller.UnpackCommittedAt(data)
	if err != nil {
		return fail(err)
	}
	if since.Sign() == 0 {
		return s, nil
	}
	least, most, err := c.Ages(ctx)
	if err != nil {
		return fail(err)
	}
	if !since.IsInt64() || since.Int64() > maxTime {
		return fail(fmt.Errorf("%w: %w: it was made at %s", names.ErrInvalid, errFalse, since))
	}
	s.Committed = time.Unix(since.Int64(), 0)
	s.From, s.Until = s.Committed.Add(least), s.Committed.Add(most)
	return s, nil
}

// Ages are how old a commitment must be, and until when it is good.
func (c *Client) Ages(ctx context.Context) (least, most time.Duration, err error) {
	var ages [2]uint64
	for i, call := range [][]byte{c.controller.PackMinCommitmentAge(), c.controller.PackMaxCommitmentAge()} {
		data, err := c.view(ctx, common.Hash{}, c.deployment.Controller, call)
		if err != nil {
			return 0, 0, err
		}
		if ages[i], err = c.controller.UnpackMinCommitmentAge(data); err != nil {
			return 0, 0, err
		}
		if ages[i] > maxAge {
			return 0, 0, fmt.Errorf("%w: %w: a commitment is good for %d s", names.ErrInvalid, errFalse, ages[i])
		}
	}
	return time.Duration(ages[0]) * time.Second, time.Duration(ages[1]) * time.Second, nil
}

// Days writes a duration in days where it is whole ones, such as 365d.
func Days(d time.Duration) string {
	const day = 24 * time.Hour
	if d%day == 0 {
		return fmt.Sprintf("%dd", d/day)
	}
	return d.String()
}

func seconds(d time.Duration) uint64 { return uint64(max(0, d/time.Second)) }
