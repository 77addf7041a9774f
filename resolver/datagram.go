package resolver

import (
	"net"
	"net/netip"
	"time"

	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

// datagrams is a UDP socket whose replies leave from the address that was asked.
type datagrams struct {
	conn    *net.UDPConn
	any     bool   // it has every address of the machine
	control []byte // room for a datagram's control messages
	held    int    // bytes that the system holds before they are read
}

// route is the way back to who sent a datagram.
type route struct {
	to     netip.AddrPort
	source []byte // a control message: the address that was asked
}

// from is the client's address.
func (r route) from() netip.Addr { return r.to.Addr().Unmap() }

func newDatagrams(conn *net.UDPConn) datagrams {
	d := datagrams{conn: conn, any: addrOf(conn.LocalAddr()).IsUnspecified(), control: make([]byte, 128)}
	if d.any { // One of the two fails on a socket of the other family.
		_ = ipv4.NewPacketConn(conn).SetControlMessage(ipv4.FlagDst, true)
		_ = ipv6.NewPacketConn(conn).SetControlMessage(ipv6.FlagDst, true)
	}
	d.held = forDatagrams(conn)
	return d
}

// read takes the next datagram, for one caller at a time. waited is for how long it
// had lain in the socket, 0 where the system does not say.
func (d datagrams) read(buf []byte) (n int, r route, waited time.Duration, err error) {
	n, size, _, from, err := d.conn.ReadMsgUDPAddrPort(buf, d.control)
	if err != nil {
		return 0, route{}, 0, err
	}
	control := d.control[:size]
	r.to = from
	if d.any {
		r.source = sourceOf(control)
	}
	if at, ok := arrival(control); ok { // a clock that was set meanwhile says nothing
		waited = min(max(time.Duration(time.Now().UnixNano()-at), 0), time.Second)
	}
	return n, r, waited, nil
}

func (d datagrams) write(reply []byte, r route) error {
	_, _, err := d.conn.WriteMsgUDPAddrPort(reply, r.source, r.to)
	return err
}

// sourceOf makes a control message that sends from the address that one which came
// was sent to.
func sourceOf(control []byte) []byte {
	var six ipv6.ControlMessage
	if six.Parse(control) == nil && six.Dst != nil && six.Dst.To4() == nil {
		return (&ipv6.ControlMessage{Src: six.Dst}).Marshal()
	}
	dst := six.Dst
	if dst == nil {
		var four ipv4.ControlMessage
		if four.Parse(control) != nil || four.Dst == nil {
			return nil
		}
		dst = four.Dst
	}
	return (&ipv4.ControlMessage{Src: dst}).Marshal()
}
