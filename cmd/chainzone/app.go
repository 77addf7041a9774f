package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"chainzone/names"
)

// run executes one command line and says how it ended.
func run(ctx context.Context, args []string, t terminal) exitCode {
	app := newApp(ctx, t)
	arranged, err := arrange(app.Commands, args)
	if err == nil {
		err = app.RunContext(ctx, append([]string{"chainzone"}, arranged...))
	}
	if err == nil || errors.Is(err, errDryRun) {
		return exitOK
	}
	(&session{terminal: t}).progress("") // what was under way is over
	fmt.Fprintf(t.err, "chainzone: %s\n", names.Escaped(sentence(err)))
	return codeOf(err)
}

func newApp(ctx context.Context, t terminal) *cli.App {
	app := &cli.App{
		Name: "chainzone", Usage: "names on a chain, answered by DNS", Version: version, HideVersion: true, HideHelpCommand: true,
		Description: "A NAME is a whole name such as alice.chain, its final dot optional, or the bare label alice, which is taken below the deployment's TLD.",
		Writer:      t.out, ErrWriter: t.err,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              wrongUsage,
	}
	for _, n := range catalogue() {
		var commands []*cli.Command
		for _, v := range n.verbs {
			commands = append(commands, v.command(ctx, t))
		}
		if n.name != "" {
			commands = []*cli.Command{{Name: n.name, Usage: n.usage, Subcommands: commands, HideHelpCommand: true}}
		}
		app.Commands = append(app.Commands, commands...)
	}
	return app
}

func wrongUsage(_ *cli.Context, err error, _ bool) error { return usagef("%w", err) }

func (v verb) command(ctx context.Context, t terminal) *cli.Command {
	return &cli.Command{
		Name: v.name, ArgsUsage: v.args, Usage: v.usage, Description: v.description(),
		Flags: v.flags, OnUsageError: wrongUsage, HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			s := &session{Context: c, ctx: ctx, terminal: t}
			defer s.close()
			return v.run(s)
		},
	}
}

func jsonFlags() []cli.Flag {
	return []cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON"}}
}

func passwordFlags() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{Name: "password-file", Usage: "`FILE` with the keystore's password"}}
}

func durationFlags() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{Name: "duration", Value: "365d", Usage: "`TIME`, such as 365d, 52w or 2y"}}
}

func chainFlags() []cli.Flag {
	return append(jsonFlags(),
		&cli.StringFlag{Name: "deployment", EnvVars: []string{"CHAINZONE_DEPLOYMENT"}, Usage: "deployment `FILE`"},
		&cli.StringSliceFlag{Name: "rpc", Usage: "`URL` instead of the deployment's endpoints; repeatable"})
}
