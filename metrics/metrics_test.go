package metrics_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chainzone/metrics"
)

// TestT40Rcodes (T40): response codes, which upstreams may make up, add a bounded
// number of series.
func TestT40Rcodes(t *testing.T) {
	m := metrics.New("test")
	for rcode := -1; rcode < 1<<12; rcode++ {
		m.Query(metrics.Query{Transport: "udp", Authority: ".", Rcode: rcode})
	}
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	body := w.Body.String()
	if n := strings.Count(body, "\nchainzone_queries_total{"); n < 10 || n > 30 {
		t.Errorf("4097 response codes are %d series", n)
	}
	for _, want := range []string{`rcode="none"`, `rcode="NXDOMAIN"`, `rcode="other"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no series has %s", want)
		}
	}
}
