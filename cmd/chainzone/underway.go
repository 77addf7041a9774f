package main

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
	"chainzone/cmd/chainzone/journal"
	"chainzone/zone"
)

// underwayVerbs are the verbs of name that go on with what was stopped.
func underwayVerbs() []verb {
	return []verb{
		{
			name: "pending", usage: "list the registrations under way", run: namePending,
			text:    "They are those of every key in the state folder. No key is needed: secrets are not shown.",
			example: "chainzone name pending",
			json:    "a list of {name, step, payer, owner, seconds, commitment, from, until} (unix seconds; from and until are 0 before the commitment is in a block)",
			flags:   append(chainFlags(), stateFlags()...),
		},
		{
			name: "resume", args: "[NAME]", usage: "go on with a registration, or with all of the key's", run: nameResume,
			text:    "It is what name register does when it is run again with the same arguments, without repeating them.",
			example: "chainzone name resume alice.chain",
			json:    "as name register does, a line each",
			flags:   append(chainFlags(), writeFlags()...),
		},
	}
}

// pending is what is under way on the deployment's chain, of any account.
func (s *session) pending() ([]*journal.Registration, error) {
	j, err := s.anyJournal()
	if err != nil {
		return nil, err
	}
	return j.Pending(s.client.Deployment().Controller)
}

// anyJournal is the journal of no account, which knows those of all.
func (s *session) anyJournal() (*journal.Journal, error) {
	dir, err := s.stateDir()
	if err != nil {
		return nil, err
	}
	genesis, err := s.client.Genesis(s.ctx)
	if err != nil {
		return nil, err
	}
	return journal.Open(dir, s.client.Deployment().ChainID, genesis, common.Address{}, nil), nil
}

func namePending(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	all, err := s.pending()
	if err != nil {
		return err
	}
	list := []map[string]any{}
	var lines []string
	for _, r := range all {
		name, err := zone.ParseName(r.Name)
		if err != nil {
			return err
		}
		standing, err := s.client.Standing(s.ctx, name, r.Commitment)
		if err != nil {
			return err
		}
		step := stepOf(standing, r.Owner)
		one := map[string]any{
			"name": r.Name, "step": step, "payer": r.Payer, "owner": r.Owner, "seconds": r.Seconds, "commitment": r.Commitment, "from": 0, "until": 0,
		}
		if !standing.Committed.IsZero() {
			one["from"], one["until"] = standing.From.Unix(), standing.Until.Unix()
			step += fmt.Sprintf(", to be revealed from %s until %s", utc(uint64(standing.From.Unix())), utc(uint64(standing.Until.Unix())))
		}
		list = append(list, one)
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s", short(name), r.Payer, step))
	}
	if len(lines) == 0 && !s.Bool("json") {
		s.note("nothing is under way")
		return nil
	}
	return s.result(list, "%s", strings.Join(lines, "\n"))
}

// stepOf says how far a registration has come.
func stepOf(standing chain.Standing, owner common.Address) string {
	switch {
	case standing.Held() && standing.Owner == owner:
		return "registered"
	case standing.Held():
		return "taken by somebody else"
	case standing.Open():
		return "committed"
	case !standing.Committed.IsZero():
		return "committed too long ago"
	}
	return "not committed"
}

// nameResume goes on with what the journal has, as it was asked for.
func nameResume(s *session) error {
	if err := s.count(0, 1); err != nil {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	signer, err := s.account()
	if err != nil {
		return err
	}
	var todo []zone.Name
	if s.NArg() == 1 {
		name, err := parseName(s.client.Origin(), s.Args().First())
		if err != nil {
			return err
		}
		todo = append(todo, name)
	} else {
		all, err := s.pending()
		if err != nil {
			return err
		}
		for _, r := range all {
			if r.Payer != signer.Address() {
				continue
			}
			name, err := zone.ParseName(r.Name)
			if err != nil {
				return err
			}
			todo = append(todo, name)
		}
	}
	for _, name := range todo {
		if err := s.holding(name, func() error { return s.resume(signer, name) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) resume(signer *chain.Signer, name zone.Name) error {
	kept, err := s.journal.Registration(s.client.Deployment().Controller, name.Label(0))
	if err != nil {
		return err
	}
	if kept == nil {
		return failf(exitRefused, "no registration of %s is under way with the account %s: chainzone name register %s begins one", name, signer.Address(), short(name))
	}
	return s.finish(signer, requestOf(kept, name), false)
}
