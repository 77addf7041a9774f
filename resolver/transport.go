package resolver

import "context"

// Transport is how a query came.
type Transport uint8

// The transports.
const (
	UDP    Transport = iota
	TCP              // RFC 7766
	TLS              // RFC 7858
	HTTPS            // RFC 8484
	QUIC             // RFC 9250
	Direct           // a caller in this process
)

func (t Transport) String() string {
	return [...]string{"udp", "tcp", "tls", "https", "quic", "direct"}[t]
}

// size is the most bytes of a reply; over UDP the client says how many.
func (t Transport) size(udp, stream int) int {
	if t == UDP {
		return udp
	}
	return stream
}

// kept says whether the client may be told how long an idle connection is kept:
// RFC 7828, which HTTP and QUIC have ways of their own for.
func (t Transport) kept() bool { return t == TCP || t == TLS }

// encrypted says whether the length of a reply is all that who listens learns.
func (t Transport) encrypted() bool { return t == TLS || t == HTTPS || t == QUIC }

// answerFunc answers one message, or does not where none may be sent.
type answerFunc func(packet []byte, from Client, send func([]byte) error)

// listener is one socket of the server.
type listener interface {
	serve(ctx context.Context) error // until drain, or until it fails
	drain(ctx context.Context)       // accept nothing more, and answer what was accepted
	close()                          // without serving
}
