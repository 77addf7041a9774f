package forward

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
)

// Dial opens a socket to an IP address and port.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// Once asks a server that is not kept, and of which nothing is remembered: over
// UDP, and over TCP when the reply is truncated or strange.
func Once(ctx context.Context, dial Dial, to netip.AddrPort, q *dns.Msg, b Budget) (*dns.Msg, error) {
	u := newUpstream(Address{Scheme: UDP, Host: to.Addr().String(), Addrs: []netip.Addr{to.Addr()}, Port: to.Port()}, nil, nil)
	u.open = dial
	defer u.close()
	return u.ask(ctx, q, b)
}

// upstream is one server.
type upstream struct {
	Address
	open    Dial
	lookups *bootstrap // for its name
	health  health
	log     *slog.Logger               // nil: what happens to it is not told
	last    atomic.Pointer[netip.Addr] // that it was reached at
	streams *streams                   // TCP, or TLS
	https   *doh                       // HTTPS only

	underWay    *underWay
	cookie      [8]byte // ours to it: RFC 7873
	server      atomic.Pointer[string]
	losesCase   atomic.Bool // it does not give back the question's case
	withoutEDNS atomic.Bool // it does not know EDNS
}

func newUpstream(a Address, lookups *bootstrap, roots *x509.CertPool) *upstream {
	u := &upstream{Address: a, open: new(net.Dialer).DialContext, lookups: lookups, underWay: newUnderWay()}
	_, _ = rand.Read(u.cookie[:]) // never fails: crypto/rand
	config := &tls.Config{ServerName: a.Host, RootCAs: roots, MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(8)}
	u.streams = newStreams(func(ctx context.Context) (net.Conn, error) {
		conn, err := u.dial(ctx, "tcp")
		if err != nil || a.Scheme != TLS {
			return conn, err
		}
		secured := tls.Client(conn, config)
		if err := secured.HandshakeContext(ctx); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
		return secured, nil
	})
	if a.Scheme == HTTPS {
		u.https = newDoH(a, config, u.dial)
	}
	return u
}

func (u *upstream) close() {
	u.streams.close()
	if u.https != nil {
		u.https.close()
	}
}

// down has the server rest, and forgets its connections: it may be they that died. err
// is why it is down, nil if it replies with a code that is no answer.
func (u *upstream) down(asked time.Time, rcode int, err error) {
	counts, tell := u.health.down(asked, time.Now())
	if !counts {
		return
	}
	u.forget()
	switch {
	case !tell || u.log == nil:
	case err == nil:
		u.log.Warn("an upstream refuses everything; others are asked before it", "upstream", u.String(), "rcode", dns.RcodeToString[rcode])
	default:
		u.log.Warn("an upstream is down; others are asked before it", "upstream", u.String(), "err", names.Printable(err.Error())) // a server may have a say in it
	}
}

func (u *upstream) forget() {
	u.streams.forget()
	if u.https != nil {
		u.https.forget()
	}
}

// connectError is that no connection to the server came about, whatever was to be
// asked: its way is closed, or the other side of it.
type connectError struct{ err error }

func (e *connectError) Error() string { return e.err.Error() }
func (e *connectError) Unwrap() error { return e.err }

// Unreachable reports whether an error is that no connection to a server came about,
// so that it says nothing of the question.
func Unreachable(err error) bool {
	var unreachable *connectError
	return errors.As(err, &unreachable)
}

// ask puts the question to the server, and notes an answer.
func (u *upstream) ask(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	asked := time.Now()
	try, cancel := context.WithTimeout(ctx, tryLimit)
	defer cancel()
	reply, err := u.exchange(try, q, b)
	if err == nil {
		u.health.replied(reply.Rcode)
		plain(reply, q)
		if reply.Truncated || beside(reply) { // over a stream too: part of an answer is none
			reply.Rcode = dns.RcodeServerFailure
		}
	}
	var spent *spentError
	switch {
	case err == nil && answers(reply):
		if down := u.health.answered(time.Since(asked)); down > 0 && u.log != nil {
			u.log.Info("an upstream is back", "upstream", u.String(), "after", down.Round(time.Second))
		}
	case err != nil && ctx.Err() == nil && !errors.As(err, &spent):
		err = fmt.Errorf("ask %s: %w", u, err)
	}
	return reply, err
}

func (u *upstream) exchange(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	reply, err := u.carry(ctx, q, b)
	if err == nil && reply.Rcode == dns.RcodeFormatError && q.IsEdns0() != nil && reply.IsEdns0() == nil && !u.withoutEDNS.Load() {
		// RFC 6891 section 7: it may be older than EDNS.
		u.withoutEDNS.Store(true)
		if reply, err = u.carry(ctx, q, b); err != nil || !answers(reply) {
			u.withoutEDNS.Store(false)
		}
	}
	return reply, err
}

// carry takes the question there and the reply back, over the upstream's transport.
func (u *upstream) carry(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	switch u.Scheme {
	case HTTPS:
		q = u.query(q)
		defer u.underWay.add(q.Question[0])()
		return u.https.exchange(ctx, q, b)
	case UDP:
		return u.datagrams(ctx, q, b)
	}
	return u.stream(ctx, q, b)
}

// query is a copy of q for this upstream: a new id, the name in mixed case, its
// cookies, padding where the way is encrypted. There case and cookie prove nothing,
// but that a query came back to us: see Group.Ours.
func (u *upstream) query(q *dns.Msg) *dns.Msg {
	q = q.Copy()
	q.Id = dns.Id()
	if u.Scheme == HTTPS {
		q.Id = 0 // RFC 8484 section 4.1: so that HTTP caches can serve it
	}
	encrypted := u.Scheme == TLS || u.Scheme == HTTPS
	if !u.losesCase.Load() {
		q.Question[0].Name = mixCase(q.Question[0].Name)
	}
	if opt := q.IsEdns0(); opt != nil && u.withoutEDNS.Load() {
		q.Extra = nil
	} else if opt != nil {
		cookie := fmt.Sprintf("%x", u.cookie)
		if server := u.server.Load(); server != nil {
			cookie += *server
		}
		opt.Option = append(opt.Option, &dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: cookie})
		if encrypted {
			pad(q, opt)
		}
	}
	return q
}

// plain undoes the mixed case of q's name, which an upstream's compression
// spreads to owners.
func plain(r, q *dns.Msg) {
	r.Id, r.Question = q.Id, append([]dns.Question(nil), q.Question...)
	for _, section := range [][]dns.RR{r.Answer, r.Ns, r.Extra} {
		for _, rr := range section {
			rr.Header().Name = dns.CanonicalName(rr.Header().Name)
		}
	}
}

// beside reports whether a reply answers another question than its own: it has records,
// but neither one of the question's name that could answer it nor, as where there are
// none, a SOA from above.
func beside(r *dns.Msg) bool {
	if !answers(r) || len(r.Answer) == 0 || r.Rcode == dns.RcodeYXDomain { // which has a DNAME from above
		return false
	}
	name := dns.CanonicalName(r.Question[0].Name)
	for _, rr := range r.Answer {
		h := rr.Header()
		if h.Name == name && h.Class == r.Question[0].Qclass &&
			(h.Rrtype == r.Question[0].Qtype || h.Rrtype == dns.TypeCNAME || r.Question[0].Qtype == dns.TypeANY) {
			return false
		}
	}
	for _, rr := range r.Ns {
		if rr.Header().Rrtype == dns.TypeSOA && dns.IsSubDomain(rr.Header().Name, name) {
			return false
		}
	}
	return true
}

// queryBlock is RFC 8467 section 4.1: encrypted queries are padded to a
// multiple of it, so that their length says little.
const queryBlock = 128

func pad(q *dns.Msg, opt *dns.OPT) {
	opt.Option = append(opt.Option, &dns.EDNS0_PADDING{})
	opt.Option[len(opt.Option)-1] = &dns.EDNS0_PADDING{Padding: make([]byte, (queryBlock-q.Len()%queryBlock)%queryBlock)}
}

// fits says whether r is the reply to q, the case of the name aside.
func fits(r, q *dns.Msg) bool { return r.Id == q.Id && answersTo(r, q) }

// answersTo says whether r is a reply to q's question.
func answersTo(r, q *dns.Msg) bool {
	return r.Response && r.Opcode == q.Opcode && len(r.Question) == 1 &&
		strings.EqualFold(r.Question[0].Name, q.Question[0].Name) &&
		r.Question[0].Qtype == q.Question[0].Qtype && r.Question[0].Qclass == q.Question[0].Qclass
}

// maxServerCookie is the size of a server's cookie at most, in hexadecimal digits:
// RFC 7873 section 4.2. A longer one would be sent back in every question.
const maxServerCookie = 64

// cookieFits checks the cookie of a reply, and keeps the server's. An upstream
// that once sent one sends it always: a reply without is a forgery.
func (u *upstream) cookieFits(r *dns.Msg) bool {
	if opt := r.IsEdns0(); opt != nil {
		for _, o := range opt.Option {
			cookie, ok := o.(*dns.EDNS0_COOKIE)
			if !ok {
				continue
			}
			server, ours := strings.CutPrefix(cookie.Cookie, fmt.Sprintf("%x", u.cookie))
			if ours && server != "" && len(server) <= maxServerCookie {
				server = strings.Clone(server)
				u.server.Store(&server)
			}
			return ours
		}
	}
	return u.server.Load() == nil
}

// Ours says whether a query is one that this group sent: it has a client cookie
// of ours, in hex, "" for none, or, where somebody on the way dropped that, a
// name that is being asked for in the very same letters. Those of a short name
// do not say enough, and of others nothing where somebody changed them: see Watch.
func (g *Group) Ours(cookie string, q dns.Question) bool {
	for _, u := range g.upstreams {
		switch {
		case u.underWay.probed(q.Name), // which has to be told
			cookie != "" && strings.HasPrefix(cookie, fmt.Sprintf("%x", u.cookie)),
			u.underWay.spelled(q):
			return true
		}
	}
	return false
}

// Names are the upstreams as configured, for logs.
func (g *Group) Names() (names []string) {
	for _, u := range g.upstreams {
		names = append(names, u.String())
	}
	return names
}

// Targets are the addresses and ports that are known to be asked.
func (g *Group) Targets() (targets []netip.AddrPort) {
	for _, u := range g.upstreams {
		for _, addr := range u.Addrs {
			targets = append(targets, netip.AddrPortFrom(addr, u.Port))
		}
	}
	return targets
}

func hostPort(host string, port uint16) string {
	return net.JoinHostPort(host, strconv.Itoa(int(port)))
}
