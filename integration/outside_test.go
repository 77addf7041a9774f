package integration

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestDevnetFromOutside: what docs/devnet.md promises to other programs.
func TestDevnetFromOutside(t *testing.T) {
	t.Parallel() // it waits for an empty block
	d := startDevnet(t)
	type block struct{ Number, Timestamp string }
	get := func(which string) (b block, at time.Time) {
		t.Helper()
		if err := json.Unmarshal(d.rpc("eth_getBlockByNumber", which, false), &b); err != nil {
			t.Fatal(err)
		}
		var seconds int64
		for _, c := range strings.TrimPrefix(b.Timestamp, "0x") {
			seconds = seconds<<4 | int64(strings.IndexRune("0123456789abcdef", c))
		}
		return b, time.Unix(seconds, 0)
	}
	const past = 90 * 24 * time.Hour
	if _, at := get("0x0"); (time.Since(at) - past).Abs() > time.Minute {
		t.Errorf("the first block lies %v back, not %v", time.Since(at), past)
	}
	if n := string(d.rpc("eth_getTransactionCount", d.Accounts[1].Address, "latest")); n != `"0x0"` {
		t.Errorf("accounts[1] has sent %s transactions", n)
	}
	// The expired samples came from the controller, at the chain's beginning.
	var logs []struct {
		Data        string
		BlockNumber string
		Topics      []string
	}
	if err := json.Unmarshal(d.rpc("eth_getLogs", map[string]any{"address": d.Registry, "fromBlock": "0x0", "toBlock": "latest"}), &logs); err != nil {
		t.Fatal(err)
	}
	early := map[string]bool{}
	owned := strings.ToLower(strings.TrimPrefix(d.Accounts[1].Address, "0x"))
	for _, l := range logs {
		for label, text := range map[string]string{"expired": "65787069726564", "grace": "6772616365"} {
			if strings.Contains(l.Data, text) {
				_, at := get(l.BlockNumber)
				early[label] = time.Since(at) > past-time.Hour
			}
		}
		for _, topic := range l.Topics {
			if strings.HasSuffix(topic, owned) {
				t.Errorf("accounts[1] is named by an event: %v", l)
			}
		}
	}
	if !maps.Equal(early, map[string]bool{"expired": true, "grace": true}) {
		t.Errorf("registered at the beginning: %v", early)
	}

	request, err := http.NewRequestWithContext(t.Context(), http.MethodOptions, d.RPC, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", "https://app.example")
	resp, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode/100 != 2 || resp.Header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(resp.Header.Get("Access-Control-Allow-Headers"), "Content-Type") {
		t.Errorf("a page may not call the RPC: %s %v", resp.Status, resp.Header)
	}

	state := func() map[string]any {
		t.Helper()
		resp, err := http.Get("http://" + d.Control + "/")
		if err != nil {
			t.Fatalf("the control does not answer: %v", err)
		}
		defer resp.Body.Close()
		var fields map[string]any
		body, _ := io.ReadAll(resp.Body)
		if err := json.Unmarshal(body, &fields); err != nil {
			t.Fatalf("%v: %s", err, body)
		}
		return fields
	}
	d.fault("refuse")
	if s := state(); s["refuse"] != true {
		t.Errorf("refusing: %v", s)
	}
	d.fault("delay?ms=50")
	if s := state(); s["refuse"] != false || s["delayMs"] != 50.0 {
		t.Errorf("late: %v", s)
	}
	d.fault("freeze")
	d.rpc("evm_mine") // after a block that was under way
	frozen, _ := get("latest")
	time.Sleep(6 * time.Second)
	if now, _ := get("latest"); now != frozen || state()["freeze"] != true {
		t.Errorf("frozen at block %s, now %s", frozen.Number, now.Number)
	}
	d.fault("ok")
	eventually(t, 20*time.Second, "an empty block", func() bool {
		now, at := get("latest")
		return now != frozen && time.Since(at).Abs() < 3*time.Second
	})
}

// TestDevnetJSON: the object has the fields that are documented, and no other.
func TestDevnetJSON(t *testing.T) {
	for _, tc := range []struct {
		args   []string
		fields string
	}{
		{nil, "accounts chainId control controller deployment dns registry rpc tld ws"},
		{[]string{"--no-dns"}, "accounts chainId control controller deployment registry rpc tld ws"},
	} {
		p := start(t, nil, "chainzone-devnet", append([]string{"--json", "--dns", "127.0.0.1:0", "--rpc", "127.0.0.1:0"}, tc.args...)...)
		var fields map[string]any
		if err := json.NewDecoder(p.out).Decode(&fields); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(slices.Sorted(maps.Keys(fields)), " "); got != tc.fields {
			t.Errorf("%v: %s, want %s", tc.args, got, tc.fields)
		}
		account, ok := fields["accounts"].([]any)[1].(map[string]any)
		if got := strings.Join(slices.Sorted(maps.Keys(account)), " "); !ok || got != "address key keyFile" {
			t.Errorf("an account: %s", got)
		}
	}
}
