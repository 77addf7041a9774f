package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"

	"chainzone/cmd/chainzone/journal"
)

// keyNew makes a keystore file (version 3, mode 0600) that did not exist.
func keyNew(s *session) error {
	if err := s.count(1, 1); err != nil {
		return err
	}
	path := s.Args().First()
	if _, err := os.Lstat(path); err == nil {
		return keyExists(path)
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
	key, err := crypto.GenerateKey()
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
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

// writeSecret puts data into a file of mode 0600, whole or not at all. Without
// replace an existing file is os.ErrExist.
func writeSecret(path string, data []byte, replace bool) error {
	return journal.WriteSecret(path, data, replace)
}

// writeWhole is writeSecret of what write writes.
func writeWhole(path string, replace bool, write func(io.Writer) error) error {
	return journal.WriteWhole(path, replace, write)
}

func versionCommand(s *session) error {
	if err := s.count(0, 0); err != nil {
		return err
	}
	goVersion := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
	}
	return s.result(map[string]string{"version": version, "go": goVersion}, "chainzone %s (%s)", version, goVersion)
}
