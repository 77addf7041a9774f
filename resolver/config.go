// Package resolver is the DNS server: it routes a question by the longest
// configured suffix to a chain origin or to upstreams, and builds the reply.
package resolver

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"chainzone/cache"
	"chainzone/names"
	"chainzone/zone"
)

// Source reads the names of one origin. It is safe for concurrent use.
type Source interface {
	// Node is the registry key of a name, without I/O.
	Node(name zone.Name) names.Node
	// Head is the block answers are read at. The error says why there is none:
	// names.ErrUnreachable before the first is known, names.ErrRefused while
	// the chain is not the configured one.
	Head() (names.Head, error)
	// Read reads names at one block in one round trip, in the list's order.
	Read(ctx context.Context, list []zone.Name) ([]names.Reading, error)
	// Follow reports every new head, in order, until ctx ends.
	Follow(ctx context.Context, f func(names.Change)) error
}

// Config is what a Server is made of.
type Config struct {
	Listen    []string // host:port, UDP and TCP on each; port 0 picks one
	Sockets   Sockets  // served beside those of Listen
	Origins   []Origin
	Forward   []Forward      // the longest suffix wins; none: REFUSED
	Recursion []netip.Prefix // nil: loopback and private networks
	Private   Private
	// Delegation are addresses that delegations on the chain may lead to,
	// besides the globally routable.
	Delegation []netip.Prefix
	Identity   Identity
	Rotate     bool         // records of a set begin with a random one; else they stand in canonical order
	State      string       // folder for what outlives a restart; "": nothing does
	ZoneBytes  int64        // of the cache of all origins' names, in bytes; 0: 64 MiB
	Logger     *slog.Logger // nil: discard
}

// Sockets are open already, such as a service manager hands over. The server
// closes them when it is done.
type Sockets struct {
	UDP []*net.UDPConn
	TCP []*net.TCPListener
}

// Identity is what the server says of itself to those who ask.
type Identity struct {
	NSID    []byte // RFC 5001; nil: 8 random bytes
	Version string // CH TXT version.bind; "": REFUSED
	Server  string // CH TXT id.server (RFC 4892); "": REFUSED
}

// Origin is a domain whose names come from a chain.
type Origin struct {
	Name         zone.Name
	Source       Source
	MName, RName zone.Name     // of the SOA; zero: ns1 and hostmaster below Name
	NS           []zone.Name   // nil: MName
	StaleAfter   time.Duration // 0: 15 s
}

// Forward sends the names of a zone to upstreams, each an IP address with or
// without a port. The first that is not failing is asked.
type Forward struct {
	Zone      zone.Name
	Upstreams []string
}

// local are the clients that may ask for recursion unless configured otherwise.
var local = prefixes("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10")

// New checks the configuration and makes a Server, without I/O.
func New(c Config) (*Server, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Recursion == nil {
		c.Recursion = local
	}
	if c.Identity.NSID == nil {
		c.Identity.NSID = make([]byte, 8)
		_, _ = rand.Read(c.Identity.NSID) // never fails: crypto/rand
	}
	if c.ZoneBytes == 0 {
		c.ZoneBytes = 64 << 20
	}
	zones, err := cache.New(cache.Config[names.Node, held]{Bytes: c.ZoneBytes, Cost: cost})
	if err != nil {
		return nil, fmt.Errorf("resolver: zone cache: %w", err)
	}
	s := &Server{config: c, log: c.Logger, slots: make(chan struct{}, maxInFlight), streams: newConnections(), outward: newOutward(c.Delegation)}
	s.queries, s.hurry = context.WithCancel(context.Background())
	for i, at := range c.Listen {
		if _, _, err := net.SplitHostPort(at); err != nil {
			return nil, fmt.Errorf("resolver: listen[%d]: %q is not host:port; an IPv6 address stands in brackets, [::1]:53", i, at)
		}
	}
	seen := map[zone.Name]bool{}
	for i, o := range c.Origins {
		if o.Name.IsZero() || o.Source == nil {
			return nil, fmt.Errorf("resolver: origins[%d]: a name and a source are needed", i)
		}
		if seen[o.Name] {
			return nil, fmt.Errorf("resolver: origins[%d]: %s is there twice", i, o.Name)
		}
		seen[o.Name] = true
		if o, err = o.withNames(); err != nil {
			return nil, fmt.Errorf("resolver: origins[%d]: %w", i, err)
		}
		if o.StaleAfter <= 0 {
			o.StaleAfter = 15 * time.Second
		}
		s.origins = append(s.origins, newOrigin(o, zones, newSerial(c.State, o.Name, c.Logger)))
	}
	for i, f := range c.Forward {
		if f.Zone.IsZero() || len(f.Upstreams) == 0 {
			return nil, fmt.Errorf("resolver: forward[%d]: a zone and an upstream are needed", i)
		}
		forwarded := &forwarded{zone: f.Zone}
		for _, text := range f.Upstreams {
			addr, err := ParseUpstream(text)
			if err != nil {
				return nil, fmt.Errorf("resolver: forward[%d]: %w", i, err)
			}
			forwarded.upstreams = append(forwarded.upstreams, &upstream{addr: addr})
		}
		s.forward = append(s.forward, forwarded)
	}
	if len(c.Origins) == 0 && len(c.Forward) == 0 {
		return nil, errors.New("resolver: neither origins nor forward: nothing could be answered")
	}
	return s, nil
}
