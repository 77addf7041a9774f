package resolver

import (
	"net"
	"net/netip"
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
				p, goOn := pacingOf(2), make(chan struct{})
				var had atomic.Int32
				for range conns {
					client, server := net.Pipe()
					defer client.Close()
					conn := &pacedConn{Conn: server, pacing: p}
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
				if n := p.strangers.free; n != 2 {
					t.Errorf("%d turns are there in the end", n)
				}
			})
		})
	}
}

// TestT35Bite (T35): a turn brings a few bytes, whatever the reader has room for.
func TestT35Bite(t *testing.T) {
	client, server := net.Pipe()
	defer client.Close()
	conn := &pacedConn{Conn: server, pacing: pacingOf(1)}
	defer conn.Close()
	go client.Write(make([]byte, 1<<16))
	if n, err := conn.Read(make([]byte, 1<<16)); n != bite || err != nil {
		t.Errorf("%d bytes at once, %v", n, err)
	}
}

func pacingOf(n int) *pacing {
	return &pacing{strangers: newTurns(n), asking: newTurns(n)}
}

// TestT35Rest (T35): while datagrams wait, work that brought no answer is followed by
// a rest of seven times its length, or up to 127 times where that does not help. Who had
// an answer neither rests nor waits for it.
func TestT35Rest(t *testing.T) {
	const work = 2 * time.Millisecond
	for _, c := range []struct {
		name     string
		degree   int // to which datagrams wait
		answered bool
		each     time.Duration // from one turn to the next
	}{
		{"nobody waits", 0, false, work},
		{"datagrams wait", 1, false, 8 * work},
		{"they still do", 2, false, 16 * work},
		{"for long", worst, false, 128 * work},
		{"answered", worst, true, work},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := pacingOf(1)
				for range c.degree {
					for range 10 {
						p.waited.note(late + 1)
					}
					time.Sleep(stepPeriod)
				}
				client, server := net.Pipe()
				defer client.Close()
				conn := &pacedConn{Conn: server, pacing: p}
				defer conn.Close()
				go client.Write(make([]byte, 10))
				began := time.Now()
				for range 10 {
					if c.answered {
						conn.credit.Store(perAnswer)
					}
					if _, err := conn.Read(make([]byte, 1)); err != nil {
						t.Fatal(err)
					}
					time.Sleep(work)
				}
				if took := time.Since(began); took != 9*c.each+work {
					t.Errorf("ten turns took %v, want %v", took, 9*c.each+work)
				}
			})
		})
	}
}

// TestT35Earned (T35): where most strangers ask after all, they rest little, however
// long datagrams wait.
func TestT35Earned(t *testing.T) {
	const work = 2 * time.Millisecond
	synctest.Test(t, func(t *testing.T) {
		p := pacingOf(1)
		p.waited.now.Store(worst)
		p.waited.until.Store(time.Now().Add(time.Hour).UnixNano())
		turns := func(n int, asks bool) (rest time.Duration) {
			for range n {
				c := &pacedConn{pacing: p}
				p.strangers.take(netip.Addr{}, false)
				c.turn.Store(&turn{of: p.strangers, began: time.Now()})
				time.Sleep(work)
				c.pass()
				if asks {
					c.asks()
				}
				began := time.Now()
				p.strangers.take(netip.Addr{}, false)
				rest = time.Since(began)
				p.strangers.give()
			}
			return rest
		}
		const many = int(4 * lately / work)
		for _, asks := range []bool{true, false, true} {
			want := map[bool]time.Duration{true: 7 * work, false: 127 * work}[asks]
			if rest := turns(many, asks); rest != want {
				t.Errorf("after %v a rest of %v, want %v; strangers ask: %v", work, rest, want, asks)
			}
		}
	})
}

// TestT35AskingFirst (T35): connections that had an answer do not wait for those that
// had none.
func TestT35AskingFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pacingOf(1)
		for range 10 {
			p.waited.note(time.Second)
		}
		read := func() *pacedConn {
			client, server := net.Pipe()
			t.Cleanup(func() { client.Close() })
			conn := &pacedConn{Conn: server, pacing: p}
			go client.Write([]byte{1})
			return conn
		}
		for range 50 {
			go func() {
				conn := read()
				conn.Read(make([]byte, 1))
				time.Sleep(lapse)
				conn.Close()
			}()
		}
		synctest.Wait()
		asking := read()
		asking.credit.Store(perAnswer)
		began := time.Now()
		if _, err := asking.Read(make([]byte, 1)); err != nil || time.Since(began) > 0 {
			t.Errorf("it waited for %v: %v", time.Since(began), err)
		}
		asking.Close()
		time.Sleep(50 * 8 * lapse)
		synctest.Wait()
		if p.strangers.free != 1 || p.asking.free != 1 {
			t.Errorf("turns are lost: %d, %d", p.strangers.free, p.asking.free)
		}
	})
}
