package forward

import (
	"context"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// mute is a socket that cannot send.
type mute struct {
	net.Conn
	failure syscall.Errno
}

func (m mute) Write([]byte) (int, error) {
	return 0, &net.OpError{Op: "write", Net: "udp", Err: os.NewSyscallError("write", m.failure)}
}

// TestF26SendErrors (F26): an upstream to which nothing can be sent, for want of
// buffers (ENOBUFS) or since a firewall forbids it (EPERM), is one that failed: the
// next is asked at once, and it again after its rest.
func TestF26SendErrors(t *testing.T) {
	for _, failure := range []syscall.Errno{syscall.ENOBUFS, syscall.EPERM} {
		synctest.Test(t, func(t *testing.T) {
			g, asked := taking(t, InOrder, make([]time.Duration, 2))
			defer g.Close()
			open, works := g.upstreams[0].open, false
			g.upstreams[0].open = func(ctx context.Context, network, address string) (net.Conn, error) {
				conn, err := open(ctx, network, address)
				if err != nil || works {
					return conn, err
				}
				return mute{conn, failure}, nil
			}
			ask := func() {
				t.Helper()
				began := time.Now()
				m, err := g.Exchange(t.Context(), asking(0), unlimited{})
				if took := time.Since(began); err != nil || len(m.Answer) != 1 || took > 0 {
					t.Errorf("%v: %v, %v after %v", failure, m, err, took)
				}
			}
			for range 5 {
				ask()
			}
			if n := asked[1].Load(); n != 5 || asked[0].Load() != 0 || g.Health(time.Now())[0].Up {
				t.Errorf("%v: the next was asked %d times, the first is %+v", failure, n, g.Health(time.Now())[0])
			}
			works = true
			time.Sleep(firstRest)
			ask() // beside which the first is asked too
			synctest.Wait()
			if h := g.Health(time.Now())[0]; !h.Up || asked[0].Load() != 1 {
				t.Errorf("%v: %+v after its rest, asked %d times", failure, h, asked[0].Load())
			}
		})
	}
}
