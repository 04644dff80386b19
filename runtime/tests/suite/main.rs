//! The runtime as a whole: presets, interface, and blocks of all kinds, executed natively.

#![allow(
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails where it stands"
)]

mod assets;
mod blocks;
mod chain;
mod channel;
mod contracts;
mod draft;
mod fees;
mod finality;
mod inherents;
mod interface;
mod locks;
mod presets;
mod society;
mod submits;
mod supply;
