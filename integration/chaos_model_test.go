package integration

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/miekg/dns"
)

// version is what a name was made to say once. Its number is in its records, so
// that an answer tells which it is from. Number 0 is a name without records.
type version struct {
	number int
	from   uint64 // block that surely has it
	until  uint64 // first block that surely has it no more
	gone   uint64 // block by which its own had surely left the chain
}

const forever = math.MaxUint64

// chaosModel knows what the chain said when, and what the server has been seen
// to know of that. What may be answered follows from blocks alone, never from
// how long something took.
type chaosModel struct {
	mu     sync.Mutex
	names  map[string][]*version
	count  int
	reorg  uint64 // block by which the last reorganisation is seen
	writes map[string]int
	moved  map[string]uint64 // block by which a name's last transfer is seen
	run    chaosRun
	sure   map[string]sureness
	kinds  map[string]int
}

// chaosRun is one life of the server.
type chaosRun struct {
	number int
	up     bool    // it listens, and was not told to stop
	from   uint64  // no head of an endpoint is older than that
	last   uint64  // its head, as it was last seen
	seen   uint64  // a head that it has surely done with: the one before last
	forgot int     // how often it was made to forget what it knew
	absent bool    // the origin is, or may be, not in its configuration
	strays [2]bool // endpoints that were on another chain

	knew sureness // of the name that is asked for
}

// floor is the oldest block that a fresh answer can be of.
func (r chaosRun) floor() uint64 { return max(r.from, r.seen) }

// sureness is when the server surely had a name's newest version in its cache.
type sureness struct{ run, forgot, writes int }

func newChaosModel() *chaosModel {
	return &chaosModel{names: map[string][]*version{}, writes: map[string]int{}, moved: map[string]uint64{}, sure: map[string]sureness{}, kinds: map[string]int{}}
}

// next is the number of a new version.
func (m *chaosModel) next() int { m.count++; return m.count }

// write lets a name have a version from now on: the answer can be of it before
// the writer knows that it is written. wrote says when it surely was.
func (m *chaosModel) write(name string, number int) *version {
	m.mu.Lock()
	defer m.mu.Unlock()
	v := &version{number: number, from: forever, until: forever, gone: forever}
	m.names[name] = append(m.names[name], v)
	m.writes[name]++
	return v
}

// wrote ends the version before v, which block has.
func (m *chaosModel) wrote(name string, v *version, block uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v.from = block
	for _, old := range m.names[name] {
		if old != v {
			old.until = min(old.until, block)
		}
	}
}

// writing says that a version of a name is on its way to the chain.
func (m *chaosModel) writing(name string) bool {
	for _, v := range m.names[name] {
		if v.from == forever {
			return true
		}
	}
	return false
}

// current is the version of a name that the chain has.
func (m *chaosModel) current(name string) *version {
	for _, v := range m.names[name] {
		if v.until == forever && v.gone == forever {
			return v
		}
	}
	return nil
}

// expired says that a version is no answer, not even a stale one, of who has seen
// a block, which is past its expiry.
func (m *chaosModel) expired(v *version, block uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v.gone = block
}

// move says that a name's word changes on the chain, and nothing of what it says:
// the server forgets it and reads it again.
func (m *chaosModel) move(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.writes[name]++
	m.moved[name] = forever
}

// hasMoved says which block surely has that.
func (m *chaosModel) hasMoved(name string, block uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.moved[name] = block
}

// undo says that a version is about to leave the chain, and that the one before
// it may be true again.
func (m *chaosModel) undo(name string, doomed, before *version) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before.until = forever
	doomed.until = 0 // until is of blocks in the chain; gone says the rest
	m.writes[name]++
	m.run.forgot++
	m.reorg = forever
}

// undone says by which block the server has noticed.
func (m *chaosModel) undone(doomed *version, block uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	doomed.gone, m.reorg = block, block
}

// begin is a new life of the server; it reads nothing older than block.
func (m *chaosModel) begin(block uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.run = chaosRun{number: m.run.number + 1, from: block, up: m.run.up, absent: m.run.absent}
}

// absent says whether the origin may be missing in the configuration.
func (m *chaosModel) absent(yes bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.run.absent = yes
}

// stray says that an endpoint is on another chain. After each of them was, in one
// life of the server, it may say that none is on the right one.
func (m *chaosModel) stray(i int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.run.strays[i] = true
}

func (m *chaosModel) up(up bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.run.up = up
}

// forget says that the server was made to forget.
func (m *chaosModel) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.run.forgot++
}

// head is what the server says of itself. It moves to a head before its caches
// are told, so the one before is what is sure.
func (m *chaosModel) head(run int, number uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if r := &m.run; r.number == run && r.up && number != 0 && number != r.last {
		r.seen, r.last = max(r.seen, r.last), number
	}
}

func (m *chaosModel) now() chaosRun {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.run
}

// asks is now, before a name is asked for.
func (m *chaosModel) asks(name string) chaosRun {
	m.mu.Lock()
	defer m.mu.Unlock()
	asked := m.run
	asked.knew = m.sure[name]
	return asked
}

// check says what is wrong with a reply to a question about a name that was sent
// in the life asked.
func (m *chaosModel) check(name string, asked chaosRun, reply *dns.Msg) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	newest := m.current(name)
	marked := stale(reply)
	number := 0
	switch reply.Rcode {
	case dns.RcodeServerFailure:
		m.kinds["unknown"]++
		if len(ede(reply)) == 0 || len(reply.Answer) > 0 {
			return fmt.Errorf("a SERVFAIL that does not say why: %v", reply)
		}
		if m.run.strays == [2]bool{true, true} && ede(reply)[0] == dns.ExtendedErrorCodeInvalidData {
			return nil // as it should be: see architecture.md
		}
		now := sureness{m.run.number, m.run.forgot, m.writes[name]}
		if now.run == asked.number && asked.knew == now && m.run.up {
			return fmt.Errorf("it was in the cache, and is not answered: %v", reply)
		}
		return nil
	case dns.RcodeRefused:
		m.kinds["refused"]++
		if !asked.absent && !m.run.absent || len(reply.Answer) > 0 {
			return fmt.Errorf("refused, though it is configured: %v", reply)
		}
		return nil
	case dns.RcodeNameError:
	case dns.RcodeSuccess:
		if len(reply.Answer) != 1 {
			return fmt.Errorf("no record, though no version is like that: %v", reply)
		}
		text, ok := reply.Answer[0].(*dns.TXT)
		if !ok {
			return fmt.Errorf("another type: %v", reply)
		}
		if _, err := fmt.Sscanf(strings.Join(text.Txt, ""), name+" %d", &number); err != nil {
			return fmt.Errorf("another name's records: %v", reply)
		}
	default:
		return fmt.Errorf("rcode %s", dns.RcodeToString[reply.Rcode])
	}
	if !reply.Authoritative {
		return fmt.Errorf("not authoritative: %v", reply)
	}
	most := uint32(60) // of the records that were written, and of negative answers
	if marked {
		most = 30
	}
	for _, rr := range slices.Concat(reply.Answer, reply.Ns) {
		if rr.Header().Ttl > most {
			return fmt.Errorf("a TTL of more than %d s: %v", most, reply)
		}
	}
	var why []string
	for _, v := range m.names[name] {
		if v.number != number {
			continue
		}
		// What the server had seen leave the chain is no answer, not even as a
		// stale one; what it had seen end is none but as a stale one.
		if asked.seen < v.gone && (marked || asked.floor() < v.until || v.until == 0 && asked.floor() < v.gone) {
			if v == newest && !m.writing(name) && !marked && asked.seen >= max(v.from, m.reorg, m.moved[name]) && asked.number == m.run.number {
				m.sure[name] = sureness{m.run.number, asked.forgot, m.writes[name]}
			}
			if marked {
				m.kinds["stale"]++
			} else {
				m.kinds["fresh"]++
			}
			return nil
		}
		why = append(why, fmt.Sprintf("%+v", *v))
	}
	return fmt.Errorf("version %d (%s), marked stale: %t, asked of a server that had seen %+v; the chain has %+v: %v", number, strings.Join(why, ", "), marked, asked, newest, reply)
}

// forwarded says what is wrong with a reply to a question for an upstream: each
// of these names exists, whatever the upstreams say meanwhile.
func (m *chaosModel) forwarded(reply *dns.Msg) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case reply.Rcode == dns.RcodeServerFailure:
		m.kinds["not forwarded"]++
	case reply.Rcode == dns.RcodeSuccess && fmt.Sprint(addresses(reply)) == "[198.51.100.7]":
		m.kinds["forwarded"]++
	default:
		return fmt.Errorf("what no upstream said: %v", reply)
	}
	return nil
}
