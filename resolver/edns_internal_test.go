package resolver

import (
	"encoding/hex"
	"net/netip"
	"testing"
	"time"
)

// TestServerCookie has the vector of RFC 9018 appendix A.1.
func TestServerCookie(t *testing.T) {
	unhex := func(s string) []byte {
		b, err := hex.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	at := time.Unix(1559731985, 0)
	from := netip.MustParseAddr("198.51.100.100")
	client := unhex("2464c4abcf10c957")
	c := cookies{made: at}
	copy(c.now[:], unhex("e5e973e5a6b2a43f48e7dc849e37bfcf"))
	cookie := c.make(client, from, at)
	if got := hex.EncodeToString(cookie); got != "010000005cf79f111f8130c3eee29480" {
		t.Errorf("%s", got)
	}
	for _, tc := range []struct {
		what        string
		client      []byte
		from        netip.Addr
		after       time.Duration
		good, renew bool
	}{
		{"at once", client, from, 0, true, false},
		{"half an hour later", client, from, 31 * time.Minute, true, true},
		{"an hour later", client, from, 61 * time.Minute, false, true},
		{"five minutes before", client, from, -5 * time.Minute, true, false},
		{"six minutes before", client, from, -6 * time.Minute, false, true},
		{"from another address", client, netip.MustParseAddr("198.51.100.101"), 0, false, true},
		{"of another client", unhex("2464c4abcf10c958"), from, 0, false, true},
	} {
		if good, renew := c.check(tc.client, cookie, tc.from, at.Add(tc.after)); good != tc.good || renew != tc.renew {
			t.Errorf("%s: good %v, renew %v", tc.what, good, renew)
		}
	}
	// The secret changes after a day; a cookie of the last minute before it is
	// good for an hour, and is renewed.
	late := at.Add(secretFor - time.Minute)
	cookie = c.make(client, from, late)
	if good, renew := c.check(client, cookie, from, at.Add(secretFor+time.Minute)); !good || !renew {
		t.Errorf("over a change of the secret: good %v, renew %v", good, renew)
	}
	if again := c.make(client, from, late); hex.EncodeToString(again) == hex.EncodeToString(cookie) {
		t.Error("the secret did not change")
	}
	if good, _ := c.check(client, cookie, from, late.Add(59*time.Minute)); !good {
		t.Error("within the hour: not good")
	}
	var another cookies
	if good, _ := another.check(client, c.make(client, from, at), from, at); good {
		t.Error("another server takes it")
	}
}
