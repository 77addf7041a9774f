package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/goccy/go-yaml"

	"chainzone/chain"
	"chainzone/zone"
)

// config is the configuration file, version 1.
type config struct {
	Version int             `yaml:"version"`
	Listen  []string        `yaml:"listen"` // host:port, UDP and TCP
	Origins []originConfig  `yaml:"origins"`
	Forward []forwardConfig `yaml:"forward"`
	Cache   struct {
		Zones    byteSize `yaml:"zones"`
		Messages byteSize `yaml:"messages"`
	} `yaml:"cache"`
}

// originConfig names a deployment file or writes its fields out.
type originConfig struct {
	Deployment       string   `yaml:"deployment"`
	TLD              string   `yaml:"tld"`
	ChainID          uint64   `yaml:"chainId"`
	Registry         string   `yaml:"registry"`
	Controller       string   `yaml:"controller"`
	RegistryCodeHash string   `yaml:"registryCodeHash"`
	FromBlock        uint64   `yaml:"fromBlock"`
	Endpoints        []string `yaml:"endpoints"`
	EndpointsFile    string   `yaml:"endpoints_file"` // a URL a line
	Head             headRule `yaml:"head"`
	Verify           string   `yaml:"verify"`
	SOA              struct {
		MName string `yaml:"mname"`
		RName string `yaml:"rname"`
	} `yaml:"soa"`
}

type forwardConfig struct {
	Zone      string   `yaml:"zone"`
	Upstreams []string `yaml:"upstreams"`
}

// headRule is latest, safe, finalized or {confirmations: N}.
type headRule struct{ chain.HeadRule }

func (h *headRule) UnmarshalYAML(decode func(any) error) error {
	var word string
	if decode(&word) == nil {
		rule, err := chain.ParseHeadRule(word)
		h.HeadRule = rule
		return err
	}
	var depth map[string]uint64
	if err := decode(&depth); err != nil || len(depth) != 1 || depth["confirmations"] == 0 || depth["confirmations"] > 1<<20 {
		return errors.New("head: use latest, safe, finalized or {confirmations: N}")
	}
	h.HeadRule = chain.Confirmations(depth["confirmations"])
	return nil
}

// byteSize is a number of bytes, with KiB, MiB or GiB.
type byteSize int64

func (b *byteSize) UnmarshalYAML(decode func(any) error) error {
	var text string
	if err := decode(&text); err != nil {
		return err
	}
	number, shift := text, 0
	for unit, bits := range map[string]int{"KiB": 10, "MiB": 20, "GiB": 30} {
		if n, ok := strings.CutSuffix(text, unit); ok {
			number, shift = strings.TrimSpace(n), bits
		}
	}
	n, err := strconv.ParseUint(number, 10, 32)
	if err != nil || n == 0 || n<<shift > 1<<40 {
		return fmt.Errorf("size %q: use a number with KiB, MiB or GiB, such as 64MiB", text)
	}
	*b = byteSize(n << shift)
	return nil
}

const maxConfig = 1 << 20

func readConfig(path string) (*config, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, failf(exitRefused, "read the configuration: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, failf(exitRefused, "read the configuration: %w", err)
	}
	c, err := parseConfig(data)
	if err != nil {
		return nil, usagef("%s: %w", path, err)
	}
	return c, nil
}

// parseConfig reads and checks a configuration without touching anything else.
func parseConfig(data []byte) (*config, error) {
	if len(data) > maxConfig {
		return nil, errors.New("the file is larger than 1 MiB")
	}
	c := new(config)
	if err := yaml.UnmarshalWithOptions(data, c, yaml.Strict()); err != nil && !errors.Is(err, io.EOF) {
		return nil, errors.New(strings.TrimSpace(yaml.FormatError(err, false, true)) + hint(err, data))
	}
	return c, c.check()
}

var (
	unknownField = regexp.MustCompile(`unknown field "([^"]*)"`)
	bareIPv6     = regexp.MustCompile(`(?m)[\[\s,-]\[[0-9a-fA-F:]*::[0-9a-fA-F]*\]:\d+`)
	keys         = strings.Fields("version listen origins forward cache deployment tld chainId registry controller registryCodeHash fromBlock endpoints endpoints_file head verify soa mname rname zone upstreams zones messages confirmations")
)

func hint(err error, data []byte) string {
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		if near := nearest(m[1], keys); near != "" {
			return fmt.Sprintf("\ndid you mean %q?", near)
		}
	}
	if bareIPv6.Match(data) {
		return "\nwrite IPv6 addresses in quotes: \"[::1]:53\""
	}
	return ""
}

func (c *config) check() error {
	if c.Version != 1 {
		return fmt.Errorf("version: %d is not 1, which this program reads", c.Version)
	}
	if len(c.Listen) == 0 {
		return errors.New(`listen: name at least one address, such as "127.0.0.1:53"`)
	}
	for i, addr := range c.Listen {
		if err := checkAddress(addr); err != nil {
			return fmt.Errorf("listen[%d]: %w", i, err)
		}
	}
	if len(c.Origins)+len(c.Forward) == 0 {
		return errors.New("origins: there is neither an origin nor a forward zone, so nothing would be answered")
	}
	seen := map[zone.Name]bool{}
	for i := range c.Origins {
		if err := c.Origins[i].check(seen); err != nil {
			return fmt.Errorf("origins[%d]: %w", i, err)
		}
	}
	zones := map[zone.Name]bool{}
	for i, f := range c.Forward {
		name, err := zone.ParseName(f.Zone)
		if err != nil {
			return fmt.Errorf("forward[%d].zone: %w", i, err)
		}
		if zones[name] {
			return fmt.Errorf("forward[%d].zone: %s stands twice", i, name)
		}
		zones[name] = true
		if len(f.Upstreams) == 0 {
			return fmt.Errorf("forward[%d].upstreams: name at least one", i)
		}
		for _, u := range f.Upstreams {
			if err := checkUpstream(u); err != nil {
				return fmt.Errorf("forward[%d].upstreams: %w", i, err)
			}
		}
	}
	return nil
}

func (o *originConfig) check(seen map[zone.Name]bool) error {
	written := o.TLD != "" || o.ChainID != 0 || o.Registry != "" || o.Controller != "" || o.RegistryCodeHash != "" || o.FromBlock != 0
	if o.Deployment != "" && written {
		return errors.New("deployment: give the file or its fields (tld, chainId, registry, ...), not both")
	}
	if o.Deployment == "" && !written {
		return errors.New("deployment: name a deployment file or write out its fields")
	}
	if len(o.Endpoints) > 0 && o.EndpointsFile != "" {
		return errors.New("endpoints_file: give endpoints or endpoints_file, not both")
	}
	switch o.Verify {
	case "", "none":
	case "proof":
		return errors.New("verify: proof is not in this version: use none")
	default:
		return fmt.Errorf("verify: %q is not none", o.Verify)
	}
	for field, name := range map[string]string{"mname": o.SOA.MName, "rname": o.SOA.RName} {
		if name == "" {
			continue
		}
		if _, err := zone.ParseName(name); err != nil {
			return fmt.Errorf("soa.%s: %w", field, err)
		}
	}
	for i, e := range o.Endpoints {
		if strings.Contains(e, "${") {
			continue
		}
		u, err := url.Parse(e)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "ws" && u.Scheme != "wss" {
			return fmt.Errorf("endpoints[%d]: give an http, https, ws or wss URL with a host", i)
		}
	}
	if !written {
		return nil
	}
	for field, value := range map[string]string{"registry": o.Registry, "controller": o.Controller} {
		if !common.IsHexAddress(value) {
			return fmt.Errorf("%s: %q is not an address of 0x and 40 hex digits", field, value)
		}
	}
	if h := common.FromHex(o.RegistryCodeHash); len(h) != 32 {
		return errors.New("registryCodeHash: give 0x and 64 hex digits")
	}
	d := o.deployment()
	if o.EndpointsFile != "" {
		d.Endpoints = []string{"http://file.invalid"}
	}
	for i, e := range d.Endpoints {
		if strings.Contains(e, "${") {
			d.Endpoints[i] = "http://environment.invalid"
		}
	}
	if err := d.Check(); err != nil {
		return err
	}
	origin, err := d.Origin()
	if err == nil && seen[origin] {
		return fmt.Errorf("tld: %s stands twice", origin)
	}
	seen[origin] = true
	return err
}

// deployment is the one written out in the fields.
func (o *originConfig) deployment() *chain.Deployment {
	return &chain.Deployment{
		Version: 1, ChainID: o.ChainID, TLD: o.TLD, Registry: common.HexToAddress(o.Registry), Controller: common.HexToAddress(o.Controller),
		RegistryCodeHash: common.HexToHash(o.RegistryCodeHash), FromBlock: o.FromBlock, Endpoints: append([]string(nil), o.Endpoints...),
	}
}

func checkAddress(addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("%q is not host:port; an IPv6 address stands in brackets, \"[::1]:53\"", addr)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("%q has no port from 0 to 65535", addr)
	}
	if host != "" && net.ParseIP(host) == nil && host != "localhost" {
		return fmt.Errorf("%q: listen on an IP address", addr)
	}
	return nil
}

func checkUpstream(addr string) error {
	if strings.Contains(addr, "://") {
		return fmt.Errorf("%q: this version asks upstreams by plain DNS: give host or host:port", addr)
	}
	if net.ParseIP(addr) != nil {
		return nil
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		host, port = addr, "53"
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return fmt.Errorf("%q has no port from 1 to 65535", addr)
	}
	if host == "" || strings.ContainsAny(host, " :/") && net.ParseIP(host) == nil {
		return fmt.Errorf("%q is not host or host:port", addr)
	}
	return nil
}

func checkCommand(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	path := s.Args().First()
	if _, err := readConfig(path); err != nil {
		return err
	}
	return s.result(map[string]any{"file": path, "ok": true}, "%s is good", path)
}
