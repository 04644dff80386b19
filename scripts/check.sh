#!/usr/bin/env bash
# The checks that are not tests: formatting, file sizes, lints opted in, dependency arrows, clippy without a
# single warning, licences and advisories.
#
#   scripts/check.sh           all of it
#   scripts/check.sh --quick   without clippy and cargo-deny (no compilation)
source "$(dirname "$0")/lib.sh"

quick=no
case "${1:-}" in
	--quick) quick=yes ;;
	--help | -h) usage && exit ;;
	"") ;;
	*) die "unknown option $1" ;;
esac
cargo_env

failed=0
problem() {
	printf 'check: %s\n' "$*" >&2
	failed=1
}

cargo fmt --all --check || problem "run: cargo fmt --all"

# --- sizes: none over 700 lines, 90 % under 450, median at most 150 -------------------------------
sizes=$(git ls-files '*.rs' | xargs wc -l | awk '$2 != "total" {print $1, $2}' | sort -n)
count=$(printf '%s\n' "$sizes" | wc -l)
printf '%s\n' "$sizes" | awk '$1 > 700 {print "check: " $1 " lines: " $2; bad = 1} END {exit bad}' >&2 ||
	problem "a file may have 700 lines at most"
[ "$(printf '%s\n' "$sizes" | sed -n "$((count * 9 / 10))p" | cut -d' ' -f1)" -lt 450 ] ||
	problem "nine of ten files must have fewer than 450 lines"
[ "$(printf '%s\n' "$sizes" | sed -n "$(((count + 1) / 2))p" | cut -d' ' -f1)" -le 150 ] ||
	problem "the median file may have 150 lines at most"

# --- every member opts in to the lints ------------------------------------------------------------
for manifest in $(git ls-files '*Cargo.toml' | grep -v '^Cargo.toml$'); do
	grep -A1 '^\[lints\]' "$manifest" | grep -q '^workspace = true' ||
		problem "$manifest lacks [lints] workspace = true"
done

# --- dependency arrows ----------------------------------------------------------------------------
# crate: the members of this workspace that it may depend on (normal dependencies, directly or not)
P=pillars-primitives
declare -A allowed=(
	[pillars-primitives]=""
	[pillars-ethash]=""
	[pillars-allocator]=""
	[pillars-ledger]="$P"
	[pillars-rules]="$P"
	[pillars-consensus-primitives]="$P pillars-ledger pillars-rules"
	[pillars-traits]="$P pillars-ledger pillars-rules"
	[pallet-avatars]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pallet-candidates]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pallet-mars-reputation]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pallet-mst-mining]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pallet-witness-certificates]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pallet-difficulty]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pallet-hybrid-consensus]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pallet-utxo-assets]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits"
	[pillars-runtime]="$P pillars-allocator pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits pallet-avatars pallet-candidates pallet-mars-reputation pallet-mst-mining pallet-witness-certificates pallet-difficulty pallet-hybrid-consensus pallet-utxo-assets"
	[pillars-consensus]="$P pillars-ledger pillars-rules pillars-consensus-primitives pillars-ethash"
	[pillars-node]="$P pillars-allocator pillars-ledger pillars-rules pillars-consensus-primitives pillars-traits pillars-ethash pallet-avatars pallet-candidates pallet-mars-reputation pallet-mst-mining pallet-witness-certificates pallet-difficulty pallet-hybrid-consensus pallet-utxo-assets pillars-runtime pillars-consensus"
)
members=$(cargo metadata --locked --no-deps --format-version 1 |
	python3 -c 'import json,sys; print(" ".join(p["name"] for p in json.load(sys.stdin)["packages"]))')
for member in $members; do
	[ -n "${allowed[$member]+set}" ] || { problem "$member has no entry in scripts/check.sh"; continue; }
	found=$(cargo tree --locked -q -p "$member" -e normal --prefix none --format '{p}' |
		awk '{print $1}' | sort -u)
	for dependency in $members; do
		[ "$dependency" = "$member" ] && continue
		printf '%s\n' "$found" | grep -qx "$dependency" || continue
		[[ " ${allowed[$member]} " == *" $dependency "* ]] ||
			problem "$member must not depend on $dependency"
	done
done
cargo tree --locked -q -p pillars-node -e normal --prefix none --format '{p}' |
	grep -E '^(librocksdb-sys|sc-consensus-(pow|babe|aura)) ' >&2 && problem "the node must not depend on these"

if [ "$quick" = no ]; then
	SKIP_WASM_BUILD=1 cargo clippy --release --locked --workspace --all-targets -- -D warnings ||
		problem "clippy has warnings"
	if cargo deny --version >/dev/null 2>&1; then
		cargo deny --workspace check licenses bans sources || problem "cargo deny"
		cargo deny --workspace check advisories ||
			echo "note: advisories were not checked, or there are some (the database is fetched from the network)" >&2
	else
		echo "note: cargo-deny is not installed (cargo install cargo-deny); licences and advisories not checked" >&2
	fi
fi
[ "$failed" = 0 ] || exit 1
say "checks passed"
