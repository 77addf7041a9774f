// Package names is the vocabulary between the chain that is read and the
// server that answers: blocks, what a block says of a name, and what changed.
// It holds types only; chain fills them in and resolver reads them.
package names

import (
	"errors"
	"time"
)

// Errors a Source returns. Each is wrapped with the operation that failed;
// callers branch with errors.Is. An error always means "could not find out":
// that a name does not exist is a State, never an error.
var (
	// ErrUnreachable: no endpoint answered in time, or none knows a head yet.
	// DNS clients are told by EDE 22 or 23.
	ErrUnreachable = errors.New("the chain cannot be reached")
	// ErrInvalid: an endpoint answered with data that cannot be true or cannot
	// be read, such as an image that does not hash to its word's digest. EDE 24.
	ErrInvalid = errors.New("the chain's data is not valid")
	// ErrRefused: the configuration and the chain disagree (another chain id,
	// no registry at the address, another code hash). Nothing is read until
	// they agree again, nor served from what was read before. EDE 24; the reason
	// is for the log.
	ErrRefused = errors.New("the chain is not the configured one")
)

// Node is an ERC-137 namehash: the key of a name in its registry.
type Node [32]byte

// Block identifies one block and the time it carries.
type Block struct {
	Number uint64
	Hash   [32]byte
	Time   uint64 // unix seconds
}

// Head is the block that answers are read at.
type Head struct {
	Block
	// Changed is the time in the registry's changes slot: the block time of
	// the last change of any word, unix seconds, 0 if nothing ever changed.
	Changed uint64
	// Confirmed is when an endpoint last said that this block is the head.
	Confirmed time.Time
}

// State is what one block says of one name.
type State struct {
	Node   Node
	Block  Block
	Digest [20]byte // low-order 160 bits of keccak256(Image); zero when there are no records
	Expiry uint64   // unix seconds; the name resolves while block time < Expiry; 0 if never registered
	Serial uint32
	// Image is the zone image (zone.Decode reads it), verified against Digest
	// by whoever filled it in. It is nil when Digest is zero.
	Image []byte
}

// Registered says whether the name was ever registered. A registered name may
// have expired: compare Expiry with the head's time.
func (s State) Registered() bool { return s.Expiry != 0 || s.Serial != 0 || s.Digest != [20]byte{} }

// Reading is one name's part of a read of many.
type Reading struct {
	State
	// Err wraps ErrInvalid when what the chain holds for this one name cannot
	// be used; the other names of the same read are unaffected.
	Err error
}

// Change tells a reader's caches what a new head means for what they hold.
// Rules are applied in the order of the fields.
type Change struct {
	Head Head
	// Reorged: blocks above Common left the chain. What was read at a block
	// above Common is dropped and never served again, not even as stale.
	Reorged bool
	Common  uint64
	// All: it is not known which words changed. Every state, present or
	// absent, is suspect: it is read again when asked for, and may be served
	// as stale only if that read fails.
	All bool
	// Nodes are the names whose words changed since the previous Change.
	// Every other state is exact at Head.
	Nodes []Node
}

// Position is how far a Source has followed its chain: what a later run needs
// to find out what changed since.
type Position struct {
	Head    Head
	Changes [32]byte // the registry's changes slot at that block
	Genesis [32]byte // the first block's hash, which tells chains of one id apart
}
