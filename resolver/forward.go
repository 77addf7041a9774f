package resolver

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"

	"github.com/miekg/dns"

	"chainzone/resolver/forward"
	"chainzone/resolver/messages"
	"chainzone/zone"
)

// forwarded is a zone whose names upstreams answer.
type forwarded struct {
	Forward
	number uint16 // of its answers in the cache
	group  *forward.Group
}

func newForwarded(f Forward, number int) (*forwarded, error) {
	if f.Zone.IsZero() {
		return nil, errors.New("a zone is needed")
	}
	c := forward.Config{Strategy: f.Strategy, Roots: f.Roots}
	for _, text := range f.Upstreams {
		a, err := forward.ParseAddress(text)
		if err != nil {
			return nil, err
		}
		c.Upstreams = append(c.Upstreams, a)
	}
	for _, text := range f.Bootstrap {
		a, err := forward.ParseAddress(text)
		if err != nil || a.Scheme != forward.UDP {
			return nil, fmt.Errorf("the bootstrap server %q is not an IP address with or without a port", text)
		}
		c.Bootstrap = append(c.Bootstrap, netip.AddrPortFrom(a.Addrs[0], a.Port))
	}
	group, err := forward.New(c)
	if err != nil {
		return nil, err
	}
	return &forwarded{Forward: f, number: uint16(number), group: group}, nil
}

// forwardedOf is the longest forwarded zone at or above name, nil if none.
func (s *Server) forwardedOf(name zone.Name) *forwarded {
	var best *forwarded
	for _, f := range s.forward {
		if name.IsAtOrBelow(f.Zone) && (best == nil || f.Zone.NumLabels() > best.Zone.NumLabels()) {
			best = f
		}
	}
	return best
}

// cameBack says whether a query is one that this server sent to an upstream,
// by the cookie that only it gives (RFC 7873).
func (s *Server) cameBack(e edns) bool {
	if e.client == nil {
		return false
	}
	cookie := hex.EncodeToString(e.client)
	for _, f := range s.forward {
		if f.group.Ours(cookie) {
			return true
		}
	}
	return false
}

// outside is what upstreams are believed about: all that no origin holds.
func (s *Server) outside() scope {
	return scope{func(owner zone.Name) bool { return s.originOf(owner) == nil }, maxTTL}
}

// ask answers name from the message cache or the upstreams of the longest
// matching zone, and returns the name under an origin that the answer leads
// to, if it does.
func (w *work) ask(ctx context.Context, name zone.Name) zone.Name {
	f := w.s.forwardedOf(name)
	if f == nil {
		if len(w.reply.Answer) == 0 {
			w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeNotAuthoritative, "no upstream is configured for this name")
		}
		return zone.Name{}
	}
	first := len(w.t.Steps) == 1
	if first {
		w.t.Authority = f.Zone.String()
	}
	q := w.question(name)
	q.RecursionDesired, q.CheckingDisabled, q.AuthenticatedData = true, w.reply.CheckingDisabled, f.Validating
	key := messages.Key{Group: f.number, Name: name, Type: w.qtype, DO: w.edns.dnssec, CD: q.CheckingDisabled}
	spent := w.left()
	m, source, err := w.s.messages.Get(ctx, key, func(ctx context.Context) (messages.Message, error) {
		return w.s.upstreamAnswer(ctx, f, q, name, spent)
	})
	w.spend(spent)
	w.t.Source = string(source)
	if err != nil {
		w.t.Source = string(messages.Upstream)
		w.s.log.Debug("forwarding failed", "name", name.String(), "error", err)
		code, text := dns.ExtendedErrorCodeNoReachableAuthority, "no upstream has an answer"
		if errors.Is(err, errBudget) {
			code, text = dns.ExtendedErrorCodeOther, errBudget.Error()
		}
		w.fail(dns.RcodeServerFailure, code, text)
		return zone.Name{}
	}
	if source == messages.Stale {
		code := dns.ExtendedErrorCodeStaleAnswer
		if m.Rcode == dns.RcodeNameError {
			code = dns.ExtendedErrorCodeStaleNXDOMAINAnswer
		}
		w.explain(code, "no upstream answers")
	}
	next := w.take(asReply(m), name, w.s.outside())
	w.reply.AuthenticatedData = m.Validated && first && next.IsZero() && w.asksAD
	return next
}

func asReply(m messages.Message) *dns.Msg {
	return &dns.Msg{MsgHdr: dns.MsgHdr{Rcode: m.Rcode}, Answer: m.Answer, Ns: m.Ns}
}

// upstreamAnswer asks the upstreams and keeps of their reply what belongs to
// the answer: nothing else is ever in the cache.
func (s *Server) upstreamAnswer(ctx context.Context, f *forwarded, q *dns.Msg, name zone.Name, spent *spending) (messages.Message, error) {
	r, err := f.group.Exchange(ctx, q, spent)
	if err != nil {
		return messages.Message{}, err
	}
	if r.Rcode != dns.RcodeSuccess && r.Rcode != dns.RcodeNameError {
		return messages.Message{}, fmt.Errorf("the upstreams answer %s", dns.RcodeToString[r.Rcode])
	}
	scratch := &work{s: s, qtype: q.Question[0].Qtype, reply: new(dns.Msg), t: &Trace{}, budget: new(budget)}
	scratch.take(r, name, s.outside())
	if scratch.reply.Rcode == dns.RcodeServerFailure {
		return messages.Message{}, errors.New("the upstream's answer goes in a circle")
	}
	return messages.Message{
		Rcode: scratch.reply.Rcode, Answer: scratch.reply.Answer, Ns: scratch.reply.Ns, Validated: f.Validating && r.AuthenticatedData,
	}, nil
}
