//! The Pillars ledger without its storage: transactions, policies, tokens and their checks.
//!
//! Money on Pillars is held in *unspent outputs*: a transaction consumes some and creates others. This
//! crate has the wire types, the id of a transaction, what a signature signs, and the checks that need
//! nothing but the transaction and the outputs it spends. The pallet `utxo-assets`, the node and wallets
//! all call it.
//!
//! # Rules
//!
//! * **Id.** `txid = blake2_256("pillars/tx/1" ++ encode(Transaction))`. No witness is in it, so no one but
//!   the signers can change it. Outputs made by calls have `blake2_256("pillars/serial/1" ++ serial_u64)` from
//!   one global counter, those of a coinbase `blake2_256("pillars/coinbase/1" ++ height_u32 ++ parent_hash ++
//!   author)`; numbers are little-endian.
//! * **Shape** ([`check_shape`]). 1 to 256 inputs, no outpoint twice; 1 to 256 outputs, of amounts above
//!   zero, of ETP at least [`MIN_OUTPUT`] (0.001 ETP); memo of at most 256 bytes, empty or marked by its first
//!   byte (0 bytes, 1 UTF-8, 2 sealed box). A `Balance` lock holds ETP only. All parts together, witnesses included, have
//!   at most [`MAX_TRANSACTION_SIZE`] bytes encoded, and `not_before` has come: whoever has them checks that.
//! * **Conservation** ([`check_balance`]). Per asset, what goes in comes out; of ETP the surplus is the fee. A MIT in
//!   is a MIT out, or burned. Each *stored* output beyond the number of inputs costs [`OUTPUT_FEE`] (0.001 ETP), and
//!   registering a MIT [`MIT_FEE`] (0.1 ETP): state is not free.
//! * **Signatures** ([`sighash`], [`verify_witnesses`]). What is signed names the outputs spent, the outputs
//!   made and the chain's genesis hash; `SingleAnyoneCanPay` covers one input and the output of the same
//!   index only, and is an error, never a constant, if there is none.
//! * **Policies** ([`Policy`], [`templates`]). An output under a `Policy` lock is spent by revealing the policy of that
//!   hash and what meets it. Depth at most [`MAX_POLICY_DEPTH`] (4), at most [`MAX_POLICY_NODES`] (32) nodes and
//!   [`MAX_POLICY_SIZE`] (2 048) bytes; lists not empty and without equal branches, `1 <= k <= n`; decoded with these
//!   limits and without trailing bytes. `All` is met by all of its branches in order, `Any` by one, `Threshold(k)` by
//!   k of them in rising order; a satisfaction that is not used is an error. `After(n)`: now >= n. `Older(n)`:
//!   now - height of the output >= n. `Sha256`: a preimage of exactly 32 bytes. `Pays` holds if the transaction has
//!   an output of exactly that value under the lock of that hash.
//! * **One output pays once.** Each output is claimed by at most one `SingleAnyoneCanPay` input (that of its own index)
//!   or one `Pays` that is met; claims are made in the order of inputs, then depth first, and a `Pays` takes the first
//!   free output that fits.
//! * **Tokens and MITs** ([`check_symbol`], [`check_mit_symbol`]). Symbols are of 1 to 64 characters; the first label
//!   of a token's symbol is its domain.
//! * **Coinstake** ([`check_coinstake`]). Input 0 is the kernel outpoint of the header; all inputs are ETP under
//!   one `Account` lock; at most nine more, each mature and below 1 000 ETP, and then all together below
//!   2 000 ETP; output 0 is the empty marker, then one output, or two if the sum is at least 2 000 ETP (one of
//!   them of 1 000 ETP), under the same lock; what goes in comes out; no memo, `not_before` 0. So a stolen
//!   staking key can move nothing to anyone.
//! * **Heights.** "Now" is the height of the block that holds the transaction; `not_before` and `until` hold
//!   from that height on (`now >= n`).

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	test,
	allow(clippy::arithmetic_side_effects, reason = "an overflow fails the test, as it should")
)]

extern crate alloc;

mod api;
mod assets;
mod checks;
mod claims;
mod coinstake;
mod error;
mod id;
mod policy;
mod proof;
mod sighash;
pub mod templates;
#[cfg(test)]
mod testing;
mod types;
mod witness;

pub use api::*;
pub use assets::{
	check_mit_symbol, check_symbol, domain_commitment, domain_of, share_suffices, BadSymbol,
	MiningModel, Reissue, MAX_CONTENT, MAX_DECIMALS, MAX_DESCRIPTION, MAX_SYMBOL,
};
pub use checks::{
	check_balance, check_shape, check_unlocked, Balanced, MAX_TRANSACTION_SIZE, MIN_OUTPUT,
	MIT_FEE, OUTPUT_FEE,
};
pub use coinstake::{
	build_coinstake, check_coinstake, is_stake_mature, CoinstakeError, MAX_COLLECTED, SPLIT_AT,
	STAKE_UNIT,
};
pub use error::RuleError;
pub use id::{coinbase_id, serial_id};
pub use policy::Policy;
pub use proof::{
	PolicyBytes, Satisfaction, Witness, MAX_POLICY_DEPTH, MAX_POLICY_NODES, MAX_POLICY_SIZE,
};
pub use sighash::{sighash, wrapped, Mode};
pub use types::{
	Asset, CoinOrigin, Lock, Memo, MitId, OutPoint, Output, Transaction, TransactionV1, Unspent,
	Value, ETP_ASSET, MAX_INPUTS, MAX_MEMO, MAX_OUTPUTS,
};
pub use witness::{count_witnesses, verify_witnesses, Checked, SpendContext};
