package integration

import (
	"fmt"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/net/ipv4"
)

const forgedAddresses = "UDP from forged addresses"

const perNetwork = 16 // addresses of a /24

// forged is a storm of queries over UDP, each from an address of its own, one
// network after another; what comes back to them is counted.
func (s *storm) forged() (got forgery, err error) {
	conn, err := net.ListenPacket("udp4", "0.0.0.0:0")
	if err != nil {
		return got, err
	}
	defer conn.Close()
	server, err := netip.ParseAddrPort(s.At["udp"])
	if err != nil {
		return got, err
	}
	to := net.UDPAddrFromAddrPort(server)
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			n, _, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			got.Received += n
			if buf[2]&2 != 0 {
				got.Truncated++
			} else {
				got.Answered++
			}
		}
	}()
	p := ipv4.NewPacketConn(conn)
	for i := range s.Clients {
		network, host := i/perNetwork, i%perNetwork
		n, err := p.WriteTo(s.query, &ipv4.ControlMessage{Src: net.IPv4(127, byte(1+network>>8), byte(network), byte(1+host))}, to)
		if err != nil {
			return got, fmt.Errorf("send %d: %w", i, err)
		}
		got.Sent += n
		if i%40 == 39 { // what one core answers beside it: above that the socket is full, and a lottery
			time.Sleep(time.Millisecond)
		}
	}
	time.Sleep(time.Second) // the last replies come
	conn.SetReadDeadline(time.Unix(1, 0))
	<-done
	return got, nil
}

// forgery is what the clients of a forged storm sent and got, in bytes and
// replies.
type forgery struct{ Sent, Received, Answered, Truncated int }

// TestF14Forged (F14, T36): a flood from many forged addresses, 1,000,000 with
// CHAINZONE_SOAK, gets its networks' share, hints to use TCP and less than it
// sent; the server's memory stays as it is, and clients that have a cookie (and ask
// again: a socket that is full takes nobody's datagrams), or use TCP, are answered.
// CHAINZONE_SOAK also measures by how much they are slower: less than twice as much as
// by the same flood at another server of the machine.
func TestF14Forged(t *testing.T) {
	t.Parallel()
	sources := 48_000
	if soaking() {
		sources = 1_000_000
	}
	d := startDevnet(t, "--no-dns")
	text := fmt.Sprintf("version: 1\nlisten: [\"127.0.0.1:0\"]\nlimits: {queries: 2, exempt: [\"127.0.0.1/32\"]}\norigins: [{deployment: %q}]\n", d.Deployment)
	p, at := configured(t, text)
	_, elsewhere := configured(t, text)
	cert, _ := secrets(t)
	eventually(t, 20*time.Second, "the chain is followed", func() bool { return answersNames("udp", at["udp"], "chain") == nil })
	inquire(t, at["udp"], time.Second)
	before := resident(t, p)
	flood := &storm{Kind: forgedAddresses, Clients: sources, At: at, Cert: cert}
	stop := flood.start(t, false)
	over := make(chan struct{})
	var got forgery
	go func() { defer close(over); stop(&got) }()
	client, lost := new(dns.Client), 0
	cookie := &dns.EDNS0_COOKIE{Code: dns.EDNS0COOKIE, Cookie: "0011223344556677"}
	var most int64
	var slowest time.Duration
	for i := 0; ; i++ {
		q := new(dns.Msg).SetQuestion("hello.chain.", dns.TypeA)
		q.SetEdns0(1232, false)
		q.IsEdns0().Option = []dns.EDNS0{cookie}
		client.Net = []string{"udp", "tcp"}[i%2]
		client.Timeout = []time.Duration{200 * time.Millisecond, 8 * time.Second}[i%2]
		began := time.Now()
		m, _, err := client.Exchange(q, at[client.Net])
		for try := 0; client.Net == "udp" && err != nil && try < 30; try++ { // the socket was full
			lost++
			m, _, err = client.Exchange(q, at[client.Net])
		}
		if err != nil || len(m.Answer) == 0 {
			t.Fatalf("over %s, with a cookie: %v: %v", client.Net, err, m)
		}
		slowest = max(slowest, time.Since(began))
		cookie = m.IsEdns0().Option[0].(*dns.EDNS0_COOKIE)
		most = max(most, resident(t, p)-before)
		select {
		case <-over:
			t.Logf("%d sources sent %d bytes and got %d: %d answers, %d hints; memory %+d MiB; %d other answers, the slowest after %v, %d datagrams lost",
				sources, got.Sent, got.Received, got.Answered, got.Truncated, most>>20, i+1, slowest, lost)
			if got.Truncated == 0 || got.Received > got.Sent || got.Answered > sources/4 {
				t.Errorf("%+v", got)
			}
			if most >= 64<<20 {
				t.Errorf("the server's memory grew by %d MiB", most>>20)
			}
			if !soaking() {
				return
			}
			flood.Clients = 20_000 // half a second
			if _, by := flood.slows(t, p, elsewhere, false, verified(at, cookie.Cookie)); by > 2 {
				t.Errorf("a flood here slows their answers %.1f times as much as one at another server", by)
			}
			return
		default:
		}
	}
}
