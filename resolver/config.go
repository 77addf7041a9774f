// Package resolver is the DNS server: it routes a question by the longest
// configured suffix to a chain origin or to upstreams, and builds the reply.
package resolver

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"time"

	"chainzone/cache"
	"chainzone/names"
	"chainzone/resolver/forward"
	"chainzone/resolver/messages"
	"chainzone/zone"
)

// Source reads the names of one origin. It is safe for concurrent use.
type Source interface {
	// Node is the registry key of a name, without I/O.
	Node(name zone.Name) names.Node
	// Head is the block answers are read at, without I/O. The error says why there is none:
	// names.ErrUnreachable before the first is known, names.ErrRefused while
	// the chain is not the configured one.
	Head() (names.Head, error)
	// Read reads names at one block in one round trip, in the list's order.
	Read(ctx context.Context, list []zone.Name) ([]names.Reading, error)
	// Follow reports every new head, in order, until ctx ends.
	Follow(ctx context.Context, f func(names.Change)) error
	// Position is where Follow stands, or has ended; there is none before the
	// first head nor while the chain is not the configured one.
	Position() (p names.Position, ok bool)
	// Resume has Follow, before it began, go on from a Position of an earlier run.
	Resume(p names.Position)
}

// Config is what a Server is made of.
type Config struct {
	Listen    []string // host:port, UDP and TCP on each; port 0 picks one
	Sockets   Sockets  // served beside those of Listen
	Encrypted Encrypted
	Origins   []Origin
	Forward   []Forward      // the longest suffix wins; none: REFUSED
	Query     []netip.Prefix // clients that chain names are answered to; nil: all
	Recursion []netip.Prefix // clients that may have everything else; nil: loopback and private networks
	Limits    Limits
	Private   Private
	// Delegation are addresses that delegations on the chain may lead to,
	// besides the globally routable.
	Delegation []netip.Prefix
	Identity   Identity
	Rotate     bool   // records of a set begin with a random one; else they stand in canonical order
	State      string // folder for what outlives a restart; "": nothing does
	Messages   messages.Config
	ZoneBytes  int64        // of the cache of all origins' names, in bytes; 0: 64 MiB
	Logger     *slog.Logger // nil: discard
	// Observe, if not nil, hears of every query that was handled, before its
	// reply is sent, from many goroutines at a time. It does not wait for anything.
	Observe func(Event)
}

// Sockets are open already, such as a service manager hands over. The server
// closes them when it is done.
type Sockets struct {
	UDP []*net.UDPConn
	TCP []*net.TCPListener
}

// Encrypted is where queries are answered over encrypted transports.
type Encrypted struct {
	TLS, HTTPS, QUIC []string // host:port
	Path             string   // of HTTPS; "": /dns-query
	// Certificate is asked at each handshake. Its source may change meanwhile.
	Certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error)
}

// Limits are what one client's network may take up. Connections are counted by
// /32 or /56, queries by /24 or /56.
type Limits struct {
	Queries float64        // replies a second over UDP to clients without a cookie; 0: no limit
	Slip    int            // of those above, each Slip-th is told to use TCP; 0: 2
	Exempt  []netip.Prefix // networks without limits, such as a resolver in front
}

func (l *Limits) same(other Limits) bool {
	return l.Queries == other.Queries && l.Slip == other.Slip && slices.Equal(l.Exempt, other.Exempt)
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
	MName, RName zone.Name                  // of the SOA; zero: ns1 and hostmaster below Name
	NS           []zone.Name                // nil: MName
	Addresses    map[zone.Name][]netip.Addr // of name servers below Name; what the chain has at their names wins
	StaleAfter   time.Duration              // 0: 15 s
	ChainClock   bool                       // the chain's clock is moved by hand: the SOA serial follows it, not the machine's
	// Data says what Source reads, such as a chain and a contract: names that were
	// read through another Source with the same Data are as good, in an earlier run
	// too. "": nothing else reads the same.
	Data string
	// Release, if not nil, is called once, when the server reads Source no more:
	// see Reload and Run.
	Release func()
}

// Forward sends the names of a zone to upstreams.
type Forward struct {
	Zone       zone.Name
	Upstreams  []string         // see forward.ParseAddress
	Strategy   forward.Strategy // "": in order
	Bootstrap  []string         // IP addresses, with or without a port, of servers that look up upstreams' names
	Validating bool             // the upstreams validate (DNSSEC), and the way to them is trusted: AD is passed on
	Roots      *x509.CertPool   // of encrypted upstreams; nil: the system's
}

func (f *Forward) same(other Forward) bool {
	return f.Zone == other.Zone && slices.Equal(f.Upstreams, other.Upstreams) && f.Strategy == other.Strategy &&
		slices.Equal(f.Bootstrap, other.Bootstrap) && f.Validating == other.Validating && f.Roots == other.Roots
}

// local are the clients that may ask for recursion unless configured otherwise.
var local = prefixes("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10")

// LocalNetworks are the clients that may ask for recursion by default.
func LocalNetworks() []netip.Prefix { return slices.Clone(local) }

// DefaultCacheBytes bounds a cache of unsaid size.
const DefaultCacheBytes = 64 << 20

// New checks the configuration and makes a Server, without I/O.
func New(c Config) (*Server, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.ZoneBytes == 0 {
		c.ZoneBytes = DefaultCacheBytes
	}
	zones, err := cache.New(cache.Config[place, held]{Bytes: c.ZoneBytes, Cost: cost})
	if err != nil {
		return nil, fmt.Errorf("resolver: zone cache: %w", err)
	}
	if c.Messages.Bytes == 0 {
		c.Messages.Bytes = DefaultCacheBytes
	}
	c.Messages.Causes = causes
	kept, err := messages.New(c.Messages)
	if err != nil {
		return nil, fmt.Errorf("resolver: %w", err)
	}
	for i, at := range c.Listen {
		if _, _, err := net.SplitHostPort(at); err != nil {
			return nil, fmt.Errorf("resolver: listen[%d]: %q is not host:port; an IPv6 address stands in brackets, [::1]:53", i, at)
		}
	}
	s := &Server{
		config: c, log: c.Logger, zones: zones, messages: kept, nsid: make([]byte, 8), serials: map[zone.Name]*serial{},
		slots: newInFlight(), signing: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)), pacing: newPacing(), streams: newConnections(c.Limits.Exempt), lingering: newLingering(), crowd: newCrowd(c.Limits.Exempt), outward: newOutward(), addrs: map[Transport][]netip.AddrPort{},
	}
	_, _ = rand.Read(s.nsid) // never fails: crypto/rand
	s.queries, s.hurry = context.WithCancel(context.Background())
	r, err := s.newRules(c, nil)
	if err != nil {
		return nil, fmt.Errorf("resolver: %w", err)
	}
	s.rules.Store(r)
	return s, nil
}
