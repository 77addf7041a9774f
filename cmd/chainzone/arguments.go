package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// arrange puts the flags of a command line before its arguments, where the
// parser sees them, and a "--" between. It stops at "--", and at the name of a
// command whose name is followed by data. --version is the command version.
// Unknown commands and flags are usage errors.
func arrange(commands []*cli.Command, args []string) ([]string, error) {
	var path []string
	if len(args) > 0 && (args[0] == "--version" || args[0] == "-v") {
		args = append([]string{"version"}, args[1:]...)
	}
	for len(args) > 0 {
		if args[0] == "--help" || args[0] == "-h" {
			return append(path, "--help"), nil
		}
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(args[0]) })
		if i < 0 {
			return nil, unknownCommand(commands, path, args[0])
		}
		path, args = append(path, args[0]), args[1:]
		if command := commands[i]; len(command.Subcommands) == 0 {
			flags, rest, err := split(command, args)
			if err != nil {
				return nil, err
			}
			return slices.Concat(path, flags, []string{"--"}, rest), nil
		}
		commands = commands[i].Subcommands
	}
	if len(path) > 0 {
		return nil, usagef("%q needs a verb: one of %s", strings.Join(path, " "), commandNames(commands))
	}
	return []string{"--help"}, nil
}

func unknownCommand(commands []*cli.Command, path []string, word string) error {
	where := strings.Join(append([]string{"chainzone"}, path...), " ")
	if strings.HasPrefix(word, "-") {
		return usagef("%s does not know the flag %q here: put flags after the command", where, word)
	}
	var all []string
	for _, c := range commands {
		all = append(all, c.Name)
	}
	if near := nearest(word, all); near != "" {
		return usagef("%s has no command %q: did you mean %q?", where, word, near)
	}
	return usagef("%s has no command %q: it has %s", where, word, commandNames(commands))
}

func commandNames(commands []*cli.Command) string {
	var all []string
	for _, c := range commands {
		all = append(all, c.Name)
	}
	return strings.Join(all, ", ")
}

// dataAfterName are the verbs of zone whose name is followed by data only, such
// as a LOC record's -2.00m.
var dataAfterName = []string{"set", "add", "unset"}

// split takes a command's flags out of its arguments.
func split(command *cli.Command, args []string) (flags, rest []string, err error) {
	takesValue := map[string]bool{"help": false, "h": false}
	var all []string
	for _, f := range command.Flags {
		_, isBool := f.(*cli.BoolFlag)
		for _, name := range f.Names() {
			takesValue[name] = !isBool
			all = append(all, name)
		}
	}
	for len(args) > 0 {
		word := args[0]
		args = args[1:]
		if word == "--" {
			return flags, append(rest, args...), nil
		}
		if len(word) < 2 || word[0] != '-' {
			rest = append(rest, word)
			if slices.Contains(dataAfterName, command.Name) {
				return flags, append(rest, args...), nil
			}
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimPrefix(word[1:], "-"), "=")
		wants, known := takesValue[name]
		if !known {
			if near := nearest(name, all); near != "" {
				return nil, nil, usagef("%s has no flag %q: did you mean --%s?", command.Name, word, near)
			}
			return nil, nil, usagef("%s has no flag %q: see chainzone %s --help, or put -- before it if it is data", command.Name, word, command.Name)
		}
		flags = append(flags, word)
		if wants && !hasValue {
			if len(args) == 0 {
				return nil, nil, usagef("the flag --%s needs a value", name)
			}
			flags = append(flags, args[0])
			args = args[1:]
		}
	}
	return flags, rest, nil
}

// nearest is the candidate within two edits of a word, "" if there is none.
func nearest(word string, candidates []string) string {
	best, found := 3, ""
	for _, c := range candidates {
		if d := edits(word, c); d < best && d < len(c) {
			best, found = d, c
		}
	}
	return found
}

// edits is the Levenshtein distance in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
