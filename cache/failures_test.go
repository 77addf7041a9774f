package cache_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"chainzone/cache"
)

var errOfOurs = errors.New("one that callers branch on")

// holding is an error that refers to more than it says.
type holding struct{ data []byte }

func (holding) Error() string { return "refused" }

// TestFailuresKeepLittleOfAnError: an endpoint's error may carry as much as a
// reply may be long, and thousands are remembered.
func TestFailuresKeepLittleOfAnError(t *testing.T) {
	const keys, each = 10_000, 640
	for name, err := range map[string]func() error{
		"one with a long text":    func() error { return errors.New(strings.Repeat("x", 100_000)) },
		"one that refers to much": func() error { return fmt.Errorf("%w: %w", errOfOurs, holding{make([]byte, 100_000)}) },
		"one of ours alone":       func() error { return errOfOurs },
	} {
		t.Run(name, func(t *testing.T) {
			before := heapAlloc()
			f := cache.NewFailures[[32]byte](func(err error) (list []error) {
				if errors.Is(err, errOfOurs) {
					list = append(list, errOfOurs)
				}
				return list
			})
			for i := range keys {
				f.Note([32]byte{byte(i), byte(i >> 8)}, err(), time.Now())
			}
			if took := heapAlloc() - before; took > 4096*each {
				t.Errorf("they take %d KiB, want %d at most", took>>10, 4096*each>>10)
			}
			runtime.KeepAlive(f)
		})
	}
}

func TestRememberedErrorHasItsCauses(t *testing.T) {
	f := cache.NewFailures[int](func(err error) (list []error) {
		if errors.Is(err, errOfOurs) {
			list = append(list, errOfOurs)
		}
		return list
	})
	now := time.Now()
	f.Note(1, fmt.Errorf("read: %w: %w", errOfOurs, io.ErrUnexpectedEOF), now)
	f.Note(2, io.ErrUnexpectedEOF, now)
	got := f.Recent(1, now)
	if got == nil || !errors.Is(got, errOfOurs) || errors.Is(got, io.ErrUnexpectedEOF) || got.Error() != "read: one that callers branch on: unexpected EOF" {
		t.Errorf("got %v", got)
	}
	if got := f.Recent(2, now); got == nil || errors.Is(got, errOfOurs) {
		t.Errorf("got %v", got)
	}
}
