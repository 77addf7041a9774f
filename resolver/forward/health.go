package forward

import (
	"sync"
	"time"
)

// An upstream that fails rests for 1, 2, 4 to 30 s; then one question at a time
// finds out whether it is back.
const (
	firstRest = time.Second
	longRest  = 30 * time.Second
)

// state is whether an upstream can be asked.
type state uint8

const (
	up       state = iota
	resting        // it failed a moment ago
	halfOpen       // its rest is over, and nobody knows yet
)

// health is what is known of an upstream from the questions it was asked.
type health struct {
	mu      sync.Mutex
	since   time.Time     // it rests from then, zero if it does not
	rest    time.Duration // for so long
	heard   time.Time     // its last answer came
	rtt     time.Duration // smoothed, 0 if it never answered
	probing bool          // somebody finds out whether it is back

	answers, failures uint64 // since the start
}

func (h *health) state(now time.Time) state {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.since.IsZero():
		return up
	case now.Before(h.since.Add(h.rest)):
		return resting
	}
	return halfOpen
}

// probe takes the right to ask a half-open upstream: one at a time has it,
// until done.
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

// answered takes in how long an answer took.
func (h *health) answered(took time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answers++
	h.heard = time.Now()
	h.since, h.rest = time.Time{}, 0
	if h.rtt == 0 {
		h.rtt = took
	}
	h.rtt += (took - h.rtt) / 8
}

// failed has it rest, longer each time. Of many questions that were under way
// together, only the first to fail counts; and none does to which nobody had an
// answer, if this upstream had some to others meanwhile: it is not dead.
func (h *health) failed(asked, now time.Time, othersAnswered bool) (counts bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failures++
	if !othersAnswered && asked.Before(h.heard) {
		return false
	}
	if !h.since.IsZero() && asked.Before(h.since) {
		return false
	}
	h.rest = min(max(2*h.rest, firstRest), longRest)
	h.since = now
	return true
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
	Rest     time.Duration // until it is asked again, if it is not up
	Speed    time.Duration // of its answers of late, 0 if there was none

	Answers, Failures uint64 // since the start
}

// Health is that of each upstream at a time.
func (g *Group) Health(now time.Time) (list []Health) {
	for _, u := range g.upstreams {
		list = append(list, u.health.report(u.String(), now))
	}
	return list
}

func (h *health) report(upstream string, now time.Time) Health {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := Health{Upstream: upstream, Up: h.since.IsZero(), Speed: h.rtt, Answers: h.answers, Failures: h.failures}
	if !out.Up {
		out.Rest = max(0, h.since.Add(h.rest).Sub(now))
	}
	return out
}
