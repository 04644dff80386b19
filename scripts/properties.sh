#!/usr/bin/env bash
# The property tests of the ledger and of the index of outputs, over a million random ledgers each (about an hour), ten
# times as many as scripts/test.sh takes.
#
#   scripts/properties.sh           a million
#   scripts/properties.sh NUMBER    so many
source "$(dirname "$0")/lib.sh"

case "${1:-}" in
	--help | -h) usage && exit ;;
	"" | [1-9]*) ;;
	*) die "not a number: $1" ;;
esac

scripts/setup.sh
cargo_env
PILLARS_LEDGER_CASES=${1:-1000000} cargo test --release --locked --workspace -- tests::props no_block_of_many
