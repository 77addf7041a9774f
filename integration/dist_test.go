package integration

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"debug/buildinfo"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
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
		"chainzone", "LICENSE", "README.md", "CHANGELOG.md", "chainzone.yaml", "chainzone.schema.json", "alerts.yaml", "chainzone.service", "chainzone.socket", "docs/deploy.md", "docs/cli.md",
		"licenses/github.com/ethereum/go-ethereum/COPYING.LESSER", "licenses/github.com/miekg/dns/LICENSE",
	} {
		if !slices.Contains(files, "chainzone-test/"+want) {
			t.Errorf("%s is not in the archive", want)
		}
	}
	linked, err := buildinfo.ReadFile(pathOf("chainzone"))
	if err != nil {
		t.Fatal(err)
	}
	for _, module := range linked.Deps {
		if !slices.ContainsFunc(files, func(file string) bool { return path.Dir(file) == "chainzone-test/licenses/"+module.Path }) {
			t.Errorf("the license of %s is not in the archive", module.Path)
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

// TestInstall: make install puts everything below DESTDIR and PREFIX and nothing
// elsewhere, and the unit starts what was installed.
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
	modes := map[string]os.FileMode{}
	for _, docs := range []string{"../docs/*.md", "../deploy/*.yaml", "../deploy/*.json", "../*.md", "../LICENSE"} {
		files, err := filepath.Glob(docs)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %v", docs, files, err)
		}
		for _, file := range files {
			modes["share/doc/chainzone/"+filepath.Base(file)] = 0o644
		}
	}
	modes["bin/chainzone"], modes["lib/systemd/system/chainzone.service"], modes["lib/systemd/system/chainzone.socket"] = 0o755, 0o644, 0o644
	err = filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		name := strings.TrimPrefix(file, root+"/opt/chainzone/")
		if mode, ok := modes[name]; !ok || err != nil || info.Mode() != mode {
			t.Errorf("%s is installed, with mode %v, %v", file, info.Mode(), err)
		}
		delete(modes, name)
		return err
	})
	if err != nil || len(modes) > 0 {
		t.Errorf("not installed: %v, %v", modes, err)
	}
}

// TestRelease builds the release archives in two folders, looks into them, and
// builds and runs the container.
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
	check := exec.Command("sha256sum", "--strict", "-c", "SHA256SUMS")
	check.Dir = filepath.Join(tree, "dist")
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for arch, machine := range map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64} {
		archives, err := filepath.Glob(filepath.Join(tree, "dist", "chainzone-*-linux-"+arch+".tar.gz"))
		if err != nil || len(archives) != 1 {
			t.Fatalf("%s: %v, %v", arch, archives, err)
		}
		into := t.TempDir()
		command(t, nil, client(t, "tar"), "-xzf", archives[0], "-C", into, "--strip-components=1").ok(t)
		testStatic(t, filepath.Join(into, "chainzone"), machine)
		for _, file := range []string{"chainzone.service", "chainzone.socket", "LICENSE", "licenses/github.com/ethereum/go-ethereum/COPYING.LESSER"} {
			if info, err := os.Stat(filepath.Join(into, file)); err != nil || info.Size() == 0 {
				t.Errorf("%s: %s: %v", arch, file, err)
			}
		}
		if arch == runtime.GOARCH {
			command(t, nil, filepath.Join(into, "chainzone"), "check", filepath.Join(into, "chainzone.yaml")).ok(t)
		}
	}
	testContainer(t, tree)
}

// testStatic: a program is for a machine, and needs no loader and no library.
func testStatic(t *testing.T, file string, machine elf.Machine) {
	t.Helper()
	f, err := elf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	if f.Machine != machine || err != nil && !errors.Is(err, elf.ErrNoSymbols) || len(libraries) > 0 {
		t.Errorf("%s is for %v, and needs %v, %v", file, f.Machine, libraries, err)
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("%s has a %v", file, p.Type)
		}
	}
}

// testContainer builds the image, runs the server in it, and looks at its health.
func testContainer(t *testing.T, tree string) {
	root := t.TempDir()
	buildahCmd := func(args ...string) *exec.Cmd {
		cmd := exec.Command(client(t, "buildah"), append([]string{"--storage-driver", "vfs", "--root", root + "/root", "--runroot", root + "/run"}, args...)...)
		cmd.Dir = tree
		return cmd
	}
	buildah := func(args ...string) string {
		t.Helper()
		cmd := buildahCmd(args...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("buildah %v: %v\n%s%s", args, err, out, errs.String())
		}
		return strings.TrimSpace(string(out))
	}
	for line := range strings.Lines(deployBlocks(t)["The container"][0]) {
		switch args := strings.Fields(line); args[0] {
		case "make": // it was, with the archives
		case "buildah":
			buildah(append([]string{args[1], "--isolation", "chroot"}, args[2:]...)...)
		default:
			t.Errorf("docs/deploy.md: nothing runs %s", line)
		}
	}
	if user := buildah("inspect", "--type", "image", "--format", "{{.OCIv1.Config.User}}", "chainzone"); user != "65532:65532" {
		t.Errorf("the image runs as %q", user)
	}
	container := buildah("from", "chainzone")
	t.Cleanup(func() { buildah("rm", container) })

	d, addr := startDevnet(t, "--no-dns"), freeAddress(t)
	etc, run := t.TempDir(), t.TempDir()
	deployment, err := os.ReadFile(d.Deployment)
	if err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string]string{
		"chain.json":     string(deployment),
		"chainzone.yaml": fmt.Sprintf("version: 1\nlisten: [%q]\norigins: [{deployment: chain.json, endpoints: [%q]}]\n", addr, d.RPC),
	} {
		if err := os.WriteFile(filepath.Join(etc, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for folder, mode := range map[string]os.FileMode{etc: 0o755, run: 0o777} {
		if err := os.Chmod(folder, mode); err != nil {
			t.Fatal(err)
		}
	}
	// What buildah from keeps of the image: user, environment, folder. It does not
	// run the entry point.
	inside := func(args ...string) *exec.Cmd {
		return buildahCmd(append([]string{"run", "--isolation", "chroot", "-v", etc + ":/etc/chainzone:ro", "-v", run + ":/tmp:rw", container, "--", "/usr/local/bin/chainzone"}, args...)...)
	}
	if out, err := inside("ctl", "status").CombinedOutput(); err == nil {
		t.Errorf("the container is healthy before anything runs in it: %s", out)
	}
	startCmd(t, inside(strings.Fields(buildah("inspect", "--type", "image", "--format", "{{range .OCIv1.Config.Cmd}}{{.}} {{end}}", "chainzone"))...))
	var out []byte
	eventually(t, 30*time.Second, "the container is healthy", func() bool {
		out, err = inside("ctl", "status").CombinedOutput()
		return err == nil
	})
	if !strings.Contains(string(out), "chain. is at block ") {
		t.Errorf("its health is %q", out)
	}
	if m := ask(t, "udp", addr, "hello.chain", dns.TypeA); len(m.Answer) != 1 {
		t.Errorf("it answers %v", m)
	}
	info, err := os.Stat(filepath.Join(run, "control"))
	if err != nil {
		t.Fatal(err)
	}
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid != 65532 {
		t.Errorf("it runs as user %d", uid)
	}
}
