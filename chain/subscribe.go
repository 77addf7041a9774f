package chain

import (
	"context"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
)

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
		for _, e := range sockets {
			if c.listen(ctx, e, news) {
				pause = time.Second
			}
			c.setSubscribed(false)
			select {
			case lost <- struct{}{}:
			default:
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, maxBackoff)
	}
}

// listen follows one endpoint until it fails, and says whether it ever brought
// a head. It has a connection of its own, so that a slow read and the
// subscription do not wait for one another.
func (c *Client) listen(ctx context.Context, e *endpoint, news chan header) (brought bool) {
	if _, err := c.pool.ready(ctx, e); err != nil {
		return false // it rests, or is on another chain
	}
	dialCtx, cancel := context.WithTimeout(ctx, attemptLimit)
	defer cancel()
	client, err := rpc.DialOptions(dialCtx, e.url, rpc.WithWebsocketMessageSizeLimit(maxReply))
	if err != nil {
		return false
	}
	defer client.Close()
	heads := make(chan header, 16)
	sub, err := client.EthSubscribe(dialCtx, heads, "newHeads")
	if err != nil {
		return false
	}
	defer sub.Unsubscribe()
	for {
		select {
		case <-ctx.Done():
			return brought
		case _, open := <-sub.Err():
			_ = open // ended or failed: the caller tries again either way
			return brought
		case h := <-heads:
			brought = true
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
