//! A run of the wallet: its options, the node, the key.

use super::{
	amount,
	chain::Chain,
	coins::Draft,
	error::WalletError,
	keys::{Key, KeyArgs},
	preview::address,
	target::Target,
};
use pillars_ledger::Policy;
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId, Hash};
use sp_core::H256;
use sp_runtime::MultiSignature;
use std::cell::{OnceCell, RefCell};

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

impl SendingArgs {
	/// The draft with what the options say of its fee and its change.
	///
	/// # Errors
	///
	/// [`WalletError::Amount`], [`WalletError::NoChange`].
	pub(crate) fn applied_to(&self, mut draft: Draft) -> Result<Draft, WalletError> {
		if let Some(fee) = &self.fee {
			draft.fee = Some(amount::parse(fee, TOKEN_DECIMALS)?);
		}
		if let Some(target) = &self.change {
			if let Some(hint) = draft.change_is_meant {
				return Err(WalletError::NoChange(hint));
			}
			draft.change = target.lock();
		}
		Ok(draft)
	}

	/// Checks that nothing was asked for that a call of the account does not have.
	///
	/// # Errors
	///
	/// [`WalletError::NotForCalls`].
	pub(crate) const fn check_for_call(&self) -> Result<(), WalletError> {
		let given = [
			(self.fee.is_some(), "--fee"),
			(self.change.is_some(), "--change"),
			(self.from_account, "--from-account"),
		];
		match given {
			[(true, option), ..] | [_, (true, option), _] | [.., (true, option)] => {
				Err(WalletError::NotForCalls(option))
			},
			_ => Ok(()),
		}
	}
}

/// A run of the wallet.
pub(crate) struct Session {
	/// The node.
	pub(crate) chain: Chain,
	/// The options.
	pub(crate) args: CommonArgs,
	key: OnceCell<Key>,
	/// Policies whose content this run knows, to show what outputs are under.
	known: RefCell<Vec<Policy>>,
}

impl Session {
	/// Connects to the node.
	///
	/// # Errors
	///
	/// Those of [`Chain::connect`].
	pub(crate) async fn open(args: CommonArgs) -> Result<Self, WalletError> {
		let chain = Chain::connect(&args.url, args.genesis).await?;
		Ok(Self { chain, args, key: OnceCell::new(), known: RefCell::default() })
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

	/// Who is looked at: the one given, or the account that the options name.
	///
	/// # Errors
	///
	/// Those of [`Key::load`].
	pub(crate) fn owner(&self, given: Option<Target>) -> Result<Target, WalletError> {
		match (given, self.args.key.account.clone()) {
			(Some(target), _) => Ok(target),
			(None, Some(account)) => Ok(Target::Account(account)),
			(None, None) => self.account().map(Target::Account),
		}
	}

	/// Remembers what a policy asks for, for the preview.
	pub(crate) fn knows(&self, policy: &Policy) {
		self.known.borrow_mut().push(policy.clone());
	}

	/// The policies that this run knows.
	pub(crate) fn known(&self) -> Vec<Policy> {
		self.known.borrow().clone()
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

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keyring::Sr25519Keyring::{Alice, Bob};

	#[test]
	fn what_a_call_does_not_have_is_refused() {
		let none = SendingArgs::default();
		none.check_for_call().unwrap();
		for args in [
			SendingArgs { fee: Some("1".into()), ..none.clone() },
			SendingArgs { change: Some(Target::Account(Bob.to_account_id())), ..none.clone() },
			SendingArgs { from_account: true, ..none.clone() },
		] {
			let error = args.check_for_call().unwrap_err();
			assert!(error.to_string().starts_with("--"), "{error}");
		}
	}

	#[test]
	fn change_does_not_go_elsewhere_if_it_is_what_is_meant() {
		let target = Target::Account(Bob.to_account_id());
		let args = SendingArgs { change: Some(target.clone()), ..SendingArgs::default() };
		let draft = Draft::of(&Alice.to_account_id(), Vec::new());
		assert_eq!(args.applied_to(draft.clone()).unwrap().change, target.lock());
		let meant = Draft { change_is_meant: Some(": use --to"), ..draft };
		let error = args.applied_to(meant.clone()).unwrap_err();
		assert!(matches!(error, WalletError::NoChange(": use --to")), "{error}");
		SendingArgs::default().applied_to(meant).unwrap();
	}
}
