package integration

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// rewrite replaces a file as a whole.
func rewrite(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

// reloadLoad is what the server is asked while it is reloaded, and what went
// wrong.
type reloadLoad struct {
	asked, failed atomic.Int64
	mu            sync.Mutex
	errs          map[string]int
}

func (l *reloadLoad) fail(format string, args ...any) {
	l.failed.Add(1)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.errs[fmt.Sprintf(format, args...)]++
}

// expect asks one of many names over a connection and judges the answer: under
// the origin that stays it is the chain's, under the one that comes and goes it
// is the chain's or REFUSED, elsewhere it is an upstream's.
func (l *reloadLoad) expect(conn *dns.Conn, i int) bool {
	name, wants := "hello.chain.", func(m *dns.Msg) bool { return m.Authoritative && len(m.Answer) > 0 }
	switch i % 8 {
	case 1:
		name, wants = fmt.Sprintf("nobody%d.chain.", i%64), func(m *dns.Msg) bool { return m.Rcode == dns.RcodeNameError && m.Authoritative }
	case 2:
		name, wants = fmt.Sprintf("n%d.example.", i%512), func(m *dns.Msg) bool { return m.Rcode == dns.RcodeSuccess && len(m.Answer) == 1 }
	case 3:
		name, wants = "hello.link.", func(m *dns.Msg) bool {
			return m.Rcode == dns.RcodeRefused || m.Authoritative && len(m.Answer) > 0
		}
	}
	q := new(dns.Msg).SetQuestion(name, dns.TypeA)
	l.asked.Add(1)
	conn.SetDeadline(time.Now().Add(8 * time.Second))
	var m *dns.Msg
	err := conn.WriteMsg(q)
	if err == nil {
		m, err = conn.ReadMsg()
	}
	if err != nil {
		l.fail("no answer for %s over %s: %v", name, conn.RemoteAddr().Network(), errors.Unwrap(err))
		return false
	}
	if m.Id != q.Id || !wants(m) {
		l.fail("%s: %s, %d answers, EDE %v", name, dns.RcodeToString[m.Rcode], len(m.Answer), ede(m))
	}
	return true
}

// selfSigned is a certificate of its own for example.com, and its key, as files.
func selfSigned(t *testing.T, serial int64, trust *x509.CertPool) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), DNSNames: []string{"example.com"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	trust.AddCert(leaf)
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

var showing = regexp.MustCompile(`msg="showing metrics and health" address=(\S+)`)

// reloadable runs chainzone on a file with an admin server until it is ready, and
// returns its addresses: udp, tcp, admin and those of encrypted transports.
func reloadable(t *testing.T, file string, count int) (*process, map[string]string) {
	t.Helper()
	p, at := start(t, nil, "chainzone", "serve", "--config", file), map[string]string{}
	eventually(t, 30*time.Second, "chainzone serve listens", func() bool {
		for _, m := range listening.FindAllStringSubmatch(p.log.String(), -1) {
			at[m[1]] = m[2]
		}
		if m := showing.FindStringSubmatch(p.log.String()); m != nil {
			at["admin"] = m[1]
		}
		return len(at) == count
	})
	eventually(t, 30*time.Second, "the chains are read", func() bool {
		status, _ := get(t, "http://"+at["admin"]+"/readyz")
		return status == http.StatusOK
	})
	return p, at
}

// lives counts a process's goroutines and open files.
func lives(t *testing.T, p *process, admin string) (goroutines, files int) {
	t.Helper()
	_, sum := series(scrape(t, admin), "go_goroutines")
	goroutines = int(sum)
	list, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	return goroutines, len(list)
}

var inFlight = regexp.MustCompile(`(?m)^chainzone_queries_in_flight (\d+)`)

// reloads counts those that were done and those that were refused.
func reloads(t *testing.T, admin string) (done, refused int) {
	t.Helper()
	for _, m := range scrape(t, admin)["chainzone_config_reloads_total"].GetMetric() {
		if m.GetLabel()[0].GetValue() == "done" {
			done = int(m.GetCounter().GetValue())
		} else {
			refused = int(m.GetCounter().GetValue())
		}
	}
	return done, refused
}

// TestF24Reload (F24): the server is reloaded ten times a second with other
// endpoints, upstreams, limits, certificates, with and without an origin, and
// with files that cannot be, while it is asked over UDP and kept connections. No
// query is lost, no connection cut, nothing grows.
func TestF24Reload(t *testing.T) {
	t.Parallel()
	length, rate, kept := 4*time.Second, 400, 10
	if os.Getenv("CHAINZONE_SOAK") != "" {
		length, rate, kept = time.Minute, 2000, 50
	}
	chain, link := startDevnet(t, "--no-dns"), startDevnet(t, "--no-dns", "--tld", "link")
	ups := []*upstream{startUpstream(t), startUpstream(t)}
	roots := x509.NewCertPool()
	var pairs [2][2]string
	for i := range pairs {
		pairs[i][0], pairs[i][1] = selfSigned(t, int64(i+1), roots)
	}
	secured := &tls.Config{RootCAs: roots, ServerName: "example.com", MinVersion: tls.VersionTLS12}
	missing := filepath.Join(t.TempDir(), "none.json")
	config := func(i int) string {
		endpoints := [][]string{{chain.RPC}, {chain.WS}, {chain.WS, chain.RPC}}[i%3]
		text := fmt.Sprintf("version: 1\nlisten: [\"127.0.0.1:0\"]\nadmin: \"127.0.0.1:0\"\nencrypted: {certificate: %q, key: %q, tls: [\"127.0.0.1:0\"]}\n", pairs[i%2][0], pairs[i%2][1])
		text += fmt.Sprintf("limits: {queries: %d}\norder: %s\nidentity: {nsid: n%d}\n", 100+i%5, []string{"stable", "rotate"}[i%2], i)
		text += fmt.Sprintf("forward: [{zone: ., upstreams: [%q]}]\norigins:\n  - {deployment: %q, endpoints: [\"%s\"]}\n", ups[i/4%2].addr, chain.Deployment, strings.Join(endpoints, `","`))
		if i%4 < 2 {
			text += fmt.Sprintf("  - {deployment: %q}\n", link.Deployment)
		}
		switch i % 7 {
		case 3:
			text += "limit: {}\n"
		case 5:
			text += fmt.Sprintf("  - {deployment: %q}\n", missing)
		}
		return text
	}
	file := filepath.Join(t.TempDir(), "chainzone.yaml")
	rewrite(t, file, config(0))
	p, at := reloadable(t, file, 4)
	before, beforeFiles := lives(t, p, at["admin"])
	l := &reloadLoad{errs: map[string]int{}}
	var wait sync.WaitGroup
	end := time.Now().Add(length)
	const askers = 40
	for w := range askers {
		wait.Go(func() {
			conn, err := dns.Dial("udp", at["udp"])
			if err != nil {
				l.fail("dial: %v", err)
				return
			}
			defer conn.Close()
			each := time.Duration(askers) * time.Second / time.Duration(rate)
			for i, next := w, time.Now(); time.Now().Before(end); i, next = i+7, next.Add(each) {
				time.Sleep(time.Until(next))
				if !l.expect(conn, i) {
					return
				}
			}
		})
	}
	for w := range 2 * kept {
		wait.Go(func() {
			conn, err := net.Dial("tcp", at["tcp"])
			if w%2 == 1 {
				conn, err = tls.Dial("tcp", at["tls"], secured)
			}
			if err != nil {
				l.fail("connect: %v", err)
				return
			}
			defer conn.Close()
			// Less than the 10 s that a connection may wait.
			for i, one := w, (&dns.Conn{Conn: conn}); time.Now().Before(end); i += 3 {
				if !l.expect(one, i) {
					return
				}
				time.Sleep(length / 100)
			}
		})
	}
	var memory []int64
	sent := 0
	for next := time.Now(); time.Now().Before(end); next = next.Add(100 * time.Millisecond) {
		time.Sleep(time.Until(next))
		sent++
		rewrite(t, file, config(sent))
		p.signal(syscall.SIGHUP)
		memory = append(memory, resident(t, p)>>20)
		if sent%10 == 5 { // a new connection beside the kept ones
			conn, err := tls.Dial("tcp", at["tls"], secured)
			if err != nil {
				t.Errorf("a handshake: %v", err)
				continue
			}
			conn.Close()
		}
	}
	wait.Wait()
	for err, n := range l.errs {
		t.Errorf("%d times: %s", n, err)
	}
	// The log has 60 lines of a kind a minute.
	done, refused := reloads(t, at["admin"])
	t.Logf("%d queries, %d failed; %d signals, %d reloads, %d refused; MiB resident %v", l.asked.Load(), l.failed.Load(), sent, done, refused, memory)
	if done < sent/4 || refused < sent/14 {
		t.Errorf("%d signals, %d reloads, %d refused", sent, done, refused)
	}
	if want := int64(rate) * int64(length/time.Second); l.asked.Load() < want/2 {
		t.Errorf("%d queries were asked, not about %d", l.asked.Load(), want)
	}
	for _, u := range ups {
		if leaked := slices.Concat(u.asked("chain"), u.asked("link")); len(leaked) > 0 {
			t.Errorf("the upstream was asked for %d names, such as %s", len(leaked), leaked[0])
		}
	}
	if half := slices.Max(memory[:len(memory)/2+1]); slices.Max(memory) > half+24 {
		t.Errorf("memory grows: MiB resident at each signal %v", memory)
	}
	// A file that was refused shows, until one is not.
	shows := func(want float64) func() bool {
		return func() bool {
			_, last := series(scrape(t, at["admin"]), "chainzone_config_last_reload_successful")
			return last == want
		}
	}
	rewrite(t, file, config(3))
	p.signal(syscall.SIGHUP)
	eventually(t, 20*time.Second, "the metrics show that a file was refused", shows(0))
	rewrite(t, file, config(9))
	p.signal(syscall.SIGHUP)
	eventually(t, 20*time.Second, "the metrics show that a file was taken", shows(1))
	// What the reloads left behind is gone: the goroutines and sockets of one configuration are left.
	eventually(t, 20*time.Second, "goroutines and sockets of one configuration", func() bool {
		p.signal(syscall.SIGHUP)
		total, files := lives(t, p, at["admin"])
		time.Sleep(100 * time.Millisecond)
		return total < before+40 && files < beforeFiles+40
	})
	conn, err := tls.Dial("tcp", at["tls"], secured)
	if err != nil {
		t.Fatal(err)
	}
	if serial := conn.ConnectionState().PeerCertificates[0].SerialNumber.Int64(); serial != 2 {
		t.Errorf("a new connection gets the certificate %d", serial)
	}
	conn.Close()
	p.stop()
}

// TestF25StopUnderLoad (F25): of the queries that are being answered when SIGTERM
// comes, over UDP and on connections, each gets its answer, within 5 s.
func TestF25StopUnderLoad(t *testing.T) {
	t.Parallel()
	count, connections := 240, 30
	if os.Getenv("CHAINZONE_SOAK") != "" {
		count, connections = 2400, 240
	}
	d := startDevnet(t, "--no-dns")
	file := filepath.Join(t.TempDir(), "chainzone.yaml")
	rewrite(t, file, fmt.Sprintf("version: 1\nlisten: [\"127.0.0.1:0\"]\nadmin: \"127.0.0.1:0\"\norigins: [{deployment: %q}]\n", d.Deployment))
	p, at := reloadable(t, file, 3)
	d.fault("delay?ms=600") // of the 1.8 s that a query waits for the chain
	all := count + connections
	var answers chan string
	round := 0
	// Where the machine is so slow that some were answered before all were read: again.
	eventually(t, 60*time.Second, "all are being answered", func() bool {
		answers = make(chan string, all)
		round++
		asking := func(network string, i int) {
			q := new(dns.Msg).SetQuestion(fmt.Sprintf("stop%d-%d.chain.", round, i%60), dns.TypeA)
			m, _, err := (&dns.Client{Net: network, Timeout: 8 * time.Second}).Exchange(q, at[network])
			if err != nil {
				answers <- network + ": " + err.Error()
				return
			}
			answers <- dns.RcodeToString[m.Rcode]
		}
		for i := range count {
			if i%50 == 49 {
				time.Sleep(5 * time.Millisecond) // a socket has room for some hundred
			}
			go asking("udp", i)
		}
		for i := range connections {
			go asking("tcp", i)
		}
		for len(answers) == 0 {
			_, body := get(t, "http://"+at["admin"]+"/metrics")
			if m := inFlight.FindStringSubmatch(body); m != nil && m[1] == strconv.Itoa(all) {
				return true
			}
			time.Sleep(10 * time.Millisecond)
		}
		for range all {
			<-answers
		}
		return false
	})
	began := time.Now()
	p.signal(syscall.SIGTERM)
	got := map[string]int{}
	for range all {
		got[<-answers]++
	}
	if got["NXDOMAIN"] != all {
		t.Errorf("the answers to %d queries: %v", all, got)
	}
	if err := p.wait(10 * time.Second); err != nil {
		t.Errorf("exit: %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %v to stop", took)
	}
	if _, err := exchange("tcp", at["tcp"], "hello.chain", dns.TypeA); err == nil {
		t.Error("a stopped server answers")
	}
}
