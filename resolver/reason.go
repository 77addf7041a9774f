package resolver

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/miekg/dns"

	"chainzone/resolver/messages"
)

// What of an upstream's Extended DNS Errors (RFC 8914) is passed on. A reply rarely
// has more than one, and what a person is to read is short.
const (
	maxReasons    = 3   // of one reply
	maxReasonText = 200 // bytes of its text, with who says it
)

// saysUpstream attributes a text to its author, as RFC 8914 section 3 has it: a client
// would take it for this server's own.
const saysUpstream = "the upstream says: "

// refusal is that upstreams replied, and had no answer. It is remembered as it is.
type refusal struct {
	rcode   int
	reasons []messages.Reason
}

func (r *refusal) Error() string { return "the upstreams answer " + dns.RcodeToString[r.rcode] }

// reasonsIn are the Extended DNS Errors of an upstream's reply.
func reasonsIn(r *dns.Msg) (list []messages.Reason) {
	opt := r.IsEdns0()
	if opt == nil {
		return nil
	}
	for _, o := range opt.Option {
		if e, ok := o.(*dns.EDNS0_EDE); ok && len(list) < maxReasons {
			list = append(list, messages.Reason{Code: e.InfoCode, Text: attributed(e.ExtraText)})
		}
	}
	return list
}

// attributed is an upstream's text as it is passed on: the printable part of it.
func attributed(text string) string {
	var b strings.Builder
	b.WriteString(saysUpstream)
	for _, c := range text {
		switch {
		case b.Len()+utf8.RuneLen(c) > maxReasonText:
			return b.String()
		case c != utf8.RuneError && unicode.IsPrint(c):
			b.WriteRune(c)
		}
	}
	if b.Len() == len(saysUpstream) {
		return "the upstream says so"
	}
	return b.String()
}

// explainAll adds an upstream's reasons to a reply.
func (w *work) explainAll(list []messages.Reason) {
	for _, one := range list {
		w.explain(one.Code, one.Text)
	}
}

// shorten leaves out what explains a reply, texts first, where its records would have
// to go instead, or the reply would not fit without any.
func shorten(m *dns.Msg, size int) {
	opt := m.IsEdns0()
	if opt == nil {
		return
	}
	if plainLen(m) > size {
		for _, o := range opt.Option {
			if e, ok := o.(*dns.EDNS0_EDE); ok {
				e.ExtraText = ""
			}
		}
	}
	if empty := (&dns.Msg{Question: m.Question, Extra: []dns.RR{opt}}); empty.Len() > size {
		kept := opt.Option[:0]
		for _, o := range opt.Option {
			if o.Option() != dns.EDNS0EDE {
				kept = append(kept, o)
			}
		}
		opt.Option = kept
	}
}
