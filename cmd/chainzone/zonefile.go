package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/miekg/dns"
	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"chainzone/zone"
)

func delegateFlags() []cli.Flag {
	return []cli.Flag{&cli.BoolFlag{Name: "delegate", Usage: "take NS records of the name itself, which give all of it to other servers"}}
}

// zoneFile reads a name's zone from a master file that has records.
func (s *session) zoneFile(name zone.Name, path string) (*zone.Zone, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, failf(exitRefused, "read the zone file: %w: name a master file that can be read", err)
	}
	defer func() { _ = f.Close() }() // only read
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return nil, failf(exitRefused, "read the zone file: %s is not a file: name a master file", path)
	}
	z, err := s.readZone(name, f, path, s.Bool("delegate"))
	if err != nil {
		return nil, err
	}
	if z.Empty() {
		return nil, usagef("%s has no records, as if the transfer that made it had failed: to remove what is published use chainzone zone unset", path)
	}
	return z, nil
}

// readZone reads a name's zone as a person or a name server writes it. What
// has no place on the chain is dropped, a warning each.
func (s *session) readZone(name zone.Name, r io.Reader, file string, delegate bool) (*zone.Zone, error) {
	sets, err := zone.ImportMaster(name, r, file, func(record string) {
		s.warn("dropped, as the server makes its own or the chain's proof replaces it: %s", record)
	})
	if err != nil {
		return nil, usagef("%w", err)
	}
	for _, set := range sets {
		if set.Owner == name && set.Type == dns.TypeNS && !delegate {
			return nil, usagef("%s: NS records of %s itself would give the whole name to other servers: remove them to have the other records answered from the chain, or give --delegate", file, name)
		}
	}
	z, err := zone.New(name, sets)
	if err != nil {
		return nil, usagef("%s: %w", file, err)
	}
	return z, nil
}

// zoneEdit opens the zone in the user's editor and publishes what comes back.
func zoneEdit(s *session) error {
	name, err := s.name(1, 1)
	if err != nil {
		return err
	}
	signer, err := s.signer()
	if err != nil {
		return err
	}
	before, err := s.published(name, true)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "; The zone of %s, serial %d. What is saved here is published, after a question.\n", name, before.Serial)
	if before.zone.Empty() {
		fmt.Fprintf(&text, "; It has no records yet. For example:\n;   @   300 IN A   192.0.2.1\n;   www 300 IN A   192.0.2.1\n")
	}
	if err := zone.WriteMaster(&text, before.zone); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "chainzone-edit-")
	if err != nil {
		return failf(exitRefused, "make a file to edit: %w", err)
	}
	path := filepath.Join(dir, short(name)+".zone")
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		return errors.Join(failf(exitRefused, "make a file to edit: %w", err), os.RemoveAll(dir))
	}
	after, err := s.edited(before, path, text.Bytes())
	if err == nil && after != nil {
		err = s.publish(signer, before, after)
	} else if err == nil {
		err = s.result(map[string]any{"name": name.String(), "serial": before.Serial, "changed": false}, "%s was not edited: nothing was sent", name)
	}
	if err != nil && !errors.Is(err, errDryRun) {
		return fmt.Errorf("%w (your text is kept in %s)", err, path)
	}
	return errors.Join(err, os.RemoveAll(dir))
}

// edited is the zone that an editor leaves in a file; nil if it left the file
// as it was. A file that is wrong can be edited again, where there is a
// terminal.
func (s *session) edited(before published, path string, old []byte) (*zone.Zone, error) {
	_, delegated := before.zone.RRset(before.name, dns.TypeNS)
	for {
		if err := s.editor(path); err != nil {
			return nil, err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, failf(exitRefused, "read what was edited: %w", err)
		}
		if bytes.Equal(text, old) {
			return nil, nil
		}
		z, err := s.readZone(before.name, bytes.NewReader(text), filepath.Base(path), delegated || s.Bool("delegate"))
		if err == nil || !term.IsTerminal(int(s.in.Fd())) {
			return z, err
		}
		fmt.Fprintf(s.err, "%s\nEdit again? [Y/n] ", sentence(err))
		answer, asked := await(s.ctx, func() (string, error) { return readLine(s.in) })
		if asked != nil {
			return nil, asked
		}
		if a := strings.ToLower(strings.TrimSpace(answer)); a == "n" || a == "no" {
			return nil, err
		}
	}
}

// editor runs $VISUAL or $EDITOR on a file, as a shell would.
func (s *session) editor(path string) error {
	program := "vi"
	for _, variable := range []string{"EDITOR", "VISUAL"} {
		if value := os.Getenv(variable); value != "" {
			program = value
		}
	}
	cmd := exec.CommandContext(s.ctx, "sh", "-c", program+` "$1"`, "sh", path)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.in, s.err, s.err
	if err := cmd.Run(); err != nil {
		return failf(exitRefused, "the editor %s ended with an error (%w): set EDITOR to one that works", program, err)
	}
	return nil
}
