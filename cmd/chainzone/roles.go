package main

import (
	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
	"chainzone/zone"
)

func roleVerbs() []verb {
	write := append(chainFlags(), writeFlags()...)
	return []verb{
		{
			name: "transfer", args: "NAME ADDRESS", usage: "give a name away, with its zone", run: nameTransfer,
			text:    "Its manager and whoever was approved lose their rights. Nobody but the new owner can give it back. A wrong EIP-55 checksum is refused.",
			example: "chainzone name transfer alice.chain 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
			json:    "name and owner",
			flags:   write,
		},
		{
			name: "approve", args: "NAME ADDRESS", usage: "let one more account do all that the owner can", run: nameApprove,
			text:    "It may transfer the name, change its zone and its manager. One account at a time: an approval replaces the one before, and ends when the name moves.",
			example: "chainzone name approve alice.chain 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
			json:    "name, approved and changed, false if there was nothing to do",
			flags:   write,
		},
		{
			name: "revoke", args: "NAME ADDRESS", usage: "take an approval back", run: nameRevoke,
			example: "chainzone name revoke alice.chain 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
			json:    "name, approved (zeros: nobody) and changed, false if there was nothing to do",
			flags:   write,
		},
		{
			name: "manager", args: "NAME ADDRESS|none", usage: "let an account change the zone and nothing else", run: nameManager,
			text:    "For hooks and automation that must not hold the owner's key. One account at a time; it ends when the name moves.",
			example: "chainzone name manager alice.chain 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
			json:    "name, manager (zeros: nobody) and changed, false if there was nothing to do",
			flags:   write,
		},
	}
}

// nameTransfer gives a name away, after saying what that is.
func nameTransfer(s *session) error {
	name, to, err := s.nameAndAddress()
	if err != nil {
		return err
	}
	signer, err := s.signer()
	if err != nil {
		return err
	}
	r, err := s.held(name)
	if err != nil {
		return err
	}
	tx, err := signer.Transfer(s.ctx, name, r.Owner, to)
	if err != nil {
		return err
	}
	s.note("%s gets %s until %s, with %s. Its manager and approvals end, and only the new owner can give it back.", to, name, utc(r.Expiry), contents(name, r.Image))
	if err := s.send(signer, tx); err != nil {
		return err
	}
	return s.result(map[string]any{"name": name.String(), "owner": to}, "%s belongs to %s", name, to)
}

// nameAndAddress reads the arguments NAME and ADDRESS.
func (s *session) nameAndAddress() (name zone.Name, account common.Address, err error) {
	if name, err = s.name(2, 2); err != nil {
		return name, account, err
	}
	account, err = parseAddress(s.Args().Get(1))
	return name, account, err
}

func nameApprove(s *session) error {
	name, account, err := s.nameAndAddress()
	if err != nil {
		return err
	}
	return s.approve(name, account, func(r chain.Registration, approved common.Address, _ bool) (bool, error) {
		if account == r.Owner {
			return false, failf(exitRefused, "%s owns %s: approve another account", account, name)
		}
		return account != approved, nil
	}, account)
}

func nameRevoke(s *session) error {
	name, account, err := s.nameAndAddress()
	if err != nil {
		return err
	}
	return s.approve(name, account, func(r chain.Registration, approved common.Address, operator bool) (bool, error) {
		if operator {
			return false, failf(exitRefused, "%s is an operator of all names of %s, which was not approved here: take that back with the wallet that gave it", account, r.Owner)
		}
		if account == r.Manager {
			s.warn("%s stays the manager of %s: chainzone name manager %s none", account, name, short(name))
		}
		return account == approved, nil
	}, common.Address{})
}

// approve sends an approval of `to` where needed, which is asked about an
// account with who is approved, says that it is.
func (s *session) approve(name zone.Name, account common.Address, needed func(r chain.Registration, approved common.Address, operator bool) (bool, error), to common.Address) error {
	signer, err := s.signer()
	if err != nil {
		return err
	}
	r, err := s.held(name)
	if err != nil {
		return err
	}
	approved, operator, err := s.client.Approved(s.ctx, r, account)
	if err != nil {
		return err
	}
	send, err := needed(r, approved, operator)
	if err != nil {
		return err
	}
	if !send {
		return s.result(map[string]any{"name": name.String(), "approved": approved, "changed": false}, "nothing to do: %s is approved for %s", nobody(approved), name)
	}
	tx, err := signer.Approve(s.ctx, name, to)
	if err != nil {
		return err
	}
	if err := s.send(signer, tx); err != nil {
		return err
	}
	return s.result(map[string]any{"name": name.String(), "approved": to, "changed": true}, "%s is approved for %s", nobody(to), name)
}

func nameManager(s *session) error {
	name, err := s.name(2, 2)
	if err != nil {
		return err
	}
	var account common.Address
	if word := s.Args().Get(1); word != "none" {
		if account, err = parseAddress(word); err != nil {
			return err
		}
	}
	signer, err := s.signer()
	if err != nil {
		return err
	}
	r, err := s.held(name)
	if err != nil {
		return err
	}
	if r.Manager == account {
		return s.result(map[string]any{"name": name.String(), "manager": account, "changed": false}, "nothing to do: %s manages %s", nobody(account), name)
	}
	tx, err := signer.SetManager(s.ctx, name, account)
	if err != nil {
		return err
	}
	if err := s.send(signer, tx); err != nil {
		return err
	}
	return s.result(map[string]any{"name": name.String(), "manager": account, "changed": true}, "%s manages %s", nobody(account), name)
}

// nobody is an account for a person to read.
func nobody(account common.Address) string {
	if account == (common.Address{}) {
		return "nobody"
	}
	return account.String()
}
