package main

import (
	"fmt"
	"strings"

	"github.com/miekg/dns"
	"github.com/urfave/cli/v2"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

func lookupFlags() []cli.Flag {
	return []cli.Flag{&cli.BoolFlag{Name: "trace", Usage: "tell where the answer comes from"}}
}

// lookup answers one question as the server would, without a server.
func lookup(s *session) error {
	if err := s.count(1, 2); err != nil {
		return err
	}
	word, err := toASCII(s.Args().First())
	if err != nil {
		return err
	}
	name, err := zone.ParseName(word)
	if err != nil {
		return usagef("%w", err)
	}
	typ := dns.TypeA
	if word := s.Args().Get(1); word != "" {
		if typ, err = zone.ParseType(word); err != nil {
			return usagef("%w", err)
		}
	}
	if err := s.open(); err != nil {
		return err
	}
	if name.NumLabels() == 1 && name != s.client.Origin() {
		if name, err = s.client.Origin().Child(name.Label(0)); err != nil {
			return usagef("%w", err)
		}
	}
	if !name.IsAtOrBelow(s.client.Origin()) {
		return usagef("%s is not below %s, which the deployment serves: look it up with an ordinary DNS client", name, s.client.Origin())
	}
	s.showUnicode(name)
	if err := s.client.Probe(s.ctx); err != nil {
		return err
	}
	server, err := resolver.New(resolver.Config{
		Listen:  []string{"127.0.0.1:0"},
		Origins: []resolver.Origin{{Name: s.client.Origin(), Source: s.client}},
	})
	if err != nil {
		return err
	}
	q := new(dns.Msg).SetQuestion(name.String(), typ)
	q.SetEdns0(1232, false)
	reply, trace := server.Answer(s.ctx, q, resolver.Client{Transport: resolver.Direct})
	if err := s.ctx.Err(); err != nil {
		return fmt.Errorf("look up %s: %w", name, err)
	}
	if reply == nil {
		return failf(exitRefused, "look up %s: there is no answer", name)
	}
	if err := s.printReply(reply, trace); err != nil {
		return err
	}
	switch reply.Rcode {
	case dns.RcodeSuccess:
		return nil
	case dns.RcodeNameError:
		return failf(exitNotRegistered, "%s does not exist: %s", name, s.whyAbsent(name))
	}
	return failf(exitRefused, "%s cannot be answered (%s)%s", name, dns.RcodeToString[reply.Rcode], cause(reply))
}

// whyAbsent says of a name that does not exist whether it, or the name that it is
// in, is registered.
func (s *session) whyAbsent(name zone.Name) string {
	origin := s.client.Origin()
	registered := name.Ancestor(origin.NumLabels() + 1)
	if registered == origin || zone.CheckLabel(registered.Label(0)) != nil {
		return "the domain itself has no such record: see chainzone zone show for those of a name"
	}
	it := "it"
	if registered != name {
		it = registered.String()
	}
	r, err := s.client.Name(s.ctx, registered)
	switch {
	case err != nil:
		return fmt.Sprintf("whether %s is registered could not be read (%v)", it, err)
	case !r.Registered():
		return it + " is not registered"
	case r.Expired():
		return fmt.Sprintf("%s expired on %s", it, utc(r.Expiry))
	case len(r.Image) == 0:
		return it + " is registered but has no records"
	}
	return fmt.Sprintf("%s is registered but has no such record: see chainzone zone show %s", it, short(registered))
}

// cause is what the reply's extended error says.
func cause(m *dns.Msg) string {
	if opt := m.IsEdns0(); opt != nil {
		for _, o := range opt.Option {
			if e, ok := o.(*dns.EDNS0_EDE); ok {
				return ": " + names.Printable(e.ExtraText)
			}
		}
	}
	return ""
}

type jsonRecord struct {
	Name string `json:"name"`
	TTL  uint32 `json:"ttl"`
	Type string `json:"type"`
	Data string `json:"data"`
}

func jsonRecords(rrs []dns.RR) []jsonRecord {
	list := []jsonRecord{}
	for _, rr := range rrs {
		if h := rr.Header(); h.Rrtype != dns.TypeOPT {
			list = append(list, jsonRecord{h.Name, h.Ttl, zone.TypeString(h.Rrtype), zone.DataString(rr)})
		}
	}
	return list
}

func (s *session) printReply(m *dns.Msg, t *resolver.Trace) error {
	if s.Bool("json") {
		v := map[string]any{
			"rcode": dns.RcodeToString[m.Rcode], "authoritative": m.Authoritative,
			"answer": jsonRecords(m.Answer), "authority": jsonRecords(m.Ns), "additional": jsonRecords(m.Extra),
		}
		if s.Bool("trace") && t != nil {
			v["trace"] = map[string]any{
				"authority": t.Authority, "source": t.Source, "block": t.Block.Number,
				"blockHash": fmt.Sprintf("0x%x", t.Block.Hash), "calls": t.Calls, "steps": t.Steps,
			}
		}
		return s.result(v, "")
	}
	if s.Bool("trace") && t != nil {
		steps := make([]string, len(t.Steps))
		for i, step := range t.Steps {
			steps[i] = names.Printable(step)
		}
		fmt.Fprintf(s.out, ";; authority %s, source %s, block %d 0x%x, chain reads %d\n;; steps: %s\n",
			t.Authority, t.Source, t.Block.Number, t.Block.Hash, t.Calls, strings.Join(steps, ", "))
	}
	_, err := fmt.Fprintln(s.out, m)
	return err
}
