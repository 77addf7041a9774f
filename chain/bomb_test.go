package chain_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"chainzone/chain"
	"chainzone/names"
)

// TestT10Bombs (T10): a reply without end, one that unpacks to a gigabyte (64 MiB here), and one
// that comes a byte at a time are errors, soon, and cost little memory.
func TestT10Bombs(t *testing.T) {
	w := newWorld(t)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	spaces := bytes.Repeat([]byte(" "), 1<<20)
	for range size(1<<6, 1<<10) {
		_, _ = z.Write(spaces)
	}
	_ = z.Close()
	endless := func(part []byte, pause time.Duration) http.HandlerFunc {
		return func(rw http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(rw, `{"jsonrpc":"2.0","id":1,"result":"`)
			for r.Context().Err() == nil {
				if _, err := rw.Write(part); err != nil {
					return
				}
				if pause > 0 {
					rw.(http.Flusher).Flush()
					select {
					case <-r.Context().Done():
					case <-time.After(pause):
					}
				}
			}
		}
	}
	for name, serve := range map[string]http.HandlerFunc{
		"endless": endless(bytes.Repeat([]byte("a"), 1<<16), 0),
		"drip":    endless([]byte("a"), 100*time.Millisecond),
		"gzip": func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Encoding", "gzip")
			_, _ = rw.Write(packed.Bytes())
		},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(serve)
			defer server.Close()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			began := time.Now()
			err := w.open(chain.Options{}, server.URL).Probe(t.Context())
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, names.ErrUnreachable) {
				t.Errorf("%v", err)
			}
			if took > 15*time.Second { // 3 s, where nothing else runs
				t.Errorf("it took %v", took)
			}
			// What was asked for on the way is more than what is held at a time.
			if used := int64(after.TotalAlloc - before.TotalAlloc); used > 96<<20 {
				t.Errorf("%d MiB were allocated", used>>20)
			}
			t.Logf("%v, %d MiB allocated: %v", took, int64(after.TotalAlloc-before.TotalAlloc)>>20, err)
		})
	}
}
