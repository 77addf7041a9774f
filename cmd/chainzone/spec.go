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
	Prices   []wei    `yaml:"prices"`   // by label length, from 1; the last is for all longer ones
	Ceiling  wei      `yaml:"ceiling"`  // of renewals, for ever, whatever the label's length
	Ceilings []wei    `yaml:"ceilings"` // instead of ceiling: by label length, from 1 to 5; the last is for all longer ones
	Premium  uint32   `yaml:"premium"`  // of a lapsed name at the end of its grace, in prices of a year
	MinAge   string   `yaml:"minAge"`   // of a commitment
	MaxAge   string   `yaml:"maxAge"`
	Grace    string   `yaml:"grace"`    // 30d, as the registry has it
	Treasury string   `yaml:"treasury"` // the deploying account unless given
	Owner    string   `yaml:"owner"`    // the same
	Reserved []string `yaml:"reserved"` // labels that the owner gets for 100 years and that are never sold
	Zone     string   `yaml:"zone"`     // master file of the TLD's own records, relative to this one
}

// readSpec reads a file and what it names, strictly.
func readSpec(path string) (*spec, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, failf(exitRefused, "read the TLD's file: %w", err)
	}
	s := &spec{MinAge: "1m", MaxAge: "24h", Grace: "30d", Premium: defaultPremium}
	found, err := decodeYAML(data, s, func(error, []byte) string { return "" })
	if err == nil && len(found) > 0 {
		err = errors.New(found.annotated(data))
	}
	if err != nil {
		return nil, usagef("%s: %w", path, err)
	}
	if s.Ceiling != "" && s.Ceilings != nil {
		return nil, usagef("%s: ceiling and ceilings are both given: leave one of them out", path)
	}
	if s.Ceiling != "" {
		s.Ceilings = []wei{s.Ceiling}
	}
	if s.Zone != "" && !filepath.IsAbs(s.Zone) {
		s.Zone = filepath.Join(filepath.Dir(path), s.Zone)
	}
	return s, nil
}

// defaultPremium is the premium of a lapsed name unless another is given, in
// prices of a year.
const defaultPremium = 100

// specOfFlags is what the flags say of a TLD.
func specOfFlags(s *session) *spec {
	var prices, ceilings []wei
	for _, text := range s.StringSlice("price") {
		prices = append(prices, wei(text))
	}
	for _, text := range s.StringSlice("ceiling") {
		ceilings = append(ceilings, wei(text))
	}
	return &spec{
		TLD: s.String("tld"), Prices: prices, Ceilings: ceilings, Premium: uint32(s.Uint("premium")), Reserved: s.StringSlice("reserve"),
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
	if o.Prices, err = parsePrices(sp.Prices); err != nil {
		return o, err
	}
	ceilings, err := parsePrices(sp.Ceilings)
	if err != nil {
		return o, err
	}
	if len(o.Prices) == 0 || len(ceilings) == 0 || len(ceilings) > len(o.Ceilings) {
		return o, usagef("there must be at least one price and 1 to %d ceilings: give them by --price and --ceiling or in the file", len(o.Ceilings))
	}
	for i := range o.Ceilings {
		o.Ceilings[i] = ceilings[min(i, len(ceilings)-1)]
	}
	o.Premium = sp.Premium
	if err := o.CheckPrices(); err != nil {
		return o, usagef("%w", err)
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

// parsePrices reads numbers of wei a second.
func parsePrices(texts []wei) ([]*big.Int, error) {
	list := make([]*big.Int, len(texts))
	for i, text := range texts {
		n, ok := new(big.Int).SetString(string(text), 10)
		if !ok || n.Sign() <= 0 {
			return nil, usagef("the price %q is not a number of wei a second above 0: give ceilings and prices, by --ceiling and --price or in the file", text)
		}
		list[i] = n
	}
	return list, nil
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
