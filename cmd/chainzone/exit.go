package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chainzone/chain"
	"chainzone/names"
	"chainzone/zone"
)

// exitCode is what a command leaves to its caller.
type exitCode int

const (
	exitOK            exitCode = 0
	exitRefused       exitCode = 1   // what the world refused
	exitUsage         exitCode = 2   // what can never be right
	exitNotRegistered exitCode = 3   // the name is not registered
	exitNotAuthorized exitCode = 4   // the key is neither owner nor approved nor manager
	exitNotMined      exitCode = 5   // sent but not mined
	exitExpiring      exitCode = 6   // of name expiring: there are such names
	exitInterrupted   exitCode = 130 // by a signal
)

// failure is an error that knows its exit code.
type failure struct {
	code exitCode
	err  error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func failf(code exitCode, format string, args ...any) error {
	return &failure{code: code, err: fmt.Errorf(format, args...)}
}

// usagef is failf of what can never be right.
func usagef(format string, args ...any) error { return failf(exitUsage, format, args...) }

// codeOf is the one place that turns an error into an exit code.
func codeOf(err error) exitCode {
	var f *failure
	var rule *zone.Error
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &f):
		return f.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &rule):
		return exitUsage
	case errors.Is(err, chain.ErrNotRegistered):
		return exitNotRegistered
	case errors.Is(err, chain.ErrNotAuthorized):
		return exitNotAuthorized
	case errors.Is(err, chain.ErrNotMined):
		return exitNotMined
	}
	return exitRefused
}

// sentence is what an error says to a person, and what to do about it. Whatever it
// quotes, a terminal shows it and obeys none of it.
func sentence(err error) string { return shownPlainly(advice(err)) }

// shownPlainly replaces what is no text, but for line ends and tabs, by escapes.
func shownPlainly(text string) string {
	var out strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if r == '\n' || r == '\t' || unicode.IsPrint(r) && (r != utf8.RuneError || size > 1) {
			out.WriteString(text[:size])
		} else {
			escaped := strconv.Quote(text[:size])
			out.WriteString(escaped[1 : len(escaped)-1])
		}
		text = text[size:]
	}
	return out.String()
}

func advice(err error) string {
	text := strings.TrimSuffix(err.Error(), ": "+context.Canceled.Error())
	switch {
	case errors.Is(err, chain.ErrNotMined):
		return text + "; it may still be: chainzone tx list shows it"
	case errors.Is(err, context.Canceled):
		return "interrupted: nothing was changed"
	case errors.Is(err, names.ErrUnreachable):
		return text + "; start the node or name another with --rpc"
	case errors.Is(err, names.ErrRefused):
		return text + "; check --deployment and --rpc"
	}
	return text
}
