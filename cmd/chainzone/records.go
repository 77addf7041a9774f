package main

import (
	"strconv"
	"strings"

	"chainzone/zone"
)

func zoneSet(s *session) error {
	return s.record(func(z *zone.Zone, set zone.RRset) (*zone.Zone, error) { return z.Set(set) })
}

func zoneAdd(s *session) error {
	return s.record(func(z *zone.Zone, set zone.RRset) (*zone.Zone, error) { return z.Add(set) })
}

func (s *session) record(change func(*zone.Zone, zone.RRset) (*zone.Zone, error)) error {
	name, err := s.name(5, -1)
	if err != nil {
		return err
	}
	s.warnOfFlags()
	set, err := parseRecord(name, s.Args().Tail())
	if err != nil {
		return err
	}
	return s.edit(name, func(z *zone.Zone) (*zone.Zone, error) { return change(z, set) })
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
	owner, err := toASCII(words[0])
	if err != nil {
		return zone.RRset{}, err
	}
	set, err := zone.ParseRRset(name, owner, uint32(ttl), words[2], words[3:])
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
	return s.edit(name, func(z *zone.Zone) (*zone.Zone, error) { return z.Unset(owner, typ, data) })
}

// parseRemoval reads OWNER [TYPE [DATA...]]; typ is 0 and data nil for all.
func parseRemoval(name zone.Name, words []string) (owner zone.Name, typ uint16, data []byte, err error) {
	if len(words) == 0 {
		return owner, 0, nil, usagef("name the owner to remove from: OWNER [TYPE [DATA...]]")
	}
	word, err := toASCII(words[0])
	if err != nil {
		return owner, 0, nil, err
	}
	if owner, err = zone.ParseOwner(name, word); err == nil && len(words) > 1 {
		typ, err = zone.ParseType(words[1])
	}
	if err == nil && len(words) > 2 {
		var set zone.RRset
		if set, err = zone.ParseRRset(name, word, 0, words[1], words[2:]); err == nil {
			data = set.Data[0]
		}
	}
	if err != nil {
		return owner, 0, nil, usagef("%w", err)
	}
	return owner, typ, data, nil
}
