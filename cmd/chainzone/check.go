package main

import (
	"crypto/tls"
	"fmt"
	"os"
	"strings"

	"chainzone/chain"
	"chainzone/zone"
)

// checkCommand says all that is wrong with a configuration file.
func checkCommand(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	path := s.Args().First()
	c, data, err := readConfigFile(path)
	if err != nil {
		return err
	}
	for i := range c.Origins {
		if o := &c.Origins[i]; o.movedByHand() {
			if id := o.chainID(); id != 0 && !chain.IsDevelopment(id) {
				s.warn("origins[%d].clock: "+chainClockOn, i, id)
			}
		}
	}
	if s.Bool("files") {
		if found := c.checkFiles(); len(found) > 0 {
			return failf(exitRefused, "%s: %s", path, found.annotated(data))
		}
	}
	if s.Bool("chain") {
		for i := range c.Origins {
			s.compareServers(&c.Origins[i])
		}
	}
	return s.result(map[string]any{"file": path, "ok": true}, "%s is good", path)
}

// checkFiles says what is wrong with the files that a configuration names.
func (c *config) checkFiles() (f faults) {
	seen := map[zone.Name]int{}
	for i := range c.Origins {
		o := &c.Origins[i]
		at := fmt.Sprintf("origins[%d]", i)
		f.below(at, o.checkEndpoints())
		d := o.deployment()
		key := "tld"
		if o.Deployment != "" {
			key = "deployment"
			var err error
			if d, err = readDeployment(o.Deployment); err != nil {
				f.check(at+".deployment", err)
				continue
			}
		}
		if origin, err := d.Origin(); err == nil {
			if first, twice := seen[origin]; twice {
				f.wrong(at+"."+key, "%s is the domain of origins[%d] too: a domain has one origin", origin, first)
			} else {
				seen[origin] = i
			}
			if o.Deployment != "" {
				f.below(at, o.checkServers(origin))
			}
		}
	}
	if c.Encrypted.wanted() && c.Encrypted.Certificate != "" && c.Encrypted.Key != "" {
		_, err := tls.LoadX509KeyPair(c.Encrypted.Certificate, c.Encrypted.Key)
		f.check("encrypted.certificate", err)
	}
	return f
}

// checkEndpoints says what is wrong with a file of endpoints. What stands in the
// environment is the server's, not that of who checks.
func (o *originConfig) checkEndpoints() (f faults) {
	if o.EndpointsFile == "" {
		return nil
	}
	data, err := os.ReadFile(o.EndpointsFile)
	if err != nil {
		f.check("endpoints_file", err)
		return f
	}
	list := strings.Fields(string(data))
	if len(list) == 0 {
		f.wrong("endpoints_file", "%s names no endpoint: write a URL a line", o.EndpointsFile)
	}
	for _, e := range list {
		if !strings.Contains(e, "${") {
			if err := chain.CheckEndpoint(e); err != nil {
				f.wrong("endpoints_file", "%s: %s", o.EndpointsFile, masked(err.Error()))
			}
		}
	}
	return f
}
