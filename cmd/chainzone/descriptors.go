package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"syscall"
	"time"
)

// descriptorsEvery is between two looks at whether the process can open anything.
const descriptorsEvery = time.Second

// watchDescriptors says in the log when no file descriptor is left, and when there are
// some again, until ctx ends. Without one nothing new can be opened: questions are not
// forwarded, chains are not reached, connections are not taken, and each of these
// looks like another's fault.
func watchDescriptors(ctx context.Context, every time.Duration, open func() error, logger *slog.Logger) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for out := false; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := open()
		switch none := errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE); {
		case none && !out:
			logger.Error("no file descriptor is left: nothing is forwarded, no chain is reached and no connection taken until there is; raise LimitNOFILE of the systemd unit, or ulimit -n", "err", err)
			out = true
		case err == nil && out:
			logger.Info("there are file descriptors again")
			out = false
		}
	}
}

// openNothing takes a file descriptor and gives it back.
func openNothing() error {
	f, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	return f.Close()
}
