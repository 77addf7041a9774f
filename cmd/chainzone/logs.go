package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"

	"chainzone/metrics"
	"chainzone/names"
	"chainzone/resolver"
)

// logConfig says what is logged, and how.
type logConfig struct {
	Level   string `yaml:"level"`   // debug, info, warn or error
	Format  string `yaml:"format"`  // text or json
	Queries int    `yaml:"queries"` // lines a second of the query log, at most; 0: there is none
	Clients bool   `yaml:"clients"` // whether these have the client's address
}

const maxQueryLines = 100_000 // a second: more than any disk should take

var logLevels = map[string]slog.Level{"": slog.LevelInfo, "debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}

func (c *logConfig) check() (f faults) {
	if _, ok := logLevels[c.Level]; !ok {
		f.wrong("log.level", "%q is none of debug, info, warn and error", c.Level)
	}
	if c.Format != "" && c.Format != "text" && c.Format != "json" {
		f.wrong("log.format", "%q is neither text nor json", c.Format)
	}
	if c.Queries < 0 || c.Queries > maxQueryLines {
		f.wrong("log.queries", "%d is not a number of lines a second from 0, which is none, to %d", c.Queries, maxQueryLines)
	}
	return f
}

func (c *logConfig) complete() {
	if c.Level == "" {
		c.Level = "info"
	}
	if c.Format == "" {
		c.Format = "text"
	}
}

// What a log that nobody watches may grow by.
const (
	linesOfPlace = 60 // of one place in the program, within linesTime
	linesTime    = time.Minute
	queuedLines  = 1024 // of the query log, where who reads the log is slow
)

// logs is the server's log. A reload replaces what is written and how. Of one
// place in the program it takes 60 lines a minute, and of the query log as many
// a second as are configured; how many more there were is a line of its own.
type logs struct {
	out     io.Writer
	rules   atomic.Pointer[logRules]
	queue   chan slog.Record
	queries bound

	mu     sync.Mutex
	places map[uintptr]*bound
}

type logRules struct {
	logConfig
	handler slog.Handler
}

func newLogs(out io.Writer, c logConfig) *logs {
	l := &logs{out: &oneWriter{to: out}, queue: make(chan slog.Record, queuedLines), places: map[uintptr]*bound{}}
	l.queries.report = func(left int) {
		l.write(slog.LevelWarn, "queries were left out of the log: see log.queries", slog.Int("count", left))
	}
	l.set(c)
	return l
}

// set replaces what is written and how.
func (l *logs) set(c logConfig) {
	options := &slog.HandlerOptions{Level: logLevels[c.Level], ReplaceAttr: boundAttr}
	r := &logRules{logConfig: c, handler: slog.NewTextHandler(l.out, options)}
	if c.Format == "json" {
		r.handler = slog.NewJSONHandler(l.out, options)
	}
	l.rules.Store(r)
}

// maxAttr limits a value in the log, in bytes: a sentence of the program's with a few strings from
// outside, of which each has up to 200.
const maxAttr = 1000

// boundAttr has no string in the log that a terminal would not print, or that is long, whoever
// chose it. A stack is the program's own, and long.
func boundAttr(_ []string, a slog.Attr) slog.Attr {
	var text string
	switch v := a.Value.Resolve(); v.Kind() {
	case slog.KindString:
		text = v.String()
	case slog.KindAny:
		if _, is := v.Any().(*slog.Source); is {
			return a
		}
		text = fmt.Sprint(v.Any())
	default:
		return a
	}
	if a.Key != "stack" && len(text) > maxAttr {
		text = text[:maxAttr] + "..."
	}
	a.Value = slog.StringValue(names.Escaped(text))
	return a
}

// write writes a line about the log itself.
func (l *logs) write(level slog.Level, msg string, attrs ...slog.Attr) {
	r := slog.NewRecord(time.Now(), level, msg, 0)
	r.AddAttrs(attrs...)
	_ = l.rules.Load().handler.Handle(context.Background(), r) // there is nowhere to say that it cannot be written
}

// start begins to write the query log. stop writes what is left of it, and what
// was left out.
func (l *logs) start() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.run(ctx)
	}()
	return func() {
		cancel()
		<-done
	}
}

func (l *logs) run(ctx context.Context) {
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case r := <-l.queue:
			_ = l.rules.Load().handler.Handle(ctx, r) // the same
		}
	}
	for len(l.queue) > 0 {
		_ = l.rules.Load().handler.Handle(ctx, <-l.queue)
	}
	l.queries.flush()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, b := range l.places {
		b.flush()
	}
}

// query logs a query if that is configured. It does not wait for the log.
func (l *logs) query(e resolver.Event) {
	c := l.rules.Load()
	if c.Queries == 0 || !l.queries.take(c.Queries, time.Second) {
		return
	}
	name, typ, rcode := "", "", -1
	if len(e.Query.Question) == 1 {
		name, typ = names.Printable(e.Query.Question[0].Name), dns.Type(e.Query.Question[0].Qtype).String()
	}
	if e.Reply != nil {
		rcode = e.Reply.Rcode
	}
	r := slog.NewRecord(time.Now(), slog.LevelInfo, "query", 0)
	r.AddAttrs(
		slog.String("name", name), slog.String("type", typ), slog.String("rcode", metrics.RcodeText(rcode)), slog.String("transport", e.Client.Transport.String()),
		slog.String("authority", metrics.OrNone(e.Trace.Authority)), slog.String("source", metrics.OrNone(e.Trace.Source)),
	)
	if n := e.Trace.Block.Number; n > 0 {
		r.AddAttrs(slog.Uint64("block", n))
	}
	r.AddAttrs(slog.Float64("milliseconds", float64(e.Took.Microseconds())/1000))
	if c.Clients {
		r.AddAttrs(slog.String("client", e.Client.Addr.Unmap().String()))
	}
	select {
	case l.queue <- r:
	default:
		l.queries.leaveOut(time.Second)
	}
}

// logger writes to the log.
func (l *logs) logger() *slog.Logger { return slog.New(&placedHandler{logs: l}) }

// placedHandler writes lines of the program's, bounded by the place that each
// comes from, with what was added by slog.Logger.With.
type placedHandler struct {
	*logs
	with []func(slog.Handler) slog.Handler
}

// Enabled implements slog.Handler.
func (h *placedHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.rules.Load().handler.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (h *placedHandler) Handle(ctx context.Context, r slog.Record) error {
	if !h.place(r).take(linesOfPlace, linesTime) {
		return nil
	}
	to := h.rules.Load().handler
	for _, add := range h.with {
		to = add(to)
	}
	return to.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h *placedHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return h.adding(func(to slog.Handler) slog.Handler { return to.WithAttrs(attrs) })
}

// WithGroup implements slog.Handler.
func (h *placedHandler) WithGroup(name string) slog.Handler {
	return h.adding(func(to slog.Handler) slog.Handler { return to.WithGroup(name) })
}

func (h *placedHandler) adding(add func(slog.Handler) slog.Handler) slog.Handler {
	return &placedHandler{h.logs, append(slices.Clip(h.with), add)}
}

// place is the bound of where in the program a line comes from. What writes
// through the log package, such as net/http, is one place.
func (l *logs) place(r slog.Record) *bound {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.places[r.PC]
	if b == nil {
		level, like := r.Level, r.Message
		b = &bound{report: func(left int) {
			l.write(level, "lines like this were left out", slog.String("like", like), slog.Int("count", left))
		}}
		l.places[r.PC] = b
	}
	return b
}

// bound lets so many pass within a time, and reports at its end how many did not.
type bound struct {
	report func(left int)

	mu     sync.Mutex
	began  time.Time
	passed int
	left   int
}

// take says whether one more is within most.
func (b *bound) take(most int, within time.Duration) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := time.Now(); now.Sub(b.began) >= within {
		b.began, b.passed = now, 0
	}
	if b.passed < most {
		b.passed++
		return true
	}
	b.count(within)
	return false
}

// leaveOut counts one that passed and was left out after all.
func (b *bound) leaveOut(within time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.count(within)
}

// count counts one that is left out. b.mu is held.
func (b *bound) count(within time.Duration) {
	if b.left++; b.left == 1 {
		time.AfterFunc(time.Until(b.began.Add(within)), b.flush)
	}
}

// flush reports what was left out since the last time.
func (b *bound) flush() {
	b.mu.Lock()
	left := b.left
	b.left = 0
	b.mu.Unlock()
	if left > 0 {
		b.report(left)
	}
}

// oneWriter keeps lines of several handlers apart.
type oneWriter struct {
	mu sync.Mutex
	to io.Writer
}

func (w *oneWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.to.Write(p)
	if err != nil {
		return n, fmt.Errorf("write the log: %w", err)
	}
	return n, nil
}
