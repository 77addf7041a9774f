package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// open is a client of the origin's chain: one of those there are if it is of the
// same contracts, endpoints and blocks, else a new one.
func (o *originConfig) open(there []*chain.Client, options chain.Options) (*chain.Client, error) {
	d, err := o.resolve()
	if err != nil {
		return nil, err
	}
	options.Head = o.Head.HeadRule
	options.MaxAge = cmp.Or(o.MaxAge.length, options.Head.MaxAge())
	options.ChainClock = o.movedByHand()
	for _, c := range there {
		if reflect.DeepEqual(c.Deployment(), d) && c.HeadRule() == options.Head && c.MaxAge() == options.MaxAge && c.ChainClock() == options.ChainClock {
			return c, nil
		}
	}
	client, err := chain.Open(d, options)
	if err != nil {
		return nil, usagef("%w", err)
	}
	if i := slices.IndexFunc(there, func(c *chain.Client) bool { return dataOf(c) == dataOf(client) }); i >= 0 {
		options.After = there[i]
		return chain.Open(d, options)
	}
	return client, nil
}

// dataOf says what a client reads, by whatever endpoints.
func dataOf(c *chain.Client) string {
	d := c.Deployment()
	return fmt.Sprintf("%s of %s %s on chain %d at %s", d.TLD, d.Registry, d.RegistryCodeHash, d.ChainID, c.HeadRule())
}

// served is the origin as the server gives it, without its source.
func (o *originConfig) served(name zone.Name) resolver.Origin {
	origin := resolver.Origin{Name: name, ChainClock: o.movedByHand()}
	if o.SOA.MName != "" {
		origin.MName = zone.MustParseName(o.SOA.MName)
	}
	if o.SOA.RName != "" {
		origin.RName = zone.MustParseName(o.SOA.RName)
	}
	for _, server := range o.NS {
		host := zone.MustParseName(server.Name)
		origin.NS = append(origin.NS, host)
		if len(server.Addresses) == 0 {
			continue
		}
		if origin.Addresses == nil {
			origin.Addresses = map[zone.Name][]netip.Addr{}
		}
		for _, text := range server.Addresses {
			origin.Addresses[host] = append(origin.Addresses[host], netip.MustParseAddr(text))
		}
	}
	return origin
}

const probeLimit = 5 * time.Second

// probe tells the operator at start what queries would only show later. The
// client itself refuses a chain that is not the configured one.
func probe(ctx context.Context, client *chain.Client, logger *slog.Logger) {
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	err := client.Probe(ctx)
	switch {
	case err == nil:
		logger.Info("the chain answers", "origin", client.Origin().String())
	case errors.Is(err, names.ErrRefused):
		logger.Error("names of this origin are refused until this is corrected", "origin", client.Origin().String(), "err", err)
	case errors.Is(err, context.Canceled):
	default:
		logger.Warn("the chain is not reachable yet, going on", "origin", client.Origin().String(), "err", err)
	}
}

var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// resolve reads the files and the environment that an origin refers to.
func (o *originConfig) resolve() (*chain.Deployment, error) {
	d := o.deployment()
	if o.Deployment != "" {
		var err error
		if d, err = readDeployment(o.Deployment); err != nil {
			return nil, err
		}
	}
	endpoints := o.Endpoints
	if o.EndpointsFile != "" {
		data, err := os.ReadFile(o.EndpointsFile)
		if err != nil {
			return nil, failf(exitRefused, "read the endpoints: %w", err)
		}
		endpoints = strings.Fields(string(data))
	}
	if len(endpoints) == 0 {
		return d, nil
	}
	d.Endpoints = nil
	for _, e := range endpoints {
		for _, m := range variable.FindAllStringSubmatch(e, -1) {
			if os.Getenv(m[1]) == "" {
				return nil, failf(exitRefused, "the environment variable %s of an endpoint is not set: set it", m[1])
			}
		}
		d.Endpoints = append(d.Endpoints, variable.ReplaceAllStringFunc(e, func(v string) string { return os.Getenv(v[2 : len(v)-1]) }))
	}
	return d, nil
}

// warnPublic tells of an origin that hides a domain of the public DNS.
func warnPublic(logger *slog.Logger, origin zone.Name) {
	name := strings.TrimSuffix(origin.String(), ".")
	if suffix, icann := publicsuffix.PublicSuffix(name); icann && suffix == name {
		logger.Warn("this origin is a domain of the public DNS too, whose names cannot be reached through this server", "origin", origin.String())
	}
}
