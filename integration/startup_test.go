package integration

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestStartAndEndAreInTheLog: the log says what runs, by which file, for which
// contracts, endpoints and upstreams, and what ended it, and no secret.
func TestStartAndEndAreInTheLog(t *testing.T) {
	d := startDevnet(t, "--no-dns")
	_, _, p := administered(t, fmt.Sprintf("origins: [{deployment: %q, endpoints: [\"%s/SECRET\"]}]\nforward: [{zone: ., upstreams: [192.0.2.53, \"tls://192.0.2.54\"]}, {zone: corp, upstreams: [\"192.0.2.55:5353\"]}]\n", d.Deployment, d.RPC))
	host := strings.TrimPrefix(d.RPC, "http://")
	for _, want := range []string{
		"msg=started version=", "chainzone.yaml\n", "msg=origin name=chain. chain=31337 registry=" + d.Registry + " endpoints=http://" + host,
		`msg=forwarding zone=. upstreams="192.0.2.53 tls://192.0.2.54"`, "msg=forwarding zone=corp upstreams=192.0.2.55:5353",
	} {
		eventually(t, 10*time.Second, want, func() bool { return strings.Contains(strings.ToLower(p.log.String()), strings.ToLower(want)) })
	}
	p.stop()
	if log := p.log.String(); !strings.Contains(log, `msg="stopping, once what was accepted is answered" cause="terminated`) || strings.Contains(log, "SECRET") {
		t.Error(log)
	}
}
