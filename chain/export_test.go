package chain

import "time"

// HedgeAfter has the client ask the next endpoint beside one that says nothing for so
// long. It is called before any other method.
func (c *Client) HedgeAfter(d time.Duration) { c.pool.delay = d }

// What tests go up to.
const (
	MaxAsked  = maxAsked
	MaxQuoted = maxQuoted
)
