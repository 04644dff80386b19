//! Tokens, MITs, and offers.

use crate::user::{etp, fee, User};

/// With the commitment to the domain and its wait.
pub(crate) async fn tokens_are_issued_and_sent(dave: &User, eve: &User) {
	let commitment = dave.file("commitment.json");
	let options = ["--supply", "1000", "--decimals", "2", "--reissue", "share:50"];
	let issue = [&["issue", "TEA", "--commitment", &commitment][..], &options].concat();
	let told = dave.does(&issue).await;
	assert_eq!(told["symbol"], "TEA");
	assert_eq!(told["call"], "utxoAssets.issue");
	assert!(fee(&told) > 0 && told["txid"].is_string() && told["extrinsic"].is_string(), "{told}");
	assert!(!std::path::Path::new(&commitment).exists(), "it has served");
	assert_eq!(dave.has("TEA").await, 100_000);
	dave.refuses(&[&issue[..], &["--yes"]].concat(), &["a token TEA already"]).await;

	dave.does(&["send", &eve.address, "12.5", "--asset", "TEA"]).await;
	assert_eq!((dave.has("TEA").await, eve.has("TEA").await), (98_750, 1_250));
	dave.refuses(&["reissue", "TEA", "10", "--fee", "1", "--yes"], &["--fee has no meaning"]).await;
	dave.does(&["reissue", "TEA", "10"]).await;
	assert_eq!(dave.has("TEA").await, 99_750);
	eve.refuses(&["reissue", "TEA", "10", "--yes"], &["lacks", "TEA"]).await;

	let hash = format!("0x{}", "ab".repeat(32));
	dave.does(&["set-metadata", "TEA", &hash]).await;
	dave.does(&["set-metadata", "TEA", "--none"]).await;

	// Others need a certificate for a symbol in the domain.
	let green = ["issue", "TEA.GREEN", "--supply", "3", "--decimals", "0"];
	eve.refuses(&[&green[..], &["--yes"]].concat(), &["domain TEA", &dave.address]).await;
	dave.does(&["grant-naming", "TEA.GREEN", &eve.address]).await;
	eve.does(&green).await;
	assert_eq!(eve.has("TEA.GREEN").await, 3);
	eve.does(&["burn", "1", "--asset", "TEA.GREEN"]).await;
	assert_eq!(eve.has("TEA.GREEN").await, 2);
	eve.does(&["transfer-certificate", "issue:TEA.GREEN", &dave.address]).await;
	eve.refuses(&["set-metadata", "TEA.GREEN", &hash, "--yes"], &["(NotHolder)", "failed"]).await;
}

/// Offered for three, repriced to two, taken by somebody who has nothing but the file.
pub(crate) async fn an_offer_is_repriced_and_taken_by_a_stranger(dave: &User, eve: &User) {
	let offer = dave.file("offer.json");
	let (tea, eves_tea) = (dave.has("TEA").await, eve.has("TEA").await);
	dave.does(&["offer", "100", "--asset", "TEA", "--price", "3", "--out", &offer]).await;
	assert_eq!(dave.has("TEA").await, tea - 10_000);
	let again = ["offer", "1", "--asset", "TEA", "--price", "3", "--out", &offer, "--yes"];
	dave.refuses(&again, &["exists"]).await;
	dave.is_private("offer.json");
	let old = dave.hand_over("offer.json", eve);

	let coins = || dave.read("offer.json")["coins"].as_array().unwrap().len();
	dave.does_at_once(&["reprice", &offer, "--price", "2.5"]).await;
	assert_eq!(coins(), 2, "either may be the one that there is until the block is final");
	dave.does(&["reprice", &offer, "--price", "2"]).await;
	assert_eq!(coins(), 1);
	let before = (dave.has("ETP").await, eve.has("ETP").await);
	eve.refuses(&["take", &old, "--yes"], &["not unspent"]).await;
	let file = dave.hand_over("offer.json", eve);
	let told = eve.does(&["take", &file]).await;
	assert_eq!(eve.has("TEA").await, eves_tea + 10_000);
	assert_eq!(eve.has("ETP").await, before.1 - etp(2) - fee(&told));
	assert_eq!(dave.has("ETP").await, before.0 + etp(2));

	// One that nobody takes goes back.
	let back = dave.file("back.json");
	dave.does(&["offer", "50", "--price", "10", "--for", "TEA", "--out", &back]).await;
	eve.refuses(&["withdraw", &back, "--yes"], &[&dave.address]).await;
	let before = dave.has("ETP").await;
	let told = dave.does(&["withdraw", &back]).await;
	assert_eq!(dave.has("ETP").await, before + etp(50) - fee(&told));
}

/// A unique item, its offer included.
pub(crate) async fn a_mit_is_registered_and_passed_on(dave: &User, eve: &User) {
	let told = dave.does(&["register-mit", "deed@house", "--content", "a house by the sea"]).await;
	assert_eq!(told["mit"], "deed@house");
	let holds = async |user: &User| user.does(&["balance"]).await["mits"] == 1;
	assert!(holds(dave).await && !holds(eve).await);
	dave.does(&["send-mit", "deed@house", &eve.address]).await;
	assert!(!holds(dave).await && holds(eve).await);
	dave.refuses(&["send-mit", "deed@house", &eve.address, "--yes"], &["deed@house"]).await;

	let offer = eve.file("deed.json");
	eve.does(&["offer", "--mit", "deed@house", "--price", "1", "--out", &offer]).await;
	let file = eve.hand_over("deed.json", dave);
	dave.does(&["take", &file]).await;
	assert!(holds(dave).await && !holds(eve).await);
}
