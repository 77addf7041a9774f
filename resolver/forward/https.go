package forward

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/miekg/dns"
)

const messageType = "application/dns-message" // RFC 8484 section 6

// doh asks over HTTPS.
type doh struct {
	url    string
	fresh  func() *http.Client
	mu     sync.Mutex
	client *http.Client
	old    *http.Client // the one before, nil if there was none
}

func newDoH(a Address, config *tls.Config, dial func(context.Context, string) (net.Conn, error)) *doh {
	fresh := func() *http.Client {
		return &http.Client{
			Transport: &http.Transport{
				DialContext:            func(ctx context.Context, network, _ string) (net.Conn, error) { return dial(ctx, network) },
				TLSClientConfig:        config.Clone(),
				TLSHandshakeTimeout:    tryLimit,
				ForceAttemptHTTP2:      true,
				HTTP2:                  &http.HTTP2Config{SendPingTimeout: 5 * time.Second, PingTimeout: time.Second}, // to find out that a connection is dead
				DisableCompression:     true,
				MaxResponseHeaderBytes: 16 << 10,
				MaxIdleConnsPerHost:    keptStreams,
				IdleConnTimeout:        time.Minute,
			},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	return &doh{url: "https://" + hostPort(a.Host, a.Port) + a.Path, fresh: fresh, client: fresh()}
}

// forget has the next question take a new connection. Those under way keep theirs.
func (d *doh) forget() {
	d.close()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.client, d.old = d.fresh(), d.client
}

// close closes the connections that no question uses.
func (d *doh) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.client.CloseIdleConnections()
	if d.old != nil {
		d.old.CloseIdleConnections()
	}
}

func (d *doh) exchange(ctx context.Context, q *dns.Msg, b Budget) (*dns.Msg, error) {
	packed, err := q.Pack()
	if err != nil {
		return nil, err
	}
	response, err := d.post(ctx, packed, b)
	if err != nil && ctx.Err() == nil { // a connection may have been closed just then
		response, err = d.post(ctx, packed, b)
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }() // read, or given up
	if kind, _, err := mime.ParseMediaType(response.Header.Get("Content-Type")); response.StatusCode != http.StatusOK || err != nil || kind != messageType {
		return nil, fmt.Errorf("HTTP status %d with content type %q", response.StatusCode, response.Header.Get("Content-Type"))
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, dns.MaxMsgSize+1))
	if err != nil {
		return nil, err
	}
	if err := b.Receive(len(body)); err != nil {
		return nil, &spentError{err}
	}
	if len(body) > dns.MaxMsgSize {
		return nil, fmt.Errorf("a reply of more than %d bytes", dns.MaxMsgSize)
	}
	r := new(dns.Msg)
	if err := r.Unpack(body); err != nil {
		return nil, fmt.Errorf("a reply that cannot be read: %w", err)
	}
	if !fits(r, q) {
		return nil, errors.New("a reply to another question")
	}
	return r, nil
}

func (d *doh) post(ctx context.Context, packed []byte, b Budget) (*http.Response, error) {
	if err := b.Ask(); err != nil {
		return nil, &spentError{err}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, d.url, bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", messageType)
	request.Header.Set("Accept", messageType)
	d.mu.Lock()
	client := d.client
	d.mu.Unlock()
	return client.Do(request)
}
