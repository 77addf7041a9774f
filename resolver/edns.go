package resolver

import (
	"encoding/hex"
	"time"

	"github.com/miekg/dns"

	"chainzone/resolver/wire"
)

const maxOptions = 16 // of one query: more is an attack on whoever parses them

// edns is what a query says of itself in its OPT record.
type edns struct {
	spoken    bool
	dnssec    bool // DO
	size      int  // of a UDP reply, bytes
	nsid      bool
	keepalive bool          // the client is told for how long an idle connection is kept
	idle      time.Duration // 0: it is to end the connection (RFC 7828 section 3.3.2)
	forbidden bool          // an option that its transport does not allow
	padded    bool
	client    []byte // cookie, nil if there is none
	server    []byte // cookie for the reply
	known     bool   // the client has a server cookie of ours: its address is not forged
	badCookie bool   // the client has a server cookie that is not ours, or too old
}

// readEDNS reads the OPT record of a query; rcode says what is wrong with it.
func (s *Server) readEDNS(q *dns.Msg, from Client) (e edns, rcode int) {
	e.size = dns.MinMsgSize
	var opt *dns.OPT
	for _, rr := range q.Extra {
		if one, ok := rr.(*dns.OPT); ok {
			e.spoken = true
			if opt != nil || one.Hdr.Name != "." {
				return e, dns.RcodeFormatError // RFC 6891 section 6.1.1
			}
			opt = one
		}
	}
	if opt == nil {
		return e, dns.RcodeSuccess
	}
	e.dnssec = opt.Do()
	e.size = max(e.size, min(int(opt.UDPSize()), udpPayload))
	if opt.Version() != 0 {
		return e, dns.RcodeBadVers
	}
	if len(opt.Option) > maxOptions {
		return e, dns.RcodeFormatError
	}
	for _, o := range opt.Option {
		switch o := o.(type) {
		case wire.Malformed:
			return e, dns.RcodeFormatError // RFC 6891 section 7
		case *dns.EDNS0_NSID:
			e.nsid = true
		case *dns.EDNS0_PADDING:
			e.padded = true
		case *dns.EDNS0_TCP_KEEPALIVE:
			e.keepalive, e.idle = from.Transport.kept(), idle
			e.forbidden = from.Transport == QUIC // RFC 9250 section 5.5.2
		case *dns.EDNS0_COOKIE:
			if e.client != nil {
				continue // only the first counts
			}
			cookie, err := hex.DecodeString(o.Cookie)
			if n := len(cookie); err != nil || n < clientCookieBytes || n > clientCookieBytes && n < clientCookieBytes+leastServerCookie || n > clientCookieBytes+mostServerCookie {
				return e, dns.RcodeFormatError // RFC 7873 section 5.2.2
			}
			e.client, e.server = cookie[:clientCookieBytes], cookie[clientCookieBytes:]
			now := time.Now()
			good, renew := s.cookies.check(e.client, e.server, from.Addr, now)
			e.known = good
			e.badCookie = len(e.server) > 0 && !good
			if renew {
				e.server = s.cookies.make(e.client, from.Addr, now)
			}
		}
	}
	return e, dns.RcodeSuccess
}

// writeEDNS gives the reply its OPT record: what was understood, nothing echoed.
func (r *rules) writeEDNS(reply *dns.Msg, e edns, edes []*dns.EDNS0_EDE) {
	if !e.spoken {
		return
	}
	reply.SetEdns0(udpPayload, e.dnssec)
	opt := reply.IsEdns0()
	if e.client != nil {
		opt.Option = append(opt.Option, &dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: hex.EncodeToString(e.client) + hex.EncodeToString(e.server)})
	}
	if e.nsid {
		opt.Option = append(opt.Option, &dns.EDNS0_NSID{Code: dns.EDNS0NSID, Nsid: hex.EncodeToString(r.identity.NSID)})
	}
	if e.keepalive {
		opt.Option = append(opt.Option, &dns.EDNS0_TCP_KEEPALIVE{Code: dns.EDNS0TCPKEEPALIVE, Timeout: uint16(e.idle / (100 * time.Millisecond)), Length: 2})
	}
	for _, e := range edes {
		opt.Option = append(opt.Option, e)
	}
}

// replyBlock is RFC 8467 section 4.1: replies to padded queries are padded to a
// multiple of it, so that their length says little.
const replyBlock = 468

// pad fills a reply up, its OPT record being there.
func pad(m *dns.Msg) {
	opt := m.IsEdns0()
	padding := &dns.EDNS0_PADDING{}
	opt.Option = append(opt.Option, padding)
	packed, err := m.Pack()
	if err != nil {
		return // it will be seen when it is sent
	}
	if left := (replyBlock - len(packed)%replyBlock) % replyBlock; len(packed)+left < dns.MaxMsgSize {
		padding.Padding = make([]byte, left)
	}
}
