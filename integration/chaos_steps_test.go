package integration

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/miekg/dns"
)

// step does one thing of the schedule.
func (c *chaos) step(s chaosStep) {
	if s.Well {
		c.mend()
		c.synced()
	}
	switch s.Do {
	case "set":
		c.set(s.Name)
	case "clear":
		c.clear(s.Name)
	case "transfer":
		c.transfer(s.Name, 1+s.Index%3)
	case "reorganise":
		c.reorganise(s)
	case "register":
		c.register(s)
	case "expire":
		c.pass(c.expiry[s.Name], s.Lapsed)
	case "renew":
		c.renew(s)
	case "fault", "faults":
		c.fail(s)
	case "mend":
		c.mend()
	case "outage":
		c.outage(s)
	case "upstream":
		c.upstreams[s.Index].fault.Store(strings.TrimPrefix(s.Faults[s.Index], "ok"))
	case "reload":
		c.reload(c.configuration(s.Order), true)
	case "bad reload":
		c.reload(c.common(s.Order)+"orgins: []\n", false)
	case "without":
		c.without(s)
	case "flush":
		c.model.forget()
		command(c.t, nil, "chainzone", "ctl", "cache", "flush", s.Name, "--socket", c.path("control"))
		c.model.forget()
	case "second":
		rewrite(c.t, c.file, c.configuration(s.Order))
		if r := command(c.t, nil, "chainzone", "serve", "--config", c.file); r.code != 1 || !strings.Contains(r.stderr, "is that of a server that runs") {
			c.t.Errorf("a second server: %+v", r)
		}
	case "stop", "away":
		c.model.up(false)
		c.p.stop()
		if s.Do == "away" { // it learns of what happens when it is back, if anybody tells it
			c.set(s.Name)
			c.fail(s)
		}
		c.start(s.Order)
	case "kill":
		c.model.up(false)
		c.p.kill()
		c.start(s.Order)
	default:
		c.t.Fatalf("nobody knows how to do %v", s)
	}
}

func (c *chaos) did(format string, args ...any) {
	c.log = append(c.log, fmt.Sprintf("%7.3f s: ", time.Since(c.began).Seconds())+fmt.Sprintf(format, args...))
}

// answers waits until the clients have had so many more.
func (c *chaos) answers(count int) {
	until := c.answered.Load() + int64(count)
	eventually(c.t, time.Minute, fmt.Sprintf("%d answers", count), func() bool { return c.answered.Load() >= until })
}

// followed waits until the server is at a block.
func (c *chaos) followed(block uint64) {
	eventually(c.t, time.Minute, fmt.Sprintf("the server is at block %d", block), func() bool { return c.model.now().last >= block })
}

// text is a zone file of a version, as a file.
func (c *chaos) text(name string, number int) string {
	file := c.path("zone")
	rewrite(c.t, file, fmt.Sprintf("@ 60 TXT \"%s %d\"\n", name, number))
	return file
}

// set writes a new version of a name, and returns it and the one before.
func (c *chaos) set(name string) (now, before *version) {
	before = c.model.current(name)
	number := c.model.next()
	now = c.model.write(name, number)
	c.d.chainzone(c.owner[name], "zone", "import", "--yes", name, c.text(name, number)).ok(c.t)
	c.model.wrote(name, now, c.d.head())
	c.did("%s is version %d by block %d", name, number, now.from)
	return now, before
}

// clear leaves a name without records, which is NXDOMAIN; one that has none gets some.
func (c *chaos) clear(name string) {
	if c.model.current(name).number == 0 {
		c.set(name)
		return
	}
	now := c.model.write(name, 0)
	c.d.chainzone(c.owner[name], "zone", "unset", "--yes", name, "@").ok(c.t)
	c.model.wrote(name, now, c.d.head())
	c.did("%s is empty by block %d", name, now.from)
}

// transfer gives a name away, to one of the three accounts that do not have it.
func (c *chaos) transfer(name string, by int) {
	from, to := c.owner[name], (c.owner[name]+by)%4
	c.model.move(name)
	c.d.chainzone(from, "name", "transfer", "--yes", name, c.d.Accounts[to].Address).ok(c.t)
	block := c.d.head()
	c.model.hasMoved(name, block)
	c.owner[name] = to
	c.did("%s is account %d's by block %d", name, to, block)
}

// reorganise writes a version and replaces the blocks since by others without it.
// A well server has seen it, and sees it go.
func (c *chaos) reorganise(s chaosStep) {
	c.d.rpc("evm_mine")
	parent := c.d.head()
	doomed, before := c.set(s.Name)
	c.d.rpc("evm_mine", s.Depth)
	if s.Well {
		eventually(c.t, time.Minute, "what will leave the chain is answered", func() bool {
			m, err := exchange("udp", c.listen, s.Name, dns.TypeTXT)
			return err == nil && c.says(m, s.Name, doomed)
		})
	}
	c.model.undo(s.Name, doomed, before)
	// The parent is empty and goes too, so that one block may come in between.
	c.d.rpc("anvil_reorg", c.d.head()-parent+1, []any{[]any{c.d.spendLastNonce(c.owner[s.Name]), 0}})
	c.d.rpc("evm_mine")
	c.model.undone(doomed, c.d.head())
	c.did("a reorganisation to block %d took version %d of %s away", parent-1, doomed.number, s.Name)
	if s.Well {
		for range 2 { // so that the first is surely done with
			c.d.rpc("evm_mine")
			c.followed(c.d.head())
		}
	}
}

// pass lets the chain's clock pass a time, by which names expire.
func (c *chaos) pass(at uint64, lapsed []string) {
	none := map[string]*version{}
	for _, name := range lapsed {
		c.lapsed[name] = c.model.current(name)
		none[name] = c.model.write(name, 0)
	}
	block, now := c.d.newest()
	for ; now < at; block, now = c.d.newest() { // blocks in a row run ahead of the clock
		c.d.rpc("evm_increaseTime", at-now)
		c.d.rpc("evm_mine")
	}
	for _, name := range lapsed {
		c.model.wrote(name, none[name], block)
		c.model.expired(c.lapsed[name], block)
		c.did("version %d of %s is past its expiry by block %d", c.lapsed[name].number, name, block)
	}
}

// register registers a name by an account, if it has to, after its last holder's
// time is over.
func (c *chaos) register(s chaosStep) {
	if s.Days > 0 {
		c.pass(c.expiry[s.Name]+graceDays*24*60*60, s.Lapsed)
	}
	number := c.model.next()
	now := c.model.write(s.Name, number)
	r := c.d.chainzone(s.Index, "name", "register", "--yes", "--json", "--duration", fmt.Sprintf("%dd", s.Length), "--zone", c.text(s.Name, number), s.Name).ok(c.t)
	c.model.wrote(s.Name, now, c.d.head())
	c.expires(s.Name, r)
	c.did("%s is account %d's, version %d by block %d", s.Name, s.Index, number, now.from)
}

// renew has a name that expired come back as it was.
func (c *chaos) renew(s chaosStep) {
	now := c.model.write(s.Name, c.lapsed[s.Name].number)
	r := c.d.chainzone(s.Index, "name", "renew", "--yes", "--json", "--duration", fmt.Sprintf("%dd", s.Length), s.Name).ok(c.t)
	c.model.wrote(s.Name, now, c.d.head())
	c.expires(s.Name, r)
	c.did("%s is renewed, version %d by block %d", s.Name, now.number, now.from)
}

func (c *chaos) expires(name string, r result) {
	var said struct{ Expiry uint64 }
	if err := json.Unmarshal([]byte(r.stdout), &said); err != nil || said.Expiry == 0 {
		c.t.Fatalf("%v: %+v", err, r)
	}
	c.expiry[name] = said.Expiry
}

// fail has endpoints fail. One that is about to be on another chain is known to
// the server first: whom it meets there, it takes for the right one.
func (c *chaos) fail(s chaosStep) {
	for i, e := range c.endpoints {
		fault := s.Faults[i]
		switch {
		case fault == "":
			continue
		case fault == "elsewhere" && c.model.now().last == 0:
			e.set("ok", 0, 0)
			c.followed(1)
		}
		if fault == "elsewhere" {
			c.model.stray(i)
		}
		e.set(fault, s.Slow, c.d.head())
		c.did("endpoint %d: %s %v", i, fault, s.Slow)
	}
}

func (c *chaos) mend() {
	for _, e := range c.endpoints {
		e.set("ok", 0, 0)
	}
	c.did("the endpoints are well")
}

// outage lasts until nothing is given for current any more, and is over by itself.
func (c *chaos) outage(s chaosStep) {
	c.fail(s)
	eventually(c.t, time.Minute, "no answer is given for current", func() bool {
		for _, name := range c.names {
			m, err := exchange("udp", c.listen, name, dns.TypeTXT)
			if err != nil || m.Rcode != dns.RcodeServerFailure && !stale(m) {
				return false
			}
		}
		return true
	})
	c.mend()
	c.synced()
}

// common is a configuration without its origins, with one upstream first.
func (c *chaos) common(order [2]int) string {
	return fmt.Sprintf(`version: 1
listen: [%q]
admin: %s
control: %s
state: %s
limits: {queries: 0}
encrypted: {certificate: %s, key: %s, tls: [%q]}
forward: [{zone: ., upstreams: [%q, %q]}]
`, c.listen, c.admin, c.path("control"), c.path("state"), c.path("cert.pem"), c.path("key.pem"), c.encrypted,
		c.upstreams[order[1]].addr, c.upstreams[1-order[1]].addr)
}

func (c *chaos) configuration(order [2]int) string {
	return c.common(order) + fmt.Sprintf("origins: [{deployment: %q, endpoints: [%q, %q], clock: chain}]\n",
		c.d.Deployment, c.endpoints[order[0]].URL, c.endpoints[1-order[0]].URL)
}

// reload has the server read its configuration anew, and waits until it did. A
// chain that is not the configured one is refused.
func (c *chaos) reload(text string, good bool) {
	const failed = "the configuration was not reloaded"
	count := func(what string) int { return strings.Count(c.p.log.String(), what) }
	done, before := count("the configuration was reloaded"), count(failed)
	rewrite(c.t, c.file, text)
	c.model.forget()
	c.p.signal(syscall.SIGHUP)
	eventually(c.t, time.Minute, "the configuration is read", func() bool { return count("the configuration was reloaded")+count(failed) > done+before })
	if !good && count(failed) == before {
		c.t.Error("a bad configuration was taken")
	}
}

// without leaves the origin out of the configuration for a time.
func (c *chaos) without(s chaosStep) {
	c.mend()
	c.model.absent(true)
	c.reload(c.common(s.Order), true)
	refused := func() bool {
		m, err := exchange("tcp", c.listen, c.names[0], dns.TypeTXT)
		if err != nil {
			c.t.Fatal(err)
		}
		return m.Rcode == dns.RcodeRefused
	}
	if !refused() {
		c.t.Error("a name of an origin that was left out is answered")
	}
	c.answers(s.Answers)
	c.model.begin(c.d.head())
	c.reload(c.configuration(s.Order), true)
	if refused() {
		c.t.Error("a name of an origin that is back is refused")
	}
	c.model.absent(false)
}

// start begins a new life of the server, and waits until it listens.
func (c *chaos) start(order [2]int) {
	rewrite(c.t, c.file, c.configuration(order))
	from := c.d.head()
	for _, e := range c.endpoints {
		from = min(from, e.newest(from))
	}
	c.model.begin(from)
	for i, e := range c.endpoints {
		if e.is("elsewhere") {
			c.model.stray(i)
		}
	}
	c.p = start(c.t, nil, "chainzone", "serve", "--config", c.file)
	eventually(c.t, time.Minute, "chainzone serve listens", func() bool {
		select {
		case <-c.p.done:
			c.t.Fatalf("chainzone serve ended: %v\n%s", c.p.err, c.p.log.String())
		default:
		}
		_, err := exchange("tcp", c.listen, ".", dns.TypeSOA)
		return err == nil
	})
	c.model.up(true)
	for _, name := range c.names { // before it knows more
		c.question("udp", name, dns.TypeTXT)
	}
	c.did("started, at block %d or later", from)
}

// says is whether a message is a current answer of a version.
func (c *chaos) says(m *dns.Msg, name string, v *version) bool {
	switch {
	case m.Rcode == dns.RcodeServerFailure || stale(m):
		return false
	case v.number == 0:
		return m.Rcode == dns.RcodeNameError
	}
	return strings.Contains(fmt.Sprint(m.Answer), name+" "+strconv.Itoa(v.number)+"\"")
}

// synced waits until every name is answered as the chain has it.
func (c *chaos) synced() {
	eventually(c.t, 2*time.Minute, "every name is answered as the chain has it", func() bool {
		for _, name := range c.names {
			m, err := exchange("udp", c.listen, name, dns.TypeTXT)
			if err != nil || !c.says(m, name, c.model.current(name)) {
				return false
			}
		}
		return true
	})
}

func (c *chaos) heal() {
	c.mend()
	for _, u := range c.upstreams {
		u.fault.Store("")
	}
	c.did("all is well")
}

// settled: in the end every name is answered as the chain has it, and others as
// an upstream has them.
func (c *chaos) settled() {
	c.synced()
	eventually(c.t, time.Minute, "an upstream's name is answered", func() bool {
		m, err := exchange("udp", c.listen, "last.example", dns.TypeA)
		return err == nil && len(m.Answer) == 1
	})
}
