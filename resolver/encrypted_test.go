package resolver_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
	"github.com/quic-go/quic-go"

	"chainzone/resolver"
	"chainzone/zone"
)

// encrypted is a server on every encrypted transport, and what a client needs.
func encrypted(t *testing.T) (*resolver.Server, *tls.Config) {
	t.Helper()
	authority := httptest.NewTLSServer(nil)
	authority.Close()
	pool := x509.NewCertPool()
	pool.AddCert(authority.Certificate())
	s := newSource(t)
	s.set("alice.chain", "@ 60 A 192.0.2.1\n", inAYear())
	port := []string{"127.0.0.1:0"}
	server, err := resolver.New(resolver.Config{
		Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: s}},
		Encrypted: resolver.Encrypted{TLS: port, HTTPS: port, QUIC: port, Certificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return &authority.TLS.Certificates[0], nil
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return server, &tls.Config{RootCAs: pool, ServerName: "example.com"}
}

func padded(name string) *dns.Msg {
	q := question(name)
	q.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_PADDING{Padding: make([]byte, 20)}}
	return q
}

// alice fails the test unless a reply is the address of alice.chain, padded.
func alice(t *testing.T, how string, packed []byte, err error) {
	t.Helper()
	m := new(dns.Msg)
	if err == nil {
		err = m.Unpack(packed)
	}
	if err != nil || len(m.Answer) != 1 || m.Answer[0].(*dns.A).A.String() != "192.0.2.1" || !m.Authoritative {
		t.Errorf("%s: %v: %v", how, err, m)
	}
	if len(packed)%468 != 0 {
		t.Errorf("%s: %d bytes are not padded", how, len(packed))
	}
}

func pack(t *testing.T, m *dns.Msg) []byte {
	t.Helper()
	data, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func prefixed(data []byte) []byte {
	return append(binary.BigEndian.AppendUint16(nil, uint16(len(data))), data...)
}

// TestTLS: RFC 7858, several queries on one connection, with padding.
func TestTLS(t *testing.T) {
	server, config := encrypted(t)
	conn, err := tls.Dial("tcp", server.AddrsOf(resolver.TLS)[0].String(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	conn.Write(append(prefixed(pack(t, padded("alice.chain."))), prefixed(pack(t, padded("alice.chain.")))...))
	for range 2 {
		var length [2]byte
		io.ReadFull(conn, length[:])
		reply := make([]byte, binary.BigEndian.Uint16(length[:]))
		_, err = io.ReadFull(conn, reply)
		alice(t, "TLS", reply, err)
	}
}

// TestHTTPS: RFC 8484 by both methods and versions, and the status of what is
// not a query.
func TestHTTPS(t *testing.T) {
	server, config := encrypted(t)
	base := "https://" + server.AddrsOf(resolver.HTTPS)[0].String()
	query := pack(t, padded("alice.chain."))
	for _, version := range []int{1, 2} {
		transport := &http.Transport{TLSClientConfig: config.Clone(), ForceAttemptHTTP2: version == 2}
		if version == 1 {
			transport.TLSClientConfig.NextProtos = []string{"http/1.1"}
		}
		client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
		defer client.CloseIdleConnections()
		do := func(method, path, kind string, body []byte) (int, http.Header, []byte) {
			t.Helper()
			r, err := http.NewRequest(method, base+path, bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if kind != "" {
				r.Header.Set("Content-Type", kind)
			}
			response, err := client.Do(r)
			if err != nil {
				t.Fatalf("%s %.40s: %v", method, path, err)
			}
			defer response.Body.Close()
			if response.ProtoMajor != version {
				t.Fatalf("HTTP/%d, want %d", response.ProtoMajor, version)
			}
			data, err := io.ReadAll(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			return response.StatusCode, response.Header, data
		}
		const messages = "application/dns-message"
		get := "/dns-query?dns=" + base64.RawURLEncoding.EncodeToString(query)
		for _, tc := range []struct{ method, path, kind string }{{"GET", get, ""}, {"POST", "/dns-query", messages}, {"POST", "/dns-query", messages + "; charset=x"}} {
			var body []byte
			if tc.method == "POST" {
				body = query
			}
			_, header, data := do(tc.method, tc.path, tc.kind, body)
			alice(t, tc.method, data, nil)
			if header.Get("Content-Type") != messages || header.Get("Cache-Control") != "max-age=60" {
				t.Errorf("%s: %v", tc.method, header)
			}
		}
		if status, _, data := do("HEAD", get, "", nil); status != 200 || len(data) > 0 {
			t.Errorf("HEAD: %d", status)
		}
		if _, header, _ := do("POST", "/dns-query", messages, pack(t, question("nobody.chain."))); header.Get("Cache-Control") != "max-age=60" {
			t.Errorf("of a name that is not there: %v", header)
		}
		for _, tc := range []struct {
			method, path, kind string
			body               []byte
			status             int
		}{
			{"GET", "/", "", nil, 404},
			{"PUT", "/dns-query", messages, query, 405},
			{"DELETE", "/dns-query", "", nil, 405},
			{"POST", "/dns-query", "text/plain", query, 415},
			{"POST", "/dns-query", "", query, 415},
			{"POST", "/dns-query", messages, make([]byte, 65536), 413},
			{"GET", "/dns-query", "", nil, 400},
			{"GET", "/dns-query?dns=!", "", nil, 400},
			{"GET", "/dns-query?dns=AAAA", "", nil, 400},
			{"POST", "/dns-query", messages, nil, 400},
		} {
			if status, _, data := do(tc.method, tc.path, tc.kind, tc.body); status != tc.status || len(data) == 0 {
				t.Errorf("HTTP/%d %s %s: %d, want %d", version, tc.method, tc.path, status, tc.status)
			}
		}
		if _, header, _ := do("PUT", "/dns-query", messages, query); header.Get("Allow") == "" {
			t.Error("405 without Allow")
		}
		if version == 1 {
			if status, _, _ := do("GET", "/dns-query?dns="+strings.Repeat("A", 90_000), "", nil); status != 431 {
				t.Errorf("a long GET: %d", status)
			}
		}
	}
}

// TestQUIC: RFC 9250: a stream a query, ids of 0, and connections that are
// closed for what breaks its rules.
func TestQUIC(t *testing.T) {
	server, config := encrypted(t)
	config.NextProtos = []string{"doq"}
	dial := func() *quic.Conn {
		conn, err := quic.DialAddr(t.Context(), server.AddrsOf(resolver.QUIC)[0].String(), config, nil)
		if err != nil {
			t.Fatal(err)
		}
		return conn
	}
	exchange := func(conn *quic.Conn, data []byte) ([]byte, error) {
		stream, err := conn.OpenStreamSync(t.Context())
		if err != nil {
			return nil, err
		}
		stream.SetDeadline(time.Now().Add(10 * time.Second))
		stream.Write(data)
		stream.Close()
		return io.ReadAll(stream)
	}
	q := padded("alice.chain.")
	q.Id = 0
	good := prefixed(pack(t, q))
	conn := dial()
	for range 3 {
		reply, err := exchange(conn, good)
		if len(reply) < 2 {
			t.Fatalf("%v: %x", err, reply)
		}
		alice(t, "QUIC", reply[2:], err)
	}
	conn.CloseWithError(0, "")
	kept := padded("alice.chain.") // RFC 9250 section 5.5.2
	kept.Id = 0
	kept.IsEdns0().Option = append(kept.IsEdns0().Option, &dns.EDNS0_TCP_KEEPALIVE{Code: dns.EDNS0TCPKEEPALIVE})
	q.Id = 7
	for name, bad := range map[string][]byte{
		"an id": prefixed(pack(t, q)), "two queries": append(good[:len(good):len(good)], good...), "half a query": good[:20], "nothing": nil,
		"keepalive": prefixed(pack(t, kept)), "a reply": prefixed(append([]byte{0, 0, 0x80}, make([]byte, 9)...)), "no end": append([]byte{0xff, 0xff}, make([]byte, 100)...),
	} {
		conn := dial()
		reply, err := exchange(conn, bad)
		var closed *quic.ApplicationError
		select {
		case <-conn.Context().Done():
		case <-time.After(10 * time.Second):
		}
		if cause := context.Cause(conn.Context()); len(reply) > 0 || err == nil || !errors.As(cause, &closed) || closed.ErrorCode != 2 {
			t.Errorf("%s: %x, %v, %v", name, reply, err, cause)
		}
	}
}
