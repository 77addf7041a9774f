package main

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// TestDryRun: every command that has --dry-run says with it what it costs, asks
// nothing, sends nothing and leaves nothing.
func TestDryRun(t *testing.T) {
	w := newWorld(t, 0)
	for name, value := range map[string]string{
		"CERTBOT_DOMAIN": "www.hello.chain", "CERTBOT_VALIDATION": "any", "VISUAL": "sed -i s/192.0.2.1/192.0.2.77/", "TMPDIR": w.path("."),
	} {
		t.Setenv(name, value)
	}
	stranger := w.Accounts[1].Address.Hex()
	w.file("new.zone", "@ 60 A 192.0.2.9\n")
	do := func(want exitCode, line string) string {
		t.Helper()
		code, out, errs := w.run(t.Context(), line)
		if code != want {
			t.Fatalf("%s: exit %d, %q, %q", line, code, out, errs)
		}
		return out
	}
	const owner = " --deployment @/chain.json --key @/owner.key "
	do(exitOK, "zone plan --deployment @/chain.json hello @/new.zone --out "+w.path("plan"))
	do(exitOK, "zone sign"+owner+"hello @/new.zone "+w.path("signed"))
	do(exitOK, "zone add --yes"+owner+"mail _acme-challenge.www 60 TXT any")
	do(exitOK, "name approve --yes"+owner+"site "+stranger)
	// A node that refuses what it is sent, and one that forgets it.
	refuses := w.tapped("refuses.json", &tap{before: func(method string, _ []json.RawMessage) (any, bool) {
		return errors.New("not now"), method == "eth_sendRawTransaction"
	}})
	do(exitRefused, "name register --yes --key @/second.key --deployment "+refuses+" later")
	forgets := w.tapped("forgets.json", &tap{before: func(method string, params []json.RawMessage) (any, bool) {
		if method != "eth_sendRawTransaction" {
			return nil, false
		}
		tx, _ := sentIn(t, params)
		return tx.Hash(), true
	}})
	do(exitNotMined, "name renew --yes --key @/second.key --wait 1s --deployment "+forgets+" mail")
	var under []struct{ Hash string }
	if err := json.Unmarshal([]byte(do(exitOK, "tx list --json --deployment @/chain.json")), &under); err != nil || len(under) != 1 {
		t.Fatal(under, err)
	}

	lines := map[string]string{
		"name register":     "--key @/stranger.key alice",
		"name renew":        "--key @/second.key hello mail", // which has one under way
		"name resume":       "--key @/second.key later",
		"name transfer":     "--key @/owner.key hello " + stranger,
		"name approve":      "--key @/owner.key hello " + stranger,
		"name revoke":       "--key @/owner.key site " + stranger,
		"name manager":      "--key @/owner.key hello " + stranger,
		"zone set":          "--key @/owner.key hello @ 60 A 192.0.2.77",
		"zone add":          "--key @/owner.key hello @ 60 A 192.0.2.77",
		"zone unset":        "--key @/owner.key hello @ A",
		"zone import":       "--key @/owner.key hello @/new.zone",
		"zone apply":        "--key @/owner.key @/plan",
		"zone edit":         "--key @/owner.key hello",
		"zone relay":        "--key @/stranger.key @/signed",
		"zone acme-auth":    "--key @/owner.key",
		"zone acme-cleanup": "--key @/owner.key",
		"tx speedup":        "--key @/second.key " + under[0].Hash,
		"tx cancel":         "--key @/second.key " + under[0].Hash,
		"tld treasury":      "--key @/owner.key " + stranger,
		"deploy":            "--key @/owner.key @/new.json --tld other --price 5 --ceiling 5 --rpc " + w.RPC(),
	}
	sent := func() uint64 { return w.sent(0) + w.sent(1) + w.sent(2) }
	before, kept := sent(), files(t, w.dir)
	for _, n := range catalogue() {
		for _, v := range n.verbs {
			if _, has := flagNamed(v, "dry-run"); !has {
				continue
			}
			words, ok := lines[full(n, v)]
			if !ok {
				t.Errorf("%s has --dry-run and no line here", full(n, v))
				continue
			}
			line := full(n, v) + " --dry-run "
			if n.name != "" {
				line += "--deployment @/chain.json "
			}
			if v.name == "acme-cleanup" {
				t.Setenv("CERTBOT_DOMAIN", "www.mail.chain")
			}
			code, out, errs := w.run(t.Context(), line+words)
			if code != exitOK || errs != "" || !strings.Contains(out, "gas, ") || strings.Count(out, "\n") != 1 && v.name != "deploy" {
				t.Errorf("%s: exit %d, %q, %q", line, code, out, errs)
			}
			code, out, _ = w.run(t.Context(), line+"--json "+words)
			var cost struct {
				What, FeeWei, PriceWei string
				Gas                    uint64
			}
			if err := json.Unmarshal([]byte(out), &cost); code != exitOK || err != nil || cost.Gas == 0 || cost.FeeWei == "" || cost.PriceWei == "" || cost.What == "" {
				t.Errorf("%s: exit %d, %q, %v", line, code, out, err)
			}
			if after := sent(); after != before {
				t.Fatalf("%s: %d transactions", line, after-before)
			}
			if left := files(t, w.dir); strings.Join(left, " ") != strings.Join(kept, " ") {
				t.Fatalf("%s: it left %v, and before were %v", line, left, kept)
			}
		}
	}
	if code, _, errs := w.run(t.Context(), "name renew --deployment @/chain.json --key @/stranger.key --yes --max-fee many hello"); code != exitUsage || !strings.Contains(errs, "gwei") {
		t.Errorf("exit %d, %q", code, errs)
	}
	if code, _, errs := w.run(t.Context(), "name renew --deployment @/chain.json --key @/stranger.key --yes --max-fee 0.000000001 hello"); code != exitRefused || !strings.Contains(errs, "above the cap") {
		t.Errorf("exit %d, %q", code, errs)
	}
}
