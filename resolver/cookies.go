package resolver

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"
	"net/netip"
	"sync"
	"time"

	"github.com/dchest/siphash"
)

// DNS cookies: RFC 7873 section 4, RFC 9018 section 4.3.
const (
	clientCookieBytes = 8
	serverCookieBytes = 16
	leastServerCookie = 8 // of any server's
	mostServerCookie  = 32
	cookiePast        = time.Hour
	cookieFuture      = 5 * time.Minute
	cookieRenew       = 30 * time.Minute
	secretFor         = 24 * time.Hour // then a new one; the old one is good for cookiePast more
)

// cookies makes and checks the server's cookies. Its secrets live in memory
// only: after a restart clients get a new cookie.
type cookies struct {
	mu       sync.Mutex
	now, old [16]byte
	made     time.Time
}

// secrets are the present secret and, for an hour, the one before.
func (c *cookies) secrets(at time.Time) (now, old [16]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.made.IsZero() || at.Sub(c.made) > secretFor {
		c.old = c.now
		if c.made.IsZero() {
			_, _ = rand.Read(c.old[:]) // never fails: crypto/rand
		}
		_, _ = rand.Read(c.now[:])
		c.made = at
	}
	if at.Sub(c.made) > cookiePast {
		return c.now, c.now
	}
	return c.now, c.old
}

func serverHash(secret [16]byte, client, head []byte, from netip.Addr) []byte {
	input := append(append(append([]byte{}, client...), head...), from.Unmap().WithZone("").AsSlice()...)
	sum := siphash.Hash(binary.LittleEndian.Uint64(secret[:8]), binary.LittleEndian.Uint64(secret[8:]), input)
	return binary.LittleEndian.AppendUint64(nil, sum)
}

// check says whether a server cookie is one of ours for this client, and
// whether it is old enough to be replaced.
func (c *cookies) check(client, server []byte, from netip.Addr, at time.Time) (good, renew bool) {
	if len(server) != serverCookieBytes || server[0] != 1 {
		return false, true
	}
	stamp := time.Duration(int32(uint32(at.Unix())-binary.BigEndian.Uint32(server[4:8]))) * time.Second // RFC 1982 arithmetic
	if stamp > cookiePast || stamp < -cookieFuture {
		return false, true
	}
	now, old := c.secrets(at)
	for _, secret := range [][16]byte{now, old} {
		if subtle.ConstantTimeCompare(serverHash(secret, client, server[:8], from), server[8:]) == 1 {
			return true, stamp > cookieRenew || secret != now
		}
	}
	return false, true
}

func (c *cookies) make(client []byte, from netip.Addr, at time.Time) []byte {
	now, _ := c.secrets(at)
	head := binary.BigEndian.AppendUint32([]byte{1, 0, 0, 0}, uint32(at.Unix()))
	return append(head, serverHash(now, client, head, from)...)
}
