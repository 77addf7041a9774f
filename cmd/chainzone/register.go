package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/chain"
	"chainzone/zone"
)

// journal is a registration under way, on disk before its commitment is sent:
// without the secret a commitment is worthless.
type journal struct {
	Version  int            `json:"version"`
	Name     string         `json:"name"`
	Owner    common.Address `json:"owner"`
	Seconds  int64          `json:"seconds"`
	Image    hexutil.Bytes  `json:"image"`
	MaxPrice *hexutil.Big   `json:"maxPrice"`
	Secret   common.Hash    `json:"secret"`
}

// nameRegister commits, waits and reveals, from wherever an earlier run of the
// same command was stopped.
func nameRegister(s *session) error {
	d, err := parseDuration(s.String("duration"))
	if err != nil {
		return err
	}
	if d < chain.MinDuration {
		return usagef("the duration %s is too short: names are registered for at least 28d", s.String("duration"))
	}
	name, err := s.name(1, 1)
	if err != nil {
		return err
	}
	if _, err := toUnicode(name.Label(0)); err != nil {
		return usagef("%w: nobody could type it", err)
	}
	image, err := s.firstZone(name)
	if err != nil {
		return err
	}
	signer, err := s.signer()
	if err != nil {
		return err
	}
	want := chain.Request{Name: name, Owner: signer.Address(), Duration: d, Image: image}
	if text := s.String("owner"); text != "" {
		if want.Owner, err = parseAddress(text); err != nil {
			return err
		}
	}
	path, err := s.journalPath(name)
	if err != nil {
		return err
	}
	r, err := s.client.Name(s.ctx, name)
	if err != nil {
		return err
	}
	if r.Held() {
		if r.Owner != signer.Address() && r.Owner != want.Owner {
			return failf(exitRefused, "%s is taken: choose another name", name)
		}
		if err := forget(path); err != nil {
			return err
		}
		if r.Expired() {
			return failf(exitRefused, "%s is yours and expired on %s: chainzone name renew %s", name, utc(r.Expiry), name)
		}
		return s.result(map[string]any{"name": name.String(), "owner": r.Owner, "expiry": r.Expiry, "new": false},
			"%s is registered to %s already, until %s", name, r.Owner, utc(r.Expiry))
	}
	if free, err := s.client.Available(s.ctx, name); err != nil {
		return err
	} else if !free {
		return failf(exitRefused, "%s is taken or reserved: choose another name", name)
	}
	request, err := s.prepare(path, want)
	if err != nil {
		return err
	}
	if err := s.commitAndReveal(signer, request); errors.Is(err, context.Canceled) {
		return failf(exitInterrupted, "interrupted: %s is not registered yet, and the same command goes on where this one stopped", name)
	} else if err != nil {
		return err
	}
	if err := forget(path); err != nil {
		return err
	}
	if r, err = s.client.Name(s.ctx, name); err != nil {
		return err
	}
	return s.result(map[string]any{"name": name.String(), "owner": r.Owner, "expiry": r.Expiry, "new": true},
		"%s is registered to %s until %s", name, r.Owner, utc(r.Expiry))
}

// firstZone is the image of --zone, nil without it.
func (s *session) firstZone(name zone.Name) ([]byte, error) {
	path := s.String("zone")
	if path == "" {
		return nil, nil
	}
	z, err := s.zoneFile(name, path)
	if err != nil {
		return nil, err
	}
	for _, w := range z.Warnings() {
		s.warn("%s", w)
	}
	s.noteForEver()
	return z.Image(), nil
}

// prepare gives a wanted registration its secret and maximum price, those of
// the journal if it has the same registration. The journal is on disk then.
func (s *session) prepare(path string, want chain.Request) (chain.Request, error) {
	price, err := s.client.Price(s.ctx, want.Name, want.Duration)
	if err != nil {
		return want, err
	}
	old, err := readJournal(path)
	if err != nil {
		return want, err
	}
	if old != nil && old.Owner == want.Owner && old.Seconds == int64(want.Duration.Seconds()) &&
		string(old.Image) == string(want.Image) && old.MaxPrice.ToInt().Cmp(price) >= 0 {
		want.MaxPrice, want.Secret = old.MaxPrice.ToInt(), old.Secret
		return want, nil
	}
	want.MaxPrice = new(big.Int).Add(price, new(big.Int).Div(price, big.NewInt(20)))
	rand.Read(want.Secret[:])
	data, err := json.Marshal(journal{
		Version: 1, Name: want.Name.String(), Owner: want.Owner, Seconds: int64(want.Duration.Seconds()),
		Image: want.Image, MaxPrice: (*hexutil.Big)(want.MaxPrice), Secret: want.Secret,
	})
	if err != nil {
		return want, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return want, fmt.Errorf("keep the registration's secret: %w", err)
	}
	if err := writeSecret(path, data, true); err != nil {
		return want, fmt.Errorf("keep the registration's secret: %w", err)
	}
	return want, nil
}

func (s *session) commitAndReveal(signer *chain.Signer, request chain.Request) error {
	if err := s.commitAndWait(signer, request); err != nil {
		return err
	}
	tx, err := signer.Reveal(s.ctx, request)
	if err != nil {
		return err
	}
	s.progress("[3/3] reveal %s: waiting for a block", request.Name)
	if _, err = signer.Send(s.ctx, tx); err == nil {
		s.note("[3/3] revealed")
	}
	return err
}

const (
	commitments = 3           // sent in one run: a reorganisation can take one away
	commitPoll  = time.Second // between looks at the chain's clock
)

// commitAndWait returns when the request can be revealed.
func (s *session) commitAndWait(signer *chain.Signer, request chain.Request) error {
	told := false
	for sent := 0; ; {
		at, from, until, now, err := s.client.Committed(s.ctx, request)
		if err != nil {
			return err
		}
		if at.IsZero() || !now.Before(until) {
			if sent == commitments {
				return failf(exitRefused, "the commitment for %s does not stay on the chain: try again later", request.Name)
			}
			tx, err := signer.Commit(s.ctx, request)
			if err != nil {
				return err
			}
			if sent == 0 {
				fees := new(big.Int).Add(tx.MaxFee(), request.RevealFee(tx))
				if err := signer.CanPay(s.ctx, new(big.Int).Add(fees, request.MaxPrice)); err != nil {
					return fmt.Errorf("register %s: %w", request.Name, err)
				}
				s.show(fmt.Sprintf("register %s for %s", request.Name, s.String("duration")), request.MaxPrice, fees)
				if err := s.confirm(); err != nil {
					return err
				}
			}
			sent++
			s.progress("[1/3] commit to %s: waiting for a block", request.Name)
			if _, err := signer.Send(s.ctx, tx); err != nil {
				return err
			}
			continue
		}
		if sent > 0 && !told {
			s.note("[1/3] committed")
			told = true
		}
		if !now.Before(from) {
			return nil
		}
		s.progress("[2/3] wait %v until it can be revealed (Ctrl-C, and the same command later goes on from here)", from.Sub(now))
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case <-time.After(commitPoll):
		}
	}
}

// journalPath is where a name's registration is kept while under way.
func (s *session) journalPath(name zone.Name) (string, error) {
	dir := s.String("state-dir")
	if dir == "" {
		base := os.Getenv("XDG_STATE_HOME")
		if !filepath.IsAbs(base) {
			home, err := os.UserHomeDir()
			if err != nil {
				return "", failf(exitRefused, "there is no home directory to keep the registration in: give --state-dir DIR")
			}
			base = filepath.Join(home, ".local", "state")
		}
		dir = filepath.Join(base, "chainzone")
	}
	d := s.client.Deployment()
	return filepath.Join(dir, "registrations", fmt.Sprintf("%d-%s-%s.json", d.ChainID, hex.EncodeToString(d.Controller[:]), name.Label(0))), nil
}

// readJournal is nil where there is none.
func readJournal(path string) (*journal, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the registration under way: %w", err)
	}
	j := new(journal)
	if err := json.Unmarshal(data, j); err != nil || j.Version != 1 || j.MaxPrice == nil {
		return nil, failf(exitRefused, "the registration under way in %s cannot be read: move the file away to begin anew", path)
	}
	return j, nil
}

func forget(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("forget the finished registration: %w", err)
	}
	return nil
}
