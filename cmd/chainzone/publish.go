package main

import (
	"bytes"
	"strings"

	"chainzone/chain"
	"chainzone/zone"
)

// published is a name and its zone as one block has them.
type published struct {
	chain.Registration
	name zone.Name
	zone *zone.Zone
}

// published reads a name that must be registered and not expired, with its
// zone. A zone on the chain that cannot be read is as good as empty to who is
// about to replace it, and else an error.
func (s *session) published(name zone.Name, replaced bool) (published, error) {
	r, err := s.held(name)
	if err != nil {
		return published{}, err
	}
	z, err := zone.Decode(name, r.Image)
	switch {
	case err != nil && !replaced:
		return published{}, failf(exitRefused, "the zone of %s on the chain cannot be read (%w): replace it with zone import", name, err)
	case err != nil:
		s.warn("the zone of %s on the chain cannot be read (%s) and is taken for empty", name, err)
		z, err = zone.New(name, nil)
	}
	return published{r, name, z}, err
}

// edit reads a name's zone, changes it and publishes what comes out.
func (s *session) edit(name zone.Name, change func(*zone.Zone) (*zone.Zone, error)) error {
	signer, err := s.signer()
	if err != nil {
		return err
	}
	before, err := s.published(name, false)
	if err != nil {
		return err
	}
	after, err := change(before.zone)
	if err != nil {
		return usagef("%w", err)
	}
	return s.publish(signer, before, after)
}

// publish sends a new zone for the serial that was read, so that a change made
// meanwhile is refused rather than lost.
func (s *session) publish(signer *chain.Signer, before published, after *zone.Zone) error {
	return s.publishBy(signer, before, after, func() (*chain.Tx, error) {
		return signer.SetZone(s.ctx, before.name, after.Image(), before.Serial)
	})
}

// publishBy shows the difference that a transaction makes and its cost, asks,
// and sends it. There is none where nothing differs.
func (s *session) publishBy(signer *chain.Signer, before published, after *zone.Zone, make func() (*chain.Tx, error)) error {
	name := before.name
	if bytes.Equal(before.Image, after.Image()) {
		return s.unchanged(before)
	}
	for _, w := range after.Warnings() {
		s.warn("%s", w)
	}
	tx, err := make()
	if err != nil {
		return err
	}
	var diff strings.Builder
	if err := writeDiff(&diff, before.zone, after); err != nil {
		return err
	}
	s.note("%s", strings.TrimSuffix(diff.String(), "\n"))
	if before.zone.Empty() {
		s.noteForEver()
	}
	if err := s.send(signer, tx); err != nil {
		return err
	}
	return s.result(map[string]any{"name": name.String(), "serial": before.Serial + 1, "changed": true}, "%s is published, %d bytes", name, len(after.Image()))
}

func (s *session) unchanged(b published) error {
	return s.result(map[string]any{"name": b.name.String(), "serial": b.Serial, "changed": false}, "%s has these records already: nothing was sent", b.name)
}

// noteForEver is said before a name's first records go on the chain.
func (s *session) noteForEver() {
	s.note("What goes on the chain is public for ever: records that are removed later stay in its history.")
}

func zoneImport(s *session) error {
	name, err := s.name(2, 2)
	if err != nil {
		return err
	}
	after, err := s.zoneFile(name, s.Args().Get(1))
	if err != nil {
		return err
	}
	signer, err := s.signer()
	if err != nil {
		return err
	}
	before, err := s.published(name, true)
	if err != nil {
		return err
	}
	return s.publish(signer, before, after)
}
