package resolver

import (
	"testing"
	"time"
)

// TestLateness: datagrams are said to wait once more than one in 200 is late, and for
// a second after the last.
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
		say(false, "one late")
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
	now = now.Add(latePeriod)
	say(false, "a second after")
	l.note(late+1, now)
	say(true, "one more, as before")
	for range most {
		l.note(0, now)
	}
	say(false, "many in time")
	if n := l.count.Load(); n != 121 {
		t.Errorf("%d were late", n)
	}
}
