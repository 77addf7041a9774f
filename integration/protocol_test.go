package integration

import (
	"net"
	"os/exec"
	"regexp"
	"testing"
)

// TestClientOptions: what stock clients ask of the protocol, they find.
func TestClientOptions(t *testing.T) {
	d := startDevnet(t)
	host, port, err := net.SplitHostPort(d.DNS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		what string
		args []string // of dig, or of the client that comes first
		want string
	}{
		{"a cookie, which dig checks", []string{"dig", "+cookie", "hello.chain"}, `COOKIE: [0-9a-f]{48} \(good\)`},
		{"NSID", []string{"dig", "+nsid", "hello.chain"}, `NSID: ([0-9a-f]{2} ?){8}`},
		{"EDNS version 1", []string{"dig", "+edns=1", "+noednsneg", "hello.chain"}, `status: BADVERS[\s\S]*EDNS: version: 0`},
		{"reserved EDNS flags", []string{"dig", "+ednsflags=0x40", "hello.chain"}, `EDNS: version: 0, flags:; udp: 1232`},
		{"an unknown EDNS option", []string{"dig", "+ednsopt=100", "+nocookie", "hello.chain"}, `udp: 1232\n;; QUESTION`},
		{"an unknown opcode", []string{"dig", "+opcode=15", "+norec", "+noedns", "+noad", "+header-only"}, `opcode: RESERVED15, status: NOTIMP[\s\S]*;; flags: qr; QUERY: 0`},
		{"no question", []string{"dig", "+header-only", "+noedns"}, `status: FORMERR`},
		{"keepalive", []string{"dig", "+tcp", "+keepalive", "hello.chain"}, `TCP.KEEPALIVE: 10.0 secs`},
		{"many on one connection", []string{"kdig", "+tcp", "+keepopen", "hello.chain", "A", "mail.chain", "MX"}, `hello\.chain\.[\s\S]*mail\.chain\.\s+\d+\s+IN\s+MX`},
		{"class CH", []string{"dig", "CH", "TXT", "version.bind"}, `status: REFUSED`},
		{"ANY", []string{"dig", "+notcp", "ANY", "mail.chain"}, `ANSWER: 1,`},
		{"DO is copied", []string{"dig", "+dnssec", "hello.chain"}, `EDNS: version: 0, flags: do;`},
	} {
		t.Run(tc.what, func(t *testing.T) {
			args := append([]string{"@" + host, "-p", port}, tc.args[1:]...)
			out, err := exec.CommandContext(t.Context(), client(t, tc.args[0]), args...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !regexp.MustCompile(tc.want).Match(out) {
				t.Errorf("no %q in\n%s", tc.want, out)
			}
		})
	}
}
