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

	"chainzone/zone"
)

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

// raise lifts the serial to at least a time, and returns it.
func (s *serial) raise(to uint64) uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.loaded {
		s.loaded = true
		s.value = 1 // RFC 1982 knows no order against 0 that all implementations share
		s.load()
	}
	if next := uint32(to); next > s.value {
		s.value = next
		s.save()
	}
	return s.value
}

func (s *serial) load() {
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
