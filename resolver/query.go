package resolver

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver/ratelimit"
	"chainzone/zone"
)

// The budget of one query; retries do not refill it.
const (
	queryTime  = 5 * time.Second
	maxSteps   = 8       // from alias to alias, from delegation to delegation
	maxCalls   = 8       // chain reads
	maxQueries = 32      // to upstreams and delegated servers
	maxBytes   = 1 << 18 // received from them
)

// budgetError says what of a query's budget is used up.
type budgetError string

const (
	errSteps   budgetError = "steps"
	errCalls   budgetError = "calls"
	errQueries budgetError = "queries"
	errBytes   budgetError = "bytes"
	errTime    budgetError = "time"
)

// spentText is what a client is told.
const spentText = "the query's budget is used up"

// cameBackText says that a query is our own.
const cameBackText = "this server asked that itself: upstreams lead back to it"

func (e budgetError) Error() string { return spentText + ": " + string(e) }

// isBudget says whether err is that the budget is used up, and notes it.
func (w *work) isBudget(err error) bool {
	var spent budgetError
	if !errors.As(err, &spent) {
		return false
	}
	w.t.Spent = string(spent)
	return true
}

// budget is what one query has spent, with all that was asked for its sake.
type budget struct {
	steps, calls, queries, bytes int
	asked                        map[netip.Addr]int // questions to servers that chain data chose
}

// Trace says where an answer came from.
type Trace struct {
	Authority string      // the origin, or the forwarded zone
	Source    string      // cache, chain, stale, upstream, delegated
	Block     names.Block // of the answer's last chain read
	Calls     int         // chain reads started or shared
	Queries   int         // to upstreams and delegated servers
	Steps     []string    // every name looked up, in order
	panicked  bool        // a read for it did
	Spent     string      // what of the query's budget was used up: steps, calls, queries, bytes or time; "": nothing
}

// work is one query on its way.
type work struct {
	s        *Server
	rules    *rules
	qname    zone.Name
	qtype    uint16
	recurse  bool   // upstreams and delegated servers may be asked
	asksAD   bool   // the client wants to know whether the answer was validated (RFC 6840 section 5.7)
	barred   bool   // the client may not have names on the chain
	mayLeave bool   // an alias may be followed out of its origin
	guarded  bool   // a chain name on the way may not lead into the inside of a network
	inner    bool   // for an address to ask, not to give out
	dropped  bool   // no reply is sent
	leave    func() // of the crowd
	waits    func() // see Client
	referral bool   // the reply is one, and its glue no mere addition
	reply    *dns.Msg
	edns     edns
	tsig     *dns.TSIG // of the reply, nil for none
	edes     []*dns.EDNS0_EDE
	t        *Trace
	*budget
}

// Client is who asks.
type Client struct {
	Addr      netip.Addr
	Transport Transport
	waits     func() // is called before its query waits for anything, maybe again; nil: nothing is
}

// Answer takes a query the whole way without a socket. The reply is nil when
// none may be sent: the message was a reply itself, or the client's network has
// had its share.
func (s *Server) Answer(ctx context.Context, q *dns.Msg, from Client) (*dns.Msg, *Trace) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.queries, cancel)()
	return s.answer(ctx, q, from)
}

// answer is Answer of a query that ends with the server.
func (s *Server) answer(ctx context.Context, q *dns.Msg, from Client) (*dns.Msg, *Trace) {
	t := &Trace{}
	if q.Response {
		return nil, t
	}
	r := s.enter()
	if r == nil {
		return failure(q), t
	}
	defer r.users.leave()
	w := &work{s: s, rules: r, reply: new(dns.Msg), t: t, budget: new(budget), leave: func() {}, waits: from.waits}
	w.reply.SetReply(q)
	w.reply.AuthenticatedData, w.reply.CheckingDisabled = false, q.CheckingDisabled
	allowed := r.mayRecurse(from.Addr)
	w.reply.RecursionAvailable = allowed && len(r.forward) > 0
	w.asksAD = q.AuthenticatedData
	w.barred = !r.mayQuery(from.Addr)
	w.mayLeave = allowed && q.RecursionDesired
	w.recurse = w.mayLeave && len(r.forward) > 0
	ctx, cancel := context.WithTimeout(ctx, queryTime)
	defer cancel()
	defer func() { w.leave() }()
	if w.accept(q, from, allowed) {
		w.walk(ctx, w.qname)
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			t.Spent = string(errTime)
		}
	}
	if w.dropped {
		return nil, t
	}
	w.finish(from)
	return w.reply, t
}

// wait is called before the query waits for a chain, an upstream or a server.
func (w *work) wait() {
	if w.waits != nil {
		w.waits()
	}
}

// accept says whether the query is one to look up; otherwise the reply is done.
func (w *work) accept(q *dns.Msg, from Client, allowed bool) bool {
	var wrong int
	w.edns, wrong = w.s.readEDNS(q, from)
	w.asksAD = w.asksAD || w.edns.dnssec
	if from.Transport == UDP && !w.edns.known {
		leave, ok := w.s.crowd.enter(from.Addr)
		if !ok {
			w.s.limited.Add(1)
			w.dropped = true
			return false
		}
		w.leave = leave
		switch w.rules.limiter.Take(from.Addr, time.Now()) {
		case ratelimit.Pass:
		case ratelimit.Slip:
			w.s.slipped.Add(1)
			w.reply.Truncated = true
			return false
		case ratelimit.Drop:
			w.s.limited.Add(1)
			w.dropped = true
			return false
		}
	}
	misplaced := w.readTSIG(q)
	switch {
	case misplaced:
		w.fail(dns.RcodeFormatError, 0, "")
		return false
	case w.tsig != nil:
		w.fail(dns.RcodeNotAuth, 0, "")
		return false
	case q.Opcode != dns.OpcodeQuery:
		// RFC 8906 section 3.1.4: none of the query's flags.
		w.reply.RecursionDesired, w.reply.RecursionAvailable, w.reply.CheckingDisabled = false, false, false
		w.fail(dns.RcodeNotImplemented, 0, "")
		return false
	case wrong != dns.RcodeSuccess:
		w.fail(wrong, 0, "")
		return false
	case w.edns.forbidden: // the connection ends
		w.dropped = true
		return false
	case len(q.Question) == 0 && w.edns.client != nil:
		if w.edns.badCookie {
			w.fail(dns.RcodeBadCookie, 0, "")
		}
		return false // RFC 7873 section 5.4: the client wants a cookie
	case len(q.Question) != 1: // RFC 9619
		w.fail(dns.RcodeFormatError, 0, "")
		return false
	}
	if w.rules.cameBack(w.edns, q.Question[0]) {
		w.fail(dns.RcodeServerFailure, dns.ExtendedErrorCodeOther, cameBackText)
		return false
	}
	question := q.Question[0]
	name, err := zone.ParseName(question.Name)
	if err != nil {
		w.fail(dns.RcodeFormatError, 0, "")
		return false
	}
	w.qname, w.qtype = name, question.Qtype
	if rcode := metaType(question.Qtype); rcode != dns.RcodeSuccess {
		w.fail(rcode, dns.ExtendedErrorCodeNotSupported, "this type cannot be asked for here")
		return false
	}
	switch question.Qclass {
	case dns.ClassINET:
	case dns.ClassCHAOS:
		w.identify(question)
		return false
	case 0, dns.ClassNONE:
		w.fail(dns.RcodeFormatError, 0, "")
		return false
	default:
		w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeNotSupported, "only class IN is answered")
		return false
	}
	if w.rules.originOf(name) != nil && w.barred {
		w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeProhibited, "this client may not ask here")
		return false
	}
	if w.rules.originOf(name) == nil && !w.recurse {
		code := dns.ExtendedErrorCodeNotAuthoritative
		if !allowed {
			code = dns.ExtendedErrorCodeProhibited
		}
		w.fail(dns.RcodeRefused, code, "this server does not resolve the name for this client")
		return false
	}
	return true
}

// metaType is the rcode for types that no record has and that are no question
// this server answers, NOERROR for all others.
func metaType(typ uint16) int {
	switch {
	case typ == dns.TypeAXFR, typ == dns.TypeIXFR:
		return dns.RcodeRefused
	case typ == dns.TypeMAILA, typ == dns.TypeMAILB: // RFC 1035 section 3.2.3, obsolete
		return dns.RcodeNotImplemented
	case typ == 0, typ == dns.TypeOPT, 128 <= typ && typ < dns.TypeIXFR: // RFC 6895 section 3.1
		return dns.RcodeFormatError
	}
	return dns.RcodeSuccess
}

// identify answers what class CH is used for (RFC 4892), where it is configured.
func (w *work) identify(q dns.Question) {
	text := map[string]string{
		"version.bind.": w.rules.identity.Version, "version.server.": w.rules.identity.Version,
		"hostname.bind.": w.rules.identity.Server, "id.server.": w.rules.identity.Server,
	}[w.qname.String()]
	if text == "" {
		w.fail(dns.RcodeRefused, dns.ExtendedErrorCodeProhibited, "this server does not say what it is")
		return
	}
	w.reply.Authoritative = true
	if q.Qtype == dns.TypeTXT || q.Qtype == dns.TypeANY {
		w.reply.Answer = []dns.RR{&dns.TXT{Hdr: dns.RR_Header{Name: q.Name, Rrtype: dns.TypeTXT, Class: dns.ClassCHAOS}, Txt: []string{text}}}
	}
}

func (w *work) fail(rcode int, code uint16, text string) {
	w.reply.Rcode = rcode
	w.reply.Answer, w.reply.Ns, w.reply.Extra, w.reply.Authoritative, w.referral = nil, nil, nil, false, false
	w.edes = nil
	if text != "" {
		w.explain(code, text)
	}
}

// explain adds an Extended DNS Error (RFC 8914), once for each code.
func (w *work) explain(code uint16, text string) {
	if !slices.ContainsFunc(w.edes, func(e *dns.EDNS0_EDE) bool { return e.InfoCode == code }) {
		w.edes = append(w.edes, &dns.EDNS0_EDE{InfoCode: code, ExtraText: text})
	}
}

// finish adds EDNS where the client spoke it, and makes the reply fit.
func (w *work) finish(from Client) {
	if from.Transport.kept() && w.s.draining.Load() {
		w.edns.keepalive, w.edns.idle = true, 0
	}
	w.rules.writeEDNS(w.reply, w.edns, w.edes)
	if w.tsig != nil {
		w.reply.Extra = append(w.reply.Extra, w.tsig) // the last: RFC 8945 section 5.1
	}
	w.reply.Compress = true
	size := from.Transport.size(w.edns.size, dns.MaxMsgSize-1)
	shorten(w.reply, size)
	fit(w.reply, size, w.referral)
	if w.edns.padded && from.Transport.encrypted() {
		pad(w.reply)
	}
}

// leastRecord is the fewest bytes that a record takes in a message.
const leastRecord = 11

// fit leaves out what does not fit, whole sets from the end. Additional data
// is optional but for a referral's glue; the loss of all else, and of glue
// (RFC 9471 section 3), is told by TC. It packs the message once at most, up
// to size.
func fit(m *dns.Msg, size int, referral bool) {
	if plainLen(m) <= size {
		return
	}
	var meta []dns.RR // OPT and TSIG stay
	for _, rr := range m.Extra {
		if isMeta(rr) {
			meta = append(meta, rr)
			size -= dns.Len(rr)
		}
	}
	m.Extra = slices.DeleteFunc(m.Extra, isMeta)
	all := slices.Concat(m.Answer, m.Ns, m.Extra)
	keep := fitting(m.Question, all, size)
	required := len(m.Answer) + len(m.Ns)
	if referral {
		required = len(all)
	}
	for 0 < keep && keep < len(all) && keep != len(m.Answer) && keep != len(m.Answer)+len(m.Ns) && sameSet(all[keep-1], all[keep]) {
		keep--
	}
	m.Truncated = m.Truncated || keep < required
	answers, authorities := min(keep, len(m.Answer)), len(m.Ns)
	authorities = min(keep-answers, authorities)
	m.Answer, m.Ns, m.Extra = m.Answer[:answers], m.Ns[:authorities], append(m.Extra[:keep-answers-authorities:keep-answers-authorities], meta...)
}

func isMeta(rr dns.RR) bool {
	return rr.Header().Rrtype == dns.TypeOPT || rr.Header().Rrtype == dns.TypeTSIG
}

// plainLen is the length of a message without compression.
func plainLen(m *dns.Msg) int {
	return (&dns.Msg{Question: m.Question, Answer: m.Answer, Ns: m.Ns, Extra: m.Extra}).Len()
}

// fitting is how many of the records go into size bytes behind a header and the questions.
func fitting(questions []dns.Question, rrs []dns.RR, size int) (n int) {
	buf, at := make([]byte, max(size, 0)), headerBytes
	names := map[string]int{}
	var err error
	for _, q := range questions {
		if at, err = dns.PackDomainName(q.Name, buf, at, names, true); err != nil {
			return 0
		}
		at += 4 // type and class
	}
	for n < len(rrs) && at+leastRecord <= size {
		if at, err = dns.PackRR(rrs[n], buf, at, names, true); err != nil {
			break
		}
		n++
	}
	return n
}

func sameSet(a, b dns.RR) bool {
	return a.Header().Rrtype == b.Header().Rrtype && a.Header().Name == b.Header().Name
}
