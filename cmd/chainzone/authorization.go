package main

import (
	"bytes"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/zone"
)

func deadlineFlags() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{Name: "deadline", Value: "24h", Usage: "`TIME` from now until which it can be relayed, such as 1h or 7d"}}
}

// authorization is a signed change, as a file.
type authorization struct {
	change
	Deadline  int64          `json:"deadline"` // unix seconds
	Signer    common.Address `json:"signer"`
	Signature hexutil.Bytes  `json:"signature"`
}

// zoneSign signs a zone that somebody else may publish and pay for.
func zoneSign(s *session) error {
	valid, err := parseDuration(s.String("deadline"))
	if err != nil {
		return err
	}
	name, err := s.name(3, 3)
	if err != nil {
		return err
	}
	after, err := s.zoneFile(name, s.Args().Get(1))
	if err != nil {
		return err
	}
	wallet, _, err := s.openWallet()
	if err != nil {
		return err
	}
	account := wallet.Address()
	before, err := s.published(name, true)
	if err != nil {
		return err
	}
	if err := s.mayChange(before, account); err != nil {
		return err
	}
	for _, w := range after.Warnings() {
		s.warn("%s", w)
	}
	a := authorization{change: s.changeOf(before, after), Signer: account}
	a.Deadline = int64(before.Block.Time) + int64(valid/time.Second)
	signed, err := s.client.Authorize(s.ctx, wallet, a.of(name))
	if err != nil {
		return err
	}
	a.Signature = signed.Signature
	path := s.Args().Get(2)
	if err := writeJSON(path, a); err != nil {
		return failf(exitRefused, "write the authorisation: %w", err)
	}
	return s.result(a, "%s: who relays it before %s publishes %d bytes as the zone of %s", path, utc(uint64(a.Deadline)), len(a.Image), name)
}

func (a authorization) of(name zone.Name) chain.Authorization {
	return chain.Authorization{Name: name, Image: a.Image, Serial: a.Serial, Deadline: time.Unix(a.Deadline, 0), Signature: a.Signature}
}

// mayChange refuses an account that may not change a name's zone.
func (s *session) mayChange(b published, account common.Address) error {
	if account == b.Owner || account == b.Manager {
		return nil
	}
	approved, operator, err := s.client.Approved(s.ctx, b.Registration, account)
	if err != nil {
		return err
	}
	if account != approved && !operator {
		return failf(exitNotAuthorized, "the key of %s is neither the owner of %s nor approved nor its manager: use the owner's key", account, b.name)
	}
	return nil
}

// zoneRelay publishes an authorised zone from any account.
func zoneRelay(s *session) error {
	var a authorization
	signer, before, after, err := s.proposed("an authorisation", &a, &a.change)
	if err != nil {
		return err
	}
	name := before.name
	switch {
	case before.Serial != a.Serial && bytes.Equal(before.Image, after.Image()):
		return s.unchanged(before)
	case before.Serial != a.Serial:
		return failf(exitRefused, "the zone of %s was changed since the authorisation was signed, from serial %d to %d: have it signed again", name, a.Serial, before.Serial)
	case int64(before.Block.Time) >= a.Deadline:
		return failf(exitRefused, "the authorisation for %s was good until %s: have it signed again", name, utc(uint64(a.Deadline)))
	}
	// A contract's signature is for the registry to judge.
	if by, err := s.client.SignedBy(a.of(name)); err == nil && by != a.Signer {
		return usagef("%s was changed after it was signed: the signature is not that of %s", s.Args().First(), a.Signer)
	}
	return s.publishBy(signer, before, after, func() (*chain.Tx, error) { return signer.Relay(s.ctx, a.of(name)) })
}
