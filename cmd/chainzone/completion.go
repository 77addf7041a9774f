package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

func completionVerb() verb {
	return verb{
		name: "completion", args: "SHELL", usage: "print what completes this program's commands in bash, zsh or fish", run: completion,
		text:    "In bash: source <(chainzone completion bash). In zsh put it into a file _chainzone of a folder in $fpath. In fish: chainzone completion fish > ~/.config/fish/completions/chainzone.fish.",
		example: "chainzone completion bash",
	}
}

// completion prints a script that knows every command and flag by heart: no
// program runs while somebody types.
func completion(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	write, ok := map[string]func([]noun) string{"bash": completeBash, "zsh": completeZsh, "fish": completeFish}[s.Args().First()]
	if !ok {
		return usagef("there is no completion for %q: it is for bash, zsh or fish", s.Args().First())
	}
	_, err := fmt.Fprint(s.out, write(catalogue()))
	return err
}

// completable is what can be typed in one place, with what it means.
type completable struct{ word, means string }

// firstWords are what can follow the program's name.
func firstWords(nouns []noun) []completable {
	var list []completable
	for _, n := range nouns {
		if n.name != "" {
			list = append(list, completable{n.name, n.usage})
			continue
		}
		list = append(list, verbWords(n)...)
	}
	return list
}

func verbWords(n noun) []completable {
	var list []completable
	for _, v := range n.verbs {
		list = append(list, completable{v.name, v.usage})
	}
	return list
}

func flagWords(v verb) []completable {
	var list []completable
	for _, f := range v.flags {
		c := completable{word: "--" + f.Names()[0]}
		if doc, ok := f.(cli.DocGenerationFlag); ok {
			c.means = strings.ReplaceAll(doc.GetUsage(), "`", "")
		}
		list = append(list, c)
	}
	return append(list, completable{"--help", "show help"})
}

func quotedFor(shell, text string) string {
	if shell == "fish" {
		return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// cases writes a shell's case over where the cursor is: list is what the shell
// offers there.
func cases(nouns []noun, word func(n int) string, list func([]completable) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  case %s in\n", word(1))
	for _, n := range nouns {
		if n.name == "" {
			for _, v := range n.verbs {
				fmt.Fprintf(&b, "  %s) %s ;;\n", v.name, list(flagWords(v)))
			}
			continue
		}
		fmt.Fprintf(&b, "  %s)\n    verbs=2\n    if [[ $at -eq 2 ]]; then %s; else\n    case %s in\n", n.name, list(verbWords(n)), word(2))
		for _, v := range n.verbs {
			fmt.Fprintf(&b, "    %s) %s ;;\n", v.name, list(flagWords(v)))
		}
		b.WriteString("    esac\n    fi ;;\n")
	}
	b.WriteString("  esac\n")
	return b.String()
}

func completeBash(nouns []noun) string {
	list := func(all []completable) string {
		var words []string
		for _, c := range all {
			words = append(words, c.word)
		}
		return "list=" + quotedFor("bash", strings.Join(words, " "))
	}
	return `# bash completion for chainzone
_chainzone() {
  local at=$COMP_CWORD cur=${COMP_WORDS[COMP_CWORD]} verbs=1 list=
  COMPREPLY=()
  if [[ $at -eq 1 ]]; then ` + list(firstWords(nouns)) + `; else
` + cases(nouns, func(n int) string { return fmt.Sprintf(`"${COMP_WORDS[%d]}"`, n) }, list) + `  fi
  # Arguments are names and files: what is no command or flag is left to the shell.
  if [[ $at -gt $verbs && $cur != -* ]]; then return; fi
  COMPREPLY=($(compgen -W "$list" -- "$cur"))
}
complete -o default -F _chainzone chainzone
`
}

func completeZsh(nouns []noun) string {
	list := func(all []completable) string {
		var words []string
		for _, c := range all {
			words = append(words, quotedFor("zsh", strings.ReplaceAll(c.word, ":", `\:`)+":"+c.means))
		}
		return "list=(" + strings.Join(words, " ") + ")"
	}
	return `#compdef chainzone
_chainzone() {
  local at=$((CURRENT - 1)) verbs=1
  local -a list
  if [[ $at -eq 1 ]]; then ` + list(firstWords(nouns)) + `; else
` + cases(nouns, func(n int) string { return fmt.Sprintf(`"${words[%d]}"`, n+1) }, list) + `  fi
  if [[ $at -gt $verbs && $words[CURRENT] != -* ]]; then _files; return; fi
  _describe chainzone list
}
if [[ $funcstack[1] == _chainzone ]]; then _chainzone "$@"; else compdef _chainzone chainzone; fi
`
}

func completeFish(nouns []noun) string {
	var b strings.Builder
	b.WriteString("# fish completion for chainzone\n")
	line := func(when, what string, c completable) {
		fmt.Fprintf(&b, "complete -c chainzone -n %s %s -d %s\n", quotedFor("fish", when), what, quotedFor("fish", c.means))
	}
	flags := func(when string, v verb) {
		for _, f := range v.flags {
			takes := ""
			if doc, ok := f.(cli.DocGenerationFlag); ok && doc.TakesValue() {
				takes = " -r"
			}
			c := completable{"", ""}
			for _, w := range flagWords(v) {
				if w.word == "--"+f.Names()[0] {
					c = w
				}
			}
			line(when, "-l "+f.Names()[0]+takes, c)
		}
		line(when, "-l help", completable{means: "show help"})
	}
	for _, c := range firstWords(nouns) {
		line("__fish_use_subcommand", "-f -a "+c.word, c)
	}
	for _, n := range nouns {
		seen := "__fish_seen_subcommand_from " + n.name
		var names []string
		for _, v := range n.verbs {
			names = append(names, v.name)
			if n.name == "" {
				flags("__fish_seen_subcommand_from "+v.name, v)
			} else {
				flags(seen+"; and __fish_seen_subcommand_from "+v.name, v)
			}
		}
		for _, c := range verbWords(n) {
			if n.name != "" {
				line(seen+"; and not __fish_seen_subcommand_from "+strings.Join(names, " "), "-f -a "+c.word, c)
			}
		}
	}
	return b.String()
}
