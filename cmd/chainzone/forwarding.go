package main

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"time"

	"chainzone/resolver"
	"chainzone/resolver/forward"
	"chainzone/resolver/messages"
	"chainzone/zone"
)

// forwardConfig says who answers the names of a zone.
type forwardConfig struct {
	Zone       string   `yaml:"zone"`
	Upstreams  []string `yaml:"upstreams"`
	Strategy   string   `yaml:"strategy"`  // order, fastest or parallel
	Bootstrap  []string `yaml:"bootstrap"` // addresses of servers that look up upstreams' names
	Validating bool     `yaml:"validating"`
}

func (f *forwardConfig) check(seen map[zone.Name]bool) (found faults) {
	name, err := zone.ParseName(f.Zone)
	found.check("zone", err)
	if err == nil && seen[name] {
		found.wrong("zone", "%s stands twice", name)
	}
	seen[name] = true
	if len(f.Upstreams) == 0 {
		found.wrong("upstreams", "name at least one")
	}
	switch forward.Strategy(f.Strategy) {
	case "", forward.InOrder, forward.Fastest, forward.Parallel:
	default:
		found.wrong("strategy", "%q is none of order, fastest and parallel", f.Strategy)
	}
	for i, text := range f.Upstreams {
		a, err := forward.ParseAddress(text)
		found.check(fmt.Sprintf("upstreams[%d]", i), err)
		if err == nil && a.Named() && len(f.Bootstrap) == 0 {
			found.wrong(fmt.Sprintf("upstreams[%d]", i), "%s is a name that nobody can look up: write %s@ADDRESS, or give bootstrap servers", text, text)
		}
	}
	for i, text := range f.Bootstrap {
		if a, err := forward.ParseAddress(text); err != nil || a.Scheme != forward.UDP {
			found.wrong(fmt.Sprintf("bootstrap[%d]", i), "%q is not an IP address with or without a port", text)
		}
	}
	return found
}

// elsewhere refuses an upstream or a bootstrap server that is where this server
// listens. What only shows when it listens, it refuses by itself.
func (f *forwardConfig) elsewhere(listen []string) (found faults) {
	for _, of := range []struct {
		key  string
		list []string
	}{{"upstreams", f.Upstreams}, {"bootstrap", f.Bootstrap}} {
		for i, text := range of.list {
			to, err := forward.ParseAddress(text)
			if err != nil {
				continue // check says so
			}
			for _, addr := range to.Addrs {
				if j := slices.IndexFunc(listen, func(at string) bool { return resolver.Itself(netip.AddrPortFrom(addr, to.Port), listener(at)) }); j >= 0 {
					found.wrong(fmt.Sprintf("%s[%d]", of.key, i), "this server listens on %s itself: name another", listen[j])
					break
				}
			}
		}
	}
	return found
}

// listener is where an address of listen is: all interfaces without a host.
func listener(at string) netip.AddrPort {
	host, port, _ := net.SplitHostPort(at)
	switch host {
	case "":
		host = "::"
	case "localhost":
		host = "127.0.0.1"
	}
	to, _ := netip.ParseAddrPort(net.JoinHostPort(host, port))
	return to
}

func (f *forwardConfig) resolver() resolver.Forward {
	return resolver.Forward{
		Zone: zone.MustParseName(f.Zone), Upstreams: f.Upstreams, Strategy: forward.Strategy(f.Strategy),
		Bootstrap: f.Bootstrap, Validating: f.Validating,
	}
}

// cacheConfig bounds what is kept.
type cacheConfig struct {
	Zones    byteSize `yaml:"zones"`
	Messages byteSize `yaml:"messages"`
	MinTTL   span     `yaml:"min_ttl"` // of forwarded answers
	MaxTTL   span     `yaml:"max_ttl"`
}

func (c *cacheConfig) check() (f faults) {
	f.check("cache.zones", c.Zones.err)
	f.check("cache.messages", c.Messages.err)
	f.check("cache.min_ttl", c.MinTTL.err)
	f.check("cache.max_ttl", c.MaxTTL.err)
	if c.MinTTL.length > 0 && c.MaxTTL.length > 0 && c.MinTTL.length > c.MaxTTL.length {
		f.wrong("cache.min_ttl", "it is above max_ttl")
	}
	return f
}

func (c *cacheConfig) resolver() messages.Config {
	return messages.Config{Bytes: c.Messages.bytes, MinTTL: c.MinTTL.length, MaxTTL: c.MaxTTL.length}
}

// span is a length of time such as 30s or 1h. Its error is for check.
type span struct {
	length time.Duration
	err    error
}

func (d *span) UnmarshalYAML(decode func(any) error) error {
	var text string
	if err := decode(&text); err != nil {
		return err
	}
	if d.length, d.err = time.ParseDuration(text); d.err != nil || d.length <= 0 {
		d.err = fmt.Errorf("%q is not a length of time such as 30s, 5m or 1h", text)
	}
	return nil
}
