package main

import (
	"strings"
	"sync/atomic"
	"testing"
)

// TestT45FormerOwner (T45): a name that expired and was registered anew has
// nothing of its former owner's: no records, manager or approval, and neither a
// plan nor an authorisation of then is good for it. Nor if he buys it back.
func TestT45FormerOwner(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 0)
	var always atomic.Bool // commitments age
	always.Store(true)
	defer w.mines(&always)()
	w.file("old.zone", "@ 60 A 192.0.2.66\nwww 60 A 192.0.2.66\n")
	do := func(want exitCode, line string) string {
		t.Helper()
		verb, rest, _ := strings.Cut(line, " NAME ")
		line = verb + " --deployment @/chain.json " + rest
		code, out, errs := w.run(t.Context(), line)
		if code != want {
			t.Errorf("%s: exit %d, want %d, %q, %q", line, code, want, out, errs)
		}
		return out + errs
	}
	manager, approved := w.Accounts[1].Address.Hex(), w.Accounts[2].Address.Hex()
	third := w.keyOf(3)
	past := func() { // a 28 days' registration and its grace
		w.IncreaseTime(59 * 24 * 60 * 60)
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}

	do(exitOK, "name register NAME --key @/owner.key --yes --duration 28d --zone @/old.zone brief")
	do(exitOK, "name manager NAME --key @/owner.key --yes brief "+manager)
	do(exitOK, "name approve NAME --key @/owner.key --yes brief "+approved)
	do(exitOK, "zone unset NAME --key @/owner.key --yes brief www")
	do(exitOK, "zone sign NAME --key @/owner.key --deadline 10y brief @/old.zone "+w.path("old.auth"))
	do(exitOK, "zone plan NAME --out "+w.path("old.plan")+" brief @/old.zone")
	past()
	if out := do(exitOK, "name show NAME brief"); !strings.Contains(out, "state    free again") {
		t.Errorf("past its grace: %q", out)
	}
	do(exitNotRegistered, "lookup NAME brief")
	do(exitRefused, "zone set NAME --key @/owner.key --yes brief @ 60 A 192.0.2.66")

	nothingLeft := func(owner string) {
		t.Helper()
		if out := do(exitOK, "name show NAME brief"); !strings.Contains(out, "manager  none") || !strings.Contains(out, "owner    "+owner) || !strings.Contains(out, "zone     0 bytes") {
			t.Errorf("registered anew: %q", out)
		}
		do(exitNotRegistered, "lookup NAME brief")
		do(exitNotRegistered, "lookup NAME www.brief.chain")
		for _, key := range []string{"stranger", "second"} { // who managed it, who was approved
			do(exitNotAuthorized, "zone set NAME --key @/"+key+".key --yes brief @ 60 A 192.0.2.66")
			do(exitNotAuthorized, "name transfer NAME --key @/"+key+".key --yes brief "+approved)
		}
		for _, line := range []string{"zone apply NAME --yes @/old.plan --key ", "zone relay NAME --yes @/old.auth --key "} {
			key := "@/owner.key"
			if owner == w.Accounts[3].Address.Hex() && strings.HasPrefix(line, "zone apply") {
				key = third
			}
			if out := do(exitRefused, line+key); !strings.Contains(out, "was changed since") {
				t.Errorf("%s: %q", line, out)
			}
		}
	}
	do(exitOK, "name register NAME --key "+third+" --yes --duration 28d brief")
	nothingLeft(w.Accounts[3].Address.Hex())
	do(exitNotAuthorized, "zone set NAME --key @/owner.key --yes brief @ 60 A 192.0.2.66")
	if out := do(exitOK, "name list NAME --key @/owner.key"); strings.Contains(out, "brief") {
		t.Errorf("the former owner's names: %q", out)
	}
	if out := do(exitOK, "name list NAME --key "+third); !strings.Contains(out, "brief") {
		t.Errorf("the new owner's names: %q", out)
	}

	past()
	do(exitOK, "name register NAME --key @/owner.key --yes --duration 28d brief")
	nothingLeft(w.Accounts[0].Address.Hex())
	if out := do(exitOK, "name history NAME --prove brief"); strings.Count(out, "registered to ") != 3 {
		t.Errorf("its history: %q", out)
	}
}
