package main

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"chainzone/chain"
	"chainzone/cmd/chainzone/journal"
)

func writeFlags() []cli.Flag {
	return append(keyFlags(),
		&cli.StringFlag{Name: "max-fee", Usage: "`GWEI` a unit of gas at most; up to it, what the base fee overtakes is replaced"},
		&cli.Uint64Flag{Name: "confirmations", Value: 1, Usage: "`N` blocks from the transaction's on, with it, that must stand"},
		&cli.DurationFlag{Name: "wait", Value: 3 * time.Minute, Usage: "`TIME` for a block that has the transaction"},
		&cli.BoolFlag{Name: "dry-run", Usage: "say what it costs, and send nothing"},
		&cli.BoolFlag{Name: "yes", Usage: "do not ask"})
}

// keyFlags say who signs.
func keyFlags() []cli.Flag {
	return append(append(passwordFlags(), stateFlags()...),
		&cli.StringFlag{Name: "key", EnvVars: []string{"CHAINZONE_KEY_FILE"}, Usage: "`FILE` with the signing key, a keystore or hex; - is the terminal or standard input"},
		&cli.StringFlag{Name: "signer", Usage: "`URL` or socket of a program that signs, such as clef, instead of a key"},
		&cli.StringFlag{Name: "from", Usage: "`ADDRESS` of the signer's account, if it has several"})
}

func stateFlags() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{Name: "state-dir", EnvVars: []string{"CHAINZONE_STATE_DIR"}, Usage: "`DIR` of what is under way (default: chainzone in $XDG_STATE_HOME or ~/.local/state)"}}
}

// signer opens the account that the flags name, and waits until nothing of it
// is under way. A dry run sends nothing again, so it does not wait either.
func (s *session) signer() (*chain.Signer, error) {
	signer, err := s.account()
	if err != nil || s.Bool("dry-run") {
		return signer, err
	}
	return signer, signer.Settle(s.ctx)
}

// account opens the account that the flags name, and its journal.
func (s *session) account() (*chain.Signer, error) {
	var o chain.SignerOptions
	o.Confirmations = s.Uint64("confirmations")
	if text := s.String("max-fee"); text != "" {
		var err error
		if o.MaxFee, err = parseGwei(text); err != nil {
			return nil, err
		}
	}
	dir, err := s.stateDir()
	if err != nil {
		return nil, err
	}
	wallet, seal, err := s.openWallet()
	if err != nil {
		return nil, err
	}
	genesis, err := s.client.Genesis(s.ctx)
	if err != nil {
		return nil, err
	}
	s.journal = journal.Open(dir, s.client.Deployment().ChainID, genesis, wallet.Address(), seal)
	o.Outbox = s.journal
	return s.client.SignerWith(wallet, o), nil
}

// openWallet gives what signs, and what seals its journal: nothing does for
// a signer, which does not give its key away.
func (s *session) openWallet() (chain.Wallet, *journal.Seal, error) {
	url := s.String("signer")
	if url == "" {
		key, err := s.key()
		if err != nil {
			return nil, nil, err
		}
		seal, err := journal.NewSeal(key)
		return chain.KeyWallet(key), seal, err
	}
	from := common.Address{}
	if text := s.String("from"); text != "" {
		var err error
		if from, err = parseAddress(text); err != nil {
			return nil, nil, err
		}
	}
	external, err := chain.DialExternal(s.ctx, url, from)
	if err != nil {
		return nil, nil, err
	}
	s.wallet = external
	return external, nil, nil
}

// stateDir is where what is under way is kept.
func (s *session) stateDir() (string, error) {
	if dir := s.String("state-dir"); dir != "" {
		return dir, nil
	}
	base := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(base) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", failf(exitRefused, "there is no home directory to keep what is under way in: give --state-dir DIR")
		}
		base = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(base, "chainzone"), nil
}

// parseGwei reads a decimal number of gwei, as wei.
func parseGwei(text string) (*big.Int, error) {
	r, ok := new(big.Rat).SetString(text)
	if ok {
		r.Mul(r, big.NewRat(1e9, 1))
		if r.IsInt() && r.Sign() > 0 && r.Num().BitLen() < 128 {
			return r.Num(), nil
		}
	}
	return nil, usagef("the fee %q is not a number of gwei above 0: give one such as 30 or 1.5", text)
}

// errDryRun ends a command that --dry-run stops before it sends anything.
var errDryRun = errors.New("nothing was sent")

// send shows what a transaction does and costs, asks, and sends it.
func (s *session) send(signer *chain.Signer, tx *chain.Tx) error {
	if err := s.agree(tx.What, tx.Gas, tx.Value, tx.MaxFee()); err != nil {
		return err
	}
	s.progress("sent, waiting for a block")
	_, err := signer.Send(s.ctx, tx)
	s.progress("")
	return err
}

// agree shows what a write does and the most that it costs, price and fees in
// wei, and asks; --dry-run ends there.
func (s *session) agree(what string, gas uint64, price, fee *big.Int) error {
	return s.agreeTo(what, gas, price, fee, s.client.ChargesForData(s.ctx), "")
}

// agreeTo is agree where the chain is known to charge for data or not to. A dry
// run also prints the details, "" for none.
func (s *session) agreeTo(what string, gas uint64, price, fee *big.Int, chargesForData bool, details string) error {
	text := fmt.Sprintf("%s: at most %d gas, %s ether of fees", what, gas, chain.Ether(fee))
	if chargesForData {
		text += " (and what this chain charges for data on another one, which nobody can tell before)"
	}
	if price.Sign() > 0 {
		text += fmt.Sprintf(", and %s ether of price", chain.Ether(price))
	}
	if s.Bool("dry-run") {
		if details != "" {
			text = details + "\n" + text
		}
		err := s.result(map[string]any{"what": what, "gas": gas, "feeWei": fee.String(), "priceWei": price.String()}, "%s", text)
		if err != nil {
			return err
		}
		return errDryRun
	}
	s.note("%s", text)
	return s.confirm()
}
