package resolver

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestLateness: datagrams are said to wait once more than one in 200 is late, and for
// five seconds after, however many are in time meanwhile.
func TestLateness(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := new(lateness)
		say := func(want bool, when string) {
			t.Helper()
			if l.high() != want {
				t.Errorf("%s: %v", when, !want)
			}
		}
		for range 100 {
			l.note(late + 1)
			for range oneIn {
				l.note(late)
			}
			say(false, "one late in 201")
		}
		for range 20 {
			l.note(late + 1)
			for range oneIn / 2 {
				l.note(0)
			}
		}
		say(true, "two late in 200")
		for range most {
			l.note(0)
		}
		time.Sleep(latePeriod - time.Nanosecond)
		say(true, "in time again, for a moment")
		time.Sleep(time.Nanosecond)
		say(false, "five seconds after")
		l.note(late + 1)
		l.note(late + 1)
		say(false, "two late")
		l.note(late + 1)
		say(true, "three late")
		if n := l.count.Load(); n != 123 {
			t.Errorf("%d were late", n)
		}
	})
}
