package main

import (
	"strconv"
	"strings"
	"time"

	"chainzone/zone"
)

// parseName reads a name that can be registered below origin: the whole name,
// its final dot optional, or, without any dot, its first label alone. A label in
// another script becomes its A-label.
func parseName(origin zone.Name, s string) (zone.Name, error) {
	below := strings.TrimSuffix(origin.String(), ".")
	if low := strings.ToLower(s); low != s {
		return zone.Name{}, usagef("the name %q has upper case letters: names are lower case, write %q", s, low)
	}
	s, err := toASCII(s)
	if err != nil {
		return zone.Name{}, err
	}
	full := s
	if s != "" && !strings.Contains(s, ".") {
		full = s + "." + below
	}
	name, err := zone.ParseName(full)
	if err != nil {
		return zone.Name{}, usagef("%w: give a name such as alice.%s", err, below)
	}
	if !name.IsAtOrBelow(origin) || name.NumLabels() != origin.NumLabels()+1 {
		return zone.Name{}, usagef("the name %q is not one label below %s: give a name such as alice.%s", s, below, below)
	}
	if err := zone.CheckLabel(name.Label(0)); err != nil {
		return zone.Name{}, usagef("the name %q cannot be registered: %w", s, err)
	}
	return name, nil
}

// short is a name as it is typed, without the final dot.
func short(name zone.Name) string { return strings.TrimSuffix(name.String(), ".") }

const (
	day         = 24 * time.Hour
	maxDuration = 100 * 365 * day // the registry's limit
)

// parseDuration reads a number with d, w or y (365 days), or Go's notation.
func parseDuration(s string) (time.Duration, error) {
	wrong := func() (time.Duration, error) {
		return 0, usagef("the duration %q is not one: give whole seconds up to 100 years, such as 365d, 52w, 2y or 720h", s)
	}
	units := map[byte]time.Duration{'d': day, 'w': 7 * day, 'y': 365 * day}
	var d time.Duration
	if s == "" {
		return wrong()
	}
	if unit, ok := units[s[len(s)-1]]; ok {
		n, err := strconv.ParseUint(s[:len(s)-1], 10, 16)
		if err != nil {
			return wrong()
		}
		if n > uint64(maxDuration/unit) {
			return wrong()
		}
		d = time.Duration(n) * unit
	} else {
		var err error
		if d, err = time.ParseDuration(s); err != nil {
			return wrong()
		}
	}
	if d <= 0 || d > maxDuration || d%time.Second != 0 {
		return wrong()
	}
	return d, nil
}
