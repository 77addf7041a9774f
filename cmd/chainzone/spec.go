package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"chainzone/chain"
	"chainzone/zone"
)

// spec is a TLD to be deployed, as a YAML file says it. Prices are decimal
// numbers of wei a second; durations are as --duration takes them.
type spec struct {
	TLD      string   `yaml:"tld"`
	Prices   []wei    `yaml:"prices"`  // by label length, from 1; the last is for all longer ones
	Ceiling  wei      `yaml:"ceiling"` // of renewals, for ever
	MinAge   string   `yaml:"minAge"`  // of a commitment
	MaxAge   string   `yaml:"maxAge"`
	Grace    string   `yaml:"grace"`    // 30d, as the registry has it
	Treasury string   `yaml:"treasury"` // the deploying account unless given
	Owner    string   `yaml:"owner"`    // the same
	Reserved []string `yaml:"reserved"` // labels that are never sold
	Zone     string   `yaml:"zone"`     // master file of the TLD's own records, relative to this one
}

// readSpec reads a file and what it names, strictly.
func readSpec(path string) (*spec, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, failf(exitRefused, "read the TLD's file: %w", err)
	}
	s := &spec{MinAge: "1m", MaxAge: "24h", Grace: "30d"}
	found, err := decodeYAML(data, s, func(error, []byte) string { return "" })
	if err == nil && len(found) > 0 {
		err = errors.New(found.annotated(data))
	}
	if err != nil {
		return nil, usagef("%s: %w", path, err)
	}
	if s.Zone != "" && !filepath.IsAbs(s.Zone) {
		s.Zone = filepath.Join(filepath.Dir(path), s.Zone)
	}
	return s, nil
}

// specOfFlags is what the flags say of a TLD.
func specOfFlags(s *session) *spec {
	var prices []wei
	for _, text := range s.StringSlice("price") {
		prices = append(prices, wei(text))
	}
	return &spec{
		TLD: s.String("tld"), Prices: prices, Ceiling: wei(s.String("ceiling")), Reserved: s.StringSlice("reserve"),
		MinAge: s.Duration("min-age").String(), MaxAge: s.Duration("max-age").String(), Grace: "30d",
	}
}

// options checks the spec, and turns it into what chain.Deploy takes.
func (sp *spec) options() (o chain.DeployOptions, err error) {
	o.TLD = strings.TrimSuffix(sp.TLD, ".")
	origin, err := zone.ParseName(o.TLD)
	if err != nil {
		return o, usagef("the TLD: %w: give one such as chain, by --tld or in the file", err)
	}
	if origin == zone.Root {
		return o, usagef("no TLD is given: give one such as chain, by --tld or in the file")
	}
	for i, text := range append([]wei{sp.Ceiling}, sp.Prices...) {
		n, ok := new(big.Int).SetString(string(text), 10)
		if !ok || n.Sign() <= 0 {
			return o, usagef("the price %q is not a number of wei a second above 0: give a ceiling and prices, by --ceiling and --price or in the file", text)
		}
		if i == 0 {
			o.Ceiling = n
		} else {
			o.Prices = append(o.Prices, n)
		}
	}
	if len(o.Prices) == 0 {
		return o, usagef("no price is given: give at least one, by --price or in the file")
	}
	if grace, err := parseDuration(sp.Grace); err != nil || grace != chain.GracePeriod {
		return o, usagef("the grace %q is not the registry's: it is 30d for every TLD", sp.Grace)
	}
	for text, into := range map[string]*time.Duration{sp.MinAge: &o.MinAge, sp.MaxAge: &o.MaxAge} {
		if *into, err = parseDuration(text); err != nil {
			return o, err
		}
	}
	if o.MinAge >= o.MaxAge {
		return o, usagef("a commitment's least age %s is not below its greatest, %s: give others", sp.MinAge, sp.MaxAge)
	}
	if sp.Treasury != "" {
		if o.Treasury, err = parseAddress(sp.Treasury); err != nil {
			return o, fmt.Errorf("treasury: %w", err)
		}
	}
	if sp.Owner != "" {
		if o.Owner, err = parseAddress(sp.Owner); err != nil {
			return o, fmt.Errorf("owner: %w", err)
		}
	}
	for _, label := range sp.Reserved {
		if err := zone.CheckLabel(label); err != nil {
			return o, usagef("the reserved label %q could not be sold anyway: %w", label, err)
		}
	}
	o.Reserved = sp.Reserved
	if sp.Zone == "" {
		return o, nil
	}
	f, err := os.Open(sp.Zone)
	if err != nil {
		var path *fs.PathError
		errors.As(err, &path)
		return o, failf(exitRefused, "read the TLD's own records: %w: name a master file that can be read", path)
	}
	defer func() { _ = f.Close() }() // only read
	sets, err := zone.ParseMaster(origin, f, sp.Zone)
	if err != nil {
		return o, usagef("%w", err)
	}
	z, err := zone.NewOrigin(origin, sets)
	if err != nil {
		return o, usagef("%s: %w", sp.Zone, err)
	}
	o.Zone = z.Image()
	return o, nil
}

// specialUse are the names that RFC 6761, 6762, 7686, 8375 and 9476 and ICANN
// keep for other uses than the public DNS.
var specialUse = []string{"alt", "arpa", "example", "example.com", "example.net", "example.org", "internal", "invalid", "local", "localhost", "onion", "test"}

// checkTLD refuses a TLD that the public DNS has, or that is kept for another
// use, unless it is named a second time.
func checkTLD(tld, again string) error {
	taken := ""
	// The list's default rule, for TLDs that it does not have, is no ICANN one.
	if suffix, icann := publicsuffix.PublicSuffix("x." + tld); icann {
		taken = fmt.Sprintf("%s is delegated in the public DNS", suffix[strings.LastIndex(suffix, ".")+1:])
	}
	if i := slices.IndexFunc(specialUse, func(name string) bool { return tld == name || strings.HasSuffix(tld, "."+name) }); i >= 0 {
		taken = specialUse[i] + " is kept for a special use"
	}
	if taken == "" || again == tld {
		return nil
	}
	return failf(exitRefused, "%s, so names below %s would hide others or never be asked for: choose another TLD, or say it twice with --anyway %s", taken, tld, tld)
}
