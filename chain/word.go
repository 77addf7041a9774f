package chain

import (
	"encoding/binary"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/names"
	"chainzone/zone"
)

// NodeOf is a name's ERC-137 namehash.
func NodeOf(name zone.Name) names.Node {
	var pair [64]byte
	for i := name.NumLabels() - 1; i >= 0; i-- {
		label := crypto.Keccak256([]byte(name.Label(i)))
		copy(pair[32:], label)
		copy(pair[:32], crypto.Keccak256(pair[:]))
	}
	return names.Node(pair[:32])
}

// word is a name's storage word: digest (160 bits), expiry (40), serial (32),
// flags (24), from the most significant bit on.
type word [32]byte

func wordOf(n *big.Int) (w word) {
	n.FillBytes(w[:])
	return w
}

// state fills in what the word says, without the image.
func (w word) state(node names.Node, block names.Block) names.State {
	s := names.State{Node: node, Block: block, Serial: binary.BigEndian.Uint32(w[25:29])}
	copy(s.Digest[:], w[:20])
	for _, b := range w[20:25] {
		s.Expiry = s.Expiry<<8 | uint64(b)
	}
	return s
}

// digestOf is the low-order 160 bits of an image's keccak256; zero for none.
func digestOf(image []byte) (digest [20]byte) {
	if len(image) > 0 {
		copy(digest[:], crypto.Keccak256(image)[12:])
	}
	return digest
}

// changes is the registry's changes slot: a running hash (216 bits) of every
// change of every word, and the block time of the last (40 bits).
type changes [32]byte

func (c changes) time() uint64 {
	var t uint64
	for _, b := range c[27:] {
		t = t<<8 | uint64(b)
	}
	return t
}

// fold is the slot's value after one more change, at block time t.
func (c changes) fold(node common.Hash, w word, t uint64) changes {
	var hashed [96]byte
	copy(hashed[5:32], c[:27]) // the 216-bit hash as a 32-byte number
	copy(hashed[32:], node[:])
	copy(hashed[64:], w[:])
	var next changes
	copy(next[:27], crypto.Keccak256(hashed[:]))
	for i := range 5 {
		next[31-i] = byte(t >> (8 * i))
	}
	return next
}
