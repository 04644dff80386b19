# Shared by the scripts of this folder: source it, do not run it.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# Where the compiler for the runtime lives when rustup has no wasm32v1-none of its own.
WASM_TOOLCHAIN_NAME=pillars-wasm
WASM_TOOLCHAIN_DIR=${PILLARS_WASM_TOOLCHAIN_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/pillars/wasm-toolchain}

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
die() {
	printf 'error: %s\n' "$*" >&2
	exit 1
}
# What the calling script says of itself in its first comment.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }
have() { command -v "$1" >/dev/null 2>&1; }

# rustup puts cargo here; a shell that was open during the installation does not know it yet.
case ":$PATH:" in
*":$HOME/.cargo/bin:"*) ;;
*) PATH="$HOME/.cargo/bin:$PATH" ;;
esac
export PATH

# The environment of every cargo call of this project.
cargo_env() {
	if rustup toolchain list 2>/dev/null | grep -q "^$WASM_TOOLCHAIN_NAME\b"; then
		export WASM_BUILD_TOOLCHAIN=$WASM_TOOLCHAIN_NAME
	fi
	# The wasm builder looks for the workspace above the target directory; tell it when that is elsewhere.
	export WASM_BUILD_WORKSPACE_HINT=${WASM_BUILD_WORKSPACE_HINT:-$ROOT}
	export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
	TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
	export TARGET_DIR
}
