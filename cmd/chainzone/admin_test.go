package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"regexp"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/resolver"
	"chainzone/zone"
)

// broken is a source that panics, or whose reads do not come back until it is let go.
type broken struct {
	panics atomic.Bool
	gate   chan struct{}
}

func (b *broken) Node(zone.Name) names.Node { return names.Node{} }

func (b *broken) Head() (names.Head, error) {
	if b.panics.Load() {
		panic("a test")
	}
	return names.Head{Confirmed: time.Now()}, nil
}

func (b *broken) Read(ctx context.Context, _ []zone.Name) ([]names.Reading, error) {
	select {
	case <-b.gate:
	case <-ctx.Done():
	}
	return nil, names.ErrUnreachable
}

func (b *broken) Follow(ctx context.Context, _ func(names.Change)) error {
	<-ctx.Done()
	return ctx.Err()
}

func (b *broken) Position() (names.Position, bool) { return names.Position{}, false }

func (b *broken) Resume(names.Position) {}

// TestRareMetrics: a query that panicked, and those above the number that are
// answered at a time, are counted.
func TestRareMetrics(t *testing.T) {
	source := &broken{gate: make(chan struct{})}
	a := newAdmin("127.0.0.1:0")
	server, err := resolver.New(resolver.Config{
		Listen: []string{"127.0.0.1:0"}, Origins: []resolver.Origin{{Name: zone.MustParseName("chain"), Source: source}}, Observe: a.query,
		Limits: resolver.Limits{Exempt: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}, // all come from one address
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Listen(); err != nil {
		t.Fatal(err)
	}
	a.server, a.clients = server, func() []*chain.Client { return nil }
	a.measure()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- server.Run(ctx) }()
	defer func() { cancel(); <-done }()
	value := func(name string) float64 {
		t.Helper()
		w := httptest.NewRecorder()
		a.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1/metrics", http.NoBody))
		text, err := io.ReadAll(w.Result().Body)
		if err != nil {
			t.Fatal(err)
		}
		m := regexp.MustCompile(`(?m)^` + name + ` (\S+)$`).FindSubmatch(text)
		if m == nil {
			t.Fatalf("%s is not there:\n%s", name, text)
		}
		n, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	conn, err := net.Dial("udp", server.Addrs()[0].String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	query, err := new(dns.Msg).SetQuestion("alice.chain.", dns.TypeA).Pack()
	if err != nil {
		t.Fatal(err)
	}
	source.panics.Store(true)
	if _, err := conn.Write(query); err != nil {
		t.Fatal(err)
	}
	conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := conn.Read(make([]byte, 512)); err != nil {
		t.Fatal(err)
	}
	if got := value("chainzone_query_panics_total"); got != 1 {
		t.Errorf("%v queries are counted as panicked", got)
	}
	source.panics.Store(false)
	defer close(source.gate)
	for deadline := time.Now().Add(20 * time.Second); server.Stats().Dropped == 0; {
		conn.Write(query)
		if time.Now().After(deadline) {
			t.Fatalf("%d in flight", server.Stats().InFlight)
		}
	}
	// The first of them may have waited for long enough by now.
	if dropped, inFlight := value("chainzone_dropped_queries_total"), value("chainzone_queries_in_flight"); dropped < 1 || inFlight < 1024 || inFlight > 4096 {
		t.Errorf("%v are counted as dropped, %v in flight", dropped, inFlight)
	}
}

// TestUnready: who can answer for neither a chain nor a forwarded zone is not
// ready; an upstream whose rest is over may be back.
func TestUnready(t *testing.T) {
	const closed = "127.0.0.1:1" // the system gives this port to nobody who asks for any
	server, err := resolver.New(resolver.Config{Forward: []resolver.Forward{{Zone: zone.Root, Upstreams: []string{closed}}}})
	if err != nil {
		t.Fatal(err)
	}
	reasons := func() []string { return unready(nil, server.Upstreams()) }
	if got := reasons(); len(got) > 0 {
		t.Errorf("at the start: %q", got)
	}
	var failed []string
	for i := range 5 { // its rests grow, so that one lasts until it is looked at
		q := new(dns.Msg).SetQuestion(fmt.Sprintf("www%d.example.", i), dns.TypeA)
		server.Answer(t.Context(), q, resolver.Client{Addr: netip.IPv6Loopback()})
		if failed = reasons(); len(failed) > 0 {
			break
		}
	}
	if len(failed) != 1 || failed[0] != ".: every upstream failed a moment ago" {
		t.Errorf("after a failure: %q", failed)
	}
	for deadline := time.Now().Add(time.Minute); len(reasons()) > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never is again")
		}
	}
}

// TestAdminConnections (T40): the admin server has 16 connections at a time. One more
// waits until another ends, and a request that is refused keeps none.
func TestAdminConnections(t *testing.T) {
	a := newAdmin("127.0.0.1:0")
	var err error
	if a.listener, err = net.Listen("tcp", a.address); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); a.serve(ctx, slog.New(slog.DiscardHandler)) }()
	defer func() { cancel(); <-done }()
	dial := func() net.Conn {
		t.Helper()
		conn, err := net.Dial("tcp", a.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return conn
	}
	ask := func(conn net.Conn, header string, wait time.Duration) (status int) {
		t.Helper()
		if _, err := fmt.Fprintf(conn, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n", header); err != nil {
			t.Fatal(err)
		}
		conn.SetReadDeadline(time.Now().Add(wait))
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			return 0
		}
		defer response.Body.Close()
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			t.Fatal(err)
		}
		return response.StatusCode
	}
	const long = 10 * time.Second
	for i := range 2 * adminConnections {
		if status := ask(dial(), "Sec-Fetch-Site: cross-site\r\n", long); status != http.StatusForbidden {
			t.Fatalf("a page's request %d: %d", i, status)
		}
	}
	var conns []net.Conn
	for i := range adminConnections {
		conns = append(conns, dial())
		if status := ask(conns[i], "", long); status != http.StatusOK {
			t.Fatalf("connection %d: %d", i, status)
		}
	}
	more := dial()
	if status := ask(more, "", 200*time.Millisecond); status != 0 {
		t.Errorf("one too many: %d", status)
	}
	conns[0].Close()
	more.SetReadDeadline(time.Now().Add(long))
	response, err := http.ReadResponse(bufio.NewReader(more), nil)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("where there is room: %v, %v", response, err)
	}
	response.Body.Close()
}
