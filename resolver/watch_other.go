//go:build !linux

package resolver

import "net"

// watch is a matter of each system's own: elsewhere the runtime waits.
type watch struct{}

func newWatch(*net.UDPConn) *watch { return nil }

func (*watch) wait() {}

func (*watch) end() {}

func (*watch) close() {}
