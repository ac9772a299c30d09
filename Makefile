# `make` alone lists what there is. `make run` and `make test` need nothing else typed before them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: help run build web test lint test-rust test-web test-browser setup crash bless bench bench-peers screenshots clean

# How the tests are built here, so that all of it is over soonest (Cargo.toml). `PROFILE=dev` shares what `cargo test` builds.
PROFILE := ci

BIN := target/release/evenreach
TESTED_BIN := $(CURDIR)/target/$(if $(filter dev,$(PROFILE)),debug,$(PROFILE))/evenreach

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1 — /'

run: build ## build everything and serve the map on http://127.0.0.1:8080
	$(BIN) serve

build: web ## build the web bundle and the release binary, which then is the whole product
	cargo build --release --locked --bin evenreach

# Built only when a source has changed: the binary embeds the bundle and would be linked anew each time.
WEB_SOURCES := $(shell find web/src web/public web/build web/index.html web/vite.config.ts web/tsconfig.json -type f)

web: web/dist/index.html ## build the web bundle into web/dist

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	cd web && npm run build
	@touch $@

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci

test: setup lint test-web test-rust test-browser ## everything: format, lints, unit, API on both databases, browser

setup: ## install what the tests need and this machine lacks: Chromium, PostgreSQL
	scripts/setup

lint: web ## formatting and lints, of Rust and of TypeScript
	cargo fmt --check --all
	cargo clippy --locked --workspace --profile $(PROFILE) --all-targets -- -D warnings
	cd web && npm run check

test-web: web ## unit tests of the web front end
	cd web && npm test

test-rust: web ## pure functions, both databases, the API, the command line
	scripts/test-postgres cargo test --locked --profile $(PROFILE)

# Any integration test brings the binary along, built as `test-rust` has just built it; `cargo build` would choose other
# features of some libraries and build everything that rests on them once more.
test-browser: web ## the pages, in a real browser, against the real binary
	cargo test --locked --profile $(PROFILE) --no-run --test architecture
	cd web && EVENREACH_BIN=$(TESTED_BIN) npm run e2e

crash: build ## kill the program a hundred times while people write, on both databases, and cut its power as often (ROUNDS=20)
	EVENREACH_CRASH_ROUNDS=$(or $(ROUNDS),100) EVENREACH_CRASH_BIN=$(CURDIR)/$(BIN) \
		scripts/test-postgres cargo test --locked --test it crash:: -- --nocapture

bless: web ## accept what the snapshot tests now give; read the diff before you commit it
	INSTA_UPDATE=always INSTA_FORCE_PASS=1 scripts/test-postgres cargo test --locked

bench: ## measure: all gaps of the shipped package, and the parts of it
	cargo bench --locked

bench-peers: ## measure beside other programs on the same files (PEERS="--only access --size 10k"; benches/peers/README.md)
	scripts/bench-peers $(PEERS)

screenshots: web ## take the README's and the documentation's screenshots anew
	cargo build --locked --profile $(PROFILE) --bin evenreach
	cd web && SCREENSHOTS=1 EVENREACH_BIN=$(TESTED_BIN) npm run e2e

clean: ## remove what was built
	rm -rf target web/dist web/node_modules
