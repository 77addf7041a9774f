package forward

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"
)

// far is the other side of a connection.
type far struct{ net.Conn }

func (f far) read(t *testing.T) *dns.Msg {
	t.Helper()
	var length [2]byte
	if _, err := io.ReadFull(f, length[:]); err != nil {
		return nil
	}
	buf := make([]byte, binary.BigEndian.Uint16(length[:]))
	q := new(dns.Msg)
	if _, err := io.ReadFull(f, buf); err != nil || q.Unpack(buf) != nil {
		t.Errorf("no query: %v", err)
	}
	return q
}

func (f far) write(t *testing.T, m *dns.Msg) {
	t.Helper()
	packed, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...))
}

// overTCP runs f with an upstream over TCP whose other side each has its connections
// go to, in a bubble.
func overTCP(t *testing.T, each func(n int, conn far), f func(t *testing.T, u *upstream)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		u := newUpstream(Address{Scheme: TCP, Host: "192.0.2.53", Addrs: []netip.Addr{netip.MustParseAddr("192.0.2.53")}, Port: 53}, nil, nil)
		n := 0
		var mu sync.Mutex
		u.open = func(context.Context, string, string) (net.Conn, error) {
			near, other := net.Pipe()
			mu.Lock()
			defer mu.Unlock()
			n++
			go func(n int) {
				defer other.Close()
				each(n, far{other})
			}(n)
			return near, nil
		}
		defer u.close()
		f(t, u)
	})
}

func asking(i int) *dns.Msg {
	return new(dns.Msg).SetQuestion(fmt.Sprintf("n%d.example.", i), dns.TypeA)
}

// TestStreamsShared: however many questions there are at a time, an upstream has 8
// connections, whose replies come in any order, and are closed when they were not
// used for 10 s.
func TestStreamsShared(t *testing.T) {
	const each = 100
	var conns, ended atomic.Int32
	overTCP(t, func(_ int, conn far) {
		conns.Add(1)
		defer ended.Add(1)
		for {
			var qs []*dns.Msg
			for range each {
				q := conn.read(t)
				if q == nil {
					return
				}
				qs = append(qs, q)
			}
			time.Sleep(time.Second) // and all have been asked
			for i := range qs {
				conn.write(t, address(qs[len(qs)-1-i]))
			}
		}
	}, func(t *testing.T, u *upstream) {
		for range 2 {
			var wait sync.WaitGroup
			for i := range keptStreams * each {
				wait.Go(func() {
					m, err := u.ask(t.Context(), asking(i), unlimited{})
					if err != nil || len(m.Answer) != 1 || m.Answer[0].Header().Name != asking(i).Question[0].Name {
						t.Errorf("%v: %v", err, m)
					}
				})
			}
			wait.Wait()
		}
		if conns.Load() != keptStreams || ended.Load() != 0 {
			t.Errorf("%d connections, %d of them ended", conns.Load(), ended.Load())
		}
		time.Sleep(keptFor)
		synctest.Wait()
		if ended.Load() != keptStreams {
			t.Errorf("%d of %d connections have ended", ended.Load(), conns.Load())
		}
	})
}

// TestStreamsClosed: a question on a connection that the other side closes is asked
// again, if that had answered before.
func TestStreamsClosed(t *testing.T) {
	overTCP(t, func(n int, conn far) {
		for i := range 2 { // one question each, and the second is not answered
			q := conn.read(t)
			if q == nil || i == 1 {
				return
			}
			conn.write(t, address(q))
		}
	}, func(t *testing.T, u *upstream) {
		for i := range 10 {
			if _, err := u.ask(t.Context(), asking(i), unlimited{}); err != nil {
				t.Error(err)
			}
		}
	})
	overTCP(t, func(n int, conn far) { conn.read(t) }, func(t *testing.T, u *upstream) {
		asked := new(few)
		asked.questions = 100
		if m, err := u.ask(t.Context(), asking(0), asked); err == nil || errors.Is(err, errEnded) || asked.questions != 99 {
			t.Errorf("%v: %v, %d questions", m, err, 100-asked.questions)
		}
	})
}

// TestStreamsForget: where a connection is forgotten, questions that are under way on
// it are answered, the next take another, and then it ends.
func TestStreamsForget(t *testing.T) {
	ended := make([]time.Time, 3)
	overTCP(t, func(n int, conn far) {
		for q := conn.read(t); q != nil; q = conn.read(t) {
			time.Sleep(time.Second)
			conn.write(t, address(q))
		}
		ended[n] = time.Now()
	}, func(t *testing.T, u *upstream) {
		began := time.Now()
		var wait sync.WaitGroup
		for i := range 2 {
			wait.Go(func() {
				if _, err := u.ask(t.Context(), asking(i), unlimited{}); err != nil || time.Since(began) != time.Second+time.Duration(i)*500*time.Millisecond {
					t.Errorf("%v after %v", err, time.Since(began))
				}
			})
			time.Sleep(500 * time.Millisecond)
			u.streams.forget()
		}
		wait.Wait()
		synctest.Wait()
		for n, want := range []time.Duration{time.Second, 1500 * time.Millisecond} {
			if got := ended[n+1].Sub(began); got != want {
				t.Errorf("connection %d ended after %v", n+1, got)
			}
		}
	})
}

// few is a budget.
type few struct {
	mu               sync.Mutex
	questions, bytes int
}

var errSpent = errors.New("spent")

func (f *few) Ask() error { return f.take(&f.questions, 1) }

func (f *few) Receive(n int) error { return f.take(&f.bytes, n) }

func (f *few) take(of *int, n int) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if *of -= n; *of < 0 {
		return errSpent
	}
	return nil
}

// TestStreamsJunk: messages that nobody asked for are ignored as long as the budget
// of those who wait lasts, and end a connection on which nobody waits; late replies
// do neither.
func TestStreamsJunk(t *testing.T) {
	overTCP(t, func(_ int, conn far) {
		q := conn.read(t)
		for range 10 {
			wrong := address(q)
			wrong.Id++
			conn.write(t, wrong)
			wrong.Id, wrong.Question[0].Qtype = q.Id, dns.TypeAAAA
			conn.write(t, wrong)
		}
	}, func(t *testing.T, u *upstream) {
		budget := &few{questions: 9, bytes: 300}
		if m, err := u.ask(t.Context(), asking(0), budget); !errors.Is(err, errSpent) {
			t.Errorf("%v: %v", err, m)
		}
	})
	overTCP(t, func(n int, conn far) {
		if n > 1 {
			for q := conn.read(t); q != nil; q = conn.read(t) {
				conn.write(t, address(q))
			}
			return
		}
		q := conn.read(t)
		wrong := address(q)
		wrong.Id++
		conn.write(t, wrong)
		conn.write(t, address(q))
		q = conn.read(t) // given up before its silence says anything
		time.Sleep(time.Second)
		conn.write(t, address(q))
		conn.write(t, address(conn.read(t)))
		time.Sleep(time.Second)
		conn.write(t, address(q)) // once more, which nobody asked for
		if conn.read(t) != nil {
			t.Error("a connection goes on that says what nobody asked for")
		}
	}, func(t *testing.T, u *upstream) {
		if _, err := u.ask(t.Context(), asking(0), unlimited{}); err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), patience/2)
		defer cancel()
		if m, err := u.ask(ctx, asking(1), unlimited{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v: %v", err, m)
		}
		time.Sleep(2 * time.Second)
		for i := range 3 {
			if _, err := u.ask(t.Context(), asking(i), unlimited{}); err != nil {
				t.Errorf("after a late reply: %v", err)
			}
			time.Sleep(2 * time.Second)
		}
	})
}

// TestStreamsDeaf: a connection that says nothing for 5 s, though it is asked, is not
// asked any more, also where nobody waits that long, and a peer that reads nothing
// keeps nobody.
func TestStreamsDeaf(t *testing.T) {
	for _, reads := range []bool{true, false} {
		overTCP(t, func(n int, conn far) {
			for q := conn.read(t); q != nil; q = conn.read(t) {
				if n == 1 && !reads {
					time.Sleep(time.Minute)
				}
				if n > 1 {
					conn.write(t, address(q))
				}
			}
		}, func(t *testing.T, u *upstream) {
			for i := range 60 {
				ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
				began := time.Now()
				_, err := u.ask(ctx, asking(i), unlimited{})
				cancel()
				if took := time.Since(began); took > 100*time.Millisecond {
					t.Errorf("it took %v", took)
				}
				if deaf := time.Duration(i)*100*time.Millisecond <= deafAfter; deaf != (err != nil) {
					t.Errorf("question %d: %v", i, err)
				}
				time.Sleep(100*time.Millisecond - time.Since(began))
			}
			time.Sleep(2 * time.Minute)
		})
	}
}
