//! Funding, sending, redeeming, and what is refused.

use crate::{
	common::ends,
	user::{etp, fee, units, User},
};

/// From the balance to outputs, to somebody else, and back to a balance.
pub(crate) async fn money_moves(dave: &User, eve: &User, ferdie: &User) {
	for user in [dave, eve, ferdie] {
		assert_eq!(user.has("ETP").await, 0);
		user.does(&["fund", "1000"]).await;
		assert_eq!(user.has("ETP").await, etp(1_000));
	}

	let told = dave.does(&["send", &eve.address, "10.5", "--memo", "for the tea"]).await;
	assert!(fee(&told) > 0 && fee(&told) < etp(1) / 100, "{told}");
	assert_eq!(dave.has("ETP").await, etp(1_000) - etp(10) - etp(1) / 2 - fee(&told));
	assert_eq!(eve.has("ETP").await, etp(1_010) + etp(1) / 2);
	let spent = told["spends"].as_array().unwrap();
	let made = told["makes"].as_array().unwrap();
	let sum = |list: &[serde_json::Value]| -> u128 {
		list.iter().map(|one| units(one["value"]["units"].as_str().unwrap())).sum()
	};
	assert_eq!(sum(spent), sum(made) + fee(&told));

	// A dry run shows the same and moves nothing.
	let before = dave.has("ETP").await;
	let dry = dave.does(&["send", &eve.address, "1", "--dry-run"]).await;
	assert_eq!((&dry["sent"], dry["txid"].is_string()), (&false.into(), true));
	assert_eq!(dave.has("ETP").await, before);

	// From the account: the outputs pay for what is added only.
	let told = dave.does(&["send", &eve.address, "1", "--from-account"]).await;
	assert_eq!(fee(&told), etp(1) / 1_000);

	let told = dave.does(&["redeem", "5", "--to", &ferdie.address]).await;
	assert_eq!(told["finalised"], true);
	let change = ["--change", &ferdie.address, "--fee", "0.5"];
	let told = eve.does(&[&["send", &dave.address, "1"][..], &change].concat()).await;
	assert_eq!(fee(&told), etp(1) / 2);
	assert!(ferdie.has("ETP").await > etp(1_000));

	let history = dave.does(&["history"]).await;
	assert!(history["entries"].as_array().unwrap().len() >= 4, "{history}");
	// Page by page it is the same.
	let first = dave.does(&["history", "--limit", "1"]).await;
	let next = first["next"].as_str().unwrap();
	let second = dave.does(&["history", "--limit", "1", "--cursor", next]).await;
	assert_eq!(first["entries"][0], history["entries"][0]);
	assert_eq!(second["entries"][0], history["entries"][1]);
	let txid = history["entries"][0]["txid"].as_str().unwrap();
	let found = eve.does(&["transaction", txid]).await;
	assert_eq!(
		(&found["txid"], &found["height"]),
		(&txid.into(), &history["entries"][0]["height"])
	);
	let unknown = format!("0x{}", "07".repeat(32));
	eve.refuses(&["transaction", &unknown], &["knows no transaction", &unknown]).await;
	let balance = &dave.does(&["balance"]).await["balance"];
	assert!(units(balance["free"].as_str().unwrap()) > 0, "{balance}");

	let before = dave.has("ETP").await;
	let told = dave.does(&["burn", "2"]).await;
	assert_eq!(dave.has("ETP").await, before - etp(2) - fee(&told));
	// The least fee itself is enough if it is named.
	let short = dave.run(&["send", &eve.address, "1", "--fee", "0.00000001", "--yes"]).await;
	let (_, least) = short.stderr.split_once("the fee must be at least ").unwrap();
	let least = least.split(' ').next().unwrap();
	let told = dave.does(&["send", &eve.address, "1", "--fee", least]).await;
	assert_eq!(fee(&told), units(least));

	let unspent = dave.does(&["unspent", "--asset", "ETP"]).await;
	assert!(!unspent.as_array().unwrap().is_empty());

	// What would not count is refused, and what would is told.
	let small = ["stake", "deposit", "7", "--blocks", "100", "--yes"];
	eve.refuses(&small, &["1000.00000000 ETP"]).await;
	eve.refuses(&["stake", "deposit", "1000", "--blocks", "5", "--yes"], &["--blocks "]).await;
	eve.refuses(&["fund", "0.0001", "--yes"], &["0.00100000 ETP at least"]).await;
	let past = eve.file("past.json");
	let past = ["timelock", "lock", "1", "--until", "1", "--out", &past, "--yes"];
	eve.refuses(&past, &["block 1 has been already"]).await;
	eve.does(&["fund", "1500"]).await;
	let told = eve.does(&["stake", "deposit", "1000", "--blocks", "100"]).await;
	assert!(told["until"].as_u64().unwrap() > 164, "{told}");
}

/// One line, exit code 1, nothing done.
pub(crate) async fn what_is_wrong_is_told_in_one_line(dave: &User, eve: &User) {
	let before = (dave.has("ETP").await, eve.has("ETP").await);
	let to = eve.address.as_str();
	dave.refuses(&["send", to, "1"], &["--yes"]).await;
	dave.refuses(&["send", to, "1000000", "--yes"], &["lacks", "ETP"]).await;
	dave.refuses(&["send", to, "0.000000001", "--yes"], &["8 digits"]).await;
	dave.refuses(&["send", to, "1e3", "--yes"], &["not an amount"]).await;
	dave.refuses(&["send", to, "0", "--yes"], &["zero"]).await;
	dave.refuses(&["send", to, "0.0001", "--yes"], &["OutputTooSmall"]).await;
	dave.refuses(&["send", to, "1", "--asset", "NONE", "--yes"], &["no asset \"NONE\""]).await;
	dave.refuses(&["send", to, "1", "--fee", "0.00000001", "--yes"], &["must be at least"]).await;
	dave.refuses(&["send", "nobody", "1", "--yes"], &["not an SS58 address"]).await;
	let other = format!("0x{}", "07".repeat(32));
	dave.refuses(&["balance", "--genesis", &other], &["another chain", &other]).await;
	dave.refuses(&["balance", "--url", "ws://127.0.0.1:1"], &["ws://127.0.0.1:1", "--url"]).await;
	dave.refuses(&["send-mit", "none", to, "--yes"], &["no MIT \"none\""]).await;
	dave.refuses(&["take", "/no/such/file", "--yes"], &["/no/such/file"]).await;
	let wrong = ["balance", "--account", to, "--suri-file", "/no/such/secret"];
	dave.refuses(&[&wrong[..], &["--url", "nonsense"]].concat(), &["nonsense"]).await;
	assert_eq!((dave.has("ETP").await, eve.has("ETP").await), before);
}

/// A keystore made by the node's own command, the command line, and nowhere.
pub(crate) async fn keys_come_from_where_they_are(dave: &User, eve: &User) {
	let keystore = dave.file("keystore");
	let insert = ["key", "insert", "--chain", "dev", "--key-type", "acco", "--suri", "//Dave"];
	let insert = [&insert[..], &["--scheme", "sr25519", "--keystore-path", &keystore]].concat();
	assert_eq!(ends(&insert).await.code, Some(0));
	let before = eve.has("ETP").await;
	let common = ["wallet", "--url", &dave.url, "--json"];
	let stored = ["--keystore", &keystore, "send", &eve.address, "1", "--yes"];
	let ended = ends(&[&common[..], &stored].concat()).await;
	assert_eq!(ended.code, Some(0), "{}", ended.stderr);
	assert_eq!(eve.has("ETP").await, before + etp(1));

	let shown = ends(&[&common[..], &["--suri", "//Dave", "balance"]].concat()).await;
	assert_eq!(shown.code, Some(0), "{}", shown.stderr);
	assert!(shown.stderr.contains("Warning: other users"), "{}", shown.stderr);
	// What is not signed needs no secret, the rest is refused without one.
	let send = ["send", &eve.address, "1", "--account", &dave.address];
	let dry = ends(&[&common[..], &send, &["--dry-run"]].concat()).await;
	assert_eq!(dry.code, Some(0), "{}", dry.stderr);
	let refused = ends(&[&common[..], &send, &["--yes"]].concat()).await;
	assert_eq!(refused.code, Some(1));
	assert!(refused.stderr.contains("Error: no key to sign with"), "{}", refused.stderr);
}
