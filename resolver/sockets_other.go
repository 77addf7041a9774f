//go:build !linux

package resolver

import "syscall"

// forDatagrams and forConnections are a matter of each system's own; replies are
// small enough. What a system gives a socket is taken to be what was asked for.
func forDatagrams(socket syscall.Conn) (held int) {
	if conn, ok := socket.(interface{ SetReadBuffer(bytes int) error }); ok && conn.SetReadBuffer(burst) != nil {
		return 0
	}
	return burst
}

func forConnections(syscall.Conn) {}
