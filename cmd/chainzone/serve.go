package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/net/publicsuffix"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

func serveFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "config", Usage: "configuration `FILE`"},
		&cli.StringSliceFlag{Name: "deployment", EnvVars: []string{"CHAINZONE_DEPLOYMENT"}, Usage: "deployment `FILE`; repeatable"},
		&cli.StringSliceFlag{Name: "listen", Usage: "`ADDR`, UDP and TCP; repeatable"},
		&cli.StringSliceFlag{Name: "forward", Usage: "`ADDR` that answers all other names; repeatable"},
		&cli.StringSliceFlag{Name: "rpc", Usage: "`URL` instead of the one deployment's endpoints; repeatable"},
	}
}

const probeLimit = 5 * time.Second

// serve runs the DNS server until a signal, which drains it.
func serve(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	c, err := s.serverConfig()
	if err != nil {
		return err
	}
	logger := slog.New(slog.NewTextHandler(s.err, nil))
	r := c.resolver()
	r.Logger = logger
	if r.Encrypted, err = c.Encrypted.resolver(logger); err != nil {
		return err
	}
	watched := newAdmin(c.Admin)
	r.Observe = watched.query
	var clients []*chain.Client
	defer func() {
		for _, c := range clients {
			c.Close()
		}
	}()
	for i := range c.Origins {
		o := &c.Origins[i]
		d, err := o.resolve()
		if err != nil {
			return err
		}
		client, err := chain.Open(d, chain.Options{Head: o.Head.HeadRule, Logger: logger, Observe: watched.call})
		if err != nil {
			return usagef("%w", err)
		}
		clients = append(clients, client)
		warnPublic(logger, client.Origin())
		origin := o.served(client.Origin())
		origin.Source = client
		r.Origins = append(r.Origins, origin)
	}
	interval, err := watchdogInterval()
	if err != nil {
		return err
	}
	if r.Sockets, err = inheritedSockets(); err != nil {
		return usagef("%w", err)
	}
	if len(r.Sockets.TCP) > 0 {
		r.Listen = nil
	}
	server, err := resolver.New(r)
	if err != nil {
		return usagef("%w", err)
	}
	if err := server.Listen(); err != nil {
		return listenError(err)
	}
	for _, transport := range []resolver.Transport{resolver.UDP, resolver.TCP, resolver.TLS, resolver.HTTPS, resolver.QUIC} {
		for _, a := range server.AddrsOf(transport) {
			logger.Info("listening", "transport", transport.String(), "address", a.String())
		}
	}
	if err := watched.listen(server, clients, logger); err != nil {
		return err
	}
	question := "."
	if len(r.Origins) > 0 {
		question = r.Origins[0].Name.String()
	}
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	var beside sync.WaitGroup
	beside.Go(func() { supervise(ctx, interval, server, question, logger) })
	beside.Go(func() { watched.serve(ctx, logger) })
	for _, client := range clients {
		beside.Go(func() { probe(ctx, client, logger) })
	}
	err = server.Run(s.ctx)
	cancel()
	beside.Wait()
	if err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// warnPublic tells of an origin that hides a domain of the public DNS.
func warnPublic(logger *slog.Logger, origin zone.Name) {
	name := strings.TrimSuffix(origin.String(), ".")
	if suffix, icann := publicsuffix.PublicSuffix(name); icann && suffix == name {
		logger.Warn("this origin is a domain of the public DNS too, whose names cannot be reached through this server", "origin", origin.String())
	}
}

// resolver is the server's part of a configuration that was checked, but for
// its origins.
func (c *config) resolver() resolver.Config {
	r := resolver.Config{
		Listen: c.Listen, ZoneBytes: c.Cache.Zones.bytes, Rotate: c.Order == "rotate", State: c.State,
		Query: ranges(c.Access.Query), Recursion: c.Access.recursion(), Limits: c.Access.Limits.resolver(), Messages: c.Cache.resolver(),
		Private:    resolver.Private{Names: zoneNames(c.Private.Names), Ranges: ranges(c.Private.Ranges)},
		Delegation: ranges(c.Delegation.Allow),
		Identity:   resolver.Identity{Version: c.Identity.Version, Server: c.Identity.Server},
	}
	if c.Identity.NSID != "" {
		r.Identity.NSID = []byte(c.Identity.NSID)
	}
	for i := range c.Forward {
		r.Forward = append(r.Forward, c.Forward[i].resolver())
	}
	return r
}

func zoneNames(texts []string) (list []zone.Name) {
	for _, text := range texts {
		list = append(list, zone.MustParseName(text))
	}
	return list
}

// ranges keeps apart none, which is nil, and an empty list.
func ranges(texts []string) []netip.Prefix {
	if texts == nil {
		return nil
	}
	list := []netip.Prefix{}
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

// served is the origin as the server gives it, without its source.
func (o *originConfig) served(name zone.Name) resolver.Origin {
	origin := resolver.Origin{Name: name}
	if o.SOA.MName != "" {
		origin.MName = zone.MustParseName(o.SOA.MName)
	}
	if o.SOA.RName != "" {
		origin.RName = zone.MustParseName(o.SOA.RName)
	}
	origin.NS = zoneNames(o.NS)
	return origin
}

// probe tells the operator at start what queries would only show later. The
// client itself refuses a chain that is not the configured one.
func probe(ctx context.Context, client *chain.Client, logger *slog.Logger) {
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	err := client.Probe(ctx)
	switch {
	case err == nil:
		logger.Info("the chain answers", "origin", client.Origin().String())
	case errors.Is(err, names.ErrRefused):
		logger.Error("names of this origin are refused until this is corrected", "origin", client.Origin().String(), "err", err)
	case errors.Is(err, context.Canceled):
	default:
		logger.Warn("the chain is not reachable yet, going on", "origin", client.Origin().String(), "err", err)
	}
}

// serverConfig is the file's configuration, or that of the flags.
func (s *session) serverConfig() (*config, error) {
	files, listen, forward := s.StringSlice("deployment"), s.StringSlice("listen"), s.StringSlice("forward")
	if path := s.String("config"); path != "" {
		if len(listen)+len(forward)+len(s.StringSlice("rpc")) > 0 {
			return nil, usagef("give --config or --listen, --forward and --rpc, not both: every flag has a key in the file")
		}
		return readConfig(path)
	}
	if len(files) == 0 {
		return nil, usagef("nothing to serve: give --config FILE or --deployment FILE")
	}
	if len(listen) == 0 {
		listen = []string{"127.0.0.1:5300"}
	}
	rpc := s.StringSlice("rpc")
	if len(rpc) > 0 && len(files) > 1 {
		return nil, usagef("--rpc names the endpoints of one deployment: with several use --config")
	}
	c := &config{Version: 1, Listen: listen}
	for _, file := range files {
		c.Origins = append(c.Origins, originConfig{Deployment: file, Endpoints: rpc})
	}
	if len(forward) > 0 {
		c.Forward = []forwardConfig{{Zone: ".", Upstreams: forward}}
	}
	if err := c.check(); err != nil {
		return nil, usagef("%w", err)
	}
	return c, nil
}

var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// resolve reads the files and the environment that an origin refers to.
func (o *originConfig) resolve() (*chain.Deployment, error) {
	d := o.deployment()
	if o.Deployment != "" {
		var err error
		if d, err = readDeployment(o.Deployment); err != nil {
			return nil, err
		}
	}
	endpoints := o.Endpoints
	if o.EndpointsFile != "" {
		data, err := os.ReadFile(o.EndpointsFile)
		if err != nil {
			return nil, failf(exitRefused, "read the endpoints: %w", err)
		}
		endpoints = strings.Fields(string(data))
	}
	if len(endpoints) == 0 {
		return d, nil
	}
	d.Endpoints = nil
	for _, e := range endpoints {
		for _, m := range variable.FindAllStringSubmatch(e, -1) {
			if os.Getenv(m[1]) == "" {
				return nil, failf(exitRefused, "the environment variable %s of an endpoint is not set: set it", m[1])
			}
		}
		d.Endpoints = append(d.Endpoints, variable.ReplaceAllStringFunc(e, func(v string) string { return os.Getenv(v[2 : len(v)-1]) }))
	}
	return d, nil
}

// listenError says what to do about an address that cannot be had.
func listenError(err error) error {
	var op *net.OpError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%w: another program has the port, often systemd-resolved or another DNS server; listen on another with --listen 127.0.0.1:5300", err)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("%w: ports below 1024 need CAP_NET_BIND_SERVICE (setcap cap_net_bind_service=+ep chainzone), or listen on 127.0.0.1:5300", err)
	case errors.As(err, &op):
		return fmt.Errorf("%w: listen on an address of this machine", err)
	}
	return err
}
