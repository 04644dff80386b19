//! How fast full blocks are executed: transactions of the ledger beside transfers between accounts.
//!
//! ```sh
//! cargo bench --workspace --bench throughput            # 1 000 transactions a block, 40 rounds
//! cargo bench --workspace --bench throughput -- 500 50
//! ```
//!
//! The client's block builder makes each block from signed transactions over the real WASM runtime, and
//! `Core_execute_block` executes it as an importer does, on one core: decoding, signatures, the pallets, storage, the
//! roots of state and extrinsics. The time of an empty block (its inherents and the coinbase) is taken off, as
//! the SDK's `benchmark extrinsic` does.
//!
//! Seen on one core of an Intel Xeon (two cores, 24 GiB, nothing else running), where the host takes 45 us for one sr25519
//! signature, three runs of 30 rounds one after another:
//!
//! | | us each | per second |
//! |---|---|---|
//! | `system.remark` | 121 | 8 284 to 8 293 |
//! | `balances.transfer_keep_alive` | 172 to 173 | 5 796 to 5 820 |
//! | `utxoAssets.submit`, 1 in 2 out | 119 to 121 | 8 266 to 8 407 |
//! | the same without a signature | 61 to 64 | 15 680 to 16 333 |
//!
//! So a submit is 1.42 to 1.45 times as fast as a transfer. The machine is a virtual one: at other times all four took up
//! to 1.4 times as long, with the same ratios.
//!
//! 57 us of a submit are its signature. By `perf` with `WASMTIME_PROFILING_STRATEGY=perfmap` the rest is mostly the way
//! in and out of the host: nearly 60 accesses to the storage, of which the ledger and the reputations make some 20 and
//! `frame-system` most others (the block number, the block weight and the events' count are read again by each
//! extension), each with an allocation or two by the host and a span of `tracing`; then the trie, copying, hashing of
//! ids. Two allocators took their part out of all four rows: the runtime's own for small pieces (`pillars-allocator`: 17
//! us; each allocation and each release was a call of the host before) and jemalloc in the node instead of the C
//! library's (7 us). Of what was tried, link-time optimisation of the whole runtime (`WASM_BUILD_TYPE=production`) gives 1
//! to 2 %, for minutes of compilation. Next would come: fewer reads by the extensions; the names of frame-system's maps
//! hashed once, not by the host at each access (`frame-support`, `storage_map_final_key`); signatures of a block verified
//! in a batch.

#![allow(
	missing_docs,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	clippy::float_arithmetic,
	reason = "a benchmark ends by panicking and prints fractions"
)]

#[allow(dead_code, unreachable_pub, clippy::panic, reason = "shared with the tests")]
#[path = "../tests/engine/common.rs"]
mod common;

use codec::{Decode, Encode};
use common::{Chain, START};
use pillars_ledger::{
	serial_id, sighash, Mode, OutPoint, Output, Policy, Satisfaction, Transaction, Value, Witness,
};
use pillars_primitives::{
	opaque::{Block, UncheckedExtrinsic as Opaque},
	units::ETP,
	AccountId, Hash, Nonce,
};
use pillars_rules::Kind;
use pillars_runtime::{
	Address, Runtime, RuntimeCall, Signature, SignedPayload, TxExtension, UncheckedExtrinsic,
	VERSION,
};
use sc_block_builder::BlockBuilderBuilder;
use serde_json::json;
use sp_api::{Core, ProvideRuntimeApi};
use sp_core::{sr25519, Pair};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	traits::{BlakeTwo256, Hash as _, Header as _},
	Digest, MultiSignature,
};
use std::time::{Duration, Instant};

/// What a coin of the benchmark is worth, in satoshi.
const COIN: u128 = ETP;

/// That of the node.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() {
	// Cargo passes `--bench`.
	let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
	let count: u32 = numbers.next().unwrap_or(1_000);
	let rounds: usize = numbers.next().unwrap_or(40) as usize;

	let owners: Vec<sr25519::Pair> = (0..count).map(owner).collect();
	let mut first_serial = 0;
	let chain = Chain::with(|genesis| {
		let outputs = genesis["utxoAssets"]["outputs"].as_array_mut().unwrap();
		first_serial = outputs.len() as u64;
		outputs.extend(owners.iter().map(|pair| {
			let owner = AccountId::from(pair.public());
			json!({ "lock": { "account": owner }, "amount": COIN as u64 })
		}));
		// As many that need no signature.
		let open = json!({ "lock": { "policy": open().hash() }, "amount": COIN as u64 });
		outputs.extend(owners.iter().map(|_| open.clone()));
	});
	let genesis = chain.genesis();
	let coins: Vec<OutPoint> = (first_serial..)
		.take(2 * owners.len())
		.map(|serial| OutPoint { txid: serial_id(serial), index: 0 })
		.collect();

	let remark =
		|n| account_call(genesis, n, frame_system::Call::remark { remark: Vec::new() }.into());
	let transfer = |n: Nonce| {
		let dest = Address::from(AccountId::from(owner(n + count).public()));
		let call = pallet_balances::Call::transfer_keep_alive { dest, value: COIN };
		account_call(genesis, n, call.into())
	};
	let submit = |n: u32| signed(genesis, &owners[n as usize], coins[n as usize]);
	let unsigned = |n: u32| unsigned(coins[(count + n) as usize]);
	let cases: [(&str, Vec<UncheckedExtrinsic>); 4] = [
		("system.remark", (0..count).map(remark).collect()),
		("balances.transfer_keep_alive", (0..count).map(transfer).collect()),
		("utxoAssets.submit, 1 in 2 out", (0..count).map(submit).collect()),
		("the same without a signature", (0..count).map(unsigned).collect()),
	];

	let (empty, _) = block(&chain, &[]);
	let made: Vec<(Block, Duration)> =
		cases.iter().map(|(_, transactions)| block(&chain, transactions)).collect();
	let blocks: Vec<&Block> =
		[&empty].into_iter().chain(made.iter().map(|(block, _)| block)).collect();
	let best = best_of(rounds, &chain, &blocks);

	println!("{count} transactions a block, best of {rounds} rounds, one core");
	println!("{:32} {:>10.1} us", "empty block", micros(best[0]));
	println!("{:32} {:>10} {:>10} {:>10} {:>10}", "", "us each", "per second", "build us", "bytes");
	let mut rates = Vec::new();
	for (((name, transactions), (_, build)), time) in cases.iter().zip(&made).zip(&best[1..]) {
		let each = micros(time.saturating_sub(best[0])) / f64::from(count);
		let bytes =
			transactions.iter().map(Encode::encoded_size).sum::<usize>() / transactions.len();
		let built = micros(*build) / f64::from(count);
		println!("{name:32} {each:>10.1} {:>10.0} {built:>10.1} {bytes:>10}", 1e6 / each);
		rates.push(1e6 / each);
	}
	println!("submit / transfer_keep_alive: {:.2}", rates[2] / rates[1]);
	println!("an sr25519 check on this machine: {:.1} us", micros(signature_check(rounds)));
}

/// Shortest time that the host takes for one signature: by it, figures of different machines compare.
fn signature_check(rounds: usize) -> Duration {
	let (pair, message) = (owner(0), [0; 32]);
	let signature = pair.sign(&message);
	let check = || {
		let started = Instant::now();
		assert!(sr25519::Pair::verify(&signature, message, &pair.public()));
		started.elapsed()
	};
	(0..rounds.max(1) * 10).map(|_| check()).min().unwrap()
}

fn micros(time: Duration) -> f64 {
	time.as_secs_f64() * 1e6
}

fn owner(n: u32) -> sr25519::Pair {
	sr25519::Pair::from_seed(&BlakeTwo256::hash_of(&n).0)
}

fn extension(nonce: Nonce) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckMortality::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce),
		pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::CheckWeight::new(),
	)
}

/// A transaction of Alice's account.
fn account_call(genesis: Hash, nonce: Nonce, call: RuntimeCall) -> UncheckedExtrinsic {
	let extension = extension(nonce);
	let implicit = (
		(),
		(),
		VERSION.spec_version,
		VERSION.transaction_version,
		genesis,
		genesis,
		(),
		(),
		None,
		(),
	);
	let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
	let alice = Sr25519Keyring::Alice;
	let signature: Signature = payload.using_encoded(|bytes| alice.sign(bytes)).into();
	UncheckedExtrinsic::new_signed(call, alice.to_account_id().into(), signature, extension)
}

/// What anybody may spend.
fn open() -> Policy {
	Policy::After(0)
}

/// A payment out of a coin, with change, that its owner signs; nobody's account is charged.
fn signed(genesis: Hash, owner: &sr25519::Pair, coin: OutPoint) -> UncheckedExtrinsic {
	let spent = Output::etp(COIN, owner.public().into());
	let tx = payment(coin);
	let hash = sighash(&tx, std::slice::from_ref(&spent), &genesis, Mode::All, 0).unwrap();
	let sig = MultiSignature::Sr25519(owner.sign(hash.as_bytes()));
	submit(tx, spent, Witness::Signature { mode: 0, sig })
}

/// The same of a coin that needs no signature.
fn unsigned(coin: OutPoint) -> UncheckedExtrinsic {
	let spent = Output { value: Value::etp(COIN), lock: open().lock() };
	let policy = open().to_bytes().unwrap();
	submit(payment(coin), spent, Witness::Policy { policy, satisfaction: Satisfaction::None })
}

fn payment(coin: OutPoint) -> Transaction {
	let to = |who: Sr25519Keyring, amount| Output::etp(amount, who.to_account_id());
	let outputs = vec![to(Sr25519Keyring::Bob, COIN / 4), to(Sr25519Keyring::Charlie, COIN / 2)];
	Transaction::new(vec![coin], outputs).unwrap()
}

fn submit(tx: Transaction, spent: Output, witness: Witness) -> UncheckedExtrinsic {
	let call = pallet_utxo_assets::Call::submit {
		tx,
		spent: vec![spent].try_into().unwrap(),
		witnesses: vec![witness].try_into().unwrap(),
	};
	UncheckedExtrinsic::new_transaction(call.into(), extension(0))
}

/// A block on genesis with all of the transactions, without its seal, and the time that they took.
fn block(chain: &Chain, transactions: &[UncheckedExtrinsic]) -> (Block, Duration) {
	let parent = chain.genesis();
	let claimed = chain.claim(parent, Kind::Pow, START);
	let mut builder = BlockBuilderBuilder::new(&*chain.client)
		.on_parent_block(parent)
		.with_parent_block_number(0)
		.with_inherent_digests(Digest { logs: claimed.digest_items() })
		.build()
		.unwrap();
	let empty = chain.build(parent, &claimed, None);
	for inherent in empty.extrinsics {
		builder.push(inherent).unwrap();
	}
	let started = Instant::now();
	for transaction in transactions {
		let opaque = Opaque::decode(&mut &transaction.encode()[..]).unwrap();
		builder.push(opaque).expect("the transaction is valid and fits");
	}
	let time = started.elapsed();
	(builder.build().unwrap().block, time)
}

/// Shortest times of an execution of each block. They take turns, so that what else the machine does falls on all.
fn best_of(rounds: usize, chain: &Chain, blocks: &[&Block]) -> Vec<Duration> {
	let execute = |block: &Block| {
		let api = chain.client.runtime_api();
		let block = block.clone();
		let parent = *block.header.parent_hash();
		let started = Instant::now();
		api.execute_block(parent, block.into()).unwrap();
		started.elapsed()
	};
	// The first compiles and fills caches.
	let mut best: Vec<Duration> = blocks.iter().map(|block| execute(block)).collect();
	for _ in 0..rounds {
		for (best, block) in best.iter_mut().zip(blocks) {
			*best = execute(block).min(*best);
		}
	}
	best
}
