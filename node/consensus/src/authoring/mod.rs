//! Making blocks: three small authors on one pipeline.
//!
//! | author | when | builds |
//! |---|---|---|
//! | [`start_pow`] | new best block, new transactions, a timer | a template, kept ready for [`MinerHandle`] |
//! | [`start_pos`] | every slot | a block, if one of the coins wins the lottery |
//! | [`start_dpos`] | a `Pow` block is imported whose turn is ours | its follower |
//!
//! trigger -> claim (rules and context at the parent) -> propose -> seal -> import. All stop during major sync,
//! but at most 60 s without progress, for the peers' claims of a longer chain are not authenticated. Keys are
//! used only through the keystore; what a key signs once is remembered on disk before it signs.

mod coins;
mod dpos;
mod guard;
mod meter;
mod miner;
mod pause;
mod pipeline;
mod pos;
mod pow;
mod stakes;
mod template;
mod token;

pub use dpos::start_dpos;
pub use miner::{start_miner, DatasetKind, MinerParams};
pub use pipeline::{Author, AuthorParams};
pub use pos::start_pos;
pub use pow::{start_pow, PowParams};
pub use stakes::{CoinSum, StakeCoins};
pub use template::{MinerHandle, SubmitError, Work};
pub use token::MinedToken;
