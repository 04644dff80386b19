//! What may happen to a random ledger.

use super::*;
use pillars_ledger::build_coinstake;
use pillars_traits::RewardLedger;
use prop::sample::Index;

/// One thing that happens.
#[derive(Clone, Debug)]
pub(super) enum Step {
	/// An account funds an output.
	Fund { by: usize, lock: u8, amount: Balance },
	/// An account spends outputs.
	Spend { by: usize, plan: Plan },
	/// Outputs are spent in a block without an account.
	Submit { plan: Plan },
	/// More of a token is issued, with outputs shown.
	Reissue { by: usize, token: usize, amount: Balance, shown: Vec<Index> },
	/// A MIT is registered.
	Register { by: usize, name: u8 },
	/// A coin is staked, perhaps with another one.
	Stake { coins: Vec<Index>, author: usize, taken: Balance },
	/// A block ends, with its coinbase.
	Block { reward: Balance, token: Asset, mined: Balance },
}

pub(super) fn step() -> impl Strategy<Value = Step> {
	let indices = |most| prop::collection::vec(any::<Index>(), 1..=most);
	let taken = prop_oneof![3 => Just(0), 1 => 1..3 * ETP];
	prop_oneof![
		2 => (0usize..4, any::<u8>(), 0..600 * ETP)
			.prop_map(|(by, lock, amount)| Step::Fund { by, lock, amount }),
		5 => (0usize..4, build::plan()).prop_map(|(by, plan)| Step::Spend { by, plan }),
		5 => build::plan().prop_map(|plan| Step::Submit { plan }),
		1 => (0usize..2, 0usize..3, 0u128..2_000, indices(3)).prop_map(
			|(by, token, amount, shown)| Step::Reissue { by, token, amount, shown }
		),
		1 => (0usize..4, b'w'..=b'z').prop_map(|(by, name)| Step::Register { by, name }),
		1 => (indices(2), 0usize..4, taken)
			.prop_map(|(coins, author, taken)| Step::Stake { coins, author, taken }),
		1 => (0..5 * ETP, 0u32..5, 0u128..1_000)
			.prop_map(|(reward, token, mined)| Step::Block { reward, token, mined }),
	]
}

impl Step {
	pub(super) fn run(&self, model: &mut Model) {
		let result = match self {
			Self::Fund { by: n, lock, amount } => {
				let lock = build::lock(*lock, 0);
				by(*n, Call::fund { amount: *amount, lock })
			},
			Self::Spend { by, plan } => plan.spend(model, *by),
			Self::Submit { plan } => plan.submit(model),
			Self::Reissue { by: n, token, amount, shown } => {
				let (asset, amount) = (TOKENS[*token], *amount);
				let shown = model.pick(shown).into_iter().map(|(outpoint, _)| outpoint);
				let shown = shown.collect::<Vec<_>>().try_into().unwrap();
				let result = by(*n, Call::reissue { asset, amount, shown });
				if result.is_ok() {
					assert_eq!((*n, asset == TOKENS[0]), (0, false), "not of the issuer's right");
					model.exists(asset, amount);
				}
				result
			},
			Self::Register { by: n, name } => {
				let symbol = vec![*name].try_into().unwrap();
				by(*n, Call::register_mit { symbol, content: Default::default() })
			},
			Self::Stake { coins, author, taken } => stake(model, coins, *author, *taken),
			Self::Block { reward, token, mined } => {
				end_block(*reward, *token, *mined);
				Ok(())
			},
		};
		model.follow(result.is_ok());
	}
}

/// A `Pos` block by this author that stakes the first of the coins and takes some of it away.
fn stake(model: &Model, coins: &[Index], author: usize, taken: Balance) -> DispatchResult {
	let mut coins = model.pick(coins);
	let kernel = coins.remove(0);
	let Some(honest) = build_coinstake(kernel.clone(), coins) else { return Ok(()) };
	let tx = with(honest, |body| {
		let last = body.outputs.iter_mut().last().unwrap();
		last.value = Value::etp(last.value.etp_amount().saturating_sub(taken));
	});
	let (stake, kind) = (Some(kernel.0), Some(Kind::Pos));
	Claim::set(TestClaim { author: Some(who(author)), kind, stake, maturity: 3 });
	let call = RuntimeCall::from(Call::coinstake { tx });
	let result = call.dispatch(RuntimeOrigin::none());
	let result = result.map(drop).map_err(|failed| failed.error);
	if result.is_ok() {
		assert_eq!(taken, 0, "a coinstake took something away");
		assert_eq!(kernel.1.lock, Lock::Account(who(author)), "somebody else's coin was staked");
	}
	result
}

/// Pays the coinbase of the block, with its fees and some of a token, and goes on to the next one.
fn end_block(reward: Balance, asset: Asset, mined: Balance) {
	let fees = UtxoAssets::take_fees();
	let minted = UtxoAssets::mint_to_outputs(reward);
	let height = System::block_number();
	let token = (asset > 0).then(|| (who(1), Value::Coins { asset, amount: mined }));
	let outputs = vec![Some((who(0), Value::etp(minted))), token, Some((who(2), Value::etp(fees)))];
	UtxoAssets::pay_coinbase(height, &H256::zero(), &who(0), outputs);
	System::set_block_number(height + 1);
}
