package journal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/chain"
)

func newSeal(t *testing.T) *Seal {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	seal, err := NewSeal(key)
	if err != nil {
		t.Fatal(err)
	}
	return seal
}

func everything(t *testing.T, dir string) (all []byte) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all = append(all, data...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestRegistrationKept: a registration comes back as it was kept, by its key
// only, and its secret is nowhere in the files.
func TestRegistrationKept(t *testing.T) {
	dir := t.TempDir()
	seal := newSeal(t)
	account, controller := common.Address{1}, common.Address{2}
	j := Open(dir, 5, common.Hash{9}, account, seal)
	secret := common.HexToHash("0x3131313131313131313131313131313131313131313131313131313131313131")
	kept := &Registration{
		Name: "alice.chain.", Controller: controller, Owner: common.Address{3}, Seconds: 60, Image: []byte{1, 2},
		MaxPrice: (*hexutil.Big)(big.NewInt(7)), Commitment: common.Hash{4}, Begun: 8, Secret: secret,
	}
	err := j.Hold(t.Context(), controller, "alice", func() error {
		if err := j.Hold(t.Context(), controller, "alice", func() error { return nil }); !errors.Is(err, ErrBusy) {
			t.Errorf("a second holder: %v", err)
		}
		return j.Keep("alice", kept)
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := j.Registration(controller, "alice")
	if err != nil || got.Secret != secret || got.Owner != kept.Owner || got.MaxPrice.ToInt().Int64() != 7 || got.Payer != account {
		t.Errorf("%+v, %v", got, err)
	}
	if data := everything(t, dir); bytes.Contains(data, secret[:]) || strings.Contains(string(data), strings.Repeat("31", 32)) {
		t.Errorf("the secret is in %s", data)
	}
	for _, other := range []*Seal{newSeal(t), nil} {
		if _, err := Open(dir, 5, common.Hash{9}, account, other).Registration(controller, "alice"); !errors.Is(err, ErrSealed) {
			t.Errorf("another key: %v", err)
		}
	}
	for what, elsewhere := range map[string]*Journal{
		"another chain": Open(dir, 5, common.Hash{8}, account, seal), "another account": Open(dir, 5, common.Hash{9}, common.Address{7}, seal),
	} {
		if r, err := elsewhere.Registration(controller, "alice"); r != nil || err != nil {
			t.Errorf("%s: %+v, %v", what, r, err)
		}
	}
	all, err := Open(dir, 5, common.Hash{9}, common.Address{}, nil).Pending(controller)
	if err != nil || len(all) != 1 || all[0].Secret != (common.Hash{}) {
		t.Errorf("pending: %+v, %v", all, err)
	}
	if err := j.Finish(controller, "alice"); err != nil {
		t.Fatal(err)
	}
	if data := everything(t, dir); len(data) != 0 {
		t.Errorf("it left %s", data)
	}
}

// TestSecretMovedElsewhere: a sealed secret is good in its own place only.
func TestSecretMovedElsewhere(t *testing.T) {
	seal := newSeal(t)
	h := seal.hide([]byte("secret"), "here")
	if data, err := seal.reveal(h, "here"); err != nil || string(data) != "secret" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := seal.reveal(h, "there"); !errors.Is(err, ErrSealed) {
		t.Errorf("elsewhere: %v", err)
	}
	for i := range h.Sealed {
		changed := hidden{Sealed: bytes.Clone(h.Sealed)}
		changed.Sealed[i] ^= 1
		if _, err := seal.reveal(changed, "here"); !errors.Is(err, ErrSealed) {
			t.Errorf("byte %d changed: %v", i, err)
		}
	}
}

// TestUpdates: many processes' changes of one account come one after the other,
// each on what the last one left.
func TestUpdates(t *testing.T) {
	dir := t.TempDir()
	seal := newSeal(t)
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	const writers, each = 8, 10
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			j := Open(dir, 5, common.Hash{9}, common.Address{1}, seal)
			for range each {
				err := j.Update(context.Background(), func(list []chain.Sent) ([]chain.Sent, error) {
					tx, err := types.SignNewTx(key, types.LatestSignerForChainID(big.NewInt(5)), &types.DynamicFeeTx{ChainID: big.NewInt(5), Nonce: uint64(len(list)), Gas: 21000})
					return append(list, chain.Sent{What: fmt.Sprint(len(list)), Tx: tx, At: time.Unix(1, 0)}), err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	j := Open(dir, 5, common.Hash{9}, common.Address{1}, seal)
	kept, err := j.Transactions()
	if err != nil || len(kept) != writers*each {
		t.Fatalf("%d transactions, %v", len(kept), err)
	}
	for i, one := range kept {
		if one.Nonce != uint64(i) {
			t.Errorf("transaction %d has nonce %d", i, one.Nonce)
		}
	}
	failure := errors.New("no")
	err = j.Update(t.Context(), func([]chain.Sent) ([]chain.Sent, error) { return nil, failure })
	if again, _ := j.Transactions(); !errors.Is(err, failure) || len(again) != len(kept) {
		t.Errorf("a change that failed: %v, %d transactions", err, len(again))
	}
	accounts, err := Open(dir, 5, common.Hash{9}, common.Address{}, nil).Accounts()
	if err != nil || len(accounts) != 1 || accounts[0].Address != (common.Address{1}) || len(accounts[0].Sent) != len(kept) {
		t.Errorf("accounts: %d, %v", len(accounts), err)
	}
	if err := j.Update(t.Context(), func([]chain.Sent) ([]chain.Sent, error) { return nil, nil }); err != nil {
		t.Fatal(err)
	}
	if data := everything(t, dir); len(data) != 0 {
		t.Errorf("it left %s", data)
	}
}

// TestUnreadable: a file that is no journal is said to be none, with its path.
func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	j := Open(dir, 5, common.Hash{9}, common.Address{1}, nil)
	for _, path := range []string{j.transactions(), j.registration(common.Address{}, "alice")} {
		for _, text := range []string{"", "{", `{"version":2}`} {
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err1 := j.Transactions()
			_, err2 := j.Registration(common.Address{}, "alice")
			if err := errors.Join(err1, err2); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "move the file away") {
				t.Errorf("%q: %v", text, err)
			}
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestF19Synced (F19): a file of the journal is on the disk before it takes the
// place of the old one, and the folder's entry is before anything relies on it.
// Nothing is seen of a file that could not be synced.
func TestF19Synced(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	var synced []string
	var failure error
	syncFile = func(f *os.File) error {
		there, _ := os.ReadFile(path)
		what := "file"
		if f.Name() == dir {
			what = "folder"
		} else if text, err := os.ReadFile(f.Name()); err != nil || !strings.HasPrefix(string(text), "new") {
			t.Errorf("%s is synced with %q, %v", f.Name(), text, err)
		}
		synced = append(synced, what+" at "+string(there))
		return errors.Join(failure, f.Sync())
	}
	defer func() { syncFile = (*os.File).Sync }()
	for i, want := range [][]string{{"file at ", "folder at new0"}, {"file at new0", "folder at new1"}} {
		synced = nil
		if err := WriteSecret(path, fmt.Appendf(nil, "new%d", i), true); err != nil || !slices.Equal(synced, want) {
			t.Errorf("write %d: %q, %v, want %q", i, synced, err, want)
		}
	}
	failure = errors.New("the disk is full")
	if err := WriteSecret(path, []byte("new2"), true); !errors.Is(err, failure) {
		t.Errorf("a sync that fails: %v", err)
	}
	if data := everything(t, dir); string(data) != "new1" {
		t.Errorf("after it: %q", data)
	}
	failure, synced = nil, nil
	if err := remove(path); err != nil || !slices.Equal(synced, []string{"folder at "}) {
		t.Errorf("a removal: %q, %v", synced, err)
	}
}
