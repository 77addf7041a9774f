package chain_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"chainzone/chain"
	"chainzone/contracts/bindings"
	"chainzone/names"
	"chainzone/zone"
)

// TestHistory: what happens to a name is told in order, with block, time and
// transaction, by an endpoint that refuses long ranges of blocks too, and whose
// logs do not tell their times.
func TestHistory(t *testing.T) {
	w := newWorld(t)
	p := newProxy(t, w.RPC())
	refused := 0
	p.set(func(method string, params []json.RawMessage, reply []byte) []byte {
		if method != "eth_getLogs" {
			return reply
		}
		var filter struct{ FromBlock, ToBlock string }
		_ = json.Unmarshal(params[0], &filter)
		from, _ := strconv.ParseUint(strings.TrimPrefix(filter.FromBlock, "0x"), 16, 64)
		to, _ := strconv.ParseUint(strings.TrimPrefix(filter.ToBlock, "0x"), 16, 64)
		if to-from > 600 {
			refused++
			return failure(reply, -32005, "query exceeds the range of 600 blocks")
		}
		var fields struct{ Result []map[string]any }
		_ = json.Unmarshal(reply, &fields)
		for _, l := range fields.Result {
			delete(l, "blockTimestamp")
		}
		return result(reply, fields.Result)
	})
	w.ahead = true
	for range 1500 {
		if _, err := w.Mine(); err != nil {
			t.Fatal(err)
		}
	}
	w.publish("hello.chain.", "@ 60 A 192.0.2.9\n")
	c := w.open(chain.Options{}, p.URL)
	plain, err := w.open(chain.Options{}, w.RPC()).History(t.Context(), hello, true)
	if err != nil {
		t.Fatal(err)
	}
	events, err := c.History(t.Context(), hello, true)
	if err != nil {
		t.Fatal(err)
	}
	if refused == 0 {
		t.Error("no range was refused")
	}
	if !slices.EqualFunc(plain, events, func(a, b chain.Event) bool {
		return a.Block == b.Block && a.Time == b.Time && a.Kind == b.Kind && a.Transaction == b.Transaction
	}) {
		t.Errorf("in halves:\n%+v\nwhole:\n%+v", events, plain)
	}
	var kinds []chain.EventKind
	for _, e := range events {
		kinds = append(kinds, e.Kind)
		if e.Time == 0 || e.Transaction == (common.Hash{}) {
			t.Errorf("no time or transaction: %+v", e)
		}
	}
	if want := []chain.EventKind{chain.Registered, chain.ZoneChanged, chain.ZoneChanged}; !slices.Equal(kinds, want) {
		t.Errorf("%v, want %v", kinds, want)
	}
	if first, last := events[0], events[len(events)-1]; first.Account != w.Accounts[0].Address || first.Expiry <= first.Time || last.Serial != 2 || last.Empty || last.Block <= first.Block+1500 {
		t.Errorf("first %+v, last %+v", first, last)
	}
	if none, err := c.History(t.Context(), zone.MustParseName("nobody.chain"), true); err != nil || len(none) != 0 {
		t.Errorf("of a name that never was: %v, %v", none, err)
	}
}

// TestHoldings: an account has what moved to it last and is not past its grace.
func TestHoldings(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{})
	held := func(account int) string {
		t.Helper()
		list, err := c.Holdings(t.Context(), w.Accounts[account].Address)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, h := range list {
			all = append(all, h.Name.Label(0))
			if r, err := c.Name(t.Context(), h.Name); err != nil || r.Owner != w.Accounts[account].Address || r.Expiry != h.Expiry || string(r.Image) != string(h.Image) {
				t.Errorf("%s: %+v is not %+v, %v", h.Name, h.State, r, err)
			}
		}
		return strings.Join(all, " ")
	}
	all := held(0)
	if !strings.Contains(all, "grace") || !strings.Contains(all, "hello") || strings.Contains(all, "expired") {
		t.Errorf("account 0 has %s", all)
	}
	if got := held(1); got != "" {
		t.Errorf("account 1 has %s", got)
	}
	move := func(from, to int) {
		t.Helper()
		s := c.Signer(w.Accounts[from].Key)
		tx, err := s.Transfer(t.Context(), hello, w.Accounts[from].Address, w.Accounts[to].Address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Send(t.Context(), tx); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // there, back, and there again
		move(0, 1)
		if held(1) != "hello" || strings.Contains(held(0), "hello") {
			t.Errorf("given away: %s and %s", held(0), held(1))
		}
		move(1, 0)
		if held(1) != "" || held(0) != all {
			t.Errorf("given back: %s and %s", held(0), held(1))
		}
	}
	move(0, 0)
	if held(0) != all {
		t.Errorf("given to oneself: %s", held(0))
	}
}

// TestRenewAll: one transaction, all names or none, and what is too much comes
// back.
func TestRenewAll(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{})
	s := c.Signer(w.Accounts[1].Key)
	const month = 30 * 24 * time.Hour
	list := []zone.Name{hello, zone.MustParseName("grace.chain"), zone.MustParseName("mail.chain")}
	expiries := func() (all []uint64) {
		for _, n := range list {
			r, err := c.Name(t.Context(), n)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, r.Expiry)
		}
		return all
	}
	before := expiries()
	tx, err := s.RenewAll(t.Context(), list, month)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d names: at most %d gas", len(list), tx.Gas)
	receipt, err := s.Send(t.Context(), tx)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d gas used", receipt.GasUsed)
	for i, e := range expiries() {
		if e != before[i]+uint64(month.Seconds()) {
			t.Errorf("%s: %d, then %d", list[i], before[i], e)
		}
	}
	if _, err := s.RenewAll(t.Context(), append(list, zone.MustParseName("nobody.chain")), month); err == nil {
		t.Error("a name that is not registered is not refused")
	}
	if _, err := s.RenewAll(t.Context(), nil, month); err == nil {
		t.Error("no names are not refused")
	}
}

// TestHistoryComplete: an endpoint that leaves events out is found out by the
// name's serials and its present state. A renewal among others is missed by the
// running hash of changes alone, which is asked for.
func TestHistoryComplete(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{})
	do := func(make func(*chain.Signer) (*chain.Tx, error)) {
		t.Helper()
		s := c.Signer(w.Accounts[0].Key)
		tx, err := make(s)
		if err == nil {
			_, err = s.Send(t.Context(), tx)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w.publish("hello.chain", "@ 60 A 192.0.2.9\n")
	for range 2 {
		do(func(s *chain.Signer) (*chain.Tx, error) { return s.Renew(t.Context(), hello, 24*time.Hour) })
	}
	do(func(s *chain.Signer) (*chain.Tx, error) {
		return s.SetManager(t.Context(), hello, w.Accounts[2].Address)
	})
	do(func(s *chain.Signer) (*chain.Tx, error) {
		return s.Transfer(t.Context(), hello, w.Accounts[0].Address, w.Accounts[1].Address)
	})
	registry := bindings.NewNameRegistry()
	events := registry.GetABI().Events
	node := common.Hash(chain.NodeOf(hello)).Hex()
	// without is an endpoint that leaves out the n-th event of a kind, from the last
	// if below 0, of those that have another topic too.
	without := func(event string, n int, also string) *chain.Client {
		p := newProxy(t, w.RPC())
		p.set(func(method string, _ []json.RawMessage, reply []byte) []byte {
			return bendLogs(method, reply, func(logs []map[string]any) []map[string]any {
				var at []int
				for i, l := range logs {
					topics := fmt.Sprint(l["topics"])
					if strings.Contains(topics, events[event].ID.Hex()) && strings.Contains(topics, node) && strings.Contains(topics, also) {
						at = append(at, i)
					}
				}
				if len(at) == 0 {
					return logs
				}
				i := at[(n+len(at))%len(at)]
				return slices.Delete(logs, i, i+1)
			})
		})
		return w.open(chain.Options{}, p.URL)
	}
	for _, tc := range []struct {
		event string
		n     int
		prove bool
		want  string // "" if it is not found out
	}{
		{"WordChanged", 0, false, "serial"},
		{"WordChanged", 2, false, ""}, // of the first renewal
		{"WordChanged", 2, true, "running hash"},
		{"WordChanged", -1, false, "the present one"},
		{"Transfer", -1, false, "the owner"},
		{"ManagerChanged", -1, false, "the manager"},
	} {
		_, err := without(tc.event, tc.n, "").History(t.Context(), hello, tc.prove)
		if tc.want == "" && err != nil || tc.want != "" && (!errors.Is(err, names.ErrInvalid) || !strings.Contains(err.Error(), tc.want)) {
			t.Errorf("without event %d of %s, proof %v: %v, want %q", tc.n, tc.event, tc.prove, err, tc.want)
		}
	}
	if events, err := c.History(t.Context(), hello, true); err != nil || len(events) != 8 {
		t.Errorf("%+v, %v", events, err)
	}

	// What an account has is counted.
	came := common.BytesToHash(w.Accounts[1].Address[:]).Hex()
	for account := range 2 { // which it left, to which it came
		if list, err := without("Transfer", 0, came).Holdings(t.Context(), w.Accounts[account].Address); !errors.Is(err, names.ErrInvalid) || !strings.Contains(err.Error(), "the registry counts") {
			t.Errorf("account %d: %d names, %v", account, len(list), err)
		}
	}
}

// TestTyped: the JSON that an external signer hashes is the message that is
// verified, whatever is in it.
func TestTyped(t *testing.T) {
	w := newWorld(t)
	c := w.open(chain.Options{})
	for _, a := range []chain.Authorization{
		{Name: hello, Image: w.image("hello.chain", "@ 60 A 192.0.2.9\n"), Serial: 1, Deadline: time.Unix(1_900_000_000, 0)},
		{Name: zone.MustParseName("mail.chain"), Serial: 1<<32 - 1, Deadline: time.Unix(1<<40-1, 0)},
	} {
		s := &hashing{Wallet: chain.KeyWallet(w.Accounts[0].Key), t: t}
		signed, err := c.Authorize(t.Context(), s, a)
		if err != nil || !s.asked {
			t.Fatal(err)
		}
		if by, err := c.SignedBy(signed); err != nil || by != w.Accounts[0].Address {
			t.Errorf("signed by %s, %v", by, err)
		}
		s.Wallet = chain.KeyWallet(w.Accounts[1].Key)
		if _, err := c.Authorize(t.Context(), &wrongKey{s, w.Accounts[0].Address}, a); err == nil || !strings.Contains(err.Error(), "let it sign as asked") {
			t.Errorf("another account's signature: %v", err)
		}
	}
}

// hashing is a wallet that hashes EIP-712's JSON itself, as clef does.
type hashing struct {
	chain.Wallet
	t     *testing.T
	asked bool
}

func (h *hashing) SignTyped(ctx context.Context, hash common.Hash, typed json.RawMessage) ([]byte, error) {
	h.asked = true
	var data apitypes.TypedData
	if err := json.Unmarshal(typed, &data); err != nil {
		return nil, err
	}
	own, _, err := apitypes.TypedDataAndHash(data)
	if err != nil || common.BytesToHash(own) != hash {
		h.t.Errorf("it hashes to %x, not %s: %v", own, hash, err)
	}
	return h.Wallet.SignTyped(ctx, common.BytesToHash(own), typed)
}

// wrongKey says that it is another account than it signs for.
type wrongKey struct {
	chain.Wallet
	address common.Address
}

func (w *wrongKey) Address() common.Address { return w.address }
