#!/usr/bin/env bash
# Runs a Pillars dev chain: sets up what is missing, builds the node and starts it.
#
#   scripts/dev.sh                 a fresh chain in a temporary folder
#   scripts/dev.sh --base-path DIR keep the chain in DIR
#   scripts/dev.sh --help          the node's own options; all are passed on
#
# One node makes all three kinds of block, finalises them and serves RPC on ws://127.0.0.1:9944.
source "$(dirname "$0")/lib.sh"

scripts/setup.sh
cargo_env
say "building the node (the first time this takes about half an hour on two cores)"
cargo build --release --locked --workspace
exec "$TARGET_DIR/release/pillars" --dev "$@"
