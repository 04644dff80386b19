//! How transactions are completed, shown, signed and sent.

use super::{
	amount,
	chain::{call_name, Included, Wait},
	coins::{complete, Draft, Source, Unsigned},
	error::WalletError,
	extrinsic::{self, Terms},
	market::Market,
	names::{etp, Names},
	preview::{self, confirm},
	session::Session,
};
use codec::Encode;
use pallet_utxo_assets::Event;
use pillars_primitives::{units::TOKEN_DECIMALS, AccountId, Balance};
use pillars_runtime::{RuntimeCall, RuntimeEvent, UncheckedExtrinsic};
use serde_json::{json, Value as Json};
use sp_core::{Bytes, H256};
use sp_crypto_hashing::blake2_256;
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
	pub(crate) async fn complete(&self, draft: Draft) -> Result<Unsigned, WalletError> {
		let draft = self.args.sending.applied_to(draft)?;
		let state = self.chain.best().await?;
		let from_account = self.args.sending.from_account;
		let automatic = draft.fee.is_none();
		complete(draft, &Market { session: self, state, from_account, automatic }).await
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
		let mut text = preview::text(&unsigned, &names, &self.known());
		let caller = if self.args.sending.from_account { Some(self.account()?) } else { None };
		if let Some(caller) = &caller {
			let call = unsigned.sized_for(caller)?.spend()?;
			text.push(fee_line(self.account_fee(call, caller).await?, caller));
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
		self.send(extrinsic, txid, json).await
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
		self.args.sending.check_for_call()?;
		let account = self.account()?;
		let fee = self.account_fee(call.clone(), &account).await?;
		text.push(fee_line(fee, &account));
		let mut json = json!({
			"account": preview::address(&account),
			"call": call_name(&call),
			"fee": amount::format(fee, TOKEN_DECIMALS),
		});
		if self.shown(&text)? {
			// For those who make the call in another way: by a multisig, or by a vote.
			insert(&mut json, "encoded", Bytes(call.encode()));
			return Ok(Sent { included: None, json });
		}
		let extrinsic = self.signed_extrinsic(call).await?;
		let id = H256(blake2_256(&extrinsic.encode()));
		insert(&mut json, "extrinsic", id);
		let mut sent = self.send(extrinsic, id, json).await?;
		// Outputs that a call makes are told by an id too.
		let events = sent.included.iter().flat_map(|included| &included.events);
		let made = events.into_iter().find_map(|event| match event {
			RuntimeEvent::UtxoAssets(Event::Applied { txid, .. }) => Some(*txid),
			_ => None,
		});
		if let Some(txid) = made {
			insert(&mut sent.json, "txid", txid);
		}
		Ok(sent)
	}

	/// What the account pays for a call, in satoshi.
	async fn account_fee(
		&self,
		call: RuntimeCall,
		account: &AccountId,
	) -> Result<Balance, WalletError> {
		self.chain.account_fee(extrinsic::sized(call, account)).await
	}

	fn shown(&self, text: &[String]) -> Result<bool, WalletError> {
		self.asked(text, "Sign and send?")
	}

	/// Shows what is about to be done and asks whether to. Returns true if showing it was all.
	///
	/// # Errors
	///
	/// [`WalletError::NeedsYes`], [`WalletError::Declined`].
	pub(crate) fn asked(&self, text: &[String], question: &str) -> Result<bool, WalletError> {
		eprintln!("On the chain {} ({:#x})", self.chain.name, self.chain.genesis);
		for line in text {
			eprintln!("  {line}");
		}
		let sending = &self.args.sending;
		if sending.dry_run {
			return Ok(true);
		}
		confirm(question, sending.yes).map(|()| false)
	}

	/// The least fee of a transaction that no account pays for, in satoshi; a bit more if it is to be paid without
	/// asking the user for it.
	///
	/// # Errors
	///
	/// [`WalletError::FeeTooHigh`], or if the node does not answer.
	pub(crate) async fn least_fee(
		&self,
		unsigned: &Unsigned,
		automatic: bool,
	) -> Result<Balance, WalletError> {
		let state = self.chain.best().await?;
		Market { session: self, state, from_account: false, automatic }.least_fee(unsigned).await
	}

	/// Shows a transaction and asks whether to sign it; on a dry run it is only shown.
	///
	/// # Errors
	///
	/// [`WalletError::NeedsYes`], [`WalletError::Declined`].
	pub(crate) async fn show_and_ask(&self, unsigned: &Unsigned) -> Result<Json, WalletError> {
		let state = self.chain.best().await?;
		let names = Names::of(&state, unsigned.spent().iter().chain(&unsigned.outputs)).await?;
		self.shown(&preview::text(unsigned, &names, &self.known()))?;
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

	/// Sends an extrinsic that carries the transaction of this id.
	async fn send(
		&self,
		extrinsic: UncheckedExtrinsic,
		id: H256,
		mut json: Json,
	) -> Result<Sent, WalletError> {
		let sending = &self.args.sending;
		let wait = Wait { finalised: sending.finalised, seconds: sending.wait };
		// Whatever happens from here on, this tells where to look.
		eprintln!("sending transaction {id:#x}");
		let included = self.chain.send(&extrinsic, id, wait).await?;
		insert(&mut json, "block", included.number);
		insert(&mut json, "blockHash", included.block);
		insert(&mut json, "finalised", included.finalised);
		Ok(Sent { included: Some(included), json })
	}
}

fn insert(json: &mut Json, name: &str, value: impl serde::Serialize) {
	if let Json::Object(fields) = json {
		fields.insert(name.into(), json!(value));
	}
}

fn fee_line(fee: Balance, account: &AccountId) -> String {
	format!("{} from the balance of {}", etp(fee), preview::address(account))
}
