package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/zone"
)

func planFlags() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{Name: "out", Usage: "write the plan to `FILE`, for zone apply"}}
}

// change is what both a plan and an authorisation say: this image for that
// serial of a name in that registry.
type change struct {
	Version  int            `json:"version"`
	ChainID  uint64         `json:"chainId"`
	Registry common.Address `json:"registry"`
	Name     string         `json:"name"`
	Serial   uint32         `json:"serial"` // of the zone that it replaces
	Image    hexutil.Bytes  `json:"image"`
}

// plan is a change and what it does and costs, for a person to look at.
type plan struct {
	change
	Changes []jsonChange `json:"changes"`
	Bytes   struct {
		Before int `json:"before"`
		After  int `json:"after"`
	} `json:"bytes"`
	Gas uint64 `json:"gas"` // when the plan was made
	Wei string `json:"wei"` // the same in money, a decimal string
}

type jsonChange struct {
	Old *jsonRRset `json:"old"`
	New *jsonRRset `json:"new"`
}

func (s *session) changeOf(b published, after *zone.Zone) change {
	d := s.client.Deployment()
	return change{Version: 1, ChainID: d.ChainID, Registry: d.Registry, Name: b.name.String(), Serial: b.Serial, Image: after.Image()}
}

// zonePlan says what an import of a file would do and cost. It needs no key.
func zonePlan(s *session) error {
	name, err := s.name(2, 2)
	if err != nil {
		return err
	}
	after, err := s.zoneFile(name, s.Args().Get(1))
	if err != nil {
		return err
	}
	before, err := s.published(name, true)
	if err != nil {
		return err
	}
	for _, w := range after.Warnings() {
		s.warn("%s", w)
	}
	p := plan{change: s.changeOf(before, after), Wei: "0"}
	p.Bytes.Before, p.Bytes.After = len(before.Image), len(after.Image())
	if p.Changes, err = jsonChanges(before.zone, after); err != nil {
		return err
	}
	cost := "nothing to do"
	if !bytes.Equal(before.Image, after.Image()) {
		gas, price, err := s.client.ZoneCost(s.ctx, before.Owner, name, after.Image(), before.Serial)
		if err != nil {
			return err
		}
		wei := new(big.Int).Mul(price, new(big.Int).SetUint64(gas))
		p.Gas, p.Wei = gas, wei.String()
		cost = fmt.Sprintf("%d gas, %s ether now", gas, chain.Ether(wei))
	}
	if path := s.String("out"); path != "" {
		if err := writeJSON(path, p); err != nil {
			return failf(exitRefused, "write the plan: %w", err)
		}
	}
	var diff strings.Builder
	if err := writeDiff(&diff, before.zone, after); err != nil {
		return err
	}
	return s.result(p, "%s%s serial %d: %d bytes become %d, %s", &diff, name, p.Serial, p.Bytes.Before, p.Bytes.After, cost)
}

// zoneApply sends exactly what a plan says, if the zone still is the one that
// the plan was made for.
func zoneApply(s *session) error {
	var p plan
	signer, before, after, err := s.proposed("a plan", &p, &p.change)
	if err != nil {
		return err
	}
	if before.Serial != p.Serial {
		return failf(exitRefused, "the zone of %s was changed since the plan was made, from serial %d to %d: make the plan again", before.name, p.Serial, before.Serial)
	}
	return s.publish(signer, before, after)
}

// proposed reads into v, a plan or an authorisation whose change is c, the file
// that the argument names. It gives the key's account, and the zone before and
// after.
func (s *session) proposed(what string, v any, c *change) (signer *chain.Signer, before published, after *zone.Zone, err error) {
	fail := func(err error) (*chain.Signer, published, *zone.Zone, error) { return nil, before, nil, err }
	if err := s.count(1, 1); err != nil {
		return fail(err)
	}
	path := s.Args().First()
	if err := readJSON(path, what, v); err != nil {
		return fail(err)
	}
	if err := s.open(); err != nil {
		return fail(err)
	}
	name, after, err := s.check(path, *c)
	if err != nil {
		return fail(err)
	}
	if signer, err = s.signer(); err != nil {
		return fail(err)
	}
	before, err = s.published(name, true)
	return signer, before, after, err
}

// check says whether a change is for this deployment and can be published.
func (s *session) check(path string, c change) (zone.Name, *zone.Zone, error) {
	d := s.client.Deployment()
	if c.Version != 1 {
		return zone.Name{}, nil, usagef("%s: its version is %d, and only 1 is known", path, c.Version)
	}
	if c.ChainID != d.ChainID || c.Registry != d.Registry {
		return zone.Name{}, nil, failf(exitRefused, "%s is for the registry %s on chain %d, and the deployment is another: check --deployment", path, c.Registry, c.ChainID)
	}
	name, err := parseName(s.client.Origin(), c.Name)
	if err != nil {
		return name, nil, fmt.Errorf("%s: %w", path, err)
	}
	z, err := zone.Decode(name, c.Image)
	if err != nil {
		return name, nil, usagef("%s: %w", path, err)
	}
	return name, z, nil
}

func jsonChanges(before, after *zone.Zone) ([]jsonChange, error) {
	changes := []jsonChange{}
	for _, d := range zone.Diff(before, after) {
		var c jsonChange
		for _, side := range []struct {
			set *zone.RRset
			to  **jsonRRset
		}{{d.Old, &c.Old}, {d.New, &c.New}} {
			if side.set == nil {
				continue
			}
			j, err := jsonOf(*side.set)
			if err != nil {
				return nil, err
			}
			*side.to = &j
		}
		changes = append(changes, c)
	}
	return changes, nil
}

func writeJSON(path string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return writeSecret(path, append(data, '\n'), true)
}

// readJSON reads a file that this program wrote.
func readJSON(path, what string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return failf(exitRefused, "read %s: %w: name a file that zone plan or zone sign wrote", what, err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return usagef("%s is not %s: %w", path, what, err)
	}
	return nil
}
