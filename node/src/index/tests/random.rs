//! Random blocks.

use super::{
	tree::{apply, Ledger},
	*,
};
use codec::Encode;
use proptest::{collection::vec, prelude::*, sample::Index as Pick};
use sp_io::hashing::blake2_256;

/// What a random transaction is to do, if the ledger allows it.
#[derive(Debug, Clone)]
pub(super) enum Plan {
	/// A reward for an owner.
	Coinbase(u8, u32),
	/// Up to three coins go to up to four others.
	Spend(Vec<Pick>, Vec<(u8, u32)>),
	/// A coin is staked: it comes back to where it was, beside the marker.
	Coinstake(Pick),
	/// A MIT is registered.
	Register(u8),
}

/// The transactions of a block.
pub(super) type BlockPlan = Vec<Plan>;

fn plan() -> impl Strategy<Value = Plan> {
	prop_oneof![
		2 => (any::<u8>(), 1..1_000u32).prop_map(|(to, amount)| Plan::Coinbase(to, amount)),
		6 => (vec(any::<Pick>(), 1..=3), vec((any::<u8>(), 1..1_000u32), 1..=4))
			.prop_map(|(inputs, outputs)| Plan::Spend(inputs, outputs)),
		2 => any::<Pick>().prop_map(Plan::Coinstake),
		1 => any::<u8>().prop_map(Plan::Register),
	]
}

/// A block with a few transactions, or none.
pub(super) fn block() -> impl Strategy<Value = BlockPlan> {
	vec(plan(), 0..5)
}

/// A lock of one of a few owners, of any kind.
pub(super) fn lock(seed: u8) -> Lock {
	let owner = account(1 + seed % 3);
	match seed / 3 % 7 {
		0..=2 => Lock::Account(owner),
		3 => Lock::Deposit { owner, until: u32::from(seed % 16) },
		4 => Lock::Policy(H256::repeat_byte(1 + seed % 3)),
		5 => Lock::Balance(owner),
		_ => Lock::Burn,
	}
}

/// All owners that there are.
pub(super) fn owners() -> Vec<Owner> {
	let accounts = (1..=3).map(|seed| Owner::Account(account(seed)));
	let policies = (1..=3).map(|seed| Owner::Policy(H256::repeat_byte(seed)));
	accounts.chain(policies).collect()
}

/// The outputs of a genesis state.
pub(super) fn genesis() -> Vec<Output> {
	(1..=8).map(|seed| Output::etp(100 * Balance::from(seed), account(1 + seed % 3))).collect()
}

/// Carries out what is planned on a block; what the ledger does not allow is left out.
pub(super) fn build(tree: &mut Tree, parent: BlockRef, plans: &[Plan]) -> BlockRef {
	let mut ledger = tree.ledger(parent).clone();
	let height = parent.number + 1;
	let mut block = Vec::new();
	for (seq, plan) in plans.iter().enumerate() {
		let salt = (parent.hash, seq as u64);
		let Some(at) = carry_out(&ledger, plan, salt) else { continue };
		apply(&mut ledger, &at.applied, height, at.origin);
		block.push(at);
	}
	tree.add(parent, block)
}

fn carry_out(ledger: &Ledger, plan: &Plan, salt: (Hash, u64)) -> Option<AppliedAt> {
	let pick = |pick: &Pick| {
		let coins: Vec<_> = ledger.iter().collect();
		(!coins.is_empty()).then(|| {
			let (outpoint, coin) = coins[pick.index(coins.len())];
			(*outpoint, coin.output.clone())
		})
	};
	let coins = |(to, amount): &(u8, u32)| {
		let asset = if amount % 5 == 0 { 7 } else { ETP_ASSET };
		Output { value: Value::Coins { asset, amount: Balance::from(*amount) }, lock: lock(*to) }
	};
	let (origin, spent, outputs) = match plan {
		Plan::Coinbase(to, amount) => {
			let reward = Output::etp(Balance::from(*amount), account(1 + to % 3));
			(CoinOrigin::Coinbase, vec![], vec![reward])
		},
		Plan::Spend(inputs, outputs) => {
			let mut spent: Vec<_> = inputs.iter().filter_map(pick).collect();
			spent.sort_by_key(|(outpoint, _)| *outpoint);
			spent.dedup();
			let mits = spent.iter().filter(|(_, output)| matches!(output.value, Value::Unique(_)));
			let moved = mits
				.zip(outputs)
				.map(|((_, output), (to, _))| Output { value: output.value, lock: lock(*to) });
			let outputs = outputs.iter().map(coins).chain(moved).collect();
			(CoinOrigin::Transfer, spent, outputs)
		},
		Plan::Coinstake(input) => {
			let (outpoint, output) = pick(input)?;
			let outputs = vec![Output::COINSTAKE_MARKER, output.clone()];
			(CoinOrigin::Coinstake, vec![(outpoint, output)], outputs)
		},
		Plan::Register(to) => {
			let id = u32::from_le_bytes(blake2_256(&salt.encode())[..4].try_into().unwrap());
			let output =
				Output { value: Value::Unique(id), lock: Lock::Account(account(1 + to % 3)) };
			(CoinOrigin::Transfer, vec![], vec![output])
		},
	};
	if spent.is_empty() && matches!(plan, Plan::Spend(..)) {
		return None;
	}
	// A transaction has the same id in whichever block it is; what has no inputs is made by its block.
	let maker = spent.is_empty().then_some(salt);
	let txid = H256(blake2_256(&(&spent, &outputs, maker).encode()));
	let created = (0..).map(|index| OutPoint { txid, index }).zip(outputs).collect();
	let fee = Balance::from(txid.0[0]);
	Some(AppliedAt { applied: Applied { txid, spent, created, fee }, origin })
}
