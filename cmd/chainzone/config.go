package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
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
	Deployment       string    `yaml:"deployment,omitempty"`
	TLD              string    `yaml:"tld,omitempty"`
	ChainID          uint64    `yaml:"chainId,omitempty"`
	Registry         string    `yaml:"registry,omitempty"`
	Controller       string    `yaml:"controller,omitempty"`
	RegistryCodeHash string    `yaml:"registryCodeHash,omitempty"`
	FromBlock        uint64    `yaml:"fromBlock,omitempty"`
	Creation         *creation `yaml:"creation,omitempty"`
	Endpoints        []string  `yaml:"endpoints,omitempty"`
	EndpointsFile    string    `yaml:"endpoints_file,omitempty"` // a URL a line
	Head             headRule  `yaml:"head"`
	MaxAge           span      `yaml:"max_age"` // of the head; 0: see chain.Options
	Clock            string    `yaml:"clock"`   // machine or chain; "": machine
	Verify           string    `yaml:"verify"`
	SOA              struct {
		MName string `yaml:"mname,omitempty"`
		RName string `yaml:"rname,omitempty"`
	} `yaml:"soa,omitempty"`
	NS []nameServer `yaml:"ns,omitempty"` // of the domain itself
}

// creation is how the contracts were created, as a deployment file of version 2
// has it: 0x and hex digits each.
type creation struct {
	Factory    string `yaml:"factory"`
	Salt       string `yaml:"salt"`
	Registry   string `yaml:"registry"`
	Controller string `yaml:"controller"`
	Pricing    string `yaml:"pricing"`
}

// parse reads the hex digits.
func (c *creation) parse() (parsed *chain.Creation, f faults) {
	if !common.IsHexAddress(c.Factory) {
		f.wrong("creation.factory", "%q is not an address of 0x and 40 hex digits", c.Factory)
	}
	parsed = &chain.Creation{Factory: common.HexToAddress(c.Factory)}
	for _, one := range []struct {
		field, text string
		into        *hexutil.Bytes
	}{{"registry", c.Registry, &parsed.Registry}, {"controller", c.Controller, &parsed.Controller}, {"pricing", c.Pricing, &parsed.Pricing}} {
		var err error
		if *one.into, err = hexutil.Decode(one.text); err != nil {
			f.wrong("creation."+one.field, "give 0x and the constructor's arguments in hex digits")
		}
	}
	salt, err := hexutil.Decode(c.Salt)
	if err != nil || len(salt) != common.HashLength {
		f.wrong("creation.salt", "give 0x and 64 hex digits")
	} else {
		parsed.Salt = common.Hash(salt)
	}
	return parsed, f
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

// leastBare is the least size that may be written without a unit, in bytes: one
// below it was meant in MiB.
const leastBare = 1 << 16

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
	} else if shift == 0 && n < leastBare {
		b.err = fmt.Errorf("the size %s is that many bytes, which keep nothing: was %sMiB meant?", text, text)
	}
	b.bytes = int64(n << shift)
	return nil
}

const maxConfig = 1 << 20

func readConfig(path string) (*config, error) {
	c, _, err := readConfigFile(path)
	return c, err
}

// readConfigFile returns what the file says, and its bytes.
func readConfigFile(path string) (*config, []byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, failf(exitRefused, "read the configuration: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, nil, failf(exitRefused, "read the configuration: %w", err)
	}
	c, err := parseConfig(data)
	if err != nil {
		return nil, nil, usagef("%s: %w", path, err)
	}
	return c, data, nil
}

// parseConfig reads and checks a configuration without touching anything else. The
// error says all that is wrong, in the order of the file. The parser panics on some
// broken files; that is an error like others.
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
	found, err := decodeYAML(data, c, hint)
	if err != nil {
		return nil, err
	}
	found = append(found, c.check().except(found)...)
	if len(found) > 0 {
		return nil, errors.New(found.annotated(data))
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

var errNothing = errors.New("there is neither an origin nor a forward zone, so nothing would be answered")

func (c *config) check() (f faults) {
	if c.Version == 0 {
		f.wrong("version", "it is missing: the file begins with version: 1")
	} else if c.Version != 1 {
		f.wrong("version", "%d is not 1, which this program reads", c.Version)
	}
	if len(c.Listen) == 0 {
		f.wrong("listen", `name at least one address, such as "127.0.0.1:53"`)
	}
	for i, addr := range c.Listen {
		f.check(fmt.Sprintf("listen[%d]", i), checkAddress(addr))
	}
	f.check("admin", checkAdmin(c.Admin))
	if len(c.Origins)+len(c.Forward) == 0 {
		f.check("origins", errNothing)
	}
	for _, part := range []interface{ check() faults }{&c.Encrypted, &c.Access, &c.Cache, &c.Log} {
		f = append(f, part.check()...)
	}
	for i, text := range c.Private.Names {
		f.name(fmt.Sprintf("private.names[%d]", i), text)
	}
	f.ranges("private.ranges", c.Private.Ranges)
	f.ranges("delegation.allow", c.Delegation.Allow)
	for _, one := range []struct{ key, text string }{{"nsid", c.Identity.NSID}, {"version", c.Identity.Version}, {"server", c.Identity.Server}} {
		if len(one.text) > maxIdentity {
			f.wrong("identity."+one.key, "%d bytes: at most %d", len(one.text), maxIdentity)
		}
	}
	if c.Order != "" && c.Order != "stable" && c.Order != "rotate" {
		f.wrong("order", "%q is neither stable nor rotate", c.Order)
	}
	f.path("state", c.State)
	f.path("control", c.Control)
	seen := map[zone.Name]bool{}
	for i := range c.Origins {
		f.below(fmt.Sprintf("origins[%d]", i), c.Origins[i].check(seen))
	}
	zones := map[zone.Name]bool{}
	for i := range c.Forward {
		f.below(fmt.Sprintf("forward[%d]", i), c.Forward[i].check(zones))
		f.below(fmt.Sprintf("forward[%d]", i), c.Forward[i].elsewhere(slices.Concat(c.Listen, c.Encrypted.TLS, c.Encrypted.HTTPS, c.Encrypted.QUIC)))
	}
	return f
}

func (o *originConfig) check(seen map[zone.Name]bool) (f faults) {
	written := o.TLD != "" || o.ChainID != 0 || o.Registry != "" || o.Controller != "" || o.RegistryCodeHash != "" || o.FromBlock != 0 || o.Creation != nil
	if o.Deployment != "" && written {
		f.wrong("deployment", "give the file or its fields (tld, chainId, registry, ...), not both")
	}
	if o.Deployment == "" && !written {
		f.wrong("deployment", "name a deployment file or write out its fields")
	}
	if len(o.Endpoints) > 0 && o.EndpointsFile != "" {
		f.wrong("endpoints_file", "give endpoints or endpoints_file, not both")
	}
	f.path("deployment", o.Deployment)
	f.path("endpoints_file", o.EndpointsFile)
	f.check("head", o.Head.err)
	f.check("max_age", o.MaxAge.err)
	if o.Clock != "" && o.Clock != "machine" && o.Clock != "chain" {
		f.wrong("clock", "%q is neither machine nor chain", o.Clock)
	}
	switch o.Verify {
	case "", "none":
	case "proof":
		f.wrong("verify", "proof is not in this version: use none")
	default:
		f.wrong("verify", "%q is not none", o.Verify)
	}
	for _, one := range []struct{ field, name string }{{"mname", o.SOA.MName}, {"rname", o.SOA.RName}} {
		if one.name != "" {
			f.name("soa."+one.field, one.name)
		}
	}
	for i := range o.NS {
		f.below(fmt.Sprintf("ns[%d]", i), o.NS[i].check())
	}
	for i, e := range o.Endpoints {
		if !strings.Contains(e, "${") {
			f.check(fmt.Sprintf("endpoints[%d]", i), chain.CheckEndpoint(e))
		}
	}
	if written && o.Deployment == "" {
		f = append(f, o.checkFields(seen)...)
	}
	return f
}

// checkFields checks a deployment that is written out.
func (o *originConfig) checkFields(seen map[zone.Name]bool) (f faults) {
	for _, one := range []struct{ field, value string }{{"registry", o.Registry}, {"controller", o.Controller}} {
		if !common.IsHexAddress(one.value) {
			f.wrong(one.field, "%q is not an address of 0x and 40 hex digits", one.value)
		}
	}
	if h := common.FromHex(o.RegistryCodeHash); len(h) != 32 {
		f.wrong("registryCodeHash", "give 0x and 64 hex digits")
	}
	if o.Creation != nil {
		_, wrong := o.Creation.parse()
		f = append(f, wrong...)
	}
	d := o.deployment()
	origin, err := d.Origin()
	f.check("tld", err)
	if err == nil && seen[origin] {
		f.wrong("tld", "%s stands twice", origin)
	}
	seen[origin] = true
	if err == nil {
		f = append(f, o.checkServers(origin)...)
	}
	// The endpoints were looked at before, and may be known only when it starts.
	if d.Endpoints = []string{"http://endpoint.invalid"}; len(o.Endpoints) == 0 && o.EndpointsFile == "" {
		f.wrong("endpoints", "name at least one RPC URL")
	}
	if len(f) == 0 {
		f.check("deployment", d.Check())
	}
	return f
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
	d := &chain.Deployment{
		Version: 1, ChainID: o.ChainID, TLD: o.TLD, Registry: common.HexToAddress(o.Registry), Controller: common.HexToAddress(o.Controller),
		RegistryCodeHash: common.HexToHash(o.RegistryCodeHash), FromBlock: o.FromBlock, Endpoints: append([]string(nil), o.Endpoints...),
	}
	if o.Creation != nil {
		d.Version = 2
		d.Creation, _ = o.Creation.parse() // check says what is wrong with it
	}
	return d
}

const maxIdentity = 128 // bytes: an answer about the server is small

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
