package journal

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Registration is a registration under way. Without its secret a commitment is
// worthless.
type Registration struct {
	Version    int            `json:"version"`
	Name       string         `json:"name"`
	Controller common.Address `json:"controller"`
	Payer      common.Address `json:"payer"`
	Owner      common.Address `json:"owner"`
	Seconds    int64          `json:"seconds"`
	Image      hexutil.Bytes  `json:"image"`
	MaxPrice   *hexutil.Big   `json:"maxPrice"`
	Commitment common.Hash    `json:"commitment"`
	Begun      int64          `json:"begun"` // unix seconds
	Hidden     hidden         `json:"secret"`

	Secret common.Hash `json:"-"`
}

func (j *Journal) registration(controller common.Address, label string) string {
	return filepath.Join(j.dir, "registrations", fmt.Sprintf("%s-%x-%x-%s.json", j.chain, controller, j.account, label))
}

// Hold runs f while no other process has the label's registration in hand;
// ErrBusy if one has.
func (j *Journal) Hold(ctx context.Context, controller common.Address, label string, f func() error) error {
	return j.locked(ctx, j.registration(controller, label), false, f)
}

// Registration reads what is under way for a label, nil if nothing is.
func (j *Journal) Registration(controller common.Address, label string) (*Registration, error) {
	path := j.registration(controller, label)
	r := new(Registration)
	ok, err := read(path, r)
	if err != nil || !ok {
		return nil, err
	}
	if r.Version != version || r.MaxPrice == nil {
		return nil, unreadable(path)
	}
	secret, err := j.seal.reveal(r.Hidden, r.Commitment.Hex())
	if err != nil {
		return nil, fmt.Errorf("read the registration under way in %s: %w", path, err)
	}
	r.Secret = common.BytesToHash(secret)
	return r, nil
}

// Keep writes a registration before its commitment is sent.
func (j *Journal) Keep(label string, r *Registration) error {
	r.Version, r.Payer = version, j.account
	r.Hidden = j.seal.hide(r.Secret[:], r.Commitment.Hex())
	return write(j.registration(r.Controller, label), r)
}

// Finish forgets a registration that is over.
func (j *Journal) Finish(controller common.Address, label string) error {
	return remove(j.registration(controller, label))
}

// Pending lists what any account has under way on the journal's chain, without
// secrets.
func (j *Journal) Pending(controller common.Address) ([]*Registration, error) {
	paths, err := filepath.Glob(filepath.Join(j.dir, "registrations", fmt.Sprintf("%s-%x-*.json", j.chain, controller)))
	if err != nil {
		return nil, err
	}
	var list []*Registration
	for _, path := range paths {
		if strings.HasPrefix(filepath.Base(path), ".") {
			continue
		}
		r := new(Registration)
		if ok, err := read(path, r); err != nil {
			return nil, err
		} else if !ok {
			continue
		}
		if r.Version != version || r.MaxPrice == nil {
			return nil, unreadable(path)
		}
		list = append(list, r)
	}
	return list, nil
}
