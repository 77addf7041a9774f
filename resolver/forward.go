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
	q := new(dns.Msg)
	q.SetQuestion(name.String(), w.qtype)
	q.CheckingDisabled = w.reply.CheckingDisabled
	q.SetEdns0(udpPayload, w.dnssec)
	upstreams := zoneOf.order(time.Now())
	for i, up := range upstreams {
		limit := tryFirst
		if i == len(upstreams)-1 {
			limit = tryLast
		}
		r, err := w.exchange(ctx, q, up, limit)
		if err == nil && (r.Rcode == dns.RcodeSuccess || r.Rcode == dns.RcodeNameError) {
			return w.take(r, name)
		}
		if errors.Is(err, errBudget) || ctx.Err() != nil {
			break
		}
	}
	w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeNoReachableAuthority, "no upstream has an answer")
	return zone.Name{}
}

// exchange asks one upstream over UDP, and over TCP when truncated.
func (w *work) exchange(ctx context.Context, q *dns.Msg, up *upstream, limit time.Duration) (*dns.Msg, error) {
	try, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	r, err := w.roundTrip(try, "udp", q, up.addr)
	if err == nil && r.Truncated {
		r, err = w.roundTrip(try, "tcp", q, up.addr)
	}
	if ctx.Err() == nil && !errors.Is(err, errBudget) { // else it says nothing of the upstream
		up.note(err == nil, time.Now())
	}
	return r, err
}

// roundTrip sends q with a new id from a new socket and waits for its reply.
// Whatever else arrives is ignored: RFC 5452 section 9.1.
func (w *work) roundTrip(ctx context.Context, network string, q *dns.Msg, to netip.AddrPort) (*dns.Msg, error) {
	if w.queries++; w.queries > maxQueries {
		return nil, errBudget
	}
	w.t.Queries++
	q = q.Copy()
	q.Id = dns.Id()
	packed, err := q.Pack()
	if err != nil {
		return nil, err
	}
	var dialer net.Dialer
	socket, err := dialer.DialContext(ctx, network, to.String())
	if err != nil {
		return nil, err
	}
	defer func() { _ = socket.Close() }() // the reply is here, or none will come
	defer context.AfterFunc(ctx, func() { _ = socket.SetDeadline(time.Unix(1, 0)) })()
	conn := &dns.Conn{Conn: socket}
	if _, err := conn.Write(packed); err != nil {
		return nil, err
	}
	for buf := make([]byte, dns.MaxMsgSize); ; {
		n, err := conn.Read(buf)
		if err != nil {
			return nil, err
		}
		if err := w.receive(n); err != nil {
			return nil, err
		}
		r := new(dns.Msg)
		if r.Unpack(buf[:n]) == nil && answers(r, q) {
			return r, nil
		}
	}
}

// answers says whether r is a reply to q.
func answers(r, q *dns.Msg) bool {
	return r.Response && r.Id == q.Id && r.Opcode == q.Opcode && len(r.Question) == 1 &&
		strings.EqualFold(r.Question[0].Name, q.Question[0].Name) &&
		r.Question[0].Qtype == q.Question[0].Qtype && r.Question[0].Qclass == q.Question[0].Qclass
}

// take copies from an upstream's reply what belongs to the answer: the records
// of name, of the aliases it leads through, and the proof of a negative answer.
// Nothing at a name under an origin is taken; an alias that leads to one is
// returned, to go on with.
func (w *work) take(r *dns.Msg, name zone.Name) zone.Name {
	for range 2 * steps {
		target := zone.Name{}
		for _, rr := range r.Answer {
			owner, err := zone.ParseName(rr.Header().Name)
			if err != nil || rr.Header().Class != dns.ClassINET {
				continue
			}
			above := owner != name && name.IsAtOrBelow(owner) && w.s.originOf(owner) == nil
			switch rr := rr.(type) {
			case *dns.DNAME:
				if above || owner == name && w.wants(dns.TypeDNAME) {
					w.reply.Answer = append(w.reply.Answer, rr)
				}
			case *dns.CNAME:
				if owner != name {
					continue
				}
				w.reply.Answer = append(w.reply.Answer, rr)
				if next, err := zone.ParseName(rr.Target); err == nil && !w.wants(dns.TypeCNAME) {
					target = next
				}
			case *dns.RRSIG:
				if owner == name && (w.wants(rr.TypeCovered) || rr.TypeCovered == dns.TypeCNAME) || above && rr.TypeCovered == dns.TypeDNAME || owner == name && w.wants(dns.TypeRRSIG) {
					w.reply.Answer = append(w.reply.Answer, rr)
				}
			default:
				if owner == name && w.wants(rr.Header().Rrtype) {
					w.reply.Answer = append(w.reply.Answer, rr)
				}
			}
		}
		if target.IsZero() {
			break
		}
		if w.s.originOf(target) != nil {
			return target
		}
		name = target
	}
	w.reply.Rcode = r.Rcode
	for _, rr := range r.Ns {
		switch rr.Header().Rrtype {
		case dns.TypeSOA, dns.TypeNSEC, dns.TypeNSEC3, dns.TypeRRSIG:
			if owner, err := zone.ParseName(rr.Header().Name); err == nil && w.s.originOf(owner) == nil {
				w.reply.Ns = append(w.reply.Ns, rr)
			}
		}
	}
	return zone.Name{}
}

func (w *work) wants(typ uint16) bool { return w.qtype == typ || w.qtype == dns.TypeANY }
