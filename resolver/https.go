package resolver

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"sync"

	"github.com/miekg/dns"
)

const (
	messageType   = "application/dns-message" // RFC 8484 section 6
	maxHeaderHTTP = 16 << 10                  // bytes
)

// DefaultHTTPPath is where queries are answered over HTTPS.
const DefaultHTTPPath = "/dns-query"

// httpsListener answers queries over HTTP/2 and HTTP/1.1: RFC 8484.
type httpsListener struct {
	server   *http.Server
	listener net.Listener
	path     string
	slots    *inFlight
	answer   answerFunc
}

func newHTTPSListener(l net.Listener, path string, slots *inFlight, answer answerFunc, log *slog.Logger) *httpsListener {
	out := &httpsListener{listener: l, path: path, slots: slots, answer: answer}
	out.server = &http.Server{
		Handler:           out,
		ReadHeaderTimeout: firstByte,
		ReadTimeout:       firstByte + rest,
		WriteTimeout:      queryTime + rest,
		IdleTimeout:       idle,
		MaxHeaderBytes:    maxHeaderHTTP,
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: maxPipelined,
			// The least that the protocol has: 16 KiB of a frame, 64 KiB of a connection.
			MaxReadFrameSize:              1 << 14,
			MaxReceiveBufferPerConnection: 1 << 16,
			MaxReceiveBufferPerStream:     2 * maxQuery,
		},
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, givenUpKey{}, &httpConn{Conn: c})
		},
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	return out
}

func (l *httpsListener) serve(context.Context) error {
	if err := l.server.Serve(l.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve HTTPS: %w", err)
	}
	return nil
}

func (l *httpsListener) drain(ctx context.Context) {
	if l.server.Shutdown(ctx) != nil {
		_ = l.server.Close() // what is left has had its time
	}
}

func (l *httpsListener) close() { _ = l.listener.Close() }

type givenUpKey struct{} // of a connection's context

// httpConn is what is known of a connection.
type httpConn struct {
	net.Conn
	givenUp givenUp
}

// ServeHTTP answers one request.
func (l *httpsListener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, ok := r.Context().Value(givenUpKey{}).(*httpConn)
	if !ok {
		conn = new(httpConn)
	}
	if conn.givenUp.most() {
		// The connection ends when what was asked until now is answered: over HTTP/2,
		// by GOAWAY.
		w.Header().Set("Connection", "close")
	}
	// Under load, a stream that was reset is gone when its turn comes: it costs no more.
	if r.Context().Err() == nil && l.reply(w, r) && r.Context().Err() == nil {
		conn.givenUp.less()
		asks(conn.Conn)
		return
	}
	conn.givenUp.more()
}

// reply says whether there was a query.
func (l *httpsListener) reply(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != l.path {
		http.NotFound(w, r)
		return false
	}
	packet, status, err := queryOf(w, r)
	if err != nil {
		http.Error(w, err.Error(), status)
		return false
	}
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		http.Error(w, "no address", http.StatusBadRequest)
		return false
	}
	if !l.slots.enter(HTTPS) {
		http.Error(w, "too many queries are in flight", http.StatusServiceUnavailable)
		return true
	}
	// A client that does not take its reply keeps no slot from others.
	leave := sync.OnceFunc(func() { l.slots.leave(HTTPS) })
	defer leave()
	answered := false
	l.answer(packet, Client{Addr: from.Addr(), Transport: HTTPS}, func(reply []byte) error {
		leave()
		answered = true
		w.Header().Set("Content-Type", messageType)
		w.Header().Set("Cache-Control", freshness(reply))
		_, err := w.Write(reply)
		return err
	})
	if !answered {
		http.Error(w, "this is no DNS query", http.StatusBadRequest)
	}
	return answered
}

// queryOf is the query of a request, or the status that says what is wrong.
func queryOf(w http.ResponseWriter, r *http.Request) (packet []byte, status int, err error) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		text := r.URL.Query().Get("dns")
		switch {
		case text == "":
			return nil, http.StatusBadRequest, errors.New("the parameter dns is missing: RFC 8484 section 4.1")
		case base64.RawURLEncoding.DecodedLen(len(text)) > maxQuery:
			return nil, http.StatusRequestURITooLong, errLongQuery
		}
		if packet, err = base64.RawURLEncoding.DecodeString(text); err != nil {
			return nil, http.StatusBadRequest, errors.New("the parameter dns is not base64url without padding: RFC 8484 section 6")
		}
		return packet, 0, nil
	case http.MethodPost:
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != messageType {
			return nil, http.StatusUnsupportedMediaType, errors.New("the content type is not " + messageType)
		}
		if r.ContentLength > maxQuery { // not even read
			return nil, http.StatusRequestEntityTooLarge, errLongQuery
		}
		packet, err = io.ReadAll(http.MaxBytesReader(w, r.Body, maxQuery))
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, http.StatusRequestEntityTooLarge, errLongQuery
		}
		if err != nil {
			return nil, http.StatusBadRequest, errors.New("the query could not be read")
		}
		return packet, 0, nil
	}
	w.Header().Set("Allow", "GET, HEAD, POST")
	return nil, http.StatusMethodNotAllowed, errors.New("use GET or POST: RFC 8484 section 4.1")
}

// freshness is for how long an HTTP cache may keep a reply: the least TTL of
// its answer, or of the SOA that says there is none (RFC 8484 section 5.1).
func freshness(reply []byte) string {
	m := new(dns.Msg)
	if m.Unpack(reply) != nil || m.Rcode != dns.RcodeSuccess && m.Rcode != dns.RcodeNameError {
		return "no-store"
	}
	least, found := uint32(0), false
	for _, rr := range append(m.Answer, m.Ns...) {
		if ttl := rr.Header().Ttl; !found || ttl < least {
			least, found = ttl, true
		}
	}
	if !found {
		return "no-store"
	}
	return fmt.Sprintf("max-age=%d", least)
}
