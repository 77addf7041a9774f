package main

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
)

// TestT43Secrets (T43): neither the key, nor its password, nor a registration's
// secret is in the process's command line, environment, output or journal, and
// it leaves no core file. What is looked for is there to be found: the secret
// is read from the reveal at the end.
func TestT43Secrets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, time.Second)
	const password = "correct horse battery staple"
	w.file("password", password+"\n")
	key := hex.EncodeToString(crypto.FromECDSA(w.Accounts[1].Key))
	if code, _, errs := w.run(t.Context(), "key import @/stranger.key @/stranger.json --password-file @/password"); code != exitOK {
		t.Fatal(errs)
	}
	command := exec.CommandContext(t.Context(), "chainzone", "name", "register", "alice", "--deployment", w.path("chain.json"),
		"--key", w.path("stranger.json"), "--password-file", w.path("password"), "--state-dir", w.path("state"), "--yes", "--confirmations", "2")
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	seen := map[string][]byte{}
	look := func() {
		for _, what := range []string{"cmdline", "environ", "limits"} {
			data, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", command.Process.Pid, what))
			if err == nil {
				seen[what] = append(seen[what], data...)
			}
		}
		for _, file := range files(t, w.path(".")) {
			if data, err := os.ReadFile(w.path(file)); err == nil && strings.HasPrefix(file, "state/") {
				seen[file] = append(seen[file], data...)
			}
		}
	}
	var err error
	for running := true; running; {
		select {
		case err = <-ended:
			running = false
		case <-time.After(5 * time.Millisecond):
			look()
		}
	}
	seen["output"] = output.Bytes()
	if err != nil {
		t.Fatalf("%v: %s", err, output.String())
	}
	_, sent := w.transactions(1)
	if len(sent) != 2 || !isCall(sent[1], w.deployment.Controller, revealCall) {
		t.Fatalf("%d transactions", len(sent))
	}
	// The registration's last fixed word, after label, owner, duration, image
	// and maximum price; a tuple begins after the selector and its offset.
	const word = 32
	secret := sent[1].Data()[4+word+5*word : 4+word+6*word]
	if bytes.Equal(secret, make([]byte, word)) {
		t.Fatal("no secret in the reveal")
	}
	journals := 0
	for what, data := range seen {
		for name, hidden := range map[string][]byte{
			"the key": crypto.FromECDSA(w.Accounts[1].Key), "the password": []byte(password), "the secret": secret,
		} {
			if bytes.Contains(data, hidden) || bytes.Contains(bytes.ToLower(data), []byte(hex.EncodeToString(hidden))) {
				t.Errorf("%s holds %s", what, name)
			}
		}
		if strings.HasSuffix(what, ".json") {
			journals++
		}
	}
	if journals != 2 || len(seen["cmdline"]) == 0 || len(seen["environ"]) == 0 {
		t.Errorf("looked at %d journals, %d and %d bytes", journals, len(seen["cmdline"]), len(seen["environ"]))
	}
	last := seen["limits"][max(0, bytes.LastIndex(seen["limits"], []byte("Max core file size"))):]
	if !regexp.MustCompile(`(?m)^Max core file size +0 +0 `).Match(last) {
		t.Errorf("it may leave a core file:\n%s", last)
	}
	if strings.Contains(output.String(), key) {
		t.Error("the output holds the key")
	}
}
