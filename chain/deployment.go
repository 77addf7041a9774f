// Package chain is names on a chain: heads, reads, what changed, and
// transactions, over JSON-RPC to one or several endpoints.
package chain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"chainzone/zone"
)

// Deployment says where one origin lives: the content of a deployment file.
type Deployment struct {
	Version          int            `json:"version"` // of the file's format: 2; 1 has no Creation
	ChainID          uint64         `json:"chainId"`
	TLD              string         `json:"tld"` // the origin, one label or several, such as "chain"
	Registry         common.Address `json:"registry"`
	Controller       common.Address `json:"controller"`
	RegistryCodeHash common.Hash    `json:"registryCodeHash"` // keccak256 of the registry's runtime bytecode
	FromBlock        uint64         `json:"fromBlock"`        // the registry was deployed at or after it
	Endpoints        []string       `json:"endpoints"`        // http, https, ws, wss URLs, tried in order

	// Creation proves with what storage the contracts began; nil: that is not known.
	Creation *Creation `json:"creation,omitempty"`
}

// ReadDeployment reads a deployment file, strictly: unknown and missing fields
// are errors that name the file.
func ReadDeployment(path string) (*Deployment, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the deployment file: %w", err)
	}
	d, err := parseDeployment(data)
	if err != nil {
		return nil, fmt.Errorf("deployment file %s: %w", path, err)
	}
	return d, nil
}

func parseDeployment(data []byte) (*Deployment, error) {
	d := new(Deployment)
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(d); err != nil {
		return nil, fmt.Errorf("not the JSON of a deployment: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON object")
	}
	return d, d.Check()
}

// Check says what is missing or cannot be.
func (d *Deployment) Check() error {
	switch {
	case d.Version != 1 && d.Version != 2:
		return fmt.Errorf("version %d: this program reads versions 1 and 2", d.Version)
	case d.Version == 1 && d.Creation != nil:
		return errors.New("creation is given, which version 1 does not have: write version 2")
	case d.Version == 2 && d.Creation == nil:
		return errors.New("creation is missing: it is factory, salt and constructor arguments, as chainzone deploy writes them")
	}
	if d.ChainID == 0 {
		return errors.New("chainId is missing")
	}
	if _, err := d.Origin(); err != nil {
		return err
	}
	for field, address := range map[string]common.Address{"registry": d.Registry, "controller": d.Controller} {
		if address == (common.Address{}) {
			return fmt.Errorf("%s is missing: it is the contract's address", field)
		}
	}
	if d.RegistryCodeHash == (common.Hash{}) {
		return errors.New("registryCodeHash is missing: it is the keccak256 of the registry's code, as chainzone deploy writes it")
	}
	if len(d.Endpoints) == 0 {
		return errors.New("endpoints is empty: name at least one RPC URL")
	}
	for _, endpoint := range d.Endpoints {
		if err := CheckEndpoint(endpoint); err != nil {
			return err
		}
	}
	if d.Creation != nil {
		return d.proveCreation()
	}
	return nil
}

// Origin is the TLD as a name.
func (d *Deployment) Origin() (zone.Name, error) {
	origin, err := zone.ParseName(d.TLD)
	if err != nil {
		return zone.Name{}, fmt.Errorf("tld: %w", err)
	}
	if origin == zone.Root {
		return zone.Name{}, errors.New("tld is the root: name the domain below which names are registered")
	}
	return origin, nil
}

// IsDevelopment says whether a chain id is one of those that chains for development
// have by default: 31337 (Foundry, Hardhat, our devnet) and 1337 (go-ethereum, Ganache).
func IsDevelopment(chainID uint64) bool { return chainID == 31337 || chainID == 1337 }

// CheckEndpoint says why a URL cannot be an endpoint, without showing it.
func CheckEndpoint(raw string) error {
	u, err := url.Parse(raw)
	if err != nil {
		return errors.New("an endpoint is not a URL: give one such as http://127.0.0.1:8545")
	}
	switch u.Scheme {
	case "http", "https", "ws", "wss":
	case "":
		return errors.New("an endpoint has no scheme: give an http, https, ws or wss URL such as http://127.0.0.1:8545")
	default:
		return fmt.Errorf("an endpoint begins with %q: give an http, https, ws or wss URL such as http://127.0.0.1:8545", u.Scheme)
	}
	if u.Host == "" {
		return errors.New("an endpoint names no host: give one such as http://127.0.0.1:8545")
	}
	return nil
}

// Write puts the deployment into a file, whole or not at all.
func (d *Deployment) Write(path string) error {
	data, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return fmt.Errorf("write the deployment file: %w", err)
	}
	return writeWhole(path, append(data, '\n'), 0o644)
}

// writeWhole replaces a file by way of a second one beside it, synced before
// it takes the name.
func writeWhole(path string, data []byte, mode os.FileMode) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(f.Name()))
		}
	}()
	if _, err = f.Write(data); err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// ShownEndpoint is what of an endpoint's URL may be seen: scheme and host.
func ShownEndpoint(raw string) string { return shown(raw) }

// shown is what of an endpoint's URL may be seen: scheme and host. The rest
// often carries an API key.
func shown(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "(endpoint)"
	}
	return strings.ToLower(u.Scheme) + "://" + u.Host
}
