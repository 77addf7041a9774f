package chain

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
)

// Sent is a signed transaction that may be on its way. Several with one nonce
// are attempts at the same: a block takes one of them.
type Sent struct {
	Ref  string // the step that it is; a step is never signed twice while one can be mined. "" for none
	What string // what it does, for a person
	Tx   *types.Transaction
	At   time.Time // when it was signed
}

// Outbox keeps what an account has under way on one chain, so that after a
// crash nothing is signed twice.
type Outbox interface {
	// Update calls change with what is under way, and keeps what it returns:
	// it is on stable storage before Update returns. One Update of an account
	// runs at a time, in all processes. An error of change keeps the old list
	// and is returned.
	Update(ctx context.Context, change func([]Sent) ([]Sent, error)) error
}

// memory is an Outbox that ends with the process.
type memory struct {
	mu   sync.Mutex
	list []Sent
}

func (m *memory) Update(_ context.Context, change func([]Sent) ([]Sent, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	list, err := change(slices.Clone(m.list))
	if err == nil {
		m.list = list
	}
	return err
}

// consumedFor is how long a step's transaction is kept after its nonce was used.
const consumedFor = 7 * 24 * time.Hour

// UnderWay is what of the account can still be mined, by nonce, the newest
// attempt of a nonce last.
func (s *Signer) UnderWay(ctx context.Context) ([]Sent, error) {
	next, err := s.count(ctx, "latest")
	if err != nil {
		return nil, err
	}
	var live []Sent
	err = s.outbox.Update(ctx, func(list []Sent) ([]Sent, error) {
		list = s.prune(list, next)
		for _, one := range list {
			if one.Tx.Nonce() >= next {
				live = append(live, one)
			}
		}
		return list, nil
	})
	slices.SortStableFunc(live, func(a, b Sent) int { return int(a.Tx.Nonce()) - int(b.Tx.Nonce()) })
	return live, err
}

// prune drops what is over: next is the account's next nonce. The transactions
// of steps stay until Forget, as a reorganisation can bring them back.
func (s *Signer) prune(list []Sent, next uint64) []Sent {
	return slices.DeleteFunc(list, func(one Sent) bool {
		return one.Tx.Nonce() < next && (one.Ref == "" || s.c.options.Clock().Sub(one.At) > consumedFor)
	})
}

// Forget drops the transactions of steps that are over.
func (s *Signer) Forget(ctx context.Context, refs ...string) error {
	err := s.outbox.Update(ctx, func(list []Sent) ([]Sent, error) {
		return slices.DeleteFunc(list, func(one Sent) bool { return slices.Contains(refs, one.Ref) }), nil
	})
	if err != nil {
		return fmt.Errorf("forget what is over: %w", err)
	}
	return nil
}

// kept are the transactions that are kept and are wanted, oldest first.
func (s *Signer) kept(ctx context.Context, wanted func(Sent) bool) (found []Sent, err error) {
	err = s.outbox.Update(ctx, func(list []Sent) ([]Sent, error) {
		for _, one := range list {
			if wanted(one) {
				found = append(found, one)
			}
		}
		return list, nil
	})
	return found, err
}
