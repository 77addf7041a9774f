package main

import (
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/miekg/dns"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/zone"
)

func acmeVerbs() []verb {
	const text = "It asks nothing, needs the owner's or better a manager's key (chainzone name manager), and takes certbot's CERTBOT_DOMAIN and CERTBOT_VALIDATION. The hook finds deployment and key by its flags, CHAINZONE_DEPLOYMENT and CHAINZONE_KEY_FILE. If _acme-challenge is an alias, the zone that it leads to is changed."
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

const (
	challengeTTL   = 60 // seconds: it is asked for once, and soon gone
	challengeTries = 5  // where the zone is changed by somebody else meanwhile, each time
	aliasSteps     = 8  // as many as the server follows
)

// challenge is what certbot tells a hook.
type challenge struct {
	name  zone.Name // that the certification authority asks for TXT
	value string
}

// challenge reads what certbot says, and opens the chain.
func (s *session) challenge() (challenge, error) {
	fail := func(err error) (challenge, error) { return challenge{}, err }
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
	name, err := host.Child("_acme-challenge")
	if err != nil {
		return fail(usagef("CERTBOT_DOMAIN: %w", err))
	}
	return challenge{name, value}, s.Set("yes", "true") // a hook has nobody to ask
}

// place is the zone that has, or gets, the challenge's record, and the record.
// Where the challenge's name is an alias, that is where the alias leads: the
// certification authority follows it.
func (s *session) place(c challenge) (published, zone.RRset, error) {
	fail := func(err error) (published, zone.RRset, error) { return published{}, zone.RRset{}, err }
	origin, owner := s.client.Origin(), c.name
	for range aliasSteps {
		name, err := parseName(origin, short(owner.Ancestor(origin.NumLabels()+1)))
		if err != nil {
			return fail(err)
		}
		at, err := s.published(name, false)
		if err != nil {
			return fail(err)
		}
		found := at.zone.Lookup(owner, dns.TypeTXT)
		switch {
		case found.Outcome == zone.Referral:
			return fail(failf(exitRefused, "%s is delegated to other servers: publish the challenge %s there", found.NS.Owner, owner))
		case found.Outcome != zone.CNAME && found.Outcome != zone.DNAME || found.Wildcard != zone.Name{}:
			set, err := zone.ParseRRset(name, owner.String(), challengeTTL, "TXT", []string{c.value})
			if err != nil {
				return fail(usagef("CERTBOT_VALIDATION: %w", err))
			}
			return at, set, nil
		}
		if target := found.Target; !target.IsAtOrBelow(origin) || target == origin {
			return fail(failf(exitRefused, "%s is an alias of %s, which is not below %s: publish the challenge there, or remove the alias with chainzone zone unset %s %s", owner, target, origin, short(name), found.Set.Owner))
		}
		owner = found.Target
	}
	return fail(failf(exitRefused, "%s is the first of more than %d aliases: remove them with chainzone zone unset", c.name, aliasSteps))
}

// answer changes the zone that has the challenge's record. What somebody else
// changed in it meanwhile is kept: the change is made again, to what is there.
func (s *session) answer(c challenge, change func(*zone.Zone, zone.RRset) (*zone.Zone, error)) error {
	signer, err := s.signer()
	if err != nil {
		return err
	}
	for tries := 1; ; tries++ {
		before, set, err := s.place(c)
		if err != nil {
			return err
		}
		after, err := change(before.zone, set)
		if err != nil {
			return usagef("%w", err)
		}
		err = s.publish(signer, before, after)
		if !errors.Is(err, chain.ErrMoved) || tries == challengeTries {
			return err
		}
	}
}

func zoneACMEAuth(s *session) error {
	c, err := s.challenge()
	if err != nil {
		return err
	}
	// Added, not set: certbot wants one for a name and one for its wildcard.
	if err := s.answer(c, (*zone.Zone).Add); err != nil {
		return err
	}
	for _, server := range s.StringSlice("server") {
		if err := s.seenAt(server, c); err != nil {
			return err
		}
	}
	return nil
}

func zoneACMECleanup(s *session) error {
	c, err := s.challenge()
	if err != nil {
		return err
	}
	return s.answer(c, func(z *zone.Zone, set zone.RRset) (*zone.Zone, error) {
		there, _ := z.RRset(set.Owner, set.Type)
		if !slices.ContainsFunc(there.Data, func(d []byte) bool { return string(d) == string(set.Data[0]) }) {
			return z, nil
		}
		return z.Unset(set.Owner, set.Type, set.Data[0])
	})
}

const betweenAsking = 250 * time.Millisecond

// seenAt returns when a DNS server shows the challenge, or fails after --wait.
func (s *session) seenAt(server string, c challenge) error {
	q := new(dns.Msg).SetQuestion(c.name.String(), dns.TypeTXT)
	client := &dns.Client{Timeout: 2 * time.Second}
	shows := func(rr dns.RR) bool {
		txt, ok := rr.(*dns.TXT)
		return ok && strings.Join(txt.Txt, "") == c.value
	}
	last := "it does not give the record"
	for until := time.Now().Add(s.Duration("wait")); time.Now().Before(until); {
		reply, _, err := client.ExchangeContext(s.ctx, q, server)
		if err == nil && slices.ContainsFunc(reply.Answer, shows) {
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
