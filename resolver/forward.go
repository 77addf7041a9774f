package resolver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// How long an upstream may take: less while there is another to ask.
const (
	tryFirst = 800 * time.Millisecond
	tryLast  = 2 * time.Second
)

// forwarded is a zone whose names upstreams answer.
type forwarded struct {
	zone      zone.Name
	upstreams []*upstream
}

// upstream is one server and its health. One that did not answer is asked
// after all others for 1, 2, 4 to 30 s.
type upstream struct {
	addr netip.AddrPort

	mu    sync.Mutex
	until time.Time
	pause time.Duration
}

// ParseUpstream reads an IP address with or without a port; 53 is the default.
func ParseUpstream(text string) (netip.AddrPort, error) {
	if at, err := netip.ParseAddrPort(text); err == nil && at.Port() != 0 {
		return at, nil
	}
	if ip, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]")); err == nil {
		return netip.AddrPortFrom(ip, 53), nil
	}
	return netip.AddrPort{}, fmt.Errorf("the upstream %q is not an IP address with or without a port: write 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53", text)
}

func (u *upstream) resting(now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return now.Before(u.until)
}

func (u *upstream) note(answered bool, now time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if answered {
		u.until, u.pause = time.Time{}, 0
		return
	}
	u.pause = min(max(2*u.pause, firstPause), longPause)
	u.until = now.Add(u.pause)
}

// order is the upstreams as configured, those that rest last.
func (f *forwarded) order(now time.Time) []*upstream {
	var up, down []*upstream
	for _, u := range f.upstreams {
		if u.resting(now) {
			down = append(down, u)
		} else {
			up = append(up, u)
		}
	}
	return append(up, down...)
}

// forwardedOf is the longest forwarded zone at or above name, nil if none.
func (s *Server) forwardedOf(name zone.Name) *forwarded {
	var best *forwarded
	for _, f := range s.forward {
		if name.IsAtOrBelow(f.zone) && (best == nil || f.zone.NumLabels() > best.zone.NumLabels()) {
			best = f
		}
	}
	return best
}

// ask puts name to the upstreams of the longest matching zone and returns the
// name under an origin that the answer leads to, if it does.
func (w *work) ask(ctx context.Context, name zone.Name) zone.Name {
	zoneOf := w.s.forwardedOf(name)
	if zoneOf == nil {
		if len(w.reply.Answer) == 0 {
			w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeNotAuthoritative, "no upstream is configured for this name")
		}
		return zone.Name{}
	}
	if len(w.t.Steps) == 1 {
		w.t.Authority = zoneOf.zone.String()
	}
	w.t.Source = "upstream"
	q := w.question(name)
	q.RecursionDesired, q.CheckingDisabled = true, w.reply.CheckingDisabled
	upstreams := zoneOf.order(time.Now())
	for i, up := range upstreams {
		limit := tryFirst
		if i == len(upstreams)-1 {
			limit = tryLast
		}
		r, err := w.exchange(ctx, new(net.Dialer).DialContext, q, up, limit)
		if err == nil && (r.Rcode == dns.RcodeSuccess || r.Rcode == dns.RcodeNameError) {
			return w.take(r, name, scope{func(owner zone.Name) bool { return w.s.originOf(owner) == nil }, maxTTL})
		}
		if errors.Is(err, errBudget) || ctx.Err() != nil {
			break
		}
	}
	w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeNoReachableAuthority, "no upstream has an answer")
	return zone.Name{}
}
