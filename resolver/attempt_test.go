package resolver_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// attempt is a run of a test whose faults may be the machine's.
type attempt struct {
	*testing.T
	mu     sync.Mutex
	faults []string
}

func (a *attempt) Errorf(format string, args ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.faults = append(a.faults, fmt.Sprintf(format, args...))
}

// notThreeTimes fails the test if f finds faults three times. A machine that lets
// 400 ms pass has questions asked again, and one that lets a second pass answers too
// late: that happens on a busy one, not three times.
func notThreeTimes(t *testing.T, f func(t *attempt)) {
	t.Helper()
	var all []string
	for range 3 {
		a := &attempt{T: t}
		f(a)
		a.mu.Lock()
		faults := a.faults
		a.mu.Unlock()
		if len(faults) == 0 {
			return
		}
		all = append(all, faults...)
	}
	t.Error(strings.Join(all, "\n"))
}
