package resolver

import (
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"chainzone/zone"
)

// serialAhead is by how much, in seconds, a serial may be ahead of the clock, since
// clocks differ. A higher one could not be taken back: secondaries that have it take
// no lower one (RFC 1982), and the next true ones are lower.
const serialAhead = 5 * 60

// serial is an origin's SOA serial: the time of the last change, in unix
// seconds. It never goes back, over restarts too where it has a file, which is
// written before a higher one is served.
type serial struct {
	path string // "": in memory only
	log  *slog.Logger

	mu      sync.Mutex
	value   uint32
	loaded  bool
	failing bool // to write, which is logged once
}

func newSerial(dir string, origin zone.Name, log *slog.Logger) *serial {
	s := &serial{log: log}
	if dir != "" {
		s.path = filepath.Join(dir, "serial-"+url.PathEscape(strings.TrimSuffix(origin.String(), ".")))
	}
	return s
}

// raise lifts the serial to at least a time, but not beyond serialAhead of the clock,
// in unix seconds, and returns it.
func (s *serial) raise(to, clock uint64) uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	limit := clock + serialAhead
	if !s.loaded {
		s.loaded = true
		s.value = none
		s.load(limit)
	}
	if next := uint32(min(to, limit)); s.value == none && next != 0 || after(next, s.value) {
		if s.value != next {
			s.value = next
			s.save()
		}
	}
	return s.value
}

// none is the serial of an origin that never changed: RFC 1982 knows no order against
// 0 that all implementations share.
const none = 1

// after says whether serial a comes after b (RFC 1982 section 3.2).
func after(a, b uint32) bool { return int32(a-b) > 0 }

func (s *serial) load(limit uint64) {
	if s.path == "" {
		return
	}
	data, err := os.ReadFile(s.path)
	if os.IsNotExist(err) {
		return
	}
	var value uint64
	if err == nil {
		value, err = strconv.ParseUint(strings.TrimSpace(string(data)), 10, 32)
	}
	if err != nil {
		s.log.Warn("the SOA serial of the last run is lost: remove the file if this stays", "file", s.path, "err", err)
		return
	}
	if after(uint32(value), uint32(limit)) {
		s.log.Warn("the SOA serial of the last run is not believed: it is ahead of the clock. Secondaries that took it in must be told to transfer the zone anew",
			"file", s.path, "serial", value, "clock", time.Unix(int64(limit-serialAhead), 0).UTC())
		return
	}
	s.value = max(s.value, uint32(value))
}

func (s *serial) save() {
	if s.path == "" {
		return
	}
	err := writeWhole(s.path, fmt.Appendln(nil, s.value))
	if err != nil && !s.failing {
		s.log.Warn("the SOA serial will not outlive this run", "file", s.path, "err", err)
	}
	s.failing = err != nil
}
