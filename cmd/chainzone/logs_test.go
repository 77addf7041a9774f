package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver"
)

// TestLogBound: of one place in the program there are at most 60 lines a minute,
// and then how many more there were; others are not affected.
func TestLogBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := newLogs(&out, logConfig{})
		stop := l.start()
		logger := l.logger().With("origin", "chain.")
		often := func(n int) {
			for range n {
				logger.Warn("again", "n", n)
			}
		}
		count := func(text string) int { return strings.Count(out.String(), text) }
		often(1000)
		for range 50 {
			logger.WithGroup("g").Info("seldom", "n", 1)
		}
		logger.Debug("nothing for this level")
		if count("msg=again origin=chain. n=1000\n") != 60 || count("msg=seldom origin=chain. g.n=1\n") != 50 || count("\n") != 110 {
			t.Errorf("at once:\n%s", out.String())
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if count("level=WARN msg=\"lines like this were left out\" like=again count=940\n") != 1 || count("\n") != 111 {
			t.Errorf("after a minute:\n%s", out.String())
		}
		out.Reset()
		often(61)
		if count("msg=again") != 60 {
			t.Errorf("in the next:\n%s", out.String())
		}
		stop()
		if count("like=again count=1\n") != 1 {
			t.Errorf("at the end:\n%s", out.String())
		}
		out.Reset()
		l.set(logConfig{Level: "error", Format: "json"})
		time.Sleep(2 * time.Minute)
		often(1)
		logger.Error("as JSON")
		if got := out.String(); count("\n") != 1 || !json.Valid([]byte(got)) || !strings.Contains(got, `"level":"ERROR","msg":"as JSON","origin":"chain."}`) {
			t.Errorf("after a reload: %s", got)
		}
	})
}

func event(name string) resolver.Event {
	q := new(dns.Msg).SetQuestion(name, dns.TypeHTTPS)
	return resolver.Event{
		Client: resolver.Client{Addr: netip.MustParseAddr("::ffff:192.0.2.7"), Transport: resolver.TLS}, Query: q, Reply: new(dns.Msg).SetRcode(q, dns.RcodeNameError),
		Trace: &resolver.Trace{Authority: "chain.", Source: "chain", Block: names.Block{Number: 12}}, Took: 1500 * time.Microsecond,
	}
}

// TestQueryLog: there is none unless it is configured, no client is in it unless
// that is, and of so many lines a second those above are counted.
func TestQueryLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := newLogs(&out, logConfig{Level: "debug"})
		stop := l.start()
		l.query(event("alice.chain."))
		synctest.Wait()
		if out.Len() > 0 {
			t.Errorf("without a word in the configuration: %s", out.String())
		}
		l.set(logConfig{Level: "error", Format: "json", Queries: 3})
		hostile := "a\\\"b\\010c.chain."
		l.query(event(hostile))
		synctest.Wait()
		var got map[string]any
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatalf("%v: %s", err, out.String())
		}
		delete(got, "time")
		want := map[string]any{
			"level": "INFO", "msg": "query", "name": hostile, "type": "HTTPS", "rcode": "NXDOMAIN", "transport": "tls",
			"authority": "chain.", "source": "chain", "block": 12.0, "milliseconds": 1.5,
		}
		if len(got) != len(want) {
			t.Errorf("%v, want %v", got, want)
		}
		for key, value := range want {
			if got[key] != value {
				t.Errorf("%s is %v, want %v", key, got[key], value)
			}
		}
		out.Reset()
		l.set(logConfig{Queries: 3, Clients: true})
		for range 10 {
			l.query(event("alice.chain."))
		}
		time.Sleep(time.Second)
		synctest.Wait()
		text := out.String()
		if strings.Count(text, "msg=query name=alice.chain. ") != 2 || !strings.Contains(text, " milliseconds=1.5 client=192.0.2.7\n") || !strings.Contains(text, `msg="queries were left out of the log: see log.queries" count=8`) {
			t.Errorf("three a second:\n%s", text)
		}
		out.Reset()
		dropped := event("alice.chain.")
		dropped.Reply, dropped.Query, dropped.Trace = nil, new(dns.Msg), &resolver.Trace{}
		l.query(dropped)
		stop()
		if text := out.String(); !strings.Contains(text, `name="" type="" rcode=none transport=tls authority=none source=none milliseconds=1.5`) {
			t.Errorf("one without a question: %s", text)
		}
	})
}

// TestQueryLogSlow: a log that nobody takes away costs lines and lets no query
// wait.
func TestQueryLogSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, w := io.Pipe()
		l := newLogs(w, logConfig{Queries: maxQueryLines})
		stop := l.start()
		for range 2 * queuedLines {
			l.query(event("alice.chain."))
		}
		var text []byte
		go func() { text, _ = io.ReadAll(r) }()
		stop()
		w.Close()
		synctest.Wait()
		lines := bytes.Count(text, []byte("msg=query "))
		if lines < queuedLines || lines > queuedLines+1 || !bytes.Contains(text, []byte("queries were left out")) {
			t.Errorf("%d lines, the last is %s", lines, text[max(0, len(text)-200):])
		}
	})
}

// TestTheLogCanBeShown: whatever a string from outside has in it, no line of the log moves a
// terminal's cursor, begins another line, or is long.
func TestTheLogCanBeShown(t *testing.T) {
	nasty := "\x1b[2J\r\nlevel=ERROR msg=forged \x7f\u009b31m\u202e"
	long := strings.Repeat(nasty, 5000)
	for _, format := range []string{"text", "json"} {
		var out bytes.Buffer
		l := newLogs(&out, logConfig{Format: format, Queries: maxQueryLines})
		stop := l.start()
		logger := l.logger().With("endpoint", nasty)
		logger.Warn(long, "err", errors.New(long), "text", long, "any", any(struct{ S string }{nasty}), "n", 7)
		logger.Error("a query panicked", "panic", any(long), "stack", strings.Repeat("goroutine 1\n", 500))
		l.query(event(strings.Repeat(`\027`, 62) + "." + strings.Repeat(`\200`, 62) + "." + strings.Repeat(`x`, 62) + "."))
		stop()
		for line := range strings.Lines(out.String()) {
			if strings.ContainsFunc(strings.TrimSuffix(line, "\n"), func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%s: %q", format, line)
			}
			if !strings.Contains(line, "stack") && len(line) > 8<<10 {
				t.Errorf("%s: a line of %d bytes", format, len(line))
			}
			if _, name, query := strings.Cut(line, "name"); query && len(name) > 500 {
				t.Errorf("%s: %s", format, line)
			}
		}
		if n := strings.Count(out.String(), "\n"); n != 3 || !strings.Contains(out.String(), "goroutine 1") || strings.Contains(out.String(), long) {
			t.Errorf("%s: %d lines", format, n)
		}
	}
}

// TestAnErrorCanBeShown: nor does a command's error, which keeps its lines.
func TestAnErrorCanBeShown(t *testing.T) {
	var out, err bytes.Buffer
	code := run(t.Context(), []string{"lookup", "--deployment", "/nowhere\x1b[2J", "alice"}, terminal{out: &out, err: &err})
	if code == exitOK || strings.Contains(err.String(), "\x1b") || !strings.Contains(err.String(), `\x1b[2J`) {
		t.Errorf("%d: %q", code, err.String())
	}
}

// TestKeptRecordsCanBeShown: NULL is the type that has no presentation format.
func TestKeptRecordsCanBeShown(t *testing.T) {
	list := texted([]dns.RR{&dns.NULL{Hdr: dns.RR_Header{Name: "x.", Rrtype: dns.TypeNULL, Class: dns.ClassINET}, Data: "\x1b[2J\n"}})
	if len(list) != 1 || strings.ContainsRune(list[0], '\x1b') {
		t.Errorf("%q", list)
	}
}
