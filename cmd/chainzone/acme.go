package main

import (
	"os"
	"slices"
	"time"

	"github.com/miekg/dns"
	"github.com/urfave/cli/v2"

	"chainzone/zone"
)

func acmeVerbs() []verb {
	const text = "It asks nothing, needs the owner's or better a manager's key (chainzone name manager), and takes certbot's CERTBOT_DOMAIN and CERTBOT_VALIDATION. The hook finds deployment and key by its flags, CHAINZONE_DEPLOYMENT and CHAINZONE_KEY_FILE."
	write := slices.Concat(chainFlags(), writeFlags())
	return []verb{
		{
			name: "acme-auth", usage: "publish an ACME challenge, as certbot's --manual-auth-hook", run: zoneACMEAuth,
			text:    text + " With --server it waits until the DNS servers give the challenge to whoever asks.",
			example: "chainzone zone acme-auth --server 192.0.2.53:53",
			json:    "name, serial and changed, false if there was nothing to do",
			flags:   append(write, &cli.StringSliceFlag{Name: "server", Usage: "`ADDR` of a DNS server that must give the challenge first; repeatable"}),
		},
		{
			name: "acme-cleanup", usage: "remove an ACME challenge, as certbot's --manual-cleanup-hook", run: zoneACMECleanup,
			text:    text + " A challenge that is not there is no error.",
			example: "chainzone zone acme-cleanup",
			json:    "name, serial and changed, false if there was nothing to do",
			flags:   write,
		},
	}
}

const challengeTTL = 60 // seconds: it is asked for once, and soon gone

// challenge reads what certbot tells a hook: the name that the challenge's
// record belongs to, and the record. The chain is open then.
func (s *session) challenge() (zone.Name, zone.RRset, error) {
	fail := func(err error) (zone.Name, zone.RRset, error) { return zone.Name{}, zone.RRset{}, err }
	if err := s.count(0, 0); err != nil {
		return fail(err)
	}
	domain, value := os.Getenv("CERTBOT_DOMAIN"), os.Getenv("CERTBOT_VALIDATION")
	if domain == "" || value == "" {
		return fail(usagef("CERTBOT_DOMAIN and CERTBOT_VALIDATION are not set: let certbot call this as its --manual-auth-hook and --manual-cleanup-hook"))
	}
	domain, err := toASCII(domain)
	if err != nil {
		return fail(err)
	}
	host, err := zone.ParseName(domain)
	if err != nil {
		return fail(usagef("CERTBOT_DOMAIN: %w", err))
	}
	if err := s.open(); err != nil {
		return fail(err)
	}
	origin := s.client.Origin()
	if !host.IsAtOrBelow(origin) || host == origin {
		return fail(usagef("CERTBOT_DOMAIN: %s is not below %s, which the deployment serves", host, origin))
	}
	name, err := parseName(origin, short(host.Ancestor(origin.NumLabels()+1)))
	if err != nil {
		return fail(err)
	}
	owner, err := host.Child("_acme-challenge")
	if err != nil {
		return fail(usagef("CERTBOT_DOMAIN: %w", err))
	}
	set, err := zone.ParseRRset(name, owner.String(), challengeTTL, "TXT", []string{value})
	if err != nil {
		return fail(usagef("CERTBOT_VALIDATION: %w", err))
	}
	return name, set, s.Set("yes", "true") // a hook has nobody to ask
}

func zoneACMEAuth(s *session) error {
	name, set, err := s.challenge()
	if err != nil {
		return err
	}
	// Added, not set: certbot wants one for a name and one for its wildcard.
	if err := s.edit(name, func(z *zone.Zone) (*zone.Zone, error) { return z.Add(set) }); err != nil {
		return err
	}
	for _, server := range s.StringSlice("server") {
		if err := s.seenAt(server, set); err != nil {
			return err
		}
	}
	return nil
}

func zoneACMECleanup(s *session) error {
	name, set, err := s.challenge()
	if err != nil {
		return err
	}
	return s.edit(name, func(z *zone.Zone) (*zone.Zone, error) {
		there, _ := z.RRset(set.Owner, set.Type)
		if !slices.ContainsFunc(there.Data, func(d []byte) bool { return string(d) == string(set.Data[0]) }) {
			return z, nil
		}
		return z.Unset(set.Owner, set.Type, set.Data[0])
	})
}

const betweenAsking = 250 * time.Millisecond

// seenAt returns when a DNS server gives a record, or fails after --wait.
func (s *session) seenAt(server string, set zone.RRset) error {
	rrs, err := set.RRs()
	if err != nil {
		return err
	}
	q := new(dns.Msg).SetQuestion(set.Owner.String(), set.Type)
	client := &dns.Client{Timeout: 2 * time.Second}
	last := "it does not give the record"
	for until := time.Now().Add(s.Duration("wait")); time.Now().Before(until); {
		reply, _, err := client.ExchangeContext(s.ctx, q, server)
		if err == nil && slices.ContainsFunc(reply.Answer, func(rr dns.RR) bool { return dns.IsDuplicate(rr, rrs[0]) }) {
			return nil
		}
		if err != nil {
			last = err.Error()
		}
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case <-time.After(betweenAsking):
		}
	}
	return failf(exitRefused, "the challenge is published, but the DNS server %s did not show it within %v (%s): check that it serves this deployment", server, s.Duration("wait"), last)
}
