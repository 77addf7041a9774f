package chain

import (
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Wallet signs for one account. It is safe for concurrent use.
type Wallet interface {
	Address() common.Address
	// SignTx signs a transaction for the chain with the id, as it is: what
	// comes back differs from tx by its signature only.
	SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error)
	// SignTyped signs EIP-712 data: its hash, and the same as EIP-712's JSON.
	// The signature is 65 bytes: r, s, v (27 or 28).
	SignTyped(ctx context.Context, hash common.Hash, typed json.RawMessage) ([]byte, error)
}

// keyWallet signs with a key in memory.
type keyWallet struct{ key *ecdsa.PrivateKey }

// KeyWallet signs with a key that this process holds.
func KeyWallet(key *ecdsa.PrivateKey) Wallet { return keyWallet{key} }

func (w keyWallet) Address() common.Address { return crypto.PubkeyToAddress(w.key.PublicKey) }

func (w keyWallet) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	return types.SignTx(tx, types.LatestSignerForChainID(chainID), w.key)
}

func (w keyWallet) SignTyped(_ context.Context, hash common.Hash, _ json.RawMessage) ([]byte, error) {
	signature, err := crypto.Sign(hash[:], w.key)
	if err != nil {
		return nil, err
	}
	signature[crypto.RecoveryIDOffset] += 27
	return signature, nil
}

// checkSigned compares what a wallet signed with what it was asked to sign.
func checkSigned(asked, signed *types.Transaction, chainID *big.Int, by common.Address) error {
	signer := types.LatestSignerForChainID(chainID)
	if signer.Hash(asked) != signer.Hash(signed) || signed.ChainId().Cmp(chainID) != 0 { // the hash has the signer's own
		return fmt.Errorf("the signer changed the transaction (asked for nonce %d, %s wei, %d gas): nothing was sent; let it sign as asked", asked.Nonce(), asked.Value(), asked.Gas())
	}
	from, err := types.Sender(signer, signed)
	if err != nil {
		return fmt.Errorf("the signature is not one: %w", err)
	}
	if from != by {
		return fmt.Errorf("the transaction was signed by %s and not by %s: nothing was sent", from, by)
	}
	return nil
}
