package chain

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"
)

// missesAllowed is how many heads that are found otherwise a subscription may fail to
// bring, before another endpoint is asked for one.
const missesAllowed = 2

// subscription is one of newHeads. It has a connection of its own, so that a slow read
// and the subscription do not wait for one another.
type subscription struct {
	client *rpc.Client
	heads  chan header
	lost   <-chan error
	end    func()
}

// subscribe keeps a newHeads subscription at the first WebSocket endpoint that
// gives one, and passes on the newest head. What it brings are hints: a head
// that is missed is found by the poll.
func (c *Client) subscribe(ctx context.Context, news chan header, lost chan<- struct{}) {
	var sockets []*endpoint
	for _, e := range c.pool.endpoints {
		if strings.HasPrefix(e.url, "ws") {
			sockets = append(sockets, e)
		}
	}
	pause := time.Second
	for len(sockets) > 0 && ctx.Err() == nil {
		if s, at := c.open(ctx, sockets); s != nil {
			if c.listen(ctx, s, news, lost) {
				pause = time.Second
			}
			s.end()
			c.setSubscribed(false)
			tell(lost)
			sockets = slices.Concat(sockets[at+1:], sockets[:at+1]) // the others first
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, maxBackoff)
	}
}

func tell(lost chan<- struct{}) {
	select {
	case lost <- struct{}{}:
	default:
	}
}

// open subscribes at the first of several endpoints that lets it, and says which one
// that is; nil if none does. The next is asked where one fails, and beside one that
// says nothing for the pool's delay.
func (c *Client) open(ctx context.Context, list []*endpoint) (s *subscription, at int) {
	type outcome struct {
		s  *subscription
		at int
	}
	outcomes := make(chan outcome, len(list))
	var cancels []context.CancelFunc
	pending := 0
	timer := time.NewTimer(0)
	defer timer.Stop()
	for s == nil {
		select {
		case one := <-outcomes:
			pending--
			s, at = one.s, one.at
			if s == nil && len(cancels) == len(list) && pending == 0 {
				return nil, 0
			}
		case <-timer.C:
		}
		if s != nil || ctx.Err() != nil {
			break
		}
		if i := len(cancels); i < len(list) {
			life, cancel := context.WithCancel(ctx)
			cancels = append(cancels, cancel)
			pending++
			go func() { outcomes <- outcome{c.subscribeAt(life, cancel, list[i]), i} }()
			timer.Reset(c.pool.delay)
		}
	}
	for i, cancel := range cancels {
		if s == nil || i != at {
			cancel()
		}
	}
	for range pending {
		if one := <-outcomes; one.s != nil {
			one.s.end()
		}
	}
	return s, at
}

// subscribeAt subscribes at one endpoint; nil if that fails. The subscription ends
// with life, which cancel ends.
func (c *Client) subscribeAt(life context.Context, cancel context.CancelFunc, e *endpoint) *subscription {
	if _, err := c.pool.ready(life, e); err != nil {
		cancel()
		return nil // it rests, or is on another chain
	}
	client, err := c.pool.dial(life, e)
	if err != nil {
		cancel()
		return nil
	}
	s := &subscription{client: client, heads: make(chan header, 16)}
	limit, done := context.WithTimeout(life, attemptLimit)
	defer done()
	sub, err := client.EthSubscribe(limit, s.heads, "newHeads")
	if err != nil {
		cancel()
		client.Close()
		return nil
	}
	s.lost = sub.Err()
	s.end = func() {
		cancel()
		client.Close()
		sub.Unsubscribe()
	}
	return s
}

// listen passes on what a subscription brings until it fails, or falls silent while
// heads are found otherwise, and says whether it ever brought a head.
func (c *Client) listen(ctx context.Context, s *subscription, news chan header, lost chan<- struct{}) (brought bool) {
	tick := time.NewTicker(2 * c.pool.delay)
	defer tick.Stop()
	quiet, missed, at := 0, 0, c.headHash() // quiet: ticks since a head came
	for {
		select {
		case <-ctx.Done():
			return brought
		case _, open := <-s.lost:
			_ = open // ended or failed: the caller tries again either way
			return brought
		case <-tick.C:
			quiet++
			now := c.headHash()
			if moved := now != at; !moved || quiet < 2 { // what it brought may have moved it
				at = now
				continue
			}
			at = now
			missed++
			c.setSubscribed(false)
			tell(lost)
			if missed == missesAllowed {
				return brought
			}
		case h := <-s.heads:
			brought, quiet, missed = true, 0, 0
			c.setSubscribed(true) // not before: a head may have come while it was set up
			select {
			case <-news: // the newer head replaces one not yet looked at
			default:
			}
			select {
			case news <- h:
			default:
			}
		}
	}
}

// headHash is that of the head that is followed; zero for none.
func (c *Client) headHash() common.Hash {
	c.mu.Lock()
	defer c.mu.Unlock()
	return common.Hash(c.head.Hash)
}

func (c *Client) subscribed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hearing
}

func (c *Client) setSubscribed(on bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hearing = on
}
