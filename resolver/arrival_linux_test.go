package resolver

import (
	"net"
	"testing"
	"time"
)

// TestArrival: a datagram says for how long it lay in its socket, over either family.
func TestArrival(t *testing.T) {
	for _, at := range []string{"127.0.0.1:0", "[::1]:0", "0.0.0.0:0", "[::]:0"} {
		conn, err := net.ListenPacket("udp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		d := newDatagrams(conn.(*net.UDPConn))
		client, err := net.Dial("udp", conn.LocalAddr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		const lay = 20 * time.Millisecond
		buf := make([]byte, 10)
		var back route
		var waited time.Duration
		for try := 0; waited < lay/2; try++ { // the system begins to note a moment after it was asked to
			began := time.Now()
			if _, err := client.Write([]byte("ab")); err != nil {
				t.Fatal(err)
			}
			time.Sleep(lay)
			var n int
			n, back, waited, err = d.read(buf)
			if err != nil || n != 2 || waited > time.Since(began)+time.Millisecond || try == 100 {
				t.Fatalf("%s: %d bytes waited for %v: %v", at, n, waited, err)
			}
		}
		if err := d.write([]byte("xyz"), back); err != nil {
			t.Errorf("%s: %v", at, err)
		}
		client.SetReadDeadline(time.Now().Add(5 * time.Second))
		if n, err := client.Read(buf); err != nil || n != 3 {
			t.Errorf("%s: %d, %v", at, n, err)
		}
	}
}
