#!/usr/bin/env bash
# Installs what a fresh Debian or Ubuntu machine lacks to build Pillars. Safe to run again: it only
# adds what is missing and says what it does.
#
#   1. system packages (a C compiler for two -sys crates, protoc for libp2p, OpenSSL's headers, git, curl;
#      with --tests also Node.js, npm and Python's venv for the clients that the tests drive)
#   2. Rust, by rustup
#   3. the WASM standard library for the runtime: `rustup target add wasm32v1-none`, or, where
#      rustup can not download a target, one built from Debian's own Rust source package
source "$(dirname "$0")/lib.sh"

tests=no
case "${1:-}" in
	--tests) tests=yes ;;
	--help | -h) usage && exit ;;
	"") ;;
	*) die "unknown option $1" ;;
esac

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif have sudo; then
		sudo "$@"
	else
		die "need root to run: $*  (install sudo, or run this script as root)"
	fi
}

APT_UPDATED=no
apt_install() {
	have apt-get || die "these packages are missing and there is no apt-get here: $*"
	if [ "$APT_UPDATED" = no ]; then
		as_root apt-get update -qq
		APT_UPDATED=yes
	fi
	say "installing $*"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# --- 1. system packages -----------------------------------------------------------------------
missing=()
have cc || missing+=(build-essential)
have make || missing+=(build-essential)
have protoc || missing+=(protobuf-compiler)
have git || missing+=(git)
have curl || missing+=(curl ca-certificates)
have python3 || missing+=(python3)
{ have pkg-config && pkg-config --exists openssl; } || missing+=(pkg-config libssl-dev)
if [ "$tests" = yes ]; then
	have node || missing+=(nodejs)
	have npm || missing+=(npm)
	python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
fi
[ "${#missing[@]}" = 0 ] || apt_install "${missing[@]}"

# --- 2. Rust ------------------------------------------------------------------------------------
if ! have rustup; then
	say "installing Rust with rustup (https://rustup.rs)"
	curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs |
		sh -s -- -y --profile minimal -c rustfmt -c clippy --no-modify-path
	export PATH="$HOME/.cargo/bin:$PATH"
fi
have cargo || die "cargo is not on the PATH; add \$HOME/.cargo/bin to it"

# --- 3. the WASM standard library ---------------------------------------------------------------
sysroot=$(rustc --print sysroot)
host=$(rustc -vV | sed -n 's/^host: //p')

build_wasm_toolchain() {
	local rustc=/usr/bin/rustc dir=$WASM_TOOLCHAIN_DIR work version lld target_lib
	have "$rustc" && [ -d /usr/lib/rustlib/src/rust/library/core ] ||
		apt_install rustc-web cargo-web rust-web-src
	version=$("$rustc" -vV | sed -n 's/^release: //p')
	[ -f "$dir/version" ] && [ "$(cat "$dir/version")" = "$version" ] && {
		rustup toolchain link "$WASM_TOOLCHAIN_NAME" "$dir"
		return
	}
	say "building core and alloc of Rust $version for wasm32v1-none in $dir (about a minute)"
	rm -rf "$dir"
	mkdir -p "$dir/bin" "$dir/lib/rustlib/$host/bin" "$dir/lib/rustlib/wasm32v1-none/lib"
	# A sysroot of links into Debian's, plus the one target that is added.
	ln -s "/usr/lib/rustlib/$host/lib" "$dir/lib/rustlib/$host/lib"
	ln -s /usr/lib/rustlib/src "$dir/lib/rustlib/src"
	ln -s /usr/bin/cargo "$dir/bin/cargo"
	printf '#!/bin/sh\nexec %s --sysroot %s "$@"\n' "$rustc" "$dir" >"$dir/bin/rustc"
	chmod +x "$dir/bin/rustc"
	lld=$sysroot/lib/rustlib/$host/bin/rust-lld
	if [ ! -x "$lld" ]; then
		have wasm-ld || apt_install lld
		lld=$(command -v wasm-ld)
	fi
	cp -L "$lld" "$dir/lib/rustlib/$host/bin/rust-lld"

	work=$(mktemp -d)
	mkdir "$work/src"
	printf '[package]\nname = "std-builder"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\npanic = "abort"\n' >"$work/Cargo.toml"
	printf '#![no_std]\n' >"$work/src/lib.rs"
	(
		cd "$work"
		env -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 RUSTC="$dir/bin/rustc" RUSTFLAGS="-C embed-bitcode=yes" \
			/usr/bin/cargo build -q -Z build-std=core,alloc --release --target wasm32v1-none
	)
	target_lib=$work/target/wasm32v1-none/release/deps
	cp "$target_lib"/lib{core,alloc,compiler_builtins}-*.rlib "$dir/lib/rustlib/wasm32v1-none/lib/"
	rm -rf "$work"
	echo "$version" >"$dir/version"
	rustup toolchain link "$WASM_TOOLCHAIN_NAME" "$dir"
}

if [ -d "$sysroot/lib/rustlib/wasm32v1-none" ]; then
	:
elif rustup toolchain list | grep -q "^$WASM_TOOLCHAIN_NAME\b" &&
	[ -f "$WASM_TOOLCHAIN_DIR/version" ]; then
	:
elif say "rustup target add wasm32v1-none" && rustup target add wasm32v1-none; then
	:
else
	say "rustup can not download the target here; taking Debian's Rust instead"
	build_wasm_toolchain
fi
say "ready: $(cargo --version), runtime compiled by $(
	cargo_env
	rustup run "${WASM_BUILD_TOOLCHAIN:-$(rustup show active-toolchain | cut -d' ' -f1)}" rustc --version
)"
