package chain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/contracts/bindings"
	"chainzone/names"
	"chainzone/zone"
)

// HeadRule says which block answers are read at. The zero value is the latest.
type HeadRule struct {
	tag           string // "", "safe" or "finalized"
	confirmations uint64
}

// ParseHeadRule reads "latest", "safe" or "finalized".
func ParseHeadRule(s string) (HeadRule, error) {
	switch s {
	case "", "latest":
		return HeadRule{}, nil
	case "safe", "finalized":
		return HeadRule{tag: s}, nil
	}
	return HeadRule{}, fmt.Errorf("head %q: use latest, safe, finalized or a number of confirmations", s)
}

// Confirmations is the block with n blocks on top of it.
func Confirmations(n uint64) HeadRule { return HeadRule{confirmations: n} }

// MaxAge is the age from which a head by the rule is too old, unless Options say
// otherwise.
func (r HeadRule) MaxAge() time.Duration {
	switch r.tag {
	case "safe":
		return 20 * time.Minute
	case "finalized":
		return 40 * time.Minute
	}
	return 3*time.Minute + time.Duration(min(r.confirmations, 1<<20))*15*time.Second
}

// Depth is the number of confirmations, 0 for a rule by tag.
func (r HeadRule) Depth() uint64 { return r.confirmations }

func (r HeadRule) String() string {
	switch {
	case r.confirmations > 0:
		return strconv.FormatUint(r.confirmations, 10) + " confirmations"
	case r.tag == "":
		return "latest"
	}
	return r.tag
}

// Options are what a Client can be opened with. The zero value is good.
type Options struct {
	Head   HeadRule
	Poll   time.Duration    // between looks for a head without a subscription; default 1 s
	Wait   time.Duration    // of Send, for a block that has the transaction; default 3 min
	Logger *slog.Logger     // default: none
	Clock  func() time.Time // default: time.Now
	// MaxAge is the age, by the block's own time, from which a head counts as one
	// that an endpoint no longer confirms, since the chain, or the endpoint, stands
	// still. 0 is what fits Head: 3 minutes, and 15 s for each confirmation; 20
	// minutes for safe, 40 for finalized.
	MaxAge time.Duration
	// ChainClock says that the chain's clock is moved by hand, as on a chain for
	// development. Otherwise a block that is more than 5 minutes ahead of Clock is
	// not believed.
	ChainClock bool
	// After, if not nil, is a client of the same contracts by the same Head, such as
	// one with other endpoints, whose head this one begins with.
	After *Client
	// Observe, if not nil, hears of every call to an endpoint, from many
	// goroutines at a time.
	Observe func(Call)
}

// Call is one question to an endpoint that was asked.
type Call struct {
	Endpoint string // scheme and host
	Method   string // or verify: whether the endpoint is of the right chain
	// Outcome is ok, limited (it takes no more calls), behind (it lacks the block or
	// its state), unsupported (it lacks the method), unreachable (no reply that can be
	// read, in time) or error (what it says is wrong with this call).
	Outcome string
	Took    time.Duration
}

const sendWait = 3 * time.Minute

// Client reads and changes the names of one deployment. It is safe for
// concurrent use. Its Follow must run for Read to have a head to read at; a
// command that reads once calls Probe first.
type Client struct {
	deployment *Deployment
	origin     zone.Name
	options    Options
	pool       *pool
	registry   *bindings.NameRegistry
	controller *bindings.RegistrarController

	moving sync.Mutex // the head, by one at a time

	mu       sync.Mutex
	known    bool
	head     names.Head
	mismatch error       // why the chain is not the configured one, as Follow found
	recent   []seen      // heads that were followed, oldest first, one branch
	genesis  common.Hash // the first block's hash, zero until it was read
	resumed  bool        // what changed since the first head is known to who follows
	hearing  bool        // a subscription stands, and brought a head
	missed   time.Time   // since when no endpoint knows the head, zero if one does
	unasked  bool        // the head is an earlier run's, and no endpoint was asked for it yet
	unusable bool        // what an earlier run left cannot be true
}

// seen is a head and the registry's changes slot at it.
type seen struct {
	block   names.Block
	changes changes
}

// Open makes a client without any I/O; endpoints are dialled when needed.
func Open(d *Deployment, o Options) (*Client, error) {
	if err := d.Check(); err != nil {
		return nil, fmt.Errorf("open the chain: %w", err)
	}
	origin, err := d.Origin()
	if err != nil {
		return nil, fmt.Errorf("open the chain: %w", err)
	}
	if o.Poll == 0 {
		o.Poll = time.Second
	}
	if o.Wait == 0 {
		o.Wait = sendWait
	}
	if o.MaxAge == 0 {
		o.MaxAge = o.Head.MaxAge()
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	o.Logger = o.Logger.With("origin", origin.String())
	c := &Client{
		deployment: d, origin: origin, options: o,
		pool:       newPool(d, o.Clock, o.Logger, o.Observe),
		registry:   bindings.NewNameRegistry(),
		controller: bindings.NewRegistrarController(),
	}
	if o.After != nil {
		c.begin(o.After)
		c.options.After = nil // not kept for the sake of its head
	}
	return c, nil
}

// begin takes over what another client knows of the chain.
func (c *Client) begin(other *Client) {
	other.mu.Lock()
	defer other.mu.Unlock()
	c.known, c.head, c.recent, c.genesis = other.known, other.head, other.recent, other.genesis
}

// Position is where Follow stands. There is none before the first head, nor
// while the chain is not the configured one.
func (c *Client) Position() (p names.Position, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.known || c.mismatch != nil || c.genesis == (common.Hash{}) {
		return names.Position{}, false
	}
	return names.Position{Head: c.head, Changes: c.recent[len(c.recent)-1].changes, Genesis: c.genesis}, true
}

// Resume has Follow begin at a position of an earlier run: its first change
// tells what changed since, or that everything is suspect, or gone where the
// position's block left the chain, or no endpoint has it. While none can be asked,
// the head is the position's, not confirmed. A position that cannot be true is left
// aside, and all that was read there is gone. Resume is called before Follow and Probe.
func (c *Client) Resume(p names.Position) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.plausible(p.Head.Block); err != nil {
		c.options.Logger.Warn("where the last run stood is of no use: beginning anew", "err", err)
		c.unusable = true
		return
	}
	c.unasked = true
	c.known, c.resumed, c.head, c.genesis = true, true, p.Head, p.Genesis
	c.recent = []seen{{p.Head.Block, p.Changes}}
}

// Close ends the connections.
func (c *Client) Close() { c.pool.close() }

// Endpoints are the scheme and host of each, and the index of the one that is asked
// first now.
func (c *Client) Endpoints() (shown []string, preferred int) {
	for _, e := range c.pool.endpoints {
		shown = append(shown, e.shown)
	}
	return shown, c.pool.preferred()
}

// Deployment is what the client was opened with. It must not be changed.
func (c *Client) Deployment() *Deployment { return c.deployment }

// MaxAge is Options.MaxAge as it is in force.
func (c *Client) MaxAge() time.Duration { return c.options.MaxAge }

// ChainClock is Options.ChainClock.
func (c *Client) ChainClock() bool { return c.options.ChainClock }

// HeadRule says which block reads are pinned to.
func (c *Client) HeadRule() HeadRule { return c.options.Head }

// Origin is the domain whose names the client reads.
func (c *Client) Origin() zone.Name { return c.origin }

// Node is the registry's key of a name.
func (c *Client) Node(name zone.Name) names.Node { return NodeOf(name) }

// Genesis is the first block's hash, which tells chains of one id apart.
func (c *Client) Genesis(ctx context.Context) (common.Hash, error) {
	return c.genesisHash(ctx)
}

// Head is the block that reads are pinned to. The error says why there is
// none: names.ErrUnreachable before the first, names.ErrRefused while no
// endpoint is on the configured chain and one is on another.
func (c *Client) Head() (names.Head, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.mismatch != nil:
		return names.Head{}, c.mismatch
	case !c.known:
		return names.Head{}, fmt.Errorf("%w: no head is known yet", names.ErrUnreachable)
	}
	return c.head, nil
}

// Probe checks that an endpoint is on the configured chain, that the registry
// is the configured one, and that calls are answered at the configured depth.
// It leaves the client with a head, but moves none that is there: that is for
// Follow, which tells of it.
func (c *Client) Probe(ctx context.Context) error {
	block, err := c.first(ctx)
	if err != nil {
		return err
	}
	readings, err := c.readAt(ctx, block, []zone.Name{c.origin})
	if errors.Is(err, errBehind) {
		return fmt.Errorf("%w: no endpoint answers calls at %s: it keeps too few states for that depth; use latest, or an archive endpoint", names.ErrRefused, c.options.Head)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", c.origin, err)
	}
	return readings[0].Err
}

// first is the newest block, which becomes the head if there is none.
func (c *Client) first(ctx context.Context) (names.Block, error) {
	c.moving.Lock()
	defer c.moving.Unlock()
	c.mu.Lock()
	known := c.known
	c.mu.Unlock()
	if !known {
		change, err := c.advance(ctx, nil)
		return change.Head.Block, err
	}
	h, err := c.newest(ctx, nil)
	if err != nil {
		return names.Block{}, fmt.Errorf("look for a new head: %w", asUnreachable(err))
	}
	return h.block(), nil
}

// pinned is EIP-1898's way to name a block.
func pinned(hash [32]byte) map[string]any { return map[string]any{"blockHash": common.Hash(hash)} }

// maxRead is how many names one call may ask for.
const maxRead = 64

// Read reads the words and images of names at the head's block in one call.
// The i-th reading is the i-th name's. That a name does not exist is a
// reading, never an error. An image that is not its word's is that reading's
// Err.
func (c *Client) Read(ctx context.Context, list []zone.Name) ([]names.Reading, error) {
	if len(list) == 0 || len(list) > maxRead {
		return nil, fmt.Errorf("read %d names: 1 to %d can be read at a time", len(list), maxRead)
	}
	head, err := c.Head()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", list[0], err)
	}
	readings, err := c.readAt(ctx, head.Block, list)
	if errors.Is(err, errBehind) {
		// The block may have left the chain meanwhile.
		if now, headErr := c.Head(); headErr == nil && now.Hash != head.Hash {
			readings, err = c.readAt(ctx, now.Block, list)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", list[0], err)
	}
	return readings, nil
}

func (c *Client) readAt(ctx context.Context, block names.Block, list []zone.Name) ([]names.Reading, error) {
	nodes := make([][32]byte, len(list))
	for i, name := range list {
		nodes[i] = NodeOf(name)
	}
	data, err := c.registry.TryPackZonesOf(nodes)
	if err != nil {
		return nil, err
	}
	var result hexutil.Bytes
	if err := c.pool.callUpTo(ctx, smallReply+len(list)*nameReply, &result, "eth_call", registryCall{To: c.deployment.Registry, Data: data}, pinned(block.Hash)); err != nil {
		return nil, asUnreachable(err)
	}
	return c.decodeZones(result, nodes, block)
}

// decodeZones reads the result of zonesOf.
func (c *Client) decodeZones(result []byte, nodes [][32]byte, block names.Block) ([]names.Reading, error) {
	if len(result) == 0 {
		return nil, fmt.Errorf("%w: the call returned nothing, as if there were no contract", names.ErrUnreachable)
	}
	out, err := c.registry.UnpackZonesOf(result)
	if err != nil {
		return nil, fmt.Errorf("%w: the reply to zonesOf: %w", names.ErrInvalid, err)
	}
	if len(out.Words) != len(nodes) || len(out.Images) != len(nodes) {
		return nil, fmt.Errorf("%w: the reply to zonesOf has %d words and %d images for %d names", names.ErrInvalid, len(out.Words), len(out.Images), len(nodes))
	}
	readings := make([]names.Reading, len(nodes))
	for i, node := range nodes {
		r := &readings[i]
		r.State = wordOf(out.Words[i]).state(node, block)
		if digestOf(out.Images[i]) != r.Digest {
			r.Err = fmt.Errorf("%w: the image is not the one that the name's word commits to", names.ErrInvalid)
			continue
		}
		if len(out.Images[i]) > 0 {
			r.Image = out.Images[i]
		}
	}
	return readings, nil
}

// asUnreachable gives an error that an endpoint returned for a read its
// place: nothing was found out.
func asUnreachable(err error) error {
	if errors.Is(err, names.ErrUnreachable) || errors.Is(err, names.ErrRefused) || errors.Is(err, names.ErrInvalid) {
		return err
	}
	return &endpointError{err}
}

// endpointError is an endpoint's own error for a call that finds out nothing.
type endpointError struct{ err error }

func (e *endpointError) Error() string {
	return "the endpoint answers with an error: " + strings.TrimSpace(e.err.Error())
}
func (e *endpointError) Is(target error) bool { return target == names.ErrUnreachable }
