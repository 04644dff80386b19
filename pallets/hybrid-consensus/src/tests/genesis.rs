//! The genesis state, and session keys.

use super::*;
use crate::{ChainParameters, Duties, PoolLeft, References, Shape};
use pillars_consensus_primitives::Difficulties;
use pillars_rules::REWARD_POOL;

#[test]
fn genesis_is_what_was_configured() {
	build_and_execute(|_| {
		assert_eq!(ChainParameters::<Test>::get(), Parameters::development());
		assert_eq!(Shape::<Test>::get(), SHAPE);
		assert_eq!(Head::<Test>::get(), None);
		assert_eq!(PoolLeft::<Test>::get(), REWARD_POOL);
		let witnesses: Vec<_> = (WITNESS..WITNESS + 3).map(|n| (account(n), key(n))).collect();
		assert_eq!(HybridConsensus::witnesses(0), Some(witnesses));
		assert_eq!(Duties::<Test>::get(0).into_inner(), [duty(0, 0); 3]);
	});
}

#[test]
fn the_first_references_are_the_genesis_difficulties() {
	build_and_execute(|_| {
		let genesis = Difficulties { pow: POW, pos: POS };
		let references = References::<Test>::get();
		assert_eq!((references.current, references.next), (genesis, genesis));
	});
}

#[test]
fn a_chain_that_configures_nothing_has_the_parameters_of_the_public_one() {
	let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		assert_eq!(ChainParameters::<Test>::get(), Parameters::mainnet());
		assert_eq!(Shape::<Test>::get().len(), 230);
		assert_eq!(HybridConsensus::witnesses(0), Some(vec![]));
		try_state();
	});
}

#[test]
fn as_many_witnesses_as_seats_are_allowed() {
	ExtBuilder::default().shape(64, 1).witnesses(64).build_and_execute(|mut chain| {
		chain.pows(65);
		assert_eq!(head().turn, turn(1, 0));
		assert_eq!(HybridConsensus::witnesses(1).unwrap().len(), 64);
	});
}

#[test]
#[should_panic(expected = "the consensus parameters are refused: the divisor is below 100")]
fn parameters_beyond_their_bounds_are_refused() {
	ExtBuilder::default().parameters(|p| p.divisor = 1).build();
}

#[test]
#[should_panic(expected = "the shape of the epochs is refused: a witness has no turn")]
fn an_epoch_without_turns_is_refused() {
	ExtBuilder::default().shape(3, 0).build();
}

#[test]
#[should_panic(expected = "the number of witnesses is 0 or above 64")]
fn too_many_seats_are_refused() {
	ExtBuilder::default().shape(65, 1).build();
}

#[test]
#[should_panic(expected = "there are more genesis witnesses than seats")]
fn more_witnesses_than_seats_are_refused() {
	ExtBuilder::default().witnesses(4).build();
}

#[test]
#[should_panic(expected = "a genesis witness is named twice")]
fn a_witness_twice_is_refused() {
	let mut builder = ExtBuilder::default();
	builder.witnesses[2].0 = builder.witnesses[0].0.clone();
	builder.build();
}

#[test]
#[should_panic(expected = "two genesis witnesses have the same key")]
fn a_key_twice_is_refused() {
	let mut builder = ExtBuilder::default();
	builder.witnesses[2].1 = builder.witnesses[0].1.clone();
	builder.build();
}

#[test]
fn session_keys_hold_the_witness_key_under_this_pallet() {
	use pillars_consensus_primitives::WITNESS_KEY_TYPE;
	use sp_runtime::traits::OpaqueKeys;
	sp_runtime::impl_opaque_keys! {
		/// As the runtime has them.
		pub struct SessionKeys {
			/// The key under which a witness seals.
			pub witness: HybridConsensus,
		}
	}
	let keys = SessionKeys { witness: key(1) };
	assert_eq!(keys.get_raw(WITNESS_KEY_TYPE), AsRef::<[u8]>::as_ref(&key(1)));
}
