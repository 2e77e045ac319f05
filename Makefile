# make demo   a demo city's checked and optimised five-year plans with their papers
# make test   every test (installs what it needs)
# make bench  the figures of the README
# make proof  the long proofs: permissions by a solver, every cell of their matrix; the store under every fault
# make fuzz   the readers of strangers' files under a fuzzer, a minute each
.PHONY: demo test lint bench build fuzz proof
SHELL := /bin/bash
CARGO ?= cargo
OUT ?= demo

build:
	@command -v $(CARGO) >/dev/null || { echo "需要 Rust 1.95 以上 / needs Rust 1.95 or newer: https://rustup.rs"; exit 1; }
	@tools/need gcc fonts-noto-cjk
	@echo "编译 / building (first time: some minutes)"
	@$(CARGO) build --release --locked -p cli

demo: build
	@target/release/junheng demo --out $(OUT)

test:
	@command -v $(CARGO) >/dev/null || { echo "需要 Rust 1.95 以上 / needs Rust 1.95 or newer: https://rustup.rs"; exit 1; }
	@tools/need gcc fonts-noto-cjk
	@tools/need --optional poppler-utils chromium nodejs npm
	@tools/browser
	@tools/tidy
	$(CARGO) test --workspace --locked

lint:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	@if command -v cargo-deny >/dev/null; then $(CARGO) fetch --locked && $(CARGO) deny --offline check bans licenses sources; else echo "skipped: cargo-deny is not installed"; fi

bench: build
	@bench/run

# each entry of the importer, the packs and the dossier reader under a fuzzer: SECONDS=600 for longer, else a minute each
fuzz:
	@command -v $(CARGO) >/dev/null || { echo "需要 Rust 1.95 以上 / needs Rust 1.95 or newer: https://rustup.rs"; exit 1; }
	@tools/need gcc g++
	@echo "模糊测试 / fuzzing, $(or $(SECONDS),60) s per target; the first build takes some minutes"
	@fuzz/run $(or $(SECONDS),60)

# the permission policies: theorems for all requests by cvc5, each prohibition dropped in turn, then every cell against the oracle; then
# the store: every fault at every writing call, a full disk, changed logs, damaged backups; the workbench asked over HTTP
proof:
	@command -v $(CARGO) >/dev/null || { echo "需要 Rust 1.95 以上 / needs Rust 1.95 or newer: https://rustup.rs"; exit 1; }
	@tools/need gcc cvc5
	@echo "证明 / proving; the first build takes some minutes"
	cd proofs && $(CARGO) run --locked
	cd proofs && $(CARGO) run --locked -- mutants
	JUNHENG_FULL=1 JUNHENG_CASES=20000 $(CARGO) test --locked -p review --test matrix -- --nocapture
	@tools/proof-store
	JUNHENG_FULL=1 $(CARGO) test --release --locked -p server proof:: -- --nocapture
	@tools/proof-api
