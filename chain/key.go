package chain

import (
	"bytes"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
)

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
			return nil, fmt.Errorf("read the key: %s is neither a keystore file nor 64 hex digits", path)
		}
		return key, nil
	}
	secret, err := password()
	if err != nil {
		return nil, fmt.Errorf("read the key: %w", err)
	}
	key, err := keystore.DecryptKey(data, string(secret))
	if errors.Is(err, keystore.ErrDecrypt) {
		return nil, fmt.Errorf("read the key: the password does not open %s", path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key: %s is not a keystore file that can be read: %w", path, err)
	}
	return key.PrivateKey, nil
}
