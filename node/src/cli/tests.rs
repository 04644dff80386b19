//! What the options mean.

use super::*;
use pillars_rules::Kind;

fn parse(arguments: &[&str]) -> Result<Cli, String> {
	let all = std::iter::once("pillars").chain(arguments.iter().copied());
	Cli::try_from_iter(all).map_err(|error| usage_error(&error))
}

fn authoring(arguments: &[&str]) -> Authoring {
	let cli = parse(arguments).unwrap();
	cli.authoring.resolve(cli.run.shared_params.dev, cli.run.get_keyring())
}

#[test]
fn the_definition_of_the_command_line_is_consistent() {
	use clap::CommandFactory;
	Cli::command().debug_assert();
}

#[test]
fn dev_needs_no_other_option() {
	let authoring = authoring(&["--dev"]);
	assert_eq!(authoring.author, Some(Sr25519Keyring::Alice.to_account_id()));
	assert_eq!((authoring.mine, authoring.dataset), (1, Dataset::Light));
	assert!(authoring.stake && authoring.witness && authoring.dev);
	assert_eq!(authoring.kinds(), Kind::ALL);
	assert_eq!(authoring.mst, None);
}

#[test]
fn explicit_options_win_over_those_of_dev() {
	let author = Sr25519Keyring::Eve.to_account_id();
	let address = author.to_ss58check();
	let authoring = authoring(&["--dev", "--mine", "0", "--author", &address]);
	assert_eq!((authoring.mine, authoring.author), (0, Some(author)));
}

#[test]
fn a_node_makes_nothing_unless_told_to() {
	let authoring = authoring(&["--chain", "local"]);
	assert!(authoring.kinds().is_empty());
	assert!(!authoring.stake && !authoring.witness);
	assert_eq!((authoring.author, authoring.mine), (None, 0));
}

#[test]
fn a_token_is_mined_along_with_all_kinds_of_blocks() {
	let authoring = authoring(&["--chain", "local", "--stake", "--mine-mst", "MY.GOLD"]);
	assert_eq!(authoring.mst.as_deref(), Some("MY.GOLD"));
	assert_eq!(authoring.kinds(), [Kind::Pos]);
}

#[test]
fn a_development_key_is_the_default_author() {
	let authoring =
		authoring(&["--chain", "local", "--bob", "--mine", "2", "--mine-dataset", "full"]);
	assert_eq!(authoring.author, Some(Sr25519Keyring::Bob.to_account_id()));
	assert_eq!((authoring.mine, authoring.dataset), (2, Dataset::Full));
}

#[test]
fn bad_values_are_one_clear_line() {
	for (arguments, part) in [
		(["--mine", "many"], "'many' for '--mine <THREADS>'"),
		(["--mine", "5000"], "5000 is not in 0..=1024"),
		(["--mine-dataset", "huge"], "[possible values: light, full]"),
		(["--author", "nobody"], "not an SS58 address of an account"),
		(["--author", "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"], "prefix 0"),
		(["--mine-mst", "gold"], "not the symbol of a token"),
		(["--no-such", "option"], "unexpected argument '--no-such'"),
	] {
		let line = parse(&arguments).unwrap_err();
		assert!(line.contains(part), "{line}");
		assert!(!line.contains('\n') && !line.contains("Usage"), "{line}");
	}
}

#[test]
fn a_mistake_is_told_as_the_result_would_be() {
	let in_json = |line: &str| answers_in_json(line.split_whitespace().map(Into::into));
	assert!(in_json("pillars wallet balance --json --account x"));
	assert!(in_json("pillars wallet --json nonsense"));
	for line in
		["pillars wallet balance", "pillars --json", "pillars wallet burn -- --json", "--json"]
	{
		assert!(!in_json(line), "{line}");
	}
}
