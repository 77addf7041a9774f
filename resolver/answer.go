package resolver

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/zone"
)

// The budget of one query; retries do not refill it.
const (
	queryTime  = 5 * time.Second
	steps      = 8       // from alias to alias
	maxCalls   = 8       // chain reads
	maxQueries = 32      // to upstreams
	maxBytes   = 1 << 18 // received for it
)

const (
	minimum  = 60 // SOA MINIMUM and negative TTL, seconds
	longest  = 86400
	staleTTL = 30
)

var errBudget = errors.New("the query's budget is used up")

// Trace says where an answer came from.
type Trace struct {
	Authority string      // the origin, or the forwarded zone
	Source    string      // cache, chain, stale, upstream
	Block     names.Block // of the answer's last chain read
	Calls     int         // chain reads started or shared
	Queries   int         // to upstreams
	Steps     []string    // every name looked up, in order
}

// work is one query on its way.
type work struct {
	s       *Server
	qname   zone.Name
	qtype   uint16
	recurse bool
	reply   *dns.Msg
	dnssec  bool // the client set DO
	ede     *dns.EDNS0_EDE
	t       *Trace

	calls, queries, bytes int // spent
}

// receive counts what came in for the query.
func (w *work) receive(bytes int) error {
	if w.bytes += bytes; w.bytes > maxBytes {
		return errBudget
	}
	return nil
}

// Client is who asks.
type Client struct {
	Addr   netip.Addr
	Stream bool // TCP or a caller in this process: a reply may have 65535 bytes
}

// Answer takes a query the whole way without a socket. The reply is nil when
// none may be sent (the message was a reply itself).
func (s *Server) Answer(ctx context.Context, q *dns.Msg, from Client) (*dns.Msg, *Trace) {
	t := &Trace{}
	if q.Response {
		return nil, t
	}
	w := &work{s: s, reply: new(dns.Msg), t: t}
	w.reply.SetReply(q)
	w.reply.Compress = true
	w.reply.AuthenticatedData, w.reply.CheckingDisabled = false, q.CheckingDisabled
	if opt := q.IsEdns0(); opt != nil {
		w.dnssec = opt.Do()
	}
	allowed := s.mayRecurse(from.Addr)
	w.reply.RecursionAvailable = allowed && len(s.config.Forward) > 0
	w.recurse = w.reply.RecursionAvailable && q.RecursionDesired
	ctx, cancel := context.WithTimeout(ctx, queryTime)
	defer cancel()
	w.serve(ctx, q, allowed)
	w.finish(q, from)
	return w.reply, t
}

func (w *work) fail(rcode int, code uint16, text string) {
	w.reply.Rcode = rcode
	w.reply.Answer, w.reply.Ns, w.reply.Extra, w.reply.Authoritative = nil, nil, nil, false
	w.ede = nil
	if text != "" {
		w.ede = &dns.EDNS0_EDE{InfoCode: code, ExtraText: text}
	}
}

func (w *work) serve(ctx context.Context, q *dns.Msg, allowed bool) {
	opts := 0
	for _, rr := range q.Extra {
		if rr.Header().Rrtype == dns.TypeOPT {
			opts++
		}
	}
	switch {
	case q.Opcode != dns.OpcodeQuery:
		w.reply.RecursionDesired, w.reply.RecursionAvailable, w.reply.CheckingDisabled = false, false, false
		w.fail(dns.RcodeNotImplemented, 0, "")
		return
	case len(q.Question) != 1 || opts > 1:
		w.fail(dns.RcodeFormatError, 0, "")
		return
	case opts == 1 && q.IsEdns0().Version() != 0:
		w.fail(dns.RcodeBadVers, 0, "")
		return
	}
	question := q.Question[0]
	name, err := zone.ParseName(question.Name)
	if err != nil {
		w.fail(dns.RcodeFormatError, 0, "")
		return
	}
	w.qname, w.qtype = name, question.Qtype
	if question.Qclass != dns.ClassINET || (question.Qtype > 127 && question.Qtype < 255) || question.Qtype == dns.TypeOPT {
		w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeNotSupported, "only class IN and ordinary types are answered")
		return
	}
	if w.s.originOf(name) == nil {
		if !w.recurse {
			code := dns.ExtendedErrorCodeNotAuthoritative
			if !allowed {
				code = dns.ExtendedErrorCodeProhibited
			}
			w.fail(dns.RcodeRefused, code, "this server does not resolve the name for this client")
			return
		}
	}
	w.walk(ctx, name)
}

// walk follows name from alias to alias.
func (w *work) walk(ctx context.Context, name zone.Name) {
	seen := map[zone.Name]bool{}
	for step := 0; ; step++ {
		if step > steps || seen[name] {
			w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, "the aliases form a loop or are too many")
			return
		}
		seen[name] = true
		w.t.Steps = append(w.t.Steps, name.String())
		o := w.s.originOf(name)
		var next zone.Name
		if o != nil {
			next = w.chain(ctx, o, name, step == 0)
		} else {
			if !w.recurse {
				return
			}
			next = w.ask(ctx, name)
		}
		if next.IsZero() {
			return
		}
		name = next
	}
}

// chain answers name from its origin and returns the name to go on with.
func (w *work) chain(ctx context.Context, o *origin, name zone.Name, first bool) zone.Name {
	if first {
		w.t.Authority = o.Name.String()
	}
	depth := o.Name.NumLabels()
	key := name
	if name.NumLabels() > depth {
		key = name.Ancestor(depth + 1)
		label := key.Label(0)
		if len(label) > 0 && label[0] == '_' {
			key = o.Name
		} else if zone.CheckLabel(label) != nil {
			w.reply.Authoritative = w.reply.Authoritative || first
			w.negative(o, true, minimum, false)
			return zone.Name{}
		}
	}
	h, stale, err := o.fetch(ctx, key, w)
	if err != nil {
		w.failRead(err)
		return zone.Name{}
	}
	w.t.Block = h.state.Block
	w.reply.Authoritative = w.reply.Authoritative || first
	head, _ := o.Source.Head()
	ttl := uint32(longest)
	if key != o.Name {
		now := max(head.Time, uint64(time.Now().Unix()))
		switch e := h.state.Expiry; {
		case e <= head.Time:
			w.negative(o, true, minimum, stale)
			return zone.Name{}
		case e <= now:
			ttl = 0
		default:
			ttl = uint32(min(uint64(longest), e-now))
		}
	}
	if stale {
		ttl = min(ttl, staleTTL)
		w.ede = &dns.EDNS0_EDE{InfoCode: dns.ExtendedErrorCodeStaleAnswer, ExtraText: "the chain's head is not confirmed"}
	}
	a := h.zone.Lookup(name, w.qtype)
	switch {
	case name == o.Name && w.qtype == dns.TypeSOA:
		w.reply.Answer = append(w.reply.Answer, o.soa(min(ttl, minimum)))
		return zone.Name{}
	case name == o.Name && w.qtype == dns.TypeNS && a.Outcome != zone.Found:
		for _, ns := range o.NS {
			w.reply.Answer = append(w.reply.Answer, &dns.NS{
				Hdr: dns.RR_Header{Name: name.String(), Rrtype: dns.TypeNS, Class: dns.ClassINET, Ttl: min(ttl, 3600)}, Ns: ns.String(),
			})
		}
		return zone.Name{}
	}
	switch a.Outcome {
	case zone.Found:
		set := a.Set
		if w.qtype == dns.TypeANY && len(a.Sets) > 0 {
			set = a.Sets[0] // RFC 8482 section 4.1: one set
		}
		w.add(&w.reply.Answer, set, ttl)
	case zone.CNAME:
		w.add(&w.reply.Answer, a.Set, ttl)
		return a.Target
	case zone.DNAME:
		w.add(&w.reply.Answer, a.Set, ttl)
		w.reply.Answer = append(w.reply.Answer, &dns.CNAME{
			Hdr: dns.RR_Header{Name: name.String(), Rrtype: dns.TypeCNAME, Class: dns.ClassINET, Ttl: min(ttl, a.Set.TTL)}, Target: a.Target.String(),
		})
		return a.Target
	case zone.TooLong:
		w.add(&w.reply.Answer, a.Set, ttl)
		w.reply.Rcode = dns.RcodeYXDomain
	case zone.Referral:
		w.reply.Authoritative = w.reply.Authoritative && !first
		w.add(&w.reply.Ns, a.NS, ttl)
		w.add(&w.reply.Ns, a.DS, ttl)
		for _, g := range a.Glue {
			w.add(&w.reply.Extra, g, ttl)
		}
	case zone.NoData:
		w.negative(o, false, ttl, stale)
	default:
		w.negative(o, name != o.Name, ttl, stale)
	}
	return zone.Name{}
}

func (w *work) add(to *[]dns.RR, set zone.RRset, ttl uint32) {
	if set.Type == 0 {
		return
	}
	set.TTL = min(set.TTL, ttl)
	rrs, err := set.RRs()
	if err != nil {
		w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeInvalidData, "the record cannot be written")
		return
	}
	*to = append(*to, rrs...)
}

// negative adds the SOA of RFC 2308; absent tells NXDOMAIN from no data.
func (w *work) negative(o *origin, absent bool, ttl uint32, stale bool) {
	if stale {
		ttl = min(ttl, staleTTL)
		code := dns.ExtendedErrorCodeStaleAnswer
		if absent {
			code = dns.ExtendedErrorCodeStaleNXDOMAINAnswer
		}
		w.ede = &dns.EDNS0_EDE{InfoCode: code, ExtraText: "the chain's head is not confirmed"}
	}
	if absent {
		w.reply.Rcode = dns.RcodeNameError
	}
	w.reply.Ns = append(w.reply.Ns, o.soa(min(ttl, minimum)))
}

func (w *work) failRead(err error) {
	code, text := dns.ExtendedErrorCodeNoReachableAuthority, "the chain cannot be reached"
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		code, text = dns.ExtendedErrorCodeNetworkError, "the chain did not answer in time"
	case errors.Is(err, names.ErrRefused):
		code, text = dns.ExtendedErrorCodeInvalidData, "the chain is not the configured one"
	case errors.Is(err, names.ErrInvalid):
		code, text = dns.ExtendedErrorCodeInvalidData, "the chain's data for this name is not valid"
	case errors.Is(err, errBudget):
		code, text = dns.ExtendedErrorCodeOther, errBudget.Error()
	}
	w.s.log.Debug("read failed", "name", w.qname.String(), "error", err)
	w.fail(dns.RcodeServerFailure, code, text)
}

func (o *origin) soa(ttl uint32) dns.RR {
	head, _ := o.Source.Head()
	return &dns.SOA{
		Hdr: dns.RR_Header{Name: o.Name.String(), Rrtype: dns.TypeSOA, Class: dns.ClassINET, Ttl: ttl},
		Ns:  o.MName.String(), Mbox: o.RName.String(), Serial: o.soaSerial(head),
		Refresh: 3600, Retry: 600, Expire: 604800, Minttl: minimum,
	}
}

// finish adds EDNS where the client spoke it, and truncates to what it takes.
func (w *work) finish(q *dns.Msg, from Client) {
	size := dns.MinMsgSize
	if opt := q.IsEdns0(); opt != nil {
		size = max(size, min(int(opt.UDPSize()), udpPayload))
		w.reply.SetEdns0(udpPayload, opt.Do())
		if w.ede != nil {
			out := w.reply.IsEdns0()
			out.Option = append(out.Option, w.ede)
		}
	}
	if from.Stream {
		size = dns.MaxMsgSize
	}
	w.reply.Truncate(size)
	w.reply.Compress = true // Truncate turns it off for what is small
}
