package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/chain"
	"chainzone/zone"
)

func command(t *testing.T, args ...string) (exitCode, string, string) {
	t.Helper()
	in, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out, errs bytes.Buffer
	code := run(context.Background(), args, terminal{in: in, out: &out, err: &errs})
	return code, out.String(), errs.String()
}

// endpoint is a JSON-RPC server that knows a chain id and a contract's code,
// and counts what else it is asked.
func endpoint(t *testing.T, id string, code string) (url string, others func() []string) {
	var mu sync.Mutex
	var seen []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		type request struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
		}
		var body json.RawMessage
		if json.NewDecoder(r.Body).Decode(&body) != nil {
			return
		}
		answer := func(q request) map[string]any {
			reply := map[string]any{"jsonrpc": "2.0", "id": q.ID}
			switch q.Method {
			case "eth_chainId":
				reply["result"] = id
			case "eth_getCode":
				reply["result"] = code
			case "eth_blockNumber":
				reply["result"] = "0x10"
			default:
				mu.Lock()
				seen = append(seen, q.Method)
				mu.Unlock()
				reply["error"] = map[string]any{"code": -32601, "message": "not here"}
			}
			return reply
		}
		w.Header().Set("Content-Type", "application/json")
		var many []request
		var one request
		if json.Unmarshal(body, &many) == nil {
			var replies []any
			for _, q := range many {
				replies = append(replies, answer(q))
			}
			_ = json.NewEncoder(w).Encode(replies)
		} else if json.Unmarshal(body, &one) == nil {
			_ = json.NewEncoder(w).Encode(answer(one))
		}
	}))
	t.Cleanup(s.Close)
	return s.URL, func() []string { mu.Lock(); defer mu.Unlock(); return append([]string(nil), seen...) }
}

func deployment(t *testing.T, url string) (file, key string) {
	t.Helper()
	dir := t.TempDir()
	file, key = filepath.Join(dir, "chain.json"), filepath.Join(dir, "key")
	d := &chain.Deployment{
		Version: 1, ChainID: 31337, TLD: "chain", Registry: common.Address{1}, Controller: common.Address{2},
		RegistryCodeHash: crypto.Keccak256Hash([]byte{0x60}), Endpoints: []string{url},
	}
	if err := d.Write(file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(key, []byte(strings.Repeat("11", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, key
}

// TestF22OtherChain: no command asks another chain, or one with another
// registry, for anything, let alone signs for it.
func TestF22OtherChain(t *testing.T) {
	t.Parallel()
	for _, chainCase := range []struct{ name, id, code, want string }{
		{"chain id", "0x1", "0x60", "chain 1"},
		{"code hash", "0x7a69", "0x61", "hash"},
		{"no contract", "0x7a69", "0x", "no contract"},
	} {
		for _, args := range [][]string{
			{"name", "register"}, {"name", "renew"}, {"name", "show"}, {"zone", "unset"}, {"zone", "set"}, {"name", "transfer"}, {"lookup"},
		} {
			t.Run(chainCase.name+"/"+strings.Join(args, " "), func(t *testing.T) {
				url, others := endpoint(t, chainCase.id, chainCase.code)
				file, key := deployment(t, url)
				words := append(append([]string{}, args...), "--deployment", file)
				if args[0] != "lookup" && args[1] != "show" {
					words = append(words, "--key", key, "--yes")
				}
				words = append(words, "alice.chain")
				switch strings.Join(args, " ") {
				case "zone unset":
					words = append(words, "@")
				case "zone set":
					words = append(words, "@", "60", "A", "192.0.2.1")
				case "name transfer":
					words = append(words, "0x"+strings.Repeat("22", 20))
				}
				code, out, errs := command(t, words...)
				if code != exitRefused || out != "" || !strings.Contains(errs, chainCase.want) {
					t.Errorf("exit %d, stdout %q, stderr %q; want 1, none, %q", code, out, errs, chainCase.want)
				}
				if sent := others(); len(sent) != 0 {
					t.Errorf("it was asked %v", sent)
				}
			})
		}
	}
}

// TestT46Labels: what is no label of the registry's rule is refused as never
// right, without a call.
func TestT46Labels(t *testing.T) {
	t.Parallel()
	url, others := endpoint(t, "0x7a69", "0x60")
	file, _ := deployment(t, url)
	for _, tc := range []struct{ name, want string }{
		{"B\u00fccher.chain", "lower case"},
		{"b\u00dccher.chain", "lower case"},
		{"\u2603.chain", "no letter or digit"},
		{"caf\u00e9\u200b\u0000.chain", "international"},
		{"\u0301a.chain", "international"},
		{"a\u05d0.chain", "international"},
		{"b\u00fccher.a.chain", "one label"},
		{"b\u00fc\u3002cher.chain", "one label"},
		{"Alice.chain", "lower case"},
		{`a\000b.chain`, "label"},
		{`a\.b.chain`, "label"},
		{"a..chain", "domain name"},
		{"a.b.chain", "one label"},
		{"-a.chain", "label"},
		{"a-.chain", "label"},
		{"ab--c.chain", "label"},
		{"a_b.chain", "label"},
		{strings.Repeat("a", 64), "domain name"},
		{"chain.", "one label"},
		{"alice.other", "one label"},
		{"", "an empty name"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			code, out, errs := command(t, "name", "show", "--deployment", file, "--", tc.name)
			if code != exitUsage || out != "" || !strings.Contains(errs, tc.want) {
				t.Errorf("exit %d, stdout %q, stderr %q; want 2, none, %q", code, out, errs, tc.want)
			}
		})
	}
	if sent := others(); len(sent) != 0 {
		t.Errorf("the chain was asked %v", sent)
	}
	for good, want := range map[string]string{
		"alice": "alice.chain.", "alice.chain": "alice.chain.", "alice.chain.": "alice.chain.",
		"b\u00fccher": "xn--bcher-kva.chain.", "b\u00fccher.chain.": "xn--bcher-kva.chain.", "xn--bcher-kva": "xn--bcher-kva.chain.",
		"bu\u0308cher.chain":             "xn--bcher-kva.chain.", // as some keyboards write it
		"\u5b57\u3002chain":              "xn--p8s.chain.",       // with an ideographic full stop
		"\uff41b\uff43\u00fc":            "xn--abc-joa.chain.",   // full width
		"fa\u00df":                       "xn--fa-hia.chain.",
		"\u03b2\u03cc\u03bb\u03bf\u03c2": "xn--nxasmm1c.chain.",
	} {
		if n, err := parseName(zone.MustParseName("chain"), good); err != nil || n.String() != want {
			t.Errorf("%q: %v, %v; want %s", good, n, err, want)
		}
	}
}

func TestUsage(t *testing.T) {
	for _, tc := range []struct {
		args []string
		code exitCode
		want string
	}{
		{[]string{"nme"}, exitUsage, `"name"`},
		{[]string{"name"}, exitUsage, "verb"},
		{[]string{"name", "show", "alice", "--jsn"}, exitUsage, "--json"},
		{[]string{"name", "show", "alice", "--rpc"}, exitUsage, "needs a value"},
		{[]string{"name", "price", "alice", "--duration", "0d"}, exitUsage, "duration"},
		{[]string{"name", "register", "alice", "--duration", "27d"}, exitUsage, "28d"},
		{[]string{"check", "/does/not/exist"}, exitRefused, "no such file"},
		{[]string{"check", "../../deploy/chainzone.yaml"}, exitOK, ""},
		{[]string{"version"}, exitOK, ""},
		{[]string{"--version"}, exitOK, ""},
		{[]string{"-v", "--json"}, exitOK, ""},
		{[]string{"--verson", "check"}, exitUsage, "put flags after the command"},
		{[]string{"name", "--version"}, exitUsage, "put flags after the command"},
	} {
		t.Run(strings.Join(tc.args, " "), func(t *testing.T) {
			if code, _, errs := command(t, tc.args...); code != tc.code || !strings.Contains(errs, tc.want) {
				t.Errorf("exit %d, stderr %q; want %d, %q", code, errs, tc.code, tc.want)
			}
		})
	}
}

func TestArrange(t *testing.T) {
	commands := newApp(context.Background(), terminal{}).Commands
	for _, tc := range []struct{ in, want string }{
		{"name show alice --json", "name show --json -- alice"},
		{"zone set --yes alice @ 60 LOC -2.00m --yes", "zone set --yes -- alice @ 60 LOC -2.00m --yes"},
		{"zone diff alice -- --json", "zone diff -- alice --json"},
	} {
		got, err := arrange(commands, strings.Fields(tc.in))
		if err != nil || strings.Join(got, " ") != tc.want {
			t.Errorf("%s: %q, %v; want %q", tc.in, got, err, tc.want)
		}
	}
}

func TestKeyNew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	key, password := filepath.Join(dir, "key.json"), filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte("secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := command(t, "key", "new", key, "--password-file", password); code != exitOK {
		t.Fatal(errs)
	}
	if info, err := os.Stat(key); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatal(info, err)
	}
	if _, err := chain.ReadKey(key, func() ([]byte, error) { return []byte("secret"), nil }); err != nil {
		t.Error(err)
	}
	if code, _, errs := command(t, "key", "new", key, "--password-file", password); code != exitRefused || !strings.Contains(errs, "not overwritten") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

func FuzzConfig(f *testing.F) {
	for _, text := range []string{
		"version: 1\nlisten: [\"127.0.0.1:53\"]\norigins:\n  - deployment: a\n    head: {confirmations: 3}\n",
		"version: 1\nlisten: [\"[::1]:53\"]\nforward:\n  - zone: .\n    upstreams: [\"192.0.2.53\"]\ncache: {zones: 64MiB}\n",
		"version: 1\nlisten: [a]\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := parseConfig(data)
		if err == nil && (c.Version != 1 || len(c.Listen) == 0) {
			t.Errorf("accepted %+v", c)
		}
		if err != nil && err.Error() == "" {
			t.Error("an error without a word")
		}
	})
}

func FuzzZoneArgs(f *testing.F) {
	for _, line := range []string{
		"@ 60 TXT --yes",
		`* 3600 TXT "this is a wildcard"`,
		"sub.* 3600 MX 10 host1.example.",
		"_ssh._tcp.host1 3600 SRV 0 0 22 host1.example.",
		`a 60 TYPE731 \# 6 abcdef 012345`,
		`e 60 TYPE1 \# 4 0A000001`,
		`svc 60 SVCB 1 foo.example.org. key667="hello\210qoo"`,
		"@ 60 LOC 42 21 54 N 71 06 18 W -24m 30m",
		"@ 60 DNAME .",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		words := strings.Split(line, " ")
		apex := zone.MustParseName("alice.chain")
		if set, err := parseRecord(apex, words); err == nil && len(set.Data) != 1 {
			t.Errorf("%q is %d records", line, len(set.Data))
		}
		if owner, _, _, err := parseRemoval(apex, words); err == nil && owner.IsZero() {
			t.Errorf("%q removes from no owner", line)
		}
	})
}
