//! What is named and what is told.

use super::*;
use pillars_ledger::MiningModel;
use sp_runtime::Permill;
use std::collections::BTreeMap;

/// A chain of which each block has its own tokens.
#[derive(Default)]
struct Blocks(BTreeMap<(Hash, String), Finding>);

impl Registry for Blocks {
	fn find(&self, symbol: &str, at: Hash) -> Result<Finding, ApiError> {
		if at == Hash::zero() {
			return Err(ApiError::UnknownBlock("pruned".into()));
		}
		let found = self.0.get(&(at, symbol.into())).copied();
		Ok(found.unwrap_or_else(|| Finding::of(None, None)))
	}
}

fn block(number: u8) -> Hash {
	Hash::repeat_byte(number)
}

fn mining(next_reward: Balance) -> MiningInfo {
	let model = MiningModel { initial: 10, interval: 5, decay: Permill::one(), cap: None };
	MiningInfo { model, issued_at: 1, mined: 0, next_reward }
}

/// Token 7 is issued in block 2, pays there and no longer in block 3; token 8 is never mined.
fn chain() -> Blocks {
	let gold = |reward| Finding::of(Some(7), Some(mining(reward)));
	let tea = Finding::of(Some(8), None);
	let list = [(2, "GOLD", gold(10)), (3, "GOLD", gold(0)), (2, "TEA", tea)];
	Blocks(
		list.into_iter().map(|(at, symbol, found)| ((block(at), symbol.into()), found)).collect(),
	)
}

#[test]
fn only_a_token_that_pays_at_the_parent_is_named() {
	let token = Token::new(Arc::new(chain()), Some("GOLD".into()));
	assert_eq!(token.at(block(1)), None, "not issued yet");
	assert_eq!(token.at(block(2)), Some(7));
	assert_eq!(token.at(block(3)), None, "exhausted");
	assert_eq!(token.at(Hash::zero()), None, "not known");
	token.set(Some("TEA".into()));
	assert_eq!(token.at(block(2)), None, "not mineable");
	token.set(None);
	assert_eq!(token.at(block(2)), None);
}

#[test]
fn what_is_found_is_told_whether_it_pays_or_not() {
	let token = Token::new(Arc::new(chain()), Some("GOLD".into()));
	let look = |at| token.look(block(at)).unwrap().unwrap().1;
	assert_eq!((look(1).state, look(1).asset), (TokenState::Unknown, None));
	assert_eq!((look(2).state, look(2).next_reward), (TokenState::Pays, 10));
	assert_eq!((look(3).state, look(3).asset), (TokenState::Exhausted, Some(7)));
	assert!(token.look(Hash::zero()).is_err());
	token.set(Some("TEA".into()));
	assert_eq!(look(2).state, TokenState::NotMineable);
	token.set(None);
	assert!(token.look(block(2)).unwrap().is_none());
}

#[test]
fn a_state_is_told_once_and_again_when_it_changes() {
	let mut choice = Choice { symbol: Some("GOLD".into()), told: None };
	let first = choice.news("GOLD", TokenState::Unknown).unwrap();
	assert!(first.contains("no token GOLD"), "{first}");
	assert_eq!(choice.news("GOLD", TokenState::Unknown), None);
	assert!(choice.news("GOLD", TokenState::Pays).unwrap().starts_with("Mining the token GOLD"));
	assert_eq!(choice.news("GOLD", TokenState::Pays), None);
	assert!(choice.news("GOLD", TokenState::Exhausted).is_some());
	assert!(choice.news("GOLD", TokenState::NotMineable).is_some());
	// An answer about the one before comes late.
	assert_eq!(choice.news("TEA", TokenState::Pays), None);
	assert_eq!(choice.told, Some(TokenState::NotMineable));
}

#[test]
fn another_choice_is_told_anew() {
	let token = Token::new(Arc::new(chain()), Some("GOLD".into()));
	assert_eq!(token.at(block(2)), Some(7));
	assert_eq!(token.choice.lock().told, Some(TokenState::Pays));
	token.set(Some("GOLD".into()));
	assert_eq!(token.choice.lock().told, None);
}

#[test]
fn a_symbol_is_that_of_a_token() {
	assert_eq!(parse_symbol("MY.GOLD"), Ok("MY.GOLD".into()));
	for bad in ["", "gold", "ETP", "MY..GOLD", &"A".repeat(65)] {
		assert!(parse_symbol(bad).unwrap_err().contains("not the symbol of a token"), "{bad}");
	}
}
