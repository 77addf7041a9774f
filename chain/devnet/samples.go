package devnet

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/chain"
	"chainzone/contracts/bindings"
	"chainzone/zone"
)

// Commitment ages on the devnet.
const (
	MinAge = time.Second
	MaxAge = 24 * time.Hour
)

const day = 24 * time.Hour

// sample is a name that every devnet has; TLD stands for the origin in it.
type sample struct {
	label    string
	duration time.Duration
	zone     string
}

// oldSamples are registered when the chain begins, Past ago.
var oldSamples = []sample{
	{"expired", 28 * day, "@ 300 A 192.0.2.90\n"}, // past its grace: free again
	{"grace", 70 * day, "@ 300 A 192.0.2.91\n"},   // 20 of 30 days into its grace
}

// samples are registered at the present.
var samples = []sample{
	{"hello", 365 * day, "@ 300 A 192.0.2.1\n@ 300 AAAA 2001:db8::1\n"},
	{"mail", 365 * day, "@ 300 MX 10 mx\n@ 300 TXT \"v=spf1 mx -all\"\nmx 300 A 192.0.2.25\nmx 300 AAAA 2001:db8::25\n"},
	{"site", 365 * day, "@ 300 A 192.0.2.80\nwww 300 CNAME @\n"},
	{"alias", 365 * day, "@ 300 CNAME hello.TLD\n"},
	{"wild", 365 * day, "@ 300 A 192.0.2.42\n* 300 A 192.0.2.43\n* 300 TXT \"from the wildcard\"\n"},
	{"delegated", 365 * day, "@ 300 NS ns1\n@ 300 NS ns2\n@ 300 DS 12345 13 2 3490A6806D47F17A34C29E2CE80E8A999FFBE4BE06C49EDC13FB3B0F5B7F4DA5\nns1 300 A 192.0.2.53\nns2 300 AAAA 2001:db8::53\n"},
	{"empty", 365 * day, ""},
	{"demo", 365 * day, `
@ 300 A 192.0.2.44
@ 300 HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.44
@ 300 CAA 0 issue "ca.example"
@ 300 LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
@ 300 SSHFP 1 2 E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
_443._tcp 300 TLSA 3 1 1 E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
_xmpp._tcp 300 SRV 5 0 5222 chat
chat 300 A 192.0.2.45
old 300 DNAME hello.TLD
deep.in.the 300 TXT "below empty non-terminals"
`},
}

// perYear is a price in wei a second.
func perYear(milliether int64) *big.Int {
	wei := new(big.Int).Mul(big.NewInt(milliether), big.NewInt(1e15))
	return wei.Div(wei, big.NewInt(int64(365*day/time.Second)))
}

// TLD is what a devnet deploys.
func TLD(tld string) chain.DeployOptions {
	return chain.DeployOptions{
		TLD:      tld,
		Ceilings: [5]*big.Int{perYear(1000), perYear(1000), perYear(1000), perYear(1000), perYear(1000)},
		Prices:   []*big.Int{perYear(500), perYear(300), perYear(100), perYear(20), perYear(5)},
		Premium:  100,
		MinAge:   MinAge,
		MaxAge:   MaxAge,
		Reserved: []string{"ns1"},
	}
}

// Samples are what every devnet registers: before at its beginning, Past ago,
// and now.
func Samples(origin zone.Name) (before, now []Registration, err error) {
	if before, err = registrations(origin, oldSamples); err != nil {
		return nil, nil, err
	}
	now, err = registrations(origin, samples)
	return before, now, err
}

// Deploy puts a TLD's contracts on the chain; accounts[0] owns them.
func (d *Devnet) Deploy(ctx context.Context, tld string) (*chain.Deployment, error) {
	return chain.Deploy(ctx, []string{d.RPC(), d.WS()}, chain.KeyWallet(d.Accounts[0].Key), TLD(tld))
}

// Populate deploys a TLD and registers every sample, through the controller:
// the expired ones at the chain's beginning, the others now. It leaves the
// chain's clock at the present.
func (d *Devnet) Populate(ctx context.Context, tld string) (*chain.Deployment, error) {
	deployment, err := d.Deploy(ctx, tld)
	if err != nil {
		return nil, err
	}
	origin, err := deployment.Origin()
	if err != nil {
		return nil, err
	}
	before, now, err := Samples(origin)
	if err != nil {
		return nil, err
	}
	if err := d.Register(ctx, deployment, before); err != nil {
		return nil, err
	}
	if err := d.CatchUp(); err != nil {
		return nil, err
	}
	if err := d.Register(ctx, deployment, now); err != nil {
		return nil, err
	}
	text, err := zone.ParseRRset(origin, "_chainzone", 300, "TXT", []string{"a devnet of chainzone"})
	if err != nil {
		return nil, err
	}
	own, err := zone.NewOrigin(origin, []zone.RRset{text})
	if err != nil {
		return nil, err
	}
	return deployment, d.SetZones(ctx, deployment, []Registration{{Image: own.Image()}})
}

// Registration is a name to be registered on a devnet for accounts[0].
type Registration struct {
	Label    string
	Duration time.Duration
	Image    []byte // taken as it is, valid or not
}

func registrations(origin zone.Name, list []sample) (all []Registration, err error) {
	for _, s := range list {
		name, err := origin.Child(s.label)
		if err != nil {
			return nil, err
		}
		image, err := imageOf(name, strings.ReplaceAll(s.zone, "TLD", origin.String()))
		if err != nil {
			return nil, err
		}
		all = append(all, Registration{s.label, s.duration, image})
	}
	return all, nil
}

// Register registers names through the controller: it commits to as many as
// fit in one block and reveals them in the next, until all are done. A label
// that is taken or breaks a rule is an error.
func (d *Devnet) Register(ctx context.Context, deployment *chain.Deployment, list []Registration) error {
	c, err := chain.Open(deployment, chain.Options{ChainClock: true})
	if err != nil {
		return err
	}
	defer c.Close()
	controller, owner := bindings.NewRegistrarController(), d.Accounts[0]
	const plain, perByte, most = 300_000, 900, 200 // gas of a registration, and of a byte of its image; names a block
	var commits, reveals []call
	var gas uint64
	flush := func() error {
		// The next block's time is at least a second later: MinAge.
		err := d.inOneBlock(ctx, owner, commits)
		if err == nil {
			err = d.inOneBlock(ctx, owner, reveals)
		}
		commits, reveals, gas = nil, nil, 0
		return err
	}
	for _, n := range list {
		name, err := c.Origin().Child(n.Label)
		if err != nil {
			return err
		}
		price := new(big.Int).Mul(perYear(1000), big.NewInt(int64(n.Duration/time.Second)))
		r := chain.Request{
			Name: name, Owner: owner.Address, Duration: n.Duration, Image: n.Image, MaxPrice: price,
			Secret: crypto.Keccak256Hash([]byte("sample "), []byte(n.Label)),
		}
		commitment, err := c.Commitment(r)
		if err != nil {
			return err
		}
		needs := plain + perByte*uint64(len(n.Image))
		if len(reveals) == most || gas+needs > gasLimit {
			if err := flush(); err != nil {
				return err
			}
		}
		gas += needs
		commits = append(commits, call{to: deployment.Controller, gas: 100_000, data: controller.PackCommit(commitment)})
		reveals = append(reveals, call{to: deployment.Controller, gas: needs, value: price, data: controller.PackRegister(bindings.IRegistrarControllerRegistration{
			Label: n.Label, Owner: r.Owner, Duration: uint64(n.Duration / time.Second), Image: n.Image, MaxPrice: price, Secret: r.Secret,
		})})
	}
	return flush()
}

// SetZones sends raw images for names of accounts[0] in one block, in order,
// valid or not. The origin's own image is set under the label "".
func (d *Devnet) SetZones(ctx context.Context, deployment *chain.Deployment, list []Registration) error {
	origin, err := deployment.Origin()
	if err != nil {
		return err
	}
	registry := bindings.NewNameRegistry()
	var calls []call
	for _, n := range list {
		data := registry.PackSetOriginZone(n.Image)
		if n.Label != "" {
			name, err := origin.Child(n.Label)
			if err != nil {
				return err
			}
			data = registry.PackSetZone(chain.NodeOf(name), n.Image)
		}
		calls = append(calls, call{to: deployment.Registry, gas: 100_000 + 900*uint64(len(n.Image)), data: data})
	}
	return d.inOneBlock(ctx, d.Accounts[0], calls)
}

func imageOf(name zone.Name, master string) ([]byte, error) {
	sets, err := zone.ParseMaster(name, strings.NewReader(master), "sample")
	if err != nil {
		return nil, err
	}
	z, err := zone.New(name, sets)
	if err != nil {
		return nil, err
	}
	return z.Image(), nil
}

// call is a transaction to be sent with a fixed amount of gas.
type call struct {
	to    common.Address
	gas   uint64
	data  []byte
	value *big.Int
}

// inOneBlock sends calls from one account and seals them together. A call
// that fails is an error.
func (d *Devnet) inOneBlock(ctx context.Context, from Account, calls []call) error {
	client := rpc.DialInProc(d.front.rpc)
	defer client.Close()
	d.mu.Lock() // so that no block is made in between
	defer d.mu.Unlock()
	var nonce hexutil.Uint64
	if err := client.CallContext(ctx, &nonce, "eth_getTransactionCount", from.Address, "pending"); err != nil {
		return fmt.Errorf("read the nonce: %w", err)
	}
	signer := types.LatestSignerForChainID(big.NewInt(ChainID))
	hashes := make([]common.Hash, len(calls))
	for i, c := range calls {
		tx, err := types.SignNewTx(from.Key, signer, &types.DynamicFeeTx{
			ChainID: big.NewInt(ChainID), Nonce: uint64(nonce) + uint64(i), To: &c.to, Data: c.data, Value: c.value,
			Gas: c.gas, GasTipCap: big.NewInt(1e9), GasFeeCap: big.NewInt(100e9),
		})
		if err != nil {
			return fmt.Errorf("sign a transaction: %w", err)
		}
		raw, err := tx.MarshalBinary()
		if err != nil {
			return fmt.Errorf("encode a transaction: %w", err)
		}
		if err := client.CallContext(ctx, &hashes[i], "eth_sendRawTransaction", hexutil.Bytes(raw)); err != nil {
			return fmt.Errorf("send a transaction: %w", err)
		}
	}
	// The pool sorts in what it accepted in its own time.
	for tries := 0; ; tries++ {
		if pending, _ := d.eth.TxPool().Stats(); pending >= len(calls) {
			break
		}
		if tries == 5000 {
			return fmt.Errorf("the pool does not take %d transactions", len(calls))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Millisecond):
		}
	}
	if _, err := d.mineLocked(); err != nil {
		return err
	}
	for i, hash := range hashes {
		var receipt *types.Receipt
		if err := client.CallContext(ctx, &receipt, "eth_getTransactionReceipt", hash); err != nil {
			return fmt.Errorf("read a receipt: %w", err)
		}
		if receipt == nil || receipt.Status != types.ReceiptStatusSuccessful {
			return fmt.Errorf("transaction %d of %d failed: %+v", i+1, len(hashes), receipt)
		}
	}
	return nil
}
