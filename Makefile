# chainzone. `make check` is all of CI; `make soak` is the same tests at full size.

GO       ?= go
FUZZTIME ?= 20s
CLEF     := .tools/clef
LINT     := .tools/golangci-lint-v2.15.0
PEBBLE   := .tools/pebble-v2.10.1
COREDNS  := .tools/coredns-v1.15.0
VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
LDFLAGS  := -s -w -X main.version=$(VERSION)

# What `go test` may take at a time on two cores; a package above 3 minutes is a bug.
TESTFLAGS := -timeout 6m

.PHONY: build check test race lint size fuzz contracts contracts-check contracts-test examples soak dist install clean

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags='$(LDFLAGS)' -o bin/ ./cmd/chainzone ./cmd/chainzone-devnet

check: lint contracts-check contracts-test examples $(CLEF) $(PEBBLE) test race size fuzz

test: # the README's command
	$(GO) test ./...

# Not cmd/chainzone: its tests run two commands in one process, which no user does
# and which the flag library's globals are not made for.
race:
	$(GO) test -race -shuffle=on $(TESTFLAGS) ./zone ./names ./cache ./resolver/... ./chain

lint: $(LINT)
	$(LINT) fmt --diff ./...
	$(LINT) run ./...

$(LINT):
	mkdir -p .tools
	GOBIN=$(CURDIR)/.tools $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
	mv .tools/golangci-lint $@

# The certification authority that an integration test has certbot ask.
$(PEBBLE):
	mkdir -p .tools
	GOBIN=$(CURDIR)/.tools $(GO) install github.com/letsencrypt/pebble/v2/cmd/pebble@v2.10.1
	mv .tools/pebble $@

# A resolver that docs/deploy.md has a section for, and Debian no package.
$(COREDNS):
	mkdir -p .tools
	GOBIN=$(CURDIR)/.tools $(GO) install github.com/coredns/coredns@v1.15.0
	mv .tools/coredns $@

# The server's binary has no full node in it: under 26 MB stripped, or something crept in.
size:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags='$(LDFLAGS)' -o bin/chainzone ./cmd/chainzone
	@bytes=$$(stat -c %s bin/chainzone); echo "bin/chainzone: $$bytes bytes"; test $$bytes -lt 26000000

# A run that ends in the deadline itself, without a failing input, is Go's fault
# (golang/go#75804) and is made again.
fuzz:
	@set -e; for f in $$(grep -rhoE --include='*_test.go' --exclude-dir=node_modules 'func Fuzz[A-Za-z0-9]+' . | sed 's/func //' | sort -u); do \
	  pkg=./$$(dirname $$(grep -rlE --include='*_test.go' --exclude-dir=node_modules "func $$f\(" . | head -1)); \
	  echo "$$f in $$pkg, $(FUZZTIME)"; \
	  for try in 1 2 3; do \
	    if $(GO) test -run='^$$' -fuzz="^$$f\$$" -fuzztime=$(FUZZTIME) $$pkg >.fuzz.log 2>&1; then tail -2 .fuzz.log; break; fi; \
	    if [ $$try = 3 ] || grep -q 'Failing input' .fuzz.log || ! grep -qx ' *context deadline exceeded' .fuzz.log; then cat .fuzz.log; exit 1; fi; \
	    echo "$$f: the run ended in its own deadline, once more"; \
	  done; \
	done; rm -f .fuzz.log

contracts:
	$(MAKE) -C contracts deps build

contracts-check: # sources, bytecode, ABIs, layouts and bindings are one
	$(MAKE) -C contracts deps drift elsewhere fmt-check lint

contracts-test: # Solidity's tests, at the size of foundry.toml's default profile, and gas against its snapshot
	$(MAKE) -C contracts deps test gas

examples: # packages that the documentation's JavaScript examples need, and a second chain; the integration tests run them
	npm ci --ignore-scripts --no-audit --no-fund --prefix integration/js

# The last release of go-ethereum that has clef. It is a program that a test runs; nothing of it is linked.
$(CLEF):
	mkdir -p .tools
	GOBIN=$(CURDIR)/.tools $(GO) install github.com/ethereum/go-ethereum/cmd/clef@v1.16.8

# Release archives in dist/: static, the same bytes from the same commit.
dist:
	rm -rf dist
	@set -e; for arch in amd64 arm64; do \
	  echo "chainzone-$(VERSION)-linux-$$arch"; \
	  CGO_ENABLED=0 GOOS=linux GOARCH=$$arch $(GO) build -trimpath -ldflags='$(LDFLAGS)' -o dist/$$arch/chainzone ./cmd/chainzone; \
	  deploy/archive.sh dist/$$arch/chainzone chainzone-$(VERSION)-linux-$$arch dist; \
	done
	cd dist && sha256sum *.tar.gz >SHA256SUMS

PREFIX    ?= /usr/local
CHAINZONE ?= bin/chainzone
bin/chainzone: build

# The configuration in /etc is the administrator's: what is installed is an example.
install: $(CHAINZONE)
	install -D -m 755 $(CHAINZONE) $(DESTDIR)$(PREFIX)/bin/chainzone
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's,/usr/local/bin,$(PREFIX)/bin,' deploy/chainzone.service >$(DESTDIR)$(PREFIX)/lib/systemd/system/chainzone.service
	install -m 644 deploy/chainzone.socket $(DESTDIR)$(PREFIX)/lib/systemd/system
	install -d $(DESTDIR)$(PREFIX)/share/doc/chainzone
	install -m 644 LICENSE README.md CHANGELOG.md deploy/chainzone.yaml deploy/chainzone.schema.json deploy/alerts.yaml docs/*.md $(DESTDIR)$(PREFIX)/share/doc/chainzone

# Needs buildah and promtool (Debian: prometheus) beside what .ci/run installs.
soak: $(COREDNS) $(CLEF) $(PEBBLE)
	$(MAKE) -C contracts deps soak
	CHAINZONE_SOAK=1 $(GO) test -timeout 60m ./...
	$(MAKE) fuzz FUZZTIME=3m

clean:
	rm -rf bin dist .tools
