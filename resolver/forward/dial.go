package forward

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"time"
)

// headStart is how long one of a server's addresses is waited for before the next
// is tried too: RFC 8305 section 5.
const headStart = 250 * time.Millisecond

// dial connects to the server: to whichever of its addresses lets it first, the one
// that did last ahead of the others.
func (u *upstream) dial(ctx context.Context, network string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, tryLimit) // net/http has no end of its own
	defer cancel()
	addrs := u.Addrs
	if u.Named() {
		var err error
		if addrs, err = u.lookups.lookup(ctx, u.Host); err != nil {
			return nil, err
		}
	}
	if len(addrs) == 1 {
		return u.open(ctx, network, netip.AddrPortFrom(addrs[0], u.Port).String())
	}
	if last := u.last.Load(); last != nil {
		if i := slices.Index(addrs, *last); i > 0 {
			addrs = slices.Insert(slices.Delete(slices.Clone(addrs), i, i+1), 0, *last)
		}
	}
	type dialled struct {
		to   netip.Addr
		conn net.Conn
		err  error
	}
	results := make(chan dialled)
	running := 0
	defer func() {
		cancel()
		for ; running > 0; running-- {
			if d := <-results; d.err == nil {
				_ = d.conn.Close() // another was first
			}
		}
	}()
	start := func() {
		to := addrs[0]
		addrs = addrs[1:]
		running++
		go func() {
			conn, err := u.open(ctx, network, netip.AddrPortFrom(to, u.Port).String())
			results <- dialled{to, conn, err}
		}()
	}
	start()
	timer := time.NewTimer(headStart)
	defer timer.Stop()
	var errs []error
	for {
		select {
		case <-timer.C:
		case d := <-results:
			running--
			if d.err == nil {
				u.last.Store(&d.to)
				return d.conn, nil
			}
			if errs = append(errs, d.err); len(addrs) == 0 && running == 0 || ctx.Err() != nil {
				return nil, errors.Join(errs...)
			}
		}
		if len(addrs) > 0 {
			start()
			timer.Reset(headStart)
		}
	}
}
