package forward

import (
	"strings"
	"sync"

	"github.com/miekg/dns"
)

// leastLetters is how many letters a name must have for its spelling to say who
// asks: a client that mixes case too has the same one in 2,000 times, and only
// while we ask. From an upstream's own address any mix says so: others there, if
// there are any, hardly mix case, and want the same name at the same moment.
const leastLetters = 11

// spellings are the names in mixed case that are being asked for. A query that
// comes in with one of them went out here: forwarders between drop cookies, but
// keep the case.
type spellings struct {
	mu    sync.Mutex
	count map[dns.Question]int
}

func newSpellings() *spellings { return &spellings{count: map[dns.Question]int{}} }

// add notes a question for as long as it is under way, until done.
func (s *spellings) add(q dns.Question) (done func()) {
	if !mixed(q.Name) {
		return func() {}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count[q]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.count[q]--; s.count[q] == 0 {
			delete(s.count, q)
		}
	}
}

// have says whether a question is under way. near is for one that comes from an
// upstream's address.
func (s *spellings) have(q dns.Question, near bool) bool {
	if !mixed(q.Name) || !near && letters(q.Name) < leastLetters {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count[q] > 0
}

func letters(name string) (n int) {
	for _, c := range []byte(name) {
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			n++
		}
	}
	return n
}

// mixed says whether a name has letters in each case.
func mixed(name string) bool {
	return name != strings.ToLower(name) && name != strings.ToUpper(name)
}
