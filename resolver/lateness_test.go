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
			if (l.degree() > 0) != want {
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
		is := func(want int, when string) {
			t.Helper()
			if got := l.degree(); got != want {
				t.Errorf("degree %d %s, want %d", got, when, want)
			}
		}
		time.Sleep(stepPeriod - time.Nanosecond)
		l.note(late + 1)
		is(1, "within a step")
		time.Sleep(time.Nanosecond)
		for want := 2; want < 10; want++ {
			l.note(late + 1)
			l.note(late + 1)
			is(min(want, worst), "a step later")
			time.Sleep(stepPeriod)
		}
		time.Sleep(latePeriod)
		is(0, "when all is well again")
		l.note(late + 1)
		is(1, "the next time")
		if n := l.count.Load(); n != 141 {
			t.Errorf("%d were late", n)
		}
	})
}
