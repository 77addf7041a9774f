package main

import (
	"fmt"
	"net/netip"

	"chainzone/resolver"
)

// open is the word that lets everybody have other names than the chain's.
const open = "open"

// accessConfig says who may ask what, and how much.
type accessConfig struct {
	// Query is nil where the key is missing: everybody may ask for chain names.
	Query []string `yaml:"query"`
	// Recursion is nil where the key is missing, and empty for nobody.
	Recursion []string    `yaml:"recursion"`
	Limits    limitConfig `yaml:"limits"`
}

// limitConfig is what one client's network may take up.
type limitConfig struct {
	Queries *float64 `yaml:"queries"` // a second, over UDP, without a cookie; 0: no limit
	Slip    int      `yaml:"slip"`    // of those above, each so manieth is told to use TCP
	Exempt  []string `yaml:"exempt"`  // nil where the key is missing: loopback
}

const defaultQueries = 200 // a second, as NSD has it

func (a *accessConfig) check() (f faults) {
	f.ranges("query", a.Query)
	f.ranges("limits.exempt", a.Limits.Exempt)
	if len(a.Recursion) != 1 || a.Recursion[0] != open {
		f.ranges("recursion", a.Recursion)
	}
	for i, text := range a.Recursion {
		if p, err := netip.ParsePrefix(text); err == nil && p.Bits() == 0 {
			f.wrong(fmt.Sprintf("recursion[%d]", i), "%s lets the whole Internet resolve here, and attack others through this server: if that is meant, write recursion: [%s]", text, open)
		}
	}
	if q := a.Limits.Queries; q != nil && *q < 0 {
		f.wrong("limits.queries", "%v is negative: 0 is no limit", *q)
	}
	if a.Limits.Slip < 0 {
		f.wrong("limits.slip", "%d is negative: 2 is every second", a.Limits.Slip)
	}
	return f
}

func (a *accessConfig) recursion() []netip.Prefix {
	if len(a.Recursion) == 1 && a.Recursion[0] == open {
		return ranges([]string{"0.0.0.0/0", "::/0"})
	}
	return ranges(a.Recursion)
}

func (l *limitConfig) resolver() resolver.Limits {
	out := resolver.Limits{Queries: defaultQueries, Slip: l.Slip, Exempt: ranges(l.Exempt)}
	if l.Queries != nil {
		out.Queries = *l.Queries
	}
	if l.Exempt == nil {
		out.Exempt = ranges([]string{"127.0.0.0/8", "::1/128"})
	}
	return out
}
