//! What can go wrong in the wallet, each in one line that says what to do.

use super::{amount::AmountError, channel::ChannelError, recipe::Unmet};
use pillars_ledger::{OutPoint, RuleError};
use pillars_primitives::{BlockNumber, Hash};
use sp_core::H256;
use std::path::PathBuf;

/// An error of the wallet.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WalletError {
	/// Nobody answers.
	#[error("no node answers at {url} ({reason}): start one, or name another with --url")]
	Connect {
		/// Where it should be.
		url: String,
		/// What the connection says.
		reason: String,
	},

	/// The node refuses a question.
	#[error("the node refuses {method}: {reason}")]
	Rpc {
		/// What was asked.
		method: &'static str,
		/// Its answer.
		reason: String,
	},

	/// The node does not know a method.
	#[error(
		"the node has no method {0}: it keeps no index of outputs, or it is not a Pillars node"
	)]
	NoMethod(&'static str),

	/// The node does not let everybody use a method.
	#[error(
		"the node does not let this connection use {0}: run the wallet on its own machine, \
		 or start it with --rpc-methods unsafe where nobody else can reach it"
	)]
	Unsafe(&'static str),

	/// The node answers with something that can not be read.
	#[error(
		"the answer of the node to {0} can not be read: is it a Pillars node of this version?"
	)]
	Unreadable(&'static str),

	/// Another chain than the one asked for.
	#[error("the node is on another chain: its genesis block is {found:#x}, not {expected:#x}")]
	OtherGenesis {
		/// What was asked for.
		expected: Hash,
		/// What the node has.
		found: Hash,
	},

	/// Another runtime than the one this wallet makes transactions for.
	#[error(
		"the node runs {found}, this wallet signs for {expected}: use the wallet of that version"
	)]
	OtherRuntime {
		/// What this binary knows.
		expected: String,
		/// What the node runs.
		found: String,
	},

	/// There is no key.
	#[error(
		"no key to sign with: give --keystore <folder>, --suri-file <file> (- is the standard \
		 input), or run this in a terminal to be asked for the secret phrase"
	)]
	NoKey,

	/// There is no keystore.
	#[error("there is no keystore at {0}: make keys with `pillars key insert --key-type acco`")]
	NoKeystore(PathBuf),

	/// The keystore has no such key.
	#[error(
		"the keystore has no {scheme} key of type \"{key_type}\"{account}: put one there with \
		 `pillars key insert --key-type {key_type} --scheme {scheme} --keystore-path <folder>`"
	)]
	NotInKeystore {
		/// The scheme.
		scheme: &'static str,
		/// The four letters of the type.
		key_type: String,
		/// Of which account, if one was asked for.
		account: String,
	},

	/// The keystore has several keys.
	#[error("the keystore has several keys: choose one with --account, one of {0}")]
	ManyKeys(String),

	/// The keystore does not give the key.
	#[error("the key can not be used ({0}): is the password right, and --scheme that of the key?")]
	KeyUnusable(String),

	/// A secret is none.
	#[error("the secret is no phrase, seed or derivation path: {0}")]
	BadSecret(&'static str),

	/// The key is of another account.
	#[error("the key is that of {found}, not of {expected}")]
	OtherAccount {
		/// Asked for with --account.
		expected: String,
		/// The key's.
		found: String,
	},

	/// A signature of somebody else is needed.
	#[error("a signature of {0} is needed, whose key is not here")]
	ForeignKey(String),

	/// An amount can not be read.
	#[error(transparent)]
	Amount(#[from] AmountError),

	/// What the user gave makes no sense.
	#[error("{0}")]
	Input(String),

	/// There is no such asset.
	#[error("there is no asset \"{0}\"")]
	NoAsset(String),

	/// There is no such transaction.
	#[error(
		"the index of the node knows no transaction {0:#x}: it is in no block (yet), \
		 or in one from before the history of the index; calls of an account are told by the id \
		 of the outputs that they make"
	)]
	NoTransaction(H256),

	/// There is no such MIT.
	#[error("there is no MIT \"{0}\"")]
	NoMit(String),

	/// There is no such avatar.
	#[error("there is no avatar \"{0}\"")]
	NoAvatar(String),

	/// An account has no avatar.
	#[error("{0} has no avatar: register one with `pillars wallet avatar register <name>`")]
	NotAvatar(String),

	/// The owner does not have a MIT.
	#[error("the MIT \"{0}\" is not in an output of {1}")]
	MitElsewhere(String, String),

	/// The owner has too little.
	#[error("{owner} lacks {amount} {asset} that can be spent now")]
	NotEnough {
		/// Who.
		owner: String,
		/// How much is missing.
		amount: String,
		/// Of what.
		asset: String,
	},

	/// A transaction has no more room.
	#[error(
		"too many small coins for one transaction: first send a smaller sum to yourself, \
		 which puts coins together"
	)]
	TooManyCoins,

	/// The fee given does not suffice.
	#[error("the fee must be at least {0} ETP")]
	FeeTooLow(String),

	/// The fee that would be taken without being asked for is out of all reason.
	#[error(
		"the least fee would be {least} ETP, and no more than {most} are paid without being asked \
		 for: if it is right, give it with --fee"
	)]
	FeeTooHigh {
		/// What the node asks for.
		least: String,
		/// What is paid at most.
		most: String,
	},

	/// Options that only transactions of outputs have.
	#[error("{0} has no meaning here: the account pays for this call from its balance")]
	NotForCalls(&'static str),

	/// What is left has only one place to go to.
	#[error("--change has no meaning here: all that is left goes where the coins go{0}")]
	NoChange(&'static str),

	/// The fee does not settle.
	#[error("no fee settles with these coins: give one with --fee")]
	FeeUnsettled,

	/// The node's index and its state differ.
	#[error(
		"output {}:{} is not what the index of the node tells: \
		 wait a moment, and look whether the node is in sync",
		.0.txid, .0.index
	)]
	IndexDiffers(OutPoint),

	/// An output is not there.
	#[error("output {}:{} is not unspent: it was spent, or its transaction is in no block yet", .0.txid, .0.index)]
	NotUnspent(OutPoint),

	/// An output is locked in another way than a file says.
	#[error("output {}:{} holds something else than the file says", .0.txid, .0.index)]
	OutputDiffers(OutPoint),

	/// A policy is not satisfied.
	#[error("that can not be spent now: what is missing is {0}")]
	Unmet(#[from] Unmet),

	/// A rule of the ledger.
	#[error("the ledger would refuse this: {0}")]
	Rule(String),

	/// Nobody can be asked.
	#[error("nobody can be asked here whether to sign: give --yes to sign without a question")]
	NeedsYes,

	/// The user does not want to.
	#[error("not signed, nothing was sent")]
	Declined,

	/// A file can not be read or written.
	#[error("{path}: {reason}")]
	File {
		/// Which.
		path: PathBuf,
		/// Why.
		reason: String,
	},

	/// A file is there already.
	#[error("{0} exists: name another file, for what is in this one may be needed to spend coins")]
	FileExists(PathBuf),

	/// Two files that must be two are one.
	#[error("{0} is named twice: name another file for one of the two")]
	SameFile(PathBuf),

	/// Another run of the wallet uses a file.
	#[error("another run of the wallet uses {0}: wait for its end")]
	InUse(PathBuf),

	/// A file is of another chain.
	#[error("{path} is for another chain: the one with the genesis block {genesis:#x}")]
	ForeignFile {
		/// Which.
		path: PathBuf,
		/// Its chain.
		genesis: Hash,
	},

	/// The pool does not take the transaction.
	#[error("the transaction was refused, nothing was spent: {0}")]
	Refused(String),

	/// The pool has the transaction.
	#[error(
		"the pool of the node has transaction {0:#x} already: wait for a block, \
		 and look before you repeat it"
	)]
	InPool(H256),

	/// The pool had the transaction.
	#[error(
		"the node had transaction {0:#x} not long ago and does not take it once more: \
		 it may be in a block, so look before you repeat it"
	)]
	Repeated(H256),

	/// The pool has another transaction that spends the same.
	#[error(
		"transaction {0:#x} was not taken: the pool of the node has another one that spends \
		 some of the same and pays as much or more"
	)]
	Outbid(H256),

	/// The transaction is in a block and failed there.
	#[error("the transaction is in block #{number} and failed: {reason}")]
	Failed {
		/// Height of the block.
		number: BlockNumber,
		/// Why.
		reason: String,
	},

	/// It is not known what became of the transaction.
	#[error(
		"it is not known what became of transaction {id:#x} ({reason}): \
		 look before you repeat it"
	)]
	Lost {
		/// Which.
		id: H256,
		/// What happened.
		reason: String,
	},

	/// It takes too long.
	#[error(
		"waited {seconds} s in vain for a block with transaction {id:#x}: it may still come, \
		 so look before you repeat it"
	)]
	Timeout {
		/// Which.
		id: H256,
		/// How long.
		seconds: u64,
	},

	/// A commitment does not get old enough.
	#[error(
		"waited {0} s in vain until the commitment can be revealed: give the command once more, \
		 it goes on from here"
	)]
	Unripe(u64),

	/// Something with a channel.
	#[error(transparent)]
	Channel(#[from] ChannelError),

	/// The machine does not let this run.
	#[error("{0}")]
	System(#[from] std::io::Error),
}

impl WalletError {
	/// What programs tell it by: the name of the variant, of the inner error if there is one.
	pub(crate) fn code(&self) -> String {
		let debug = match self {
			Self::Channel(error) => format!("{error:?}"),
			Self::Amount(error) => format!("{error:?}"),
			other => format!("{other:?}"),
		};
		debug.chars().take_while(char::is_ascii_alphanumeric).collect()
	}

	/// The transaction that it is about, which may have been sent.
	pub(crate) const fn transaction(&self) -> Option<H256> {
		match self {
			Self::InPool(id) | Self::Repeated(id) | Self::Outbid(id) => Some(*id),
			Self::Lost { id, .. } | Self::Timeout { id, .. } => Some(*id),
			_ => None,
		}
	}

	/// As JSON, for programs.
	pub(crate) fn json(&self) -> serde_json::Value {
		let mut error = serde_json::json!({ "code": self.code(), "message": self.to_string() });
		if let (Some(id), Some(fields)) = (self.transaction(), error.as_object_mut()) {
			fields.insert("transaction".into(), serde_json::json!(id));
		}
		serde_json::json!({ "error": error })
	}
}

impl From<RuleError> for WalletError {
	fn from(rule: RuleError) -> Self {
		let error = pallet_utxo_assets::Error::<pillars_runtime::Runtime>::from(rule);
		Self::Rule(super::chain::explain(&error))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn programs_are_told_a_code_and_the_transaction() {
		let lost =
			WalletError::Lost { id: H256::repeat_byte(7), reason: "the pool is full".into() };
		let json = lost.json();
		assert_eq!(json["error"]["code"], "Lost");
		assert_eq!(json["error"]["transaction"], format!("0x{}", "07".repeat(32)));
		assert!(lost.to_string().contains(&"07".repeat(32)), "{lost}");
		let inner = WalletError::Channel(ChannelError::BadSplit).json();
		assert_eq!(inner["error"]["code"], "BadSplit");
		assert_eq!(inner["error"]["message"], ChannelError::BadSplit.to_string());
		assert!(inner["error"].get("transaction").is_none());
	}

	#[test]
	fn only_what_was_refused_is_said_not_to_be_spent() {
		let id = H256::repeat_byte(7);
		for error in [WalletError::InPool(id), WalletError::Repeated(id), WalletError::Outbid(id)] {
			assert!(!error.to_string().contains("nothing was spent"), "{error}");
			assert_eq!(error.transaction(), Some(id));
		}
	}
}
