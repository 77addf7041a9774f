package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestACMEMoved: somebody changes the zone between the hook's read and its
// estimate, and then between its estimate and its block. The hook makes its
// change again, and both stay.
func TestACMEMoved(t *testing.T) {
	w := newWorld(t, 0)
	t.Setenv("CERTBOT_DOMAIN", "www.hello.chain")
	t.Setenv("CERTBOT_VALIDATION", "proof")
	if code, _, errs := w.run(t.Context(), "name manager --deployment @/chain.json --key @/owner.key --yes hello "+w.Accounts[1].Address.Hex()); code != exitOK {
		t.Fatal(errs)
	}
	changed := map[string]int{}
	file := w.tapped("moved.json", &tap{before: func(method string, _ []json.RawMessage) (any, bool) {
		if most, moves := map[string]int{"eth_estimateGas": 2, "eth_sendRawTransaction": 1}[method], changed[method]; moves < most {
			changed[method]++
			line := "zone add --deployment @/chain.json --key @/owner.key --yes hello " + method + " 60 TXT " + strings.Repeat("x", 1+moves)
			if code, _, errs := w.run(t.Context(), line); code != exitOK {
				t.Error(errs)
			}
		}
		return nil, false
	}})
	const hook = " --key @/stranger.key --deployment "
	if code, out, errs := w.run(t.Context(), "zone acme-auth"+hook+file); code != exitOK || strings.Count(out, "\n") != 1 || errs != "" {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if changed["eth_estimateGas"] != 2 || changed["eth_sendRawTransaction"] != 1 {
		t.Errorf("changed meanwhile: %v", changed)
	}
	_, out, _ := w.run(t.Context(), "zone show --deployment @/chain.json hello")
	for _, want := range []string{"_acme-challenge.www", `"proof"`, `"x"`, `"xx"`, "eth_sendrawtransaction"} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in\n%s", want, out)
		}
	}

	// It ends, though: the zone that is changed every time is somebody's attack, or a loop.
	always := 0
	file = w.tapped("always.json", &tap{before: func(method string, _ []json.RawMessage) (any, bool) {
		if method == "eth_estimateGas" {
			always++
			if code, _, errs := w.run(t.Context(), "zone set --deployment @/chain.json --key @/owner.key --yes hello @ 60 TXT "+strings.Repeat("y", always)); code != exitOK {
				t.Error(errs)
			}
		}
		return nil, false
	}})
	if code, out, errs := w.run(t.Context(), "zone acme-cleanup"+hook+file); code != exitRefused || out != "" || always != challengeTries || !strings.Contains(errs, "look at it and try again") {
		t.Errorf("exit %d, %q, %q, %d tries", code, out, errs, always)
	}
}
