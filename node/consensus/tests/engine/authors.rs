//! The authors, as tasks that run against a chain by the real clock.

use crate::common::{caches, Backend, Chain, Client, Import, START};
use codec::{DecodeAll, Encode};
use futures::{
	future::{pending, select, Ready},
	pin_mut, poll, FutureExt,
};
use futures_timer::Delay;
use pillars_consensus::authoring::{
	start_dpos, start_pow, Author, AuthorParams, MinedToken, PowParams,
};
use pillars_consensus_primitives::{parse_claim, Seal, WITNESS_KEY_TYPE};
use pillars_ledger::Asset;
use pillars_primitives::{opaque::Block, Hash, Header};
use pillars_rules::Kind::{self, Dpos, Pos, Pow};
use pillars_runtime::{RuntimeCall, UncheckedExtrinsic};
use sc_block_builder::BlockBuilderBuilder;
use sc_client_api::{BlockBackend, HeaderBackend};
use sp_consensus::{Environment, Error, NoNetwork, Proposal, ProposeArgs, Proposer};
use sp_keyring::Sr25519Keyring;
use sp_keystore::{testing::MemoryKeystore, Keystore};
use std::{
	future::Future,
	pin::Pin,
	sync::{
		atomic::{AtomicUsize, Ordering},
		Arc,
	},
	time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Runs a test that itself blocks on the chain now and then, which the executor of `futures` does not allow inside of
/// another of its own.
fn block_on(test: impl Future<Output = ()>) {
	tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(test);
}

/// Makes proposers without transactions, of which so many finish.
struct Proposers {
	client: Arc<Client>,
	finish: Arc<AtomicUsize>,
}

struct OneProposer {
	client: Arc<Client>,
	parent: Hash,
	finishes: bool,
}

impl Environment<Block> for Proposers {
	type Proposer = OneProposer;
	type CreateProposer = Ready<Result<OneProposer, Error>>;
	type Error = Error;

	fn init(&mut self, parent: &Header) -> Self::CreateProposer {
		let left = self.finish.load(Ordering::Relaxed);
		self.finish.store(left.saturating_sub(1), Ordering::Relaxed);
		let (client, parent) = (self.client.clone(), parent.hash());
		futures::future::ready(Ok(OneProposer { client, parent, finishes: left > 0 }))
	}
}

impl Proposer<Block> for OneProposer {
	type Error = Error;
	type Proposal = Pin<Box<dyn Future<Output = Result<Proposal<Block>, Error>> + Send>>;

	fn propose(self, args: ProposeArgs<Block>) -> Self::Proposal {
		if !self.finishes {
			return pending().boxed();
		}
		let mut builder = BlockBuilderBuilder::new(&*self.client)
			.on_parent_block(self.parent)
			.fetch_parent_block_number(&*self.client)
			.unwrap()
			.with_inherent_digests(args.inherent_digests)
			.build()
			.unwrap();
		for inherent in builder.create_inherents(args.inherent_data).unwrap() {
			builder.push(inherent).unwrap();
		}
		let built = builder.build().unwrap();
		let proposal = Proposal { block: built.block, storage_changes: built.storage_changes };
		futures::future::ready(Ok(proposal)).boxed()
	}
}

/// Names always the same token.
struct Named(Asset);

impl MinedToken for Named {
	fn at(&self, _: Hash) -> Option<Asset> {
		Some(self.0)
	}
}

/// An author on this chain with the keys of all witnesses, of whose proposals so many finish.
fn author(chain: &Chain, finish: usize) -> Arc<Author<Proposers, Import, Backend, Client>> {
	author_of(chain, finish, Arc::new(()))
}

/// The same, which mines a token.
fn author_of(
	chain: &Chain,
	finish: usize,
	token: Arc<dyn MinedToken>,
) -> Arc<Author<Proposers, Import, Backend, Client>> {
	let keystore = MemoryKeystore::new();
	for witness in Sr25519Keyring::iter() {
		let _ = keystore.sr25519_generate_new(WITNESS_KEY_TYPE, Some(&witness.to_seed())).unwrap();
	}
	let client = chain.client.clone();
	Author::new(AuthorParams {
		env: Proposers { client: client.clone(), finish: Arc::new(AtomicUsize::new(finish)) },
		client,
		select_chain: chain.select_chain.clone(),
		block_import: chain.import.clone(),
		sync_oracle: Arc::new(NoNetwork),
		justification_sync_link: Arc::new(()),
		keystore: Arc::new(keystore),
		caches: caches(),
		stake_offline: true,
		token,
		metrics: None,
	})
}

fn now() -> u64 {
	u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

/// Lets the task run for this time or until the condition holds.
async fn run(
	task: &mut (impl Future<Output = ()> + Unpin),
	seconds: u64,
	until: impl Fn() -> bool,
) {
	let wait = async {
		for _ in 0..seconds * 50 {
			Delay::new(Duration::from_millis(20)).await;
			if until() {
				return;
			}
		}
	};
	pin_mut!(wait);
	select(task, wait).await;
}

/// Kind and parent of the best block.
fn best_of(chain: &Chain) -> (Option<Kind>, Hash) {
	let header = chain.client.header(chain.best()).unwrap().unwrap();
	(
		parse_claim(&header.digest).ok().map(|claimed| claimed.pre_digest.claim.kind()),
		header.parent_hash,
	)
}

#[test]
fn a_witness_looks_at_the_best_block_and_not_at_the_newest() {
	let chain = Chain::new();
	let task = start_dpos(author(&chain, 100));
	pin_mut!(task);
	block_on(async {
		assert!(poll!(&mut task).is_pending(), "it waits for blocks");
		let start = now() - 2_000;
		let best = chain.grow(chain.genesis(), Pow, start);
		// Two notifications lie there, the second of a block that is not the best.
		chain.grow(chain.genesis(), Pow, start + 1);
		assert_eq!(chain.best(), best);
		run(&mut task, 5, || chain.best() != best).await;
		assert_eq!(best_of(&chain), (Some(Dpos), best));
	});
}

#[test]
fn a_witness_that_waits_for_its_time_turns_to_a_better_block() {
	let chain = Chain::new();
	let task = start_dpos(author(&chain, 100));
	pin_mut!(task);
	block_on(async {
		assert!(poll!(&mut task).is_pending());
		// The time of its follower is far off.
		let ahead = chain.grow(chain.genesis(), Pow, now() + 30_000);
		run(&mut task, 1, || false).await;
		assert_eq!(chain.best(), ahead);
		let heavier = chain.grow_all(chain.genesis(), &[Pos, Pow], START);
		run(&mut task, 5, || chain.best() != heavier).await;
		assert_eq!(best_of(&chain), (Some(Dpos), heavier));
	});
}

#[test]
fn a_solution_is_imported_while_the_next_template_is_made() {
	let chain = Chain::new();
	// The second template is never finished.
	let author = author(&chain, 1);
	let params = PowParams {
		author: Sr25519Keyring::Alice.to_account_id(),
		transactions: Box::pin(futures::stream::pending()),
		refresh: Duration::from_millis(50),
	};
	let (miners, task) = start_pow(author, params);
	pin_mut!(task);
	block_on(async {
		run(&mut task, 5, || miners.work().is_some()).await;
		let work = miners.work().unwrap();
		run(&mut task, 1, || false).await;
		let Seal::Pow { nonce, mix_hash } =
			crate::common::solve(work.pre_hash, work.number, work.difficulty)
		else {
			unreachable!()
		};
		miners.submit(work.pre_hash, nonce, mix_hash).unwrap();
		run(&mut task, 5, || chain.client.info().best_number == 1).await;
		assert_eq!(best_of(&chain), (Some(Pow), chain.genesis()));
	});
}

/// The token that the coinbase of a block names.
fn named(chain: &Chain, block: Hash) -> Option<Asset> {
	let body = chain.client.block_body(block).unwrap().unwrap();
	let coinbase = UncheckedExtrinsic::decode_all(&mut &body[1].encode()[..]).unwrap().function;
	assert!(matches!(coinbase, RuntimeCall::HybridConsensus(_)), "not a coinbase: {coinbase:?}");
	// Behind the numbers of pallet and call.
	Option::decode_all(&mut &coinbase.encode()[2..]).unwrap()
}

#[test]
fn blocks_name_the_token_and_one_that_does_not_exist_does_no_harm() {
	let chain = Chain::new();
	assert_eq!(named(&chain, chain.grow(chain.genesis(), Pos, START)), None);
	let task = start_dpos(author_of(&chain, 100, Arc::new(Named(77))));
	pin_mut!(task);
	block_on(async {
		assert!(poll!(&mut task).is_pending());
		let best = chain.grow(chain.best(), Pow, now() - 2_000);
		run(&mut task, 5, || chain.best() != best).await;
		assert_eq!(best_of(&chain), (Some(Dpos), best));
		assert_eq!(named(&chain, chain.best()), Some(77));
	});
}
