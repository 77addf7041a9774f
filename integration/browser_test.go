package integration

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// loopbackSite is a web server on loopback whose page shows a picture of each of
// some hosts, and says which of them it could load.
type loopbackSite struct {
	port string
	mu   sync.Mutex
	seen map[string]bool // the hosts it was asked for, without the port
}

func startSite(t *testing.T, hosts ...string) *loopbackSite {
	t.Helper()
	site := &loopbackSite{seen: map[string]bool{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.Host)
		site.mu.Lock()
		site.seen[host] = true
		site.mu.Unlock()
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<script>function say(text) { document.body.append('['+text+']') }</script>\n")
			for _, host := range hosts {
				fmt.Fprintf(w, "<img src='http://%[1]s:%[2]s/picture' onload='say(\"%[1]s opens\")' onerror='say(\"%[1]s fails\")'>\n", host, site.port)
			}
		case "/picture":
			w.Header().Set("Content-Type", "image/svg+xml")
			fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	_, site.port, _ = net.SplitHostPort(server.Listener.Addr().String())
	return site
}

// hosts are those that the site was asked for.
func (s *loopbackSite) hosts() (list []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for host := range s.seen {
		list = append(list, host)
	}
	slices.Sort(list)
	return list
}

// browse opens a page in Chromium, whose only DNS is the DoH server with the
// certificate, and returns the page's elements once all is loaded.
func browse(t *testing.T, program, doh, cert, url string) string {
	t.Helper()
	data, err := os.ReadFile(cert)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(data)
	parsed, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	key := sha256.Sum256(parsed.RawSubjectPublicKeyInfo)
	profile := t.TempDir()
	state, err := json.Marshal(map[string]any{"dns_over_https": map[string]string{"mode": "secure", "templates": "https://" + doh + "/dns-query"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "Local State"), state, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	// Its own sandbox needs rights that root in a container lacks; it opens no page but the test's.
	cmd := exec.CommandContext(ctx, program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=MediaRouter",
		"--user-data-dir="+profile, "--ignore-certificate-errors-spki-list="+base64.StdEncoding.EncodeToString(key[:]), "--dump-dom", url)
	cmd.Env = cleanEnv(t)
	cmd.WaitDelay = 5 * time.Second
	var said strings.Builder
	cmd.Stderr = &said
	dom, err := cmd.Output()
	if err != nil {
		t.Logf("%v\n%s", err, said.String())
	}
	return string(dom)
}

// TestChromium: a browser whose only DNS is the server's DoH opens a page under a
// chain name that stands for loopback, since the operator allows it; names that
// are not allowed to, that do not exist or are outside the chain it cannot open.
func TestChromium(t *testing.T) {
	t.Parallel()
	program := client(t, "chromium")
	d := startDevnet(t, "--no-dns")
	records := filepath.Join(t.TempDir(), "site.zone")
	if err := os.WriteFile(records, []byte("$TTL 60\n@ A 127.0.0.1\npage A 127.0.0.1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.chainzone(1, "name", "register", "inhouse.chain", "--zone", records, "--yes").ok(t)
	cert, key := secrets(t)
	p, at := configured(t, everyTransport(cert, key, d.Deployment)+"admin: 127.0.0.1:0\nprivate: {names: [page.inhouse.chain]}\n")
	admin := regexp.MustCompile(`msg="showing metrics and health" address=(\S+)`)
	eventually(t, 20*time.Second, "metrics are shown", func() bool { return admin.MatchString(p.log.String()) })
	site := startSite(t, "page.inhouse.chain", "inhouse.chain", "nobody.chain", "outside.example")
	const opens = "[page.inhouse.chain opens]"
	var dom string
	// A browser on a busy machine may give up before a page is there.
	eventually(t, 3*time.Minute, "the page opens", func() bool {
		dom = browse(t, program, at["https"], cert, "http://page.inhouse.chain:"+site.port+"/")
		return strings.Contains(dom, opens)
	})
	got := regexp.MustCompile(`\[[a-z. ]+\]`).FindAllString(dom, -1)
	slices.Sort(got)
	if want := []string{"[inhouse.chain fails]", "[nobody.chain fails]", "[outside.example fails]", opens}; !slices.Equal(got, want) {
		t.Errorf("the page says %v, want %v\n%s", got, want, dom)
	}
	if got := site.hosts(); !slices.Equal(got, []string{"page.inhouse.chain"}) {
		t.Errorf("the site was asked for %v", got)
	}
	asked := map[string]float64{} // by transport and authority
	for _, m := range scrape(t, admin.FindStringSubmatch(p.log.String())[1])["chainzone_queries_total"].GetMetric() {
		labels := map[string]string{}
		for _, l := range m.GetLabel() {
			labels[l.GetName()] = l.GetValue()
		}
		asked[labels["transport"]+" "+labels["authority"]] += m.GetCounter().GetValue()
	}
	if asked["https chain."] < 3 || asked["https none"] < 1 || len(asked) != 2 {
		t.Errorf("the server was asked %v", asked)
	}
}
