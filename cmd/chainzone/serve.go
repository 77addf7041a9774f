package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"

	"github.com/urfave/cli/v2"

	"chainzone/cmd/chainzone/journal"
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

// perProcessor is how many of the runtime's processors there are for each of the
// machine's that it would use.
const perProcessor = 8

// spare gives the server what keeps questions from waiting for the runtime, until
// back. The thread that waits for datagrams finds a processor of the runtime whenever
// the system wakes it, whatever is on the others: those are many more, and the system
// shares the machine's out.
func spare() (back func()) {
	n := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(perProcessor * n)
	return func() { runtime.GOMAXPROCS(n) }
}

// serve runs the DNS server until a signal, which drains it.
func serve(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	// A log whose reader ends is written nowhere; names are answered all the same.
	signal.Ignore(syscall.SIGPIPE)
	defer signal.Reset(syscall.SIGPIPE)
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	c, err := s.serverConfig()
	if err != nil {
		return err
	}
	written := newLogs(s.err, c.Log)
	defer written.start()()
	v := &service{file: s.String("config"), logs: written, log: written.logger(), watched: newAdmin(c.Admin)}
	unlock, err := lockState(s.ctx, c.State, v.log)
	if err != nil {
		return err
	}
	defer unlock()
	interval, err := watchdogInterval()
	if err != nil {
		return err
	}
	if err := v.start(c); err != nil {
		return err
	}
	v.introduce(c)
	defer context.AfterFunc(s.ctx, func() { v.log.Info("stopping, once what was accepted is answered", "cause", context.Cause(s.ctx)) })()
	defer memoryRules(c.Cache.total())()
	defer spare()()
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	var beside sync.WaitGroup
	beside.Go(func() { v.supervise(ctx, interval) })
	beside.Go(func() { v.watched.serve(ctx, v.log) })
	beside.Go(func() { v.serveControl(ctx) })
	beside.Go(func() { v.reloads(ctx, hangup) })
	beside.Go(func() { watchDescriptors(ctx, descriptorsEvery, openNothing, v.log) })
	for _, client := range v.present() {
		beside.Go(func() { probe(ctx, client, v.log) })
	}
	err = v.server.Run(s.ctx)
	cancel()
	beside.Wait()
	if err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// lockState keeps other servers off a state folder, which two would spoil. One
// that cannot be locked for another reason is no obstacle to answering.
func lockState(ctx context.Context, folder string, logger *slog.Logger) (unlock func(), err error) {
	nothing := func() {}
	if folder == "" {
		return nothing, nil
	}
	release, err := journal.Lock(ctx, filepath.Join(folder, "lock"), false)
	switch {
	case errors.Is(err, journal.ErrBusy):
		return nil, failf(exitRefused, "the state folder %s is that of a server that runs: stop that one, or give this one a folder of its own", folder)
	case err != nil:
		logger.Warn("the state folder cannot be used, going on without", "folder", folder, "err", err)
		return nothing, nil
	}
	return func() {
		if err := release(); err != nil {
			logger.Warn("the state folder's lock stays behind, which does no harm", "err", err)
		}
	}, nil
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
	if err := c.check().err(); err != nil {
		return nil, usagef("%w", err)
	}
	return c, nil
}

// listenError says what to do about an address that cannot be had.
func listenError(err error) error {
	var op *net.OpError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%w: another program has the port, and ss -lntup says which: often another DNS server, or systemd-resolved, whose 127.0.0.53:53 leaves 127.0.0.1:53 free. Listen on another address or port (listen: in the file, or --listen 127.0.0.1:5300)", err)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("%w: ports below 1024 need CAP_NET_BIND_SERVICE: have systemd start it with deploy/chainzone.service, or setcap cap_net_bind_service=+ep chainzone, or listen on a port above", err)
	case errors.As(err, &op):
		return fmt.Errorf("%w: listen on an address of this machine", err)
	}
	return err
}
