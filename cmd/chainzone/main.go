// Command chainzone serves names that live on a chain to DNS clients, and is
// their registrant's command line.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	_ "golang.org/x/crypto/x509roots/fallback" // where the system has no roots, as in a container of nothing else
)

// version is set by the linker.
var version = "devel"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(int(code))
}

// terminal is where a command reads and writes.
type terminal struct {
	in       *os.File
	out, err io.Writer
}
