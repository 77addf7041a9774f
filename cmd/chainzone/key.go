package main

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
	"github.com/urfave/cli/v2"
	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"chainzone/chain"
)

func keyVerbs() []verb {
	source := &cli.StringFlag{Name: "source-password-file", Usage: "`FILE` with the password of the keystore that is read"}
	return []verb{
		{
			name: "new", args: "FILE", usage: "make a keystore file, protected by a password", run: keyNew,
			text:    "The password is asked for, or read from --password-file. A file that exists is not overwritten.",
			example: "chainzone key new my.key",
			json:    "address and file",
			flags:   append(passwordFlags(), jsonFlags()...),
		},
		{
			name: "import", args: "SOURCE FILE", usage: "make a keystore file of a key that exists", run: keyImport,
			text:    "SOURCE is a keystore of any program, a file with 64 hex digits, or - for the terminal or the standard input. It is left as it is.",
			example: "chainzone key import hex.key my.key",
			json:    "address and file",
			flags:   append(append(passwordFlags(), source), jsonFlags()...),
		},
		{
			name: "export", args: "KEY FILE", usage: "write a key as 64 hex digits, without protection", run: keyExport,
			text:    "Whoever can read FILE has everything that the key has. It gets mode 0600; one that exists is not overwritten.",
			example: "chainzone key export my.key hex.key",
			json:    "address and file",
			flags:   append(passwordFlags(), jsonFlags()...),
		},
		{
			name: "list", args: "[FOLDER]", usage: "list the keystore files of a folder", run: keyList,
			text:    "The folder is the current one unless given. No password is asked for: the addresses are what the files say.",
			example: "chainzone key list",
			json:    "a list of {address, file}",
			flags:   jsonFlags(),
		},
		{
			name: "show", usage: "show an account's address and balance", run: keyShow,
			text:    "A keystore's password is not asked for. Without a deployment the address alone is shown.",
			example: "chainzone key show --key my.key",
			json:    "address, and with a deployment wei, a decimal string, and transactions, the number of those in blocks",
			flags:   append(chainFlags(), keyFlags()...),
		},
	}
}

// keyNew makes a keystore file (version 3, mode 0600) that did not exist.
func keyNew(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	key, err := crypto.GenerateKey()
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	return s.writeKeystore(s.Args().First(), func() (*ecdsa.PrivateKey, error) { return key, nil })
}

// keyImport makes a keystore file of a key that exists.
func keyImport(s *session) error {
	if err := s.count(2, 2); err != nil {
		return err
	}
	return s.writeKeystore(s.Args().Get(1), func() (*ecdsa.PrivateKey, error) {
		return s.readKey(s.Args().First(), "source-password-file")
	})
}

// writeKeystore asks for a password and writes the key with it.
func (s *session) writeKeystore(path string, read func() (*ecdsa.PrivateKey, error)) error {
	if _, err := os.Lstat(path); err == nil {
		return keyExists(path)
	}
	key, err := read()
	if err != nil {
		return err
	}
	password, err := s.password("New password: ")
	if err != nil {
		return err
	}
	if len(password) == 0 {
		return usagef("the password is empty: give one")
	}
	if s.String("password-file") == "" {
		again, err := s.password("The same again: ")
		if err != nil {
			return err
		}
		if string(again) != string(password) {
			return failf(exitRefused, "the passwords differ: try again")
		}
	}
	id, err := uuid.NewRandom()
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	address := crypto.PubkeyToAddress(key.PublicKey)
	data, err := keystore.EncryptKey(&keystore.Key{Id: id, Address: address, PrivateKey: key}, string(password), keystore.StandardScryptN, keystore.StandardScryptP)
	if err != nil {
		return fmt.Errorf("encrypt the key: %w", err)
	}
	return s.writeKey(path, data, address)
}

// writeKey writes a key file that must not exist.
func (s *session) writeKey(path string, data []byte, address common.Address) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if err := writeSecret(path, append(data, '\n'), false); err != nil {
		if errors.Is(err, os.ErrExist) {
			return keyExists(path)
		}
		return fmt.Errorf("write the key: %w", err)
	}
	return s.result(map[string]string{"address": address.Hex(), "file": path}, "%s", address.Hex())
}

func keyExists(path string) error {
	return failf(exitRefused, "%s exists and is not overwritten: name another file", path)
}

// keyExport writes a key in clear.
func keyExport(s *session) error {
	if err := s.count(2, 2); err != nil {
		return err
	}
	path := s.Args().Get(1)
	if _, err := os.Lstat(path); err == nil {
		return keyExists(path)
	}
	key, err := s.readKey(s.Args().First(), "password-file")
	if err != nil {
		return err
	}
	s.warn("%s is not protected by a password: whoever can read it has the key", path)
	return s.writeKey(path, fmt.Appendf(nil, "%x", crypto.FromECDSA(key)), crypto.PubkeyToAddress(key.PublicKey))
}

// keyList names the keystore files of a folder.
func keyList(s *session) error {
	if err := s.count(0, 1); err != nil {
		return err
	}
	dir := s.Args().First()
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return failf(exitRefused, "list the keys: %w: name a folder", err)
	}
	list := []map[string]string{}
	var lines []string
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		address, err := chain.KeystoreAddress(path)
		if err != nil {
			continue // no keystore
		}
		list = append(list, map[string]string{"address": address.Hex(), "file": path})
		lines = append(lines, address.Hex()+"\t"+path)
	}
	if len(lines) == 0 && !s.Bool("json") {
		s.note("there are no keystore files in %s", dir)
		return nil
	}
	return s.result(list, "%s", strings.Join(lines, "\n"))
}

// keyShow shows an account, and what the chain says of it.
func keyShow(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	address, err := s.address()
	if err != nil {
		return err
	}
	if s.String("deployment") == "" {
		return s.result(map[string]any{"address": address}, "%s", address)
	}
	if err := s.open(); err != nil {
		return err
	}
	a, err := s.client.Account(s.ctx, address)
	if err != nil {
		return err
	}
	return s.result(map[string]any{"address": address, "wei": a.Balance.String(), "transactions": a.Next},
		"address       %s\nbalance       %s ether\ntransactions  %d", address, chain.Ether(a.Balance), a.Next)
}

// address is the account that the flags name, without its password where the
// file says it.
func (s *session) address() (common.Address, error) {
	if path := s.String("key"); s.String("signer") == "" && path != "" && path != "-" {
		if address, err := chain.KeystoreAddress(path); err == nil {
			return address, nil
		}
	}
	wallet, _, err := s.openWallet()
	if err != nil {
		return common.Address{}, err
	}
	return wallet.Address(), nil
}

// key reads the signing key that --key names.
func (s *session) key() (*ecdsa.PrivateKey, error) {
	path := s.String("key")
	if path == "" {
		return nil, usagef("no key is named: give --key FILE or set CHAINZONE_KEY_FILE; chainzone key new makes one")
	}
	return s.readKey(path, "password-file")
}

// readKey reads a key from a file, or from the terminal or the standard input
// for "-". From here on the process leaves no core file.
func (s *session) readKey(path, passwordFlag string) (*ecdsa.PrivateKey, error) {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return nil, fmt.Errorf("read the key: forbid core files: %w", err)
	}
	if path == "-" {
		return s.typedKey()
	}
	key, err := chain.ReadKey(path, func() ([]byte, error) { return s.passwordFrom(passwordFlag, "Password of "+path+": ") })
	if errors.Is(err, os.ErrNotExist) {
		return nil, failf(exitRefused, "there is no key file %s: chainzone key new makes one", path)
	}
	if errors.Is(err, chain.ErrNoKey) {
		return nil, usagef("%w", err)
	}
	return key, err
}

// typedKey reads 64 hex digits, which a terminal does not show.
func (s *session) typedKey() (*ecdsa.PrivateKey, error) {
	var line []byte
	var err error
	if term.IsTerminal(int(s.in.Fd())) {
		line, err = s.hiddenLine("Key, 64 hex digits: ")
	} else {
		var text string
		text, err = await(s.ctx, func() (string, error) { return readLine(s.in) })
		line = []byte(text)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key: %w", err)
	}
	key, err := crypto.HexToECDSA(strings.TrimPrefix(strings.TrimSpace(string(line)), "0x"))
	if err != nil {
		return nil, usagef("read the key: what was typed is not 64 hex digits of a key: try again")
	}
	return key, nil
}
