package resolver

import (
	"context"
	"net"
	"strings"
	"time"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// forward asks the upstreams of the longest matching zone and returns the name
// under an origin that the answer leads to, if it does.
func (w *work) forward(ctx context.Context, name zone.Name) zone.Name {
	var best *Forward
	for i := range w.s.config.Forward {
		f := &w.s.config.Forward[i]
		if name.IsAtOrBelow(f.Zone) && (best == nil || f.Zone.NumLabels() > best.Zone.NumLabels()) {
			best = f
		}
	}
	if best == nil {
		if len(w.reply.Answer) == 0 {
			w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeNotAuthoritative, "no upstream is configured for this name")
		}
		return zone.Name{}
	}
	if len(w.t.Steps) == 1 {
		w.t.Authority = best.Zone.String()
	}
	w.t.Source = "upstream"
	q := new(dns.Msg)
	q.SetQuestion(name.String(), w.qtype)
	q.CheckingDisabled = w.reply.CheckingDisabled
	q.SetEdns0(1232, false)
	for _, up := range best.Upstreams {
		if _, _, err := net.SplitHostPort(up); err != nil {
			up = net.JoinHostPort(strings.Trim(up, "[]"), "53")
		}
		r, err := exchange(ctx, q, up)
		if err != nil || (r.Rcode != dns.RcodeSuccess && r.Rcode != dns.RcodeNameError) {
			continue
		}
		return w.take(r, name)
	}
	w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeNoReachableAuthority, "no upstream answered")
	return zone.Name{}
}

// exchange asks over UDP from a fresh socket, over TCP when truncated.
func exchange(ctx context.Context, q *dns.Msg, up string) (*dns.Msg, error) {
	q = q.Copy()
	q.Id = dns.Id()
	c := &dns.Client{Timeout: 1500 * time.Millisecond}
	r, _, err := c.ExchangeContext(ctx, q, up)
	if err == nil && r.Truncated {
		c.Net = "tcp"
		r, _, err = c.ExchangeContext(ctx, q, up)
	}
	if err == nil && (len(r.Question) != 1 || !strings.EqualFold(r.Question[0].Name, q.Question[0].Name) || r.Question[0].Qtype != q.Question[0].Qtype) {
		return nil, dns.ErrId
	}
	return r, err
}

// take copies what may be believed: nothing at names under an origin.
func (w *work) take(r *dns.Msg, name zone.Name) zone.Name {
	foreign := func(rr dns.RR) bool {
		n, err := zone.ParseName(rr.Header().Name)
		return err == nil && rr.Header().Rrtype != dns.TypeOPT && w.s.originOf(n) == nil
	}
	next := map[zone.Name]zone.Name{}
	for _, rr := range r.Answer {
		if !foreign(rr) {
			continue
		}
		w.reply.Answer = append(w.reply.Answer, rr)
		if c, ok := rr.(*dns.CNAME); ok && w.qtype != dns.TypeCNAME {
			owner, err := zone.ParseName(c.Hdr.Name)
			target, err2 := zone.ParseName(c.Target)
			if err == nil && err2 == nil {
				next[owner] = target
			}
		}
	}
	for range steps {
		target, ok := next[name]
		if !ok {
			break
		}
		if w.s.originOf(target) != nil {
			return target
		}
		name = target
	}
	w.reply.Rcode = r.Rcode
	for _, rr := range r.Ns {
		if foreign(rr) {
			w.reply.Ns = append(w.reply.Ns, rr)
		}
	}
	return zone.Name{}
}
