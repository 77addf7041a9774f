package integration

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// administered runs chainzone on a configuration, with an admin server, whose
// addresses and process it returns.
func administered(t *testing.T, text string) (server, admin string, p *process) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "chainzone.yaml")
	if !strings.Contains(text, "limits:") {
		text += "limits: {queries: 0}\n"
	}
	text = "version: 1\nlisten: [\"127.0.0.1:0\"]\nadmin: 127.0.0.1:0\n" + text
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p = start(t, nil, "chainzone", "serve", "--config", file)
	for _, want := range []struct {
		line string
		to   *string
	}{
		{`msg=listening transport=udp address=(\S+)`, &server},
		{`msg="showing metrics and health" address=(\S+)`, &admin},
	} {
		line := regexp.MustCompile(want.line)
		eventually(t, 20*time.Second, want.line, func() bool {
			m := line.FindStringSubmatch(p.log.String())
			if m != nil {
				*want.to = m[1]
			}
			return m != nil
		})
	}
	return server, admin, p
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, 8<<20))
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// scrape reads the metrics as Prometheus does.
func scrape(t *testing.T, admin string) map[string]*dto.MetricFamily {
	t.Helper()
	status, body := get(t, "http://"+admin+"/metrics")
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(body))
	if err != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	return families
}

// series counts those of one metric, and sums their values.
func series(families map[string]*dto.MetricFamily, name string) (count int, sum float64) {
	for _, m := range families[name].GetMetric() {
		count++
		sum += m.GetCounter().GetValue() + m.GetGauge().GetValue()
	}
	return count, sum
}

// hostileName is the wire form of a question that looks like a metric, a quote,
// a header or nothing at all.
func hostileName(r *rand.Rand) []byte {
	pieces := []string{"\"} 1\n", "\\", "\n# HELP x", "\x00", "\xff\xfe", "<script>", "{a=\"b\"}", "\r\n\r\n", "é"}
	var name []byte
	for range 1 + r.IntN(4) {
		label := fmt.Sprintf("%s%x", pieces[r.IntN(len(pieces))], r.Uint32())
		name = append(append(name, byte(len(label))), label...)
	}
	return append(name, 0)
}

// TestT40HostileNames: names that clients choose never show in the metrics, do
// not break a scrape, and add no series.
func TestT40HostileNames(t *testing.T) {
	count := 2000
	if os.Getenv("CHAINZONE_SOAK") != "" {
		count = 100_000
	}
	server, admin, _ := administered(t, fmt.Sprintf("forward: [{zone: ., upstreams: [%q]}]\n", startUpstream(t).addr))
	conn, err := net.Dial("udp", server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	r := rand.New(rand.NewPCG(40, 40))
	buf := make([]byte, 4096)
	send := func(n int) {
		for i := range n {
			q := append([]byte{byte(i >> 8), byte(i), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0}, hostileName(r)...)
			q = append(q, byte(r.IntN(256)), byte(r.IntN(256)), 0, byte(1+r.IntN(4))) // any type, some classes
			if _, err := conn.Write(q); err != nil {
				t.Fatal(err)
			}
			conn.SetReadDeadline(time.Now().Add(20 * time.Millisecond)) // some have no answer
			conn.Read(buf)
		}
	}
	send(count / 4)
	before, _ := series(scrape(t, admin), "chainzone_queries_total")
	send(count - count/4)
	families := scrape(t, admin)
	after, sum := series(families, "chainzone_queries_total")
	if sum < float64(count)*.9 {
		t.Errorf("%v queries were counted of %d", sum, count)
	}
	if after > before+4 || after > 20 {
		t.Errorf("%d series after %d queries, %d after all", before, count/4, after)
	}
	for name, family := range families {
		for _, m := range family.GetMetric() {
			for _, label := range m.GetLabel() {
				if strings.ContainsAny(label.GetValue(), "\"\\\n\x00<{") {
					t.Errorf("%s has the label %v", name, label)
				}
			}
		}
	}
}

// TestMetrics: what happened is counted, and the chain's head is shown.
func TestMetrics(t *testing.T) {
	d := startDevnet(t, "--no-dns")
	server, admin, _ := administered(t, fmt.Sprintf("origins: [{deployment: %q}]\n", d.Deployment))
	eventually(t, 20*time.Second, "ready", func() bool { status, _ := get(t, "http://"+admin+"/readyz"); return status == http.StatusOK })
	for range 3 {
		ask(t, "udp", server, "hello.chain", dns.TypeA)
	}
	ask(t, "tcp", server, "nobody-has-this.chain", dns.TypeA)
	ask(t, "udp", server, "example.com", dns.TypeA)
	families := scrape(t, admin)
	want := map[string]float64{
		`udp chain. NOERROR`: 3, `tcp chain. NXDOMAIN`: 1, `udp none REFUSED`: 1,
	}
	for _, m := range families["chainzone_queries_total"].GetMetric() {
		labels := map[string]string{}
		for _, l := range m.GetLabel() {
			labels[l.GetName()] = l.GetValue()
		}
		key := labels["transport"] + " " + labels["authority"] + " " + labels["rcode"]
		if got := m.GetCounter().GetValue(); got != want[key] {
			t.Errorf("%s: %v, want %v", key, got, want[key])
		}
		delete(want, key)
	}
	if len(want) > 0 {
		t.Errorf("not counted: %v", want)
	}
	for _, name := range []string{"chainzone_head_number", "chainzone_rpc_calls_total", "chainzone_cache_hits_total", "chainzone_cache_entries", "chainzone_build_info"} {
		if _, sum := series(families, name); sum <= 0 {
			t.Errorf("%s is %v", name, sum)
		}
	}
	if count := families["chainzone_query_duration_seconds"].GetMetric(); len(count) < 2 {
		t.Errorf("durations by source: %v", count)
	}
	if _, age := series(families, "chainzone_head_age_seconds"); age < 0 || age > 60 {
		t.Errorf("the head is %v s old", age)
	}
	if status, body := get(t, "http://"+admin+"/healthz"); status != http.StatusOK || body != "ok\n" {
		t.Errorf("healthz: %d %q", status, body)
	}
	if status, _ := get(t, "http://"+admin+"/debug/pprof/goroutine?debug=1"); status != http.StatusNotFound {
		t.Errorf("profiles: %d", status)
	}
}

// TestAdminRefuses: an endpoint that cannot be reached is not ready, and says
// why without its URL; web pages and other methods get nothing.
func TestAdminRefuses(t *testing.T) {
	d := startDevnet(t, "--no-dns")
	_, admin, _ := administered(t, fmt.Sprintf("origins: [{deployment: %q, endpoints: [\"http://%s/hush\"]}]\n", d.Deployment, freeAddress(t)))
	status, body := get(t, "http://"+admin+"/readyz")
	if status != http.StatusServiceUnavailable || !strings.HasPrefix(body, "chain.: ") || strings.Contains(body, "hush") {
		t.Errorf("readyz: %d %q", status, body)
	}
	if status, _ := get(t, "http://"+admin+"/healthz"); status != http.StatusOK {
		t.Errorf("healthz: %d", status)
	}
	for _, tc := range []struct {
		method, host, header, value string
		body                        string
		want                        int
	}{
		{"POST", "", "", "", "", http.StatusMethodNotAllowed},
		{"GET", "rebound.example", "", "", "", http.StatusForbidden},
		{"GET", "", "Origin", "http://page.example", "", http.StatusForbidden},
		{"GET", "", "Sec-Fetch-Site", "cross-site", "", http.StatusForbidden},
		{"GET", "", "Sec-Fetch-Site", "same-site", "", http.StatusForbidden}, // of another port
		{"GET", "", "Sec-Fetch-Site", "same-origin", "", http.StatusOK},
		{"GET", "", "Sec-Fetch-Site", "none", "", http.StatusOK}, // typed in
		{"GET", "localhost", "", "", "", http.StatusOK},
		{"GET", "", "", "", "a body", http.StatusForbidden},
		{"GET", "", "X-Long", strings.Repeat("a", 64<<10), "", http.StatusRequestHeaderFieldsTooLarge},
	} {
		req, err := http.NewRequest(tc.method, "http://"+admin+"/metrics", strings.NewReader(tc.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Host = tc.host
		if tc.header != "" {
			req.Header.Set(tc.header, tc.value)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != tc.want {
			t.Errorf("%+v: %s", tc, resp.Status)
		}
	}
}
