//! A chain in this process: a real client and database with the real WASM runtime, and blocks made by hand, right
//! or wrong.

use frame_support::genesis_builder_helper::{build_state, get_preset};
use pillars_consensus::{
	chain_weight, DeferredBlocks, HeaviestChain, HybridBlockImport, HybridVerifier,
};
use pillars_consensus_primitives::{
	inherents::BlockInherents, pre_hash, seal_message, Claim, Claimed, CompatibleDigestItem,
	Context, HybridConsensusApi, PreDigest, Seal,
};
use pillars_ethash::CachePool;
use pillars_ledger::{build_coinstake, Transaction};
use pillars_primitives::{
	opaque::{Block, UncheckedExtrinsic},
	AccountId, Hash, Header,
};
use pillars_rules::{meets_target, Kind};
use pillars_runtime::{apis::RuntimeApi, RuntimeGenesisConfig, WASM_BINARY};
use sc_block_builder::BlockBuilderBuilder;
use sc_chain_spec::json_patch;
use sc_client_api::HeaderBackend;
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sc_consensus::{BlockImport, BlockImportParams, ImportResult, StateAction, Verifier};
use sc_executor::WasmExecutor;
use sc_service::client::{Client as FullClient, LocalCallExecutor};
use serde_json::{json, Value};
use sp_api::ProvideRuntimeApi;
use sp_consensus::{BlockOrigin, SelectChain};
use sp_core::storage::{well_known_keys, Storage};
use sp_core::Pair;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{Digest, DigestItem};
use sp_state_machine::BasicExternalities;
use std::{
	path::Path,
	sync::{Arc, OnceLock},
};

pub type Executor = WasmExecutor<sp_io::SubstrateHostFunctions>;
pub type Backend = sc_client_db::Backend<Block>;
pub type Client =
	FullClient<Backend, LocalCallExecutor<Block, Backend, Executor>, Block, RuntimeApi>;
pub type Import = HybridBlockImport<Arc<Client>, Backend, Client>;

/// First timestamp used, in ms; a whole slot of every preset.
pub const START: u64 = 1_700_000_000_000;
/// Without finality, states below the best block by so many blocks become canonical, as in a real node.
const CANONICALISED_AFTER: u64 = 4_096;
/// Length of a slot in these tests.
pub const SLOT: u64 = 1_000;

/// One for all tests of a binary: the cache of epoch 0 takes a second to make.
pub fn caches() -> Arc<CachePool> {
	static CACHES: OnceLock<Arc<CachePool>> = OnceLock::new();
	CACHES.get_or_init(|| Arc::new(CachePool::new())).clone()
}

/// One for all chains: it keeps the compiled runtime, and compiling takes seconds.
fn executor() -> Executor {
	static EXECUTOR: OnceLock<Executor> = OnceLock::new();
	EXECUTOR.get_or_init(|| Executor::builder().build()).clone()
}

/// The whole genesis configuration of a preset.
fn genesis_of(preset: &str) -> Value {
	let json = |bytes: Vec<u8>| serde_json::from_slice(&bytes).unwrap();
	let mut genesis: Value = json(get_preset::<RuntimeGenesisConfig>(&None, |_| None).unwrap());
	json_patch::merge(
		&mut genesis,
		json(pillars_runtime::genesis::preset(&preset.into()).unwrap()),
	);
	genesis
}

/// The first state of a chain, with the runtime's WASM in it.
fn storage_of(genesis: &Value, then: impl FnOnce()) -> Storage {
	let mut externalities = BasicExternalities::new_empty();
	externalities
		.execute_with(|| build_state::<RuntimeGenesisConfig>(genesis.to_string().into_bytes()))
		.unwrap();
	externalities.execute_with(then);
	let mut storage = externalities.into_storages();
	storage.top.insert(well_known_keys::CODE.to_vec(), WASM_BINARY.unwrap().to_vec());
	storage
}

pub struct Chain {
	pub client: Arc<Client>,
	pub backend: Arc<Backend>,
	pub select_chain: HeaviestChain<Backend, Client>,
	pub import: Import,
	pub verifier: HybridVerifier<Client>,
}

impl Chain {
	/// The development preset with difficulties of 1, so that any nonce and any coin wins.
	pub fn new() -> Self {
		Self::with(|_| {})
	}

	/// The same after a change of its genesis (in the JSON form of chain specifications).
	pub fn with(change: impl FnOnce(&mut Value)) -> Self {
		Self::with_state(change, || {})
	}

	/// The same with what `then` writes into the first state, past what a genesis can say.
	pub fn with_state(change: impl FnOnce(&mut Value), then: impl FnOnce()) -> Self {
		Self::open(Backend::new_test(1_000_000, CANONICALISED_AFTER), change, then)
	}

	/// The same in a database on disk.
	pub fn on_disk(path: &Path, change: impl FnOnce(&mut Value)) -> Self {
		let settings = DatabaseSettings {
			trie_cache_maximum_size: None,
			state_pruning: Some(PruningMode::ArchiveAll),
			source: DatabaseSource::ParityDb { path: path.into() },
			blocks_pruning: BlocksPruning::KeepAll,
			pruning_filters: Vec::new(),
			metrics_registry: None,
		};
		Self::open(Backend::new(settings, CANONICALISED_AFTER).unwrap(), change, || {})
	}

	/// The same, keeping the states of so few blocks, which become canonical after as many.
	pub fn pruned(states: u32, change: impl FnOnce(&mut Value)) -> Self {
		Self::open(Backend::new_test(states, states.into()), change, || {})
	}

	fn open(backend: Backend, change: impl FnOnce(&mut Value), then: impl FnOnce()) -> Self {
		let backend = Arc::new(backend);
		let mut genesis = genesis_of("development");
		genesis["difficulty"] = json!({ "pow": 1, "pos": 1 });
		let parameters = &mut genesis["hybridConsensus"]["parameters"];
		parameters["pow"]["minDifficulty"] = json!(1);
		parameters["pos"]["minDifficulty"] = json!(1);
		change(&mut genesis);
		let storage = storage_of(&genesis, then);

		let executor = executor();
		let genesis = sc_chain_spec::GenesisBlockBuilder::new_with_storage(
			storage,
			true,
			backend.clone(),
			executor.clone(),
		)
		.unwrap();
		let client: Client = sc_service::client::new_with_backend(
			backend.clone(),
			executor,
			genesis,
			Box::new(sp_core::testing::TaskExecutor::new()),
			None,
			None,
			Default::default(),
		)
		.unwrap();
		let client = Arc::new(client);
		let select_chain = HeaviestChain::new(backend.clone(), client.clone());
		let import =
			HybridBlockImport::new(client.clone(), client.clone(), select_chain.clone(), None)
				.unwrap();
		let deferred = DeferredBlocks::default();
		let verifier = HybridVerifier::new(client.clone(), caches(), deferred.clone(), None);
		Self { client, backend, select_chain, import, verifier }
	}

	pub fn genesis(&self) -> Hash {
		self.client.info().genesis_hash
	}

	/// Hash of the best block, as authors see it.
	pub fn best(&self) -> Hash {
		futures::executor::block_on(self.select_chain.best_chain()).unwrap().hash()
	}

	pub fn weight(&self, hash: Hash) -> u128 {
		chain_weight(&*self.client, hash).unwrap().unwrap()
	}

	pub fn context(&self, parent: Hash, timestamp: u64) -> Context {
		let nobody = AccountId::new([0; 32]);
		self.client.runtime_api().context(parent, parent, timestamp, nobody, None).unwrap()
	}

	/// The claim that a good block of this kind would make; Alice mines and stakes.
	pub fn claim(&self, parent: Hash, kind: Kind, timestamp: u64) -> Claimed {
		let context = self.context(parent, timestamp);
		let alice = Sr25519Keyring::Alice.to_account_id();
		let (author, claim) = match kind {
			Kind::Pow => (alice, Claim::Pow { difficulty: context.difficulties.pow }),
			Kind::Pos => {
				let stake = self.coins(parent, &alice)[0].outpoint;
				let difficulty = context.effective_pos;
				(alice, Claim::Pos { difficulty, slot: timestamp / SLOT, stake })
			},
			Kind::Dpos => {
				let witness = context.witness.map_or(alice, |(witness, _)| witness);
				let (epoch, turn) = (context.turn.epoch, context.turn.turn);
				(witness, Claim::Dpos { epoch, turn })
			},
		};
		Claimed { author, pre_digest: PreDigest { timestamp, claim } }
	}

	/// Coins of at least 1 000 ETP that an account may stake on this block.
	pub fn coins(&self, at: Hash, owner: &AccountId) -> Vec<pillars_consensus_primitives::Coin> {
		let page = self.client.runtime_api().coins(at, vec![owner.clone()], None, 1_000).unwrap();
		page.coins
			.into_iter()
			.filter(|coin| coin.is_mature && coin.amount() >= pillars_rules::MIN_STAKE)
			.collect()
	}

	/// A block without its seal; `coinstake` instead of the right one, if given.
	pub fn build(&self, parent: Hash, claimed: &Claimed, coinstake: Option<Transaction>) -> Block {
		let kind = claimed.pre_digest.claim.kind();
		let coinstake = coinstake.or_else(|| {
			let stake = claimed.pre_digest.claim.stake()?;
			let coin = self.client.runtime_api().find_coins(parent, vec![stake]).unwrap().pop()?;
			build_coinstake((stake, coin.output), Vec::new())
		});
		let mut data = sp_inherents::InherentData::new();
		data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &claimed.pre_digest.timestamp).unwrap();
		let inherents = BlockInherents { kind, mst: None, coinstake };
		inherents.provide(&mut data).unwrap();
		let mut builder = BlockBuilderBuilder::new(&*self.client)
			.on_parent_block(parent)
			.fetch_parent_block_number(&*self.client)
			.unwrap()
			.with_inherent_digests(Digest { logs: claimed.digest_items() })
			.build()
			.unwrap();
		for inherent in builder.create_inherents(data).unwrap() {
			builder.push(inherent).unwrap();
		}
		builder.build().unwrap().into_inner().0
	}

	/// The right seal for a header.
	pub fn seal(&self, header: &Header, claimed: &Claimed) -> Seal {
		let hash = header.hash();
		let signature = || {
			Sr25519Keyring::from_account_id(&claimed.author)
				.unwrap_or(Sr25519Keyring::Eve)
				.pair()
				.sign(&seal_message(&hash))
		};
		match claimed.pre_digest.claim {
			Claim::Pow { difficulty } => solve(hash, header.number, difficulty),
			Claim::Pos { .. } => Seal::Pos(signature().into()),
			Claim::Dpos { .. } => Seal::Dpos(signature().into()),
		}
	}

	/// A block with this claim and its right seal.
	pub fn make_claimed(&self, parent: Hash, claimed: &Claimed) -> Block {
		let mut block = self.build(parent, claimed, None);
		let seal = self.seal(&block.header, claimed);
		block.header.digest.push(DigestItem::hybrid_seal(&seal));
		block
	}

	/// A good block.
	pub fn make(&self, parent: Hash, kind: Kind, timestamp: u64) -> Block {
		self.make_claimed(parent, &self.claim(parent, kind, timestamp))
	}

	/// Verifies and imports a block as the queue does.
	pub fn import(&self, block: Block) -> Result<Hash, String> {
		self.import_from(block, BlockOrigin::NetworkBroadcast, StateAction::Execute)
	}

	/// The same with a block that came in another way.
	pub fn import_from(
		&self,
		block: Block,
		origin: BlockOrigin,
		state_action: StateAction<Block>,
	) -> Result<Hash, String> {
		let Block { header, extrinsics } = block;
		let hash = header.hash();
		let mut params = BlockImportParams::new(origin, header);
		params.body = Some(extrinsics);
		params.post_hash = Some(hash);
		params.state_action = state_action;
		futures::executor::block_on(async {
			let params = self.verifier.verify(params).await?;
			match self.import.import_block(params).await {
				Ok(ImportResult::Imported(_)) => Ok(hash),
				Ok(other) => Err(format!("{other:?}")),
				Err(error) => Err(error.to_string()),
			}
		})
	}

	/// Makes and imports a good block.
	pub fn grow(&self, parent: Hash, kind: Kind, timestamp: u64) -> Hash {
		self.import(self.make(parent, kind, timestamp)).unwrap()
	}

	/// Grows a branch of these kinds, a second apart, from `parent`, starting at `timestamp`.
	pub fn grow_all(&self, parent: Hash, kinds: &[Kind], timestamp: u64) -> Hash {
		kinds
			.iter()
			.zip(0u64..)
			.fold(parent, |parent, (kind, n)| self.grow(parent, *kind, timestamp + n * SLOT))
	}

	/// The error for a `Pow` block on genesis after a change of its sealed header.
	pub fn refused(
		&self,
		change: impl FnOnce(&mut Header, &mut Vec<UncheckedExtrinsic>),
	) -> String {
		let mut block = self.make(self.genesis(), Kind::Pow, START);
		change(&mut block.header, &mut block.extrinsics);
		self.import(block).unwrap_err()
	}
}

/// A nonce that meets the difficulty.
pub fn solve(hash: Hash, number: u32, difficulty: u128) -> Seal {
	let cache = caches().get(number / pillars_ethash::EPOCH_LENGTH);
	(0u64..)
		.find_map(|nonce| {
			let output = cache.hash(hash.as_fixed_bytes(), nonce);
			meets_target(&output.result, difficulty)
				.then(|| Seal::Pow { nonce, mix_hash: output.mix_hash.into() })
		})
		.unwrap()
}

/// Replaces the seal of a header by the right one for what it now says.
pub fn reseal(chain: &Chain, header: &mut Header, claimed: &Claimed) {
	header.digest.pop();
	let seal = chain.seal(header, claimed);
	header.digest.push(DigestItem::hybrid_seal(&seal));
	let _ = pre_hash(header);
}
