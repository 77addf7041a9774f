// Package metrics counts what the server does, and shows it to Prometheus. No
// label has a value that a client or a registrant can choose: names of domains
// come from the configuration, all others from short lists.
package metrics

import (
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics is one process's. It is safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	queries  *prometheus.CounterVec
	duration *prometheus.HistogramVec
	panics   prometheus.Counter
	spent    *prometheus.CounterVec
	calls    *prometheus.CounterVec
	callTime *prometheus.HistogramVec
	reloads  *prometheus.CounterVec
	reloaded prometheus.Gauge
}

// New makes them, with those of the Go runtime and the process.
func New(version string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		queries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chainzone_queries_total", Help: "Queries handled, by transport, authority (an origin or a forwarded zone, none for what has neither) and rcode (none where no reply was sent).",
		}, []string{"transport", "authority", "rcode"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "chainzone_query_duration_seconds", Help: "Time to answer, by where the answer came from.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 1.8, 5},
		}, []string{"source"}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "chainzone_query_panics_total", Help: "Queries whose handling panicked: each is a bug.",
		}),
		spent: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chainzone_query_budget_exhausted_total", Help: "Queries that wanted more than one may cost: steps from alias to alias, chain calls, queries to other servers, bytes from them, time.",
		}, []string{"budget"}),
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chainzone_rpc_calls_total", Help: "Calls to the chain's endpoints, by endpoint (scheme and host), method and outcome (ok, limited, behind, unsupported, unreachable or error).",
		}, []string{"endpoint", "method", "outcome"}),
		callTime: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "chainzone_rpc_duration_seconds", Help: "Time of a call to the chain's endpoints.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
		}, []string{"endpoint"}),
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chainzone_config_reloads_total", Help: "Reloads of the configuration, by outcome: done, or refused, which changes nothing.",
		}, []string{"outcome"}),
		reloaded: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "chainzone_config_last_reload_successful", Help: "Whether the configuration in force is the one that was read last: 0 where that one was refused.",
		}),
	}
	m.reloads.WithLabelValues("done")
	m.reloads.WithLabelValues("refused")
	m.reloaded.Set(1)
	info := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "chainzone_build_info", Help: "Always 1."}, []string{"version"})
	info.WithLabelValues(version).Set(1)
	m.registry.MustRegister(
		m.queries, m.duration, m.panics, m.spent, m.calls, m.callTime, m.reloads, m.reloaded, info,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// Query is one that was handled. Its texts are values of labels.
type Query struct {
	Transport string
	Authority string // "": none
	Rcode     int    // extended; negative where no reply was sent
	Source    string // "": none
	Spent     string // what of its budget was used up; "": nothing
	Took      time.Duration
	Panicked  bool
}

// Query counts one.
func (m *Metrics) Query(q Query) {
	m.queries.WithLabelValues(q.Transport, OrNone(q.Authority), RcodeText(q.Rcode)).Inc()
	m.duration.WithLabelValues(OrNone(q.Source)).Observe(q.Took.Seconds())
	if q.Panicked {
		m.panics.Inc()
	}
	if q.Spent != "" {
		m.spent.WithLabelValues(q.Spent).Inc()
	}
}

// OrNone is a label's value for what may be missing.
func OrNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// rcodes are those that this server sends or passes on; an upstream can send any.
var rcodes = map[int]string{
	0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED", 6: "YXDOMAIN",
	7: "YXRRSET", 8: "NXRRSET", 9: "NOTAUTH", 10: "NOTZONE", 16: "BADVERS", 23: "BADCOOKIE",
}

// RcodeText is the name of an rcode that this server sends or passes on, else other;
// none for a negative one.
func RcodeText(rcode int) string {
	if rcode < 0 {
		return "none"
	}
	if text, ok := rcodes[rcode]; ok {
		return text
	}
	return "other"
}

// Call counts one call to an endpoint of the chain. Its texts are values of labels.
func (m *Metrics) Call(endpoint, method, outcome string, took time.Duration) {
	m.calls.WithLabelValues(endpoint, method, outcome).Inc()
	m.callTime.WithLabelValues(endpoint).Observe(took.Seconds())
}

// Reload counts a reload of the configuration, done or refused.
func (m *Metrics) Reload(done bool) {
	if done {
		m.reloads.WithLabelValues("done").Inc()
		m.reloaded.Set(1)
	} else {
		m.reloads.WithLabelValues("refused").Inc()
		m.reloaded.Set(0)
	}
}

// Counter shows a count that is kept elsewhere. It may be called again with
// other labels.
func (m *Metrics) Counter(name, help string, labels map[string]string, value func() float64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help, ConstLabels: labels}, value))
}

// Gauge shows a value that is kept elsewhere, like Counter.
func (m *Metrics) Gauge(name, help string, labels map[string]string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, value))
}

// Value is one of several that a metric has.
type Value struct {
	Labels []string // values, in the order of the metric's labels
	Number float64
}

// GaugeEach shows values that are kept elsewhere, those that there are when it
// is asked for. Of several with the same labels the first counts.
func (m *Metrics) GaugeEach(name, help string, labels []string, values func() []Value) {
	m.registry.MustRegister(each{prometheus.NewDesc(name, help, labels, nil), prometheus.GaugeValue, values})
}

// CounterEach is GaugeEach for counts.
func (m *Metrics) CounterEach(name, help string, labels []string, values func() []Value) {
	m.registry.MustRegister(each{prometheus.NewDesc(name, help, labels, nil), prometheus.CounterValue, values})
}

// each is a metric whose series come and go.
type each struct {
	desc   *prometheus.Desc
	kind   prometheus.ValueType
	values func() []Value
}

func (e each) Describe(to chan<- *prometheus.Desc) { to <- e.desc }

func (e each) Collect(to chan<- prometheus.Metric) {
	seen := map[string]bool{}
	for _, v := range e.values() {
		key := strings.Join(v.Labels, "\x00")
		if !seen[key] {
			to <- prometheus.MustNewConstMetric(e.desc, e.kind, v.Number, v.Labels...)
		}
		seen[key] = true
	}
}

// Handler answers a scrape, at most four at a time.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 10 * time.Second})
}
