package resolver

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// arrival is when a datagram with these control messages came, in ns since 1970.
func arrival(control []byte) (at int64, ok bool) {
	for len(control) > 0 {
		header, data, rest, err := unix.ParseOneSocketControlMessage(control)
		if err != nil {
			return 0, false
		}
		if header.Level == unix.SOL_SOCKET && header.Type == unix.SO_TIMESTAMPNS_NEW && len(data) >= 16 { // seconds, ns
			return int64(binary.NativeEndian.Uint64(data))*1e9 + int64(binary.NativeEndian.Uint64(data[8:])), true
		}
		control = rest
	}
	return 0, false
}
