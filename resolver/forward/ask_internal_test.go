package forward

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"
)

// TestF28Addresses (F28): a server is reached by whichever of its addresses lets it,
// however others fail, and next time at once.
func TestF28Addresses(t *testing.T) {
	silent, closed, good, late := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2"), netip.MustParseAddr("192.0.2.3"), netip.MustParseAddr("192.0.2.4")
	for _, c := range []struct {
		name        string
		addrs       []netip.Addr
		first, then time.Duration // until it is connected
	}{
		{"one", []netip.Addr{good}, 0, 0},
		{"one far away", []netip.Addr{late}, time.Second, time.Second},
		{"a closed one before", []netip.Addr{closed, good}, 0, 0},
		{"a silent one before", []netip.Addr{silent, good}, headStart, 0},
		{"silent ones before", []netip.Addr{silent, silent, good}, 2 * headStart, 0},
		{"one far away before", []netip.Addr{late, silent}, time.Second, time.Second},
		{"silent ones", []netip.Addr{silent, silent}, tryLimit, tryLimit},
		{"closed ones", []netip.Addr{closed, closed}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				opened, ended := 0, 0
				u := newUpstream(Address{Scheme: TLS, Host: "dns.example", Addrs: c.addrs, Port: 853}, nil, nil)
				u.open = func(ctx context.Context, _, address string) (net.Conn, error) {
					to := netip.MustParseAddrPort(address).Addr()
					wait := map[netip.Addr]time.Duration{silent: time.Hour, late: time.Second}[to]
					select {
					case <-ctx.Done():
						return nil, ctx.Err()
					case <-time.After(wait):
					}
					if to == closed {
						return nil, errors.New("refused")
					}
					opened++
					near, far := net.Pipe()
					far.Close()
					return countedConn{near, &ended}, nil
				}
				for _, want := range []time.Duration{c.first, c.then} {
					began := time.Now()
					conn, err := u.dial(t.Context(), "tcp")
					if took := time.Since(began); took != want {
						t.Errorf("it took %v, want %v", took, want)
					}
					if err == nil {
						conn.Close()
					} else if last := c.addrs[len(c.addrs)-1]; last == good || last == late {
						t.Error(err)
					}
				}
				if opened != ended {
					t.Errorf("%d connections were opened and %d closed", opened, ended)
				}
			})
		})
	}
}

// TestF28OldAddresses (F28): where no bootstrap server answers any more, an upstream
// is asked at the addresses that it had.
func TestF28OldAddresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBootstrap([]netip.AddrPort{netip.MustParseAddrPort("192.0.2.53:53")})
		defer b.servers.Close()
		b.servers.upstreams[0].open = func(context.Context, string, string) (net.Conn, error) {
			near, far := net.Pipe()
			go func() {
				_, _ = io.Copy(io.Discard, far) // and no reply
				_ = far.Close()
			}()
			return near, nil
		}
		addrs := []netip.Addr{netip.MustParseAddr("192.0.2.1")}
		b.known["dns.example"] = found{addrs, time.Now()}
		for _, want := range []time.Duration{patience, 0} {
			began := time.Now()
			got, err := b.lookup(t.Context(), "dns.example")
			if took := time.Since(began); err != nil || !slices.Equal(got, addrs) || took != want {
				t.Errorf("%v, %v after %v, want %v after %v", got, err, took, addrs, want)
			}
		}
		time.Sleep(leastKept)
		began := time.Now()
		if _, err := b.lookup(t.Context(), "other.example"); err == nil || time.Since(began) > tryLimit {
			t.Errorf("a name that nobody knows: %v after %v", err, time.Since(began))
		}
	})
}

// TestF28NoIPv6 (F28): a bootstrap server that lets questions for IPv6 wait delays
// nobody for long who has an address, and no more once it is known.
func TestF28NoIPv6(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBootstrap([]netip.AddrPort{netip.MustParseAddrPort("192.0.2.53:53")})
		defer b.servers.Close()
		var asked atomic.Int32
		b.servers.upstreams[0].open = answering(func(q *dns.Msg) *dns.Msg {
			asked.Add(1)
			if q.Question[0].Qtype != dns.TypeA {
				return nil
			}
			return address(q)
		})
		for _, want := range []time.Duration{headStart, 0} {
			began := time.Now()
			got, err := b.lookup(t.Context(), "dns.example")
			if took := time.Since(began); err != nil || len(got) != 1 || took != want || asked.Load() != 2 {
				t.Errorf("%v, %v after %v, want %v; %d questions", got, err, took, want, asked.Load())
			}
		}
	})
}

// answering opens ways to a server that answers, but for nil.
func answering(answer func(q *dns.Msg) *dns.Msg) Dial {
	return func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		go func() {
			defer far.Close()
			for buf := make([]byte, 512); ; {
				n, err := far.Read(buf)
				if err != nil {
					return
				}
				q := new(dns.Msg)
				if q.Unpack(buf[:n]) != nil {
					continue
				}
				if m := answer(q); m != nil {
					if packed, err := m.Pack(); err == nil {
						_, _ = far.Write(packed)
					}
				}
			}
		}()
		return near, nil
	}
}

// address answers with an address, and to a question for anything else that there is
// none.
func address(q *dns.Msg) *dns.Msg {
	m := new(dns.Msg).SetReply(q)
	if q.Question[0].Qtype != dns.TypeA {
		return m
	}
	m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(192, 0, 2, 1)}}
	return m
}

// TestFastest: questions go to the upstream that is quickest of late, and none waits
// for what others take, which is measured beside.
func TestFastest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		takes := []time.Duration{300 * time.Millisecond, 10 * time.Millisecond}
		g, asked := taking(t, Fastest, takes)
		defer g.Close()
		ask := func(want time.Duration) {
			t.Helper()
			began := time.Now()
			_, err := g.Exchange(t.Context(), new(dns.Msg).SetQuestion("www.example.", dns.TypeA), unlimited{})
			if took := time.Since(began); err != nil || took != want {
				t.Errorf("%v after %v, want %v", err, took, want)
			}
			time.Sleep(time.Second)
		}
		ask(takes[0]) // neither was ever asked
		for range 99 {
			ask(takes[1])
		}
		if n := asked[0].Load(); n != 1+100/explore {
			t.Errorf("the slow one was asked %d times", n)
		}
		takes[0] = time.Millisecond
		for range 600 {
			_, _ = g.Exchange(t.Context(), new(dns.Msg).SetQuestion("www.example.", dns.TypeA), unlimited{})
			time.Sleep(time.Second)
		}
		ask(takes[0])
	})
}

// TestParallel: all upstreams are asked at once, and the first answer counts.
func TestParallel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, takes := range [][]time.Duration{
			{time.Second, 50 * time.Millisecond, time.Second},
			{50 * time.Millisecond, time.Second, time.Second},
		} {
			g, asked := taking(t, Parallel, takes)
			began := time.Now()
			m, err := g.Exchange(t.Context(), asking(0), unlimited{})
			if took := time.Since(began); err != nil || len(m.Answer) != 1 || took != slices.Min(takes) {
				t.Errorf("%v: %v, %v after %v", takes, m, err, took)
			}
			for i := range asked {
				if n := asked[i].Load(); n != 1 {
					t.Errorf("%v: the one at %d was asked %d times", takes, i, n)
				}
			}
			g.Close()
			time.Sleep(slices.Max(takes)) // and their side has ended
		}
	})
}

// taking is a group of upstreams that take so long for an answer, and how often each
// was asked.
func taking(t *testing.T, strategy Strategy, takes []time.Duration) (g *Group, asked []atomic.Int32) {
	t.Helper()
	config := Config{Strategy: strategy}
	for i := range takes {
		addr := netip.AddrFrom4([4]byte{192, 0, 2, byte(i + 1)})
		config.Upstreams = append(config.Upstreams, Address{Scheme: UDP, Host: addr.String(), Addrs: []netip.Addr{addr}, Port: 53})
	}
	g, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	asked = make([]atomic.Int32, len(takes))
	for i, u := range g.upstreams {
		u.open = answering(func(q *dns.Msg) *dns.Msg {
			asked[i].Add(1)
			time.Sleep(takes[i])
			return address(q)
		})
	}
	return g, asked
}

// TestF28Unanswerable (F28): a name that no upstream can answer keeps nobody from
// other names, whether they are asked meanwhile or only afterwards.
func TestF28Unanswerable(t *testing.T) {
	for _, c := range []struct {
		name      string
		meanwhile bool // other names are asked
		upstreams int
	}{
		{"meanwhile", true, 1},
		{"afterwards", false, 1},
		{"afterwards, of two", false, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				config := Config{Zone: "corp.example."}
				for i := range c.upstreams {
					addr := netip.AddrFrom4([4]byte{192, 0, 2, byte(i + 1)})
					config.Upstreams = append(config.Upstreams, Address{Scheme: TCP, Host: addr.String(), Addrs: []netip.Addr{addr}, Port: 53})
				}
				g, err := New(config)
				if err != nil {
					t.Fatal(err)
				}
				defer g.Close()
				var asked atomic.Int32 // how they are
				for _, u := range g.upstreams {
					u.open = func(context.Context, string, string) (net.Conn, error) {
						near, other := net.Pipe()
						go func() {
							defer other.Close()
							conn := far{other}
							for q := conn.read(t); q != nil; q = conn.read(t) {
								name := strings.ToLower(q.Question[0].Name)
								if name == config.Zone && q.Question[0].Qtype == dns.TypeSOA {
									asked.Add(1)
								}
								if name != "broken.corp.example." {
									conn.write(t, address(q))
								}
							}
						}()
						return near, nil
					}
				}
				ask := func(name string) error {
					_, err := g.Exchange(t.Context(), new(dns.Msg).SetQuestion(name, dns.TypeA), unlimited{})
					return err
				}
				for range 3 {
					broken := make(chan error, 1)
					go func() { broken <- ask("broken.corp.example.") }()
					for range 19 {
						time.Sleep(100 * time.Millisecond)
						if !c.meanwhile {
							continue
						}
						if err := ask("www.corp.example."); err != nil {
							t.Error(err)
						}
					}
					if err := <-broken; err == nil {
						t.Error("it is answered")
					}
					time.Sleep(10 * time.Millisecond)
					if err := ask("www.corp.example."); err != nil {
						t.Errorf("the next question: %v", err)
					}
				}
				if n := asked.Load(); n > 0 {
					t.Errorf("upstreams were asked %d times how they are", n)
				}
			})
		})
	}
}

type countedConn struct {
	net.Conn
	ended *int
}

func (c countedConn) Close() error {
	*c.ended++
	return c.Conn.Close()
}
