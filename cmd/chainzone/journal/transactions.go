package journal

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"chainzone/chain"
)

// Transaction is what can be told of a signed transaction without its key.
type Transaction struct {
	Ref   string      `json:"ref,omitempty"`
	What  string      `json:"what"`
	Nonce uint64      `json:"nonce"`
	Hash  common.Hash `json:"hash"`
	At    int64       `json:"at"` // unix seconds
	// Raw is the signed transaction: that of a reveal holds its secret.
	Raw hidden `json:"raw"`
}

type transactionFile struct {
	Version int            `json:"version"`
	Account common.Address `json:"account"`
	Sent    []Transaction  `json:"sent"`
}

func (j *Journal) transactions() string {
	return filepath.Join(j.dir, "transactions", fmt.Sprintf("%s-%x.json", j.chain, j.account))
}

// Transactions lists what the account has under way, in the order of signing.
func (j *Journal) Transactions() ([]Transaction, error) {
	var file transactionFile
	path := j.transactions()
	ok, err := read(path, &file)
	if err != nil || !ok {
		return nil, err
	}
	if file.Version != version {
		return nil, unreadable(path)
	}
	return file.Sent, nil
}

// Update implements chain.Outbox.
func (j *Journal) Update(ctx context.Context, change func([]chain.Sent) ([]chain.Sent, error)) error {
	path := j.transactions()
	return j.locked(ctx, path, true, func() error {
		kept, err := j.Transactions()
		if err != nil {
			return err
		}
		before := make([]chain.Sent, len(kept))
		hiddenOf := map[common.Hash]hidden{}
		for i, one := range kept {
			raw, err := j.seal.reveal(one.Raw, one.Hash.Hex())
			if err != nil {
				return fmt.Errorf("read transaction %s under way in %s: %w", one.Hash, path, err)
			}
			tx := new(types.Transaction)
			if err := tx.UnmarshalBinary(raw); err != nil || tx.Hash() != one.Hash || tx.Nonce() != one.Nonce {
				return unreadable(path)
			}
			before[i] = chain.Sent{Ref: one.Ref, What: one.What, Tx: tx, At: time.Unix(one.At, 0)}
			hiddenOf[one.Hash] = one.Raw
		}
		after, err := change(before)
		if err != nil {
			return err
		}
		if len(after) == 0 {
			return remove(path)
		}
		file := transactionFile{Version: version, Account: j.account}
		changed := len(after) != len(kept)
		for i, one := range after {
			hash := one.Tx.Hash()
			raw, known := hiddenOf[hash]
			if !known {
				data, err := one.Tx.MarshalBinary()
				if err != nil {
					return err
				}
				raw = j.seal.hide(data, hash.Hex())
			}
			changed = changed || hash != kept[i].Hash
			file.Sent = append(file.Sent, Transaction{Ref: one.Ref, What: one.What, Nonce: one.Tx.Nonce(), Hash: hash, At: one.At.Unix(), Raw: raw})
		}
		if !changed {
			return nil
		}
		return write(path, file)
	})
}

// Account is one account's transactions under way.
type Account struct {
	Address common.Address
	Sent    []Transaction
}

// Accounts lists what every account has under way on the journal's chain,
// without secrets.
func (j *Journal) Accounts() ([]Account, error) {
	paths, err := filepath.Glob(filepath.Join(j.dir, "transactions", j.chain+"-*.json"))
	if err != nil {
		return nil, err
	}
	var list []Account
	for _, path := range paths {
		var file transactionFile
		ok, err := read(path, &file)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		if file.Version != version {
			return nil, unreadable(path)
		}
		list = append(list, Account{Address: file.Account, Sent: file.Sent})
	}
	return list, nil
}
