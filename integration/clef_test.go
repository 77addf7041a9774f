package integration

import (
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// clefUI is the person at clef: it answers clef's questions (its stdio-ui, a
// JSON-RPC on standard input and output), counts what it agreed to, and keeps
// the first transaction that it was shown.
type clefUI struct {
	t        *testing.T
	in       io.Writer
	password string
	deny     atomic.Bool
	signed   atomic.Int32
	typed    atomic.Int32 // EIP-712 data
}

func (ui *clefUI) serve(out io.Reader) {
	for decoder := json.NewDecoder(out); ; {
		var call struct {
			ID     json.RawMessage   `json:"id"`
			Method string            `json:"method"`
			Params []json.RawMessage `json:"params"`
		}
		if decoder.Decode(&call) != nil {
			return
		}
		if call.ID == nil {
			continue
		}
		var result any = map[string]any{}
		switch call.Method {
		case "ui_approveListing":
			var asked struct {
				Accounts []any `json:"accounts"`
			}
			if err := json.Unmarshal(call.Params[0], &asked); err != nil {
				ui.t.Error(err)
			}
			result = map[string]any{"accounts": asked.Accounts}
		case "ui_approveTx":
			var asked struct {
				Transaction map[string]any `json:"transaction"`
			}
			if err := json.Unmarshal(call.Params[0], &asked); err != nil {
				ui.t.Error(err)
			}
			if approved := !ui.deny.Load(); approved {
				ui.signed.Add(1)
				result = map[string]any{"approved": true, "transaction": asked.Transaction}
			} else {
				result = map[string]any{"approved": false, "transaction": asked.Transaction}
			}
		case "ui_approveSignData":
			if !ui.deny.Load() {
				ui.typed.Add(1)
			}
			result = map[string]any{"approved": !ui.deny.Load()}
		case "ui_onInputRequired":
			result = map[string]any{"text": ui.password}
		}
		data, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": call.ID, "result": result})
		if err == nil {
			_, err = ui.in.Write(append(data, '\n'))
		}
		if err != nil {
			return
		}
	}
}

// TestClef: a name is registered, and its zone changed, by transactions that
// the real clef signs, an external program that alone has the key. What it
// denies is not sent. It signs authorisations of zones, too.
func TestClef(t *testing.T) {
	t.Parallel()
	program := ""
	if path, err := filepath.Abs("../.tools/clef"); err == nil {
		if _, err := os.Stat(path); err == nil {
			program = path
		}
	}
	if program == "" {
		program = client(t, "clef")
	}
	d := startDevnet(t, "--no-dns")
	dir := t.TempDir()
	password := filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte("a long password"), 0o600); err != nil {
		t.Fatal(err)
	}
	keys := filepath.Join(dir, "keys")
	if err := os.Mkdir(keys, 0o700); err != nil {
		t.Fatal(err)
	}
	env := []string{"CHAINZONE_DEPLOYMENT=" + d.Deployment, "CHAINZONE_STATE_DIR=" + filepath.Join(dir, "state")}
	// clef names accounts by files of geth's naming or any other in its folder.
	command(t, env, "chainzone", "key", "import", d.Accounts[1].KeyFile, filepath.Join(keys, "account"), "--password-file", password).ok(t)

	socket := filepath.Join(dir, "clef.ipc")
	cmd := exec.Command(program, "--stdio-ui", "--suppress-bootwarn", "--nousb", "--keystore", keys, "--configdir", filepath.Join(dir, "clef"),
		"--chainid", "31337", "--ipcpath", dir, "--4bytedb-custom", filepath.Join(dir, "4byte.json"), "--auditlog", filepath.Join(dir, "audit.log"))
	cmd.Env, cmd.Dir = cleanEnv(t), dir
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log lockedBuffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("clef wrote:\n%s", log.String())
		}
	})
	ui := &clefUI{t: t, in: in, password: "a long password"}
	go ui.serve(out)
	eventually(t, 30*time.Second, "clef listens", func() bool {
		conn, err := net.Dial("unix", socket)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})

	r := command(t, env, "chainzone", "name", "register", "clef", "--signer", socket, "--yes").ok(t)
	if !strings.Contains(strings.ToLower(r.stdout), strings.ToLower("clef.chain. is registered to "+d.Accounts[1].Address)) || ui.signed.Load() != 2 {
		t.Errorf("%q, %d transactions were signed", r.stdout, ui.signed.Load())
	}
	if !strings.Contains(r.stderr, "warning: the registration's secret is kept in clear") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("stderr: %q", r.stderr)
	}
	command(t, env, "chainzone", "zone", "set", "--signer", socket, "--from", d.Accounts[1].Address, "--yes", "clef", "@", "60", "A", "192.0.2.1").ok(t)
	if r := command(t, env, "chainzone", "name", "renew", "clef", "--signer", socket, "--from", d.Accounts[2].Address, "--yes"); r.code != 1 || !strings.Contains(r.stderr, "--from") {
		t.Errorf("an account that clef does not have: exit code %d, %s", r.code, r.stderr)
	}
	if list := command(t, env, "chainzone", "name", "list", "--signer", socket).ok(t).stdout; !strings.HasPrefix(list, "clef.chain. ") || strings.Count(list, "\n") != 1 {
		t.Errorf("its names: %q", list)
	}
	// What it authorises, another account publishes.
	zoneFile, authorisation := filepath.Join(dir, "new.zone"), filepath.Join(dir, "signed")
	if err := os.WriteFile(zoneFile, []byte("@ 60 A 192.0.2.2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, env, "chainzone", "zone", "sign", "--signer", socket, "clef", zoneFile, authorisation).ok(t)
	d.chainzone(2, "zone", "relay", authorisation, "--yes").ok(t)
	if zone := d.chainzone(2, "zone", "show", "clef").ok(t).stdout; !strings.Contains(zone, "192.0.2.2") || ui.typed.Load() != 1 || ui.signed.Load() != 3 {
		t.Errorf("the zone is %q; %d authorisations and %d transactions were signed", zone, ui.typed.Load(), ui.signed.Load())
	}
	ui.deny.Store(true)
	if r := command(t, env, "chainzone", "zone", "sign", "--signer", socket, "clef", zoneFile, filepath.Join(dir, "denied")); r.code != 1 || !strings.Contains(r.stderr, "denied") {
		t.Errorf("denied: exit code %d, %s", r.code, r.stderr)
	}
	if r := command(t, env, "chainzone", "name", "renew", "clef", "--signer", socket, "--yes"); r.code != 1 || !strings.Contains(r.stderr, "denied") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("denied: exit code %d, %s", r.code, r.stderr)
	}
	if r := command(t, env, "chainzone", "name", "renew", "clef", "--signer", filepath.Join(dir, "nothing"), "--yes"); r.code != 1 || !strings.Contains(r.stderr, "--signer") {
		t.Errorf("no signer: exit code %d, %s", r.code, r.stderr)
	}
}
