package main

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// TestWatchdog: a server that answers, late or not, is alive twice an interval;
// one that hangs is not.
func TestWatchdog(t *testing.T) {
	for _, tc := range []struct {
		name    string
		answers func(context.Context)
		ticks   int // within 10 intervals
	}{
		{"at once", func(context.Context) {}, 20},
		{"late, by its context", func(ctx context.Context) { <-ctx.Done() }, 20},
		{"hanging", func(context.Context) { time.Sleep(time.Hour) }, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const interval = 30 * time.Second
				ctx, cancel := context.WithTimeout(t.Context(), 10*interval-time.Second)
				defer cancel()
				ticks := 0
				ended := make(chan struct{})
				go func() {
					defer close(ended)
					watch(ctx, interval, tc.answers, func() {
						if ctx.Err() == nil {
							ticks++
						}
					})
				}()
				<-ended
				if ticks != tc.ticks {
					t.Errorf("%d ticks, want %d", ticks, tc.ticks)
				}
			})
		})
	}
}
