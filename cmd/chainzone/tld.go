package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"net/netip"
	"slices"

	"github.com/miekg/dns"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

func exportFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "out", Usage: "write to `FILE`, whole or not at all (default: stdout)"},
		&cli.StringFlag{Name: "config", Usage: "configuration `FILE` of the server whose SOA and NS are written"},
		&cli.BoolFlag{Name: "strict", Usage: "leave out NS to names of the TLD that have no address, which kzonecheck and Knot's semantic-checks refuse"},
	}
}

// tldExport writes the whole TLD as one master file, all of one block.
func tldExport(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	path := s.String("out")
	if s.Bool("json") && path == "" {
		return usagef("--json says what was written and stdout cannot have both: give --out FILE")
	}
	if err := s.open(); err != nil {
		return err
	}
	origin, err := s.served()
	if err != nil {
		return err
	}
	if err := s.client.Probe(s.ctx); err != nil {
		return err
	}
	s.progress("reading the events of %s", s.client.Origin())
	list, err := s.client.List(s.ctx)
	if err != nil {
		return err
	}
	e := &export{s: s, list: list, servers: origin.Addresses}
	if path == "" {
		return e.write(s.out, origin)
	}
	if err := writeWhole(path, true, func(w io.Writer) error { return e.write(w, origin) }); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return s.result(map[string]any{
		"tld": s.client.Origin().String(), "file": path, "block": list.Head.Number, "blockHash": fmt.Sprintf("0x%x", list.Head.Hash),
		"names": list.Len() - len(e.leftOut), "leftOut": append([]string{}, e.leftOut...), "reduced": append([]string{}, e.reduced...),
	}, "%d names of %s at block %d are in %s", list.Len()-len(e.leftOut), s.client.Origin(), list.Head.Number, path)
}

// served is the origin as the server of --config has it, or one with defaults.
func (s *session) served() (resolver.Origin, error) {
	name := s.client.Origin()
	path := s.String("config")
	if path == "" {
		return resolver.Origin{Name: name}, nil
	}
	c, err := readConfig(path)
	if err != nil {
		return resolver.Origin{}, err
	}
	for i := range c.Origins {
		d, err := c.Origins[i].resolve()
		if err != nil {
			return resolver.Origin{}, err
		}
		if origin, err := d.Origin(); err == nil && origin == name {
			if err := c.Origins[i].checkServers(name).err(); err != nil {
				return resolver.Origin{}, usagef("%s: origins[%d].%w", path, i, err)
			}
			return c.Origins[i].served(name), nil
		}
	}
	return resolver.Origin{}, usagef("%s has no origin %s: name the configuration of a server that answers it", path, name)
}

// export is one run of tldExport.
type export struct {
	s       *session
	list    *chain.Listing
	leftOut []string                   // names whose images cannot be read
	reduced []string                   // names of which some records are left out
	later   []zone.Name                // names that are delegated to servers in other names' zones
	servers map[zone.Name][]netip.Addr // addresses that are configured
}

func (e *export) write(to io.Writer, origin resolver.Origin) error {
	w := bufio.NewWriter(to)
	head := e.list.Head
	fmt.Fprintf(w, "; %s at block %d 0x%x, chain id %d, registry %s\n", origin.Name, head.Number, head.Hash, e.s.client.Deployment().ChainID, e.s.client.Deployment().Registry)
	soa, apex, err := origin.Apex(head)
	if err != nil {
		return usagef("%w", err)
	}
	began := false
	begin := func(own *zone.Zone) error {
		began = true
		if _, ok := own.RRset(origin.Name, dns.TypeNS); ok {
			apex = nil // the origin's own
		}
		fmt.Fprintf(w, "$ORIGIN %s\n", origin.Name)
		for _, rr := range append([]dns.RR{soa}, apex...) {
			fmt.Fprintf(w, "@ %d IN %s %s\n", rr.Header().Ttl, zone.TypeString(rr.Header().Rrtype), zone.DataString(rr))
		}
		if own.Empty() {
			return nil
		}
		return zone.WriteMaster(w, own)
	}
	done := 0
	err = e.list.Read(e.s.ctx, func(name zone.Name, state names.State) error {
		if done++; done%1000 == 0 {
			e.s.progress("%d of %d names", done, e.list.Len())
		}
		own := name == origin.Name
		decode := zone.Decode
		if own {
			decode = zone.DecodeOrigin
		}
		z, err := decode(name, state.Image)
		switch {
		case err != nil && own:
			return failf(exitRefused, "%w: a server answers nothing at %s either", err, name)
		case own:
			return begin(z)
		case !began:
			if err := begin(new(zone.Zone)); err != nil {
				return err
			}
		}
		if err != nil {
			e.leftOut = append(e.leftOut, name.String())
			e.s.warn("%s is left out, and a server answers SERVFAIL for it: %v", name, err)
			_, err = fmt.Fprintf(w, "; %s is left out: its zone on the chain is not valid\n", name)
			return err
		}
		if !e.s.Bool("strict") {
			return e.writeZone(w, z, nil)
		}
		if len(neighbours(origin.Name, z)) > 0 {
			e.later = append(e.later, name)
			return nil
		}
		return e.writeZone(w, z, func(server zone.Name) bool { return !server.IsAtOrBelow(origin.Name) })
	})
	if err == nil && !began {
		err = begin(new(zone.Zone))
	}
	for batch := range slices.Chunk(e.later, 32) {
		if err != nil {
			break
		}
		err = e.writeLater(w, origin.Name, batch)
	}
	e.s.progress("")
	if err == nil {
		err = e.writeServers(w, origin)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// writeServers writes the configured addresses of name servers that the chain has no
// records at.
func (e *export) writeServers(w io.Writer, origin resolver.Origin) error {
	there := map[zone.Name]bool{}
	keys := map[zone.Name][]zone.Name{} // servers by the name whose zone answers for them
	for server := range origin.Addresses {
		key := server.Ancestor(origin.Name.NumLabels() + 1)
		if key.Label(0)[0] == '_' {
			key = origin.Name
		}
		keys[key] = append(keys[key], server)
	}
	err := e.list.ReadNames(e.s.ctx, slices.SortedFunc(maps.Keys(keys), zone.Name.Compare), func(name zone.Name, state names.State) error {
		decode := zone.Decode
		if name == origin.Name {
			decode = zone.DecodeOrigin
		}
		z, err := decode(name, state.Image)
		for _, server := range keys[name] {
			there[server] = err != nil || resolver.Has(z, server)
		}
		return nil
	})
	for _, server := range slices.SortedFunc(maps.Keys(origin.Addresses), zone.Name.Compare) {
		if err != nil {
			break
		}
		if there[server] {
			continue
		}
		for _, rr := range origin.ServerRecords(server) {
			if _, err = fmt.Fprintf(w, "%s %d IN %s %s\n", server, rr.Header().Ttl, zone.TypeString(rr.Header().Rrtype), zone.DataString(rr)); err != nil {
				break
			}
		}
	}
	return err
}

// writeZone writes what name servers load of a name's zone, as ForNameServers
// has it.
func (e *export) writeZone(w io.Writer, z *zone.Zone, answered func(server zone.Name) bool) error {
	rest, leftOut := z.ForNameServers(answered)
	for _, what := range leftOut {
		e.s.warn("a record of %s is left out, as it would keep name servers from loading the file: %s", z.Apex(), what)
	}
	if len(leftOut) > 0 {
		e.reduced = append(e.reduced, z.Apex().String())
	}
	return zone.WriteMaster(w, rest)
}

// writeLater writes names that are delegated to servers in other names' zones:
// it reads them again, and the zones that can have the servers' addresses.
func (e *export) writeLater(w io.Writer, origin zone.Name, batch []zone.Name) error {
	var zones []*zone.Zone
	wanted := map[zone.Name][]zone.Name{} // servers by the name whose zone has them
	has := map[zone.Name]bool{}
	err := e.list.ReadNames(e.s.ctx, batch, func(name zone.Name, state names.State) error {
		z, err := zone.Decode(name, state.Image)
		if err != nil {
			return err
		}
		zones = append(zones, z)
		for _, server := range neighbours(origin, z) {
			key := server.Ancestor(origin.NumLabels() + 1)
			if key.Label(0)[0] == '_' {
				key = origin
			}
			wanted[key] = append(wanted[key], server)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = e.list.ReadNames(e.s.ctx, slices.SortedFunc(maps.Keys(wanted), zone.Name.Compare), func(name zone.Name, state names.State) error {
		decode := zone.Decode
		if name == origin {
			decode = zone.DecodeOrigin
		}
		if z, err := decode(name, state.Image); err == nil {
			for _, server := range wanted[name] {
				has[server] = z.HasServer(server)
			}
		}
		return nil
	})
	for _, z := range zones {
		if err == nil {
			err = e.writeZone(w, z, func(server zone.Name) bool {
				return !server.IsAtOrBelow(origin) || has[server] || len(e.servers[server]) > 0
			})
		}
	}
	return err
}

// neighbours are the name servers of a zone's delegations that lie in the zones
// of other names of the origin.
func neighbours(origin zone.Name, z *zone.Zone) []zone.Name {
	return slices.DeleteFunc(z.ForeignServers(), func(server zone.Name) bool { return !server.IsAtOrBelow(origin) })
}
