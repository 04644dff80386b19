//! A run of the wallet: its options, the node, the key.

use super::{
	chain::Chain,
	error::WalletError,
	keys::{Key, KeyArgs},
	preview::address,
	target::Target,
};
use pillars_primitives::{AccountId, Hash};
use sp_core::H256;
use sp_runtime::MultiSignature;
use std::cell::OnceCell;

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct CommonArgs {
	/// Where the node answers.
	#[arg(long, global = true, value_name = "URL", default_value = "ws://127.0.0.1:9944")]
	pub(crate) url: String,

	/// Refuse any other chain than the one whose genesis block has this hash.
	#[arg(long, global = true, value_name = "HASH")]
	pub(crate) genesis: Option<Hash>,

	/// Write the result as JSON; amounts are decimal strings.
	#[arg(long, global = true)]
	pub(crate) json: bool,

	/// The key that signs.
	#[clap(flatten)]
	pub(crate) key: KeyArgs,

	/// How transactions are made.
	#[clap(flatten)]
	pub(crate) sending: SendingArgs,
}

/// How transactions are made and sent.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Transactions")]
pub(crate) struct SendingArgs {
	/// Sign without asking.
	#[arg(long, short, global = true)]
	pub(crate) yes: bool,

	/// Show the transaction, and neither sign nor send it.
	#[arg(long, global = true)]
	pub(crate) dry_run: bool,

	/// Wait until the block is final.
	#[arg(long, global = true)]
	pub(crate) finalised: bool,

	/// Wait at most so long for a block.
	#[arg(long, global = true, value_name = "SECONDS", default_value_t = 600)]
	pub(crate) wait: u64,

	/// The fee of a transaction of outputs, in ETP, instead of the least one.
	#[arg(long, global = true, value_name = "ETP")]
	pub(crate) fee: Option<String>,

	/// Who gets what is left over, instead of the owner: an address, or policy:<hash>.
	#[arg(long, global = true, value_name = "TARGET")]
	pub(crate) change: Option<Target>,

	/// Pay for the transaction from the account's balance, not with its outputs.
	#[arg(long, global = true)]
	pub(crate) from_account: bool,
}

/// A run of the wallet.
pub(crate) struct Session {
	/// The node.
	pub(crate) chain: Chain,
	/// The options.
	pub(crate) args: CommonArgs,
	key: OnceCell<Key>,
}

impl Session {
	/// Connects to the node.
	///
	/// # Errors
	///
	/// Those of [`Chain::connect`].
	pub(crate) async fn open(args: CommonArgs) -> Result<Self, WalletError> {
		let chain = Chain::connect(&args.url, args.genesis).await?;
		Ok(Self { chain, args, key: OnceCell::new() })
	}

	/// The key that signs; the user may be asked for it, once.
	///
	/// # Errors
	///
	/// Those of [`Key::load`].
	pub(crate) fn key(&self) -> Result<&Key, WalletError> {
		if let Some(key) = self.key.get() {
			return Ok(key);
		}
		let key = Key::load(&self.args.key)?;
		Ok(self.key.get_or_init(|| key))
	}

	/// The account that signs. On a dry run its secret is not needed if the options name it.
	///
	/// # Errors
	///
	/// Those of [`Key::load`].
	pub(crate) fn account(&self) -> Result<AccountId, WalletError> {
		match &self.args.key.account {
			Some(account) if self.args.sending.dry_run => Ok(account.clone()),
			_ => Ok(self.key()?.account().clone()),
		}
	}

	/// The account that is looked at: the one given, or the one that the options name.
	///
	/// # Errors
	///
	/// Those of [`Key::load`].
	pub(crate) fn owner(&self, given: Option<AccountId>) -> Result<AccountId, WalletError> {
		match given.or_else(|| self.args.key.account.clone()) {
			Some(account) => Ok(account),
			None => self.account(),
		}
	}

	/// Signs a hash as this account.
	///
	/// # Errors
	///
	/// [`WalletError::ForeignKey`] if it is not the account of the key.
	pub(crate) fn sign(
		&self,
		account: &AccountId,
		hash: &H256,
	) -> Result<MultiSignature, WalletError> {
		let key = self.key()?;
		if key.account() != account {
			return Err(WalletError::ForeignKey(address(account)));
		}
		key.sign(hash.as_bytes())
	}
}
