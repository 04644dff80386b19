//! What can go wrong with the index.

use pillars_ledger::OutPoint;
use pillars_primitives::BlockNumber;
use rusqlite::ErrorCode;
use std::path::PathBuf;

/// An error of the index.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IndexError {
	/// The file can not be used.
	#[error(
		"the index {path} can not be opened ({source}): make it anew with `pillars index rebuild` \
		 and the same --chain and --base-path, or run without it (--no-index)"
	)]
	Open {
		/// The file.
		path: PathBuf,
		/// Why.
		source: rusqlite::Error,
	},

	/// There is no file.
	#[error(
		"there is no index {0}: run the node, or make it with `pillars index rebuild` \
		 and the same --chain and --base-path"
	)]
	Missing(PathBuf),

	/// The tables are of another layout.
	#[error("the index {0} is of another version of the node: make it anew with `pillars index rebuild`")]
	OtherVersion(PathBuf),

	/// The file can not be removed.
	#[error("the index {path} can not be removed: {source}")]
	Remove {
		/// The file.
		path: PathBuf,
		/// Why.
		source: std::io::Error,
	},

	/// The database failed.
	#[error("the database of the index: {0}")]
	Sql(#[from] rusqlite::Error),

	/// Too many ask at the same time.
	#[error("too many questions to the index at the same time: ask again in a moment")]
	Busy,

	/// An owner has more outputs than are summed up in one answer.
	#[error("the owner has more than {0} unspent outputs: sum them up page by page")]
	TooManyOutputs(u32),

	/// There is nothing in it yet.
	#[error("the index is empty: the node is about to build it")]
	Empty,

	/// There is no block that could be undone.
	#[error("the index begins with block #{0}, which can not be undone")]
	NothingToUndo(BlockNumber),

	/// A block does not follow the last one.
	#[error("block #{found} does not follow block #{last}, at which the index stands")]
	OutOfOrder {
		/// Height at which the index stands.
		last: BlockNumber,
		/// Height of the block.
		found: BlockNumber,
	},

	/// A block spends what the index does not have, or has as spent.
	#[error("output {}:{} is spent that the index does not hold as unspent", .0.txid, .0.index)]
	NotUnspent(OutPoint),

	/// A block makes what the index has already.
	#[error("output {}:{} is made that the index has already", .0.txid, .0.index)]
	OutputExists(OutPoint),

	/// A row does not hold what it should.
	#[error("a row of the index is damaged: {0}")]
	Damaged(&'static str),

	/// The index and the state of the chain do not hold the same outputs.
	#[error("the index and the state at block #{0} differ")]
	Differs(BlockNumber),

	/// The chain has no state from which the index could be built.
	#[error("the state at the finalised block #{0} is not there (yet)")]
	NoState(BlockNumber),

	/// A block of the best chain is not in the database.
	#[error("block #{0} of the best chain is not in the database")]
	NoBlock(BlockNumber),

	/// The chain's database failed.
	#[error(transparent)]
	Chain(#[from] sp_blockchain::Error),

	/// The choice of the best chain failed.
	#[error(transparent)]
	BestChain(#[from] sp_consensus::Error),

	/// The runtime did not answer.
	#[error("the runtime does not tell what a block did to the ledger: {0}")]
	Api(#[from] sp_api::ApiError),
}

impl IndexError {
	/// Whether the file is damaged, so that nothing more can be done with it.
	pub(crate) fn is_broken_file(&self) -> bool {
		let code = match self {
			Self::Sql(error) | Self::Open { source: error, .. } => error.sqlite_error_code(),
			_ => None,
		};
		matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
	}

	/// Whether what is in the index can not be right, so that it must be built anew.
	pub(crate) fn is_contradiction(&self) -> bool {
		self.is_broken_file()
			|| matches!(
				self,
				Self::OutOfOrder { .. }
					| Self::NotUnspent(_)
					| Self::OutputExists(_)
					| Self::Damaged(_)
					| Self::Differs(_)
			)
	}
}
