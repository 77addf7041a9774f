package forward

import (
	"slices"
	"sync"
	"time"

	"github.com/miekg/dns"
)

// An upstream that is down rests for 1, 2, 4 to 30 s while others are asked; then a
// probe finds out whether it is back.
const (
	firstRest = time.Second
	longRest  = 30 * time.Second
)

// severalNames is how many names in a row, none of which an upstream has an answer
// to, put it in doubt. One name may have no answer anywhere, and clients choose
// names: so even several prove nothing, but have the upstream probed.
const severalNames = 3

// betweenLines is the least time between two lines of the log that an upstream is down: one
// that comes and goes fills no log.
const betweenLines = time.Minute

// Rcodes are the names that replies are counted by, and Others counts all that have
// none of them.
var Rcodes = []string{"NOERROR", "NXDOMAIN", "YXDOMAIN", "SERVFAIL", "REFUSED", "FORMERR", "NOTIMP", Others}

// Others stands for the response codes that an upstream has little reason to send.
const Others = "other"

// health is what is known of an upstream from the questions it was asked.
type health struct {
	mu      sync.Mutex
	since   time.Time     // it is down from then, zero if it is not
	rest    time.Duration // for so long it is not probed
	heard   time.Time     // its last answer came
	rtt     time.Duration // smoothed, 0 if it never answered
	probing bool          // somebody finds out whether it is well
	failing []string      // names without an answer since then, severalNames at most

	answers, failures uint64            // since the start
	replies           map[string]uint64 // the same, by Rcodes
	said              bool              // the log has that it is down
	told              time.Time         // when it last had
}

// resting reports whether the upstream is down, and how long it is not probed yet.
func (h *health) resting(now time.Time) (left time.Duration, down bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.since.IsZero() {
		return 0, false
	}
	return max(0, h.since.Add(h.rest).Sub(now)), true
}

// doubtful reports whether several names had no answer, and the probe is not over
// that decides what that means.
func (h *health) doubtful() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.probing && len(h.failing) == severalNames
}

// probe takes the right to find out whether the upstream is well: one at a time has
// it, until done.
func (h *health) probe() (done func(), ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.probing {
		return nil, false
	}
	h.probing = true
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.probing = false
	}, true
}

// replied counts a reply.
func (h *health) replied(rcode int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	name := dns.RcodeToString[rcode]
	if !slices.Contains(Rcodes, name) {
		name = Others
	}
	if h.replies == nil {
		h.replies = map[string]uint64{}
	}
	h.replies[name]++
}

// answered takes in how long an answer took: the upstream is well. It returns how
// long it was not, 0 if the log does not have that it was down.
func (h *health) answered(took time.Duration) (down time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answers++
	h.heard = time.Now()
	if h.said {
		down = h.heard.Sub(h.told)
	}
	h.since, h.rest, h.failing, h.said = time.Time{}, 0, nil, false
	if h.rtt == 0 {
		h.rtt = took
	}
	h.rtt += (took - h.rtt) / 8
	return down
}

// failed takes in that a name, in lower case, had no answer, and reports whether the
// upstream is in doubt. It is not if it had answers to others meanwhile, and of one
// that is down more is not to be learnt so.
func (h *health) failed(name string, asked time.Time) (doubtful bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failures++
	if asked.Before(h.heard) || !h.since.IsZero() {
		return false
	}
	if len(h.failing) < severalNames && !slices.Contains(h.failing, name) {
		h.failing = append(h.failing, name)
	}
	return len(h.failing) == severalNames
}

// down has the upstream rest, longer each time that it is found to be down after a
// rest. Of many questions that were under way together, only the first to find that
// out counts. tell is whether the log is to have it.
func (h *health) down(asked, now time.Time) (counts, tell bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if asked.Before(h.heard) || !h.since.IsZero() && (asked.Before(h.since) || now.Before(h.since.Add(h.rest))) {
		return false, false
	}
	h.rest = min(max(2*h.rest, firstRest), longRest)
	h.since, h.failing = now, nil
	if tell = !h.said && (h.told.IsZero() || now.Sub(h.told) >= betweenLines); tell {
		h.said, h.told = true, now
	}
	return true, tell
}

// speed is the smoothed time of an answer, 0 if there was none.
func (h *health) speed() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.rtt
}

// Health is how an upstream is doing.
type Health struct {
	Upstream string // as configured
	Up       bool
	Rest     time.Duration // until it is probed, if it is not up
	Speed    time.Duration // of its answers of late, 0 if there was none

	Answers, Failures uint64            // since the start
	Replies           map[string]uint64 // since the start, by each of Rcodes
}

// Health is that of each upstream at a time.
func (g *Group) Health(now time.Time) (list []Health) {
	for _, u := range g.upstreams {
		list = append(list, u.health.report(u.String(), now))
	}
	return list
}

func (h *health) report(upstream string, now time.Time) Health {
	left, down := h.resting(now)
	h.mu.Lock()
	defer h.mu.Unlock()
	replies := map[string]uint64{}
	for _, name := range Rcodes {
		replies[name] = h.replies[name]
	}
	return Health{Upstream: upstream, Up: !down, Rest: left, Speed: h.rtt, Answers: h.answers, Failures: h.failures, Replies: replies}
}
