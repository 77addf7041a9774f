package main

import (
	"strings"
	"testing"
)

// TestEditAgain: on a terminal a zone that is wrong can be edited again, and
// the first records of a name come with the word that they stay.
func TestEditAgain(t *testing.T) {
	w := newWorld(t, 0)
	w.file("editor", "#!/bin/sh\nif test -e "+w.path("once")+"; then echo 'www 60 A 192.0.2.9' > $1; else touch "+w.path("once")+"; echo 'www 60 A 192.0.2' > $1; fi\n")
	t.Setenv("VISUAL", "sh "+w.path("editor"))
	words := strings.Fields("zone edit --deployment " + w.path("chain.json") + " --key " + w.path("owner.key") + " --state-dir " + w.path("state") + " empty")
	p, out, ended := newPTY(t), new(strings.Builder), make(chan exitCode, 1)
	go func() { ended <- run(t.Context(), words, terminal{in: p.user, out: out, err: p.user}) }()
	shown := p.until("Edit again? [Y/n] ")
	if !strings.Contains(shown, "empty.chain.zone:1:") {
		t.Errorf("what is wrong is not told: %q", shown)
	}
	p.ours.WriteString("\n")
	shown = p.until("Go on? [y/N] ")
	for _, want := range []string{"+ www.empty.chain. 60 A 192.0.2.9", "What goes on the chain is public for ever", "publish 19 bytes as the zone of empty.chain.: at most "} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown: %q", want, shown)
		}
	}
	p.ours.WriteString("y\n")
	if code := <-ended; code != exitOK || !strings.HasPrefix(out.String(), "empty.chain. is published") {
		t.Errorf("exit %d, stdout %q", code, out)
	}
	if code, out, _ := w.run(t.Context(), "zone show --deployment @/chain.json empty"); code != exitOK || !strings.Contains(out, "192.0.2.9") {
		t.Errorf("exit %d, %q", code, out)
	}

	// It is said once.
	p, out, ended = newPTY(t), new(strings.Builder), make(chan exitCode, 1)
	words = strings.Fields("zone add --deployment " + w.path("chain.json") + " --key " + w.path("owner.key") + " --state-dir " + w.path("state") + " empty www 60 A 192.0.2.10")
	go func() { ended <- run(t.Context(), words, terminal{in: p.user, out: out, err: p.user}) }()
	if shown := p.until("Go on? [y/N] "); strings.Contains(shown, "for ever") {
		t.Errorf("said again: %q", shown)
	}
	p.ours.WriteString("n\n")
	if code := <-ended; code != exitRefused {
		t.Errorf("exit %d, stdout %q", code, out)
	}
}
