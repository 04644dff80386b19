//! How transactions are completed, shown, signed and sent.

use super::{
	amount,
	chain::{Included, Wait},
	coins::{complete, Draft, Source, Unsigned},
	error::WalletError,
	extrinsic::{self, Terms},
	market::Market,
	names::{etp, Names},
	preview::{self, confirm},
	session::Session,
};
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId, Balance};
use pillars_runtime::{RuntimeCall, UncheckedExtrinsic};
use serde_json::{json, Value as Json};
use sp_core::H256;
use sp_runtime::MultiSignature;

/// A transaction that was shown, and, unless that was all, is in a block.
#[derive(Debug)]
pub(crate) struct Sent {
	/// Where it is; nothing on a dry run.
	pub(crate) included: Option<Included>,
	/// What is told about it.
	pub(crate) json: Json,
}

impl Session {
	/// Adds what a transaction lacks, by the options of the user.
	///
	/// # Errors
	///
	/// Those of [`complete`].
	pub(crate) async fn complete(&self, mut draft: Draft) -> Result<Unsigned, WalletError> {
		if let Some(fee) = &self.args.sending.fee {
			draft.fee = Some(amount::parse(fee, TOKEN_DECIMALS)?);
		}
		if let Some(target) = &self.args.sending.change {
			draft.change = target.lock();
		}
		let state = self.chain.best().await?;
		let from_account = self.args.sending.from_account;
		complete(draft, &Market { session: self, state, from_account }).await
	}

	/// Completes a transaction, shows it, asks, signs it and sends it. `before` is done when nothing but the sending
	/// is left: there is written down what is needed to spend its outputs.
	///
	/// # Errors
	///
	/// What stands against the transaction; then it was not sent, unless the error tells otherwise.
	pub(crate) async fn pay(
		&self,
		draft: Draft,
		before: impl FnOnce(&Unsigned, H256) -> Result<(), WalletError>,
	) -> Result<Sent, WalletError> {
		let unsigned = self.complete(draft).await?;
		self.pay_as_is(unsigned, before).await
	}

	/// As [`Self::pay`], for a transaction that is complete already.
	///
	/// # Errors
	///
	/// What stands against the transaction.
	pub(crate) async fn pay_as_is(
		&self,
		unsigned: Unsigned,
		before: impl FnOnce(&Unsigned, H256) -> Result<(), WalletError>,
	) -> Result<Sent, WalletError> {
		let hash = unsigned.hash(&self.chain.genesis)?;
		let sign = |owner: &AccountId| self.sign(owner, &hash);
		self.pay_signed(unsigned, &sign, before).await
	}

	/// As [`Self::pay_as_is`], with signatures from elsewhere.
	///
	/// # Errors
	///
	/// What stands against the transaction.
	pub(crate) async fn pay_signed(
		&self,
		unsigned: Unsigned,
		sign: &dyn Fn(&AccountId) -> Result<MultiSignature, WalletError>,
		before: impl FnOnce(&Unsigned, H256) -> Result<(), WalletError>,
	) -> Result<Sent, WalletError> {
		let state = self.chain.best().await?;
		let names = Names::of(&state, unsigned.spent().iter().chain(&unsigned.outputs)).await?;
		let txid = unsigned.transaction()?.txid();
		let json = preview::json(&unsigned, txid, &names);
		let mut text = preview::text(&unsigned, &names);
		let caller = if self.args.sending.from_account { Some(self.account()?) } else { None };
		if let Some(caller) = &caller {
			let call = unsigned.sized_for(caller)?.spend()?;
			text.push(self.account_fee(call, caller).await?);
		}
		if self.shown(&text)? {
			return Ok(Sent { included: None, json });
		}
		let signed = unsigned.sign(caller.as_ref(), &mut |owner| sign(owner))?;
		signed.check(&unsigned, &self.chain.genesis, state.next(), caller.as_ref())?;
		let extrinsic = match caller {
			Some(_) => self.signed_extrinsic(signed.spend()?).await?,
			None => extrinsic::authorised(signed.submit()?),
		};
		before(&unsigned, txid)?;
		self.send(extrinsic, json).await
	}

	/// Shows a call of the account, asks, signs it and sends it.
	///
	/// # Errors
	///
	/// What stands against it; then it was not sent, unless the error tells otherwise.
	pub(crate) async fn call(
		&self,
		call: RuntimeCall,
		mut text: Vec<String>,
	) -> Result<Sent, WalletError> {
		let account = self.account()?;
		text.push(self.account_fee(call.clone(), &account).await?);
		let json = json!({ "account": preview::address(&account) });
		if self.shown(&text)? {
			return Ok(Sent { included: None, json });
		}
		let extrinsic = self.signed_extrinsic(call).await?;
		self.send(extrinsic, json).await
	}

	/// What the account pays for a call, as a line of the preview.
	async fn account_fee(
		&self,
		call: RuntimeCall,
		account: &AccountId,
	) -> Result<String, WalletError> {
		let fee = self.chain.account_fee(extrinsic::sized(call, account)).await?;
		Ok(format!("{} from the balance of {}", etp(fee), preview::address(account)))
	}

	/// Shows what is about to be signed and asks whether to. Returns true if showing it was all.
	fn shown(&self, text: &[String]) -> Result<bool, WalletError> {
		eprintln!("On the chain {} ({:#x})", self.chain.name, self.chain.genesis);
		for line in text {
			eprintln!("  {line}");
		}
		let sending = &self.args.sending;
		if sending.dry_run {
			return Ok(true);
		}
		confirm(sending.yes).map(|()| false)
	}

	/// The least fee of a transaction that no account pays for, in satoshi.
	///
	/// # Errors
	///
	/// If the node does not answer.
	pub(crate) async fn least_fee(&self, unsigned: &Unsigned) -> Result<Balance, WalletError> {
		let state = self.chain.best().await?;
		Market { session: self, state, from_account: false }.least_fee(unsigned).await
	}

	/// Shows a transaction and asks whether to sign it; on a dry run it is only shown.
	///
	/// # Errors
	///
	/// [`WalletError::NeedsYes`], [`WalletError::Declined`].
	pub(crate) async fn show_and_ask(&self, unsigned: &Unsigned) -> Result<Json, WalletError> {
		let state = self.chain.best().await?;
		let names = Names::of(&state, unsigned.spent().iter().chain(&unsigned.outputs)).await?;
		self.shown(&preview::text(unsigned, &names))?;
		Ok(preview::json(unsigned, unsigned.transaction()?.txid(), &names))
	}

	async fn signed_extrinsic(&self, call: RuntimeCall) -> Result<UncheckedExtrinsic, WalletError> {
		let key = self.key()?;
		let terms = Terms {
			genesis: self.chain.genesis,
			birth: self.chain.anchor().await?,
			nonce: self.chain.next_nonce(key.account()).await?,
		};
		extrinsic::signed(call, key, &terms)
	}

	async fn send(
		&self,
		extrinsic: UncheckedExtrinsic,
		mut json: Json,
	) -> Result<Sent, WalletError> {
		let sending = &self.args.sending;
		let wait = Wait { finalised: sending.finalised, seconds: sending.wait };
		let included = self.chain.send(&extrinsic, wait).await?;
		if let Json::Object(fields) = &mut json {
			fields.insert("block".into(), json!(included.number));
			fields.insert("blockHash".into(), json!(included.block));
			fields.insert("finalised".into(), json!(included.finalised));
		}
		Ok(Sent { included: Some(included), json })
	}
}
