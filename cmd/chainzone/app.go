package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/urfave/cli/v2"
)

// run executes one command line and says how it ended.
func run(ctx context.Context, args []string, t terminal) exitCode {
	app := newApp(ctx, t)
	arranged, err := arrange(app.Commands, args)
	if err == nil {
		err = app.RunContext(ctx, append([]string{"chainzone"}, arranged...))
	}
	if err == nil {
		return exitOK
	}
	(&session{terminal: t}).progress("") // what was under way is over
	fmt.Fprintf(t.err, "chainzone: %s\n", sentence(err))
	return codeOf(err)
}

func newApp(ctx context.Context, t terminal) *cli.App {
	do := func(f func(*session) error) cli.ActionFunc {
		return func(c *cli.Context) error {
			s := &session{Context: c, ctx: ctx, terminal: t}
			err := f(s)
			if s.client != nil {
				s.client.Close()
			}
			return err
		}
	}
	usage := func(_ *cli.Context, err error, _ bool) error { return usagef("%w", err) }
	verb := func(name, args, text string, f func(*session) error, flags ...[]cli.Flag) *cli.Command {
		return &cli.Command{Name: name, ArgsUsage: args, Usage: text, Action: do(f), Flags: slices.Concat(flags...), OnUsageError: usage, HideHelpCommand: true}
	}
	data := func(c *cli.Command) *cli.Command {
		c.Description = "Flags stand before NAME: all after it is data."
		return c
	}
	noun := func(name, text string, verbs ...*cli.Command) *cli.Command {
		return &cli.Command{Name: name, Usage: text, Subcommands: verbs, HideHelpCommand: true}
	}
	duration := []cli.Flag{&cli.StringFlag{Name: "duration", Value: "365d", Usage: "`TIME`, such as 365d, 52w or 2y"}}
	registration := []cli.Flag{
		&cli.StringFlag{Name: "zone", Usage: "publish the master `FILE` with the registration"},
		&cli.StringFlag{Name: "owner", Usage: "`ADDRESS` that gets the name (default: the key's)"},
		&cli.StringFlag{Name: "state-dir", EnvVars: []string{"CHAINZONE_STATE_DIR"}, Usage: "`DIR` of registrations under way"},
	}
	return &cli.App{
		Name: "chainzone", Usage: "names on a chain, answered by DNS", Version: version, HideVersion: true, HideHelpCommand: true,
		Description: "A NAME is a whole name such as alice.chain, its final dot optional, or the bare label alice, which is taken below the deployment's TLD.",
		Writer:      t.out, ErrWriter: t.err,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              usage,
		Commands: []*cli.Command{
			verb("check", "FILE", "validate a configuration file, touching nothing", checkCommand, jsonFlags()),
			verb("serve", "", "answer DNS queries until a signal", serve, serveFlags()),
			verb("lookup", "NAME [TYPE]", "resolve a name once (TYPE is A unless given)", lookup, chainFlags(), lookupFlags()),
			noun("name", "find, register and keep names",
				verb("available", "NAME", "say whether a name can be registered", nameAvailable, chainFlags()),
				verb("price", "NAME", "say what a name costs", namePrice, chainFlags(), duration),
				verb("register", "NAME", "commit, wait and reveal; the same command again goes on where it was stopped", nameRegister, chainFlags(), writeFlags(), duration, registration),
				verb("renew", "NAME", "prolong a registration", nameRenew, chainFlags(), writeFlags(), duration),
				verb("transfer", "NAME ADDRESS", "give a name away, with its zone", nameTransfer, chainFlags(), writeFlags()),
				verb("show", "NAME", "show who holds a name and until when", nameShow, chainFlags()),
			),
			noun("zone", "show and change a name's records",
				verb("show", "NAME", "print the records", zoneShow, chainFlags()),
				data(verb("set", "NAME OWNER TTL TYPE DATA...", "replace the RRset at OWNER (@ is NAME itself)", zoneSet, chainFlags(), writeFlags())),
				data(verb("add", "NAME OWNER TTL TYPE DATA...", "add one record", zoneAdd, chainFlags(), writeFlags())),
				data(verb("unset", "NAME OWNER [TYPE [DATA...]]", "remove records", zoneUnset, chainFlags(), writeFlags())),
				verb("import", "NAME FILE", "replace the zone by a master file", zoneImport, chainFlags(), writeFlags()),
				verb("export", "NAME [FILE]", "write the zone as a master file", zoneExport, chainFlags()),
				verb("diff", "NAME FILE", "compare the zone with a master file", zoneDiff, chainFlags()),
			),
			noun("key", "signing keys", verb("new", "FILE", "make a keystore file, protected by a password", keyNew, passwordFlags(), jsonFlags())),
			verb("deploy", "FILE", "put a new TLD on a chain and write its deployment file", deploy, jsonFlags(), writeFlags(), deployFlags()),
			verb("version", "", "print the version", versionCommand, jsonFlags()),
		},
	}
}

func jsonFlags() []cli.Flag {
	return []cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON"}}
}

func passwordFlags() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{Name: "password-file", Usage: "`FILE` with the keystore's password"}}
}

func chainFlags() []cli.Flag {
	return append(jsonFlags(),
		&cli.StringFlag{Name: "deployment", EnvVars: []string{"CHAINZONE_DEPLOYMENT"}, Usage: "deployment `FILE`"},
		&cli.StringSliceFlag{Name: "rpc", Usage: "`URL` instead of the deployment's endpoints; repeatable"})
}

func writeFlags() []cli.Flag {
	return append(passwordFlags(),
		&cli.StringFlag{Name: "key", EnvVars: []string{"CHAINZONE_KEY_FILE"}, Usage: "`FILE` with the signing key: a keystore or hex"},
		&cli.DurationFlag{Name: "wait", Value: 3 * time.Minute, Usage: "`TIME` for a block that has the transaction"},
		&cli.BoolFlag{Name: "yes", Usage: "do not ask"})
}
