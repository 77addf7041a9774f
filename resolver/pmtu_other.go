//go:build !linux

package resolver

import "net"

// neverFragment is a matter of each system's own; replies are small enough.
func neverFragment(*net.UDPConn) {}
