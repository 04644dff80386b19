//! The Pillars node.
//!
//! | file or folder | what |
//! |---|---|
//! | `cli` | the options and sub-commands |
//! | `command` | what each of them does |
//! | `chain_spec` | the chains that are known by name |
//! | `service` | a running node: its parts and how they are put together |
//! | `rpc` | what it answers over JSON-RPC |
//! | `mining` | what it knows of its own part in making blocks |
//! | `index` | whose the outputs of the ledger are |
//! | `wallet` | `pillars wallet`, which asks a node and signs by itself |
//! | `error` | what can go wrong, each in one line that says what to do |

use std::process::ExitCode;

mod chain_spec;
mod cli;
mod command;
mod error;
mod index;
mod mining;
mod rpc;
mod service;
mod wallet;

/// As the SDK's own nodes have it: blocks are executed faster than with libc's, and less memory lies idle.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
	let cli = match cli::parse() {
		Ok(cli) => cli,
		Err(code) => return code,
	};
	match command::run(cli) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {}", error.one_line());
			ExitCode::FAILURE
		},
	}
}
