package resolver

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/sys/unix"

	"chainzone/zone"
)

// TestT32Option (T32): listeners' sockets leave fragmentation to nobody.
func TestT32Option(t *testing.T) {
	for network, level := range map[string][3]int{
		"127.0.0.1:0": {unix.IPPROTO_IP, unix.IP_MTU_DISCOVER, unix.IP_PMTUDISC_OMIT},
		"[::1]:0":     {unix.IPPROTO_IPV6, unix.IPV6_MTU_DISCOVER, unix.IPV6_PMTUDISC_OMIT},
	} {
		conn, err := net.ListenPacket("udp", network)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		l := newUDPListener(conn.(*net.UDPConn), nil, nil, nil)
		raw, err := l.conn.SyscallConn()
		if err != nil {
			t.Fatal(err)
		}
		raw.Control(func(fd uintptr) {
			if got, err := unix.GetsockoptInt(int(fd), level[0], level[1]); err != nil || got != level[2] {
				t.Errorf("%s: %d, %v", network, got, err)
			}
		})
	}
}

// TestT34Unread (T34): the system takes 32 KB of a connection before they are read.
func TestT34Unread(t *testing.T) {
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	l := newLimitedListener(socket.(*net.TCPListener), newConnections(nil), newLingering())
	client, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	raw, err := conn.(*limitedConn).Conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	raw.Control(func(fd uintptr) {
		if got, err := unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_RCVBUF); err != nil || got != 2*unread { // socket(7): doubled
			t.Errorf("%d bytes, %v", got, err)
		}
	})
}

// TestBurstOfDatagrams: 2,000 queries that come before the first is read are all
// answered, where the system holds as many; the log says where it does not.
func TestBurstOfDatagrams(t *testing.T) {
	var log bytes.Buffer
	server, err := New(Config{
		Listen: []string{"127.0.0.1:0"}, Limits: Limits{Exempt: prefixes("127.0.0.0/8")}, Logger: slog.New(slog.NewTextHandler(&log, nil)),
		Forward: []Forward{{Zone: zone.MustParseName("forwarded.example"), Upstreams: []string{"127.0.0.1:1"}}}, // not asked
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Listen(); err != nil {
		t.Fatal(err)
	}
	for _, l := range server.listeners {
		if u, ok := l.(*udpListener); ok && u.held < burst {
			if !strings.Contains(log.String(), "net.core.rmem_max") {
				t.Errorf("%d bytes of %d, and the log says %q", u.held, burst, log.String())
			}
			t.Skipf("the system holds %d bytes", u.held)
		}
	}
	if strings.Contains(log.String(), "net.core.rmem_max") {
		t.Errorf("the log says %q", log.String())
	}
	conn, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(server.Addrs()[0]))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	forDatagrams(conn) // the replies are a burst too
	query, err := new(dns.Msg).SetQuestion("www.elsewhere.example.", dns.TypeA).Pack()
	if err != nil {
		t.Fatal(err)
	}
	const many = 2000
	for i := range many {
		query[0], query[1] = byte(i>>8), byte(i)
		if _, err := conn.Write(query); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	got := map[uint16]bool{}
	for buf := make([]byte, 4096); len(got) < many; {
		n, err := conn.Read(buf)
		if err != nil {
			t.Errorf("%d replies: %v", len(got), err)
			break
		}
		if n >= headerBytes {
			got[uint16(buf[0])<<8|uint16(buf[1])] = true
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestBufferOfASocketIsSaid: what the system holds for a socket is what was set, of which
// it says twice as much (socket(7)), and one that has more keeps it.
func TestBufferOfASocketIsSaid(t *testing.T) {
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	set(conn, [][3]int{{unix.SOL_SOCKET, unix.SO_RCVBUF, 64 << 10}})
	if got := buffer(conn); got != 64<<10 {
		t.Errorf("%d bytes", got)
	}
	set(conn, [][3]int{{unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, 2 * burst}})
	if had := buffer(conn); had > burst && forDatagrams(conn) != had {
		t.Errorf("of %d bytes %d are left", had, buffer(conn))
	}
}
