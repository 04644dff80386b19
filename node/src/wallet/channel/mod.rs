//! Payment channels: two parties pay each other as often as they like, and the chain sees two transactions.
//!
//! | file | what |
//! |---|---|
//! | `terms` | what the two agree on for good, and how the money is split |
//! | `transactions` | the transactions that can end the channel |
//! | `record` | the file that each of them keeps |
//! | `message` | what they send each other |
//! | `protocol`, `receive` | what is sent, what a message changes, and what is answered |
//! | `traces` | what ended a channel, as far as outputs tell |
//! | `command`, `opening`, `closing`, `show` | the commands |
//!
//! # Life of a channel
//!
//! The *funder* puts the capacity under a policy that both keys must satisfy. For each state of the channel both hold a
//! *commitment*: a transaction, signed by the other, that spends the capacity, pays the other at once and its holder
//! after a delay, or the other if it knows the secret of that state. The least fee of a commitment is set aside from
//! the capacity at the start.
//!
//! To open: the funder sends `Open` and does not sign the funding transaction until `Agree` has brought the partner's
//! signature under the first commitment; `Commit` brings the partner its own. To pay: `Propose` (the new split, and the
//! hash of the secret of the new state), `Agree` (the other's hash, and its signature under the proposer's new
//! commitment), `Commit` (the signature under the other's, and the proposer's secret of the old state), `Revoke` (the
//! other's). So nobody ever gives up a state before it holds the next one, and nobody can go back: whoever
//! publishes a state whose secret it has told loses all of it.
//!
//! Whoever is about to publish a state writes down first that the channel is closing: then no message makes it tell
//! the secret of that state any more.
//!
//! What a message changes is in the file before anything is answered, and a message that comes again is answered as
//! before.

mod closing;
mod command;
mod message;
mod opening;
mod protocol;
mod receive;
mod record;
mod show;
mod terms;
mod traces;
mod transactions;

#[cfg(test)]
mod tests;

pub(crate) use command::{run, ChannelCommand};

use pillars_primitives::BlockNumber;
use std::path::PathBuf;

/// What can go wrong with a channel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChannelError {
	/// The parts and the fee are not the capacity.
	#[error("the parts of the channel and its fee are not its capacity")]
	BadSplit,
	/// Too small to be of use.
	#[error("the capacity must be at least {0} ETP")]
	TooSmall(String),
	/// Too short to notice fraud in, or so long that the coins are as good as lost.
	#[error(
		"the delay of {found} blocks is not within {least} to {most}: agree on another, \
		 or accept it with --min-delay and --max-delay as far as it makes sense"
	)]
	BadDelay {
		/// What was offered.
		found: BlockNumber,
		/// At least.
		least: BlockNumber,
		/// At most.
		most: BlockNumber,
	},
	/// The capacity that is offered is in the chain already.
	#[error(
		"the output that is to hold the capacity is in the chain already: this would be a second \
		 first state of a channel that there is"
	)]
	InChain,
	/// The capacity that is offered was accepted before.
	#[error("the same output is the capacity of the channel in {0}: an offer is accepted once")]
	AcceptedBefore(PathBuf),
	/// The capacity could still go away.
	#[error("the block with the capacity of the channel is not final yet: wait a moment")]
	NotFinal,
	/// The fee of a transaction that both have signed does not suffice.
	#[error(
		"this transaction was signed with a fee of {fee} ETP, and {least} are needed now: \
		 give --from-account, then the account pays for it from its balance"
	)]
	FeeSigned {
		/// What it leaves.
		fee: String,
		/// What is needed.
		least: String,
	},
	/// Both parties are one.
	#[error("a channel needs two accounts")]
	OneAccount,
	/// The account has no part in the channel.
	#[error("the channel is not between {0} and somebody")]
	NotAParty(String),
	/// The party has too little left.
	#[error("there are only {0} ETP to pay with in the channel")]
	NotEnough(String),
	/// A message is about another channel.
	#[error("the message is about another channel")]
	OtherChannel,
	/// A message is about another state.
	#[error("the message is about state {found}, expected is {expected}")]
	OtherState {
		/// The number that it should have.
		expected: u32,
		/// The number that it has.
		found: u32,
	},
	/// A message does not fit what went before.
	#[error("that message is not expected now: {0}")]
	Unexpected(&'static str),
	/// An update would take something from us.
	#[error("the update would lower the own part of the channel, which only its owner may do")]
	TakesFromUs,
	/// A secret does not fit its hash.
	#[error("the secret in the message is not that of the revoked state")]
	WrongSecret,
	/// A closing transaction does not pay us.
	#[error("the closing transaction does not pay the own part of the channel")]
	Underpaid,
	/// A message needs an answer, but nobody said where to.
	#[error("the message has an answer: say with --out where to write it")]
	NoOut,
	/// The channel is being closed.
	#[error("the channel is being closed")]
	Closing,
	/// There is nothing to take.
	#[error("{0}")]
	Nothing(&'static str),
	/// A file holds no such channel.
	#[error("{0} holds no whole state of a channel")]
	Damaged(PathBuf),
}
