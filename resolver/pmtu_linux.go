package resolver

import (
	"net"

	"golang.org/x/sys/unix"
)

// neverFragment has a socket send its datagrams whole or not at all, and believe
// no forged message about a path's MTU: what is sent fits every path. One of the
// two fails on a socket of the other family.
func neverFragment(conn *net.UDPConn) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_IP, unix.IP_MTU_DISCOVER, unix.IP_PMTUDISC_OMIT)
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_IPV6, unix.IPV6_MTU_DISCOVER, unix.IPV6_PMTUDISC_OMIT)
	})
}
