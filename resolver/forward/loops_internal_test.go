package forward

import (
	"context"
	"fmt"
	"maps"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/miekg/dns"
)

// pipes is a group of one upstream, over UDP, that takes what it is asked from a
// pipe and gives what answer makes of it, unless that is nil. It keeps the names.
func pipes(t *testing.T, answer func(*dns.Msg) *dns.Msg) (g *Group, seen func() map[string]int) {
	t.Helper()
	a, err := ParseAddress("192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	if g, err = New(Config{Upstreams: []Address{a}}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Close)
	var mu sync.Mutex
	names := map[string]int{}
	g.upstreams[0].open = func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			buf := make([]byte, dns.MaxMsgSize)
			n, err := there.Read(buf)
			q := new(dns.Msg)
			if err != nil || q.Unpack(buf[:n]) != nil {
				return
			}
			mu.Lock()
			names[strings.ToLower(q.Question[0].Name)]++
			mu.Unlock()
			if m := answer(q); m != nil {
				data, _ := m.Pack()
				_, _ = there.Write(data) // unless nobody waits
			}
		}()
		return here, nil
	}
	return g, func() map[string]int {
		mu.Lock()
		defer mu.Unlock()
		return maps.Clone(names)
	}
}

func ask(name string) *dns.Msg { return new(dns.Msg).SetQuestion(name, dns.TypeA) }

// TestT25Watch (T25): who asks for what an upstream is being asked waits for
// nothing else than the answer, though the upstream is silent about the name that
// nobody can guess; it is asked for one, however many come, and only where it took
// its time; and that it is silent then, or the name too long, is not held against it.
func TestT25Watch(t *testing.T) {
	long := strings.Repeat(strings.Repeat("4", 61)+".", 4) // to have a label more
	for _, name := range []string{"slow.example.", "4.5.", ".", long} {
		synctest.Test(t, func(t *testing.T) {
			g, seen := pipes(t, func(q *dns.Msg) *dns.Msg {
				switch strings.ToLower(q.Question[0].Name) {
				case name:
					time.Sleep(300 * time.Millisecond)
				case "quick.example.":
					time.Sleep(hesitation / 2)
				default:
					return nil
				}
				return new(dns.Msg).SetReply(q)
			})
			for _, asked := range []string{"quick.example.", name} {
				answered := make(chan error)
				go func() {
					_, err := g.Exchange(t.Context(), ask(asked), unlimited{})
					answered <- err
				}()
				synctest.Wait()
				var waits []context.Context
				var ends []func() bool
				for range 1000 {
					wait, end := g.Watch(t.Context(), ask(asked))
					waits, ends = append(waits, wait), append(ends, end)
				}
				if err := <-answered; err != nil {
					t.Errorf("%s: %v", asked, err)
				}
				now := time.Now()
				for i, end := range ends {
					if waits[i].Err() != nil || end() {
						t.Errorf("%s came back", asked)
					}
				}
				if waited := time.Since(now); waited > 0 {
					t.Errorf("%s: %v until the end", asked, waited)
				}
				time.Sleep(2 * probeLimit)
			}
			if all := seen(); len(all) != 3 { // and a probe
				t.Errorf("asked for %v", all)
			}
			if h := g.Health(time.Now())[0]; !h.Up || h.Failures > 0 {
				t.Errorf("%+v", h)
			}
		})
	}
}

// TestT25Proof (T25): a probe that comes in, in whatever letters, ends who waits
// for that question, and nobody else. It is known when it comes late, too.
func TestT25Proof(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g *Group
		g, seen := pipes(t, func(q *dns.Msg) *dns.Msg {
			if name := q.Question[0].Name; strings.HasSuffix(strings.ToLower(name), ".loop.example.") {
				came := q.Question[0]
				came.Name = strings.ToUpper(name)
				if !g.Ours("", came) {
					t.Errorf("%s is not known", name)
				}
			}
			return nil
		})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ends := map[string]func() bool{}
		waits := map[string]context.Context{}
		for _, name := range []string{"loop.example.", "other.example.", "example."} {
			go func() { _, _ = g.Exchange(ctx, ask(name), unlimited{}) }()
			synctest.Wait()
			waits[name], ends[name] = g.Watch(t.Context(), ask(name))
		}
		began := time.Now()
		<-waits["loop.example."].Done()
		if took := time.Since(began); took != hesitation {
			t.Errorf("known after %v", took)
		}
		time.Sleep(hesitation)
		for name, end := range ends {
			if back := end(); back != (name == "loop.example.") {
				t.Errorf("%s came back: %v", name, back)
			}
		}
		time.Sleep(5 * time.Second)
		for name := range seen() {
			asked := ends[name] != nil || name == "." // to find out how the upstream is
			if known := g.Ours("", ask(name).Question[0]); known == asked {
				t.Errorf("%s is ours: %v", name, known)
			}
		}
	})
}

// TestT25Bound (T25): however many names are asked for twice, an upstream is asked
// for few at a time to find out whether it leads back.
func TestT25Bound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, seen := pipes(t, func(*dns.Msg) *dns.Msg { return nil })
		ctx, cancel := context.WithCancel(t.Context())
		var ends []func() bool
		for i := range 100 {
			q := ask(fmt.Sprintf("n%d.example.", i))
			go func() { _, _ = g.Exchange(ctx, q, unlimited{}) }()
			synctest.Wait()
			for range 2 {
				_, end := g.Watch(t.Context(), q)
				ends = append(ends, end)
			}
		}
		time.Sleep(2 * hesitation)
		if probes := len(seen()) - 100; probes != maxProbes {
			t.Errorf("%d probes at a time", probes)
		}
		cancel()
		for _, end := range ends {
			end()
		}
	})
}
