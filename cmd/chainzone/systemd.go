package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/coreos/go-systemd/v22/activation"
	"github.com/coreos/go-systemd/v22/daemon"
	"github.com/miekg/dns"

	"chainzone/resolver"
)

// inheritedSockets are those that systemd opened (sd_listen_fds(3)), none where
// there are none. DNS needs both kinds at an address.
func inheritedSockets() (resolver.Sockets, error) {
	var sockets resolver.Sockets
	kinds := map[netip.AddrPort]string{}
	for _, f := range activation.Files(true) {
		l, c, err := socketOf(f)
		if err != nil {
			return sockets, fmt.Errorf("socket %s of the .socket unit: %w", f.Name(), err)
		}
		if l != nil {
			sockets.TCP = append(sockets.TCP, l)
			kinds[l.Addr().(*net.TCPAddr).AddrPort()] += "ListenStream"
		} else {
			sockets.UDP = append(sockets.UDP, c)
			kinds[c.LocalAddr().(*net.UDPAddr).AddrPort()] += "ListenDatagram"
		}
	}
	for at, kind := range kinds {
		other := map[string]string{"ListenStream": "ListenDatagram", "ListenDatagram": "ListenStream"}[kind]
		if other != "" {
			return sockets, fmt.Errorf("the .socket unit has %s=%s without %s=%s, and DNS is asked by UDP and by TCP: add it", kind, at, other, at)
		}
	}
	return sockets, nil
}

// socketOf is a TCP listener or a UDP socket of its own. It closes f.
func socketOf(f *os.File) (*net.TCPListener, *net.UDPConn, error) {
	defer f.Close() //nolint:errcheck // the copy is what is used
	if l, err := net.FileListener(f); err == nil {
		if tcp, ok := l.(*net.TCPListener); ok {
			return tcp, nil, nil
		}
		_ = l.Close()
	} else if c, err := net.FilePacketConn(f); err == nil {
		if udp, ok := c.(*net.UDPConn); ok {
			return nil, udp, nil
		}
		_ = c.Close()
	}
	return nil, nil, errors.New("it is neither TCP nor UDP: use ListenStream= and ListenDatagram= with IP addresses")
}

// notify tells systemd of a state (sd_notify(3)); where nobody listens it does
// nothing.
func notify(logger *slog.Logger, state ...string) {
	if _, err := daemon.SdNotify(false, strings.Join(state, "\n")); err != nil {
		logger.Warn("systemd was not told", "state", state[0], "err", err)
	}
}

// watchdogInterval is how often systemd wants to hear from a server that lives,
// 0 for never.
func watchdogInterval() (time.Duration, error) {
	interval, err := daemon.SdWatchdogEnabled(false)
	if err != nil {
		return 0, usagef("the environment variable WATCHDOG_USEC: %w", err)
	}
	return interval, nil
}

// watch calls tick about twice an interval until ctx ends, each time after
// answers returned, which has a quarter of the interval. What hangs and does not
// heed its context is not alive.
func watch(ctx context.Context, interval time.Duration, answers func(context.Context), tick func()) {
	ticker := time.NewTicker(interval / 2)
	defer ticker.Stop()
	for {
		limited, cancel := context.WithTimeout(ctx, interval/4)
		answers(limited)
		cancel()
		tick()
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// answerOne has the server answer, with whatever rcode, a question that needs no
// socket, so that a flood of packets never looks like death. A panic is an
// answer too: a client's query survives it as well.
func answerOne(ctx context.Context, server *resolver.Server, question string) {
	defer func() { _ = recover() }()
	q := new(dns.Msg).SetQuestion(question, dns.TypeSOA)
	q.RecursionDesired = false
	server.Answer(ctx, q, resolver.Client{Addr: netip.IPv6Loopback(), Transport: resolver.Direct})
}
