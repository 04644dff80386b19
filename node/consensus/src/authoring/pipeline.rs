//! What the three authors share: asking for the context, proposing, sealing and importing.

use super::{coins::CoinBook, guard::SigningGuard, pause::SyncPause, token::MinedToken};
use crate::{
	aux_schema, block_import::Verified, client::EngineClient, select_chain::HeaviestChain,
	verifier::now, verify, Error, Metrics,
};
use pillars_consensus_primitives::{
	inherents::BlockInherents, Claimed, CompatibleDigestItem, Context, HybridConsensusApi, Seal,
	Sealed,
};
use pillars_ethash::CachePool;
use pillars_ledger::{OutPoint, Transaction};
use pillars_primitives::{opaque::Block, AccountId, Hash, Header, Moment};
use sc_client_api::Backend;
use sc_consensus::{
	BlockImport, BlockImportParams, ImportResult, JustificationSyncLink, StateAction,
	StorageChanges,
};
use sp_consensus::{BlockOrigin, Environment, Proposal, ProposeArgs, Proposer, SyncOracle};
use sp_inherents::InherentData;
use sp_keystore::KeystorePtr;
use sp_runtime::{Digest, DigestItem};
use std::{sync::Arc, time::Duration};

/// Longest time for filling a block with transactions.
const PROPOSING_TIME: Duration = Duration::from_millis(500);

/// What the authors need; one for all three.
pub struct AuthorParams<E, I, BE, C> {
	/// The client.
	pub client: Arc<C>,
	/// Tells what to build on.
	pub select_chain: HeaviestChain<BE, C>,
	/// Makes proposers.
	pub env: E,
	/// The outermost block import.
	pub block_import: I,
	/// Tells whether a major sync is under way and whether there are peers.
	pub sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	/// Takes requests for justifications.
	pub justification_sync_link: Arc<dyn JustificationSyncLink<Block>>,
	/// The keys.
	pub keystore: KeystorePtr,
	/// Ethash caches, shared with the verifier.
	pub caches: Arc<CachePool>,
	/// Stake although no peer is connected (dev chains).
	pub stake_offline: bool,
	/// The token that is mined along with the blocks of all authors.
	pub token: Arc<dyn MinedToken>,
	/// The engine's metrics.
	pub metrics: Option<Metrics>,
}

/// The pipeline from a claim to an imported block.
pub struct Author<E, I, BE, C> {
	pub(crate) client: Arc<C>,
	pub(crate) select_chain: HeaviestChain<BE, C>,
	env: futures::lock::Mutex<E>,
	block_import: I,
	sync_oracle: Arc<dyn SyncOracle + Send + Sync>,
	justification_sync_link: Arc<dyn JustificationSyncLink<Block>>,
	pub(crate) keystore: KeystorePtr,
	pub(crate) caches: Arc<CachePool>,
	stake_offline: bool,
	token: Arc<dyn MinedToken>,
	/// The coins of the stakers. The `Pos` author holds it while it tries a slot.
	pub(crate) book: futures::lock::Mutex<CoinBook>,
	pub(crate) metrics: Option<Metrics>,
	pause: SyncPause,
	pub(crate) guard: SigningGuard<C>,
}

/// A block that lacks its seal.
pub(crate) struct Unsealed {
	pub(crate) proposal: Proposal<Block>,
	pub(crate) claimed: Claimed,
	pub(crate) context: Context,
}

impl Unsealed {
	/// Hash of the header without the seal.
	pub(crate) fn pre_hash(&self) -> Hash {
		self.proposal.block.header.hash()
	}

	/// The block it is built on.
	pub(crate) const fn parent(&self) -> Hash {
		self.proposal.block.header.parent_hash
	}
}

impl<E, I, BE, C> Author<E, I, BE, C>
where
	E: Environment<Block> + Send + 'static,
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
	BE: Backend<Block> + 'static,
	C: EngineClient,
{
	/// Shared by the three authors.
	pub fn new(params: AuthorParams<E, I, BE, C>) -> Arc<Self> {
		let AuthorParams {
			client,
			select_chain,
			env,
			block_import,
			sync_oracle,
			justification_sync_link,
			keystore,
			caches,
			stake_offline,
			token,
			metrics,
		} = params;
		Arc::new(Self {
			guard: SigningGuard::new(client.clone()),
			client,
			select_chain,
			env: futures::lock::Mutex::new(env),
			block_import,
			sync_oracle,
			justification_sync_link,
			keystore,
			caches,
			stake_offline,
			token,
			book: futures::lock::Mutex::default(),
			metrics,
			pause: SyncPause::new(),
		})
	}

	/// The block to build on, unless this node must wait.
	pub(crate) fn parent(&self) -> Result<Option<Header>, Error> {
		let is_major_syncing = self.sync_oracle.is_major_syncing();
		let best = match self.select_chain.best_tip() {
			// The blocks of a fast sync come before the state that lets them be judged.
			Err(Error::NoTip) if is_major_syncing => return Ok(None),
			best => best?,
		};
		let age = now().saturating_sub(best.record.timestamp);
		if self.pause.must_wait(is_major_syncing, best.hash, age) {
			return Ok(None);
		}
		Ok(Some(self.client.expect_header(best.hash)?))
	}

	/// Whether the rules of good conduct allow staking now (white paper: at least one connection).
	pub(crate) fn may_stake(&self) -> bool {
		self.stake_offline || !self.sync_oracle.is_offline()
	}

	/// What decides over a child of `parent`.
	pub(crate) fn context(
		&self,
		parent: Hash,
		timestamp: Moment,
		author: &AccountId,
		stake: Option<OutPoint>,
	) -> Result<Context, Error> {
		let api = self.client.runtime_api();
		Ok(api.context(parent, parent, timestamp, author.clone(), stake)?)
	}

	/// Builds a block on `parent` with this claim.
	pub(crate) async fn propose(
		&self,
		parent: &Header,
		claimed: Claimed,
		context: Context,
		coinstake: Option<Transaction>,
	) -> Result<Unsealed, Error> {
		let failed = |error: &dyn std::fmt::Display| Error::Proposing(error.to_string());
		let pre_digest = &claimed.pre_digest;
		let mut inherent_data = InherentData::new();
		inherent_data
			.put_data(sp_timestamp::INHERENT_IDENTIFIER, &pre_digest.timestamp)
			.map_err(|error| failed(&error))?;
		let mst = self.token.at(parent.hash());
		BlockInherents { kind: pre_digest.claim.kind(), mst, coinstake }
			.provide(&mut inherent_data)
			.map_err(|error| failed(&error))?;
		let proposer = self.env.lock().await.init(parent).await.map_err(|error| failed(&error))?;
		let proposal = proposer
			.propose(ProposeArgs {
				inherent_data,
				inherent_digests: Digest { logs: claimed.digest_items() },
				max_duration: PROPOSING_TIME,
				..Default::default()
			})
			.await
			.map_err(|error| failed(&error))?;
		Ok(Unsealed { proposal, claimed, context })
	}

	/// Adds the seal, checks the block as if somebody else had made it, and imports it.
	pub(crate) async fn seal(&self, unsealed: Unsealed, seal: Seal) -> Result<Hash, Error> {
		let pre_hash = unsealed.pre_hash();
		let Unsealed { proposal, claimed, context } = unsealed;
		let (header, body) = (proposal.block.header, proposal.block.extrinsics);
		let item: DigestItem = CompatibleDigestItem::hybrid_seal(&seal);
		let sealed = Sealed { claimed, seal };
		let parent_number = header.number.saturating_sub(1);
		let parent = aux_schema::record(&*self.client, &header.parent_hash, parent_number)?;
		verify::positional(&sealed.claimed, &parent)?;
		verify::contextual(&sealed, &pre_hash, &context)?;

		let number = header.number;
		let mut block = BlockImportParams::<Block>::new(BlockOrigin::Own, header);
		block.post_digests.push(item);
		block.body = Some(body);
		block.state_action =
			StateAction::ApplyChanges(StorageChanges::Changes(proposal.storage_changes));
		let hash = block.post_header().hash();
		block.post_hash = Some(hash);
		let verified = Verified::new(sealed, &context, parent);
		block.insert_intermediate(Verified::KEY, Ok::<_, Error>(verified));
		match self.block_import.import_block(block).await? {
			ImportResult::Imported(aux) => {
				ImportResult::Imported(aux).handle_justification(
					&hash,
					number,
					&*self.justification_sync_link,
				);
				Ok(hash)
			},
			other => Err(Error::NotImported(format!("{other:?}"))),
		}
	}
}
