package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"chainzone/chain"
	"chainzone/cmd/chainzone/journal"
	"chainzone/names"
	"chainzone/zone"
)

// session is one run of a command: its flags, its terminal and, once opened,
// the chain that it speaks to.
type session struct {
	*cli.Context
	ctx context.Context
	terminal
	client  *chain.Client
	wallet  *chain.External // that --signer names, once connected
	journal *journal.Journal
}

// close ends the session's connections.
func (s *session) close() {
	if s.client != nil {
		s.client.Close()
	}
	if s.wallet != nil {
		s.wallet.Close()
	}
}

// open reads the deployment that the flags name and opens its chain. Nothing
// is sent yet.
func (s *session) open() error {
	path := s.String("deployment")
	if path == "" {
		return usagef("no deployment is named: give --deployment FILE or set CHAINZONE_DEPLOYMENT")
	}
	d, err := readDeployment(path)
	if err != nil {
		return err
	}
	if urls := s.StringSlice("rpc"); len(urls) > 0 {
		d.Endpoints = urls
	}
	client, err := chain.Open(d, chain.Options{Wait: s.Duration("wait"), ChainClock: chain.IsDevelopment(d.ChainID)})
	if err != nil {
		return failf(exitUsage, "%w", err)
	}
	s.client = client
	return nil
}

func readDeployment(path string) (*chain.Deployment, error) {
	d, err := chain.ReadDeployment(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, failf(exitRefused, "there is no deployment file %s: chainzone deploy and chainzone-devnet write one", path)
	}
	var missing *os.PathError
	if errors.As(err, &missing) {
		return nil, failf(exitRefused, "%w", err)
	}
	if err != nil {
		return nil, failf(exitUsage, "%w", err)
	}
	return d, nil
}

// name opens the chain and reads the first argument as a name of it; the
// command takes least to most arguments.
func (s *session) name(least, most int) (zone.Name, error) {
	if err := s.count(least, most); err != nil {
		return zone.Name{}, err
	}
	if err := s.open(); err != nil {
		return zone.Name{}, err
	}
	name, err := parseName(s.client.Origin(), s.Args().First())
	if err != nil {
		return name, err
	}
	s.showUnicode(name)
	return name, nil
}

// count checks the number of arguments; most below 0 is without limit.
func (s *session) count(least, most int) error {
	if n := s.NArg(); n < least || most >= 0 && n > most {
		takes := s.Command.ArgsUsage
		if takes == "" {
			takes = "no arguments"
		}
		return usagef("%s takes %s, but %d arguments were given: see %s --help", s.Command.HelpName, takes, n, s.Command.HelpName)
	}
	return nil
}

// password takes the password from --password-file or from the terminal.
func (s *session) password(prompt string) ([]byte, error) {
	return s.passwordFrom("password-file", prompt)
}

// passwordFrom takes a password from the file that a flag names, or from the
// terminal.
func (s *session) passwordFrom(flag, prompt string) ([]byte, error) {
	if path := s.String(flag); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, failf(exitRefused, "read the password file: %w", err)
		}
		return []byte(strings.TrimRight(string(data), "\r\n")), nil
	}
	if !term.IsTerminal(int(s.in.Fd())) {
		return nil, usagef("the key has a password and there is no terminal to ask for it: give --%s FILE", flag)
	}
	return s.hiddenLine(prompt)
}

// hiddenLine asks for a line that the terminal does not show.
func (s *session) hiddenLine(prompt string) ([]byte, error) {
	fd := int(s.in.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	fmt.Fprint(s.err, prompt)
	line, err := await(s.ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	fmt.Fprintln(s.err)
	return line, errors.Join(err, term.Restore(fd, before))
}

// confirm asks whether to go on, unless --yes was given.
func (s *session) confirm() error {
	if s.Bool("yes") {
		return nil
	}
	if !term.IsTerminal(int(s.in.Fd())) {
		return usagef("nothing was sent, as there is no terminal to ask on: give --yes to go on without asking")
	}
	fmt.Fprint(s.err, "Go on? [y/N] ")
	answer, err := await(s.ctx, func() (string, error) { return readLine(s.in) })
	if err != nil {
		return err
	}
	if a := strings.ToLower(strings.TrimSpace(answer)); a != "y" && a != "yes" {
		return failf(exitRefused, "not confirmed: nothing was sent")
	}
	return nil
}

// await runs a read of the terminal that an interrupt abandons; the process
// ends then.
func await[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() { v, err := read(); done <- result{v, err} }()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

func readLine(r io.Reader) (string, error) {
	var line []byte
	for one := make([]byte, 1); ; {
		n, err := r.Read(one)
		if n == 0 || one[0] == '\n' {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return string(line), err
		}
		line = append(line, one[0])
	}
}

// note writes a line of progress: to stderr, and only to a terminal.
func (s *session) note(format string, args ...any) { s.progress(format+"\n", args...) }

// progress is a note that the next one overwrites.
func (s *session) progress(format string, args ...any) {
	const overwrite = "\r\x1b[K" // to the line's beginning, and clear it
	if f, ok := s.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprintf(f, overwrite+format, args...)
	}
}

// warn writes what the result does not say but the caller should know.
func (s *session) warn(format string, args ...any) {
	fmt.Fprintf(s.err, "warning: %s\n", names.Escaped(fmt.Sprintf(format, args...)))
}

// result writes v as one line of JSON under --json, and the text otherwise.
func (s *session) result(v any, format string, args ...any) error {
	if s.Bool("json") {
		return json.NewEncoder(s.out).Encode(v)
	}
	_, err := fmt.Fprintf(s.out, format+"\n", args...)
	return err
}

func utc(unix uint64) string { return time.Unix(int64(unix), 0).UTC().Format(time.RFC3339) }
