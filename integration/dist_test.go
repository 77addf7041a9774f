package integration

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestArchive packs the program twice: the bytes are the same, and what an
// administrator needs is in it, with the licenses of all that it links.
func TestArchive(t *testing.T) {
	t.Parallel()
	var archives [][]byte
	for range 2 {
		dir := t.TempDir()
		command(t, append(goEnv(t), "SOURCE_DATE_EPOCH=1700000000"), "../deploy/archive.sh", pathOf("chainzone"), "chainzone-test", dir).ok(t)
		data, err := os.ReadFile(filepath.Join(dir, "chainzone-test.tar.gz"))
		if err != nil {
			t.Fatal(err)
		}
		archives = append(archives, data)
	}
	if !bytes.Equal(archives[0], archives[1]) {
		t.Error("two archives of the same program differ")
	}
	z, err := gzip.NewReader(bytes.NewReader(archives[0]))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, h.Name)
		if h.Uid != 0 || h.Gid != 0 || h.ModTime.Unix() != 1700000000 || h.Mode&0o022 != 0 {
			t.Errorf("%s: uid %d, gid %d, time %v, mode %o", h.Name, h.Uid, h.Gid, h.ModTime, h.Mode)
		}
	}
	for _, want := range []string{
		"chainzone", "LICENSE", "README.md", "CHANGELOG.md", "chainzone.yaml", "chainzone.schema.json", "chainzone.service", "chainzone.socket", "docs/deploy.md", "docs/cli.md",
		"licenses/github.com/ethereum/go-ethereum/COPYING.LESSER", "licenses/github.com/miekg/dns/LICENSE",
	} {
		if !slices.Contains(files, "chainzone-test/"+want) {
			t.Errorf("%s is not in the archive", want)
		}
	}
}

// goEnv is where Go keeps what it downloaded; a test's home has nothing of it.
func goEnv(t *testing.T) []string {
	t.Helper()
	var env []string
	for _, name := range []string{"GOMODCACHE", "GOCACHE", "GOPATH"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		env = append(env, name+"="+strings.TrimSpace(string(out)))
	}
	return env
}

// TestInstall: make install puts everything below DESTDIR and PREFIX, and the
// unit starts what was installed.
func TestInstall(t *testing.T) {
	root := t.TempDir()
	command(t, nil, client(t, "make"), "-C", "..", "install", "CHAINZONE="+pathOf("chainzone"), "DESTDIR="+root, "PREFIX=/opt/chainzone").ok(t)
	unit, err := os.ReadFile(filepath.Join(root, "opt/chainzone/lib/systemd/system/chainzone.service"))
	if err != nil {
		t.Fatal(err)
	}
	start := slices.IndexFunc(strings.Split(string(unit), "\n"), func(line string) bool {
		return strings.HasPrefix(line, "ExecStart=/opt/chainzone/bin/chainzone serve ")
	})
	if start < 0 {
		t.Errorf("the unit starts something else:\n%s", unit)
	}
	command(t, nil, filepath.Join(root, "opt/chainzone/bin/chainzone"), "version").ok(t)
	command(t, nil, filepath.Join(root, "opt/chainzone/bin/chainzone"), "check", filepath.Join(root, "opt/chainzone/share/doc/chainzone/chainzone.yaml")).ok(t)
	entries, err := os.ReadDir(root)
	if err != nil || len(entries) != 1 {
		t.Errorf("outside of PREFIX: %v, %v", entries, err)
	}
}

// TestRelease builds the release archives in two folders, and the container from
// one of their programs.
func TestRelease(t *testing.T) {
	if os.Getenv("CHAINZONE_SOAK") == "" {
		t.Skip("four builds: with CHAINZONE_SOAK only")
	}
	var sums []string
	var tree string
	for range 2 {
		tree = filepath.Join(t.TempDir(), "tree")
		command(t, nil, client(t, "git"), "clone", "-q", "..", tree).ok(t)
		cmd := exec.Command("make", "dist", "build")
		cmd.Dir = tree
		cmd.Env = append(cleanEnv(t), goEnv(t)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		data, err := os.ReadFile(filepath.Join(tree, "dist/SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, string(data))
	}
	if sums[0] != sums[1] || strings.Count(sums[0], "\n") != 2 {
		t.Errorf("the sums of two folders:\n%s\n%s", sums[0], sums[1])
	}
	testContainer(t, tree)
}

// testContainer builds the image and runs the program in it.
func testContainer(t *testing.T, tree string) {
	root := t.TempDir()
	buildah := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(client(t, "buildah"), append([]string{"--storage-driver", "vfs", "--root", root + "/root", "--runroot", root + "/run"}, args...)...)
		cmd.Dir = tree
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("buildah %v: %v\n%s%s", args, err, out, errs.String())
		}
		return strings.TrimSpace(string(out))
	}
	buildah("build", "--isolation", "chroot", "-f", "deploy/Containerfile", "-t", "chainzone")
	if user := buildah("inspect", "--type", "image", "--format", "{{.OCIv1.Config.User}}", "chainzone"); user != "65532:65532" {
		t.Errorf("the image runs as %q", user)
	}
	container := buildah("from", "chainzone")
	t.Cleanup(func() { buildah("rm", container) })
	if out := buildah("run", "--isolation", "chroot", container, "--", "/usr/local/bin/chainzone", "version"); !strings.HasPrefix(out, "chainzone ") {
		t.Errorf("in the container: %q", out)
	}
}
