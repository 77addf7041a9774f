package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// ErrBusy is what another process has in hand.
var ErrBusy = errors.New("another process has it in hand")

// lockPoll is the time between tries for a lock.
const lockPoll = 10 * time.Millisecond

// Lock takes the lock of a file, which a process that ends gives back, however it
// ends. The file is there only while somebody has the lock, or was killed with it.
// Without wait, a lock that another process has is ErrBusy.
func Lock(ctx context.Context, path string, wait bool) (release func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("keep what is under way: %w", err)
	}
	for {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, fmt.Errorf("keep what is under way: %w", err)
		}
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil && same(f, path) {
			return func() error { return errors.Join(os.Remove(path), f.Close()) }, nil
		}
		_ = f.Close()
		switch {
		case err == nil || errors.Is(err, unix.EINTR): // its holder removed it meanwhile
			continue
		case !errors.Is(err, unix.EWOULDBLOCK):
			return nil, fmt.Errorf("lock %s: %w", path, err)
		case !wait:
			return nil, ErrBusy
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPoll):
		}
	}
}

// same says whether an open file is still the one at path.
func same(f *os.File, path string) bool {
	ours, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(ours, there)
}
