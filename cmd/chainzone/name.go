package main

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
	"chainzone/zone"
)

func nameAvailable(s *session) error {
	name, err := s.name(1, 1)
	if err != nil {
		return err
	}
	free, err := s.client.Available(s.ctx, name)
	if err != nil {
		return err
	}
	text := "%s is available"
	if !free {
		text = "%s is not available"
	}
	if err := s.result(map[string]any{"name": name.String(), "available": free}, text, name); err != nil {
		return err
	}
	if !free {
		return failf(exitRefused, "%s is taken or reserved: choose another name", name)
	}
	return nil
}

func namePrice(s *session) error {
	d, err := parseDuration(s.String("duration"))
	if err != nil {
		return err
	}
	name, err := s.name(1, 1)
	if err != nil {
		return err
	}
	r, err := s.client.Name(s.ctx, name)
	if err != nil {
		return err
	}
	if r.Held() {
		price, err := s.client.RenewalPrice(s.ctx, name, d)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"name": name.String(), "seconds": int64(d.Seconds()), "wei": price.String(), "renewal": true},
			"%s ether for a renewal by %s", chain.Ether(price), s.String("duration"))
	}
	price, err := s.client.Price(s.ctx, name, d)
	if err != nil {
		return err
	}
	premiums, err := s.client.Premiums(s.ctx, name, r)
	if err != nil {
		return err
	}
	lines := []string{fmt.Sprintf("%s ether for %s", chain.Ether(price), s.String("duration"))}
	if len(premiums) > 0 {
		lines = append(lines, fmt.Sprintf("of it, %s ether are a premium, since the name lapsed lately; it will be", chain.Ether(premiums[0].Wei)))
		for _, p := range premiums[1:] {
			lines = append(lines, fmt.Sprintf("%24s ether on %s", chain.Ether(p.Wei), utc(p.Time)))
		}
	}
	return s.result(map[string]any{"name": name.String(), "seconds": int64(d.Seconds()), "wei": price.String(), "renewal": false, "premiums": append([]chain.Premium{}, premiums...)},
		"%s", strings.Join(lines, "\n"))
}

func nameShow(s *session) error {
	name, err := s.name(1, 1)
	if err != nil {
		return err
	}
	r, err := s.client.Name(s.ctx, name)
	if err != nil {
		return err
	}
	if !r.Registered() {
		return notRegistered(name)
	}
	manager := "none"
	if r.Manager != (common.Address{}) {
		manager = r.Manager.String()
	}
	owner := "nobody"
	if r.Owner != (common.Address{}) {
		owner = r.Owner.String()
	}
	state := "registered"
	switch {
	case !r.Held():
		state = "free again"
	case r.Expired():
		state = "in grace"
	}
	return s.result(map[string]any{
		"name": name.String(), "unicode": inUnicode(name), "state": state, "expiry": r.Expiry, "owner": r.Owner, "manager": r.Manager,
		"serial": r.Serial, "zoneBytes": len(r.Image), "block": r.Block.Number,
	}, "name     %s\nstate    %s\nexpiry   %s\nowner    %s\nmanager  %s\nserial   %d\nzone     %d bytes",
		bothForms(name), state, utc(r.Expiry), owner, manager, r.Serial, len(r.Image))
}

func notRegistered(name zone.Name) error {
	return failf(exitNotRegistered, "%s is not registered: register it with chainzone name register %s", name, short(name))
}

// held reads a name that must be registered and not expired.
func (s *session) held(name zone.Name) (chain.Registration, error) {
	r, err := s.client.Name(s.ctx, name)
	switch {
	case err != nil:
		return r, err
	case !r.Registered():
		return r, notRegistered(name)
	case r.Expired() && r.Held():
		return r, failf(exitRefused, "%s expired on %s: renew it first with chainzone name renew %s", name, utc(r.Expiry), short(name))
	case r.Expired():
		return r, pastGrace(name, r)
	}
	return r, nil
}

func pastGrace(name zone.Name, r chain.Registration) error {
	return failf(exitRefused, "%s expired on %s and is past its grace, so anybody may have it: register it anew with chainzone name register %s", name, utc(r.Expiry), short(name))
}

// parseAddress reads an account; mixed case must be a right EIP-55 checksum.
func parseAddress(text string) (common.Address, error) {
	a, err := common.NewMixedcaseAddressFromString(text)
	if err != nil || a.Address() == (common.Address{}) {
		return common.Address{}, usagef("the address %q is not one: give 0x and 40 hex digits, not all zero", text)
	}
	digits := text[2:]
	if digits != strings.ToLower(digits) && digits != strings.ToUpper(digits) && !a.ValidChecksum() {
		return common.Address{}, usagef("the address %q has a wrong checksum: copy it again", text)
	}
	return a.Address(), nil
}
