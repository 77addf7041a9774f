package main

import (
	"io"
	"runtime/debug"

	"chainzone/cmd/chainzone/journal"
)

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
