package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
)

const (
	ctlLimit = 30 * time.Second
	maxCtl   = 8 << 20 // bytes of a reply
)

func ctlVerbs() []verb {
	flags := func() []cli.Flag {
		return append(jsonFlags(), &cli.StringFlag{Name: "socket", Usage: "`PATH` of the server's control socket (default: $RUNTIME_DIRECTORY/control, else /run/chainzone/control)"})
	}
	return []verb{
		{
			name: "status", usage: "say how a running server is", run: ctlStatus,
			text:    "It is ready when every origin's head was confirmed within the last 15 s; one that is not is exit code 1, so this is a health check.",
			example: "chainzone ctl status",
			json:    "ready, reasons (why not), version, config, seconds (since the start), listening, origins (origin, block, ageSeconds, confirmedSeconds), inFlight, and of the caches zones and messages their entries and bytes",
			flags:   flags(),
		},
		{
			name: "cache", args: "ACTION NAME", usage: "show what a running server keeps of a name, or flush it", run: ctlCache,
			text:    "ACTION is show or flush. Of a name on a chain it is the whole registered name that counts. Without an entry, show prints nothing.",
			example: "chainzone ctl cache show www.alice.chain",
			json:    "with show: name, authority and entries, each with name, type, rcode, block, expiry, fresh, ageSeconds and records as far as it has them; with flush: name and flushed",
			flags:   flags(),
		},
		{
			name: "upstreams", usage: "say how a running server's upstreams are doing", run: ctlUpstreams,
			example: "chainzone ctl upstreams",
			json:    "upstreams, each with zone, upstream, up, restSeconds until it is probed again, the milliseconds that its answers take, replies by rcode and failures since the start",
			flags:   flags(),
		},
		{
			name: "reload", usage: "have a running server read its configuration again", run: ctlReload,
			text:    "What is wrong with the file is the error of this command; then nothing changes.",
			example: "chainzone ctl reload",
			json:    "config and reloaded",
			flags:   flags(),
		},
	}
}

// control asks the server at the socket and reads its reply into result.
func (s *session) control(method, path string, result any) error {
	socket := s.String("socket")
	if socket == "" {
		folder := os.Getenv("RUNTIME_DIRECTORY")
		if folder == "" {
			folder = "/run/chainzone"
		}
		socket = filepath.Join(folder, controlName)
	}
	ctx, cancel := context.WithTimeout(s.ctx, ctlLimit)
	defer cancel()
	transport := &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}
	request, err := http.NewRequestWithContext(ctx, method, "http://chainzone"+path, http.NoBody)
	if err != nil {
		return err
	}
	response, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		return failf(exitRefused, "no server can be reached at %s: is it running, as this user, and is that its socket (--socket)?", socket)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, maxCtl))
	if err != nil {
		return failf(exitRefused, "read the server's reply: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		var refused refusal
		if json.Unmarshal(data, &refused) != nil || refused.Error == "" {
			return failf(exitRefused, "the server at %s does not know this command (HTTP status %d): is it the same version?", socket, response.StatusCode)
		}
		return failf(refused.Code, "%s", refused.Error)
	}
	if err := json.Unmarshal(data, result); err != nil {
		return failf(exitRefused, "the server's reply cannot be read: %w", err)
	}
	return nil
}

func ctlStatus(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	var r statusReport
	if err := s.control(http.MethodGet, "/status", &r); err != nil {
		return err
	}
	lines := []string{fmt.Sprintf("chainzone %s, for %v", r.Version, time.Duration(r.Seconds)*time.Second)}
	for _, at := range r.Listening {
		lines = append(lines, "answers on "+at)
	}
	for _, o := range r.Origins {
		line := o.Origin + " has no head yet"
		if o.Block > 0 {
			line = fmt.Sprintf("%s is at block %d, which is %.0f s old and was confirmed %.0f s ago", o.Origin, o.Block, o.Age, o.Confirmed)
		}
		lines = append(lines, line)
	}
	lines = append(lines, fmt.Sprintf("%d queries are being answered", r.InFlight),
		fmt.Sprintf("%d names of chains take %d KiB", r.Zones.Entries, r.Zones.Bytes>>10),
		fmt.Sprintf("%d answers of upstreams take %d KiB", r.Messages.Entries, r.Messages.Bytes>>10))
	if err := s.result(r, "%s", strings.Join(lines, "\n")); err != nil {
		return err
	}
	if !r.Ready {
		return failf(exitRefused, "the server is not ready: %s", strings.Join(r.Reasons, "; "))
	}
	return nil
}

func ctlCache(s *session) error {
	if err := s.count(2, 2); err != nil {
		return err
	}
	path := "/cache/" + url.PathEscape(s.Args().Get(1))
	switch action := s.Args().First(); action {
	case "flush":
		var f flushed
		if err := s.control(http.MethodDelete, path, &f); err != nil {
			return err
		}
		return s.result(f, "%s is read anew when it is asked for", f.Name)
	case "show":
	default:
		return usagef("%q is neither show nor flush", action)
	}
	var r keptReport
	if err := s.control(http.MethodGet, path, &r); err != nil {
		return err
	}
	var lines []string
	for _, e := range r.Entries {
		what := fmt.Sprintf("%s %s %s, %.0f s old", e.Name, e.Type, e.Rcode, e.Seconds)
		if e.Type == "" {
			what = fmt.Sprintf("%s of block %d", e.Name, e.Block)
			if e.Expiry > 0 {
				what += ", registered until " + utc(e.Expiry)
			}
		}
		if !e.Fresh {
			what += ", to be asked for anew"
		}
		lines = append(lines, "; "+what)
		lines = append(lines, e.Records...)
	}
	if len(lines) == 0 && !s.Bool("json") {
		return nil
	}
	return s.result(r, "%s", strings.Join(lines, "\n"))
}

func ctlUpstreams(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	var list []upstreamReport
	if err := s.control(http.MethodGet, "/upstreams", &list); err != nil {
		return err
	}
	var lines []string
	for _, u := range list {
		line := fmt.Sprintf("%s %s is up", u.Zone, u.Upstream)
		if !u.Up {
			line = fmt.Sprintf("%s %s failed and rests for %.0f s", u.Zone, u.Upstream, u.Rest)
		}
		if u.Speed > 0 {
			line += fmt.Sprintf(", answers take %.1f ms", u.Speed)
		}
		if replies := u.Replies.String(); replies != "" {
			line += "; it replied " + replies
		}
		if u.Failures > 0 {
			line += fmt.Sprintf("; %d questions had no answer", u.Failures)
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 && !s.Bool("json") {
		return nil
	}
	return s.result(map[string]any{"upstreams": slices.Clip(list)}, "%s", strings.Join(lines, "\n"))
}

func ctlReload(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	var r reloaded
	if err := s.control(http.MethodPost, "/reload", &r); err != nil {
		return err
	}
	return s.result(r, "%s was read again", r.Config)
}
