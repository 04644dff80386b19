//! The consensus formulas of Pillars, each one once, as a pure integer function.
//!
//! The pallets, the engine, the miners and the simulator all call this crate, so that they can not
//! disagree. There is no state, no clock, no float and no FRAME in it, and no function panics: a
//! result that does not fit saturates, a division by a parameter that [`Parameters::validate`]
//! would have refused is taken as a division by one.
//!
//! # Conventions
//!
//! Times are milliseconds (since 1970 where a moment is meant), heights and ages are blocks, amounts
//! are satoshi (10^-8 ETP). Numbers that enter a hash do so little-endian at their width; a 32-byte
//! hash read as a number is big-endian. `g`, the *gap*, is the number of blocks since the last `Pos`
//! block (or genesis), the parent included: 0 for a child of a `Pos` block.
//!
//! # The rules
//!
//! The chain interleaves three kinds of block ([`Kind`]). In phase one `Pow` and `Pos` blocks
//! compete, in phase two a witness may add one `Dpos` block, a *follower*, to each `Pow` block
//! (white paper, "Pillars Phase 1" and "Pillars Phase 2").
//!
//! | module | rule |
//! |---|---|
//! | [`kind`] | the kinds of block and the phases |
//! | [`params`], [`presets`], [`bounds`] | the parameters kept on chain, their values, their bounds |
//! | [`time`] | which timestamps a block may have, and which its author takes |
//! | [`difficulty`] | retarget of `Pow` and `Pos`, and the target of a difficulty |
//! | [`kernel`] | the stake modifier and the kernel lottery of `Pos` |
//! | [`maturity`] | the age a coin must have to stake |
//! | [`deposit`] | which locked ETP makes its owner a staker |
//! | [`ramp`] | how `Pos` becomes easier while it is missing |
//! | [`window`] | any W consecutive blocks hold a `Pos` block; the rescue |
//! | [`epoch`] | epochs and turns, counted in `Pow` blocks |
//! | [`follower`] | where a `Dpos` block may stand |
//! | [`weight`], [`reference`](mod@reference), [`fork`] | weight of a block, its reference, choice of a branch |
//! | [`log`], [`mars`], [`reputation`](mod@reputation) | MARS of a witness, reputation of an avatar |
//! | [`election`] | weight of a candidate, randomness, draw |
//! | [`mst`] | the reward of a mined token |
//! | [`subsidy`](mod@subsidy) | the reward of a block and the split of its fees |
//!
//! What differs from the white paper, and why, is said in the module concerned.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod bounds;
pub mod deposit;
pub mod difficulty;
pub mod election;
pub mod epoch;
pub mod follower;
pub mod fork;
pub mod kernel;
pub mod kind;
pub mod log;
pub mod mars;
pub mod maturity;
pub mod mst;
pub mod params;
pub mod presets;
pub mod ramp;
pub mod reference;
pub mod reputation;
pub mod subsidy;
pub mod time;
pub mod weight;
pub mod window;

mod wide;

pub use bounds::{
	ParameterError, MAX_ACTIVATION_MS, MAX_BLOCKS, MAX_BOND, MAX_DEPOSIT, MAX_FREEZE_EPOCHS,
	MAX_INTERVAL_MS, MAX_MATURITY_FACTOR, MAX_MIN_DIFFICULTY, MAX_POS_BONUS, MAX_SCORE, MAX_WINDOW,
	MIN_DIVISOR,
};
pub use deposit::{check_deposit, deposit_lasts, DepositError};
pub use difficulty::{
	base, meets_target, next_difficulty, retarget, target, MAX_DECREASE, POS_BASE, POW_BASE,
};
pub use election::{accumulate, accumulates, elect, election_weight, next_randomness, MAX_BONDS};
pub use epoch::{turn_of, witness_index, EpochShape, ShapeError, Turn, MAX_WITNESSES};
pub use follower::{follower_allowed, turn_assigned, FollowerError};
pub use fork::{prefer, Branch};
pub use kernel::{kernel_hash, meets_kernel, modifier, next_modifier, MIN_STAKE};
pub use kind::{Kind, Phase};
pub use log::{log10, LOG_BITS};
pub use mars::{
	miss_score, stake_score, witness_score, MissRecord, CERT_SCORE, MAX_RECORD, MISS_SCORE,
};
pub use maturity::{stake_maturity, MAX_MATURITY, MIN_MATURITY};
pub use mst::mst_reward;
pub use params::{KindParameters, Parameters, PerPhase, PosBonus, Ratio};
pub use ramp::effective_difficulty;
pub use reference::ReferenceSum;
pub use reputation::{reputation, Activity, Reputation, BASE_SCORE};
pub use subsidy::{split_fees, subsidy, DECAY_INTERVAL, LAST_DECAY, MAX_SUPPLY, REWARD_POOL};
pub use time::{
	check_time, follower_timestamp, is_due, pos_slot, pow_timestamp, TimeError, MAX_FUTURE_MS,
};
pub use weight::{block_weight, UNIT};
pub use window::{
	check_window, in_force, stake_conditions_waived, Window, WindowError, POW_RESCUE_MS,
	STAKE_RESCUE_MS,
};
