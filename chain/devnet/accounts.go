package devnet

import (
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Mnemonic is the well-known one of test chains. Everybody has its keys.
const Mnemonic = "test test test test test test test test test test test junk"

// accountCount is how many of the mnemonic's accounts have money.
const accountCount = 10

// Account is one of the devnet's funded accounts.
type Account struct {
	Address common.Address
	Key     *ecdsa.PrivateKey
}

// Accounts are those of every devnet.
func Accounts() ([]Account, error) { return deriveAccounts(accountCount) }

// deriveAccounts derives m/44'/60'/0'/0/i: the seed of BIP-39 and the keys of BIP-32.
func deriveAccounts(n int) ([]Account, error) {
	seed, err := pbkdf2.Key(sha512.New, Mnemonic, []byte("mnemonic"), 2048, 64)
	if err != nil {
		return nil, fmt.Errorf("derive the accounts: %w", err)
	}
	node := extendedKey(hmacOf([]byte("Bitcoin seed"), seed))
	const hardened = 1 << 31
	for _, index := range []uint32{44 + hardened, 60 + hardened, hardened, 0} {
		if node, err = node.child(index); err != nil {
			return nil, err
		}
	}
	list := make([]Account, n)
	for i := range list {
		leaf, err := node.child(uint32(i))
		if err != nil {
			return nil, err
		}
		key, err := crypto.ToECDSA(leaf[:32])
		if err != nil {
			return nil, fmt.Errorf("derive account %d: %w", i, err)
		}
		list[i] = Account{crypto.PubkeyToAddress(key.PublicKey), key}
	}
	return list, nil
}

// extendedKey is a private key (32 bytes) and its chain code (32 bytes).
type extendedKey [64]byte

func hmacOf(key, data []byte) (sum [64]byte) {
	mac := hmac.New(sha512.New, key)
	mac.Write(data)
	copy(sum[:], mac.Sum(nil))
	return sum
}

// child is BIP-32's CKDpriv; indexes from 2^31 on are hardened.
func (k extendedKey) child(index uint32) (extendedKey, error) {
	var data []byte
	if index >= 1<<31 {
		data = append([]byte{0}, k[:32]...)
	} else {
		parent, err := crypto.ToECDSA(k[:32])
		if err != nil {
			return k, fmt.Errorf("derive a key: %w", err)
		}
		data = crypto.CompressPubkey(&parent.PublicKey)
	}
	derived := extendedKey(hmacOf(k[32:], binary.BigEndian.AppendUint32(data, index)))
	sum := new(big.Int).Add(new(big.Int).SetBytes(derived[:32]), new(big.Int).SetBytes(k[:32]))
	sum.Mod(sum, crypto.S256().Params().N).FillBytes(derived[:32])
	return derived, nil
}
