package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"chainzone/chain"
	"chainzone/zone"
)

// config is the configuration file, version 1.
type config struct {
	Version   int             `yaml:"version"`
	Listen    []string        `yaml:"listen"` // host:port, UDP and TCP
	Encrypted encryptedConfig `yaml:"encrypted"`
	Origins   []originConfig  `yaml:"origins"`
	Forward   []forwardConfig `yaml:"forward"`
	Access    accessConfig    `yaml:",inline"`
	Private   struct {
		Names  []string `yaml:"names"`
		Ranges []string `yaml:"ranges"`
	} `yaml:"private"`
	Delegation struct {
		Allow []string `yaml:"allow"`
	} `yaml:"delegation"`
	Identity struct {
		NSID    string `yaml:"nsid"`
		Version string `yaml:"version"`
		Server  string `yaml:"server"`
	} `yaml:"identity"`
	Order   string      `yaml:"order"`   // stable or rotate
	State   string      `yaml:"state"`   // a folder
	Admin   string      `yaml:"admin"`   // host:port; "": none
	Control string      `yaml:"control"` // a path; "": see controlPath
	Log     logConfig   `yaml:"log"`
	Cache   cacheConfig `yaml:"cache"`
}

// originConfig names a deployment file or writes its fields out.
type originConfig struct {
	Deployment       string   `yaml:"deployment,omitempty"`
	TLD              string   `yaml:"tld,omitempty"`
	ChainID          uint64   `yaml:"chainId,omitempty"`
	Registry         string   `yaml:"registry,omitempty"`
	Controller       string   `yaml:"controller,omitempty"`
	RegistryCodeHash string   `yaml:"registryCodeHash,omitempty"`
	FromBlock        uint64   `yaml:"fromBlock,omitempty"`
	Endpoints        []string `yaml:"endpoints,omitempty"`
	EndpointsFile    string   `yaml:"endpoints_file,omitempty"` // a URL a line
	Head             headRule `yaml:"head"`
	MaxAge           span     `yaml:"max_age"` // of the head; 0: see chain.Options
	Clock            string   `yaml:"clock"`   // machine or chain; "": machine
	Verify           string   `yaml:"verify"`
	SOA              struct {
		MName string `yaml:"mname,omitempty"`
		RName string `yaml:"rname,omitempty"`
	} `yaml:"soa,omitempty"`
	NS []string `yaml:"ns,omitempty"` // of the domain itself
}

// headRule is latest, safe, finalized or {confirmations: N}. Its error is for
// check, which knows where it stands.
type headRule struct {
	chain.HeadRule
	err error
}

//nolint:unparam // the interface wants an error
func (h *headRule) UnmarshalYAML(decode func(any) error) error {
	var word string
	var depth map[string]uint64
	switch {
	case decode(&word) == nil:
		h.HeadRule, h.err = chain.ParseHeadRule(word)
	case decode(&depth) == nil && len(depth) == 1 && depth["confirmations"] > 0 && depth["confirmations"] <= 1<<20:
		h.HeadRule = chain.Confirmations(depth["confirmations"])
	default:
		h.err = errors.New("use latest, safe, finalized or {confirmations: N}")
	}
	return nil
}

// byteSize is a number of bytes, with KiB, MiB or GiB. Its error is for check.
type byteSize struct {
	bytes int64
	err   error
}

func (b *byteSize) UnmarshalYAML(decode func(any) error) error {
	var text string
	if err := decode(&text); err != nil {
		return err
	}
	number, shift := text, 0
	for unit, bits := range map[string]int{"KiB": 10, "MiB": 20, "GiB": 30} {
		if n, ok := strings.CutSuffix(text, unit); ok {
			number, shift = strings.TrimSpace(n), bits
		}
	}
	n, err := strconv.ParseUint(number, 10, 32)
	if err != nil || n == 0 || n<<shift > 1<<40 {
		b.err = fmt.Errorf("the size %q is not one: use a number with KiB, MiB or GiB, such as 64MiB", text)
	}
	b.bytes = int64(n << shift)
	return nil
}

const maxConfig = 1 << 20

func readConfig(path string) (*config, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, failf(exitRefused, "read the configuration: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, failf(exitRefused, "read the configuration: %w", err)
	}
	c, err := parseConfig(data)
	if err != nil {
		return nil, usagef("%s: %w", path, err)
	}
	return c, nil
}

// parseConfig reads and checks a configuration without touching anything else.
// The parser panics on some broken files; that is an error like others.
func parseConfig(data []byte) (c *config, err error) {
	defer func() {
		if recover() != nil {
			c, err = nil, errors.New("this is not YAML that can be read: compare it with deploy/chainzone.yaml")
		}
	}()
	if len(data) > maxConfig {
		return nil, errors.New("the file is larger than 1 MiB")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // which some editors begin a file with
	if err := oneDocument(data); err != nil {
		return nil, err
	}
	c = new(config)
	if err := yaml.UnmarshalWithOptions(data, c, yaml.Strict()); err != nil && !errors.Is(err, io.EOF) {
		return nil, errors.New(masked(plainly(strings.TrimSpace(yaml.FormatError(err, false, true)))) + hint(err, data))
	}
	if err = checkNumbers(data); err == nil {
		err = c.check()
	}
	if err != nil {
		return nil, errors.New(annotate(data, err))
	}
	return c, nil
}

// oneDocument refuses a file whose second half would be ignored.
func oneDocument(data []byte) error {
	file, _ := parser.ParseBytes(data, 0)
	if file == nil {
		return nil // what is wrong is shown where the file is read
	}
	for i, doc := range file.Docs {
		if i > 0 && doc.Body != nil {
			at := doc.Body.GetToken()
			if doc.Start != nil {
				at = doc.Start
			}
			return fmt.Errorf("[%d:%d] a second document begins here: write all of the configuration as one", at.Position.Line, at.Position.Column)
		}
	}
	return nil
}

// fieldError is what is wrong with the value at a path such as
// origins[0].soa.mname.
type fieldError struct {
	path string
	err  error
}

func (f *fieldError) Error() string { return f.path + ": " + f.err.Error() }
func (f *fieldError) Unwrap() error { return f.err }

func wrong(path, format string, args ...any) error {
	return &fieldError{path, fmt.Errorf(format, args...)}
}

// below puts a path before that of an error.
func below(path string, err error) error {
	var field *fieldError
	if errors.As(err, &field) {
		return &fieldError{path + "." + field.path, field.err}
	}
	return err
}

// annotate shows where in the file the value is, or what it is missing from.
func annotate(data []byte, err error) string {
	var field *fieldError
	file, parseErr := parser.ParseBytes(data, 0)
	if !errors.As(err, &field) || parseErr != nil {
		return err.Error()
	}
	for path := field.path; path != ""; path = path[:max(0, strings.LastIndexAny(path, ".["))] {
		where, err := yaml.PathString("$." + path)
		if err != nil {
			continue
		}
		node, err := where.FilterFile(file)
		if err != nil || node == nil {
			continue
		}
		source, err := where.AnnotateSource(data, false)
		if err != nil {
			break
		}
		at := node.GetToken().Position
		return fmt.Sprintf("[%d:%d] %s\n%s", at.Line, at.Column, field.Error(), masked(strings.TrimRight(string(source), "\n")))
	}
	return field.Error()
}

var (
	wrongType = regexp.MustCompile(`cannot unmarshal (\S+(?: \{\})?) into Go (?:struct field|value)\S*(?: \S+)? of type (\S+)`)
	wrongKind = regexp.MustCompile(`(\S+) was used where (\S+) is expected`)
	bareIPv4  = regexp.MustCompile(`[\[{\s,]\d+(?:\.\d+){3}:\d+`)
	bareIPv6  = regexp.MustCompile(`(?m)[\[\s,-]\[[0-9a-fA-F:]*::[0-9a-fA-F]*\]:\d+`)
)

// plainly says what the YAML package says of a wrong type without the words of
// this program.
func plainly(text string) string {
	words := func(kind string) string {
		switch {
		case strings.HasPrefix(kind, "int"), strings.HasPrefix(kind, "uint"):
			return "a whole number"
		case strings.HasPrefix(kind, "float"):
			return "a number"
		case kind == "bool":
			return "true or false"
		case kind == "string":
			return "a text"
		case strings.HasPrefix(kind, "[]"), kind == "sequence":
			return "a list"
		}
		return "keys with values"
	}
	for _, said := range []*regexp.Regexp{wrongType, wrongKind} {
		if m := said.FindStringSubmatch(text); m != nil {
			return strings.Replace(text, m[0], fmt.Sprintf("%s is needed here, not %s", words(m[2]), words(m[1])), 1)
		}
	}
	return text
}

func hint(err error, data []byte) string {
	if strings.Contains(err.Error(), "found character '\t'") {
		return "\nindent with spaces: YAML takes no tabs"
	}
	if what := meant(err, data); what != "" {
		return what
	}
	if strings.Contains(err.Error(), "cannot unmarshal map") && bareIPv4.Match(data) {
		return "\nwrite addresses with a port in quotes within { }: \"127.0.0.1:53\""
	}
	if bareIPv6.Match(data) {
		return "\nwrite IPv6 addresses in quotes: \"[::1]:53\""
	}
	switch {
	case strings.Contains(err.Error(), "value is not allowed in this context"):
		return "\nlook at the indentation: keys that belong together begin in the same column"
	case strings.Contains(err.Error(), "non-map value is specified"):
		return "\na key is followed by a colon and a space"
	}
	return ""
}

func (c *config) check() error {
	if c.Version == 0 {
		return wrong("version", "it is missing: the file begins with version: 1")
	}
	if c.Version != 1 {
		return wrong("version", "%d is not 1, which this program reads", c.Version)
	}
	if len(c.Listen) == 0 {
		return wrong("listen", `name at least one address, such as "127.0.0.1:53"`)
	}
	for i, addr := range c.Listen {
		if err := checkAddress(addr); err != nil {
			return wrong(fmt.Sprintf("listen[%d]", i), "%w", err)
		}
	}
	if err := checkAdmin(c.Admin); err != nil {
		return wrong("admin", "%w", err)
	}
	if len(c.Origins)+len(c.Forward) == 0 {
		return wrong("origins", "there is neither an origin nor a forward zone, so nothing would be answered")
	}
	for _, part := range []interface{ check() error }{&c.Encrypted, &c.Access, &c.Cache, &c.Log} {
		if err := part.check(); err != nil {
			return err
		}
	}
	for i, text := range c.Private.Names {
		if _, err := zone.ParseName(text); err != nil {
			return wrong(fmt.Sprintf("private.names[%d]", i), "%w", err)
		}
	}
	for key, list := range map[string][]string{"private.ranges": c.Private.Ranges, "delegation.allow": c.Delegation.Allow} {
		if err := checkRanges(key, list); err != nil {
			return err
		}
	}
	for key, text := range map[string]string{"nsid": c.Identity.NSID, "version": c.Identity.Version, "server": c.Identity.Server} {
		if len(text) > maxIdentity {
			return wrong("identity."+key, "%d bytes: at most %d", len(text), maxIdentity)
		}
	}
	if c.Order != "" && c.Order != "stable" && c.Order != "rotate" {
		return wrong("order", "%q is neither stable nor rotate", c.Order)
	}
	seen := map[zone.Name]bool{}
	for i := range c.Origins {
		if err := c.Origins[i].check(seen); err != nil {
			return below(fmt.Sprintf("origins[%d]", i), err)
		}
	}
	zones := map[zone.Name]bool{}
	for i := range c.Forward {
		if err := c.Forward[i].check(zones); err != nil {
			return below(fmt.Sprintf("forward[%d]", i), err)
		}
		if err := c.Forward[i].elsewhere(slices.Concat(c.Listen, c.Encrypted.TLS, c.Encrypted.HTTPS, c.Encrypted.QUIC)); err != nil {
			return below(fmt.Sprintf("forward[%d]", i), err)
		}
	}
	return nil
}

func (o *originConfig) check(seen map[zone.Name]bool) error {
	written := o.TLD != "" || o.ChainID != 0 || o.Registry != "" || o.Controller != "" || o.RegistryCodeHash != "" || o.FromBlock != 0
	if o.Deployment != "" && written {
		return wrong("deployment", "give the file or its fields (tld, chainId, registry, ...), not both")
	}
	if o.Deployment == "" && !written {
		return wrong("deployment", "name a deployment file or write out its fields")
	}
	if len(o.Endpoints) > 0 && o.EndpointsFile != "" {
		return wrong("endpoints_file", "give endpoints or endpoints_file, not both")
	}
	if o.Head.err != nil {
		return wrong("head", "%w", o.Head.err)
	}
	if o.MaxAge.err != nil {
		return wrong("max_age", "%w", o.MaxAge.err)
	}
	if o.Clock != "" && o.Clock != "machine" && o.Clock != "chain" {
		return wrong("clock", "%q is neither machine nor chain", o.Clock)
	}
	switch o.Verify {
	case "", "none":
	case "proof":
		return wrong("verify", "proof is not in this version: use none")
	default:
		return wrong("verify", "%q is not none", o.Verify)
	}
	for _, f := range []struct{ field, name string }{{"mname", o.SOA.MName}, {"rname", o.SOA.RName}} {
		if f.name == "" {
			continue
		}
		if _, err := zone.ParseName(f.name); err != nil {
			return wrong("soa."+f.field, "%w", err)
		}
	}
	for i, text := range o.NS {
		if _, err := zone.ParseName(text); err != nil {
			return wrong(fmt.Sprintf("ns[%d]", i), "%w", err)
		}
	}
	for i, e := range o.Endpoints {
		if strings.Contains(e, "${") {
			continue
		}
		if err := chain.CheckEndpoint(e); err != nil {
			return wrong(fmt.Sprintf("endpoints[%d]", i), "%w", err)
		}
	}
	if !written {
		return nil
	}
	for _, f := range []struct{ field, value string }{{"registry", o.Registry}, {"controller", o.Controller}} {
		if !common.IsHexAddress(f.value) {
			return wrong(f.field, "%q is not an address of 0x and 40 hex digits", f.value)
		}
	}
	if h := common.FromHex(o.RegistryCodeHash); len(h) != 32 {
		return wrong("registryCodeHash", "give 0x and 64 hex digits")
	}
	d := o.deployment()
	origin, err := d.Origin()
	if err != nil {
		return wrong("tld", "%w", err)
	}
	if seen[origin] {
		return wrong("tld", "%s stands twice", origin)
	}
	seen[origin] = true
	// The endpoints were looked at above, and may be known only when it starts.
	if d.Endpoints = []string{"http://endpoint.invalid"}; len(o.Endpoints) == 0 && o.EndpointsFile == "" {
		return wrong("endpoints", "name at least one RPC URL")
	}
	if err := d.Check(); err != nil {
		return wrong("deployment", "%w", err)
	}
	return nil
}

// chainClockOn is the warning of clock: chain where the chain is not for development.
const chainClockOn = "an endpoint of chain %d can set the time by which names expire: leave clock: chain to chains whose clock is moved by hand, 31337 and 1337"

// movedByHand says whether the chain's own clock is believed.
func (o *originConfig) movedByHand() bool { return o.Clock == "chain" }

// chainID is that of the fields or of the deployment file; 0 if there is none yet.
func (o *originConfig) chainID() uint64 {
	if o.Deployment == "" {
		return o.ChainID
	}
	d, err := chain.ReadDeployment(o.Deployment)
	if err != nil {
		return 0
	}
	return d.ChainID
}

// deployment is the one written out in the fields.
func (o *originConfig) deployment() *chain.Deployment {
	return &chain.Deployment{
		Version: 1, ChainID: o.ChainID, TLD: o.TLD, Registry: common.HexToAddress(o.Registry), Controller: common.HexToAddress(o.Controller),
		RegistryCodeHash: common.HexToHash(o.RegistryCodeHash), FromBlock: o.FromBlock, Endpoints: append([]string(nil), o.Endpoints...),
	}
}

const maxIdentity = 128 // bytes: an answer about the server is small

func checkRanges(key string, list []string) error {
	for i, text := range list {
		if p, err := netip.ParsePrefix(text); err != nil || p != p.Masked() {
			return wrong(fmt.Sprintf("%s[%d]", key, i), "%q is not a range: write it as 192.168.0.0/16 or fd00::/8", text)
		}
	}
	return nil
}

func checkAddress(addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("%q is not host:port; an IPv6 address stands in brackets, \"[::1]:53\"", addr)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("%q has no port from 0 to 65535", addr)
	}
	if host != "" && net.ParseIP(host) == nil && host != "localhost" {
		return fmt.Errorf("%q: listen on an IP address", addr)
	}
	return nil
}

func checkCommand(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	path := s.Args().First()
	c, err := readConfig(path)
	if err != nil {
		return err
	}
	for i := range c.Origins {
		if o := &c.Origins[i]; o.movedByHand() {
			if id := o.chainID(); id != 0 && !chain.IsDevelopment(id) {
				s.warn("origins[%d].clock: "+chainClockOn, i, id)
			}
		}
	}
	return s.result(map[string]any{"file": path, "ok": true}, "%s is good", path)
}
