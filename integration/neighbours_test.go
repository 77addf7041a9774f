package integration

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// The ports of docs/deploy.md: chainzone's behind a neighbour, and that of a
// neighbour that made room.
const (
	documentedPort = "5300"
	neighbourPort  = "5335"
)

// rootAnchor is the root's key of 2017. Nothing that the tests' Internet says
// is signed by it, so that a validating neighbour believes nothing unsigned.
const rootAnchor = `20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D`

// neighbour is a resolver of somebody else's, configured by the blocks of one
// section of docs/deploy.md and what a test needs around them.
type neighbour struct {
	section string
	program string
	// configure returns the arguments and what at.file has.
	configure func(at place, blocks []string) (args []string, file string)
	front     bool // chainzone is in front of it
	soak      bool // make soak alone has it: see the Makefile
	// traps are the lines of the blocks without any of which the neighbour
	// does not answer the TLD's names rightly.
	traps []trap
}

type trap struct{ line, tld string }

// place is where a neighbour runs.
type place struct {
	dir, port, internet string // the ports alone, of 127.0.0.1
	front               bool
}

func (p place) file() string { return filepath.Join(p.dir, "neighbour.conf") }

var neighbours = []neighbour{
	{section: "Unbound", program: "unbound", configure: unbound, traps: []trap{
		{"do-not-query-localhost", "chain"}, {"domain-insecure", "chain"}, {"local-zone", "test"}, {"private-domain", "chain"},
	}},
	{section: "Unbound: a stub", program: "unbound", configure: unbound},
	{section: "BIND", program: "named", configure: bind, traps: []trap{{"validate-except", "chain"}}},
	{section: "Knot Resolver", program: "kresd", configure: knotResolver},
	{section: "dnsmasq", program: "dnsmasq", configure: dnsmasq, traps: []trap{{"rebind-domain-ok", "chain"}}},
	{section: "CoreDNS", program: "../.tools/coredns-v1.15.0", configure: coreDNS, soak: true},
	{section: "In front of Unbound", program: "unbound", configure: unbound, front: true},
	{section: "In front of BIND", program: "named", configure: bind, front: true},
	{section: "In front of dnsmasq", program: "dnsmasq", configure: dnsmasq, front: true},
	{section: "In front of Knot Resolver", program: "kresd", configure: knotResolver, front: true},
	{section: "In front of CoreDNS", program: "../.tools/coredns-v1.15.0", configure: coreDNS, front: true, soak: true},
}

func unbound(at place, blocks []string) (args []string, file string) {
	file = fmt.Sprintf(`server:
    directory: %q
    chroot: ""
    username: ""
    pidfile: ""
    use-syslog: no
    outgoing-interface: 127.0.0.1
    do-ip6: no
remote-control:
    control-enable: no
forward-zone:
    name: "."
    forward-addr: 127.0.0.1@%s
`, at.dir, at.internet)
	if at.front {
		file += "server:\n    do-not-query-localhost: no\n"
	} else {
		file += fmt.Sprintf("server:\n    interface: 127.0.0.1\n    port: %s\n    use-caps-for-id: yes\n    private-address: 192.0.2.0/24\n    trust-anchor: \". DS %s\"\n", at.port, rootAnchor)
	}
	return []string{"-d", "-c", at.file()}, file + strings.Join(blocks, "\n")
}

func bind(at place, blocks []string) (args []string, file string) {
	options, zones := blocks[0], strings.Join(blocks[1:], "\n")
	validation := "no"
	if !at.front {
		options += fmt.Sprintf("listen-on port %s { 127.0.0.1; };\n", at.port)
		zones += fmt.Sprintf("trust-anchors { . static-ds %s; };\n", strings.Replace(rootAnchor, "2 E", `2 "E`, 1)+`"`)
		validation = "yes"
	}
	return []string{"-g", "-4", "-n", "1", "-c", at.file()}, fmt.Sprintf(`options {
%s
directory %q;
pid-file none;
lock-file none;
session-keyfile none;
query-source address 127.0.0.1;
forwarders { 127.0.0.1 port %s; };
forward only;
dnssec-validation %s;
};
controls { };
%s`, options, at.dir, at.internet, validation, zones)
}

func knotResolver(at place, blocks []string) (args []string, file string) {
	own := ""
	if !at.front {
		own = fmt.Sprintf("net.listen('127.0.0.1', %s, { kind = 'dns' })\ntrust_anchors.add('. IN DS %s')\n", at.port, rootAnchor)
	}
	return []string{"-n", "-c", at.file(), at.dir}, fmt.Sprintf(`net.ipv6 = false
net.outgoing_v4('127.0.0.1')
modules.unload('ta_update')
modules.unload('ta_signal_query')
modules.unload('priming')
modules.unload('detect_time_skew')
trust_anchors.remove('.')
cache.size = 10 * MB
%s
%s
policy.add(policy.all(policy.FORWARD({'127.0.0.1@%s'})))
`, own, strings.Join(blocks, "\n"), at.internet)
}

func dnsmasq(at place, blocks []string) (args []string, file string) {
	file = fmt.Sprintf("no-resolv\nno-hosts\npid-file=\nuser=root\nserver=127.0.0.1#%s\n", at.internet)
	if !at.front {
		file += fmt.Sprintf("port=%s\nlisten-address=127.0.0.1\nbind-interfaces\nstop-dns-rebind\n", at.port)
	}
	return []string{"--keep-in-foreground", "--log-facility=-", "--conf-file=" + at.file()}, file + strings.Join(blocks, "\n")
}

func coreDNS(at place, blocks []string) (args []string, file string) {
	file = strings.ReplaceAll(strings.Join(blocks, "\n"), "192.0.2.53", "127.0.0.1:"+at.internet)
	if !at.front {
		file = strings.ReplaceAll(file, "{\n", "{\n    bind 127.0.0.1\n")
	}
	return []string{"-conf", at.file(), "-dns.port", at.port}, file
}

// TestNeighbours runs chainzone behind and in front of other resolvers, each
// configured as docs/deploy.md says.
func TestNeighbours(t *testing.T) {
	blocks := deployBlocks(t)
	known := map[string]bool{"chainzone in front": true, ownTLD: true, "The container": true}
	for _, n := range neighbours {
		known[n.section] = true
		t.Run(n.section, func(t *testing.T) {
			t.Parallel()
			n.run(t, blocks)
		})
	}
	for section := range blocks {
		if !known[section] && !strings.Contains(section, "*not run here*") {
			t.Errorf("docs/deploy.md: nothing runs the blocks of %q", section)
		}
	}
}

func (n neighbour) run(t *testing.T, blocks map[string][]string) {
	if n.soak && os.Getenv("CHAINZONE_SOAK") == "" {
		t.Skip("with CHAINZONE_SOAK only")
	}
	program := client(t, n.program)
	if len(blocks[n.section]) == 0 {
		t.Fatalf("docs/deploy.md has no block below %q", n.section)
	}
	if n.front {
		if len(blocks["chainzone in front"]) != 1 {
			t.Fatal("docs/deploy.md: one block is chainzone's own")
		}
		n.behindChainzone(t, program, blocks[n.section], blocks["chainzone in front"][0])
		return
	}
	d := startDevnet(t)
	internet := startUpstream(t)
	port := n.start(t, program, blocks[n.section], d.DNS, internet)
	for _, network := range []string{"udp", "tcp"} {
		if err := answersNames(network, "127.0.0.1:"+port, "chain"); err != nil {
			t.Errorf("%s: %v", network, err)
		}
	}
	// Those that validate ask for the root's keys first, and stop there.
	exchange("udp", "127.0.0.1:"+port, "www.example.com", dns.TypeA)
	if len(internet.asked(".")) == 0 {
		t.Error("the Internet was not asked for a name of its own")
	}
	if leaked := internet.asked("chain"); len(leaked) > 0 {
		t.Errorf("the Internet was asked for %v", leaked)
	}
	for _, trap := range n.traps {
		server := d.DNS
		if trap.tld != "chain" {
			server = startDevnet(t, "--tld", trap.tld).DNS
		}
		for _, with := range []bool{true, false} {
			var fallen []string
			for _, b := range blocks[n.section] {
				b = strings.ReplaceAll(strings.ReplaceAll(b, `"chain`, `"`+trap.tld), "/chain/", "/"+trap.tld+"/")
				if !with {
					without := regexp.MustCompile(`(?m)^\s*` + trap.line + `.*\n`)
					b = without.ReplaceAllString(b, "")
				}
				fallen = append(fallen, b)
			}
			port := n.start(t, program, fallen, server, internet)
			if err := answersNames("udp", "127.0.0.1:"+port, trap.tld); (err == nil) != with {
				t.Errorf("%s, with it: %v, under %s: %v", trap.line, with, trap.tld, err)
			}
		}
	}
}

// behindChainzone runs the neighbour on another port, and chainzone in front.
func (n neighbour) behindChainzone(t *testing.T, program string, blocks []string, front string) {
	d := startDevnet(t, "--no-dns")
	internet := startUpstream(t)
	port := n.start(t, program, blocks, "", internet)
	file := filepath.Join(t.TempDir(), "chainzone.yaml")
	text := strings.NewReplacer(":53\"", ":0\"", ":"+neighbourPort, ":"+port, "/etc/chainzone/chain.json", d.Deployment).Replace(front)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := start(t, nil, "chainzone", "serve", "--config", file)
	listening := regexp.MustCompile(`msg=listening transport=tcp address=(127\.0\.0\.1:\d+)`)
	var addr string
	eventually(t, 20*time.Second, "chainzone listens", func() bool {
		if m := listening.FindStringSubmatch(p.log.String()); m != nil {
			addr = m[1]
		}
		return addr != ""
	})
	eventually(t, 20*time.Second, "chainzone reaches the chain", func() bool { return answersNames("udp", addr, "chain") == nil })
	for _, network := range []string{"udp", "tcp"} {
		if err := answersNames(network, addr, "chain"); err != nil {
			t.Errorf("%s: %v", network, err)
		}
		m := ask(t, network, addr, "www.example.com", dns.TypeA)
		if got := addresses(m); len(got) != 1 || got[0] != netip.MustParseAddr("198.51.100.7") {
			t.Errorf("%s: www.example.com is %v\n%v", network, got, m)
		}
	}
	if leaked := internet.asked("chain"); len(leaked) > 0 {
		t.Errorf("the Internet was asked for %v", leaked)
	}
}

// start runs the neighbour between chainzone at server and the Internet, and
// returns its port.
func (n neighbour) start(t *testing.T, program string, blocks []string, server string, internet *upstream) (port string) {
	t.Helper()
	at := place{dir: t.TempDir(), port: freePort(t), front: n.front}
	_, at.internet, _ = net.SplitHostPort(internet.addr)
	_, chainzone, _ := net.SplitHostPort(server)
	ports := strings.NewReplacer(documentedPort, chainzone, neighbourPort, at.port)
	var replaced []string
	for _, b := range blocks {
		replaced = append(replaced, ports.Replace(b))
	}
	args, text := n.configure(at, replaced)
	if err := os.WriteFile(at.file(), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := start(t, nil, program, args...)
	eventually(t, 20*time.Second, n.program+" listens", func() bool {
		select {
		case <-p.done:
			t.Fatalf("%s ended: %v\n%s\n%s", n.program, p.err, text, p.log.String())
		default:
		}
		conn, err := net.DialTimeout("tcp", "127.0.0.1:"+at.port, time.Second)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	return at.port
}

// answersNames asks for a sample name and for one that does not exist.
func answersNames(network, server, tld string) error {
	m, err := exchange(network, server, "hello."+tld, dns.TypeA)
	if err != nil {
		return err
	}
	if got := addresses(m); m.Rcode != dns.RcodeSuccess || len(got) != 1 || got[0] != netip.MustParseAddr("192.0.2.1") {
		return fmt.Errorf("hello.%s is %s %v", tld, dns.RcodeToString[m.Rcode], got)
	}
	m, err = exchange(network, server, "nobody-has-this."+tld, dns.TypeA)
	if err != nil {
		return err
	}
	if m.Rcode != dns.RcodeNameError || types(m.Ns) != "SOA" {
		return fmt.Errorf("nobody-has-this.%s is %s, authority %q", tld, dns.RcodeToString[m.Rcode], types(m.Ns))
	}
	return nil
}

// freePort is the port of a freeAddress.
func freePort(t *testing.T) string {
	t.Helper()
	_, port, err := net.SplitHostPort(freeAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// deployBlocks are the fenced blocks of docs/deploy.md by their section's title.
func deployBlocks(t *testing.T) map[string][]string {
	t.Helper()
	doc, err := os.ReadFile("../docs/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string][]string{}
	for _, section := range regexp.MustCompile(`(?m)^##+ `).Split(string(doc), -1)[1:] {
		title, body, _ := strings.Cut(section, "\n")
		for _, block := range fence.FindAllStringSubmatch(body, -1) {
			blocks[title] = append(blocks[title], block[2])
		}
	}
	return blocks
}

// TestT25Neighbours (T25): a neighbour that sends back what it is asked makes a
// loop, which ends in SERVFAIL, cookies or none, letters kept or not, because
// chainzone knows its own question when that comes round, and harms no other name.
// (Of three loops one must be known: a machine under load may take longer than
// chainzone waits.)
func TestT25Neighbours(t *testing.T) {
	blocks := deployBlocks(t)
	d := startDevnet(t, "--no-dns")
	for _, n := range neighbours {
		if !n.front || n.soak && !soaking() {
			continue
		}
		t.Run(n.program, func(t *testing.T) {
			t.Parallel()
			addr := freeAddress(t)
			back := new(wayBack)
			port := n.start(t, client(t, n.program), blocks[n.section], "", back.start(t, addr))
			configured(t, fmt.Sprintf("version: 1\nlisten: [%q]\norigins: [{deployment: %q}]\nforward: [{zone: ., upstreams: [\"127.0.0.1:%s\"]}]\n", addr, d.Deployment, port))
			eventually(t, 20*time.Second, "chainzone reaches the chain", func() bool { return answersNames("udp", addr, "chain") == nil })
			for i := range 3 {
				time.Sleep(time.Duration(min(i, 1)) * 1100 * time.Millisecond) // the upstream may rest for 1 s
				if m := ask(t, "udp", addr, fmt.Sprintf("Loop-%d.example.com", i), dns.TypeA); m.Rcode != dns.RcodeServerFailure {
					t.Errorf("%v", m)
				}
				if err := answersNames("udp", addr, "chain"); err != nil {
					t.Errorf("meanwhile: %v", err)
				}
			}
			if back.known.Load() == 0 {
				t.Errorf("of %d questions that came round none was known", back.came.Load())
			}
		})
	}
}

// wayBack is where a neighbour sends what it is asked: to chainzone, which asked.
type wayBack struct{ came, known atomic.Int32 } // questions; those that chainzone knew for its own

func (b *wayBack) start(t *testing.T, chainzone string) *upstream {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		b.came.Add(1)
		m, _, err := (&dns.Client{Timeout: 4 * time.Second}).Exchange(q, chainzone)
		if err != nil {
			return
		}
		if strings.Contains(m.String(), "this server asked that itself") {
			b.known.Add(1)
		}
		w.WriteMsg(m)
	})}
	go server.ActivateAndServe()
	t.Cleanup(func() { server.Shutdown() })
	return &upstream{addr: conn.LocalAddr().String()}
}
