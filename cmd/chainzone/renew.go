package main

import (
	"slices"

	"chainzone/chain"
	"chainzone/zone"
)

// renewal is a name and what a renewal makes of its expiry, in unix seconds.
type renewal struct {
	Name   string `json:"name"`
	Expiry uint64 `json:"expiry"`
}

// nameRenew prolongs one name or several, in one transaction.
func nameRenew(s *session) error {
	d, err := parseDuration(s.String("duration"))
	if err != nil {
		return err
	}
	list, err := s.names(chain.MaxRenewals)
	if err != nil {
		return err
	}
	signer, err := s.signer()
	if err != nil {
		return err
	}
	var done []renewal
	for _, name := range list {
		r, err := s.client.Name(s.ctx, name)
		if err != nil {
			return err
		}
		if !r.Registered() {
			return notRegistered(name)
		}
		if !r.Held() {
			return pastGrace(name, r)
		}
		done = append(done, renewal{name.String(), r.Expiry + uint64(d.Seconds())})
	}
	var tx *chain.Tx
	if len(list) == 1 {
		tx, err = signer.Renew(s.ctx, list[0], d)
	} else {
		for _, r := range done {
			s.note("%s until %s", r.Name, utc(r.Expiry))
		}
		tx, err = signer.RenewAll(s.ctx, list, d)
	}
	if err != nil {
		return err
	}
	if err := s.send(signer, tx); err != nil {
		return err
	}
	if len(done) == 1 {
		return s.result(done[0], "%s is renewed until %s", done[0].Name, utc(done[0].Expiry))
	}
	if s.Bool("json") {
		return s.result(map[string]any{"names": done}, "")
	}
	for _, r := range done {
		if err := s.result(r, "%s is renewed until %s", r.Name, utc(r.Expiry)); err != nil {
			return err
		}
	}
	return nil
}

// names opens the chain and reads every argument as a different name of it.
func (s *session) names(most int) ([]zone.Name, error) {
	if err := s.count(1, most); err != nil {
		return nil, err
	}
	if err := s.open(); err != nil {
		return nil, err
	}
	var list []zone.Name
	for _, word := range s.Args().Slice() {
		name, err := parseName(s.client.Origin(), word)
		if err != nil {
			return nil, err
		}
		if slices.Contains(list, name) {
			return nil, usagef("%s is given twice: name each once", name)
		}
		s.showUnicode(name)
		list = append(list, name)
	}
	return list, nil
}
