package resolver

import (
	"time"

	"chainzone/names"
)

// clock tells times apart from what the machine's clock says, which may be set
// while the server runs, and from the monotonic one, which stands still while
// the machine sleeps.
type clock struct{ wall func() time.Time }

// since is how long ago t was, by whichever clock says longer: what is old is
// never taken for new.
func (c clock) since(t time.Time) time.Duration {
	return max(time.Since(t), c.wall().Round(0).Sub(t.Round(0)))
}

// chain is the time that a registration's expiry is compared with, in unix
// seconds: the head's and what passed since it was confirmed, or the machine's if
// that is later. A clock that was set back lets no registration run on; one that
// was set forward shortens TTLs, and what may be stale, but makes no name absent:
// that it is is for the head alone to say.
func (c clock) chain(head names.Head) uint64 {
	passed := max(0, c.since(head.Confirmed))
	return max(min(head.Time, 1<<62)+uint64(passed/time.Second), uint64(max(0, c.wall().Unix())))
}
