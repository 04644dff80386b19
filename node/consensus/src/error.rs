//! Why a block is refused, or can not be made: one variant for each cause.

use pillars_consensus_primitives::DigestError;
use pillars_primitives::{BlockNumber, Hash};
use pillars_rules::{Kind, TimeError, WindowError};

/// What can go wrong in the engine.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	// Stage 1: sanity
	/// The digest is malformed.
	#[error("bad digest: {0}")]
	Digest(#[from] DigestError),
	/// The number is not the parent's plus one.
	#[error("block {number} follows block {parent}")]
	WrongNumber {
		/// Of the block.
		number: BlockNumber,
		/// Of its parent.
		parent: BlockNumber,
	},
	/// The mix hash of the Ethash seal is not what the nonce gives.
	#[error("the Ethash mix does not belong to the nonce")]
	WrongMix,
	/// The Ethash result is above the target of the claimed difficulty.
	#[error("the Ethash result does not meet the claimed difficulty")]
	InsufficientWork,

	// Stage 2: positional
	/// The parent is not in the database.
	#[error("the parent {0} is unknown")]
	UnknownParent(Hash),
	/// The parent is there, but what the engine noted of it is not. Never taken as zero.
	#[error("nothing is noted of the parent {0}; the database is damaged or of another version")]
	MissingRecord(Hash),
	/// The timestamp is not in the time that is allowed.
	#[error("bad time: {0}")]
	Time(#[from] TimeError),
	/// A `Dpos` block on something else than a `Pow` block.
	#[error("a Dpos block must follow a Pow block")]
	NotAfterPow,

	// Stage 3: contextual
	/// The window rule wants another kind.
	#[error("the window rule is broken: {0}")]
	Window(#[from] WindowError),
	/// A `Dpos` block in Phase 1.
	#[error("no Dpos blocks in phase 1")]
	NotInPhase,
	/// The claimed difficulty is not the required one.
	#[error("the block claims difficulty {claimed}, required is {required}")]
	WrongDifficulty {
		/// By the header.
		claimed: u128,
		/// By the state of the parent.
		required: u128,
	},
	/// The coin staked is not unspent in the state of the parent.
	#[error("the staked coin is not unspent")]
	NoSuchCoin,
	/// The coin staked is not ETP under an `Account` lock of the author.
	#[error("the staked coin does not belong to the author")]
	ForeignCoin,
	/// The coin staked is below 1 000 ETP.
	#[error("the staked coin is below 1 000 ETP")]
	CoinTooSmall,
	/// The coin staked is not old enough.
	#[error("the staked coin is not mature")]
	ImmatureCoin,
	/// The owner of the coin has no stake deposit that lasts long enough.
	#[error("the staker has no stake deposit")]
	NoDeposit,
	/// The witness score of the staker is below what the parameters ask for.
	#[error("the score of the staker, {score} milli-points, is below {least}")]
	ScoreTooLow {
		/// Its score.
		score: u32,
		/// The least.
		least: u32,
	},
	/// The kernel does not meet the difficulty.
	#[error("the stake kernel does not meet the difficulty")]
	KernelTooHigh,
	/// Epoch or turn of a `Dpos` block are not its parent's.
	#[error("the block claims epoch {epoch} turn {turn}, its parent has {parent_epoch} and {parent_turn}")]
	WrongTurn {
		/// Claimed.
		epoch: u32,
		/// Claimed.
		turn: u32,
		/// Of the parent.
		parent_epoch: u32,
		/// Of the parent.
		parent_turn: u32,
	},
	/// It is another witness's turn.
	#[error("it is another witness's turn")]
	NotTheWitness,
	/// The seal is not by the key that must seal.
	#[error("the seal is not by the author's key")]
	BadSignature,
	/// The inherents of the block are not those it must have.
	#[error("bad inherents: {0}")]
	Inherents(String),

	// After the three stages
	/// The timestamp is too far ahead of the clock. Not the peer's fault.
	#[error("the block is {ahead_ms} ms ahead of the clock")]
	FromTheFuture {
		/// How far, in ms.
		ahead_ms: u64,
	},

	// Stage 4: connect
	/// The weight of the chain is beyond 2^128.
	#[error("the weight of the chain overflows")]
	WeightOverflow,
	/// There are leaves above the finalised block, but nothing is noted of any of them.
	#[error("no tip of the chain can be judged")]
	NoTip,
	/// The block came without the result of its verification.
	#[error("the block was not verified")]
	NotVerified,

	// Authoring
	/// This was signed before.
	#[error("a {0} block for the same turn or slot was signed before")]
	AlreadySigned(Kind),
	/// The key is not in the keystore.
	#[error("the key is not in the keystore")]
	NoKey,
	/// The keystore refused.
	#[error("keystore: {0}")]
	Keystore(#[from] sp_keystore::Error),
	/// No block could be made.
	#[error("no block could be made: {0}")]
	Proposing(String),
	/// The block made was not imported.
	#[error("the block made was not imported: {0}")]
	NotImported(String),

	// Around
	/// Data of the engine in the database can not be decoded.
	#[error("the engine's data in the database is damaged: {0}")]
	Damaged(&'static str),
	/// The data was written by another version.
	#[error("the engine's data has version {found}, this node knows version {known}; start with an empty database")]
	WrongVersion {
		/// In the database.
		found: u32,
		/// Of this node.
		known: u32,
	},
	/// The database failed.
	#[error("database: {0}")]
	Client(#[from] sp_blockchain::Error),
	/// The runtime could not be asked.
	#[error("runtime: {0}")]
	Runtime(#[from] sp_api::ApiError),
	/// The import below this engine failed.
	#[error(transparent)]
	Import(#[from] sp_consensus::Error),
}

impl Error {
	/// A short name of the cause, for metrics and logs.
	pub const fn reason(&self) -> &'static str {
		match self {
			Self::Digest(_) => "digest",
			Self::WrongNumber { .. } => "number",
			Self::FromTheFuture { .. } => "future",
			Self::WrongMix => "mix",
			Self::InsufficientWork => "work",
			Self::UnknownParent(_) => "parent",
			Self::MissingRecord(_) => "record",
			Self::Time(_) => "time",
			Self::NotAfterPow => "follower",
			Self::Window(_) => "window",
			Self::NotInPhase => "phase",
			Self::WrongDifficulty { .. } => "difficulty",
			Self::NoSuchCoin | Self::ForeignCoin | Self::CoinTooSmall => "coin",
			Self::ImmatureCoin => "maturity",
			Self::NoDeposit => "deposit",
			Self::ScoreTooLow { .. } => "score",
			Self::KernelTooHigh => "kernel",
			Self::WrongTurn { .. } => "turn",
			Self::NotTheWitness => "witness",
			Self::BadSignature => "signature",
			Self::Inherents(_) => "inherents",
			_ => "other",
		}
	}
}

impl From<Error> for String {
	fn from(error: Error) -> Self {
		error.to_string()
	}
}

impl From<Error> for sp_consensus::Error {
	fn from(error: Error) -> Self {
		match error {
			Error::Import(error) => error,
			error => Self::Other(Box::new(error)),
		}
	}
}
