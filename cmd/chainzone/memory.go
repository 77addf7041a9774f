package main

import (
	"os"
	"runtime"
	"runtime/debug"

	"chainzone/resolver"
)

const (
	// besideCaches is what a server takes in memory beside its full caches at most,
	// in bytes: docs/deploy.md says so.
	besideCaches = 64 << 20
	// outsideRuntime is what of that the Go runtime does not count, the pages of the
	// program that are in use (24 MiB of 32), with 16 MiB for the moment in which it
	// is above its limit.
	outsideRuntime = 40 << 20
	// headroom is how much more than twice of what is in use the heap grows before
	// garbage is collected, in bytes, as far as memory allows. With it the streams of
	// 200 QUIC clients (T35) take less than 64 MiB, of which half is garbage.
	headroom = 24 << 20
)

// memoryRules keeps a server's memory within the sizes of its caches and
// besideCaches, until back: the runtime collects garbage as often as that takes,
// and otherwise every 24 MiB rather than every 4. What stands for these is never
// touched, so that it takes up no memory. GOMEMLIMIT and GOGC in the environment
// win, each over its own part.
func memoryRules(caches int64) (back func()) {
	var untouched []byte
	if os.Getenv("GOGC") == "" {
		untouched = make([]byte, headroom)
	}
	before := debug.SetMemoryLimit(-1)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(caches + besideCaches - outsideRuntime + int64(len(untouched)))
	}
	return func() {
		debug.SetMemoryLimit(before)
		runtime.KeepAlive(untouched)
	}
}

// total returns the bytes of all caches.
func (c *cacheConfig) total() (bytes int64) {
	for _, size := range []byteSize{c.Zones, c.Messages} {
		if size.bytes == 0 {
			size.bytes = resolver.DefaultCacheBytes
		}
		bytes += size.bytes
	}
	return bytes
}
