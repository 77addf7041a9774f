package resolver

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// forDatagrams sets a socket up: the system notes when each datagram comes, sends
// those that leave whole or not at all, and believes no forged message about a path's
// MTU: what is sent fits every path. One of the last two fails on a socket of the
// other family. Datagrams wait in a buffer of burst bytes, or of what the system
// allows, which is returned.
func forDatagrams(socket syscall.Conn) (held int) {
	set(socket, [][3]int{
		{unix.SOL_SOCKET, unix.SO_TIMESTAMPNS_NEW, 1},
		{unix.IPPROTO_IP, unix.IP_MTU_DISCOVER, unix.IP_PMTUDISC_OMIT},
		{unix.IPPROTO_IPV6, unix.IPV6_MTU_DISCOVER, unix.IPV6_PMTUDISC_OMIT},
	})
	if held = buffer(socket); held < burst { // systemd may have given it as much
		set(socket, [][3]int{
			{unix.SOL_SOCKET, unix.SO_RCVBUF, burst},      // up to net.core.rmem_max
			{unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, burst}, // with CAP_NET_ADMIN
		})
		held = buffer(socket)
	}
	return held
}

// buffer is how many bytes a socket takes before they are read.
func buffer(socket syscall.Conn) (held int) {
	raw, err := socket.SyscallConn()
	if err != nil {
		return 0
	}
	_ = raw.Control(func(fd uintptr) {
		held, _ = unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_RCVBUF)
	})
	return held / 2 // socket(7): it says twice what was set
}

// forConnections sets a listening socket up: the system takes little of what a
// connection sends before it is read.
func forConnections(socket syscall.Conn) {
	set(socket, [][3]int{{unix.SOL_SOCKET, unix.SO_RCVBUF, unread}})
}

// set sets options: level, name and value of each.
func set(socket syscall.Conn, options [][3]int) {
	raw, err := socket.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		for _, o := range options {
			_ = unix.SetsockoptInt(int(fd), o[0], o[1], o[2])
		}
	})
}
