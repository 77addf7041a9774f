package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/net/netutil"
	"golang.org/x/sys/unix"

	"chainzone/names"
	"chainzone/resolver"
	"chainzone/resolver/forward"
	"chainzone/zone"
)

// controlName is the socket's in a folder that is not named for it.
const controlName = "control"

// What the control socket takes up.
const (
	controlConnections = 8
	controlHeader      = 8 << 10          // bytes
	controlRequest     = 5 * time.Second  // to be read
	controlReply       = 30 * time.Second // and what a profile takes, which says so itself
)

// controlPath is where the server listens for admin commands: where the
// configuration says, or in the folder that systemd made, or in the state folder;
// "" is nowhere.
func controlPath(c *config) string {
	switch folder := os.Getenv("RUNTIME_DIRECTORY"); {
	case c.Control != "":
		return c.Control
	case folder != "":
		return filepath.Join(folder, controlName)
	case c.State != "":
		return filepath.Join(c.State, controlName)
	}
	return ""
}

// listenControl opens the socket, which nobody but this user can connect to. One
// that a server left behind when it was killed is replaced.
func listenControl(path string) (net.Listener, error) {
	info, err := os.Lstat(path)
	switch {
	case err == nil && info.Mode().Type() != fs.ModeSocket:
		return nil, fmt.Errorf("%s is no socket: name another path", path)
	case err == nil:
		if conn, err := new(net.Dialer).DialContext(context.Background(), "unix", path); err == nil {
			_ = conn.Close() // it was to see whether anybody is there
			return nil, fmt.Errorf("%s belongs to a server that runs: stop it or name another path", path)
		}
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	defer unix.Umask(unix.Umask(0o177))
	return new(net.ListenConfig).Listen(context.Background(), "unix", path)
}

// openControl listens where c says. That it cannot is an error only where the
// configuration names the place; else the server runs without.
func openControl(c *config, logger *slog.Logger) (net.Listener, error) {
	path := controlPath(c)
	if path == "" {
		return nil, nil
	}
	l, err := listenControl(path)
	if err != nil && c.Control != "" {
		return nil, fmt.Errorf("control: %w", err)
	}
	if err != nil {
		logger.Warn("chainzone ctl cannot reach this server", "err", err)
		return nil, nil
	}
	return l, nil
}

// serveControl answers admin commands until ctx ends.
func (v *service) serveControl(ctx context.Context) {
	if v.control == nil {
		return
	}
	server := &http.Server{
		Handler: v.controls(), MaxHeaderBytes: controlHeader,
		ReadTimeout: controlRequest, WriteTimeout: controlReply, IdleTimeout: controlRequest,
		ErrorLog: slog.NewLogLogger(v.log.Handler(), slog.LevelDebug),
	}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	if err := server.Serve(netutil.LimitListener(v.control, controlConnections)); !errors.Is(err, http.ErrServerClosed) {
		v.log.Error("the control socket is closed", "err", err)
	}
}

// refusal is what a command is told that could not be done.
type refusal struct {
	Error string   `json:"error"`
	Code  exitCode `json:"code"`
}

func (v *service) controls() http.Handler {
	mux := http.NewServeMux()
	reply := func(w http.ResponseWriter, result any, err error) {
		w.Header().Set("Content-Type", "application/json")
		if err != nil {
			w.WriteHeader(http.StatusUnprocessableEntity)
			result = refusal{sentence(err), codeOf(err)}
		}
		_ = json.NewEncoder(w).Encode(result) // who asked may be gone
	}
	named := func(f func(zone.Name) any) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			name, err := zone.ParseName(r.PathValue("name"))
			if err != nil {
				reply(w, nil, usagef("%w", err))
				return
			}
			reply(w, f(name), nil)
		}
	}
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) { reply(w, v.report(), nil) })
	mux.HandleFunc("GET /upstreams", func(w http.ResponseWriter, _ *http.Request) { reply(w, v.upstreams(), nil) })
	mux.HandleFunc("GET /cache/{name}", named(func(name zone.Name) any { return v.kept(name) }))
	mux.HandleFunc("DELETE /cache/{name}", named(func(name zone.Name) any {
		v.server.Flush(name)
		return flushed{name.String(), true}
	}))
	mux.HandleFunc("POST /reload", func(w http.ResponseWriter, r *http.Request) {
		// Who asked may give up; the reload goes on.
		err := v.reload(context.WithoutCancel(r.Context()))
		reply(w, reloaded{v.file, true}, err)
	})
	// Profiles show memory and cost time: they are for the server's user alone.
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return http.MaxBytesHandler(mux, controlHeader)
}

// What the commands print as JSON.
type (
	statusReport struct {
		Ready     bool           `json:"ready"`
		Reasons   []string       `json:"reasons"` // why it is not
		Version   string         `json:"version"`
		Config    string         `json:"config"` // "": flags
		Seconds   int64          `json:"seconds"`
		Listening []string       `json:"listening"`
		Origins   []originReport `json:"origins"`
		InFlight  int            `json:"inFlight"`
		Zones     cacheReport    `json:"zones"`
		Messages  cacheReport    `json:"messages"`
	}
	originReport struct {
		Origin    string  `json:"origin"`
		Block     uint64  `json:"block"` // 0: none is known
		Age       float64 `json:"ageSeconds"`
		Confirmed float64 `json:"confirmedSeconds"` // ago
	}
	cacheReport struct {
		Entries int   `json:"entries"`
		Bytes   int64 `json:"bytes"`
	}
	upstreamReport struct {
		Zone     string  `json:"zone"`
		Upstream string  `json:"upstream"`
		Up       bool    `json:"up"`
		Rest     float64 `json:"restSeconds"`
		Speed    float64 `json:"milliseconds"` // of an answer; 0: none yet
		Replies  counts  `json:"replies"`      // since the start, by rcode
		Failures uint64  `json:"failures"`     // questions without an answer since the start
	}
	keptReport struct {
		Name      string       `json:"name"`
		Authority string       `json:"authority"`
		Entries   []keptAnswer `json:"entries"`
	}
	keptAnswer struct {
		Name    string   `json:"name"`            // of a chain entry the registered one
		Type    string   `json:"type,omitempty"`  // of a forwarded answer
		Rcode   string   `json:"rcode,omitempty"` // the same
		Block   uint64   `json:"block,omitempty"` // of a chain entry
		Expiry  uint64   `json:"expiry,omitempty"`
		Fresh   bool     `json:"fresh"`
		Seconds float64  `json:"ageSeconds,omitempty"`
		Records []string `json:"records"`
	}
	flushed struct {
		Name    string `json:"name"`
		Flushed bool   `json:"flushed"`
	}
	reloaded struct {
		Config   string `json:"config"`
		Reloaded bool   `json:"reloaded"`
	}
)

func (v *service) report() statusReport {
	clients, stats := v.present(), v.server.Stats()
	reasons := unready(clients, v.server.Upstreams())
	out := statusReport{
		Ready: len(reasons) == 0, Reasons: append([]string{}, reasons...), Version: version, Config: v.file, Seconds: int64(time.Since(v.began) / time.Second),
		Listening: []string{}, Origins: []originReport{}, InFlight: stats.InFlight,
		Zones: cacheReport{stats.Zones.Entries, stats.Zones.Bytes}, Messages: cacheReport{stats.Messages.Entries, stats.Messages.Bytes},
	}
	for _, t := range transports {
		for _, a := range v.server.AddrsOf(t) {
			out.Listening = append(out.Listening, t.String()+" "+a.String())
		}
	}
	for _, c := range clients {
		o := originReport{Origin: c.Origin().String()}
		if head, err := c.Head(); err == nil {
			o.Block, o.Age, o.Confirmed = head.Number, max(0, time.Since(time.Unix(int64(head.Time), 0)).Seconds()), time.Since(head.Confirmed).Seconds()
		}
		out.Origins = append(out.Origins, o)
	}
	return out
}

// counts are replies by rcode.
type counts map[string]uint64

func (c counts) String() string {
	var list []string
	for _, rcode := range forward.Rcodes {
		if n := c[rcode]; n > 0 {
			list = append(list, fmt.Sprintf("%d %s", n, rcode))
		}
	}
	return strings.Join(list, ", ")
}

func (v *service) upstreams() []upstreamReport {
	out := []upstreamReport{}
	for _, z := range v.server.Upstreams() {
		for _, h := range z.Health {
			out = append(out, upstreamReport{z.Zone.String(), h.Upstream, h.Up, h.Rest.Seconds(), float64(h.Speed) / float64(time.Millisecond), h.Replies, h.Failures})
		}
	}
	return out
}

func (v *service) kept(name zone.Name) keptReport {
	kept := v.server.Inspect(name)
	out := keptReport{Name: name.String(), Authority: kept.Authority, Entries: []keptAnswer{}}
	if z := kept.Zone; z != nil {
		out.Entries = append(out.Entries, keptAnswer{Name: z.Name.String(), Block: z.State.Block.Number, Expiry: z.State.Expiry, Fresh: z.Exact, Records: texted(z.Records)})
	}
	for _, m := range kept.Messages {
		out.Entries = append(out.Entries, keptAnswer{
			Name: name.String(), Type: dns.Type(m.Type).String(), Rcode: dns.RcodeToString[m.Rcode],
			Fresh: m.Left > 0, Seconds: m.Age.Seconds(), Records: texted(append(m.Answer, m.Ns...)),
		})
	}
	return out
}

func texted(rrs []dns.RR) []string {
	out := []string{}
	for _, rr := range rrs {
		out = append(out, names.Escaped(rr.String())) // NULL has no presentation format, and the library prints its bytes
	}
	return out
}

var transports = []resolver.Transport{resolver.UDP, resolver.TCP, resolver.TLS, resolver.HTTPS, resolver.QUIC}
