package resolver

import (
	"context"
	"errors"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"
)

// TestF26ReadErrors (F26): whatever reading from a socket fails with, it is tried
// again, and not without pause: the listener ends with its socket alone.
func TestF26ReadErrors(t *testing.T) {
	for _, failure := range []error{errors.New("odd"), &net.OpError{Op: "read", Err: errors.New("no buffer space")}} {
		synctest.Test(t, func(t *testing.T) {
			tries := 0
			var fails func() error
			l := &udpListener{served: make(chan struct{}), read: func([]byte) (int, *dns.SessionUDP, error) {
				tries++
				return 0, nil, fails()
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
