//go:build !linux

package resolver

import "syscall"

// forDatagrams and forConnections are a matter of each system's own; replies are
// small enough.
func forDatagrams(syscall.Conn) {}

func forConnections(syscall.Conn) {}
