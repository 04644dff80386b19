//! What benchmarks need of other pallets.

use alloc::vec::Vec;
use pillars_ledger::Asset;
use pillars_primitives::{AccountId, Balance, Moment};
use sp_core::sr25519;

/// Writes what a benchmark needs into the state of other pallets, past their rules, as large as it can be there.
///
/// Only benchmarks use it.
pub trait BenchmarkHelper {
	/// Lets the account have `amount` satoshi that are free.
	fn fund(who: &AccountId, amount: Balance);

	/// Gives the account an avatar.
	fn make_avatar(who: &AccountId);

	/// Makes `amount` satoshi the own bond of the account.
	fn bond(who: &AccountId, amount: Balance);

	/// Delegates to the account, so that its rewards are shared.
	fn delegate_to(who: &AccountId);

	/// Gives the account a level-2 certificate with a grant, under a level-1 certificate that has as many as there can
	/// be and becomes active as soon as one of their bonds is raised.
	fn certify(who: &AccountId);

	/// Gives the account an active level-1 certificate, with as many of level 2 as there can be, all valid.
	fn lead(who: &AccountId);

	/// Makes this the moment of the chain, in ms since 1970.
	fn set_moment(moment: Moment);

	/// Makes keys for a node of the account; returns them and the proof of their possession, both encoded.
	fn session_keys(owner: &AccountId) -> (Vec<u8>, Vec<u8>);

	/// Makes the account, with this key, the witness of all turns of an epoch.
	fn make_witness(epoch: u32, who: &AccountId, key: sr25519::Public);

	/// Freezes so many candidates, and nobody else.
	fn freeze(count: u32);

	/// Makes a token that blocks can mine.
	fn make_mineable() -> Asset;
}

/// For runtimes without such pallets: there is nothing to be written.
impl BenchmarkHelper for () {
	fn fund(_: &AccountId, _: Balance) {}
	fn make_avatar(_: &AccountId) {}
	fn bond(_: &AccountId, _: Balance) {}
	fn delegate_to(_: &AccountId) {}
	fn certify(_: &AccountId) {}
	fn lead(_: &AccountId) {}
	fn set_moment(_: Moment) {}

	fn session_keys(_: &AccountId) -> (Vec<u8>, Vec<u8>) {
		(Vec::new(), Vec::new())
	}

	fn make_witness(_: u32, _: &AccountId, _: sr25519::Public) {}
	fn freeze(_: u32) {}

	fn make_mineable() -> Asset {
		Asset::MAX
	}
}
