//! What the options mean.

use super::*;
use clap::Parser;
use keys::Scheme;

#[derive(Debug, Parser)]
struct Wallet {
	#[clap(flatten)]
	wallet: WalletCmd,
}

const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

fn parse(arguments: &str) -> Result<WalletCmd, String> {
	let all = std::iter::once("wallet").chain(arguments.split(' '));
	Wallet::try_parse_from(all).map(|parsed| parsed.wallet).map_err(|error| error.to_string())
}

#[test]
fn options_stand_before_and_behind_the_command() {
	let before = parse("--url ws://a --json --yes balance").unwrap().common;
	let behind = parse("balance --url ws://a --json --yes").unwrap().common;
	for common in [before, behind] {
		assert_eq!(common.url, "ws://a");
		assert!(common.json && common.sending.yes);
	}
	let common = parse("stake key --own --scheme ecdsa --wait 5").unwrap().common;
	assert_eq!((common.key.scheme, common.sending.wait), (Scheme::Ecdsa, 5));
}

#[test]
fn nothing_is_signed_or_sent_without_being_asked_for() {
	let common = parse(&format!("send {BOB} 1")).unwrap().common;
	assert_eq!(common.url, "ws://127.0.0.1:9944");
	let sending = common.sending;
	assert!(!sending.yes && !sending.dry_run && !sending.finalised && !sending.from_account);
	assert!(sending.fee.is_none() && sending.change.is_none());
}

#[test]
fn commands_say_what_is_wrong_with_them() {
	for (arguments, part) in [
		("send nobody 1", "not an SS58 address"),
		("send policy:0x00 1", "not the hash of a policy"),
		(&format!("send {BOB}"), "<AMOUNT>"),
		("issue tea", "not a symbol"),
		("issue TEA --reissue share:0", "1 to 100 percent"),
		("offer --price 1 --out x", "<AMOUNT>"),
		("offer 5 --mit deed --price 1 --out x", "cannot be used with"),
		("stake deposit 5", "--blocks <BLOCKS>"),
		("stake key", "<SS58>"),
		(&format!("vesting lock --owner {BOB} --tranche 5 --out x"), "<height>:<amount>"),
		("htlc claim x --preimage 0x07", "32 bytes"),
		("htlc claim x --preimage-file y --preimage 0x07", "32 bytes"),
		("burn", "<AMOUNT>"),
		("burn 5 --mit deed", "cannot be used with"),
		("balance policy:0x00", "not the hash of a policy"),
		("transaction 0x07", "<TXID>"),
		("multisig address 2", "<SS58>"),
		("issue TEA --mine-cap 5", "--mine <AMOUNT>"),
		("issue TEA --mine 5 --mine-decay 1.5", "from 0 to 1"),
		("issue TEA --mine 5 --mine-interval 0", "0 is not in 1.."),
		("avatar register etp", "reserved"),
		("avatar attest bob KYC 0x00", "not a kind"),
		("candidate register --keys 0x00", "--proof <HEX>"),
		("candidate commission 101", "from 0 to 100"),
		("delegate bob", "<AMOUNT>"),
		("delegate b%b 5", "neither the SS58 address"),
		("mine set", "<SYMBOL>"),
		("mine set gold", "not the symbol of a token"),
		("mine set GOLD --none", "cannot be used with"),
		("balance --suri x --keystore y", "cannot be used with"),
		("balance --key-type toolong", "four letters"),
		("balance --genesis 0x07", "--genesis <HASH>"),
	] {
		let error = parse(arguments).unwrap_err();
		assert!(error.contains(part), "{arguments}: {error}");
	}
}

#[test]
fn the_society_has_its_commands() {
	for arguments in [
		"avatar register Bob.x",
		"avatar show",
		"avatar show bob",
		&format!("avatar offer {BOB}"),
		"avatar withdraw-offer",
		"avatar accept bob",
		&format!("avatar attest bob kyc 0x{}", "ab".repeat(32)),
		"avatar revoke-attestation bob 1",
		&format!("certificate propose {BOB}"),
		"certificate withdraw-proposal bob",
		"certificate approve eve bob",
		"certificate issue-level1 bob",
		"certificate unfreeze bob",
		"certificate revoke bob",
		"certificate settle bob",
		"certificate claim-grant",
		"certificate join-waiting-list",
		"certificate leave-waiting-list",
		"certificate show",
		"certificate list",
		"candidate register",
		"candidate register --keys 0x01 --proof 0x02",
		"candidate set-keys",
		"candidate leave",
		"candidate commission 2.5",
		"candidate bond 1000",
		"candidate unbond 1",
		"candidate withdraw",
		"candidate show bob",
		"candidate list",
		"delegate bob 5",
		"undelegate bob 5",
		"withdraw-delegation bob",
		"claim bob",
		"delegations",
		"mars bob",
		"mine list",
		"mine show GOLD",
		"mine set GOLD",
		"mine set --none",
		"mine status",
		"issue TEA --mine 3 --mine-interval 10 --mine-decay 0.5 --mine-cap 1000",
	] {
		parse(arguments).unwrap();
	}
}
