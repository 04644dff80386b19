//! Tokens, MITs and certificates.

use super::*;
use crate::{
	Call, CertificateId, Certificates, Error, IssueParams, Supplies, Supply, Symbol, ISSUE_FEE,
	MIN_REVEAL,
};
use frame_support::{assert_noop, assert_ok};
use pillars_ledger::{domain_commitment, Reissue};
use sp_runtime::traits::Dispatchable;

mod certificates;
mod domains;
mod issue;
mod mits;
mod reissue;
mod supply;

const SALT: [u8; 32] = [5; 32];

fn symbol(symbol: &str) -> Symbol {
	symbol.as_bytes().to_vec().try_into().unwrap()
}

/// A token of which no more is ever issued.
pub(super) fn params(name: &str, supply: Balance) -> IssueParams {
	IssueParams {
		symbol: symbol(name),
		decimals: 4,
		supply,
		description: b"for tests".to_vec().try_into().unwrap(),
		metadata: None,
		reissue: Reissue::Never,
		mining: None,
	}
}

/// A call by the account of `owner(n)`, whose writes are undone if it fails.
pub(super) fn by(n: u8, call: Call<Test>) -> DispatchResult {
	let result = RuntimeCall::from(call).dispatch(RuntimeOrigin::signed(owner(n)));
	result.map(drop).map_err(|failed| failed.error)
}

fn commit(n: u8, name: &str) -> DispatchResult {
	let commitment = domain_commitment(name.as_bytes(), &SALT, &owner(n));
	by(n, Call::commit_domain { commitment })
}

fn issue(n: u8, params: IssueParams) -> DispatchResult {
	by(n, Call::issue { params, salt: Some(SALT) })
}

/// Issues a token of a new domain, some blocks later.
pub(super) fn issued_as(n: u8, params: IssueParams) -> Asset {
	assert_ok!(commit(n, std::str::from_utf8(&params.symbol).unwrap()));
	go_to(System::block_number() + MIN_REVEAL);
	assert_ok!(issue(n, params));
	crate::NextAsset::<Test>::get() - 1
}

/// Issues a token of a new domain of which no more is ever issued, some blocks later.
pub(super) fn issued(n: u8, name: &str, supply: Balance) -> Asset {
	issued_as(n, params(name, supply))
}

/// The output that the last call made.
pub(super) fn last_made() -> OutPoint {
	coin(crate::NextSerial::<Test>::get() - 1)
}

pub(super) fn tokens(asset: Asset, amount: Balance, lock: Lock) -> Output {
	Output { value: Value::Coins { asset, amount }, lock }
}

fn holder(certificate: &CertificateId) -> Option<AccountId> {
	UtxoAssets::certificate(certificate.clone())
}

fn domain(name: &str) -> CertificateId {
	CertificateId::Domain(symbol(name))
}

fn naming(name: &str) -> CertificateId {
	CertificateId::Naming(symbol(name))
}

fn without_avatar(n: u8) {
	NoAvatars::mutate(|all| all.push(owner(n)));
}

/// Moves the avatar that `owner(from)` had first to another account, which loses its own.
fn move_avatar(from: u8, to: u8) {
	without_avatar(to);
	Moved::mutate(|all| {
		all.retain(|(first, _)| *first != owner(from));
		all.push((owner(from), owner(to)));
	});
}
