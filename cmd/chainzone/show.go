package main

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"chainzone/resolver"
	"chainzone/resolver/forward"
	"chainzone/resolver/messages"
	"chainzone/resolver/ratelimit"
)

// configShow prints a configuration as the server takes it: every key, with its
// default where the file does not have it, and no secret.
func configShow(s *session) error {
	if err := s.count(0, 1); err != nil {
		return err
	}
	c := &config{Version: 1}
	if path := s.Args().First(); path != "" {
		var err error
		if c, err = readConfig(path); err != nil {
			return err
		}
	}
	c.complete()
	text, err := yaml.MarshalWithOptions(c, yaml.IndentSequence(true))
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	if !s.Bool("json") {
		_, err = s.out.Write(text)
		return err
	}
	object, err := yaml.YAMLToJSON(text)
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return s.result(json.RawMessage(object), "")
}

// complete puts in defaults and hides secrets.
func (c *config) complete() {
	for i := range c.Origins {
		c.Origins[i].complete()
	}
	for i := range c.Forward {
		f := &c.Forward[i]
		if f.Strategy == "" {
			f.Strategy = string(forward.InOrder)
		}
		for j, text := range f.Upstreams {
			f.Upstreams[j] = shownUpstream(text)
		}
	}
	if c.Encrypted.Path == "" {
		c.Encrypted.Path = resolver.DefaultHTTPPath
	}
	c.Access.complete()
	if c.Order == "" {
		c.Order = "stable"
	}
	c.Cache.complete()
	c.Log.complete()
}

func (a *accessConfig) complete() {
	if a.Query == nil {
		a.Query = []string{"0.0.0.0/0", "::/0"}
	}
	if a.Recursion == nil {
		a.Recursion = texts(resolver.LocalNetworks())
	}
	limits := a.Limits.resolver()
	a.Limits.Queries = &limits.Queries
	a.Limits.Exempt = texts(limits.Exempt)
	if a.Limits.Slip == 0 {
		a.Limits.Slip = ratelimit.DefaultSlip
	}
}

func texts(list []netip.Prefix) (out []string) {
	for _, p := range list {
		out = append(out, p.String())
	}
	return out
}

func (c *cacheConfig) complete() {
	for _, size := range []*byteSize{&c.Zones, &c.Messages} {
		if size.bytes == 0 {
			size.bytes = resolver.DefaultCacheBytes
		}
	}
	if c.MinTTL.length == 0 {
		c.MinTTL.length = messages.DefaultMinTTL
	}
	if c.MaxTTL.length == 0 {
		c.MaxTTL.length = messages.DefaultMaxTTL
	}
}

func (o *originConfig) complete() {
	if o.Verify == "" {
		o.Verify = "none"
	}
	if o.Clock == "" {
		o.Clock = "machine"
	}
	if o.MaxAge.length == 0 {
		o.MaxAge.length = o.Head.MaxAge()
	}
	o.Endpoints = slices.Clone(o.Endpoints)
	for i, e := range o.Endpoints {
		o.Endpoints[i] = shownEndpoint(e)
	}
}

// shownEndpoint is the scheme and host of an endpoint, or the variable that it is
// taken from. The rest often carries an API key.
func shownEndpoint(e string) string {
	scheme, rest, found := strings.Cut(e, "://")
	if !found {
		return variable.FindString(e)
	}
	authority, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, path = rest[:i], rest[i:]
	}
	if strings.Contains(path, "@") { // perhaps of a password
		return scheme + "://"
	}
	return scheme + "://" + authority[strings.LastIndex(authority, "@")+1:]
}

var endpointURL = regexp.MustCompile(`(?:https?|wss?)://[^\s"']+`)

// masked hides, in lines of a file that an error shows and the log keeps, what
// shownEndpoint does not show, a star a letter: carets point where they did.
func masked(text string) string {
	stars := func(s string) string { return strings.Repeat("*", utf8.RuneCountInString(s)) }
	return endpointURL.ReplaceAllStringFunc(text, func(e string) string {
		scheme, host, _ := strings.Cut(shownEndpoint(e), "://")
		scheme += "://"
		before, after, _ := strings.Cut(e[len(scheme):], host)
		return scheme + stars(before) + host + stars(after)
	})
}

// shownUpstream is an upstream without a path that may name an account.
func shownUpstream(text string) string {
	if a, err := forward.ParseAddress(text); err == nil && strings.HasSuffix(a.String(), "/...") {
		return strings.TrimSuffix(text, a.Path) + "/..."
	}
	return text
}

//nolint:unparam // the interface wants an error
func (h headRule) MarshalYAML() (any, error) {
	if n := h.Depth(); n > 0 {
		return map[string]uint64{"confirmations": n}, nil
	}
	return h.String(), nil
}

//nolint:unparam // the interface wants an error
func (b byteSize) MarshalYAML() (any, error) {
	for _, unit := range []struct {
		name string
		bits int
	}{{"GiB", 30}, {"MiB", 20}, {"KiB", 10}} {
		if n := b.bytes >> unit.bits; n > 0 && n<<unit.bits == b.bytes {
			return fmt.Sprintf("%d%s", n, unit.name), nil
		}
	}
	return b.bytes, nil
}

// MarshalYAML writes 1h0m0s as 1h.
//
//nolint:unparam // the interface wants an error
func (d span) MarshalYAML() (any, error) {
	text := d.length.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text, nil
}
