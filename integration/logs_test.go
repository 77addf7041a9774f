package integration

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// TestQueryLog: by default no name that was asked for is in the log. With a query
// log each is, with where its answer came from; a reload begins and ends it.
func TestQueryLog(t *testing.T) {
	t.Parallel()
	d, up := startDevnet(t, "--no-dns"), startUpstream(t)
	addr := freeAddress(t)
	config := func(log string) string {
		return fmt.Sprintf("version: 1\nlisten: [%q]\norigins: [{deployment: %q}]\nforward: [{zone: ., upstreams: [%q]}]\n%s\n", addr, d.Deployment, up.addr, log)
	}
	file := filepath.Join(t.TempDir(), "chainzone.yaml")
	if err := os.WriteFile(file, []byte(config("")), 0o600); err != nil {
		t.Fatal(err)
	}
	p := start(t, nil, "chainzone", "serve", "--config", file)
	eventually(t, 20*time.Second, "it answers", func() bool {
		m, err := exchange("udp", addr, "site.chain", dns.TypeA)
		return err == nil && len(m.Answer) == 1
	})
	eventually(t, 20*time.Second, "the log says so", func() bool { return strings.Contains(p.log.String(), "the chain answers") })
	d.taken(addr) // or what is read once is read once more
	logged := 0   // bytes of the log that were looked at
	log := func() string { return p.log.String()[logged:] }
	reload := func(text string) {
		t.Helper()
		logged = len(p.log.String())
		rewrite(t, file, config(text))
		p.signal(syscall.SIGHUP)
		eventually(t, 20*time.Second, "it is reloaded", func() bool { return strings.Contains(log(), "the configuration was reloaded") })
	}
	if strings.Contains(log(), "site.chain") {
		t.Errorf("without a query log:\n%s", log())
	}
	reload("log: {format: json, queries: 100, clients: true}")
	names := []string{"hello.chain.", "hello.chain.", "nobody-has-this.chain.", "www.example.", "www.example."}
	for _, name := range names {
		ask(t, "tcp", addr, name, dns.TypeA)
	}
	type line struct {
		Msg, Level, Name, Type, Rcode, Transport, Authority, Source, Client string

		Block        uint64
		Milliseconds float64
	}
	var lines []line
	eventually(t, 20*time.Second, "every query is logged", func() bool {
		lines = nil
		for text := range strings.Lines(log()) {
			var l line
			if err := json.Unmarshal([]byte(text), &l); err != nil {
				t.Fatalf("%v: %s", err, text)
			}
			if l.Msg == "query" {
				lines = append(lines, l)
			}
		}
		return len(lines) >= len(names)
	})
	want := []struct{ rcode, authority, source string }{
		{"NOERROR", "chain.", "chain"}, {"NOERROR", "chain.", "cache"}, {"NXDOMAIN", "chain.", "chain"}, {"NOERROR", ".", "upstream"}, {"NOERROR", ".", "cache"},
	}
	for i, l := range lines {
		if w := want[i]; l.Name != names[i] || l.Type != "A" || l.Rcode != w.rcode || l.Authority != w.authority || l.Source != w.source ||
			l.Transport != "tcp" || l.Client != "127.0.0.1" || (l.Block > 0) != (w.authority == "chain.") || l.Milliseconds <= 0 || l.Milliseconds > 10_000 {
			t.Errorf("line %d: %+v, want %+v", i, l, w)
		}
	}
	reload("log: {queries: 0}")
	ask(t, "udp", addr, "mail.chain", dns.TypeMX)
	p.stop()
	if strings.Contains(log(), "mail.chain") {
		t.Errorf("after the query log has ended:\n%s", log())
	}
}
