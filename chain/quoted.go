package chain

import "chainzone/names"

// maxQuoted is names.MaxQuoted.
const maxQuoted = names.MaxQuoted

// quoted is names.Quoted.
func quoted(text string) string { return names.Quoted(text) }

// printable is names.Printable.
func printable(text string) string { return names.Printable(text) }
