package chain

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// ErrNoKey is a key file that has no key in it.
var ErrNoKey = errors.New("there is no key in the file")

// ReadKey reads a signing key from a file: a keystore (JSON, version 3), for
// which password is asked, or 64 hex digits. A file that group or others can
// read is refused.
func ReadKey(path string, password func() ([]byte, error)) (*ecdsa.PrivateKey, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read the key: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("read the key: %s can be read by others (mode %04o): run chmod 600 %s", path, info.Mode().Perm(), path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the key: %w", err)
	}
	data = bytes.TrimSpace(data)
	if !bytes.HasPrefix(data, []byte("{")) {
		key, err := crypto.HexToECDSA(strings.TrimPrefix(string(data), "0x"))
		if err != nil {
			return nil, fmt.Errorf("read the key: %w: %s is neither a keystore file nor 64 hex digits: chainzone key new makes one", ErrNoKey, path)
		}
		return key, nil
	}
	secret, err := password()
	if err != nil {
		return nil, fmt.Errorf("read the key: %w", err)
	}
	key, err := keystore.DecryptKey(data, string(secret))
	if errors.Is(err, keystore.ErrDecrypt) {
		return nil, fmt.Errorf("read the key: the password does not open %s: try again", path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key: %w: %s is not a keystore file of version 3 (%w): chainzone key new makes one", ErrNoKey, path, err)
	}
	return key.PrivateKey, nil
}

// KeystoreAddress is the account that a keystore file says it is of; nothing
// proves it without the password.
func KeystoreAddress(path string) (common.Address, error) {
	const most = 64 << 10 // a keystore file is half a kilobyte
	info, err := os.Stat(path)
	if err != nil {
		return common.Address{}, fmt.Errorf("read the key: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return common.Address{}, fmt.Errorf("read the key: %w: %s is no keystore", ErrNoKey, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return common.Address{}, fmt.Errorf("read the key: %w", err)
	}
	var file struct {
		Address string          `json:"address"`
		Crypto  json.RawMessage `json:"crypto"`
	}
	if err := json.Unmarshal(data, &file); err != nil || file.Crypto == nil || !common.IsHexAddress(file.Address) {
		return common.Address{}, fmt.Errorf("read the key: %w: %s is no keystore", ErrNoKey, path)
	}
	return common.HexToAddress(file.Address), nil
}
