package resolver

import (
	"encoding/binary"
	"errors"
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// watch is how a thread waits for a socket's datagrams: the system wakes it, whatever
// the runtime is about. The runtime's own poller would have to be waited for first.
type watch struct {
	socket syscall.RawConn
	over   int // an event's descriptor: it is there from end on
}

// newWatch is nil, which waits for nothing, where the system has none to give.
func newWatch(conn *net.UDPConn) *watch {
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil
	}
	over, err := unix.Eventfd(0, unix.EFD_CLOEXEC)
	if err != nil {
		return nil
	}
	return &watch{raw, over}
}

// wait returns when there is a datagram, or after end.
func (w *watch) wait() {
	if w == nil {
		return
	}
	_ = w.socket.Control(func(fd uintptr) {
		list := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}, {Fd: int32(w.over), Events: unix.POLLIN}}
		for {
			if _, err := unix.Poll(list, -1); !errors.Is(err, unix.EINTR) {
				return
			}
		}
	})
}

// end has wait return at once from now on.
func (w *watch) end() {
	if w != nil {
		_, _ = unix.Write(w.over, binary.NativeEndian.AppendUint64(nil, 1))
	}
}

// close gives the event back, once nobody waits any more.
func (w *watch) close() {
	if w != nil {
		_ = unix.Close(w.over)
	}
}
