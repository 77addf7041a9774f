package resolver

import (
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestT35Turns (T34, T35): what comes on many connections at once is worked on two of
// them at a time; the next has its turn when one wants more, is closed, or has
// waited for too long, and then no turn is lost or had twice.
func TestT35Turns(t *testing.T) {
	const conns = 40
	for _, c := range []struct {
		name string
		then func(*pacedConn) // of who has a turn
		in   time.Duration    // until all had one
	}{
		{"wants more", func(c *pacedConn) { c.Read(make([]byte, 1)) }, 0},
		{"is closed", func(c *pacedConn) { c.Close() }, 0},
		{"waits", func(*pacedConn) {}, (conns/2 - 1) * lapse},
		{"waits, and is closed", func(c *pacedConn) { time.Sleep(2 * lapse); c.Close() }, (conns/2 - 1) * lapse},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				turns, goOn := make(chan struct{}, 2), make(chan struct{})
				var had atomic.Int32
				for range conns {
					client, server := net.Pipe()
					defer client.Close()
					conn := &pacedConn{Conn: server, turns: turns}
					defer conn.Close()
					go client.Write([]byte{1})
					go func() {
						if _, err := conn.Read(make([]byte, 1)); err != nil {
							t.Error(err)
						}
						had.Add(1)
						<-goOn
						c.then(conn)
					}()
				}
				synctest.Wait()
				if n := had.Load(); n != 2 {
					t.Fatalf("%d connections had a turn at a time", n)
				}
				close(goOn)
				if c.in > 0 {
					time.Sleep(c.in - time.Nanosecond)
					synctest.Wait()
					if n := had.Load(); n != conns-2 {
						t.Errorf("%d connections had a turn just before %v", n, c.in)
					}
					time.Sleep(time.Nanosecond)
				}
				synctest.Wait()
				if n := had.Load(); n != conns {
					t.Errorf("%d connections had a turn after %v", n, c.in)
				}
				time.Sleep(10 * lapse)
				synctest.Wait()
				if len(turns) != 0 {
					t.Errorf("%d turns are lost", len(turns))
				}
			})
		})
	}
}

// TestT35Bite (T35): a turn brings a few bytes, whatever the reader has room for.
func TestT35Bite(t *testing.T) {
	client, server := net.Pipe()
	defer client.Close()
	conn := &pacedConn{Conn: server, turns: make(chan struct{}, 1)}
	defer conn.Close()
	go client.Write(make([]byte, 1<<16))
	if n, err := conn.Read(make([]byte, 1<<16)); n != bite || err != nil {
		t.Errorf("%d bytes at once, %v", n, err)
	}
}
