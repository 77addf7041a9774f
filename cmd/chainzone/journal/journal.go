// Package journal keeps on disk what a registrant has under way: transactions
// that were signed, and registrations with the secrets that they need. Every
// file is whole or absent, synced before it is relied on, mode 0600, and
// changed by one process at a time.
package journal

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// version is that of the files' format.
const version = 1

// Journal is one account's on one chain.
type Journal struct {
	dir     string
	chain   string // chain id and genesis, in file names
	account common.Address
	seal    *Seal
}

// Open names a journal below dir, which need not exist. The genesis hash keeps
// chains of one id apart, such as the devnets of two days. Without a seal
// nothing secret is read, and what is written is in clear.
func Open(dir string, chainID uint64, genesis common.Hash, account common.Address, seal *Seal) *Journal {
	return &Journal{dir: dir, chain: fmt.Sprintf("%d-%x", chainID, genesis[:4]), account: account, seal: seal}
}

// Seal encrypts what is secret in a journal. A nil Seal does not.
type Seal struct{ aead cipher.AEAD }

// NewSeal derives the seal of a signing key's journal, so that whoever can open
// the key can open the journal, and nobody else.
func NewSeal(key *ecdsa.PrivateKey) (*Seal, error) {
	secret, err := hkdf.Key(sha256.New, crypto.FromECDSA(key), nil, "chainzone journal", 32)
	if err != nil {
		return nil, fmt.Errorf("derive the journal's key: %w", err)
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("derive the journal's key: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("derive the journal's key: %w", err)
	}
	return &Seal{aead}, nil
}

// hidden is a secret in a file: sealed, or in clear without a seal.
type hidden struct {
	Sealed hexutil.Bytes `json:"sealed,omitempty"`
	Clear  hexutil.Bytes `json:"clear,omitempty"`
}

// ErrSealed is a secret that this key does not open.
var ErrSealed = errors.New("another key made it: use that key")

// hide encrypts data; about ties it to its place, so that it is no good elsewhere.
func (s *Seal) hide(data []byte, about string) hidden {
	if s == nil {
		return hidden{Clear: data}
	}
	nonce := make([]byte, s.aead.NonceSize())
	rand.Read(nonce)
	return hidden{Sealed: s.aead.Seal(nonce, nonce, data, []byte(about))}
}

func (s *Seal) reveal(h hidden, about string) ([]byte, error) {
	if len(h.Sealed) == 0 {
		return h.Clear, nil
	}
	if s == nil || len(h.Sealed) < s.aead.NonceSize() {
		return nil, ErrSealed
	}
	n := s.aead.NonceSize()
	data, err := s.aead.Open(nil, h.Sealed[:n], h.Sealed[n:], []byte(about))
	if err != nil {
		return nil, ErrSealed
	}
	return data, nil
}

// read decodes a file, strictly; ok is false where there is none.
func read(path string, v any) (ok bool, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read what is under way: %w", err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return false, unreadable(path)
	}
	return true, nil
}

func unreadable(path string) error {
	return fmt.Errorf("what is under way in %s cannot be read: move the file away to begin anew", path)
}

func write(path string, v any) error {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	if err := WriteSecret(path, append(data, '\n'), true); err != nil {
		return fmt.Errorf("keep what is under way: %w", err)
	}
	return nil
}

// WriteSecret puts data into a file of mode 0600, synced, whole or not at all.
// Without replace an existing file is os.ErrExist.
func WriteSecret(path string, data []byte, replace bool) error {
	return WriteWhole(path, replace, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// WriteWhole is WriteSecret of what write writes.
func WriteWhole(path string, replace bool, write func(io.Writer) error) (err error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+"-") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if removed := os.Remove(f.Name()); !errors.Is(removed, os.ErrNotExist) {
			err = errors.Join(err, removed)
		}
	}()
	if err = write(f); err == nil {
		err = syncFile(f)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if replace {
		err = os.Rename(f.Name(), path)
	} else {
		err = os.Link(f.Name(), path)
	}
	if err != nil {
		return err
	}
	return syncDir(dir)
}

// syncFile is where a test looks on.
var syncFile = (*os.File).Sync

// remove deletes a file for good, if it is there.
func remove(path string) error {
	if err := os.Remove(path); errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("forget what is over: %w", err)
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(syncFile(d), d.Close())
}

// locked runs f while no other process has path's lock. Without wait a lock
// that is taken is ErrBusy.
func (j *Journal) locked(ctx context.Context, path string, wait bool, f func() error) error {
	release, err := Lock(ctx, path+".lock", wait)
	if err != nil {
		return err
	}
	return errors.Join(f(), release())
}
