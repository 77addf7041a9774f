package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"chainzone/zone"
)

func zoneVerbs() []verb {
	const (
		records = "name, serial and rrsets, a list of {owner, ttl, type, data}, data a list in presentation form"
		changed = "name, serial and changed, false if there was nothing to do"
		file    = "The file's origin is NAME unless $ORIGIN says otherwise; $INCLUDE is refused."
		words   = "OWNER is relative to NAME; @ is NAME itself. Flags stand before NAME: all after it is data."
	)
	write := slices.Concat(chainFlags(), writeFlags())
	return []verb{
		{
			name: "show", args: "NAME", usage: "print the records", run: zoneShow,
			example: "chainzone zone show hello.chain",
			json:    records,
			flags:   chainFlags(),
		},
		{
			name: "set", args: "NAME OWNER TTL TYPE DATA...", usage: "replace all records of one type at OWNER by one", run: zoneSet,
			text:    words,
			example: "chainzone zone set --yes hello.chain www 300 A 192.0.2.10",
			json:    changed,
			flags:   write,
		},
		{
			name: "add", args: "NAME OWNER TTL TYPE DATA...", usage: "add one record", run: zoneAdd,
			text:    words + " The TTL becomes that of all records of the type at OWNER.",
			example: "chainzone zone add --yes hello.chain @ 300 TXT \"hello, world\"",
			json:    changed,
			flags:   write,
		},
		{
			name: "unset", args: "NAME OWNER [TYPE [DATA...]]", usage: "remove records", run: zoneUnset,
			text:    "Without DATA all records of the type go, without TYPE all at OWNER. " + words,
			example: "chainzone zone unset --yes hello.chain www A",
			json:    changed,
			flags:   write,
		},
		{
			name: "import", args: "NAME FILE", usage: "replace the zone by a master file", run: zoneImport,
			text:    file + " The records that name servers add, the SOA and those of DNSSEC, are dropped with a warning each; NS records of NAME itself need --delegate.",
			example: "chainzone zone import hello.chain hello.zone",
			json:    changed,
			flags:   slices.Concat(write, delegateFlags()),
		},
		{
			name: "plan", args: "NAME FILE", usage: "say what an import of a master file would change and cost", run: zonePlan,
			text:    "It needs no key. With --out the plan goes to a file that zone apply sends exactly, by whoever holds the key. " + file,
			example: "chainzone zone plan hello.chain hello.zone --out hello.plan",
			json:    "the plan: version, chainId, registry, name, serial, image (hex), changes, a list of {old, new} as zone diff has it, bytes {before, after}, gas and wei, a decimal string",
			flags:   slices.Concat(chainFlags(), delegateFlags(), planFlags()),
		},
		{
			name: "apply", args: "PLAN", usage: "send exactly what a plan says", run: zoneApply,
			text:    "It fails if the zone was changed since the plan was made.",
			example: "chainzone zone apply hello.plan",
			json:    changed,
			flags:   write,
		},
		{
			name: "edit", args: "NAME", usage: "change the zone in an editor", run: zoneEdit,
			text:    "The editor is $VISUAL, $EDITOR or vi. A file that is left as it was, and one that is wrong, change nothing.",
			example: "chainzone zone edit hello.chain",
			json:    changed,
			flags:   slices.Concat(write, delegateFlags()),
		},
		{
			name: "sign", args: "NAME FILE AUTHORISATION", usage: "let somebody else publish a master file and pay for it", run: zoneSign,
			text:    "Nothing is sent, and the key needs no money. AUTHORISATION is the file that zone relay takes; it is good once, for the zone as it is now, until the deadline. " + file,
			example: "chainzone zone sign hello.chain hello.zone hello.auth --deadline 7d",
			json:    "the authorisation: version, chainId, registry, name, serial, image and signature (hex), signer and deadline (unix seconds)",
			flags:   slices.Concat(chainFlags(), keyFlags(), delegateFlags(), deadlineFlags()),
		},
		{
			name: "relay", args: "AUTHORISATION", usage: "publish what zone sign wrote, from any account", run: zoneRelay,
			example: "chainzone zone relay hello.auth",
			json:    changed,
			flags:   write,
		},
		{
			name: "export", args: "NAME [FILE]", usage: "write the zone as a master file", run: zoneExport,
			example: "chainzone zone export hello.chain hello.zone",
			json:    records,
			flags:   chainFlags(),
		},
		{
			name: "diff", args: "NAME FILE", usage: "compare the zone with a master file", run: zoneDiff,
			text:    "A line a record: - before what the chain has, + before what the file has. No line, no difference.",
			example: "chainzone zone diff hello.chain hello.zone",
			json:    "name and changes, a list of {old, new}, each null or {owner, ttl, type, data}",
			flags:   slices.Concat(chainFlags(), delegateFlags()),
		},
	}
}

// present reads a registered name's zone and serial.
func (s *session) present(name zone.Name) (*zone.Zone, uint32, error) {
	r, err := s.held(name)
	if err != nil {
		return nil, 0, err
	}
	z, err := zone.Decode(name, r.Image)
	if err != nil {
		return nil, 0, failf(exitRefused, "the zone of %s on the chain cannot be read (%w): replace it with zone import", name, err)
	}
	return z, r.Serial, nil
}

type jsonRRset struct {
	Owner string   `json:"owner"`
	TTL   uint32   `json:"ttl"`
	Type  string   `json:"type"`
	Data  []string `json:"data"`
}

func jsonOf(set zone.RRset) (jsonRRset, error) {
	rrs, err := set.RRs()
	j := jsonRRset{Owner: set.Owner.String(), TTL: set.TTL, Type: zone.TypeString(set.Type), Data: []string{}}
	for _, rr := range rrs {
		j.Data = append(j.Data, zone.DataString(rr))
	}
	return j, err
}

func zoneShow(s *session) error { return s.printZone(1) }

func zoneExport(s *session) error { return s.printZone(2) }

func (s *session) printZone(most int) error {
	name, err := s.name(1, most)
	if err != nil {
		return err
	}
	z, serial, err := s.present(name)
	if err != nil {
		return err
	}
	if s.Bool("json") {
		sets := []jsonRRset{}
		for _, set := range z.RRsets() {
			j, err := jsonOf(set)
			if err != nil {
				return err
			}
			sets = append(sets, j)
		}
		return s.result(map[string]any{"name": name.String(), "serial": serial, "rrsets": sets}, "")
	}
	var text bytes.Buffer
	if err := zone.WriteMaster(&text, z); err != nil {
		return err
	}
	if path := s.Args().Get(1); path != "" {
		if err := writeSecret(path, text.Bytes(), true); err != nil {
			return failf(exitRefused, "write the zone: %w", err)
		}
		return nil
	}
	_, err = s.out.Write(text.Bytes())
	return err
}

func zoneDiff(s *session) error {
	name, err := s.name(2, 2)
	if err != nil {
		return err
	}
	after, err := s.zoneFile(name, s.Args().Get(1))
	if err != nil {
		return err
	}
	before, _, err := s.present(name)
	if err != nil {
		return err
	}
	if s.Bool("json") {
		changes, err := jsonChanges(before, after)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"name": name.String(), "changes": changes}, "")
	}
	return writeDiff(s.out, before, after)
}

// writeDiff writes a line a record: "-" before what goes, "+" before what comes.
func writeDiff(w io.Writer, before, after *zone.Zone) error {
	for _, d := range zone.Diff(before, after) {
		for _, side := range []struct {
			sign string
			set  *zone.RRset
		}{{"-", d.Old}, {"+", d.New}} {
			if side.set == nil {
				continue
			}
			j, err := jsonOf(*side.set)
			if err != nil {
				return err
			}
			for _, data := range j.Data {
				if _, err := fmt.Fprintf(w, "%s %s %d %s %s\n", side.sign, j.Owner, j.TTL, j.Type, data); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
