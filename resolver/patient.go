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
	turns chan struct{} // one for each that signs
}

func newPatient(c *tls.Certificate, turns chan struct{}) (*tls.Certificate, error) {
	key, ok := c.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, errors.New("the certificate's key cannot sign: use an RSA, ECDSA or Ed25519 key")
	}
	out := *c
	out.PrivateKey = patient{key, turns}
	return &out, nil
}

// Sign waits its turn.
func (p patient) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	p.turns <- struct{}{}
	defer func() { <-p.turns }()
	return p.Signer.Sign(rand, digest, opts)
}
