package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/resolver"
)

// service is the server that runs, and what a reload goes by.
type service struct {
	file    string // the configuration; "": flags say it
	logs    *logs
	log     *slog.Logger // writes to logs
	watched *admin
	server  *resolver.Server
	started *config      // what only a restart changes is from here
	control net.Listener // for admin commands; nil: none
	began   time.Time

	reloading sync.Mutex // one at a time
	mu        sync.Mutex
	clients   []*chain.Client // of the origins in force
}

// present are the clients of the origins in force.
func (v *service) present() []*chain.Client {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.clients
}

// start makes the server and opens its sockets.
func (v *service) start(c *config) (err error) {
	r, clients, err := v.configure(c)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			closeClients(clients, nil)
		}
		if err != nil && v.control != nil {
			_ = v.control.Close() // and the socket's name goes
		}
	}()
	if r.Sockets, err = inheritedSockets(); err != nil {
		return usagef("%w", err)
	}
	if len(r.Sockets.TCP) > 0 {
		r.Listen = nil
	}
	if v.server, err = resolver.New(r); err != nil {
		return usagef("%w", err)
	}
	if err := v.server.Listen(); err != nil {
		return listenError(err)
	}
	for _, transport := range transports {
		for _, a := range v.server.AddrsOf(transport) {
			v.log.Info("listening", "transport", transport.String(), "address", a.String())
		}
	}
	v.server.Restore()
	v.started, v.clients, v.began = c, clients, time.Now()
	if v.control, err = openControl(c, v.log); err != nil {
		return err
	}
	return v.watched.listen(v.server, v.present, v.log)
}

// introduce logs the origins and their endpoints and upstreams, without secrets.
func (v *service) introduce(c *config) {
	v.log.Info("started", "version", version, "config", cmp.Or(v.file, "of flags"))
	for _, client := range v.present() {
		d := client.Deployment()
		var hosts []string
		for _, e := range d.Endpoints {
			hosts = append(hosts, shownEndpoint(e))
		}
		v.log.Info("origin", "name", client.Origin().String(), "chain", d.ChainID, "registry", d.Registry.Hex(), "endpoints", strings.Join(hosts, " "), "head", client.HeadRule().String())
	}
	for i := range c.Forward {
		f := &c.Forward[i]
		var shown []string
		for _, text := range f.Upstreams {
			shown = append(shown, shownUpstream(text))
		}
		v.log.Info("forwarding", "zone", f.Zone, "upstreams", strings.Join(shown, " "))
	}
}

// configure is the server's configuration, with an open client for each origin.
// The caller has those that were not there before.
func (v *service) configure(c *config) (r resolver.Config, clients []*chain.Client, err error) {
	there := v.present()
	defer func() {
		if err != nil {
			closeClients(clients, there)
		}
	}()
	r = c.resolver()
	r.Logger, r.Observe = v.log, func(e resolver.Event) {
		v.watched.query(e)
		v.logs.query(e)
	}
	if r.Encrypted, err = c.Encrypted.resolver(v.log); err != nil {
		return r, nil, err
	}
	for i := range c.Origins {
		client, err := c.Origins[i].open(there, chain.Options{Logger: v.log, Observe: v.watched.call})
		if err != nil {
			return r, clients, err
		}
		clients = append(clients, client)
		if !slices.Contains(there, client) {
			warnPublic(v.log, client.Origin())
			if id := client.Deployment().ChainID; client.ChainClock() && !chain.IsDevelopment(id) {
				v.log.Warn(fmt.Sprintf(chainClockOn, id), "origin", client.Origin().String())
			}
			if client.Deployment().Creation == nil {
				v.log.Warn("nobody knows who filled this registry's storage: use a deployment file of version 2, which proves it", "origin", client.Origin().String())
			}
		}
		if err := c.Origins[i].checkServers(client.Origin()).err(); err != nil {
			return r, clients, usagef("origins[%d].%w", i, err)
		}
		origin := c.Origins[i].served(client.Origin())
		origin.Source, origin.Data, origin.Release = client, dataOf(client), client.Close
		r.Origins = append(r.Origins, origin)
	}
	return r, clients, nil
}

func closeClients(list, but []*chain.Client) {
	for _, c := range list {
		if !slices.Contains(but, c) {
			c.Close()
		}
	}
}

// reloads reloads at each signal until ctx ends.
func (v *service) reloads(ctx context.Context, signals <-chan os.Signal) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
			_ = v.reload(ctx) // it is in the log
		}
	}
}

// reload has the server answer by what the configuration file says now. An error
// is logged, and leaves all as it was.
func (v *service) reload(ctx context.Context) error {
	v.reloading.Lock()
	defer v.reloading.Unlock()
	notify(v.log, daemon.SdNotifyReloading, strings.TrimSpace(daemon.SdNotifyMonotonicUsec()))
	err := v.replace(ctx)
	v.watched.reload(err)
	status := v.status()
	if err != nil {
		v.log.Error("the configuration was not reloaded, the one before stays", "file", v.file, "err", err)
		status += "; the last reload failed"
	} else {
		v.log.Info("the configuration was reloaded", "file", v.file)
	}
	notify(v.log, daemon.SdNotifyReady, "STATUS="+status)
	return err
}

func (v *service) replace(ctx context.Context) error {
	if v.file == "" {
		return usagef("flags say what this server does, and no file: use --config to reload it, or restart it")
	}
	c, err := readConfig(v.file)
	if err != nil {
		return err
	}
	r, clients, err := v.configure(c)
	if err != nil {
		return err
	}
	there := v.present()
	err = tryOut(ctx, clients, there, v.log)
	if err == nil {
		if err = v.server.Reload(r); err != nil {
			err = usagef("%s: %w", v.file, err)
		}
	}
	if err != nil {
		closeClients(clients, there)
		return err
	}
	v.mu.Lock()
	v.clients = clients
	v.mu.Unlock()
	v.logs.set(c.Log)
	if keys := needRestart(v.started, c); len(keys) > 0 {
		v.log.Warn("these keys changed, which needs a restart", "keys", strings.Join(keys, ", "))
	}
	return nil
}

// tryOut asks the chains of new clients, so that queries find a head there. One
// that is not the configured chain is refused; one that is out of reach may come
// back, as at the start.
func tryOut(ctx context.Context, clients, there []*chain.Client, logger *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	errs := make([]error, len(clients))
	var wait sync.WaitGroup
	for i, client := range clients {
		if slices.Contains(there, client) {
			continue
		}
		wait.Go(func() {
			if _, err := client.Head(); err == nil { // one before it left it a head
				_, errs[i] = client.Genesis(ctx)
			} else {
				errs[i] = client.Probe(ctx)
			}
			if errs[i] != nil && !errors.Is(errs[i], names.ErrRefused) {
				logger.Warn("the chain is not reachable yet, going on", "origin", client.Origin().String(), "err", errs[i])
				errs[i] = nil
			}
		})
	}
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return failf(exitRefused, "%s: %w", clients[i].Origin(), err)
		}
	}
	return nil
}

// needRestart are the keys whose values differ and that a reload leaves alone.
func needRestart(running, read *config) (keys []string) {
	a, b := running.Encrypted, read.Encrypted
	a.Certificate, a.Key, b.Certificate, b.Key = "", "", "", ""
	for _, k := range []struct {
		key     string
		differs bool
	}{
		{"listen", !slices.Equal(running.Listen, read.Listen)},
		{"encrypted", !reflect.DeepEqual(a, b)},
		{"state", running.State != read.State},
		{"admin", running.Admin != read.Admin},
		{"control", running.Control != read.Control},
		{"cache", running.Cache != read.Cache},
	} {
		if k.differs {
			keys = append(keys, k.key)
		}
	}
	return keys
}

// status is a line that says what the server does.
func (v *service) status() string {
	var at []string
	for _, a := range v.server.Addrs() {
		at = append(at, a.String())
	}
	return "answering on " + strings.Join(at, ", ")
}

// question is one that the server answers without a socket, to see that it lives.
func (v *service) question() string {
	if clients := v.present(); len(clients) > 0 {
		return clients[0].Origin().String()
	}
	return "."
}

// supervise tells systemd that the server is ready, lives and, when ctx ends,
// that it stops.
func (v *service) supervise(ctx context.Context, interval time.Duration) {
	notify(v.log, daemon.SdNotifyReady, "STATUS="+v.status())
	if interval > 0 {
		watch(ctx, interval, func(ctx context.Context) { answerOne(ctx, v.server, v.question()) }, func() { notify(v.log, daemon.SdNotifyWatchdog) })
	}
	<-ctx.Done()
	notify(v.log, daemon.SdNotifyStopping, "STATUS=answering what was accepted")
}
