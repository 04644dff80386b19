//! The right to a symbol: the commitment to its domain if nobody holds that yet, and the wait for it.

use crate::wallet::{chain::State, files, files::Scale, preview::address, Session, WalletError};
use futures_timer::Delay;
use pallet_utxo_assets::{CertificateId, Commitment, Symbol, MAX_REVEAL, MIN_REVEAL};
use pillars_ledger::{domain_commitment, domain_of};
use pillars_primitives::{AccountId, Hash};
use pillars_runtime::{Runtime, RuntimeCall};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::{path::Path, time::Duration};

/// How often the height is looked at while a commitment ages.
const PAUSE: Duration = Duration::from_secs(1);

/// What must be kept from the commitment to the issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct CommitmentFile {
	genesis: Hash,
	account: AccountId,
	symbol: String,
	salt: Scale<[u8; 32]>,
}

/// By what right the account may use the symbol.
pub(super) enum Right {
	/// It holds the domain or a naming certificate.
	Held,
	/// Nobody holds the domain: it has to commit itself.
	Free,
}

/// Whether the account may use a symbol.
///
/// # Errors
///
/// If the symbol or its domain is somebody else's.
pub(super) async fn right(
	state: &State<'_>,
	account: &AccountId,
	symbol: &Symbol,
) -> Result<Right, WalletError> {
	type Holder = pallet_utxo_assets::CertificateViewFunction<Runtime>;
	let naming = CertificateId::Naming(symbol.clone());
	match state.view(Holder::new(naming)).await? {
		Some(holder) if holder == *account => return Ok(Right::Held),
		Some(holder) => {
			return Err(WalletError::Input(format!(
				"the symbol was granted to {}",
				address(&holder)
			)))
		},
		None => {},
	}
	let label = domain_of(symbol).to_vec();
	let name = String::from_utf8_lossy(&label).into_owned();
	let label = Symbol::try_from(label).map_err(|_| WalletError::NoAsset(name.clone()))?;
	let domain = CertificateId::Domain(label);
	match state.view(Holder::new(domain)).await? {
		None => Ok(Right::Free),
		Some(holder) if holder == *account => Ok(Right::Held),
		Some(holder) => Err(WalletError::Input(format!(
			"the domain {name} belongs to {}: ask for a naming certificate (grant-naming)",
			address(&holder)
		))),
	}
}

/// Commits the account to the domain of a symbol, unless an earlier run did, and waits until that can be revealed.
/// Returns the salt that reveals it.
///
/// # Errors
///
/// [`WalletError::Unripe`], and what stands against the commitment. The file of it stays.
pub(super) async fn reveal(
	session: &Session,
	account: &AccountId,
	symbol: &str,
	path: &Path,
) -> Result<[u8; 32], WalletError> {
	let file = commitment_file(session, account, symbol, path)?;
	let salt = file.salt.0;
	let commitment = domain_commitment(symbol.as_bytes(), &salt, account);
	let state = session.chain.best().await?;
	let known = committed(&state, account, commitment).await?;
	let stale =
		known.as_ref().is_none_or(|known| state.next().saturating_sub(known.height) >= MAX_REVEAL);
	if stale {
		let text = vec![format!("commits {} to the domain of {symbol}", address(account))];
		let call = pallet_utxo_assets::Call::<Runtime>::commit_domain { commitment };
		if !session.args.sending.dry_run {
			if path.exists() {
				files::write(path, &file)?;
			} else {
				files::write_new(path, &file)?;
			}
		}
		session.call(RuntimeCall::UtxoAssets(call), text).await?;
		if session.args.sending.dry_run {
			return Ok(salt);
		}
	}
	eprintln!("waiting until the commitment is {MIN_REVEAL} blocks old");
	let seconds = session.args.sending.wait;
	for _ in 0..seconds {
		// Looked up every time: the block that holds it may be replaced by another. One block more than needed, for
		// the best block may be as well.
		let state = session.chain.best().await?;
		if let Some(known) = committed(&state, account, commitment).await? {
			if state.next().saturating_sub(known.height) > MIN_REVEAL {
				return Ok(salt);
			}
		}
		Delay::new(PAUSE).await;
	}
	Err(WalletError::Unripe(seconds))
}

async fn committed(
	state: &State<'_>,
	account: &AccountId,
	hash: H256,
) -> Result<Option<Commitment>, WalletError> {
	let key = pallet_utxo_assets::Commitments::<Runtime>::hashed_key_for(account);
	let found: Option<Commitment> = state.value(key).await?;
	Ok(found.filter(|commitment| commitment.hash == hash))
}

/// That of an earlier run, or a new one with a salt that nobody knows.
fn commitment_file(
	session: &Session,
	account: &AccountId,
	symbol: &str,
	path: &Path,
) -> Result<CommitmentFile, WalletError> {
	let genesis = session.chain.genesis;
	if !path.exists() {
		files::check_new(path)?;
		let salt = Scale(H256::random().0);
		return Ok(CommitmentFile {
			genesis,
			account: account.clone(),
			symbol: symbol.into(),
			salt,
		});
	}
	let file: CommitmentFile = files::read(path)?;
	if (file.genesis, &file.account, file.symbol.as_str()) != (genesis, account, symbol) {
		let reason = "this is the commitment of another account, symbol or chain".into();
		return Err(WalletError::File { path: path.into(), reason });
	}
	Ok(file)
}
