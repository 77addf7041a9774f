package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/netutil"

	"chainzone/cache"
	"chainzone/chain"
	"chainzone/metrics"
	"chainzone/names"
	"chainzone/resolver"
	"chainzone/resolver/forward"
)

// admin is the HTTP server that shows how the DNS server is. Without an address
// it does nothing.
type admin struct {
	address  string
	metrics  *metrics.Metrics
	server   *resolver.Server
	clients  func() []*chain.Client // of the origins in force
	listener net.Listener
}

func checkAdmin(address string) error {
	if address == "" {
		return nil
	}
	if strings.HasPrefix(address, ":") {
		return fmt.Errorf("%q would show this server to every network: name an address, such as 127.0.0.1%s", address, address)
	}
	return checkAddress(address)
}

func newAdmin(address string) *admin {
	a := &admin{address: address}
	if address != "" {
		a.metrics = metrics.New(version)
	}
	return a
}

// query counts a query of the DNS server.
func (a *admin) query(e resolver.Event) {
	if a.metrics == nil {
		return
	}
	rcode := -1
	if e.Reply != nil {
		rcode = e.Reply.Rcode
	}
	a.metrics.Query(metrics.Query{
		Transport: e.Client.Transport.String(), Authority: e.Trace.Authority, Rcode: rcode, Source: e.Trace.Source, Spent: e.Trace.Spent, Took: e.Took, Panicked: e.Panicked,
	})
}

// call counts a call to an endpoint.
func (a *admin) call(c chain.Call) {
	if a.metrics != nil {
		a.metrics.Call(c.Endpoint, c.Method, c.Outcome, c.Took)
	}
}

// reload counts a reload of the configuration.
func (a *admin) reload(err error) {
	if a.metrics != nil {
		a.metrics.Reload(err == nil)
	}
}

// listen opens the socket for a server that listens already.
func (a *admin) listen(server *resolver.Server, clients func() []*chain.Client, logger *slog.Logger) error {
	if a.address == "" {
		return nil
	}
	a.server, a.clients = server, clients
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", a.address)
	if err != nil {
		return fmt.Errorf("admin: %w: name another address or stop what has it", err)
	}
	a.listener = l
	logger.Info("showing metrics and health", "address", l.Addr().String())
	a.measure()
	return nil
}

// measure shows what is counted elsewhere.
func (a *admin) measure() {
	stats := func(f func(resolver.Stats) float64) func() float64 {
		return func() float64 { return f(a.server.Stats()) }
	}
	m := a.metrics
	m.Gauge("chainzone_queries_in_flight", "Queries being answered.", nil, stats(func(s resolver.Stats) float64 { return float64(s.InFlight) }))
	m.Counter("chainzone_dropped_queries_total", "Queries above the 4096 that are answered at a time: they had no reply.", nil, stats(func(s resolver.Stats) float64 { return float64(s.Dropped) }))
	m.Gauge("chainzone_connections", "Connections open, of all transports.", nil, stats(func(s resolver.Stats) float64 { return float64(s.Connections) }))
	m.Counter("chainzone_refused_connections_total", "Connections above the 256 in all, or the 16 of one network.", nil, stats(func(s resolver.Stats) float64 { return float64(s.Refused) }))
	m.Counter("chainzone_late_datagrams_total", "Datagrams that lay in the server's socket for longer than 0.3 ms before they were read.", nil, stats(func(s resolver.Stats) float64 { return float64(s.Late) }))
	const limited = "Queries above the rate limit: slip was told to use TCP, drop had no reply."
	m.Counter("chainzone_limited_queries_total", limited, map[string]string{"verdict": "slip"}, stats(func(s resolver.Stats) float64 { return float64(s.Slipped) }))
	m.Counter("chainzone_limited_queries_total", limited, map[string]string{"verdict": "drop"}, stats(func(s resolver.Stats) float64 { return float64(s.Limited) }))
	for name, of := range map[string]func(resolver.Stats) cache.Stats{
		"zones":    func(s resolver.Stats) cache.Stats { return s.Zones },
		"messages": func(s resolver.Stats) cache.Stats { return s.Messages },
	} {
		labels := map[string]string{"cache": name}
		m.Counter("chainzone_cache_hits_total", "Look-ups that found an entry.", labels, stats(func(s resolver.Stats) float64 { return float64(of(s).Hits) }))
		m.Counter("chainzone_cache_misses_total", "Look-ups that did not.", labels, stats(func(s resolver.Stats) float64 { return float64(of(s).Misses) }))
		m.Counter("chainzone_cache_loads_total", "Reads for the sake of an entry.", labels, stats(func(s resolver.Stats) float64 { return float64(of(s).Loads) }))
		m.Counter("chainzone_cache_evictions_total", "Entries that made room.", labels, stats(func(s resolver.Stats) float64 { return float64(of(s).Evictions) }))
		m.Gauge("chainzone_cache_entries", "Entries kept.", labels, stats(func(s resolver.Stats) float64 { return float64(of(s).Entries) }))
		m.Gauge("chainzone_cache_bytes", "Bytes that they cost, about.", labels, stats(func(s resolver.Stats) float64 { return float64(of(s).Bytes) }))
	}
	heads := func(f func(names.Head, error) float64) func() []metrics.Value {
		return func() (values []metrics.Value) {
			for _, c := range a.clients() {
				values = append(values, metrics.Value{Labels: []string{c.Origin().String()}, Number: f(c.Head())})
			}
			return values
		}
	}
	m.GaugeEach("chainzone_head_number", "Number of the block that answers are read at, 0 before there is one.", []string{"origin"}, heads(func(head names.Head, _ error) float64 {
		return float64(head.Number)
	}))
	m.GaugeEach("chainzone_head_age_seconds", "Time since that block's own, by this machine's clock; -1 before there is one.", []string{"origin"}, heads(func(head names.Head, err error) float64 {
		if err != nil {
			return -1
		}
		return max(0, time.Since(time.Unix(int64(head.Time), 0)).Seconds())
	}))
	m.GaugeEach("chainzone_head_confirmed_age_seconds", "Time since an endpoint last said that it is the head; -1 before there is one.", []string{"origin"}, heads(func(head names.Head, err error) float64 {
		if err != nil {
			return -1
		}
		return time.Since(head.Confirmed).Seconds()
	}))
	m.GaugeEach("chainzone_endpoint_preferred", "1 for the endpoint of the chain that is asked first now, 0 for the others.", []string{"origin", "endpoint"}, func() (values []metrics.Value) {
		for _, c := range a.clients() {
			shown, preferred := c.Endpoints()
			values = append(values, metrics.Value{Labels: []string{c.Origin().String(), shown[preferred]}, Number: 1}) // first, since two may be of one host
			for _, e := range shown {
				values = append(values, metrics.Value{Labels: []string{c.Origin().String(), e}})
			}
		}
		return values
	})
	m.GaugeEach("chainzone_origin_creation_known", "1 if the deployment proves how its contracts were created, 0 if nobody knows who filled their storage.", []string{"origin"}, func() (values []metrics.Value) {
		for _, c := range a.clients() {
			known := 0.0
			if c.Deployment().Creation != nil {
				known = 1
			}
			values = append(values, metrics.Value{Labels: []string{c.Origin().String()}, Number: known})
		}
		return values
	})
	upstreams := func(f func(forward.Health) float64) func() []metrics.Value {
		return func() (values []metrics.Value) {
			for _, z := range a.server.Upstreams() {
				for _, h := range z.Health {
					values = append(values, metrics.Value{Labels: []string{z.Zone.String(), h.Upstream}, Number: f(h)})
				}
			}
			return values
		}
	}
	upstream := []string{"zone", "upstream"}
	m.GaugeEach("chainzone_upstream_up", "1 for an upstream that answers, 0 for one that is down and asked after the others.", upstream, upstreams(func(h forward.Health) float64 {
		if h.Up {
			return 1
		}
		return 0
	}))
	m.GaugeEach("chainzone_upstream_response_seconds", "Time of an upstream's answers of late, smoothed; 0 before there is one.", upstream, upstreams(func(h forward.Health) float64 { return h.Speed.Seconds() }))
	m.CounterEach("chainzone_upstream_answers_total", "Replies of an upstream, by rcode: the common ones by name, others together.", []string{"zone", "upstream", "rcode"}, func() (values []metrics.Value) {
		for _, z := range a.server.Upstreams() {
			for _, h := range z.Health {
				for _, rcode := range forward.Rcodes {
					values = append(values, metrics.Value{Labels: []string{z.Zone.String(), h.Upstream, rcode}, Number: float64(h.Replies[rcode])})
				}
			}
		}
		return values
	})
	m.CounterEach("chainzone_upstream_failures_total", "Questions that an upstream did not answer, or not in time, or with an error.", upstream, upstreams(func(h forward.Health) float64 { return float64(h.Failures) }))
}

// What a request to the admin server may take up.
const (
	adminConnections = 16               // at a time; more wait
	adminHeader      = 16 << 10         // bytes
	adminRequest     = 5 * time.Second  // to be read
	adminResponse    = 10 * time.Second // health has a question answered first
	adminIdle        = 10 * time.Second // between requests, so that those that wait have their turn
)

// serve answers requests until ctx ends.
func (a *admin) serve(ctx context.Context, logger *slog.Logger) {
	if a.listener == nil {
		return
	}
	server := &http.Server{
		Handler: a.handler(), MaxHeaderBytes: adminHeader,
		ReadTimeout: adminRequest, WriteTimeout: adminResponse, IdleTimeout: adminIdle,
		ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(netutil.LimitListener(a.listener, adminConnections)); err != nil && !errors.Is(err, http.ErrServerClosed) {
		logger.Error("the admin server ended", "err", err)
	}
}

func (a *admin) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.metrics.Handler())
	mux.HandleFunc("GET /healthz", a.health)
	mux.HandleFunc("GET /readyz", a.ready)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := notAdmin(r); err != nil {
			w.Header().Set("Connection", "close") // it keeps no place from others
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// notAdmin says why a request is not answered: it is a page's in a browser on this
// machine, which may have a name that leads here, or it has a body, which none needs.
func notAdmin(r *http.Request) error {
	site := r.Header.Get("Sec-Fetch-Site") // W3C Fetch Metadata: every browser says it
	switch host := hostOf(r.Host); {
	case host != "localhost" && net.ParseIP(host) == nil, r.Header.Get("Origin") != "", site != "" && site != "none" && site != "same-origin":
		return errors.New("ask by IP address, and not from a web page")
	case r.ContentLength != 0:
		return errors.New("ask without a body")
	}
	return nil
}

func hostOf(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return strings.Trim(hostport, "[]")
}

// health says that the program answers questions at all.
func (a *admin) health(w http.ResponseWriter, r *http.Request) {
	answerOne(r.Context(), a.server, ".")
	_, _ = fmt.Fprintln(w, "ok")
}

// readyLag is how long ago an endpoint may have confirmed the head of a server
// that is ready: after that, answers are stale.
const readyLag = 15 * time.Second

// unready says why a server is not ready: which origins are not answered from a
// head that is confirmed, and which forwarded zones by nobody. An upstream whose
// rest is over may be back: a question has to come to find out.
func unready(clients []*chain.Client, zones []resolver.Upstreams) (reasons []string) {
	for _, c := range clients {
		head, err := c.Head()
		switch {
		case err != nil:
			reasons = append(reasons, fmt.Sprintf("%s: %v", c.Origin(), err))
		case time.Since(head.Confirmed) > readyLag:
			reasons = append(reasons, fmt.Sprintf("%s: block %d was last confirmed %.0f s ago", c.Origin(), head.Number, time.Since(head.Confirmed).Seconds()))
		}
	}
	for _, z := range zones {
		if !slices.ContainsFunc(z.Health, func(h forward.Health) bool { return h.Up || h.Rest == 0 }) {
			reasons = append(reasons, fmt.Sprintf("%s: every upstream failed a moment ago", z.Zone))
		}
	}
	return reasons
}

func (a *admin) ready(w http.ResponseWriter, _ *http.Request) {
	if reasons := unready(a.clients(), a.server.Upstreams()); len(reasons) > 0 {
		http.Error(w, strings.Join(reasons, "\n"), http.StatusServiceUnavailable)
		return
	}
	_, _ = fmt.Fprintln(w, "ok")
}
