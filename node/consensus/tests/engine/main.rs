//! The engine against a real client with the real WASM runtime, in this process. One binary, for each would
//! compile the whole client again.
#![allow(
	unreachable_pub,
	clippy::unwrap_used,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	clippy::panic,
	reason = "test code"
)]

mod authors;
mod choice;
mod common;
mod forks;
mod kinds;
mod malformed;
mod stakes;
