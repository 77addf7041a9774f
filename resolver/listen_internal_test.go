package resolver

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"

	"chainzone/zone"
)

// TestF26ReadErrors (F26): whatever reading from a socket fails with, it is tried
// again, and not without pause: the listener ends with its socket alone.
func TestF26ReadErrors(t *testing.T) {
	for _, failure := range []error{errors.New("odd"), &net.OpError{Op: "read", Err: errors.New("no buffer space")}} {
		synctest.Test(t, func(t *testing.T) {
			tries := 0
			var fails func() error
			l := &udpListener{served: make(chan struct{}), read: func([]byte) (int, route, time.Duration, error) {
				tries++
				return 0, route{}, 0, fails()
			}}
			fails = func() error { return failure }
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if err := l.serve(ctx); err != nil {
				t.Errorf("%v ended it: %v", failure, err)
			}
			cancel()
			if tries < 50 || tries > 110 {
				t.Errorf("%v was tried %d times in a second", failure, tries)
			}
			l.served = make(chan struct{})
			fails = func() error {
				if tries < 200 {
					return failure
				}
				return net.ErrClosed
			}
			if err := l.serve(t.Context()); !errors.Is(err, net.ErrClosed) {
				t.Errorf("its socket is closed, and it ends with %v", err)
			}
		})
	}
}

// TestF26WriteErrors (F26): a reply that cannot be sent, for want of buffers
// (ENOBUFS) or since a firewall forbids it (EPERM), is lost alone: it takes no slot
// with it, and the next is sent when that works again.
func TestF26WriteErrors(t *testing.T) {
	for _, failure := range []syscall.Errno{syscall.ENOBUFS, syscall.EPERM} {
		server, err := New(Config{
			Listen:  []string{"127.0.0.1:0"},
			Forward: []Forward{{Zone: zone.MustParseName("forwarded.example"), Upstreams: []string{"127.0.0.1:1"}}}, // not asked
			Limits:  Limits{Exempt: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Listen(); err != nil {
			t.Fatal(err)
		}
		var l *udpListener
		for _, one := range server.listeners {
			if udp, ok := one.(*udpListener); ok {
				l = udp
			}
		}
		const lost = 2 * maxInFlight // more than there are slots
		var tries atomic.Int64
		send := l.write
		l.write = func(reply []byte, to route) error {
			if tries.Add(1) <= lost {
				return &net.OpError{Op: "write", Net: "udp", Err: os.NewSyscallError("sendmsg", failure)}
			}
			return send(reply, to)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- server.Run(ctx) }()
		conn, err := dns.Dial("udp", server.Addrs()[0].String())
		if err != nil {
			t.Fatal(err)
		}
		answered := make(chan *dns.Msg, 1)
		go func() {
			if m, err := conn.ReadMsg(); err == nil {
				answered <- m
			}
		}()
		limit := time.After(60 * time.Second)
		for m := (*dns.Msg)(nil); m == nil; {
			for range 64 { // the kernel drops some of more
				_ = conn.WriteMsg(new(dns.Msg).SetQuestion("www.example.", dns.TypeA))
			}
			select {
			case m = <-answered:
			case <-limit:
				t.Fatalf("%v: no answer after %d tries to send one", failure, tries.Load())
			case err := <-done:
				t.Fatalf("%v ended it: %v", failure, err)
			case <-time.After(time.Millisecond):
			}
		}
		conn.Close()
		cancel()
		if err := <-done; err != nil {
			t.Errorf("%v: %v", failure, err)
		}
		if n := len(server.slots.slots); n != 0 {
			t.Errorf("%v: %d slots are still taken", failure, n)
		}
	}
}
