package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"chainzone/zone"
)

func zoneVerbs() []verb {
	const (
		records = "name, serial and rrsets, a list of {owner, ttl, type, data}, data a list in presentation form"
		changed = "name, serial and changed, false if there was nothing to do"
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
			text:    "The file's origin is NAME unless $ORIGIN says otherwise.",
			example: "chainzone zone import hello.chain hello.zone",
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
			flags:   chainFlags(),
		},
	}
}

// readZone reads a name's zone from a master file.
func readZone(name zone.Name, path string) (*zone.Zone, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, failf(exitRefused, "read the zone file: %w: name a master file that can be read", err)
	}
	defer func() { _ = f.Close() }() // only read
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return nil, failf(exitRefused, "read the zone file: %s is not a file: name a master file", path)
	}
	sets, err := zone.ParseMaster(name, f, path)
	if err != nil {
		return nil, usagef("%w", err)
	}
	z, err := zone.New(name, sets)
	if err != nil {
		return nil, usagef("%s: %w", path, err)
	}
	return z, nil
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
	after, err := readZone(name, s.Args().Get(1))
	if err != nil {
		return err
	}
	before, _, err := s.present(name)
	if err != nil {
		return err
	}
	if s.Bool("json") {
		type change struct {
			Old *jsonRRset `json:"old"`
			New *jsonRRset `json:"new"`
		}
		changes := []change{}
		for _, d := range zone.Diff(before, after) {
			var c change
			for _, side := range []struct {
				set *zone.RRset
				to  **jsonRRset
			}{{d.Old, &c.Old}, {d.New, &c.New}} {
				if side.set != nil {
					j, err := jsonOf(*side.set)
					if err != nil {
						return err
					}
					*side.to = &j
				}
			}
			changes = append(changes, c)
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

func zoneImport(s *session) error {
	name, err := s.name(2, 2)
	if err != nil {
		return err
	}
	after, err := readZone(name, s.Args().Get(1))
	if err != nil {
		return err
	}
	return s.publish(name, func(*zone.Zone) (*zone.Zone, error) { return after, nil })
}

func zoneSet(s *session) error {
	return s.record(func(z *zone.Zone, set zone.RRset) (*zone.Zone, error) { return z.Set(set) })
}

func zoneAdd(s *session) error {
	return s.record(func(z *zone.Zone, set zone.RRset) (*zone.Zone, error) { return z.Add(set) })
}

func (s *session) record(edit func(*zone.Zone, zone.RRset) (*zone.Zone, error)) error {
	name, err := s.name(5, -1)
	if err != nil {
		return err
	}
	s.warnOfFlags()
	set, err := parseRecord(name, s.Args().Tail())
	if err != nil {
		return err
	}
	return s.publish(name, func(z *zone.Zone) (*zone.Zone, error) { return edit(z, set) })
}

// warnOfFlags says that what looks like a flag of the command is data where it
// stands.
func (s *session) warnOfFlags() {
	for _, word := range s.Args().Slice() {
		for _, f := range s.Command.Flags {
			if name := f.Names()[0]; word == "--"+name || strings.HasPrefix(word, "--"+name+"=") {
				s.warn("%s is data here, as it stands after the name: put flags before the name", word)
			}
		}
	}
}

// parseRecord reads OWNER TTL TYPE DATA...
func parseRecord(name zone.Name, words []string) (zone.RRset, error) {
	if len(words) < 4 {
		return zone.RRset{}, usagef("a record is OWNER TTL TYPE DATA..., not %q", strings.Join(words, " "))
	}
	ttl, err := strconv.ParseUint(words[1], 10, 31)
	if err != nil {
		return zone.RRset{}, usagef("the TTL %q is not a number of seconds from 0 to 2147483647", words[1])
	}
	set, err := zone.ParseRRset(name, words[0], uint32(ttl), words[2], words[3:])
	if err != nil {
		return zone.RRset{}, usagef("%w", err)
	}
	return set, nil
}

func zoneUnset(s *session) error {
	name, err := s.name(2, -1)
	if err != nil {
		return err
	}
	s.warnOfFlags()
	owner, typ, data, err := parseRemoval(name, s.Args().Tail())
	if err != nil {
		return err
	}
	return s.publish(name, func(z *zone.Zone) (*zone.Zone, error) { return z.Unset(owner, typ, data) })
}

// parseRemoval reads OWNER [TYPE [DATA...]]; typ is 0 and data nil for all.
func parseRemoval(name zone.Name, words []string) (owner zone.Name, typ uint16, data []byte, err error) {
	if len(words) == 0 {
		return owner, 0, nil, usagef("name the owner to remove from: OWNER [TYPE [DATA...]]")
	}
	if owner, err = zone.ParseOwner(name, words[0]); err == nil && len(words) > 1 {
		typ, err = zone.ParseType(words[1])
	}
	if err == nil && len(words) > 2 {
		var set zone.RRset
		if set, err = zone.ParseRRset(name, words[0], 0, words[1], words[2:]); err == nil {
			data = set.Data[0]
		}
	}
	if err != nil {
		return owner, 0, nil, usagef("%w", err)
	}
	return owner, typ, data, nil
}

// publish reads the zone, edits it, shows the difference and its cost, asks,
// and sends the new zone for the serial that was read, so that a change made
// meanwhile is refused rather than lost.
func (s *session) publish(name zone.Name, edit func(*zone.Zone) (*zone.Zone, error)) error {
	signer, err := s.signer()
	if err != nil {
		return err
	}
	r, err := s.held(name)
	if err != nil {
		return err
	}
	before, err := zone.Decode(name, r.Image)
	if err != nil && s.Command.Name != "import" {
		return failf(exitRefused, "the zone of %s on the chain cannot be read (%w): replace it with zone import", name, err)
	}
	if err != nil {
		if before, err = zone.New(name, nil); err != nil {
			return err
		}
	}
	after, err := edit(before)
	if err != nil {
		return usagef("%w", err)
	}
	if bytes.Equal(before.Image(), after.Image()) {
		return s.result(map[string]any{"name": name.String(), "serial": r.Serial, "changed": false}, "%s has these records already: nothing was sent", name)
	}
	for _, w := range after.Warnings() {
		s.warn("%s", w)
	}
	tx, err := signer.SetZone(s.ctx, name, after.Image(), r.Serial)
	if err != nil {
		return err
	}
	var diff strings.Builder
	if err := writeDiff(&diff, before, after); err != nil {
		return err
	}
	s.note("%s", strings.TrimSuffix(diff.String(), "\n"))
	if err := s.send(signer, tx); err != nil {
		return err
	}
	return s.result(map[string]any{"name": name.String(), "serial": r.Serial + 1, "changed": true}, "%s is published, %d bytes", name, len(after.Image()))
}
