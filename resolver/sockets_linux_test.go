package resolver

import (
	"net"
	"testing"

	"golang.org/x/sys/unix"
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
