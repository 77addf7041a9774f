package main

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"chainzone/chain"
	"chainzone/cmd/chainzone/journal"
	"chainzone/zone"
)

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
	want := chain.Request{Name: name, Duration: d, Image: image}
	if text := s.String("owner"); text != "" {
		if want.Owner, err = parseAddress(text); err != nil {
			return err
		}
	}
	signer, err := s.account()
	if err != nil {
		return err
	}
	if want.Owner == (common.Address{}) {
		want.Owner = signer.Address()
	}
	return s.holding(name, func() error { return s.register(signer, want) })
}

// holding runs f while this process alone has the name's registration in hand.
func (s *session) holding(name zone.Name, f func() error) error {
	err := s.journal.Hold(s.ctx, s.client.Deployment().Controller, name.Label(0), f)
	if errors.Is(err, journal.ErrBusy) {
		return failf(exitRefused, "the registration of %s: %w: wait for it, or end it first", name, err)
	}
	return err
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

// register does what is left of a registration.
func (s *session) register(signer *chain.Signer, want chain.Request) error {
	name := want.Name
	r, err := s.client.Name(s.ctx, name)
	if err != nil {
		return err
	}
	kept, err := s.journal.Registration(s.client.Deployment().Controller, name.Label(0))
	if err != nil {
		return err
	}
	if r.Held() && r.Expired() && kept != nil { // it is long over
		if err := s.journal.Finish(s.client.Deployment().Controller, name.Label(0)); err != nil {
			return err
		}
		kept = nil
	}
	if kept == nil && r.Held() {
		return s.heldAlready(signer, r, want)
	}
	request, fresh, err := s.prepare(signer, kept, want)
	if err != nil {
		return err
	}
	return s.finish(signer, request, fresh)
}

// heldAlready ends a registration of a name that somebody has.
func (s *session) heldAlready(signer *chain.Signer, r chain.Registration, want chain.Request) error {
	if r.Owner != signer.Address() && r.Owner != want.Owner {
		return taken(want.Name)
	}
	if r.Expired() {
		return failf(exitRefused, "%s is yours and expired on %s: chainzone name renew %s", want.Name, utc(r.Expiry), want.Name)
	}
	return s.result(map[string]any{"name": want.Name.String(), "owner": r.Owner, "expiry": r.Expiry, "new": false},
		"%s is registered to %s already, until %s", want.Name, r.Owner, utc(r.Expiry))
}

func taken(name zone.Name) error {
	return failf(exitRefused, "%s is taken: choose another name", name)
}

// finish takes a request to its end. A fresh one is not in the journal yet.
func (s *session) finish(signer *chain.Signer, request chain.Request, fresh bool) error {
	name := request.Name
	w, err := s.newWalk(signer, request, fresh)
	if err != nil {
		return err
	}
	if s.Bool("dry-run") {
		return w.dryRun()
	}
	r, err := w.toTheEnd()
	switch {
	case errors.Is(err, context.Canceled):
		return failf(exitInterrupted, "interrupted: %s is not registered yet, and the same command goes on where this one stopped", name)
	case errors.Is(err, errLost):
		return errors.Join(taken(name), w.forget())
	case err != nil:
		return err
	}
	if err := w.forget(); err != nil {
		return err
	}
	return s.result(map[string]any{"name": name.String(), "owner": r.Owner, "expiry": r.Expiry, "new": true},
		"%s is registered to %s until %s", name, r.Owner, utc(r.Expiry))
}

// prepare gives a wanted registration its secret and maximum price: those of the
// journal if it has the same registration, and else fresh ones.
func (s *session) prepare(signer *chain.Signer, kept *journal.Registration, want chain.Request) (request chain.Request, fresh bool, err error) {
	fail := func(err error) (chain.Request, bool, error) { return want, false, err }
	if kept != nil {
		old := requestOf(kept, want.Name)
		same := old.Owner == want.Owner && old.Duration == want.Duration && string(old.Image) == string(want.Image)
		goOn, err := s.mustGoOn(signer, old, same)
		if err != nil || goOn {
			return old, false, err
		}
	}
	if free, err := s.client.Available(s.ctx, want.Name); err != nil {
		return fail(err)
	} else if !free {
		return fail(failf(exitRefused, "%s is taken or reserved: choose another name", want.Name))
	}
	price, err := s.client.Price(s.ctx, want.Name, want.Duration)
	if err != nil {
		return fail(err)
	}
	want.MaxPrice = new(big.Int).Add(price, new(big.Int).Div(price, big.NewInt(20)))
	rand.Read(want.Secret[:])
	return want, true, nil
}

// keep puts a request into the journal, in place of another one for its name.
// It is on disk then.
func (s *session) keep(r chain.Request, commitment [32]byte) error {
	if s.wallet != nil {
		s.warn("the registration's secret is kept in clear (mode 0600), as the signer does not give away a key to encrypt it with")
	}
	return s.journal.Keep(r.Name.Label(0), &journal.Registration{
		Name: r.Name.String(), Controller: s.client.Deployment().Controller, Owner: r.Owner, Seconds: int64(r.Duration.Seconds()),
		Image: r.Image, MaxPrice: (*hexutil.Big)(r.MaxPrice), Commitment: commitment, Begun: time.Now().Unix(), Secret: r.Secret,
	})
}

// mustGoOn says whether the journal's registration is the one to go on with: it
// is what is wanted, for a price that still holds, or its reveal is under way.
func (s *session) mustGoOn(signer *chain.Signer, old chain.Request, same bool) (bool, error) {
	commitment, err := s.client.Commitment(old)
	if err != nil {
		return false, err
	}
	live, err := signer.UnderWay(s.ctx)
	if err != nil {
		return false, err
	}
	standing, err := s.client.Standing(s.ctx, old.Name, commitment)
	if err != nil {
		return false, err
	}
	revealed := standing.Held()
	for _, one := range live {
		revealed = revealed || one.Ref == revealRef(commitment)
	}
	if revealed && !same {
		return false, failf(exitRefused, "another registration of %s is under way, for %s to %s: chainzone name resume %s finishes it", old.Name, chain.Days(old.Duration), old.Owner, short(old.Name))
	}
	if revealed || !same {
		return same, nil
	}
	price, err := s.client.Price(s.ctx, old.Name, old.Duration)
	return err == nil && old.MaxPrice.Cmp(price) >= 0, err
}

func requestOf(r *journal.Registration, name zone.Name) chain.Request {
	return chain.Request{
		Name: name, Owner: r.Owner, Duration: time.Duration(r.Seconds) * time.Second,
		Image: r.Image, MaxPrice: r.MaxPrice.ToInt(), Secret: r.Secret,
	}
}
