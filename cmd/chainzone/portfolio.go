package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/zone"
)

func portfolioVerbs() []verb {
	owner := []cli.Flag{&cli.StringFlag{Name: "owner", Usage: "`ADDRESS` whose names are meant (default: the key's)"}}
	read := append(append(chainFlags(), keyFlags()...), owner...)
	within := []cli.Flag{&cli.StringFlag{Name: "within", Value: "30d", Usage: "`TIME` from now, such as 30d or 8w"}}
	const holding = "names, a list of {name, unicode, expiry (unix seconds), state, records, bytes, serial}; records is -1 for a zone that cannot be read"
	return []verb{
		{
			name: "list", usage: "list the names that an account has", run: nameList,
			text:    "They are found by the registry's events, and counted: an endpoint that does not keep all events is refused. A keystore's password is not asked for.",
			example: "chainzone name list --owner 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
			json:    holding,
			flags:   read,
		},
		{
			name: "expiring", usage: "list the names that expire soon, for cron", run: nameExpiring,
			text:    "The exit code is 6 if there are any, those in their grace included, and 0 if there are none.",
			example: "chainzone name expiring --within 30d --owner 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
			json:    holding,
			flags:   append(read, within...),
		},
		{
			name: "history", args: "NAME", usage: "list every change of a name", run: nameHistory,
			text:    "Oldest first, with its block, time and transaction. An endpoint that does not keep all events is found out by the name's serials and its present state. With --prove every change of the TLD is read as well: the registry's running hash proves that no registration, renewal or zone is missing.",
			example: "chainzone name history hello.chain",
			json:    "name, proven, and events, a list of {block, time (unix seconds), transaction, event} and, by event (registered, renewed, transferred, approved, manager, zone), account, expiry, wei, serial and empty",
			flags:   append(chainFlags(), &cli.BoolFlag{Name: "prove", Usage: "prove that the list is complete; it takes as long as tld export"}),
		},
	}
}

// holdings reads the names of --owner or the key, and the newest block's time.
func (s *session) holdings() ([]chain.Holding, error) {
	if err := s.count(0, 0); err != nil {
		return nil, err
	}
	if err := s.open(); err != nil {
		return nil, err
	}
	var owner common.Address
	if text := s.String("owner"); text != "" {
		var err error
		if owner, err = parseAddress(text); err != nil {
			return nil, err
		}
	} else {
		var err error
		if owner, err = s.address(); err != nil {
			return nil, err
		}
	}
	return s.client.Holdings(s.ctx, owner)
}

func nameList(s *session) error {
	list, err := s.holdings()
	if err != nil {
		return err
	}
	return s.printHoldings(list)
}

func nameExpiring(s *session) error {
	within, err := parseDuration(s.String("within"))
	if err != nil {
		return err
	}
	all, err := s.holdings()
	if err != nil {
		return err
	}
	var soon []chain.Holding
	var words []string
	for _, h := range all {
		if h.Expires().Sub(time.Unix(int64(h.Block.Time), 0)) <= within {
			soon = append(soon, h)
			words = append(words, short(h.Name))
		}
	}
	if err := s.printHoldings(soon); err != nil || len(soon) == 0 {
		return err
	}
	return failf(exitExpiring, "%d of %d names expire within %s: chainzone name renew %s", len(soon), len(all), s.String("within"), strings.Join(words, " "))
}

type jsonHolding struct {
	Name    string `json:"name"`
	Unicode string `json:"unicode"`
	Expiry  uint64 `json:"expiry"`
	State   string `json:"state"`
	Records int    `json:"records"`
	Bytes   int    `json:"bytes"`
	Serial  uint32 `json:"serial"`
}

func (s *session) printHoldings(list []chain.Holding) error {
	out := []jsonHolding{}
	for _, h := range list {
		j := jsonHolding{Name: h.Name.String(), Unicode: inUnicode(h.Name), Expiry: h.Expiry, State: "registered", Bytes: len(h.Image), Serial: h.Serial}
		if h.Block.Time >= h.Expiry {
			j.State = "in grace"
		}
		j.Records = records(h.Name, h.Image)
		out = append(out, j)
	}
	if s.Bool("json") {
		return s.result(map[string]any{"names": out}, "")
	}
	if len(out) == 0 {
		s.note("there are none")
	}
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for i, j := range out {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", bothForms(list[i].Name), utc(j.Expiry), j.State, counted(j.Records))
	}
	return table.Flush()
}

// records counts an image's records, -1 if it cannot be read.
func records(name zone.Name, image []byte) int {
	z, err := zone.Decode(name, image)
	if err != nil {
		return -1
	}
	n := 0
	for _, set := range z.RRsets() {
		n += len(set.Data)
	}
	return n
}

func counted(records int) string {
	switch records {
	case -1:
		return "a zone that cannot be read"
	case 0:
		return "no records"
	case 1:
		return "1 record"
	}
	return fmt.Sprintf("%d records", records)
}

// contents says what a zone has.
func contents(name zone.Name, image []byte) string { return counted(records(name, image)) }

type jsonEvent struct {
	Block       uint64          `json:"block"`
	Time        uint64          `json:"time"`
	Transaction common.Hash     `json:"transaction"`
	Event       chain.EventKind `json:"event"`
	Account     *common.Address `json:"account,omitempty"`
	Expiry      uint64          `json:"expiry,omitempty"`
	Wei         string          `json:"wei,omitempty"`
	Serial      uint32          `json:"serial,omitempty"`
	Empty       bool            `json:"empty,omitempty"`
}

func nameHistory(s *session) error {
	name, err := s.name(1, 1)
	if err != nil {
		return err
	}
	events, err := s.client.History(s.ctx, name, s.Bool("prove"))
	if err != nil {
		return err
	}
	if len(events) == 0 {
		return notRegistered(name)
	}
	if s.Bool("json") {
		list := []jsonEvent{}
		for _, e := range events {
			j := jsonEvent{Block: e.Block, Time: e.Time, Transaction: e.Transaction, Event: e.Kind, Expiry: e.Expiry, Serial: e.Serial, Empty: e.Empty}
			switch e.Kind {
			case chain.Registered, chain.Transferred, chain.ApprovedOne, chain.ManagerChanged:
				j.Account = &e.Account
			}
			if e.Paid != nil && e.Paid.Sign() > 0 {
				j.Wei = e.Paid.String()
			}
			list = append(list, j)
		}
		return s.result(map[string]any{"name": name.String(), "proven": s.Bool("prove"), "events": list}, "")
	}
	for _, e := range events {
		if _, err := fmt.Fprintf(s.out, "%s  block %d  %s  %s\n", utc(e.Time), e.Block, e.Transaction, told(e)); err != nil {
			return err
		}
	}
	return nil
}

// told is an event for a person.
func told(e chain.Event) string {
	switch e.Kind {
	case chain.Registered:
		return "registered to " + e.Account.String() + " until " + utc(e.Expiry)
	case chain.Renewed:
		return "renewed until " + utc(e.Expiry)
	case chain.Transferred:
		return "transferred to " + e.Account.String()
	case chain.ApprovedOne:
		return nobody(e.Account) + " is approved"
	case chain.ManagerChanged:
		return nobody(e.Account) + " manages it"
	}
	if e.Empty {
		return fmt.Sprintf("records removed, serial %d", e.Serial)
	}
	return fmt.Sprintf("records published, serial %d", e.Serial)
}
