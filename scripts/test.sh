#!/usr/bin/env bash
# All tests: set-up, formatting and dependency rules, unit, property, vector and engine tests, then the real
# binary driven by real clients. Passes on a fresh machine and needs nothing that is not in the repository.
#
#   scripts/test.sh            everything
#   scripts/test.sh FILTER     only tests whose name holds FILTER
source "$(dirname "$0")/lib.sh"

case "${1:-}" in
	--help | -h) usage && exit ;;
esac

scripts/setup.sh --tests
cargo_env

clients=$ROOT/node/tests/clients
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
	die "the client tests need Node.js 20 or later, this is $(node --version): https://nodejs.org"
say "installing the JavaScript clients"
(cd "$clients" && npm ci --no-audit --no-fund --loglevel=error)

say "installing the Python client"
venv=$TARGET_DIR/python-client
if [ ! -x "$venv/bin/pip" ]; then
	rm -rf "$venv"
	python3 -m venv "$venv" || die "python3 -m venv failed"
fi
"$venv/bin/python" -c 'import substrateinterface' 2>/dev/null ||
	"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$clients/requirements.txt"
export PILLARS_PYTHON=$venv/bin/python

say "formatting, sizes and dependency arrows"
scripts/check.sh --quick

say "building and running all tests"
cargo test --release --locked --workspace -- "$@"
say "all tests passed"
