package forward

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"
)

// fake is an upstream's other side, over UDP or TCP.
type fake struct {
	answer func(q *dns.Msg) *dns.Msg  // nil: it says nothing
	opens  func(network string) error // nil: it does
	raw    func(q *dns.Msg) []byte    // instead of a reply's bytes, nil for none
	closes func(q *dns.Msg) bool      // the connection, in place of an answer

	mu    sync.Mutex
	asked map[string]int // by name in lower case and type
}

// times is how often it was asked for a name, of whatever type.
func (f *fake) times(name string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for key, times := range f.asked {
		if strings.HasPrefix(key, name+" ") {
			n += times
		}
	}
	return n
}

// probes is how often it was asked how it is.
func (f *fake) probes() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked[". SOA"]
}

// turns has it answer otherwise from now on, and lets connections be opened.
func (f *fake) turns(answer func(q *dns.Msg) *dns.Msg) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answer, f.opens = answer, nil
}

func (f *fake) open(_ context.Context, network, _ string) (net.Conn, error) {
	f.mu.Lock()
	opens := f.opens
	f.mu.Unlock()
	if opens != nil {
		if err := opens(network); err != nil {
			return nil, &net.OpError{Op: "dial", Net: network, Err: err}
		}
	}
	near, other := net.Pipe()
	go f.serve(other, network == "tcp")
	return near, nil
}

func (f *fake) serve(conn net.Conn, framed bool) {
	defer conn.Close()
	for buf := make([]byte, dns.MaxMsgSize); ; {
		n := 0
		var err error
		if framed {
			if _, err = io.ReadFull(conn, buf[:2]); err == nil {
				n, err = io.ReadFull(conn, buf[:binary.BigEndian.Uint16(buf)])
			}
		} else {
			n, err = conn.Read(buf)
		}
		q := new(dns.Msg)
		if err != nil || q.Unpack(buf[:n]) != nil {
			return
		}
		f.mu.Lock()
		if f.asked == nil {
			f.asked = map[string]int{}
		}
		f.asked[strings.ToLower(q.Question[0].Name)+" "+dns.TypeToString[q.Question[0].Qtype]]++
		answer := f.answer
		f.mu.Unlock()
		if f.closes != nil && f.closes(q) {
			return
		}
		var data []byte
		if f.raw != nil {
			data = f.raw(q)
		}
		if m := answer(q); data == nil && m != nil {
			data, _ = m.Pack()
		}
		if data == nil {
			continue
		}
		if framed {
			data = append(binary.BigEndian.AppendUint16(nil, uint16(len(data))), data...)
		}
		if _, err := conn.Write(data); err != nil {
			return
		}
	}
}

// broken reports whether a question is for a name that nobody answers: n1.broken.example.
func broken(q *dns.Msg) bool {
	return strings.HasSuffix(strings.ToLower(q.Question[0].Name), ".broken.example.")
}

// brokenIn says nothing of names that are broken.
func brokenIn(q *dns.Msg) *dns.Msg {
	if broken(q) {
		return nil
	}
	return address(q)
}

func deaf(*dns.Msg) *dns.Msg { return nil }

// refusing answers REFUSED.
func refusing(q *dns.Msg) *dns.Msg { return new(dns.Msg).SetRcode(q, dns.RcodeRefused) }

// among runs f with a group whose upstreams are fakes.
func among(t *testing.T, strategy Strategy, scheme Scheme, fakes []*fake, f func(t *testing.T, g *Group)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		config := Config{Strategy: strategy}
		for i := range fakes {
			addr := netip.AddrFrom4([4]byte{192, 0, 2, byte(i + 1)})
			config.Upstreams = append(config.Upstreams, Address{Scheme: scheme, Host: addr.String(), Addrs: []netip.Addr{addr}, Port: 53})
		}
		g, err := New(config)
		if err != nil {
			t.Fatal(err)
		}
		defer g.Close()
		for i, u := range g.upstreams {
			u.open = fakes[i].open
		}
		f(t, g)
		time.Sleep(time.Minute) // until the connections are closed
	})
}

// put asks for a name, waits for what that began, and returns how long it took.
func put(t *testing.T, g *Group, name string) (m *dns.Msg, took time.Duration, err error) {
	t.Helper()
	began := time.Now()
	m, err = g.Exchange(t.Context(), new(dns.Msg).SetQuestion(name, dns.TypeA), unlimited{})
	took = time.Since(began)
	time.Sleep(2 * probing)
	return m, took, err
}

func (g *Group) isUp(i int) bool { return g.Health(time.Now())[i].Up }

// eachWay runs f by every strategy and over UDP and TCP.
func eachWay(t *testing.T, f func(t *testing.T, strategy Strategy, scheme Scheme)) {
	for _, strategy := range []Strategy{InOrder, Fastest, Parallel} {
		for _, scheme := range []Scheme{UDP, TCP} {
			t.Run(fmt.Sprintf("%s %s", strategy, scheme), func(t *testing.T) { f(t, strategy, scheme) })
		}
	}
}

// TestOneNameIsNotChargedToUpstream (F28): a name that has no answer, however often it
// is asked for, makes no upstream rest, whether others have an answer to it or not.
func TestOneNameIsNotChargedToUpstream(t *testing.T) {
	refusesBroken := func(q *dns.Msg) *dns.Msg {
		if broken(q) {
			return refusing(q)
		}
		return address(q)
	}
	for name, others := range map[string][]*fake{"alone": nil, "with one that answers": {{answer: address}}, "with one that does not": {{answer: brokenIn}}} {
		for how, answer := range map[string]func(*dns.Msg) *dns.Msg{"silent": brokenIn, "refusing": refusesBroken} {
			t.Run(name+", "+how, func(t *testing.T) {
				eachWay(t, func(t *testing.T, strategy Strategy, scheme Scheme) {
					fakes := []*fake{{answer: answer}}
					for _, other := range others {
						fakes = append(fakes, &fake{answer: other.answer})
					}
					among(t, strategy, scheme, fakes, func(t *testing.T, g *Group) {
						for i := range 10 {
							_, _, _ = put(t, g, "n1.broken.example.")
							if !g.isUp(0) {
								t.Fatalf("it rests after %d questions for one name", i+1)
							}
						}
						if n := fakes[0].probes(); n > 0 {
							t.Errorf("it was probed %d times", n)
						}
						if m, took, err := put(t, g, "www.example."); err != nil || len(m.Answer) != 1 || took > 0 || fakes[0].times("www.example.") == 0 && strategy == InOrder {
							t.Errorf("the next: %v, %v after %v", m, err, took)
						}
					})
				})
			})
		}
	}
}

// TestManyNamesOfOneOwner (F28): an owner of many names that have no answer, or a client
// that asks for them, makes no upstream rest that answers others: it is probed.
func TestManyNamesOfOneOwner(t *testing.T) {
	eachWay(t, func(t *testing.T, strategy Strategy, scheme Scheme) {
		fakes := []*fake{{answer: brokenIn}, {answer: address}}
		if strategy == Parallel {
			fakes = fakes[:1] // of several only the first to answer is waited for
		}
		among(t, strategy, scheme, fakes, func(t *testing.T, g *Group) {
			for i := range 10 * severalNames {
				_, _, _ = put(t, g, fmt.Sprintf("n%d.broken.example.", i))
				if !g.isUp(0) {
					t.Fatalf("it rests after %d names", i+1)
				}
			}
			if n := fakes[0].probes(); n > 10 || n == 0 && strategy != Fastest {
				t.Errorf("it was probed %d times", n)
			}
		})
	})
}

// TestDeadUpstreamRests (F28): an upstream with no answer to several names and none to
// the probe rests, longer each time, and is asked no more while another answers; when it
// is back the probe finds that out, whatever name is asked for then.
func TestDeadUpstreamRests(t *testing.T) {
	for how, answer := range map[string]func(*dns.Msg) *dns.Msg{"silent": deaf, "refusing": refusing} {
		for _, scheme := range []Scheme{UDP, TCP} {
			t.Run(how+" "+string(scheme), func(t *testing.T) {
				dead := &fake{answer: answer}
				among(t, InOrder, scheme, []*fake{dead, {answer: address}}, func(t *testing.T, g *Group) {
					var lines bytes.Buffer
					g.upstreams[0].log = slog.New(slog.NewTextHandler(&lines, nil))
					for i := range severalNames {
						if m, took, err := put(t, g, fmt.Sprintf("n%d.example.", i)); err != nil || len(m.Answer) != 1 || took > patience {
							t.Errorf("name %d: %v, %v after %v", i, m, err, took)
						}
						if want := i < severalNames-1; dead.probes() > 0 == want {
							t.Errorf("%d probes after %d names", dead.probes(), i+1)
						}
					}
					if g.isUp(0) {
						t.Fatal("it does not rest")
					}
					asked := 0
					for i := range 100 {
						name := fmt.Sprintf("m%d.example.", i)
						if m, took, err := put(t, g, name); err != nil || len(m.Answer) != 1 || took > 0 {
							t.Errorf("%v, %v after %v", m, err, took)
						}
						asked += min(1, dead.times(name))
					}
					if asked > 15 { // with the probes of 200 s, the pauses between which grow to 30 s
						t.Errorf("it was asked for %d of 100 names", asked)
					}
					dead.turns(address)
					time.Sleep(longRest)
					_, _, _ = put(t, g, "n1.broken.example.")
					if !g.isUp(0) {
						t.Error("it is back, and rests")
					}
					want := map[string]string{"silent": "an upstream is down", "refusing": "an upstream refuses everything"}[how]
					if text := lines.String(); strings.Count(text, "\n") != 2 || !strings.Contains(text, want) || !strings.Contains(text, "an upstream is back") {
						t.Errorf("the log has %s", text)
					}
					for range 5 { // it comes and goes
						dead.turns(answer)
						for i := range severalNames {
							_, _, _ = put(t, g, fmt.Sprintf("n%d.example.", i))
						}
						dead.turns(address)
						time.Sleep(firstRest)
						_, _, _ = put(t, g, "www.example.")
					}
					if n := strings.Count(lines.String(), want); n > 2 {
						t.Errorf("the log has %d lines of a minute", n-1)
					}
				})
			})
		}
	}
}

// TestNobodyElse (F28): where all upstreams are down one is asked all the same, and
// where those that are up have no answer.
func TestNobodyElse(t *testing.T) {
	eachWay(t, func(t *testing.T, strategy Strategy, scheme Scheme) {
		for _, many := range []int{1, 3} {
			var fakes []*fake
			for range many {
				fakes = append(fakes, &fake{answer: deaf})
			}
			among(t, strategy, scheme, fakes, func(t *testing.T, g *Group) {
				for i := range 3 * severalNames {
					name := fmt.Sprintf("n%d.example.", i)
					if m, took, err := put(t, g, name); err == nil || took > 2*tryLimit {
						t.Errorf("%v after %v", m, took)
					}
					for j, f := range fakes {
						if f.times(name) == 0 {
							t.Errorf("the one at %d was not asked for %s", j, name)
						}
					}
				}
				for i := range fakes {
					if g.isUp(i) {
						t.Errorf("the one at %d is up", i)
					}
				}
				fakes[many-1].turns(address) // in the middle of its rest
				if m, took, err := put(t, g, "www.example."); err != nil || len(m.Answer) != 1 || took > 2*patience || !g.isUp(many-1) {
					t.Errorf("when it is back: %v, %v after %v", m, err, took)
				}
			})
		}
	})
	eachWay(t, func(t *testing.T, strategy Strategy, scheme Scheme) {
		back := &fake{answer: deaf, opens: func(string) error { return syscall.ECONNREFUSED }}
		among(t, strategy, scheme, []*fake{back, {answer: brokenIn}}, func(t *testing.T, g *Group) {
			_, _, _ = put(t, g, "www.example.")
			if strategy == InOrder && g.isUp(0) {
				t.Fatal("it does not rest")
			}
			back.turns(address)
			g.upstreams[0].health.rest = time.Hour
			m, took, err := put(t, g, "n1.broken.example.")
			if err != nil || len(m.Answer) != 1 || took > patience {
				t.Errorf("%v, %v after %v", m, err, took)
			}
		})
	})
}

// TestNoConnectionRests (F28): an upstream that no connection can be had to rests at
// once, whatever was asked; so does one that ends every connection, once that is
// sure; but not one that ends some, or that speaks TCP to nobody, for some names.
func TestNoConnectionRests(t *testing.T) {
	refused := func(string) error { return syscall.ECONNREFUSED }
	truncated := func(q *dns.Msg) *dns.Msg {
		m := address(q)
		if broken(q) {
			m.Truncated, m.Answer = true, nil
		}
		return m
	}
	for _, tc := range []struct {
		name   string
		scheme Scheme
		fake   *fake
		rests  bool
	}{
		{"refused, UDP", UDP, &fake{answer: address, opens: refused}, true},
		{"refused, TCP", TCP, &fake{answer: address, opens: refused}, true},
		{"no handshake", TLS, &fake{answer: deaf, closes: func(*dns.Msg) bool { return true }}, true},
		{"ends every connection", TCP, &fake{answer: address, closes: func(*dns.Msg) bool { return true }}, true},
		{"ends connections at a name", TCP, &fake{answer: address, closes: broken}, false},
		{"no TCP for what is long", UDP, &fake{answer: truncated, opens: func(network string) error {
			if network == "tcp" {
				return syscall.ECONNREFUSED
			}
			return nil
		}}, false},
		{"what cannot be read", TCP, &fake{answer: address, raw: func(q *dns.Msg) []byte {
			if !broken(q) {
				return nil
			}
			data, _ := address(q).Pack()
			return data[:len(data)-1]
		}}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			among(t, InOrder, tc.scheme, []*fake{tc.fake, {answer: address}}, func(t *testing.T, g *Group) {
				m, took, err := put(t, g, "n1.broken.example.")
				if tc.scheme != TLS && (err != nil || took > patience) { // the other does not speak TLS either
					t.Errorf("%v, %v after %v", m, err, took)
				}
				if g.isUp(0) == tc.rests {
					t.Errorf("up: %v after one question", g.isUp(0))
				}
				for i := range 3 * severalNames {
					_, _, _ = put(t, g, fmt.Sprintf("n%d.broken.example.", i))
					if !tc.rests && !g.isUp(0) {
						t.Errorf("it rests after %d names", i+1)
					}
				}
			})
		})
	}
}

// TestUnreadableReplyFailsItsQuestion (F28): a reply that cannot be read ends neither
// the connection nor other questions on it.
func TestUnreadableReplyFailsItsQuestion(t *testing.T) {
	f := &fake{answer: address, raw: func(q *dns.Msg) []byte {
		if !broken(q) {
			return nil
		}
		data, _ := address(q).Pack()
		return data[:len(data)-1]
	}}
	opened := 0
	f.opens = func(string) error { opened++; return nil }
	among(t, InOrder, TCP, []*fake{f}, func(t *testing.T, g *Group) {
		for i := range 5 {
			if m, took, err := put(t, g, "n1.broken.example."); err == nil || took > 0 {
				t.Errorf("%v after %v", m, took)
			}
			if m, _, err := put(t, g, fmt.Sprintf("n%d.example.", i)); err != nil || len(m.Answer) != 1 {
				t.Errorf("%v, %v", m, err)
			}
		}
		if opened != 1 {
			t.Errorf("%d connections", opened)
		}
	})
}

// TestNamesDoNotProlongRest (F28): questions without an answer that reach a resting
// upstream, as nobody else had one, do not prolong its rest.
func TestNamesDoNotProlongRest(t *testing.T) {
	f := &fake{answer: deaf}
	among(t, InOrder, UDP, []*fake{f, {answer: brokenIn}}, func(t *testing.T, g *Group) {
		for i := range severalNames {
			_, _, _ = put(t, g, fmt.Sprintf("n%d.example.", i))
		}
		h := &g.upstreams[0].health
		if g.isUp(0) {
			t.Fatal("it does not rest")
		}
		f.turns(brokenIn)
		h.since, h.rest = time.Now(), 8*time.Second
		for i := range 8 {
			began := time.Now()
			_, _, _ = put(t, g, fmt.Sprintf("m%d.broken.example.", i))
			if left, down := h.resting(time.Now()); down && (h.rest != 8*time.Second || left > 8*time.Second) {
				t.Fatalf("it rests for %v after %v", h.rest, time.Since(began))
			}
		}
		if !g.isUp(0) {
			t.Error("its rest is over, and the probe was not answered")
		}
	})
}
