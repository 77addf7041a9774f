package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// TestDescriptorsThatRunOutAreLogged (F26): the log says once that no file descriptor
// is left, and once that there are some again.
func TestDescriptorsThatRunOutAreLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		ctx, cancel := context.WithCancel(t.Context())
		results := []error{nil, &os.PathError{Err: syscall.EMFILE}, &os.PathError{Err: syscall.ENFILE}, os.ErrPermission, nil, nil, syscall.EMFILE}
		looks := 0
		done := make(chan struct{})
		go func() {
			defer close(done)
			watchDescriptors(ctx, time.Second, func() error {
				looks++
				return results[looks-1]
			}, slog.New(slog.NewTextHandler(&log, nil)))
		}()
		time.Sleep(time.Duration(len(results))*time.Second + time.Millisecond) // of the bubble's clock
		cancel()
		<-done
		var said []string
		for line := range strings.Lines(log.String()) {
			said = append(said, strings.Fields(line[strings.Index(line, "level="):])[0]+fmt.Sprint(strings.Contains(line, "again")))
		}
		if got := strings.Join(said, " "); got != "level=ERRORfalse level=INFOtrue level=ERRORfalse" {
			t.Errorf("it says: %s", log.String())
		}
	})
}
