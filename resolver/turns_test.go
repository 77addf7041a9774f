package resolver

import (
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
)

// TestT35Networks (T35): of those that wait for a turn every network has one after
// another's, however many come from it, and who is to go first does so within its own.
func TestT35Networks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(1)
		turns.take(netip.Addr{}, false)
		many, beside, few := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.255"), netip.MustParseAddr("192.0.3.1")
		had := make(chan string, 10)
		wait := func(name string, client netip.Addr, first bool) {
			go func() {
				if !turns.take(client, first) {
					t.Errorf("%s had a turn that another has", name)
				}
				had <- name
			}()
			synctest.Wait()
		}
		for _, name := range []string{"a", "b", "c", "d"} {
			wait(name, many, false)
		}
		wait("x", few, false)
		wait("y", few, false)
		wait("before b", beside, true)
		var order []string
		for range 7 {
			turns.give()
			synctest.Wait()
			if len(had) != 1 {
				t.Fatalf("%d had one turn, after %v", len(had), order)
			}
			order = append(order, <-had)
		}
		if want := []string{"before b", "x", "a", "y", "b", "c", "d"}; !slices.Equal(order, want) {
			t.Errorf("%v, want %v", order, want)
		}
		turns.give()
		if turns.free != 1 || len(turns.waiting) != 0 || len(turns.next) != 0 {
			t.Errorf("%+v is left", turns)
		}
	})
}
