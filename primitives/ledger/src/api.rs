//! What the node's index and wallets ask the runtime.

use crate::{Asset, CoinOrigin, MitId, OutPoint, Output, Reissue, Unspent};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use pillars_primitives::{AccountId, Balance, BlockNumber};
use scale_info::TypeInfo;
use sp_core::H256;

/// What a transaction did, or a call, a coinbase, a coinstake.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Applied {
	/// Its id, or what stands for it.
	pub txid: H256,
	/// What was unspent before.
	pub spent: Vec<(OutPoint, Output)>,
	/// What it made, including what is not stored: paid to an account or burned.
	pub created: Vec<(OutPoint, Output)>,
	/// ETP that went to the fees of the block, in satoshi.
	pub fee: Balance,
}

/// The same with how its outputs came to be.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AppliedAt {
	/// What was done.
	pub applied: Applied,
	/// How the outputs came to be.
	pub origin: CoinOrigin,
}

/// Some of the unspent outputs.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct UnspentPage {
	/// In the order of the state.
	pub coins: Vec<(OutPoint, Unspent)>,
	/// Where to go on, if there are more.
	pub next: Option<OutPoint>,
}

/// A token.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AssetInfo {
	/// Its number.
	pub id: Asset,
	/// Its symbol.
	pub symbol: Vec<u8>,
	/// How many of the digits of an amount are behind the point.
	pub decimals: u8,
	/// What its issuer says of it.
	pub description: Vec<u8>,
	/// The hash of more that is said elsewhere.
	pub metadata: Option<H256>,
	/// Whether more can be issued.
	pub reissue: Reissue,
	/// Who holds its issue certificate.
	pub issuer: AccountId,
	/// How much was issued, in its smallest units.
	pub issued: Balance,
	/// How much was mined.
	pub mined: Balance,
	/// How much was burned.
	pub burned: Balance,
	/// Whether it is mined along with blocks.
	pub mineable: bool,
}

/// A unique item.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct MitInfo {
	/// Its number.
	pub id: MitId,
	/// Its symbol.
	pub symbol: Vec<u8>,
	/// What it stands for.
	pub content: Vec<u8>,
	/// Who registered it.
	pub creator: AccountId,
	/// Whether it is no more.
	pub burned: bool,
}

/// What the fee of a `submit` is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SubmitSize {
	/// Bytes of its encoded call.
	pub length: u32,
	/// Inputs.
	pub inputs: u32,
	/// Outputs.
	pub outputs: u32,
	/// Stored outputs beyond the number of its inputs.
	pub outputs_added: u32,
	/// Payments to accounts among its outputs.
	pub payments: u32,
	/// Stake deposits among its outputs and those that it spends.
	pub deposits: u32,
	/// Signatures that its witnesses take to verify at most ([`count_witnesses`](crate::count_witnesses)).
	pub signatures: u32,
	/// Nodes of policies and satisfactions that they take to walk at most.
	pub nodes: u32,
}

sp_api::decl_runtime_apis! {
	/// The ledger, asked at the state after a block.
	pub trait LedgerApi {
		/// What the block did to the ledger, in the order in which it was done; empty if its events are gone.
		fn applied() -> Vec<AppliedAt>;

		/// Up to `limit` (at least one) unspent outputs after the outpoint `from`.
		fn unspents(from: Option<OutPoint>, limit: u32) -> UnspentPage;

		/// Those of the tokens that there are.
		fn assets(ids: Vec<Asset>) -> Vec<AssetInfo>;

		/// The token of this symbol.
		fn asset_by_symbol(symbol: Vec<u8>) -> Option<AssetInfo>;

		/// The MIT of this number.
		fn mit(id: MitId) -> Option<MitInfo>;

		/// The MIT of this symbol.
		fn mit_by_symbol(symbol: Vec<u8>) -> Option<MitInfo>;

		/// The least fee of a `submit` of this size, in satoshi.
		fn submit_fee(size: SubmitSize) -> Balance;

		/// Blocks until the output of a coinbase may be spent.
		fn coinbase_maturity() -> BlockNumber;
	}
}
