package forward_test

import (
	"context"
	"net"
	"testing"
	"testing/synctest"

	"github.com/miekg/dns"

	"chainzone/resolver/forward"
)

// virtually runs f in virtual time, where no answer is late, so that each question
// can be counted: with a group whose only upstream answers so over UDP and TCP.
func virtually(t *testing.T, answer dns.HandlerFunc, f func(t *testing.T, s *server, g *forward.Group)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, g := new(server), group(t, forward.Config{}, "192.0.2.1")
		g.Open(func(_ context.Context, network, _ string) (net.Conn, error) {
			near, far := net.Pipe()
			go s.answer(&pipeEnd{Conn: far, network: network}, answer)
			return near, nil
		})
		f(t, s, g)
	})
}

// answer answers what comes through a pipe until the other side closes it.
func (s *server) answer(p *pipeEnd, answer dns.HandlerFunc) {
	defer p.Close()
	for buf := make([]byte, dns.MaxMsgSize); ; {
		n, err := p.messages().Read(buf)
		q := new(dns.Msg)
		if err != nil || q.Unpack(buf[:n]) != nil {
			return
		}
		s.mu.Lock()
		s.seen, s.from = append(s.seen, q.Copy()), append(s.from, p.RemoteAddr())
		s.mu.Unlock()
		answer(p, q)
	}
}

// pipeEnd is what a DNS handler writes its reply to.
type pipeEnd struct {
	dns.ResponseWriter // nil: no more of it is used
	net.Conn
	network string
}

func (p *pipeEnd) RemoteAddr() net.Addr {
	if p.network == "udp" {
		return new(net.UDPAddr)
	}
	return new(net.TCPAddr)
}

func (*pipeEnd) LocalAddr() net.Addr { return nil }

func (p *pipeEnd) Close() error { return p.Conn.Close() }

func (p *pipeEnd) WriteMsg(m *dns.Msg) error {
	data, err := m.Pack()
	if err != nil {
		return err
	}
	_, err = p.Write(data)
	return err
}

func (p *pipeEnd) Write(data []byte) (int, error) { return p.messages().Write(data) }

// messages are framed over TCP.
func (p *pipeEnd) messages() net.Conn {
	if p.network == "udp" {
		return p.Conn
	}
	return &dns.Conn{Conn: p.Conn}
}
