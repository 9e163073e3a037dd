# `make` or `make help` lists the targets.

.DEFAULT_GOAL := help
.PHONY: help deps build binaries release install test test-spark examples record check bench count score corpus demo screenshots browse prove replay signins personas schemas accuracy fuzz sanitize dist test-dist

# The libraries that are linked, as Debian and Ubuntu name them.
LIBRARIES := libpcre2-dev libpsl-dev libyaml-dev libidn2-dev libunistring-dev zlib1g-dev libzstd-dev libgcrypt20-dev libxxhash-dev pkg-config
# Folders that `make score` compares with their labels.
FOLDERS ?= samples
# Which sign-ins `make signins` generates.
SEEDS ?= 1-300
# Additional options of `make bench`: BENCH="--largest 2000" for the largest captures, BENCH="--sections loads,start" for less.
BENCH ?=
# How long `make fuzz` takes for each target, or for the one named.
FUZZ_SECONDS ?= 60
TARGET ?=
# Additional options of `make count`: COUNT=--record.
COUNT ?=
RELEASE := .build/release
# All libraries are linked statically, including the C library: one file that runs on any Linux, is loaded at a random memory address, and starts
# faster. libpsl's own two libraries must be named. `make dist STATIC=` links only Swift's libraries statically, for a system without static
# versions of the others. The C library crashes on a run path in a position-independent static executable, so it has none.
STATIC ?= -Xswiftc -static-executable -Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -static-pie \
  -Xlinker --pack-dyn-relocs=relr -Xlinker --build-id=none --disable-local-rpath -Xlinker -lidn2 -Xlinker -lunistring
# The build folder does not show: two builds of a commit are equal byte by byte.
RELEASE_FLAGS = -c release --static-swift-stdlib $(STATIC) -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=. -Xcc -ffile-prefix-map=$(CURDIR)=.
# Where `make install` installs, and a folder to prepend when packaging.
PREFIX ?= /usr/local
DESTDIR ?=

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install the system libraries that are missing.
	@command -v swift >/dev/null || { echo 'Swift 6.3 is needed: https://www.swift.org/install'; exit 1; }
	@sh .ci/install $(LIBRARIES)

build: deps ## Build everything for debugging.
	swift build

binaries: deps
	swift build $(RELEASE_FLAGS) --product telltale
	swift build $(RELEASE_FLAGS) --product workbench

dist: binaries ## Build a release: tarball, Debian package, wheel, bill of materials, checksums (dist/).
	@sh .ci/install python3 dpkg
	sh .ci/package $(RELEASE)/telltale $(RELEASE)/workbench dist

release: dist

test-dist: dist ## Install the release in bare Debian roots, and compare it with a second build (as root).
	sh .ci/test-dist dist

install: ## Install what `make dist` built (PREFIX=/usr/local, DESTDIR=).
	@test -x dist/telltale || $(MAKE) --no-print-directory dist
	sh .ci/place dist "$(DESTDIR)$(PREFIX)"

test: deps ## Run the tests.
	@sh .ci/install nodejs python3 strace
	@sh .ci/validators
	@if [ -x .build/spark/bin/python ]; then swift build --product telltale && TELLTALE=$(abspath .build/debug/telltale) \
	  .build/spark/bin/python -B examples/spark/test_audit_logs.py; fi
	swift build --product telltale && TELLTALE=$(abspath .build/debug/telltale) python3 -B examples/test_logs.py
	swift test

record: deps ## Record the outputs in samples and documents again; review the diff.
	UPDATE_SAMPLES=1 UPDATE_DOCS=1 swift test --filter 'SampleTests|DocumentationTests'

check: deps ## Lint the code and the manual, check the borders between folders, and test every rule.
	swift format lint --strict --recursive Sources Tests Plugins Package.swift
	swift build --explicit-target-dependency-import-check error --product telltale
	.build/debug/telltale rules test
	.build/debug/telltale destinations test
	.build/debug/telltale frameworks test
	@sh .ci/install mandoc python3
	swift build --product workbench
	.build/debug/workbench borders
	.build/debug/workbench manual --telltale .build/debug/telltale --date 2026-01-31 --output .build/man
	mandoc -Tlint -W warning .build/man/*.1
	python3 -B .ci/glossary.py .build/debug/telltale

browse: deps ## Check the HTML report and the bundle in a browser: keyboard, contrast, no request, no script.
	@sh .ci/browser
	swift build --explicit-target-dependency-import-check error --product telltale
	.build/browser/bin/python -B .ci/browse.py .build/debug/telltale

screenshots: deps ## Take the screenshots again (docs/images).
	@sh .ci/browser
	swift build --explicit-target-dependency-import-check error --product telltale
	.build/browser/bin/python -B .ci/screenshots.py .build/debug/telltale docs/images

score: binaries ## Compare audits with labelled captures (FOLDERS="samples …"), and with planted people by form.
	@sh .ci/validators
	$(RELEASE)/workbench score --telltale $(RELEASE)/telltale $(FOLDERS)
	.build/validators/bin/python -B .ci/personas.py $(RELEASE)/telltale

accuracy: binaries ## Compare recall and precision with other tools (FOLDERS="…"; WRITE=yes updates docs/accuracy.md).
	@sh .ci/accuracy/install
	@python3 -B .ci/accuracy/generate.py .build/accuracy/generated
	@sh .ci/accuracy/run $(RELEASE)/telltale "$(WRITE)" $(FOLDERS)

bench: binaries ## Time audits against ripgrep, jq and Python, by size and by cores; redaction, memory and start-up.
	@sh .ci/install ripgrep jq python3 valgrind
	$(RELEASE)/workbench bench --telltale $(RELEASE)/telltale $(BENCH)

count: binaries ## Count instructions and compare them with .ci/instructions.json (COUNT=--record writes it).
	@sh .ci/install valgrind
	$(RELEASE)/workbench count --telltale $(RELEASE)/telltale $(COUNT)

test-spark: binaries ## Run the example for Apache Spark on a local cluster (installs Spark and a Java).
	@sh .ci/spark
	TELLTALE=$(abspath $(RELEASE)/telltale) .build/spark/bin/python -B examples/spark/test_audit_logs.py

examples: deps ## Record the example app with browsers and proxies, before and after its fix (docs/e2e.md).
	@sh .ci/examples
	swift build --explicit-target-dependency-import-check error --product telltale
	TELLTALE=$(abspath .build/debug/telltale) python3 -B -m unittest discover -s examples

corpus: ## Audit every capture below a folder, and summarise the results (FOLDER=…).
	@$(MAKE) --no-print-directory binaries >&2
	@test -n "$(FOLDER)" || { echo 'say which folder: make corpus FOLDER=…'; exit 64; }
	@$(RELEASE)/workbench corpus --telltale $(RELEASE)/telltale "$(FOLDER)"

prove: binaries ## Search redacted captures for values with independent decoders (FOLDERS="samples …").
	python3 -B .ci/redaction.py $(RELEASE)/telltale $(FOLDERS)

personas: binaries ## Plant what is known of a person in every form and digest (WRITE=yes puts the tables into docs/personas.md).
	@sh .ci/validators
	.build/validators/bin/python -B .ci/personas.py $(RELEASE)/telltale $(if $(WRITE),--write)

schemas: ## Compare the JSON Schema validator with Python's over generated pairs (SEED=1).
	@sh .ci/validators
	swift build --product workbench
	.build/validators/bin/python -B .ci/schemas.py .build/debug/workbench --seed $(or $(SEED),1) --count 100000

fuzz: deps ## Fuzz everything that reads bytes, or one target (FUZZ_SECONDS=60 TARGET=… FOLDERS="samples …").
	sh .ci/fuzz $(FUZZ_SECONDS) "$(TARGET)" $(FOLDERS)

sanitize: deps ## Run the important tests with AddressSanitizer, UndefinedBehaviorSanitizer and ThreadSanitizer.
	sh .ci/sanitize

signins: binaries ## Redact generated sign-ins, and search the copies for their known secrets (SEEDS=1-300).
	python3 -B .ci/signins.py try $(RELEASE)/telltale --seeds $(SEEDS)

replay: deps ## Redact a session and replay it in a browser.
	@sh .ci/browser
	swift build --explicit-target-dependency-import-check error --product telltale
	.build/browser/bin/python -B .ci/replay.py .build/debug/telltale

demo: deps ## Build, audit a leaking sample, and show the findings.
	swift build $(RELEASE_FLAGS) --product telltale
	@echo
	@$(RELEASE)/telltale audit samples/connect-segment-leaky.har; status=$$?; echo; \
	if [ $$status -eq 1 ]; then echo 'The audit exited 1: the sample leaks, and a gate in CI would have stopped it.'; \
	else echo "The audit exited $$status where 1 was due: the sample leaks."; exit 1; fi
