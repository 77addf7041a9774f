package main

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/miekg/dns"

	"chainzone/chain"
	"chainzone/resolver"
	"chainzone/zone"
)

// nameServer is one of a domain: its name, or its name and its addresses.
type nameServer struct {
	Name      string   `yaml:"name"`
	Addresses []string `yaml:"addresses,omitempty"` // of a server below the domain
}

// maxServerAddresses bounds the addresses of one name server, which replies carry.
const maxServerAddresses = 16

// UnmarshalYAML reads either form.
func (n *nameServer) UnmarshalYAML(decode func(any) error) error {
	var text string
	if decode(&text) == nil {
		*n = nameServer{Name: text}
		return nil
	}
	type long nameServer
	return decode((*long)(n))
}

// MarshalYAML writes the shorter form that says all.
func (n nameServer) MarshalYAML() (any, error) { //nolint:unparam // the YAML library's interface
	if len(n.Addresses) == 0 {
		return n.Name, nil
	}
	type long nameServer
	return long(n), nil
}

func (n *nameServer) check() (f faults) {
	key := "name"
	if len(n.Addresses) == 0 {
		key = "" // the short form
	}
	f.name(key, n.Name)
	if len(n.Addresses) > maxServerAddresses {
		f.wrong("addresses", "%d are more than %d", len(n.Addresses), maxServerAddresses)
	}
	for i, text := range n.Addresses {
		if addr, err := netip.ParseAddr(text); err != nil || addr.Zone() != "" || addr.Is4In6() {
			f.wrong(fmt.Sprintf("addresses[%d]", i), "%q is not an IP address", text)
		}
	}
	return f
}

// checkServers says which name servers have addresses that cannot be given: those of
// names outside the domain are others' to say.
func (o *originConfig) checkServers(origin zone.Name) (f faults) {
	for i := range o.NS {
		host, err := zone.ParseName(o.NS[i].Name)
		if err == nil && len(o.NS[i].Addresses) > 0 && (host == origin || !host.IsAtOrBelow(origin)) {
			f.wrong(fmt.Sprintf("ns[%d].addresses", i), "%s is not below %s, which answers for its own names alone: leave its addresses out", host, origin)
		}
	}
	return f
}

// compareServers warns where the chain has records at a name server whose addresses
// are configured, and they are others; or where that cannot be learnt.
func (s *session) compareServers(o *originConfig) {
	var list []nameServer
	for _, n := range o.NS {
		if len(n.Addresses) > 0 {
			list = append(list, n)
		}
	}
	if len(list) == 0 {
		return
	}
	client, err := o.open(nil, chain.Options{})
	if err == nil {
		defer client.Close()
		ctx, cancel := context.WithTimeout(s.ctx, probeLimit)
		err = client.Probe(ctx)
		cancel()
	}
	if err != nil {
		s.warn("whether the chain has records at the name servers of an origin could not be learnt: %v", err)
		return
	}
	for _, n := range list {
		if what, err := s.compareServer(client, n); err != nil {
			s.warn("whether the chain has records at %s could not be learnt: %v", n.Name, err)
		} else if what != "" {
			s.warn("%s", what)
		}
	}
}

// compareServer says how the chain and the configuration differ, "" if they do not.
func (s *session) compareServer(client *chain.Client, n nameServer) (string, error) {
	ctx, cancel := context.WithTimeout(s.ctx, probeLimit)
	defer cancel()
	server, origin := zone.MustParseName(n.Name), client.Origin()
	key, decode := server.Ancestor(origin.NumLabels()+1), zone.Decode
	if key.Label(0)[0] == '_' {
		key, decode = origin, zone.DecodeOrigin
	} else if zone.CheckLabel(key.Label(0)) != nil {
		return "", nil // nobody can register it
	}
	list, err := client.Read(ctx, []zone.Name{key})
	if err == nil {
		err = list[0].Err
	}
	if err != nil {
		return "", err
	}
	if key != origin && list[0].Expiry <= list[0].Block.Time {
		return "", nil
	}
	z, err := decode(key, list[0].Image)
	if err != nil {
		return fmt.Sprintf("the zone of %s on the chain is not valid: %s is SERVFAIL, and its addresses are not given", key, server), nil
	}
	if !resolver.Has(z, server) {
		return "", nil
	}
	there := map[netip.Addr]bool{}
	for _, typ := range []uint16{dns.TypeA, dns.TypeAAAA} {
		for _, data := range z.Lookup(server, typ).Set.Data {
			if addr, ok := netip.AddrFromSlice(data); ok {
				there[addr] = true
			}
		}
	}
	same := len(there) == len(n.Addresses)
	for _, text := range n.Addresses {
		same = same && there[netip.MustParseAddr(text)]
	}
	if same {
		return "", nil
	}
	return fmt.Sprintf("the chain has records at %s, which win, and they are not the addresses of the configuration", server), nil
}
