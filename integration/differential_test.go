package integration

import (
	"encoding/hex"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	local "chainzone/chain/devnet" // devnet is the program here
)

// TestDifferential (T19): chainzone, and NSD and Knot with what chainzone tld
// export wrote, are asked the same questions about a generated TLD. Every
// difference is of a class that docs/rfc.md lists; no other is allowed.
// 2,000 questions, 100,000 in make soak.
func TestDifferential(t *testing.T) {
	nsd, knot := client(t, "nsd"), client(t, "knotd")
	names, questions := 150, 2_000
	soak := os.Getenv("CHAINZONE_SOAK") != ""
	if soak {
		names, questions = 500, 100_000
	}
	d, err := local.Start(local.Options{BlockTime: time.Hour}) // no block while it is compared
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	deployment, err := d.Populate(t.Context(), "chain")
	if err != nil {
		t.Fatal(err)
	}
	g := newRich(t, 19, "chain.", names)
	hostile := local.Registration{Label: "hostile", Duration: lifetime, Image: []byte{1, 2, 3}}
	if err := d.Register(t.Context(), deployment, append(g.made, hostile)); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, master := filepath.Join(dir, "chain.json"), filepath.Join(dir, "tld.zone")
	if err := deployment.Write(file); err != nil {
		t.Fatal(err)
	}
	r := command(t, nil, "chainzone", "tld", "export", "--deployment", file, "--out", master).ok(t)
	if !strings.Contains(r.stderr, "hostile.chain. is left out") {
		t.Errorf("export: %s", r.stderr)
	}
	ours := freeAddress(t)
	serve(t, ours, "--deployment", file)
	eventually(t, 20*time.Second, "chainzone reaches the chain", func() bool { return answersNames("udp", ours, "chain") == nil })
	others := map[string]string{"NSD": startNSD(t, nsd, master), "Knot": startKnot(t, knot, master)}

	found := newDifferences()
	types := ordinary()
	us := dial(t, ours)
	them := map[string]*asker{}
	for name, addr := range others {
		them[name] = dial(t, addr)
	}
	for range questions {
		q := g.ask(types)
		got := us.ask(q)
		for name, other := range them {
			found.compare(name, q, got, other.ask(q))
			if q.qtype == dns.TypeANY && len(got.Answer) > 0 {
				// Whichever set each chose, the one we gave is the same there.
				chosen := q
				chosen.qtype = got.Answer[len(got.Answer)-1].Header().Rrtype
				found.compare(name, chosen, us.ask(chosen), other.ask(chosen))
			}
		}
	}
	found.report(t, !soak)
}

func startNSD(t *testing.T, program, master string) string {
	t.Helper()
	port, dir := freePort(t), t.TempDir()
	conf := filepath.Join(dir, "nsd.conf")
	write(t, conf, fmt.Sprintf(`server:
    ip-address: 127.0.0.1@%s
    server-count: 1
    username: ""
    chroot: ""
    zonesdir: %q
    zonelistfile: %q
    database: ""
    pidfile: ""
    xfrdfile: %q
    xfrdir: %q
    refuse-any: no
    minimal-responses: yes
    rrl-ratelimit: 0
    rrl-whitelist-ratelimit: 0
remote-control:
    control-enable: no
zone:
    name: chain.
    zonefile: %q
`, port, dir, filepath.Join(dir, "zone.list"), filepath.Join(dir, "xfrd.state"), dir, master))
	return await(t, port, start(t, nil, program, "-d", "-c", conf))
}

func startKnot(t *testing.T, program, master string) string {
	t.Helper()
	port, dir := freePort(t), t.TempDir()
	conf := filepath.Join(dir, "knot.conf")
	write(t, conf, fmt.Sprintf(`server:
    rundir: %[2]q
    listen: 127.0.0.1@%[1]s
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
database:
    storage: %[2]q
log:
  - target: stderr
    any: warning
zone:
  - domain: chain
    file: %[3]q
    zonefile-sync: -1
    journal-content: none
`, port, dir, master))
	return await(t, port, start(t, nil, program, "-c", conf))
}

// startBIND has the setting that docs/cli.md names for an export: names that are no
// host names are the registrants' own affair.
func startBIND(t *testing.T, program, master string) string {
	t.Helper()
	port, dir := freePort(t), t.TempDir()
	conf := filepath.Join(dir, "named.conf")
	write(t, conf, fmt.Sprintf(`options {
    directory %[2]q;
    listen-on port %[1]s { 127.0.0.1; };
    listen-on-v6 { none; };
    pid-file none;
    lock-file none;
    session-keyfile none;
    recursion no;
    dnssec-validation no;
    notify no;
    minimal-responses no-auth-recursive;
    check-names primary ignore;
};
controls { };
zone "chain" { type primary; file %[3]q; };
`, port, dir, master))
	return await(t, port, start(t, nil, program, "-g", "-4", "-n", "1", "-c", conf))
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// await waits until a name server answers for the TLD.
func await(t *testing.T, port string, p *process) string {
	t.Helper()
	addr := net.JoinHostPort("127.0.0.1", port)
	eventually(t, 30*time.Second, p.cmd.Path+" answers", func() bool {
		select {
		case <-p.done:
			t.Fatalf("%s ended: %v\n%s", p.cmd.Path, p.err, p.log.String())
		default:
		}
		m, err := exchange("udp", addr, "chain", dns.TypeSOA)
		return err == nil && m.Rcode == dns.RcodeSuccess && len(m.Answer) == 1
	})
	return addr
}

// asker asks one server over one socket.
type asker struct {
	t    *testing.T
	addr string
	conn *dns.Conn
}

func dial(t *testing.T, addr string) *asker {
	t.Helper()
	conn, err := dns.DialTimeout("udp", addr, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return &asker{t, addr, conn}
}

// ask asks over UDP, and over TCP if the answer does not fit.
func (a *asker) ask(q question) *dns.Msg {
	a.t.Helper()
	m := new(dns.Msg).SetQuestion(q.name, q.qtype)
	m.RecursionDesired = q.rd
	if q.edns {
		m.SetEdns0(1232, q.do)
	}
	c := &dns.Client{Timeout: 10 * time.Second, UDPSize: 4096}
	reply, _, err := c.ExchangeWithConn(m, a.conn)
	if err == nil && reply.Truncated {
		c.Net = "tcp"
		reply, _, err = c.Exchange(m, a.addr)
	}
	if err != nil {
		a.t.Fatalf("ask %s for %v: %v", a.addr, q, err)
	}
	if reply.Question[0].Name != q.name {
		a.t.Errorf("%s: the question %v came back as %s", a.addr, q, reply.Question[0].Name)
	}
	return reply
}

// records are a section's, sorted, in a form that is the same for the same
// records: owner in lower case, TTL, type, and data in hex, or in lower case
// where it has names, which a server may write as the question did.
func records(section []dns.RR) []string {
	var list []string
	for _, rr := range section {
		if rr.Header().Rrtype != dns.TypeOPT {
			list = append(list, record(rr))
		}
	}
	slices.Sort(list)
	return list
}

func record(rr dns.RR) string {
	switch rr.(type) {
	case *dns.TXT, *dns.SPF, *dns.HINFO, *dns.CAA, *dns.URI:
	default:
		return strings.ToLower(rr.String())
	}
	buf := make([]byte, dns.Len(rr)+64)
	end, err := dns.PackRR(rr, buf, 0, nil, false)
	if err != nil {
		return err.Error()
	}
	_, at, _ := dns.UnpackDomainName(buf, 0)
	return fmt.Sprintf("%s %d %s %s", dns.CanonicalName(rr.Header().Name), rr.Header().Ttl, dns.Type(rr.Header().Rrtype), hex.EncodeToString(buf[at+10:end]))
}
