#!/usr/bin/env bash
# Measures the weights of the pallets on this machine and writes them into their sources.
#
#   scripts/benchmark.sh            all pallets that have benchmarks, 20 steps, 10 repetitions
#   scripts/benchmark.sh --check    runs each benchmark once and writes nothing
#
# The first time it installs frame-omni-bencher into the target directory, which takes most of an hour on two
# cores. The machine should have nothing else to do. Review the change of the weights before you commit it.
source "$(dirname "$0")/lib.sh"

BENCHER_VERSION=0.28.0
PALLETS=(
	pallet_utxo_assets
	pallet_hybrid_consensus
	pallet_avatars
	pallet_mars_reputation
	pallet_candidates
	pallet_witness_certificates
)

steps=20 repeat=10 check=no
case "${1:-}" in
	--check) steps=2 repeat=1 check=yes ;;
	--help | -h) usage && exit ;;
	"") ;;
	*) die "unknown option $1" ;;
esac

scripts/setup.sh
cargo_env

tools=$TARGET_DIR/tools
bencher=$tools/bin/frame-omni-bencher
if [ ! -x "$bencher" ]; then
	say "installing frame-omni-bencher $BENCHER_VERSION"
	mkdir -p "$tools"
	# With the profile of the node, so that what it measures runs as fast as there.
	# Its own test runtime is of no use here.
	sed -n '/^\[profile\.release/,$p' Cargo.toml | awk '/^\[/ { on = /^\[profile\.release/ } on' >"$tools/profile.toml"
	env -u WASM_BUILD_WORKSPACE_HINT SKIP_WASM_BUILD=1 CARGO_TARGET_DIR="$tools/target" cargo install --locked \
		--config "$tools/profile.toml" --root "$tools" --version "$BENCHER_VERSION" frame-omni-bencher
fi

# Other features, so other artefacts: a folder of their own keeps those of the node.
say "building the runtime with its benchmarks"
build=$TARGET_DIR/benchmarks
CARGO_TARGET_DIR=$build cargo build --release --locked -p pillars-runtime --features runtime-benchmarks
runtime=$build/release/wbuild/pillars-runtime/pillars_runtime.wasm

for pallet in "${PALLETS[@]}"; do
	folder=pallets/${pallet#pallet_}
	folder=${folder//_/-}
	output=(--output "$folder/src/weights.rs" --template scripts/weights.hbs)
	[ "$check" = no ] || output=()
	say "measuring $pallet"
	"$bencher" v1 benchmark pallet --runtime "$runtime" --genesis-builder runtime \
		--pallet "$pallet" --extrinsic '*' --steps "$steps" --repeat "$repeat" "${output[@]}"
done
[ "$check" = yes ] || cargo fmt --all
say "done"
