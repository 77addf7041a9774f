package resolver

import (
	"testing"
	"time"
)

// TestLateness: datagrams are said to wait once more than one in 200 is late, and for
// five seconds after, however many are in time meanwhile.
func TestLateness(t *testing.T) {
	l, now := new(lateness), time.Now()
	say := func(want bool, when string) {
		t.Helper()
		if l.high(now) != want {
			t.Errorf("%s: %v", when, !want)
		}
	}
	for range 100 {
		l.note(late+1, now)
		for range oneIn {
			l.note(late, now)
		}
		say(false, "one late in 201")
	}
	for range 20 {
		l.note(late+1, now)
		for range oneIn / 2 {
			l.note(0, now)
		}
	}
	say(true, "two late in 200")
	for range most {
		l.note(0, now)
	}
	now = now.Add(latePeriod - 1)
	say(true, "in time again, for a moment")
	now = now.Add(1)
	say(false, "five seconds after")
	l.note(late+1, now)
	l.note(late+1, now)
	say(false, "two late")
	l.note(late+1, now)
	say(true, "three late")
	if n := l.count.Load(); n != 123 {
		t.Errorf("%d were late", n)
	}
}
