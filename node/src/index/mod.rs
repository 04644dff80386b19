//! The index of owners: whose the outputs of the ledger are, and what became of them.
//!
//! The chain keeps no list of the outputs of an owner. The node does, in one SQLite file beside its database, for the
//! `utxo_*` methods. Nothing of consensus depends on it: it can be left out (`--no-index`) and made anew
//! (`pillars index rebuild`) at any time.
//!
//! | file or folder | what |
//! |---|---|
//! | `schema` | the tables |
//! | `row` | between the types of the ledger and the columns |
//! | `owner` | whose an output is |
//! | `store` | [`Index`]: the file, for one that writes and many that read |
//! | `readers` | connections that read, not too many of them |
//! | `write` | what a block changes, and how that is undone |
//! | `view` | what the index is asked |
//! | `chain` | what the index asks of the chain |
//! | `follower` | how it gets to a block from wherever it stands |
//! | `task` | the background task of a node |
//! | `command` | `pillars index` |
//!
//! # Rules
//!
//! * The index holds the ledger after exactly one block, at which it *stands*. A block is added by what the runtime
//!   says that it did (`LedgerApi::applied` at its state), so an upgrade of the runtime changes nothing here; it is
//!   taken back by what was stored of it.
//! * Every block is one transaction of the database that writes the block's hash too. So the file is in order after a
//!   crash at whatever moment, and the way on begins where it stands: back to the last common block, then forward.
//! * It begins with the unspent outputs after the genesis block in a node that follows the chain from the start, or
//!   keeps all states. Else history begins later, halfway between the oldest block whose state is there and the last one
//!   that is final, so that no state is removed before it was read.

mod chain;
mod command;
mod error;
mod follower;
mod owner;
mod readers;
mod row;
mod schema;
mod store;
mod task;
mod view;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use command::{info, rebuild, IndexCmd};
pub(crate) use error::IndexError;
pub(crate) use owner::Owner;
pub(crate) use store::{BlockRef, Index};
pub(crate) use task::follow;
pub(crate) use view::{
	AssetBalance, Balances, Clock, Coin, CoinCursor, Filter, Flow, HistoryCursor, HistoryEntry,
	Page, Selection, State, View,
};
pub(crate) use write::Base;

use sc_service::Configuration;
use std::path::PathBuf;

/// Where the index of a node is: beside the database, and not removed with it.
pub(crate) fn path(config: &Configuration) -> PathBuf {
	config.base_path.config_dir(config.chain_spec.id()).join("index.sqlite")
}
