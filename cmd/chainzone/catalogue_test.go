package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// full is the words that call a verb, such as "zone show".
func full(n noun, v verb) string { return strings.TrimSpace(n.name + " " + v.name) }

// shellWords splits a line as a shell does: blanks, and quotes around them.
func shellWords(line string) []string {
	var words []string
	var word strings.Builder
	quote, in := rune(0), false
	for _, r := range line {
		switch {
		case quote == r:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, in = r, true
		case quote == 0 && r == ' ':
			if in {
				words = append(words, word.String())
			}
			word.Reset()
			in = false
		default:
			word.WriteRune(r)
			in = true
		}
	}
	if in {
		words = append(words, word.String())
	}
	return words
}

// TestExamples: every command's help has an example, which is a command line
// of that command, with as many arguments as it takes.
func TestExamples(t *testing.T) {
	for _, n := range catalogue() {
		for _, v := range n.verbs {
			t.Run(full(n, v), func(t *testing.T) {
				words := shellWords(v.example)
				if len(words) == 0 || words[0] != "chainzone" {
					t.Fatalf("the example %q does not call chainzone", v.example)
				}
				if !strings.HasPrefix(v.example+" ", "chainzone "+full(n, v)+" ") {
					t.Fatalf("the example %q is of another command", v.example)
				}
				var out bytes.Buffer
				app := newApp(context.Background(), terminal{out: &out, err: &out})
				called := -1
				for _, c := range app.Commands {
					for _, c := range append([]*cli.Command{c}, c.Subcommands...) {
						if c.Action != nil {
							c.Action = func(c *cli.Context) error { called = c.NArg(); return nil }
						}
					}
				}
				arranged, err := arrange(app.Commands, words[1:])
				if err == nil {
					err = app.Run(append(words[:1], arranged...))
				}
				if err != nil {
					t.Fatal(err)
				}
				least, most := 0, 0
				for _, arg := range strings.Fields(v.args) {
					if most++; !strings.HasPrefix(arg, "[") {
						least++
					}
				}
				if strings.Contains(v.args, "...") {
					most = 1 << 10
				}
				if called < least || called > most {
					t.Errorf("%d arguments in %q, which takes %q", called, v.example, v.args)
				}
				code, help, errs := command(t, append(strings.Fields(full(n, v)), "--help")...)
				if code != exitOK || errs != "" || !strings.Contains(help, "\n     "+v.example+"\n") {
					t.Errorf("exit %d, stderr %q, and the help is\n%s", code, errs, help)
				}
				if _, hasJSON := flagNamed(v, "json"); hasJSON != (v.json != "") {
					t.Errorf("it has --json: %v, and says of what that prints %q", hasJSON, v.json)
				}
			})
		}
	}
}

func flagNamed(v verb, name string) (cli.Flag, bool) {
	for _, f := range v.flags {
		if f.Names()[0] == name {
			return f, true
		}
	}
	return nil, false
}

// TestCLIDocument: docs/cli.md is what the commands say of themselves.
// CHAINZONE_UPDATE=1 writes it.
func TestCLIDocument(t *testing.T) {
	const path = "../../docs/cli.md"
	want := cliDocument()
	if os.Getenv("CHAINZONE_UPDATE") != "" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/cli.md is not what the commands say: CHAINZONE_UPDATE=1 go test -run TestCLIDocument ./cmd/chainzone writes it")
	}
}

const cliDocumentHead = `# The command line

Written from the program's own help; a test compares.

A NAME is a whole name such as ` + "`alice.chain`" + `, its final dot optional, or the bare label ` + "`alice`" + `, which is taken below the deployment's TLD. Flags may stand before or after the arguments, and ` + "`--`" + ` ends them; in ` + "`zone set`, `zone add` and `zone unset`" + ` everything after NAME is data.

The documented result, text or with ` + "`--json`" + ` one JSON object on one line, is all that goes to stdout. Warnings and errors go to stderr; progress, costs and questions too, but only on a terminal. JSON fields are never renamed or removed, only added.

| exit code | means |
|---|---|
| 0 | done |
| 1 | the world refused: the endpoint is closed or on another chain, there is too little money, the name is taken or expired |
| 2 | never right: an unknown command or flag, a bad name, type, duration, record or file |
| 3 | the name is not registered, or does not exist |
| 4 | the key is neither the name's owner nor approved nor its manager |
| 5 | sent, but no block has it yet |
| 6 | of ` + "`name expiring`" + `: there are such names |
| 130 | interrupted |
`

func cliDocument() string {
	var b strings.Builder
	b.WriteString(cliDocumentHead)
	for _, n := range catalogue() {
		for _, v := range n.verbs {
			fmt.Fprintf(&b, "\n## chainzone %s\n\n`%s`: %s.\n", full(n, v), strings.TrimSpace("chainzone "+full(n, v)+" "+v.args), v.usage)
			if v.text != "" {
				fmt.Fprintf(&b, "\n%s\n", v.text)
			}
			fmt.Fprintf(&b, "\n```\n%s\n```\n", v.example)
			if v.json != "" {
				fmt.Fprintf(&b, "\n`--json` prints %s.\n", v.json)
			}
			if len(v.flags) == 0 {
				continue
			}
			b.WriteString("\n| flag | |\n|---|---|\n")
			for _, f := range v.flags {
				flag, text := flagText(f)
				fmt.Fprintf(&b, "| `%s` | %s |\n", flag, text)
			}
		}
	}
	return b.String()
}

// flagText is a flag with what it takes, and what it says of itself.
func flagText(f cli.Flag) (flag, text string) {
	flag = "--" + f.Names()[0]
	doc, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return flag, ""
	}
	text = doc.GetUsage()
	if before, rest, found := strings.Cut(text, "`"); found {
		value, after, _ := strings.Cut(rest, "`")
		flag += " " + value
		text = before + value + after
	}
	if doc.TakesValue() && doc.GetDefaultText() != "" && doc.GetDefaultText() != `""` {
		text += " (default " + strings.Trim(doc.GetDefaultText(), `"`) + ")"
	}
	if vars := doc.GetEnvVars(); len(vars) > 0 {
		text += "; from `" + vars[0] + "` if not given"
	}
	return flag, text
}
