//! `pillars wallet` against a development node: every command runs as a process of its own, as a user runs it.
//!
//! | file | what |
//! |---|---|
//! | `user` | somebody with a key who runs the wallet |
//! | `payments` | funding, sending, redeeming, and what is refused |
//! | `assets` | tokens, MITs, and offers |
//! | `contracts` | hashed time-locks, time-locks, vesting, recovery, multisig |
//! | `channels` | payment channels: closed together, alone, and by punishment |
//! | `society` | avatars, certificates, candidates, delegation, reputation, a mined token |

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;

mod assets;
mod channels;
mod contracts;
mod payments;
mod society;
mod user;

use common::{machine, Node};
use sp_keyring::Sr25519Keyring;
use user::User;

/// One node for all: a wallet that is started anew for each command keeps nothing but its files.
#[tokio::test(flavor = "multi_thread")]
async fn the_wallet_does_what_it_says() {
	let _machine = machine().await;
	let folder = tempfile::tempdir().unwrap();
	// Who gets the mined coins stakes none of them.
	let miner = Sr25519Keyring::One.to_account_id().to_string();
	let node = Node::dev(&folder.path().join("node")).args(&["--author", &miner]).start().await;
	node.rpc.finalised(1).await;
	// They hold balances and no coins, so nobody stakes their coins away while they are about to spend them.
	let users = ["Dave", "Eve", "Ferdie", "One", "Two"];
	let users = users.map(|name| User::new(&node.url, folder.path(), name));
	let [dave, eve, ferdie, one, two] = &users;

	payments::money_moves(dave, eve, ferdie).await;
	payments::keys_come_from_where_they_are(dave, eve).await;
	payments::what_is_wrong_is_told_in_one_line(dave, eve).await;
	assets::tokens_are_issued_and_sent(dave, eve).await;
	assets::an_offer_is_repriced_and_taken_by_a_stranger(dave, eve).await;
	assets::a_mit_is_registered_and_passed_on(dave, eve).await;
	contracts::an_htlc_is_claimed_with_its_secret(dave, eve).await;
	contracts::an_htlc_goes_back_after_its_expiry(&node, dave, eve).await;
	contracts::coins_wait_for_their_time(&node, dave, eve).await;
	contracts::two_of_three_spend_together(dave, eve, ferdie).await;
	channels::closed_together(&node, dave, eve).await;
	channels::ended_alone(&node, dave, eve).await;
	channels::fraud_is_punished(&node, dave, eve).await;
	society::an_avatar_is_named_attested_and_moved(dave, one, two).await;
	society::a_token_is_mined_and_spent(dave, one).await;
	society::mars_is_shown(dave).await;
	society::a_candidate_stands_and_is_certified(dave, eve, ferdie).await;
	society::a_delegation_earns(dave, ferdie).await;
	node.terminate().await;
}
