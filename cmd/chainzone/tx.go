package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/chain"
)

// txVerbs are the verbs of tx.
func txVerbs() []verb {
	replace := func(name, usage, text string, run func(*session) error) verb {
		return verb{
			name: name, args: "HASH", usage: usage, run: run, text: text,
			example: "chainzone tx " + name + " 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060",
			json:    "hash, replaced and block",
			flags:   append(chainFlags(), writeFlags()...),
		}
	}
	return []verb{
		{
			name: "list", usage: "list the transactions under way", run: txList,
			text:    "They are those of every key in the state folder; no key is needed. A stuck one offers less than the base fee.",
			example: "chainzone tx list",
			json:    "a list of {account, nonce, hash, state, what, at (unix seconds)}",
			flags:   append(chainFlags(), stateFlags()...),
		},
		replace("speedup", "send a transaction again for a higher fee", "It takes the nonce of the first, so only one of them is mined, and pays an eighth more, or what a unit of gas costs now.", txSpeedup),
		replace("cancel", "replace a transaction by one that does nothing", "It takes the nonce of the first, so only one of them is mined. Which one is told at the end.", txCancel),
	}
}

func txList(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	j, err := s.anyJournal()
	if err != nil {
		return err
	}
	accounts, err := j.Accounts()
	if err != nil {
		return err
	}
	list := []map[string]any{}
	var lines []string
	add := func(account common.Address, nonce any, hash, state, what string, at int64) {
		list = append(list, map[string]any{"account": account, "nonce": nonce, "hash": hash, "state": state, "what": what, "at": at})
		lines = append(lines, fmt.Sprintf("%v\t%s\t%s\t%s", nonce, hash, state, what))
	}
	for _, account := range accounts {
		status, err := s.client.Account(s.ctx, account.Address)
		if err != nil {
			return err
		}
		ours := map[uint64]bool{}
		for _, one := range account.Sent {
			ours[one.Nonce] = true
			state, err := s.client.State(s.ctx, one.Hash, one.Nonce, status)
			if err != nil {
				return err
			}
			add(account.Address, one.Nonce, one.Hash.Hex(), state, one.What, one.At)
		}
		for nonce := status.Next; nonce < status.Pending; nonce++ {
			if !ours[nonce] {
				add(account.Address, nonce, "", chain.Pending, "sent by another program", 0)
			}
		}
	}
	if len(lines) == 0 && !s.Bool("json") {
		s.note("nothing is under way")
		return nil
	}
	return s.result(list, "%s", strings.Join(lines, "\n"))
}

func txSpeedup(s *session) error {
	return s.replace(func(signer *chain.Signer, old chain.Sent) *chain.Tx { return signer.Again(old) })
}

func txCancel(s *session) error {
	return s.replace(func(signer *chain.Signer, old chain.Sent) *chain.Tx { return signer.Nothing(old) })
}

// replace sends another transaction with the nonce of the one that is named.
func (s *session) replace(by func(*chain.Signer, chain.Sent) *chain.Tx) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	text := s.Args().First()
	data, err := hex.DecodeString(strings.TrimPrefix(text, "0x"))
	if err != nil || len(data) != common.HashLength {
		return usagef("the transaction %q is not a hash: give 0x and 64 hex digits, as chainzone tx list shows", text)
	}
	if err := s.open(); err != nil {
		return err
	}
	signer, err := s.account()
	if err != nil {
		return err
	}
	old, err := signer.Find(s.ctx, common.BytesToHash(data))
	if errors.Is(err, chain.ErrNotUnderWay) {
		return failf(exitRefused, "%w: chainzone tx list shows what is under way", err)
	}
	if err != nil {
		return err
	}
	tx := by(signer, old)
	if err := signer.Instead(s.ctx, old, tx); err != nil {
		return err
	}
	if err := s.agree(tx.What, tx.Gas, tx.Value, tx.MaxFee()); err != nil {
		return err
	}
	s.progress("sent, waiting for a block")
	receipt, err := signer.Send(s.ctx, tx)
	s.progress("")
	if err != nil {
		return err
	}
	return s.result(map[string]any{"hash": receipt.TxHash, "replaced": old.Tx.Hash(), "block": receipt.BlockNumber},
		"%s is mined in block %s: %s", receipt.TxHash, receipt.BlockNumber, tx.What)
}
