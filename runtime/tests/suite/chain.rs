//! A chain over the runtime: makes blocks as an author would and executes them as an importer
//! would.

use codec::Encode;
use pillars_consensus_primitives::{inherents::BlockInherents, Claim, Claimed, Coin, PreDigest};
use pillars_ledger::{build_coinstake, coinbase_id, Asset, OutPoint, Transaction, Unspent};
use pillars_primitives::{AccountId, Balance, Hash, Header, Moment, Nonce, Signature};
use pillars_runtime::{
	genesis, Address, Avatars, Block, Candidates, Difficulty, Executive, HybridConsensus,
	MarsReputation, MstMining, Runtime, RuntimeCall, RuntimeGenesisConfig, SignedPayload, System,
	TxExtension, UncheckedExtrinsic, UtxoAssets, WitnessCertificates, VERSION,
};
use pillars_traits::StakeInspect;
use sp_block_builder::runtime_decl_for_block_builder::BlockBuilderV6;
use sp_genesis_builder::PresetId;
use sp_inherents::InherentData;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	traits::Header as _,
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, Digest, DispatchError,
};

/// Time of the first block.
const START: Moment = 1_790_000_000_000;

/// The state after some blocks, and the header of the last.
pub(crate) struct Chain {
	ext: sp_io::TestExternalities,
	parent: Header,
	/// The time of the last block.
	pub(crate) time: Moment,
	/// The token that authors name in the coinbase.
	pub(crate) mst: Option<Asset>,
}

/// The state of a preset.
pub(crate) fn genesis(preset: &str) -> sp_io::TestExternalities {
	genesis_with(preset, |_| {})
}

/// The same after a change of its configuration (in the JSON form of chain specifications).
pub(crate) fn genesis_with(
	preset: &str,
	change: impl FnOnce(&mut serde_json::Value),
) -> sp_io::TestExternalities {
	let patch = genesis::preset(&PresetId::from(preset)).expect("the preset exists");
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
	merge(&mut config, serde_json::from_slice(&patch).unwrap());
	change(&mut config);
	let mut ext = sp_io::TestExternalities::default();
	ext.execute_with(|| {
		frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(
			config.to_string().into_bytes(),
		)
		.unwrap();
	});
	ext
}

/// As chain specifications are merged with their patch (RFC 7386).
fn merge(target: &mut serde_json::Value, patch: serde_json::Value) {
	match (target, patch) {
		(serde_json::Value::Object(target), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(target.entry(key).or_insert(serde_json::Value::Null), value);
			}
		},
		(target, patch) => *target = patch,
	}
}

/// Checks what must hold in any state.
pub(crate) fn check_state() {
	Difficulty::do_try_state().unwrap();
	HybridConsensus::do_try_state().unwrap();
	UtxoAssets::do_try_state().unwrap();
	Avatars::do_try_state().unwrap();
	MstMining::do_try_state().unwrap();
	MarsReputation::do_try_state().unwrap();
	Candidates::do_try_state().unwrap();
	WitnessCertificates::do_try_state().unwrap();
}

impl Chain {
	/// At the genesis of a preset.
	pub(crate) fn new(preset: &str) -> Self {
		Self::on(genesis(preset))
	}

	/// At the genesis of this state.
	pub(crate) fn on(mut ext: sp_io::TestExternalities) -> Self {
		let zero = Hash::zero();
		let parent = ext.execute_with(|| {
			let root = Hash::from_slice(&sp_io::storage::root(VERSION.state_version()));
			let genesis = Header::new(0, zero, root, zero, Default::default());
			// Transactions sign it; the first block would write it only when it begins.
			frame_system::BlockHash::<Runtime>::insert(0, genesis.hash());
			genesis
		});
		Self { ext, parent, time: START, mst: None }
	}

	/// Looks at the state.
	pub(crate) fn at<R>(&mut self, look: impl FnOnce() -> R) -> R {
		self.ext.execute_with(look)
	}

	/// The last header.
	pub(crate) const fn head(&self) -> &Header {
		&self.parent
	}

	/// Adds a block six seconds later.
	pub(crate) fn add(
		&mut self,
		author: Sr25519Keyring,
		claim: Claim,
		txs: Vec<UncheckedExtrinsic>,
	) {
		let coinstake = match &claim {
			Claim::Pos { stake, .. } => Some(self.coinstake(*stake)),
			_ => None,
		};
		self.time += 6_000;
		let claimed = Claimed {
			author: author.to_account_id(),
			pre_digest: PreDigest { timestamp: self.time, claim },
		};
		let block = self.propose(&claimed, coinstake, txs);
		self.parent = block.header.clone();
		self.ext.execute_with(|| {
			let mut inherents = InherentData::new();
			inherents
				.put_data(sp_timestamp::INHERENT_IDENTIFIER, &claimed.pre_digest.timestamp)
				.unwrap();
			let kind = claimed.pre_digest.claim.kind();
			BlockInherents { kind, mst: self.mst, coinstake: None }
				.provide(&mut inherents)
				.unwrap();
			assert!(Runtime::check_inherents(block.clone().into(), inherents).ok());
			// Checks the roots of the state and of the extrinsics as well.
			Executive::execute_block(block.into());
			check_state();
		});
	}

	/// Adds a block of this author six seconds later, executed once and without a look at the whole state after it:
	/// for many blocks.
	pub(crate) fn hasten(&mut self, author: AccountId, claim: Claim) {
		self.time += 6_000;
		let claimed = Claimed { author, pre_digest: PreDigest { timestamp: self.time, claim } };
		let header = self.header(&claimed);
		let mst = self.mst;
		self.parent = self.ext.execute_with(|| {
			Executive::initialize_block(&header);
			for inherent in inherents(&claimed, mst, None) {
				Executive::apply_extrinsic(inherent).unwrap().unwrap();
			}
			Executive::finalize_block()
		});
	}

	/// Writes what the blocks so far changed below those that come: many then stay fast.
	pub(crate) fn commit(&mut self) {
		self.ext.commit_all().unwrap();
	}

	/// Builds a block and leaves the state as it was.
	fn propose(
		&mut self,
		claimed: &Claimed,
		coinstake: Option<Transaction>,
		txs: Vec<UncheckedExtrinsic>,
	) -> Block {
		let (header, mst) = (self.header(claimed), self.mst);
		// On a copy: the root within a storage transaction is not that of a block.
		let mut copy = sp_io::TestExternalities::new_empty();
		copy.backend = self.ext.as_backend();
		copy.execute_with(|| {
			Executive::initialize_block(&header);
			let mut extrinsics = inherents(claimed, mst, coinstake);
			extrinsics.extend(txs);
			for extrinsic in &extrinsics {
				Executive::apply_extrinsic(extrinsic.clone()).unwrap().unwrap();
			}
			Block { header: Executive::finalize_block(), extrinsics }
		})
	}

	/// The header of the next block before it is executed.
	pub(crate) fn header(&self, claimed: &Claimed) -> Header {
		Header::new(
			self.parent.number + 1,
			Default::default(),
			Default::default(),
			self.parent.hash(),
			Digest { logs: claimed.digest_items() },
		)
	}

	/// What a `Pow` block after the last one says of a transaction.
	pub(crate) fn apply(&mut self, tx: UncheckedExtrinsic) -> ApplyExtrinsicResult {
		let pre_digest =
			PreDigest { timestamp: self.time + 6_000, claim: Claim::Pow { difficulty: 600 } };
		let claimed = Claimed { author: Sr25519Keyring::Eve.to_account_id(), pre_digest };
		let (header, mst) = (self.header(&claimed), self.mst);
		let mut copy = sp_io::TestExternalities::new_empty();
		copy.backend = self.ext.as_backend();
		copy.execute_with(|| {
			Executive::initialize_block(&header);
			for inherent in inherents(&claimed, mst, None) {
				Executive::apply_extrinsic(inherent).unwrap().unwrap();
			}
			let result = Executive::apply_extrinsic(tx);
			Executive::finalize_block();
			check_state();
			result
		})
	}

	/// The inherents of the next block.
	pub(crate) fn inherents(
		&mut self,
		claimed: &Claimed,
		coinstake: Option<Transaction>,
	) -> Vec<UncheckedExtrinsic> {
		let mst = self.mst;
		self.at(|| inherents(claimed, mst, coinstake))
	}

	/// What a block of this claim after the last one says of each of these extrinsics, inherents among them, up to the
	/// first that makes it invalid.
	pub(crate) fn apply_all(
		&mut self,
		claimed: &Claimed,
		extrinsics: Vec<UncheckedExtrinsic>,
	) -> Vec<ApplyExtrinsicResult> {
		let header = self.header(claimed);
		let mut copy = sp_io::TestExternalities::new_empty();
		copy.backend = self.ext.as_backend();
		copy.execute_with(|| {
			Executive::initialize_block(&header);
			let mut results = Vec::new();
			for extrinsic in extrinsics {
				results.push(Executive::apply_extrinsic(extrinsic));
				if results.last().is_some_and(Result::is_err) {
					break;
				}
			}
			results
		})
	}

	/// What the pool says of a transaction.
	pub(crate) fn validate(&mut self, tx: UncheckedExtrinsic) -> TransactionValidity {
		let parent = self.parent.hash();
		self.at(|| {
			use frame_support::storage::{with_transaction, TransactionOutcome};
			let say = || Executive::validate_transaction(TransactionSource::External, tx, parent);
			with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(say())))
				.unwrap()
		})
	}

	/// Moves a coin to itself, as a `Pos` block does.
	fn coinstake(&mut self, stake: OutPoint) -> Transaction {
		self.at(|| {
			let kernel = UtxoAssets::coin(&stake).expect("the coin is unspent");
			build_coinstake((stake, kernel.output), []).expect("the coin is ETP under an account")
		})
	}

	/// The coins of an account.
	pub(crate) fn coins(&mut self, owner: Sr25519Keyring) -> Vec<Coin> {
		self.at(|| UtxoAssets::coins(&[owner.to_account_id()], None, 1_000, 1).coins)
	}

	/// An output of the coinbase of the last block.
	pub(crate) fn coinbase(&mut self, author: Sr25519Keyring, index: u32) -> Option<Unspent> {
		let Header { number, parent_hash, .. } = self.parent;
		let txid = coinbase_id(number, &parent_hash, &author.to_account_id());
		self.at(|| UtxoAssets::coin(&OutPoint { txid, index }))
	}

	/// A transaction of an account.
	pub(crate) fn sign(
		&mut self,
		who: Sr25519Keyring,
		call: impl Into<RuntimeCall>,
		nonce: Nonce,
		tip: Balance,
	) -> UncheckedExtrinsic {
		let call = call.into();
		self.at(|| {
			let extension = extension(nonce, tip);
			let payload = SignedPayload::new(call.clone(), extension.clone()).unwrap();
			let signature = payload.using_encoded(|payload| who.sign(payload));
			UncheckedExtrinsic::new_signed(
				call,
				Address::Id(who.to_account_id()),
				Signature::Sr25519(signature),
				extension,
			)
		})
	}

	/// A transaction that no account signs.
	pub(crate) fn general(call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_transaction(call.into(), extension(0, 0))
	}

	/// Free ETP of an account, in satoshi.
	pub(crate) fn balance(&mut self, who: &AccountId) -> Balance {
		self.at(|| System::account(who).data.free)
	}
}

/// The inherents of a block.
fn inherents(
	claimed: &Claimed,
	mst: Option<Asset>,
	coinstake: Option<Transaction>,
) -> Vec<UncheckedExtrinsic> {
	let PreDigest { timestamp, claim } = &claimed.pre_digest;
	let mut data = InherentData::new();
	data.put_data(sp_timestamp::INHERENT_IDENTIFIER, timestamp).unwrap();
	BlockInherents { kind: claim.kind(), mst, coinstake }.provide(&mut data).unwrap();
	Runtime::inherent_extrinsics(data)
}

fn extension(nonce: Nonce, tip: Balance) -> TxExtension {
	(
		frame_system::AuthorizeCall::<Runtime>::new(),
		frame_system::CheckNonZeroSender::<Runtime>::new(),
		frame_system::CheckSpecVersion::<Runtime>::new(),
		frame_system::CheckTxVersion::<Runtime>::new(),
		frame_system::CheckGenesis::<Runtime>::new(),
		frame_system::CheckMortality::<Runtime>::from(Era::Immortal),
		frame_system::CheckNonce::<Runtime>::from(nonce),
		pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(false),
		frame_system::CheckWeight::<Runtime>::new(),
	)
}
