package resolver

import (
	"crypto"
	"crypto/tls"
	"errors"
	"io"
)

// patient is a certificate's key that signs at most so many handshakes at a
// time: the dearest thing that a stranger can have the server do leaves half of
// the processors to queries.
type patient struct {
	crypto.Signer
	turn func() (done func()) // waits until it may sign
}

func newPatient(c *tls.Certificate, turn func() (done func())) (*tls.Certificate, error) {
	key, ok := c.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, errors.New("the certificate's key cannot sign: use an RSA, ECDSA or Ed25519 key")
	}
	out := *c
	out.PrivateKey = patient{key, turn}
	return &out, nil
}

// Sign waits its turn.
func (p patient) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	defer p.turn()()
	return p.Signer.Sign(rand, digest, opts)
}
