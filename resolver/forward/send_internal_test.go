package forward

import (
	"context"
	"net"
	"net/netip"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
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
	serve := func() (netip.AddrPort, *atomic.Int64) {
		conn, err := net.ListenPacket("udp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		asked := new(atomic.Int64)
		server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
			asked.Add(1)
			m := new(dns.Msg).SetReply(q)
			m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(198, 51, 100, 1)}}
			_ = w.WriteMsg(m)
		})}
		go func() { _ = server.ActivateAndServe() }()
		t.Cleanup(func() { _ = server.Shutdown() })
		return netip.MustParseAddrPort(conn.LocalAddr().String()), asked
	}
	for _, failure := range []syscall.Errno{syscall.ENOBUFS, syscall.EPERM} {
		first, askedFirst := serve()
		second, askedSecond := serve()
		var c Config
		for _, at := range []netip.AddrPort{first, second} {
			a, err := ParseAddress(at.String())
			if err != nil {
				t.Fatal(err)
			}
			c.Upstreams = append(c.Upstreams, a)
		}
		g, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(g.Close)
		var works atomic.Bool
		open := g.upstreams[0].open
		g.upstreams[0].open = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := open(ctx, network, address)
			if err != nil || works.Load() {
				return conn, err
			}
			return mute{conn, failure}, nil
		}
		ask := func() {
			t.Helper()
			m, err := g.Exchange(t.Context(), new(dns.Msg).SetQuestion("www.example.", dns.TypeA), unlimited{})
			if err != nil || len(m.Answer) != 1 {
				t.Errorf("%v: %v, %v", failure, m, err)
			}
		}
		for range 5 {
			ask()
		}
		if n := askedSecond.Load(); n != 5 || askedFirst.Load() != 0 || g.Health(time.Now())[0].Up {
			t.Errorf("%v: the next was asked %d times, the first is %+v", failure, n, g.Health(time.Now())[0])
		}
		works.Store(true)
		for limit := time.Now().Add(30 * time.Second); askedFirst.Load() == 0; time.Sleep(20 * time.Millisecond) {
			ask()
			if time.Now().After(limit) {
				t.Fatalf("%v: it is never asked again", failure)
			}
		}
		if !g.Health(time.Now())[0].Up {
			t.Errorf("%v: %+v after an answer", failure, g.Health(time.Now())[0])
		}
	}
}
