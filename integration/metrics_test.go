package integration

import (
	"bytes"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
)

// movedElsewhere are the metrics of what no client and no upstream can bring
// about: TestRareMetrics of cmd/chainzone and TestF24Reload have them move.
var movedElsewhere = []string{"chainzone_query_panics_total", "chainzone_dropped_queries_total", "chainzone_config_reloads_total", "chainzone_config_last_reload_successful"}

// total is the sum of a metric's series, and of a histogram's counts.
func total(family *dto.MetricFamily) (sum float64) {
	for _, m := range family.GetMetric() {
		sum += m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
	}
	return sum
}

// aliases is a server whose names beginning with "ring" lead from one to the
// next, that lets names beginning with "slow" wait, and answers all others.
func aliases(t *testing.T) (addr string) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		name := q.Question[0].Name
		var n int
		if _, err := fmt.Sscanf(strings.ToLower(name), "ring%d.example.", &n); err == nil {
			m.Answer = []dns.RR{&dns.CNAME{Hdr: dns.RR_Header{Name: name, Rrtype: dns.TypeCNAME, Class: dns.ClassINET, Ttl: 60}, Target: fmt.Sprintf("ring%d.example.", n+1)}}
		} else {
			m.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(198, 51, 100, 7)}}
		}
		if strings.HasPrefix(strings.ToLower(name), "slow") {
			<-release
		}
		w.WriteMsg(m)
	})}
	go server.ActivateAndServe()
	t.Cleanup(func() { close(release); server.Shutdown() })
	return conn.LocalAddr().String()
}

// TestMetricsMove: what happened shows in every metric that there is, their names
// and texts are by Prometheus' conventions, and no label is of a client's choice.
func TestMetricsMove(t *testing.T) {
	t.Parallel()
	d := startDevnet(t, "--no-dns")
	good, dead := aliases(t), freeAddress(t)
	server, admin, p := administered(t, fmt.Sprintf(`origins: [{deployment: %q, endpoints: ["http://%s", %q]}]
forward: [{zone: ., upstreams: [%q, %q, %q]}]
cache: {messages: 32KiB}
limits: {queries: 20, exempt: []}
`, d.Deployment, dead, d.RPC, dead, good, good))
	eventually(t, 20*time.Second, "ready", func() bool { status, _ := get(t, "http://"+admin+"/readyz"); return status == http.StatusOK })
	before := scrape(t, admin)

	conn, err := dns.Dial("tcp", server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for i := range 2 * 100 {
		if i == 100 {
			conn.Close()
			if conn, err = dns.Dial("tcp", server); err != nil {
				t.Fatal(err)
			}
		}
		conn.WriteMsg(new(dns.Msg).SetQuestion(fmt.Sprintf("%s%d.example.", strings.Repeat("x", 60), i), dns.TypeA))
		if _, err := conn.ReadMsg(); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"hello.chain", "hello.chain", "www.example", "www.example"} {
		if m := ask(t, "tcp", server, name, dns.TypeA); len(m.Answer) != 1 {
			t.Errorf("%v", m)
		}
	}
	if m := ask(t, "tcp", server, "ring0.example", dns.TypeA); m.Rcode != dns.RcodeServerFailure {
		t.Errorf("a ring of aliases: %v", m)
	}
	flood, err := dns.Dial("udp", server)
	if err != nil {
		t.Fatal(err)
	}
	defer flood.Close()
	p.signal(syscall.SIGSTOP) // and the flood is late on any machine
	eventually(t, 20*time.Second, "the server stands still", func() bool { return stat(t, p)[0] == "T" })
	for range 100 {
		flood.WriteMsg(new(dns.Msg).SetQuestion("hello.chain.", dns.TypeA))
	}
	time.Sleep(50 * time.Millisecond)
	p.signal(syscall.SIGCONT)
	for range 20 { // 16 are this network's share
		if c, err := net.Dial("tcp", server); err == nil {
			t.Cleanup(func() { c.Close() })
		}
	}
	conn.WriteMsg(new(dns.Msg).SetQuestion("slow.example.", dns.TypeA))

	still := slices.DeleteFunc(slices.Sorted(maps.Keys(before)), func(name string) bool {
		return !strings.HasPrefix(name, "chainzone_") || slices.Contains(movedElsewhere, name)
	})
	still = append(still, "chainzone_query_budget_exhausted_total") // it has no series before
	want := map[string]func(now, before float64) bool{
		"chainzone_build_info":            func(now, _ float64) bool { return now == 1 },
		"chainzone_endpoint_preferred":    func(now, _ float64) bool { return now == 1 }, // one of two
		"chainzone_origin_creation_known": func(now, _ float64) bool { return now == 1 }, // the devnet's file is of version 2
		// One of three upstreams, two of which are the same, is down.
		"chainzone_upstream_up": func(now, before float64) bool { return before == 2 && now == 1 },
		// Both are 0 or a little above.
		"chainzone_head_age_seconds":           func(now, before float64) bool { return now != before },
		"chainzone_head_confirmed_age_seconds": func(now, before float64) bool { return now != before },
	}
	var after map[string]*dto.MetricFamily
	deadline := time.Now().Add(20 * time.Second)
	for len(still) > 0 && time.Now().Before(deadline) {
		after = scrape(t, admin)
		still = slices.DeleteFunc(still, func(name string) bool {
			if moved := want[name]; moved != nil {
				return moved(total(after[name]), total(before[name]))
			}
			return total(after[name]) > total(before[name])
		})
		time.Sleep(50 * time.Millisecond)
	}
	for _, name := range still {
		t.Errorf("%s did not move: %v", name, after[name])
	}
	for name, want := range map[string]string{
		"chainzone_query_budget_exhausted_total": "steps",
		"chainzone_upstream_failures_total":      "udp://" + dead,
		"chainzone_upstream_answers_total":       "udp://" + good,
	} {
		if got := after[name].String(); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	lint(t, after)
	doc, err := os.ReadFile("../docs/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	checkAlerts(t, after, string(doc))
	for name := range after {
		if strings.HasPrefix(name, "chainzone_") && !strings.Contains(string(doc), "`"+name+"`") {
			t.Errorf("docs/deploy.md does not say what %s is", name)
		}
	}
}

// lint is what Prometheus' own promtool says of metrics.
func lint(t *testing.T, families map[string]*dto.MetricFamily) {
	t.Helper()
	var text bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(families)) {
		if _, err := expfmt.MetricFamilyToText(&text, families[name]); err != nil {
			t.Fatal(err)
		}
	}
	problems, err := promlint.New(&text).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// TestEndpointChangeShows: that another endpoint is asked first, and why, shows in
// the metrics, and that the first is asked again when it is well.
func TestEndpointChangeShows(t *testing.T) {
	t.Parallel()
	d := startDevnet(t, "--no-dns")
	first, second := startProxy(t, d.RPC), startProxy(t, d.RPC)
	_, admin, _ := administered(t, fmt.Sprintf("origins: [{deployment: %q, endpoints: [%q, %q]}]\n", d.Deployment, first.URL, second.URL))
	// prefers says whether an endpoint, and no other, is the one that is asked first.
	prefers := func(url string) bool {
		family := scrape(t, admin)["chainzone_endpoint_preferred"]
		return total(family) == 1 && slices.ContainsFunc(family.GetMetric(), func(m *dto.Metric) bool {
			return m.GetGauge().GetValue() == 1 && strings.Contains(m.String(), url)
		})
	}
	eventually(t, 20*time.Second, "the first is asked first", func() bool { return first.count("eth_getStorageAt") > 0 && prefers(first.URL) })
	first.setMutate(func(string, []byte) []byte {
		return []byte(`{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"limit exceeded"}}`)
	})
	eventually(t, 30*time.Second, "the second is", func() bool { return prefers(second.URL) && second.count("eth_getBlockByNumber") > 0 })
	calls := scrape(t, admin)["chainzone_rpc_calls_total"]
	if !slices.ContainsFunc(calls.GetMetric(), func(m *dto.Metric) bool {
		return strings.Contains(m.String(), first.URL) && hasLabel(&dto.MetricFamily{Metric: []*dto.Metric{m}}, "outcome", "limited")
	}) {
		t.Errorf("it does not show why: %v", calls)
	}
	first.setMutate(nil)
	eventually(t, 60*time.Second, "the first is again", func() bool { return prefers(first.URL) })
}
