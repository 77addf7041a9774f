package resolver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver/forward"
	"chainzone/resolver/messages"
	"chainzone/zone"
)

// forwarded is a zone whose names upstreams answer.
type forwarded struct {
	Forward
	number uint64 // of its answers in the cache
	group  *forward.Group
}

func newForwarded(f Forward, number uint64, log *slog.Logger) (*forwarded, error) {
	if f.Zone.IsZero() {
		return nil, errors.New("a zone is needed")
	}
	c := forward.Config{Zone: f.Zone.String(), Strategy: f.Strategy, Roots: f.Roots, Log: log}
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
	return &forwarded{Forward: f, number: number, group: group}, nil
}

// ask answers name from the message cache or the upstreams of the longest
// matching zone, and returns the name elsewhere that the answer leads to, if it
// does: under an origin, or in another forwarded zone.
func (w *work) ask(ctx context.Context, name zone.Name) zone.Name {
	f := w.rules.forwardedOf(name)
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
	wait, back := ctx, func() bool { return false }
	if first && !w.inner {
		wait, back = f.group.Watch(ctx, q)
	}
	get := func() (messages.Message, messages.Source, error) {
		return w.s.messages.Get(wait, key, w.wait, func(ctx context.Context) (messages.Message, error) {
			return load(ctx, w.s, w.rules, func(ctx context.Context) (messages.Message, error) {
				return w.s.upstreamAnswer(ctx, w.rules, f, q, name, spent)
			})
		})
	}
	m, source, err := get()
	if errors.Is(err, messages.ErrSpent) && spent.queries.Load() == 0 { // it was another query's budget
		m, source, err = get()
	}
	w.spend(spent)
	if back() {
		w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, cameBackText)
		return zone.Name{}
	}
	w.t.Source = string(source)
	if err != nil {
		w.t.Source = string(messages.Upstream)
		w.s.log.Debug("forwarding failed", "name", names.Printable(name.String()), "error", names.Printable(err.Error()))
		code, text := dns.ExtendedErrorCodeNoReachableAuthority, "no upstream has an answer"
		var reasons []messages.Reason
		var refused *refusal
		switch {
		case w.isBudget(err):
			code, text = dns.ExtendedErrorCodeOther, spentText
		case errors.As(err, &refused) && len(refused.reasons) > 0:
			code, text, reasons = refused.reasons[0].Code, refused.reasons[0].Text, refused.reasons[1:]
		case refused != nil:
			code, text = dns.ExtendedErrorCodeOther, refused.Error()
		}
		w.fail(dns.RcodeServerFailure, code, text)
		w.explainAll(reasons)
		return zone.Name{}
	}
	if source == messages.Stale {
		code := dns.ExtendedErrorCodeStaleAnswer
		if m.Rcode == dns.RcodeNameError {
			code = dns.ExtendedErrorCodeStaleNXDOMAINAnswer
		}
		w.explain(code, "no upstream answers")
	}
	take := w.take
	if len(w.reply.Answer)+len(w.reply.Ns) == 0 {
		take = w.takeFrom // upstreamAnswer has left out what is there twice
	}
	next := take(asReply(m), name, w.rules.scopeOf(f, w.guarded))
	w.explainAll(m.Reasons)
	w.reply.AuthenticatedData = m.Validated && first && next.IsZero() && w.asksAD
	return next
}

func asReply(m messages.Message) *dns.Msg {
	return &dns.Msg{MsgHdr: dns.MsgHdr{Rcode: m.Rcode}, Answer: m.Answer, Ns: m.Ns}
}

// upstreamAnswer asks the upstreams and keeps of their reply what belongs to
// the answer: nothing else is ever in the cache.
func (s *Server) upstreamAnswer(ctx context.Context, rules *rules, f *forwarded, q *dns.Msg, name zone.Name, spent *spending) (messages.Message, error) {
	r, err := f.group.Exchange(ctx, q, spent)
	var over budgetError
	switch {
	case errors.As(err, &over) && spent.begun():
		return messages.Message{}, fmt.Errorf("%w: %w", messages.ErrSpent, err)
	case err != nil:
		return messages.Message{}, err
	}
	if r.Rcode != dns.RcodeSuccess && r.Rcode != dns.RcodeNameError && r.Rcode != dns.RcodeYXDomain {
		return messages.Message{}, &refusal{r.Rcode, reasonsIn(r)}
	}
	scratch := &work{s: s, rules: rules, qtype: q.Question[0].Qtype, reply: new(dns.Msg), t: &Trace{}, budget: new(budget)}
	next := scratch.take(r, name, rules.scopeOf(f, false))
	if scratch.reply.Rcode == dns.RcodeServerFailure {
		return messages.Message{}, &refusal{dns.RcodeServerFailure, []messages.Reason{{Text: "the upstream's answer goes in a circle, or cannot be written"}}}
	}
	m := messages.Message{
		Rcode: scratch.reply.Rcode, Answer: scratch.reply.Answer, Ns: scratch.reply.Ns, Validated: f.Validating && r.AuthenticatedData,
	}
	if next.IsZero() { // else they may be of what is behind the alias
		m.Reasons = reasonsIn(r)
	}
	return m, nil
}
